/*
 * engine/prepared.c - a wait that a prepared transaction could make endless
 *
 * Let two transactions touch the same two groups, one on each of two servers, and
 * be prepared first on different ones.  Each then holds a group where it is
 * prepared, and waits for the other's where it is still to be.  The deadlock
 * detector of neither server sees more than half of the ring, and that half ends
 * in a prepared transaction, which waits for nothing.  They wait for ever, and
 * whoever comes next waits behind them.
 *
 * In every such ring somebody who is about to be prepared waits for somebody who
 * is, directly or through others who wait.  So he does not wait long: after
 * deadlock_timeout and a little more, by which time the server has found the
 * rings that it can see, he looks whom he waits for, and gives up if a prepared
 * transaction is at the end.  It may not be a ring; but to wait is what could
 * last for ever, and to retry is what whoever prepares transactions has to be able
 * to do anyway.
 *
 * Whoever commits at once waits as ever: nobody elsewhere waits for him.  So does
 * a check in mid-transaction (SET CONSTRAINTS IMMEDIATE), which cannot tell what
 * comes after it; that leaves a ring of one who is prepared, one who is about to
 * be and one who checks in mid-transaction.
 */
#include "postgres.h"

#include "fmgr.h"
#include "miscadmin.h"
#include "storage/lmgr.h"
#include "storage/proc.h"
#include "utils/lsyscache.h"
#include "utils/timestamp.h"

#include "base/nls.h"
#include "engine/prepared.h"

/* So much longer than deadlock_timeout, in ms, that the server comes first. */
#define AFTER_DEADLOCK_CHECK	100

static bool preparing = false;

void
check_prepare_begins(void)
{
	preparing = true;
}

void
check_prepare_ends(void)
{
	preparing = false;
}

/* ---------------------------------------------------------------- whom it waits for */

static bool
keeps_from(const LockInstanceData *lock, const LOCKTAG *tag, LOCKMODE mode)
{
	if (memcmp(&lock->locktag, tag, sizeof(LOCKTAG)) != 0)
		return false;
	for (LOCKMODE held = AccessShareLock; held <= AccessExclusiveLock; held++)
		if ((lock->holdMask & LOCKBIT_ON(held)) != 0 && DoLockModesConflict(held, mode))
			return true;
	return false;
}

/*
 * Does a prepared transaction hold what is asked for, or something that a holder
 * waits for, and so on?  It is the one whose locks have no process.
 */
static bool
hangs_on_prepared(const LockData *all, bool *seen, const LOCKTAG *tag, LOCKMODE mode)
{
	check_stack_depth();
	for (int i = 0; i < all->nelements; i++)
	{
		const LockInstanceData *holder = &all->locks[i];

		if (seen[i] || holder->pid == MyProcPid || !keeps_from(holder, tag, mode))
			continue;
		if (holder->pid == 0)
			return true;
		seen[i] = true;
		for (int j = 0; j < all->nelements; j++)
		{
			const LockInstanceData *waiter = &all->locks[j];

			if (waiter->leaderPid == holder->leaderPid && waiter->waitLockMode != NoLock &&
				hangs_on_prepared(all, seen, &waiter->locktag, waiter->waitLockMode))
				return true;
		}
	}
	return false;
}

static void
refuse_endless_wait(const LOCKTAG *tag, LOCKMODE mode, Oid relid)
{
	LockData   *all = GetLockStatusData();
	bool	   *seen = palloc0(sizeof(bool) * Max(all->nelements, 1));

	if (hangs_on_prepared(all, seen, tag, mode))
		ereport(ERROR,
				(errcode(ERRCODE_T_R_SERIALIZATION_FAILURE),
				 errmsg("could not prepare: a prepared transaction holds rows under the same rules of table \"%s\"",
						get_rel_name(relid)),
				 errdetail("On another server it may wait for this transaction."),
				 errhint("The transaction might succeed if retried.  pg_prepared_xacts shows who is prepared.")));
	pfree(seen);
}

/* ---------------------------------------------------------------- the wait */

/*
 * Waits so many milliseconds, by means of lock_timeout; false if that was in vain.
 * The error is caught without a subtransaction: whatever ends a wait for a lock
 * has first left its queue, and there is nothing else to undo.
 */
static bool
wait_for_turn(const LOCKTAG *tag, LOCKMODE mode, int turn, bool is_last,
			  LockAcquireResult *result)
{
	MemoryContext caller = CurrentMemoryContext;
	int			settled = LockTimeout;
	volatile bool held = false;

	PG_TRY();
	{
		LockTimeout = turn;
		*result = LockAcquire(tag, mode, false, false);
		held = true;

		/* The time may have been up just when the lock came. */
		CHECK_FOR_INTERRUPTS();
		LockTimeout = settled;
	}
	PG_CATCH();
	{
		LockTimeout = settled;
		if (geterrcode() != ERRCODE_LOCK_NOT_AVAILABLE || (is_last && !held))
			PG_RE_THROW();
		MemoryContextSwitchTo(caller);
		FlushErrorState();
	}
	PG_END_TRY();
	return held;
}

/* A lock_timeout of the session's holds for all turns together. */
LockAcquireResult
check_wait_for_lock(const LOCKTAG *tag, LOCKMODE mode, Oid relid)
{
	TimestampTz begun = GetCurrentTimestamp();
	LockAcquireResult result = LOCKACQUIRE_NOT_AVAIL;
	bool		held = false;

	if (!preparing)
		return LockAcquire(tag, mode, false, false);
	while (!held)
	{
		int64		turn = (int64) DeadlockTimeout + AFTER_DEADLOCK_CHECK;
		int64		left = LockTimeout - (GetCurrentTimestamp() - begun) / 1000;
		bool		is_last = LockTimeout > 0 && left <= turn;

		if (is_last)
			turn = Max(left, 1);
		held = wait_for_turn(tag, mode, (int) Min(turn, PG_INT32_MAX), is_last, &result);
		if (!held)
			refuse_endless_wait(tag, mode, relid);
	}
	return result;
}
