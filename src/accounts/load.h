/*
 * accounts/load.h - from staged cells to rows of the forms
 *
 * Include postgres.h, fmgr.h and accounts/final_accounts.h first.
 */
#ifndef GOVFISCAL_ACCOUNTS_LOAD_H
#define GOVFISCAL_ACCOUNTS_LOAD_H

#include "lib/stringinfo.h"
#include "nodes/pg_list.h"

#define LOAD_MAX_AMOUNTS	13

/* One row of a staged sheet, in UTF-8. */
typedef struct SheetRow
{
	int			number;
	int			ncells;
	char	  **cells;
} SheetRow;

/* What a line of a form may be called. */
typedef struct LineLabel
{
	int			form;
	char	   *side;
	char	   *label;
	char	   *role;
	char	   *code;
} LineLabel;

/* A row read, to be stored. */
typedef struct FormRow
{
	int			number;			/* of the sheet */
	const char *role;
	const char *code;
	const char *name;
	const char *line_no;
	int			namounts;
	const char *const *columns;
	int64		fen[LOAD_MAX_AMOUNTS];
	bool		isnull[LOAD_MAX_AMOUNTS];
} FormRow;

typedef struct SheetLoad
{
	int			form;			/* 1 .. 9 */
	List	   *labels;			/* LineLabel *, in print order */
	List	   *rows;			/* SheetRow * */
	int			places;			/* of the unit */
	/* results */
	List	   *read;			/* FormRow * */
	int			decimals;		/* the most a figure is printed with */
	StringInfo	faults;			/* one line each */
	int			nfaults;
} SheetLoad;

/* Reads the rows of one sheet; what it cannot read is a fault, never skipped. */
extern void accounts_read_sheet(SheetLoad *load);
extern void accounts_fault(SheetLoad *load, int row, const char *format,...) pg_attribute_printf(3, 4);

#endif							/* GOVFISCAL_ACCOUNTS_LOAD_H */
