/*
 * engine/change.c - what the updates of one group add up to
 *
 * For a group that is known to be valid (engine/trust.c, where the reason
 * stands) it may be enough to know what a transaction does to the difference
 * of each of its equations.  An equation is named by the node of a tree, or 0,
 * and an amount column.
 *
 * Only updates are followed, and only those that leave alone all that a rule
 * reads but amounts, and of these, which ones are NULL.  After any other event
 * the group is to be read: its change ends, for good.  A group has one note
 * with its change, or a note without.
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/datum.h"
#include "utils/hsearch.h"
#include "utils/memutils.h"

#include "engine/change.h"

/* A correction touches a figure or two on each level of a tree. */
#define MAX_EQUATIONS	16

typedef struct Equation
{
	int32		node;
	int			col;
	YuanSum		difference;		/* what its difference has become more */
} Equation;

struct CheckChange
{
	CheckGroup *group;			/* hash key: a note */
	CheckRule  *rule;			/* that knows it */
	int			count;
	Equation	equations[MAX_EQUATIONS];
};

static HTAB *changes = NULL;	/* of this transaction; goes with its context */

void
check_change_begin(CheckRule *rule, CheckGroup *group)
{
	CheckChange *change;

	if (changes == NULL)
	{
		HASHCTL		ctl;

		ctl.keysize = sizeof(CheckGroup *);
		ctl.entrysize = sizeof(CheckChange);
		ctl.hcxt = TopTransactionContext;
		changes = hash_create("govfiscal changes", 16, &ctl,
							  HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
	}
	change = hash_search(changes, &group, HASH_ENTER, NULL);
	change->rule = rule;
	change->count = 0;
	group->followed = true;
}

/* From here on only a reading can tell; nothing to do where that was so before. */
void
check_change_end(CheckGroup *group)
{
	if (group == NULL || !group->followed)
		return;
	group->followed = false;
	hash_search(changes, &group, HASH_REMOVE, NULL);
}

void
check_change_forget(void)
{
	changes = NULL;
}

/* ---------------------------------------------------------------- an update */

/*
 * A column may be summed and also be a key, a filter, a quantum: then more
 * than its sum depends on it.
 */
static bool
is_plain_amount(const CheckSide *side, int col)
{
	return side->cols[col].amount && side->cols[col].roles == 1 && col != side->quantum_col;
}

static bool
is_followed(CheckChange *change, const CheckBinding *binding, int part,
			TupleTableSlot *old, TupleTableSlot *new)
{
	const CheckSide *side = &binding->rule->side[binding->parts[part].side];
	Datum		before[CHECK_MAX_COLUMNS];
	Datum		after[CHECK_MAX_COLUMNS];
	bool		nulls[CHECK_MAX_COLUMNS];

	for (int i = 0; i < side->ncols; i++)
	{
		bool		isnull;

		before[i] = slot_getattr(old, binding->parts[part].attnos[i], &isnull);
		after[i] = slot_getattr(new, binding->parts[part].attnos[i], &nulls[i]);
		if (nulls[i] != isnull)
			return false;
		if (!isnull && !is_plain_amount(side, i) &&
			!datum_image_eq(before[i], after[i], side->cols[i].typbyval, side->cols[i].typlen))
			return false;
	}
	return binding->rule->kind->change(binding->rule, binding->parts[part].side, before, after,
									  nulls, change);
}

/* An UPDATE of a row that stays in its group, which is followed. */
void
check_change_update(const CheckBinding *binding, int part, CheckGroup *group,
					TupleTableSlot *old, TupleTableSlot *new)
{
	CheckChange *change = hash_search(changes, &group, HASH_FIND, NULL);

	if (!is_followed(change, binding, part, old, new))
		check_change_end(group);
}

/* The difference of an equation becomes more by sign * (new - old); false: too many. */
bool
check_change_add(CheckChange *change, int32 node, int col, Datum old, Datum new, int sign)
{
	YuanSum		more = yuan_sum_of(DatumGetYuan(new));
	int			i = 0;

	yuan_sum_sub(&more, DatumGetYuan(old));
	if (sign < 0)
		more = yuan_sum_negated(more);
	if (yuan_sum_cmp(more, yuan_sum_of(0)) == 0)
		return true;

	while (i < change->count &&
		   (change->equations[i].node != node || change->equations[i].col != col))
		i++;
	if (i == change->count)
	{
		if (i == MAX_EQUATIONS)
			return false;
		change->equations[i].node = node;
		change->equations[i].col = col;
		change->equations[i].difference = yuan_sum_of(0);
		change->count++;
	}
	yuan_sum_add_sum(&change->equations[i].difference, more);
	return true;
}

/*
 * Is every difference there is what it was?  That an equation does not exist is
 * asked under the locks and the snapshot of a round, for others may have made
 * one of a single figure.
 */
bool
check_change_cancels(CheckRule *rule, CheckGroup *group, bool ask)
{
	CheckChange *change = hash_search(changes, &group, HASH_FIND, NULL);

	/* Redefined since, it knows nothing. */
	if (change->rule != rule)
		return false;
	for (int i = 0; i < change->count; i++)
	{
		const Equation *equation = &change->equations[i];

		if (yuan_sum_cmp(equation->difference, yuan_sum_of(0)) != 0 &&
			(!ask || rule->kind->exists == NULL ||
			 rule->kind->exists(rule, group->keys, equation->node)))
			return false;
	}
	return true;
}
