/*
 * layout.c - which figures stand beside, above and below each other  (pure)
 */
#include <stdlib.h>

#include "equations/layout.h"
#include "equations/state.h"

typedef struct Place
{
	int32_t		form;
	int32_t		line;
	int32_t		along;
	int32_t		cell;
} Place;

static int
compare(int32_t a, int32_t b)
{
	return (a > b) - (a < b);
}

/* The cell decides last, so that equal places have one order on every platform. */
static int
compare_places(const void *left, const void *right)
{
	const Place *a = left;
	const Place *b = right;
	int			c = compare(a->form, b->form);

	if (c == 0)
		c = compare(a->line, b->line);
	if (c == 0)
		c = compare(a->along, b->along);
	return c != 0 ? c : compare(a->cell, b->cell);
}

static int32_t
gather_places(const EquationSystem *system, LineKind kind, Place *places)
{
	int32_t		n = 0;

	for (int32_t c = 0; c < system->ncells; c++)
	{
		const EquationCell *cell = &system->cells[c];

		if (cell->form < 0)
			continue;
		places[n].form = cell->form;
		places[n].line = kind == LINE_ROW ? cell->row : cell->column;
		places[n].along = kind == LINE_ROW ? cell->column : cell->row;
		places[n].cell = c;
		n++;
	}
	qsort(places, (size_t) n, sizeof(Place), compare_places);
	return n;
}

static void
gather_lines(EquationLayout *layout, LineKind kind, EquationArena arena)
{
	int32_t		ncells = layout->system->ncells;
	Place	   *places = equation_zeroed(arena, ncells, sizeof(Place));
	int32_t    *cells = equation_zeroed(arena, ncells, sizeof(int32_t));
	int32_t		n = gather_places(layout->system, kind, places);
	PrintedLine *line = layout->lines[kind] = equation_zeroed(arena, n, sizeof(PrintedLine));

	layout->line_of[kind] = equation_zeroed(arena, ncells, sizeof(int32_t));
	layout->place_of[kind] = equation_zeroed(arena, ncells, sizeof(int32_t));
	for (int32_t c = 0; c < ncells; c++)
		layout->line_of[kind][c] = -1;
	for (int32_t i = 0; i < n; i++)
	{
		if (i == 0 || places[i].form != places[i - 1].form || places[i].line != places[i - 1].line)
		{
			line = &layout->lines[kind][layout->nlines[kind]++];
			line->form = places[i].form;
			line->number = places[i].line;
			line->cells = &cells[i];
		}
		cells[i] = places[i].cell;
		layout->line_of[kind][cells[i]] = layout->nlines[kind] - 1;
		layout->place_of[kind][cells[i]] = line->count++;
	}
}

EquationLayout *
equation_layout(const EquationSystem *system, EquationArena arena)
{
	EquationLayout *layout = equation_zeroed(arena, 1, sizeof(EquationLayout));

	layout->system = system;
	gather_lines(layout, LINE_ROW, arena);
	gather_lines(layout, LINE_COLUMN, arena);
	return layout;
}
