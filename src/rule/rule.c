/*
 * rule/rule.c - building a rule: its columns, its key, what it reads
 *
 * The same rule is built from a trigger's arguments, from the arguments of an
 * ad hoc audit and, before anything is installed, from those of an installer.
 */
#include "postgres.h"

#include "access/table.h"
#include "catalog/pg_type.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/syscache.h"
#include "utils/typcache.h"

#include "base/compat.h"
#include "base/own.h"
#include "base/session.h"
#include "rule/args.h"
#include "rule/rule.h"

/*
 * A new, empty rule in a memory context of its own.  It is a child of the
 * current one: a rule that fails to load goes with the error; one that is to
 * stay is moved under the cache.
 */
CheckRule *
check_rule_new(const CheckKind *kind, Oid namespace, Oid relid, const char *name)
{
	MemoryContext cxt = AllocSetContextCreate(CurrentMemoryContext, "govfiscal rule",
											  ALLOCSET_SMALL_SIZES);
	CheckRule  *rule = MemoryContextAllocZero(cxt, sizeof(CheckRule));

	rule->cxt = cxt;
	rule->kind = kind;
	rule->namespace = namespace;
	rule->name = MemoryContextStrdup(cxt, name);
	check_rule_set_sides(rule, kind->nsides);
	rule->side[0].relid = relid;
	return rule;
}

/* Gives a rule its sides, empty; there is always room for a second table. */
void
check_rule_set_sides(CheckRule *rule, int nsides)
{
	int			room = Max(nsides, 2);

	rule->nsides = nsides;
	rule->side = MemoryContextAllocZero(rule->cxt, sizeof(CheckSide) * room);
	for (int i = 0; i < room; i++)
		rule->side[i].order_col = rule->side[i].quantum_col = -1;
}

void
check_rule_free(CheckRule *rule)
{
	for (int i = 0; i < rule->nsides; i++)
	{
		if (rule->side[i].probe != NULL)
			SPI_freeplan(rule->side[i].probe);
		if (rule->side[i].range != NULL)
			SPI_freeplan(rule->side[i].range);
	}
	MemoryContextDelete(rule->cxt);
}

/* The input function of yuan, which runs no code but its own, as whoever reads the rule. */
static int64
parse_quantum(CheckRule *rule, const char *text)
{
	Oid			typinput;
	Oid			ioparam;
	int64		fen;

	getTypeInputInfo(check_yuan_type(rule->namespace), &typinput, &ioparam);
	fen = DatumGetYuan(OidInputFunctionCall(typinput, unconstify(char *, text), ioparam, -1));
	if (fen <= 0 || fen > PG_INT32_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"quantum\" of rule \"%s\" cannot be \"%s\"",
						rule->name, text),
				 errdetail("A quantum lies between 0.01 and 21474836.47 yuan.")));
	return fen;
}

void
check_rule_load(CheckRule *rule, CheckArgs *args)
{
	MemoryContext caller = MemoryContextSwitchTo(rule->cxt);
	const char *quantum;
	int			nest = check_pin_settings();

	if (check_kind_argument(rule->kind, "severity") != NULL &&
		strcmp(check_args_choice(args, "severity"), "warning") == 0)
		rule->severity = CHECK_SEVERITY_WARNING;
	quantum = check_args_get(args, "quantum");
	if (quantum != NULL)
		rule->quantum = parse_quantum(rule, quantum);

	rule->kind->load(rule, args);

	rule->valid = true;
	AtEOXact_GUC(true, nest);
	MemoryContextSwitchTo(caller);
}

CheckColumn *
check_rule_column(CheckRule *rule, int side, int col)
{
	return &rule->side[side].cols[col];
}

/* A copy of a value, whole, in the current context. */
Datum
check_column_copy(const CheckColumn *col, Datum value)
{
	if (col->typlen == -1)
		return PointerGetDatum(PG_DETOAST_DATUM_COPY(value));
	return datumCopy(value, col->typbyval, col->typlen);
}

/* Adds a column to what a side reads, once; returns its index there. */
int
check_rule_add_column(CheckRule *rule, int side, const char *name)
{
	CheckSide  *s = &rule->side[side];
	HeapTuple	tuple;
	Form_pg_attribute att;
	CheckColumn *col;
	int32		typmod;

	for (int i = 0; i < s->ncols; i++)
		if (strcmp(s->cols[i].name, name) == 0)
		{
			s->cols[i].roles++;
			return i;
		}

	tuple = SearchSysCacheAttName(s->relid, name);
	if (!HeapTupleIsValid(tuple))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_COLUMN),
				 errmsg("column \"%s\" of rule \"%s\" does not exist in table \"%s\"",
						name, rule->name, get_rel_name(s->relid)),
				 errhint("If it was renamed, remove the rule with fiscal_drop_check() and install it again under the new name.")));
	att = (Form_pg_attribute) GETSTRUCT(tuple);
	if (att->attnum < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_OBJECT_DEFINITION),
				 errmsg("rule \"%s\" cannot use system column \"%s\"", rule->name, name)));
	if (compat_attribute_is_virtual(att))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("rule \"%s\" cannot use virtual generated column \"%s\"",
						rule->name, name),
				 errdetail("Its value does not exist in the rows a trigger sees."),
				 errhint("Make the column STORED.")));
	if (s->ncols == CHECK_MAX_COLUMNS)
		ereport(ERROR,
				(errcode(ERRCODE_TOO_MANY_COLUMNS),
				 errmsg("rule \"%s\" uses more than %d columns", rule->name,
						CHECK_MAX_COLUMNS)));

	if (s->cols == NULL)
		s->cols = palloc0(sizeof(CheckColumn) * CHECK_MAX_COLUMNS);
	col = &s->cols[s->ncols];
	col->name = pstrdup(name);
	col->attno = att->attnum;
	col->typid = att->atttypid;
	typmod = att->atttypmod;
	col->basetype = getBaseTypeAndTypmod(att->atttypid, &typmod);
	col->collation = att->attcollation;
	col->typlen = att->attlen;
	col->typbyval = att->attbyval;
	col->notnull = compat_attribute_is_not_null(att);
	col->roles = 1;
	if (rule->quantum > 0)
		col->quantum = rule->quantum;
	else if (typmod > 0 && col->basetype == check_yuan_type(rule->namespace))
		col->quantum = typmod;
	ReleaseSysCache(tuple);
	return s->ncols++;
}

void
check_wrong_type(CheckRule *rule, CheckColumn *col, const char *wanted)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATATYPE_MISMATCH),
			 errmsg("column \"%s\" of rule \"%s\" is of type %s, but must be %s",
					col->name, rule->name, format_type_be(col->typid), wanted)));
}

int
check_rule_add_amount(CheckRule *rule, int side, const char *name)
{
	int			i = check_rule_add_column(rule, side, name);
	CheckColumn *col = check_rule_column(rule, side, i);

	if (col->basetype != check_yuan_type(rule->namespace))
		check_wrong_type(rule, col, "yuan");
	col->amount = true;
	return i;
}

/* Does every row that it reads report its amounts? */
bool
check_rule_has_all_amounts(const CheckRule *rule)
{
	for (int side = 0; side < rule->nsides; side++)
		for (int i = 0; i < rule->side[side].ncols; i++)
			if (rule->side[side].cols[i].amount && !rule->side[side].cols[i].notnull)
				return false;
	return true;
}

/* Is no figure rounded? */
bool
check_rule_is_exact(const CheckRule *rule)
{
	for (int side = 0; side < rule->nsides; side++)
	{
		if (rule->side[side].quantum_col >= 0)
			return false;
		for (int i = 0; i < rule->side[side].ncols; i++)
			if (rule->side[side].cols[i].amount && rule->side[side].cols[i].quantum != 0)
				return false;
	}
	return true;
}

/* The rows of a group must come in the order of this column. */
void
check_rule_order_by(CheckRule *rule, int side, int col)
{
	CheckColumn *column = check_rule_column(rule, side, col);
	TypeCacheEntry *type = lookup_type_cache(column->basetype, TYPECACHE_CMP_PROC);

	if (!OidIsValid(type->cmp_proc))
		check_wrong_type(rule, column, _("a type that can be sorted"));
	rule->side[side].order_col = col;
	fmgr_info_cxt(type->cmp_proc, &rule->side[side].order_cmp, rule->cxt);
}

/* Order of an operator class, as whoever writes or reads (base/type.c). */
int
check_rule_compare(CheckRule *rule, int side, Datum a, Datum b)
{
	CheckSide  *s = &rule->side[side];

	return DatumGetInt32(FunctionCall2Coll(&s->order_cmp, s->cols[s->order_col].collation, a, b));
}

/*
 * One table can hold figures of many documents, each printed with a precision
 * of its own: a column of the row then says which.
 */
void
check_rule_add_quantum(CheckRule *rule, int side, CheckArgs *args, const char *name)
{
	const char *column = check_args_get(args, name);

	if (column == NULL)
		return;
	if (rule->quantum > 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_OBJECT_DEFINITION),
				 errmsg("rule \"%s\" has both quantum= and %s=", rule->name, name)));
	rule->side[side].quantum_col =
		check_rule_add_amount(rule, side, check_args_name(args, name, column));
}

/* The reporting precision that a row has stored for its figures. */
int64
check_stored_quantum(const CheckRule *rule, int side, const Datum *values, const bool *nulls)
{
	int			from = rule->side[side].quantum_col;
	Yuan		quantum;

	if (nulls[from])
		return 0;
	quantum = DatumGetYuan(values[from]);
	if (quantum < 0 || quantum > PG_INT32_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("quantum of rule \"%s\" must lie between 0 and 21474836.47 yuan",
						rule->name)));
	return quantum;
}

static bool
is_deterministic(const CheckColumn *col)
{
	return !OidIsValid(col->collation) || get_collation_isdeterministic(col->collation);
}

/* Keys that are equal on one side and not on the other would be one group and two. */
static void
refuse_collations(CheckRule *rule, const CheckColumn *here, const CheckColumn *there)
{
	if (here->collation == there->collation ||
		(is_deterministic(here) && is_deterministic(there)))
		return;
	ereport(ERROR,
			(errcode(ERRCODE_COLLATION_MISMATCH),
			 errmsg("key columns \"%s\" and \"%s\" of rule \"%s\" have different collations",
					here->name, there->name, rule->name),
			 errdetail("One of them is nondeterministic, so that they would not agree on which keys are equal."),
			 errhint("Give both columns the same collation.")));
}

/*
 * Equality and hash of a key column come from the default operator class of
 * its type, as for a foreign key: they agree with each other, and nothing in
 * search_path can replace them.  Both sides of a tie must use the same ones,
 * so that a group has one hash, and with it one lock, wherever it is touched.
 *
 * They run as the writer in a trigger, as the owner in a check, as the caller in
 * an audit: only a superuser makes an operator class (base/type.c).
 */
void
check_rule_add_keys(CheckRule *rule, int side, List *names)
{
	ListCell   *cell;
	int			k = 0;

	if (rule->side[side].ncols != 0)
		elog(ERROR, "the key must come first");
	if (list_length(names) > CHECK_MAX_KEYS)
		ereport(ERROR,
				(errcode(ERRCODE_TOO_MANY_COLUMNS),
				 errmsg("the key of rule \"%s\" has more than %d columns",
						rule->name, CHECK_MAX_KEYS)));
	if (side == 0)
	{
		rule->nkeys = list_length(names);
		rule->keytypes = palloc0(sizeof(CheckKeyType) * rule->nkeys);
	}
	else if (list_length(names) != rule->nkeys)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_OBJECT_DEFINITION),
				 errmsg("the keys of rule \"%s\" have different numbers of columns",
						rule->name)));

	foreach(cell, names)
	{
		const char *name = lfirst(cell);
		CheckKeyType *key = &rule->keytypes[k];
		CheckColumn *col;
		TypeCacheEntry *type;

		if (check_rule_add_column(rule, side, name) != k)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_OBJECT_DEFINITION),
					 errmsg("the key of rule \"%s\" names column \"%s\" twice",
							rule->name, name)));
		col = check_rule_column(rule, side, k);
		type = lookup_type_cache(col->basetype,
								 TYPECACHE_EQ_OPR | TYPECACHE_CMP_PROC |
								 TYPECACHE_HASH_EXTENDED_PROC);
		if (!OidIsValid(type->eq_opr) || !OidIsValid(type->cmp_proc) ||
			!OidIsValid(type->hash_extended_proc))
			check_wrong_type(rule, col, _("a type that can be sorted and hashed"));
		if (side == 0)
		{
			key->typid = col->basetype;
			key->eqop = type->eq_opr;
			fmgr_info_cxt(get_opcode(type->eq_opr), &key->eq, rule->cxt);
			fmgr_info_cxt(type->cmp_proc, &key->cmp, rule->cxt);
			fmgr_info_cxt(type->hash_extended_proc, &key->hash, rule->cxt);
		}
		else if (key->eqop != type->eq_opr)
			ereport(ERROR,
					(errcode(ERRCODE_DATATYPE_MISMATCH),
					 errmsg("key columns \"%s\" and \"%s\" of rule \"%s\" are of types %s and %s",
							rule->side[0].cols[k].name, col->name, rule->name,
							format_type_be(rule->side[0].cols[k].typid),
							format_type_be(col->typid)),
					 errhint("Give both columns the same type.")));
		else
			refuse_collations(rule, &rule->side[0].cols[k], col);
		k++;
	}
}
