/*
 * slips.h - which figure was meant by what stands there  (pure)
 *
 * A slip is read backwards: from the stored figure, as printed in its step, to
 * the figures it may have been made from.  Its cost is about -log2 of how
 * likely just this slip makes just this figure of the right one: a sign can be
 * lost in one way, a digit be replaced in nine ways at each place.
 */
#ifndef GOVFISCAL_EQUATIONS_SLIPS_H
#define GOVFISCAL_EQUATIONS_SLIPS_H

#include "equations/layout.h"
#include "equations/repair.h"

/* The figures that the equations allow, and the best of them. */
typedef struct SlipSearch
{
	int64_t		low;
	int64_t		high;
	int64_t		step;			/* proposals are multiples of it */
	int64_t		stored;
	bool		found;
	int64_t		proposed;
	EquationCause cause;
	int32_t		cost;
} SlipSearch;

/*
 * Finds the likeliest figure from low to high for the cell, or, if no slip
 * leads there, the middle.  found is false where no multiple of step lies there.
 */
extern void equation_find_slip(SlipSearch *search, const EquationLayout *layout, int32_t cell);

#endif							/* GOVFISCAL_EQUATIONS_SLIPS_H */
