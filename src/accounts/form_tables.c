/*
 * accounts/form_tables.c - the tables of a set, as its layouts say
 *
 * Every row of a form belongs to a document and to the form of it, has a role, a
 * code, a number and a name where the layout names such columns, and figures.  A
 * table that is there already stays as it is, so that one that needs more can be
 * made by hand.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "nodes/pg_list.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

#include "accounts/final_accounts.h"
#include "base/nls.h"

/* A table and the forms that it is of; names as SQL writes them, NULL for none. */
typedef struct FormTable
{
	char	   *name;			/* not quoted */
	char	   *role;
	char	   *code;
	char	   *line;
	char	   *item;
	char	   *kind;			/* of subjects, as a literal */
	char	   *subject_role;	/* as a literal */
	char	   *quantum;		/* by default, as a literal */
	int			nfigures;
	char	  **figures;		/* not quoted */
	int			nforms;
	char	  **forms;			/* not quoted, nor the next */
	char	  **partitions;
} FormTable;

static const char tables_query[] =
"SELECT table_name, quote_ident(min(role_column::text)), quote_ident(min(code_column::text)),"
"	quote_ident(min(line_column::text)), quote_ident(min(name_column::text)),"
"	quote_literal(min(subject_kind)), quote_literal(min(subject_role)),"
"	quote_literal(CASE WHEN count(DISTINCT measure) = 1 THEN @ext@.yuan_parse('0.01', min(measure)) END::text),"
"	(SELECT array_agg(f.name ORDER BY f.ord) FROM (SELECT u.name::text, min(u.ord) AS ord FROM @fa@.layout o,"
"		unnest(o.figures) WITH ORDINALITY u (name, ord) WHERE o.table_name = l.table_name GROUP BY u.name) f),"
"	array_agg(form ORDER BY form),"
"	array_agg(coalesce(partition_name::text, table_name || '_' || form) ORDER BY form)"
" FROM @fa@.layout l GROUP BY table_name ORDER BY table_name";

/* ---------------------------------------------------------------- reading */

static char *
text_of(uint64 row, int column)
{
	return SPI_getvalue(SPI_tuptable->vals[row], SPI_tuptable->tupdesc, column);
}

static char **
texts_of(uint64 row, int column, int *count)
{
	bool		isnull;
	Datum		array = SPI_getbinval(SPI_tuptable->vals[row], SPI_tuptable->tupdesc, column, &isnull);
	Datum	   *elements;
	bool	   *nulls;
	char	  **texts;

	deconstruct_array(DatumGetArrayTypeP(array), TEXTOID, -1, false, TYPALIGN_INT, &elements, &nulls,
					  count);
	texts = palloc(sizeof(char *) * *count);
	for (int i = 0; i < *count; i++)
		texts[i] = TextDatumGetCString(elements[i]);
	return texts;
}

static List *
read_tables(const FinalAccounts *set)
{
	List	   *tables = NIL;

	final_accounts_run(set, tables_query, 0, NULL, NULL, NULL);
	for (uint64 i = 0; i < SPI_processed; i++)
	{
		FormTable  *table = palloc0(sizeof(FormTable));

		table->name = text_of(i, 1);
		table->role = text_of(i, 2);
		table->code = text_of(i, 3);
		table->line = text_of(i, 4);
		table->item = text_of(i, 5);
		table->kind = text_of(i, 6);
		table->subject_role = text_of(i, 7);
		table->quantum = text_of(i, 8);
		table->figures = texts_of(i, 9, &table->nfigures);
		table->forms = texts_of(i, 10, &table->nforms);
		table->partitions = texts_of(i, 11, &table->nforms);
		tables = lappend(tables, table);
	}
	return tables;
}

/* ---------------------------------------------------------------- statements */

static char *
in_schema(Oid schema, const char *name)
{
	return quote_qualified_identifier(get_namespace_name(schema), name);
}

static void
execute(const char *statement)
{
	int			result = SPI_execute(statement, false, 0);

	if (result < 0)
		elog(ERROR, "SPI_execute returned %s", SPI_result_code_string(result));
}

/* What the code of a row may be: by the role of the row, where rows have roles. */
static char *
subject_rule(const FormTable *table, const char *ext)
{
	char	   *level = psprintf("%s.subject_level(%s)", ext, table->code);
	char	   *is_kind = table->kind == NULL ? NULL
		: psprintf("%s.subject_kind(%s) IS NOT DISTINCT FROM %s", ext, table->code, table->kind);

	if (table->role == NULL)
		return is_kind == NULL ? NULL : psprintf("%s = 0 OR %s", level, is_kind);
	if (table->subject_role == NULL)
		return psprintf("%s = 0", level);
	return psprintf("CASE %s WHEN %s THEN %s ELSE %s = 0 END", table->role, table->subject_role,
					is_kind != NULL ? is_kind : psprintf("%s = 1", level), level);
}

static void
append_key_columns(StringInfo sql, const FinalAccounts *set, const FormTable *table)
{
	appendStringInfo(sql, "unit text NOT NULL, year integer NOT NULL, stage text NOT NULL%s, form text NOT NULL",
					 set->stage == NULL ? "" : psprintf(" DEFAULT %s", quote_literal_cstr(set->stage)));
	if (table->nforms == 1)
		appendStringInfo(sql, " DEFAULT %s CHECK (form = %s)", quote_literal_cstr(table->forms[0]),
						 quote_literal_cstr(table->forms[0]));
}

static void
append_line_columns(StringInfo sql, const FormTable *table, const char *ext)
{
	if (table->role != NULL)
		appendStringInfo(sql, ", %s text NOT NULL%s", table->role, table->kind == NULL ||
						 table->subject_role == NULL ? "" : psprintf(" DEFAULT %s", table->subject_role));
	if (table->code != NULL)
		appendStringInfo(sql, ", %s %s.subject_code NOT NULL%s", table->code, ext,
						 table->role == NULL ? "" : " DEFAULT '*'");
	if (table->line != NULL)
		appendStringInfo(sql, ", %s integer", table->line);
	if (table->item != NULL)
		appendStringInfo(sql, ", %s text", table->item);
}

static void
append_figures(StringInfo sql, const FormTable *table, const char *ext)
{
	for (int i = 0; i < table->nfigures; i++)
		appendStringInfo(sql, ", %s %s.yuan", quote_identifier(table->figures[i]), ext);
	appendStringInfo(sql, ", quantum %s.yuan NOT NULL%s, blank_is_zero boolean NOT NULL DEFAULT false", ext,
					 table->quantum == NULL ? "" : psprintf(" DEFAULT %s", table->quantum));
	if (table->code != NULL)
		appendStringInfo(sql, ", level smallint NOT NULL GENERATED ALWAYS AS (%s.subject_level(%s)) STORED",
						 ext, table->code);
}

/* Figures are multiples of the quantum, which is that of the form. */
static void
append_constraints(StringInfo sql, const FinalAccounts *set, const FormTable *table, const char *ext)
{
	char	   *subjects = table->code == NULL ? NULL : subject_rule(table, ext);
	char	   *form = in_schema(set->schema, "form");

	appendStringInfo(sql, ", PRIMARY KEY (unit, year, stage%s", table->nforms > 1 ? ", form" : "");
	if (table->role != NULL)
		appendStringInfo(sql, ", %s", table->role);
	if (table->code != NULL)
		appendStringInfo(sql, ", %s", table->code);
	appendStringInfo(sql, "), FOREIGN KEY (unit, year, stage, form, quantum)"
					 " REFERENCES %s (unit, year, stage, form, quantum) ON UPDATE CASCADE ON DELETE CASCADE",
					 form);
	if (table->role != NULL)
		appendStringInfo(sql, ", FOREIGN KEY (form, %s) REFERENCES %s", table->role,
						 in_schema(set->schema, "line"));
	if (subjects != NULL)
		appendStringInfo(sql, ", CONSTRAINT %s CHECK (%s)",
						 quote_identifier(psprintf("%s_subject", table->name)), subjects);
	appendStringInfo(sql, ", CONSTRAINT %s CHECK (",
					 quote_identifier(psprintf("%s_quantum", table->name)));
	for (int i = 0; i < table->nfigures; i++)
		appendStringInfo(sql, "%s%s.yuan_fen(%s) %% %s.yuan_fen(quantum) = 0", i > 0 ? " AND " : "", ext,
						 quote_identifier(table->figures[i]), ext);
	appendStringInfoString(sql, ")");
}

static void
create_table(const FinalAccounts *set, const FormTable *table)
{
	const char *ext = quote_identifier(get_namespace_name(set->extension));
	char	   *name = in_schema(set->schema, table->name);
	StringInfoData sql;

	initStringInfo(&sql);
	appendStringInfo(&sql, "CREATE TABLE %s (", name);
	append_key_columns(&sql, set, table);
	append_line_columns(&sql, table, ext);
	append_figures(&sql, table, ext);
	append_constraints(&sql, set, table, ext);
	appendStringInfo(&sql, ")%s", table->nforms > 1 ? " PARTITION BY LIST (form)" : "");
	execute(sql.data);
	if (table->code != NULL && (table->role != NULL || table->nforms > 1))
		execute(psprintf("CREATE INDEX ON %s (unit, year, stage, %s)", name, table->code));
	for (int i = 0; table->nforms > 1 && i < table->nforms; i++)
	{
		char	   *partition = in_schema(set->schema, table->partitions[i]);
		char	   *form = quote_literal_cstr(table->forms[i]);

		execute(psprintf("CREATE TABLE %s PARTITION OF %s FOR VALUES IN (%s)", partition, name, form));
		execute(psprintf("ALTER TABLE %s ALTER form SET DEFAULT %s", partition, form));
	}
}

void
final_accounts_make_tables(const FinalAccounts *set)
{
	ListCell   *cell;

	foreach(cell, read_tables(set))
	{
		const FormTable *table = lfirst(cell);

		if (!OidIsValid(get_relname_relid(table->name, set->schema)))
			create_table(set, table);
	}
}

/* ---------------------------------------------------------------- twins and cells */

static char *
twin_of(const FormTable *table)
{
	return psprintf("%s_quarantine", table->name);
}

/* A line is called by its code, or by its role where it has no code of its own. */
static const char *
item_of(const FormTable *table, const char *ext)
{
	if (table->role != NULL && table->code != NULL)
		return psprintf("CASE %s.subject_level(%s) WHEN 0 THEN %s ELSE %s::text END", ext, table->code,
						table->role, table->code);
	if (table->role != NULL)
		return table->role;
	return table->code != NULL ? psprintf("%s::text", table->code) : "'*'::text";
}

/* The cells of all forms, one row each, from the tables or from their twins. */
static void
create_cells(const FinalAccounts *set, const List *tables, const char *view, bool twins)
{
	const char *ext = quote_identifier(get_namespace_name(set->extension));
	StringInfoData sql;
	ListCell   *cell;

	initStringInfo(&sql);
	foreach(cell, tables)
	{
		const FormTable *table = lfirst(cell);

		appendStringInfo(&sql, "%sSELECT unit, year, stage, form, %s AS item, c.name AS column_name, c.amount,"
						 " quantum FROM %s, LATERAL (VALUES ", sql.len > 0 ? " UNION ALL " : "",
						 item_of(table, ext),
						 in_schema(set->schema, twins ? twin_of(table) : table->name));
		for (int i = 0; i < table->nfigures; i++)
			appendStringInfo(&sql, "%s(%s::text, %s)", i > 0 ? ", " : "",
							 quote_literal_cstr(table->figures[i]), quote_identifier(table->figures[i]));
		appendStringInfoString(&sql, ") c (name, amount)");
	}
	execute(psprintf("CREATE OR REPLACE VIEW %s AS %s", in_schema(set->schema, view), sql.data));
}

static void
create_consolidation(const FinalAccounts *set)
{
	const char *member = in_schema(set->schema, "member");

	execute(psprintf("CREATE OR REPLACE VIEW %s AS SELECT c.*, m.department"
					 " FROM %s c LEFT JOIN %s m USING (unit, year, stage)"
					 " WHERE m.unit IS NOT NULL OR EXISTS (SELECT FROM %s d"
					 " WHERE d.department = c.unit AND d.year = c.year AND d.stage = c.stage)",
					 in_schema(set->schema, "consolidation"), in_schema(set->schema, "cell"),
					 member, member));
}

void
final_accounts_make_twins(const FinalAccounts *set)
{
	List	   *tables = read_tables(set);
	ListCell   *cell;

	if (tables == NIL)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("schema \"%s\" has no form", get_namespace_name(set->schema)),
				 errhint("Its forms are the rows of table \"layout\".")));
	foreach(cell, tables)
	{
		const FormTable *table = lfirst(cell);

		if (!OidIsValid(get_relname_relid(twin_of(table), set->schema)))
			execute(psprintf("CREATE TABLE %s (LIKE %s INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING INDEXES)",
							 in_schema(set->schema, twin_of(table)), in_schema(set->schema, table->name)));
	}
	create_cells(set, tables, "cell", false);
	create_cells(set, tables, "cell_quarantine", true);
	create_consolidation(set);
}
