/*
 * equations_fuzz.c - libFuzzer target for the search and the rounding of equations
 *
 * No server is needed.  From the top of the tree:
 *
 *	clang -g -O1 -fsanitize=fuzzer,address,undefined -Isrc -Itest/unit \
 *		-o equations_fuzz test/fuzz/equations_fuzz.c src/equations/[a-z]*.c
 *	./equations_fuzz -max_total_time=600 -seed=1
 *
 * The bytes are any system at all, sound or not, within the limits or not.
 * Beside what the sanitizers find: with a suggestion put in everything holds,
 * and a rounded table adds up and has only neighbours of the true figures.
 */
#include <stdlib.h>
#include <string.h>

#include "equations/rebalance.h"
#include "equations_holds.h"

#define REQUIRE(condition)	do { if (!(condition)) abort(); } while (0)

#define MAX_CELLS		40
#define MAX_EQUATIONS	30
#define MAX_TERMS		200
#define STEPS			20000

/* ------------------------------------------------------------------ input */

static const uint8_t *input;
static size_t input_left;

static unsigned
take_byte(void)
{
	if (input_left == 0)
		return 0;
	input_left--;
	return *input++;
}

/* Small figures mostly, and once in a while one at a limit. */
static int64_t
take_figure(void)
{
	unsigned	kind = take_byte();
	int64_t		figure = (int64_t) (take_byte() << 8 | take_byte());

	if (kind == 255)
		figure = EQUATIONS_MAX_FIGURE - figure % 3 + 1;
	else if (kind > 200)
		figure *= INT64_C(100000007);
	return kind % 2 == 0 ? figure : -figure;
}

/* ------------------------------------------------------------------ memory */

typedef struct Block
{
	struct Block *next;
} Block;

static Block *blocks;

static void *
take_memory(void *context, size_t size)
{
	Block	   *block = malloc(sizeof(Block) + 8 + size);

	(void) context;
	REQUIRE(block != NULL);
	block->next = blocks;
	blocks = block;
	return (char *) (block + 1) + 8;	/* aligned as malloc aligns */
}

static void
free_memory(void)
{
	while (blocks != NULL)
	{
		Block	   *next = blocks->next;

		free(blocks);
		blocks = next;
	}
}

/* ------------------------------------------------------------------ system */

static EquationCell cells[MAX_CELLS];
static Equation equations[MAX_EQUATIONS];
static EquationTerm terms[MAX_TERMS];
static EquationSystem drawn = {0, 0, 0, cells, equations, terms};

static void
draw_cell(EquationCell *cell, int32_t number, int32_t columns, int64_t quantum)
{
	unsigned	kind = take_byte();

	cell->quantum = quantum;
	cell->blank = kind % 8 == 0;
	cell->fixed = kind % 16 == 1;
	cell->form = kind % 32 == 2 ? -1 : number / 20;
	cell->row = number % 20 / columns;
	cell->column = number % 20 % columns;
	cell->stored = cell->blank ? 0 : take_figure() * (kind % 4 == 3 ? 1 : quantum);
}

static void
draw_equation(Equation *equation)
{
	unsigned	kind = take_byte();

	equation->sense = (EquationSense) (kind % 8 < 6 ? 0 : kind % 8 - 5);
	equation->must_hold = kind % 16 != 15;
	equation->constant = kind > 240 ? take_figure() : 0;
	equation->bound = take_byte() % 64;
	equation->first = drawn.nterms;
	equation->count = 0;
	for (unsigned n = take_byte() % 8; n > 0 && drawn.nterms < MAX_TERMS; n--)
	{
		EquationTerm *term = &terms[drawn.nterms++];
		unsigned	byte = take_byte();

		term->cell = (int32_t) (take_byte() % MAX_CELLS);
		if (byte != 255)
			term->cell %= drawn.ncells;
		term->right = byte % 2 == 1;
		term->coefficient = byte > 240 ? (int32_t) byte - 247 : byte % 2 == 1 ? -1 : 1;
		equation->count++;
	}
}

static void
draw_system(void)
{
	int32_t		columns = 1 + (int32_t) (take_byte() % 5);
	int64_t		quantum = take_byte() % 3 == 0 ? 1 : 100;

	drawn.nterms = 0;
	drawn.ncells = 1 + (int32_t) (take_byte() % MAX_CELLS);
	drawn.nequations = (int32_t) (take_byte() % MAX_EQUATIONS);
	for (int32_t c = 0; c < drawn.ncells; c++)
		draw_cell(&cells[c], c, columns, quantum);
	for (int32_t e = 0; e < drawn.nequations; e++)
		draw_equation(&equations[e]);
}

/* ---------------------------------------------------------------- promises */

static void
check_suggestion(const EquationSuggestion *suggestion)
{
	REQUIRE(suggestion->nchanges > 0);
	for (int32_t i = 0; i < suggestion->nchanges; i++)
	{
		const EquationChange *change = &suggestion->changes[i];

		REQUIRE(change->cell >= 0 && change->cell < drawn.ncells);
		REQUIRE(!change->proposed_blank || change->proposed == 0);
	}
	if (suggestion->cause == CAUSE_ROW_MISSING || suggestion->cause == CAUSE_ROW_MISPLACED)
		return;
	for (int32_t i = 0; i < suggestion->nchanges; i++)
		REQUIRE(!cells[suggestion->changes[i].cell].fixed);
	REQUIRE(all_hold(&drawn, suggestion->changes, suggestion->nchanges));
}

static void
check_repair(EquationArena arena)
{
	EquationRepair *repair = equations_repair(&drawn, 5, STEPS, arena);

	REQUIRE((repair->outcome == EQUATIONS_TOO_LARGE) == !equations_within_limits(&drawn));
	if (repair->outcome == EQUATIONS_TOO_LARGE)
		return;
	REQUIRE((repair->violated == 0) == all_hold(&drawn, NULL, 0));
	REQUIRE((repair->outcome == EQUATIONS_HOLD) == (repair->violated == 0));
	REQUIRE((repair->outcome == EQUATIONS_REPAIRED) == (repair->nsuggestions > 0));
	for (int32_t i = 0; i < repair->nsuggestions; i++)
		check_suggestion(&repair->suggestions[i]);
}

/* As changes, the rounded figures must make everything hold without bounds. */
static void
check_rebalance(EquationArena arena, int64_t quantum)
{
	int64_t		rounded[MAX_CELLS];
	EquationChange changes[MAX_CELLS];
	int32_t		equation;
	RebalanceOutcome outcome = equations_rebalance(&drawn, quantum, arena, rounded, &equation);

	REQUIRE(outcome == REBALANCE_DONE || outcome == REBALANCE_TOO_LARGE || equation >= 0);
	if (outcome != REBALANCE_DONE)
		return;
	for (int32_t c = 0; c < drawn.ncells; c++)
	{
		int64_t		off = rounded[c] - cells[c].stored;

		REQUIRE(cells[c].fixed || rounded[c] % quantum == 0);
		REQUIRE(off > -quantum && off < quantum);
		changes[c] = (EquationChange) {c, CAUSE_OTHER_FIGURE, cells[c].stored, rounded[c],
		cells[c].blank};
	}
	for (int32_t e = 0; e < drawn.nequations; e++)
		equations[e].bound = 0;
	REQUIRE(all_hold(&drawn, changes, drawn.ncells));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	EquationArena arena = {take_memory, NULL};

	input = data;
	input_left = size;
	draw_system();
	check_repair(arena);
	check_rebalance(arena, 1000);
	free_memory();
	return 0;
}
