/*
 * calls/audit.c - the verdicts of the rules as rows
 *
 * An audit reads what its caller may read, in the snapshot of the calling
 * query, and changes nothing: it works on a standby, with triggers disabled,
 * and for data that came by any road.  It never answers from rows that row
 * security has thinned out.
 */
#include "postgres.h"

#include "catalog/pg_namespace.h"
#include "catalog/pg_trigger.h"
#include "catalog/pg_type.h"
#include "commands/trigger.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "nodes/makefuncs.h"
#include "nodes/parsenodes.h"
#include "utils/acl.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/guc.h"
#include "utils/json.h"
#include "utils/jsonb.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rls.h"
#include "utils/snapmgr.h"

#include "rule/check.h"
#include "calls/call.h"
#include "calls/install.h"
#include "base/compat.h"
#include "base/row.h"

/* ---------------------------------------------------------------- rows */

typedef struct AuditSink
{
	CheckSink	sink;
	SrfRows		rows;
	MemoryContext cxt;			/* of one row */
	bool		with_table;
	bool		hide;			/* the caller may not read the figures */
} AuditSink;

/* As to_jsonb has it: a number is a number, a date is ISO whatever DateStyle. */
static Datum
column_json(const CheckColumn *col, Datum value)
{
	FmgrInfo	to_jsonb;
	Const	   *argument = makeConst(col->typid, -1, col->collation, col->typlen, value,
									 false, col->typbyval);

	fmgr_info(F_TO_JSONB, &to_jsonb);
	fmgr_info_set_expr((Node *) makeFuncExpr(F_TO_JSONB, JSONBOID, list_make1(argument),
											 InvalidOid, InvalidOid, COERCE_EXPLICIT_CALL),
					   &to_jsonb);
	return FunctionCall1(&to_jsonb, value);
}

static Datum
key_json(const CheckRule *rule, const Datum *keys)
{
	StringInfoData text;

	initStringInfo(&text);
	for (int i = 0; i < rule->nkeys; i++)
	{
		const CheckColumn *col = &rule->side[0].cols[i];
		Jsonb	   *value = DatumGetJsonbP(column_json(col, keys[i]));

		appendStringInfoString(&text, i == 0 ? "{" : ", ");
		escape_json(&text, col->name);
		appendStringInfo(&text, ": %s", JsonbToCString(NULL, &value->root, VARSIZE(value)));
	}
	appendStringInfoChar(&text, '}');
	return DirectFunctionCall1(jsonb_in, CStringGetDatum(text.data));
}

/* A total that is no amount is left out; the difference and the cause say so. */
static void
put_sum(Datum *value, bool *isnull, bool given, YuanSum sum)
{
	int64		fen;

	*isnull = !given || !yuan_sum_fen(sum, &fen);
	if (!*isnull)
		*value = YuanGetDatum(fen);
}

static void
put_text(Datum *value, bool *isnull, const char *text)
{
	*isnull = text == NULL;
	if (!*isnull)
		*value = CStringGetTextDatum(text);
}

static void
audit_find(CheckSink *sink, CheckRule *rule, const CheckFinding *finding)
{
	AuditSink  *audit = (AuditSink *) sink;
	Datum		values[13];
	bool		nulls[13] = {false};
	int			i = 0;
	bool		both = finding->has_stated && finding->has_computed;
	MemoryContext caller;

	caller = MemoryContextSwitchTo(audit->cxt);
	if (audit->with_table)
		values[i++] = ObjectIdGetDatum(rule->side[0].relid);
	values[i++] = DirectFunctionCall1(namein, CStringGetDatum(rule->name));
	values[i++] = CStringGetTextDatum(rule->kind->name);
	nulls[i] = audit->hide;
	if (!audit->hide)
		values[i] = key_json(rule, finding->keys);
	i++;
	put_text(&values[i], &nulls[i], audit->hide ? NULL : finding->code);
	i++;
	put_text(&values[i], &nulls[i], finding->column);
	i++;
	put_sum(&values[i], &nulls[i], finding->has_stated && !audit->hide, finding->stated);
	i++;
	put_sum(&values[i], &nulls[i], finding->has_computed && !audit->hide, finding->computed);
	i++;
	put_sum(&values[i], &nulls[i], both && !audit->hide, finding->difference);
	i++;
	put_sum(&values[i], &nulls[i], both && !audit->hide, finding->bound);
	i++;
	nulls[i] = finding->note != NULL || audit->hide;
	values[i] = Int32GetDatum((int32) Min(finding->addends, PG_INT32_MAX));
	i++;
	values[i++] = CStringGetTextDatum(check_verdict_name(finding->verdict));
	put_text(&values[i], &nulls[i], audit->hide ? NULL
			 : finding->note != NULL ? finding->note : finding->cause);
	srf_put(&audit->rows, values, nulls);
	MemoryContextSwitchTo(caller);
	MemoryContextReset(audit->cxt);
}

static void
set_wanted(AuditSink *audit, FunctionCallInfo fcinfo, int argno)
{
	Datum	   *names;
	bool	   *nulls;
	int			n;

	if (PG_ARGISNULL(argno))
	{
		audit->sink.wanted = CHECK_ANY;
		return;
	}
	deconstruct_array(PG_GETARG_ARRAYTYPE_P(argno), TEXTOID, -1, false, TYPALIGN_INT,
					  &names, &nulls, &n);
	for (int i = 0; i < n; i++)
	{
		char	   *name = nulls[i] ? NULL : TextDatumGetCString(names[i]);
		bool		known = false;

		for (int v = 0; v <= CHECK_UNREPORTED && name != NULL; v++)
			if (strcmp(name, check_verdict_name(v)) == 0)
			{
				audit->sink.wanted |= CHECK_BIT(v);
				known = true;
			}
		if (!known)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("unknown verdict \"%s\"", name == NULL ? "null" : name),
					 errdetail("Verdicts are exact, rounding, violation, orphan and unreported.")));
	}
}

static AuditSink
audit_begin(FunctionCallInfo fcinfo)
{
	AuditSink	audit = {.sink = {.find = audit_find, .want_causes = true}};

	audit.rows = srf_begin(fcinfo);
	audit.cxt = AllocSetContextCreate(CurrentMemoryContext, "govfiscal audit row",
									  ALLOCSET_DEFAULT_SIZES);
	return audit;
}

/* ---------------------------------------------------------------- audits */

static void
refuse_row_security(Oid relid)
{
	if (check_enable_rls(relid, InvalidOid, true) == RLS_ENABLED)
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("cannot audit table \"%s\": row-level security may hide rows from this role",
						get_rel_name(relid)),
				 errhint("Audit as the owner of the table or as a role with BYPASSRLS.")));
}

/* With row_security off the server refuses what a policy would thin out, below views too. */
void
check_audit_rule(CheckRule *rule, CheckSink *sink)
{
	int			nest = NewGUCNestLevel();
	int			reading;

	for (int side = 0; side < rule->nsides; side++)
		refuse_row_security(rule->side[side].relid);
	(void) set_config_option("row_security", "off", PGC_USERSET, PGC_S_SESSION,
							 GUC_ACTION_SAVE, true, 0, false);
	rule->as_caller = true;
	reading = check_begin_reading(GetActiveSnapshot(), true);
	check_run_all(rule, sink);
	check_end_reading(reading);
	AtEOXact_GUC(true, nest);
}

PG_FUNCTION_INFO_V1(fiscal_audit);
Datum
fiscal_audit(PG_FUNCTION_ARGS)
{
	CheckBuild	build = {.fcinfo = fcinfo, .function = "fiscal_audit"};
	Oid			namespace = check_namespace(fcinfo);
	Oid			relid = check_build_table(&build, 0);
	const char *name = PG_ARGISNULL(1) ? NULL : NameStr(*PG_GETARG_NAME(1));
	AuditSink	audit = audit_begin(fcinfo);
	ListCell   *cell;

	set_wanted(&audit, fcinfo, 2);
	foreach(cell, check_rule_triggers(namespace, relid, name))
	{
		CheckRule  *rule;

		check_lock_tables_of(lfirst(cell));
		rule = check_rule_from_trigger(lfirst(cell));
		check_audit_rule(rule, &audit.sink);
		check_rule_free(rule);
	}
	return (Datum) 0;
}

static Datum
audit_ad_hoc(CheckBuild *build, const CheckKind *kind, int verdicts_arg)
{
	FunctionCallInfo fcinfo = build->fcinfo;
	Oid			relid = check_build_table(build, 0);
	CheckRule  *rule = check_rule_new(kind, check_namespace(fcinfo), relid,
									  get_rel_name(relid));
	AuditSink	audit = audit_begin(fcinfo);

	set_wanted(&audit, fcinfo, verdicts_arg);
	check_rule_load(rule, check_args_parse(rule->name, build->nargs, build->args));
	check_audit_rule(rule, &audit.sink);
	check_rule_free(rule);
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(fiscal_audit_rollup);
Datum
fiscal_audit_rollup(PG_FUNCTION_ARGS)
{
	CheckBuild	build = {.fcinfo = fcinfo, .function = "fiscal_audit_rollup"};

	check_build_rollup(&build);
	check_build_name(&build, "quantum_column", 9);
	return audit_ad_hoc(&build, &check_rollup_kind, 8);
}

PG_FUNCTION_INFO_V1(fiscal_audit_balance);
Datum
fiscal_audit_balance(PG_FUNCTION_ARGS)
{
	CheckBuild	build = {.fcinfo = fcinfo, .function = "fiscal_audit_balance"};

	check_build_balance(&build);
	check_build_name(&build, "quantum_column", 8);
	return audit_ad_hoc(&build, &check_balance_kind, 7);
}

/* ---------------------------------------------------------------- what COMMIT would find */

/* Adds a constraint to a statement, once. */
static void
name_constraint(ConstraintsSetStmt *statement, char *schema, char *name)
{
	ListCell   *cell;

	foreach(cell, statement->constraints)
	{
		const RangeVar *named = lfirst(cell);

		if (strcmp(named->schemaname, schema) == 0 && strcmp(named->relname, name) == 0)
			return;
	}
	statement->constraints = lappend(statement->constraints, makeRangeVar(schema, name, -1));
}

/*
 *	SET CONSTRAINTS schema.rule, ... IMMEDIATE
 *
 * The clones of a rule are constraints of their own, in the schemas of the
 * partitions.  Nobody names what is in a schema he may not use; what a function
 * of another role has written there is left to COMMIT.
 */
static void
fire_rules(void *arg)
{
	Oid			namespace = *(Oid *) arg;
	ConstraintsSetStmt *statement = makeNode(ConstraintsSetStmt);
	ListCell   *cell;

	foreach(cell, check_all_triggers(namespace))
	{
		CheckTriggerRow *row = lfirst(cell);
		Oid			schema = get_rel_namespace(row->relid);

		if (row->deferrable && compat_schema_usable(schema))
			name_constraint(statement, get_namespace_name(schema), row->name);
	}
	if (statement->constraints != NIL)
		AfterTriggerSetState(statement);
}

static void
pending_find(CheckSink *sink, CheckRule *rule, const CheckFinding *finding)
{
	AuditSink  *audit = (AuditSink *) sink;

	audit->hide = !check_may_read(rule);
	audit_find(sink, rule, finding);
}

PG_FUNCTION_INFO_V1(fiscal_pending);
Datum
fiscal_pending(PG_FUNCTION_ARGS)
{
	Oid			namespace = check_namespace(fcinfo);
	AuditSink	audit = audit_begin(fcinfo);

	audit.sink.find = pending_find;
	audit.sink.want_causes = false;
	audit.with_table = true;
	audit.sink.wanted = CHECK_WRONG;
	check_foresee(fire_rules, &namespace, &audit.sink);
	return (Datum) 0;
}
