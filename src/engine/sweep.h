/*
 * engine/sweep.h - the table as it lies: clears most groups at the least cost
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_ENGINE_SWEEP_H
#define GOVFISCAL_ENGINE_SWEEP_H

#include "engine/groups.h"

extern CheckGroups *check_sweep(CheckRule *rule, CheckGroups *wanted, CheckSink *sink,
								MemoryContext cxt);

#endif							/* GOVFISCAL_ENGINE_SWEEP_H */
