/*
 * calls/distributed.c - rules on tables whose rows Citus keeps in shards
 *
 * Citus copies the trigger of a distributed table to each of its shards, which are
 * tables of their own, and each shard judges what it holds.  That is right where a
 * group lies in one shard, and so where the key has the distribution column.  The
 * triggers of a rule about several tables know each other by the rule's name, and
 * each shard has a name of its own: such a rule refuses every write.
 *
 * Nothing here depends on Citus: its catalogue pg_catalog.pg_dist_partition is
 * looked into where there is one.  It has a row for each such table: logicalrelid,
 * and partkey, the distribution column as the text of a node, or NULL where all
 * rows are in one shard (a reference table, or a local one that Citus manages).
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/pg_namespace.h"
#include "catalog/pg_type.h"
#include "fmgr.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

#include "base/nls.h"
#include "base/session.h"
#include "calls/distributed.h"
#include "rule/members.h"

#define CATALOGUE	"pg_dist_partition"

/* {VAR :varno 1 :varattno 2 ...} */
static AttrNumber
column_of_node(const char *node)
{
	static const char name[] = ":varattno ";
	const char *found = strstr(node, name);

	return found == NULL ? InvalidAttrNumber : (AttrNumber) atoi(found + strlen(name));
}

/* Is the table one of Citus'?  And which of its columns says where a row is? */
static bool
is_distributed(Oid relid, AttrNumber *column)
{
	Oid			catalogue = get_relname_relid(CATALOGUE, PG_CATALOG_NAMESPACE);
	AttrNumber	table_column = get_attnum(catalogue, "logicalrelid");
	AttrNumber	node_column = get_attnum(catalogue, "partkey");
	Relation	rel;
	ScanKeyData key;
	SysScanDesc scan;
	HeapTuple	tuple;
	bool		found;

	*column = InvalidAttrNumber;
	if (!OidIsValid(catalogue) || get_atttype(catalogue, table_column) != REGCLASSOID ||
		get_atttype(catalogue, node_column) != TEXTOID)
		return false;
	rel = table_open(catalogue, AccessShareLock);
	ScanKeyInit(&key, table_column, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(relid));
	scan = systable_beginscan(rel, InvalidOid, false, NULL, 1, &key);
	tuple = systable_getnext(scan);
	found = HeapTupleIsValid(tuple);
	if (found)
	{
		bool		isnull;
		Datum		node = heap_getattr(tuple, node_column, RelationGetDescr(rel), &isnull);

		if (!isnull)
			*column = column_of_node(TextDatumGetCString(node));
	}
	systable_endscan(scan);
	table_close(rel, AccessShareLock);
	return found;
}

static bool
has_name(List *names, const char *name)
{
	ListCell   *cell;

	foreach(cell, names)
		if (strcmp(lfirst(cell), name) == 0)
			return true;
	return false;
}

/* Is the rule about several tables, and one of them distributed? */
static bool
is_scattered(const CheckTriggerRow *row)
{
	List	   *members = check_has_members(row) ? check_members_found(row) : NIL;
	ListCell   *cell;
	AttrNumber	column;

	if (list_length(members) > 1)
		foreach(cell, members)
			if (is_distributed(((CheckTriggerRow *) lfirst(cell))->relid, &column))
				return true;
	return false;
}

char *
check_distribution_problem(const CheckTriggerRow *row, List *key)
{
	AttrNumber	column;
	char	   *name;
	bool		distributed = is_distributed(row->relid, &column);

	if (is_scattered(row))
		return pstrdup(_("a rule about several tables cannot follow them into the shards of Citus: keep the figures in one table, or undistribute the tables"));
	if (!distributed || column == InvalidAttrNumber)
		return NULL;
	name = get_attname(row->relid, column, true);
	if (name == NULL || key == NIL || has_name(key, name))
		return NULL;
	return psprintf(_("table %s is distributed by column \"%s\", which is not in the key: each shard judges only its part of a group; add the column to the key, or undistribute the table"),
					check_table_name(row->relid), name);
}
