/*
 * slips.c - which figure was meant by what stands there  (pure)
 */
#include "equations/slips.h"

/* Costs in bits; those of digits are for a figure of some five digits. */
static const int32_t cost_of[] = {
	[CAUSE_OTHER_FIGURE] = 20,
	[CAUSE_DIGIT_LOST] = 3,
	[CAUSE_DIGIT_ADDED] = 6,
	[CAUSE_DIGIT_CHANGED] = 6,
	[CAUSE_DIGITS_SWAPPED] = 2,
	[CAUSE_SIGN] = 0,
	[CAUSE_TEN_TIMES_TOO_LARGE] = 0,
	[CAUSE_TEN_TIMES_TOO_SMALL] = 0,
	[CAUSE_WAN_TIMES_TOO_LARGE] = 0,
	[CAUSE_WAN_TIMES_TOO_SMALL] = 0,
	[CAUSE_NEIGHBOUR] = 4,
	[CAUSE_LEFT_OUT] = 5,
	[CAUSE_TOO_MUCH] = 9
};

#define COST_OF_NEGATIVE	6	/* few figures of an account are below 0 */
#define LEADING_ZEROS		2	/* 10.66 that lost its 1 is printed 0.66 */

static int64_t
distance_to_middle(const SlipSearch *search, int64_t figure)
{
	int64_t		middle = search->low + (search->high - search->low) / 2;

	return figure < middle ? middle - figure : figure - middle;
}

static void
offer(SlipSearch *search, int64_t figure, EquationCause cause)
{
	int32_t		cost = cost_of[cause];

	if (figure < search->low || figure > search->high || figure == search->stored)
		return;
	if (figure < 0 && search->stored >= 0)
		cost += COST_OF_NEGATIVE;
	if (search->found && (cost > search->cost ||
						  (cost == search->cost &&
						   distance_to_middle(search, figure) >=
						   distance_to_middle(search, search->proposed))))
		return;
	search->found = true;
	search->proposed = figure;
	search->cause = cause;
	search->cost = cost;
}

/* A figure of printed digits, with the sign and the step of the stored one. */
static void
offer_digits(SlipSearch *search, int64_t digits, EquationCause cause)
{
	int64_t		figure;

	if (digits > EQUATIONS_MAX_FIGURE / search->step)
		return;
	figure = digits * search->step;
	offer(search, search->stored < 0 ? -figure : figure, cause);
}

static void
offer_inserted(SlipSearch *search, int64_t digits, int64_t place)
{
	int64_t		head = digits / place * place;

	if (head > EQUATIONS_MAX_FIGURE / 10 || place > EQUATIONS_MAX_FIGURE / 10)
		return;
	for (int digit = 0; digit <= 9; digit++)
		offer_digits(search, head * 10 + digit * place + digits % place, CAUSE_DIGIT_LOST);
}

/* What may have been printed at this place (a power of ten), or beside it. */
static void
offer_at_place(SlipSearch *search, int64_t digits, int64_t place)
{
	int64_t		here = digits / place % 10;
	int64_t		next = digits / place / 10 % 10;

	offer_digits(search, digits / place / 10 * place + digits % place, CAUSE_DIGIT_ADDED);
	for (int digit = 0; digit <= 9; digit++)
		if (digit != here)
			offer_digits(search, digits + (digit - here) * place, CAUSE_DIGIT_CHANGED);
	if (digits / place >= 10)
		offer_digits(search, digits + (next - here) * place + (here - next) * place * 10,
					 CAUSE_DIGITS_SWAPPED);
}

static void
offer_printed(SlipSearch *search)
{
	int64_t		digits = (search->stored < 0 ? -search->stored : search->stored) / search->step;
	int64_t		place = 1;
	int			zeros = LEADING_ZEROS;

	for (; digits / place > 0; place *= 10)
	{
		offer_at_place(search, digits, place);
		offer_inserted(search, digits, place);
	}
	for (; zeros >= 0 && place <= EQUATIONS_MAX_FIGURE; zeros--, place *= 10)
		offer_inserted(search, digits, place);
}

static void
offer_powers(SlipSearch *search)
{
	int64_t		stored = search->stored;

	offer(search, -stored, CAUSE_SIGN);
	if (stored % search->step == 0 && stored / search->step % 10 == 0)
		offer(search, stored / 10, CAUSE_TEN_TIMES_TOO_LARGE);
	if (stored % 10000 == 0 && stored / 10000 % search->step == 0)
		offer(search, stored / 10000, CAUSE_WAN_TIMES_TOO_LARGE);
	if (stored <= EQUATIONS_MAX_FIGURE / 10000 && stored >= -EQUATIONS_MAX_FIGURE / 10000)
	{
		offer(search, stored * 10, CAUSE_TEN_TIMES_TOO_SMALL);
		offer(search, stored * 10000, CAUSE_WAN_TIMES_TOO_SMALL);
	}
}

static void
offer_neighbours(SlipSearch *search, const EquationLayout *layout, int32_t cell)
{
	for (int kind = LINE_ROW; kind <= LINE_COLUMN; kind++)
		for (int32_t distance = -2; distance <= 2; distance++)
		{
			int32_t		beside = layout_beside(layout, (LineKind) kind, cell, distance);

			if (beside >= 0 && beside != cell && layout->system->cells[beside].stored != 0)
				offer(search, layout->system->cells[beside].stored, CAUSE_NEIGHBOUR);
		}
}

/* The multiple of the step nearest to the middle, where one lies in between. */
static void
offer_middle(SlipSearch *search)
{
	int64_t		middle = search->low + (search->high - search->low) / 2;
	int64_t		down = middle - middle % search->step;
	int64_t		towards = middle % search->step < 0 ? -search->step : search->step;
	EquationCause cause = search->stored == 0 ? CAUSE_LEFT_OUT : CAUSE_OTHER_FIGURE;

	offer(search, down, cause);
	offer(search, down + towards, cause);
	if (search->found)
		return;
	/* The stored figure itself is in the way, or none. */
	offer(search, down - towards, cause);
}

void
equation_find_slip(SlipSearch *search, const EquationLayout *layout, int32_t cell)
{
	search->found = false;
	if (search->stored == 0)
	{
		offer_middle(search);
		return;
	}
	offer(search, 0, CAUSE_TOO_MUCH);
	offer_powers(search);
	offer_printed(search);
	offer_neighbours(search, layout, cell);
	if (!search->found)
		offer_middle(search);
}
