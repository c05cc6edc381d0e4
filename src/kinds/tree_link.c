/*
 * kinds/tree_link.c - the tree of a line and the line it names as its parent
 *
 * Such a tree may name its parents in any order, so the lines of a group are
 * kept until all are there.  They come sorted by line: equal lines are
 * neighbours, and a parent is found by bisection.
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/memutils.h"

#include "kinds/tree_link.h"
#include "rule/rule.h"

typedef enum Mark
{
	UNSEEN,
	ON_PATH,
	SEEN
} Mark;

typedef struct Line
{
	Datum		line;
	struct Line *parent;		/* of its first row */
	int			sign;			/* of its last row */
	Mark		mark;
	bool		in_cycle;
	bool		had_children;
	int			waiting;		/* lines below it that have not ended */
	RollupNode *node;
} Line;

typedef struct Row
{
	int			line;			/* index */
	int			sign;
	bool		has_parent;
	Datum		parent;
	Datum	   *amounts;		/* and their nulls, as the fold's columns */
	bool	   *nulls;
} Row;

typedef struct LinkFold
{
	CheckFold	fold;
	int			nlines;
	int			nrows;
	int			maxlines;
	int			maxrows;
	Line	   *lines;
	Row		   *rows;
} LinkFold;

Size
rollup_link_state_size(const RollupForm *form)
{
	return sizeof(LinkFold);
}

/* An output function, as whoever the message is for (base/type.c). */
static char *
code_text(const CheckFold *fold, Datum code)
{
	RollupForm *form = fold->rule->form;

	return OutputFunctionCall(&form->output, code);
}

/* Room for one more element of an array that doubles. */
static void *
grow(void *array, int used, int *capacity, Size size)
{
	if (used < *capacity)
		return array;
	*capacity = *capacity == 0 ? 32 : *capacity * 2;
	if (array == NULL)
		return MemoryContextAllocHuge(CurrentMemoryContext, *capacity * size);
	return repalloc_huge(array, *capacity * size);
}

void
rollup_link_row(CheckFold *fold, const Datum *values, const bool *nulls)
{
	LinkFold   *state = (LinkFold *) fold;
	const RollupForm *form = fold->rule->form;
	int			ncols = fold->rule->side[0].ncols;
	MemoryContext caller = MemoryContextSwitchTo(fold->cxt);
	Row		   *row;

	if (state->nlines == 0 ||
		check_rule_compare(fold->rule, 0, state->lines[state->nlines - 1].line, values[form->code]) != 0)
	{
		state->lines = grow(state->lines, state->nlines, &state->maxlines, sizeof(Line));
		memset(&state->lines[state->nlines], 0, sizeof(Line));
		state->lines[state->nlines].line =
			check_column_copy(check_rule_column(fold->rule, 0, form->code), values[form->code]);
		state->lines[state->nlines].node = palloc0(rollup_node_size(form));
		state->nlines++;
	}

	state->rows = grow(state->rows, state->nrows, &state->maxrows, sizeof(Row));
	row = &state->rows[state->nrows++];
	row->line = state->nlines - 1;
	row->sign = rollup_sign(fold, values, nulls);
	row->has_parent = !nulls[form->parent];
	if (row->has_parent)
		row->parent = check_column_copy(check_rule_column(fold->rule, 0, form->parent),
										values[form->parent]);
	/* Amounts are by value: the arrays can be kept as they are. */
	row->amounts = palloc(sizeof(Datum) * ncols);
	memcpy(row->amounts, values, sizeof(Datum) * ncols);
	row->nulls = palloc(sizeof(bool) * ncols);
	memcpy(row->nulls, nulls, sizeof(bool) * ncols);
	MemoryContextSwitchTo(caller);
}

static Line *
find_line(LinkFold *state, Datum code)
{
	int			low = 0;
	int			high = state->nlines - 1;

	while (low <= high)
	{
		int			middle = low + (high - low) / 2;
		int			order = check_rule_compare(state->fold.rule, 0, code, state->lines[middle].line);

		if (order == 0)
			return &state->lines[middle];
		if (order < 0)
			high = middle - 1;
		else
			low = middle + 1;
	}
	return NULL;
}

static void
link_rows(LinkFold *state)
{
	const RollupForm *form = state->fold.rule->form;
	int			previous = -1;

	for (int i = 0; i < state->nrows; i++)
	{
		Row		   *row = &state->rows[i];
		Line	   *line = &state->lines[row->line];
		Line	   *parent = row->has_parent ? find_line(state, row->parent) : NULL;

		if (row->has_parent && parent == NULL && !form->gaps)
			rollup_misplaced(&state->fold, code_text(&state->fold, line->line), CHECK_ORPHAN,
							 psprintf(_("its parent %s has no row"),
									  code_text(&state->fold, row->parent)));
		if (row->line != previous)
			line->parent = parent;
		previous = row->line;
		line->sign = row->sign;
		rollup_add_own(&state->fold, line->node, row->amounts, row->nulls);
		rollup_add_part(&state->fold, parent != NULL ? parent->node : NULL, row->sign,
						row->amounts, row->nulls);
	}
}

/*
 * Follows parents from each line.  Meeting a line of the same walk closes a
 * cycle, whose lines have no sum; it is reported once, at its first line.
 */
static void
find_cycles(LinkFold *state)
{
	for (int i = 0; i < state->nlines; i++)
	{
		Line	   *start = &state->lines[i];
		Line	   *line = start;

		for (; line != NULL && line->mark == UNSEEN; line = line->parent)
			line->mark = ON_PATH;
		if (line != NULL && line->mark == ON_PATH)
		{
			Line	   *first = line;

			do
			{
				line->in_cycle = true;
				if (line < first)
					first = line;
				line = line->parent;
			} while (!line->in_cycle);
			rollup_misplaced(&state->fold, code_text(&state->fold, first->line),
							 CHECK_VIOLATION,
							 first->parent == first ? _("it is its own parent")
							 : _("it is its own ancestor"));
		}
		for (line = start; line != NULL && line->mark == ON_PATH; line = line->parent)
			line->mark = SEEN;
	}
}

static void
end_line(LinkFold *state, Line *line)
{
	bool		passes_on = line->parent != NULL && !line->parent->in_cycle;

	rollup_end_node(&state->fold, line->node, code_text(&state->fold, line->line),
					passes_on ? line->parent->node : NULL, line->sign);
}

/*
 * Ends each line after all lines below it, so that a violation passes on
 * upwards: a line is due when the last one that waited below it has ended.
 * Lines of a cycle are never due.
 */
static void
end_lines(LinkFold *state)
{
	for (int i = 0; i < state->nlines; i++)
		if (state->lines[i].parent != NULL)
		{
			state->lines[i].parent->waiting++;
			state->lines[i].parent->had_children = true;
		}

	for (int i = 0; i < state->nlines; i++)
	{
		Line	   *line = &state->lines[i];

		/* A line that had others below it is reached from the last of them. */
		if (line->had_children || line->in_cycle)
			continue;
		while (line != NULL && line->waiting == 0 && !line->in_cycle)
		{
			end_line(state, line);
			line = line->parent;
			if (line != NULL)
				line->waiting--;
		}
	}
}

void
rollup_link_end(CheckFold *fold)
{
	LinkFold   *state = (LinkFold *) fold;
	MemoryContext caller = MemoryContextSwitchTo(fold->cxt);

	link_rows(state);
	find_cycles(state);
	end_lines(state);
	MemoryContextSwitchTo(caller);
}
