/*
 * engine/printed.c - where the rows of a table lie and stand in print
 *
 * Rows stand below each other in the order of the column line_no, where the
 * table has it, then of the primary key: a displaced column is one whose
 * figures moved along this order.  What of the primary key is not the key of
 * the rule tells the rows of a group apart.
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/relation.h"
#include "catalog/pg_index.h"
#include "fmgr.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/relcache.h"
#include "utils/syscache.h"

#include "engine/printed.h"

static List *
columns_of_index(Oid relid, Oid index)
{
	HeapTuple	tuple = SearchSysCache1(INDEXRELID, ObjectIdGetDatum(index));
	Form_pg_index form;
	List	   *names = NIL;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for index %u", index);
	form = (Form_pg_index) GETSTRUCT(tuple);
	for (int i = 0; i < form->indnkeyatts; i++)
		names = lappend(names, get_attname(relid, form->indkey.values[i], false));
	ReleaseSysCache(tuple);
	return names;
}

/* The columns of the primary key; none where there is none. */
static List *
primary_key(Oid relid)
{
	Relation	rel = relation_open(relid, AccessShareLock);
	Oid			index;

	list_free(RelationGetIndexList(rel));
	index = rel->rd_pkindex;
	relation_close(rel, AccessShareLock);
	return OidIsValid(index) ? columns_of_index(relid, index) : NIL;
}

static bool
is_of_key(const CheckRule *rule, const CheckSide *side, const char *name)
{
	for (int i = 0; i < rule->nkeys; i++)
		if (strcmp(side->cols[i].name, name) == 0)
			return true;
	return false;
}

void
check_append_place(StringInfo sql, const CheckRule *rule, const CheckSide *side)
{
	const char *comma = "";
	ListCell   *cell;

	appendStringInfoString(sql, ", x.tableoid, x.ctid, pg_catalog.jsonb_build_object(");
	foreach(cell, primary_key(side->relid))
	{
		const char *name = lfirst(cell);

		if (is_of_key(rule, side, name))
			continue;
		appendStringInfo(sql, "%s%s, x.%s", comma, quote_literal_cstr(name),
						 quote_identifier(name));
		comma = ", ";
	}
	appendStringInfoString(sql, ")::pg_catalog.text");
}

void
check_append_print_order(StringInfo sql, const CheckSide *side)
{
	const char *word = " ORDER BY ";
	List	   *names = primary_key(side->relid);
	ListCell   *cell;

	if (get_attnum(side->relid, CHECK_LINE_NUMBER) != InvalidAttrNumber)
		names = lcons(pstrdup(CHECK_LINE_NUMBER), names);
	foreach(cell, names)
	{
		appendStringInfo(sql, "%sx.%s", word, quote_identifier(lfirst(cell)));
		word = ", ";
	}
}
