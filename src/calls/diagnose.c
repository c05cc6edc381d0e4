/*
 * calls/diagnose.c - which figures of a document are wrong
 *
 * Rules that share their key are one system, so that a suggestion settles them
 * together.  They are read as an audit reads.  Nothing is changed.
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"
#include "utils/memutils.h"

#include "base/row.h"
#include "calls/audit.h"
#include "calls/document.h"
#include "calls/verdicts.h"
#include "engine/judge.h"
#include "engine/scan.h"
#include "engine/settle.h"
#include "engine/suggestion.h"

#define MAX_SUGGESTIONS	100

typedef struct Diagnosis
{
	SrfRows		rows;
	int32		most;
	List	   *rules;			/* of one key */
	MemoryContext cxt;			/* of one document */
} Diagnosis;

/* ---------------------------------------------------------------- rows */

/* A row that is missing has no line and nothing stored; its figures are proposed. */
static void
put_change(Diagnosis *diagnosis, const CheckSystem *system, const Datum *keys,
		   int rank, int number, const EquationSuggestion *suggestion)
{
	const EquationChange *change = &suggestion->changes[number - 1];
	const CheckSystemCell *cell = &system->cells[change->cell];
	const CheckSystemRow *row = &system->rows[cell->row];
	bool		missing = suggestion->cause == CAUSE_ROW_MISSING;
	Datum		values[10];
	bool		nulls[10] = {false};

	values[0] = check_key_json(linitial(diagnosis->rules), keys);
	values[1] = Int32GetDatum(rank);
	values[2] = Int32GetDatum(number);
	values[3] = ObjectIdGetDatum(row->relid);
	nulls[4] = missing;
	values[4] = DirectFunctionCall1(jsonb_in, CStringGetDatum(row->line));
	values[5] = DirectFunctionCall1(namein, CStringGetDatum(cell->column));
	nulls[6] = missing || cell->isnull;
	values[6] = YuanGetDatum(change->stored);
	nulls[7] = change->proposed_blank;
	values[7] = YuanGetDatum(change->proposed);
	values[8] = CStringGetTextDatum(check_cause_text(system, suggestion, change, NULL));
	values[9] = Int32GetDatum(suggestion->settles);
	srf_put(&diagnosis->rows, values, nulls);
}

static void
put_outcome(Diagnosis *diagnosis, const Datum *keys, EquationOutcome outcome)
{
	Datum		values[10] = {0};
	bool		nulls[10];

	memset(nulls, true, sizeof(nulls));
	nulls[0] = nulls[8] = false;
	values[0] = check_key_json(linitial(diagnosis->rules), keys);
	values[8] = CStringGetTextDatum(check_outcome_text(outcome));
	srf_put(&diagnosis->rows, values, nulls);
}

/* ---------------------------------------------------------------- documents */

static void
diagnose(Diagnosis *diagnosis, const Datum *keys)
{
	MemoryContext caller = MemoryContextSwitchTo(diagnosis->cxt);
	CheckSystem *system = check_read_document(diagnosis->rules, keys, false, diagnosis->cxt);
	EquationRepair found = check_repair(system, diagnosis->most);

	for (int i = 0; i < found.nsuggestions; i++)
		for (int j = 1; j <= found.suggestions[i].nchanges; j++)
			put_change(diagnosis, system, keys, i + 1, j, &found.suggestions[i]);
	if (found.nsuggestions == 0 && found.outcome != EQUATIONS_HOLD)
		put_outcome(diagnosis, keys, found.outcome);
	MemoryContextSwitchTo(caller);
	MemoryContextReset(diagnosis->cxt);
}

typedef struct Violators
{
	CheckSink	sink;
	CheckGroups *groups;
} Violators;

static void
note_violator(CheckSink *sink, CheckRule *rule, const CheckFinding *finding)
{
	bool		isnew;

	(void) check_groups_add(((Violators *) sink)->groups, finding->keys, &isnew);
}

/* Every document that violates one of the rules. */
static void
diagnose_violators(Diagnosis *diagnosis)
{
	CheckRule  *first = linitial(diagnosis->rules);
	Violators	violators = {
		{.find = note_violator, .wanted = CHECK_BIT(CHECK_VIOLATION)},
		check_groups_new(first, CurrentMemoryContext)
	};
	CheckGroup **list;
	int64		count;
	ListCell   *cell;

	foreach(cell, diagnosis->rules)
		check_run_all(lfirst(cell), &violators.sink);
	list = check_groups_list(violators.groups, &count);
	check_groups_sort(first, list, count);
	for (int64 i = 0; i < count; i++)
		diagnose(diagnosis, list[i]->keys);
}

static int32
most_of(const CheckCall *call)
{
	FunctionCallInfo fcinfo = call->fcinfo;
	int			argno = check_call_given(call, "most");
	int32		most = argno < 0 ? 0 : PG_GETARG_INT32(argno);

	if (most < 1 || most > MAX_SUGGESTIONS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"most\" of %s() must lie between 1 and %d",
						call->function, MAX_SUGGESTIONS)));
	return most;
}

static void
diagnose_rules(Diagnosis *diagnosis, const Datum *keys)
{
	int			reading = check_begin_audit(diagnosis->rules);

	if (keys != NULL)
		diagnose(diagnosis, keys);
	else
		diagnose_violators(diagnosis);
	check_end_reading(reading);
}

PG_FUNCTION_INFO_V1(fiscal_diagnose);
Datum
fiscal_diagnose(PG_FUNCTION_ARGS)
{
	CheckCall  *call = check_call_begin(fcinfo);
	Oid			relid = check_call_table(call, "rel");
	Diagnosis	diagnosis = {srf_begin(fcinfo), most_of(call)};
	List	   *by_key = check_rules_by_key(call, relid, NULL);
	Datum	   *keys = check_key_given(call, by_key, &diagnosis.rules);
	ListCell   *cell;

	diagnosis.cxt = AllocSetContextCreate(CurrentMemoryContext, "govfiscal document",
										  ALLOCSET_DEFAULT_SIZES);
	if (keys != NULL)
		diagnose_rules(&diagnosis, keys);
	else
		foreach(cell, by_key)
		{
			diagnosis.rules = lfirst(cell);
			diagnose_rules(&diagnosis, NULL);
		}
	check_free_rules(by_key);
	return (Datum) 0;
}
