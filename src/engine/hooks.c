/*
 * engine/hooks.c - where the server tells that a statement or transaction ends
 *
 * See engine/round.c for what happens then.  The hooks do nothing of their own
 * but to open a frame around the server's work, and cost a few instructions
 * where nothing is touched.
 */
#include "postgres.h"

#include "access/xact.h"
#include "executor/executor.h"
#include "fmgr.h"
#include "tcop/utility.h"

#include "base/compat.h"
#include "engine/frame.h"
#include "engine/hooks.h"
#include "engine/lock.h"
#include "engine/prepared.h"
#include "engine/proof.h"
#include "engine/round.h"
#include "rule/cache.h"

static ExecutorFinish_hook_type previous_finish = NULL;
static ProcessUtility_hook_type previous_utility = NULL;

static void
finish(QueryDesc *query)
{
	int			outer = check_open_frame();

	PG_TRY();
	{
		if (previous_finish != NULL)
			previous_finish(query);
		else
			standard_ExecutorFinish(query);
		check_fire_frame();
	}
	PG_FINALLY();
	{
		check_close_frame(outer);
	}
	PG_END_TRY();
}

/* COPY and SET CONSTRAINTS fire triggers, too. */
static void
utility(COMPAT_UTILITY_PARAMETERS)
{
	int			outer = check_open_frame();

	PG_TRY();
	{
		if (previous_utility != NULL)
			previous_utility(COMPAT_UTILITY_ARGUMENTS);
		else
			standard_ProcessUtility(COMPAT_UTILITY_ARGUMENTS);
		check_fire_frame();
	}
	PG_FINALLY();
	{
		check_close_frame(outer);
	}
	PG_END_TRY();
}

static void
transaction_event(XactEvent event, void *arg)
{
	switch (event)
	{
		case XACT_EVENT_PRE_COMMIT:
			check_fire_all();
			break;
		case XACT_EVENT_PRE_PREPARE:
			check_prepare_begins();
			check_fire_all();
			break;
		case XACT_EVENT_COMMIT:
		case XACT_EVENT_PREPARE:
		case XACT_EVENT_ABORT:
			check_round_undone(0);
			check_forget_touched();
			if (event != XACT_EVENT_COMMIT)
				check_proof_undone();
			check_proof_end_transaction();
			check_lock_forget();
			check_cache_end_transaction();
			break;
		default:
			break;
	}
}

static void
subtransaction_event(SubXactEvent event, SubTransactionId mine,
					 SubTransactionId parent, void *arg)
{
	if (event == SUBXACT_EVENT_COMMIT_SUB)
		check_end_subtransaction(GetCurrentTransactionNestLevel(), false);
	else if (event == SUBXACT_EVENT_ABORT_SUB)
	{
		check_round_undone(GetCurrentTransactionNestLevel());
		check_proof_undone();
		check_end_subtransaction(GetCurrentTransactionNestLevel(), true);
	}
}

void
check_hooks_init(void)
{
	previous_finish = ExecutorFinish_hook;
	ExecutorFinish_hook = finish;
	previous_utility = ProcessUtility_hook;
	ProcessUtility_hook = utility;
	RegisterXactCallback(transaction_event, NULL);
	RegisterSubXactCallback(subtransaction_event, NULL);
}
