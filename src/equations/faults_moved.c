/*
 * faults_moved.c - figures in each other's places, or in another unit  (pure)
 *
 * Some figure of the shortest violated equation must change, so only faults
 * are tried that touch one.
 */
#include "equations/faults.h"
#include "equations/localize.h"
#include "equations/trial.h"

#define COST_ASIDE			5
#define COST_EXCHANGED		7
#define COST_DOUBLED		6
#define COST_LINES			4
#define COST_UNIT			2
#define MAX_ASIDE			2

static const int64_t units[] = {10000, 1000, 100, 100000000};

static bool
is_nothing(const EquationCell *cell)
{
	return cell->blank || cell->stored == 0;
}

static void
try_exchange(Trial *trial, const PrintedLine *line, int32_t a, int32_t b,
			 EquationCause cause, int32_t cost)
{
	trial_start(trial, cause, cost, line);
	trial->suggestion.column = trial->state->system->cells[a].column;
	trial->suggestion.row = trial->state->system->cells[a].row;
	trial->suggestion.other = cause == CAUSE_ONE_COLUMN_ASIDE ?
		trial->state->system->cells[b].column : trial->state->system->cells[b].row;
	trial_move(trial, a, b);
	trial_move(trial, b, a);
	trial_end(trial);
}

/* A figure beside the blank that it belongs in: a is where it stands. */
static void
try_aside(Trial *trial, const EquationLayout *layout, int32_t cell)
{
	const EquationCell *cells = layout->system->cells;

	for (int32_t distance = -MAX_ASIDE; distance <= MAX_ASIDE; distance++)
	{
		int32_t		beside = layout_beside(layout, LINE_ROW, cell, distance);

		if (beside < 0 || is_nothing(&cells[cell]) == is_nothing(&cells[beside]))
			continue;
		if (is_nothing(&cells[beside]))
			try_exchange(trial, layout_line(layout, LINE_ROW, cell), cell, beside,
						 CAUSE_ONE_COLUMN_ASIDE, COST_ASIDE);
		else
			try_exchange(trial, layout_line(layout, LINE_ROW, cell), beside, cell,
						 CAUSE_ONE_COLUMN_ASIDE, COST_ASIDE);
	}
}

static void
try_figures_exchanged(Trial *trial, const EquationLayout *layout, int32_t cell)
{
	const PrintedLine *column = layout_line(layout, LINE_COLUMN, cell);

	for (int32_t i = 0; i < column->count; i++)
		if (column->cells[i] != cell)
			try_exchange(trial, column, cell, column->cells[i],
						 CAUSE_FIGURES_EXCHANGED, COST_EXCHANGED);
}

/* The line with every other one of its form that has as many figures. */
static void
try_lines_exchanged(Trial *trial, const EquationLayout *layout, LineKind kind, int32_t line)
{
	const PrintedLine *lines = layout->lines[kind];

	for (int32_t other = 0; other < layout->nlines[kind]; other++)
	{
		if (other == line || lines[other].form != lines[line].form ||
			lines[other].count != lines[line].count)
			continue;
		trial_start(trial, kind == LINE_ROW ? CAUSE_ROWS_EXCHANGED : CAUSE_COLUMNS_EXCHANGED,
					COST_LINES, &lines[line]);
		*(kind == LINE_ROW ? &trial->suggestion.row : &trial->suggestion.column) = lines[line].number;
		trial->suggestion.other = lines[other].number;
		for (int32_t i = 0; i < lines[line].count; i++)
		{
			trial_move(trial, lines[line].cells[i], lines[other].cells[i]);
			trial_move(trial, lines[other].cells[i], lines[line].cells[i]);
		}
		if (trial->suggestion.nchanges > 2)
			trial_end(trial);
	}
}

static bool
are_alike(const EquationSystem *system, const PrintedLine *a, const PrintedLine *b)
{
	bool		figures = false;

	if (a->form != b->form || a->count != b->count || a->number == b->number)
		return false;
	for (int32_t i = 0; i < a->count; i++)
	{
		const EquationCell *left = &system->cells[a->cells[i]];
		const EquationCell *right = &system->cells[b->cells[i]];

		if (left->stored != right->stored || left->blank != right->blank)
			return false;
		figures = figures || left->stored != 0;
	}
	return figures;
}

/* A row that repeats another one goes; where both became one line, half of it. */
static void
try_doubled(Trial *trial, const EquationLayout *layout, int32_t row)
{
	const PrintedLine *rows = layout->lines[LINE_ROW];
	const EquationCell *cells = layout->system->cells;

	for (int32_t other = 0; other < layout->nlines[LINE_ROW]; other++)
		if (are_alike(layout->system, &rows[row], &rows[other]))
		{
			trial_start(trial, CAUSE_ROW_DOUBLED, COST_DOUBLED, &rows[row]);
			trial->suggestion.row = rows[row].number;
			trial->suggestion.other = rows[other].number;
			for (int32_t i = 0; i < rows[row].count; i++)
				trial_change(trial, rows[row].cells[i], 0, cells[rows[row].cells[i]].blank);
			trial_end(trial);
		}
	trial_start(trial, CAUSE_ROW_DOUBLED, COST_DOUBLED, &rows[row]);
	trial->suggestion.row = rows[row].number;
	for (int32_t i = 0; i < rows[row].count; i++)
	{
		const EquationCell *cell = &cells[rows[row].cells[i]];

		trial_change(trial, rows[row].cells[i], cell->stored / 2, cell->blank);
		trial->impossible = trial->impossible || cell->stored % 2 != 0;
	}
	if (trial->suggestion.nchanges > 1)
		trial_end(trial);
}

static void
try_unit(Trial *trial, const EquationLayout *layout, const PrintedLine *line, int64_t factor)
{
	const EquationCell *cells = layout->system->cells;
	int64_t		by = factor < 0 ? -factor : factor;

	trial_start(trial, CAUSE_OTHER_UNIT, COST_UNIT, line);
	trial->suggestion.factor = factor;
	for (int32_t c = 0; c < layout->system->ncells && !trial->impossible; c++)
	{
		if (cells[c].form != line->form)
			continue;
		/* What was printed is a multiple of its step, or anything divides into the rounding. */
		trial->impossible = factor > 0 ?
			cells[c].stored % by != 0 || cells[c].stored / by % cells[c].quantum != 0 :
			cells[c].stored > EQUATIONS_MAX_FIGURE / by ||
			cells[c].stored < -EQUATIONS_MAX_FIGURE / by;
		if (!trial->impossible)
			trial_change(trial, c, factor > 0 ? cells[c].stored / by : cells[c].stored * by,
						 cells[c].blank);
	}
	trial_end(trial);
}

/* Once for each form, row and column that a figure of the equation stands in. */
static bool
is_first(bool *seen, int32_t index)
{
	bool		first = !seen[index];

	seen[index] = true;
	return first;
}

static void
try_units(Trial *trial, const EquationLayout *layout, int32_t cell, bool *seen)
{
	const PrintedLine *line = layout_line(layout, LINE_COLUMN, cell);
	int32_t		first = layout->line_of[LINE_COLUMN][cell];

	while (first > 0 && layout->lines[LINE_COLUMN][first - 1].form == line->form)
		first--;
	if (!is_first(seen, first))
		return;
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
	{
		try_unit(trial, layout, line, units[i]);
		try_unit(trial, layout, line, -units[i]);
	}
}

void
equations_find_moved(EquationState *state, const EquationLayout *layout, SuggestionList *list)
{
	const Equation *equation = &state->system->equations[equation_shortest_violated(state)];
	bool	   *seen[3];
	Trial		trial;

	trial_prepare(&trial, state, list);
	for (int i = 0; i < 3; i++)
		seen[i] = equation_zeroed(state->arena, state->system->ncells, sizeof(bool));
	for (int32_t i = 0; i < equation->count && !equation_out_of_steps(state); i++)
	{
		int32_t		cell = state->system->terms[equation->first + i].cell;
		int32_t		row = layout->line_of[LINE_ROW][cell];
		int32_t		column = layout->line_of[LINE_COLUMN][cell];

		if (row < 0)
			continue;
		try_aside(&trial, layout, cell);
		try_figures_exchanged(&trial, layout, cell);
		try_units(&trial, layout, cell, seen[2]);
		if (is_first(seen[LINE_ROW], row))
		{
			try_doubled(&trial, layout, row);
			try_lines_exchanged(&trial, layout, LINE_ROW, row);
		}
		if (is_first(seen[LINE_COLUMN], column))
			try_lines_exchanged(&trial, layout, LINE_COLUMN, column);
	}
}
