/*
 * subject/planner.c - hierarchy conditions as index conditions
 *
 * For a code column of a btree or BRIN index, x being anything that does not
 * depend on the indexed table:
 *
 *		col <@ x				col >= x AND col <= subject_last(x)
 *		col << x				col > x AND col <= subject_last(x)
 *		subject_is_parent(x, col)		the same, rechecked
 *		col @> x				col = ANY (subject_path(x, true))
 *		col >> x				col = ANY (subject_path(x, false))
 *		subject_is_parent(col, x)		col = subject_parent(x)
 *
 * An index that cannot search for an array (BRIN) takes col <= x for the two
 * ancestor forms, rechecked.  A constant x is computed here, so that the
 * histogram sees numbers.
 *
 * col <@ codes[] is a union of ranges, which no single index condition can be.
 * A constant array therefore becomes (col <@ a OR col <@ b ...) before planning
 * and then a BitmapOr of exact ranges; any other array gives the one range that
 * spans all its codes, rechecked.
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "access/stratnum.h"
#include "catalog/pg_am.h"
#include "catalog/pg_operator.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "fmgr.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "nodes/pathnodes.h"
#include "nodes/supportnodes.h"
#include "optimizer/optimizer.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

#include "base/compat.h"
#include "base/govfiscal.h"
#include "subject/array.h"
#include "subject/core.h"
#include "subject/operator.h"
#include "subject/selectivity.h"

PG_FUNCTION_INFO_V1(subject_code_support);

/* More codes than this are not worth an index scan each. */
#define MAX_RANGES	32

/* What is needed to write an expression over the index column. */
typedef struct Writer
{
	PlannerInfo *root;
	Oid			type;			/* subject_code */
	Oid			namespace;		/* of the extension */
	Oid			opfamily;
	Node	   *column;
} Writer;

static Node *
code_const(Oid type, int32_t code)
{
	return (Node *) makeConst(type, -1, InvalidOid, sizeof(SubjectCode),
							  SubjectCodeGetDatum(code), false, true);
}

/* column OP bound; NULL where the index knows no such operator. */
static Node *
compare(const Writer *w, StrategyNumber strategy, Node *bound)
{
	Oid			operator = get_opfamily_member(w->opfamily, w->type, w->type, strategy);

	if (!OidIsValid(operator) || bound == NULL)
		return NULL;
	return (Node *) make_opclause(operator, BOOLOID, false,
								  (Expr *) copyObject(w->column), (Expr *) bound,
								  InvalidOid, InvalidOid);
}

/*
 * A call of one of our functions.  Found in the catalog by namespace OID: the
 * user needs no right to look the name up, and no search_path is asked.
 */
static Node *
call(const Writer *w, const char *name, Oid result, List *args)
{
	Oid			types[2];
	int			n = 0;
	ListCell   *arg;
	Oid			function;

	foreach(arg, args)
		types[n++] = exprType(lfirst(arg));
	function = GetSysCacheOid3(PROCNAMEARGSNSP, Anum_pg_proc_oid,
							   CStringGetDatum(name),
							   PointerGetDatum(buildoidvector(types, n)),
							   ObjectIdGetDatum(w->namespace));
	if (!OidIsValid(function))
		return NULL;
	return (Node *) makeFuncExpr(function, result, args,
								 InvalidOid, InvalidOid, COERCE_EXPLICIT_CALL);
}

/* Of a domain over the type only the type is left. */
static Node *
plain(const Writer *w, Node *x)
{
	x = copyObject(x);
	if (exprType(x) == w->type)
		return x;
	return (Node *) makeRelabelType((Expr *) x, w->type, -1, InvalidOid, COERCE_IMPLICIT_CAST);
}

static List *
both(Node *a, Node *b)
{
	return a && b ? list_make2(a, b) : NIL;
}

static List *
one(Node *a)
{
	return a ? list_make1(a) : NIL;
}

static List *
between(const Writer *w, bool strict, Node *first, Node *last)
{
	return both(compare(w, strict ? BTGreaterStrategyNumber : BTGreaterEqualStrategyNumber, first),
				compare(w, BTLessEqualStrategyNumber, last));
}

/*
 * subject_last(x), made so that the planner can price the range.
 *
 * An index scan costs what the selectivity of its index conditions says.  For
 * a column of another table the planner knows nothing of a comparison with x
 * and takes a third for each bound, a ninth of the table for every subtree:
 * fifty times too much, and the range plan loses to worse ones.  But before it
 * gives up, it asks for an estimate of the value of subject_last(x), and this
 * is where a support function can answer: estimated_last(), below.
 *
 * The answer goes along as the input collation of the call.  Codes have none,
 * so a call that comes from a query never has one, and cannot be mistaken for
 * ours.  Only an estimate ever simplifies an index condition, which is made
 * after the query was simplified; the executor calls the function as it is.
 * The number is never looked up as a collation: it lives in plans alone, which
 * record no dependency on one, print none, and go to workers as they are.
 */
static Node *
last_of(const Writer *w, SubjectRelation relation, Node *x)
{
	Node	   *last = call(w, "subject_last", w->type, list_make1(plain(w, x)));

	if (last != NULL && !bms_is_empty(compat_pull_varnos(w->root, x)))
		((FuncExpr *) last)->inputcollid =
			(Oid) subject_typical_last(w->root, relation, w->type, w->column, x);
	return last;
}

static Node *
estimated_last(FuncExpr *fcall)
{
	return OidIsValid(fcall->inputcollid) ?
		code_const(fcall->funcresulttype, (int32_t) fcall->inputcollid) : NULL;
}

/* The column is the lower side: a range. */
static List *
below(const Writer *w, SubjectRelation relation, Node *x, bool *lossy)
{
	bool		strict = relation != SUBJECT_WITHIN;

	*lossy = relation == SUBJECT_CHILD;
	if (IsA(x, Const))
	{
		int32_t		code = DatumGetSubjectCode(((Const *) x)->constvalue);
		int			level = subject_level_of(code);

		/* All below an item or subitem are its children. */
		if (level >= SUBJECT_MAX_LEVEL - 1)
			*lossy = false;
		if (level == SUBJECT_MAX_LEVEL && !strict)
			return one(compare(w, BTEqualStrategyNumber, code_const(w->type, code)));
		return between(w, strict, code_const(w->type, code),
					   code_const(w->type, subject_last_of(code)));
	}
	return between(w, strict, plain(w, x), last_of(w, relation, x));
}

/* col = ANY (ancestors of x) */
static Node *
among_ancestors(const Writer *w, bool self, Node *x)
{
	Oid			equal = get_opfamily_member(w->opfamily, w->type, w->type, BTEqualStrategyNumber);
	Oid			array_type = get_array_type(w->type);
	ScalarArrayOpExpr *any = makeNode(ScalarArrayOpExpr);
	Node	   *path;

	if (!OidIsValid(equal) || !OidIsValid(array_type))
		return NULL;
	if (IsA(x, Const))
		path = (Node *) makeConst(array_type, -1, InvalidOid, -1,
								  subject_path_array(DatumGetSubjectCode(((Const *) x)->constvalue),
													 self, w->type),
								  false, false);
	else
		path = call(w, "subject_path", array_type,
					list_make2(plain(w, x), makeBoolConst(self, false)));
	if (path == NULL)
		return NULL;

	any->opno = equal;
	any->opfuncid = get_opcode(equal);
	any->useOr = true;
	any->args = list_make2(copyObject(w->column), path);
	any->location = -1;
	return (Node *) any;
}

/* The column is the upper side: at most five codes. */
static List *
above(const Writer *w, SubjectRelation relation, Node *x, bool arrays, bool *lossy)
{
	*lossy = false;
	if (relation == SUBJECT_CHILD)
	{
		if (IsA(x, Const))
		{
			int32_t		code = DatumGetSubjectCode(((Const *) x)->constvalue);

			/* Nothing is above the root: leave it to the filter. */
			if (code == SUBJECT_ROOT)
				return NIL;
			return one(compare(w, BTEqualStrategyNumber,
							   code_const(w->type, subject_parent_of(code))));
		}
		return one(compare(w, BTEqualStrategyNumber,
						   call(w, "subject_parent", w->type, list_make1(plain(w, x)))));
	}
	if (arrays)
		return one(among_ancestors(w, relation == SUBJECT_WITHIN, x));

	*lossy = true;
	return one(compare(w, relation == SUBJECT_WITHIN ?
					   BTLessEqualStrategyNumber : BTLessStrategyNumber,
					   plain(w, x)));
}

/* The column is below one of an array: the range that spans them all. */
static List *
below_any(const Writer *w, Node *codes, bool *lossy)
{
	*lossy = true;
	if (IsA(codes, Const))
	{
		int			n;
		int32_t    *top = subject_array_tops(DatumGetArrayTypeP(((Const *) codes)->constvalue), &n);

		if (n == 0)
			return NIL;
		*lossy = n > 1;
		return between(w, false, code_const(w->type, top[0]),
					   code_const(w->type, subject_last_of(top[n - 1])));
	}
	return between(w, false,
				   call(w, "subject_array_first", w->type, list_make1(copyObject(codes))),
				   call(w, "subject_array_last", w->type, list_make1(copyObject(codes))));
}

static List *
call_args(Node *node)
{
	if (IsA(node, OpExpr))
		return ((OpExpr *) node)->args;
	if (IsA(node, FuncExpr))
		return ((FuncExpr *) node)->args;
	return NIL;
}

/* The type our functions are declared over, and where they live. */
static void
set_home(Writer *w, Oid function, const SubjectRole *role)
{
	Oid		   *types;
	int			n;

	get_func_signature(function, &types, &n);
	w->type = types[role->lower];
	w->namespace = get_func_namespace(function);
}

static List *
index_condition(SupportRequestIndexCondition *req)
{
	List	   *args = call_args(req->node);
	SubjectRole role;
	Writer		w;
	Node	   *x;

	if (list_length(args) != 2 || !subject_role_of_function(req->funcid, &role))
		return NIL;
	if (req->index->relam != BTREE_AM_OID && req->index->relam != BRIN_AM_OID)
		return NIL;

	set_home(&w, req->funcid, &role);
	w.root = req->root;
	w.opfamily = req->opfamily;
	w.column = list_nth(args, req->indexarg);
	x = list_nth(args, 1 - req->indexarg);

	if (!compat_is_pseudo_constant_for_index(req->root, x, req->index))
		return NIL;
	if (IsA(x, Const) && ((Const *) x)->constisnull)
		return NIL;

	if (req->indexarg == role.lower)
		return role.any ? below_any(&w, x, &req->lossy) :
			below(&w, role.relation, x, &req->lossy);
	return role.any ? NIL :
		above(&w, role.relation, x, req->index->amsearcharray, &req->lossy);
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
split_array(FuncExpr *fcall, const SubjectRole *role)
{
	Writer		w;
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

	set_home(&w, fcall->funcid, role);
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
										   (Expr *) code_const(w.type, top[i]),
										   InvalidOid, InvalidOid);

		set_opfuncid((OpExpr *) clause);
		alternatives = lappend(alternatives, clause);
	}
	return n == 1 ? (Node *) linitial(alternatives) :
		(Node *) makeBoolExpr(OR_EXPR, alternatives, -1);
}

static Node *
simplify(FuncExpr *fcall)
{
	SubjectRole role;

	if (!subject_role_of_function(fcall->funcid, &role))
		return estimated_last(fcall);
	return role.any ? split_array(fcall, &role) : NULL;
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
		answer = simplify(((SupportRequestSimplify *) request)->fcall);
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
