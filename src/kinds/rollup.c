/*
 * kinds/rollup.c - for each key: every parent = sum of its direct children
 *
 * The tree is that of a subject_code column (kinds/tree_code.c), or of a line
 * and a column that names its parent line (kinds/tree_link.c).  Here: the
 * arguments, and what a node makes of the rows below it.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

#include "rule/check.h"
#include "kinds/tree_node.h"
#include "subject/core.h"

static const char *const arguments[] = {
	"key", "code", "amounts", "amount", "parent", "sign", "gaps", "quantum",
	"quantum_column", "severity", NULL
};

static int
column_of(CheckRule *rule, CheckArgs *args, const char *name)
{
	const char *value = check_args_get(args, name);

	if (value == NULL)
		return -1;
	return check_rule_add_column(rule, 0, check_args_name(args, name, value));
}

static void
load_parent(CheckRule *rule, RollupForm *form)
{
	CheckColumn *code = check_rule_column(rule, 0, form->code);
	CheckColumn *parent = check_rule_column(rule, 0, form->parent);

	if (code->basetype != parent->basetype || form->code == form->parent)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("columns \"%s\" and \"%s\" of rule \"%s\" must be two columns of one type",
						code->name, parent->name, rule->name)));
}

static void
rollup_load(CheckRule *rule, CheckArgs *args)
{
	static const char *const gaps[] = {"error", "allow", NULL};
	RollupForm *form = palloc0(sizeof(RollupForm));
	const char *amounts = check_args_get(args, "amounts");
	CheckColumn *code;
	List	   *names;
	ListCell   *cell;
	Oid			output;
	bool		varlena;

	rule->form = form;
	check_rule_add_keys(rule, 0, check_args_names(args, "key", check_args_need(args, "key")));
	check_args_need(args, "code");
	form->code = column_of(rule, args, "code");
	form->parent = column_of(rule, args, "parent");
	form->sign = column_of(rule, args, "sign");
	check_rule_add_quantum(rule, 0, args, "quantum_column");
	form->gaps = strcmp(check_args_choice(args, "gaps", gaps), "allow") == 0;
	/* Whose figure a row is added to, only its code says without a reading. */
	rule->always_read = form->gaps || form->parent >= 0;

	code = check_rule_column(rule, 0, form->code);
	getTypeOutputInfo(code->basetype, &output, &varlena);
	fmgr_info_cxt(output, &form->output, rule->cxt);
	if (form->parent >= 0)
		load_parent(rule, form);
	else if (code->basetype != check_subject_type(rule->namespace))
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("column \"%s\" of rule \"%s\" is not a subject_code",
						code->name, rule->name),
				 errhint("A tree over another type needs parent=, the column that names the parent.")));
	check_rule_order_by(rule, 0, form->code);

	if (form->sign >= 0)
	{
		form->signtype = check_rule_column(rule, 0, form->sign)->basetype;
		if (form->signtype != INT2OID && form->signtype != INT4OID &&
			form->signtype != INT8OID)
			ereport(ERROR,
					(errcode(ERRCODE_DATATYPE_MISMATCH),
					 errmsg("column \"%s\" of rule \"%s\" must be of an integer type",
							check_rule_column(rule, 0, form->sign)->name, rule->name)));
	}

	/* One column is as good under the name the other rules use. */
	if (amounts == NULL)
		amounts = check_args_get(args, "amount");
	else if (check_args_get(args, "amount") != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_OBJECT_DEFINITION),
				 errmsg("rule \"%s\" has both amount= and amounts=", rule->name)));
	if (amounts == NULL)
		amounts = check_args_need(args, "amounts");
	names = check_args_names(args, "amounts", amounts);
	form->amounts = palloc(sizeof(int) * list_length(names));
	foreach(cell, names)
	{
		int			col = check_rule_add_amount(rule, 0, lfirst(cell));

		for (int i = 0; i < form->namounts; i++)
			if (form->amounts[i] == col)
				ereport(ERROR,
						(errcode(ERRCODE_INVALID_OBJECT_DEFINITION),
						 errmsg("rule \"%s\" names amount column \"%s\" twice",
								rule->name, (char *) lfirst(cell))));
		form->amounts[form->namounts++] = col;
	}
}

static Size
rollup_state_size(const CheckRule *rule)
{
	const RollupForm *form = rule->form;

	return form->parent >= 0 ? rollup_link_state_size(form) : rollup_code_state_size(form);
}

static void
rollup_row(CheckFold *fold, int side, const Datum *values, const bool *nulls)
{
	const RollupForm *form = fold->rule->form;

	if (nulls[form->code])
		check_refuse_null(fold->rule, 0, form->code);
	if (form->parent >= 0)
		rollup_link_row(fold, values, nulls);
	else
		rollup_code_row(fold, values, nulls);
}

static void
rollup_end(CheckFold *fold)
{
	const RollupForm *form = fold->rule->form;

	if (form->parent >= 0)
		rollup_link_end(fold);
	else
		rollup_code_end(fold);
}

/* ---------------------------------------------------------------- nodes */

/* The sign as it stands; what is none is beyond -1 to 1. */
static int64
stored_sign(const RollupForm *form, const Datum *values, const bool *nulls)
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
	int64		sign = stored_sign(form, values, nulls);
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
rollup_add_row(CheckFold *fold, RollupNode *node, RollupNode *parent, int sign,
			   const Datum *values, const bool *nulls)
{
	const RollupForm *form = fold->rule->form;

	node->rows++;
	if (parent != NULL && sign != 0)
		parent->children++;
	for (int i = 0; i < form->namounts; i++)
	{
		int			col = form->amounts[i];
		Yuan		amount;
		int64		quantum;

		if (nulls[col])
		{
			if (parent != NULL && sign != 0)
				parent->sums[i].blanks++;
			if (parent != NULL && sign != 0 && fold->sink->want_causes)
				audit_addends_unreported(&parent->sums[i].values, fold->cxt);
			continue;
		}
		amount = DatumGetYuan(values[col]);
		yuan_sum_add(&node->sums[i].stated, amount);
		node->sums[i].reported++;
		quantum = check_row_quantum(fold->rule, 0, col, values, nulls);
		yuan_sum_add(&node->sums[i].quanta, quantum);
		if (parent == NULL || sign == 0)
			continue;
		if (sign > 0)
			yuan_sum_add(&parent->sums[i].computed, amount);
		else
			yuan_sum_sub(&parent->sums[i].computed, amount);
		parent->sums[i].addends++;
		yuan_sum_add(&parent->sums[i].quanta, quantum);
		if (fold->sink->want_causes)
			audit_addends_add(&parent->sums[i].values, fold->cxt, amount, sign);
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

/* ---------------------------------------------------------------- changes */

/*
 * A figure is stated at its own node, and added at the one above.  Of an
 * equation the difference is stated - computed.
 */
static bool
rollup_change(CheckRule *rule, int side, const Datum *old, const Datum *new,
			  const bool *nulls, CheckChange *change)
{
	const RollupForm *form = rule->form;
	int64		sign = stored_sign(form, new, nulls);
	int32		code;

	if (nulls[form->code] || sign < -1 || sign > 1)
		return false;
	code = DatumGetSubjectCode(new[form->code]);
	for (int i = 0; i < form->namounts; i++)
	{
		int			col = form->amounts[i];

		if (nulls[col])
			continue;
		if (!check_change_add(change, code, col, old[col], new[col], 1))
			return false;
		if (code != SUBJECT_ROOT && sign != 0 &&
			!check_change_add(change, subject_parent_of(code), col, old[col], new[col],
							  (int) -sign))
			return false;
	}
	return true;
}

/*
 * A node with a row and with rows below it has an equation.  (Rows that are not
 * added count here, too: the group is read once too often.)
 */
static bool
rollup_exists(CheckRule *rule, const Datum *keys, int32 node)
{
	return node < subject_last_of(node) &&
		check_read_any(rule, keys, SubjectCodeGetDatum(node + 1),
					   SubjectCodeGetDatum(subject_last_of(node))) &&
		check_read_any(rule, keys, SubjectCodeGetDatum(node), SubjectCodeGetDatum(node));
}

const CheckKind check_rollup_kind = {
	.name = "rollup",
	.function = "fiscal_rollup",
	.arguments = arguments,
	.stated = gettext_noop("stated"),
	.computed = gettext_noop("computed"),
	.load = rollup_load,
	.state_size = rollup_state_size,
	.row = rollup_row,
	.end = rollup_end,
	.change = rollup_change,
	.exists = rollup_exists
};
