/*
 * equations_document.h - random final accounts, for the tests of equations
 *
 * A document has the forms 01, 03, 05 and 08 as they are tied to each other:
 * trees of subjects crossed with columns that sum, and totals that recur from
 * form to form.  Figures are true in fen, and printed rounded, each by itself.
 */
#ifndef GOVFISCAL_EQUATIONS_DOCUMENT_H
#define GOVFISCAL_EQUATIONS_DOCUMENT_H

#include <stdlib.h>

#include "equations/repair.h"

#define DOC_CELLS		2500
#define DOC_TERMS		40000
#define DOC_EQUATIONS	6000
#define DOC_ROWS		120

/* ------------------------------------------------------------------ chance */

static uint64_t random_state;

static uint64_t
random_bits(void)
{
	uint64_t	z = (random_state += UINT64_C(0x9E3779B97F4A7C15));

	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

static int
below(int n)
{
	return (int) (random_bits() % (uint64_t) n);
}

static bool
chance(int percent)
{
	return below(100) < percent;
}

/* Between 1 and 10^5 wan yuan, each order of magnitude as often. */
static int64_t
random_amount(void)
{
	int64_t		top = 1000000;

	for (int i = below(5); i > 0; i--)
		top *= 10;
	return top / 10 + (int64_t) (random_bits() % (uint64_t) top);
}

/* ------------------------------------------------------------------ memory */

/* One block, used from its start; the next document begins anew. */
static char arena_block[64 << 20];
static size_t arena_used;

static void *
arena_take(void *context, size_t size)
{
	void	   *memory = arena_block + arena_used;

	(void) context;
	arena_used += (size + 15) / 16 * 16;
	if (arena_used > sizeof(arena_block))
		abort();
	return memory;
}

static EquationArena
fresh_arena(void)
{
	EquationArena arena = {arena_take, NULL};

	arena_used = 0;
	return arena;
}

/* ---------------------------------------------------------------- document */

typedef struct Document
{
	EquationSystem system;
	EquationCell cells[DOC_CELLS];
	Equation	equations[DOC_EQUATIONS];
	EquationTerm terms[DOC_TERMS];
	int64_t		exact[DOC_CELLS];	/* in fen */
	int64_t		right[DOC_CELLS];	/* as printed without a fault */
	int32_t		parts_of[DOC_EQUATIONS];	/* the cell whose parts it sums down a column, or -1 */
	int			nrows;			/* of the tree, its root first */
	int			parent[DOC_ROWS];
	int			level[DOC_ROWS];
	bool		has_parts[DOC_ROWS];
	int			nclasses;
	int64_t		quantum;
	bool		prints_blanks;
} Document;

static Document doc;

static int32_t
add_cell(int form, int row, int column, int64_t exact)
{
	int32_t		c = doc.system.ncells++;
	EquationCell *cell = &doc.cells[c];

	if (c >= DOC_CELLS)
		abort();
	memset(cell, 0, sizeof(*cell));
	cell->form = form;
	cell->row = row;
	cell->column = column;
	cell->quantum = doc.quantum;
	doc.exact[c] = exact;
	return c;
}

static Equation *
start_equation(EquationSense sense)
{
	Equation   *equation = &doc.equations[doc.system.nequations++];

	if (doc.system.nequations > DOC_EQUATIONS)
		abort();
	memset(equation, 0, sizeof(*equation));
	equation->sense = sense;
	equation->must_hold = true;
	equation->first = doc.system.nterms;
	doc.parts_of[doc.system.nequations - 1] = -1;
	return equation;
}

static void
add_term(int32_t cell, int coefficient, bool right)
{
	EquationTerm *term = &doc.terms[doc.system.nterms++];

	if (doc.system.nterms > DOC_TERMS)
		abort();
	term->cell = cell;
	term->coefficient = right ? -coefficient : coefficient;
	term->right = right;
	doc.equations[doc.system.nequations - 1].count++;
}

/* left = first + second + ...; the parts end with -1. */
static void
add_sum(int32_t left, const int32_t *parts)
{
	start_equation(EQUATION_EQUAL);
	add_term(left, 1, false);
	for (; *parts >= 0; parts++)
		add_term(*parts, 1, true);
}

#define SUM(left, ...)	add_sum((left), (const int32_t[]) {__VA_ARGS__, -1})

/* The bounds that the figures have now: reported ones count. */
static void
set_bounds(void)
{
	for (int32_t e = 0; e < doc.system.nequations; e++)
	{
		int64_t		steps = 0;

		for (int32_t i = 0; i < doc.equations[e].count; i++)
		{
			const EquationTerm *term = &doc.terms[doc.equations[e].first + i];

			if (!doc.cells[term->cell].blank)
				steps += abs(term->coefficient);
		}
		doc.equations[e].bound = doc.quantum == 1 ? 0 : steps * doc.quantum / 2;
	}
}

static void
print_figures(void)
{
	for (int32_t c = 0; c < doc.system.ncells; c++)
	{
		int64_t		half = doc.exact[c] < 0 ? -doc.quantum / 2 : doc.quantum / 2;

		doc.right[c] = (doc.exact[c] + half) / doc.quantum * doc.quantum;
		doc.cells[c].stored = doc.right[c];
		doc.cells[c].blank = doc.prints_blanks && doc.right[c] == 0;
	}
	set_bounds();
}

/* -------------------------------------------------------------- the forms */

static void
grow_tree(int classes)
{
	int			n = 1;

	doc.parent[0] = -1;
	doc.level[0] = 0;
	for (int i = 0; i < classes; i++)
	{
		int			class = n++;

		doc.parent[class] = 0;
		for (int k = 1 + below(3); k > 0; k--)
		{
			int			section = n++;

			doc.parent[section] = class;
			for (int j = 1 + below(4); j > 0; j--)
				doc.parent[n++] = section;
		}
	}
	doc.nrows = n;
	memset(doc.has_parts, 0, sizeof(doc.has_parts));
	for (int r = 1; r < n; r++)
	{
		doc.has_parts[doc.parent[r]] = true;
		doc.level[r] = doc.level[doc.parent[r]] + 1;
	}
}

typedef int64_t Tree[DOC_ROWS];

/* Leaves get figures, the rows above them sums. */
static void
fill_tree(Tree tree, const bool *leaves, int percent)
{
	for (int r = doc.nrows; r-- > 0;)
	{
		if (!doc.has_parts[r])
			tree[r] = leaves[r] && chance(percent) ? random_amount() : 0;
		else
		{
			tree[r] = 0;
			for (int c = r + 1; c < doc.nrows; c++)
				if (doc.parent[c] == r)
					tree[r] += tree[c];
		}
	}
}

/* The cells of one column, each row the sum of those below. */
static void
add_column(int form, int column, const Tree tree, int32_t *cells)
{
	for (int r = 0; r < doc.nrows; r++)
		cells[r] = add_cell(form, r, column, tree[r]);
}

static void
add_children(const int32_t *cells)
{
	for (int r = 0; r < doc.nrows; r++)
	{
		if (!doc.has_parts[r])
			continue;
		start_equation(EQUATION_EQUAL);
		doc.parts_of[doc.system.nequations - 1] = cells[r];
		add_term(cells[r], 1, false);
		for (int c = r + 1; c < doc.nrows; c++)
			if (doc.parent[c] == r)
				add_term(cells[c], 1, true);
	}
}

static void
add_up(Tree to, const Tree a, const Tree b, int sign)
{
	for (int r = 0; r < doc.nrows; r++)
		to[r] = a[r] + sign * b[r];
}

enum FundColumn
{
	OPENING, OPENING_BASIC, OPENING_PROJECT, REVENUE, REVENUE_BASIC, REVENUE_PROJECT,
	TOTAL, BASIC, PROJECT, CLOSING, CLOSING_BASIC, CLOSING_PROJECT, FUND_COLUMNS
};

typedef struct Fund
{
	Tree		figures[FUND_COLUMNS];
	int32_t		cells[FUND_COLUMNS][DOC_ROWS];
} Fund;

/* Form 05 or 08: what was there, what came, what went, what is left. */
static void
add_fund(Fund *fund, int form, const bool *leaves, int percent)
{
	fill_tree(fund->figures[OPENING_BASIC], leaves, percent / 4);
	fill_tree(fund->figures[OPENING_PROJECT], leaves, percent / 3);
	fill_tree(fund->figures[BASIC], leaves, percent);
	fill_tree(fund->figures[PROJECT], leaves, percent);
	fill_tree(fund->figures[CLOSING_BASIC], leaves, percent / 5);
	fill_tree(fund->figures[CLOSING_PROJECT], leaves, percent / 3);
	for (int part = 1; part <= 2; part++)
	{
		add_up(fund->figures[REVENUE + part], fund->figures[TOTAL + part],
			   fund->figures[CLOSING + part], 1);
		add_up(fund->figures[REVENUE + part], fund->figures[REVENUE + part],
			   fund->figures[OPENING + part], -1);
	}
	for (int sum = OPENING; sum < FUND_COLUMNS; sum += 3)
		add_up(fund->figures[sum], fund->figures[sum + 1], fund->figures[sum + 2], 1);
	for (int column = 0; column < FUND_COLUMNS; column++)
		add_column(form, column, fund->figures[column], fund->cells[column]);
	for (int column = 0; column < FUND_COLUMNS; column++)
		add_children(fund->cells[column]);
	for (int r = 0; r < doc.nrows; r++)
	{
		for (int sum = OPENING; sum < FUND_COLUMNS; sum += 3)
			SUM(fund->cells[sum][r], fund->cells[sum + 1][r], fund->cells[sum + 2][r]);
		for (int part = 0; part < 3; part++)
		{
			start_equation(EQUATION_EQUAL);
			add_term(fund->cells[CLOSING + part][r], 1, false);
			add_term(fund->cells[OPENING + part][r], 1, true);
			add_term(fund->cells[REVENUE + part][r], 1, true);
			add_term(fund->cells[TOTAL + part][r], -1, true);
		}
	}
}

#define SPENDING_COLUMNS	4	/* total, basic, project, operating */

static Fund general;
static Fund government;
static Tree spending[SPENDING_COLUMNS];
static int32_t spending_cells[SPENDING_COLUMNS][DOC_ROWS];

static void
add_spending(const bool *leaves)
{
	fill_tree(spending[3], leaves, 20);
	for (int part = 1; part <= 2; part++)
		add_up(spending[part], general.figures[TOTAL + part], government.figures[TOTAL + part], 1);
	add_up(spending[0], spending[1], spending[2], 1);
	add_up(spending[0], spending[0], spending[3], 1);
	for (int column = 0; column < SPENDING_COLUMNS; column++)
		add_column(3, column, spending[column], spending_cells[column]);
	for (int column = 0; column < SPENDING_COLUMNS; column++)
		add_children(spending_cells[column]);
	for (int r = 0; r < doc.nrows; r++)
	{
		SUM(spending_cells[0][r], spending_cells[1][r], spending_cells[2][r], spending_cells[3][r]);
		start_equation(EQUATION_AT_LEAST);
		add_term(spending_cells[0][r], 1, false);
		add_term(general.cells[TOTAL][r], 1, true);
		add_term(government.cells[TOTAL][r], 1, true);
	}
}

/* Form 01: revenue on the left, expenditure by class on the right. */
static void
add_summary(void)
{
	int64_t		revenue = general.figures[REVENUE][0] + government.figures[REVENUE][0] + spending[3][0];
	int64_t		opening = general.figures[OPENING][0] + government.figures[OPENING][0];
	int32_t		left[6];
	int32_t		expenditure = -1;
	int32_t		closing;
	int32_t		total;
	int			row = 0;

	left[0] = add_cell(1, 0, 0, general.figures[REVENUE][0]);
	left[1] = add_cell(1, 1, 0, government.figures[REVENUE][0]);
	left[2] = add_cell(1, 2, 0, spending[3][0]);
	left[3] = add_cell(1, 3, 0, revenue);
	left[4] = add_cell(1, 4, 0, opening);
	left[5] = add_cell(1, 5, 0, revenue + opening);
	SUM(left[3], left[0], left[1], left[2]);
	SUM(left[5], left[3], left[4]);
	SUM(general.cells[REVENUE][0], left[0]);
	SUM(government.cells[REVENUE][0], left[1]);
	SUM(left[4], general.cells[OPENING][0], government.cells[OPENING][0]);
	for (int r = 1; r < doc.nrows; r++)
		if (doc.parent[r] == 0)
		{
			int32_t		class = add_cell(1, row++, 1, spending[0][r]);

			SUM(spending_cells[0][r], class);
		}
	expenditure = add_cell(1, row++, 1, spending[0][0]);
	closing = add_cell(1, row++, 1, revenue + opening - spending[0][0]);
	total = add_cell(1, row++, 1, revenue + opening);
	start_equation(EQUATION_EQUAL);
	add_term(expenditure, 1, false);
	for (int32_t class = left[5] + 1; class < expenditure; class++)
		add_term(class, 1, true);
	SUM(spending_cells[0][0], expenditure);
	SUM(total, expenditure, closing);
	SUM(total, left[5]);
}

static void
add_no_negative(void)
{
	for (int32_t c = 0; c < doc.system.ncells; c++)
		if (doc.exact[c] >= 0)
		{
			start_equation(EQUATION_AT_LEAST);
			add_term(c, 1, false);
		}
}

static void
draw_document(uint64_t seed, int64_t quantum, int classes)
{
	bool		every[DOC_ROWS];
	bool		few[DOC_ROWS];

	random_state = seed;
	memset(&doc.system, 0, sizeof(doc.system));
	doc.system.cells = doc.cells;
	doc.system.equations = doc.equations;
	doc.system.terms = doc.terms;
	doc.quantum = quantum;
	doc.prints_blanks = chance(50);
	doc.nclasses = classes;
	grow_tree(classes);
	for (int r = 0; r < doc.nrows; r++)
	{
		every[r] = true;
		few[r] = chance(15);
	}
	add_fund(&general, 5, every, 60);
	add_fund(&government, 8, few, 60);
	add_spending(every);
	add_summary();
	add_no_negative();
	print_figures();
}

#endif
