/*
 * accounts/read.c - the printed rows of one form, understood
 *
 * A sheet comes as it was printed: titles, heads in several rows, the numbers
 * of the columns, notes; heads may come again on a later page.  A row with a
 * figure is either understood or a fault: a line that is silently passed over
 * is a rule that silently never ran.  What columns are is said by the heads
 * (heads.c), what lines are by their labels and codes (lines.c).
 */
#include "postgres.h"

#include "fmgr.h"
#include "miscadmin.h"

#include "base/nls.h"
#include "accounts/sheet.h"
#include "accounts/final_accounts.h"
#include "accounts/layout.h"
#include "accounts/load.h"
#include "yuan/cell.h"

/* Messages come in the encoding of the server, what they are about in UTF-8. */
void
accounts_fault(SheetLoad *load, int row, int column, const char *format,...)
{
	char	   *message = accounts_utf8(format);

	load->nfaults++;
	appendStringInfo(load->faults, accounts_utf8(_("\nform %s")), load->layout->form);
	if (row > 0)
		appendStringInfo(load->faults, accounts_utf8(_(" row %d")), row);
	if (column > 0)
		appendStringInfo(load->faults, accounts_utf8(_(" column %d")), column);
	appendStringInfoString(load->faults, accounts_utf8(_(": ")));
	for (;;)
	{
		va_list		args;
		int			needed;

		va_start(args, format);
		needed = appendStringInfoVA(load->faults, message, args);
		va_end(args);
		if (needed == 0)
			break;
		enlargeStringInfo(load->faults, needed);
	}
}

/* ---------------------------------------------------------------- cells */

const char *
accounts_cell(const SheetRow *row, int i)
{
	return i < row->ncells ? row->cells[i] : "";
}

char *
accounts_plain(const char *label)
{
	char	   *copy = pstrdup(label);

	sheet_plain_label(copy);
	return copy;
}

CellIs
accounts_cell_is(const SheetLoad *load, const char *cell, int64 *fen)
{
	char	   *scratch = palloc(strlen(cell) + 1);
	bool		reported;
	bool		understood;

	*fen = 0;
	understood = yuan_parse_cell(cell, load->places, scratch, &reported, fen) == YUAN_OK;
	pfree(scratch);
	if (!understood)
		return CELL_WORD;
	return reported ? CELL_AMOUNT : CELL_BLANK;
}

/* Words that may be meant as a figure: what begins like one and is no date. */
static bool
is_spoilt_figure(const char *cell)
{
	return strchr("0123456789+-.(", *cell) != NULL && *cell != '\0' &&
		strstr(cell, "年") == NULL && strpbrk(cell, "0123456789") != NULL;
}

static bool
is_label_column(const SheetColumn *column)
{
	return column->means == HEAD_CODE || column->means == HEAD_NAME ||
		column->means == HEAD_LINE || column->means == HEAD_SIDE;
}

/* Of one block, or of the whole row for -1. */
RowHas
accounts_look_at(const SheetLoad *load, const SheetHeads *heads, const SheetRow *row, int block)
{
	RowHas		has = {false};

	for (int c = 0; c < row->ncells; c++)
	{
		int64		fen;
		const char *cell = row->cells[c];

		if (is_label_column(&heads->columns[c]) || heads->columns[c].means == HEAD_NOTE ||
			(block >= 0 && heads->columns[c].block != block))
			continue;
		switch (accounts_cell_is(load, cell, &fen))
		{
			case CELL_AMOUNT:
				has.amount = true;
				break;
			case CELL_WORD:
				has.word = true;
				has.spoilt |= is_spoilt_figure(cell);
				has.head |= accounts_word_means(load->layout, cell, NULL) != HEAD_NONE;
				break;
			case CELL_BLANK:
				break;
		}
	}
	return has;
}

/* ---------------------------------------------------------------- rows of heads */

/* What the rows before were. */
typedef enum ReadState
{
	READ_TITLES,
	READ_HEADS,
	READ_LINES
} ReadState;

/*
 * The numbers of the columns: a row that is marked as such, or says "c1", or
 * counts 1 2 3 and has no words but those of heads of codes and names.
 */
static bool
numbers_columns(const SheetLoad *load, const SheetRow *row)
{
	int			counted = 0;
	bool		only = true;

	for (int c = 0; c < row->ncells; c++)
	{
		const char *cell = row->cells[c];
		int			number = accounts_column_number(cell);
		HeadMeans	means = number > 0 ? HEAD_NONE : accounts_word_means(load->layout, cell, NULL);

		if (means == HEAD_NUMBERS || (number > 0 && strspn(cell, "0123456789") == 0))
			return true;
		if (number > 0 && number == counted + 1)
			counted++;
		else if (*cell != '\0' && means != HEAD_CODE && means != HEAD_NAME && means != HEAD_LINE)
			only = false;
	}
	return only && counted > 1;
}

static bool
is_marked(const SheetLoad *load, const SheetRow *row)
{
	for (int c = 0; c < row->ncells; c++)
		if (accounts_word_means(load->layout, row->cells[c], NULL) == HEAD_NUMBERS)
			return true;
	return false;
}

static bool
heads_labels(const SheetLoad *load, const SheetRow *row)
{
	for (int c = 0; c < row->ncells; c++)
	{
		HeadMeans	means = accounts_word_means(load->layout, row->cells[c], NULL);

		if (means == HEAD_CODE || means == HEAD_NAME || means == HEAD_LINE)
			return true;
	}
	return false;
}

/*
 * A row heads columns if it has no figure, and a word of heads where figures
 * belong: a line may have such a name in its own column.  Below a head, any
 * word there does, so that a head that is not known is seen.
 */
static bool
is_head(const SheetLoad *load, const SheetHeads *heads, const SheetRow *row, ReadState state)
{
	RowHas		has = accounts_look_at(load, heads, row, -1);

	/* Numbers of columns have no point, whatever else the row says. */
	for (int c = 0; c < row->ncells; c++)
		if (strchr(row->cells[c], '.') != NULL && is_spoilt_figure(row->cells[c]))
			return false;
	if (state == READ_LINES)
		return is_marked(load, row) || (has.head && !has.amount);
	if (numbers_columns(load, row))
		return true;
	return !has.amount &&
		(has.head || heads_labels(load, row) || (state == READ_HEADS && has.word && !has.spoilt));
}

/* ---------------------------------------------------------------- strays */

/* A figure among the labels: a number for a name, or with a point for a code. */
static bool
is_displaced(const SheetLoad *load, const SheetColumn *column, const char *cell)
{
	int64		fen;
	bool		digits = *cell != '\0' && cell[strspn(cell, "+-0123456789.,")] == '\0' &&
		strpbrk(cell, "0123456789") != NULL;	/* whatever its size */

	return (digits || accounts_cell_is(load, cell, &fen) == CELL_AMOUNT) &&
		(column->means == HEAD_NAME || column->means == HEAD_SIDE || strchr(cell, '.') != NULL);
}

/* Whatever stands under no head that is known, or under the wrong one. */
static void
check_strays(SheetLoad *load, SheetHeads *heads, const SheetRow *row)
{
	for (int c = 0; c < row->ncells; c++)
	{
		SheetColumn *column = &heads->columns[c];
		int64		fen;

		if (is_label_column(column) && is_displaced(load, column, row->cells[c]))
			accounts_fault(load, row->number, c + 1,
						   _("the figure \"%s\" stands in a column of labels"), row->cells[c]);
		if ((column->means != HEAD_NONE && column->means != HEAD_GROUP) || column->faulty ||
			(accounts_cell_is(load, row->cells[c], &fen) != CELL_AMOUNT &&
			 !is_spoilt_figure(row->cells[c])))
			continue;
		column->faulty = true;
		if (column->head == NULL)
			accounts_fault(load, row->number, c + 1, _("no head stands above the figure \"%s\""),
						   row->cells[c]);
		else if (column->means == HEAD_GROUP)
			accounts_fault(load, row->number, c + 1, _("the head \"%s\" does not say which figure this is"),
						   column->head);
		else
			accounts_fault(load, row->number, c + 1, _("the head \"%s\" is not known"), column->head);
	}
}

/* ---------------------------------------------------------------- a sheet */

static int
width_of(const SheetLoad *load)
{
	int			width = 0;
	ListCell   *lc;

	foreach(lc, load->rows)
		width = Max(width, ((const SheetRow *) lfirst(lc))->ncells);
	return width;
}

static void
begin_heads(const SheetLoad *load, SheetHeads *heads)
{
	memset(heads, 0, sizeof(*heads));
	heads->columns = palloc0(sizeof(SheetColumn) * Max(load->width, 1));
	for (int c = 0; c < load->width; c++)
		heads->columns[c].figure = -1;
	heads->nblocks = 1;
}

static bool
is_empty(const SheetRow *row)
{
	for (int i = 0; i < row->ncells; i++)
		if (*row->cells[i] != '\0')
			return false;
	return true;
}

/*
 * A table copied out of a document has one cell for several that are merged, so
 * rows differ in length.  Where the widest row has a cell for each level of the
 * code, a row that is shorter by these has one code.  What else is shorter has
 * no place: titles and notes, and merged heads, of which only the side can be
 * told, by their order.
 */
static int
code_cells(const SheetLoad *load)
{
	ListCell   *lc;

	foreach(lc, load->rows)
	{
		const SheetRow *row = lfirst(lc);
		int			n = 0;

		while (n < row->ncells &&
			   accounts_word_means(load->layout, row->cells[n], NULL) == HEAD_CODE)
			n++;
		if (row->ncells == load->width && n > 1)
			return n;
	}
	return 1;
}

static void
widen(SheetRow *row, int by)
{
	char	  **cells = palloc(sizeof(char *) * (row->ncells + by));

	cells[0] = row->cells[0];
	for (int i = 1; i <= by; i++)
		cells[i] = "";
	memcpy(cells + 1 + by, row->cells + 1, sizeof(char *) * (row->ncells - 1));
	row->cells = cells;
	row->ncells += by;
}

/* A row without a place must have no figure; sides must stand as they are taken. */
static void
check_unplaced(SheetLoad *load, const SheetHeads *heads, const SheetRow *row)
{
	const char *side = NULL;

	if (accounts_look_at(load, heads, row, -1).amount)
		accounts_fault(load, row->number, 0, _("the row has %d cells instead of %d"),
					   row->ncells, load->width);
	(void) accounts_word_means(load->layout, accounts_cell(row, 0), &side);
	if (row->ncells > 1 && side != NULL && strcmp(side, "expenditure") == 0)
		accounts_fault(load, row->number, 1, _("the merged head \"%s\" has no place"),
					   row->cells[0]);
}

static void
place_rows(SheetLoad *load, const SheetHeads *heads)
{
	int			merged = code_cells(load) - 1;
	List	   *placed = NIL;
	ListCell   *lc;

	foreach(lc, load->rows)
	{
		SheetRow   *row = lfirst(lc);

		if (merged > 0 && row->ncells == load->width - merged)
			widen(row, merged);
		if (row->ncells == load->width)
			placed = lappend(placed, row);
		else
			check_unplaced(load, heads, row);
	}
	load->rows = placed;
}

/* ---------------------------------------------------------------- the whole of it */

void
accounts_read_sheet(SheetLoad *load)
{
	SheetHeads	heads;
	ReadState	state = READ_TITLES;
	ListCell   *lc;

	load->width = width_of(load);
	begin_heads(load, &heads);
	if (load->merged)
		place_rows(load, &heads);
	foreach(lc, load->rows)
	{
		const SheetRow *row = lfirst(lc);

		CHECK_FOR_INTERRUPTS();
		if (is_empty(row))
			continue;
		if (is_head(load, &heads, row, state))
		{
			/* Heads again are those of a new page. */
			if (state == READ_LINES)
				begin_heads(load, &heads);
			state = READ_HEADS;
			if (accounts_add_heads(load, &heads, row))
				continue;
			accounts_fault(load, row->number, 0, _("the heads have more than %d rows"),
						   SHEET_MAX_HEADS);
			return;
		}
		if (state != READ_TITLES && !heads.checked)
			accounts_check_heads(load, &heads, row->number);
		check_strays(load, &heads, row);
		if (state == READ_TITLES)
			continue;
		state = READ_LINES;
		if (heads.faulty)
			continue;
		for (int block = 0; block < heads.nblocks; block++)
			accounts_read_block(load, &heads, row, block);
	}
}
