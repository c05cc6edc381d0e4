/*
 * calls/audit.h - the verdicts of a rule over what the caller may read
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_CALLS_AUDIT_H
#define GOVFISCAL_CALLS_AUDIT_H

#include "rule/rule.h"

/* Opens a reading of these rules' tables; 42501 where row security would hide rows. */
extern int	check_begin_audit(List *rules);
extern void check_audit_rule(CheckRule *rule, CheckSink *sink);

#endif							/* GOVFISCAL_CALLS_AUDIT_H */
