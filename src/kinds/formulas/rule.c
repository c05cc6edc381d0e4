/*
 * kinds/formulas/rule.c - the text of a formula set against the tables of its rule
 *
 * The pure cores speak UTF-8 and know tables by the names of the definition.
 * Here those names become tables, labels become values of their columns' types,
 * and a mistake becomes an error that shows the line.
 *
 * Values of labels are compared as texts, which a type's input and output
 * functions make of each other.  Only types of core and of this extension may
 * label a line, and domains are looked through: no code of a user's runs here,
 * whoever reads the rule.
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/pg_namespace.h"
#include "catalog/pg_type.h"
#include "fmgr.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/syscache.h"

#include "base/encoding.h"
#include "base/own.h"
#include "base/session.h"
#include "kinds/formulas/check.h"
#include "kinds/formulas/parse.h"
#include "kinds/formulas/rule.h"

static void *
take(void *owner, size_t size)
{
	return MemoryContextAllocHuge(owner, Max(size, 1));
}

FormulaMemory
formula_memory(MemoryContext cxt)
{
	return (FormulaMemory) {take, cxt};
}

const char *
formula_local(const char *utf8)
{
	const char *local = fiscal_from_utf8(utf8);

	return local == NULL ? utf8 : local;
}

/* ---------------------------------------------------------------- mistakes */

static int
sqlstate_of(FormulaFaultCode code)
{
	switch (code)
	{
		case FORMULA_UNKNOWN_TABLE:
			return ERRCODE_UNDEFINED_TABLE;
		case FORMULA_UNKNOWN_COLUMN:
		case FORMULA_UNKNOWN_FIGURE:
		case FORMULA_PER_COLUMN:
			return ERRCODE_UNDEFINED_COLUMN;
		case FORMULA_KEY_TYPE:
		case FORMULA_NO_YUAN:
		case FORMULA_NO_BOOLEAN:
		case FORMULA_PER_TYPE:
		case FORMULA_BAD_VALUE:
			return ERRCODE_DATATYPE_MISMATCH;
		case FORMULA_PARTITION:
			return ERRCODE_WRONG_OBJECT_TYPE;
		case FORMULA_NULLABLE_KEY:
		case FORMULA_CANCELS:
		case FORMULA_SAME_EQUATION:
			return ERRCODE_INVALID_OBJECT_DEFINITION;
		default:
			return ERRCODE_SYNTAX_ERROR;
	}
}

static void
raise_fault(const char *name, const FormulaFault *fault, const char *text, size_t size)
{
	char		caret[512];
	const char *hint = formula_fault_hint(fault->code);
	char	   *message = psprintf(_(formula_fault_message(fault->code)),
								   formula_local(fault->what), formula_local(fault->other));

	formula_fault_caret(fault, text, (int32) size, caret, sizeof(caret));
	ereport(ERROR,
			(errcode(sqlstate_of(fault->code)),
			 errmsg("formula set \"%s\", line %d, column %d: %s",
					name, fault->line, fault->column, message),
			 errdetail("The definition says:\n%s", formula_local(caret)),
			 hint == NULL ? 0 : errhint("%s", _(hint))));
}

/* The text as the core reads it. */
static const char *
utf8_of(const char *name, const char *definition)
{
	const char *text = fiscal_to_utf8(definition);

	if (text == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_CHARACTER_NOT_IN_REPERTOIRE),
				 errmsg("the definition of formula set \"%s\" is not valid in the encoding of the database",
						name)));
	return text;
}

FormulaSet *
formula_read_text(const char *name, const char *definition)
{
	const char *text = utf8_of(name, definition);
	FormulaFault fault;
	FormulaSet *set = formula_parse(text, strlen(text), formula_memory(CurrentMemoryContext),
									&fault);

	if (set == NULL)
		raise_fault(name, &fault, text, strlen(text));
	return set;
}

/* ---------------------------------------------------------------- tables */

/* Types whose functions are nobody's but the server's and ours. */
static bool
is_plain(const CheckRule *rule, Oid type)
{
	Oid			base = getBaseType(type);
	HeapTuple	tuple = SearchSysCache1(TYPEOID, ObjectIdGetDatum(base));
	Form_pg_type form;
	bool		plain;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for type %u", base);
	form = (Form_pg_type) GETSTRUCT(tuple);
	plain = form->typtype == TYPTYPE_ENUM ||
		(form->typtype == TYPTYPE_BASE && !OidIsValid(form->typelem) &&
		 (form->typnamespace == PG_CATALOG_NAMESPACE || form->typnamespace == rule->namespace));
	ReleaseSysCache(tuple);
	return plain;
}

static FormulaType
type_of(const CheckRule *rule, Oid type)
{
	Oid			base = getBaseType(type);

	if (base == check_yuan_type(rule->namespace))
		return FORMULA_TYPE_YUAN;
	if (base == check_subject_type(rule->namespace))
		return FORMULA_TYPE_SUBJECT;
	return base == BOOLOID ? FORMULA_TYPE_BOOLEAN : FORMULA_TYPE_OTHER;
}

Oid
formula_table(const CheckRule *rule, const char *name)
{
	ListCell   *cell;

	foreach(cell, rule->tables)
	{
		const CheckNamedTable *table = lfirst(cell);

		if (strcmp(table->name, formula_local(name)) == 0)
			return table->relid;
	}
	return InvalidOid;
}

static const FormulaTable *
find_table(void *owner, const char *name)
{
	const CheckRule *rule = owner;
	Oid			relid = formula_table(rule, name);
	FormulaTable *table;
	FormulaColumn *column;
	Relation	rel;

	if (!OidIsValid(relid))
		return NULL;
	rel = table_open(relid, AccessShareLock);
	table = palloc0(sizeof(FormulaTable));
	table->is_partition = rel->rd_rel->relispartition;
	table->column = column = palloc0(sizeof(FormulaColumn) * RelationGetNumberOfAttributes(rel));
	for (int i = 0; i < RelationGetNumberOfAttributes(rel); i++)
	{
		Form_pg_attribute att = TupleDescAttr(RelationGetDescr(rel), i);
		const char *utf8;

		if (att->attisdropped || (utf8 = fiscal_to_utf8(NameStr(att->attname))) == NULL)
			continue;
		column->name = pstrdup(utf8);
		column->type = type_of(rule, att->atttypid);
		column->type_id = getBaseType(att->atttypid);
		column->not_null = att->attnotnull;
		column++;
		table->ncolumns++;
	}
	table_close(rel, AccessShareLock);
	return table;
}

/* ---------------------------------------------------------------- values */

/* Dates, times, floats and names of objects look as the session wants them. */
static bool
is_settled(const CheckRule *rule, Oid type)
{
	static const Oid settled[] = {TEXTOID, VARCHAROID, BPCHAROID, CHAROID, NAMEOID, BOOLOID,
	INT2OID, INT4OID, INT8OID, NUMERICOID, UUIDOID};

	for (int i = 0; i < (int) lengthof(settled); i++)
		if (type == settled[i])
			return true;
	return type_is_enum(type) || type_of(rule, type) != FORMULA_TYPE_OTHER;
}

void
formula_text_begin(FormulaText *text, const CheckRule *rule, int side, int col)
{
	const CheckColumn *column = &rule->side[side].cols[col];
	Oid			output;
	bool		varlena;

	if (!is_plain(rule, column->typid))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("column \"%s\" of rule \"%s\" is of type %s, which cannot label lines",
						column->name, rule->name, format_type_be(column->typid)),
				 errdetail("Labels are of types that the server or this extension brings, and of enums.")));
	text->col = col;
	text->is_text = column->basetype == TEXTOID || column->basetype == VARCHAROID;
	text->is_settled = is_settled(rule, column->basetype);
	getTypeOutputInfo(column->basetype, &output, &varlena);
	fmgr_info_cxt(output, &text->output, rule->cxt);
}

/* As the literals of the set were written when the rule was loaded. */
static char *
pinned_output(const FormulaText *text, Datum value)
{
	int			nest = check_pin_settings();
	char	   *written = OutputFunctionCall(unconstify(FmgrInfo *, &text->output), value);

	AtEOXact_GUC(true, nest);
	return written;
}

const char *
formula_text_of(const FormulaText *text, Datum value, int32 *length)
{
	const char *utf8;

	if (text->is_text && GetDatabaseEncoding() == PG_UTF8)
	{
		struct varlena *packed = PG_DETOAST_DATUM_PACKED(value);

		*length = VARSIZE_ANY_EXHDR(packed);
		return VARDATA_ANY(packed);
	}
	utf8 = fiscal_to_utf8(text->is_settled
						  ? OutputFunctionCall(unconstify(FmgrInfo *, &text->output), value)
						  : pinned_output(text, value));
	if (utf8 == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_CHARACTER_NOT_IN_REPERTOIRE),
				 errmsg("a label is not valid in the encoding of the database")));
	*length = strlen(utf8);
	return utf8;
}

typedef struct Reading
{
	Oid			type;
	int32		typmod;
	const char *text;			/* as written, then as the type has it */
} Reading;

static void
read_value(void *arg)
{
	Reading    *reading = arg;
	Oid			input;
	Oid			ioparam;
	Oid			output;
	bool		varlena;
	Datum		value;

	getTypeInputInfo(reading->type, &input, &ioparam);
	getTypeOutputInfo(reading->type, &output, &varlena);
	value = OidInputFunctionCall(input, unconstify(char *, reading->text), ioparam,
								 reading->typmod);
	reading->text = OidOutputFunctionCall(output, value);
}

/* The text of a label as its column's type writes it: 0204 of an integer is 204. */
static bool
normalize(void *owner, const char *table, const FormulaColumn *column, const char *text,
		  const char **value, int32_t *length)
{
	const CheckRule *rule = owner;
	Oid			relid = formula_table(rule, table);
	AttrNumber	attno = get_attnum(relid, formula_local(column->name));
	Reading		reading = {.text = formula_local(text)};
	Oid			collation;
	const char *utf8;

	get_atttypetypmodcoll(relid, attno, &reading.type, &reading.typmod, &collation);
	if (!is_plain(rule, reading.type))
		return false;
	reading.type = getBaseTypeAndTypmod(reading.type, &reading.typmod);
	if (check_caught(read_value, &reading) != NULL)
		return false;
	utf8 = fiscal_to_utf8(reading.text);
	if (utf8 == NULL)
		return false;
	*value = MemoryContextStrdup(rule->cxt, utf8);
	*length = strlen(*value);
	return true;
}

/* ---------------------------------------------------------------- the set */

/* Where a rule is stored, a table of the text without a trigger is a hole in it. */
static void
need_triggers(const CheckRule *rule, const FormulaSet *set)
{
	for (int i = 0; i < set->nforms && OidIsValid(rule->trigger); i++)
		if (!OidIsValid(formula_table(rule, set->form[i].table.text)))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_OBJECT_DEFINITION),
					 errmsg("formula set \"%s\" lacks its trigger on table \"%s\"",
							rule->name, formula_local(set->form[i].table.text)),
					 errdetail("A formula set is one trigger of its name on each of its tables; without one, changes in that table go unchecked."),
					 errhint("Remove the set with fiscal_drop_check() and install it again with fiscal_add_formulas().")));
}

FormulaSet *
formula_read_set(CheckRule *rule, const char *definition)
{
	FormulaCatalog catalog = {.owner = rule, .find = find_table, .normalize = normalize};
	FormulaSet *set = formula_read_text(rule->name, pstrdup(definition));
	FormulaFault fault;

	need_triggers(rule, set);
	if (!formula_check(set, &catalog, formula_memory(rule->cxt), &fault))
		raise_fault(rule->name, &fault, set->source, set->size);
	return set;
}
