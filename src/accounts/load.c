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

#include "base/nls.h"
#include "accounts/sheet.h"
#include "accounts/final_accounts.h"
#include "accounts/audit.h"
#include "accounts/layout.h"
#include "accounts/load.h"
#include "yuan/unit.h"

/* ---------------------------------------------------------------- reading the staged rows */

/* What is said about a sheet as a whole. */
typedef struct SheetStated
{
	const char *measure;		/* given or printed, in UTF-8; NULL if neither */
	bool		without_data;
	bool		blank_given;	/* the caller said what blanks are */
	bool		blank_is_zero;
} SheetStated;

/* The cells of a row, but for what is said about the sheet. */
static SheetRow *
staged_row(HeapTuple tuple, TupleDesc desc, SheetStated *stated)
{
	SheetRow   *row = palloc0(sizeof(SheetRow));
	Datum	   *cells;
	bool	   *nulls;
	bool		isnull;

	row->number = DatumGetInt32(SPI_getbinval(tuple, desc, 1, &isnull));
	deconstruct_array(DatumGetArrayTypeP(SPI_getbinval(tuple, desc, 2, &isnull)),
					  TEXTOID, -1, false, TYPALIGN_INT, &cells, &nulls, &row->ncells);
	row->cells = palloc(sizeof(char *) * Max(row->ncells, 1));
	for (int i = 0; i < row->ncells; i++)
	{
		const char *unit;

		row->cells[i] = nulls[i] ? "" : accounts_utf8(TextDatumGetCString(cells[i]));
		unit = sheet_stated_unit(row->cells[i]);
		if (stated->measure == NULL && unit != NULL)
			stated->measure = unit;
		if (strstr(row->cells[i], "无数据") != NULL)
		{
			stated->without_data = true;
			row->cells[i] = "";
		}
		/* A title shares its row with nothing; it is no column. */
		if (unit != NULL)
			row->cells[i] = "";
	}
	return row;
}

static SheetStated
read_staged(const FinalAccounts *set, const AccountsDocument *document, SheetLoad *load)
{
	static const Oid types[] = {ACCOUNTS_DOCUMENT_TYPES, TEXTOID};
	SheetStated stated = {NULL};
	Datum		values[4];

	memcpy(values, document->key, sizeof(document->key));
	values[3] = CStringGetTextDatum(accounts_server(load->layout->form));
	final_accounts_run(set, "SELECT row_no, cells, measure, merged, blank_is_zero FROM @fa@.staging"
					   " WHERE unit = $1 AND year = $2 AND stage = $3 AND form = $4 ORDER BY row_no",
					   lengthof(types), types, values, NULL);
	load->rows = NIL;
	for (uint64 i = 0; i < SPI_processed; i++)
	{
		HeapTuple	tuple = SPI_tuptable->vals[i];
		TupleDesc	desc = SPI_tuptable->tupdesc;
		char	   *given = SPI_getvalue(tuple, desc, 3);
		bool		isnull;
		Datum		blank = SPI_getbinval(tuple, desc, 5, &isnull);

		load->rows = lappend(load->rows, staged_row(tuple, desc, &stated));
		if (given != NULL)
			stated.measure = accounts_utf8(given);
		stated.blank_given = !isnull;
		stated.blank_is_zero = !isnull && DatumGetBool(blank);
		load->merged = DatumGetBool(SPI_getbinval(tuple, desc, 4, &isnull));
	}
	return stated;
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

/* How the form was printed; without a measure it has no data. */
static void
store_form(const FinalAccounts *set, const AccountsDocument *document, const SheetLoad *load,
		   const char *measure, int64 quantum, bool blank_is_zero)
{
	static const Oid types[] = {ACCOUNTS_DOCUMENT_TYPES, TEXTOID, TEXTOID, INT8OID, BOOLOID};
	Datum		values[7];
	bool		isnull[7] = {false};

	memcpy(values, document->key, sizeof(document->key));
	values[3] = CStringGetTextDatum(accounts_server(load->layout->form));
	isnull[4] = isnull[5] = measure == NULL;
	values[4] = measure == NULL ? (Datum) 0 : CStringGetTextDatum(accounts_server(measure));
	values[5] = Int64GetDatum(quantum);
	values[6] = BoolGetDatum(blank_is_zero);
	final_accounts_run(set, "INSERT INTO @fa@.form_quarantine"
					   " (unit, year, stage, form, measure, quantum, blank_is_zero)"
					   " VALUES ($1, $2, $3, $4, $5, @ext@.yuan_from_fen($6), $7)",
					   lengthof(types), types, values, isnull);
}

#define ROW_FIXED		10		/* parameters before the figures */
#define ROW_MAX_FIGURES	50

static const Oid row_types[ROW_FIXED] = {
	ACCOUNTS_DOCUMENT_TYPES, TEXTOID, INT8OID, BOOLOID, TEXTOID, TEXTOID, TEXTOID, TEXTOID
};

/*
 *	INSERT INTO table (unit, year, stage, form, quantum, ..., figures) VALUES ($1, ...)
 *
 * One text for all rows of a form.
 */
static char *
row_statement(const FormLayout *layout)
{
	const char *const columns[] = {
		layout->role_column, layout->code_column, layout->name_column, layout->line_column
	};
	static const char *const casts[] = {"", "::@ext@.subject_code", "", "::integer"};
	StringInfoData names;
	StringInfoData list;

	initStringInfo(&names);
	initStringInfo(&list);
	for (int i = 0; i < (int) lengthof(columns); i++)
		if (columns[i] != NULL)
		{
			appendStringInfo(&names, ", %s", quote_identifier(columns[i]));
			appendStringInfo(&list, ", $%d%s", 7 + i, casts[i]);
		}
	for (int i = 0; i < layout->nfigures; i++)
	{
		appendStringInfo(&names, ", %s", quote_identifier(layout->figures[i]));
		appendStringInfo(&list, ", @ext@.yuan_from_fen($%d)", ROW_FIXED + 1 + i);
	}
	return psprintf("INSERT INTO @fa@.%s (unit, year, stage, form, quantum, blank_is_zero%s)"
					" VALUES ($1, $2, $3, $4, @ext@.yuan_from_fen($5), $6%s) ON CONFLICT DO NOTHING",
					quote_identifier(psprintf("%s_quarantine", layout->table)),
					names.data, list.data);
}

static void
store_rows(const FinalAccounts *set, const AccountsDocument *document, SheetLoad *load,
		   int64 quantum, bool blank_is_zero)
{
	const FormLayout *layout = load->layout;
	char	   *statement = row_statement(layout);
	Oid			types[ROW_FIXED + ROW_MAX_FIGURES];
	Datum		values[ROW_FIXED + ROW_MAX_FIGURES];
	ListCell   *lc;

	if (layout->nfigures > ROW_MAX_FIGURES)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("form \"%s\" has more than %d figures", layout->form, ROW_MAX_FIGURES)));
	memcpy(types, row_types, sizeof(row_types));
	for (int i = 0; i < layout->nfigures; i++)
		types[ROW_FIXED + i] = INT8OID;
	memcpy(values, document->key, sizeof(document->key));
	values[3] = CStringGetTextDatum(accounts_server(layout->form));
	values[4] = Int64GetDatum(quantum);
	values[5] = BoolGetDatum(blank_is_zero);
	foreach(lc, load->read)
	{
		const FormRow *row = lfirst(lc);
		const char *texts[] = {row->role, row->code, row->name, row->line_no};
		bool		isnull[ROW_FIXED + ROW_MAX_FIGURES] = {false};

		for (int i = 0; i < (int) lengthof(texts); i++)
		{
			isnull[6 + i] = texts[i] == NULL;
			values[6 + i] = texts[i] == NULL ? (Datum) 0 : CStringGetTextDatum(accounts_server(texts[i]));
		}
		for (int i = 0; i < layout->nfigures; i++)
		{
			values[ROW_FIXED + i] = Int64GetDatum(row->fen[i]);
			isnull[ROW_FIXED + i] = row->isnull[i];
		}
		if (final_accounts_run(set, statement, ROW_FIXED + layout->nfigures, types, values, isnull) == 0)
			accounts_fault(load, row->number, 0, _("%s stands twice"),
						   strcmp(row->code, "*") != 0 ? row->code :
						   row->role != NULL ? row->role : accounts_utf8(_("the total")));
	}
}

static void
load_form(const FinalAccounts *set, const AccountsDocument *document, SheetLoad *load,
		  StringInfo zero_forms)
{
	SheetStated stated = read_staged(set, document, load);
	const char *measure = stated.measure != NULL ? stated.measure : load->layout->measure;
	int			faults = load->nfaults;
	bool		blank_is_zero;
	int64		quantum;

	load->read = NIL;
	load->decimals = 0;
	load->prints_zero = load->has_blank = false;
	if (load->rows == NIL)
		return;
	if (!yuan_unit_by_name(measure, &load->places))
	{
		accounts_fault(load, 0, 0, _("unknown unit \"%s\""), measure);
		return;
	}
	accounts_read_sheet(load);
	if (load->read == NIL && stated.without_data)
	{
		store_form(set, document, load, NULL, 0, false);
		return;
	}
	if (load->read == NIL && load->nfaults == faults)
		accounts_fault(load, 0, 0, _("no row of the form was found"));

	/* Units above the yuan are printed with two decimals, whatever a spreadsheet drops. */
	if (load->places > 2)
		load->decimals = Max(load->decimals, 2);
	else if (load->decimals > 0 || load->layout->yuan_is_exact)
		load->decimals = 2;
	quantum = quantum_of(load->places, Min(load->decimals, load->places));
	/* An office that prints no 0.00 leaves the cell blank instead. */
	blank_is_zero = stated.blank_given ? stated.blank_is_zero
		: load->layout->blank_is_zero || (load->has_blank && !load->prints_zero);
	if (blank_is_zero && load->has_blank)
		appendStringInfo(zero_forms, "%s%s", zero_forms->len > 0 ? ", " : "", load->layout->form);
	store_form(set, document, load, measure, quantum, blank_is_zero);
	store_rows(set, document, load, quantum, blank_is_zero);
}

/* ---------------------------------------------------------------- a document */

static void
run(const FinalAccounts *set, const AccountsDocument *document, const char *template)
{
	static const Oid types[] = {ACCOUNTS_DOCUMENT_TYPES};

	final_accounts_run(set, template, lengthof(types), types, document->key, NULL);
}

/* The tables of the set that have a twin: the document, its forms, their rows. */
static List *
tables_of(const List *layouts)
{
	List	   *tables = list_make2("document", "form");
	ListCell   *lc;

	foreach(lc, layouts)
	{
		const char *table = ((const FormLayout *) lfirst(lc))->table;
		bool		known = false;
		ListCell   *other;

		foreach(other, tables)
			known |= strcmp(lfirst(other), table) == 0;
		if (!known)
			tables = lappend(tables, unconstify(char *, table));
	}
	return tables;
}

static void
empty_quarantine(const FinalAccounts *set, const AccountsDocument *document, const List *tables)
{
	ListCell   *lc;

	foreach(lc, tables)
		run(set, document, psprintf("DELETE FROM @fa@.%s WHERE unit = $1 AND year = $2 AND stage = $3",
									quote_identifier(psprintf("%s_quarantine", (char *) lfirst(lc)))));
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
move_into_forms(const FinalAccounts *set, const AccountsDocument *document, const List *tables)
{
	ListCell   *lc;

	foreach(lc, tables)
	{
		const char *table = lfirst(lc);
		char	   *columns = columns_of(set, table);

		run(set, document, psprintf("INSERT INTO @fa@.%s (%s) SELECT %s FROM @fa@.%s"
									" WHERE unit = $1 AND year = $2 AND stage = $3",
									quote_identifier(table), columns, columns,
									quote_identifier(psprintf("%s_quarantine", table))));
	}
	empty_quarantine(set, document, tables);
}

/* The report of a document whose cells were read with so many faults. */
static char *
audit_text(const FinalAccounts *set, const AccountsDocument *document,
		   const SheetLoad *load, const char *zero_forms, bool keep, bool *holds)
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

	*holds = load->nfaults == 0 && accounts_holds(audit);
	printed.quarantine = keep && !*holds;
	audit->document = &printed;
	report = accounts_report(audit, !*holds && !keep);
	if (load->nfaults > 0)
		report = psprintf(_("%s\ncould not be read (%d)%s"), report, load->nfaults,
						  accounts_server(load->faults->data));
	if (*zero_forms != '\0')
		report = psprintf(_("%s\nblank cells were taken for zeros in forms: %s"), report, zero_forms);
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
	StringInfo	zero_forms;
	List	   *layouts;
	List	   *tables;
	ListCell   *lc;
	Datum		values[5];
	bool		isnull[5] = {false};
	bool		holds;
	char	   *report;
	int			nest;

	/* (unit, year, stage, name, is_adjustment, quarantine, schema) */
	if (PG_ARGISNULL(4) || PG_ARGISNULL(5))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("is_adjustment and quarantine must be true or false")));
	set = final_accounts_of(fcinfo, 6);
	final_accounts_key(&set, fcinfo, 2, document.key);
	memcpy(values, document.key, sizeof(document.key));
	values[3] = PG_GETARG_DATUM(3);
	isnull[3] = PG_ARGISNULL(3);
	values[4] = PG_GETARG_DATUM(4);

	nest = final_accounts_begin();
	refuse_stored(&set, &document);
	load.faults = makeStringInfo();
	zero_forms = makeStringInfo();
	layouts = accounts_layouts(&set);
	tables = tables_of(layouts);
	empty_quarantine(&set, &document, tables);
	final_accounts_run(&set, "INSERT INTO @fa@.document_quarantine"
					   " (unit, year, stage, name, is_adjustment) VALUES ($1, $2, $3, $4, $5)",
					   5, types, values, isnull);
	foreach(lc, layouts)
	{
		load.layout = lfirst(lc);
		load_form(&set, &document, &load, zero_forms);
	}

	run(&set, &document, "SELECT FROM @fa@.form_quarantine"
		" WHERE unit = $1 AND year = $2 AND stage = $3 LIMIT 1");
	if (SPI_processed == 0 && load.nfaults == 0)
		ereport(ERROR,
				(errcode(ERRCODE_NO_DATA_FOUND),
				 errmsg("no form of unit \"%s\", year %d, stage \"%s\" is staged",
						TextDatumGetCString(values[0]), DatumGetInt32(values[1]),
						TextDatumGetCString(values[2])),
				 errhint("Stage its forms with fiscal_stage_form().")));

	report = audit_text(&set, &document, &load, zero_forms->data, PG_GETARG_BOOL(5), &holds);
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
		move_into_forms(&set, &document, tables);
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
