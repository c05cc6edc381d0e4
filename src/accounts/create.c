/*
 * accounts/create.c - making a set of forms
 *
 * A set is data: its forms, their lines and heads as rows, and a definition of
 * its formulas.  The tables follow from the rows.  Everything is done as the
 * caller, who owns what comes of it.
 */
#include "postgres.h"

#include "access/xact.h"
#include "catalog/namespace.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"

#include "accounts/final_accounts.h"
#include "base/encoding.h"
#include "base/nls.h"
#include "base/own.h"

/* ---------------------------------------------------------------- statements */

static void
execute(const char *statement)
{
	int			result = SPI_execute(statement, false, 0);

	if (result < 0)
		elog(ERROR, "SPI_execute returned %s", SPI_result_code_string(result));
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
			execute(sql);
		rest = end + 2;
	}
}

/* Runs the statements that a query on the schema writes; in Chinese, where that exists. */
static void
run_written(const FinalAccounts *set, const char *template)
{
	static const Oid types[] = {OIDOID};
	Datum		values[] = {ObjectIdGetDatum(set->schema)};
	SPITupleTable *written;
	uint64		count;

	if (fiscal_from_utf8(template) == NULL)
		return;
	count = final_accounts_run(set, template, lengthof(types), types, values, NULL);
	written = SPI_tuptable;
	for (uint64 i = 0; i < count; i++)
		execute(SPI_getvalue(written->vals[i], written->tupdesc, 1));
}

/* ---------------------------------------------------------------- formulas */

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
static Datum
definition_text(const char *definition)
{
	const char *text = fiscal_from_utf8(definition);

	return CStringGetTextDatum(text != NULL ? text : without_titles(definition));
}

/* The formulas find their tables in the schema of the set, and nowhere else. */
static void
search_schema(const FinalAccounts *set)
{
	(void) set_config_option("search_path",
							 psprintf("%s, pg_temp", quote_identifier(get_namespace_name(set->schema))),
							 PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
}

static void
add_formulas(const FinalAccounts *set, Datum name, Datum definition)
{
	static const Oid types[] = {NAMEOID, TEXTOID};
	Datum		values[] = {name, definition};

	search_schema(set);
	(void) final_accounts_run(set, "SELECT @ext@.fiscal_add_formulas($1, $2)",
							  lengthof(types), types, values, NULL);
}

/*
 * What is to be verified can be explained; what must hold cannot.  Explanations
 * that name no formula set are of the first one.
 */
static void
limit_explanations(const FinalAccounts *set, Datum name)
{
	static const Oid types[] = {NAMEOID, OIDOID};
	const Datum values[] = {name, ObjectIdGetDatum(set->schema)};
	const char *called = NameStr(*DatumGetName(name));
	char	   *literal = quote_literal_cstr(called);
	char	   *ids;
	bool		first;
	bool		isnull;

	final_accounts_run(set, "SELECT string_agg(DISTINCT quote_literal(id), ', '),"
					   "	(SELECT NOT a.atthasdef FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid"
					   "		WHERE c.relnamespace = $2 AND c.relname = 'explanation' AND a.attname = 'set')"
					   " FROM @fa@.rule WHERE set = $1 AND severity = 'V'",
					   lengthof(types), types, values, NULL);
	ids = SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1);
	first = DatumGetBool(SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 2, &isnull));
	execute(psprintf("ALTER TABLE %s%s ADD CONSTRAINT %s CHECK (set <> %s%s)",
					 quote_qualified_identifier(get_namespace_name(set->schema), "explanation"),
					 first ? psprintf(" ALTER set SET DEFAULT %s,", literal) : "",
					 quote_identifier(psprintf("explanation_of_what_%s_verifies", called)), literal,
					 ids == NULL ? "" : psprintf(" OR id IN (%s)", ids)));
}

/* ---------------------------------------------------------------- a set */

/* What a set has of its own, as templates; NULL for none. */
typedef struct SetOfForms
{
	const char *name;			/* of its formulas */
	const char *stage;			/* of its documents */
	const char *forms;			/* lines, layouts, numbers of columns */
	const char *tables;			/* what tables have beside what their layouts say */
	const char *formulas;
	const char *heads;			/* titles, heads and labels, in Chinese */
	const char *claim_labels;
} SetOfForms;

/* The schema, with what every set has. */
static FinalAccounts
begin_set(FunctionCallInfo fcinfo, Name name, const char *stage)
{
	FinalAccounts set = {.extension = check_namespace(fcinfo), .stage = stage};

	execute(psprintf("CREATE SCHEMA %s", quote_identifier(NameStr(*name))));
	CommandCounterIncrement();
	set.schema = get_namespace_oid(NameStr(*name), false);

	/* The schema is new: what its names mean is what is created here. */
	search_schema(&set);
	run_statements(&set, template_set);
	run_statements(&set, template_claims);
	return set;
}

static void
finish_set(const FinalAccounts *set, Datum name, Datum definition)
{
	final_accounts_make_twins(set);
	add_formulas(set, name, definition);
	limit_explanations(set, name);
}

static void
make_set(FunctionCallInfo fcinfo, const SetOfForms *of)
{
	int			nest = final_accounts_begin();
	FinalAccounts set = begin_set(fcinfo, PG_GETARG_NAME(0), of->stage);

	run_statements(&set, of->forms);
	final_accounts_make_tables(&set);
	if (of->tables != NULL)
		run_statements(&set, of->tables);
	finish_set(&set, DirectFunctionCall1(namein, CStringGetDatum(of->name)),
			   definition_text(of->formulas));
	run_statements(&set, of->heads);
	run_statements(&set, template_names);
	run_written(&set, template_comments);
	if (of->claim_labels != NULL)
		run_statements(&set, of->claim_labels);
	final_accounts_end(nest);
}

PG_FUNCTION_INFO_V1(fiscal_create_final_accounts);
Datum
fiscal_create_final_accounts(PG_FUNCTION_ARGS)
{
	static const SetOfForms accounts = {
		.name = "accounts", .stage = "final", .forms = template_final_forms,
		.tables = template_final_tables, .formulas = template_final_formulas,
		.heads = template_final_heads, .claim_labels = template_final_claim_labels
	};

	make_set(fcinfo, &accounts);
	PG_RETURN_VOID();
}

PG_FUNCTION_INFO_V1(fiscal_create_budget);
Datum
fiscal_create_budget(PG_FUNCTION_ARGS)
{
	static const SetOfForms budget = {
		.name = "budget", .stage = "budget", .forms = template_budget_forms,
		.formulas = template_budget_formulas, .heads = template_budget_heads
	};

	make_set(fcinfo, &budget);
	PG_RETURN_VOID();
}

/* ---------------------------------------------------------------- a set of one's own */

/* As the CHECK of document.stage has them. */
static void
refuse_stage(const char *stage)
{
	if (strcmp(stage, "budget") != 0 && strcmp(stage, "adjusted") != 0 && strcmp(stage, "final") != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("there is no stage \"%s\"", stage),
				 errhint("A document is of the stage \"budget\", \"adjusted\" or \"final\".")));
}

PG_FUNCTION_INFO_V1(fiscal_create_form_set);
Datum
fiscal_create_form_set(PG_FUNCTION_ARGS)
{
	const char *stage = text_to_cstring(PG_GETARG_TEXT_PP(1));
	int			nest;

	refuse_stage(stage);
	nest = final_accounts_begin();
	(void) begin_set(fcinfo, PG_GETARG_NAME(0), stage);
	final_accounts_end(nest);
	PG_RETURN_VOID();
}

PG_FUNCTION_INFO_V1(fiscal_create_form_tables);
Datum
fiscal_create_form_tables(PG_FUNCTION_ARGS)
{
	FinalAccounts set = final_accounts_of(fcinfo, 0);
	int			nest = final_accounts_begin();

	set.stage = final_accounts_stage(set.schema);
	final_accounts_make_tables(&set);
	run_statements(&set, template_names);
	run_written(&set, template_comments);
	finish_set(&set, PG_GETARG_DATUM(1), PG_GETARG_DATUM(2));
	final_accounts_end(nest);
	PG_RETURN_VOID();
}
