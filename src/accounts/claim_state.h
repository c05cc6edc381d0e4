/*
 * accounts/claim_state.h - what is known while a text is read  (pure)
 *
 * Between claim_read.c, which follows the words, and claim_tie.c, which ties
 * figures to cells and to each other.
 */
#ifndef GOVFISCAL_ACCOUNTS_CLAIM_STATE_H
#define GOVFISCAL_ACCOUNTS_CLAIM_STATE_H

#include "accounts/claim_read.h"

#define CLAIM_SEEN		64		/* figures remembered by their cells */
#define CLAIM_MAX_GAP	2		/* characters that mean nothing, between label and figure */

/* A figure of the text and the cell it belongs to; both empty: none. */
typedef struct ClaimFigure
{
	char		text[CLAIM_OPERAND_SIZE];
	char		cell[CLAIM_OPERAND_SIZE];
	int			sentence;
} ClaimFigure;

typedef struct ClaimState
{
	const ClaimReader *reader;
	ClaimSentence sentence;

	/* the part of the text */
	int			topic;
	int			path;			/* the subject whose level was marked last */
	int			subject;		/* the subject spoken of; -1: one nobody knows */
	const char *unit;			/* of the last amount */

	/* the label spoken of */
	const ClaimLabel *label;
	ClaimPlace	label_from;
	int			label_sentence;
	int			label_figures;	/* it was given in this clause */
	const ClaimLabel *names;	/* what the last token may name as a subject */
	int			nnames;
	ClaimPlace	names_to;
	ClaimPlace	name_from;		/* where the name of a subject can begin */

	/* the clause */
	bool		label_here;
	int			gap;			/* since the label */
	int			brackets;
	bool		stage_said;
	ClaimMeaning stage;			/* MEANS_FINAL, _BUDGET, _ADJUSTED, _LAST_YEAR */
	bool		compared;
	bool		last_year;
	bool		year_end;
	bool		carried;
	bool		share;
	const ClaimLabel *share_label;
	bool		completes;
	int			direction;		/* 1 more, -1 less */
	bool		accounts_said;	/* "the final accounts of <accounts_year>" */
	int			accounts_year;
	ClaimPlace	accounts_from;
	ClaimPlace	accounts_to;

	/* the sentence, or its part */
	ClaimMeaning against;		/* what it compares with, MEANS_NOTHING_AT_ALL */
	bool		reason;
	bool		of_which;
	int			nparts;
	char		parts[CLAIM_OPERANDS][CLAIM_OPERAND_SIZE];
	Claim		whole;			/* the figure whose parts these are */

	/* figures */
	ClaimFigure last;
	ClaimFigure budget;
	ClaimFigure before;			/* the year before, as the text says */
	ClaimFigure total;			/* what 占 is a share of */
	ClaimFigure outer;			/* the total of the part of the text */
	ClaimFigure anchor;			/* what has changed */
	ClaimFigure change;
	ClaimFigure seen[CLAIM_SEEN];
	int			nseen;
} ClaimState;

extern void claim_set_label(ClaimState *state, const ClaimLabel *label, ClaimPlace from);

/* An amount, a percentage, a subject marked with its level; the end of a list of parts. */
extern void claim_take_money(ClaimState *state, const ClaimToken *token);
extern void claim_take_percent(ClaimState *state, const ClaimToken *token);
extern void claim_take_subject(ClaimState *state, const ClaimToken *token, int level);
extern void claim_take_year(ClaimState *state);
extern void claim_end_parts(ClaimState *state);

#endif							/* GOVFISCAL_ACCOUNTS_CLAIM_STATE_H */
