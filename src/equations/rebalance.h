/*
 * rebalance.h - figures rounded so that they still add up  (pure)
 *
 * Every figure becomes one of the two multiples of the quantum beside it (its
 * own value where that is a multiple), every must-hold equation holds exactly,
 * and what deviates least is preferred, totals before their parts.
 */
#ifndef GOVFISCAL_EQUATIONS_REBALANCE_H
#define GOVFISCAL_EQUATIONS_REBALANCE_H

#include "equations/arena.h"
#include "equations/system.h"

typedef enum RebalanceOutcome
{
	REBALANCE_DONE,
	REBALANCE_NOT_EXACT,		/* an equation does not hold exactly as it is */
	REBALANCE_IMPOSSIBLE,		/* an equation is left over */
	REBALANCE_TOO_LARGE
} RebalanceOutcome;

/*
 * rounded takes ncells figures; *equation is the one that stands in the way
 * where the outcome is NOT_EXACT or IMPOSSIBLE.  Fixed figures and blanks stay.
 */
extern RebalanceOutcome equations_rebalance(const EquationSystem *system, int64_t quantum,
											EquationArena arena, int64_t *rounded,
											int32_t *equation);

#endif							/* GOVFISCAL_EQUATIONS_REBALANCE_H */
