/*
 * subject/prune.c - partitions that a hierarchy condition cannot reach
 *
 * The server prunes partitions by comparisons with the operators of the
 * partition key, and knows of no others.  So, while it simplifies the conditions
 * of a partitioned table, before it looks at the partitions,
 *
 *		col <@ x		becomes		col <@ x AND col >= x AND col <= subject_last(x)
 *
 * with the bounds that an index would get (subject/bounds.c), x being a constant,
 * a parameter, or a column of an outer query: at plan time where x is known by
 * then, else when the plan is executed.
 *
 * In a partition the bounds would be a burden: compared for every row, and
 * counted twice in every estimate.  But the server simplifies the conditions once
 * more as it hands them down to each partition, and then they are taken away
 * again: a partition is planned with the one condition of the query.  To be known
 * then, condition and bounds carry a mark: an input collation, which codes do not
 * have, no code looks at and no plan prints.
 *
 * A bound follows from the condition, and is NULL where that is.  So each way
 * round is safe by itself: beside the condition a bound may be true instead, and
 * a NOT that was pushed down, NOT col <@ x OR col < x OR ..., may have false.
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "access/stratnum.h"
#include "catalog/pg_class.h"
#include "catalog/pg_operator.h"
#include "catalog/pg_type.h"
#include "fmgr.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "nodes/pathnodes.h"
#include "nodes/supportnodes.h"
#include "parser/parsetree.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"
#include "utils/typcache.h"

#include "base/compat.h"
#include "subject/bounds.h"
#include "subject/prune.h"

PG_FUNCTION_INFO_V1(subject_bound_support);

#define MARK	((Oid) 1)

static Node *
without_relabel(Node *node)
{
	return IsA(node, RelabelType) ? (Node *) ((RelabelType *) node)->arg : node;
}

/* Of what kind the table of a column is; '\0' for anything but a column. */
static char
relkind_of(PlannerInfo *root, Node *node)
{
	Var		   *column = (Var *) without_relabel(node);
	RangeTblEntry *table;

	if (root == NULL || !IsA(column, Var) || column->varlevelsup > 0 ||
		(int) column->varno < 1 || (int) column->varno > list_length(root->parse->rtable))
		return '\0';
	table = rt_fetch(column->varno, root->parse->rtable);
	return table->rtekind == RTE_RELATION ? table->relkind : '\0';
}

static bool
is_in_partition(PlannerInfo *root, Node *node)
{
	char		relkind = relkind_of(root, node);

	return relkind != '\0' && relkind != RELKIND_PARTITIONED_TABLE;
}

static bool
can_prune(PlannerInfo *root, Node *column, Node *x)
{
	x = without_relabel(x);
	return relkind_of(root, column) == RELKIND_PARTITIONED_TABLE &&
		compat_partitions_simplify(root->parse, ((Var *) without_relabel(column))->varno) &&
		(IsA(x, Const) || IsA(x, Param) || (IsA(x, Var) && ((Var *) x)->varlevelsup > 0));
}

static List *
add_bound(List *bounds, const SubjectWriter *w, StrategyNumber strategy, Node *end)
{
	Oid			operator = get_opfamily_member(w->opfamily, w->type, w->type, strategy);
	Expr	   *bound = make_opclause(operator, BOOLOID, false, (Expr *) copyObject(w->column),
									  (Expr *) copyObject(end), InvalidOid, MARK);

	set_opfuncid((OpExpr *) bound);
	return lappend(bounds, bound);
}

/* Bounds may include more than the condition: all are >= and <=. */
static List *
marked_bounds(const SubjectWriter *w, const SubjectRole *role, bool column_is_lower, Node *x)
{
	List	   *marked = NIL;
	bool		lossy;
	ListCell   *cell;

	foreach(cell, subject_bounds(w, role, column_is_lower, x, false, &lossy))
	{
		OpExpr	   *bound = lfirst(cell);
		int			strategy = get_op_opfamily_strategy(bound->opno, w->opfamily);

		if (strategy >= BTEqualStrategyNumber)
			marked = add_bound(marked, w, BTGreaterEqualStrategyNumber, lsecond(bound->args));
		if (strategy <= BTEqualStrategyNumber)
			marked = add_bound(marked, w, BTLessEqualStrategyNumber, lsecond(bound->args));
	}
	return marked;
}

Node *
subject_with_bounds(PlannerInfo *root, const SubjectRole *role, Node *condition)
{
	bool		is_operator = IsA(condition, OpExpr);
	List	   *args = is_operator ? ((OpExpr *) condition)->args : ((FuncExpr *) condition)->args;

	for (int i = 0; i < 2; i++)
	{
		SubjectWriter w = {.root = root, .column = list_nth(args, i)};
		Node	   *x = list_nth(args, 1 - i);
		List	   *bounds;

		if (!can_prune(root, w.column, x))
			continue;
		subject_set_home(&w, is_operator ? ((OpExpr *) condition)->opfuncid :
						 ((FuncExpr *) condition)->funcid, role);
		w.opfamily = lookup_type_cache(w.type, TYPECACHE_BTREE_OPFAMILY)->btree_opf;
		bounds = marked_bounds(&w, role, i == role->lower, x);
		if (bounds == NIL)
			continue;
		if (is_operator)
			((OpExpr *) condition)->inputcollid = MARK;
		else
			((FuncExpr *) condition)->inputcollid = MARK;
		return (Node *) makeBoolExpr(AND_EXPR, lcons(condition, bounds), -1);
	}
	return condition;
}

/* The operator of a function; none for subject_is_parent. */
static Oid
operator_of(Oid function, const SubjectRole *role)
{
	static const char *const names[][2] = {
		[SUBJECT_WITHIN] = {"<@", "@>"},
		[SUBJECT_BELOW] = {"<<", ">>"},
	};
	Oid		   *types;
	int			n;

	if (role->relation == SUBJECT_CHILD)
		return InvalidOid;
	get_func_signature(function, &types, &n);
	return GetSysCacheOid4(OPERNAMENSP, Anum_pg_operator_oid,
						   CStringGetDatum(names[role->relation][role->lower]),
						   ObjectIdGetDatum(types[0]), ObjectIdGetDatum(types[1]),
						   ObjectIdGetDatum(get_func_namespace(function)));
}

/* The condition as the query has it, without a mark. */
static Node *
plain_condition(FuncExpr *fcall, const SubjectRole *role)
{
	Oid			operator = operator_of(fcall->funcid, role);
	Expr	   *condition;

	if (!OidIsValid(operator))
		return (Node *) makeFuncExpr(fcall->funcid, BOOLOID, copyObject(fcall->args),
									 InvalidOid, InvalidOid, COERCE_EXPLICIT_CALL);
	condition = make_opclause(operator, BOOLOID, false, copyObject(linitial(fcall->args)),
							  copyObject(lsecond(fcall->args)), InvalidOid, InvalidOid);
	((OpExpr *) condition)->opfuncid = fcall->funcid;
	return (Node *) condition;
}

Node *
subject_prune(PlannerInfo *root, FuncExpr *fcall, const SubjectRole *role)
{
	Node	   *a = linitial(fcall->args);
	Node	   *b = lsecond(fcall->args);

	if (OidIsValid(fcall->inputcollid))
		return is_in_partition(root, a) || is_in_partition(root, b) ?
			plain_condition(fcall, role) : NULL;
	if (can_prune(root, a, b) || can_prune(root, b, a))
		return subject_with_bounds(root, role, plain_condition(fcall, role));
	return NULL;
}

static Node *
drop_bound(PlannerInfo *root, FuncExpr *comparison)
{
	FmgrInfo	info;

	if (!OidIsValid(comparison->inputcollid) || !is_in_partition(root, linitial(comparison->args)))
		return NULL;
	fmgr_info(comparison->funcid, &info);
	return makeBoolConst(info.fn_addr == int4ge || info.fn_addr == int4le, false);
}

/* Asked about every comparison of codes: for one without a mark it costs nothing. */
Datum
subject_bound_support(PG_FUNCTION_ARGS)
{
	Node	   *request = (Node *) PG_GETARG_POINTER(0);
	Node	   *answer = NULL;

	if (IsA(request, SupportRequestSimplify))
		answer = drop_bound(((SupportRequestSimplify *) request)->root,
							((SupportRequestSimplify *) request)->fcall);
	PG_RETURN_POINTER(answer);
}
