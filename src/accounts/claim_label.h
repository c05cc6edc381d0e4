/*
 * accounts/claim_label.h - the dictionary of what figures are called  (pure)
 *
 * A label says which cells its figures are held against, and in which part of
 * the text (its topic) it says so.  The caller makes the labels out of tables,
 * without blanks and in UTF-8, and owns them.
 */
#ifndef GOVFISCAL_ACCOUNTS_CLAIM_LABEL_H
#define GOVFISCAL_ACCOUNTS_CLAIM_LABEL_H

#include <stdbool.h>

#define CLAIM_LABEL_MAX		40	/* characters that count; longer ones never match */
#define CLAIM_LABEL_CELLS	4
#define CLAIM_CELL_SIZE		64

typedef struct ClaimLabel
{
	const char *text;
	int			meaning;		/* a word of the grammar; 0 for all that tables say */
	int			topic;			/* 0: any */
	int			opens;			/* the topic of the text from here on; 0: leaves it */
	int			subject;		/* the code of a functional subject, or 0 */
	bool		marked;			/* names the subject only with its level behind */
	bool		whole;			/* the parts that follow it are all it has */
	int			ncells;
	const char *cells[CLAIM_LABEL_CELLS];	/* form/line/column, of one figure after another */
} ClaimLabel;

typedef struct ClaimDictionary
{
	const ClaimLabel *labels;	/* in order of text */
	int			count;
} ClaimDictionary;

/* Puts labels in the order of the dictionary. */
extern void claim_sort_labels(ClaimLabel *labels, int count);

/*
 * The search for a label, character by character: the labels that begin with
 * what was taken so far.
 */
typedef struct ClaimSearch
{
	const ClaimDictionary *dictionary;
	int			from;
	int			to;
	int			bytes;			/* of the text of the labels, taken so far */
} ClaimSearch;

extern ClaimSearch claim_search(const ClaimDictionary *dictionary);

/* Takes one more byte; false if no label goes on so. */
extern bool claim_search_byte(ClaimSearch *search, unsigned char byte);

/* The labels that are exactly what was taken; their number. */
extern int	claim_search_found(const ClaimSearch *search, const ClaimLabel **labels);

/* The label of a text in a topic, or of any topic; NULL. */
extern const ClaimLabel *claim_label_of(const ClaimLabel *labels, int count, int topic);
extern const ClaimLabel *claim_label_named(const ClaimDictionary *dictionary, const char *text,
										   int topic);

/* The levels of a subject's code: 3, 5, 7 digits; 0 if it is none. */
extern int	claim_subject_level(int code);

/*
 * The code of those labels that has this level below the path, 0 if none has.
 * A level of 0 is any: a child of the path first, else the highest.
 */
extern int	claim_subject_of(const ClaimLabel *labels, int count, int level, int path);

#endif							/* GOVFISCAL_ACCOUNTS_CLAIM_LABEL_H */
