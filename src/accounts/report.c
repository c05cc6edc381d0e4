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
append_entry(StringInfo text, const AccountsEntry *entry)
{
	const AccountsFormula *formula = entry->formula;

	if (formula == NULL)
	{
		appendStringInfo(text, "\n  %s%s %s", entry->note, _(":"), entry->ids);
		return;
	}
	appendStringInfo(text, "\n  %-4s ", formula->id);
	if (formula->title != NULL)
		appendStringInfo(text, "%s%s", formula->title, _(": "));
	appendStringInfoString(text, formula->printed);
	if (entry->count > 1)
		appendStringInfo(text, " (%d)", entry->count);
	if (entry->place != NULL)
		appendStringInfo(text, " | %s", entry->place);
	if (entry->figures != NULL && *entry->figures != '\0')
		appendStringInfo(text, "%s%s", _(": "), entry->figures);
	if (entry->note != NULL)
		appendStringInfo(text, "\n       %s", entry->note);
	if (entry->explanation != NULL)
		appendStringInfo(text, _("\n       explained: %s"), entry->explanation);
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
						 audit->counts[v], accounts_verdict_word(v));
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
		ListCell   *cell;

		if (audit->counts[v] == 0 ||
			(brief && (v == CHECK_EXACT || v == CHECK_ROUNDING || v >= CHECK_UNREPORTED)))
			continue;
		appendStringInfo(&out, "\n%s", accounts_verdict_title(v));
		foreach(cell, accounts_entries(audit, v))
			append_entry(&out, lfirst(cell));
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
