/*
 * accounts/page.c - the report of a document as a page of HTML
 *
 * One text without scripts and without files beside it: what to do, the forms as
 * they are printed with each wrong figure in its place, what is wrong, the text with
 * its claims, and folded away what was not checked and what holds.  What it says is
 * what the report as text says (findings.c, advice.c).
 */
#include "postgres.h"

#include "executor/spi.h"
#include "fmgr.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"

#include "accounts/final_accounts.h"
#include "accounts/audit.h"
#include "accounts/page.h"
#include "base/encoding.h"
#include "base/nls.h"

/* ---------------------------------------------------------------- text */

static void
put(void *owner, const char *bytes, size_t length)
{
	appendBinaryStringInfo(owner, bytes, (int) length);
}

static const char *
utf8_of(const char *text)
{
	const char *utf8 = fiscal_to_utf8(text);

	return utf8 == NULL ? "?" : utf8;
}

void
page_text(ReportPage *page, const char *text)
{
	html_text(&page->writer, utf8_of(text));
}

void
page_element(ReportPage *page, const char *tag, const char *class, const char *text)
{
	html_element(&page->writer, tag, class, utf8_of(text));
}

void
page_attribute(ReportPage *page, const char *name, const char *text)
{
	html_attribute(&page->writer, name, utf8_of(text));
}

/* ---------------------------------------------------------------- cells that are spoken of */

static bool
is_wrong(CheckVerdict verdict)
{
	return verdict == CHECK_VIOLATION || verdict == CHECK_ORPHAN || verdict == CHECK_WARNED;
}

static void
mark_findings(ReportPage *page)
{
	for (int v = 0; v <= CHECK_LAST_VERDICT; v++)
	{
		ListCell   *cell;

		if (!is_wrong(v))
			continue;
		foreach(cell, accounts_entries(page->audit, v))
		{
			const AccountsEntry *entry = lfirst(cell);
			const AccountsFinding *f = entry->finding;
			const char *anchor;
			PageFigure *figure = page_figure(page, f->form, f->label, f->column, &anchor);

			if (figure != NULL)
				figure->fault = psprintf("%s%s%s %s%s%s", figure->fault == NULL ? "" : figure->fault,
										 figure->fault == NULL ? "" : "\n", entry->formula->id,
										 entry->formula->printed, _(": "),
										 entry->figures == NULL ? "" : entry->figures);
		}
	}
}

static void
mark_suggestions(ReportPage *page)
{
	ListCell   *cell;

	foreach(cell, page->audit->suggestions)
	{
		const AccountsSuggestion *suggestion = lfirst(cell);
		ListCell   *each;

		foreach(each, suggestion->changes)
		{
			const AccountsChange *change = lfirst(each);
			const char *anchor;
			PageFigure *figure = page_figure(page, change->form, change->label, change->column, &anchor);

			if (figure != NULL && figure->proposal == NULL)
				figure->proposal = accounts_change(page->audit, change, true);
		}
	}
}

/* Text that leads to a cell, where that is printed. */
static void
write_link(ReportPage *page, const char *anchor, const char *class, const char *text)
{
	html_open(&page->writer, anchor == NULL ? "span" : "a");
	if (anchor != NULL)
		page_attribute(page, "href", psprintf("#%s", anchor));
	if (class != NULL)
		page_attribute(page, "class", class);
	page_text(page, text);
	html_close(&page->writer);
}

/* ---------------------------------------------------------------- what to do */

static void
write_change(ReportPage *page, const AccountsSuggestion *suggestion, const AccountsChange *change)
{
	const char *anchor = NULL;

	(void) page_figure(page, change->form, change->label, change->column, &anchor);
	html_open(&page->writer, "li");
	write_link(page, anchor, NULL, accounts_change(page->audit, change, !suggestion->is_of_form));
	html_close(&page->writer);
}

static void
write_suggestion(ReportPage *page, const AccountsSuggestion *suggestion)
{
	ListCell   *cell;

	html_open(&page->writer, "li");
	page_text(page, accounts_suggestion_head(suggestion));
	html_open(&page->writer, "ul");
	foreach(cell, suggestion->changes)
		write_change(page, suggestion, lfirst(cell));
	html_close(&page->writer);
	html_close(&page->writer);
}

static void
write_advice(ReportPage *page)
{
	const AccountsAudit *audit = page->audit;
	ListCell   *cell;

	html_open(&page->writer, "div");
	page_attribute(page, "class", accounts_holds(audit) ? "well" : "do");
	if (accounts_holds(audit))
		page_element(page, "p", NULL, _("All that must hold does."));
	else if (audit->suggestions == NIL)
		page_element(page, "p", NULL, audit->no_suggestion != NULL ? audit->no_suggestion
					 : _("Something that must hold does not."));
	if (audit->suggestions != NIL)
	{
		html_open(&page->writer, "ol");
		foreach(cell, audit->suggestions)
			write_suggestion(page, lfirst(cell));
		html_close(&page->writer);
	}
	html_close(&page->writer);
}

/* ---------------------------------------------------------------- findings */

static void
write_entry(ReportPage *page, const AccountsEntry *entry)
{
	const AccountsFinding *f = entry->finding;
	const char *anchor = NULL;

	html_open(&page->writer, "li");
	if (entry->formula == NULL)
		page_text(page, psprintf("%s%s %s", entry->note, _(":"), entry->ids));
	else
	{
		(void) page_figure(page, f->form, f->label, f->column, &anchor);
		write_link(page, anchor, "id", entry->formula->id);
		page_text(page, psprintf(" %s%s%s%s%s%s%s%s", entry->formula->title == NULL ? ""
								 : entry->formula->title, entry->formula->title == NULL ? "" : _(": "),
								 entry->formula->printed, entry->count > 1 ? psprintf(" (%d)", entry->count) : "",
								 entry->place == NULL ? "" : " | ", entry->place == NULL ? "" : entry->place,
								 entry->figures == NULL || *entry->figures == '\0' ? "" : _(": "),
								 entry->figures == NULL ? "" : entry->figures));
		if (entry->note != NULL)
			page_element(page, "p", "meta", entry->note);
		if (entry->explanation != NULL)
			page_element(page, "p", "meta", psprintf(_("explained: %s"), entry->explanation));
	}
	html_close(&page->writer);
}

static void
write_verdict(ReportPage *page, CheckVerdict verdict, bool folded)
{
	const char *title = psprintf("%s (" INT64_FORMAT ")", accounts_verdict_title(verdict),
								 page->audit->counts[verdict]);
	ListCell   *cell;

	if (page->audit->counts[verdict] == 0)
		return;
	if (folded)
	{
		html_open(&page->writer, "details");
		page_element(page, "summary", NULL, title);
	}
	else
		page_element(page, "h2", NULL, title);
	html_open(&page->writer, "ul");
	foreach(cell, accounts_entries(page->audit, verdict))
		write_entry(page, lfirst(cell));
	html_close(&page->writer);
	if (folded)
		html_close(&page->writer);
}

static void
write_findings(ReportPage *page, bool folded)
{
	for (int v = 0; v <= CHECK_LAST_VERDICT; v++)
		if (folded == (v == CHECK_EXACT || v == CHECK_ROUNDING || v >= CHECK_UNREPORTED))
			write_verdict(page, v, folded);
}

/* ---------------------------------------------------------------- the page */

static const char *
heading(const AccountsAudit *audit)
{
	const AccountsDocument *document = audit->document;

	return psprintf(_("unit %s%s%s, year %d, stage %s"), TextDatumGetCString(document->key[0]),
					audit->document_name != NULL ? " " : "",
					audit->document_name != NULL ? audit->document_name : "",
					DatumGetInt32(document->key[1]),
					accounts_stage(TextDatumGetCString(document->key[2])));
}

static const char *
counts_text(const AccountsAudit *audit)
{
	StringInfoData text;

	initStringInfo(&text);
	for (int v = 0; v <= CHECK_LAST_VERDICT; v++)
		if (audit->counts[v] > 0)
			appendStringInfo(&text, "%s" INT64_FORMAT " %s", text.len > 0 ? _(", ") : "",
							 audit->counts[v], accounts_verdict_word(v));
	return text.data;
}

static void
write_head_of_page(ReportPage *page)
{
	html_open(&page->writer, "head");
	html_open(&page->writer, "meta");
	page_attribute(page, "charset", page->writer.ascii ? "US-ASCII" : "UTF-8");
	html_close_empty(&page->writer);
	page_element(page, "title", NULL, heading(page->audit));
	html_open(&page->writer, "style");
	html_raw(&page->writer, template_page_style);
	html_close(&page->writer);
	html_close(&page->writer);
}

static void
write_page(ReportPage *page)
{
	html_raw(&page->writer, "<!DOCTYPE html>\n");
	html_open(&page->writer, "html");
	page_attribute(page, "lang", accounts_in_chinese() ? "zh-CN" : "en");
	write_head_of_page(page);
	html_open(&page->writer, "body");
	page_element(page, "h1", NULL, heading(page->audit));
	page_element(page, "p", "meta", psprintf("%s%s", counts_text(page->audit),
											 page->audit->document->quarantine ? _(", in quarantine") : ""));
	write_advice(page);
	write_findings(page, false);
	page_write_forms(page);
	page_write_text(page);
	write_findings(page, true);
	html_close(&page->writer);
	html_close(&page->writer);
}

PG_FUNCTION_INFO_V1(fiscal_report_html);
Datum
fiscal_report_html(PG_FUNCTION_ARGS)
{
	FinalAccounts set = final_accounts_of(fcinfo, 3);
	MemoryContext caller = CurrentMemoryContext;
	AccountsDocument document;
	ReportPage	page = {0};
	int			nest;

	/* (unit, year, stage, schema, quarantine) */
	final_accounts_key(&set, fcinfo, 2, document.key);
	document.quarantine = !PG_ARGISNULL(4) && PG_GETARG_BOOL(4);
	set.read_only = true;
	initStringInfo(&page.out);
	page.writer.put = put;
	page.writer.owner = &page.out;
	page.writer.ascii = GetDatabaseEncoding() != PG_UTF8;
	page.audit = accounts_audit(&set, &document);

	nest = final_accounts_begin();
	MemoryContextSwitchTo(caller);
	page.printed = accounts_words(&set, true);
	page_read_forms(&page);
	mark_findings(&page);
	mark_suggestions(&page);
	write_page(&page);
	final_accounts_end(nest);
	PG_RETURN_TEXT_P(cstring_to_text_with_len(page.out.data, page.out.len));
}
