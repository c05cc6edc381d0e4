/*
 * calls/pending.c - what COMMIT would find
 */
#include "postgres.h"

#include "catalog/pg_namespace.h"
#include "commands/trigger.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "nodes/makefuncs.h"
#include "nodes/parsenodes.h"
#include "utils/acl.h"
#include "utils/lsyscache.h"

#include "base/compat.h"
#include "base/own.h"
#include "calls/verdicts.h"
#include "engine/report.h"
#include "engine/round.h"
#include "rule/trigger.h"

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
	check_verdict_row(sink, rule, finding);
}

PG_FUNCTION_INFO_V1(fiscal_pending);
Datum
fiscal_pending(PG_FUNCTION_ARGS)
{
	Oid			namespace = check_namespace(fcinfo);
	AuditSink	audit = check_begin_verdicts(fcinfo);

	audit.sink.find = pending_find;
	audit.sink.want_causes = false;
	audit.with_table = true;
	audit.sink.wanted = CHECK_WRONG;
	check_preview(fire_rules, &namespace, &audit.sink);
	return (Datum) 0;
}
