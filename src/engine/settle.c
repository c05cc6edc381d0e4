/*
 * engine/settle.c - repairs of a document that the rules themselves agree with
 *
 * The solver knows equations with fixed bounds.  A rule knows more: a figure
 * that is blanked takes its share of the rounding with it, and one that is
 * filled in may bring a formula to bear that did not apply.  So the rows that
 * were read are folded once more with the changes in them.
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/memutils.h"

#include "engine/fold.h"
#include "engine/settle.h"

typedef struct Violations
{
	CheckSink	sink;
	int64		count;
} Violations;

/* What is wrong with the shape of a tree no figure can settle. */
static void
count_violation(CheckSink *sink, CheckRule *rule, const CheckFinding *finding)
{
	if (finding->note == NULL)
		((Violations *) sink)->count++;
}

static const EquationChange *
find_change(const EquationChange *changes, int32 nchanges, int32 cell)
{
	for (int32 i = 0; i < nchanges; i++)
		if (changes[i].cell == cell)
			return &changes[i];
	return NULL;
}

/* The columns of a source with what changes in them. */
static void
put_in(const CheckSystem *system, const CheckSide *side, const CheckSource *source,
	   const EquationChange *changes, int32 nchanges, Datum *values, bool *nulls)
{
	int32		row = check_system_row(system, &source->place);

	memcpy(values, source->values, sizeof(Datum) * side->ncols);
	memcpy(nulls, source->nulls, sizeof(bool) * side->ncols);
	for (int i = 0; row >= 0 && i < side->ncols; i++)
	{
		const EquationChange *change =
			find_change(changes, nchanges, check_system_find_cell(system, row, side->cols[i].name));

		if (change == NULL)
			continue;
		values[i] = YuanGetDatum(change->proposed);
		nulls[i] = change->proposed_blank;
	}
}

static void
fold_again(const CheckSystem *system, const CheckReading *reading, CheckSink *sink,
		   const EquationChange *changes, int32 nchanges)
{
	CheckFold  *fold = check_fold_new(reading->rule, sink, CurrentMemoryContext, reading->keys);

	for (int32 i = 0; i < reading->nsources; i++)
	{
		const CheckSource *source = &reading->sources[i];
		const CheckSide *side = &reading->rule->side[source->side];
		Datum	   *values = palloc(sizeof(Datum) * (side->ncols + 1));
		bool	   *nulls = palloc(sizeof(bool) * (side->ncols + 1));

		put_in(system, side, source, changes, nchanges, values, nulls);
		reading->rule->kind->row(fold, source->side, values, nulls);
		pfree(values);
		pfree(nulls);
	}
	check_fold_end(fold);
}

/* With these changes put in, does no rule of the system find a sum violated? */
static bool
settles(const CheckSystem *system, const EquationChange *changes, int32 nchanges)
{
	Violations	violations = {{.find = count_violation, .wanted = CHECK_BIT(CHECK_VIOLATION)}};
	MemoryContext cxt = AllocSetContextCreate(system->cxt, "govfiscal settling",
											  ALLOCSET_DEFAULT_SIZES);
	MemoryContext caller = MemoryContextSwitchTo(cxt);
	ListCell   *cell;

	foreach(cell, system->readings)
		fold_again(system, lfirst(cell), &violations.sink, changes, nchanges);
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(cxt);
	return violations.count == 0;
}

/* A line that is missing or misplaced changes no stored figure that could be tried. */
static bool
is_sound(const CheckSystem *system, const EquationSuggestion *suggestion)
{
	return suggestion->cause == CAUSE_ROW_MISSING || suggestion->cause == CAUSE_ROW_MISPLACED ||
		settles(system, suggestion->changes, suggestion->nchanges);
}

EquationRepair
check_repair(const CheckSystem *system, int32 most)
{
	EquationRepair found = {.outcome = EQUATIONS_TOO_LARGE};
	EquationSystem equations;
	int32		sound = 0;

	if (!check_system_gathered(system, &equations))
		return found;
	found = *equations_repair(&equations, most, EQUATIONS_DEFAULT_STEPS, check_arena(system->cxt));
	for (int32 i = 0; i < found.nsuggestions; i++)
		if (is_sound(system, &found.suggestions[i]))
			found.suggestions[sound++] = found.suggestions[i];
	if (found.nsuggestions > 0 && sound == 0)
		found.outcome = EQUATIONS_NO_SMALL_REPAIR;
	found.nsuggestions = sound;
	return found;
}
