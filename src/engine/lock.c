/*
 * engine/lock.c - group locks
 *
 * A check is right under concurrency because of one argument:
 *
 *	1. whoever changes a row of a group locks the group before it commits or
 *	   prepares, and keeps the lock until the change is visible to others or
 *	   gone (locks go after the transaction has left the running ones);
 *	2. the snapshot of the check is taken after the lock is held.
 *
 * (But for changes that cancel out: engine/change.c.)
 *
 * So of two transactions that touch one group the second to get the lock sees
 * the first one's rows, and judges both changes together.  This holds at every
 * isolation level, for a parent that does not exist yet as well as for one that
 * does, and needs no row to lock.
 *
 * A group is locked by the table and the hash of its key, so that the rules of
 * a table share its locks, and two keys of one hash only wait for each other.
 * Every transaction first takes the lock of the table as a whole in a mode that
 * others can hold, too; one that touches many groups takes it in a mode that
 * excludes all others, and then no group lock.  The two can therefore never both
 * hold what covers one group.
 *
 * Order: first the tables that the checks will read, against those who truncate
 * or alter them; then the rules of all tables by OID, then all groups by table
 * and hash.  In a transaction whose checks fire at COMMIT all groups are known by
 * then, this is the only place where it waits, and it waits in that order: such
 * transactions cannot deadlock with each other.  Nor can they with one that
 * holds a table for itself and checks at COMMIT: they wait for it while they hold
 * no lock that it may still ask for.  (Two that hold a table each, which the
 * other must read, do deadlock, as with any two locks taken crosswise.)
 *
 * A transaction that prepares keeps its locks while it waits on other servers,
 * where there is no common order: engine/prepared.c.
 *
 * The locks are of the advisory kind in classes of their own (4 to 16 are taken
 * by Citus, 1 and 2 by the SQL functions), so that no application can collide.
 */
#include "postgres.h"

#include "catalog/pg_class.h"
#include "catalog/pg_inherits.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "storage/lmgr.h"
#include "storage/lock.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

#include "engine/lock.h"
#include "engine/prepared.h"
#include "rule/members.h"

#define LOCK_CLASS_GROUP	61
#define LOCK_CLASS_TABLE	62

/* Above this many groups of one table a transaction locks the table's rules. */
#define MAX_GROUP_LOCKS		64

/*
 * A transaction of immediate rules takes the locks of each statement when it
 * ends.  From so many on it locks tables, lest it fill the shared lock table;
 * it may then deadlock with another that does the same.
 */
#define MAX_HELD_LOCKS		512

static int	held = 0;			/* group locks taken by this transaction */

/* What the last round has taken that was not held before; in its memory. */
typedef struct TakenLock
{
	LOCKTAG		tag;
	LOCKMODE	mode;
} TakenLock;

static TakenLock *taken = NULL;
static int	ntaken = 0;

typedef struct GroupLock
{
	uint32		hash;
	LOCKMODE	mode;
} GroupLock;

typedef struct TableLock
{
	Oid			relid;
	bool		whole;
	int			ngroups;
	GroupLock	groups[MAX_GROUP_LOCKS];
} TableLock;

static int
compare_groups(const void *a, const void *b)
{
	uint32		x = ((const GroupLock *) a)->hash;
	uint32		y = ((const GroupLock *) b)->hash;

	return (x > y) - (x < y);
}

static int
compare_tables(const ListCell *a, const ListCell *b)
{
	Oid			x = ((const TableLock *) lfirst(a))->relid;
	Oid			y = ((const TableLock *) lfirst(b))->relid;

	return (x > y) - (x < y);
}

/* All tables of a rule must meet at one lock: that of the least OID. */
static Oid
lock_table_of(const CheckRule *rule)
{
	Oid			least = rule->side[0].relid;

	for (int side = 1; side < rule->nsides; side++)
		least = Min(least, rule->side[side].relid);
	return least;
}

static TableLock *
table_lock(List **locks, const CheckRule *rule)
{
	Oid			relid = lock_table_of(rule);
	TableLock  *lock;
	ListCell   *cell;

	foreach(cell, *locks)
	{
		lock = lfirst(cell);
		if (lock->relid == relid)
			return lock;
	}
	lock = palloc(sizeof(TableLock));
	lock->relid = relid;
	lock->whole = false;
	lock->ngroups = 0;
	*locks = lappend(*locks, lock);
	return lock;
}

void
check_lock_whole(List **locks, const CheckRule *rule)
{
	table_lock(locks, rule)->whole = true;
}

static GroupLock *
group_lock(TableLock *lock, uint32 hash)
{
	for (int i = 0; i < lock->ngroups; i++)
		if (lock->groups[i].hash == hash)
			return &lock->groups[i];
	if (lock->ngroups == MAX_GROUP_LOCKS)
		return NULL;
	lock->groups[lock->ngroups].hash = hash;
	lock->groups[lock->ngroups].mode = NoLock;
	return &lock->groups[lock->ngroups++];
}

/* Whoever reads a group holds it for himself; those who follow their changes share it. */
void
check_lock_groups(List **locks, const CheckRule *rule, CheckGroup **groups, int64 count,
				  bool shared)
{
	TableLock  *lock = table_lock(locks, rule);

	if (held + Min(count, MAX_GROUP_LOCKS) > MAX_HELD_LOCKS)
		lock->whole = true;
	for (int64 i = 0; i < count && !lock->whole; i++)
	{
		GroupLock  *group = group_lock(lock, (uint32) (groups[i]->hash >> 32));

		if (group == NULL)
			lock->whole = true;
		else
			group->mode = Max(group->mode, shared ? ShareLock : ExclusiveLock);
	}
}

/* The tables a check of this rule reads; for partitioned ones, all partitions. */
void
check_lock_tables(const CheckRule *rule)
{
	for (int side = 0; side < rule->nsides; side++)
	{
		Oid			relid = rule->side[side].relid;

		if (get_rel_relkind(relid) == RELKIND_PARTITIONED_TABLE)
			list_free(find_all_inheritors(relid, AccessShareLock, NULL));
		else
			LockRelationOid(relid, AccessShareLock);
	}
}

/* The same before a rule is read from its triggers, where no change has held them yet. */
void
check_lock_tables_of(const CheckTriggerRow *root)
{
	ListCell   *cell;

	foreach(cell, check_members_found(root))
		LockRelationOid(((CheckTriggerRow *) lfirst(cell))->relid, AccessShareLock);
}

static void
acquire(Oid relid, uint32 group, uint16 class, LOCKMODE mode)
{
	TakenLock	lock = {.mode = mode};

	SET_LOCKTAG_ADVISORY(lock.tag, MyDatabaseId, relid, group, class);
	if (check_wait_for_lock(&lock.tag, mode, relid) != LOCKACQUIRE_OK)
		return;
	held += class == LOCK_CLASS_GROUP;
	taken[ntaken++] = lock;
}

static int
count_locks(List *locks)
{
	int			count = 0;
	ListCell   *cell;

	foreach(cell, locks)
		count += 1 + ((TableLock *) lfirst(cell))->ngroups;
	return count;
}

void
check_lock_acquire(List *locks)
{
	ListCell   *cell;

	taken = palloc(sizeof(TakenLock) * Max(count_locks(locks), 1));
	ntaken = 0;
	list_sort(locks, compare_tables);
	foreach(cell, locks)
	{
		TableLock  *lock = lfirst(cell);

		acquire(lock->relid, 0, LOCK_CLASS_TABLE, lock->whole ? ExclusiveLock : RowExclusiveLock);
	}
	foreach(cell, locks)
	{
		TableLock  *lock = lfirst(cell);

		if (lock->whole)
			continue;
		qsort(lock->groups, lock->ngroups, sizeof(GroupLock), compare_groups);
		for (int i = 0; i < lock->ngroups; i++)
			acquire(lock->relid, lock->groups[i].hash, LOCK_CLASS_GROUP, lock->groups[i].mode);
	}
}

/*
 * Lets go of what the last call has taken, before all is asked for again in other
 * modes: two who share a group and both want it for themselves would wait for each
 * other, and what is asked for later must not come out of order.
 */
void
check_lock_release(void)
{
	while (ntaken > 0)
	{
		const TakenLock *lock = &taken[--ntaken];

		(void) LockRelease(&lock->tag, lock->mode, false);
		held -= lock->tag.locktag_field4 == LOCK_CLASS_GROUP;
	}
}

/* The transaction is over, and its locks are gone or with a prepared one. */
void
check_lock_forget(void)
{
	held = 0;
	check_prepare_ends();
}
