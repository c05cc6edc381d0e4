/*
 * engine/scan.h - rows of a table, streamed to a fold, under a given identity
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_ENGINE_SCAN_H
#define GOVFISCAL_ENGINE_SCAN_H

#include "utils/snapshot.h"

#include "rule/rule.h"

extern int	check_begin_reading(Snapshot snapshot, bool as_caller);
extern void check_end_reading(int nest);

/* Takes a row; false if it needs no more of them. */
typedef bool (*CheckRowFn) (void *arg, const Datum *values, const bool *nulls);
extern void check_scan_group(CheckRule *rule, int side, const Datum *keys,
							 CheckRowFn row, void *arg);
extern void check_scan_all(CheckRule *rule, int side, bool ordered,
						   CheckRowFn row, void *arg);
extern bool check_scan_has(CheckRule *rule, const Datum *keys, Datum first, Datum last,
						   int64 more_than);
extern double check_cost_of_probes(CheckRule *rule, int64 ngroups, int64 written);
extern double check_cost_of_scan(CheckRule *rule, bool ordered);
extern bool check_key_is_indexed(const CheckRule *rule, int side);

#endif							/* GOVFISCAL_ENGINE_SCAN_H */
