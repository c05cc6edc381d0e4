/*
 * kinds/tree_node.c - what a node makes of the rows below it
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "utils/builtins.h"

#include "engine/fold.h"
#include "kinds/tree_node.h"

/* The sign as it stands; what is none is beyond -1 to 1. */
int64
rollup_stored_sign(const RollupForm *form, const Datum *values, const bool *nulls)
{
	if (form->sign < 0)
		return 1;
	if (nulls[form->sign])
		return PG_INT64_MAX;
	if (form->signtype == INT2OID)
		return DatumGetInt16(values[form->sign]);
	if (form->signtype == INT4OID)
		return DatumGetInt32(values[form->sign]);
	return DatumGetInt64(values[form->sign]);
}

int
rollup_sign(const CheckFold *fold, const Datum *values, const bool *nulls)
{
	const RollupForm *form = fold->rule->form;
	int64		sign = rollup_stored_sign(form, values, nulls);
	const char *column;

	if (sign >= -1 && sign <= 1)
		return (int) sign;

	/* Whose row it is, and what it holds, is not for every writer to see. */
	column = quote_identifier(fold->rule->side[0].cols[form->sign].name);
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("column %s of rule \"%s\" must be 1, -1 or 0 in every row",
					column, fold->rule->name),
			 errhint("Find the rows WHERE (%s IN (1, -1, 0)) IS NOT TRUE.", column)));
	return 0;
}

void
rollup_add_own(CheckFold *fold, RollupNode *node, const Datum *values, const bool *nulls)
{
	const RollupForm *form = fold->rule->form;

	node->rows++;
	for (int i = 0; i < form->namounts; i++)
	{
		RollupSum  *sum = &node->sums[i];
		int			col = form->amounts[i];

		if (nulls[col])
			continue;
		yuan_sum_add(&sum->stated, DatumGetYuan(values[col]));
		sum->reported++;
		yuan_sum_add(&sum->quanta, check_row_quantum(fold->rule, 0, col, values, nulls));
	}
}

static void
keep_for_cause(CheckFold *fold, RollupSum *sum, bool isnull, Datum amount, int sign)
{
	if (!fold->sink->want_causes)
		return;
	if (isnull)
		audit_addends_unreported(&sum->values, fold->cxt);
	else
		audit_addends_add(&sum->values, fold->cxt, DatumGetYuan(amount), sign);
}

void
rollup_add_part(CheckFold *fold, RollupNode *parent, int sign, const Datum *values,
				const bool *nulls)
{
	const RollupForm *form = fold->rule->form;

	if (parent == NULL || sign == 0)
		return;
	parent->children++;
	for (int i = 0; i < form->namounts; i++)
	{
		RollupSum  *sum = &parent->sums[i];
		int			col = form->amounts[i];

		keep_for_cause(fold, sum, nulls[col], values[col], sign);
		if (nulls[col])
		{
			sum->blanks++;
			continue;
		}
		if (sign > 0)
			yuan_sum_add(&sum->computed, DatumGetYuan(values[col]));
		else
			yuan_sum_sub(&sum->computed, DatumGetYuan(values[col]));
		sum->addends++;
		yuan_sum_add(&sum->quanta, check_row_quantum(fold->rule, 0, col, values, nulls));
	}
}

static CheckFinding *
copy_finding(CheckFold *fold, const CheckFinding *finding)
{
	CheckFinding *copy = MemoryContextAlloc(fold->cxt, sizeof(CheckFinding));

	*copy = *finding;
	if (finding->code != NULL)
		copy->code = MemoryContextStrdup(fold->cxt, finding->code);
	if (finding->cause != NULL)
		copy->cause = MemoryContextStrdup(fold->cxt, finding->cause);
	return copy;
}

/*
 * In an audit, a difference that a node only inherits is told apart from one
 * that starts there.  If a stated figure is wrong by d, its node is off by d
 * and the node above by -d (times the sign), and nothing else is: so where the
 * differences right below account for all of a node's own, the node is sound
 * and gets no cause of its own.  Below a violation, those that no others
 * account for are marked as where a difference starts.
 */
static void
diagnose(CheckFold *fold, RollupNode *node, int amount, CheckFinding *finding)
{
	RollupSum  *sum = &node->sums[amount];
	bool		inherited = yuan_sum_cmp(sum->inherited, yuan_sum_of(0)) != 0 &&
		yuan_sum_cmp(sum->inherited, finding->difference) == 0;
	ListCell   *cell;

	foreach(cell, node->held)
	{
		CheckFinding *below = lfirst(cell);

		if (!below->inherited && strcmp(below->column, finding->column) == 0)
			below->cause = audit_cause_at_origin(below->cause);
	}
	finding->inherited = inherited;
	if (!inherited)
		finding->cause = audit_cause(finding->stated, finding->computed, sum->values);
}

void
rollup_end_node(CheckFold *fold, RollupNode *node, const char *code,
				RollupNode *parent, int sign)
{
	const RollupForm *form = fold->rule->form;
	bool		hold = fold->sink->want_causes && parent != NULL && sign != 0;
	ListCell   *cell;

	if (node->children > 0 && node->rows > 1)
		rollup_misplaced(fold, code, CHECK_VIOLATION,
						 _("it has children and stands in more than one row"));
	else if (node->children > 0)
		for (int i = 0; i < form->namounts; i++)
		{
			RollupSum  *sum = &node->sums[i];
			CheckFinding finding = {0};

			finding.code = code;
			finding.column = fold->rule->side[0].cols[form->amounts[i]].name;
			finding.has_stated = sum->reported > 0;
			finding.has_computed = sum->addends > 0;
			finding.stated = sum->stated;
			finding.computed = sum->computed;
			finding.addends = sum->addends;
			finding.blanks = sum->blanks;
			finding.bound = check_bound(sum->quanta);
			check_judge(&finding, CHECK_EQUAL);
			if (finding.verdict == CHECK_VIOLATION && fold->sink->want_causes)
				diagnose(fold, node, i, &finding);
			if (finding.verdict == CHECK_VIOLATION && hold)
			{
				MemoryContext caller = MemoryContextSwitchTo(fold->cxt);

				yuan_sum_add_sum(&parent->sums[i].inherited,
								 sign > 0 ? yuan_sum_negated(finding.difference)
								 : finding.difference);
				parent->held = lappend(parent->held, copy_finding(fold, &finding));
				MemoryContextSwitchTo(caller);
			}
			else
				check_find(fold, &finding);
		}

	foreach(cell, node->held)
		check_find(fold, lfirst(cell));
}

void
rollup_misplaced(CheckFold *fold, const char *code, CheckVerdict verdict, const char *note)
{
	CheckFinding finding = {0};

	finding.code = code;
	finding.verdict = verdict;
	finding.note = note;
	check_find(fold, &finding);
}
