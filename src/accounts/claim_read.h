/*
 * accounts/claim_read.h - what the sentences of a disclosure claim  (pure)
 *
 * The text is read once, token by token, with a state of fixed size.  Nothing is
 * allocated: claims and sentences are handed to the caller as they are found.
 *
 * A claim has up to four readings, each with the same number of operands; an
 * operand is a figure of the text with its unit, or a cell form/line/column,
 * with @YEAR, @budget or @adjusted behind it where another document is meant,
 * and a minus before it where it is taken away.
 */
#ifndef GOVFISCAL_ACCOUNTS_CLAIM_READ_H
#define GOVFISCAL_ACCOUNTS_CLAIM_READ_H

#include "accounts/claim_token.h"

#define CLAIM_READINGS		4
#define CLAIM_OPERANDS		8
#define CLAIM_OPERAND_SIZE	(CLAIM_CELL_SIZE + 32)

typedef enum ClaimKind
{
	CLAIMS_AMOUNT,
	CLAIMS_DIFFERENCE,
	CLAIMS_SHARE,
	CLAIMS_COMPLETION,
	CLAIMS_GROWTH,
	CLAIMS_SUBJECT,
	CLAIMS_YEAR
} ClaimKind;

typedef struct Claim
{
	ClaimKind	kind;
	int			sentence;
	int			sentence_from;	/* the character it begins at */
	ClaimPlace	from;			/* the label, where there is one */
	ClaimPlace	to;				/* behind the figure */
	char		stated[CLAIM_FIGURE_SIZE];	/* empty for a subject */
	const char *unit;			/* of money, else NULL */
	int			nreadings;		/* 0: tied to nothing */
	int			noperands;
	char		operands[CLAIM_READINGS][CLAIM_OPERANDS][CLAIM_OPERAND_SIZE];
} Claim;

typedef struct ClaimSentence
{
	int			number;
	ClaimPlace	from;
	ClaimPlace	to;
	bool		has_text;
	bool		has_money;
	bool		has_no_amount;	/* money that is no amount: it is to be read by a person */
	bool		understood;		/* some figure of it was tied to something, and all were amounts */
} ClaimSentence;

typedef struct ClaimReader
{
	const ClaimDictionary *dictionary;
	int			year;			/* of the document */
	void	   *arg;
	void		(*put_claim) (void *arg, const Claim *claim);
	void		(*put_sentence) (void *arg, const ClaimSentence *sentence);
} ClaimReader;

extern void claim_read(const ClaimReader *reader, const char *text, const char *end);

#endif							/* GOVFISCAL_ACCOUNTS_CLAIM_READ_H */
