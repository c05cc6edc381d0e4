/*
 * accounts/layout.h - what a set says of its forms, for the reader of sheets
 *
 * The tables layout, head, column_number and label as they are needed to read
 * a sheet: nothing about any form is known elsewhere.  Text is UTF-8.
 * Include postgres.h, fmgr.h and accounts/final_accounts.h first.
 */
#ifndef GOVFISCAL_ACCOUNTS_LAYOUT_H
#define GOVFISCAL_ACCOUNTS_LAYOUT_H

#include "nodes/pg_list.h"

typedef enum HeadMeans
{
	HEAD_NONE,					/* nothing is printed, or it is not known */
	HEAD_FIGURE,
	HEAD_CODE,
	HEAD_NAME,
	HEAD_LINE,					/* the number of the line */
	HEAD_SIDE,
	HEAD_GROUP,					/* heads heads */
	HEAD_NUMBERS,				/* marks the row of column numbers */
	HEAD_NOTE					/* printed and not stored */
} HeadMeans;

#define HEAD_MAX_PARTS	4

typedef struct Head
{
	const char *side;			/* "" for both */
	int			nparts;
	char	   *parts[HEAD_MAX_PARTS];	/* from the top, plain */
	HeadMeans	means;
	int			figure;			/* of FormLayout.figures, -1 if it is none */
	const char *role;			/* of the line the figure belongs to, or NULL */
} Head;

typedef struct ColumnNumber
{
	const char *variant;
	int			number;
	const char *side;
	int			figure;
	const char *role;
} ColumnNumber;

/* What a line of a form may be called. */
typedef struct LineLabel
{
	const char *side;
	char	   *label;			/* plain */
	const char *role;			/* NULL where rows have none */
	const char *code;
} LineLabel;

typedef struct FormLayout
{
	const char *form;
	const char *table;
	const char *role_column;	/* NULL where the table has no such column */
	const char *code_column;
	const char *name_column;
	const char *line_column;
	const char *subject_kind;
	const char *subject_role;
	const char *measure;		/* of a sheet that states none */
	int			blocks;
	bool		has_sides;
	bool		blank_is_zero;	/* whatever else the sheet prints */
	bool		yuan_is_exact;	/* however few decimals it prints */
	int			nfigures;
	char	  **figures;		/* columns */
	bool	   *needed;
	List	   *heads;			/* Head * */
	List	   *numbers;		/* ColumnNumber *, by variant and number */
	List	   *labels;			/* LineLabel *, in print order */
} FormLayout;

/* The forms of the set, in order, in the current context. */
extern List *accounts_layouts(const FinalAccounts *set);

#endif							/* GOVFISCAL_ACCOUNTS_LAYOUT_H */
