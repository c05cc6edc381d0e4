/*
 * document.h - the rows of one document, as cells that formulas can look up  (pure)
 *
 * A row comes once for each form that it belongs to: the caller tells which
 * by the form's table, where and key.  A stored row that stands in two forms
 * has the same "source" in both, and its figures are the same cells.
 *
 * Values are interned: equal values are equal integers.  Labels lead to rows
 * through a trie over the line columns, kept in one hash table.
 */
#ifndef GOVFISCAL_FORMULA_DOCUMENT_H
#define GOVFISCAL_FORMULA_DOCUMENT_H

#include "kinds/formulas/tree.h"

typedef struct FormulaDocument FormulaDocument;

typedef struct FormulaValue
{
	const char *text;			/* NULL for NULL; copied */
	int32_t		length;
} FormulaValue;

/* What a row brings for one form. */
typedef struct FormulaRow
{
	int32_t		source;			/* number of the stored row: 0, 1, ... within the document, or the last one again */
	const FormulaValue *value;	/* form->ncolumns of them */
	const int64_t *figure;		/* form->nfigures of them, in fen */
	const bool *blank;			/* of each figure: is it NULL? */
	int64_t		quantum;		/* in fen; asked where quantum_kind is a column */
	bool		blank_is_zero;	/* asked where blank_kind is a column */
} FormulaRow;

/* A cell, for who looks at it from outside. */
typedef struct FormulaCell
{
	int			form;			/* the first one that brought it */
	int			row;			/* of that form, from 0 in the order of arrival */
	int			figure;			/* of that form */
	int32_t		source;			/* the stored row, as it was numbered */
	int64_t		fen;
	bool		reported;		/* blanks that are zeros are */
	bool		blank;			/* nothing is stored */
	bool		fixed;			/* belongs to another document */
	int64_t		quantum;
} FormulaCell;

extern FormulaDocument *formula_document_new(const FormulaSet *set, FormulaMemory memory);

/*
 * Adds a row to a form.  All rows come before the first judgement.  False
 * where the document is too large (FORMULA_MAX_CELLS).
 */
extern bool formula_document_add(FormulaDocument *document, int form, const FormulaRow *row);

#define FORMULA_MAX_CELLS	(1 << 26)

/* What a row of a form bears in one of the form's columns. */
extern FormulaValue formula_document_value(const FormulaDocument *document, int form, int row, int column);

extern int	formula_document_nrows(const FormulaDocument *document, int form);

/* Cells are numbered from 0. */
extern int	formula_document_ncells(const FormulaDocument *document);
extern FormulaCell formula_document_cell(const FormulaDocument *document, int cell);

/* Does any row bear this label?  For the NOTICE about labels that none has. */
extern bool formula_document_has_label(const FormulaDocument *document, int form, const FormulaLabel *label);

#endif							/* GOVFISCAL_FORMULA_DOCUMENT_H */
