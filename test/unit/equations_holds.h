/*
 * equations_holds.h - judges a system plainly, for the tests of equations
 *
 * Written against system.h alone, so that it shares no code with what it
 * judges.
 */
#ifndef GOVFISCAL_EQUATIONS_HOLDS_H
#define GOVFISCAL_EQUATIONS_HOLDS_H

#include "equations/repair.h"

typedef struct Figure
{
	int64_t		value;
	bool		blank;
} Figure;

/* The cell as it is with the changes put in: the last one for it counts. */
static Figure
figure_with(const EquationSystem *system, int32_t cell, const EquationChange *changes, int32_t n)
{
	Figure		figure = {system->cells[cell].stored, system->cells[cell].blank};

	for (int32_t i = 0; i < n; i++)
		if (changes[i].cell == cell)
		{
			figure.value = changes[i].proposed;
			figure.blank = changes[i].proposed_blank;
		}
	return figure;
}

static bool
holds_with(const EquationSystem *system, const Equation *equation,
		   const EquationChange *changes, int32_t n)
{
	int64_t		sum = equation->constant;
	bool		terms[2] = {false, false};
	bool		reported[2] = {false, false};

	for (int32_t i = 0; i < equation->count; i++)
	{
		const EquationTerm *term = &system->terms[equation->first + i];
		Figure		figure = figure_with(system, term->cell, changes, n);

		sum += term->coefficient * figure.value;
		terms[term->right] = true;
		reported[term->right] = reported[term->right] || !figure.blank;
	}
	if (reported[0] != terms[0] || reported[1] != terms[1])
		return true;			/* not judged */
	return (equation->sense == EQUATION_AT_LEAST || sum <= equation->bound) &&
		(equation->sense == EQUATION_AT_MOST || sum >= -equation->bound);
}

static bool
all_hold(const EquationSystem *system, const EquationChange *changes, int32_t n)
{
	for (int32_t e = 0; e < system->nequations; e++)
		if (system->equations[e].must_hold &&
			!holds_with(system, &system->equations[e], changes, n))
			return false;
	return true;
}

#endif
