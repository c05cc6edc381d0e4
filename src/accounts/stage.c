/*
 * accounts/stage.c - the text of a printed form, cut into cells
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "accounts/sheet.h"
#include "accounts/final_accounts.h"
#include "base/nls.h"

static Datum
cells_array(char **cells, int n)
{
	Datum		elements[SHEET_MAX_CELLS];

	for (int i = 0; i < n; i++)
		elements[i] = CStringGetTextDatum(accounts_server(cells[i]));
	return PointerGetDatum(construct_array(elements, n, TEXTOID, -1, false, TYPALIGN_INT));
}

/* The rows of a sheet; the values of the document and the form are given. */
static int
stage_rows(const FinalAccounts *set, char *sheet, Datum values[9], const bool isnull[9])
{
	static const Oid types[] = {
		ACCOUNTS_DOCUMENT_TYPES, TEXTOID, TEXTOID, BOOLOID, BOOLOID, INT4OID, TEXTARRAYOID
	};
	char		delimiter = sheet_delimiter(sheet);
	char	   *cells[SHEET_MAX_CELLS];
	int			rows = 0;
	int			n;

	values[5] = BoolGetDatum(delimiter == SHEET_STACKED);
	while ((n = sheet_next_row(&sheet, delimiter, cells)) != -1)
	{
		if (n < 0)
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("row %d of the sheet has more than %d cells", rows + 1,
							SHEET_MAX_CELLS)));
		values[7] = Int32GetDatum(++rows);
		values[8] = cells_array(cells, n);
		final_accounts_run(set, "INSERT INTO @fa@.staging (unit, year, stage, form, measure, merged,"
						   " blank_is_zero, row_no, cells) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
						   lengthof(types), types, values, isnull);
		pfree(DatumGetPointer(values[8]));
	}
	return rows;
}

static void
check_form(const FinalAccounts *set, Datum form)
{
	static const Oid types[] = {TEXTOID};

	if (final_accounts_run(set, "SELECT FROM @fa@.layout WHERE form = $1",
						   1, types, &form, NULL) == 0)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("the set has no form \"%s\"", TextDatumGetCString(form)),
				 errhint("Its forms are the rows of table \"layout\".")));
}

PG_FUNCTION_INFO_V1(fiscal_stage_form);
Datum
fiscal_stage_form(PG_FUNCTION_ARGS)
{
	static const Oid types[] = {ACCOUNTS_DOCUMENT_TYPES, TEXTOID};
	FinalAccounts set;
	Datum		values[9];
	bool		isnull[9] = {false};
	char	   *sheet;
	int			rows;
	int			nest;

	/* (unit, year, form, sheet, measure, stage, schema, blank_is_zero) */
	if (PG_ARGISNULL(2) || PG_ARGISNULL(3))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("a sheet needs a form and its text")));
	set = final_accounts_of(fcinfo, 6);
	final_accounts_key(&set, fcinfo, 5, values);
	values[3] = PG_GETARG_DATUM(2);
	values[4] = PG_GETARG_DATUM(4);
	isnull[4] = PG_ARGISNULL(4);
	values[6] = PG_GETARG_DATUM(7);
	isnull[6] = PG_ARGISNULL(7);
	sheet = accounts_utf8(text_to_cstring(PG_GETARG_TEXT_PP(3)));

	nest = final_accounts_begin();
	check_form(&set, values[3]);
	final_accounts_run(&set, "DELETE FROM @fa@.staging WHERE unit = $1 AND year = $2"
					   " AND stage = $3 AND form = $4", lengthof(types), types, values, NULL);
	rows = stage_rows(&set, sheet, values, isnull);
	final_accounts_end(nest);
	PG_RETURN_INT32(rows);
}
