/*
 * accounts/report.c - the audit of a document as rows and as text
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "utils/builtins.h"

#include "accounts/claims.h"
#include "accounts/final_accounts.h"
#include "accounts/audit.h"
#include "accounts/words.h"
#include "base/nls.h"
#include "base/row.h"

#define MOST_CHANGES	3		/* of one suggestion that are shown */

/* ---------------------------------------------------------------- text */

static const char *
forms_text(const AccountsAudit *audit)
{
	StringInfoData text;
	const char *parted = "";
	ListCell   *cell;

	initStringInfo(&text);
	foreach(cell, audit->forms)
	{
		const AccountsForm *form = lfirst(cell);

		appendStringInfo(&text, "%s%s %s", parted, form->name,
						 !form->present ? _("none") : !form->printed ? _("no data")
						 : accounts_print(form).unit);
		parted = _(", ");
	}
	return text.data;
}

static void
append_formula(StringInfo text, const AccountsFormula *formula)
{
	appendStringInfo(text, "\n  %-4s ", formula->id);
	if (formula->title != NULL)
		appendStringInfo(text, "%s%s", formula->title, _(": "));
	appendStringInfoString(text, formula->printed);
}

/* A formula without a scope says its place itself, but for which of its figures it is. */
char *
accounts_finding_place(const AccountsAudit *audit, const AccountsFinding *f)
{
	const char *column = f->column != NULL && strcmp(f->column, "amount") != 0 ? f->column : NULL;

	if (f->code != NULL && f->alias != NULL)
		return accounts_place(audit->words, f->form, f->alias, f->code, column);
	if (column == NULL)
		return NULL;
	return pstrdup(f->form == NULL ? column
				   : accounts_column(audit->words, f->form->name, column));
}

char *
accounts_finding_figures(const AccountsFinding *f)
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

static void
append_finding(StringInfo text, const AccountsAudit *audit, const AccountsFinding *f)
{
	const char *place = accounts_finding_place(audit, f);
	const char *figures = accounts_finding_figures(f);

	append_formula(text, f->formula);
	if (place != NULL)
		appendStringInfo(text, " | %s", place);
	if (*figures != '\0')
		appendStringInfo(text, "%s%s", _(": "), figures);
	if (f->note != NULL)
		appendStringInfo(text, "\n       %s", f->note);
	if (f->verdict == CHECK_EXPLAINED)
		appendStringInfo(text, _("\n       explained: %s"), f->formula->explanation);
}

/* What needs no reading, one line for each formula. */
static void
append_counted(StringInfo text, const AccountsAudit *audit, CheckVerdict verdict)
{
	for (int i = 0; i < audit->nfindings; i++)
	{
		const AccountsFinding *f = audit->findings[i];
		int			count = 1;

		if (f->verdict != verdict)
			continue;
		while (i + 1 < audit->nfindings && audit->findings[i + 1]->verdict == verdict &&
			   audit->findings[i + 1]->formula == f->formula)
		{
			count++;
			i++;
		}
		append_formula(text, f->formula);
		if (count > 1)
			appendStringInfo(text, " (%d)", count);
	}
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
static void
append_ids(StringInfo text, const AccountsAudit *audit, int from, const char *cause)
{
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
		appendStringInfo(text, count > 1 ? " %s (%d)" : " %s", f->formula->id, count);
	}
}

/* Reasons why formulas do not apply, each once, with their ids. */
static void
append_reasons(StringInfo text, const AccountsAudit *audit)
{
	for (int i = 0; i < audit->nfindings; i++)
	{
		const AccountsFinding *f = audit->findings[i];

		if (f->verdict != CHECK_NOT_APPLICABLE || is_said(audit, i, f->cause, NULL))
			continue;
		appendStringInfo(text, "\n  %s%s", f->cause, _(":"));
		append_ids(text, audit, i, f->cause);
	}
}

/* 03[21201].basic 1,066.51 -> 10,661.51 万元 (a digit is missing) */
static void
append_change(StringInfo text, const AccountsAudit *audit, const AccountsChange *change, bool why)
{
	AccountsPrint print = accounts_print(change->form);
	const char *from = change->is_blank ? _("blank") : accounts_figure(change->stored, &print);
	const char *to = change->to_be_blank ? _("blank") : accounts_figure(change->proposed, &print);

	appendStringInfo(text, _("%s %s -> %s %s"),
					 accounts_place(audit->words, change->form, change->alias, change->label,
									change->column), from, to, print.unit);
	if (why)
		appendStringInfo(text, _(" (%s)"), change->cause);
}

/* A fault of a form is one correction; of its figures the first are shown. */
char *
accounts_suggestion(const AccountsAudit *audit, const AccountsSuggestion *suggestion)
{
	int			count = list_length(suggestion->changes);
	StringInfoData text;
	ListCell   *cell;
	int			i = 0;

	initStringInfo(&text);
	if (suggestion->is_of_form)
		appendStringInfo(&text, _("One correction would settle all %d"), suggestion->settles);
	else if (count == 1)
		appendStringInfo(&text, _("One cell would settle all %d"), suggestion->settles);
	else
		appendStringInfo(&text, _("%d cells would settle all %d"), count, suggestion->settles);
	if (suggestion->is_of_form)
		appendStringInfo(&text, "%s%s", _(": "),
						 ((AccountsChange *) linitial(suggestion->changes))->cause);
	foreach(cell, suggestion->changes)
	{
		if (i == MOST_CHANGES)
			break;
		appendStringInfoString(&text, i++ == 0 ? _(": ") : _("; "));
		append_change(&text, audit, lfirst(cell), !suggestion->is_of_form);
	}
	if (count > MOST_CHANGES)
		appendStringInfo(&text, _("; and %d more"), count - MOST_CHANGES);
	return text.data;
}

/* What to do, before all else. */
static void
append_advice(StringInfo text, const AccountsAudit *audit)
{
	if (audit->suggestions != NIL)
		appendStringInfo(text, "%s\n",
						 accounts_suggestion(audit, linitial(audit->suggestions)));
	else if (audit->no_suggestion != NULL)
		appendStringInfo(text, "%s\n", audit->no_suggestion);
}

const char *
accounts_stage(const char *stage)
{
	static const char *const stages[] = {
		gettext_noop("budget"), gettext_noop("adjusted"), gettext_noop("final")
	};

	for (int i = 0; i < (int) lengthof(stages); i++)
		if (strcmp(stages[i], stage) == 0)
			return _(stages[i]);
	return stage;
}

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

static const char *
verdict_word(CheckVerdict verdict)
{
	static const char *const words[CHECK_LAST_VERDICT + 1] = {
		gettext_noop("exact"), gettext_noop("rounding"), gettext_noop("notice"),
		gettext_noop("violation"), gettext_noop("orphan"), gettext_noop("warning"),
		gettext_noop("explained"), gettext_noop("unreported"), gettext_noop("not applicable")
	};

	return _(words[verdict]);
}

static void
append_document(StringInfo out, const AccountsAudit *audit)
{
	const AccountsDocument *document = audit->document;

	appendStringInfo(out, _("unit %s%s%s, year %d, stage %s"),
					 TextDatumGetCString(document->key[0]),
					 audit->document_name != NULL ? " " : "",
					 audit->document_name != NULL ? audit->document_name : "",
					 DatumGetInt32(document->key[1]),
					 accounts_stage(TextDatumGetCString(document->key[2])));
	if (document->quarantine)
		appendStringInfoString(out, _(", in quarantine"));
	appendStringInfo(out, _("\nforms: %s"), forms_text(audit));
	appendStringInfoString(out, _("\nsums:"));
	for (int v = 0; v <= CHECK_LAST_VERDICT; v++)
		appendStringInfo(out, "%s" INT64_FORMAT " %s", v == 0 ? " " : _(", "),
						 audit->counts[v], verdict_word(v));
}

char *
accounts_report(const AccountsAudit *audit, bool brief)
{
	StringInfoData out;

	initStringInfo(&out);
	append_advice(&out, audit);
	append_document(&out, audit);
	for (int v = 0; v <= CHECK_LAST_VERDICT; v++)
	{
		if (audit->counts[v] == 0 ||
			(brief && (v == CHECK_EXACT || v == CHECK_ROUNDING || v >= CHECK_UNREPORTED)))
			continue;
		appendStringInfo(&out, "\n%s", accounts_verdict_title(v));
		if (v == CHECK_EXACT)
			append_counted(&out, audit, v);
		if (v == CHECK_NOT_APPLICABLE)
			append_reasons(&out, audit);
		if (v == CHECK_EXACT || v == CHECK_NOT_APPLICABLE)
			continue;
		for (int i = 0; i < audit->nfindings; i++)
			if ((int) audit->findings[i]->verdict == v)
				append_finding(&out, audit, audit->findings[i]);
	}
	return out.data;
}

/* ---------------------------------------------------------------- SQL */

/* (unit, year, stage, schema, quarantine) */
static AccountsDocument
document_of(const FinalAccounts *set, FunctionCallInfo fcinfo)
{
	AccountsDocument document;

	final_accounts_key(set, fcinfo, 2, document.key);
	document.quarantine = !PG_ARGISNULL(4) && PG_GETARG_BOOL(4);
	return document;
}

static void
put_text(Datum *value, bool *isnull, const char *text)
{
	*isnull = text == NULL;
	if (text != NULL)
		*value = CStringGetTextDatum(text);
}

static void
put_sum(Datum *value, bool *isnull, bool given, YuanSum sum)
{
	int64		fen;

	*isnull = !given || !yuan_sum_fen(sum, &fen);
	if (!*isnull)
		*value = YuanGetDatum(fen);
}

PG_FUNCTION_INFO_V1(fiscal_audit_document);
Datum
fiscal_audit_document(PG_FUNCTION_ARGS)
{
	FinalAccounts set = final_accounts_of(fcinfo, 3);
	AccountsDocument document = document_of(&set, fcinfo);
	SrfRows		rows = srf_begin(fcinfo);
	AccountsAudit *audit;

	set.read_only = true;
	audit = accounts_audit(&set, &document);
	for (int i = 0; i < audit->nfindings; i++)
	{
		const AccountsFinding *f = audit->findings[i];
		bool		both = f->has_stated && f->has_computed;
		Datum		values[17];
		bool		nulls[17] = {false};
		int			n = 0;

		values[n++] = CStringGetTextDatum(check_verdict_name(f->verdict));
		values[n++] = CStringGetTextDatum(f->formula->id);
		values[n++] = DirectFunctionCall1(namein, CStringGetDatum(f->formula->set));
		values[n++] = CStringGetTextDatum(f->formula->verify ? "V" : "B");
		put_text(&values[n], &nulls[n], f->formula->title);
		n++;
		values[n++] = CStringGetTextDatum(f->formula->text);
		put_text(&values[n], &nulls[n], f->alias);
		n++;
		put_text(&values[n], &nulls[n], f->code);
		n++;
		put_text(&values[n], &nulls[n], f->column);
		n++;
		put_sum(&values[n], &nulls[n], f->has_stated, f->stated);
		n++;
		put_sum(&values[n], &nulls[n], f->has_computed, f->computed);
		n++;
		put_sum(&values[n], &nulls[n], both, f->difference);
		n++;
		put_sum(&values[n], &nulls[n], both, f->bound);
		n++;
		values[n++] = Int32GetDatum((int32) Min(f->addends, PG_INT32_MAX));
		values[n++] = Int32GetDatum((int32) Min(f->blanks, PG_INT32_MAX));
		put_text(&values[n], &nulls[n], f->cause);
		n++;
		put_text(&values[n], &nulls[n],
				 f->verdict == CHECK_EXPLAINED ? f->formula->explanation : NULL);
		srf_put(&rows, values, nulls);
	}
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(fiscal_report_document);
Datum
fiscal_report_document(PG_FUNCTION_ARGS)
{
	FinalAccounts set = final_accounts_of(fcinfo, 3);
	AccountsDocument document = document_of(&set, fcinfo);
	StringInfoData out;

	set.read_only = true;
	initStringInfo(&out);
	appendStringInfoString(&out, accounts_report(accounts_audit(&set, &document), false));
	claims_append_report(&set, &document, &out);
	PG_RETURN_TEXT_P(cstring_to_text(out.data));
}
