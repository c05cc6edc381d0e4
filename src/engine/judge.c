/*
 * engine/judge.c - verdicts of one group, of many, of a whole table
 *
 * Rows come to a fold in three ways.  A probe reads one group.  An ordered scan
 * reads the table sorted by key, so that one fold at a time is open: memory is
 * that of one group, and the sort's.  A scattered scan reads it in any order
 * and keeps a fold for each group: no sort, memory by the number of groups.
 * A sweep (engine/sweep.c) or a tally (engine/tally.c) may spare most groups all three.
 *
 * A touched group is read whole, unless its rule is known to hold of all rows and
 * the changes cancel out (engine/proof.c, engine/change.c).
 *
 * A tree is not judged by the families of the touched nodes alone, each with its
 * parent and children: a violation that stands elsewhere in the group would stay.
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/float.h"
#include "utils/memutils.h"

#include "engine/fold.h"
#include "engine/judge.h"
#include "engine/scan.h"
#include "engine/sweep.h"
#include "engine/tally.h"

/* ---------------------------------------------------------------- a probe */

typedef struct SideRows
{
	CheckFold  *fold;
	int			side;
} SideRows;

static bool
probe_row(void *arg, const Datum *values, const bool *nulls)
{
	SideRows   *rows = arg;

	rows->fold->rule->kind->row(rows->fold, rows->side, values, nulls);
	return true;
}

static void
probe_group(CheckRule *rule, const Datum *keys, CheckSink *sink, MemoryContext cxt)
{
	SideRows	rows = {check_fold_new(rule, sink, cxt, keys), 0};

	for (; rows.side < rule->nsides; rows.side++)
		check_scan_group(rule, rows.side, keys, probe_row, &rows);
	check_fold_end(rows.fold);
	MemoryContextReset(cxt);
}

/* ---------------------------------------------------------------- an ordered scan */

typedef struct OrderedScan
{
	CheckRule  *rule;
	CheckSink  *sink;
	CheckGroups *wanted;		/* NULL: all */
	MemoryContext cxt;			/* of the open group */
	bool		open;
	CheckFold  *fold;			/* NULL: the open group is not wanted */
	Datum		keys[CHECK_MAX_KEYS];
} OrderedScan;

static void
ordered_close(OrderedScan *scan)
{
	if (scan->open && scan->fold != NULL)
		check_fold_end(scan->fold);
	scan->open = false;
	scan->fold = NULL;
	MemoryContextReset(scan->cxt);
}

static void
ordered_open(OrderedScan *scan, const Datum *keys)
{
	CheckRule  *rule = scan->rule;
	MemoryContext caller = MemoryContextSwitchTo(scan->cxt);

	for (int i = 0; i < rule->nkeys; i++)
		scan->keys[i] = check_column_copy(&rule->side[0].cols[i], keys[i]);
	MemoryContextSwitchTo(caller);
	scan->open = true;
	if (scan->wanted == NULL || check_groups_find(scan->wanted, scan->keys) != NULL)
		scan->fold = check_fold_new(rule, scan->sink, scan->cxt, scan->keys);
}

static bool
ordered_row(void *arg, const Datum *values, const bool *nulls)
{
	OrderedScan *scan = arg;
	CheckRule  *rule = scan->rule;

	if (!check_has_key(rule, 0, nulls, scan->wanted == NULL))
		return true;
	if (!scan->open || !check_keys_equal(rule, scan->keys, values))
	{
		ordered_close(scan);
		ordered_open(scan, values);
	}
	if (scan->fold != NULL)
		rule->kind->row(scan->fold, 0, values, nulls);
	return true;
}

static void
ordered_scan(CheckRule *rule, CheckGroups *wanted, CheckSink *sink, MemoryContext cxt)
{
	OrderedScan scan = {.rule = rule, .sink = sink, .wanted = wanted, .cxt = cxt};

	check_scan_all(rule, 0, true, ordered_row, &scan);
	ordered_close(&scan);
}

/* ---------------------------------------------------------------- a scattered scan */

typedef struct ScatteredScan
{
	CheckRule  *rule;
	CheckSink  *sink;
	CheckGroups *groups;
	bool		all;			/* groups come as they are met */
	int			side;
	MemoryContext cxt;
} ScatteredScan;

static bool
scattered_row(void *arg, const Datum *values, const bool *nulls)
{
	ScatteredScan *scan = arg;
	CheckRule  *rule = scan->rule;
	CheckGroup *group;
	bool		isnew;

	if (!check_has_key(rule, scan->side, nulls, scan->all))
		return true;
	group = scan->all ? check_groups_add(scan->groups, values, &isnew)
		: check_groups_find(scan->groups, values);
	if (group == NULL)
		return true;
	if (group->state == NULL)
		group->state = check_fold_new(rule, scan->sink, scan->cxt, group->keys);
	rule->kind->row(group->state, scan->side, values, nulls);
	return true;
}

static void
scattered_scan(CheckRule *rule, CheckGroups *groups, bool all, CheckSink *sink,
			   MemoryContext cxt)
{
	ScatteredScan scan = {.rule = rule, .sink = sink, .groups = groups, .all = all, .cxt = cxt};
	CheckGroup **list;
	int64		count;

	check_groups_begin_scan(groups);
	for (; scan.side < rule->nsides; scan.side++)
		check_scan_all(rule, scan.side, false, scattered_row, &scan);

	list = check_groups_list(groups, &count);
	for (int64 i = 0; i < count; i++)
		if (list[i]->state != NULL)
			check_fold_end(list[i]->state);
	pfree(list);
}

/* ---------------------------------------------------------------- the way of least cost */

/* Fewer groups than this are not worth planning a query for. */
#define MIN_GROUPS_FOR_SCAN	8

static bool
needs_order(const CheckRule *rule)
{
	return rule->side[0].order_col >= 0;
}

static bool
is_indexed(const CheckRule *rule)
{
	for (int side = 0; side < rule->nsides; side++)
		if (!check_key_is_indexed(rule, side))
			return false;
	return true;
}

/* A fold that holds a whole document is never kept for many of them at a time. */
static bool
is_document(const CheckRule *rule)
{
	return rule->kind->nsides == CHECK_MANY_SIDES;
}

static void
probe_groups(CheckRule *rule, CheckGroup **list, int64 count, CheckSink *sink, MemoryContext cxt)
{
	for (int64 i = 0; i < count; i++)
		probe_group(rule, list[i]->keys, sink, cxt);
}

/*
 * Clears most groups by a sweep, or by a tally, and gives verdicts of those only
 * that are suspects; false where both give up, and nothing has been said of any.  The
 * suspects are few, and as most groups lie together a probe of one costs no more than
 * its part of an ordered scan would, whatever the planner fears.
 */
static bool
clear_most(CheckRule *rule, CheckGroups *wanted, CheckSink *sink, MemoryContext cxt)
{
	MemoryContext clearcxt = AllocSetContextCreate(CurrentMemoryContext, "govfiscal sweep",
												   ALLOCSET_DEFAULT_SIZES);
	CheckGroups *suspects = check_sweep(rule, wanted, sink, clearcxt);

	if (suspects == NULL)
	{
		MemoryContextReset(clearcxt);
		suspects = check_tally(rule, wanted, sink, clearcxt);
	}
	if (suspects != NULL)
	{
		int64		count;
		CheckGroup **list = check_groups_list(suspects, &count);

		check_groups_sort(rule, list, count);
		if (count <= 1 || is_indexed(rule))
			probe_groups(rule, list, count, sink, cxt);
		else
			ordered_scan(rule, suspects, sink, cxt);
		pfree(list);
	}
	MemoryContextDelete(clearcxt);
	return suspects != NULL;
}

/* The cheapest way is taken; without an index, each probe is a scan of the table. */
static void
run_groups(CheckRule *rule, CheckGroups *groups, CheckGroup **list, int64 count,
		   int64 written, CheckSink *sink, MemoryContext cxt)
{
	bool		indexed = count > 1 && is_indexed(rule);
	double		probes;

	if (count <= 1 || is_document(rule) || (indexed && count < MIN_GROUPS_FOR_SCAN))
	{
		probe_groups(rule, list, count, sink, cxt);
		return;
	}
	probes = indexed ? check_cost_of_probes(rule, count, written) : get_float8_infinity();
	if (needs_order(rule) && check_cost_of_scan(rule, false) < probes &&
		clear_most(rule, groups, sink, cxt))
		return;
	if (check_cost_of_scan(rule, needs_order(rule)) >= probes)
		probe_groups(rule, list, count, sink, cxt);
	else if (needs_order(rule))
		ordered_scan(rule, groups, sink, cxt);
	else
		scattered_scan(rule, groups, false, sink, cxt);
}

/*
 * Verdicts of the listed groups of a set.  A scan may fold groups of the set
 * that are not listed; a sink that must not hear of them asks for its own set.
 * "written" is how many of their rows are known to have changed, or 0.
 */
void
check_run_groups(CheckRule *rule, CheckGroups *groups, CheckGroup **list, int64 count,
				 int64 written, CheckSink *sink)
{
	MemoryContext cxt = AllocSetContextCreate(CurrentMemoryContext, "govfiscal check",
											  ALLOCSET_DEFAULT_SIZES);

	run_groups(rule, groups, list, count, written, sink, cxt);
	MemoryContextDelete(cxt);
}

/* ---------------------------------------------------------------- documents */

static bool
meet_key(void *arg, const Datum *values, const bool *nulls)
{
	ScatteredScan *scan = arg;
	bool		isnew;

	if (check_has_key(scan->rule, scan->side, nulls, true))
		(void) check_groups_add(scan->groups, values, &isnew);
	return true;
}

/* The keys are met first, then each document is read by itself. */
static void
run_documents(CheckRule *rule, CheckSink *sink, MemoryContext cxt)
{
	MemoryContext keys = AllocSetContextCreate(CurrentMemoryContext, "govfiscal documents",
											   ALLOCSET_DEFAULT_SIZES);
	ScatteredScan scan = {.rule = rule, .groups = check_groups_new(rule, keys)};
	CheckGroup **list;
	int64		count;

	for (; scan.side < rule->nsides; scan.side++)
		if (!rule->side[scan.side].borrowed)
			check_scan_all(rule, scan.side, false, meet_key, &scan);
	list = check_groups_list(scan.groups, &count);
	check_groups_sort(rule, list, count);
	probe_groups(rule, list, count, sink, cxt);
	pfree(list);
	MemoryContextDelete(keys);
}

/*
 * Verdicts of every group there is.  Rules about one table are read in key
 * order, so memory does not grow with the table; the two tables of a tie have
 * two owners and so are two queries, and meet in a set of keys.
 */
void
check_run_all(CheckRule *rule, CheckSink *sink)
{
	MemoryContext cxt = AllocSetContextCreate(CurrentMemoryContext, "govfiscal check",
											  ALLOCSET_DEFAULT_SIZES);

	if (is_document(rule) && rule->nfixed == rule->nkeys)
		probe_group(rule, rule->fixed, sink, cxt);
	else if (is_document(rule))
		run_documents(rule, sink, cxt);
	else if (rule->nsides == 2)
		scattered_scan(rule, check_groups_new(rule, cxt), true, sink, cxt);
	else if (!clear_most(rule, NULL, sink, cxt))
		ordered_scan(rule, NULL, sink, cxt);
	MemoryContextDelete(cxt);
}
