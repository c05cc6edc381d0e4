/*
 * rule/trigger.c - what pg_trigger says of rules
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/indexing.h"
#include "catalog/pg_constraint.h"
#include "catalog/pg_trigger.h"
#include "commands/trigger.h"
#include "fmgr.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/syscache.h"

#include "rule/kind.h"
#include "rule/trigger.h"

/* What a pg_trigger row says; the arguments are NUL-separated bytes. */
static CheckTriggerRow *
read_row(Relation catalog, HeapTuple tuple)
{
	CheckTriggerRow *row = palloc0(sizeof(CheckTriggerRow));
	Form_pg_trigger form = (Form_pg_trigger) GETSTRUCT(tuple);
	bool		isnull;

	row->oid = form->oid;
	row->parent = form->tgparentid;
	row->relid = form->tgrelid;
	row->function = form->tgfoid;
	row->namespace = get_func_namespace(form->tgfoid);
	row->type = form->tgtype;
	row->enabled = form->tgenabled;
	row->deferrable = form->tgdeferrable;
	row->initdeferred = form->tginitdeferred;
	row->selective = form->tgattr.dim1 > 0 ||
		!heap_attisnull(tuple, Anum_pg_trigger_tgqual, RelationGetDescr(catalog));
	row->trigger_name = pstrdup(NameStr(form->tgname));
	row->name = row->trigger_name;
	if (OidIsValid(form->tgconstraint))
	{
		/* ALTER TRIGGER RENAME leaves the constraint its old name; ours is the constraint. */
		char	   *conname = get_constraint_name(form->tgconstraint);

		if (conname != NULL)
			row->name = conname;
	}
	row->nargs = form->tgnargs;
	row->args = palloc(sizeof(char *) * Max(row->nargs, 1));
	if (row->nargs > 0)
	{
		bytea	   *packed = DatumGetByteaPP(fastgetattr(tuple, Anum_pg_trigger_tgargs,
														 RelationGetDescr(catalog), &isnull));
		const char *p = VARDATA_ANY(packed);

		for (int i = 0; i < row->nargs; i++)
		{
			row->args[i] = pstrdup(p);
			p += strlen(p) + 1;
		}
	}
	return row;
}

/* Triggers that run one of our rule functions, by an index of pg_trigger or all. */
static List *
scan(Oid namespace, Oid index, AttrNumber column, Oid value)
{
	Relation	catalog = table_open(TriggerRelationId, AccessShareLock);
	List	   *rows = NIL;
	ScanKeyData key;
	SysScanDesc scan;
	HeapTuple	tuple;

	if (OidIsValid(index))
		ScanKeyInit(&key, column, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(value));
	scan = systable_beginscan(catalog, index, OidIsValid(index), NULL,
							  OidIsValid(index) ? 1 : 0, &key);
	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
		if (check_kind_of_function(namespace,
								   ((Form_pg_trigger) GETSTRUCT(tuple))->tgfoid) != NULL)
			rows = lappend(rows, read_row(catalog, tuple));
	systable_endscan(scan);
	table_close(catalog, AccessShareLock);
	return rows;
}

List *
check_all_triggers(Oid namespace)
{
	return scan(namespace, InvalidOid, InvalidAttrNumber, InvalidOid);
}

List *
check_triggers_of_table(Oid namespace, Oid relid)
{
	return scan(namespace, TriggerRelidNameIndexId, Anum_pg_trigger_tgrelid, relid);
}

/* By the name of their constraint, for which there is an index. */
List *
check_triggers_of_name(Oid namespace, const char *name)
{
	Relation	catalog = table_open(ConstraintRelationId, AccessShareLock);
	List	   *rows = NIL;
	NameData	key_name;
	ScanKeyData key;
	SysScanDesc scan;
	HeapTuple	tuple;

	namestrcpy(&key_name, name);
	ScanKeyInit(&key, Anum_pg_constraint_conname, BTEqualStrategyNumber, F_NAMEEQ,
				NameGetDatum(&key_name));
	scan = systable_beginscan(catalog, ConstraintNameNspIndexId, true, NULL, 1, &key);
	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		Form_pg_constraint form = (Form_pg_constraint) GETSTRUCT(tuple);
		ListCell   *cell;

		if (form->contype == CONSTRAINT_TRIGGER)
			foreach(cell, check_triggers_of_table(namespace, form->conrelid))
			{
				CheckTriggerRow *row = lfirst(cell);

				if (strcmp(row->name, name) == 0 && !OidIsValid(row->parent))
					rows = lappend(rows, row);
			}
	}
	systable_endscan(scan);
	table_close(catalog, AccessShareLock);
	return rows;
}

/*
 * The trigger of that OID, or NULL if it is gone.  It is known to be ours, so
 * it is found wherever the extension has moved to since.
 */
CheckTriggerRow *
check_trigger_of_oid(Oid trigger)
{
	List	   *rows = scan(InvalidOid, TriggerOidIndexId, Anum_pg_trigger_oid, trigger);

	return rows == NIL ? NULL : linitial(rows);
}

/*
 * The trigger a rule was declared with: on a partition it is the one it was
 * cloned from, at the top, because a group may lie in several partitions.
 */
CheckTriggerRow *
check_root_trigger(Oid trigger)
{
	CheckTriggerRow *row;

	do
	{
		row = check_trigger_of_oid(trigger);
		if (row == NULL)
			elog(ERROR, "could not find trigger %u", trigger);
		trigger = row->parent;
	} while (OidIsValid(trigger));
	return row;
}

/* Would it fire now?  A session that replays another's writes fires fewer. */
bool
check_trigger_fires(const CheckTriggerRow *row)
{
	return row->enabled == TRIGGER_FIRES_ALWAYS ||
		row->enabled == (SessionReplicationRole == SESSION_REPLICATION_ROLE_REPLICA ?
						 TRIGGER_FIRES_ON_REPLICA : TRIGGER_FIRES_ON_ORIGIN);
}
