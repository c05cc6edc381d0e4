/*
 * faults_rows.c - rows that are missing, or stand below the wrong one  (pure)
 *
 * Such a fault changes no figure.  A row that sums others below it says so in
 * one equation for each column: those of its "sum".  Where the violated
 * equations are sums of one row, and their differences obey the equations
 * along that row, a row with just these figures is missing.  Where they are
 * sums of two rows, one too large and one too small by the figures of a third,
 * that one stands below the wrong row.
 */
#include "equations/faults.h"
#include "equations/trial.h"

#define COST_MISSING	14
#define COST_MISPLACED	8
#define MAX_PASSES		4
#define MIN_COLUMNS		2		/* one alone is a wrong figure rather */

typedef struct Sums
{
	EquationState *state;
	const EquationLayout *layout;
	Trial	   *trial;
	int32_t    *summing;		/* of each equation: the cell that is the sum, or -1 */
	int32_t		violated[2];	/* rows whose sums are violated */
	int32_t		nviolated;
} Sums;

/*
 * The cell on the other side of all others, if the equation is a sum down one
 * column with coefficients of one.
 */
static int32_t
find_sum(const Sums *sums, int32_t e)
{
	const EquationSystem *system = sums->state->system;
	const Equation *equation = &system->equations[e];
	const EquationTerm *terms = &system->terms[equation->first];
	int32_t		alone[2] = {-1, -1};
	int32_t		count[2] = {0, 0};

	if (equation->sense != EQUATION_EQUAL || !equation->must_hold ||
		equation->constant != 0 || equation->count < 2)
		return -1;
	for (int32_t i = 0; i < equation->count; i++)
	{
		int			sign = terms[i].coefficient < 0;

		if ((terms[i].coefficient != 1 && terms[i].coefficient != -1) ||
			sums->layout->line_of[LINE_COLUMN][terms[i].cell] < 0 ||
			sums->layout->line_of[LINE_COLUMN][terms[i].cell] !=
			sums->layout->line_of[LINE_COLUMN][terms[0].cell])
			return -1;
		alone[sign] = terms[i].cell;
		count[sign]++;
	}
	if (count[0] == 1 && (count[1] > 1 || terms[0].coefficient == 1))
		return alone[0];
	return count[1] == 1 ? alone[1] : -1;
}

static int32_t
row_of(const Sums *sums, int32_t cell)
{
	return sums->layout->line_of[LINE_ROW][cell];
}

static int32_t
coefficient_in(const EquationState *state, int32_t cell, int32_t e)
{
	for (int32_t u = state->first[cell]; u < state->first[cell + 1]; u++)
		if (state->uses[u].equation == e)
			return state->uses[u].coefficient;
	return 0;
}

/* The rows whose sums are violated; false if anything else is. */
static bool
gather_violated(Sums *sums)
{
	for (int32_t e = 0; e < sums->state->system->nequations; e++)
	{
		int32_t		row;
		int32_t		i = 0;

		if (!sums->state->violated[e])
			continue;
		if (sums->summing[e] < 0)
			return false;
		row = row_of(sums, sums->summing[e]);
		while (i < sums->nviolated && sums->violated[i] != row)
			i++;
		if (i == 2)
			return false;
		if (i == sums->nviolated)
			sums->violated[sums->nviolated++] = row;
	}
	return true;
}

/* The equation in which the cell is a sum, or -1. */
static int32_t
sum_at(const Sums *sums, int32_t cell)
{
	for (int32_t u = sums->state->first[cell]; u < sums->state->first[cell + 1]; u++)
		if (sums->state->uses[u].equation >= 0 &&
			sums->summing[sums->state->uses[u].equation] == cell)
			return sums->state->uses[u].equation;
	return -1;
}

/* What the sum lacks: stated less its parts; 0 where that is rounding. */
static int64_t
lacking(const Sums *sums, int32_t cell)
{
	int32_t		e = sum_at(sums, cell);

	if (e < 0 || !sums->state->violated[e])
		return 0;
	return sums->state->rest[e] * coefficient_in(sums->state, cell, e);
}

/* Would the sum hold with "figure" more among its parts? */
static bool
would_hold(const Sums *sums, int32_t cell, int64_t figure)
{
	int32_t		e = sum_at(sums, cell);
	int64_t		value;

	if (e < 0)
		return true;
	value = sums->state->rest[e] - coefficient_in(sums->state, cell, e) * figure;
	return equation_holds_at(&sums->state->system->equations[e], value);
}

/* ---------------------------------------------------------------- missing */

static bool
is_along(const Sums *sums, const Equation *equation, int32_t row)
{
	for (int32_t i = 0; i < equation->count; i++)
		if (row_of(sums, sums->state->system->terms[equation->first + i].cell) != row)
			return false;
	return equation->count > 1 && equation->must_hold;
}

/* What the equation is worth for a row with these figures. */
static int64_t
value_along(const Sums *sums, const Equation *equation, const int64_t *figures)
{
	int64_t		value = equation->constant;

	for (int32_t i = 0; i < equation->count; i++)
	{
		const EquationTerm *term = &sums->state->system->terms[equation->first + i];

		value += term->coefficient * figures[sums->layout->place_of[LINE_ROW][term->cell]];
	}
	return value;
}

/*
 * Moves one figure so that the equation holds to the fen, if the sum that the
 * figure is lacking in allows that: all are known but for rounding.
 */
static bool
adjust(const Sums *sums, const Equation *equation, int64_t *figures)
{
	int64_t		value = value_along(sums, equation, figures);

	for (int32_t i = 0; i < equation->count; i++)
	{
		const EquationTerm *term = &sums->state->system->terms[equation->first + i];
		int64_t	   *figure = &figures[sums->layout->place_of[LINE_ROW][term->cell]];

		if ((term->coefficient != 1 && term->coefficient != -1) ||
			!would_hold(sums, term->cell, *figure - term->coefficient * value))
			continue;
		*figure -= term->coefficient * value;
		return true;
	}
	return false;
}

/*
 * Makes the lacking figures obey the equations along their parent's row; some
 * equation must bind them together, or any would do.
 */
static bool
is_a_row(const Sums *sums, int32_t row, int64_t *figures)
{
	const EquationSystem *system = sums->state->system;
	bool		holds = false;

	for (int pass = 0; pass < MAX_PASSES && !holds; pass++)
	{
		bool		bound = false;

		holds = true;
		for (int32_t e = 0; e < system->nequations; e++)
		{
			if (!is_along(sums, &system->equations[e], row))
				continue;
			bound = true;
			if (equation_holds_at(&system->equations[e],
								  value_along(sums, &system->equations[e], figures)))
				continue;
			holds = false;
			if (!adjust(sums, &system->equations[e], figures))
				return false;
		}
		if (!bound)
			return false;
	}
	return holds;
}

static void
try_missing(Sums *sums, int32_t row)
{
	const PrintedLine *line = &sums->layout->lines[LINE_ROW][row];
	EquationSuggestion *suggestion = &sums->trial->suggestion;
	int64_t    *figures = equation_zeroed(sums->state->arena, line->count, sizeof(int64_t));

	for (int32_t i = 0; i < line->count; i++)
	{
		figures[i] = lacking(sums, line->cells[i]);
		if (figures[i] > EQUATIONS_MAX_FIGURE || figures[i] < -EQUATIONS_MAX_FIGURE)
			return;
	}
	if (!is_a_row(sums, row, figures))
		return;
	trial_start(sums->trial, CAUSE_ROW_MISSING, COST_MISSING, line);
	suggestion->row = line->number;
	for (int32_t i = 0; i < line->count; i++)
		if (figures[i] != 0)
		{
			EquationChange *change = &suggestion->changes[suggestion->nchanges++];

			change->cell = line->cells[i];
			change->cause = CAUSE_ROW_MISSING;
			change->stored = 0;
			change->proposed = figures[i];
			change->proposed_blank = false;
		}
	if (suggestion->nchanges >= MIN_COLUMNS)
		suggestions_add(sums->trial->list, suggestion);
}

/* -------------------------------------------------------------- misplaced */

/* Is the cell one of the parts of that sum? */
static bool
is_part(const Sums *sums, int32_t cell, int32_t sum)
{
	int32_t		e = sum_at(sums, sum);

	return e >= 0 && cell != sum && coefficient_in(sums->state, cell, e) != 0;
}

/* With its figures taken from one row's sums, or none's, and added to another's? */
static bool
belongs(const Sums *sums, const PrintedLine *line, int32_t from, int32_t to)
{
	const PrintedLine *rows = sums->layout->lines[LINE_ROW];

	if (line->count != rows[to].count || line->form != rows[to].form)
		return false;
	for (int32_t i = 0; i < line->count; i++)
	{
		int32_t		cell = line->cells[i];
		int64_t		figure = sums->state->value[cell];

		if (is_part(sums, cell, rows[to].cells[i]) || !would_hold(sums, rows[to].cells[i], figure))
			return false;
		if (from >= 0 && !is_part(sums, cell, rows[from].cells[i]))
			return false;
		if (from >= 0 && !would_hold(sums, rows[from].cells[i], -figure))
			return false;
	}
	return true;
}

/* No sum has any figure of the line among its parts. */
static bool
is_orphan(const Sums *sums, const PrintedLine *line)
{
	for (int32_t i = 0; i < line->count; i++)
	{
		int32_t		cell = line->cells[i];

		for (int32_t u = sums->state->first[cell]; u < sums->state->first[cell + 1]; u++)
			if (sums->state->uses[u].equation >= 0 &&
				sums->summing[sums->state->uses[u].equation] >= 0 &&
				sums->summing[sums->state->uses[u].equation] != cell)
				return false;
	}
	return true;
}

static void
try_misplaced(Sums *sums, int32_t from, int32_t to)
{
	const EquationLayout *layout = sums->layout;

	for (int32_t row = 0; row < layout->nlines[LINE_ROW]; row++)
	{
		const PrintedLine *line = &layout->lines[LINE_ROW][row];
		EquationSuggestion *suggestion = &sums->trial->suggestion;

		if (row == to || row == from || !belongs(sums, line, from, to) ||
			(from < 0 && !is_orphan(sums, line)))
			continue;
		trial_start(sums->trial, CAUSE_ROW_MISPLACED, COST_MISPLACED, line);
		suggestion->row = line->number;
		suggestion->other = layout->lines[LINE_ROW][to].number;
		for (int32_t i = 0; i < line->count; i++)
		{
			EquationChange *change = &suggestion->changes[suggestion->nchanges++];

			change->cell = line->cells[i];
			change->cause = CAUSE_ROW_MISPLACED;
			change->stored = sums->state->value[line->cells[i]];
			change->proposed = change->stored;
			change->proposed_blank = sums->state->blank[line->cells[i]];
		}
		suggestions_add(sums->trial->list, suggestion);
	}
}

void
equations_find_rows(EquationState *state, const EquationLayout *layout, SuggestionList *list)
{
	Sums		sums = {.state = state, .layout = layout};
	Trial		trial;

	trial_prepare(&trial, state, list);
	sums.trial = &trial;
	sums.summing = equation_zeroed(state->arena, state->system->nequations, sizeof(int32_t));
	for (int32_t e = 0; e < state->system->nequations; e++)
		sums.summing[e] = find_sum(&sums, e);
	if (!gather_violated(&sums) || sums.nviolated == 0)
		return;
	if (sums.nviolated == 1)
	{
		try_missing(&sums, sums.violated[0]);
		try_misplaced(&sums, -1, sums.violated[0]);
		return;
	}
	try_misplaced(&sums, sums.violated[0], sums.violated[1]);
	try_misplaced(&sums, sums.violated[1], sums.violated[0]);
}
