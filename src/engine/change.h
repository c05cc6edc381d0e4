/*
 * engine/change.h - what the updates of one group add up to
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_ENGINE_CHANGE_H
#define GOVFISCAL_ENGINE_CHANGE_H

#include "executor/tuptable.h"

#include "engine/groups.h"
#include "rule/cache.h"

extern void check_change_begin(CheckRule *rule, CheckGroup *group);
extern void check_change_end(CheckGroup *group);
extern void check_change_update(const CheckBinding *binding, int part, CheckGroup *group,
								TupleTableSlot *old, TupleTableSlot *new);
extern bool check_change_add(CheckChange *change, int32 node, int col,
							 Datum old, Datum new, int sign);
extern bool check_change_cancels(CheckRule *rule, CheckGroup *group, bool ask);
extern void check_change_forget(void);

#endif							/* GOVFISCAL_ENGINE_CHANGE_H */
