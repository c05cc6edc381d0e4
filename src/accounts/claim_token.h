/*
 * accounts/claim_token.h - the text of a disclosure as tokens  (pure)
 *
 * The text is UTF-8.  Full-width digits, letters and marks count as their ASCII
 * twins; blanks of any width and quotes stand nowhere.  Each token is found by
 * looking at no more than a bounded number of characters and a few runs of
 * digits, so reading a text is linear in its length.
 */
#ifndef GOVFISCAL_ACCOUNTS_CLAIM_TOKEN_H
#define GOVFISCAL_ACCOUNTS_CLAIM_TOKEN_H

#include <stdbool.h>

#include "accounts/claim_label.h"

#define CLAIM_FIGURE_SIZE	48	/* digits with their unit and the NUL */

typedef enum ClaimTokenKind
{
	CLAIM_END,
	CLAIM_SENTENCE_END,
	CLAIM_CLAUSE_END,
	CLAIM_PART_END,				/* a semicolon: a clause, and the end of a reason */
	CLAIM_MONEY,
	CLAIM_NO_AMOUNT,			/* money, but no amount of whole fen in the range of yuan */
	CLAIM_BARE,					/* a figure with nothing but a mark behind it */
	CLAIM_PERCENT,
	CLAIM_YEAR,
	CLAIM_WORD,
	CLAIM_LABELLED,
	CLAIM_OPEN,
	CLAIM_CLOSE,
	CLAIM_OTHER
} ClaimTokenKind;

/* What the words of the grammar mean. */
typedef enum ClaimMeaning
{
	MEANS_NOTHING_AT_ALL,		/* no word: a label of the tables */
	MEANS_NOTHING,				/* between a label and its figure */
	MEANS_OF_WHICH,
	MEANS_SHARE,
	MEANS_COMPARED,
	MEANS_COMPARED_LAST_YEAR,
	MEANS_LAST_YEAR,
	MEANS_MORE,
	MEANS_LESS,
	MEANS_BUDGET,
	MEANS_ADJUSTED,
	MEANS_FINAL,
	MEANS_COMPLETES,
	MEANS_REASON,
	MEANS_YEAR_END,
	MEANS_CARRIED,
	MEANS_ACCOUNTS,				/* the final accounts of a department */
	MEANS_CLASS,
	MEANS_GROUP,
	MEANS_ITEM
} ClaimMeaning;

/* A place in the text: the byte, and the character it begins. */
typedef struct ClaimPlace
{
	const char *at;
	int			character;
} ClaimPlace;

typedef struct ClaimToken
{
	ClaimTokenKind kind;
	ClaimPlace	from;
	ClaimPlace	to;
	ClaimMeaning word;
	int			year;
	char		number[CLAIM_FIGURE_SIZE];	/* ASCII, without commas */
	const char *unit;			/* of money */
	bool		listed;			/* its unit stands behind a later figure */
	const ClaimLabel *labels;	/* those with the longest text that fits here */
	int			nlabels;
} ClaimToken;

/* The words of the grammar: labels with a meaning. */
extern const ClaimDictionary claim_words;

/* A label as the dictionary wants it; false if it is empty or too long. */
extern bool claim_plain(const char *text, char *plain, int size);

/* One character, as what it counts; 0 where it counts as nothing, -1 at the end. */
extern int	claim_character(ClaimPlace *place, const char *end);

/* The token at *place, which moves behind it. */
extern void claim_next(ClaimPlace *place, const char *end, const ClaimDictionary *dictionary,
					   ClaimToken *token);

#endif							/* GOVFISCAL_ACCOUNTS_CLAIM_TOKEN_H */
