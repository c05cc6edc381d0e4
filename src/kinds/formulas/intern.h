/*
 * intern.h - byte strings as small integers  (pure)
 *
 * Equal strings have equal numbers, counted from 0 in the order of their first
 * coming.  Open addressing, never more than half full; FNV-1a.
 */
#ifndef GOVFISCAL_FORMULA_INTERN_H
#define GOVFISCAL_FORMULA_INTERN_H

#include "kinds/formulas/tree.h"

typedef struct FormulaInterned
{
	const char *text;
	int32_t		length;
	uint32_t	hash;
} FormulaInterned;

typedef struct FormulaIntern
{
	FormulaMemory memory;
	int			count;
	FormulaInterned *item;
	uint32_t	mask;			/* slots - 1 */
	int32_t    *slot;			/* number + 1, or 0 */
} FormulaIntern;

extern void formula_intern_begin(FormulaIntern *table, FormulaMemory memory);

/* -1 where they never came. */
extern int	formula_intern_find(const FormulaIntern *table, const void *bytes, int32_t length);

/* The number; the bytes are copied where they are new. */
extern int	formula_intern(FormulaIntern *table, const void *bytes, int32_t length);

#endif							/* GOVFISCAL_FORMULA_INTERN_H */
