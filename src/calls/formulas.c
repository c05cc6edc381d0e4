/*
 * calls/formulas.c - formula sets installed and listed
 */
#include "postgres.h"

#include "catalog/namespace.h"
#include "catalog/pg_type.h"
#include "fmgr.h"
#include "nodes/makefuncs.h"
#include "storage/lmgr.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

#include "base/row.h"
#include "base/session.h"
#include "calls/call.h"
#include "calls/install.h"
#include "kinds/formulas/rule.h"
#include "rule/args.h"
#include "rule/cache.h"
#include "rule/members.h"

/* ---------------------------------------------------------------- installing */

/*
 * The tables that a definition names: the first by search_path, the others in
 * the schema of that one.  One that is not there is left to the reading of the
 * set, which can say where it is named.
 */
static List *
find_tables(const FormulaSet *set)
{
	List	   *tables = NIL;
	Oid			schema = InvalidOid;

	for (int i = 0; i < set->nforms; i++)
	{
		const char *name = formula_local(set->form[i].table.text);
		CheckNamedTable *table;
		ListCell   *cell;
		Oid			relid = OidIsValid(schema) ? get_relname_relid(name, schema)
			: RangeVarGetRelid(makeRangeVar(NULL, pstrdup(name), -1), NoLock, true);
		bool		known = false;

		foreach(cell, tables)
			known = known || ((CheckNamedTable *) lfirst(cell))->relid == relid;
		if (!OidIsValid(relid) || known)
			continue;
		LockRelationOid(relid, AccessShareLock);
		schema = get_rel_namespace(relid);
		check_refuse_table(relid);
		if (tables != NIL)
			check_refuse_owners(((CheckNamedTable *) linitial(tables))->relid, relid);
		table = palloc(sizeof(CheckNamedTable));
		table->name = name;
		table->relid = relid;
		tables = lappend(tables, table);
	}
	return tables;
}

static const char *
need_text(const CheckCall *call, const char *parameter)
{
	FunctionCallInfo fcinfo = call->fcinfo;
	int			argno = check_call_given(call, parameter);

	if (argno < 0)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("argument \"%s\" of %s() cannot be null", parameter, call->function)));
	return call->types[argno] == NAMEOID ? NameStr(*PG_GETARG_NAME(argno))
		: text_to_cstring(PG_GETARG_TEXT_PP(argno));
}

PG_FUNCTION_INFO_V1(fiscal_add_formulas);
Datum
fiscal_add_formulas(PG_FUNCTION_ARGS)
{
	CheckCall  *call = check_call_begin(fcinfo);
	const char *name = need_text(call, "name");
	const char *definition = need_text(call, "definition");
	List	   *tables = find_tables(formula_read_text(name, definition));
	char	   *args[] = {NULL, psprintf("definition=%s", definition)};
	Oid			first = tables == NIL ? InvalidOid : ((CheckNamedTable *) linitial(tables))->relid;
	CheckRule  *rule = check_rule_new(&check_formulas_kind, call->namespace, first, name);
	ListCell   *cell;

	if (OidIsValid(first))
		check_refuse_name(first, name);
	rule->tables = tables;
	check_rule_load(rule, check_args_parse(rule->kind, name, 1, &args[1]));
	foreach(cell, tables)
	{
		const CheckNamedTable *table = lfirst(cell);

		args[0] = psprintf("table=%s", table->name);
		check_create_trigger(rule, table->relid, lengthof(args), args);
	}
	check_finish_install(call, rule);
	return DirectFunctionCall1(namein, CStringGetDatum(name));
}

/* ---------------------------------------------------------------- listing */

static ArrayType *
table_array(const CheckRule *rule)
{
	Datum	   *relids = palloc(sizeof(Datum) * list_length(rule->tables));
	ListCell   *cell;
	int			n = 0;

	foreach(cell, rule->tables)
		relids[n++] = ObjectIdGetDatum(((CheckNamedTable *) lfirst(cell))->relid);
	return construct_array(relids, n, REGCLASSOID, sizeof(Oid), true, TYPALIGN_INT);
}

static Datum
text_datum(const char *utf8)
{
	return CStringGetTextDatum(formula_local(utf8));
}

static void
put_formula(SrfRows *rows, const CheckRule *rule, const Formula *formula)
{
	Datum		values[7];
	bool		nulls[7] = {false};

	values[0] = DirectFunctionCall1(namein, CStringGetDatum(rule->name));
	values[1] = text_datum(formula->id.text);
	nulls[2] = formula->title.text == NULL;
	if (!nulls[2])
		values[2] = text_datum(formula->title.text);
	nulls[3] = formula->flags_text[0] == '\0';
	values[3] = text_datum(formula->flags_text);
	nulls[4] = formula->scope_text[0] == '\0';
	values[4] = text_datum(formula->scope_text);
	values[5] = text_datum(formula->equation_text);
	values[6] = PointerGetDatum(table_array(rule));
	srf_put(rows, values, nulls);
}

typedef struct Loading
{
	CheckTriggerRow *row;
	CheckRule  *rule;
} Loading;

static void
load(void *arg)
{
	Loading    *loading = arg;

	loading->rule = check_rule_of_members(loading->row, check_members(loading->row));
}

/* A set that cannot be read is left out: fiscal_checks says why. */
PG_FUNCTION_INFO_V1(fiscal_list_formulas);
Datum
fiscal_list_formulas(PG_FUNCTION_ARGS)
{
	CheckCall  *call = check_call_begin(fcinfo);
	SrfRows		rows = srf_begin(fcinfo);
	ListCell   *cell;

	foreach(cell, check_all_triggers(call->namespace))
	{
		Loading		loading = {.row = lfirst(cell)};
		const FormulaRule *formulas;

		if (OidIsValid(loading.row->parent) ||
			check_kind_of_function(call->namespace, loading.row->function) != &check_formulas_kind ||
			check_first_member(loading.row)->oid != loading.row->oid ||
			check_caught(load, &loading) != NULL)
			continue;
		formulas = loading.rule->form;
		for (int i = 0; i < formulas->set->nformulas; i++)
			put_formula(&rows, loading.rule, &formulas->set->formula[i]);
		check_rule_free(loading.rule);
	}
	return (Datum) 0;
}
