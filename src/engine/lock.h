/*
 * engine/lock.h - group locks
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_ENGINE_LOCK_H
#define GOVFISCAL_ENGINE_LOCK_H

#include "nodes/pg_list.h"

#include "engine/groups.h"
#include "rule/trigger.h"

extern void check_lock_tables(const CheckRule *rule);
extern void check_lock_tables_of(const CheckTriggerRow *root);
extern void check_lock_whole(List **locks, const CheckRule *rule);
extern void check_lock_groups(List **locks, const CheckRule *rule,
							  CheckGroup **groups, int64 count, bool shared);
extern void check_lock_acquire(List *locks);
extern void check_lock_release(void);
extern void check_lock_forget(void);

#endif							/* GOVFISCAL_ENGINE_LOCK_H */
