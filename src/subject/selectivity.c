/*
 * subject/selectivity.c - how many rows a hierarchy condition keeps
 *
 * Reads the statistics of the columns and asks subject/stats.c.  No function
 * of a user sees a stored value here, so nothing can leak and no right is
 * asked, as for the leakproof operators of core.
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_statistic.h"
#include "fmgr.h"
#include "nodes/pathnodes.h"
#include "nodes/supportnodes.h"
#include "utils/array.h"
#include "utils/lsyscache.h"
#include "utils/selfuncs.h"

#include "base/govfiscal.h"
#include "subject/array.h"
#include "subject/operator.h"
#include "subject/selectivity.h"
#include "subject/stats.h"

PG_FUNCTION_INFO_V1(subject_code_sel);
PG_FUNCTION_INFO_V1(subject_code_joinsel);

/* How many codes an array of unknown contents is taken to have. */
#define UNKNOWN_ARRAY	4

typedef struct Common
{
	int32_t		code;
	float		frequency;
} Common;

static int
compare_common(const void *a, const void *b)
{
	return subject_compare(((const Common *) a)->code, ((const Common *) b)->code);
}

static void
load_common(SubjectStats *s, const AttStatsSlot *slot)
{
	Common	   *common = palloc(sizeof(Common) * Max(slot->nvalues, 1));

	for (int i = 0; i < slot->nvalues; i++)
	{
		common[i].code = DatumGetSubjectCode(slot->values[i]);
		common[i].frequency = slot->numbers[i];
	}
	qsort(common, slot->nvalues, sizeof(Common), compare_common);

	s->n_common = slot->nvalues;
	s->common = palloc(sizeof(int32_t) * Max(slot->nvalues, 1));
	s->frequency = palloc(sizeof(float) * Max(slot->nvalues, 1));
	for (int i = 0; i < slot->nvalues; i++)
	{
		s->common[i] = common[i].code;
		s->frequency[i] = common[i].frequency;
		s->rest -= common[i].frequency;
	}
	pfree(common);
}

/* False: nothing is known of the column. */
static bool
load_stats(VariableStatData *vardata, Oid type, SubjectStats *s)
{
	AttStatsSlot slot;
	bool		is_default;

	memset(s, 0, sizeof(*s));
	if (!HeapTupleIsValid(vardata->statsTuple) || vardata->vartype != type)
		return false;

	s->rest = 1 - ((Form_pg_statistic) GETSTRUCT(vardata->statsTuple))->stanullfrac;
	if (get_attstatsslot(&slot, vardata->statsTuple, STATISTIC_KIND_MCV, InvalidOid,
						 ATTSTATSSLOT_VALUES | ATTSTATSSLOT_NUMBERS))
	{
		load_common(s, &slot);
		free_attstatsslot(&slot);
	}
	if (get_attstatsslot(&slot, vardata->statsTuple, STATISTIC_KIND_HISTOGRAM, InvalidOid,
						 ATTSTATSSLOT_VALUES))
	{
		s->n_bounds = slot.nvalues;
		s->bound = palloc(sizeof(int32_t) * Max(slot.nvalues, 1));
		for (int i = 0; i < slot.nvalues; i++)
			s->bound[i] = DatumGetSubjectCode(slot.values[i]);
		free_attstatsslot(&slot);
	}

	/* Where all codes are common ones, what is left is a rounding error. */
	if (s->n_bounds == 0 && s->n_common > 0)
		s->rest = 0;
	if (s->n_bounds == 0 && s->n_common == 0)
		return false;
	s->rest = Max(s->rest, 0);
	s->n_rest = get_variable_numdistinct(vardata, &is_default) - s->n_common;
	subject_stats_prepare(s);
	return true;
}

/* Nothing but the number of different codes is known of the column. */
static void
guess_stats(VariableStatData *vardata, SubjectStats *s)
{
	bool		is_default;

	memset(s, 0, sizeof(*s));
	s->rest = 1;
	s->n_rest = get_variable_numdistinct(vardata, &is_default);
	subject_stats_prepare(s);
}

static double
share_of_constant(const SubjectStats *s, bool known, SubjectRole role,
				  bool column_is_lower, Const *constant)
{
	double		share = 0;
	int32_t    *top;
	int			n;

	if (!role.any)
	{
		int32_t		code = DatumGetSubjectCode(constant->constvalue);

		if (!column_is_lower)
			return subject_share_upper(s, role.relation, code);
		return known ? subject_share_lower(s, role.relation, code) :
			subject_share_unknown(role.relation, code);
	}
	/* Disjoint subtrees: shares simply add. */
	top = subject_array_tops(DatumGetArrayTypeP(constant->constvalue), &n);
	for (int i = 0; i < n; i++)
		share += known ? subject_share_lower(s, role.relation, top[i]) :
			subject_share_unknown(role.relation, top[i]);
	return share;
}

/*
 * Against a value that is not known yet: that of another column, or if it is
 * none, a code that is as likely to be any of this column as any other.
 */
static double
share_of_unknown(PlannerInfo *root, const SubjectStats *s, SubjectRole role,
				 bool column_is_lower, Oid type, Node *other)
{
	VariableStatData vardata;
	SubjectStats there;
	double		share;

	if (role.any)
		return UNKNOWN_ARRAY * share_of_unknown(root, s,
												(SubjectRole) {role.relation, role.lower, false},
												column_is_lower, type, NULL);

	if (other != NULL)
	{
		examine_variable(root, other, 0, &vardata);
		if (load_stats(&vardata, type, &there))
		{
			share = column_is_lower ?
				subject_share_pairs(s, &there, role.relation) :
				subject_share_pairs(&there, s, role.relation);
			ReleaseVariableStats(vardata);
			return share;
		}
		ReleaseVariableStats(vardata);
	}

	memset(&there, 0, sizeof(there));
	there.rest = 1;
	there.n_rest = s->n_common + (s->n_bounds > 0 ? s->n_rest : 0);
	subject_stats_prepare(&there);
	return subject_share_pairs(s, &there, role.relation);
}

static double
restriction(PlannerInfo *root, SubjectRole role, Oid type, List *args, int varRelid)
{
	VariableStatData vardata;
	Node	   *other;
	bool		var_on_left;
	bool		column_is_lower;
	bool		known;
	SubjectStats s;
	double		share;

	if (!get_restriction_variable(root, args, varRelid, &vardata, &other, &var_on_left))
		return DEFAULT_RANGE_INEQ_SEL;

	column_is_lower = (var_on_left ? 0 : 1) == role.lower;
	if (IsA(other, Const) && ((Const *) other)->constisnull)
		share = 0;
	else if (role.any && !column_is_lower)
		share = DEFAULT_RANGE_INEQ_SEL;	/* a column of arrays */
	else
	{
		known = load_stats(&vardata, type, &s);
		if (!known)
			guess_stats(&vardata, &s);
		if (IsA(other, Const))
			share = share_of_constant(&s, known, role, column_is_lower, (Const *) other);
		else if (known)
			share = share_of_unknown(root, &s, role, column_is_lower, type, other);
		else
			share = DEFAULT_RANGE_INEQ_SEL;
	}
	ReleaseVariableStats(vardata);
	CLAMP_PROBABILITY(share);
	return share;
}

static double
join(PlannerInfo *root, SubjectRole role, Oid type, List *args,
	 JoinType jointype, SpecialJoinInfo *sjinfo)
{
	VariableStatData vardata[2];
	SubjectStats stats[2];
	bool		known[2];
	bool		reversed;
	const SubjectStats *lower = &stats[role.lower];
	const SubjectStats *upper = &stats[1 - role.lower];
	double		share = DEFAULT_RANGE_INEQ_SEL;

	get_join_variables(root, args, sjinfo, &vardata[0], &vardata[1], &reversed);
	for (int i = 0; i < 2; i++)
		known[i] = load_stats(&vardata[i], type, &stats[i]);

	if (!role.any && known[role.lower])
	{
		/* Of the upper side the number of rows or codes is enough. */
		if (!known[1 - role.lower])
			guess_stats(&vardata[1 - role.lower], &stats[1 - role.lower]);

		if (jointype == JOIN_SEMI || jointype == JOIN_ANTI)
		{
			int			outer = reversed ? 1 : 0;
			RelOptInfo *inner = vardata[1 - outer].rel;
			double		rows = inner ? Max(inner->rows, 1) : 1;

			if (outer == role.lower)
				share = subject_share_lower_matched(lower, upper, role.relation, rows);
			else if (known[outer])
				share = subject_share_upper_matched(lower, upper, role.relation, rows);
		}
		else
			share = subject_share_pairs(lower, upper, role.relation);
	}
	for (int i = 0; i < 2; i++)
		ReleaseVariableStats(vardata[i]);
	CLAMP_PROBABILITY(share);
	return share;
}

/*
 * The lower bound, column >= x, will be taken for DEFAULT_INEQ_SEL whatever x
 * is; so the upper one makes up for it.  Nothing is known: the root.  Where no
 * row is expected, the end is the least number that is not the root.
 */
int32_t
subject_typical_last(PlannerInfo *root, SubjectRelation relation,
					 Oid type, Node *column, Node *x)
{
	SubjectRole role = {relation == SUBJECT_CHILD ? SUBJECT_BELOW : relation, 0, false};
	VariableStatData vardata;
	SubjectStats s;
	int32_t		last = SUBJECT_ROOT;

	examine_variable(root, column, 0, &vardata);
	if (load_stats(&vardata, type, &s))
	{
		last = subject_quantile(&s, share_of_unknown(root, &s, role, true, type, x) /
								DEFAULT_INEQ_SEL);
		last = Max(last, SUBJECT_ROOT + 1);
	}
	ReleaseVariableStats(vardata);
	return last;
}

/* The type our functions are declared over. */
static Oid
code_type(Oid function, const SubjectRole *role)
{
	Oid		   *types;
	int			n;

	get_func_signature(function, &types, &n);
	return types[role->lower];
}

Datum
subject_code_sel(PG_FUNCTION_ARGS)
{
	PlannerInfo *root = (PlannerInfo *) PG_GETARG_POINTER(0);
	Oid			function = get_opcode(PG_GETARG_OID(1));
	List	   *args = (List *) PG_GETARG_POINTER(2);
	int			varRelid = PG_GETARG_INT32(3);
	SubjectRole role;

	if (!subject_role_of_function(function, &role))
		PG_RETURN_FLOAT8(DEFAULT_RANGE_INEQ_SEL);
	PG_RETURN_FLOAT8(restriction(root, role, code_type(function, &role), args, varRelid));
}

Datum
subject_code_joinsel(PG_FUNCTION_ARGS)
{
	PlannerInfo *root = (PlannerInfo *) PG_GETARG_POINTER(0);
	Oid			function = get_opcode(PG_GETARG_OID(1));
	List	   *args = (List *) PG_GETARG_POINTER(2);
	JoinType	jointype = (JoinType) PG_GETARG_INT16(3);
	SpecialJoinInfo *sjinfo = (SpecialJoinInfo *) PG_GETARG_POINTER(4);
	SubjectRole role;

	if (!subject_role_of_function(function, &role))
		PG_RETURN_FLOAT8(DEFAULT_RANGE_INEQ_SEL);
	PG_RETURN_FLOAT8(join(root, role, code_type(function, &role), args, jointype, sjinfo));
}

bool
subject_function_selectivity(SupportRequestSelectivity *req)
{
	SubjectRole role;
	Oid			type;

	if (list_length(req->args) != 2 || !subject_role_of_function(req->funcid, &role))
		return false;
	type = code_type(req->funcid, &role);
	req->selectivity = req->is_join ?
		join(req->root, role, type, req->args, req->jointype, req->sjinfo) :
		restriction(req->root, role, type, req->args, req->varRelid);
	return true;
}
