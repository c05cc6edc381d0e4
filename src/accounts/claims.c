/*
 * accounts/claims.c - the figures of the text, held against the tables
 *
 * A figure holds if it is the exact value, rounded half up to the places it is
 * printed with, or if it is printed finer than the cell and rounds to it (a cell
 * of 0 says that nothing was there, not a little).
 * Exact means: computed from the cells as they are stored; a share of two
 * rounded figures can differ from that of the figures behind them, and a claim
 * says by its operands which it is held against.  A claim of several readings
 * fails only if none of them holds; an amount is held against its cell alone
 * where the cell is there.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

#include "accounts/claims.h"
#include "accounts/final_accounts.h"
#include "base/row.h"

#define CLAIM_AUDIT_COLUMNS	11

/*
 * Amounts are numeric, in yuan.  A quotient of amounts below 10^17 that lies
 * on the border between two roundings is a finite decimal which the division
 * yields exactly, so that the judgement is not blurred by it.
 *
 * A form prints only the subjects with money: one without a row there is 0.
 */
static const char claims_query[] =
"WITH reading AS ("
"	SELECT n, kind, measure, 1::bigint AS reading, operands FROM @fa@.claim@q@"
"	WHERE unit = $1 AND year = $2 AND stage = $3"
"	UNION ALL"
"	SELECT c.n, c.kind, c.measure, 1 + o.ord, string_to_array(o.text, ',')"
"	FROM @fa@.claim@q@ c, LATERAL unnest(c.otherwise) WITH ORDINALITY o (text, ord)"
"	WHERE c.unit = $1 AND c.year = $2 AND c.stage = $3"
"), part AS ("
"	SELECT r.*, o.ord, o.text, o.text LIKE '%/%/%' AND r.kind <> 'subject' AS is_cell,"
"		CASE WHEN o.text LIKE '-%' THEN -1 ELSE 1 END AS sign, split_part(o.text, '@', 2) AS other,"
"		split_part(ltrim(o.text, '-'), '/', 1) AS form, split_part(o.text, '/', 2) AS item,"
"		split_part(split_part(o.text, '/', 3), '@', 1) AS column_name"
"	FROM reading r, LATERAL unnest(r.operands) WITH ORDINALITY o (text, ord)"
"), operand AS ("
"	SELECT p.n, p.kind, p.reading, p.ord, p.text, CASE WHEN NOT p.is_cell THEN"
"			CASE WHEN p.kind <> 'subject'"
"				THEN @ext@.yuan_fen(@ext@.yuan_parse(p.text, p.measure))::numeric / 100 END"
"		WHEN p.other <> '' THEN p.sign * (SELECT @ext@.yuan_fen(x.amount)::numeric / 100 FROM @fa@.cell x"
"			WHERE x.unit = $1 AND x.form = p.form AND x.item = p.item AND x.column_name = p.column_name"
"			AND x.year = CASE WHEN p.other ~ '^[0-9]{4}$' THEN p.other::integer ELSE $2 END"
"			AND x.stage = CASE WHEN p.other ~ '^[0-9]{4}$' THEN $3 ELSE p.other END)"
"		WHEN own.is_there THEN p.sign * @ext@.yuan_fen(own.amount)::numeric / 100"
"		WHEN p.item ~ '^[0-9]+$' AND EXISTS (SELECT FROM @fa@.form@q@ f WHERE f.unit = $1 AND f.year = $2"
"			AND f.stage = $3 AND f.form = p.form AND f.measure IS NOT NULL) THEN 0 END AS value,"
"		@ext@.yuan_fen(own.quantum)::numeric / 100 AS quantum"
"	FROM part p LEFT JOIN LATERAL (SELECT true AS is_there, amount, quantum FROM @fa@.cell@q@ x"
"		WHERE p.is_cell AND p.other = '' AND x.unit = $1 AND x.year = $2 AND x.stage = $3"
"		AND x.form = p.form AND x.item = p.item AND x.column_name = p.column_name) own ON true"
"), totalled AS ("
"	SELECT n, reading, count(*) AS operands, sum(value) AS total, sum(quantum) AS quantum,"
"		max(value) FILTER (WHERE ord = 1) AS first, max(value) FILTER (WHERE ord = 2) AS second,"
"		bool_or(value IS NULL AND kind <> 'subject') AS missing,"
"		string_agg(text, ', ' ORDER BY ord) FILTER (WHERE kind = 'subject' AND NOT EXISTS ("
"			SELECT FROM @fa@.cell@q@ x WHERE x.unit = $1 AND x.year = $2 AND x.stage = $3"
"			AND x.item = text)) AS absent"
"	FROM operand GROUP BY n, reading"
"), exact AS ("
"	SELECT c.*, r.reading, o.absent, o.missing, f.factor, o.quantum * f.factor AS quantum,"
"		CASE WHEN c.kind = 'year' THEN c.year::numeric"
"			WHEN c.kind IN ('amount', 'difference') THEN o.total * f.factor"
"			WHEN c.kind IN ('share', 'completion') AND o.second <> 0 THEN 100 * o.first / o.second"
"			WHEN c.kind = 'growth' AND o.first <> o.second THEN 100 * o.second / (o.first - o.second)"
"		END AS exact,"
"		c.kind <> 'year' AND o.operands IS NULL AS untied,"
"		coalesce(CASE WHEN c.kind IN ('share', 'completion') THEN o.second = 0"
"			WHEN c.kind = 'growth' THEN o.first = o.second END, false) AS undefined"
"	FROM @fa@.claim@q@ c JOIN reading r USING (n) LEFT JOIN totalled o USING (n, reading),"
"		LATERAL (SELECT @ext@.yuan_in_unit(@ext@.yuan_from_fen(100), c.measure) AS factor) f"
"	WHERE c.unit = $1 AND c.year = $2 AND c.stage = $3"
"), judged AS ("
"	SELECT *, CASE WHEN untied THEN 'unresolved'"
"		WHEN missing THEN 'insufficient data'"
"		WHEN undefined THEN 'undefined'"
"		WHEN kind = 'subject' THEN CASE WHEN absent IS NULL THEN 'holds' ELSE 'fails' END"
"		WHEN @ext@.rounds_to(exact, stated) THEN 'holds'"
"		WHEN kind = 'amount' AND exact <> 0 AND power(10::numeric, -scale(stated)) < quantum"
"			AND 2 * abs(stated - exact) <= quantum THEN 'holds'"
"		ELSE 'fails' END AS verdict FROM exact"
"), best AS ("
"	SELECT DISTINCT ON (n) * FROM judged ORDER BY n, CASE verdict WHEN 'insufficient data' THEN 3"
"		WHEN 'undefined' THEN 2 WHEN 'holds' THEN 0 ELSE (kind <> 'amount')::integer END,"
"		CASE WHEN kind = 'amount' THEN 0 ELSE reading END, reading"
") SELECT n, label, kind, stated, CASE WHEN kind IN ('amount', 'difference') THEN measure"
"		WHEN kind IN ('share', 'completion', 'growth') THEN '%' END,"
"	trim_scale(round(exact, 6)),"
"	CASE WHEN verdict = 'fails' AND explanation IS NOT NULL THEN 'explained' ELSE verdict END,"
"	CASE WHEN verdict <> 'fails' THEN NULL"
"		WHEN explanation IS NOT NULL THEN explanation || ' (' || explained_by || ')'"
"		WHEN kind = 'subject' THEN 'no row of ' || absent || ' in any form'"
"		WHEN kind NOT IN ('amount', 'difference') OR stated = 0 THEN NULL"
"		WHEN @ext@.rounds_to(exact / 10000, stated) AND stated <> 0 THEN '10 000 times too small: the unit'"
"		WHEN @ext@.rounds_to(exact * 10000, stated) THEN '10 000 times too large: the unit'"
"		WHEN @ext@.rounds_to(-exact, stated) THEN 'the sign'"
"	END, sentence, from_char, to_char"
" FROM best ORDER BY n";

/* ---------------------------------------------------------------- the document */

char *
claims_template(const char *template, const AccountsDocument *document)
{
	StringInfoData out;
	const char *at;

	initStringInfo(&out);
	while ((at = strstr(template, "@q@")) != NULL)
	{
		appendBinaryStringInfo(&out, template, (int) (at - template));
		appendStringInfoString(&out, document->quarantine ? "_quarantine" : "");
		template = at + 3;
	}
	appendStringInfoString(&out, template);
	return out.data;
}

static bool
has_row(const FinalAccounts *set, const AccountsDocument *document, const char *template)
{
	static const Oid types[] = {ACCOUNTS_DOCUMENT_TYPES};

	final_accounts_run(set, template, lengthof(types), types, document->key, NULL);
	return SPI_processed > 0;
}

void
claims_find_document(const FinalAccounts *set, AccountsDocument *document)
{
	document->quarantine = false;
	if (has_row(set, document, "SELECT FROM @fa@.document WHERE unit = $1 AND year = $2 AND stage = $3"))
		return;
	document->quarantine = true;
	if (has_row(set, document, "SELECT FROM @fa@.document_quarantine"
				" WHERE unit = $1 AND year = $2 AND stage = $3"))
		return;
	ereport(ERROR,
			(errcode(ERRCODE_NO_DATA_FOUND),
			 errmsg("the document of unit \"%s\", year %d, stage \"%s\" is not stored",
					TextDatumGetCString(document->key[0]), DatumGetInt32(document->key[1]),
					TextDatumGetCString(document->key[2])),
			 errhint("Load it with fiscal_load_document(), in quarantine if it does not hold.")));
}

/* ---------------------------------------------------------------- the audit */

static void
judge(const FinalAccounts *set, const AccountsDocument *document)
{
	static const Oid types[] = {ACCOUNTS_DOCUMENT_TYPES};

	final_accounts_run(set, claims_template(claims_query, document), lengthof(types), types,
					   document->key, NULL);
}

PG_FUNCTION_INFO_V1(fiscal_audit_claims);
Datum
fiscal_audit_claims(PG_FUNCTION_ARGS)
{
	AccountsDocument document;
	FinalAccounts set;
	SrfRows		rows;
	int			nest;

	/* (unit, year, stage, schema) */
	set = final_accounts_of(fcinfo, 3);
	final_accounts_key(&set, fcinfo, 2, document.key);
	set.read_only = true;
	rows = srf_begin(fcinfo);

	nest = final_accounts_begin();
	claims_find_document(&set, &document);
	judge(&set, &document);
	for (uint64 i = 0; i < SPI_processed; i++)
	{
		Datum		values[CLAIM_AUDIT_COLUMNS];
		bool		nulls[CLAIM_AUDIT_COLUMNS];

		for (int column = 0; column < CLAIM_AUDIT_COLUMNS; column++)
			values[column] = SPI_getbinval(SPI_tuptable->vals[i], SPI_tuptable->tupdesc,
										   column + 1, &nulls[column]);
		srf_put(&rows, values, nulls);
	}
	final_accounts_end(nest);
	return (Datum) 0;
}

/* ---------------------------------------------------------------- the report */

/*
 * The sentences to be read: each failed claim with its place marked and what
 * should stand there, then those with money of which nothing was understood.
 */
static const char report_query[] =
"SELECT a.n IS NULL, s.sentence::text, coalesce(overlay(s.text"
"		PLACING '[' || substr(s.text, a.from_char, a.to_char - a.from_char + 1) || ']'"
"		FROM a.from_char FOR a.to_char - a.from_char + 1), s.text),"
"	a.exact::text || coalesce(a.measure, ''), a.cause"
" FROM @fa@.claim_sentence@q@ s LEFT JOIN @ext@.fiscal_audit_claims($1, $2, $3, $4) a"
"	ON a.sentence = s.sentence AND a.verdict = 'fails'"
" WHERE s.unit = $1 AND s.year = $2 AND s.stage = $3"
"	AND (a.n IS NOT NULL OR s.has_money AND NOT s.understood)"
" ORDER BY 1, s.sentence, a.n";

static const char counts_query[] =
"SELECT verdict, count(*)::text FROM @ext@.fiscal_audit_claims($1, $2, $3, $4)"
" WHERE EXISTS (SELECT FROM @fa@.claim_sentence@q@ WHERE unit = $1 AND year = $2 AND stage = $3)"
" GROUP BY verdict ORDER BY verdict";

void
claims_run_on_schema(const FinalAccounts *set, const AccountsDocument *document, const char *query)
{
	static const Oid types[] = {ACCOUNTS_DOCUMENT_TYPES, NAMEOID};
	Datum		values[4];

	memcpy(values, document->key, sizeof(document->key));
	values[3] = DirectFunctionCall1(namein, CStringGetDatum(get_namespace_name(set->schema)));
	final_accounts_run(set, claims_template(query, document), lengthof(types), types, values, NULL);
}

static void
append_sentence(StringInfo out, HeapTuple row, TupleDesc desc)
{
	char	   *exact = SPI_getvalue(row, desc, 4);
	char	   *cause = SPI_getvalue(row, desc, 5);

	appendStringInfo(out, "\n  %s  %s", SPI_getvalue(row, desc, 2), SPI_getvalue(row, desc, 3));
	if (exact != NULL)
		appendStringInfo(out, _("\n       should be %s"), exact);
	if (cause != NULL)
		appendStringInfo(out, "\n       %s", cause);
}

/* Sentences failed or not understood, under a title. */
static void
append_sentences(StringInfo out, const char *title, bool not_understood)
{
	TupleDesc	desc = SPI_tuptable->tupdesc;
	bool		titled = false;
	bool		isnull;

	for (uint64 i = 0; i < SPI_processed; i++)
	{
		HeapTuple	row = SPI_tuptable->vals[i];

		if (DatumGetBool(SPI_getbinval(row, desc, 1, &isnull)) != not_understood)
			continue;
		if (!titled)
			appendStringInfo(out, "\n%s", title);
		titled = true;
		append_sentence(out, row, desc);
	}
}

void
claims_append_report(const FinalAccounts *set, const AccountsDocument *document, StringInfo out)
{
	MemoryContext caller = CurrentMemoryContext;
	StringInfoData text;
	char	   *copy;
	int			nest = final_accounts_begin();

	initStringInfo(&text);
	claims_run_on_schema(set, document, counts_query);
	for (uint64 i = 0; i < SPI_processed; i++)
		appendStringInfo(&text, "%s%s %s", i == 0 ? _("\nclaims of the text: ") : _(", "),
						 SPI_getvalue(SPI_tuptable->vals[i], SPI_tuptable->tupdesc, 2),
						 SPI_getvalue(SPI_tuptable->vals[i], SPI_tuptable->tupdesc, 1));
	claims_run_on_schema(set, document, report_query);
	append_sentences(&text, _("claims that fail, marked in their sentence"), false);
	append_sentences(&text, _("sentences with money of which nothing was understood"), true);
	copy = MemoryContextStrdup(caller, text.data);
	final_accounts_end(nest);
	appendStringInfoString(out, copy);
}
