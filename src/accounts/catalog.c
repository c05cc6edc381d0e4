/*
 * accounts/catalog.c - what a set says of a document and of its rules
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "accounts/final_accounts.h"
#include "accounts/audit.h"

/* Tables of documents in quarantine are twins of the forms, named after them. */
const char *
accounts_suffix(const AccountsDocument *document)
{
	return document->quarantine ? "_quarantine" : "";
}

/* A column of the current row, copied out of SPI's memory; NULL for null. */
char *
accounts_text(uint64 row, int column, MemoryContext cxt)
{
	char	   *value = SPI_getvalue(SPI_tuptable->vals[row], SPI_tuptable->tupdesc, column);

	return value == NULL ? NULL : MemoryContextStrdup(cxt, value);
}

static List *
accounts_list(uint64 row, int column, MemoryContext cxt)
{
	bool		isnull;
	Datum		array = SPI_getbinval(SPI_tuptable->vals[row], SPI_tuptable->tupdesc,
									  column, &isnull);
	Datum	   *elements;
	bool	   *nulls;
	int			n;
	List	   *list = NIL;
	MemoryContext caller;

	if (isnull)
		return NIL;
	deconstruct_array(DatumGetArrayTypeP(array), TEXTOID, -1, false, TYPALIGN_INT,
					  &elements, &nulls, &n);
	caller = MemoryContextSwitchTo(cxt);
	for (int i = 0; i < n; i++)
		list = lappend(list, TextDatumGetCString(elements[i]));
	MemoryContextSwitchTo(caller);
	return list;
}

void
accounts_run(const AccountsAudit *audit, const char *template)
{
	static const Oid types[] = {ACCOUNTS_DOCUMENT_TYPES};

	final_accounts_run(audit->set, template, lengthof(types), types,
					   audit->document->key, NULL);
}

void
accounts_read_document(AccountsAudit *audit, MemoryContext cxt)
{
	accounts_run(audit, psprintf("SELECT name, is_adjustment FROM @fa@.document%s"
						" WHERE unit = $1 AND year = $2 AND stage = $3",
						accounts_suffix(audit->document)));
	if (SPI_processed == 0)
		ereport(ERROR,
				(errcode(ERRCODE_NO_DATA_FOUND),
				 errmsg("there is no document of unit \"%s\", year %d, stage \"%s\"%s",
						TextDatumGetCString(audit->document->key[0]),
						DatumGetInt32(audit->document->key[1]),
						TextDatumGetCString(audit->document->key[2]),
						audit->document->quarantine ? " in quarantine" : "")));
	audit->document_name = accounts_text(0, 1, cxt);
	audit->is_adjustment = strcmp(accounts_text(0, 2, cxt), "t") == 0;

	accounts_run(audit, psprintf("SELECT form::int, measure, @ext@.yuan_fen(quantum) FROM @fa@.form%s"
						" WHERE unit = $1 AND year = $2 AND stage = $3",
						accounts_suffix(audit->document)));
	for (uint64 i = 0; i < SPI_processed; i++)
	{
		int			number = atoi(accounts_text(i, 1, cxt));
		char	   *quantum = accounts_text(i, 3, cxt);
		AccountsForm *form;

		if (number < 1 || number > ACCOUNTS_FORMS)
			continue;
		form = &audit->forms[number];
		form->present = true;
		form->measure = accounts_text(i, 2, cxt);
		form->printed = quantum != NULL;
		if (quantum != NULL)
			form->quantum = strtoll(quantum, NULL, 10);
	}
}

/* Columns that some layout of a form lacks. */
static const struct
{
	const char *table;
	const char *columns;
}			layout_columns[] = {
	{"form02", "fiscal,superior,business,operating,affiliated,other"},
	{"form03", "basic,project,superior,operating,affiliated"},
	{"form04", "general,fund,capital"},
	{"fund_form", "opening,opening_basic,opening_project,revenue,revenue_basic,"
		"revenue_project,basic,project,closing,closing_basic,closing_carried,closing_surplus"}
};

/*
 * Layouts differ: form 05 mostly prints spending alone, a form without a fund
 * may leave its column out.  A column of which no row of the form has a figure
 * is not in its layout.
 *
 *	SELECT form || ' ' || column FROM table x, unnest('{...}') column
 *	WHERE document GROUP BY 1 HAVING bool_and(to_jsonb(x) ->> column IS NULL)
 */
void
accounts_read_layouts(AccountsAudit *audit, MemoryContext cxt)
{
	for (int t = 0; t < (int) lengthof(layout_columns); t++)
	{
		MemoryContext caller;

		accounts_run(audit,
					 psprintf("SELECT x.form || ' ' || c FROM @fa@.%s%s x,"
							  " unnest(string_to_array('%s', ',')) c"
							  " WHERE x.unit = $1 AND x.year = $2 AND x.stage = $3"
							  " GROUP BY 1 HAVING bool_and(to_jsonb(x) ->> c IS NULL) ORDER BY 1",
							  layout_columns[t].table, accounts_suffix(audit->document),
							  layout_columns[t].columns));
		caller = MemoryContextSwitchTo(cxt);
		for (uint64 i = 0; i < SPI_processed; i++)
			audit->unprinted = lappend(audit->unprinted, accounts_text(i, 1, cxt));
		MemoryContextSwitchTo(caller);
	}
}

/* Is the column missing from the layout of that form ("05", or "05 20402")? */
bool
accounts_is_unprinted(const AccountsAudit *audit, const char *form, const char *column)
{
	ListCell   *cell;

	if (*column == '-')
		column++;
	foreach(cell, audit->unprinted)
	{
		const char *known = lfirst(cell);

		if (strncmp(known, form, 2) == 0 && strcmp(known + 3, column) == 0)
			return true;
	}
	return false;
}

List *
accounts_read_rules(AccountsAudit *audit, MemoryContext cxt)
{
	List	   *rules = NIL;
	MemoryContext caller;

	accounts_run(audit,
		"SELECT r.name, r.id, r.severity, r.kind, r.this_table, r.forms, r.this_columns::text[],"
		" r.other_columns, r.this_filter::text, coalesce(r.components, 0),"
		" coalesce(r.formula_zh, r.formula),"
		" e.reason || ' (' || e.explained_by || ', ' || pg_catalog.to_char(e.explained_at, 'YYYY-MM-DD') ||"
		" coalesce(', until ' || pg_catalog.to_char(e.valid_until, 'YYYY-MM-DD'), '') || ')',"
		" r.optional"
		" FROM @fa@.rule r LEFT JOIN @fa@.explanation e ON e.rule = r.name"
		" AND e.unit = $1 AND e.year = $2 AND e.stage = $3"
		" AND (e.valid_until IS NULL OR e.valid_until >= current_date)"
		" ORDER BY r.ord");
	caller = MemoryContextSwitchTo(cxt);
	for (uint64 i = 0; i < SPI_processed; i++)
	{
		AccountsRule *rule = palloc0(sizeof(AccountsRule));

		rule->name = accounts_text(i, 1, cxt);
		rule->id = accounts_text(i, 2, cxt);
		rule->severity = accounts_text(i, 3, cxt)[0];
		rule->kind = accounts_text(i, 4, cxt);
		rule->table = accounts_text(i, 5, cxt);
		rule->forms = accounts_list(i, 6, cxt);
		rule->columns = accounts_list(i, 7, cxt);
		rule->parts = accounts_list(i, 8, cxt);
		rule->filter = accounts_text(i, 9, cxt);
		rule->components = atoi(accounts_text(i, 10, cxt));
		rule->formula = accounts_text(i, 11, cxt);
		rule->explanation = accounts_text(i, 12, cxt);
		rule->optional = strcmp(accounts_text(i, 13, cxt), "t") == 0;
		rules = lappend(rules, rule);
	}
	MemoryContextSwitchTo(caller);
	return rules;
}
