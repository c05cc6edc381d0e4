/*
 * check.h - the tree against the tables that it speaks of  (pure)
 */
#ifndef GOVFISCAL_FORMULA_CHECK_H
#define GOVFISCAL_FORMULA_CHECK_H

#include "kinds/formulas/fault.h"
#include "kinds/formulas/tree.h"

typedef enum FormulaType
{
	FORMULA_TYPE_OTHER,
	FORMULA_TYPE_YUAN,
	FORMULA_TYPE_SUBJECT,
	FORMULA_TYPE_BOOLEAN
} FormulaType;

typedef struct FormulaColumn
{
	const char *name;
	FormulaType type;
	uint32_t	type_id;		/* types are equal where this is */
	bool		not_null;
} FormulaColumn;

typedef struct FormulaTable
{
	bool		is_partition;
	int			ncolumns;
	const FormulaColumn *column;
} FormulaTable;

/* What the caller knows of the tables. */
typedef struct FormulaCatalog
{
	void	   *owner;

	/* NULL where there is none */
	const FormulaTable *(*find) (void *owner, const char *name);

	/*
	 * The text as a value of this column's type, in the form that rows will
	 * bring it in; false where it is none.  Lives as long as the set.
	 */
	bool		(*normalize) (void *owner, const char *table, const FormulaColumn *column,
							  const char *text, const char **value, int32_t *length);
} FormulaCatalog;

/* Completes the tree; false where it does not fit, and *fault says why. */
extern bool formula_check(FormulaSet *set, const FormulaCatalog *catalog, FormulaMemory memory,
						  FormulaFault *fault);

#endif							/* GOVFISCAL_FORMULA_CHECK_H */
