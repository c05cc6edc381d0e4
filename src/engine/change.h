/*
 * engine/change.h - what a transaction does to the equations of one group
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_ENGINE_CHANGE_H
#define GOVFISCAL_ENGINE_CHANGE_H

#include "executor/tuptable.h"

#include "engine/groups.h"
#include "engine/proof.h"
#include "rule/cache.h"

extern void check_change_begin(CheckRule *rule, CheckGroup *group);
extern void check_change_end(CheckGroup *group);
extern void check_change_row(const CheckBinding *binding, int part, CheckGroup *group,
							 TupleTableSlot *slot, int direction);
extern void check_change_update(const CheckBinding *binding, int part, CheckGroup *group,
								TupleTableSlot *old, TupleTableSlot *new);
extern void check_change_forget(void);

/* For kinds: the difference of an equation becomes more by sign * amount; false: too many. */
extern bool check_change_add(CheckChange *change, int32 node, int col, CheckComparator sense,
							 Datum amount, int sign);

/* For kinds: a row has come to a node that was a leaf, or to be one; false: too many. */
extern bool check_change_came(CheckChange *change, int32 node);

typedef enum CheckOutcome
{
	CHECK_CANCELS,				/* every equation holds as before */
	CHECK_ASK,					/* ... if some equations do not exist: to be asked under a lock */
	CHECK_READ					/* only a reading can tell */
} CheckOutcome;

extern CheckOutcome check_change_outcome(CheckRule *rule, uint64 proof, CheckGroup *group);
extern bool check_change_is_admitted(CheckRule *rule, CheckGroup *group);

#endif							/* GOVFISCAL_ENGINE_CHANGE_H */
