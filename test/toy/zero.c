/*
 * kinds/zero.c - for each key: the amounts add up to zero
 *
 * A kind to show how little one needs; test/toy/run builds it in.
 */
#include "postgres.h"

#include "fmgr.h"

#include "engine/fold.h"
#include "kinds/kinds.h"
#include "rule/args.h"

typedef struct ZeroFold
{
	CheckFold	fold;
	YuanSum		sum;
	YuanSum		quanta;
	int64		addends;
} ZeroFold;

static const CheckArgument arguments[] = {
	{"key", CHECK_COLUMNS},
	{"amount", CHECK_COLUMN},
	CHECK_COMMON_ARGUMENTS
};

/* The key comes first in every side; the index of the amount is all that is kept. */
static void
zero_load(CheckRule *rule, CheckArgs *args)
{
	int		   *amount = palloc(sizeof(int));

	check_rule_add_keys(rule, 0, check_args_names(args, "key", check_args_need(args, "key")));
	check_rule_add_quantum(rule, 0, args, "quantum_column");
	*amount = check_rule_add_amount(rule, 0, check_args_name(args, "amount",
															 check_args_need(args, "amount")));
	rule->form = amount;
	rule->always_read = true;	/* it follows no changes */
}

static Size
zero_state_size(const CheckRule *rule)
{
	return sizeof(ZeroFold);
}

static void
zero_row(CheckFold *fold, int side, const Datum *values, const bool *nulls)
{
	ZeroFold   *zero = (ZeroFold *) fold;
	int			col = *(int *) fold->rule->form;

	if (nulls[col])
		return;
	yuan_sum_add(&zero->sum, DatumGetYuan(values[col]));
	yuan_sum_add(&zero->quanta, check_row_quantum(fold->rule, side, col, values, nulls));
	zero->addends++;
}

static void
zero_end(CheckFold *fold)
{
	const ZeroFold *zero = (ZeroFold *) fold;
	CheckFinding finding = {0};

	finding.column = fold->rule->side[0].cols[*(int *) fold->rule->form].name;
	finding.has_stated = finding.has_computed = zero->addends > 0;
	finding.stated = zero->sum;
	finding.addends = zero->addends;
	finding.bound = check_bound(zero->quanta);
	check_judge(&finding, CHECK_EQUAL);
	check_find(fold, &finding);
}

const CheckKind check_zero_kind = {
	.name = "zero",
	.function = "fiscal_zero",
	.nsides = 1,
	.arguments = arguments,
	.stated = gettext_noop("sum"),
	.computed = gettext_noop("zero"),
	.load = zero_load,
	.state_size = zero_state_size,
	.row = zero_row,
	.end = zero_end
};
