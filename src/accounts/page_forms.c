/*
 * accounts/page_forms.c - the forms of a document as they are printed
 *
 * What a form looks like is data: its lines in the order of "line", its columns in
 * that of "layout", its words out of the dictionaries.  Lines of two sides stand
 * beside each other.  Columns without a figure are not printed.
 */
#include "postgres.h"

#include "executor/spi.h"
#include "fmgr.h"
#include "utils/builtins.h"

#include "accounts/final_accounts.h"
#include "accounts/audit.h"
#include "accounts/layout.h"
#include "accounts/page.h"
#include "base/nls.h"

#define FIRST_FIGURE	5

/* ---------------------------------------------------------------- reading */

static const char *
column_or_null(const char *column, const char *cast)
{
	return column == NULL ? "NULL::text" : psprintf("t.%s%s", quote_identifier(accounts_server(column)), cast);
}

/* side, name, role, code, then the figures, in print order. */
static char *
rows_query(const AccountsDocument *document, const FormLayout *layout)
{
	StringInfoData sql;
	const char *role = column_or_null(layout->role_column, "");
	const char *code = column_or_null(layout->code_column, "");

	initStringInfo(&sql);
	appendStringInfo(&sql, "SELECT n.side, %s, %s, %s", column_or_null(layout->name_column, ""), role,
					 column_or_null(layout->code_column, "::text"));
	for (int i = 0; i < layout->nfigures; i++)
		appendStringInfo(&sql, ", @ext@.yuan_fen(%s)", column_or_null(layout->figures[i], ""));
	appendStringInfo(&sql, " FROM @fa@.%s t LEFT JOIN @fa@.line n ON n.form = t.form AND n.role = %s"
					 " WHERE t.unit = $1 AND t.year = $2 AND t.stage = $3 AND t.form = %s"
					 " ORDER BY n.side DESC NULLS FIRST, n.ord, %s, %s",
					 quote_identifier(accounts_twin(document, accounts_server(layout->table))), role,
					 quote_literal_cstr(accounts_server(layout->form)), code,
					 column_or_null(layout->line_column, ""));
	return sql.data;
}

static char *
text_at(uint64 row, int column)
{
	return SPI_getvalue(SPI_tuptable->vals[row], SPI_tuptable->tupdesc, column);
}

/* A line as formulas call it: by its role and its code, of which "*" says nothing. */
static const char *
label_of(const char *role, const char *code)
{
	if (role == NULL)
		return code == NULL ? "" : code;
	return code == NULL || strcmp(code, "*") == 0 ? role : psprintf("%s/%s", role, code);
}

static void
read_row(PageForm *form, PageRow *row, uint64 n)
{
	const char *role = text_at(n, 3);

	row->side = text_at(n, 1);
	row->name = text_at(n, 2);
	row->code = text_at(n, 4);
	row->label = label_of(role, row->code);
	row->figures = palloc0(sizeof(PageFigure) * form->nfigures);
	for (int i = 0; i < form->nfigures; i++)
		row->figures[i].fen =
			DatumGetInt64(SPI_getbinval(SPI_tuptable->vals[n], SPI_tuptable->tupdesc,
										FIRST_FIGURE + i, &row->figures[i].isnull));
}

static PageForm *
read_form(const ReportPage *page, const AccountsForm *form, const FormLayout *layout)
{
	static const Oid types[] = {ACCOUNTS_DOCUMENT_TYPES};
	const AccountsAudit *audit = page->audit;
	PageForm   *read = palloc0(sizeof(PageForm));

	read->form = form;
	read->prints_codes = layout->code_column != NULL && layout->subject_kind != NULL;
	read->nfigures = layout->nfigures;
	read->figures = palloc(sizeof(char *) * layout->nfigures);
	for (int i = 0; i < layout->nfigures; i++)
		read->figures[i] = accounts_server(layout->figures[i]);
	read->nrows = (int) final_accounts_run(audit->set, rows_query(audit->document, layout),
										   lengthof(types), types, audit->document->key, NULL);
	read->rows = palloc0(sizeof(PageRow) * Max(read->nrows, 1));
	for (int i = 0; i < read->nrows; i++)
		read_row(read, &read->rows[i], (uint64) i);
	return read;
}

static const FormLayout *
layout_of(const List *layouts, const AccountsForm *form)
{
	ListCell   *cell;

	foreach(cell, layouts)
		if (strcmp(accounts_server(((FormLayout *) lfirst(cell))->form), form->name) == 0)
			return lfirst(cell);
	elog(ERROR, "form \"%s\" has no layout", form->name);
	return NULL;
}

void
page_read_forms(ReportPage *page)
{
	List	   *layouts = accounts_layouts(page->audit->set);
	ListCell   *cell;

	foreach(cell, page->audit->forms)
	{
		const AccountsForm *form = lfirst(cell);
		PageForm   *read;

		if (!form->present || !form->printed)
			continue;
		read = read_form(page, form, layout_of(layouts, form));
		read->ord = list_length(page->forms);
		page->forms = lappend(page->forms, read);
	}
}

/* ---------------------------------------------------------------- cells */

static const char *
anchor_of(const PageForm *form, int row, int figure)
{
	return psprintf("c%d-%d-%d", form->ord, row, figure);
}

PageFigure *
page_figure(const ReportPage *page, const AccountsForm *of, const char *label, const char *column,
			const char **anchor)
{
	ListCell   *cell;

	if (of == NULL || column == NULL)
		return NULL;
	foreach(cell, page->forms)
	{
		PageForm   *form = lfirst(cell);

		if (form->form != of)
			continue;
		for (int row = 0; row < form->nrows; row++)
			for (int i = 0; i < form->nfigures; i++)
				if (strcmp(form->rows[row].label, label == NULL ? "" : label) == 0 &&
					strcmp(form->figures[i], column) == 0)
				{
					*anchor = anchor_of(form, row, i);
					return &form->rows[row].figures[i];
				}
	}
	return NULL;
}

/* ---------------------------------------------------------------- printing */

static bool
is_of_side(const PageRow *row, const char *side)
{
	return side == NULL || (row->side != NULL && strcmp(row->side, side) == 0);
}

static bool
has_figures(const PageForm *form, const char *side, int figure)
{
	for (int i = 0; i < form->nrows; i++)
		if (is_of_side(&form->rows[i], side) && !form->rows[i].figures[figure].isnull)
			return true;
	return false;
}

static const char *
printed_code(const PageRow *row)
{
	return row->code == NULL || strcmp(row->code, "*") == 0 ? "" : row->code;
}

static const char *
row_name(const ReportPage *page, const PageForm *form, const PageRow *row)
{
	const char *line;

	if (row->name != NULL && *row->name != '\0')
		return row->name;
	line = accounts_line(page->printed, form->form->name, row->label);
	return line != NULL ? line : row->label;
}

/* The words of a head in several rows, below each other. */
static void
write_head(ReportPage *page, const PageForm *form, const char *column, const char *otherwise)
{
	const char *head = accounts_head(page->printed, form->form->name, column, NULL);
	char	   *rest = pstrdup(head != NULL ? head : otherwise);
	char	   *part;

	html_open(&page->writer, "th");
	while ((part = strsep(&rest, "/")) != NULL)
	{
		page_text(page, part);
		if (rest != NULL)
		{
			html_open(&page->writer, "br");
			html_close_empty(&page->writer);
		}
	}
	html_close(&page->writer);
}

static void
write_figure(ReportPage *page, const PageForm *form, int row, int i)
{
	const PageFigure *figure = &form->rows[row].figures[i];
	AccountsPrint print = accounts_print(form->form);

	html_open(&page->writer, "td");
	page_attribute(page, "id", anchor_of(form, row, i));
	page_attribute(page, "class", psprintf("n%s%s", figure->fault != NULL ? " wrong" : "",
										   figure->proposal != NULL ? " change" : ""));
	if (figure->fault != NULL || figure->proposal != NULL)
		page_attribute(page, "title", psprintf("%s%s%s", figure->proposal == NULL ? "" : figure->proposal,
											   figure->fault == NULL || figure->proposal == NULL ? "" : "\n",
											   figure->fault == NULL ? "" : figure->fault));
	page_text(page, figure->isnull ? "" : accounts_figure(yuan_sum_of(figure->fen), &print));
	html_close(&page->writer);
}

static void
write_row(ReportPage *page, const PageForm *form, const char *side, int row, bool codes)
{
	const PageRow *of = &form->rows[row];

	html_open(&page->writer, "tr");
	if (codes)
		page_element(page, "td", "c", printed_code(of));
	page_element(page, "td", NULL, row_name(page, form, of));
	for (int i = 0; i < form->nfigures; i++)
		if (has_figures(form, side, i))
			write_figure(page, form, row, i);
	html_close(&page->writer);
}

static void
write_table(ReportPage *page, const PageForm *form, const char *side)
{
	bool		codes = form->prints_codes;

	html_open(&page->writer, "table");
	html_open(&page->writer, "thead");
	html_open(&page->writer, "tr");
	if (codes)
		write_head(page, form, "code", "");
	write_head(page, form, "name", _("item"));
	for (int i = 0; i < form->nfigures; i++)
		if (has_figures(form, side, i))
			write_head(page, form, form->figures[i], form->figures[i]);
	html_close(&page->writer);
	html_close(&page->writer);
	html_open(&page->writer, "tbody");
	for (int row = 0; row < form->nrows; row++)
		if (is_of_side(&form->rows[row], side))
			write_row(page, form, side, row, codes);
	html_close(&page->writer);
	html_close(&page->writer);
}

static bool
has_side(const PageForm *form, const char *side)
{
	for (int i = 0; i < form->nrows; i++)
		if (form->rows[i].side != NULL && is_of_side(&form->rows[i], side))
			return true;
	return false;
}

static void
write_form(ReportPage *page, const PageForm *form)
{
	const char *title = accounts_title(page->printed, form->form->name);

	html_open(&page->writer, "section");
	page_attribute(page, "class", "form");
	page_element(page, "p", "head", psprintf("%s %s", form->form->name, title == NULL ? "" : title));
	page_element(page, "p", "unit", psprintf(_("unit: %s"), accounts_print(form->form).unit));
	if (has_side(form, "revenue") && has_side(form, "expenditure"))
	{
		html_open(&page->writer, "div");
		page_attribute(page, "class", "sides");
		write_table(page, form, "revenue");
		write_table(page, form, "expenditure");
		html_close(&page->writer);
	}
	else
		write_table(page, form, NULL);
	html_close(&page->writer);
}

void
page_write_forms(ReportPage *page)
{
	ListCell   *cell;

	foreach(cell, page->forms)
		write_form(page, lfirst(cell));
}
