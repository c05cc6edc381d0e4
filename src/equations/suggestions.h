/*
 * suggestions.h - the best repairs found so far  (pure)
 */
#ifndef GOVFISCAL_EQUATIONS_SUGGESTIONS_H
#define GOVFISCAL_EQUATIONS_SUGGESTIONS_H

#include "equations/state.h"

typedef struct SuggestionList
{
	EquationArena arena;
	int32_t		most;
	int32_t		count;
	EquationSuggestion *best;	/* in order: fewest figures, then the likeliest */
} SuggestionList;

extern void suggestions_start(SuggestionList *list, int32_t most, EquationArena arena);

/* Keeps a copy of the suggestion, unless it is known or too far behind. */
extern void suggestions_add(SuggestionList *list, const EquationSuggestion *suggestion);

#endif							/* GOVFISCAL_EQUATIONS_SUGGESTIONS_H */
