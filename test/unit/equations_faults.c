/*
 * equations_faults.c - faults of the form, over random documents
 *
 * needs: equations/state.c equations/layout.c equations/slips.c equations/candidates.c equations/suggestions.c equations/localize.c equations/trial.c equations/faults_moved.c equations/faults_displaced.c equations/faults_rows.c equations/repair.c
 *
 * Columns displaced, rows missing, doubled, misplaced and exchanged, another
 * unit, a figure one column aside: each must be named first for what it is.
 */
#include "unit.h"
#include "equations_document.h"

#define QUANTUM		10000
#define DOCUMENTS	300

static EquationRepair *repair;
static int	form;
static int	row;
static int	other;
static int	column;
static int	distance;

/* The cell at a place of a form, or -1. */
static int32_t
cell_at(int f, int r, int c)
{
	for (int32_t i = 0; i < doc.system.ncells; i++)
		if (doc.cells[i].form == f && doc.cells[i].row == r && doc.cells[i].column == c)
			return i;
	return -1;
}

static int
columns_of(int f)
{
	return f == 3 ? SPENDING_COLUMNS : FUND_COLUMNS;
}

static void
put(int32_t cell, int64_t stored)
{
	doc.cells[cell].stored = stored;
	doc.cells[cell].blank = stored == 0 && doc.prints_blanks;
}

/* From a row on, the figures of a column stand some rows lower, or higher. */
static bool
displace(void)
{
	int			moved = 0;

	form = chance(50) ? 3 : 5;
	column = below(columns_of(form));
	distance = (1 + below(3)) * (chance(50) ? 1 : -1);
	row = below(doc.nrows / 2) + (distance < 0 ? -distance : 0);
	for (int r = 0; r < doc.nrows; r++)
	{
		int32_t		cell = cell_at(form, r, column);
		int			from = r - distance;

		if (distance > 0 ? r < row : r < row + distance)
			continue;
		if (distance > 0 && r < row + distance)
			put(cell, 0);
		else
			put(cell, from < doc.nrows ? doc.right[cell_at(form, from, column)] : 0);
		moved += doc.cells[cell].stored != doc.right[cell];
	}
	return moved >= 4;
}

/* A row without parts, with figures in more than one column. */
static int
pick_leaf(int f)
{
	for (int i = 0; i < 200; i++)
	{
		int			r = below(doc.nrows);
		int			figures = 0;

		for (int c = 0; c < columns_of(f); c++)
			figures += doc.right[cell_at(f, r, c)] != 0;
		if (!doc.has_parts[r] && figures > 1)
			return r;
	}
	return -1;
}

static void
drop_term(int32_t e, int32_t i)
{
	Equation   *equation = &doc.equations[e];

	doc.terms[equation->first + i] = doc.terms[equation->first + --equation->count];
}

/* The row's figures are no longer anybody's: what is only about them is gone. */
static bool
lose_row(void)
{
	form = chance(50) ? 3 : 5;
	row = pick_leaf(form);
	if (row < 0)
		return false;
	for (int32_t e = 0; e < doc.system.nequations; e++)
		for (int32_t i = doc.equations[e].count; i-- > 0;)
		{
			const EquationCell *cell = &doc.cells[doc.terms[doc.equations[e].first + i].cell];

			if (cell->form != form || cell->row != row)
				continue;
			if (doc.parts_of[e] >= 0)
				drop_term(e, i);
			if (doc.parts_of[e] < 0 || doc.equations[e].count == 1)
				doc.equations[e].must_hold = false;
		}
	for (int c = 0; c < columns_of(form); c++)
	{
		int32_t		cell = cell_at(form, row, c);

		doc.cells[cell].form = -1;
		put(cell, 0);
	}
	other = doc.parent[row];
	return true;
}

/* The row counts below another one. */
static bool
misplace_row(void)
{
	form = chance(50) ? 3 : 5;
	row = pick_leaf(form);
	if (row < 0)
		return false;
	do
		other = below(doc.nrows);
	while (!doc.has_parts[other] || doc.level[other] != doc.level[doc.parent[row]]);
	if (other == doc.parent[row])
		return false;
	for (int c = 0; c < columns_of(form); c++)
	{
		int32_t		cell = cell_at(form, row, c);
		int32_t		to = cell_at(form, other, c);

		for (int32_t e = 0; e < doc.system.nequations; e++)
		{
			Equation   *equation = &doc.equations[e];

			if (doc.parts_of[e] == cell_at(form, doc.parent[row], c))
				for (int32_t i = equation->count; i-- > 0;)
					if (doc.terms[equation->first + i].cell == cell)
					{
						drop_term(e, i);
						equation->must_hold = equation->count > 1;
					}
			if (doc.parts_of[e] == to)
			{
				int32_t		first = doc.system.nterms;

				for (int32_t i = 0; i < equation->count; i++)
					doc.terms[doc.system.nterms++] = doc.terms[equation->first + i];
				doc.terms[doc.system.nterms++] = (EquationTerm) {cell, -1, true};
				equation->first = first;
				equation->count++;
			}
		}
	}
	return true;
}

static bool
double_row(void)
{
	form = chance(50) ? 3 : 5;
	row = pick_leaf(form);
	for (int c = 0; row >= 0 && c < columns_of(form); c++)
	{
		int32_t		cell = cell_at(form, row, c);

		put(cell, 2 * doc.right[cell]);
	}
	return row >= 0;
}

static bool
exchange_rows(void)
{
	int			differing = 0;

	form = chance(50) ? 3 : 5;
	row = below(doc.nrows - 1) + 1;
	for (other = row + 1; other < doc.nrows && doc.parent[other] != doc.parent[row];)
		other++;
	if (other == doc.nrows)
		return false;
	for (int c = 0; c < columns_of(form); c++)
	{
		int32_t		a = cell_at(form, row, c);
		int32_t		b = cell_at(form, other, c);

		put(a, doc.right[b]);
		put(b, doc.right[a]);
		differing += doc.right[a] != doc.right[b];
	}
	return differing > 1;	/* of one alone, that is two figures exchanged */
}

static bool
exchange_figures(void)
{
	int32_t		a;
	int32_t		b;

	form = chance(50) ? 3 : 5;
	column = below(columns_of(form));
	row = below(doc.nrows - 1);
	other = row + 1;
	a = cell_at(form, row, column);
	b = cell_at(form, other, column);
	put(a, doc.right[b]);
	put(b, doc.right[a]);
	return doc.right[a] != doc.right[b] && doc.right[a] != 0 && doc.right[b] != 0;
}

static bool
move_aside(void)
{
	int32_t		from;
	int32_t		to;

	form = chance(50) ? 3 : 5;
	row = below(doc.nrows);
	column = below(columns_of(form) - 1);
	other = column + 1;
	if (chance(50))
	{
		column++;
		other--;
	}
	from = cell_at(form, row, column);
	to = cell_at(form, row, other);
	if (doc.right[from] == 0 || doc.right[to] != 0)
		return false;
	put(to, doc.right[from]);
	put(from, 0);
	return true;
}

static bool
change_unit(void)
{
	form = chance(50) ? 3 : 5;
	for (int32_t c = 0; c < doc.system.ncells; c++)
		if (doc.cells[c].form == form)
			put(c, form == 3 ? doc.right[c] * 10000 : doc.right[c] / 10000);
	return true;
}

/* ------------------------------------------------------------- judgements */

typedef struct Fault
{
	const char *what;
	bool		(*inject) (void);
	EquationCause cause;
	double		least;			/* per cent named first: a little below what was measured */
} Fault;

/* What is proposed is what was there; of a tree alone, rows within rounding. */
static bool
restores(const EquationSuggestion *s)
{
	for (int32_t i = 0; i < s->nchanges; i++)
		if (llabs(s->changes[i].proposed - doc.right[s->changes[i].cell]) > 4 * QUANTUM)
			return false;
	return true;
}

static bool
is_named(const Fault *fault, const EquationSuggestion *s)
{
	if (s->cause != fault->cause || s->form != form)
		return false;
	switch (s->cause)
	{
		case CAUSE_COLUMN_DISPLACED:
			return s->column == column && s->distance == distance;
		case CAUSE_ROW_MISSING:
			return s->row == other;
		case CAUSE_ROW_MISPLACED:
			return s->row == row && s->other == doc.parent[row];
		case CAUSE_ROW_DOUBLED:
			return s->row == row && restores(s);
		case CAUSE_OTHER_UNIT:
			return s->factor == (form == 3 ? 10000 : -10000);
		default:
			return restores(s);
	}
}

static void
test_fault(const Fault *fault)
{
	int			tried = 0;
	int			named = 0;
	int			silent = 0;
	int			causes[32] = {0};

	for (int i = 0; i < DOCUMENTS; i++)
	{
		draw_document((uint64_t) (700000 + i), QUANTUM, 2 + below(3));
		if (!fault->inject())
			continue;
		set_bounds();
		repair = equations_repair(&doc.system, 3, EQUATIONS_DEFAULT_STEPS, fresh_arena());
		if (repair->violated == 0)
			continue;
		tried++;
		silent += repair->nsuggestions == 0;
		if (repair->nsuggestions > 0 && is_named(fault, &repair->suggestions[0]))
			named++;
		else if (repair->nsuggestions > 0)
			causes[repair->suggestions[0].cause]++;
	}
	printf("%-20s %4d tried, named %.1f %%, silent %.1f %%; instead:", fault->what, tried,
		   100.0 * named / (tried > 0 ? tried : 1), 100.0 * silent / (tried > 0 ? tried : 1));
	for (int c = 0; c < 32; c++)
		if (causes[c] > 0)
			printf(" %d of cause %d", causes[c], c);
	printf("\n");
	EXPECT(tried > DOCUMENTS / 10);
	EXPECT(100.0 * named >= fault->least * tried);
}

static const Fault faults[] = {
	{"column displaced", displace, CAUSE_COLUMN_DISPLACED, 88},
	{"row missing", lose_row, CAUSE_ROW_MISSING, 87},
	{"row misplaced", misplace_row, CAUSE_ROW_MISPLACED, 78},
	{"row doubled", double_row, CAUSE_ROW_DOUBLED, 95},
	{"rows exchanged", exchange_rows, CAUSE_ROWS_EXCHANGED, 80},
	{"figures exchanged", exchange_figures, CAUSE_FIGURES_EXCHANGED, 98},
	{"one column aside", move_aside, CAUSE_ONE_COLUMN_ASIDE, 90},
	{"another unit", change_unit, CAUSE_OTHER_UNIT, 98},
};

int
main(void)
{
	for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++)
		test_fault(&faults[i]);
	return unit_done();
}
