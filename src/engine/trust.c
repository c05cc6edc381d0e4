/*
 * engine/trust.c - which groups are known to be valid, and need not be read
 *
 * A touched group is read whole, so that a correction costs as much as its
 * group is large.  There is one exception, and here is why it is sound.
 *
 * Changes that cancel out
 *
 *	Let a transaction update rows of a group so that no row comes or goes, that
 *	nothing the rule reads of a row changes but amounts, and of these not which
 *	ones are NULL, and that in every equation of the group the changes of the
 *	two figures are the same.  Then difference and bound of every equation are
 *	what they would be without this transaction, whatever others commit and
 *	when: the bound hangs on rows, signs, quanta and on which amounts are NULL;
 *	the difference on nothing else but the sums.  So are the equations, orphans
 *	and repeated parents, which hang on rows and codes.  The verdicts of the
 *	group are those it would have anyway.  (Each condition is needed: a row more
 *	or less moves the bound, a first child makes an equation of a figure that
 *	was none, a NULL makes one unreported.)
 *
 *	The equations are those of the state that will be committed: a leaf whose
 *	figure changed has none, until somebody commits a first child.  Whether an
 *	equation exists is therefore asked under the group's lock, with a snapshot
 *	taken after it.
 *
 * What must be known: that the group is valid without this transaction
 *
 *	Nothing stored says so.  Rows come under a rule unjudged by validate =>
 *	false, a restored dump, DISABLE TRIGGER, session_replication_role.  But a
 *	session that has itself read a group, found it valid and committed knows
 *	that it was, as of its snapshot S.  It may remember that for as long as
 *	nobody can change a row of the group without the rule's trigger firing, or
 *	without this session hearing of it.
 *
 *	Claim: from S on, every committed state of a remembered group is valid.
 *	Proof, by induction over the transactions in the order in which they hold
 *	the group's lock over their commit.  S is.  A transaction under the rule
 *	either reads the group whole, with a snapshot taken after it has the lock,
 *	and finds it valid; or it is one whose changes cancel out, and the state
 *	before it was valid.  Its part of it is whole: of every change it makes to
 *	the group there is an event, each event goes into one note, and each note is
 *	read or cancels out.  But a note that is read in mid-transaction is judged
 *	together with changes whose events are still to come (an outer statement's,
 *	deferred ones), and does not prove that what came before had cancelled out.
 *	So a group that is read in mid-transaction is forgotten there.
 *
 *	No row is changed without a trigger, or the rule's table says so:
 *
 *	- The trigger is ENABLE ALWAYS, both triggers of a tie are: then replication
 *	  and session_replication_role do not get round it.  It fires for INSERT,
 *	  UPDATE and DELETE, without WHEN and columns.  This is looked at after S.
 *	- DISABLE TRIGGER, TRUNCATE, any ALTER TABLE, DROP invalidate the table's
 *	  relcache entry, and what is remembered goes with the CheckRule.  Such a
 *	  command waits for all who have changed rows, and its message is sent
 *	  before its lock is released: a writer of that table has got it.  The other
 *	  table of a tie is only read, by a lock that does not conflict: there a
 *	  round accepts messages after it has its locks, and acts on what has been
 *	  committed by then.  (A commit is seen a few instructions before its message
 *	  is sent; a round in between decides as if it had come before the commit.)
 *	- TRUNCATE in place sends no message, but needs a table that this same
 *	  transaction has made or rewritten, which did.  Nothing is remembered
 *	  before a transaction has committed.
 *	- A temporary table is emptied at COMMIT, unheard: never trusted.
 *	- Partitions come and go with rows: rules over partitions are not trusted.
 *	- A rule that warns lets violations pass: not trusted.
 *	- Code that writes a table behind the executor's back (page tools, loaders
 *	  that skip triggers) breaks this as it breaks foreign keys, and so does an
 *	  UPDATE of pg_trigger by hand.
 *
 *	What is remembered right before COMMIT holds only if that comes to its end:
 *	an abort empties it, and so does PREPARE, as the outcome is another session's
 *	to tell.  (But a transaction that prepares may cancel out: its lock lasts.)
 */
#include "postgres.h"

#include "catalog/pg_class.h"
#include "catalog/pg_trigger.h"
#include "fmgr.h"
#include "lib/ilist.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

#include "engine/change.h"
#include "engine/trust.h"
#include "rule/members.h"

/* A round of more groups than this is a load, not a correction. */
#define MAX_REMEMBERED_AT_ONCE	64

/* What is remembered of one rule is bounded: at this it begins anew. */
#define MAX_KNOWN	1024

typedef struct CheckTrust
{
	bool		guarded;		/* no row changes without the trigger */
	MemoryContext cxt;			/* of the known groups; NULL: none */
	CheckGroups *known;
	int64		count;
	bool		is_new;			/* something was added by this transaction */
	slist_node	new;
} CheckTrust;

/* To be emptied unless the transaction commits. */
static slist_head not_committed = SLIST_STATIC_INIT(not_committed);

/* ---------------------------------------------------------------- which rules */

static bool
always_fires(const CheckTriggerRow *row)
{
	return row->enabled == TRIGGER_FIRES_ALWAYS && !row->selective &&
		TRIGGER_FOR_INSERT(row->type) && TRIGGER_FOR_UPDATE(row->type) &&
		TRIGGER_FOR_DELETE(row->type);
}

static bool
is_guarded(const CheckRule *rule)
{
	const CheckTriggerRow *row;
	ListCell   *cell;

	if (rule->always_read || rule->severity != CHECK_SEVERITY_ERROR)
		return false;
	for (int i = 0; i < rule->nsides; i++)
		if (get_rel_relkind(rule->side[i].relid) != RELKIND_RELATION ||
			get_rel_persistence(rule->side[i].relid) == RELPERSISTENCE_TEMP)
			return false;
	row = check_trigger_of_oid(rule->trigger);
	if (row == NULL)
		return false;
	foreach(cell, check_members(row))
		if (!always_fires(lfirst(cell)))
			return false;
	return true;
}

/* ---------------------------------------------------------------- memory */

/* Neither allocates nor raises. */
static void
empty(CheckTrust *trust)
{
	if (trust->cxt != NULL)
		MemoryContextDelete(trust->cxt);
	trust->cxt = NULL;
	trust->known = NULL;
	trust->count = 0;
}

static void
make_room(CheckRule *rule, int64 count)
{
	CheckTrust *trust = rule->trust;

	if (trust->count + count > MAX_KNOWN)
		empty(trust);
	if (trust->known != NULL)
		return;
	trust->cxt = AllocSetContextCreate(rule->cxt, "govfiscal known groups",
									   ALLOCSET_SMALL_SIZES);
	trust->known = check_groups_new(rule, trust->cxt);
}

/*
 * Groups that a transaction's last round has read and found valid.  Whether
 * the rule is guarded is asked once: what could change it makes it invalid, and
 * an invalid rule goes with its memory when the transaction ends.
 */
void
check_trust_remember(CheckRule *rule, CheckGroup **groups, int64 count)
{
	CheckTrust *trust = rule->trust;
	bool		isnew;

	if (count > MAX_REMEMBERED_AT_ONCE)
		return;
	if (trust == NULL)
	{
		trust = MemoryContextAllocZero(rule->cxt, sizeof(CheckTrust));
		trust->guarded = is_guarded(rule);
		rule->trust = trust;
	}
	if (!trust->guarded)
		return;
	if (!trust->is_new)
		slist_push_head(&not_committed, &trust->new);
	trust->is_new = true;
	make_room(rule, count);
	for (int64 i = 0; i < count; i++)
	{
		(void) check_groups_add(trust->known, groups[i]->keys, &isnew);
		trust->count += isnew;
	}
}

bool
check_trust_knows(CheckRule *rule, const Datum *keys)
{
	return rule->trust != NULL && rule->trust->known != NULL &&
		check_groups_find(rule->trust->known, keys) != NULL;
}

void
check_trust_forget(CheckRule *rule, const Datum *keys)
{
	if (!check_trust_knows(rule, keys))
		return;
	check_groups_remove(rule->trust->known, check_groups_find(rule->trust->known, keys));
	rule->trust->count--;
}

/* Comes before rules that have become invalid are freed. */
void
check_trust_end_transaction(bool committed)
{
	slist_iter	iter;

	slist_foreach(iter, &not_committed)
	{
		CheckTrust *trust = slist_container(CheckTrust, new, iter.cur);

		trust->is_new = false;
		if (!committed)
			empty(trust);
	}
	slist_init(&not_committed);
}

/* ---------------------------------------------------------------- the decision */

/*
 * Puts the groups of a round that have to be read in front, and returns how
 * many they are.  The round has its locks and has accepted messages; to ask
 * which equations exist it must then have taken its snapshot.
 */
int64
check_trust_sift(CheckRule *rule, CheckGroup **groups, int64 count, bool ask)
{
	bool		valid = rule->valid;
	int64		left = 0;

	for (int64 i = 0; i < count; i++)
	{
		CheckGroup *group = groups[i];

		if (group->followed && valid && check_change_cancels(rule, group, ask))
			continue;
		groups[i] = groups[left];
		groups[left++] = group;
	}
	return left;
}
