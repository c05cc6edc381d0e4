/*
 * kinds/tie.c - for each key: a sum here = (>=, <=) a sum in another table
 *
 * How two triggers make one tie stands in rule/members.c.
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"

#include "engine/change.h"
#include "engine/fold.h"
#include "engine/system.h"
#include "kinds/cause.h"
#include "kinds/kinds.h"
#include "rule/args.h"
#include "rule/members.h"
#include "rule/values.h"

/* The one class of a filter's values. */
#define PASSES	0

typedef struct TieSide
{
	int			amount;
	int			nfilters;
	CheckValues *filters;
} TieSide;

typedef struct TieForm
{
	TieSide		sides[2];
	CheckComparator comparator;
	bool		missing_is_zero;
} TieForm;

typedef struct TieSum
{
	YuanSum		sum;
	int64		rows;
	int64		addends;
	YuanSum		quanta;
} TieSum;

typedef struct TieFold
{
	CheckFold	fold;
	TieSum		sums[2];
	AuditAddends *values;		/* of the far side, for a diagnosis */
} TieFold;

static const char *const comparators[] = {"=", ">=", "<=", NULL};
static const char *const mirrored[] = {"=", "<=", ">=", NULL};

static const char *const missing[] = {"unreported", "zero", NULL};

static const CheckArgument arguments[] = {
	{"key", CHECK_COLUMNS, 0},
	{"amount", CHECK_COLUMN, 0},
	{"filter", CHECK_FILTER, 0},
	{"other_key", CHECK_COLUMNS, 1},
	{"other_amount", CHECK_COLUMN, 1},
	{"other_filter", CHECK_FILTER, 1},
	{"other_table", CHECK_CHOICE, 1, check_other_tables},
	{"comparator", CHECK_CHOICE, 0, comparators, mirrored},
	{"other_quantum_column", CHECK_COLUMN, 1},
	{"missing", CHECK_CHOICE, 0, missing},
	CHECK_COMMON_ARGUMENTS
};

/* What the two sides call the same things. */
static const struct
{
	const char *key;
	const char *amount;
	const char *filter;
	const char *quantum;
}			names[2] = {
	{"key", "amount", "filter", "quantum_column"},
	{"other_key", "other_amount", "other_filter", "other_quantum_column"}
};

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
	tie->filters = palloc0(sizeof(CheckValues) * Max(JB_ROOT_COUNT(json), 1));

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
				if (literals == NIL)
					refuse_filter(args, name);
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
		{
			CheckValues *filter = &tie->filters[tie->nfilters++];

			check_values_of(rule, side, check_rule_add_column(rule, side, column), filter);
			(void) check_values_add(rule, side, filter, literals, PASSES);
		}
	}
}

/* ---------------------------------------------------------------- the rule */

static CheckComparator
comparator_of(CheckArgs *args)
{
	const char *text = check_args_choice(args, "comparator");

	return text[0] == '>' ? CHECK_AT_LEAST : text[0] == '<' ? CHECK_AT_MOST : CHECK_EQUAL;
}

static void
tie_load(CheckRule *rule, CheckArgs *args)
{
	TieForm    *form = palloc0(sizeof(TieForm));

	rule->form = form;
	form->comparator = comparator_of(args);
	form->missing_is_zero = strcmp(check_args_choice(args, "missing"), "zero") == 0;
	for (int side = 0; side < 2; side++)
	{
		const char *key = names[side].key;
		const char *amount = names[side].amount;

		check_rule_add_keys(rule, side,
							check_args_names(args, key, check_args_need(args, key)));
		form->sides[side].amount =
			check_rule_add_amount(rule, side,
								  check_args_name(args, amount, check_args_need(args, amount)));
		load_filters(rule, args, side, names[side].filter);
		check_rule_add_quantum(rule, side, args, names[side].quantum);
	}
	rule->follows_coming = form->missing_is_zero && check_rule_has_all_amounts(rule);
	rule->follows_going = rule->follows_coming && check_rule_is_exact(rule);
}

/* ---------------------------------------------------------------- the fold */

static Size
tie_state_size(const CheckRule *rule)
{
	return sizeof(TieFold);
}

static bool
passes_filters(CheckRule *rule, int side, const Datum *values, const bool *nulls)
{
	const TieSide *tie = &((TieForm *) rule->form)->sides[side];

	for (int i = 0; i < tie->nfilters; i++)
		if (check_class_of(rule, side, &tie->filters[i], values[tie->filters[i].col],
						   nulls[tie->filters[i].col]) != PASSES)
			return false;
	return true;
}

static void
tie_row(CheckFold *fold, int side, const Datum *values, const bool *nulls)
{
	const TieSide *tie = &((TieForm *) fold->rule->form)->sides[side];
	TieSum	   *sum = &((TieFold *) fold)->sums[side];

	if (!passes_filters(fold->rule, side, values, nulls))
		return;
	sum->rows++;
	if (nulls[tie->amount])
		return;
	sum->addends++;
	yuan_sum_add(&sum->sum, DatumGetYuan(values[tie->amount]));
	yuan_sum_add(&sum->quanta,
				 check_row_quantum(fold->rule, side, tie->amount, values, nulls));
	if (side == 1 && fold->sink->want_causes)
		audit_addends_add(&((TieFold *) fold)->values, fold->cxt,
						  DatumGetYuan(values[tie->amount]), 1);
}

/* Rows whose amounts are all NULL report nothing; no rows at all may say that nothing was spent. */
static bool
is_reported(const TieForm *form, const TieSum *sum)
{
	return sum->addends > 0 || (form->missing_is_zero && sum->rows == 0);
}

static void
tie_end(CheckFold *fold)
{
	const TieForm *form = fold->rule->form;
	const TieSum *here = &((TieFold *) fold)->sums[0];
	const TieSum *there = &((TieFold *) fold)->sums[1];
	CheckFinding finding = {0};
	YuanSum		quanta = here->quanta;

	if (here->rows + there->rows == 0)
		return;
	finding.column = fold->rule->side[0].cols[form->sides[0].amount].name;
	finding.has_stated = is_reported(form, here);
	finding.has_computed = is_reported(form, there);
	finding.stated = here->sum;
	finding.computed = there->sum;
	finding.addends = here->addends + there->addends;
	finding.blanks = here->rows + there->rows - finding.addends;
	yuan_sum_add_sum(&quanta, there->quanta);
	finding.bound = check_bound(quanta);
	check_judge(&finding, form->comparator);
	if (finding.verdict == CHECK_VIOLATION && form->comparator == CHECK_EQUAL &&
		fold->sink->want_causes)
		finding.cause = audit_cause(finding.stated, finding.computed,
									there->addends > 1 ? ((TieFold *) fold)->values : NULL);
	check_find(fold, &finding);
}

/* A side without a row is not reported, or is 0. */
static void
tie_equations(CheckFold *fold, CheckSystem *system)
{
	static const EquationSense sense[] = {
		[CHECK_EQUAL] = EQUATION_EQUAL,
		[CHECK_AT_LEAST] = EQUATION_AT_LEAST,
		[CHECK_AT_MOST] = EQUATION_AT_MOST
	};
	const TieForm *form = fold->rule->form;
	const TieSum *sums = ((TieFold *) fold)->sums;

	if (!form->missing_is_zero && (sums[0].rows == 0 || sums[1].rows == 0))
		return;
	check_system_begin(system, sense[form->comparator]);
	for (int32 i = 0; i < system->nsources; i++)
	{
		const CheckSource *row = &system->sources[i];

		if (passes_filters(fold->rule, row->side, row->values, row->nulls))
			check_system_add(system, i, form->sides[row->side].amount,
							 row->side == 0 ? 1 : -1, row->side == 1);
	}
	check_system_end(system, fold->rule->side[0].cols[form->sides[0].amount].name);
}

/* One equation; its difference is here - there. */
static bool
tie_follow(CheckRule *rule, int side, const Datum *values, const bool *nulls,
		   int direction, CheckChange *change)
{
	const TieForm *form = rule->form;
	int			col = form->sides[side].amount;

	if (nulls[col] || !passes_filters(rule, side, values, nulls))
		return true;
	(void) check_row_quantum(rule, side, col, values, nulls);
	return check_change_add(change, 0, 0, form->comparator, values[col],
							side == 0 ? direction : -direction);
}

const CheckKind check_tie_kind = {
	.name = "tie",
	.function = "fiscal_tie",
	.nsides = 2,
	.arguments = arguments,
	.stated = gettext_noop("stated"),
	.computed = gettext_noop("computed"),
	.load = tie_load,
	.state_size = tie_state_size,
	.row = tie_row,
	.end = tie_end,
	.equations = tie_equations,
	.follow = tie_follow
};
