/*
 * engine/sweep.c - the table as it lies: clears most groups at the least cost
 *
 * Reading a table in the order of a key goes through an index or a sort and
 * costs several times what reading it as it lies does.  Yet most tables lie in
 * that order but for a few rows: they were loaded by documents, and documents
 * list their lines by code.  So a sweep reads the table as it lies, folds the
 * rows of a group where they lie together and in order, and clears a group
 * whose fold finds nothing that is wanted.  It finds nobody guilty: a group that
 * the fold finds fault with is a suspect, to be read again by itself.
 *
 * A group is rightly cleared because the fold has seen every row of its group, in the
 * order that it needs.  A group is folded once, from its first row to the next
 * row of another group.  A row of it that comes later, or one out of order
 * among them, makes it a suspect whatever its fold has said.
 *
 * Where too many groups are suspects the table does not lie in order, and the
 * sweep is given up; that shows within the first rows.  It holds one fold.  A
 * sweep for all groups holds a note of each besides: within work_mem, or it is
 * given up.
 */
#include "postgres.h"

#include "fmgr.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#include "engine/fold.h"
#include "engine/scan.h"
#include "engine/sweep.h"

/* One group in so many may be a suspect, and a few more. */
#define GROUPS_PER_SUSPECT	16
#define FREE_SUSPECTS		8

/* ... and one row in so many be of one: a group may be large. */
#define ROWS_PER_SUSPICIOUS	16
#define FREE_ROWS			10000

typedef struct Sweep
{
	CheckSink	sink;			/* hears what the folds find */
	CheckRule  *rule;
	CheckGroups *groups;
	bool		all;			/* groups come as they are met */
	bool		given_up;
	int64		ngroups;		/* folded so far */
	int64		nsuspects;
	int64		nrows;
	int64		nsuspicious;	/* rows of suspects */
	CheckGroups *suspects;
	MemoryContext cxt;			/* of all groups */
	CheckGroup *group;			/* the one whose rows are coming, or NULL */
	bool		at_fault;		/* its fold found something that is wanted */
	CheckFold  *fold;			/* NULL: it is a suspect already */
	MemoryContext foldcxt;
	Datum		last;			/* what the last row is ordered by */
} Sweep;

static void
suspect(Sweep *sweep, CheckGroup *group)
{
	bool		isnew;

	(void) check_groups_add(sweep->suspects, group->keys, &isnew);
	sweep->nsuspects += isnew;
	if (sweep->nsuspects > FREE_SUSPECTS + sweep->ngroups / GROUPS_PER_SUSPECT)
		sweep->given_up = true;
}

static void
find_fault(CheckSink *sink, CheckRule *rule, const CheckFinding *finding)
{
	((Sweep *) sink)->at_fault = true;
}

static void
end_group(Sweep *sweep)
{
	if (sweep->fold != NULL)
	{
		check_fold_end(sweep->fold);
		if (sweep->at_fault)
			suspect(sweep, sweep->group);
	}
	sweep->group = NULL;
	sweep->fold = NULL;
	MemoryContextReset(sweep->foldcxt);
}

/* A group is marked by its state, which is NULL until its first row has come. */
static void
begin_group(Sweep *sweep, CheckGroup *group)
{
	sweep->group = group;
	if (group->state != NULL)
	{
		suspect(sweep, group);
		return;
	}
	group->state = sweep;
	sweep->ngroups++;
	sweep->at_fault = false;
	sweep->fold = check_fold_new(sweep->rule, &sweep->sink, sweep->foldcxt, group->keys);
	if (sweep->all && MemoryContextMemAllocated(sweep->cxt, true) > work_mem * (Size) 1024)
		sweep->given_up = true;
}

/* Does the row come where its group's fold can take it? */
static bool
is_in_order(Sweep *sweep, bool is_first, const Datum *values, const bool *nulls)
{
	int			col = sweep->rule->side[0].order_col;
	Datum		last = sweep->last;

	/* A fold says what it thinks of a NULL itself. */
	if (col < 0 || nulls[col])
		return true;
	sweep->last = values[col];
	return is_first || check_rule_compare(sweep->rule, 0, last, values[col]) <= 0;
}

static bool
sweep_row(void *arg, const Datum *values, const bool *nulls)
{
	Sweep	   *sweep = arg;
	CheckGroup *group;
	bool		is_first;
	bool		isnew;

	if (!check_has_key(sweep->rule, 0, nulls, sweep->all))
		return true;
	group = sweep->all ? check_groups_add(sweep->groups, values, &isnew)
		: check_groups_find(sweep->groups, values);
	is_first = group != sweep->group;
	if (is_first)
	{
		end_group(sweep);
		if (group != NULL)
			begin_group(sweep, group);
	}
	sweep->nrows += group != NULL;
	if (sweep->fold == NULL)
	{
		sweep->nsuspicious += group != NULL;
		if (sweep->nsuspicious > FREE_ROWS + sweep->nrows / ROWS_PER_SUSPICIOUS)
			sweep->given_up = true;
		return !sweep->given_up;
	}

	if (is_in_order(sweep, is_first, values, nulls))
		sweep->rule->kind->row(sweep->fold, 0, values, nulls);
	else
	{
		suspect(sweep, group);
		sweep->fold = NULL;
	}
	return !sweep->given_up;
}

/*
 * Sweeps the table of a rule; "wanted" are the groups that count, NULL is all.
 * Returns the suspects among them, of which the sink has heard nothing, or NULL
 * where it gave up.  The groups cleared are counted in the sink.
 */
CheckGroups *
check_sweep(CheckRule *rule, CheckGroups *wanted, CheckSink *sink, MemoryContext cxt)
{
	Sweep		sweep = {
		.sink = {.find = find_fault, .wanted = sink->wanted},
		.rule = rule,
		.all = wanted == NULL,
		.cxt = cxt
	};
	const CheckSide *side = &rule->side[0];

	/*
	 * Nothing to clear where soundness is wanted, too; a tie's rows lie in
	 * two tables; and the order of values that lie elsewhere is not followed.
	 */
	if (check_is_wanted(sink, CHECK_EXACT) || rule->nsides > 1 ||
		(side->order_col >= 0 && !side->cols[side->order_col].typbyval))
		return NULL;

	sweep.groups = sweep.all ? check_groups_new(rule, cxt) : wanted;
	check_groups_begin_scan(sweep.groups);
	sweep.suspects = check_groups_new(rule, cxt);
	sweep.foldcxt = AllocSetContextCreate(CurrentMemoryContext, "govfiscal swept group",
										  ALLOCSET_DEFAULT_SIZES);
	check_scan_all(rule, 0, false, sweep_row, &sweep);
	if (!sweep.given_up)
		end_group(&sweep);
	MemoryContextDelete(sweep.foldcxt);
	if (sweep.given_up)
		return NULL;
	sink->groups += sweep.ngroups - sweep.nsuspects;
	return sweep.suspects;
}
