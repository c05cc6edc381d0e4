/*
 * collect.h - the cells of a formula, each under its value of the scope  (pure)
 */
#ifndef GOVFISCAL_FORMULA_COLLECT_H
#define GOVFISCAL_FORMULA_COLLECT_H

#include "kinds/formulas/rows.h"

typedef struct FormulaWalk
{
	FormulaDocument *document;
	const FormulaSet *set;
	FormulaVisit visit;
	void	   *owner;
	const Formula *formula;
	int			scope;			/* which form of a scope of lines, or 0 */
} FormulaWalk;

/* Fills the document's entries and scopes, then sorts the ones by the others. */
extern void formula_collect(FormulaWalk *walk);
extern void formula_sort_entries(FormulaDocument *document);

#endif							/* GOVFISCAL_FORMULA_COLLECT_H */
