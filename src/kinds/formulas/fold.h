/*
 * kinds/formulas/fold.h - a document being read, and what is told of it
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_KINDS_FORMULAS_FOLD_H
#define GOVFISCAL_KINDS_FORMULAS_FOLD_H

#include "kinds/formulas/judge.h"
#include "kinds/formulas/rule.h"

typedef struct FormulaFold
{
	CheckFold	fold;
	FormulaDocument *document;	/* NULL until its first row has come */
	int32		rows;			/* so far, of all tables */
} FormulaFold;

/* {"role": "class", "code": "204"}, the label of a row of the form. */
extern const char *formula_line_json(const FormulaDocument *document, const FormulaForm *form,
									 int at, int row);

/* 03[*].total 75.50 = 01[expenditure] 57.50 */
extern const char *formula_figures(const FormulaSum *sum, const FormulaSet *set);

/* The document for who repairs or rounds it: CheckKind's "equations". */
extern void formulas_equations(CheckFold *fold, CheckSystem *system);

#endif							/* GOVFISCAL_KINDS_FORMULAS_FOLD_H */
