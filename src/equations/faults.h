/*
 * faults.h - faults of the printed form that are no single figure  (pure)
 */
#ifndef GOVFISCAL_EQUATIONS_FAULTS_H
#define GOVFISCAL_EQUATIONS_FAULTS_H

#include "equations/layout.h"
#include "equations/suggestions.h"

/* Each adds what settles every violated equation. */
extern void equations_find_displaced(EquationState *state, const EquationLayout *layout,
									 SuggestionList *list);
extern void equations_find_moved(EquationState *state, const EquationLayout *layout,
								 SuggestionList *list);
extern void equations_find_rows(EquationState *state, const EquationLayout *layout,
								SuggestionList *list);

#endif							/* GOVFISCAL_EQUATIONS_FAULTS_H */
