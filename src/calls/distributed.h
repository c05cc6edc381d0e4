/*
 * calls/distributed.h - rules on tables whose rows Citus keeps in shards
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_CALLS_DISTRIBUTED_H
#define GOVFISCAL_CALLS_DISTRIBUTED_H

#include "rule/trigger.h"

/* What keeps a rule from working on shards; NULL if nothing does. */
extern char *check_distribution_problem(const CheckTriggerRow *row, List *key);

#endif							/* GOVFISCAL_CALLS_DISTRIBUTED_H */
