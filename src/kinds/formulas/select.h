/*
 * select.h - which rows a bracket names  (pure)
 */
#ifndef GOVFISCAL_FORMULA_SELECT_H
#define GOVFISCAL_FORMULA_SELECT_H

#include "kinds/formulas/document.h"

/* One row; the sign is that of its label.  A row comes once for each label that names it. */
typedef void (*FormulaTakeRow) (void *owner, int term, int row, int sign);

extern void formula_select(const FormulaDocument *document, const FormulaTerm *term, int number,
						   FormulaTakeRow take, void *owner);

#endif							/* GOVFISCAL_FORMULA_SELECT_H */
