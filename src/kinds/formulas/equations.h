/*
 * equations.h - what must hold in a document, for who repairs or rounds it  (pure)
 *
 * The same sums that are judged, with both sides brought together: the sum of
 * coefficient * cell, plus constant, stands to 0 as the sense says, within the
 * bound.  Formulas that only verify are left out, and what does not apply.
 */
#ifndef GOVFISCAL_FORMULA_EQUATIONS_H
#define GOVFISCAL_FORMULA_EQUATIONS_H

#include "kinds/formulas/judge.h"

typedef struct FormulaCoefficient
{
	int32_t		cell;			/* see formula_document_cell */
	int32_t		coefficient;	/* never 0 */
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
