/*
 * localize.h - the smallest set of wrong figures  (pure)
 */
#ifndef GOVFISCAL_EQUATIONS_LOCALIZE_H
#define GOVFISCAL_EQUATIONS_LOCALIZE_H

#include "equations/layout.h"
#include "equations/suggestions.h"

/* Adds every set of just "size" figures that the search meets. */
extern void equations_localize(EquationState *state, const EquationLayout *layout,
							   int32_t size, SuggestionList *list);

/* The violated equation with the fewest terms: some figure in it must change. */
extern int32_t equation_shortest_violated(const EquationState *state);

#endif							/* GOVFISCAL_EQUATIONS_LOCALIZE_H */
