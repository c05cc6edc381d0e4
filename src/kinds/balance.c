/*
 * kinds/balance.c - for each key: sum of revenue = sum of expenditure
 *
 * Two shapes of one rule.  Rows carry an amount and say in a side column which
 * side it is on; rows of another side, or of none, take no part.  Or rows
 * carry both amounts, as debit and credit.
 *
 * A side without rows is 0 and is checked: an entry of one side is refused.  A
 * side that has rows, but not one amount, is not reported and not checked.
 */
#include "postgres.h"

#include "fmgr.h"

#include "base/encoding.h"
#include "engine/change.h"
#include "engine/fold.h"
#include "engine/system.h"
#include "kinds/kinds.h"
#include "rule/args.h"
#include "rule/values.h"

enum
{
	REVENUE,
	EXPENDITURE
};

typedef struct BalanceForm
{
	int			amount[2];		/* columns; the same one twice where a side column decides */
	bool		by_side;		/* a column says which side a row is on */
	CheckValues side;			/* its words, in the classes of the two sides */
} BalanceForm;

typedef struct BalanceSum
{
	YuanSum		sum;
	int64		rows;
	int64		addends;		/* rows that report an amount */
	YuanSum		quanta;			/* theirs */
} BalanceSum;

typedef struct BalanceFold
{
	CheckFold	fold;
	BalanceSum	sums[2];
} BalanceFold;

static const CheckArgument arguments[] = {
	{"key", CHECK_COLUMNS},
	{"amount", CHECK_COLUMN},
	{"side", CHECK_COLUMN},
	{"revenue", CHECK_VALUES},
	{"expenditure", CHECK_VALUES},
	{"revenue_column", CHECK_COLUMN},
	{"expenditure_column", CHECK_COLUMN},
	CHECK_COMMON_ARGUMENTS
};

/* The words of a side when the rule names none: the Chinese one where it exists. */
static List *
default_words(const char *chinese, const char *english)
{
	const char *word = fiscal_from_utf8(chinese);
	List	   *words = list_make1(unconstify(char *, english));

	if (word != NULL)
		words = lappend(words, unconstify(char *, word));
	return words;
}

static void
load_side(CheckRule *rule, CheckArgs *args, int side, const char *name, List *words)
{
	BalanceForm *form = rule->form;
	const char *given = check_args_get(args, name);

	if (given != NULL)
		words = check_args_values(args, name, given);
	if (!check_values_add(rule, 0, &form->side, words, side))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_OBJECT_DEFINITION),
				 errmsg("rule \"%s\" puts one value of \"%s\" on both sides",
						rule->name, rule->side[0].cols[form->side.col].name)));
}

static void
refuse_shape(CheckArgs *args)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_OBJECT_DEFINITION),
			 errmsg("rule \"%s\" mixes two forms of a balance", check_args_rule(args)),
			 errhint("Give either amount= and side=, or revenue_column= and expenditure_column=.")));
}

static void
load_form(CheckRule *rule, CheckArgs *args)
{
	BalanceForm *form = palloc0(sizeof(BalanceForm));
	const char *revenue = check_args_get(args, "revenue_column");
	const char *expenditure = check_args_get(args, "expenditure_column");

	rule->form = form;
	check_rule_add_keys(rule, 0, check_args_names(args, "key", check_args_need(args, "key")));
	check_rule_add_quantum(rule, 0, args, "quantum_column");
	if (revenue != NULL || expenditure != NULL)
	{
		if (check_args_get(args, "amount") != NULL || check_args_get(args, "side") != NULL ||
			check_args_get(args, "revenue") != NULL ||
			check_args_get(args, "expenditure") != NULL)
			refuse_shape(args);
		form->amount[REVENUE] =
			check_rule_add_amount(rule, 0, check_args_name(args, "revenue_column",
														   check_args_need(args, "revenue_column")));
		form->amount[EXPENDITURE] =
			check_rule_add_amount(rule, 0, check_args_name(args, "expenditure_column",
														   check_args_need(args, "expenditure_column")));
		if (form->amount[REVENUE] == form->amount[EXPENDITURE])
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_OBJECT_DEFINITION),
					 errmsg("rule \"%s\" balances column \"%s\" with itself", rule->name,
							rule->side[0].cols[form->amount[REVENUE]].name)));
		return;
	}

	form->amount[REVENUE] = form->amount[EXPENDITURE] =
		check_rule_add_amount(rule, 0, check_args_name(args, "amount",
													   check_args_need(args, "amount")));
	form->by_side = true;
	check_values_of(rule, 0,
					check_rule_add_column(rule, 0, check_args_name(args, "side",
																   check_args_need(args, "side"))),
					&form->side);
	load_side(rule, args, REVENUE, "revenue",
			  default_words("\xe6\x94\xb6\xe5\x85\xa5", "revenue"));	/* 收入 */
	load_side(rule, args, EXPENDITURE, "expenditure",
			  default_words("\xe6\x94\xaf\xe5\x87\xba", "expenditure"));	/* 支出 */
}

/* A side without rows is 0: only a NULL could leave it unreported. */
static void
balance_load(CheckRule *rule, CheckArgs *args)
{
	load_form(rule, args);
	rule->follows_coming = check_rule_has_all_amounts(rule);
	rule->follows_going = rule->follows_coming && check_rule_is_exact(rule);
}

static Size
balance_state_size(const CheckRule *rule)
{
	return sizeof(BalanceFold);
}

static void
add(BalanceSum *sum, CheckRule *rule, int col, const Datum *values, const bool *nulls)
{
	sum->rows++;
	if (nulls[col])
		return;
	sum->addends++;
	yuan_sum_add(&sum->sum, DatumGetYuan(values[col]));
	yuan_sum_add(&sum->quanta, check_row_quantum(rule, 0, col, values, nulls));
}

static void
balance_row(CheckFold *fold, int side, const Datum *values, const bool *nulls)
{
	BalanceFold *state = (BalanceFold *) fold;
	BalanceForm *form = fold->rule->form;

	int			class;

	if (form->by_side)
	{
		class = check_class_of(fold->rule, 0, &form->side,
							   values[form->side.col], nulls[form->side.col]);
		if (class != CHECK_NO_CLASS)
			add(&state->sums[class], fold->rule, form->amount[class], values, nulls);
		return;
	}
	add(&state->sums[REVENUE], fold->rule, form->amount[REVENUE], values, nulls);
	add(&state->sums[EXPENDITURE], fold->rule, form->amount[EXPENDITURE], values, nulls);
}

static void
balance_end(CheckFold *fold)
{
	BalanceFold *state = (BalanceFold *) fold;
	const BalanceForm *form = fold->rule->form;
	const BalanceSum *revenue = &state->sums[REVENUE];
	const BalanceSum *expenditure = &state->sums[EXPENDITURE];
	CheckFinding finding = {0};
	YuanSum		quanta;

	if (revenue->rows + expenditure->rows == 0)
		return;
	finding.column = fold->rule->side[0].cols[form->amount[REVENUE]].name;
	if (!form->by_side)
	{
		finding.stated_as = finding.column;
		finding.computed_as = fold->rule->side[0].cols[form->amount[EXPENDITURE]].name;
	}
	finding.has_stated = revenue->rows == 0 || revenue->addends > 0;
	finding.has_computed = expenditure->rows == 0 || expenditure->addends > 0;
	finding.stated = revenue->sum;
	finding.computed = expenditure->sum;
	finding.addends = revenue->addends + expenditure->addends;
	finding.blanks = revenue->rows + expenditure->rows - finding.addends;
	quanta = revenue->quanta;
	yuan_sum_add_sum(&quanta, expenditure->quanta);
	finding.bound = check_bound(quanta);
	check_judge(&finding, CHECK_EQUAL);
	check_find(fold, &finding);
}

static void
balance_equations(CheckFold *fold, CheckSystem *system)
{
	BalanceForm *form = fold->rule->form;

	check_system_begin(system, EQUATION_EQUAL);
	for (int32 i = 0; i < system->nsources; i++)
	{
		const CheckSource *row = &system->sources[i];
		int			class = form->by_side
			? check_class_of(fold->rule, 0, &form->side, row->values[form->side.col],
							 row->nulls[form->side.col]) : CHECK_NO_CLASS;

		if (!form->by_side || class == REVENUE)
			check_system_add(system, i, form->amount[REVENUE], 1, false);
		if (!form->by_side || class == EXPENDITURE)
			check_system_add(system, i, form->amount[EXPENDITURE], -1, true);
	}
	check_system_end(system, fold->rule->side[0].cols[form->amount[REVENUE]].name);
}

/* One equation; its difference is revenue - expenditure. */
static bool
balance_follow(CheckRule *rule, int side, const Datum *values, const bool *nulls,
			   int direction, CheckChange *change)
{
	BalanceForm *form = rule->form;
	int			class = form->by_side ? check_class_of(rule, 0, &form->side, values[form->side.col],
													   nulls[form->side.col]) : CHECK_NO_CLASS;

	for (int i = REVENUE; i <= EXPENDITURE; i++)
	{
		int			col = form->amount[i];

		if (nulls[col] || (form->by_side && class != i))
			continue;
		(void) check_row_quantum(rule, 0, col, values, nulls);
		if (!check_change_add(change, 0, 0, CHECK_EQUAL, values[col],
							  i == REVENUE ? direction : -direction))
			return false;
	}
	return true;
}

const CheckKind check_balance_kind = {
	.name = "balance",
	.function = "fiscal_balance",
	.nsides = 1,
	.arguments = arguments,
	.stated = gettext_noop("revenue"),
	.computed = gettext_noop("expenditure"),
	.load = balance_load,
	.state_size = balance_state_size,
	.row = balance_row,
	.end = balance_end,
	.equations = balance_equations,
	.follow = balance_follow
};
