/*
 * accounts/page.h - the report of a document as a page: its parts
 *
 * Include postgres.h, fmgr.h, accounts/final_accounts.h and accounts/audit.h first.
 */
#ifndef GOVFISCAL_ACCOUNTS_PAGE_H
#define GOVFISCAL_ACCOUNTS_PAGE_H

#include "lib/stringinfo.h"

#include "accounts/html.h"
#include "accounts/words.h"

typedef struct PageFigure
{
	bool		isnull;
	int64		fen;
	const char *proposal;		/* what a suggestion says of it, or NULL */
	const char *fault;			/* what is wrong with it, or NULL */
} PageFigure;

typedef struct PageRow
{
	const char *side;			/* or NULL */
	const char *name;			/* as it is printed, or NULL */
	const char *code;			/* or NULL */
	const char *label;			/* as formulas have it */
	PageFigure *figures;
} PageRow;

typedef struct PageForm
{
	const AccountsForm *form;
	int			ord;			/* of its cells' anchors */
	bool		prints_codes;
	int			nfigures;
	const char **figures;		/* columns */
	int			nrows;
	PageRow    *rows;
} PageForm;

typedef struct ReportPage
{
	HtmlWriter	writer;
	StringInfoData out;
	const AccountsAudit *audit;
	const AccountsWords *printed;	/* what is printed, whatever the session speaks */
	List	   *forms;			/* PageForm * */
} ReportPage;

/* accounts/page_forms.c: the forms with their figures; a cell, by form, line and column. */
extern void page_read_forms(ReportPage *page);
extern PageFigure *page_figure(const ReportPage *page, const AccountsForm *form, const char *label,
							   const char *column, const char **anchor);
extern void page_write_forms(ReportPage *page);

/* accounts/page_text.c: the sentences of the accompanying text; nothing where there is none. */
extern void page_write_text(ReportPage *page);

/* Text of the server's encoding, and elements of it; a class may be NULL. */
extern void page_text(ReportPage *page, const char *text);
extern void page_element(ReportPage *page, const char *tag, const char *class, const char *text);
extern void page_attribute(ReportPage *page, const char *name, const char *text);

#endif							/* GOVFISCAL_ACCOUNTS_PAGE_H */
