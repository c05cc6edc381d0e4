/*
 * engine/fold.h - the fold of one group: begun, ended, its findings told
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_ENGINE_FOLD_H
#define GOVFISCAL_ENGINE_FOLD_H

#include "rule/rule.h"

extern CheckFold *check_fold_new(CheckRule *rule, CheckSink *sink, MemoryContext cxt,
								 const Datum *keys);
extern void check_fold_end(CheckFold *fold);
extern bool check_has_key(const CheckRule *rule, int side, const bool *nulls, bool refuse);
extern void check_find(CheckFold *fold, CheckFinding *finding);
extern void check_refuse_null(const CheckRule *rule, int side, int col);

#endif							/* GOVFISCAL_ENGINE_FOLD_H */
