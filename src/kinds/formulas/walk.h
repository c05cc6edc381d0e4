/*
 * walk.h - formulas over a document, as linear sums over its cells  (pure)
 *
 * The one place that knows what a formula means: which lines a term has, what
 * a scope runs over, what children are, what does not apply.  judge.h folds the
 * sums to verdicts, equations.h hands them on to the solvers.
 */
#ifndef GOVFISCAL_FORMULA_WALK_H
#define GOVFISCAL_FORMULA_WALK_H

#include "kinds/formulas/document.h"

/* One cell of a sum, as often as the text names it. */
typedef struct FormulaEntry
{
	int32_t		scope;			/* which value of the scope */
	int32_t		cell;			/* of the first figure of the row */
	int32_t		row;			/* of the term's form */
	int16_t		term;
	int16_t		sign;			/* +1 or -1 on the term's side, the term's own sign included */
} FormulaEntry;

/* Why a formula, or one value of its scope, is not judged. */
typedef enum FormulaHindrance
{
	FORMULA_APPLIES,
	FORMULA_WHEN_DIFFERS,		/* the document is not of the kind that "when" asks for */
	FORMULA_FORM_EMPTY,			/* a form has no line */
	FORMULA_FIGURE_BLANK,		/* a figure is blank on every line */
	FORMULA_SIDE_EMPTY,			/* a side of optional lines only, and none of them there */
	FORMULA_ORPHAN				/* the line's parent is missing */
} FormulaHindrance;

/* One formula, for one choice of figures and one value of its scope. */
typedef struct FormulaSum
{
	const FormulaDocument *document;
	const Formula *formula;
	const FormulaPart *part;	/* NULL where no figure is at fault: when, orphan */
	FormulaHindrance hindrance;
	int			at_term;		/* of the hindrance, or -1 */
	int			form;			/* of the first term (or of the orphan) */
	int			figure;			/* of that form, or -1 */
	int			row;			/* a row of the first term, or of the scope's line; -1 */
	int			nscope;			/* the scope's value: columns of scope_row in scope_form */
	int			scope_form;
	int			scope_row;
	int			scope_at[FORMULA_MAX_LINE];
	int			nentries;
	const FormulaEntry *entry;
} FormulaSum;

typedef void (*FormulaVisit) (void *owner, const FormulaSum *sum);

extern void formula_walk(FormulaDocument *document, FormulaVisit visit, void *owner);

/* Where an entry's figure stands: its cell, and the form's quantum and reading of blanks. */
typedef struct FormulaReading
{
	int32_t		cell;
	int64_t		fen;
	int64_t		quantum;
	bool		reported;
} FormulaReading;

extern FormulaReading formula_read(const FormulaSum *sum, const FormulaEntry *entry);

/* The value of the scope as a reader names it: 2040202, class/204; "" where there is none. */
extern int	formula_scope_text(const FormulaSum *sum, char *buffer, size_t size);

#endif							/* GOVFISCAL_FORMULA_WALK_H */
