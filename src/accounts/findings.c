/*
 * accounts/findings.c - what a reader is told of each verdict, entry by entry
 *
 * The report as text and the report as a page print the same entries.
 */
#include "postgres.h"

#include "fmgr.h"
#include "lib/stringinfo.h"

#include "accounts/final_accounts.h"
#include "accounts/audit.h"
#include "accounts/words.h"
#include "base/nls.h"

/* ---------------------------------------------------------------- words */

const char *
accounts_verdict_title(CheckVerdict verdict)
{
	static const char *const titles[CHECK_LAST_VERDICT + 1] = {
		gettext_noop("exact"), gettext_noop("within rounding"),
		gettext_noop("within rounding, but should be exact"), gettext_noop("VIOLATED"),
		gettext_noop("VIOLATED: the parent has no row"), gettext_noop("to be verified"),
		gettext_noop("explained"), gettext_noop("not checked: unreported"),
		gettext_noop("not checked: not applicable")
	};

	return _(titles[verdict]);
}

const char *
accounts_verdict_word(CheckVerdict verdict)
{
	static const char *const words[CHECK_LAST_VERDICT + 1] = {
		gettext_noop("exact"), gettext_noop("rounding"), gettext_noop("notice"),
		gettext_noop("violation"), gettext_noop("orphan"), gettext_noop("warning"),
		gettext_noop("explained"), gettext_noop("unreported"), gettext_noop("not applicable")
	};

	return _(words[verdict]);
}

/* ---------------------------------------------------------------- one finding */

/* A formula without a scope says its place itself, but for which of its figures it is. */
static char *
finding_place(const AccountsAudit *audit, const AccountsFinding *f)
{
	const char *column = f->column != NULL && strcmp(f->column, "amount") != 0 ? f->column : NULL;

	if (f->code != NULL && f->alias != NULL)
		return accounts_place(audit->words, f->form, f->alias, f->code, column);
	if (column == NULL)
		return NULL;
	return pstrdup(f->form == NULL ? column
				   : accounts_column(audit->words, f->form->name, column));
}

static char *
finding_figures(const AccountsFinding *f)
{
	AccountsPrint print = accounts_print(f->form);
	StringInfoData text;

	initStringInfo(&text);
	if (f->has_stated && f->has_computed)
		appendStringInfo(&text, _("%s, %s, difference %s"), accounts_figure(f->stated, &print),
						 accounts_figure(f->computed, &print),
						 accounts_figure(f->difference, &print));
	else if (f->has_stated || f->has_computed)
		appendStringInfoString(&text, accounts_figure(f->has_stated ? f->stated : f->computed,
													  &print));
	if (f->has_stated || f->has_computed)
		appendStringInfo(&text, " %s", print.unit);
	if (yuan_sum_cmp(f->bound, yuan_sum_of(0)) > 0 && f->verdict != CHECK_UNREPORTED)
		appendStringInfo(&text, _(" (rounding of %lld figures explains %s)"),
						 (long long) f->addends, accounts_exact_figure(f->bound, &print));
	return text.data;
}

static AccountsEntry *
entry_of(const AccountsFinding *f)
{
	AccountsEntry *entry = palloc0(sizeof(AccountsEntry));

	entry->finding = f;
	entry->formula = f->formula;
	entry->count = 1;
	return entry;
}

static AccountsEntry *
full_entry(const AccountsAudit *audit, const AccountsFinding *f)
{
	AccountsEntry *entry = entry_of(f);

	entry->place = finding_place(audit, f);
	entry->figures = finding_figures(f);
	entry->note = f->note;
	if (f->verdict == CHECK_EXPLAINED)
		entry->explanation = f->formula->explanation;
	return entry;
}

/* ---------------------------------------------------------------- many findings as one */

/* What needs no reading, one entry for each formula. */
static List *
counted_entries(const AccountsAudit *audit, CheckVerdict verdict)
{
	List	   *entries = NIL;

	for (int i = 0; i < audit->nfindings; i++)
	{
		AccountsEntry *entry = entry_of(audit->findings[i]);

		if (entry->finding->verdict != verdict)
			continue;
		while (i + 1 < audit->nfindings && audit->findings[i + 1]->verdict == verdict &&
			   audit->findings[i + 1]->formula == entry->formula)
		{
			entry->count++;
			i++;
		}
		entries = lappend(entries, entry);
	}
	return entries;
}

/* Is there such a finding before that place, or, with an id, of that formula? */
static bool
is_said(const AccountsAudit *audit, int before, const char *cause, const char *id)
{
	for (int i = 0; i < before; i++)
	{
		const AccountsFinding *f = audit->findings[i];

		if (f->verdict == CHECK_NOT_APPLICABLE && strcmp(f->cause, cause) == 0 &&
			(id == NULL || strcmp(f->formula->id, id) == 0))
			return true;
	}
	return false;
}

/* The ids that a reason stands for from a place on: "R15 (5) R21". */
static char *
ids_of(const AccountsAudit *audit, int from, const char *cause)
{
	StringInfoData text;

	initStringInfo(&text);
	for (int i = from; i < audit->nfindings; i++)
	{
		const AccountsFinding *f = audit->findings[i];
		int			count = 0;

		if (f->verdict != CHECK_NOT_APPLICABLE || strcmp(f->cause, cause) != 0 ||
			is_said(audit, i, cause, f->formula->id))
			continue;
		for (int j = i; j < audit->nfindings; j++)
			count += audit->findings[j]->verdict == CHECK_NOT_APPLICABLE &&
				strcmp(audit->findings[j]->cause, cause) == 0 &&
				strcmp(audit->findings[j]->formula->id, f->formula->id) == 0;
		appendStringInfoString(&text, text.len > 0 ? " " : "");
		appendStringInfo(&text, count > 1 ? "%s (%d)" : "%s", f->formula->id, count);
	}
	return text.data;
}

/* Reasons why formulas do not apply, each once, with their ids. */
static List *
reason_entries(const AccountsAudit *audit)
{
	List	   *entries = NIL;

	for (int i = 0; i < audit->nfindings; i++)
	{
		const AccountsFinding *f = audit->findings[i];
		AccountsEntry *entry;

		if (f->verdict != CHECK_NOT_APPLICABLE || is_said(audit, i, f->cause, NULL))
			continue;
		entry = palloc0(sizeof(AccountsEntry));
		entry->note = f->cause;
		entry->ids = ids_of(audit, i, f->cause);
		entries = lappend(entries, entry);
	}
	return entries;
}

List *
accounts_entries(const AccountsAudit *audit, CheckVerdict verdict)
{
	List	   *entries = NIL;

	if (verdict == CHECK_EXACT)
		return counted_entries(audit, verdict);
	if (verdict == CHECK_NOT_APPLICABLE)
		return reason_entries(audit);
	for (int i = 0; i < audit->nfindings; i++)
		if (audit->findings[i]->verdict == verdict)
			entries = lappend(entries, full_entry(audit, audit->findings[i]));
	return entries;
}
