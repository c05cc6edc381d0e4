/*
 * accounts/load.h - from staged cells to rows of the forms
 *
 * Include postgres.h, fmgr.h, accounts/final_accounts.h and accounts/layout.h
 * first.  Text is UTF-8.
 */
#ifndef GOVFISCAL_ACCOUNTS_LOAD_H
#define GOVFISCAL_ACCOUNTS_LOAD_H

#include "lib/stringinfo.h"

/* One row of a staged sheet. */
typedef struct SheetRow
{
	int			number;
	int			ncells;
	char	  **cells;
} SheetRow;

/* A row read, to be stored; figures in the order of the layout. */
typedef struct FormRow
{
	int			number;			/* of the sheet */
	const char *role;			/* NULL where rows have none */
	const char *code;
	const char *name;
	const char *line_no;
	int64	   *fen;
	bool	   *isnull;
} FormRow;

typedef struct SheetLoad
{
	const FormLayout *layout;
	List	   *rows;			/* SheetRow * */
	bool		merged;			/* merged cells were saved as one: rows are ragged */
	int			width;			/* of the widest row */
	int			places;			/* of the unit */
	/* results */
	List	   *read;			/* FormRow * */
	int			decimals;		/* the most a figure is printed with */
	bool		prints_zero;	/* a figure is printed 0 */
	bool		has_blank;		/* a figure is not printed */
	StringInfo	faults;			/* one line each */
	int			nfaults;
} SheetLoad;

/* Reads the rows of one sheet; what it cannot read is a fault, never skipped. */
extern void accounts_read_sheet(SheetLoad *load);

/* The place is a row and a column of the sheet, 0 for none. */
extern void accounts_fault(SheetLoad *load, int row, int column, const char *format,...) pg_attribute_printf(4, 5);

/* What a cell is to the reader of figures. */
typedef enum CellIs
{
	CELL_BLANK,					/* or a dash that says "none" */
	CELL_AMOUNT,
	CELL_WORD
} CellIs;

extern const char *accounts_cell(const SheetRow *row, int i);
extern CellIs accounts_cell_is(const SheetLoad *load, const char *cell, int64 *fen);
extern char *accounts_plain(const char *label);

/* heads.c: what the columns of a sheet are, by the heads above them */

#define SHEET_MAX_HEADS	8

typedef struct SheetColumn
{
	HeadMeans	means;
	int			figure;
	const char *role;
	const char *side;			/* of its group, or NULL */
	int			block;
	int			number;			/* printed under the head, 0 for none */
	const char *head;			/* as printed, or NULL */
	bool		marked;			/* "numbers of the columns" stands here */
	bool		faulty;			/* was named in a fault */
} SheetColumn;

typedef struct SheetHeads
{
	int			nrows;
	const SheetRow *rows[SHEET_MAX_HEADS];	/* NULL cells go on, "" ends */
	SheetColumn *columns;		/* load->width of them */
	int			nblocks;
	const char **sides;			/* of the blocks, NULL if unknown */
	bool		checked;
	bool		faulty;			/* the lines below cannot be read */
} SheetHeads;

/* What the words of one cell mean by themselves. */
extern HeadMeans accounts_word_means(const FormLayout *layout, const char *cell, const char **side);

/* Adds a row of heads, or of the numbers under them; false if there are too many. */
extern bool accounts_add_heads(SheetLoad *load, SheetHeads *heads, const SheetRow *row);

/* Settles blocks and sides and what numbers say; what is wrong is a fault. */
extern void accounts_check_heads(SheetLoad *load, SheetHeads *heads, int row);

extern int	accounts_column_number(const char *cell);

/* read.c: what stands outside the columns of labels */
typedef struct RowHas
{
	bool		amount;
	bool		spoilt;			/* a word that may be meant as a figure */
	bool		word;
	bool		head;			/* a word of a head */
} RowHas;

extern RowHas accounts_look_at(const SheetLoad *load, const SheetHeads *heads,
							   const SheetRow *row, int block);

/* lines.c: one row of a block of columns */
extern void accounts_read_block(SheetLoad *load, const SheetHeads *heads,
								const SheetRow *row, int block);

#endif							/* GOVFISCAL_ACCOUNTS_LOAD_H */
