/*
 * accounts/load.c - the road in: staged, read, audited, moved or refused
 *
 * A document is read into the quarantine tables whole and audited there.  One
 * that cannot be read or does not hold is refused with all its faults in one
 * error, or stays in quarantine with the report if the caller wants that.
 */
#include "postgres.h"

#include "access/xact.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/snapmgr.h"

#include "accounts/sheet.h"
#include "base/encoding.h"
#include "accounts/final_accounts.h"
#include "accounts/audit.h"
#include "accounts/load.h"
#include "yuan/unit.h"

static const char *const form_tables[ACCOUNTS_FORMS + 1] = {
	NULL, "form01", "form02", "form03", "form04", "fund_form", "form06", "form07",
	"fund_form", "fund_form"
};

static char *
utf8_of(const char *text)
{
	const char *utf8 = fiscal_to_utf8(text);

	if (utf8 == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_UNTRANSLATABLE_CHARACTER),
				 errmsg("a cell cannot be read in the encoding of the database")));
	return pstrdup(utf8);
}

static char *
server_of(const char *utf8)
{
	const char *text = fiscal_from_utf8(utf8);

	if (text == NULL)
		elog(ERROR, "text that came from the database cannot be written to it");
	return pstrdup(text);
}

/* ---------------------------------------------------------------- staging */

PG_FUNCTION_INFO_V1(fiscal_stage_form);
Datum
fiscal_stage_form(PG_FUNCTION_ARGS)
{
	FinalAccounts set;
	static const Oid types[] = {ACCOUNTS_DOCUMENT_TYPES, TEXTOID, INT4OID, TEXTARRAYOID, TEXTOID};
	Datum		values[7];
	bool		isnull[7] = {false};
	char	   *cells[SHEET_MAX_CELLS];
	char	   *cursor;
	char		delimiter;
	int			rows = 0;
	int			n;
	int			nest;

	/* (unit, year, form, sheet, measure, stage, schema) */
	for (int i = 0; i < 6; i++)
		if (PG_ARGISNULL(i) && i != 4)
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("a sheet needs a unit, a year, a form, its text and a stage")));
	set = final_accounts_of(fcinfo, 6);
	values[0] = PG_GETARG_DATUM(0);
	values[1] = PG_GETARG_DATUM(1);
	values[2] = PG_GETARG_DATUM(5);
	values[3] = PG_GETARG_DATUM(2);
	isnull[6] = PG_ARGISNULL(4);
	values[6] = PG_GETARG_DATUM(4);
	cursor = utf8_of(text_to_cstring(PG_GETARG_TEXT_PP(3)));
	delimiter = sheet_delimiter(cursor);

	nest = final_accounts_begin();
	final_accounts_run(&set, "DELETE FROM @fa@.staging WHERE unit = $1 AND year = $2"
					   " AND stage = $3 AND form = $4", 4, types, values, NULL);
	while ((n = sheet_next_row(&cursor, delimiter, cells)) != -1)
	{
		Datum		elements[SHEET_MAX_CELLS];

		if (n < 0)
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("row %d of the sheet has more than %d cells", rows + 1,
							SHEET_MAX_CELLS)));
		for (int i = 0; i < n; i++)
			elements[i] = CStringGetTextDatum(server_of(cells[i]));
		values[4] = Int32GetDatum(++rows);
		values[5] = PointerGetDatum(construct_array(elements, n, TEXTOID, -1, false,
													TYPALIGN_INT));
		final_accounts_run(&set, "INSERT INTO @fa@.staging (unit, year, stage, form, row_no,"
						   " cells, measure) VALUES ($1, $2, $3, $4, $5, $6, $7)",
						   7, types, values, isnull);
	}
	final_accounts_end(nest);
	PG_RETURN_INT32(rows);
}

/* ---------------------------------------------------------------- reading the staged rows */

static List *
read_labels(const FinalAccounts *set)
{
	List	   *labels = NIL;

	final_accounts_run(set, "SELECT l.form, l.side, l.label, l.role, l.code::text"
					   " FROM @fa@.label l JOIN @fa@.line n USING (form, role)"
					   " ORDER BY l.form, n.ord", 0, NULL, NULL, NULL);
	for (uint64 i = 0; i < SPI_processed; i++)
	{
		HeapTuple	row = SPI_tuptable->vals[i];
		TupleDesc	desc = SPI_tuptable->tupdesc;
		LineLabel  *label = palloc(sizeof(LineLabel));

		label->form = atoi(SPI_getvalue(row, desc, 1));
		label->side = SPI_getvalue(row, desc, 2);
		label->label = utf8_of(SPI_getvalue(row, desc, 3));
		label->role = SPI_getvalue(row, desc, 4);
		label->code = SPI_getvalue(row, desc, 5);
		sheet_plain_label(label->label);
		labels = lappend(labels, label);
	}
	return labels;
}

/* The staged rows of a form; *measure is the unit given or printed, in UTF-8. */
static List *
read_staged(const FinalAccounts *set, const AccountsDocument *document, int form,
			const char **measure, bool *without_data)
{
	static const Oid types[] = {ACCOUNTS_DOCUMENT_TYPES, TEXTOID};
	Datum		values[4];
	List	   *rows = NIL;

	memcpy(values, document->key, sizeof(document->key));
	values[3] = CStringGetTextDatum(psprintf("%02d", form));
	final_accounts_run(set, "SELECT row_no, cells, measure FROM @fa@.staging WHERE unit = $1"
					   " AND year = $2 AND stage = $3 AND form = $4 ORDER BY row_no",
					   4, types, values, NULL);
	*measure = NULL;
	*without_data = false;
	for (uint64 i = 0; i < SPI_processed; i++)
	{
		HeapTuple	tuple = SPI_tuptable->vals[i];
		TupleDesc	desc = SPI_tuptable->tupdesc;
		SheetRow   *row = palloc0(sizeof(SheetRow));
		Datum	   *cells;
		bool	   *nulls;
		bool		isnull;
		char	   *given = SPI_getvalue(tuple, desc, 3);

		row->number = atoi(SPI_getvalue(tuple, desc, 1));
		deconstruct_array(DatumGetArrayTypeP(SPI_getbinval(tuple, desc, 2, &isnull)),
						  TEXTOID, -1, false, TYPALIGN_INT, &cells, &nulls, &row->ncells);
		row->cells = palloc(sizeof(char *) * Max(row->ncells, 1));
		for (int j = 0; j < row->ncells; j++)
		{
			const char *unit;

			row->cells[j] = nulls[j] ? "" : utf8_of(TextDatumGetCString(cells[j]));
			unit = sheet_stated_unit(row->cells[j]);
			if (*measure == NULL && unit != NULL)
				*measure = unit;
			if (strstr(row->cells[j], "无数据") != NULL)
				*without_data = true;
			/* A title shares its row with nothing; it is no column. */
			if (unit != NULL)
				row->cells[j] = "";
		}
		if (given != NULL)
			*measure = utf8_of(given);
		rows = lappend(rows, row);
	}
	return rows;
}

/* ---------------------------------------------------------------- storing rows */

static int64
quantum_of(int places, int decimals)
{
	int64		quantum = 1;

	for (int i = decimals; i < places; i++)
		quantum *= 10;
	return quantum;
}

static void
store_form(const FinalAccounts *set, const AccountsDocument *document, int form,
		   const char *measure, int64 quantum)
{
	static const Oid types[] = {ACCOUNTS_DOCUMENT_TYPES, TEXTOID, TEXTOID, INT8OID};
	Datum		values[6];
	bool		isnull[6] = {false};

	memcpy(values, document->key, sizeof(document->key));
	values[3] = CStringGetTextDatum(psprintf("%02d", form));
	isnull[4] = isnull[5] = measure == NULL;
	values[4] = measure == NULL ? (Datum) 0 : CStringGetTextDatum(server_of(measure));
	values[5] = Int64GetDatum(quantum);
	final_accounts_run(set, "INSERT INTO @fa@.form_quarantine"
					   " (unit, year, stage, form, measure, quantum)"
					   " VALUES ($1, $2, $3, $4, $5, @ext@.yuan_from_fen($6))",
					   6, types, values, isnull);
}

/*
 *	INSERT INTO table (unit, year, stage, ..., amounts) VALUES ($1, $2, $3, ...)
 *
 * Returns false if the row is there already.
 */
static bool
store_row(const FinalAccounts *set, const AccountsDocument *document, int form,
		  const FormRow *row, int64 quantum)
{
	Oid			types[9 + LOAD_MAX_AMOUNTS] = {ACCOUNTS_DOCUMENT_TYPES, TEXTOID, TEXTOID, TEXTOID, TEXTOID, TEXTOID, INT8OID};
	Datum		values[9 + LOAD_MAX_AMOUNTS];
	bool		isnull[9 + LOAD_MAX_AMOUNTS] = {false};
	StringInfoData columns;
	StringInfoData list;
	bool		line_form = form == 1 || form == 4;
	const char *texts[] = {row->role, row->code, row->name, row->line_no};

	memcpy(values, document->key, sizeof(document->key));
	for (int i = 0; i < (int) lengthof(texts); i++)
	{
		isnull[3 + i] = texts[i] == NULL;
		values[3 + i] = texts[i] == NULL ? (Datum) 0 : CStringGetTextDatum(server_of(texts[i]));
	}
	values[7] = CStringGetTextDatum(psprintf("%02d", form));
	values[8] = Int64GetDatum(quantum);

	initStringInfo(&columns);
	initStringInfo(&list);
	appendStringInfo(&columns, "unit, year, stage, form, quantum");
	appendStringInfo(&list, "$1, $2, $3, $8, @ext@.yuan_from_fen($9)");
	if (row->role != NULL)
	{
		appendStringInfoString(&columns, ", role");
		appendStringInfoString(&list, ", $4");
	}
	if (form != 7)
	{
		appendStringInfo(&columns, ", code, %s", line_form ? "item" : "name");
		appendStringInfoString(&list, ", $5::@ext@.subject_code, $6");
	}
	if (line_form)
	{
		appendStringInfoString(&columns, ", line_no");
		appendStringInfoString(&list, ", $7::integer");
	}
	for (int i = 0; i < row->namounts; i++)
	{
		appendStringInfo(&columns, ", %s", row->columns[i]);
		appendStringInfo(&list, ", @ext@.yuan_from_fen($%d)", 10 + i);
		types[9 + i] = INT8OID;
		values[9 + i] = Int64GetDatum(row->fen[i]);
		isnull[9 + i] = row->isnull[i];
	}
	final_accounts_run(set, psprintf("INSERT INTO @fa@.%s_quarantine (%s) VALUES (%s)"
									 " ON CONFLICT DO NOTHING",
									 form_tables[form], columns.data, list.data),
					   9 + row->namounts, types, values, isnull);
	return SPI_processed == 1;
}

static void
load_form(const FinalAccounts *set, const AccountsDocument *document, SheetLoad *load)
{
	const char *measure;
	bool		without_data;
	int64		quantum;
	ListCell   *cell;

	load->rows = read_staged(set, document, load->form, &measure, &without_data);
	load->read = NIL;
	load->decimals = 0;
	if (load->rows == NIL)
		return;
	if (measure == NULL)
		measure = fiscal_from_utf8("万元") != NULL ? "万元" : "wanyuan";
	if (!yuan_unit_by_name(measure, &load->places))
	{
		accounts_fault(load, 0, "unknown unit \"%s\"", measure);
		return;
	}
	accounts_read_sheet(load);
	if (load->read == NIL && without_data)
	{
		store_form(set, document, load->form, NULL, 0);
		return;
	}
	if (load->read == NIL)
		accounts_fault(load, 0, "no row of the form was found");

	/* Units above the yuan are printed with two decimals, whatever a spreadsheet drops. */
	if (load->places > 2)
		load->decimals = Max(load->decimals, 2);
	else if (load->decimals > 0)
		load->decimals = 2;
	quantum = quantum_of(load->places, Min(load->decimals, load->places));
	store_form(set, document, load->form, measure, quantum);
	foreach(cell, load->read)
	{
		const FormRow *row = lfirst(cell);

		if (!store_row(set, document, load->form, row, quantum))
			accounts_fault(load, row->number, "%s stands twice",
						   strcmp(row->code, "*") != 0 ? row->code :
						   row->role != NULL ? row->role : "the total");
	}
}

/* ---------------------------------------------------------------- a document */

static const char *const quarantine_tables[] = {
	"form01", "form02", "form03", "form04", "fund_form", "form06", "form07", "form", "document"
};

static void
run(const FinalAccounts *set, const AccountsDocument *document, const char *template)
{
	static const Oid types[] = {ACCOUNTS_DOCUMENT_TYPES};

	final_accounts_run(set, template, lengthof(types), types, document->key, NULL);
}

static void
empty_quarantine(const FinalAccounts *set, const AccountsDocument *document)
{
	for (int i = 0; i < (int) lengthof(quarantine_tables); i++)
		run(set, document, psprintf("DELETE FROM @fa@.%s_quarantine"
									" WHERE unit = $1 AND year = $2 AND stage = $3",
									quarantine_tables[i]));
	run(set, document, "DELETE FROM @fa@.quarantine WHERE unit = $1 AND year = $2 AND stage = $3");
}

/* Columns that are not computed, of both twins alike, as a list. */
static char *
columns_of(const FinalAccounts *set, const char *table)
{
	Datum		value = CStringGetTextDatum(psprintf("%s", table));
	Oid			type = TEXTOID;
	Oid			types[] = {type, OIDOID};
	Datum		values[] = {value, ObjectIdGetDatum(set->schema)};

	final_accounts_run(set,
					   "SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum)"
					   " FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid"
					   " WHERE c.relname = $1 AND c.relnamespace = $2 AND attnum > 0"
					   " AND NOT attisdropped AND attgenerated = ''",
					   2, types, values, NULL);
	return SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1);
}

/* Out of quarantine into the forms, documents before their rows; COMMIT judges again. */
static void
move_into_forms(const FinalAccounts *set, const AccountsDocument *document)
{
	for (int i = (int) lengthof(quarantine_tables) - 1; i >= 0; i--)
	{
		const char *table = quarantine_tables[i];
		char	   *columns = columns_of(set, table);

		run(set, document, psprintf("INSERT INTO @fa@.%s (%s) SELECT %s FROM @fa@.%s_quarantine"
									" WHERE unit = $1 AND year = $2 AND stage = $3",
									table, columns, columns, table));
	}
	empty_quarantine(set, document);
}

/* The report of a document whose cells were read with so many faults. */
static char *
audit_text(const FinalAccounts *set, const AccountsDocument *document,
		   const SheetLoad *load, bool keep, bool *holds)
{
	FinalAccounts reader = *set;
	AccountsDocument printed = *document;
	AccountsAudit *audit;
	char	   *report;

	/* What was just stored is read with a snapshot that sees it. */
	reader.read_only = true;
	CommandCounterIncrement();
	PushActiveSnapshot(GetTransactionSnapshot());
	UpdateActiveSnapshotCommandId();
	audit = accounts_audit(&reader, document);
	PopActiveSnapshot();

	*holds = load->nfaults == 0 && audit->counts[AUDIT_VIOLATION] == 0;
	printed.quarantine = keep && !*holds;
	audit->document = &printed;
	report = accounts_report(audit, !*holds && !keep);
	if (load->nfaults > 0)
		report = psprintf("%s\ncould not be read (%d)%s", report, load->nfaults,
						  server_of(load->faults->data));
	return report;
}

/* To replace a document is to delete it first: nothing is overwritten. */
static void
refuse_stored(const FinalAccounts *set, const AccountsDocument *document)
{
	run(set, document, "SELECT FROM @fa@.document WHERE unit = $1 AND year = $2 AND stage = $3");
	if (SPI_processed > 0)
		ereport(ERROR,
				(errcode(ERRCODE_UNIQUE_VIOLATION),
				 errmsg("the document of unit \"%s\", year %d, stage \"%s\" is stored already",
						TextDatumGetCString(document->key[0]), DatumGetInt32(document->key[1]),
						TextDatumGetCString(document->key[2])),
				 errhint("To replace it, delete its row in table \"document\" in the same transaction.")));
}

PG_FUNCTION_INFO_V1(fiscal_load_document);
Datum
fiscal_load_document(PG_FUNCTION_ARGS)
{
	static const Oid types[] = {ACCOUNTS_DOCUMENT_TYPES, TEXTOID, BOOLOID};
	FinalAccounts set;
	AccountsDocument document = {.quarantine = true};
	MemoryContext caller = CurrentMemoryContext;
	SheetLoad	load = {0};
	Datum		values[5];
	bool		isnull[5] = {false};
	bool		holds;
	char	   *report;
	int			nest;

	/* (unit, year, stage, name, is_adjustment, quarantine, schema) */
	for (int i = 0; i < 6; i++)
		if (PG_ARGISNULL(i) && i != 3)
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("a document needs a unit, a year and a stage")));
	set = final_accounts_of(fcinfo, 6);
	for (int i = 0; i < 3; i++)
		values[i] = document.key[i] = PG_GETARG_DATUM(i);
	values[3] = PG_GETARG_DATUM(3);
	isnull[3] = PG_ARGISNULL(3);
	values[4] = PG_GETARG_DATUM(4);

	nest = final_accounts_begin();
	refuse_stored(&set, &document);
	load.faults = makeStringInfo();
	load.labels = read_labels(&set);
	empty_quarantine(&set, &document);
	final_accounts_run(&set, "INSERT INTO @fa@.document_quarantine"
					   " (unit, year, stage, name, is_adjustment) VALUES ($1, $2, $3, $4, $5)",
					   5, types, values, isnull);
	for (load.form = 1; load.form <= ACCOUNTS_FORMS; load.form++)
		load_form(&set, &document, &load);

	run(&set, &document, "SELECT FROM @fa@.form_quarantine"
		" WHERE unit = $1 AND year = $2 AND stage = $3 LIMIT 1");
	if (SPI_processed == 0 && load.nfaults == 0)
		ereport(ERROR,
				(errcode(ERRCODE_NO_DATA_FOUND),
				 errmsg("no form of unit \"%s\", year %d, stage \"%s\" is staged",
						TextDatumGetCString(values[0]), DatumGetInt32(values[1]),
						TextDatumGetCString(values[2])),
				 errhint("Stage its forms with fiscal_stage_form().")));

	report = audit_text(&set, &document, &load, PG_GETARG_BOOL(5), &holds);
	if (!holds && !PG_GETARG_BOOL(5))
		ereport(ERROR,
				(errcode(ERRCODE_CHECK_VIOLATION),
				 errmsg("the document of unit \"%s\", year %d, stage \"%s\" does not hold",
						TextDatumGetCString(values[0]), DatumGetInt32(values[1]),
						TextDatumGetCString(values[2])),
				 errdetail_internal("%s", report),
				 errhint("Nothing of it was stored.  To keep it aside with this report, load it with quarantine => true.")));
	if (holds)
	{
		run(&set, &document, "DELETE FROM @fa@.staging"
			" WHERE unit = $1 AND year = $2 AND stage = $3");
		move_into_forms(&set, &document);
	}
	else
	{
		static const Oid report_types[] = {ACCOUNTS_DOCUMENT_TYPES, TEXTOID};

		values[3] = CStringGetTextDatum(report);
		final_accounts_run(&set, "INSERT INTO @fa@.quarantine (unit, year, stage, report)"
						   " VALUES ($1, $2, $3, $4)", 4, report_types, values, NULL);
	}
	report = MemoryContextStrdup(caller, report);
	final_accounts_end(nest);
	PG_RETURN_TEXT_P(cstring_to_text(report));
}
