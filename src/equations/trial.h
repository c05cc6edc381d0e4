/*
 * trial.h - a hypothesis: these figures change together  (pure)
 */
#ifndef GOVFISCAL_EQUATIONS_TRIAL_H
#define GOVFISCAL_EQUATIONS_TRIAL_H

#include "equations/layout.h"
#include "equations/suggestions.h"

typedef struct Trial
{
	EquationState *state;
	SuggestionList *list;
	bool		impossible;		/* touches what must not change */
	EquationSuggestion suggestion;	/* changes has room for every cell */
} Trial;

extern void trial_prepare(Trial *trial, EquationState *state, SuggestionList *list);
extern void trial_start(Trial *trial, EquationCause cause, int32_t cost, const PrintedLine *line);
extern void trial_change(Trial *trial, int32_t cell, int64_t proposed, bool blank);

/* What stands in "from", blank or not, belongs in "cell". */
extern void trial_move(Trial *trial, int32_t from, int32_t cell);

/* Keeps the suggestion if with it everything holds; all is as before then. */
extern void trial_end(Trial *trial);

#endif							/* GOVFISCAL_EQUATIONS_TRIAL_H */
