/*
 * accounts/claims.c - the figures of the text, held against the tables
 *
 * A figure holds if it is the exact value, rounded half up to the places it is
 * printed with.  Exact means: computed from the cells as they are stored; a
 * share of two rounded figures can differ from that of the figures behind them,
 * and a claim says by its operands which it is held against.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "utils/builtins.h"

#include "accounts/final_accounts.h"
#include "base/row.h"

/*
 * Amounts are numeric, in yuan.  A quotient of amounts below 10^17 that lies
 * on the border between two roundings is a finite decimal which the division
 * yields exactly, so that the judgement is not blurred by it.
 */
static const char claims_query[] =
"WITH operand AS ("
"	SELECT c.n, c.kind, o.ord, CASE WHEN o.text LIKE '-%' AND o.text LIKE '%/%/%' THEN -1 ELSE 1 END"
"		* CASE WHEN o.text LIKE '%/%/%' THEN"
"			(SELECT @ext@.yuan_fen(x.amount)::numeric / 100 FROM @fa@.cell x"
"			WHERE x.unit = c.unit AND x.year = c.year AND x.stage = c.stage"
"			AND x.form = split_part(ltrim(o.text, '-'), '/', 1)"
"			AND x.item = split_part(o.text, '/', 2) AND x.column_name = split_part(o.text, '/', 3))"
"		WHEN c.kind <> 'subject' THEN @ext@.yuan_fen(@ext@.yuan_parse(o.text, c.measure))::numeric / 100"
"		END AS value, o.text"
"	FROM @fa@.claim c, LATERAL unnest(c.operands) WITH ORDINALITY o (text, ord)"
"	WHERE c.unit = $1 AND c.year = $2 AND c.stage = $3"
"), claim AS ("
"	SELECT c.n, c.label, c.kind, c.stated, c.measure, c.explanation, c.explained_by,"
"		@ext@.yuan_in_unit(@ext@.yuan_from_fen(100), c.measure) AS factor,"
"		CASE WHEN c.kind = 'year' THEN c.year::numeric"
"			WHEN c.kind IN ('amount', 'difference')"
"			THEN o.total * @ext@.yuan_in_unit(@ext@.yuan_from_fen(100), c.measure)"
"			WHEN c.kind IN ('share', 'completion') AND o.second <> 0 THEN 100 * o.first / o.second"
"			WHEN c.kind = 'growth' AND o.first <> o.second THEN 100 * o.second / (o.first - o.second)"
"		END AS exact,"
"		coalesce(o.missing, false) AS missing, o.absent,"
"		coalesce(CASE WHEN c.kind IN ('share', 'completion') THEN o.second = 0"
"			WHEN c.kind = 'growth' THEN o.first = o.second END, false) AS undefined"
"	FROM @fa@.claim c LEFT JOIN ("
"		SELECT n, sum(value) AS total,"
"			max(value) FILTER (WHERE ord = 1) AS first, max(value) FILTER (WHERE ord = 2) AS second,"
"			bool_or(value IS NULL AND kind <> 'subject') AS missing,"
"			string_agg(text, ', ' ORDER BY ord) FILTER (WHERE kind = 'subject' AND NOT EXISTS ("
"				SELECT FROM @fa@.cell x WHERE x.unit = $1 AND x.year = $2 AND x.stage = $3"
"				AND x.item = text)) AS absent"
"		FROM operand GROUP BY n) o USING (n)"
"	WHERE c.unit = $1 AND c.year = $2 AND c.stage = $3"
"), judged AS ("
"	SELECT *, CASE WHEN missing THEN 'insufficient data'"
"		WHEN undefined THEN 'undefined'"
"		WHEN CASE kind WHEN 'subject' THEN absent IS NULL ELSE @ext@.rounds_to(exact, stated) END THEN 'holds'"
"		WHEN explanation IS NOT NULL THEN 'explained'"
"		ELSE 'fails' END AS verdict FROM claim"
") SELECT n, label, kind, stated, CASE WHEN kind IN ('amount', 'difference') THEN measure"
"		WHEN kind IN ('share', 'completion', 'growth') THEN '%' END,"
"	trim_scale(round(exact, 6)), verdict,"
"	CASE WHEN verdict = 'explained' THEN explanation || ' (' || explained_by || ')'"
"		WHEN verdict <> 'fails' THEN NULL"
"		WHEN kind = 'subject' THEN 'no row of ' || absent || ' in any form'"
"		WHEN kind NOT IN ('amount', 'difference') OR stated = 0 THEN NULL"
"		WHEN @ext@.rounds_to(exact / 10000, stated) AND stated <> 0 THEN '10 000 times too small: the unit'"
"		WHEN @ext@.rounds_to(exact * 10000, stated) THEN '10 000 times too large: the unit'"
"		WHEN @ext@.rounds_to(-exact, stated) THEN 'the sign'"
"	END"
" FROM judged ORDER BY n";

PG_FUNCTION_INFO_V1(fiscal_audit_claims);
Datum
fiscal_audit_claims(PG_FUNCTION_ARGS)
{
	static const Oid types[] = {ACCOUNTS_DOCUMENT_TYPES};
	FinalAccounts set;
	Datum		key[3];
	SrfRows		rows;
	int			nest;

	/* (unit, year, stage, schema) */
	final_accounts_key(fcinfo, key);
	set = final_accounts_of(fcinfo, 3);
	set.read_only = true;
	rows = srf_begin(fcinfo);

	nest = final_accounts_begin();
	final_accounts_run(&set, claims_query, lengthof(types), types, key, NULL);
	for (uint64 i = 0; i < SPI_processed; i++)
	{
		Datum		values[8];
		bool		nulls[8];

		for (int column = 0; column < 8; column++)
			values[column] = SPI_getbinval(SPI_tuptable->vals[i], SPI_tuptable->tupdesc,
										   column + 1, &nulls[column]);
		srf_put(&rows, values, nulls);
	}
	final_accounts_end(nest);
	return (Datum) 0;
}
