/*
 * engine/touched.c - what a transaction has touched
 *
 * A rule's trigger checks nothing.  It adds the group of the old and of the
 * new row; rounds of checks (engine/round.c) judge what is touched.
 *
 * A note belongs to the subtransaction that made it and goes when that is
 * rolled back: the changes are gone then, and the server arms deferred events
 * again.  It also belongs to the statement that made it, its frame.
 */
#include "postgres.h"

#include "access/xact.h"
#include "fmgr.h"
#include "utils/memutils.h"

#include "engine/change.h"
#include "engine/frame.h"
#include "engine/touched.h"

static MemoryContext touched_cxt = NULL;
static List *all_touched = NIL;
static int	deepest_nest = 0;	/* no note is of a deeper subtransaction */
static int	deepest_frame = 0;	/* ... or of a deeper frame */
static uint64 transaction = 1;	/* counts them, to date CheckBinding.touched */

/* Its number, to date what is kept about it. */
uint64
check_transaction(void)
{
	return transaction;
}

List *
check_all_touched(void)
{
	return all_touched;
}

/* Is there a note of this frame, or of a deeper one? */
bool
check_is_touched(int of_frame)
{
	return all_touched != NIL && deepest_frame >= of_frame;
}

/* A rule may be redefined in mid-transaction, so that its groups are others. */
bool
check_same_key(const CheckRule *a, const CheckRule *b)
{
	if (a->nkeys != b->nkeys)
		return false;
	for (int i = 0; i < a->nkeys; i++)
		if (a->keytypes[i].eqop != b->keytypes[i].eqop ||
			a->side[0].cols[i].attno != b->side[0].cols[i].attno ||
			a->side[0].cols[i].collation != b->side[0].cols[i].collation)
			return false;
	return true;
}

CheckTouched *
check_touched_of(CheckRule *rule)
{
	CheckTouched *touched;
	MemoryContext caller;
	ListCell   *cell;

	foreach(cell, all_touched)
	{
		touched = lfirst(cell);
		if (touched->trigger == rule->trigger && check_same_key(touched->rule, rule))
			return touched;
	}
	if (touched_cxt == NULL)
		touched_cxt = AllocSetContextCreate(TopTransactionContext, "govfiscal touched groups",
											ALLOCSET_DEFAULT_SIZES);
	caller = MemoryContextSwitchTo(touched_cxt);
	touched = palloc0(sizeof(CheckTouched));
	touched->trigger = rule->trigger;
	touched->rule = rule;
	touched->current = rule;
	touched->groups = check_groups_new(rule, touched_cxt);
	dlist_init(&touched->groups_by_age);
	all_touched = lappend(all_touched, touched);
	MemoryContextSwitchTo(caller);
	return touched;
}

static void
remember_nest(int nest)
{
	if (deepest_nest < nest)
		deepest_nest = nest;
}

/* Adds the group of a row. */
CheckGroup *
check_touch(CheckTouched *touched, const Datum *keys, bool written)
{
	int			frame = check_frame();
	bool		isnew;
	CheckGroup *group = check_groups_add(touched->groups, keys, &isnew);

	/* Judged outside a frame, it is done with, and now begins anew. */
	if (isnew || (frame > 0 && group->judged != InvalidCommandId))
	{
		group->frame = frame;
		group->nest = GetCurrentTransactionNestLevel();
		group->judged = InvalidCommandId;
		remember_nest(group->nest);
		deepest_frame = Max(deepest_frame, frame);
		if (!isnew)
			dlist_delete(&group->link);
		dlist_push_head(&touched->groups_by_age, &group->link);
		if (isnew && !touched->read_early)
			check_change_begin(touched->rule, group);
	}
	/* Rolled back, a part of the change would go. */
	else if (group->followed && group->nest != GetCurrentTransactionNestLevel())
		check_change_end(group);
	touched->written += written;
	return group;
}

static void
drop_group(CheckTouched *touched, CheckGroup *group)
{
	check_change_end(group);
	dlist_delete(&group->link);
	check_groups_remove(touched->groups, group);
}

/* A frame has judged these, and all others of its own and of deeper ones. */
void
check_drop_touched(CheckTouched *touched, CheckGroup **groups, int64 count)
{
	for (int64 i = 0; i < count; i++)
		drop_group(touched, groups[i]);
	touched->written = 0;
}

void
check_frame_is_judged(int frame)
{
	deepest_frame = frame - 1;
}

/*
 * Any group of a rule may have changed.  Rows that go without row
 * events are judged at COMMIT.
 */
void
check_touch_whole(CheckRule *rule)
{
	CheckTouched *touched = check_touched_of(rule);

	if (touched->whole_nest == 0)
	{
		touched->whole_nest = GetCurrentTransactionNestLevel();
		remember_nest(touched->whole_nest);
	}
}

/*
 * ... and that one of its columns has come under a name it reads.  What is undone
 * leaves its note behind: it says nothing of a column that is not there.
 */
void
check_touch_renewed(CheckRule *rule, int side, int col)
{
	CheckTouched *touched = check_touched_of(rule);
	MemoryContext caller = MemoryContextSwitchTo(touched_cxt);
	CheckRenewed *renewed = palloc(sizeof(CheckRenewed));

	renewed->relid = rule->side[side].relid;
	renewed->attno = rule->side[side].cols[col].attno;
	touched->renewed = lappend(touched->renewed, renewed);
	MemoryContextSwitchTo(caller);
	check_touch_whole(rule);
}

void
check_forget_touched(void)
{
	/* The groups themselves go with TopTransactionContext. */
	all_touched = NIL;
	touched_cxt = NULL;
	check_change_forget();
	deepest_nest = 0;
	deepest_frame = 0;
	transaction++;
}

/*
 * A subtransaction hands its touched groups to the one around it, or takes them with it.
 *
 * They are the newest ones, so that none of those from before it has to be
 * looked at: while it runs, none can be made at a lower level, and deeper ones
 * have become its own by now.
 */
void
check_end_subtransaction(int nest, bool aborted)
{
	ListCell   *cell;

	if (deepest_nest < nest)
		return;
	foreach(cell, all_touched)
	{
		CheckTouched *touched = lfirst(cell);
		dlist_mutable_iter link;

		dlist_foreach_modify(link, &touched->groups_by_age)
		{
			CheckGroup *group = dlist_container(CheckGroup, link, link.cur);

			if (group->nest < nest)
				break;
			if (aborted)
				drop_group(touched, group);
			else
				group->nest = nest - 1;
		}
		if (touched->whole_nest >= nest)
			touched->whole_nest = aborted ? 0 : nest - 1;
	}
	deepest_nest = nest - 1;
}
