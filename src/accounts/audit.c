/*
 * accounts/audit.c - the verdicts of all rules about one document
 *
 * The rules come from the catalogue of the set, their sums from the engine that
 * enforces them, so an audit and a COMMIT cannot disagree.  A document in
 * quarantine lies in twins of the tables, which have no triggers: the rules of
 * the tables are read there with the twins in place of the tables.
 *
 * What was not checked is part of the result.  A rule whose form is missing is
 * not applicable; one that lacks a figure has insufficient data, also where the
 * figures that are there happen to agree.
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/snapmgr.h"

#include "accounts/final_accounts.h"
#include "accounts/audit.h"
#include "calls/audit.h"
#include "rule/cache.h"
#include "rule/members.h"

/* ---------------------------------------------------------------- names */

const char *
accounts_verdict_name(AuditVerdict verdict)
{
	static const char *const names[AUDIT_VERDICTS] = {
		"exact", "rounding", "notice", "violation", "warning", "explained",
		"insufficient data", "not applicable"
	};

	return names[verdict];
}

static Oid
table_of(const AccountsAudit *audit, const char *name)
{
	const char *full = psprintf("%s%s", name, accounts_suffix(audit->document));
	Oid			relid = get_relname_relid(full, audit->set->schema);

	if (!OidIsValid(relid))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_TABLE),
				 errmsg("table \"%s\" is missing from the final accounts in schema \"%s\"",
						full, get_namespace_name(audit->set->schema))));
	return relid;
}

/* ---------------------------------------------------------------- findings */

typedef struct DocumentSink
{
	CheckSink	sink;
	AccountsAudit *audit;
	const AccountsRule *rule;
	MemoryContext cxt;
	List	   *findings;		/* AccountsFinding *, of all rules */
	int			of_rule;		/* findings of the current one */
} DocumentSink;

static AccountsFinding *
put(DocumentSink *sink, AuditVerdict verdict, const char *cause)
{
	MemoryContext caller = MemoryContextSwitchTo(sink->cxt);
	AccountsFinding *finding = palloc0(sizeof(AccountsFinding));

	finding->rule = sink->rule;
	finding->verdict = verdict;
	finding->seq = list_length(sink->findings);
	finding->cause = cause == NULL ? NULL : pstrdup(cause);
	sink->findings = lappend(sink->findings, finding);
	sink->of_rule++;
	MemoryContextSwitchTo(caller);
	return finding;
}

static bool
is_zero(YuanSum sum)
{
	return yuan_sum_cmp(sum, yuan_sum_of(0)) == 0;
}

/*
 * A total that should be exact and is not: worth a notice only where its rule
 * lets it pass as rounding, else the violation says it.
 */
static bool
holds_by_rounding(const DocumentSink *sink, const CheckFinding *found)
{
	ListCell   *cell;

	foreach(cell, sink->findings)
	{
		const AccountsFinding *f = lfirst(cell);

		if (f->verdict == AUDIT_ROUNDING && strcmp(f->rule->id, sink->rule->id) == 0 &&
			yuan_sum_cmp(f->difference, found->difference) == 0)
			return true;
	}
	return false;
}

/* Where only one side of an equation stands in the document. */
static void
put_one_sided(DocumentSink *sink, const CheckFinding *found, AccountsFinding *finding)
{
	YuanSum		figure = found->has_stated ? found->stated : found->computed;
	const AccountsRule *rule = sink->rule;

	if (!found->has_stated && strcmp(rule->table, "fund_form") == 0 &&
		accounts_is_unprinted(sink->audit, linitial(rule->forms), linitial(rule->columns)))
	{
		finding->verdict = AUDIT_NOT_APPLICABLE;
		finding->cause = MemoryContextStrdup(sink->cxt,
											 psprintf("form %s does not print %s",
													  (char *) linitial(rule->forms),
													  (char *) linitial(rule->columns)));
	}
	else if (!found->has_stated && found->blanks == 0 && rule->optional)
	{
		finding->verdict = AUDIT_NOT_APPLICABLE;
		finding->cause = MemoryContextStrdup(sink->cxt, "the line is not printed");
	}
	else
	/* Forms print the subjects that have money: none there and 0 here agree. */
	if (is_zero(figure) && found->blanks == 0)
	{
		finding->verdict = AUDIT_NOT_APPLICABLE;
		finding->cause = MemoryContextStrdup(sink->cxt, "0 on one side, not printed on the other");
	}
	else
	{
		finding->verdict = AUDIT_INSUFFICIENT;
		finding->cause = MemoryContextStrdup(sink->cxt, found->has_stated
											 ? "only the left side is reported"
											 : "only the right side is reported");
	}
}

static AuditVerdict
verdict_of(const DocumentSink *sink, const CheckFinding *found)
{
	const AccountsRule *rule = sink->rule;
	bool		complete = found->blanks == 0 &&
		(rule->components == 0 || found->addends >= rule->components);

	switch (found->verdict)
	{
		case CHECK_EXACT:
			return complete ? AUDIT_EXACT : AUDIT_INSUFFICIENT;
		case CHECK_ROUNDING:
			return complete ? AUDIT_ROUNDING : AUDIT_INSUFFICIENT;
		default:
			if (rule->severity == 'B')
				return AUDIT_VIOLATION;
			if (rule->severity == 'N')
				return AUDIT_NOTICE;
			return rule->explanation != NULL ? AUDIT_EXPLAINED : AUDIT_WARNING;
	}
}

static void
document_find(CheckSink *base, CheckRule *engine_rule, const CheckFinding *found)
{
	DocumentSink *sink = (DocumentSink *) base;
	AccountsFinding *finding;

	/* Neither side is printed at this place: nothing is there to be checked. */
	if (found->verdict == CHECK_UNREPORTED && !found->has_stated && !found->has_computed)
		return;
	if (sink->rule->severity == 'N' &&
		(found->verdict != CHECK_VIOLATION || !holds_by_rounding(sink, found)))
	{
		sink->of_rule++;
		return;
	}

	finding = put(sink, AUDIT_EXACT, found->note != NULL ? found->note : found->cause);
	if (found->code != NULL)
		finding->code = MemoryContextStrdup(sink->cxt, found->code);
	else
		for (int i = 3; engine_rule != NULL && i < engine_rule->nkeys; i++)
		{
			Oid			output;
			bool		varlena;

			getTypeOutputInfo(engine_rule->side[0].cols[i].basetype, &output, &varlena);
			finding->code = MemoryContextStrdup(sink->cxt,
												OidOutputFunctionCall(output, found->keys[i]));
		}
	if (found->column != NULL)
		finding->column = MemoryContextStrdup(sink->cxt, found->column);
	finding->has_stated = found->has_stated;
	finding->has_computed = found->has_computed;
	finding->stated = found->stated;
	finding->computed = found->computed;
	finding->difference = found->difference;
	finding->bound = found->bound;
	finding->addends = found->addends;
	finding->blanks = found->blanks;
	finding->root = found->cause != NULL;
	if (found->verdict == CHECK_UNREPORTED)
	{
		put_one_sided(sink, found, finding);
		return;
	}
	finding->verdict = verdict_of(sink, found);
	if (finding->verdict == AUDIT_INSUFFICIENT)
	{
		int64		missing = Max(found->blanks,
								  sink->rule->components - found->addends);

		finding->cause = MemoryContextStrdup(sink->cxt,
											 psprintf("%lld of the figures not reported",
													  (long long) missing));
	}
}

/* ---------------------------------------------------------------- rules of the engine */

static bool
find_trigger(const AccountsAudit *audit, const AccountsRule *rule, CheckTriggerRow *row)
{
	Oid			relid = get_relname_relid(rule->table, audit->set->schema);
	ListCell   *cell;

	if (!OidIsValid(relid))
		return false;
	foreach(cell, check_triggers_of_table(audit->set->extension, relid))
	{
		*row = *(CheckTriggerRow *) lfirst(cell);
		if (strcmp(row->name, rule->name) == 0)
			return true;
	}
	return false;
}

static void
audit_engine_rule(DocumentSink *sink)
{
	AccountsAudit *audit = sink->audit;
	CheckTriggerRow row;
	CheckRule  *rule;
	Oid			other;

	if (!find_trigger(audit, sink->rule, &row))
	{
		(void) put(sink, AUDIT_INSUFFICIENT, "the rule is not installed");
		return;
	}
	other = check_other_table(check_members(&row));
	if (audit->document->quarantine)
	{
		row.relid = table_of(audit, get_rel_name(row.relid));
		if (OidIsValid(other))
			other = table_of(audit, get_rel_name(other));
	}
	rule = check_rule_from_trigger(&row, other, NIL);
	rule->nfixed = lengthof(audit->document->key);
	memcpy(rule->fixed, audit->document->key, sizeof(audit->document->key));
	check_audit_rule(rule, &sink->sink);
	check_rule_free(rule);
}

/* ---------------------------------------------------------------- rules of a row */

static bool
has_role(const char *table)
{
	return strcmp(table, "form01") == 0 || strcmp(table, "form04") == 0 ||
		strcmp(table, "form06") == 0;
}

/* What a row is called: its subject or its role, with the form where that varies. */
static const char *
place_sql(const char *table)
{
	if (strcmp(table, "form07") == 0)
		return "x.role";
	if (has_role(table))
		return "CASE WHEN x.role IN ('class', 'subject') THEN x.code::text ELSE x.role END";
	if (strcmp(table, "fund_form") == 0)
		return "x.form || ' ' || x.code::text";
	return "x.code::text";
}

/*	SELECT place, quantum, column, ... FROM table x WHERE document [AND role] ORDER BY place */
static void
read_rows(const AccountsAudit *audit, const AccountsRule *rule, List *columns)
{
	StringInfoData sql;
	ListCell   *cell;

	initStringInfo(&sql);
	appendStringInfo(&sql, "SELECT %s, @ext@.yuan_fen(x.quantum)", place_sql(rule->table));
	foreach(cell, columns)
	{
		const char *name = lfirst(cell);

		appendStringInfo(&sql, ", @ext@.yuan_fen(x.%s)",
						 quote_identifier(*name == '-' ? name + 1 : name));
	}
	appendStringInfo(&sql, " FROM @fa@.%s%s x WHERE x.unit = $1 AND x.year = $2 AND x.stage = $3",
					 rule->table, accounts_suffix(audit->document));
	if (rule->filter != NULL)
		appendStringInfo(&sql, " AND (%s::jsonb -> 'role') ? x.role",
						 quote_literal_cstr(rule->filter));
	appendStringInfoString(&sql, " ORDER BY 1");
	accounts_run(audit, sql.data);
}

static bool
fen_of(uint64 row, int column, int64 *fen)
{
	bool		isnull;
	Datum		value = SPI_getbinval(SPI_tuptable->vals[row], SPI_tuptable->tupdesc,
									  column, &isnull);

	*fen = isnull ? 0 : DatumGetInt64(value);
	return !isnull;
}

/*
 * A sum over columns that the layout of a form lacks is not applicable; that is
 * said once for the form, in "form".
 */
static bool
lacks_column(DocumentSink *sink, const char *place, char form[3])
{
	const AccountsRule *rule = sink->rule;
	ListCell   *cell;

	if (strcmp(rule->table, "fund_form") != 0)
		return false;
	foreach(cell, list_concat(list_copy(rule->columns), rule->parts))
	{
		const char *column = lfirst(cell);

		if (!accounts_is_unprinted(sink->audit, place, column))
			continue;
		if (strncmp(form, place, 2) != 0)
			(void) put(sink, AUDIT_NOT_APPLICABLE,
					   psprintf("form %.2s does not print %s", place,
								*column == '-' ? column + 1 : column));
		memcpy(form, place, 2);
		return true;
	}
	return false;
}

/* total = part + part - part, as the CHECK of the table judges it */
static void
audit_row_rule(DocumentSink *sink)
{
	const AccountsRule *rule = sink->rule;

	char		form[3] = "";

	read_rows(sink->audit, rule, list_concat(list_copy(rule->columns), rule->parts));
	for (uint64 i = 0; i < SPI_processed; i++)
	{
		CheckFinding found = {0};
		YuanSum		quanta = {0};
		int64		quantum;
		int64		fen;
		int			column = 3;
		ListCell   *cell;

		found.code = accounts_text(i, 1, sink->cxt);
		found.column = linitial(rule->columns);
		if (lacks_column(sink, found.code, form))
			continue;
		(void) fen_of(i, 2, &quantum);
		if (fen_of(i, column++, &fen))
		{
			found.has_stated = true;
			found.stated = yuan_sum_of(fen);
			yuan_sum_add(&quanta, quantum);
		}
		foreach(cell, rule->parts)
		{
			if (!fen_of(i, column++, &fen))
			{
				if (!accounts_is_unprinted(sink->audit, linitial(rule->forms), lfirst(cell)))
					found.blanks++;
				continue;
			}
			found.has_computed = true;
			if (*(char *) lfirst(cell) == '-')
				yuan_sum_sub(&found.computed, fen);
			else
				yuan_sum_add(&found.computed, fen);
			yuan_sum_add(&quanta, quantum);
			found.addends++;
		}
		found.bound = check_bound(quanta);
		check_judge(&found, CHECK_EQUAL);
		document_find(&sink->sink, NULL, &found);
	}
}

/* amount >= 0 */
static void
audit_sign_rule(DocumentSink *sink)
{
	const AccountsRule *rule = sink->rule;
	int64		values = 0;
	bool		holds = true;

	if (sink->audit->is_adjustment)
	{
		(void) put(sink, AUDIT_NOT_APPLICABLE, "a table of adjustments");
		return;
	}
	read_rows(sink->audit, rule, rule->columns);
	for (uint64 i = 0; i < SPI_processed; i++)
	{
		int			column = 3;
		ListCell   *cell;

		foreach(cell, rule->columns)
		{
			CheckFinding found = {.column = lfirst(cell), .has_stated = true, .has_computed = true};
			int64		fen;

			if (!fen_of(i, column++, &fen))
				continue;
			values++;
			if (fen >= 0)
				continue;
			holds = false;
			found.code = accounts_text(i, 1, sink->cxt);
			found.stated = yuan_sum_of(fen);
			found.addends = 1;
			check_judge(&found, CHECK_AT_LEAST);
			document_find(&sink->sink, NULL, &found);
		}
	}
	if (holds && values > 0)
		put(sink, AUDIT_EXACT, NULL)->addends = values;
}

/* ---------------------------------------------------------------- the document */

/* The first form a rule needs and the document lacks, said so; or NULL. */
static const char *
lacking(const AccountsAudit *audit, const AccountsRule *rule)
{
	ListCell   *cell;

	foreach(cell, rule->forms)
	{
		const char *list = lfirst(cell);
		bool		printed = false;
		bool		present = false;

		for (const char *p = list; *p != '\0'; p += p[2] == '|' ? 3 : 2)
		{
			const AccountsForm *form = &audit->forms[p[1] - '0'];

			present = present || form->present;
			printed = printed || form->printed;
		}
		if (!present || !printed)
		{
			char	   *name = pstrdup(list);

			for (char *p = name; *p != '\0'; p++)
				if (*p == '|')
					*p = '/';
			return psprintf(present ? "form %s has no data" : "form %s is not in the document",
							name);
		}
	}
	return NULL;
}

/* A rule of which no figure stands in the document. */
static void
put_nothing(DocumentSink *sink)
{
	const AccountsRule *rule = sink->rule;

	if (rule->optional)
		(void) put(sink, AUDIT_NOT_APPLICABLE, "the line is not printed");
	else if (list_length(rule->columns) == 1 &&
			 accounts_is_unprinted(sink->audit, linitial(rule->forms), linitial(rule->columns)))
		(void) put(sink, AUDIT_NOT_APPLICABLE,
				   psprintf("form %s does not print %s", (char *) linitial(rule->forms),
							(char *) linitial(rule->columns)));
	else
		(void) put(sink, AUDIT_INSUFFICIENT, "nothing of it is reported");
}

static void
audit_rule(DocumentSink *sink)
{
	const char *why = lacking(sink->audit, sink->rule);

	sink->of_rule = 0;
	if (why != NULL)
	{
		if (sink->rule->severity != 'N')
			(void) put(sink, AUDIT_NOT_APPLICABLE, why);
		return;
	}
	if (strcmp(sink->rule->kind, "row") == 0)
		audit_row_rule(sink);
	else if (strcmp(sink->rule->kind, "sign") == 0)
		audit_sign_rule(sink);
	else
		audit_engine_rule(sink);
	if (sink->of_rule == 0 && sink->rule->severity != 'N')
		put_nothing(sink);
}

/* Verdicts in the order of a review; violations with a cause come first. */
static int
compare_findings(const void *a, const void *b)
{
	const AccountsFinding *x = *(AccountsFinding *const *) a;
	const AccountsFinding *y = *(AccountsFinding *const *) b;

	if (x->verdict != y->verdict)
		return x->verdict < y->verdict ? -1 : 1;
	if (x->verdict == AUDIT_VIOLATION && x->root != y->root)
		return x->root ? -1 : 1;
	return x->seq < y->seq ? -1 : x->seq > y->seq;
}

AccountsAudit *
accounts_audit(const FinalAccounts *set, const AccountsDocument *document)
{
	MemoryContext cxt = CurrentMemoryContext;
	AccountsAudit *audit = palloc0(sizeof(AccountsAudit));
	DocumentSink sink = {.sink = {.find = document_find, .wanted = CHECK_ANY, .want_causes = true}};
	int			nest = final_accounts_begin();
	List	   *rules;
	ListCell   *cell;
	int			i = 0;

	audit->set = set;
	audit->document = document;
	sink.audit = audit;
	sink.cxt = cxt;
	accounts_read_document(audit, cxt);
	accounts_read_layouts(audit, cxt);
	rules = accounts_read_rules(audit, cxt);
	foreach(cell, rules)
	{
		sink.rule = lfirst(cell);
		audit_rule(&sink);
	}
	final_accounts_end(nest);
	MemoryContextSwitchTo(cxt);

	audit->nfindings = list_length(sink.findings);
	audit->findings = palloc(sizeof(AccountsFinding *) * Max(audit->nfindings, 1));
	foreach(cell, sink.findings)
	{
		AccountsFinding *finding = lfirst(cell);

		audit->findings[i++] = finding;
		audit->counts[finding->verdict]++;
	}
	qsort(audit->findings, audit->nfindings, sizeof(AccountsFinding *), compare_findings);
	return audit;
}
