/*
 * engine/groups.h - sets of groups (one group = one value of a rule's key)
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_ENGINE_GROUPS_H
#define GOVFISCAL_ENGINE_GROUPS_H

#include "lib/ilist.h"

#include "rule/rule.h"

/* 64 bytes with two keys, so that nothing is lost to rounding up: there may be many. */
typedef struct CheckGroup
{
	uint64		hash;
	dlist_node	link;			/* among what a transaction has touched */
	void	   *state;			/* of the fold, while a scan is under way */
	int			frame;			/* the statement that touched it; 0 = COMMIT */
	int			nest;			/* subtransaction level that touched it */
	CommandId	judged;			/* at once, as of this command */
	bool		violated;
	bool		followed;		/* engine/change.c has what its events add up to */
	Datum		keys[FLEXIBLE_ARRAY_MEMBER];
} CheckGroup;

typedef struct CheckGroups CheckGroups;

extern CheckGroups *check_groups_new(CheckRule *rule, MemoryContext cxt);
extern CheckGroup *check_groups_find(CheckGroups *groups, const Datum *keys);
extern CheckGroup *check_groups_add(CheckGroups *groups, const Datum *keys, bool *isnew);
extern void check_groups_remove(CheckGroups *groups, CheckGroup *group);
extern CheckGroup **check_groups_list(CheckGroups *groups, int64 *count);
extern void check_groups_begin_scan(CheckGroups *groups);
extern void check_groups_sort(CheckRule *rule, CheckGroup **list, int64 count);
extern bool check_keys_equal(const CheckRule *rule, const Datum *a, const Datum *b);

#endif							/* GOVFISCAL_ENGINE_GROUPS_H */
