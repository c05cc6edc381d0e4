/*
 * layout.h - which figures stand beside, above and below each other  (pure)
 *
 * The cells of printed forms, once row by row and once column by column.  A
 * "line" is either: one row of a form, or one column of a form.
 */
#ifndef GOVFISCAL_EQUATIONS_LAYOUT_H
#define GOVFISCAL_EQUATIONS_LAYOUT_H

#include "equations/arena.h"
#include "equations/system.h"

typedef enum LineKind
{
	LINE_ROW,
	LINE_COLUMN
} LineKind;

typedef struct PrintedLine
{
	int32_t		form;
	int32_t		number;			/* of the row, or the column */
	int32_t		count;
	const int32_t *cells;		/* along the line */
} PrintedLine;

typedef struct EquationLayout
{
	const EquationSystem *system;
	int32_t		nlines[2];		/* by kind */
	PrintedLine *lines[2];
	int32_t    *line_of[2];		/* of each cell; -1 where it is not printed */
	int32_t    *place_of[2];	/* where it stands in that line */
} EquationLayout;

extern EquationLayout *equation_layout(const EquationSystem *system, EquationArena arena);

/* The line that the cell stands in; NULL where it is not printed. */
static inline const PrintedLine *
layout_line(const EquationLayout *layout, LineKind kind, int32_t cell)
{
	int32_t		line = layout->line_of[kind][cell];

	return line < 0 ? NULL : &layout->lines[kind][line];
}

/* The cell "distance" places further along its line, or -1. */
static inline int32_t
layout_beside(const EquationLayout *layout, LineKind kind, int32_t cell, int32_t distance)
{
	const PrintedLine *line = layout_line(layout, kind, cell);
	int32_t		place;

	if (line == NULL)
		return -1;
	place = layout->place_of[kind][cell] + distance;
	return place < 0 || place >= line->count ? -1 : line->cells[place];
}

#endif							/* GOVFISCAL_EQUATIONS_LAYOUT_H */
