/*
 * checker.h - what the rooms of the check share  (pure)
 *
 * As in the parser: false once something is wrong, and the fault has been told.
 */
#ifndef GOVFISCAL_FORMULA_CHECKER_H
#define GOVFISCAL_FORMULA_CHECKER_H

#include "kinds/formulas/check.h"
#include "kinds/formulas/intern.h"

typedef struct FormulaChecker
{
	FormulaSet *set;
	const FormulaCatalog *catalog;
	FormulaMemory memory;
	FormulaFault *fault;
	const FormulaTable **table;	/* of each form */
	FormulaIntern literals;
	FormulaIntern equations;	/* see check_same.c */
	FormulaIntern scopes;
	FormulaIntern instances;
	const Formula **said_by;	/* of each instance */
	int			written;		/* terms and labels of all parts so far */
} FormulaChecker;

extern bool formula_refuse(FormulaChecker *c, FormulaFaultCode code, const FormulaName *place,
						   const char *what, const char *other);

/* NULL once the fault is told */
extern const FormulaColumn *formula_need_column(FormulaChecker *c, int form, const FormulaName *name);

/* The place among the columns that rows bring, new where need be. */
extern int	formula_bring_column(FormulaChecker *c, int form, const char *name);

extern bool formula_bind_value(FormulaChecker *c, int form, const FormulaColumn *column,
							   const FormulaName *value, int *literal);
extern bool formula_bind_label(FormulaChecker *c, int form, FormulaLabel *label);

extern bool formula_check_form(FormulaChecker *c, int form);
extern bool formula_check_formula(FormulaChecker *c, Formula *formula);
extern bool formula_check_parts(FormulaChecker *c, Formula *formula);
extern bool formula_check_same(FormulaChecker *c, const Formula *formula);

#endif							/* GOVFISCAL_FORMULA_CHECKER_H */
