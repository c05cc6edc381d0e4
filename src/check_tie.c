/*
 * check_tie.c - for each key: a sum here = (>=, <=) a sum in another table
 *
 * A tie is stored as two triggers, one on each table, each of which names the
 * other table in its FROM clause and carries the same rule seen from its side.
 * The two are one rule: that of the trigger with the lesser OID.  A tie of a
 * table with itself is one trigger that is its own twin.
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"
#include "utils/lsyscache.h"

#include "check.h"

typedef struct TieSide
{
	int			amount;
	int			nfilters;
	CheckValueSet *filters;
} TieSide;

typedef struct TieForm
{
	TieSide		sides[2];
	CheckComparator comparator;
} TieForm;

typedef struct TieSum
{
	YuanSum		sum;
	int64		rows;
	int64		addends;
} TieSum;

typedef struct TieFold
{
	CheckFold	fold;
	TieSum		sums[2];
} TieFold;

static const char *const arguments[] = {
	"key", "amount", "filter", "other_key", "other_amount", "other_filter",
	"comparator", "quantum", "severity", NULL
};

/* The names of one side's arguments, and how the rule reads from the other. */
static const char *const side_arguments[2][3] = {
	{"key", "amount", "filter"},
	{"other_key", "other_amount", "other_filter"}
};

static const char *const comparators[] = {"=", ">=", "<=", NULL};

/* ---------------------------------------------------------------- filters */

static void
refuse_filter(CheckArgs *args, const char *name)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_OBJECT_DEFINITION),
			 errmsg("argument \"%s\" of rule \"%s\" is not an object of columns and values",
					name, check_args_rule(args)),
			 errhint("Write {\"column\": value}, {\"column\": [value, value]}, or {} for all rows.")));
}

/* A scalar as the text that the column's input function reads; NULL for null. */
static char *
literal_of(const JsonbValue *value, CheckArgs *args, const char *name)
{
	switch (value->type)
	{
		case jbvNull:
			return NULL;
		case jbvString:
			return pnstrdup(value->val.string.val, value->val.string.len);
		case jbvNumeric:
			return DatumGetCString(DirectFunctionCall1(numeric_out,
													   NumericGetDatum(value->val.numeric)));
		case jbvBool:
			return pstrdup(value->val.boolean ? "true" : "false");
		default:
			refuse_filter(args, name);
			return NULL;
	}
}

static void
load_filters(CheckRule *rule, CheckArgs *args, int side, const char *name)
{
	TieSide    *tie = &((TieForm *) rule->form)->sides[side];
	const char *text = check_args_get(args, name);
	Jsonb	   *json;
	JsonbIterator *iterator;
	JsonbValue	value;
	JsonbIteratorToken token;
	char	   *column = NULL;
	List	   *literals = NIL;
	bool		in_array = false;

	if (text == NULL)
		return;
	json = DatumGetJsonbP(DirectFunctionCall1(jsonb_in, CStringGetDatum(text)));
	if (!JB_ROOT_IS_OBJECT(json))
		refuse_filter(args, name);
	tie->filters = palloc0(sizeof(CheckValueSet) * Max(JB_ROOT_COUNT(json), 1));

	iterator = JsonbIteratorInit(&json->root);
	while ((token = JsonbIteratorNext(&iterator, &value, false)) != WJB_DONE)
	{
		bool		complete = false;

		switch (token)
		{
			case WJB_KEY:
				column = pnstrdup(value.val.string.val, value.val.string.len);
				break;
			case WJB_BEGIN_ARRAY:
				if (in_array)
					refuse_filter(args, name);
				in_array = true;
				literals = NIL;
				break;
			case WJB_ELEM:
				literals = lappend(literals, literal_of(&value, args, name));
				break;
			case WJB_END_ARRAY:
				in_array = false;
				complete = true;
				break;
			case WJB_VALUE:
				literals = list_make1(literal_of(&value, args, name));
				complete = true;
				break;
			case WJB_BEGIN_OBJECT:
				if (column != NULL)
					refuse_filter(args, name);
				break;
			default:
				break;
		}
		if (complete)
			check_rule_value_set(rule, side, check_rule_add_column(rule, side, column),
								 literals, &tie->filters[tie->nfilters++]);
	}
}

/* ---------------------------------------------------------------- the rule */

static CheckComparator
comparator_of(CheckArgs *args)
{
	const char *text = check_args_choice(args, "comparator", comparators);

	return text[0] == '>' ? CHECK_AT_LEAST : text[0] == '<' ? CHECK_AT_MOST : CHECK_EQUAL;
}

static void
tie_load(CheckRule *rule, CheckArgs *args)
{
	TieForm    *form = palloc0(sizeof(TieForm));

	rule->form = form;
	rule->nsides = 2;
	if (!OidIsValid(rule->side[1].relid))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_OBJECT_DEFINITION),
				 errmsg("rule \"%s\" does not name the table it ties", rule->name),
				 errhint("Name it in the FROM clause of the constraint trigger, or install the rule with fiscal_add_tie().")));
	form->comparator = comparator_of(args);
	for (int side = 0; side < 2; side++)
	{
		const char *key = side_arguments[side][0];
		const char *amount = side_arguments[side][1];

		check_rule_add_keys(rule, side,
							check_args_names(args, key, check_args_need(args, key)));
		form->sides[side].amount =
			check_rule_add_amount(rule, side,
								  check_args_name(args, amount, check_args_need(args, amount)));
		load_filters(rule, args, side, side_arguments[side][2]);
	}
}

static const char *
mirrored_name(const char *name)
{
	for (int side = 0; side < 2; side++)
		for (int i = 0; i < 3; i++)
			if (strcmp(name, side_arguments[side][i]) == 0)
				return side_arguments[1 - side][i];
	return name;
}

/* The argument of the other trigger that says the same as this one. */
char *
check_tie_mirror(const char *argument)
{
	const char *sign = strchr(argument, '=');
	char	   *name;

	if (sign == NULL)
		return pstrdup(argument);
	name = pnstrdup(argument, sign - argument);
	if (strcmp(argument, "comparator=>=") == 0)
		return pstrdup("comparator=<=");
	if (strcmp(argument, "comparator=<=") == 0)
		return pstrdup("comparator=>=");
	return psprintf("%s%s", mirrored_name(name), sign);
}

static bool
has_argument(const CheckTriggerRow *row, const char *argument)
{
	for (int i = 0; i < row->nargs; i++)
		if (strcmp(row->args[i], argument) == 0)
			return true;
	return false;
}

static bool
is_twin(const CheckTriggerRow *row, const CheckTriggerRow *other)
{
	if (other->other != row->relid || other->function != row->function ||
		other->nargs != row->nargs || strcmp(other->name, row->name) != 0 ||
		OidIsValid(other->parent))
		return false;
	for (int i = 0; i < row->nargs; i++)
		if (!has_argument(other, check_tie_mirror(row->args[i])))
			return false;
	return true;
}

/* The twin of a tie's trigger, or NULL. */
const CheckTriggerRow *
check_tie_twin(Oid namespace, const CheckTriggerRow *row)
{
	ListCell   *cell;

	if (row->other == row->relid)
		return row;
	if (!OidIsValid(row->other))
		return NULL;
	foreach(cell, check_triggers_of_table(namespace, row->other))
		if (is_twin(row, lfirst(cell)))
			return lfirst(cell);
	return NULL;
}

CheckRule *
check_tie_canonical(Oid namespace, const CheckTriggerRow *root)
{
	const CheckTriggerRow *twin;

	if (check_kind_of_function(namespace, root->function) != &check_tie_kind ||
		!OidIsValid(root->other))
		return NULL;
	twin = check_tie_twin(namespace, root);
	if (twin == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_OBJECT_DEFINITION),
				 errmsg("rule \"%s\" on table %s lacks its twin on table %s",
						root->name, check_table_name(root->relid),
						check_table_name(root->other)),
				 errdetail("A tie is two triggers of one name; without the second, changes in the other table go unchecked."),
				 errhint("Remove the rule with fiscal_drop_check() and install it again with fiscal_add_tie().")));
	return check_cached_rule(namespace, twin->oid < root->oid ? twin : root);
}

/* ---------------------------------------------------------------- the fold */

static Size
tie_state_size(const CheckRule *rule)
{
	return sizeof(TieFold);
}

static void
tie_row(CheckFold *fold, int side, const Datum *values, const bool *nulls)
{
	const TieSide *tie = &((TieForm *) fold->rule->form)->sides[side];
	TieSum	   *sum = &((TieFold *) fold)->sums[side];

	for (int i = 0; i < tie->nfilters; i++)
		if (!check_value_in_set(fold->rule, side, &tie->filters[i],
								values[tie->filters[i].col], nulls[tie->filters[i].col]))
			return;
	sum->rows++;
	if (nulls[tie->amount])
		return;
	sum->addends++;
	yuan_sum_add(&sum->sum, DatumGetYuan(values[tie->amount]));
}

static void
tie_end(CheckFold *fold)
{
	const TieForm *form = fold->rule->form;
	const TieSum *here = &((TieFold *) fold)->sums[0];
	const TieSum *there = &((TieFold *) fold)->sums[1];
	CheckFinding finding = {0};

	if (here->rows + there->rows == 0)
		return;
	finding.column = fold->rule->side[0].cols[form->sides[0].amount].name;
	finding.has_stated = here->addends > 0;
	finding.has_computed = there->addends > 0;
	finding.stated = here->sum;
	finding.computed = there->sum;
	finding.addends = here->addends + there->addends;
	finding.bound = check_bound(here->addends,
								check_rule_quantum(fold->rule, 0, form->sides[0].amount),
								there->addends,
								check_rule_quantum(fold->rule, 1, form->sides[1].amount));
	check_judge(&finding, form->comparator);
	check_find(fold, &finding);
}

const CheckKind check_tie_kind = {
	.name = "tie",
	.function = "fiscal_tie",
	.arguments = arguments,
	.stated = "here",
	.computed = "there",
	.load = tie_load,
	.state_size = tie_state_size,
	.row = tie_row,
	.end = tie_end
};
