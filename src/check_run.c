/*
 * check_run.c - verdicts of one group, of many, of a whole table
 *
 * Three roads lead rows to a fold.  A probe reads one group.  An ordered pass
 * reads the table sorted by key, so that one fold at a time is open: memory is
 * that of one group, and the sort's.  A scattered pass reads it in any order
 * and keeps a fold for each group: no sort, memory by the number of groups.
 *
 * A touched group is always read whole, and so a correction costs as much as
 * its group is large.  Why not trust changes that cancel out?
 *
 *	Let a transaction update rows of a group so that neither the rows there,
 *	their codes, sides and signs, nor which amounts are NULL, nor any quantum
 *	changes, and that every sum the rule forms changes as much on one side as
 *	on the other.  Then difference and bound of every sum stay what they were,
 *	before and after any change of others, whatever the order: the verdicts of
 *	the group are those it had.  So if it was valid, it is, and need not be
 *	read.  (Each condition is needed: a row more or less moves the bound, a
 *	first child makes a sum that was none, a NULL unreports one.)
 *
 * The premise cannot be had.  Nothing stored says that a group is valid: a
 * rule is its trigger's definition and has no other storage.  Rows come under
 * it unjudged by validate => false, by a dump (triggers are restored after the
 * data), by DISABLE TRIGGER, session_replication_role and replication, ATTACH
 * and DETACH PARTITION, a rewrite by ALTER TABLE, a rule that used to warn.
 * What a session has judged itself does not help: a writer elsewhere whose
 * triggers do not fire takes no lock and leaves no trace to invalidate by.  A
 * group that was broken before would be committed again by a change that
 * cancels out, though a touched group is to be judged.
 *
 * Nor can a tree be judged by the families of the touched nodes alone, each
 * with its parent and children: that proves as much about these sums, but a
 * violation that stands elsewhere in the group would pass.
 */
#include "postgres.h"

#include "catalog/pg_class.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "utils/datum.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

#include "check.h"
#include "yuan_interval.h"

/* ---------------------------------------------------------------- folds */

static CheckFold *
fold_new(CheckRule *rule, CheckSink *sink, MemoryContext cxt, const Datum *keys)
{
	CheckFold  *fold = MemoryContextAllocZero(cxt, rule->kind->state_size(rule));

	fold->rule = rule;
	fold->sink = sink;
	fold->keys = keys;
	fold->cxt = cxt;
	return fold;
}

static void
fold_end(CheckFold *fold)
{
	fold->rule->kind->end(fold);
	fold->sink->groups++;
	CHECK_FOR_INTERRUPTS();
}

/*
 * The most that rounding explains: each figure of an equation misses its true
 * value by half its quantum at most, so all of them by half the sum of their
 * quanta, rounded down to whole fen.  An exact figure adds 0.
 */
YuanSum
check_bound(YuanSum quanta)
{
	uint64		odd = (uint64) quanta.hi & 1;

	quanta.hi >>= 1;
	quanta.lo = odd << 63 | quanta.lo >> 1;
	return quanta;
}

/* Sets difference and verdict; a figure that is missing makes it unreported. */
void
check_judge(CheckFinding *finding, CheckComparator comparator)
{
	bool		holds;

	if (!finding->has_stated || !finding->has_computed)
	{
		finding->verdict = CHECK_UNREPORTED;
		return;
	}
	finding->difference = yuan_sum_negated(finding->computed);
	yuan_sum_add_sum(&finding->difference, finding->stated);

	switch (comparator)
	{
		case CHECK_AT_LEAST:
			holds = finding->difference.hi >= 0;
			break;
		case CHECK_AT_MOST:
			holds = yuan_sum_cmp(finding->difference, yuan_sum_of(0)) <= 0;
			break;
		default:
			holds = yuan_sum_cmp(finding->difference, yuan_sum_of(0)) == 0;
	}
	if (holds)
		finding->verdict = CHECK_EXACT;
	else if (yuan_interval_holds(finding->difference, finding->bound))
		finding->verdict = CHECK_ROUNDING;
	else
		finding->verdict = CHECK_VIOLATION;
}

void
check_find(CheckFold *fold, CheckFinding *finding)
{
	finding->keys = fold->keys;
	fold->sink->find(fold->sink, fold->rule, finding);
}

void
check_refuse_null(const CheckRule *rule, int side, int col)
{
	ereport(ERROR,
			(errcode(ERRCODE_NOT_NULL_VIOLATION),
			 errmsg("null value in column \"%s\" of table %s, which rule \"%s\" needs",
					rule->side[side].cols[col].name,
					check_table_name(rule->side[side].relid), rule->name),
			 get_rel_relkind(rule->side[side].relid) == RELKIND_VIEW
			 ? errhint("Leave such rows out of the view.")
			 : errhint("Declare the column NOT NULL.")));
}

/* ---------------------------------------------------------------- a probe */

typedef struct SideRows
{
	CheckFold  *fold;
	int			side;
} SideRows;

static void
probe_row(void *arg, const Datum *values, const bool *nulls)
{
	SideRows   *rows = arg;

	rows->fold->rule->kind->row(rows->fold, rows->side, values, nulls);
}

static void
probe_group(CheckRule *rule, const Datum *keys, CheckSink *sink, MemoryContext cxt)
{
	SideRows	rows = {fold_new(rule, sink, cxt, keys), 0};

	for (; rows.side < rule->nsides; rows.side++)
		check_read_group(rule, rows.side, keys, probe_row, &rows);
	fold_end(rows.fold);
	MemoryContextReset(cxt);
}

/* ---------------------------------------------------------------- an ordered pass */

typedef struct OrderedPass
{
	CheckRule  *rule;
	CheckSink  *sink;
	CheckGroups *wanted;		/* NULL: all */
	MemoryContext cxt;			/* of the open group */
	bool		open;
	CheckFold  *fold;			/* NULL: the open group is not wanted */
	Datum		keys[CHECK_MAX_KEYS];
} OrderedPass;

static void
ordered_close(OrderedPass *pass)
{
	if (pass->open && pass->fold != NULL)
		fold_end(pass->fold);
	pass->open = false;
	pass->fold = NULL;
	MemoryContextReset(pass->cxt);
}

static void
ordered_open(OrderedPass *pass, const Datum *keys)
{
	CheckRule  *rule = pass->rule;
	MemoryContext caller = MemoryContextSwitchTo(pass->cxt);

	for (int i = 0; i < rule->nkeys; i++)
	{
		CheckColumn *col = &rule->side[0].cols[i];

		if (col->typlen == -1)
			pass->keys[i] = PointerGetDatum(PG_DETOAST_DATUM_COPY(keys[i]));
		else
			pass->keys[i] = datumCopy(keys[i], col->typbyval, col->typlen);
	}
	MemoryContextSwitchTo(caller);
	pass->open = true;
	if (pass->wanted == NULL || check_groups_find(pass->wanted, pass->keys) != NULL)
		pass->fold = fold_new(rule, pass->sink, pass->cxt, pass->keys);
}

/*
 * A row without a key belongs to no group.  A check of given groups passes it
 * by; where every row is asked for it is an error.
 */
static bool
has_key(const CheckRule *rule, int side, const bool *nulls, bool refuse)
{
	for (int i = 0; i < rule->nkeys; i++)
		if (nulls[i])
		{
			if (refuse)
				check_refuse_null(rule, side, i);
			return false;
		}
	return true;
}

static void
ordered_row(void *arg, const Datum *values, const bool *nulls)
{
	OrderedPass *pass = arg;
	CheckRule  *rule = pass->rule;

	if (!has_key(rule, 0, nulls, pass->wanted == NULL))
		return;
	if (!pass->open || !check_keys_equal(rule, pass->keys, values))
	{
		ordered_close(pass);
		ordered_open(pass, values);
	}
	if (pass->fold != NULL)
		rule->kind->row(pass->fold, 0, values, nulls);
}

static void
ordered_pass(CheckRule *rule, CheckGroups *wanted, CheckSink *sink, MemoryContext cxt)
{
	OrderedPass pass = {.rule = rule, .sink = sink, .wanted = wanted, .cxt = cxt};

	check_read_all(rule, 0, true, ordered_row, &pass);
	ordered_close(&pass);
}

/* ---------------------------------------------------------------- a scattered pass */

typedef struct ScatteredPass
{
	CheckRule  *rule;
	CheckSink  *sink;
	CheckGroups *groups;
	bool		all;			/* groups come as they are met */
	int			side;
	MemoryContext cxt;
} ScatteredPass;

static void
scattered_row(void *arg, const Datum *values, const bool *nulls)
{
	ScatteredPass *pass = arg;
	CheckRule  *rule = pass->rule;
	CheckGroup *group;
	bool		isnew;

	if (!has_key(rule, pass->side, nulls, pass->all))
		return;
	group = pass->all ? check_groups_add(pass->groups, values, &isnew)
		: check_groups_find(pass->groups, values);
	if (group == NULL)
		return;
	if (group->state == NULL)
		group->state = fold_new(rule, pass->sink, pass->cxt, group->keys);
	rule->kind->row(group->state, pass->side, values, nulls);
}

static void
scattered_pass(CheckRule *rule, CheckGroups *groups, bool all, CheckSink *sink,
			   MemoryContext cxt)
{
	ScatteredPass pass = {.rule = rule, .sink = sink, .groups = groups, .all = all, .cxt = cxt};
	CheckGroup **list;
	int64		count;

	for (; pass.side < rule->nsides; pass.side++)
		check_read_all(rule, pass.side, false, scattered_row, &pass);

	list = check_groups_list(groups, &count);
	for (int64 i = 0; i < count; i++)
	{
		if (list[i]->state != NULL)
			fold_end(list[i]->state);
		list[i]->state = NULL;
	}
	pfree(list);
}

/* ---------------------------------------------------------------- roads */

static bool
needs_order(const CheckRule *rule)
{
	return rule->side[0].order_col >= 0;
}

static void
run_pass(CheckRule *rule, CheckGroups *groups, CheckSink *sink, MemoryContext cxt)
{
	if (needs_order(rule))
		ordered_pass(rule, groups, sink, cxt);
	else
		scattered_pass(rule, groups, false, sink, cxt);
}

/*
 * Verdicts of the listed groups of a set.  A pass may fold groups of the set
 * that are not listed; a sink that must not hear of them asks for its own set.
 * "written" is how many of their rows are known to have changed, or 0.
 */
void
check_run_groups(CheckRule *rule, CheckGroups *groups, CheckGroup **list, int64 count,
				 int64 written, CheckSink *sink)
{
	MemoryContext cxt = AllocSetContextCreate(CurrentMemoryContext, "govfiscal check",
											  ALLOCSET_DEFAULT_SIZES);

	if (check_pass_is_cheaper(rule, count, written))
		run_pass(rule, groups, sink, cxt);
	else
		for (int64 i = 0; i < count; i++)
			probe_group(rule, list[i]->keys, sink, cxt);
	MemoryContextDelete(cxt);
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

	if (rule->nsides == 1)
		ordered_pass(rule, NULL, sink, cxt);
	else
		scattered_pass(rule, check_groups_new(rule, cxt), true, sink, cxt);
	MemoryContextDelete(cxt);
}
