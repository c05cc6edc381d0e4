/*
 * rows.h - a document from the inside, for the walk and the folds  (pure)
 */
#ifndef GOVFISCAL_FORMULA_ROWS_H
#define GOVFISCAL_FORMULA_ROWS_H

#include "kinds/formulas/document.h"
#include "kinds/formulas/intern.h"
#include "kinds/formulas/merge.h"
#include "kinds/formulas/walk.h"

/* A node of the trie: form, value, value, ...; its rows are a list, one list for each depth. */
typedef struct FormulaNode
{
	int32_t		first;
	int32_t		last;
	uint32_t	mark;			/* "ordinal" is of the scope numbered so */
	int32_t		ordinal;
} FormulaNode;

/* The rows of one form, an array for each thing that a row has. */
typedef struct FormulaFormRows
{
	int			nrows;
	int32_t    *base;			/* first cell of the stored row */
	int64_t    *quantum;
	bool	   *zero;			/* blanks are zeros */
	int32_t    *value;			/* ncolumns a row: interned, -1 for NULL */
	int32_t    *node;			/* nline a row: the path of its label */
	int32_t    *next;			/* nline a row: the next row below the same node, or -1 */
	int32_t    *parent;			/* node of the parent's label, or -1 */
	bool	   *below_root;		/* the parent is the root */
	uint32_t   *mark;			/* met already in the scope numbered so */
	int32_t    *reported;		/* of each figure: on how many rows something is stored */
} FormulaFormRows;

typedef struct FormulaStoredCell
{
	int64_t		fen;
	int32_t		form;			/* -1 until some form brings it */
	int32_t		row;
	int32_t		figure;
	int32_t		source;			/* number of the stored row */
	bool		blank;
	int32_t		merged_at;		/* merge.h: place in the list + 1; 0 between two sums */
} FormulaStoredCell;

/* Who a value of the scope belongs to: any row that bears it. */
typedef struct FormulaScopeRow
{
	int32_t		form;
	int32_t		row;
	int32_t		term;
	int32_t		count;			/* entries, then where the next one goes */
} FormulaScopeRow;

struct FormulaDocument
{
	const FormulaSet *set;
	FormulaMemory memory;
	FormulaIntern values;
	FormulaIntern paths;		/* (node, value): the number is the node below */
	FormulaNode *node;			/* of each path */
	FormulaFormRows *form;
	FormulaStoredCell *cell;
	int			ncells;
	int32_t		last_source;
	int32_t		last_base;
	uint32_t	mark;			/* scopes are numbered, so nothing need be wiped */

	/* scratch of the walk and of the folds, kept from one formula to the next */
	FormulaEntry *entry;
	int			nentries;
	int			entry_room;
	FormulaEntry *sorted;
	int			sorted_room;
	FormulaScopeRow *scope;
	int			nscopes;
	int			scope_room;
	FormulaMerged *merged;
	int			merged_room;
};

/* Room for so many items at least; the first "kept" of them stay. */
extern void *formula_room(FormulaMemory memory, void *array, int *room, int kept, int wanted,
						  size_t item);

extern int32_t formula_node_below(FormulaDocument *document, int32_t node, int32_t value);

#define FORMULA_NODE_OF_FORM(form)	(-2 - (form))
#define FORMULA_NODE_OF_SCOPE		(-1)

#endif							/* GOVFISCAL_FORMULA_ROWS_H */
