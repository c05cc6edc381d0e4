/*
 * tableau.h - figures between bounds, moved along what equations leave free  (pure)
 *
 * The bounded simplex method in integers.  Each row says
 *		basic figure + sum of entry * other figure = constant
 * and the figures satisfy all rows from the start to the end; the constants
 * need not be kept.  Only pivots of +1 and -1 are taken, so every entry stays
 * an integer: once all other figures are multiples of the quantum, so are the
 * basic ones.
 */
#ifndef GOVFISCAL_EQUATIONS_TABLEAU_H
#define GOVFISCAL_EQUATIONS_TABLEAU_H

#include "equations/arena.h"
#include "equations/system.h"

#define TABLEAU_MAX_ENTRIES	(INT64_C(1) << 24)

typedef struct Tableau
{
	int32_t		nrows;
	int32_t		ncolumns;
	int32_t    *entries;		/* nrows * ncolumns */
	int32_t    *basic;			/* the basic column of each row, or -1 */
	int32_t    *row_of;			/* of each column: the row it is basic in, or -1 */
	int64_t    *value;			/* of each column */
	int64_t    *low;
	int64_t    *high;
	int64_t    *cost;			/* of each column, for one step up */
	int64_t    *reduced;		/* the same, with what the basic ones then do */
	bool		broken;			/* entries grew beyond the limit: rows are lost, values stay */
} Tableau;

extern Tableau *tableau_new(int32_t nrows, int32_t ncolumns, EquationArena arena);

static inline int32_t *
tableau_row(const Tableau *tableau, int32_t row)
{
	return tableau->entries + (int64_t) row * tableau->ncolumns;
}

/* To be called when the costs have been changed. */
extern void tableau_reprice(Tableau *tableau);

/* Gives every row a basic column; the row that cannot have one, or -1. */
extern int32_t tableau_solve(Tableau *tableau);

/* Moves every figure to a bound, but basic ones; false where one is stuck. */
extern bool tableau_settle(Tableau *tableau);

/* From bound to bound, as long as that makes the cost less. */
extern void tableau_improve(Tableau *tableau, EquationArena arena);

#endif							/* GOVFISCAL_EQUATIONS_TABLEAU_H */
