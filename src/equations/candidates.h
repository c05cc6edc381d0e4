/*
 * candidates.h - what one figure would have to be  (pure)
 *
 * Every equation that holds a cell allows it an interval of figures.  A
 * candidate is a figure in the intervals of most violated equations that
 * leaves those of the sound ones least.
 */
#ifndef GOVFISCAL_EQUATIONS_CANDIDATES_H
#define GOVFISCAL_EQUATIONS_CANDIDATES_H

#include "equations/layout.h"
#include "equations/state.h"

typedef struct Candidate
{
	EquationChange change;
	int32_t		gained;			/* violated equations that would hold */
	int32_t		lost;			/* sound ones that would not */
	int32_t		cost;			/* of the slip */
} Candidate;

/* The best candidate for the cell; false where it cannot settle anything. */
extern bool equation_candidate(EquationState *state, const EquationLayout *layout,
							   int32_t cell, Candidate *candidate);

/*
 * The figure that satisfies most of the equations that have none of the other
 * unknown cells, whatever stands there: the middle of what they allow.  False
 * where that settles nothing.
 */
extern bool equation_deduce(EquationState *state, int32_t cell, const int32_t *unknown,
							int32_t nunknown, int64_t *figure);

#endif							/* GOVFISCAL_EQUATIONS_CANDIDATES_H */
