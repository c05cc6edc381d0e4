/*
 * calls/guard.c - what sees to it that a TRUNCATE is judged
 *
 * TRUNCATE fires no row event.  Where it can take some rows of a group and
 * leave others, each table that holds rows has a trigger on it: a session that
 * has loaded nothing of the extension yet has no hook to see it.
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/indexing.h"
#include "catalog/partition.h"
#include "catalog/pg_class.h"
#include "catalog/pg_inherits.h"
#include "catalog/pg_trigger.h"
#include "commands/trigger.h"
#include "fmgr.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

#include "base/own.h"
#include "base/session.h"
#include "calls/guard.h"
#include "engine/touched.h"
#include "rule/cache.h"
#include "rule/members.h"

#define GUARD_FUNCTION	"fiscal_truncate_guard"
#define GUARD_TRIGGER	"fiscal_truncate_guard"

/* The table and the partitioned tables it belongs to. */
static List *
self_and_ancestors(Oid relid)
{
	List	   *relids = list_make1_oid(relid);

	if (get_rel_relispartition(relid))
		relids = list_concat(relids, get_partition_ancestors(relid));
	return relids;
}

PG_FUNCTION_INFO_V1(fiscal_truncate_guard);

/*
 * TRUNCATE of a whole table leaves nothing to violate; that of a partition
 * takes rows out of groups without a row event, so every group of the rules
 * above it is judged at COMMIT.
 */
Datum
fiscal_truncate_guard(PG_FUNCTION_ARGS)
{
	TriggerData *trigdata = (TriggerData *) fcinfo->context;
	ListCell   *table;
	ListCell   *cell;
	Oid			namespace;

	if (!CALLED_AS_TRIGGER(fcinfo))
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("function \"%s\" was not called by trigger manager", GUARD_FUNCTION)));
	if (!TRIGGER_FIRED_BY_TRUNCATE(trigdata->tg_event) ||
		!TRIGGER_FIRED_AFTER(trigdata->tg_event))
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("function \"%s\" must be fired AFTER TRUNCATE", GUARD_FUNCTION)));

	namespace = check_namespace(fcinfo);
	foreach(table, self_and_ancestors(RelationGetRelid(trigdata->tg_relation)))
		foreach(cell, check_triggers_of_table(namespace, lfirst_oid(table)))
		{
			CheckTriggerRow *row = lfirst(cell);

			if (!OidIsValid(row->parent) && check_trigger_fires(row))
				check_touch_whole(check_rule_of_trigger(row));
		}
	return PointerGetDatum(NULL);
}

/* The tables below this one that hold rows. */
List *
check_leaves_of(Oid relid)
{
	List	   *leaves = NIL;
	ListCell   *cell;

	foreach(cell, find_all_inheritors(relid, AccessShareLock, NULL))
		if (get_rel_relkind(lfirst_oid(cell)) != RELKIND_PARTITIONED_TABLE)
			leaves = lappend_oid(leaves, lfirst_oid(cell));
	return leaves;
}

/* Does a trigger run our guard's function when the table is truncated? */
static bool
is_guard(Oid namespace, Form_pg_trigger trigger)
{
	char	   *function;

	if (!TRIGGER_FOR_TRUNCATE(trigger->tgtype) ||
		get_func_namespace(trigger->tgfoid) != namespace)
		return false;
	function = get_func_name(trigger->tgfoid);
	return function != NULL && strcmp(function, GUARD_FUNCTION) == 0;
}

/*
 * The guard of a table, whatever its name; NULL if it has none.  The catalog
 * knows it, and the table need not be locked.
 */
static char *
guard_of(Oid namespace, Oid relid, bool *enabled)
{
	Relation	catalog = table_open(TriggerRelationId, AccessShareLock);
	char	   *name = NULL;
	ScanKeyData key;
	SysScanDesc scan;
	HeapTuple	tuple;

	ScanKeyInit(&key, Anum_pg_trigger_tgrelid, BTEqualStrategyNumber, F_OIDEQ,
				ObjectIdGetDatum(relid));
	scan = systable_beginscan(catalog, TriggerRelidNameIndexId, true, NULL, 1, &key);
	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		Form_pg_trigger trigger = (Form_pg_trigger) GETSTRUCT(tuple);

		if (!is_guard(namespace, trigger))
			continue;
		name = pstrdup(NameStr(trigger->tgname));
		*enabled = trigger->tgenabled == TRIGGER_FIRES_ON_ORIGIN ||
			trigger->tgenabled == TRIGGER_FIRES_ALWAYS;
	}
	systable_endscan(scan);
	table_close(catalog, AccessShareLock);
	return name;
}

bool
check_is_guarded(Oid namespace, Oid relid)
{
	bool		enabled;

	return guard_of(namespace, relid, &enabled) != NULL && enabled;
}

/*
 * Can a TRUNCATE take some rows of a group and leave others?  Where the table is
 * partitioned, or the group has rows in another one.
 */
static bool
needs_guard(Oid relid, bool tied)
{
	return tied || get_rel_relkind(relid) == RELKIND_PARTITIONED_TABLE;
}

static void
guard_leaves(Oid namespace, Oid relid)
{
	ListCell   *cell;

	foreach(cell, check_leaves_of(relid))
	{
		bool		enabled;

		if (guard_of(namespace, lfirst_oid(cell), &enabled) == NULL)
			check_execute(psprintf("CREATE TRIGGER %s AFTER TRUNCATE ON %s "
								   "FOR EACH STATEMENT EXECUTE FUNCTION %s()",
								   GUARD_TRIGGER, check_table_name(lfirst_oid(cell)),
								   check_own_function(namespace, GUARD_FUNCTION)));
	}
}

void
check_install_guards(const CheckRule *rule)
{
	for (int side = 0; side < rule->nsides; side++)
		if (needs_guard(rule->side[side].relid, rule->kind->nsides != 1))
			guard_leaves(rule->namespace, rule->side[side].relid);
}

/* Does any rule on the table, or on one it is a partition of, need its guard? */
static bool
is_guard_needed(Oid namespace, Oid relid)
{
	ListCell   *table;
	ListCell   *cell;

	foreach(table, self_and_ancestors(relid))
		foreach(cell, check_triggers_of_table(namespace, lfirst_oid(table)))
			if (needs_guard(lfirst_oid(table),
							check_has_members(lfirst(cell))))
				return true;
	return false;
}

/* A partition that comes after the rule, or a table that one has come to. */
void
check_guard_partition(Oid namespace, Oid relid)
{
	if (is_guard_needed(namespace, relid))
		guard_leaves(namespace, relid);
}

void
check_remove_guards(Oid namespace, Oid relid)
{
	ListCell   *cell;

	foreach(cell, check_leaves_of(relid))
	{
		bool		enabled;
		char	   *guard = guard_of(namespace, lfirst_oid(cell), &enabled);

		if (guard != NULL && !is_guard_needed(namespace, lfirst_oid(cell)))
			check_execute(psprintf("DROP TRIGGER %s ON %s", quote_identifier(guard),
							 check_table_name(lfirst_oid(cell))));
	}
}
