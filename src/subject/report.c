/*
 * subject/report.c - what is wrong with the catalogue of a year
 *
 * Runs as the caller, with the caller's rights and row security.
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

#include "base/row.h"
#include "subject/fiscal_subject.h"

PG_FUNCTION_INFO_V1(fiscal_subject_report);

#define COLUMNS		6

/*
 * Over d, the rows of the year; %1$s is our schema.  The root has no name of
 * its own, so it is never unknown.
 */
static const char *const problems =
"WITH d AS (SELECT kind, code, name FROM %1$s.fiscal_subject"
"           WHERE year OPERATOR(pg_catalog.=) $1)"
" SELECT 'orphan', d.kind, d.code, d.name,"
"        pg_catalog.format('its parent %%s is missing', %1$s.subject_parent(d.code)), NULL::bigint"
" FROM d"
" WHERE %1$s.subject_level(d.code) OPERATOR(pg_catalog.>) 1"
"   AND NOT EXISTS (SELECT FROM d p WHERE p.kind OPERATOR(pg_catalog.=) d.kind"
"                   AND p.code OPERATOR(%1$s.=) %1$s.subject_parent(d.code))"
" UNION ALL"
" SELECT 'duplicate', d.kind, d.code, d.name,"
"        pg_catalog.format('the code is also of kind %%s', o.kind), NULL"
" FROM d JOIN d o ON o.code OPERATOR(%1$s.=) d.code"
"              AND o.kind OPERATOR(pg_catalog.<>) d.kind"
" UNION ALL"
" SELECT 'duplicate', d.kind, d.code, d.name,"
"        pg_catalog.format('%%s under the same parent has the same name', o.code), NULL"
" FROM d JOIN d o ON o.kind OPERATOR(pg_catalog.=) d.kind"
"              AND o.name OPERATOR(pg_catalog.=) d.name"
"              AND o.code OPERATOR(%1$s.<>) d.code"
"              AND %1$s.subject_parent(o.code) OPERATOR(%1$s.=) %1$s.subject_parent(d.code)"
" UNION ALL"
" SELECT 'kind', d.kind, d.code, d.name,"
"        pg_catalog.format('by its first digit the code is of kind %%s', %1$s.subject_kind(d.code)), NULL"
" FROM d WHERE d.kind OPERATOR(pg_catalog.<>) %1$s.subject_kind(d.code)";

/* The column of the table; %2$s is the column, %3$s the table. */
static const char *const unknown =
" UNION ALL"
" SELECT 'unknown', %1$s.subject_kind(u.code), u.code, NULL,"
"        pg_catalog.format('used in %%s but not in the catalogue of %%s', $2, $1), u.uses"
" FROM (SELECT t.%2$s::%1$s.subject_code AS code, pg_catalog.count(*) AS uses"
"       FROM %3$s t WHERE t.%2$s IS NOT NULL GROUP BY 1) u"
" WHERE %1$s.subject_level(u.code) OPERATOR(pg_catalog.>) 0"
"   AND NOT EXISTS (SELECT FROM d WHERE d.code OPERATOR(%1$s.=) u.code)";

static const char *const ordered =
" ORDER BY 1 USING OPERATOR(pg_catalog.<), 3 USING OPERATOR(%1$s.<),"
" 2 USING OPERATOR(pg_catalog.<), 5 USING OPERATOR(pg_catalog.<)";

/*
 * The column must hold codes.  Names come from the catalog and are quoted;
 * returns that of the table.
 */
static char *
append_unknown(StringInfo sql, const char *ours, Oid code_type, Oid rel, Name column)
{
	char	   *name = get_rel_name(rel);
	char	   *qualified;
	AttrNumber	number;

	if (name == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_TABLE),
				 errmsg("relation with OID %u does not exist", rel)));
	number = get_attnum(rel, NameStr(*column));
	if (number == InvalidAttrNumber)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_COLUMN),
				 errmsg("column \"%s\" of relation \"%s\" does not exist", NameStr(*column), name)));
	if (getBaseType(get_atttype(rel, number)) != code_type)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("column \"%s\" of relation \"%s\" is not of type subject_code",
						NameStr(*column), name)));
	qualified = psprintf("%s.%s", quote_subject_schema(get_rel_namespace(rel)),
						 quote_identifier(name));
	appendStringInfo(sql, unknown, ours, quote_identifier(NameStr(*column)), qualified);
	return qualified;
}

Datum
fiscal_subject_report(PG_FUNCTION_ARGS)
{
	Oid			schema = get_func_namespace(fcinfo->flinfo->fn_oid);
	SrfRows		rows;
	Oid			types[] = {INT4OID, TEXTOID};
	Datum		values[2] = {0, 0};
	char	   *ours = quote_subject_schema(schema);
	bool		of_table = !PG_ARGISNULL(1);
	StringInfoData sql;

	if (PG_ARGISNULL(0))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("year must not be null")));
	if (of_table != !PG_ARGISNULL(2))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a table and its code column must be given together")));

	rows = srf_begin(fcinfo);
	values[0] = PG_GETARG_DATUM(0);
	initStringInfo(&sql);
	appendStringInfo(&sql, problems, ours);
	if (of_table)
	{
		const char *table = append_unknown(&sql, ours,
										   TupleDescAttr(rows.desc, 2)->atttypid,
										   PG_GETARG_OID(1), PG_GETARG_NAME(2));

		values[1] = CStringGetTextDatum(table);
	}
	appendStringInfo(&sql, ordered, ours);

	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
	if (SPI_execute_with_args(sql.data, of_table ? 2 : 1, types, values, NULL, true, 0) != SPI_OK_SELECT)
		elog(ERROR, "could not read the catalogue");
	for (uint64 i = 0; i < SPI_processed; i++)
	{
		Datum		columns[COLUMNS];
		bool		nulls[COLUMNS];

		heap_deform_tuple(SPI_tuptable->vals[i], SPI_tuptable->tupdesc, columns, nulls);
		srf_put(&rows, columns, nulls);
	}
	SPI_finish();
	return (Datum) 0;
}
