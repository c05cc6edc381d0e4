/*
 * engine/system.c - one group as figures and the equations between them
 *
 * Rows are told apart by where they lie (tableoid and ctid), which no two rules
 * see differently in one snapshot.
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/builtins.h"
#include "utils/hsearch.h"
#include "utils/memutils.h"

#include "engine/fold.h"
#include "engine/printed.h"
#include "engine/scan.h"
#include "engine/system.h"
#include "yuan/core.h"

typedef struct RowOfPlace
{
	CheckPlace	place;			/* hash key */
	int32		row;
} RowOfPlace;

static void *
take(void *context, size_t size)
{
	return MemoryContextAllocHuge(context, Max(size, 1));
}

EquationArena
check_arena(MemoryContext cxt)
{
	return (EquationArena) {take, cxt};
}

CheckSystem *
check_system_new(MemoryContext cxt)
{
	CheckSystem *system = MemoryContextAllocZero(cxt, sizeof(CheckSystem));
	HASHCTL		control = {.keysize = sizeof(CheckPlace), .entrysize = sizeof(RowOfPlace),
		.hcxt = cxt};

	system->cxt = cxt;
	system->row_of_place = hash_create("govfiscal rows of a system", 256, &control,
									   HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
	return system;
}

/* Room for one more item. */
static void *
grow(const CheckSystem *system, void *array, int32 count, int32 *room, Size size)
{
	if (count < *room)
		return array;
	*room = *room == 0 ? 64 : *room * 2;
	return array == NULL ? MemoryContextAllocHuge(system->cxt, size * *room)
		: repalloc_huge(array, size * *room);
}

/* ---------------------------------------------------------------- reading */

typedef struct Reading
{
	CheckSystem *system;
	CheckFold  *fold;
	int			side;
} Reading;

static void
copy_columns(const CheckSide *side, CheckSource *source, const Datum *values, const bool *nulls)
{
	source->values = palloc(sizeof(Datum) * side->ncols);
	source->nulls = palloc(sizeof(bool) * side->ncols);
	for (int i = 0; i < side->ncols; i++)
	{
		source->nulls[i] = nulls[i];
		source->values[i] = nulls[i] ? (Datum) 0 : check_column_copy(&side->cols[i], values[i]);
	}
}

static bool
read_row(void *arg, const Datum *values, const bool *nulls)
{
	Reading    *reading = arg;
	CheckSystem *system = reading->system;
	const CheckSide *side = &system->rule->side[reading->side];
	const Datum *place = &values[side->ncols];
	MemoryContext caller = MemoryContextSwitchTo(system->cxt);
	CheckSource *source;

	system->sources = grow(system, system->sources, system->nsources, &system->source_room,
						   sizeof(CheckSource));
	source = &system->sources[system->nsources++];
	memset(source, 0, sizeof(CheckSource));
	source->place.table = DatumGetObjectId(place[CHECK_ROW_TABLE]);
	ItemPointerCopy((ItemPointer) DatumGetPointer(place[CHECK_ROW_TID]), &source->place.tid);
	source->side = reading->side;
	source->line = TextDatumGetCString(place[CHECK_ROW_LINE]);
	copy_columns(side, source, values, nulls);
	MemoryContextSwitchTo(caller);
	system->rule->kind->row(reading->fold, reading->side, values, nulls);
	return true;
}

static void
keep_reading(CheckSystem *system, CheckRule *rule, const Datum *keys)
{
	MemoryContext caller = MemoryContextSwitchTo(system->cxt);
	CheckReading *kept = palloc(sizeof(CheckReading));

	*kept = (CheckReading) {rule, keys, system->nsources, system->sources};
	system->readings = lappend(system->readings, kept);
	MemoryContextSwitchTo(caller);
}

void
check_system_read(CheckSystem *system, CheckRule *rule, const Datum *keys)
{
	CheckSink	deaf = {0};
	Reading		reading = {system, check_fold_new(rule, &deaf, system->cxt, keys), 0};

	Assert(rule->as_printed);
	system->rule = rule;
	system->first_form = system->nforms;
	system->nsources = system->source_room = 0;
	system->sources = NULL;
	for (; reading.side < rule->nsides; reading.side++)
		check_scan_group(rule, reading.side, keys, read_row, &reading);
	rule->kind->equations(reading.fold, system);
	keep_reading(system, rule, keys);
}

bool
check_system_gathered(const CheckSystem *system, EquationSystem *equations)
{
	*equations = (EquationSystem) {
		system->ncells, system->nequations, system->nterms,
		system->figures, system->equations, system->terms
	};
	return !system->too_large && equations_within_limits(equations);
}

/* ---------------------------------------------------------------- rows and cells */

int32
check_system_row(const CheckSystem *system, const CheckPlace *place)
{
	const RowOfPlace *found = hash_search(system->row_of_place, place, HASH_FIND, NULL);

	return found == NULL ? -1 : found->row;
}

int32
check_system_add_row(CheckSystem *system, int32 source, const char *line)
{
	const CheckSource *from = &system->sources[source];
	RowOfPlace *entry = hash_search(system->row_of_place, &from->place, HASH_ENTER, NULL);
	CheckSystemRow *row;

	system->rows = grow(system, system->rows, system->nrows, &system->row_room,
						sizeof(CheckSystemRow));
	row = &system->rows[system->nrows];
	row->relid = system->rule->side[from->side].relid;
	row->line = MemoryContextStrdup(system->cxt, line);
	row->first_cell = -1;
	entry->row = system->nrows;
	return system->nrows++;
}

int32
check_system_find_cell(const CheckSystem *system, int32 row, const char *column)
{
	int32		cell = system->rows[row].first_cell;

	while (cell >= 0 && strcmp(system->cells[cell].column, column) != 0)
		cell = system->cells[cell].next;
	return cell;
}

/* Rows are added in print order, so their numbers are those of printed lines. */
static void
place_figure(CheckSystem *system, EquationCell *figure, int32 row)
{
	figure->row = row;
	if (figure->form < 0)
		return;
	figure->form += system->first_form;
	system->nforms = Max(system->nforms, figure->form + 1);
}

int32
check_system_cell(CheckSystem *system, int32 row, const char *column,
				  const EquationCell *figure, bool isnull)
{
	int32		at = check_system_find_cell(system, row, column);
	int32		room = system->cell_room;

	if (at >= 0)
		return at;
	at = system->ncells++;
	system->figures = grow(system, system->figures, at, &room, sizeof(EquationCell));
	system->cells = grow(system, system->cells, at, &system->cell_room, sizeof(CheckSystemCell));
	system->cells[at] = (CheckSystemCell) {
		row, system->rows[row].first_cell, MemoryContextStrdup(system->cxt, column), isnull
	};
	system->rows[row].first_cell = at;
	system->figures[at] = *figure;
	place_figure(system, &system->figures[at], row);
	return at;
}

/* ---------------------------------------------------------------- equations */

void
check_system_equation(CheckSystem *system, EquationSense sense, YuanSum constant,
					  YuanSum bound, const char *text)
{
	Equation	equation = {.sense = sense, .must_hold = true, .first = system->nterms};
	int32		room = system->equation_room;

	if (!yuan_sum_fen(constant, &equation.constant) || !yuan_sum_fen(bound, &equation.bound))
		system->too_large = true;
	system->equations = grow(system, system->equations, system->nequations, &room,
							 sizeof(Equation));
	system->texts = grow(system, system->texts, system->nequations, &system->equation_room,
						 sizeof(CheckSystemEquation));
	system->equations[system->nequations] = equation;
	system->texts[system->nequations++] = (CheckSystemEquation) {
		system->rule, text == NULL ? NULL : MemoryContextStrdup(system->cxt, text)
	};
}

void
check_system_term(CheckSystem *system, int32 cell, int32 coefficient, bool right)
{
	if (system->nterms >= EQUATIONS_MAX_TERMS)
	{
		system->too_large = true;
		return;
	}
	system->terms = grow(system, system->terms, system->nterms, &system->term_room,
						 sizeof(EquationTerm));
	system->terms[system->nterms++] = (EquationTerm) {cell, coefficient, right};
	system->equations[system->nequations - 1].count++;
}

/* ---------------------------------------------------------------- amounts of sources */

/* The cell of an amount in a source, and the quantum of what it reports, or 0. */
static int32
add_amount(CheckSystem *system, int32 source, int col, int64 *quantum)
{
	const CheckSource *from = &system->sources[source];
	const CheckRule *rule = system->rule;
	const CheckColumn *column = &rule->side[from->side].cols[col];
	int64		step = check_row_quantum(rule, from->side, col, from->values, from->nulls);
	int32		row = check_system_row(system, &from->place);
	EquationCell figure = {
		.stored = from->nulls[col] ? 0 : DatumGetYuan(from->values[col]),
		.quantum = Max(step, 1), .blank = from->nulls[col],
		.form = from->side, .column = column->attno
	};

	*quantum = figure.blank ? 0 : step;
	if (row < 0)
		row = check_system_add_row(system, source, from->line);
	return check_system_cell(system, row, column->name, &figure, figure.blank);
}

void
check_system_add_sources(CheckSystem *system, int ncols, const int *cols)
{
	int64		quantum;

	for (int32 i = 0; i < system->nsources; i++)
		for (int j = 0; j < ncols; j++)
			(void) add_amount(system, i, cols[j], &quantum);
}

void
check_system_begin(CheckSystem *system, EquationSense sense)
{
	system->quanta = yuan_sum_of(0);
	check_system_equation(system, sense, yuan_sum_of(0), yuan_sum_of(0), NULL);
}

void
check_system_add(CheckSystem *system, int32 source, int col, int coefficient, bool right)
{
	int64		quantum;
	int32		cell = add_amount(system, source, col, &quantum);

	yuan_sum_add(&system->quanta, quantum);
	check_system_term(system, cell, coefficient, right);
}

/* What the figures of one side come to, as they stand on it. */
static YuanSum
side_of(const CheckSystem *system, const Equation *equation, bool right)
{
	YuanSum		sum = yuan_sum_of(0);

	for (int32 i = 0; i < equation->count; i++)
	{
		const EquationTerm *term = &system->terms[equation->first + i];
		int64		fen = system->figures[term->cell].stored;

		if (term->right != right)
			continue;
		if ((term->coefficient > 0) != right)
			yuan_sum_add(&sum, fen);
		else
			yuan_sum_sub(&sum, fen);
	}
	return sum;
}

/* amount: 90.00 = 80.00 */
static char *
with_figures(const CheckSystem *system, const Equation *equation, const char *text)
{
	static const char *const sign[] = {
		[EQUATION_EQUAL] = "=",
		[EQUATION_AT_MOST] = "<=",
		[EQUATION_AT_LEAST] = ">="
	};
	char		left[YUAN_SUM_MAX_TEXT];
	char		right[YUAN_SUM_MAX_TEXT];

	yuan_format_sum(side_of(system, equation, false), left);
	yuan_format_sum(side_of(system, equation, true), right);
	return psprintf("%s: %s %s %s", text, left, sign[equation->sense], right);
}

void
check_system_end(CheckSystem *system, const char *text)
{
	int32		e = system->nequations - 1;
	Equation   *equation = &system->equations[e];

	if (!yuan_sum_fen(check_bound(system->quanta), &equation->bound))
		system->too_large = true;
	if (system->want_texts)
		system->texts[e].text = MemoryContextStrdup(system->cxt,
													with_figures(system, equation, text));
}
