/*
 * candidates.c - what one figure would have to be  (pure)
 *
 * The number of satisfied equations as a function of the figure changes only
 * at ends of intervals, and these are closed: a best figure is the low end of
 * one of them, or, below them all, a high end.
 */
#include "equations/candidates.h"
#include "equations/slips.h"

#define MAX_INTERVALS	128		/* cells in more equations are no candidates */

typedef struct Interval
{
	int64_t		low;
	int64_t		high;
	bool		gains;			/* its equation is violated now */
} Interval;

static bool
contains(const Interval *interval, int64_t figure)
{
	return interval->low <= figure && figure <= interval->high;
}

static int64_t
floor_divide(int64_t n, int64_t by)
{
	return n / by - (n % by != 0 && (n % by < 0) != (by < 0));
}

static int64_t
ceiling_divide(int64_t n, int64_t by)
{
	return n / by + (n % by != 0 && (n % by < 0) == (by < 0));
}

/* from <= coefficient * figure <= to, cut to figures within the limit. */
static Interval
solve(int64_t from, int64_t to, int32_t coefficient)
{
	Interval	interval;
	int64_t		low = from == INT64_MIN ? -EQUATIONS_MAX_FIGURE : ceiling_divide(from, coefficient);
	int64_t		high = to == INT64_MAX ? EQUATIONS_MAX_FIGURE : floor_divide(to, coefficient);

	if (coefficient < 0)
	{
		low = to == INT64_MAX ? -EQUATIONS_MAX_FIGURE : ceiling_divide(to, coefficient);
		high = from == INT64_MIN ? EQUATIONS_MAX_FIGURE : floor_divide(from, coefficient);
	}
	interval.low = low < -EQUATIONS_MAX_FIGURE ? -EQUATIONS_MAX_FIGURE : low;
	interval.high = high > EQUATIONS_MAX_FIGURE ? EQUATIONS_MAX_FIGURE : high;
	interval.gains = false;
	return interval;
}

static Interval
interval_of(const EquationState *state, int32_t cell, const CellUse *use)
{
	const Equation *equation = &state->system->equations[use->equation];
	int64_t		base = state->rest[use->equation] - use->coefficient * state->value[cell];
	Interval	interval = {1, 0, false};

	/* Without a coefficient the figure only makes the equation judged. */
	if (use->coefficient == 0)
	{
		if (equation_holds_at(equation, base))
			interval = (Interval) {-EQUATIONS_MAX_FIGURE, EQUATIONS_MAX_FIGURE, false};
		return interval;
	}
	interval = solve(equation->sense == EQUATION_AT_MOST ? INT64_MIN : -equation->bound - base,
					 equation->sense == EQUATION_AT_LEAST ? INT64_MAX : equation->bound - base,
					 use->coefficient);
	interval.gains = state->violated[use->equation];
	return interval;
}

/* Would the equation be judged if the cell, blank or not, had a figure? */
static bool
would_be_judged(const EquationState *state, const CellUse *use)
{
	for (int side = 0; side < 2; side++)
		if (state->nterms[side][use->equation] > 0 &&
			state->nreported[side][use->equation] == 0 && !use->in[side])
			return false;
	return true;
}

static bool
has_any(const EquationState *state, int32_t e, const int32_t *cells, int32_t n)
{
	for (int32_t i = 0; i < n; i++)
		for (int32_t u = state->first[cells[i]]; u < state->first[cells[i] + 1]; u++)
			if (state->uses[u].equation == e)
				return true;
	return false;
}

/* Without equations that have an unknown cell; -1 where there are too many. */
static int
gather_intervals(EquationState *state, int32_t cell, const int32_t *unknown,
				 int32_t nunknown, Interval *intervals)
{
	int			n = 0;

	for (int32_t u = state->first[cell]; u < state->first[cell + 1]; u++)
	{
		const CellUse *use = &state->uses[u];

		if (use->equation < 0)
			break;
		if ((use->coefficient == 0 && equation_is_judged(state, use->equation)) ||
			!state->system->equations[use->equation].must_hold ||
			!would_be_judged(state, use) ||
			has_any(state, use->equation, unknown, nunknown))
			continue;
		if (n == MAX_INTERVALS)
			return -1;
		intervals[n] = interval_of(state, cell, use);
		/* To an unknown figure, what its blank hides is as good as violated. */
		if (unknown != NULL && !equation_is_judged(state, use->equation))
			intervals[n].gains = !contains(&intervals[n], 0);
		n++;
	}
	state->steps += (int64_t) n * n + 1;
	return n;
}

static void
score(const Interval *intervals, int n, int64_t figure, Candidate *candidate)
{
	candidate->gained = 0;
	candidate->lost = 0;
	for (int i = 0; i < n; i++)
		if (contains(&intervals[i], figure))
			candidate->gained += intervals[i].gains;
		else
			candidate->lost += !intervals[i].gains;
}

/* The figure that satisfies most; gained is 0 where none settles anything. */
static int64_t
best_figure(const Interval *intervals, int n, Candidate *best)
{
	int64_t		figure = 0;

	best->gained = 0;
	best->lost = 0;
	for (int i = 0; i < 2 * n; i++)
	{
		int64_t		end = i < n ? intervals[i].low : intervals[i - n].high;
		Candidate	trial = *best;

		score(intervals, n, end, &trial);
		if (trial.gained == 0)
			continue;
		if (best->gained == 0 ||
			trial.gained - 2 * trial.lost > best->gained - 2 * best->lost)
		{
			*best = trial;
			figure = end;
		}
	}
	return figure;
}

/* All figures that satisfy the same equations as this one. */
static void
widen(const Interval *intervals, int n, int64_t figure, SlipSearch *search)
{
	search->low = -EQUATIONS_MAX_FIGURE;
	search->high = EQUATIONS_MAX_FIGURE;
	for (int i = 0; i < n; i++)
		if (contains(&intervals[i], figure))
		{
			if (intervals[i].low > search->low)
				search->low = intervals[i].low;
			if (intervals[i].high < search->high)
				search->high = intervals[i].high;
		}
}

/* Fills in what the equations allow the cell; false where that settles nothing. */
static bool
allowed(EquationState *state, int32_t cell, const int32_t *unknown, int32_t nunknown,
		SlipSearch *search, Candidate *candidate)
{
	const EquationCell *stored = &state->system->cells[cell];
	Interval	intervals[MAX_INTERVALS];
	int64_t		figure;
	int			n;

	n = stored->fixed ? 0 : gather_intervals(state, cell, unknown, nunknown, intervals);
	if (n <= 0)
		return false;
	figure = best_figure(intervals, n, candidate);
	if (candidate->gained == 0)
		return false;
	widen(intervals, n, figure, search);
	search->stored = stored->stored;
	search->step = stored->stored % stored->quantum == 0 ? stored->quantum : 1;
	return true;
}

bool
equation_candidate(EquationState *state, const EquationLayout *layout,
				   int32_t cell, Candidate *candidate)
{
	SlipSearch	search;

	if (!allowed(state, cell, NULL, 0, &search, candidate))
		return false;
	equation_find_slip(&search, layout, cell);
	if (!search.found)
		return false;
	candidate->change.cell = cell;
	candidate->change.cause = search.cause;
	candidate->change.stored = search.stored;
	candidate->change.proposed = search.proposed;
	candidate->change.proposed_blank = false;
	candidate->cost = search.cost;
	return true;
}

bool
equation_deduce(EquationState *state, int32_t cell, const int32_t *unknown,
				int32_t nunknown, int64_t *figure)
{
	SlipSearch	search;
	Candidate	candidate;

	if (!allowed(state, cell, unknown, nunknown, &search, &candidate))
		return false;
	*figure = search.low + (search.high - search.low) / 2;
	*figure -= *figure % search.step;
	if (*figure < search.low)
		*figure += search.step;
	return *figure <= search.high;
}
