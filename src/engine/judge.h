/*
 * engine/judge.h - verdicts of some groups, and of a whole table
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_ENGINE_JUDGE_H
#define GOVFISCAL_ENGINE_JUDGE_H

#include "engine/groups.h"

extern void check_run_groups(CheckRule *rule, CheckGroups *groups,
							 CheckGroup **list, int64 count, int64 written,
							 CheckSink *sink);
extern void check_run_all(CheckRule *rule, CheckSink *sink);

#endif							/* GOVFISCAL_ENGINE_JUDGE_H */
