/*
 * accounts/final_accounts.c - making a set of tables for final accounts, and finding it
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
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/memutils.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

#include "accounts/final_accounts.h"
#include "base/encoding.h"
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

/*
 * Runs the statements of a template one by one.  One that cannot be written in
 * the encoding of the database is a name in Chinese and is left out.
 */
static void
run_statements(const FinalAccounts *set, const char *template)
{
	const char *rest = template;

	while (*rest != '\0')
	{
		const char *end = strstr(rest, ";\n");
		char	   *sql;

		if (end == NULL)
			elog(ERROR, "a template ends within a statement");
		sql = final_accounts_sql(set, pnstrdup(rest, end - rest));
		if (sql != NULL)
		{
			int			result = SPI_execute(sql, false, 0);

			if (result < 0)
				elog(ERROR, "SPI_execute returned %s", SPI_result_code_string(result));
		}
		rest = end + 2;
	}
}

/* ---------------------------------------------------------------- which set */

static bool
is_set(Oid schema)
{
	return OidIsValid(get_relname_relid("layout", schema)) &&
		OidIsValid(get_relname_relid("head", schema)) &&
		OidIsValid(get_relname_relid("form_quarantine", schema));
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
				 errmsg(count == 0 ? "the database has no final accounts"
						: "the database has several sets of final accounts"),
				 count == 0 ? errhint("Make them with fiscal_create_final_accounts().")
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
					 errmsg("schema \"%s\" holds no final accounts", name),
					 errhint("Make them with fiscal_create_final_accounts().")));
	}
	return set;
}

/* ---------------------------------------------------------------- making one */

/*
 * A definition without its titles: the text between quotes, of which a definition
 * of ours has no other.
 */
static char *
without_titles(const char *definition)
{
	char	   *text = palloc(strlen(definition) + 1);
	char	   *end = text;
	bool		quoted = false;

	for (const char *p = definition; *p != '\0'; p++)
	{
		if (*p == '\'')
			quoted = !quoted;
		else if (!quoted)
			*end++ = *p;
	}
	*end = '\0';
	return text;
}

/* Titles are in Chinese, which not every encoding has. */
static void
add_formulas(const FinalAccounts *set, const char *name, const char *definition)
{
	static const Oid types[] = {NAMEOID, TEXTOID};
	const char *text = fiscal_from_utf8(definition);
	Datum		values[lengthof(types)];

	values[0] = DirectFunctionCall1(namein, CStringGetDatum(name));
	values[1] = CStringGetTextDatum(text != NULL ? text : without_titles(definition));
	(void) final_accounts_run(set, "SELECT @ext@.fiscal_add_formulas($1, $2, false)",
							  lengthof(types), types, values, NULL);
}

PG_FUNCTION_INFO_V1(fiscal_create_final_accounts);
Datum
fiscal_create_final_accounts(PG_FUNCTION_ARGS)
{
	const char *name = NameStr(*PG_GETARG_NAME(0));
	FinalAccounts set = {.extension = check_namespace(fcinfo)};
	int			nest = final_accounts_begin();

	if (SPI_execute(psprintf("CREATE SCHEMA %s", quote_identifier(name)), false, 0) !=
		SPI_OK_UTILITY)
		elog(ERROR, "could not create a schema");
	CommandCounterIncrement();
	set.schema = get_namespace_oid(name, false);

	/* The schema is new: what its names mean is what is created here. */
	(void) set_config_option("search_path", psprintf("%s, pg_temp", quote_identifier(name)),
							 PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
	run_statements(&set, final_accounts_tables);
	run_statements(&set, final_accounts_lines);
	run_statements(&set, final_accounts_quarantine);
	run_statements(&set, final_accounts_layout);
	run_statements(&set, final_accounts_layout_accounts);
	run_statements(&set, final_accounts_loading);
	run_statements(&set, final_accounts_claims);
	add_formulas(&set, "accounts", final_accounts_formulas);
	run_statements(&set, final_accounts_chinese);
	run_statements(&set, final_accounts_heads_accounts);
	run_statements(&set, final_accounts_claim_labels);
	final_accounts_end(nest);
	PG_RETURN_VOID();
}

void
final_accounts_key(FunctionCallInfo fcinfo, Datum key[3])
{
	for (int i = 0; i < 3; i++)
		if (PG_ARGISNULL(i))
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("a document needs a unit, a year and a stage")));
		else
			key[i] = PG_GETARG_DATUM(i);
}
