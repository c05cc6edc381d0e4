/*
 * accounts/layout.c - what a set says of its forms
 */
#include "postgres.h"

#include "executor/spi.h"
#include "fmgr.h"

#include "accounts/sheet.h"
#include "accounts/final_accounts.h"
#include "accounts/layout.h"
#include "base/nls.h"

/* A value of the current answer, in UTF-8; NULL for null. */
static char *
value_of(uint64 row, int column)
{
	char	   *value = SPI_getvalue(SPI_tuptable->vals[row], SPI_tuptable->tupdesc, column);

	return value == NULL ? NULL : accounts_utf8(value);
}

static FormLayout *
layout_of(const List *layouts, const char *form)
{
	ListCell   *cell;

	foreach(cell, layouts)
		if (strcmp(((FormLayout *) lfirst(cell))->form, form) == 0)
			return lfirst(cell);
	elog(ERROR, "form \"%s\" has no layout", form);
}

static int
figure_of(const FormLayout *layout, const char *column)
{
	if (column == NULL)
		return -1;
	for (int i = 0; i < layout->nfigures; i++)
		if (strcmp(layout->figures[i], column) == 0)
			return i;
	ereport(ERROR,
			(errcode(ERRCODE_UNDEFINED_COLUMN),
			 errmsg("form \"%s\" has no figure \"%s\"", accounts_server(layout->form),
					accounts_server(column)),
			 errhint("Tables \"head\" and \"column_number\" name figures of table \"layout\".")));
}

static List *
read_layouts(const FinalAccounts *set)
{
	List	   *layouts = NIL;

	final_accounts_run(set, "SELECT form, table_name, role_column, code_column, name_column,"
					   " line_column, subject_kind, subject_role, measure, blocks, blank_is_zero, yuan_is_exact,"
					   " EXISTS (SELECT FROM @fa@.label b WHERE b.form = l.form AND b.side <> '')"
					   " FROM @fa@.layout l ORDER BY form", 0, NULL, NULL, NULL);
	for (uint64 i = 0; i < SPI_processed; i++)
	{
		FormLayout *layout = palloc0(sizeof(FormLayout));

		layout->form = value_of(i, 1);
		layout->table = value_of(i, 2);
		layout->role_column = value_of(i, 3);
		layout->code_column = value_of(i, 4);
		layout->name_column = value_of(i, 5);
		layout->line_column = value_of(i, 6);
		layout->subject_kind = value_of(i, 7);
		layout->subject_role = value_of(i, 8);
		layout->measure = value_of(i, 9);
		layout->blocks = atoi(value_of(i, 10));
		layout->blank_is_zero = strcmp(value_of(i, 11), "t") == 0;
		layout->yuan_is_exact = strcmp(value_of(i, 12), "t") == 0;
		layout->has_sides = strcmp(value_of(i, 13), "t") == 0;
		layouts = lappend(layouts, layout);
	}
	return layouts;
}

/* In the order of the layout. */
static void
read_figures(const FinalAccounts *set, const List *layouts)
{
	final_accounts_run(set, "SELECT form, f.name, needed @> ARRAY[f.name] FROM @fa@.layout,"
					   " unnest(figures) WITH ORDINALITY f (name, ord) ORDER BY form, f.ord", 0, NULL, NULL, NULL);
	for (uint64 i = 0; i < SPI_processed; i++)
	{
		FormLayout *layout = layout_of(layouts, value_of(i, 1));

		if (layout->nfigures == 0)
		{
			layout->figures = palloc(sizeof(char *) * SPI_processed);
			layout->needed = palloc(sizeof(bool) * SPI_processed);
		}
		layout->figures[layout->nfigures] = value_of(i, 2);
		layout->needed[layout->nfigures++] = strcmp(value_of(i, 3), "t") == 0;
	}
}

/* The words of a head, plain, from the top. */
static void
split_head(Head *head, char *text)
{
	for (char *part = text; part != NULL;)
	{
		char	   *slash = strchr(part, '/');

		if (head->nparts == HEAD_MAX_PARTS)
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("a head has more than %d words", HEAD_MAX_PARTS)));
		if (slash != NULL)
			*slash++ = '\0';
		sheet_plain_label(part);
		head->parts[head->nparts++] = part;
		part = slash;
	}
}

static HeadMeans
means_of(const char *word)
{
	static const struct
	{
		const char *word;
		HeadMeans	means;
	}			words[] = {
		{"figure", HEAD_FIGURE}, {"code", HEAD_CODE}, {"name", HEAD_NAME},
		{"line", HEAD_LINE}, {"side", HEAD_SIDE}, {"group", HEAD_GROUP},
		{"numbers", HEAD_NUMBERS}, {"note", HEAD_NOTE}
	};

	for (int i = 0; i < (int) lengthof(words); i++)
		if (strcmp(words[i].word, word) == 0)
			return words[i].means;
	elog(ERROR, "a head cannot mean \"%s\"", word);
}

static void
read_heads(const FinalAccounts *set, const List *layouts)
{
	final_accounts_run(set, "SELECT form, side, head, means, column_name, role FROM @fa@.head"
					   " ORDER BY form, side DESC, head", 0, NULL, NULL, NULL);
	for (uint64 i = 0; i < SPI_processed; i++)
	{
		FormLayout *layout = layout_of(layouts, value_of(i, 1));
		Head	   *head = palloc0(sizeof(Head));

		head->side = value_of(i, 2);
		split_head(head, value_of(i, 3));
		head->means = means_of(value_of(i, 4));
		head->figure = figure_of(layout, value_of(i, 5));
		head->role = value_of(i, 6);
		layout->heads = lappend(layout->heads, head);
	}
}

static void
read_numbers(const FinalAccounts *set, const List *layouts)
{
	final_accounts_run(set, "SELECT form, variant, number, side, column_name, role"
					   " FROM @fa@.column_number ORDER BY form, variant, number",
					   0, NULL, NULL, NULL);
	for (uint64 i = 0; i < SPI_processed; i++)
	{
		FormLayout *layout = layout_of(layouts, value_of(i, 1));
		ColumnNumber *number = palloc0(sizeof(ColumnNumber));

		number->variant = value_of(i, 2);
		number->number = atoi(value_of(i, 3));
		number->side = value_of(i, 4);
		number->figure = figure_of(layout, value_of(i, 5));
		number->role = value_of(i, 6);
		layout->numbers = lappend(layout->numbers, number);
	}
}

static void
read_labels(const FinalAccounts *set, const List *layouts)
{
	final_accounts_run(set, "SELECT l.form, l.side, l.label, l.role, l.code::text"
					   " FROM @fa@.label l LEFT JOIN @fa@.line n USING (form, role)"
					   " ORDER BY l.form, n.ord", 0, NULL, NULL, NULL);
	for (uint64 i = 0; i < SPI_processed; i++)
	{
		FormLayout *layout = layout_of(layouts, value_of(i, 1));
		LineLabel  *label = palloc0(sizeof(LineLabel));

		label->side = value_of(i, 2);
		label->label = value_of(i, 3);
		label->role = value_of(i, 4);
		label->code = value_of(i, 5);
		sheet_plain_label(label->label);
		layout->labels = lappend(layout->labels, label);
	}
}

List *
accounts_layouts(const FinalAccounts *set)
{
	List	   *layouts = read_layouts(set);

	read_figures(set, layouts);
	read_heads(set, layouts);
	read_numbers(set, layouts);
	read_labels(set, layouts);
	return layouts;
}
