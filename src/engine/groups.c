/*
 * engine/groups.c - sets of groups
 *
 * One group is one value of a rule's key.  Groups are told apart by the
 * equality and hash of the key's own operator classes, so two spellings of one
 * value (1.0 and 1 of numeric) are one group, with one hash and one lock.  These
 * functions run as whoever writes or reads, as those of an index (base/type.c).
 */
#include "postgres.h"

#include "common/hashfn.h"
#include "fmgr.h"
#include "utils/memutils.h"

#include "engine/groups.h"

/* The hash is kept beside the group: looking one up goes to no other group. */
typedef struct GroupSlot
{
	CheckGroup *group;
	uint32		hash;
	char		status;
} GroupSlot;

#define SH_PREFIX group_table
#define SH_ELEMENT_TYPE GroupSlot
#define SH_KEY_TYPE CheckGroup *
#define SH_KEY group
#define SH_HASH_KEY(table, key) ((uint32) (key)->hash)
#define SH_EQUAL(table, a, b) same_group((table)->private_data, (a), (b))
#define SH_STORE_HASH
#define SH_GET_HASH(table, slot) ((slot)->hash)
#define SH_SCOPE static inline
#define SH_DECLARE
#include "lib/simplehash.h"

static inline bool
same_group(const CheckRule *rule, const CheckGroup *a, const CheckGroup *b)
{
	return a->hash == b->hash && check_keys_equal(rule, a->keys, b->keys);
}

#define SH_PREFIX group_table
#define SH_ELEMENT_TYPE GroupSlot
#define SH_KEY_TYPE CheckGroup *
#define SH_KEY group
#define SH_HASH_KEY(table, key) ((uint32) (key)->hash)
#define SH_EQUAL(table, a, b) same_group((table)->private_data, (a), (b))
#define SH_STORE_HASH
#define SH_GET_HASH(table, slot) ((slot)->hash)
#define SH_SCOPE static inline
#define SH_DEFINE
#include "lib/simplehash.h"

struct CheckGroups
{
	MemoryContext cxt;
	CheckRule  *rule;
	group_table_hash *table;
	CheckGroup *last;			/* rows of one group tend to come together */
	CheckGroup *probe;			/* scratch, to look one up */
};

bool
check_keys_equal(const CheckRule *rule, const Datum *a, const Datum *b)
{
	for (int i = 0; i < rule->nkeys; i++)
	{
		const CheckColumn *col = &rule->side[0].cols[i];

		/* Equal bits are equal values; the operator is asked only otherwise. */
		if (col->typbyval && a[i] == b[i])
			continue;
		if (!DatumGetBool(FunctionCall2Coll(&rule->keytypes[i].eq, col->collation,
											a[i], b[i])))
			return false;
	}
	return true;
}

static uint64
hash_keys(CheckRule *rule, const Datum *keys)
{
	uint64		hash = 0;

	for (int i = 0; i < rule->nkeys; i++)
		hash = hash_combine64(hash,
							  DatumGetUInt64(FunctionCall2Coll(&rule->keytypes[i].hash,
															   rule->side[0].cols[i].collation,
															   keys[i], Int64GetDatum(0))));
	return hash;
}

CheckGroups *
check_groups_new(CheckRule *rule, MemoryContext cxt)
{
	CheckGroups *groups = MemoryContextAllocZero(cxt, sizeof(CheckGroups));

	groups->cxt = cxt;
	groups->rule = rule;
	groups->table = group_table_create(cxt, 16, rule);
	groups->probe = MemoryContextAlloc(cxt, offsetof(CheckGroup, keys) +
									   sizeof(Datum) * rule->nkeys);
	return groups;
}

static CheckGroup *
set_probe(CheckGroups *groups, const Datum *keys)
{
	groups->probe->hash = hash_keys(groups->rule, keys);
	memcpy(groups->probe->keys, keys, sizeof(Datum) * groups->rule->nkeys);
	return groups->probe;
}

CheckGroup *
check_groups_find(CheckGroups *groups, const Datum *keys)
{
	GroupSlot  *slot;

	if (groups->last != NULL && check_keys_equal(groups->rule, groups->last->keys, keys))
		return groups->last;
	slot = group_table_lookup(groups->table, set_probe(groups, keys));
	if (slot == NULL)
		return NULL;
	return groups->last = slot->group;
}

/* The group of these keys, which are copied if it is new. */
CheckGroup *
check_groups_add(CheckGroups *groups, const Datum *keys, bool *isnew)
{
	CheckRule  *rule = groups->rule;
	MemoryContext caller;
	CheckGroup *group;
	GroupSlot  *slot;
	bool		found;

	*isnew = false;
	if (groups->last != NULL && check_keys_equal(rule, groups->last->keys, keys))
		return groups->last;

	slot = group_table_lookup(groups->table, set_probe(groups, keys));
	if (slot != NULL)
		return groups->last = slot->group;

	/* Copied first, inserted then: an error on the way leaves the table whole. */
	caller = MemoryContextSwitchTo(groups->cxt);
	group = palloc0(offsetof(CheckGroup, keys) + sizeof(Datum) * rule->nkeys);
	group->hash = groups->probe->hash;
	for (int i = 0; i < rule->nkeys; i++)
		group->keys[i] = check_column_copy(&rule->side[0].cols[i], keys[i]);
	group_table_insert(groups->table, group, &found);
	MemoryContextSwitchTo(caller);
	*isnew = true;
	return groups->last = group;
}

void
check_groups_remove(CheckGroups *groups, CheckGroup *group)
{
	groups->last = NULL;
	group_table_delete(groups->table, group);
	for (int i = 0; i < groups->rule->nkeys; i++)
		if (!groups->rule->side[0].cols[i].typbyval)
			pfree(DatumGetPointer(group->keys[i]));
	pfree(group);
}

/* All groups, in an array of the current context. */
CheckGroup **
check_groups_list(CheckGroups *groups, int64 *count)
{
	CheckGroup **list = MemoryContextAllocHuge(CurrentMemoryContext,
											   sizeof(CheckGroup *) * Max(groups->table->members, 1));
	group_table_iterator iterator;
	GroupSlot  *slot;

	*count = 0;
	group_table_start_iterate(groups->table, &iterator);
	while ((slot = group_table_iterate(groups->table, &iterator)) != NULL)
		list[(*count)++] = slot->group;
	return list;
}

/* Of a scan before, which may have come to no end, nothing is left. */
void
check_groups_begin_scan(CheckGroups *groups)
{
	group_table_iterator iterator;
	GroupSlot  *slot;

	group_table_start_iterate(groups->table, &iterator);
	while ((slot = group_table_iterate(groups->table, &iterator)) != NULL)
		slot->group->state = NULL;
}

static int
compare_groups(const void *a, const void *b, void *arg)
{
	CheckRule  *rule = arg;
	const CheckGroup *x = *(CheckGroup *const *) a;
	const CheckGroup *y = *(CheckGroup *const *) b;
	int			order = 0;

	for (int i = 0; i < rule->nkeys && order == 0; i++)
		order = DatumGetInt32(FunctionCall2Coll(&rule->keytypes[i].cmp,
												rule->side[0].cols[i].collation,
												x->keys[i], y->keys[i]));
	return order;
}

/* In the order of the key, as a scan over the table would meet them. */
void
check_groups_sort(CheckRule *rule, CheckGroup **list, int64 count)
{
	qsort_arg(list, count, sizeof(CheckGroup *), compare_groups, rule);
}
