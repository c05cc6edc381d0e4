/*
 * engine/round.c - rounds of checks over the touched groups
 *
 * A round judges all touched groups together:
 *
 *	- before the transaction commits or prepares, after the last deferred
 *	  trigger has run.  Nothing is committed without passing this point, and
 *	  no user's code runs after it, so what it sees is what is committed.
 *
 *	- at the end of the statement (or of SET CONSTRAINTS) whose triggers touched
 *	  them, where the rule is immediate.  A statement is a frame that the
 *	  executor and utility hooks open and close around the server's own work.
 *	  A trigger that fires outside any frame belongs to COMMIT.
 *
 * So every round knows all its groups before it locks the first one.
 *
 * A frame judges only its own groups: one touched further out is judged further
 * out again, in case what this frame does is undone.
 */
#include "postgres.h"

#include "access/xact.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "utils/inval.h"
#include "utils/memutils.h"
#include "utils/resowner.h"
#include "utils/snapmgr.h"

#include "engine/change.h"
#include "engine/frame.h"
#include "engine/judge.h"
#include "engine/lock.h"
#include "engine/proof.h"
#include "engine/renewed.h"
#include "engine/report.h"
#include "engine/round.h"
#include "engine/scan.h"
#include "rule/members.h"

static int	round_nest = 0;		/* subtransaction level of a round under way, or 0 */

/* ---------------------------------------------------------------- what it is about */

/* What one round judges of one rule. */
typedef struct RoundRule
{
	CheckRule  *rule;
	CheckTouched *of_rule;
	bool		whole;
	CheckGroup **touched;		/* what it is about: first */
	int64		nread;			/* ... those that have to be read, */
	int64		nasked;			/* ... then those that are asked about under a lock, */
	int64		ntouched;		/* ... and those whose changes cancel out */
	bool		alone;			/* the rule has no other touched groups */
	CheckGroup **groups;		/* what has to be read */
	int64		ngroups;
	CheckGroups *set;			/* that they are of */
	CheckReport *report;
} RoundRule;

/* These of a set's groups as a set of their own. */
static CheckGroups *
subset(CheckRule *rule, CheckGroup **groups, int64 count)
{
	CheckGroups *set = check_groups_new(rule, CurrentMemoryContext);
	bool		isnew;

	for (int64 i = 0; i < count; i++)
		(void) check_groups_add(set, groups[i]->keys, &isnew);
	return set;
}

/* A rule that has lost one of several triggers is not gone: nobody writes under the others. */
static void
refuse_half(const CheckRule *rule)
{
	ListCell   *cell;

	for (int side = 0; side < rule->nsides; side++)
		foreach(cell, check_triggers_of_table(InvalidOid, rule->side[side].relid))
		{
			const CheckTriggerRow *row = lfirst(cell);

			if (strcmp(row->name, rule->name) == 0)
				(void) check_rule_of_trigger(row);
		}
}

/*
 * The rule as it stands; NULL if it is gone with its trigger and holds nobody to
 * anything.  Its tables are locked first: nobody can change a column of theirs
 * from there on, and who did before has told.  (The other table of a tie was
 * not locked until now, and a stale rule takes its values for those of another
 * type.)
 */
static CheckRule *
current_rule(CheckTouched *of_rule)
{
	check_lock_tables(of_rule->current);
	if (!of_rule->current->valid)
	{
		CheckRule  *now = check_rule_lookup(of_rule->trigger);

		if (now == NULL)
		{
			refuse_half(of_rule->current);
			return NULL;
		}
		of_rule->current = now;
	}
	return of_rule->current;
}

/* Takes from a rule's touched groups those of this frame and of deeper ones. */
static RoundRule *
take_touched(CheckTouched *of_rule, int of_frame)
{
	RoundRule  *round = palloc0(sizeof(RoundRule));
	CheckGroup **list;
	int64		count;

	round->of_rule = of_rule;
	list = check_groups_list(of_rule->groups, &count);
	round->touched = list;
	for (int64 i = 0; i < count; i++)
		if (list[i]->frame >= of_frame)
			list[round->ntouched++] = list[i];
	round->alone = round->ntouched == count;
	round->whole = of_rule->whole_nest > 0 && of_frame == 0;
	if (round->ntouched == 0 && !round->whole)
		return NULL;

	round->rule = current_rule(of_rule);
	if (round->rule == NULL)
		return NULL;
	if (!check_same_key(round->rule, of_rule->rule))
		round->whole = true;
	return round;
}

static void
swap_groups(CheckGroup **groups, int64 a, int64 b)
{
	CheckGroup *group = groups[a];

	groups[a] = groups[b];
	groups[b] = group;
}

/*
 * Sorts the touched groups by what has to be done about them.  The round has its
 * tables, and has heard what became of them.
 */
static void
sort_groups(RoundRule *round)
{
	CheckRule  *rule = round->rule;
	uint64		proof = check_proof_number(check_proof_settle(rule));

	for (int64 i = 0; i < round->ntouched && !round->whole; i++)
	{
		CheckOutcome outcome = check_change_outcome(rule, proof, round->touched[i]);
		int64		place = i;

		if (outcome == CHECK_CANCELS)
			continue;
		swap_groups(round->touched, place, round->nread + round->nasked);
		place = round->nread + round->nasked++;
		if (outcome == CHECK_ASK)
			continue;
		swap_groups(round->touched, place, round->nread);
		round->nread++;
		round->nasked--;
	}
}

/* Of the groups that are asked about, those that must be read after all join the others. */
static bool
ask_groups(RoundRule *round)
{
	int64		end = round->nread + round->nasked;
	int64		before = round->nread;

	for (int64 i = round->nread; i < end; i++)
	{
		if (check_change_is_admitted(round->rule, round->touched[i]))
			continue;
		swap_groups(round->touched, i, round->nread);
		round->nread++;
		round->nasked--;
	}
	return round->nread == before;
}

/*
 * One pass over the table judges all of a set, and marks it with its folds:
 * an error may leave them there where the touched groups outlive it.  (Groups of the
 * set that need not be read may be read along; they are valid.)
 */
static void
choose_groups(RoundRule *round)
{
	if (round->whole)
		return;
	round->groups = round->touched;
	round->ngroups = round->nread;
	round->set = round->of_rule->groups;
	if (!round->alone || round_nest > 1)
	{
		round->set = subset(round->of_rule->rule, round->touched, round->nread);
		round->groups = check_groups_list(round->set, &round->ngroups);
	}
}

/*
 * What a statement has touched is done with.  Groups of a rule that is gone stay, to
 * be passed by at COMMIT.
 */
static void
drop_touched(List *rounds, int of_frame)
{
	ListCell   *cell;

	foreach(cell, rounds)
	{
		RoundRule  *round = lfirst(cell);

		check_drop_touched(round->of_rule, round->touched, round->ntouched);
		if (round->whole)
			round->of_rule->whole_nest = 0;
	}
	check_frame_is_judged(of_frame);
}

static int
compare_rounds(const ListCell *a, const ListCell *b)
{
	const RoundRule *x = lfirst(a);
	const RoundRule *y = lfirst(b);
	int			order = strcmp(x->rule->name, y->rule->name);

	return order != 0 ? order : (x->rule->trigger > y->rule->trigger) - (x->rule->trigger < y->rule->trigger);
}

static void
run_round(RoundRule *round, CheckSink *sink)
{
	if (round->whole)
		check_run_all(round->rule, sink);
	else
		check_run_groups(round->rule, round->set, round->groups, round->ngroups,
						 round->of_rule->written, sink);
}

/*
 * Were the violated groups sound in the transaction's own view?  Only where
 * that view can be older than the latest.  A rule that only warns refuses
 * nobody, and warns of what will be there after the commit.
 */
static bool
is_conflict(RoundRule *round)
{
	RoundRule	again = *round;

	if (!IsolationUsesXactSnapshot() || round->rule->severity == CHECK_SEVERITY_WARNING)
		return false;

	again.groups = palloc(sizeof(CheckGroup *) * Max(round->ngroups, 1));
	again.ngroups = 0;
	for (int64 i = 0; i < round->ngroups; i++)
		if (round->groups[i]->violated)
			again.groups[again.ngroups++] = round->groups[i];
	again.set = subset(round->rule, again.groups, again.ngroups);
	again.report = check_report_new(round->rule, NULL);
	PushActiveSnapshot(GetTransactionSnapshot());
	run_round(&again, check_report_sink(again.report));
	PopActiveSnapshot();
	if (check_report_count(again.report) == 0)
		return true;
	round->report = again.report;
	return false;
}

/*
 * Of what changes under no lock on a table (the words of an enum), and of what
 * became of a table that is only read, a message tells; a rule is then read again.
 * (It cannot be gone, its tables are locked.)
 */
static void
hear_changes(List *rounds)
{
	ListCell   *cell;

	AcceptInvalidationMessages();
	foreach(cell, rounds)
	{
		RoundRule  *round = lfirst(cell);

		if (round->rule->valid)
			continue;
		PushActiveSnapshot(GetTransactionSnapshot());
		round->rule = current_rule(round->of_rule);
		PopActiveSnapshot();
		Assert(round->rule != NULL);
	}
}

static void
lock_rounds(List *rounds)
{
	List	   *locks = NIL;
	ListCell   *cell;

	foreach(cell, rounds)
	{
		RoundRule  *round = lfirst(cell);

		if (round->whole)
			check_lock_whole(&locks, round->rule);
		else if (round->nread + round->nasked > 0)
		{
			check_lock_groups(&locks, round->rule, round->touched, round->nread, false);
			check_lock_groups(&locks, round->rule, round->touched + round->nread,
							  round->nasked, true);
		}
	}
	check_lock_acquire(locks);

	/* Whoever held a group may have told something meanwhile. */
	hear_changes(rounds);
}

static List *
take_all_touched(int of_frame)
{
	List	   *rounds = NIL;
	ListCell   *cell;

	/* Reading rules looks at catalogs, which needs a snapshot as well. */
	PushActiveSnapshot(GetTransactionSnapshot());
	foreach(cell, check_all_touched())
	{
		RoundRule  *round = take_touched(lfirst(cell), of_frame);

		if (round != NULL)
			rounds = lappend(rounds, round);
	}
	PopActiveSnapshot();
	list_sort(rounds, compare_rounds);
	return rounds;
}

static void
judge(RoundRule *round, CheckSink *sink)
{
	if (round->nread == 0 && !round->whole)
		return;
	choose_groups(round);
	if (sink != NULL)
		run_round(round, sink);
	else
	{
		/* Marks go on groups of the rule as it is; a whole round needs none. */
		round->report = check_report_new(round->rule, round->whole ? NULL : round->set);
		run_round(round, check_report_sink(round->report));
		if (check_report_count(round->report) > 0 && is_conflict(round))
			check_report_conflict(round->rule);
		check_report_raise(round->report);
	}
	if (round->whole)
		check_renewed_refuse(round->rule, round->of_rule);
}

/* Does any rule have groups that are not settled yet? */
static bool
is_open(List *rounds)
{
	ListCell   *cell;

	foreach(cell, rounds)
	{
		RoundRule  *round = lfirst(cell);

		if (round->whole || round->nread + round->nasked > 0)
			return true;
	}
	return false;
}

static bool
ask_all(List *rounds)
{
	bool		all = true;
	ListCell   *cell;

	foreach(cell, rounds)
		all = ask_groups(lfirst(cell)) && all;
	return all;
}

/*
 * A reading in mid-transaction judges together with changes whose events have come
 * some of which are still to come (an outer statement's, deferred ones).  It says
 * nothing of what adds up to what: from there on the rule's groups are read.
 */
static void
note_early(List *rounds)
{
	ListCell   *cell;

	foreach(cell, rounds)
	{
		RoundRule  *round = lfirst(cell);

		if (round->whole || round->nread > 0)
			round->of_rule->read_early = true;
	}
}

/*
 * Locks all groups, then takes one snapshot newer than the locks, then reads.
 * At READ COMMITTED that is the snapshot of any new statement; above it the
 * latest one has to be asked for, as foreign keys do.  Own changes are made
 * visible by the command counter first.
 *
 * If a shared lock does not do for a group, all locks are asked for again, and
 * what was found under them is forgotten.  Each time there are more groups to read.
 */
static void
run_rounds(List *rounds, CheckSink *sink, bool last)
{
	ListCell   *cell;
	int			reading;

	hear_changes(rounds);
	foreach(cell, rounds)
		sort_groups(lfirst(cell));
	if (!is_open(rounds))
		return;

	CommandCounterIncrement();
	for (;;)
	{
		lock_rounds(rounds);
		reading = check_begin_reading(GetLatestSnapshot(), false);
		if (ask_all(rounds))
			break;
		check_end_reading(reading);
		check_lock_release();
	}
	foreach(cell, rounds)
		judge(lfirst(cell), sink);
	check_end_reading(reading);
	if (!last && sink == NULL)
		note_early(rounds);
}

static MemoryContext
enter_round(void)
{
	MemoryContext cxt = AllocSetContextCreate(CurrentMemoryContext, "govfiscal round",
											  ALLOCSET_DEFAULT_SIZES);

	round_nest = GetCurrentTransactionNestLevel();
	return MemoryContextSwitchTo(cxt);
}

static void
leave_round(MemoryContext caller)
{
	round_nest = 0;
	MemoryContextDelete(MemoryContextSwitchTo(caller));
}

/*
 * A round over the touched groups of a frame and of deeper ones; 0 is all there are, and
 * then nothing comes after it but COMMIT or PREPARE, unless it only asks.
 */
static void
fire(int of_frame, CheckSink *sink)
{
	MemoryContext caller;
	List	   *rounds;

	if (round_nest > 0 || !check_is_touched(of_frame))
		return;
	caller = enter_round();
	rounds = take_all_touched(of_frame);
	if (rounds != NIL)
		run_rounds(rounds, sink, of_frame == 0 && sink == NULL);
	if (sink == NULL && of_frame > 0)
		drop_touched(rounds, of_frame);
	leave_round(caller);
}

/*
 * A round over one group, whose note stays: for an event that belongs to no
 * frame.  Only if anything can have changed since the last one.
 */
void
check_fire_group(CheckTouched *of_rule, CheckGroup *group)
{
	RoundRule	round = {.of_rule = of_rule, .touched = &group, .ntouched = 1};
	MemoryContext caller;

	check_change_end(group);
	if (group->judged == GetCurrentCommandId(false) || round_nest > 0)
		return;
	caller = enter_round();
	round.rule = current_rule(of_rule);
	if (round.rule != NULL)
	{
		round.whole = !check_same_key(round.rule, of_rule->rule);
		run_rounds(list_make1(&round), NULL, false);
	}
	group->judged = GetCurrentCommandId(false);
	leave_round(caller);
}

/* The transaction ends: nothing is left to a round that never came to its end. */
void
check_fire_all(void)
{
	round_nest = 0;
	fire(0, NULL);
	check_forget_touched();
}

/* An error has taken a round with it, where it was begun in what is undone. */
void
check_round_undone(int nest)
{
	if (nest <= round_nest)
		round_nest = 0;
}

/* ---------------------------------------------------------------- frames */

/* The end of the statement: its immediate rules are judged. */
void
check_fire_frame(void)
{
	fire(check_frame(), NULL);
}

/*
 * What COMMIT would find: "fire_events" makes the server fire what it holds
 * back, in a subtransaction that is undone, and with it every note made there.
 */
void
check_preview(void (*fire_events) (void *arg), void *arg, CheckSink *sink)
{
	MemoryContext caller = CurrentMemoryContext;
	ResourceOwner owner = CurrentResourceOwner;
	int			outer = check_open_frame();
	ErrorData  *volatile error = NULL;

	BeginInternalSubTransaction(NULL);
	MemoryContextSwitchTo(caller);
	PG_TRY();
	{
		fire_events(arg);
		fire(0, sink);
	}
	PG_CATCH();
	{
		/* Who catches it further out knows nothing of this subtransaction. */
		MemoryContextSwitchTo(caller);
		error = CopyErrorData();
		FlushErrorState();
	}
	PG_END_TRY();
	check_close_frame(outer);
	RollbackAndReleaseCurrentSubTransaction();
	MemoryContextSwitchTo(caller);
	CurrentResourceOwner = owner;
	if (error != NULL)
		ReThrowError(error);
}
