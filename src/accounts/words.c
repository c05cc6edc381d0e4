/*
 * accounts/words.c - what a set prints: titles, heads, names of lines
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"

#include "accounts/final_accounts.h"
#include "accounts/audit.h"
#include "accounts/words.h"
#include "base/encoding.h"
#include "base/nls.h"
#include "yuan/unit.h"

/* One word of one of the dictionaries: a title, a head or the name of a line. */
typedef struct Word
{
	const char *form;
	const char *name;			/* "" of a title; a column; a role */
	const char *part;			/* a role of a column; a code of a role; or "" */
	const char *word;
} Word;

typedef struct Dictionary
{
	int			count;
	Word	   *words;
} Dictionary;

struct AccountsWords
{
	Dictionary	titles;
	Dictionary	heads;
	Dictionary	lines;
};

/* ---------------------------------------------------------------- reading */

static const char titles_query[] =
"SELECT form, '', '', title FROM @fa@.layout WHERE title IS NOT NULL";

/* Columns that are no figures have their comment. */
static const char heads_query[] =
"SELECT * FROM (SELECT DISTINCT ON (form, coalesce(column_name, means), role)"
"	form, coalesce(column_name, means), coalesce(role, ''), head FROM @fa@.head"
"	WHERE means IN ('figure', 'code', 'name', 'line')"
"	ORDER BY form, coalesce(column_name, means), role, ord,"
"	head = coalesce(column_name, means), length(head) DESC, head COLLATE \"C\") h"
" UNION ALL SELECT l.form, a.attname, '', col_description(a.attrelid, a.attnum)"
" FROM @fa@.layout l JOIN pg_class c ON c.relname = l.table_name"
" JOIN pg_namespace n ON n.oid = c.relnamespace AND quote_ident(n.nspname) = $1"
" JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
" WHERE col_description(a.attrelid, a.attnum) IS NOT NULL AND NOT EXISTS (SELECT FROM @fa@.head h"
"	WHERE h.form = l.form AND h.column_name = a.attname)";

static const char lines_query[] =
"SELECT form, role, '', label FROM @fa@.line WHERE label IS NOT NULL"
" UNION ALL SELECT * FROM (SELECT DISTINCT ON (form, role, code::text)"
"	form, coalesce(role, code::text), CASE WHEN role IS NULL THEN '' ELSE code::text END, label"
"	FROM @fa@.label WHERE role IS NULL OR code::text <> '*'"
"	ORDER BY form, role, code::text, length(label) DESC, label COLLATE \"C\") l";

static char *
value_of(MemoryContext cxt, uint64 row, int column)
{
	char	   *value = SPI_getvalue(SPI_tuptable->vals[row], SPI_tuptable->tupdesc, column);

	return MemoryContextStrdup(cxt, value == NULL ? "" : value);
}

static Dictionary
read_words(const FinalAccounts *set, MemoryContext cxt, const char *query, bool by_schema)
{
	static const Oid types[] = {TEXTOID};
	char	   *schema = final_accounts_sql(set, "@fa@");
	Datum		values[] = {CStringGetTextDatum(schema)};
	uint64		n = final_accounts_run(set, query, by_schema ? 1 : 0, types, values, NULL);
	Dictionary	dictionary = {.count = (int) n};

	dictionary.words = MemoryContextAlloc(cxt, sizeof(Word) * (n + 1));
	for (uint64 i = 0; i < n; i++)
	{
		Word	   *word = &dictionary.words[i];

		word->form = value_of(cxt, i, 1);
		word->name = value_of(cxt, i, 2);
		word->part = value_of(cxt, i, 3);
		word->word = value_of(cxt, i, 4);
	}
	return dictionary;
}

AccountsWords *
accounts_words(const FinalAccounts *set, bool needed)
{
	MemoryContext cxt = CurrentMemoryContext;
	AccountsWords *words = palloc0(sizeof(AccountsWords));

	/* English has no use for them, and a load pays for each query. */
	if (!needed && !accounts_in_chinese())
		return words;
	words->titles = read_words(set, cxt, titles_query, false);
	words->heads = read_words(set, cxt, heads_query, true);
	words->lines = read_words(set, cxt, lines_query, false);
	return words;
}

bool
accounts_in_chinese(void)
{
	/* translator: the language of this catalog, in English */
	return strcmp(_("English"), "Chinese") == 0;
}

/* ---------------------------------------------------------------- what is printed */

static const char *
find(const Dictionary *dictionary, const char *form, const char *name, const char *part)
{
	for (int i = 0; i < dictionary->count; i++)
	{
		const Word *word = &dictionary->words[i];

		if (strcmp(word->form, form) == 0 && strcmp(word->name, name) == 0 &&
			strcmp(word->part, part) == 0)
			return word->word;
	}
	return NULL;
}

const char *
accounts_title(const AccountsWords *words, const char *form)
{
	return find(&words->titles, form, "", "");
}

const char *
accounts_head(const AccountsWords *words, const char *form, const char *column, const char *role)
{
	return find(&words->heads, form, column, role == NULL ? "" : role);
}

const char *
accounts_line(const AccountsWords *words, const char *form, const char *label)
{
	const char *slash = strchr(label, '/');
	const char *found;

	if (slash == NULL)
		return find(&words->lines, form, label, "");
	found = find(&words->lines, form, pnstrdup(label, slash - label), slash + 1);
	if (found != NULL || strcmp(slash, "/*") == 0)
		return found != NULL ? found : find(&words->lines, form, pnstrdup(label, slash - label), "");
	found = find(&words->lines, form, pnstrdup(label, slash - label), "");
	return found == NULL ? NULL : psprintf("%s %s", found, slash + 1);
}

char *
accounts_label(const char *line)
{
	Jsonb	   *object = DatumGetJsonbP(DirectFunctionCall1(jsonb_in, CStringGetDatum(line)));
	JsonbIterator *it = JsonbIteratorInit(&object->root);
	StringInfoData label;
	JsonbValue	value;
	JsonbIteratorToken token;
	const char *code = NULL;

	/* Keys come in the order of their length and bytes: role and code, code first. */
	initStringInfo(&label);
	while ((token = JsonbIteratorNext(&it, &value, true)) != WJB_DONE)
		if (token == WJB_KEY && value.val.string.len == 4 &&
			strncmp(value.val.string.val, "code", 4) == 0)
			code = "";
		else if (token == WJB_VALUE && value.type == jbvString)
		{
			const char *text = pnstrdup(value.val.string.val, value.val.string.len);

			if (code != NULL && *code == '\0')
				code = text;
			else
				appendStringInfo(&label, "%s%s", label.len > 0 ? "/" : "", text);
		}
	if (code != NULL && *code != '\0' && (label.len == 0 || strcmp(code, "*") != 0))
		appendStringInfo(&label, "%s%s", label.len > 0 ? "/" : "", code);
	return label.data;
}

/* ---------------------------------------------------------------- in the language of the session */

const char *
accounts_form_name(const char *form)
{
	return psprintf(_("form %s"), form);
}

/* The words of a head in several rows as one. */
const char *
accounts_column(const AccountsWords *words, const char *form, const char *column)
{
	const char *head = accounts_in_chinese() ? accounts_head(words, form, column, NULL) : NULL;
	StringInfoData text;

	if (head == NULL)
		return column;
	initStringInfo(&text);
	for (; *head != '\0'; head++)
		if (*head == '/')
			appendStringInfoString(&text, _(": "));
		else
			appendStringInfoChar(&text, *head);
	return text.data;
}

char *
accounts_place(const AccountsWords *words, const AccountsForm *form, const char *alias,
			   const char *label, const char *column)
{
	StringInfoData text;
	const char *line = NULL;

	initStringInfo(&text);
	/* The one line of a form has no label. */
	if (label != NULL && *label == '\0')
		label = NULL;
	if (form == NULL || !accounts_in_chinese())
	{
		appendStringInfoString(&text, alias == NULL ? "?" : alias);
		if (label != NULL)
			appendStringInfo(&text, "[%s]", label);
		if (column != NULL)
			appendStringInfo(&text, ".%s", column);
		return text.data;
	}
	appendStringInfoString(&text, accounts_form_name(form->name));
	if (label != NULL)
		line = accounts_line(words, form->name, label);
	if (label != NULL)
		appendStringInfo(&text, " %s", line != NULL ? line : label);
	if (column != NULL)
		appendStringInfo(&text, " %s", accounts_column(words, form->name, column));
	return text.data;
}

/* ---------------------------------------------------------------- figures */

/* What a unit of so many places is called: in Chinese by its name, else as the form says it. */
static const char *
unit_name(const char *measure, int places)
{
	if (!accounts_in_chinese())
		return measure;
	return places == 2 ? _("yuan") : places == 6 ? _("wanyuan") : measure;
}

AccountsPrint
accounts_print(const AccountsForm *form)
{
	AccountsPrint print = {.unit = _("yuan"), .places = 2, .decimals = 2};
	const char *name;

	if (form == NULL || !form->printed)
		return print;
	name = fiscal_to_utf8(form->measure);
	if (name == NULL || !yuan_unit_by_name(name, &print.places))
		return print;
	print.unit = unit_name(form->measure, print.places);
	print.decimals = print.places;
	for (int64 quantum = form->quantum; quantum >= 10 && print.decimals > 0; quantum /= 10)
		print.decimals--;
	return print;
}

const char *
accounts_figure(YuanSum sum, const AccountsPrint *print)
{
	char	   *text = palloc(YUAN_UNIT_MAX_TEXT + YUAN_MAX_DECIMALS);
	int64		fen;

	if (!yuan_sum_fen(sum, &fen))
		return _("out of range");
	yuan_format_in_unit(fen, print->places, print->decimals, true, text);
	return text;
}

/* The bound is half a quantum times the figures: it may need more decimals. */
const char *
accounts_exact_figure(YuanSum sum, const AccountsPrint *print)
{
	AccountsPrint wider = *print;
	int64		fen;
	int64		unit = 1;

	for (int i = 0; i < print->places - print->decimals; i++)
		unit *= 10;
	if (yuan_sum_fen(sum, &fen))
		for (; unit > 1 && fen % unit != 0; unit /= 10)
			wider.decimals++;
	return accounts_figure(sum, &wider);
}
