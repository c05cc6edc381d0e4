/*
 * equations_rebalance.c - figures that add up after rounding
 *
 * needs: equations/state.c equations/tableau.c equations/rebalance.c
 *
 * Random final accounts, exact in fen, become tables in whole wan yuan: every
 * equation holds exactly, every figure is one of its two neighbours, and what
 * was a multiple stays.
 */
#include <time.h>

#include "unit.h"
#include "equations/rebalance.h"
#include "equations_document.h"

#define WAN_YUAN	1000000

static int64_t rounded[DOC_CELLS];

static int64_t
value_of(int32_t e)
{
	int64_t		value = doc.equations[e].constant;

	for (int32_t i = 0; i < doc.equations[e].count; i++)
	{
		const EquationTerm *term = &doc.terms[doc.equations[e].first + i];

		value += term->coefficient * rounded[term->cell];
	}
	return value;
}

static bool
adds_up(void)
{
	for (int32_t e = 0; e < doc.system.nequations; e++)
		if (doc.equations[e].must_hold &&
			(doc.equations[e].sense == EQUATION_EQUAL ? value_of(e) != 0 : value_of(e) < 0))
			return false;
	return true;
}

static int64_t
off(int32_t cell)
{
	return llabs(rounded[cell] - doc.cells[cell].stored);
}

static bool
are_neighbours(int64_t quantum)
{
	for (int32_t c = 0; c < doc.system.ncells; c++)
		if (rounded[c] % quantum != 0 || off(c) >= quantum)
			return false;
	return true;
}

static void
test_documents(int64_t quantum, int classes)
{
	int			figures = 0;
	int			other = 0;		/* not what rounding it by itself gives */
	int			totals = 0;
	int			documents = 100;
	double		slowest = 0;
	double		spent = 0;
	int			most = 0;

	for (int i = 0; i < documents; i++)
	{
		clock_t		start;
		int32_t		left;
		double		ms;

		draw_document((uint64_t) (quantum + i), 1, classes);
		start = clock();
		EXPECT_INT(equations_rebalance(&doc.system, quantum, fresh_arena(), rounded, &left),
				   REBALANCE_DONE);
		ms = 1e3 * (double) (clock() - start) / CLOCKS_PER_SEC;
		spent += ms;
		slowest = ms > slowest ? ms : slowest;
		most = doc.system.ncells > most ? doc.system.ncells : most;
		EXPECT(adds_up());
		EXPECT(are_neighbours(quantum));
		for (int32_t c = 0; c < doc.system.ncells; c++)
		{
			figures += doc.cells[c].stored % quantum != 0;
			other += off(c) * 2 > quantum;
			totals += off(c) * 2 > quantum && doc.cells[c].form == 1;
		}
	}
	printf("%d figures, %.1f %% not rounded by themselves, %d of them in form 01; "
		   "mean %.2f ms, slowest %.2f ms of up to %d cells\n", figures,
		   100.0 * other / figures, totals, spent / documents, slowest, most);
}

/* ---------------------------------------------------------- small systems */

static void
start_small(void)
{
	memset(&doc.system, 0, sizeof(doc.system));
	doc.system.cells = doc.cells;
	doc.system.equations = doc.equations;
	doc.system.terms = doc.terms;
	doc.quantum = 1;
}

static int32_t
figure(int64_t stored)
{
	int32_t		c = add_cell(1, doc.system.ncells, 0, stored);

	doc.cells[c].stored = stored;
	return c;
}

static void
test_small(void)
{
	int32_t		left;
	int32_t		total;
	int32_t		a;
	int32_t		b;
	int32_t		c;

	/* 0.4 + 0.4 + 0.4 = 1.2: the total keeps its own rounding. */
	start_small();
	total = figure(120);
	a = figure(40);
	b = figure(40);
	c = figure(40);
	SUM(total, a, b, c);
	EXPECT_INT(equations_rebalance(&doc.system, 100, fresh_arena(), rounded, &left), REBALANCE_DONE);
	EXPECT_INT(rounded[total], 100);
	EXPECT_INT(rounded[a] + rounded[b] + rounded[c], 100);

	/* What does not add up before cannot after. */
	doc.cells[a].stored = 41;
	EXPECT_INT(equations_rebalance(&doc.system, 100, fresh_arena(), rounded, &left),
			   REBALANCE_NOT_EXACT);
	EXPECT_INT(left, 0);

	/* Two equal halves of an odd multiple: 3 = 1.5 + 1.5, and both the same. */
	start_small();
	total = figure(300);
	a = figure(150);
	b = figure(150);
	SUM(total, a, b);
	SUM(a, b);
	EXPECT_INT(equations_rebalance(&doc.system, 100, fresh_arena(), rounded, &left),
			   REBALANCE_IMPOSSIBLE);
	EXPECT(left == 0 || left == 1);

	/* Of which: 1.6 of 1.6 and 0.3 must not become 2 of 1. */
	start_small();
	total = figure(190);
	a = figure(160);
	b = figure(30);
	SUM(total, a, b);
	start_equation(EQUATION_AT_LEAST);
	add_term(b, 1, false);
	add_term(figure(30), 1, true);
	EXPECT_INT(equations_rebalance(&doc.system, 100, fresh_arena(), rounded, &left), REBALANCE_DONE);
	EXPECT(adds_up());

	/* A figure of another document stays, and may be what is in the way. */
	start_small();
	total = figure(150);
	a = figure(150);
	doc.cells[total].fixed = true;
	SUM(total, a);
	EXPECT_INT(equations_rebalance(&doc.system, 100, fresh_arena(), rounded, &left),
			   REBALANCE_IMPOSSIBLE);
	EXPECT_INT(left, 0);
}

int
main(void)
{
	test_small();
	test_documents(WAN_YUAN, 3);
	test_documents(10000, 4);
	return unit_done();
}
