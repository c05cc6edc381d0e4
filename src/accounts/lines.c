/*
 * accounts/lines.c - what a line of a form is, and its figures
 *
 * A line is known by a label of the dictionary or by the code of its subject;
 * a form whose heads name the lines too has all of them in one row.
 */
#include "postgres.h"

#include "fmgr.h"

#include "base/nls.h"
#include "accounts/final_accounts.h"
#include "accounts/layout.h"
#include "accounts/load.h"
#include "subject/core.h"

/* ---------------------------------------------------------------- what a line is */

/*
 * A label can stand twice on a side, as the funds of a form do: then the line
 * printed first is the first of its roles.
 */
static const LineLabel *
find_line(const SheetLoad *load, const char *side, const char *cell)
{
	const char *label = accounts_plain(cell);
	const LineLabel *found = NULL;
	ListCell   *lc;

	foreach(lc, load->layout->labels)
	{
		const LineLabel *line = lfirst(lc);
		bool		taken = false;
		ListCell   *other;

		if (strcmp(line->side, side) != 0 || strcmp(line->label, label) != 0)
			continue;
		found = line;
		if (line->role == NULL)
			break;
		foreach(other, load->read)
		{
			const FormRow *read = lfirst(other);

			if (read->role != NULL && strcmp(read->role, line->role) == 0 &&
				strcmp(read->code, line->code) == 0)
				taken = true;
		}
		if (!taken)
			break;
	}
	return found;
}

/* The cells of a block, by what they are. */
typedef struct BlockCells
{
	char	   *code;			/* "" where there is none */
	const char *name;
	const char *line_no;
	const char *side;			/* NULL if the row does not say it */
	bool		has_side;		/* has a column that should */
} BlockCells;

/*
 * A code in one cell, or in one for each level: 201, 03, 01.  A spreadsheet
 * takes 03 for the number 3: parts that have lost digits are left apart, which
 * is no code.  Joined they could be another one: 2, 08, 01 is not 20801.
 */
static char *
joined_code(const SheetHeads *heads, const SheetRow *row, int block)
{
	StringInfoData code;
	int			parts = 0;
	bool		broken = false;

	for (int c = 0; c < row->ncells; c++)
	{
		size_t		length = strlen(row->cells[c]);

		if (heads->columns[c].block != block || heads->columns[c].means != HEAD_CODE || length == 0)
			continue;
		if (parts++ == 0)
			broken = length != 3 && length != 5;
		else
			broken |= length != 2;
	}
	initStringInfo(&code);
	for (int c = 0; c < row->ncells; c++)
		if (heads->columns[c].block == block && heads->columns[c].means == HEAD_CODE)
			appendStringInfo(&code, "%s%s", broken && code.len > 0 && *row->cells[c] != '\0' ? " " : "",
							 row->cells[c]);
	return code.data;
}

static BlockCells
cells_of(const SheetLoad *load, const SheetHeads *heads, const SheetRow *row, int block)
{
	BlockCells	cells = {.code = joined_code(heads, row, block), .name = "", .line_no = ""};

	cells.side = heads->sides[block];
	for (int c = 0; c < load->width; c++)
	{
		const char *cell = accounts_cell(row, c);

		if (heads->columns[c].block != block)
			continue;
		if (heads->columns[c].means == HEAD_NAME)
			cells.name = cell;
		else if (heads->columns[c].means == HEAD_LINE)
			cells.line_no = cell;
		else if (heads->columns[c].means == HEAD_SIDE)
		{
			cells.has_side = true;
			cells.side = NULL;
			(void) accounts_word_means(load->layout, cell, &cells.side);
		}
	}
	return cells;
}

static bool
read_code(SheetLoad *load, const SheetRow *row, const char *text, FormRow *read)
{
	char		formatted[SUBJECT_TEXT_SIZE];
	const char *kind;
	int32		code;

	if (subject_parse(text, &code) != SUBJECT_OK)
	{
		accounts_fault(load, row->number, 0,
					   _("\"%s\" is not a subject code of 3, 5 or 7 digits: has a zero been lost?"),
					   text);
		return false;
	}
	/* Codes that begin with 4 or 6 to 9 are of no kind. */
	kind = subject_kind_of(code);
	if (code != SUBJECT_ROOT && (kind == NULL || strcmp(kind, load->layout->subject_kind) != 0))
	{
		accounts_fault(load, row->number, 0, _("%s is not a subject of kind %s"), text,
					   load->layout->subject_kind);
		return false;
	}
	subject_format(code, formatted);
	read->code = pstrdup(formatted);
	read->role = load->layout->subject_role;
	return true;
}

/* Fills in what the line is; false if it is none, with a fault if it has figures. */
static bool
identify(SheetLoad *load, const SheetRow *row, const BlockCells *cells, RowHas has, FormRow *read)
{
	const char *side = cells->side != NULL ? cells->side : "";
	const LineLabel *line = NULL;
	int32		parsed;

	if (*cells->code != '\0')
		line = find_line(load, side, cells->code);
	else if (*cells->name != '\0')
		line = find_line(load, side, cells->name);
	read->name = *cells->name != '\0' ? cells->name : line != NULL ? cells->code : NULL;
	if (line != NULL)
	{
		read->role = line->role;
		read->code = line->code;
		return true;
	}
	if (load->layout->subject_kind != NULL && *cells->code != '\0' &&
		(has.amount || has.spoilt || subject_parse(cells->code, &parsed) == SUBJECT_OK))
		return read_code(load, row, cells->code, read);
	if (has.amount || has.spoilt)
		accounts_fault(load, row->number, 0, _("unknown line \"%s\" has a figure"), cells->name);
	return false;
}

/* ---------------------------------------------------------------- figures */

static void
read_figure(SheetLoad *load, const SheetRow *row, int c, const SheetColumn *column, FormRow *to)
{
	const char *cell = accounts_cell(row, c);
	const char *point = strchr(cell, '.');
	int64		fen;

	switch (accounts_cell_is(load, cell, &fen))
	{
		case CELL_WORD:
			accounts_fault(load, row->number, c + 1, _("\"%s\" is not an amount"), cell);
			return;
		case CELL_BLANK:
			load->has_blank = true;
			return;
		case CELL_AMOUNT:
			break;
	}
	to->fen[column->figure] = fen;
	to->isnull[column->figure] = false;
	load->prints_zero |= fen == 0;
	if (point != NULL)
		load->decimals = Max(load->decimals, (int) strspn(point + 1, "0123456789"));
}

static FormRow *
new_row(const SheetLoad *load, const SheetRow *row)
{
	FormRow    *read = palloc0(sizeof(FormRow));
	int			n = load->layout->nfigures;

	read->number = row->number;
	read->code = "*";
	read->fen = palloc0(sizeof(int64) * Max(n, 1));
	read->isnull = palloc(sizeof(bool) * Max(n, 1));
	memset(read->isnull, true, n);
	return read;
}

/* The figures of a block that belong to one role; of any, where heads name none. */
static void
read_figures(SheetLoad *load, const SheetHeads *heads, const SheetRow *row, int block,
			 const char *role, FormRow *to)
{
	for (int c = 0; c < load->width; c++)
	{
		const SheetColumn *column = &heads->columns[c];

		if (column->block == block && column->means == HEAD_FIGURE &&
			(column->role == NULL) == (role == NULL) &&
			(role == NULL || strcmp(column->role, role) == 0))
			read_figure(load, row, c, column, to);
	}
	load->read = lappend(load->read, to);
}

static void
read_line_number(SheetLoad *load, const SheetRow *row, const char *cell, FormRow *to)
{
	size_t		digits = strspn(cell, "0123456789");

	if (digits > 9)
		accounts_fault(load, row->number, 0, _("\"%s\" is not a number of a line"), cell);
	else if (digits > 0)
		to->line_no = pnstrdup(cell, digits);
}

/* A form whose heads name the lines too has them side by side in one row. */
static void
read_across(SheetLoad *load, const SheetHeads *heads, const SheetRow *row, int block)
{
	for (int c = 0; c < load->width; c++)
	{
		const SheetColumn *column = &heads->columns[c];
		bool		first = column->block == block && column->means == HEAD_FIGURE;
		FormRow    *read;

		for (int d = 0; first && d < c; d++)
			first = heads->columns[d].block != block || heads->columns[d].means != HEAD_FIGURE ||
				column->role == NULL || heads->columns[d].role == NULL ||
				strcmp(heads->columns[d].role, column->role) != 0;
		if (!first || column->role == NULL)
			continue;
		read = new_row(load, row);
		read->role = column->role;
		read_figures(load, heads, row, block, column->role, read);
	}
}

static bool
is_across(const SheetLoad *load, const SheetHeads *heads)
{
	for (int c = 0; c < load->width; c++)
		if (heads->columns[c].role != NULL)
			return true;
	return false;
}

void
accounts_read_block(SheetLoad *load, const SheetHeads *heads, const SheetRow *row, int block)
{
	RowHas		has = accounts_look_at(load, heads, row, block);
	BlockCells	cells = cells_of(load, heads, row, block);
	FormRow    *read;

	if (is_across(load, heads))
	{
		if (has.amount || has.spoilt)
			read_across(load, heads, row, block);
		return;
	}
	read = new_row(load, row);
	if (load->layout->role_column == NULL && load->layout->code_column == NULL)
	{
		if (!has.amount && !has.spoilt)
			return;
	}
	else if (!identify(load, row, &cells, has, read))
		return;
	read_line_number(load, row, cells.line_no, read);
	read_figures(load, heads, row, block, NULL, read);
}
