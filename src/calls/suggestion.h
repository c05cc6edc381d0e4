/*
 * calls/suggestion.h - why a figure may be wrong, in words
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_CALLS_SUGGESTION_H
#define GOVFISCAL_CALLS_SUGGESTION_H

#include "engine/system.h"
#include "equations/repair.h"

/* What happened to the figure of a change, or to the form that it stands in. */
extern const char *check_cause_text(const CheckSystem *system, const EquationSuggestion *suggestion,
									const EquationChange *change);

/* Why there is no suggestion. */
extern const char *check_outcome_text(EquationOutcome outcome);

#endif							/* GOVFISCAL_CALLS_SUGGESTION_H */
