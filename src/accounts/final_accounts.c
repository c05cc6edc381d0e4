/*
 * accounts/final_accounts.c - finding a set of forms, and running statements on it
 *
 * Everything is done as the caller, who owns what comes of it.
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "access/xact.h"
#include "catalog/namespace.h"
#include "catalog/pg_namespace.h"
#include "catalog/pg_type.h"
#include "common/hashfn.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "nodes/primnodes.h"
#include "rewrite/rewriteHandler.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/memutils.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

#include "accounts/final_accounts.h"
#include "base/encoding.h"
#include "base/nls.h"
#include "base/own.h"

/* ---------------------------------------------------------------- templates */

static const char *
quoted_schema(Oid schema)
{
	char	   *name = get_namespace_name(schema);

	if (name == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_SCHEMA),
				 errmsg("schema with OID %u does not exist", schema)));
	return quote_identifier(name);
}

/*
 * The names are filled in after the conversion: they are in the encoding of
 * the server already.
 */
char *
final_accounts_sql(const FinalAccounts *set, const char *template)
{
	const char *text = fiscal_from_utf8(template);
	StringInfoData sql;

	if (text == NULL)
		return NULL;
	initStringInfo(&sql);
	while (*text != '\0')
	{
		if (strncmp(text, "@fa@", 4) == 0)
		{
			appendStringInfoString(&sql, quoted_schema(set->schema));
			text += 4;
		}
		else if (strncmp(text, "@ext@", 5) == 0)
		{
			appendStringInfoString(&sql, quoted_schema(set->extension));
			text += 5;
		}
		else if (set->stage != NULL && strncmp(text, "@stage@", 7) == 0)
		{
			appendStringInfoString(&sql, quote_literal_cstr(set->stage));
			text += 7;
		}
		else
			appendStringInfoChar(&sql, *text++);
	}
	return sql.data;
}

/* With row_security off the server refuses what a policy would thin out. */
int
final_accounts_begin(void)
{
	int			nest = NewGUCNestLevel();

	(void) set_config_option("row_security", "off", PGC_USERSET, PGC_S_SESSION,
							 GUC_ACTION_SAVE, true, 0, false);
	(void) set_config_option("search_path", "pg_catalog, pg_temp",
							 PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
	return nest;
}

void
final_accounts_end(int nest)
{
	SPI_finish();
	AtEOXact_GUC(true, nest);
}

char *
accounts_utf8(const char *text)
{
	const char *utf8 = fiscal_to_utf8(text);

	if (utf8 == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_UNTRANSLATABLE_CHARACTER),
				 errmsg("a cell cannot be read in the encoding of the database")));
	return pstrdup(utf8);
}

char *
accounts_server(const char *utf8)
{
	const char *text = fiscal_from_utf8(utf8);

	if (text == NULL)
		elog(ERROR, "text that came from the database cannot be written to it");
	return pstrdup(text);
}

/* ---------------------------------------------------------------- statements */

/*
 * Plans are kept for the session, by their text, so that a document costs no
 * parsing.  The texts of a set are few; sets that come and go are forgotten
 * with all others once there are too many.  The server plans again what has
 * become stale, and checks rights and row security anew for another role.
 */
#define PLANS_KEPT	512

typedef struct KeptPlan
{
	uint32		hash;
	char	   *sql;
	SPIPlanPtr	plan;
	struct KeptPlan *next;
} KeptPlan;

static KeptPlan *kept[PLANS_KEPT];
static int	nkept = 0;

static void
forget_plans(void)
{
	for (int i = 0; i < PLANS_KEPT; i++)
		while (kept[i] != NULL)
		{
			KeptPlan   *next = kept[i]->next;

			SPI_freeplan(kept[i]->plan);
			pfree(kept[i]->sql);
			pfree(kept[i]);
			kept[i] = next;
		}
	nkept = 0;
}

static SPIPlanPtr
plan_of(const char *sql, int nargs, const Oid *types)
{
	uint32		hash = DatumGetUInt32(hash_any((const unsigned char *) sql, strlen(sql)));
	KeptPlan  **list = &kept[hash % PLANS_KEPT];
	KeptPlan   *found;
	SPIPlanPtr	plan;

	for (found = *list; found != NULL; found = found->next)
		if (found->hash == hash && strcmp(found->sql, sql) == 0)
			return found->plan;
	plan = SPI_prepare(sql, nargs, unconstify(Oid *, types));
	if (plan == NULL)
		elog(ERROR, "SPI_prepare returned %s", SPI_result_code_string(SPI_result));
	if (nkept == PLANS_KEPT)
		forget_plans();
	found = MemoryContextAlloc(TopMemoryContext, sizeof(KeptPlan));
	found->hash = hash;
	found->sql = MemoryContextStrdup(TopMemoryContext, sql);
	found->plan = plan;
	found->next = *list;
	if (SPI_keepplan(plan) != 0)
		elog(ERROR, "SPI_keepplan failed");
	*list = found;
	nkept++;
	return plan;
}

uint64
final_accounts_run(const FinalAccounts *set, const char *template, int nargs,
				   const Oid *types, const Datum *values, const bool *isnull)
{
	char	   *sql = final_accounts_sql(set, template);
	char		flags[64];
	int			result;

	if (sql == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_UNTRANSLATABLE_CHARACTER),
				 errmsg("the encoding of the database cannot write Chinese")));
	if (nargs > (int) lengthof(flags))
		elog(ERROR, "too many parameters");
	for (int i = 0; i < nargs; i++)
		flags[i] = isnull != NULL && isnull[i] ? 'n' : ' ';
	result = SPI_execute_plan(plan_of(sql, nargs, types), unconstify(Datum *, values), flags,
							  set->read_only, 0);
	if (result < 0)
		elog(ERROR, "SPI_execute_plan returned %s", SPI_result_code_string(result));
	pfree(sql);
	return SPI_processed;
}

/* ---------------------------------------------------------------- which set */

static bool
is_set(Oid schema)
{
	return OidIsValid(get_relname_relid("document", schema)) &&
		OidIsValid(get_relname_relid("layout", schema)) &&
		OidIsValid(get_relname_relid("head", schema)) &&
		OidIsValid(get_relname_relid("form_quarantine", schema));
}

static int
hint_to_create(void)
{
	return errhint("Make one with fiscal_create_final_accounts(), fiscal_create_budget() or fiscal_create_form_set().");
}

static Oid
only_set(void)
{
	Relation	catalog = table_open(NamespaceRelationId, AccessShareLock);
	SysScanDesc scan = systable_beginscan(catalog, InvalidOid, false, NULL, 0, NULL);
	Oid			found = InvalidOid;
	int			count = 0;
	HeapTuple	tuple;

	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		Oid			schema = ((Form_pg_namespace) GETSTRUCT(tuple))->oid;

		if (is_set(schema))
		{
			found = schema;
			count++;
		}
	}
	systable_endscan(scan);
	table_close(catalog, AccessShareLock);
	if (count != 1)
		ereport(ERROR,
				(errcode(count == 0 ? ERRCODE_UNDEFINED_SCHEMA : ERRCODE_AMBIGUOUS_PARAMETER),
				 count == 0 ? errmsg("the database has no set of forms")
				 : errmsg("the database has several sets of forms"),
				 count == 0 ? hint_to_create()
				 : errhint("Name the schema of the one you mean.")));
	return found;
}

FinalAccounts
final_accounts_of(FunctionCallInfo fcinfo, int schema_arg)
{
	FinalAccounts set = {.extension = check_namespace(fcinfo)};

	if (PG_ARGISNULL(schema_arg))
		set.schema = only_set();
	else
	{
		const char *name = NameStr(*PG_GETARG_NAME(schema_arg));

		set.schema = get_namespace_oid(name, false);
		if (!is_set(set.schema))
			ereport(ERROR,
					(errcode(ERRCODE_UNDEFINED_TABLE),
					 errmsg("schema \"%s\" holds no set of forms", name),
					 hint_to_create()));
	}
	return set;
}

/* ---------------------------------------------------------------- the document */

/* The stage that the set gives to a document that names none; NULL if it gives none. */
char *
final_accounts_stage(Oid schema)
{
	Relation	rel = table_open(get_relname_relid("document", schema), AccessShareLock);
	AttrNumber	column = get_attnum(RelationGetRelid(rel), "stage");
	Node	   *stage = column == InvalidAttrNumber ? NULL : build_column_default(rel, column);
	char	   *found = NULL;

	if (stage != NULL && IsA(stage, Const) && ((Const *) stage)->consttype == TEXTOID &&
		!((Const *) stage)->constisnull)
		found = TextDatumGetCString(((Const *) stage)->constvalue);
	table_close(rel, AccessShareLock);
	return found;
}

void
final_accounts_key(const FinalAccounts *set, FunctionCallInfo fcinfo, int stage_arg, Datum key[3])
{
	const int	args[] = {0, 1, stage_arg};

	for (int i = 0; i < (int) lengthof(args); i++)
	{
		const char *stage = i == 2 && PG_ARGISNULL(stage_arg) ? final_accounts_stage(set->schema) : NULL;

		if (stage != NULL)
			key[i] = CStringGetTextDatum(stage);
		else if (!PG_ARGISNULL(args[i]))
			key[i] = PG_GETARG_DATUM(args[i]);
		else
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("a document needs a unit, a year and a stage")));
	}
}
