/*
 * engine/tally.h - clears groups of a tree whose rows lie in no order
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_ENGINE_TALLY_H
#define GOVFISCAL_ENGINE_TALLY_H

#include "engine/groups.h"

extern CheckGroups *check_tally(CheckRule *rule, CheckGroups *wanted, CheckSink *sink,
								MemoryContext cxt);

#endif							/* GOVFISCAL_ENGINE_TALLY_H */
