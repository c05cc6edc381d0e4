/*
 * merge.h - a sum with both sides brought together  (pure)
 */
#ifndef GOVFISCAL_FORMULA_MERGE_H
#define GOVFISCAL_FORMULA_MERGE_H

#include "kinds/formulas/walk.h"
#include "yuan/sum.h"

typedef struct FormulaMerged
{
	int32_t		cell;
	int32_t		coefficient;	/* left minus right; never 0 */
	bool		reported;
	int64_t		quantum;
} FormulaMerged;

/* The cells that are left, each once.  The array is of the document, until the next call. */
extern int	formula_merge(const FormulaSum *sum, FormulaMerged **merged);

/* What rounding explains: the sum of |coefficient| * quantum / 2 over reported figures, in whole fen. */
extern YuanSum formula_bound(const FormulaMerged *merged, int count);

#endif							/* GOVFISCAL_FORMULA_MERGE_H */
