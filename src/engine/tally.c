/*
 * engine/tally.c - clears groups of a tree whose rows lie in no order
 *
 * Where a table does not lie in the order of its key a sweep gives up
 * (engine/sweep.c), and to bring the rows into order costs more than all else.  But
 * that the sums of a tree are right can be told in any order: a first scan adds
 * each row to its parent, a second one finds each parent its own row.  What is kept
 * is a node for each parent, of which there are few, not for each row.
 *
 * As a sweep does, this finds nobody guilty: a group of which a node finds fault is a
 * suspect, to be read again by itself.  It is given up where the parents do not fit
 * into work_mem and hash_mem_multiplier, and where more than one group in some is a
 * suspect.
 */
#include "postgres.h"

#include "common/hashfn.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#include "engine/fold.h"
#include "engine/scan.h"
#include "engine/tally.h"

/* One group in so many may be a suspect, and a few more. */
#define GROUPS_PER_SUSPECT	16
#define FREE_SUSPECTS		8

typedef struct ParentKey
{
	CheckGroup *group;
	int32		node;
} ParentKey;

/* A parent: a node of a group, and what the kind keeps of it. */
typedef struct Parent
{
	ParentKey	key;
	char		status;
	void	   *sums;
} Parent;

static inline uint32
hash_parent(ParentKey key)
{
	return murmurhash32((uint32) key.group->hash ^ murmurhash32((uint32) key.node));
}

#define SH_PREFIX parents
#define SH_ELEMENT_TYPE Parent
#define SH_KEY_TYPE ParentKey
#define SH_KEY key
#define SH_HASH_KEY(table, key) hash_parent(key)
#define SH_EQUAL(table, a, b) ((a).group == (b).group && (a).node == (b).node)
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

typedef struct Tally
{
	CheckSink	sink;			/* hears what is found */
	CheckFold	fold;			/* what the kind's functions know of a group */
	const CheckTallying *kind;
	CheckGroups *groups;
	bool		all;			/* groups come as they are met */
	bool		given_up;
	int64		ngroups;
	parents_hash *parents;
	MemoryContext cxt;			/* of all groups and parents */
	Size		room;			/* for them, as a hash table of the server's has */
	bool		at_fault;		/* the node at hand */
} Tally;

static void
find_fault(CheckSink *sink, CheckRule *rule, const CheckFinding *finding)
{
	((Tally *) sink)->at_fault = true;
}

/* A group is marked by its state, which is NULL until its first row has come. */
static CheckGroup *
group_of(Tally *tally, const Datum *values)
{
	bool		isnew;
	CheckGroup *group = tally->all ? check_groups_add(tally->groups, values, &isnew)
		: check_groups_find(tally->groups, values);

	if (group != NULL && group->state == NULL)
	{
		group->state = tally;
		tally->ngroups++;
	}
	return group;
}

static void
add_part(Tally *tally, CheckGroup *group, int32 node, const Datum *values, const bool *nulls)
{
	ParentKey	key = {group, node};
	bool		found;
	Parent	   *parent = parents_insert(tally->parents, key, &found);

	if (!found)
	{
		parent->sums = MemoryContextAllocZero(tally->cxt, tally->kind->size(tally->fold.rule));
		if (MemoryContextMemAllocated(tally->cxt, true) > tally->room)
			tally->given_up = true;
	}
	tally->kind->part(&tally->fold, parent->sums, values, nulls);
}

/* The first scan: each row is a part of its parent. */
static bool
part_row(void *arg, const Datum *values, const bool *nulls)
{
	Tally	   *tally = arg;
	CheckGroup *group;
	int32		node;
	int32		above;

	if (!check_has_key(tally->fold.rule, 0, nulls, tally->all))
		return true;
	group = group_of(tally, values);
	if (group == NULL)
		return true;
	if (!tally->kind->place(tally->fold.rule, values, nulls, &node, &above))
		tally->given_up = true;
	else if (above != node)
		add_part(tally, group, above, values, nulls);
	return !tally->given_up;
}

/* The second: a row that is a parent states what the sum should be. */
static bool
own_row(void *arg, const Datum *values, const bool *nulls)
{
	Tally	   *tally = arg;
	CheckRule  *rule = tally->fold.rule;
	ParentKey	key;
	int32		above;
	Parent	   *parent;

	if (!check_has_key(rule, 0, nulls, false))
		return true;
	key.group = check_groups_find(tally->groups, values);
	if (key.group == NULL || !tally->kind->place(rule, values, nulls, &key.node, &above))
		return true;
	parent = parents_lookup(tally->parents, key);
	if (parent != NULL)
		tally->kind->own(&tally->fold, parent->sums, values, nulls);
	return true;
}

/* The groups of which a node finds fault. */
static CheckGroups *
find_suspects(Tally *tally, int64 *count)
{
	CheckGroups *suspects = check_groups_new(tally->fold.rule, tally->cxt);
	parents_iterator iterator;
	Parent	   *parent;

	*count = 0;
	parents_start_iterate(tally->parents, &iterator);
	while ((parent = parents_iterate(tally->parents, &iterator)) != NULL)
	{
		bool		isnew;

		tally->at_fault = false;
		tally->fold.keys = parent->key.group->keys;
		tally->kind->end(&tally->fold, parent->key.node, parent->sums);
		if (!tally->at_fault)
			continue;
		(void) check_groups_add(suspects, parent->key.group->keys, &isnew);
		*count += isnew;
	}
	return suspects;
}

/*
 * Tallies the table of a rule; "wanted" are the groups that count, NULL is all.
 * Returns the suspects among them, of which the sink has heard nothing, or NULL
 * where it gave up.  The groups cleared are counted in the sink.
 */
CheckGroups *
check_tally(CheckRule *rule, CheckGroups *wanted, CheckSink *sink, MemoryContext cxt)
{
	Tally		tally = {
		.sink = {.find = find_fault, .wanted = sink->wanted},
		.fold = {.rule = rule, .cxt = cxt},
		.kind = rule->kind->tallying,
		.all = wanted == NULL,
		.cxt = cxt,
		.room = (Size) (work_mem * 1024.0 * hash_mem_multiplier)
	};
	CheckGroups *suspects;
	int64		nsuspects;

	/* Nothing to clear where soundness is wanted, too. */
	if (tally.kind == NULL || check_is_wanted(sink, CHECK_EXACT))
		return NULL;
	tally.fold.sink = &tally.sink;
	tally.groups = tally.all ? check_groups_new(rule, cxt) : wanted;
	check_groups_begin_scan(tally.groups);
	tally.parents = parents_create(cxt, 1024, NULL);
	check_scan_all(rule, 0, false, part_row, &tally);
	if (tally.given_up)
		return NULL;
	check_scan_all(rule, 0, false, own_row, &tally);
	suspects = find_suspects(&tally, &nsuspects);
	if (nsuspects > FREE_SUSPECTS + tally.ngroups / GROUPS_PER_SUSPECT)
		return NULL;
	sink->groups += tally.ngroups - nsuspects;
	return suspects;
}
