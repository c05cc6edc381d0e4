/*
 * subject/planner.c - what the planner asks about hierarchy conditions
 *
 * A condition is an index condition by its bounds (subject/bounds.c), and prunes
 * partitions by them (subject/prune.c).
 *
 * col <@ codes[] is a union of ranges, which no single index condition can be.
 * A constant array therefore becomes (col <@ a OR col <@ b ...) before planning
 * and then a BitmapOr of exact ranges; any other array gives the one range that
 * spans all its codes, rechecked.
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_am.h"
#include "catalog/pg_operator.h"
#include "catalog/pg_type.h"
#include "fmgr.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "nodes/pathnodes.h"
#include "nodes/supportnodes.h"
#include "optimizer/optimizer.h"
#include "utils/array.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

#include "base/compat.h"
#include "base/govfiscal.h"
#include "subject/array.h"
#include "subject/bounds.h"
#include "subject/prune.h"
#include "subject/selectivity.h"

PG_FUNCTION_INFO_V1(subject_code_support);

/* More codes than this are not worth an index scan each. */
#define MAX_RANGES	32

static List *
call_args(Node *node)
{
	if (IsA(node, OpExpr))
		return ((OpExpr *) node)->args;
	if (IsA(node, FuncExpr))
		return ((FuncExpr *) node)->args;
	return NIL;
}

static List *
index_condition(SupportRequestIndexCondition *req)
{
	List	   *args = call_args(req->node);
	SubjectRole role;
	SubjectWriter w;
	Node	   *x;

	if (list_length(args) != 2 || !subject_role_of_function(req->funcid, &role))
		return NIL;
	if (req->index->relam != BTREE_AM_OID && req->index->relam != BRIN_AM_OID)
		return NIL;

	subject_set_home(&w, req->funcid, &role);
	w.root = req->root;
	w.opfamily = req->opfamily;
	w.column = list_nth(args, req->indexarg);
	x = list_nth(args, 1 - req->indexarg);

	if (!compat_is_pseudo_constant_for_index(req->root, x, req->index))
		return NIL;
	if (IsA(x, Const) && ((Const *) x)->constisnull)
		return NIL;

	return subject_bounds(&w, &role, req->indexarg == role.lower, x,
						  req->index->amsearcharray, &req->lossy);
}

static bool
is_column(Node *node)
{
	if (IsA(node, RelabelType))
		node = (Node *) ((RelabelType *) node)->arg;
	return IsA(node, Var);
}

/* col <@ '{a,b}' as (col <@ a OR col <@ b): each an exact range of its own. */
static Node *
split_array(PlannerInfo *root, FuncExpr *fcall, const SubjectRole *role)
{
	static const SubjectRole within = {SUBJECT_WITHIN, 0, false};
	SubjectWriter w;
	Node	   *column;
	Node	   *codes;
	Oid			operator;
	int32_t    *top;
	int			n;
	List	   *alternatives = NIL;

	column = list_nth(fcall->args, role->lower);
	codes = list_nth(fcall->args, 1 - role->lower);
	if (!is_column(column) || !IsA(codes, Const) || ((Const *) codes)->constisnull)
		return NULL;

	subject_set_home(&w, fcall->funcid, role);
	operator = GetSysCacheOid4(OPERNAMENSP, Anum_pg_operator_oid,
							   CStringGetDatum("<@"),
							   ObjectIdGetDatum(w.type), ObjectIdGetDatum(w.type),
							   ObjectIdGetDatum(w.namespace));
	top = subject_array_tops(DatumGetArrayTypeP(((Const *) codes)->constvalue), &n);
	if (!OidIsValid(operator) || n == 0 || n > MAX_RANGES)
		return NULL;

	for (int i = 0; i < n; i++)
	{
		Expr	   *clause = make_opclause(operator, BOOLOID, false,
										   (Expr *) copyObject(column),
										   (Expr *) subject_code_const(w.type, top[i]),
										   InvalidOid, InvalidOid);

		set_opfuncid((OpExpr *) clause);
		alternatives = lappend(alternatives, subject_with_bounds(root, &within, (Node *) clause));
	}
	return n == 1 ? (Node *) linitial(alternatives) :
		(Node *) makeBoolExpr(OR_EXPR, alternatives, -1);
}

static Node *
simplify(PlannerInfo *root, FuncExpr *fcall)
{
	SubjectRole role;
	Node	   *answer = NULL;

	if (!subject_role_of_function(fcall->funcid, &role))
		return subject_estimated_last(fcall);
	if (role.any)
		answer = split_array(root, fcall, &role);
	return answer != NULL ? answer : subject_prune(root, fcall, &role);
}

/* subject_ancestors(code, self) */
static bool
ancestor_rows(SupportRequestRows *req)
{
	List	   *args = call_args(req->node);
	Node	   *code;
	Node	   *self;

	if (list_length(args) != 2)
		return false;
	code = linitial(args);
	self = lsecond(args);
	if (!IsA(code, Const) || ((Const *) code)->constisnull ||
		!IsA(self, Const) || ((Const *) self)->constisnull)
		return false;
	req->rows = subject_level_of(DatumGetSubjectCode(((Const *) code)->constvalue)) +
		DatumGetBool(((Const *) self)->constvalue);
	return true;
}

Datum
subject_code_support(PG_FUNCTION_ARGS)
{
	Node	   *request = (Node *) PG_GETARG_POINTER(0);
	Node	   *answer = NULL;

	if (IsA(request, SupportRequestIndexCondition))
		answer = (Node *) index_condition((SupportRequestIndexCondition *) request);
	else if (IsA(request, SupportRequestSimplify))
		answer = simplify(((SupportRequestSimplify *) request)->root,
						  ((SupportRequestSimplify *) request)->fcall);
	else if (IsA(request, SupportRequestSelectivity))
	{
		if (subject_function_selectivity((SupportRequestSelectivity *) request))
			answer = request;
	}
	else if (IsA(request, SupportRequestRows))
	{
		if (ancestor_rows((SupportRequestRows *) request))
			answer = request;
	}
	PG_RETURN_POINTER(answer);
}
