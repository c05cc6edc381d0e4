/*
 * engine/printed.c - in which order the rows of a table are printed
 *
 * Rows stand below each other in the order of the column line_no, where the
 * table has it, then of the primary key: a displaced column is one whose
 * figures moved along this order.
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/relation.h"
#include "catalog/pg_index.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/relcache.h"
#include "utils/syscache.h"

#include "engine/printed.h"

static void
append_column(StringInfo sql, const char *name, bool *first)
{
	appendStringInfo(sql, "%sx.%s", *first ? " ORDER BY " : ", ", quote_identifier(name));
	*first = false;
}

static void
append_columns_of_index(StringInfo sql, Oid relid, Oid index, bool *first)
{
	HeapTuple	tuple = SearchSysCache1(INDEXRELID, ObjectIdGetDatum(index));
	Form_pg_index form;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for index %u", index);
	form = (Form_pg_index) GETSTRUCT(tuple);
	for (int i = 0; i < form->indnkeyatts; i++)
		append_column(sql, get_attname(relid, form->indkey.values[i], false), first);
	ReleaseSysCache(tuple);
}

void
check_append_print_order(StringInfo sql, Oid relid)
{
	Relation	rel = relation_open(relid, AccessShareLock);
	bool		first = true;

	if (get_attnum(relid, CHECK_LINE_NUMBER) != InvalidAttrNumber)
		append_column(sql, CHECK_LINE_NUMBER, &first);
	list_free(RelationGetIndexList(rel));
	if (OidIsValid(rel->rd_pkindex))
		append_columns_of_index(sql, relid, rel->rd_pkindex, &first);
	relation_close(rel, AccessShareLock);
}
