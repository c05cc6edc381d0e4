/*
 * accounts/report.c - the audit of a document as rows and as text
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "utils/builtins.h"

#include "base/encoding.h"
#include "accounts/claims.h"
#include "accounts/final_accounts.h"
#include "accounts/audit.h"
#include "base/row.h"
#include "yuan/unit.h"

/* ---------------------------------------------------------------- figures */

/* How a document prints its figures: the unit, and the decimals of the quantum. */
typedef struct Print
{
	const char *unit;
	int			places;
	int			decimals;
} Print;

static Print
print_of(const AccountsForm *form)
{
	Print		print = {.unit = "yuan", .places = 2, .decimals = 2};
	const char *name;

	if (form == NULL || !form->printed)
		return print;
	name = fiscal_to_utf8(form->measure);
	if (name == NULL || !yuan_unit_by_name(name, &print.places))
		return print;
	print.unit = form->measure;
	print.decimals = print.places;
	for (int64 quantum = form->quantum; quantum >= 10 && print.decimals > 0; quantum /= 10)
		print.decimals--;
	return print;
}

static const char *
figure(YuanSum sum, const Print *print)
{
	char	   *text = palloc(YUAN_UNIT_MAX_TEXT + YUAN_MAX_DECIMALS);
	int64		fen;

	if (!yuan_sum_fen(sum, &fen))
		return "out of range";
	yuan_format_in_unit(fen, print->places, print->decimals, true, text);
	return text;
}

/* The bound is half a quantum times the figures: it may need more decimals. */
static const char *
exact_figure(YuanSum sum, const Print *print)
{
	Print		wider = *print;
	int64		fen;
	int64		unit = 1;

	for (int i = 0; i < print->places - print->decimals; i++)
		unit *= 10;
	if (yuan_sum_fen(sum, &fen))
		for (; unit > 1 && fen % unit != 0; unit /= 10)
			wider.decimals++;
	return figure(sum, &wider);
}

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
						 !form->present ? "none" : !form->printed ? "no data" : form->measure);
		parted = ", ";
	}
	return text.data;
}

static void
append_formula(StringInfo text, const AccountsFormula *formula)
{
	appendStringInfo(text, "\n  %-4s ", formula->id);
	if (formula->title != NULL)
		appendStringInfo(text, "%s: ", formula->title);
	appendStringInfoString(text, formula->text);
}

static void
append_place(StringInfo text, const AccountsFinding *f)
{
	if (f->formula->many_forms && f->alias != NULL)
		appendStringInfo(text, " %s", f->alias);
	if (f->code != NULL)
		appendStringInfo(text, " %s", f->code);
	if (f->column != NULL && strcmp(f->column, "amount") != 0)
		appendStringInfo(text, " %s", f->column);
}

static void
append_finding(StringInfo text, const AccountsFinding *f)
{
	Print		print = print_of(f->form);

	append_formula(text, f->formula);
	append_place(text, f);
	if (f->has_stated && f->has_computed)
		appendStringInfo(text, ": %s, %s, difference %s", figure(f->stated, &print),
						 figure(f->computed, &print), figure(f->difference, &print));
	else if (f->has_stated || f->has_computed)
		appendStringInfo(text, ": %s", figure(f->has_stated ? f->stated : f->computed, &print));
	if (yuan_sum_cmp(f->bound, yuan_sum_of(0)) > 0 && f->verdict != CHECK_UNREPORTED)
		appendStringInfo(text, " (rounding of %lld figures explains %s)",
						 (long long) f->addends, exact_figure(f->bound, &print));
	if (f->has_stated || f->has_computed)
		appendStringInfo(text, " %s", print.unit);
	if (f->cause != NULL)
		appendStringInfo(text, "\n       %s%s", f->cause,
						 f->verdict == CHECK_VIOLATION && print.places != 2 ? " (in yuan)" : "");
	if (f->verdict == CHECK_EXPLAINED)
		appendStringInfo(text, "\n       explained: %s", f->formula->explanation);
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
		appendStringInfo(text, "\n  %s:", f->cause);
		append_ids(text, audit, i, f->cause);
	}
}

/* One cell would settle all 8: 03[21201].basic 1,066.51 -> 10,661.51 万元 (a digit is missing) */
static void
append_repair(StringInfo text, const AccountsAudit *audit)
{
	const char *parted = ": ";
	ListCell   *cell;

	if (audit->changes == NIL)
		return;
	appendStringInfoChar(text, '\n');
	if (list_length(audit->changes) == 1)
		appendStringInfo(text, _("One cell would settle all %d"), audit->settles);
	else
		appendStringInfo(text, _("%d cells would settle all %d"), list_length(audit->changes),
						 audit->settles);
	foreach(cell, audit->changes)
	{
		const AccountsChange *change = lfirst(cell);
		Print		print = print_of(change->form);

		appendStringInfo(text, "%s%s %s -> %s %s (%s)", parted, change->place,
						 change->is_blank ? _("blank") : figure(change->stored, &print),
						 change->to_be_blank ? _("blank") : figure(change->proposed, &print),
						 print.unit, change->cause);
		parted = "; ";
	}
}

char *
accounts_report(const AccountsAudit *audit, bool brief)
{
	static const char *const titles[CHECK_LAST_VERDICT + 1] = {
		"exact", "within rounding", "within rounding, but should be exact", "VIOLATED",
		"VIOLATED: the parent has no row", "to be verified", "explained",
		"not checked: unreported", "not checked: not applicable"
	};
	StringInfoData out;

	initStringInfo(&out);
	appendStringInfo(&out, "unit %s%s%s, year %d, stage %s%s",
					 TextDatumGetCString(audit->document->key[0]),
					 audit->document_name != NULL ? " " : "",
					 audit->document_name != NULL ? audit->document_name : "",
					 DatumGetInt32(audit->document->key[1]),
					 TextDatumGetCString(audit->document->key[2]),
					 audit->document->quarantine ? ", in quarantine" : "");
	appendStringInfo(&out, "\nforms: %s", forms_text(audit));
	appendStringInfo(&out, "\nsums:");
	for (int v = 0; v <= CHECK_LAST_VERDICT; v++)
		appendStringInfo(&out, "%s " INT64_FORMAT " %s", v == 0 ? "" : ",",
						 audit->counts[v], check_verdict_name(v));
	append_repair(&out, audit);

	for (int v = 0; v <= CHECK_LAST_VERDICT; v++)
	{
		if (audit->counts[v] == 0 ||
			(brief && (v == CHECK_EXACT || v == CHECK_ROUNDING || v >= CHECK_UNREPORTED)))
			continue;
		appendStringInfo(&out, "\n%s", titles[v]);
		if (v == CHECK_EXACT)
			append_counted(&out, audit, v);
		if (v == CHECK_NOT_APPLICABLE)
			append_reasons(&out, audit);
		if (v == CHECK_EXACT || v == CHECK_NOT_APPLICABLE)
			continue;
		for (int i = 0; i < audit->nfindings; i++)
			if ((int) audit->findings[i]->verdict == v)
				append_finding(&out, audit->findings[i]);
	}
	return out.data;
}

/* ---------------------------------------------------------------- SQL */

/* (unit, year, stage, schema, quarantine), the first two and the third not null */
static AccountsDocument
document_of(FunctionCallInfo fcinfo)
{
	AccountsDocument document;

	final_accounts_key(fcinfo, document.key);
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
	AccountsDocument document = document_of(fcinfo);
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
	AccountsDocument document = document_of(fcinfo);
	StringInfoData out;

	set.read_only = true;
	initStringInfo(&out);
	appendStringInfoString(&out, accounts_report(accounts_audit(&set, &document), false));
	claims_append_report(&set, &document, &out);
	PG_RETURN_TEXT_P(cstring_to_text(out.data));
}
