/*
 * engine/change.c - what a transaction does to the equations of one group
 *
 * A group of a rule that has a proof (engine/proof.c) need not be read if the
 * changes of the transaction cancel out in each of its equations: then they hold as
 * they did.  So what the changes add up to is followed, row by row.  An equation is
 * named by the node of a tree, or 0, and an amount column; its difference is the
 * stated figure less the computed one.
 *
 * Steady updates
 *
 *	An UPDATE that leaves alone all that the rule reads but amounts, and of these
 *	which ones are NULL, changes nothing but differences: which equations there are,
 *	whether they are reported and how wide their bounds are hangs on rows, codes,
 *	signs, quanta and NULLs.  Where all differences are what they were, so are all
 *	verdicts, whatever others commit and when.
 *
 * Rows that come and go
 *
 *	- must leave no doubt that the equation is reported: one that is not hides any
 *	  difference, until a row reports it.  So amounts must be NOT NULL, and a side
 *	  without rows be 0.  A kind says that of its rules (follows_coming).
 *	- A row that goes makes the bound smaller: rows may go where no figure is rounded
 *	  (follows_going).  One that comes only makes it wider.
 *
 *	A difference that grows towards the safe side of >= or <= does no harm.
 *
 * Two that cancel out do not disturb each other, nor anybody who reads: whether he
 * sees them or not, what he judges is the same.  So they need no lock.
 *
 * Trees
 *
 *	A figure at a leaf has no equation of its own until a first child comes, and what
 *	has no equation need not cancel out.  Whether it has one is therefore asked (by
 *	the kind) under a lock of the group that those who follow share, held to the end
 *	of the transaction, with a snapshot taken after it; whoever makes a leaf a parent
 *	is one who reads, and holds the group for himself.  A row that comes must be a
 *	leaf, and have a parent that is reported without it: there must be a row beside
 *	it that is not this transaction's.  Rows that go are read.
 *
 * (A random model check over transactions of these kinds, with locks taken and
 * released in any order, broke within some hundred runs whenever one of these
 * conditions was left out.)
 *
 * What a savepoint has undone in part, what another trigger or a redefinition of the
 * rule has come between, what touches too many equations, is read.  A group has one
 * note with its change, or a note without.
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/datum.h"
#include "utils/hsearch.h"
#include "utils/memutils.h"

#include "engine/change.h"

/* A voucher or a correction touches a figure or two on each level of a tree. */
#define MAX_EQUATIONS	16

/* A transaction of more groups than this is a load, which is better read at one go. */
#define MAX_FOLLOWED	1024

typedef struct Equation
{
	int32		node;
	int			col;
	CheckComparator sense;
	YuanSum		difference;		/* what its difference has become more */
} Equation;

struct CheckChange
{
	CheckGroup *group;			/* hash key: a note */
	CheckRule  *rule;			/* as it was followed */
	CheckProof *proof;
	uint64		number;			/* of the proof under which it was */
	bool		is_steady;		/* the row at hand neither comes nor goes */
	int			count;
	Equation	equations[MAX_EQUATIONS];
	int			ncame;
	int32		came[CHECK_MAX_CAME];	/* nodes of rows that came */
};

static HTAB *changes = NULL;	/* of this transaction; goes with its context */
static CheckChange *last = NULL;	/* rows of one group tend to come together */

/* A group is touched for the first time. */
void
check_change_begin(CheckRule *rule, CheckGroup *group)
{
	CheckProof *proof = check_proof_of(rule);
	CheckChange *change;

	if (check_proof_number(proof) == 0)
		return;
	if (changes == NULL)
	{
		HASHCTL		ctl;

		ctl.keysize = sizeof(CheckGroup *);
		ctl.entrysize = sizeof(CheckChange);
		ctl.hcxt = TopTransactionContext;
		changes = hash_create("govfiscal changes", 16, &ctl,
							  HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
	}
	else if (hash_get_num_entries(changes) >= MAX_FOLLOWED)
		return;
	change = hash_search(changes, &group, HASH_ENTER, NULL);
	change->rule = rule;
	change->proof = proof;
	change->number = check_proof_number(proof);
	change->count = 0;
	change->ncame = 0;
	group->followed = true;
}

static CheckChange *
change_of(CheckGroup *group)
{
	if (last == NULL || last->group != group)
		last = hash_search(changes, &group, HASH_FIND, NULL);
	return last;
}

/* From here on only a reading can tell; nothing to do where that was so before. */
void
check_change_end(CheckGroup *group)
{
	if (group == NULL || !group->followed)
		return;
	group->followed = false;
	last = NULL;
	hash_search(changes, &group, HASH_REMOVE, NULL);
}

void
check_change_forget(void)
{
	changes = NULL;
	last = NULL;
}

/* ---------------------------------------------------------------- rows */

typedef struct Row
{
	Datum		values[CHECK_MAX_COLUMNS];
	bool		nulls[CHECK_MAX_COLUMNS];
} Row;

static void
get_row(const CheckBinding *binding, int part, TupleTableSlot *slot, Row *row)
{
	const CheckSide *side = &binding->rule->side[binding->parts[part].side];

	for (int i = 0; i < side->ncols; i++)
		row->values[i] = slot_getattr(slot, binding->parts[part].attnos[i], &row->nulls[i]);
}

static bool
follow(CheckChange *change, const CheckBinding *binding, int part, const Row *row, int direction)
{
	return binding->rule->kind->follow(binding->rule, binding->parts[part].side,
									   row->values, row->nulls, direction, change);
}

/* A rule that was read anew, and a partition that is not of the proof, are not followed. */
static bool
is_of_change(const CheckChange *change, const CheckBinding *binding)
{
	return change->rule == binding->rule && check_proof_covers(change->proof, binding->relid);
}

/* A row comes to a group (1), or goes from it (-1). */
void
check_change_row(const CheckBinding *binding, int part, CheckGroup *group,
				 TupleTableSlot *slot, int direction)
{
	CheckChange *change;
	Row			row;

	if (group == NULL || !group->followed)
		return;
	change = change_of(group);
	change->is_steady = false;
	if (direction > 0 ? binding->rule->follows_coming : binding->rule->follows_going)
	{
		get_row(binding, part, slot, &row);
		if (is_of_change(change, binding) && follow(change, binding, part, &row, direction))
			return;
	}
	check_change_end(group);
}

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
is_steady(const CheckSide *side, const Row *before, const Row *after)
{
	for (int i = 0; i < side->ncols; i++)
	{
		if (before->nulls[i] != after->nulls[i])
			return false;
		if (!before->nulls[i] && !is_plain_amount(side, i) &&
			!datum_image_eq(before->values[i], after->values[i], side->cols[i].typbyval,
							side->cols[i].typlen))
			return false;
	}
	return true;
}

/* An amount that stays is left out, as if it were not reported. */
static void
leave_out_unchanged(const CheckSide *side, Row *before, Row *after)
{
	for (int i = 0; i < side->ncols; i++)
		if (is_plain_amount(side, i) && !before->nulls[i] &&
			DatumGetYuan(before->values[i]) == DatumGetYuan(after->values[i]))
			before->nulls[i] = after->nulls[i] = true;
}

/* An UPDATE of a row that stays in its group. */
void
check_change_update(const CheckBinding *binding, int part, CheckGroup *group,
					TupleTableSlot *old, TupleTableSlot *new)
{
	const CheckSide *side = &binding->rule->side[binding->parts[part].side];
	CheckChange *change;
	Row			before;
	Row			after;

	if (!group->followed)
		return;
	get_row(binding, part, old, &before);
	get_row(binding, part, new, &after);
	if (!is_steady(side, &before, &after))
	{
		check_change_row(binding, part, group, old, -1);
		check_change_row(binding, part, group, new, 1);
		return;
	}
	leave_out_unchanged(side, &before, &after);
	change = change_of(group);
	change->is_steady = true;
	if (!is_of_change(change, binding) || !follow(change, binding, part, &before, -1) ||
		!follow(change, binding, part, &after, 1))
		check_change_end(group);
}

/* ---------------------------------------------------------------- what they add up to */

bool
check_change_add(CheckChange *change, int32 node, int col, CheckComparator sense,
				 Datum amount, int sign)
{
	int			i = 0;

	if (sign == 0 || DatumGetYuan(amount) == 0)
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
		change->equations[i].sense = sense;
		change->equations[i].difference = yuan_sum_of(0);
		change->count++;
	}
	if (sign > 0)
		yuan_sum_add(&change->equations[i].difference, DatumGetYuan(amount));
	else
		yuan_sum_sub(&change->equations[i].difference, DatumGetYuan(amount));
	return true;
}

bool
check_change_came(CheckChange *change, int32 node)
{
	if (change->is_steady)
		return true;
	if (change->ncame == CHECK_MAX_CAME)
		return false;
	change->came[change->ncame++] = node;
	return true;
}

static bool
does_no_harm(const Equation *equation)
{
	int			order = yuan_sum_cmp(equation->difference, yuan_sum_of(0));

	return order == 0 || (order > 0 && equation->sense == CHECK_AT_LEAST) ||
		(order < 0 && equation->sense == CHECK_AT_MOST);
}

/* Under the proof of that number, what has to be done about a group. */
CheckOutcome
check_change_outcome(CheckRule *rule, uint64 proof, CheckGroup *group)
{
	CheckChange *change;
	bool		cancels;

	if (!group->followed || proof == 0)
		return CHECK_READ;
	change = change_of(group);
	if (change->rule != rule || change->number != proof)
		return CHECK_READ;
	cancels = change->ncame == 0;
	for (int i = 0; i < change->count && cancels; i++)
		cancels = does_no_harm(&change->equations[i]);
	if (cancels)
		return CHECK_CANCELS;
	return rule->kind->exists != NULL ? CHECK_ASK : CHECK_READ;
}

/*
 * Under a shared lock and a snapshot newer than that: has nothing an equation that
 * has changed, and has every row that came the place that it needs?
 */
bool
check_change_is_admitted(CheckRule *rule, CheckGroup *group)
{
	const CheckChange *change = change_of(group);

	if (change->rule != rule)
		return false;
	for (int i = 0; i < change->count; i++)
		if (!does_no_harm(&change->equations[i]) &&
			rule->kind->exists(rule, group->keys, change->equations[i].node))
			return false;
	return change->ncame == 0 ||
		rule->kind->admits(rule, group->keys, change->came, change->ncame);
}
