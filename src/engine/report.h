/*
 * engine/report.h - violations to one error or warning
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_ENGINE_REPORT_H
#define GOVFISCAL_ENGINE_REPORT_H

#include "engine/groups.h"

typedef struct CheckReport CheckReport;
extern CheckReport *check_report_new(CheckRule *rule, CheckGroups *groups);
extern CheckSink *check_report_sink(CheckReport *report);
extern int64 check_report_count(const CheckReport *report);
extern bool check_may_read(const CheckRule *rule);
extern void check_report_raise(CheckReport *report);
extern void check_report_conflict(CheckRule *rule);
extern char *check_keys_text(const CheckRule *rule, const Datum *keys);

#endif							/* GOVFISCAL_ENGINE_REPORT_H */
