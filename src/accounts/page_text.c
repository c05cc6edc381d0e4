/*
 * accounts/page_text.c - the sentences of the accompanying text, with what fails marked
 */
#include "postgres.h"

#include "executor/spi.h"
#include "fmgr.h"

#include "accounts/claims.h"
#include "accounts/final_accounts.h"
#include "accounts/audit.h"
#include "accounts/page.h"
#include "base/encoding.h"
#include "base/nls.h"

/* Each sentence with each of its claims that fails, in the order of their places. */
static const char sentences_query[] =
"SELECT s.sentence::text, s.text, s.has_money AND NOT s.understood, a.from_char, a.to_char,"
"	a.exact::text || coalesce(a.measure, ''), a.cause"
" FROM @fa@.claim_sentence@q@ s LEFT JOIN @ext@.fiscal_audit_claims($1, $2, $3, $4) a"
"	ON a.sentence = s.sentence AND a.verdict = 'fails'"
" WHERE s.unit = $1 AND s.year = $2 AND s.stage = $3"
" ORDER BY s.sentence, a.from_char, a.n";

static char *
text_at(uint64 row, int column)
{
	return SPI_getvalue(SPI_tuptable->vals[row], SPI_tuptable->tupdesc, column);
}

static int
number_at(uint64 row, int column)
{
	bool		isnull;
	Datum		value = SPI_getbinval(SPI_tuptable->vals[row], SPI_tuptable->tupdesc, column, &isnull);

	return isnull ? 0 : DatumGetInt32(value);
}

static bool
is_same_sentence(uint64 a, uint64 b)
{
	return b < SPI_processed && strcmp(text_at(a, 1), text_at(b, 1)) == 0;
}

/* A claim that fails: its place, and what should stand there. */
static void
write_mark(ReportPage *page, const char *from, const char *to, uint64 row)
{
	const char *exact = text_at(row, 6);
	const char *cause = text_at(row, 7);

	html_open(&page->writer, "mark");
	if (cause != NULL)
		page_attribute(page, "title", cause);
	html_text_part(&page->writer, from, (size_t) (to - from));
	html_close(&page->writer);
	if (exact != NULL)
		page_element(page, "span", "should", psprintf(_(" (should be %s)"), exact));
}

/* One sentence, and the rows of its claims from a place on; returns the row behind them. */
static uint64
write_sentence(ReportPage *page, uint64 row)
{
	const char *text = fiscal_to_utf8(text_at(row, 2));
	const char *at = text == NULL ? "" : text;
	bool		isnull;

	html_open(&page->writer, "p");
	if (DatumGetBool(SPI_getbinval(SPI_tuptable->vals[row], SPI_tuptable->tupdesc, 3, &isnull)))
	{
		page_attribute(page, "class", "blind");
		page_attribute(page, "title", _("money that was not understood"));
	}
	for (;; row++)
	{
		const char *from = html_behind(text, number_at(row, 4) - 1);
		const char *to = html_behind(text, number_at(row, 5));

		if (number_at(row, 4) > 0 && from >= at)
		{
			html_text_part(&page->writer, at, (size_t) (from - at));
			write_mark(page, from, to, row);
			at = to;
		}
		if (!is_same_sentence(row, row + 1))
			break;
	}
	html_text(&page->writer, at);
	html_close(&page->writer);
	return row + 1;
}

void
page_write_text(ReportPage *page)
{
	claims_run_on_schema(page->audit->set, page->audit->document, sentences_query);
	if (SPI_processed == 0)
		return;
	page_element(page, "h2", NULL, _("The text"));
	for (uint64 row = 0; row < SPI_processed;)
		row = write_sentence(page, row);
}
