/*
 * calls/audit.c - the verdicts of the rules as rows
 *
 * An audit reads what its caller may read, in the snapshot of the calling
 * query, and changes nothing: it works on a standby, with triggers disabled,
 * and for data that came in any way.  It never answers from rows that row
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

#include "base/own.h"
#include "calls/audit.h"
#include "calls/call.h"
#include "calls/verdicts.h"
#include "engine/judge.h"
#include "engine/lock.h"
#include "engine/scan.h"
#include "kinds/kinds.h"
#include "rule/args.h"
#include "rule/cache.h"
#include "rule/members.h"

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

/*
 * Opens a reading as the caller, which check_end_reading() closes.  With
 * row_security off the server refuses what a policy would thin out, below views
 * too.
 */
int
check_begin_audit(List *rules)
{
	int			reading;
	ListCell   *cell;

	foreach(cell, rules)
	{
		CheckRule  *rule = lfirst(cell);

		for (int side = 0; side < rule->nsides; side++)
			refuse_row_security(rule->side[side].relid);
		rule->as_caller = true;
	}
	reading = check_begin_reading(GetActiveSnapshot(), true);
	(void) set_config_option("row_security", "off", PGC_USERSET, PGC_S_SESSION,
							 GUC_ACTION_SAVE, true, 0, false);
	return reading;
}

void
check_audit_rule(CheckRule *rule, CheckSink *sink)
{
	int			reading = check_begin_audit(list_make1(rule));

	check_run_all(rule, sink);
	check_end_reading(reading);
}

PG_FUNCTION_INFO_V1(fiscal_audit);
Datum
fiscal_audit(PG_FUNCTION_ARGS)
{
	CheckCall  *call = check_call_begin(fcinfo);
	Oid			relid = check_call_table(call, "rel");
	AuditSink	audit = check_begin_verdicts(fcinfo);
	ListCell   *cell;

	check_want_verdicts(&audit, call);
	foreach(cell, check_rule_triggers(call->namespace, relid, check_call_rule_name(call)))
	{
		CheckRule  *rule;

		check_lock_tables_of(lfirst(cell));
		rule = check_rule_of_members(lfirst(cell), check_members(lfirst(cell)));
		check_audit_rule(rule, &audit.sink);
		check_rule_free(rule);
	}
	return (Datum) 0;
}

/* fiscal_audit_KIND(): a rule that is nowhere installed. */
PG_FUNCTION_INFO_V1(fiscal_audit_rule);
Datum
fiscal_audit_rule(PG_FUNCTION_ARGS)
{
	CheckCall  *call = check_call_begin(fcinfo);
	const CheckKind *kind = check_kind_named(call->function, "fiscal_audit_");
	Oid			relid = check_call_table(call, "rel");
	AuditSink	audit = check_begin_verdicts(fcinfo);
	CheckRule  *rule = check_rule_new(kind, call->namespace, relid, get_rel_name(relid));

	check_want_verdicts(&audit, call);
	check_call_arguments(call, kind);
	check_rule_load(rule, check_args_parse(kind, rule->name, call->nargs, call->args));
	check_audit_rule(rule, &audit.sink);
	check_rule_free(rule);
	return (Datum) 0;
}
