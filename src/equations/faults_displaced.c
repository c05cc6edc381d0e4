/*
 * faults_displaced.c - a column whose figures stand some rows off  (pure)
 *
 * From one row on, every figure of a printed column stands "distance" rows too
 * low, or, if negative, too high.  What is pushed out at the end, or written
 * over at the start, is unknown: it stays blank where that does no harm, and
 * is what the equations want else.
 */
#include "equations/candidates.h"
#include "equations/faults.h"
#include "equations/trial.h"

#define MAX_DISTANCE	3
#define MIN_FIGURES		4		/* fewer are single wrong figures */
#define COST_DISPLACED	10

typedef struct Displacement
{
	EquationState *state;
	const PrintedLine *line;
	int32_t		violated;		/* before anything was moved */
	int32_t		distance;
	int32_t		unknown[MAX_DISTANCE];
	int32_t		nunknown;
} Displacement;

/*
 * Fills the unknown figures in, each from equations that have no other one; the
 * last known first, as what is below adds up to what is above.
 */
static void
deduce(const Displacement *d)
{
	int32_t		unknown[MAX_DISTANCE];
	int32_t		n = 0;

	for (int32_t i = 0; i < d->nunknown; i++)
		unknown[n++] = d->unknown[i];
	while (n > 0 && d->state->nviolated > 0)
	{
		int64_t		figure;

		n--;
		if (equation_deduce(d->state, unknown[n], unknown, n, &figure))
			equation_set(d->state, unknown[n], figure, false);
	}
}

static void
forget_unknown(const Displacement *d)
{
	for (int32_t i = 0; i < d->nunknown; i++)
		if (!d->state->system->cells[d->unknown[i]].fixed)
			equation_set(d->state, d->unknown[i], 0, true);
}

/* Can the equations that the unknown figures are in be all that is violated? */
static bool
is_worth_deducing(const Displacement *d)
{
	int32_t		uses = 0;

	for (int32_t i = 0; i < d->nunknown; i++)
		uses += d->state->first[d->unknown[i] + 1] - d->state->first[d->unknown[i]];
	return d->state->nviolated <= uses;
}

/* What differs from what is stored, as a suggestion; the state stays. */
static void
suggest(Displacement *d, Trial *trial, int32_t from)
{
	EquationState *state = d->state;
	const PrintedLine *line = d->line;

	trial_start(trial, CAUSE_COLUMN_DISPLACED, COST_DISPLACED, line);
	trial->suggestion.column = line->number;
	trial->suggestion.row = state->system->cells[line->cells[from]].row;
	trial->suggestion.distance = d->distance;
	trial->suggestion.settles = d->violated;
	for (int32_t i = 0; i < line->count; i++)
		trial_change(trial, line->cells[i], state->value[line->cells[i]],
					 state->blank[line->cells[i]]);
	if (!trial->impossible && trial->suggestion.nchanges >= MIN_FIGURES)
		suggestions_add(trial->list, &trial->suggestion);
}

/* The figure at "place" of the line becomes the one that stands at "from". */
static void
take_from(Displacement *d, int32_t place, int32_t from)
{
	const EquationCell *stored = &d->state->system->cells[d->line->cells[from]];

	equation_set(d->state, d->line->cells[place], stored->stored, stored->blank);
}

/*
 * The start moves up from the end of the column, so each start costs one
 * figure more and not the whole column.
 */
static void
try_distance(Displacement *d, Trial *trial)
{
	int32_t		n = d->line->count;
	int32_t		off = d->distance < 0 ? -d->distance : d->distance;

	for (int32_t start = n - off - 1; start >= (d->distance < 0 ? off : 0); start--)
	{
		if (equation_out_of_steps(d->state))
			break;
		d->nunknown = 0;
		for (int32_t i = 0; i < off; i++)
			d->unknown[d->nunknown++] = d->line->cells[d->distance > 0 ? n - off + i : start - off + i];
		if (d->distance > 0)
			take_from(d, start, start + off);
		else
			for (int32_t i = start; i < n && i <= (start == n - off - 1 ? n : start); i++)
				take_from(d, i, i - off);
		forget_unknown(d);
		if (d->state->nviolated < d->violated && is_worth_deducing(d))
			deduce(d);
		if (d->state->nviolated == 0)
			suggest(d, trial, start);
	}
	for (int32_t i = 0; i < n; i++)
		equation_set(d->state, d->line->cells[i],
					 d->state->system->cells[d->line->cells[i]].stored,
					 d->state->system->cells[d->line->cells[i]].blank);
}

/* How many figures of the line stand in a violated equation? */
static int32_t
suspicious(const EquationState *state, const PrintedLine *line)
{
	int32_t		n = 0;

	for (int32_t i = 0; i < line->count; i++)
		for (int32_t u = state->first[line->cells[i]]; u < state->first[line->cells[i] + 1]; u++)
			if (state->uses[u].equation >= 0 && state->violated[state->uses[u].equation])
			{
				n++;
				break;
			}
	return n;
}

static bool
has_fixed(const EquationState *state, const PrintedLine *line)
{
	for (int32_t i = 0; i < line->count; i++)
		if (state->system->cells[line->cells[i]].fixed)
			return true;
	return false;
}

void
equations_find_displaced(EquationState *state, const EquationLayout *layout,
						 SuggestionList *list)
{
	Displacement d = {.state = state, .violated = state->nviolated};
	Trial		trial;

	trial_prepare(&trial, state, list);
	for (int32_t l = 0; l < layout->nlines[LINE_COLUMN]; l++)
	{
		d.line = &layout->lines[LINE_COLUMN][l];
		if (suspicious(state, d.line) < MIN_FIGURES || has_fixed(state, d.line))
			continue;
		for (d.distance = -MAX_DISTANCE; d.distance <= MAX_DISTANCE; d.distance++)
			if (d.distance != 0)
				try_distance(&d, &trial);
	}
}
