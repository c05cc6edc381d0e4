/*
 * engine/suggestion.h - why a figure may be wrong, in words
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_ENGINE_SUGGESTION_H
#define GOVFISCAL_ENGINE_SUGGESTION_H

#include "engine/system.h"
#include "equations/repair.h"

/* What lines and columns are called, where not as the tables have it. */
typedef struct CheckNames
{
	const char *(*line) (void *owner, int32 row);
	const char *(*column) (void *owner, int32 form, const char *column);
	void	   *owner;
} CheckNames;

/*
 * What happened to the figure of a change, or to the form that it stands in;
 * names may be NULL.
 */
extern const char *check_cause_text(const CheckSystem *system, const EquationSuggestion *suggestion,
									const EquationChange *change, const CheckNames *names);

/* Why there is no suggestion. */
extern const char *check_outcome_text(EquationOutcome outcome);

#endif							/* GOVFISCAL_ENGINE_SUGGESTION_H */
