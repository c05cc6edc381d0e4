/*
 * calls/rebalance.c - a document rounded so that it still adds up
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"
#include "utils/memutils.h"

#include "base/row.h"
#include "calls/audit.h"
#include "calls/document.h"
#include "engine/scan.h"
#include "equations/rebalance.h"
#include "yuan/core.h"

static void
need(const CheckCall *call, const char *parameter)
{
	if (check_call_given(call, parameter) < 0)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("argument \"%s\" of %s() cannot be null", parameter, call->function)));
}

static Yuan
quantum_of(const CheckCall *call)
{
	FunctionCallInfo fcinfo = call->fcinfo;
	Yuan		quantum = PG_GETARG_YUAN(check_call_given(call, "quantum"));

	if (quantum <= 0 || quantum > EQUATIONS_MAX_FIGURE / EQUATIONS_MAX_WEIGHT)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"quantum\" of %s() must be above 0 and at most 5497558138.88 yuan",
						call->function)));
	return quantum;
}

/*
 * What is tied to figures of another document that are no multiples of the
 * quantum cannot hold with any rounding of this one, and is left out.
 */
static void
leave_out_fixed(CheckSystem *system, int64 quantum)
{
	for (int32 e = 0; e < system->nequations; e++)
	{
		Equation   *equation = &system->equations[e];
		int64		rest = 0;

		for (int32 i = 0; i < equation->count; i++)
		{
			const EquationTerm *term = &system->terms[equation->first + i];
			const EquationCell *figure = &system->figures[term->cell];

			if (figure->fixed)
				rest = (rest + term->coefficient * (figure->stored % quantum)) % quantum;
		}
		if (rest != 0 && equation->sense == EQUATION_EQUAL)
			equation->must_hold = false;
	}
}

static const char *
amount_text(Yuan amount)
{
	char	   *text = palloc(YUAN_MAX_TEXT);

	yuan_format_fen(amount, text);
	return text;
}

static void
refuse(const CheckRule *rule, RebalanceOutcome outcome, Yuan quantum, const char *equation)
{
	if (outcome == REBALANCE_NOT_EXACT)
		ereport(ERROR,
				(errcode(ERRCODE_CHECK_VIOLATION),
				 errmsg("the document does not hold exactly under rule \"%s\"", rule->name),
				 errdetail_internal("%s", equation)));
	if (outcome == REBALANCE_IMPOSSIBLE)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_EXCEPTION),
				 errmsg("no rounding of the document to %s yuan adds up under rule \"%s\"",
						amount_text(quantum), rule->name),
				 errdetail("This is left over: %s", equation)));
	if (outcome == REBALANCE_TOO_LARGE)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("the document is too large to be rounded under rule \"%s\"", rule->name)));
}

static void
rebalance(CheckSystem *system, const CheckRule *rule, Yuan quantum, int64 *rounded)
{
	EquationSystem equations;
	RebalanceOutcome outcome = REBALANCE_TOO_LARGE;
	int32		equation = -1;

	leave_out_fixed(system, quantum);
	if (check_system_gathered(system, &equations))
		outcome = equations_rebalance(&equations, quantum, check_arena(system->cxt), rounded,
									  &equation);
	refuse(rule, outcome, quantum, equation < 0 ? NULL : system->texts[equation].text);
}

/* The figures of the document itself that are printed. */
static void
put_figures(SrfRows *rows, const CheckSystem *system, const int64 *rounded)
{
	for (int32 i = 0; i < system->ncells; i++)
	{
		const CheckSystemCell *cell = &system->cells[i];
		const CheckSystemRow *row = &system->rows[cell->row];
		Datum		values[5];
		bool		nulls[5] = {false};

		if (cell->isnull || system->figures[i].fixed)
			continue;
		values[0] = ObjectIdGetDatum(row->relid);
		values[1] = DirectFunctionCall1(jsonb_in, CStringGetDatum(row->line));
		values[2] = DirectFunctionCall1(namein, CStringGetDatum(cell->column));
		values[3] = YuanGetDatum(system->figures[i].stored);
		values[4] = YuanGetDatum(rounded[i]);
		srf_put(rows, values, nulls);
	}
}

PG_FUNCTION_INFO_V1(fiscal_rebalance);
Datum
fiscal_rebalance(PG_FUNCTION_ARGS)
{
	CheckCall  *call = check_call_begin(fcinfo);
	Oid			relid = check_call_table(call, "rel");
	SrfRows		rows = srf_begin(fcinfo);
	MemoryContext cxt = AllocSetContextCreate(CurrentMemoryContext, "govfiscal document",
											  ALLOCSET_DEFAULT_SIZES);
	MemoryContext caller = MemoryContextSwitchTo(cxt);
	Yuan		quantum;
	List	   *by_key;
	List	   *rules;
	Datum	   *keys;
	CheckSystem *system;
	int64	   *rounded;
	int			reading;

	need(call, "name");
	need(call, "key");
	need(call, "quantum");
	quantum = quantum_of(call);
	by_key = check_rules_by_key(call, relid, check_call_rule_name(call));
	keys = check_key_given(call, by_key, &rules);
	reading = check_begin_audit(rules);
	system = check_read_document(rules, keys, true, cxt);
	rounded = palloc0(sizeof(int64) * (system->ncells + 1));
	rebalance(system, linitial(rules), quantum, rounded);
	put_figures(&rows, system, rounded);
	check_end_reading(reading);
	check_free_rules(by_key);
	MemoryContextSwitchTo(caller);
	return (Datum) 0;
}
