/*
 * state.h - a system with figures that can be tried and taken back  (pure)
 *
 * Keeps the value of every equation while figures change, so that a trial
 * costs only the terms of the figures that it touches.
 */
#ifndef GOVFISCAL_EQUATIONS_STATE_H
#define GOVFISCAL_EQUATIONS_STATE_H

#include "equations/arena.h"
#include "equations/repair.h"
#include "equations/system.h"

/* One equation that a cell is in; a cell that stands in it twice is merged. */
typedef struct CellUse
{
	int32_t		equation;
	int32_t		coefficient;
	bool		in[2];			/* stands left, stands right */
} CellUse;

typedef struct EquationState
{
	const EquationSystem *system;
	EquationArena arena;
	int32_t    *first;			/* of each cell's uses; ncells + 1 */
	CellUse    *uses;
	int64_t    *value;			/* of each cell; 0 where blank */
	bool	   *blank;
	int64_t    *rest;			/* of each equation: constant and figures */
	int32_t    *nterms[2];		/* of each equation, by side */
	int32_t    *nreported[2];
	bool	   *violated;
	int32_t		nviolated;
	int64_t		steps;			/* uses looked at so far */
	int64_t		limit;
} EquationState;

/* "count" elements of "size" bytes, all zero. */
extern void *equation_zeroed(EquationArena arena, int64_t count, size_t size);

extern EquationState *equation_state(const EquationSystem *system, int64_t limit,
									 EquationArena arena);
extern void equation_set(EquationState *state, int32_t cell, int64_t value, bool blank);

/* Puts the changes in, or what is stored back. */
extern void equation_apply(EquationState *state, const EquationChange *changes, int32_t n);
extern void equation_restore(EquationState *state, const EquationChange *changes, int32_t n);

/* Is the equation judged: does each of its sides report a figure? */
static inline bool
equation_is_judged(const EquationState *state, int32_t e)
{
	return (state->nterms[0][e] == 0 || state->nreported[0][e] > 0) &&
		(state->nterms[1][e] == 0 || state->nreported[1][e] > 0);
}

static inline bool
equation_holds_at(const Equation *equation, int64_t value)
{
	return (equation->sense == EQUATION_AT_LEAST || value <= equation->bound) &&
		(equation->sense == EQUATION_AT_MOST || value >= -equation->bound);
}

static inline bool
equation_out_of_steps(const EquationState *state)
{
	return state->steps >= state->limit;
}

#endif							/* GOVFISCAL_EQUATIONS_STATE_H */
