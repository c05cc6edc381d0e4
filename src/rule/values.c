/*
 * rule/values.c - values written in an argument, and which of them a row holds
 *
 * The words of the two sides of a balance, and the values of a filter, come as
 * lists of literals.  Each list is a class; a row's value belongs to one class
 * or to none.
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/typcache.h"

#include "base/type.h"
#include "rule/values.h"

/* A value that is written in an argument is read by whoever reads the rule. */
static void
refuse_others(const CheckRule *rule, const CheckColumn *column)
{
	Oid			others = check_type_of_others(column->basetype);

	if (OidIsValid(others))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("rule \"%s\" cannot take values for column \"%s\" of type %s",
						rule->name, column->name, format_type_be(column->typid)),
				 errdetail("Reading them could run code of the owner of type %s as whoever reads the rule.",
						   format_type_be(others)),
				 errhint("Use a column whose type is made of no domain and no row type, or let a superuser own that type.")));
}

void
check_values_of(CheckRule *rule, int side, int col, CheckValues *values)
{
	CheckColumn *column = check_rule_column(rule, side, col);
	TypeCacheEntry *type = lookup_type_cache(column->basetype, TYPECACHE_EQ_OPR);

	if (!OidIsValid(type->eq_opr))
		check_wrong_type(rule, column, _("a type with an equality operator"));
	refuse_others(rule, column);
	memset(values, 0, sizeof(*values));
	values->col = col;
	values->class_of_null = CHECK_NO_CLASS;
	fmgr_info_cxt(get_opcode(type->eq_opr), &values->eq, rule->cxt);

	/*
	 * Following a change compares under the writer's settings.  Whoever let a
	 * function be leakproof has vouched that these do not reach into it.
	 */
	if (!get_func_leakproof(get_opcode(type->eq_opr)))
		rule->always_read = true;
}

/* A type's own complaint of a literal knows nothing of rules. */
static void
name_rule(void *arg)
{
	errcontext("%s", (const char *) arg);
}

/*
 * Adds a class.  The literals are read by the input function of the column's
 * type, as whoever reads the rule: check_values_of() has seen to it that it runs
 * no code but a superuser's.  A domain is looked through, and its constraints
 * do not run.  A NULL among the literals stands for SQL NULL.  False if one is in
 * another class already.
 */
bool
check_values_add(CheckRule *rule, int side, CheckValues *values, List *literals, int class)
{
	CheckColumn *column = check_rule_column(rule, side, values->col);
	int			room = values->nvalues + list_length(literals);
	int32		typmod = -1;
	Oid			typinput;
	Oid			ioparam;
	bool		isnew = true;
	ListCell   *cell;
	ErrorContextCallback context = {
		.previous = error_context_stack,
		.callback = name_rule,
		.arg = psprintf(_("rule \"%s\" of table \"%s\""), rule->name,
						get_rel_name(rule->side[side].relid))
	};

	error_context_stack = &context;
	getTypeInputInfo(getBaseTypeAndTypmod(column->typid, &typmod), &typinput, &ioparam);
	values->values = values->values == NULL ? palloc(sizeof(CheckValue) * Max(room, 1))
		: repalloc(values->values, sizeof(CheckValue) * Max(room, 1));
	foreach(cell, literals)
	{
		char	   *literal = lfirst(cell);
		Datum		value = literal == NULL ? (Datum) 0
			: OidInputFunctionCall(typinput, literal, ioparam, -1);
		int			known = check_class_of(rule, side, values, value, literal == NULL);

		if (known != CHECK_NO_CLASS)
			isnew = isnew && known == class;
		else if (literal == NULL)
			values->class_of_null = class;
		else
			values->values[values->nvalues++] = (CheckValue) {value, class};

		/* What was kept of the lookup is out of date. */
		memset(values->kept, 0, sizeof(values->kept));
	}
	error_context_stack = context.previous;
	return isnew;
}

/* Equality of an operator class runs as whoever writes or reads (base/type.c). */
static int
look_up(const CheckRule *rule, int side, CheckValues *values, Datum value)
{
	Oid			collation = rule->side[side].cols[values->col].collation;

	for (int i = 0; i < values->nvalues; i++)
		if (DatumGetBool(FunctionCall2Coll(&values->eq, collation, value, values->values[i].value)))
			return values->values[i].class;
	return CHECK_NO_CLASS;
}

/*
 * Rows have few different values here, so the last ones and their answers are
 * kept: equal bits are equal values.  A value that lies in another place
 * (toasted) or is long is compared each time.
 */
int
check_class_of(const CheckRule *rule, int side, CheckValues *values, Datum value, bool isnull)
{
	const CheckColumn *col = &rule->side[side].cols[values->col];
	CheckKeptValue *kept;
	const void *bits;
	Size		size;

	if (isnull)
		return values->class_of_null;
	if (col->typbyval)
	{
		bits = &value;
		size = sizeof(Datum);
	}
	else
	{
		bits = DatumGetPointer(value);
		if (col->typlen == -1)
			size = VARATT_IS_EXTERNAL(bits) ? CHECK_KEPT_SIZE + 1 : VARSIZE_ANY(bits);
		else
			size = col->typlen > 0 ? (Size) col->typlen : CHECK_KEPT_SIZE + 1;
	}
	if (size > CHECK_KEPT_SIZE)
		return look_up(rule, side, values, value);
	for (int i = 0; i < CHECK_KEPT_VALUES; i++)
		if (values->kept[i].size == size && memcmp(values->kept[i].bits, bits, size) == 0)
			return values->kept[i].class;

	/* Nothing is kept of a comparison that raises. */
	kept = &values->kept[values->oldest];
	kept->size = 0;
	kept->class = look_up(rule, side, values, value);
	memcpy(kept->bits, bits, size);
	kept->size = size;
	values->oldest = (values->oldest + 1) % CHECK_KEPT_VALUES;
	return kept->class;
}
