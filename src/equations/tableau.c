/*
 * tableau.c - figures between bounds, moved along what equations leave free  (pure)
 *
 * Settling ends: each move takes one figure that is between its bounds out of
 * the other columns, either to a bound or into the basis, and what leaves the
 * basis for it stands at a bound.  Improving is stopped after a number of
 * moves; the figures are whole before and after each of them.
 */
#include "equations/state.h"
#include "equations/tableau.h"

#define MAX_ENTRY	EQUATIONS_MAX_WEIGHT

Tableau *
tableau_new(int32_t nrows, int32_t ncolumns, EquationArena arena)
{
	Tableau    *tableau = equation_zeroed(arena, 1, sizeof(Tableau));

	tableau->nrows = nrows;
	tableau->ncolumns = ncolumns;
	tableau->entries = equation_zeroed(arena, (int64_t) nrows * ncolumns, sizeof(int32_t));
	tableau->basic = equation_zeroed(arena, nrows, sizeof(int32_t));
	tableau->row_of = equation_zeroed(arena, ncolumns, sizeof(int32_t));
	tableau->value = equation_zeroed(arena, ncolumns, sizeof(int64_t));
	tableau->low = equation_zeroed(arena, ncolumns, sizeof(int64_t));
	tableau->high = equation_zeroed(arena, ncolumns, sizeof(int64_t));
	tableau->cost = equation_zeroed(arena, ncolumns, sizeof(int64_t));
	tableau->reduced = equation_zeroed(arena, ncolumns, sizeof(int64_t));
	for (int32_t r = 0; r < nrows; r++)
		tableau->basic[r] = -1;
	for (int32_t c = 0; c < ncolumns; c++)
		tableau->row_of[c] = -1;
	return tableau;
}

static bool
is_unit(int32_t entry)
{
	return entry == 1 || entry == -1;
}

/* to -= factor * from; false where an entry would grow beyond all measure. */
static bool
subtract_row(int32_t *to, const int32_t *from, int32_t factor, int32_t n)
{
	for (int32_t c = 0; c < n; c++)
	{
		int64_t		entry;

		if (from[c] == 0)
			continue;
		entry = to[c] - (int64_t) factor * from[c];
		if (entry > MAX_ENTRY || entry < -MAX_ENTRY)
			return false;
		to[c] = (int32_t) entry;
	}
	return true;
}

/*
 * Makes the column, whose entry in the row is 1 or -1, basic there.  Where
 * that fails half the rows are done, and the tableau is of no more use.
 */
static bool
pivot(Tableau *tableau, int32_t row, int32_t column)
{
	int32_t    *pivot_row = tableau_row(tableau, row);
	int64_t		reduced;

	if (pivot_row[column] < 0)
		for (int32_t c = 0; c < tableau->ncolumns; c++)
			pivot_row[c] = -pivot_row[c];
	for (int32_t r = 0; r < tableau->nrows; r++)
	{
		int32_t    *other = tableau_row(tableau, r);

		if (r != row && other[column] != 0 &&
			!subtract_row(other, pivot_row, other[column], tableau->ncolumns))
		{
			tableau->broken = true;
			return false;
		}
	}
	reduced = tableau->reduced[column];
	for (int32_t c = 0; reduced != 0 && c < tableau->ncolumns; c++)
		tableau->reduced[c] -= reduced * pivot_row[c];
	if (tableau->basic[row] >= 0)
		tableau->row_of[tableau->basic[row]] = -1;
	tableau->basic[row] = column;
	tableau->row_of[column] = row;
	return true;
}

/* The column that stands in the fewest rows, to keep the rows short; or -1. */
static int32_t
choose_column(const Tableau *tableau, int32_t row, bool *empty)
{
	const int32_t *entries = tableau_row(tableau, row);
	int32_t		best = -1;
	int32_t		fewest = 0;

	*empty = true;
	for (int32_t c = 0; c < tableau->ncolumns; c++)
	{
		int32_t		rows = 0;

		*empty = *empty && entries[c] == 0;
		if (!is_unit(entries[c]))
			continue;
		for (int32_t r = 0; r < tableau->nrows; r++)
			rows += tableau_row(tableau, r)[c] != 0;
		if (best < 0 || rows < fewest)
		{
			best = c;
			fewest = rows;
		}
	}
	return best;
}

int32_t
tableau_solve(Tableau *tableau)
{
	for (int32_t r = 0; r < tableau->nrows; r++)
	{
		bool		empty;
		int32_t		column = choose_column(tableau, r, &empty);

		if (!empty && (column < 0 || !pivot(tableau, r, column)))
			return r;
	}
	return -1;
}

void
tableau_reprice(Tableau *tableau)
{
	for (int32_t c = 0; c < tableau->ncolumns; c++)
		tableau->reduced[c] = tableau->cost[c];
	for (int32_t r = 0; r < tableau->nrows; r++)
	{
		int64_t		cost = tableau->basic[r] < 0 ? 0 : tableau->cost[tableau->basic[r]];

		for (int32_t c = 0; cost != 0 && c < tableau->ncolumns; c++)
			tableau->reduced[c] -= cost * tableau_row(tableau, r)[c];
	}
}

/* How far the figure may go up, or down. */
static int64_t
room(const Tableau *tableau, int32_t column, int direction)
{
	return direction > 0 ? tableau->high[column] - tableau->value[column] :
		tableau->value[column] - tableau->low[column];
}

/*
 * How far the column can move before it or a basic figure meets a bound; *row
 * is that of the basic one, or -1.  Of several, one that can be a pivot.
 */
static int64_t
longest_step(const Tableau *tableau, int32_t column, int direction, int32_t *row)
{
	int64_t		step = room(tableau, column, direction);

	*row = -1;
	for (int32_t r = 0; r < tableau->nrows; r++)
	{
		int32_t		entry = tableau_row(tableau, r)[column];
		int64_t		size = entry < 0 ? -entry : entry;
		int64_t		most;

		if (entry == 0 || tableau->basic[r] < 0)
			continue;
		most = room(tableau, tableau->basic[r], (entry > 0) == (direction > 0) ? -1 : 1) / size;
		if (most < step || (most == step && *row >= 0 && size == 1 &&
							!is_unit(tableau_row(tableau, *row)[column])))
		{
			step = most;
			*row = r;
		}
	}
	return step;
}

static void
step_along(Tableau *tableau, int32_t column, int64_t step)
{
	tableau->value[column] += step;
	for (int32_t r = 0; step != 0 && r < tableau->nrows; r++)
		if (tableau->basic[r] >= 0)
			tableau->value[tableau->basic[r]] -= tableau_row(tableau, r)[column] * step;
}

/* One move of one column; false, and nothing done, where no pivot allows it. */
static bool
move(Tableau *tableau, int32_t column, int direction)
{
	int32_t		row;
	int64_t		step = longest_step(tableau, column, direction, &row);

	if (row >= 0 && !is_unit(tableau_row(tableau, row)[column]))
		return false;
	step_along(tableau, column, direction * step);
	return row < 0 || pivot(tableau, row, column);
}

static bool
is_between(const Tableau *tableau, int32_t column)
{
	return tableau->row_of[column] < 0 &&
		tableau->value[column] > tableau->low[column] &&
		tableau->value[column] < tableau->high[column];
}

/* To the bound that costs less, or else to the other. */
static bool
settle_column(Tableau *tableau, int32_t column)
{
	int			direction = tableau->reduced[column] > 0 ? -1 : 1;

	if (tableau->reduced[column] == 0)
		direction = room(tableau, column, 1) < room(tableau, column, -1) ? 1 : -1;
	return move(tableau, column, direction) ||
		(!tableau->broken && move(tableau, column, -direction));
}

/*
 * A column that no pivot allows to move is tried again after the others, as
 * long as any of them moves.
 */
bool
tableau_settle(Tableau *tableau)
{
	bool		moved = true;
	bool		stuck = true;

	while (moved && stuck && !tableau->broken)
	{
		moved = stuck = false;
		for (int32_t c = 0; c < tableau->ncolumns && !tableau->broken; c++)
			if (is_between(tableau, c))
			{
				if (settle_column(tableau, c))
					moved = true;
				else
					stuck = true;
			}
	}
	return !stuck && !tableau->broken;
}

/* The column whose move makes the cost less by most for each step, or -1. */
static int32_t
choose_improvement(const Tableau *tableau, const bool *barred, int *direction)
{
	int32_t		best = -1;
	int64_t		most = 0;

	for (int32_t c = 0; c < tableau->ncolumns; c++)
	{
		int64_t		reduced = tableau->reduced[c];
		int			way = reduced > 0 ? -1 : 1;
		int64_t		gain = reduced > 0 ? reduced : -reduced;

		if (tableau->row_of[c] >= 0 || barred[c] || gain <= most || room(tableau, c, way) == 0)
			continue;
		best = c;
		most = gain;
		*direction = way;
	}
	return best;
}

void
tableau_improve(Tableau *tableau, EquationArena arena)
{
	bool	   *barred = equation_zeroed(arena, tableau->ncolumns, sizeof(bool));
	int			direction = 1;

	for (int32_t moves = 2 * (tableau->nrows + tableau->ncolumns); moves > 0; moves--)
	{
		int32_t		column = choose_improvement(tableau, barred, &direction);

		if (column < 0 || tableau->broken)
			return;
		barred[column] = !move(tableau, column, direction);
	}
}
