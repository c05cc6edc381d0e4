/*
 * tree.h - what the text of a formula set says  (pure)
 *
 * parse.h builds it from the text, check.h fills in what the tables tell (marked
 * "check" below).  Everything lives in the memory that the caller gives, and
 * nothing changes once it is checked: many documents may be judged by one set.
 *
 * There is no recursion: a formula is a list of terms with a side and a sign.
 */
#ifndef GOVFISCAL_FORMULA_TREE_H
#define GOVFISCAL_FORMULA_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Where memory comes from.  Never NULL; nothing is given back before all of it. */
typedef struct FormulaMemory
{
	void	   *(*take) (void *owner, size_t size);
	void	   *owner;
} FormulaMemory;

/* Limits; beyond them FORMULA_TOO_LONG names which. */
#define FORMULA_MAX_TEXT		(1 << 20)	/* bytes of a definition */
#define FORMULA_MAX_FORMS		256
#define FORMULA_MAX_FORMULAS	4096
#define FORMULA_MAX_LIST		1024		/* entries of any list: labels, columns, terms */
#define FORMULA_MAX_LINE		8			/* columns that label a line, or of a per */
#define FORMULA_MAX_NUMBER		100000		/* printed row and column numbers */
#define FORMULA_MAX_WRITTEN		1000000		/* terms and labels of all parts of a set */

/* A word of the text: folded where it is a name, and where it stands. */
typedef struct FormulaName
{
	const char *text;			/* ended by a NUL as well */
	int32_t		length;
	int32_t		offset;
	int32_t		span;			/* bytes in the source */
} FormulaName;

/* column = value */
typedef struct FormulaPair
{
	FormulaName column;
	FormulaName value;
	int			at;				/* check: among the form's columns */
	int			literal;		/* check: among the set's literals */
} FormulaPair;

/* One label with its sign; fewer parts than the form's line columns match all that begin so. */
typedef struct FormulaLabel
{
	int			sign;
	int			nparts;
	FormulaName *part;
	int		   *literal;		/* check: of each part */
} FormulaLabel;

/* rows 32:57 = class */
typedef struct FormulaRows
{
	int			from;
	int			to;
	FormulaLabel label;
} FormulaRows;

typedef struct FormulaFigure
{
	FormulaName name;
	int			number;			/* as printed, or 0 */
	int			slot;			/* check: its cell in a stored row, among the table's slots */
} FormulaFigure;

typedef enum FormulaQuantum
{
	FORMULA_QUANTUM_NONE,		/* the figures are exact */
	FORMULA_QUANTUM_COLUMN,
	FORMULA_QUANTUM_AMOUNT
} FormulaQuantum;

typedef enum FormulaBlank
{
	FORMULA_BLANK_UNREPORTED,
	FORMULA_BLANK_ZERO,
	FORMULA_BLANK_COLUMN		/* a boolean: true where blanks are zeros */
} FormulaBlank;

typedef struct FormulaForm
{
	FormulaName alias;
	FormulaName table;
	bool		has_key;		/* has a key of its own: rows of another document, fixed */
	int			nkey;
	FormulaName *key;			/* the set's key where it has none */
	int			nline;
	FormulaName *line;
	bool		has_figures;	/* they are written, else check takes them from the table */
	int			nfigures;
	FormulaFigure *figure;
	FormulaQuantum quantum_kind;
	FormulaName quantum;		/* the column, or the amount as written */
	int64_t		quantum_fen;
	FormulaBlank blank_kind;
	FormulaName blank;
	int			nwhere;
	FormulaPair *where;			/* at: unused; value: as normalized by check */
	int			nrows;
	FormulaRows *rows;

	/*
	 * check: the columns whose values a row must bring, as texts: the line
	 * columns first, then those of filters, per and when.
	 */
	int			table_at;		/* among the set's tables */
	int			ncolumns;
	const char **columns;
	int			tree;			/* which line column is the subject_code, or -1 */
} FormulaForm;

/* One stored table, and the cells that its rows have for all forms together. */
typedef struct FormulaStored
{
	const char *name;
	int			nslots;
	const char **slot;			/* names of the figures */
} FormulaStored;

typedef enum FormulaTermKind
{
	FORMULA_CELLS,				/* F[...].x */
	FORMULA_BARE,				/* x, in a scope of lines */
	FORMULA_CHILDREN,			/* children(x) */
	FORMULA_CONSTANT
} FormulaTermKind;

typedef enum FormulaFigures
{
	FORMULA_LONE,				/* left out */
	FORMULA_ONE,				/* .x */
	FORMULA_SOME,				/* .(x, y): once for each */
	FORMULA_ALL					/* .*: once for each */
} FormulaFigures;

/* Also what a scope of lines names: F[a + b] or F[c = v]. */
typedef struct FormulaTerm
{
	FormulaTermKind kind;
	int			side;			/* 0 left, 1 right of the sign */
	int			sign;			/* +1 or -1 on its side */
	FormulaName form_name;
	int			form;			/* among the set's forms; -1: of the scope */
	bool		optional;
	int			nlabels;
	FormulaLabel *label;
	int			nfilters;
	FormulaPair *filter;
	FormulaFigures figures;
	int			nnames;
	FormulaName *name;
	int64_t		constant;		/* in fen */
	int32_t		offset;			/* of the whole term */
	int32_t		span;
	const char *text;			/* check: as it would be printed, without the sign */
	const char *lines_text;		/* check: that without the figure */
} FormulaTerm;

typedef enum FormulaScope
{
	FORMULA_ONCE,
	FORMULA_PER_LINE,
	FORMULA_PER_COLUMNS,
	FORMULA_PER_SUBJECT			/* 各科目; check turns it into FORMULA_PER_COLUMNS */
} FormulaScope;

typedef enum FormulaSense
{
	FORMULA_EQUAL,
	FORMULA_AT_MOST,			/* left <= right */
	FORMULA_AT_LEAST
} FormulaSense;

/*
 * check: the formula for the figures of one choice.  A scope of lines has parts
 * of its own for each form; figures that are "once for each" have one each.
 */
typedef struct FormulaPart
{
	int			scope;			/* which of the scope's forms, or 0 */
	int		   *figure;			/* of each term: among its form's figures, or -1 */
} FormulaPart;

typedef struct Formula
{
	FormulaName id;
	FormulaName title;			/* text is NULL where there is none */
	bool		exact;
	bool		noticed;
	bool		verify;
	bool		has_when;
	FormulaName when_form;
	int			when_at;		/* among the set's forms */
	FormulaPair when;
	FormulaScope scope;
	int			nper;			/* per line of: terms; per columns: names */
	FormulaTerm *lines;
	FormulaName *per;
	int		   *per_at;			/* check: [term * nper + i], place among the columns of the term's form */
	FormulaSense sense;
	int			nterms;
	FormulaTerm *term;
	int32_t		offset;			/* the statement */
	int32_t		span;

	/* check */
	int			nparts;
	FormulaPart *part;
	bool		has_children;
	const char *flags_text;		/* "noticed", or empty */
	const char *scope_text;		/* "per line of 03", or empty; with its "when" */
	const char *equation_text;	/* "03[*].total = 01[expenditure]" */
	const char *text;			/* the whole statement, without the semicolon */
} Formula;

/* A value written in the set, normalized by its column's type. */
typedef struct FormulaLiteral
{
	const char *text;
	int32_t		length;
} FormulaLiteral;

typedef struct FormulaSet
{
	const char *source;			/* the text it was read from, and its length */
	int32_t		size;
	int			nkey;
	FormulaName *key;
	int			nforms;
	FormulaForm *form;
	int			nformulas;
	Formula    *formula;

	/* check */
	int			ntables;
	FormulaStored *table;
	int			nliterals;
	FormulaLiteral *literal;
} FormulaSet;

#endif							/* GOVFISCAL_FORMULA_TREE_H */
