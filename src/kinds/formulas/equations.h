/*
 * equations.h - what must hold in a document, for who repairs or rounds it  (pure)
 *
 * The same sums that are judged: the sum of coefficient * cell, plus constant,
 * stands to 0 as the sense says, within the bound.  A cell comes as often as the
 * formula names it, as it may stand on both sides.  Formulas that only verify
 * are left out, and what does not apply.
 */
#ifndef GOVFISCAL_FORMULA_EQUATIONS_H
#define GOVFISCAL_FORMULA_EQUATIONS_H

#include "kinds/formulas/judge.h"

typedef struct FormulaCoefficient
{
	int32_t		cell;			/* see formula_document_cell */
	int32_t		coefficient;	/* +1 or -1, that of the right-hand side moved over */
	bool		right;			/* stands on the right-hand side */
} FormulaCoefficient;

typedef struct FormulaEquation
{
	const FormulaFinding *finding;	/* verdict (FORMULA_NO_VERDICT, too), formula, scope */
	FormulaSense sense;
	YuanSum		constant;
	YuanSum		bound;
	int			ncells;
	const FormulaCoefficient *cell;
} FormulaEquation;

typedef void (*FormulaTake) (void *owner, const FormulaEquation *equation);

/* Each equation lives as long as the call that tells of it. */
extern void formula_equations(FormulaDocument *document, FormulaTake take, void *owner);

#endif							/* GOVFISCAL_FORMULA_EQUATIONS_H */
