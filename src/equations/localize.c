/*
 * localize.c - the smallest set of wrong figures  (pure)
 *
 * The error localisation of Fellegi and Holt: a figure is put right as most
 * equations want it, and the search goes on with what is left, a few of the
 * best at each depth.  The last figure must settle all that is left, so it
 * stands in the shortest violated equation.
 */
#include <string.h>

#include "equations/candidates.h"
#include "equations/localize.h"

#define WIDTH		10
#define MAX_SIZE	3
#define EQUATIONS_A_STEP	8		/* a look at an equation costs less than one at a term */

typedef struct Localizer
{
	EquationState *state;
	const EquationLayout *layout;
	SuggestionList *list;
	int32_t		size;
	int32_t		violated;		/* before any change */
	int32_t		stamp;			/* of this round of candidates */
	int32_t    *seen;			/* the last round that looked at each cell */
	EquationChange changes[MAX_SIZE];
	int32_t		cost;
} Localizer;

int32_t
equation_shortest_violated(const EquationState *state)
{
	const Equation *equations = state->system->equations;
	int32_t		shortest = -1;

	for (int32_t e = 0; e < state->system->nequations; e++)
		if (state->violated[e] &&
			(shortest < 0 || equations[e].count < equations[shortest].count))
			shortest = e;
	return shortest;
}

static bool
is_changed(const Localizer *localizer, int32_t depth, int32_t cell)
{
	for (int32_t i = 0; i < depth; i++)
		if (localizer->changes[i].cell == cell)
			return true;
	return false;
}

static void
suggest(Localizer *localizer, int32_t cost)
{
	EquationSuggestion suggestion = {0};

	suggestion.cause = localizer->size == 1 ? localizer->changes[0].cause : CAUSE_SEVERAL;
	suggestion.size = localizer->size;
	suggestion.cost = localizer->cost + cost;
	suggestion.settles = localizer->violated;
	suggestion.nchanges = localizer->size;
	suggestion.changes = localizer->changes;
	suggestion.form = -1;
	suggestions_add(localizer->list, &suggestion);
}

static void
find_last(Localizer *localizer, int32_t depth)
{
	EquationState *state = localizer->state;
	int32_t		e = equation_shortest_violated(state);
	Candidate	candidate;

	state->steps += state->system->nequations / EQUATIONS_A_STEP;
	if (e < 0)
		return;
	for (int32_t i = 0; i < state->system->equations[e].count && !equation_out_of_steps(state); i++)
	{
		int32_t		cell = state->system->terms[state->system->equations[e].first + i].cell;

		if (is_changed(localizer, depth, cell) ||
			!equation_candidate(state, localizer->layout, cell, &candidate) ||
			candidate.gained < state->nviolated || candidate.lost > 0)
			continue;
		localizer->changes[depth] = candidate.change;
		suggest(localizer, candidate.cost);
	}
}

static bool
is_better(const Candidate *a, const Candidate *b)
{
	int32_t		gain_a = a->gained - 2 * a->lost;
	int32_t		gain_b = b->gained - 2 * b->lost;

	return gain_a != gain_b ? gain_a > gain_b : a->cost < b->cost;
}

static int
keep(Candidate *best, int n, const Candidate *candidate)
{
	int			at = n;

	while (at > 0 && is_better(candidate, &best[at - 1]))
		at--;
	if (at == WIDTH)
		return n;
	if (n == WIDTH)
		n--;
	memmove(&best[at + 1], &best[at], (size_t) (n - at) * sizeof(Candidate));
	best[at] = *candidate;
	return n + 1;
}

/* The best candidates among all cells of violated equations. */
static int
gather(Localizer *localizer, int32_t depth, Candidate *best)
{
	EquationState *state = localizer->state;
	Candidate	candidate;
	int			n = 0;

	localizer->stamp++;
	state->steps += state->system->nequations / EQUATIONS_A_STEP;
	for (int32_t e = 0; e < state->system->nequations; e++)
	{
		const Equation *equation = &state->system->equations[e];

		if (!state->violated[e])
			continue;
		for (int32_t i = 0; i < equation->count && !equation_out_of_steps(state); i++)
		{
			int32_t		cell = state->system->terms[equation->first + i].cell;

			if (localizer->seen[cell] == localizer->stamp || is_changed(localizer, depth, cell))
				continue;
			localizer->seen[cell] = localizer->stamp;
			if (equation_candidate(state, localizer->layout, cell, &candidate))
				n = keep(best, n, &candidate);
		}
	}
	return n;
}

static void
search(Localizer *localizer, int32_t depth)
{
	Candidate	best[WIDTH];
	int			n;

	if (equation_out_of_steps(localizer->state))
		return;
	if (depth == localizer->size - 1)
	{
		find_last(localizer, depth);
		return;
	}
	n = gather(localizer, depth, best);
	for (int i = 0; i < n; i++)
	{
		localizer->changes[depth] = best[i].change;
		localizer->cost += best[i].cost;
		equation_apply(localizer->state, &best[i].change, 1);
		search(localizer, depth + 1);
		equation_restore(localizer->state, &best[i].change, 1);
		localizer->cost -= best[i].cost;
	}
}

void
equations_localize(EquationState *state, const EquationLayout *layout,
				   int32_t size, SuggestionList *list)
{
	Localizer	localizer = {0};

	localizer.state = state;
	localizer.layout = layout;
	localizer.list = list;
	localizer.size = size;
	localizer.violated = state->nviolated;
	localizer.seen = equation_zeroed(state->arena, state->system->ncells, sizeof(int32_t));
	search(&localizer, 0);
}
