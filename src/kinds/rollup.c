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

#include "base/own.h"
#include "engine/change.h"
#include "engine/fold.h"
#include "engine/scan.h"
#include "kinds/kinds.h"
#include "kinds/tree_code.h"
#include "kinds/tree_link.h"
#include "rule/args.h"
#include "subject/core.h"

static const char *const gaps[] = {"error", "allow", NULL};

static const CheckArgument arguments[] = {
	{"key", CHECK_COLUMNS},
	{"code", CHECK_COLUMN},
	{"amounts", CHECK_COLUMNS},
	{"amount", CHECK_COLUMN},
	{"parent", CHECK_COLUMN},
	{"sign", CHECK_COLUMN},
	{"gaps", CHECK_CHOICE, 0, gaps},
	CHECK_COMMON_ARGUMENTS
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
	form->gaps = strcmp(check_args_choice(args, "gaps"), "allow") == 0;
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

	/* Not beside a line that may not be added, and so report nothing. */
	rule->follows_coming = form->sign < 0 && check_rule_has_all_amounts(rule);
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

/* ---------------------------------------------------------------- changes */

/*
 * A figure is stated at its own node, and added at the one above.  Of an
 * equation the difference is stated - computed.
 */
static bool
rollup_follow(CheckRule *rule, int side, const Datum *values, const bool *nulls,
			  int direction, CheckChange *change)
{
	const RollupForm *form = rule->form;
	int64		sign = rollup_stored_sign(form, values, nulls);
	int32		code;

	if (nulls[form->code] || sign < -1 || sign > 1)
		return false;
	code = DatumGetSubjectCode(values[form->code]);
	for (int i = 0; i < form->namounts; i++)
	{
		int			col = form->amounts[i];

		if (nulls[col])
			continue;
		(void) check_row_quantum(rule, 0, col, values, nulls);
		if (!check_change_add(change, code, col, CHECK_EQUAL, values[col], direction))
			return false;
		if (code != SUBJECT_ROOT &&
			!check_change_add(change, subject_parent_of(code), col, CHECK_EQUAL, values[col],
							  (int) -sign * direction))
			return false;
	}
	return direction < 0 || check_change_came(change, code);
}

/* Has a group more than so many rows below a node? */
static bool
has_below(CheckRule *rule, const Datum *keys, int32 node, int64 more_than)
{
	return node < subject_last_of(node) &&
		check_scan_has(rule, keys, SubjectCodeGetDatum(node + 1),
					   SubjectCodeGetDatum(subject_last_of(node)), more_than);
}

/*
 * A node with a row and with rows below it has an equation.  (Rows that are not
 * added count here, too: the group is read once too often.)
 */
static bool
rollup_exists(CheckRule *rule, const Datum *keys, int32 node)
{
	return has_below(rule, keys, node, 0) &&
		check_scan_has(rule, keys, SubjectCodeGetDatum(node), SubjectCodeGetDatum(node), 0);
}

/*
 * A row that came has to be a leaf.  Beside it there has to be a row that is not
 * this transaction's: then, as no row is an orphan, there is a child of its parent
 * that was there before, reports its figures, and with it the parent's equation.
 */
static bool
rollup_admits(CheckRule *rule, const Datum *keys, const int32 *came, int ncame)
{
	for (int i = 0; i < ncame; i++)
	{
		int32		parent = subject_parent_of(came[i]);
		int64		own = 0;

		for (int j = 0; j < ncame; j++)
			own += came[j] > parent && came[j] <= subject_last_of(parent);
		if (came[i] == SUBJECT_ROOT || has_below(rule, keys, came[i], 0) ||
			!has_below(rule, keys, parent, own))
			return false;
	}
	return true;
}

const CheckKind check_rollup_kind = {
	.name = "rollup",
	.function = "fiscal_rollup",
	.nsides = 1,
	.arguments = arguments,
	.stated = gettext_noop("stated"),
	.computed = gettext_noop("computed"),
	.load = rollup_load,
	.state_size = rollup_state_size,
	.row = rollup_row,
	.end = rollup_end,
	.tallying = &rollup_code_tallying,
	.equations = rollup_equations,
	.follow = rollup_follow,
	.exists = rollup_exists,
	.admits = rollup_admits
};
