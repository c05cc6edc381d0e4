/*
 * subject/bounds.c - a hierarchy condition as comparisons with bounds
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
 * For col <@ codes[] it is the one range that spans all the codes, rechecked.
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "access/stratnum.h"
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
#include "subject/bounds.h"
#include "subject/selectivity.h"

Node *
subject_code_const(Oid type, int32_t code)
{
	return (Node *) makeConst(type, -1, InvalidOid, sizeof(SubjectCode),
							  SubjectCodeGetDatum(code), false, true);
}

/* column OP bound; NULL where the index knows no such operator. */
static Node *
compare(const SubjectWriter *w, StrategyNumber strategy, Node *bound)
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
call(const SubjectWriter *w, const char *name, Oid result, List *args)
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
plain(const SubjectWriter *w, Node *x)
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
between(const SubjectWriter *w, bool strict, Node *first, Node *last)
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
 * is where a support function can answer: subject_estimated_last(), below.
 *
 * The answer goes along as the input collation of the call.  Codes have none,
 * so a call that comes from a query never has one, and cannot be mistaken for
 * ours.  Only an estimate ever simplifies an index condition, which is made
 * after the query was simplified; the executor calls the function as it is.
 * The number is never looked up as a collation: it lives in plans alone, which
 * record no dependency on one, print none, and go to workers as they are.
 */
static Node *
last_of(const SubjectWriter *w, SubjectRelation relation, Node *x)
{
	Node	   *last = call(w, "subject_last", w->type, list_make1(plain(w, x)));

	if (last != NULL && !bms_is_empty(compat_pull_varnos(w->root, x)))
		((FuncExpr *) last)->inputcollid =
			(Oid) subject_typical_last(w->root, relation, w->type, w->column, x);
	return last;
}

Node *
subject_estimated_last(FuncExpr *fcall)
{
	return OidIsValid(fcall->inputcollid) ?
		subject_code_const(fcall->funcresulttype, (int32_t) fcall->inputcollid) : NULL;
}

/* The column is the lower side: a range. */
static List *
below(const SubjectWriter *w, SubjectRelation relation, Node *x, bool *lossy)
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
			return one(compare(w, BTEqualStrategyNumber, subject_code_const(w->type, code)));
		return between(w, strict, subject_code_const(w->type, code),
					   subject_code_const(w->type, subject_last_of(code)));
	}
	return between(w, strict, plain(w, x), last_of(w, relation, x));
}

/* col = ANY (ancestors of x) */
static Node *
among_ancestors(const SubjectWriter *w, bool self, Node *x)
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
above(const SubjectWriter *w, SubjectRelation relation, Node *x, bool arrays, bool *lossy)
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
							   subject_code_const(w->type, subject_parent_of(code))));
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
below_any(const SubjectWriter *w, Node *codes, bool *lossy)
{
	*lossy = true;
	if (IsA(codes, Const))
	{
		int			n;
		int32_t    *top = subject_array_tops(DatumGetArrayTypeP(((Const *) codes)->constvalue), &n);

		if (n == 0)
			return NIL;
		*lossy = n > 1;
		return between(w, false, subject_code_const(w->type, top[0]),
					   subject_code_const(w->type, subject_last_of(top[n - 1])));
	}
	return between(w, false,
				   call(w, "subject_array_first", w->type, list_make1(copyObject(codes))),
				   call(w, "subject_array_last", w->type, list_make1(copyObject(codes))));
}

/* The type our functions are declared over, and where they live. */
void
subject_set_home(SubjectWriter *w, Oid function, const SubjectRole *role)
{
	Oid		   *types;
	int			n;

	get_func_signature(function, &types, &n);
	w->type = types[role->lower];
	w->namespace = get_func_namespace(function);
}

List *
subject_bounds(const SubjectWriter *w, const SubjectRole *role, bool column_is_lower,
			   Node *x, bool arrays, bool *lossy)
{
	if (column_is_lower)
		return role->any ? below_any(w, x, lossy) : below(w, role->relation, x, lossy);
	return role->any ? NIL : above(w, role->relation, x, arrays, lossy);
}
