/*
 * accounts/claims_read.c - the sentences of a disclosure become rows of claim
 *
 * The pure reader (claim_read.c) does the reading, in UTF-8, with a dictionary
 * made here out of tables: the labels for text, those of the forms, and the
 * subjects' names in the catalogue and in the document itself.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "nodes/pg_list.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "accounts/claim_read.h"
#include "accounts/claims.h"
#include "accounts/final_accounts.h"
#include "accounts/audit.h"
#include "base/encoding.h"
#include "base/nls.h"

/* ---------------------------------------------------------------- the dictionary */

/*
 * (label, topic, opens, subject, marked, whole, cells): labels for text first,
 * then those of the forms, which have no say where the former speak; then the
 * subjects.  A class is called "education (class)" without its "expenditure".
 */
static const char dictionary_query[] =
"WITH topic AS (SELECT array_agg(DISTINCT name) AS names FROM @fa@.claim_label,"
"		LATERAL (VALUES (topic), (opens), ('all'), ('fiscal'), ('basic'), ('three')) t (name) WHERE name <> ''"
"), said AS ("
"	SELECT 1 AS ord, label, topic, opens, is_whole, cells FROM @fa@.claim_label"
"	UNION ALL"
"	SELECT 2, label, CASE form WHEN '01' THEN 'all' WHEN '04' THEN 'fiscal' WHEN '06' THEN 'basic' ELSE 'three' END,"
"		'', false, ARRAY[form || '/' || role || CASE form WHEN '07' THEN '/final' ELSE '/amount' END]"
"	FROM (SELECT form, label, min(role) AS role FROM @fa@.label WHERE role <> 'class'"
"		GROUP BY form, label HAVING count(DISTINCT role) = 1) l"
"	WHERE label NOT IN (SELECT label FROM @fa@.claim_label WHERE topic = '')"
"), subject AS ("
"	SELECT name, code FROM @ext@.fiscal_subject WHERE kind = 'function'"
"	UNION SELECT label, code FROM @fa@.label WHERE role = 'class'"
"%s), named AS ("
"	SELECT name, code, false AS marked FROM subject"
"	UNION SELECT left(name, -2), code, true FROM subject"
"	WHERE @ext@.subject_level(code) = 1 AND right(name, 2) = '支出' AND length(name) > 2"
") SELECT label, coalesce(array_position(names, topic), 0), coalesce(array_position(names, opens), 0),"
"	0, false, is_whole, cells FROM said, topic"
" UNION ALL SELECT name, 0, 0, code::text::integer, marked, false, '{}'"
" FROM named WHERE name <> '' AND code::text ~ '^[0-9]+$'";

/* The subjects that the document names itself, in whichever of its forms. */
static char *
subjects_of(const FinalAccounts *set, const AccountsDocument *document)
{
	StringInfoData sql;

	initStringInfo(&sql);
	final_accounts_run(set, "SELECT DISTINCT format(' UNION SELECT %I, %I FROM', name_column, code_column),"
					   " table_name FROM @fa@.layout"
					   " WHERE name_column IS NOT NULL AND subject_kind = 'function' ORDER BY 2", 0, NULL, NULL, NULL);
	for (uint64 i = 0; i < SPI_processed; i++)
	{
		HeapTuple	row = SPI_tuptable->vals[i];
		TupleDesc	desc = SPI_tuptable->tupdesc;

		appendStringInfo(&sql, "%s @fa@.%s WHERE unit = $1 AND year = $2 AND stage = $3",
						 SPI_getvalue(row, desc, 1),
						 quote_identifier(accounts_twin(document, SPI_getvalue(row, desc, 2))));
	}
	return sql.data;
}

static const char *
required_utf8(const char *text)
{
	const char *utf8 = fiscal_to_utf8(text);

	if (utf8 == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_UNTRANSLATABLE_CHARACTER),
				 errmsg("the text cannot be read in the encoding of the database")));
	return utf8;
}

static char *
server_text(const char *utf8, int length)
{
	const char *text = fiscal_from_utf8(pnstrdup(utf8, length));

	if (text == NULL)
		elog(ERROR, "text that came from the database cannot be written to it");
	return pstrdup(text);
}

static void
add_cells(ClaimLabel *label, ArrayType *cells)
{
	Datum	   *elements;
	bool	   *nulls;
	int			n;

	deconstruct_array(cells, TEXTOID, -1, false, TYPALIGN_INT, &elements, &nulls, &n);
	for (int i = 0; i < n && label->ncells < CLAIM_LABEL_CELLS; i++)
		if (!nulls[i])
			label->cells[label->ncells++] = pstrdup(required_utf8(TextDatumGetCString(elements[i])));
}

static bool
add_label(ClaimLabel *label, HeapTuple row, TupleDesc desc)
{
	bool		isnull;
	const char *text = required_utf8(SPI_getvalue(row, desc, 1));
	int			size = (int) strlen(text) + 1;
	char	   *plain = palloc(size);

	memset(label, 0, sizeof(*label));
	if (!claim_plain(text, plain, size))
		return false;
	label->text = plain;
	label->topic = DatumGetInt32(SPI_getbinval(row, desc, 2, &isnull));
	label->opens = DatumGetInt32(SPI_getbinval(row, desc, 3, &isnull));
	label->subject = DatumGetInt32(SPI_getbinval(row, desc, 4, &isnull));
	label->marked = DatumGetBool(SPI_getbinval(row, desc, 5, &isnull));
	label->whole = DatumGetBool(SPI_getbinval(row, desc, 6, &isnull));
	add_cells(label, DatumGetArrayTypeP(SPI_getbinval(row, desc, 7, &isnull)));
	return true;
}

static ClaimDictionary
read_dictionary(const FinalAccounts *set, const AccountsDocument *document)
{
	static const Oid types[] = {ACCOUNTS_DOCUMENT_TYPES};
	ClaimDictionary dictionary = {NULL, 0};
	ClaimLabel *labels;

	final_accounts_run(set, psprintf(dictionary_query, subjects_of(set, document)), lengthof(types), types,
					   document->key, NULL);
	labels = palloc(sizeof(ClaimLabel) * (SPI_processed + 1));
	for (uint64 i = 0; i < SPI_processed; i++)
		dictionary.count += add_label(&labels[dictionary.count], SPI_tuptable->vals[i],
									  SPI_tuptable->tupdesc);
	claim_sort_labels(labels, dictionary.count);
	dictionary.labels = labels;
	return dictionary;
}

/* ---------------------------------------------------------------- rows */

#define CLAIM_COLUMNS		9
#define SENTENCE_COLUMNS	4

/* Columns of rows to come, as arrays that one statement unnests. */
typedef struct RowsToStore
{
	ArrayBuildState *claims[CLAIM_COLUMNS];
	ArrayBuildState *sentences[SENTENCE_COLUMNS];
	int			nclaims;
	int			nsentences;
} RowsToStore;

static void
put_text(ArrayBuildState **column, const char *text)
{
	*column = accumArrayResult(*column, text == NULL ? (Datum) 0 : CStringGetTextDatum(text),
							   text == NULL, TEXTOID, CurrentMemoryContext);
}

static void
put_int(ArrayBuildState **column, int value)
{
	*column = accumArrayResult(*column, Int32GetDatum(value), false, INT4OID, CurrentMemoryContext);
}

static void
put_bool(ArrayBuildState **column, bool value)
{
	*column = accumArrayResult(*column, BoolGetDatum(value), false, BOOLOID, CurrentMemoryContext);
}

/* Readings from the first to the last, parted by semicolons, their operands by commas. */
static char *
readings_text(const Claim *claim, int first, int behind)
{
	StringInfoData out;

	initStringInfo(&out);
	for (int i = first; i < behind; i++)
		for (int j = 0; j < claim->noperands; j++)
			appendStringInfo(&out, "%s%s", j > 0 ? "," : i > first ? ";" : "",
							 claim->operands[i][j]);
	return server_text(out.data, out.len);
}

static void
put_claim(void *arg, const Claim *claim)
{
	static const char *const kinds[] = {"amount", "difference", "share", "completion", "growth",
	"subject", "year"};
	RowsToStore *rows = arg;
	ArrayBuildState **column = rows->claims;

	CHECK_FOR_INTERRUPTS();
	put_text(column++, server_text(claim->from.at, (int) (claim->to.at - claim->from.at)));
	put_text(column++, kinds[claim->kind]);
	put_text(column++, claim->stated[0] == '\0' ? NULL : claim->stated);
	put_text(column++, claim->unit == NULL ? NULL
			 : server_text(claim->unit, (int) strlen(claim->unit)));
	put_text(column++, readings_text(claim, 0, Min(claim->nreadings, 1)));
	put_text(column++, readings_text(claim, 1, claim->nreadings));
	put_int(column++, claim->sentence);
	put_int(column++, claim->from.character - claim->sentence_from + 1);
	put_int(column++, claim->to.character - claim->sentence_from);
	rows->nclaims++;
}

static void
put_sentence(void *arg, const ClaimSentence *sentence)
{
	RowsToStore *rows = arg;
	ArrayBuildState **column = rows->sentences;

	put_int(column++, sentence->number);
	put_text(column++, server_text(sentence->from.at, (int) (sentence->to.at - sentence->from.at)));
	put_bool(column++, sentence->has_money);
	put_bool(column++, sentence->understood);
	rows->nsentences++;
}

/* A statement with the document and one array for each column. */
static void
store(const FinalAccounts *set, const AccountsDocument *document, const char *template,
	  ArrayBuildState **columns, const Oid *arrays, int ncolumns)
{
	Oid			types[3 + CLAIM_COLUMNS] = {ACCOUNTS_DOCUMENT_TYPES};
	Datum		values[3 + CLAIM_COLUMNS];

	memcpy(values, document->key, sizeof(document->key));
	for (int i = 0; i < ncolumns; i++)
	{
		types[3 + i] = arrays[i];
		values[3 + i] = makeArrayResult(columns[i], CurrentMemoryContext);
	}
	final_accounts_run(set, claims_template(template, document), 3 + ncolumns, types, values, NULL);
}

/* What was read before goes, what was typed by hand stays. */
static void
replace_rows(const FinalAccounts *set, const AccountsDocument *document, RowsToStore *rows)
{
	static const Oid types[] = {ACCOUNTS_DOCUMENT_TYPES};
	static const Oid of_claims[] = {TEXTARRAYOID, TEXTARRAYOID, TEXTARRAYOID, TEXTARRAYOID,
	TEXTARRAYOID, TEXTARRAYOID, INT4ARRAYOID, INT4ARRAYOID, INT4ARRAYOID};
	static const Oid of_sentences[] = {INT4ARRAYOID, TEXTARRAYOID, BOOLARRAYOID, BOOLARRAYOID};

	final_accounts_run(set, claims_template("DELETE FROM @fa@.claim@q@ WHERE unit = $1 AND year = $2"
											" AND stage = $3 AND sentence IS NOT NULL", document),
					   lengthof(types), types, document->key, NULL);
	final_accounts_run(set, claims_template("DELETE FROM @fa@.claim_sentence@q@ WHERE unit = $1"
											" AND year = $2 AND stage = $3", document),
					   lengthof(types), types, document->key, NULL);
	if (rows->nsentences > 0)
		store(set, document, "INSERT INTO @fa@.claim_sentence@q@"
			  " (unit, year, stage, sentence, text, has_money, understood)"
			  " SELECT $1, $2, $3, s.* FROM unnest($4, $5, $6, $7) s",
			  rows->sentences, of_sentences, SENTENCE_COLUMNS);
	if (rows->nclaims > 0)
		store(set, document, "INSERT INTO @fa@.claim@q@ (unit, year, stage, n, label, kind, stated,"
			  " measure, operands, otherwise, sentence, from_char, to_char)"
			  " SELECT $1, $2, $3, s.ord + (SELECT coalesce(max(n), 0) FROM @fa@.claim@q@"
			  "		WHERE unit = $1 AND year = $2 AND stage = $3), s.label, s.kind, s.stated::numeric,"
			  "	coalesce(s.measure, 'wanyuan'),"
			  "	CASE s.kind WHEN 'subject' THEN ARRAY[s.operands] ELSE string_to_array(s.operands, ',') END,"
			  "	string_to_array(s.otherwise, ';'), s.sentence, s.from_char, s.to_char"
			  " FROM unnest($4, $5, $6, $7, $8, $9, $10, $11, $12) WITH ORDINALITY"
			  "	s (label, kind, stated, measure, operands, otherwise, sentence, from_char, to_char, ord)",
			  rows->claims, of_claims, CLAIM_COLUMNS);
}

/* ---------------------------------------------------------------- SQL */

PG_FUNCTION_INFO_V1(fiscal_read_claims);
Datum
fiscal_read_claims(PG_FUNCTION_ARGS)
{
	RowsToStore rows = {.nclaims = 0};
	ClaimReader reader = {.arg = &rows, .put_claim = put_claim, .put_sentence = put_sentence};
	ClaimDictionary dictionary;
	AccountsDocument document;
	FinalAccounts set;
	const char *pasted;
	int			nest;

	/* (unit, year, text, stage, schema) */
	if (PG_ARGISNULL(2))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("reading claims needs a text")));
	set = final_accounts_of(fcinfo, 4);
	final_accounts_key(&set, fcinfo, 3, document.key);
	pasted = required_utf8(text_to_cstring(PG_GETARG_TEXT_PP(2)));

	nest = final_accounts_begin();
	claims_find_document(&set, &document);
	dictionary = read_dictionary(&set, &document);
	reader.dictionary = &dictionary;
	reader.year = PG_GETARG_INT32(1);
	claim_read(&reader, pasted, pasted + strlen(pasted));
	replace_rows(&set, &document, &rows);
	final_accounts_end(nest);
	PG_RETURN_INT32(rows.nclaims);
}
