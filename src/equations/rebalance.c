/*
 * rebalance.c - figures rounded so that they still add up  (pure)
 *
 * The true figures are a fractional solution with every figure between its
 * two multiples.  From there the figures move along what the equations leave
 * free until each stands at one of the two (Hoffman: in trees crossed with
 * columns that sum there always is such a table), and then on, from one such
 * table to a better one.  The cost of a figure is linear between its two
 * multiples, so the best table is the least of a linear program.
 *
 * An inequality takes part where some rounding could break it, with what it
 * leaves free as one more figure.
 */
#include "equations/rebalance.h"
#include "equations/state.h"
#include "equations/tableau.h"

#define MAX_SIZE		1024	/* of a total, in figures; its square weighs */
#define MAX_PASSES		32
#define MAX_WALKS		20
#define COST_SCALE		1024
#define UNLIMITED		(INT64_C(1) << 62)

typedef struct Rebalance
{
	const EquationSystem *system;
	EquationArena arena;
	int64_t		quantum;
	int32_t    *column_of;		/* of each cell; -1 where it stays */
	int32_t		ncolumns;		/* of cells; those of inequalities follow */
	int32_t    *equation_of;	/* of each row */
	int32_t		nrows;
	Tableau    *tableau;
} Rebalance;

static int64_t
round_down(int64_t figure, int64_t quantum)
{
	int64_t		rest = figure % quantum;

	return figure - rest - (rest < 0 ? quantum : 0);
}

static int64_t
value_of(const EquationSystem *system, int32_t e, const int64_t *figures)
{
	const Equation *equation = &system->equations[e];
	int64_t		value = equation->constant;

	for (int32_t i = 0; i < equation->count; i++)
	{
		const EquationTerm *term = &system->terms[equation->first + i];

		value += term->coefficient *
			(figures == NULL ? system->cells[term->cell].stored : figures[term->cell]);
	}
	return value;
}

/* Are there figures on both sides that the equation can be about? */
static bool
is_judged(const EquationSystem *system, const Equation *equation)
{
	bool		terms[2] = {false, false};
	bool		reported[2] = {false, false};

	for (int32_t i = 0; i < equation->count; i++)
	{
		const EquationTerm *term = &system->terms[equation->first + i];

		terms[term->right] = true;
		reported[term->right] = reported[term->right] || !system->cells[term->cell].blank;
	}
	return equation->must_hold && reported[0] == terms[0] && reported[1] == terms[1];
}

static bool
holds_exactly(const Equation *equation, int64_t value)
{
	return equation->sense == EQUATION_EQUAL ? value == 0 :
		equation->sense == EQUATION_AT_MOST ? value <= 0 : value >= 0;
}

/* Is it judged, or does it hold with its blanks as 0, and so shall again? */
static bool
binds(const EquationSystem *system, int32_t e)
{
	const Equation *equation = &system->equations[e];

	return is_judged(system, equation) ||
		(equation->must_hold && holds_exactly(equation, value_of(system, e, NULL)));
}

/* The first equation that these figures (NULL: the stored ones) break, or -1. */
static int32_t
first_broken(const EquationSystem *system, const int64_t *figures)
{
	for (int32_t e = 0; e < system->nequations; e++)
		if (binds(system, e) &&
			!holds_exactly(&system->equations[e], value_of(system, e, figures)))
			return e;
	return -1;
}

static void
number_columns(Rebalance *r)
{
	r->column_of = equation_zeroed(r->arena, r->system->ncells, sizeof(int32_t));
	for (int32_t c = 0; c < r->system->ncells; c++)
	{
		const EquationCell *cell = &r->system->cells[c];

		r->column_of[c] = cell->fixed || cell->stored % r->quantum == 0 ? -1 : r->ncolumns++;
	}
}

/* Could rounding each figure by itself break the inequality? */
static bool
is_at_risk(const Rebalance *r, int32_t e)
{
	const Equation *equation = &r->system->equations[e];
	int64_t		value = value_of(r->system, e, NULL);
	int64_t		worst = 0;

	for (int32_t i = 0; i < equation->count; i++)
	{
		const EquationTerm *term = &r->system->terms[equation->first + i];
		int64_t		rest;

		if (r->column_of[term->cell] < 0)
			continue;
		rest = r->system->cells[term->cell].stored -
			round_down(r->system->cells[term->cell].stored, r->quantum);
		if ((term->coefficient > 0) == (equation->sense == EQUATION_AT_MOST))
			rest = r->quantum - rest;
		worst += rest * (term->coefficient < 0 ? -term->coefficient : term->coefficient);
	}
	return worst > 0 && (value < 0 ? -value : value) < worst;
}

static bool
takes_part(const Rebalance *r, int32_t e)
{
	const Equation *equation = &r->system->equations[e];

	if (!binds(r->system, e))
		return false;
	if (equation->sense != EQUATION_EQUAL)
		return equation->constant % r->quantum == 0 && is_at_risk(r, e);
	for (int32_t i = 0; i < equation->count; i++)
		if (r->column_of[r->system->terms[equation->first + i].cell] >= 0)
			return true;
	return false;
}

/* The inequality becomes an equation with one more figure that is never below 0. */
static void
fill_row(Rebalance *r, int32_t row, int32_t slack)
{
	int32_t		e = r->equation_of[row];
	const Equation *equation = &r->system->equations[e];
	int32_t    *entries = tableau_row(r->tableau, row);
	int64_t		value = value_of(r->system, e, NULL);

	for (int32_t i = 0; i < equation->count; i++)
	{
		const EquationTerm *term = &r->system->terms[equation->first + i];

		if (r->column_of[term->cell] >= 0)
			entries[r->column_of[term->cell]] += term->coefficient;
	}
	if (equation->sense == EQUATION_EQUAL)
		return;
	entries[slack] = equation->sense == EQUATION_AT_MOST ? 1 : -1;
	r->tableau->value[slack] = value < 0 ? -value : value;
	r->tableau->high[slack] = UNLIMITED;
}

/* How many figures a total is made of, as far as sums say so. */
static bool
grow_total(const EquationSystem *system, const Equation *equation, int32_t *size)
{
	int32_t		alone[2] = {-1, -1};
	int32_t		count[2] = {0, 0};
	int32_t		sum[2] = {0, 0};
	bool		grown = false;

	for (int32_t i = 0; i < equation->count; i++)
	{
		const EquationTerm *term = &system->terms[equation->first + i];
		int			sign = term->coefficient < 0;

		alone[sign] = term->cell;
		count[sign]++;
		sum[sign] += sum[sign] > MAX_SIZE ? 0 : size[term->cell];
	}
	for (int sign = 0; sign < 2; sign++)
	{
		int32_t		parts = sum[1 - sign] < MAX_SIZE ? sum[1 - sign] : MAX_SIZE;

		if (count[sign] != 1 || parts <= size[alone[sign]])
			continue;
		size[alone[sign]] = parts;
		grown = true;
	}
	return grown;
}

static int32_t *
sizes_of_totals(const Rebalance *r)
{
	int32_t    *size = equation_zeroed(r->arena, r->system->ncells, sizeof(int32_t));
	bool		grown = true;

	for (int32_t c = 0; c < r->system->ncells; c++)
		size[c] = 1;
	for (int pass = 0; grown && pass < MAX_PASSES; pass++)
	{
		grown = false;
		for (int32_t e = 0; e < r->system->nequations; e++)
			if (r->system->equations[e].sense == EQUATION_EQUAL &&
				r->system->equations[e].must_hold &&
				grow_total(r->system, &r->system->equations[e], size))
				grown = true;
	}
	return size;
}

/* From the lower multiple to the upper one, how much worse is the deviation? */
static void
fill_costs(const Rebalance *r)
{
	const int32_t *size = sizes_of_totals(r);

	for (int32_t c = 0; c < r->system->ncells; c++)
	{
		int32_t		column = r->column_of[c];
		int64_t		rest = r->system->cells[c].stored - round_down(r->system->cells[c].stored, r->quantum);

		if (column >= 0)
			r->tableau->cost[column] = (r->quantum - 2 * rest) * COST_SCALE / r->quantum *
				size[c] * size[c];
	}
}

/* Other costs, the same ones in every run, to come to another corner. */
static void
shuffle_costs(const Rebalance *r, int round)
{
	for (int32_t c = 0; c < r->ncolumns; c++)
	{
		uint32_t	mixed = (uint32_t) (c + 1) * UINT32_C(2654435761) + (uint32_t) round * UINT32_C(40503);

		mixed = (mixed ^ mixed >> 15) * UINT32_C(2246822519);
		r->tableau->cost[c] = (int64_t) (mixed >> 20) - 2048;
	}
}

static void
fill_columns(Rebalance *r)
{
	for (int32_t c = 0; c < r->system->ncells; c++)
	{
		int32_t		column = r->column_of[c];

		if (column < 0)
			continue;
		r->tableau->value[column] = r->system->cells[c].stored;
		r->tableau->low[column] = round_down(r->system->cells[c].stored, r->quantum);
		r->tableau->high[column] = r->tableau->low[column] + r->quantum;
	}
}

static bool
build(Rebalance *r)
{
	int32_t		inequalities = 0;
	int32_t		slack;

	number_columns(r);
	r->equation_of = equation_zeroed(r->arena, r->system->nequations, sizeof(int32_t));
	for (int32_t e = 0; e < r->system->nequations; e++)
		if (takes_part(r, e))
		{
			r->equation_of[r->nrows++] = e;
			inequalities += r->system->equations[e].sense != EQUATION_EQUAL;
		}
	if ((int64_t) r->nrows * (r->ncolumns + inequalities) > TABLEAU_MAX_ENTRIES)
		return false;
	r->tableau = tableau_new(r->nrows, r->ncolumns + inequalities, r->arena);
	fill_columns(r);
	slack = r->ncolumns;
	for (int32_t row = 0; row < r->nrows; row++)
	{
		fill_row(r, row, slack);
		slack += r->system->equations[r->equation_of[row]].sense != EQUATION_EQUAL;
	}
	return true;
}

static void
take_figures(const Rebalance *r, int64_t *rounded)
{
	for (int32_t c = 0; c < r->system->ncells; c++)
		rounded[c] = r->column_of[c] < 0 ? r->system->cells[c].stored :
			r->tableau->value[r->column_of[c]];
}

/* An equation with a figure that is no multiple, or that does not hold; or -1. */
static int32_t
first_left_over(const Rebalance *r, const int64_t *rounded)
{
	for (int32_t row = 0; row < r->nrows; row++)
	{
		const Equation *equation = &r->system->equations[r->equation_of[row]];

		for (int32_t i = 0; i < equation->count; i++)
		{
			int32_t		cell = r->system->terms[equation->first + i].cell;

			if (r->column_of[cell] >= 0 && rounded[cell] % r->quantum != 0)
				return r->equation_of[row];
		}
	}
	return first_broken(r->system, rounded);
}

/*
 * Tables that are crossed three ways may have corners that are not whole:
 * then a walk to another corner, and on from there, as a rule finds one.
 */
static void
settle(const Rebalance *r)
{
	bool		settled;

	fill_costs(r);
	tableau_reprice(r->tableau);
	settled = tableau_settle(r->tableau);
	for (int round = 1; !settled && round <= MAX_WALKS; round++)
	{
		shuffle_costs(r, round);
		tableau_reprice(r->tableau);
		tableau_improve(r->tableau, r->arena);
		settled = tableau_settle(r->tableau);
	}
	fill_costs(r);
	tableau_reprice(r->tableau);
	if (settled)
		tableau_improve(r->tableau, r->arena);
}

RebalanceOutcome
equations_rebalance(const EquationSystem *system, int64_t quantum, EquationArena arena,
					int64_t *rounded, int32_t *equation)
{
	Rebalance	r = {.system = system, .arena = arena, .quantum = quantum};
	int32_t		row;

	*equation = -1;
	if (quantum < 1 || quantum > EQUATIONS_MAX_FIGURE / EQUATIONS_MAX_WEIGHT ||
		!equations_within_limits(system))
		return REBALANCE_TOO_LARGE;
	*equation = first_broken(system, NULL);
	if (*equation >= 0)
		return REBALANCE_NOT_EXACT;
	if (!build(&r))
		return REBALANCE_TOO_LARGE;
	row = tableau_solve(r.tableau);
	if (row >= 0)
	{
		*equation = r.equation_of[row];
		return REBALANCE_IMPOSSIBLE;
	}
	settle(&r);
	take_figures(&r, rounded);
	*equation = first_left_over(&r, rounded);
	return *equation < 0 ? REBALANCE_DONE : REBALANCE_IMPOSSIBLE;
}
