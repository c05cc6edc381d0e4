/*
 * calls/verdicts.h - findings as rows, for audits and for fiscal_pending()
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_CALLS_VERDICTS_H
#define GOVFISCAL_CALLS_VERDICTS_H

#include "base/row.h"
#include "calls/call.h"
#include "rule/rule.h"

typedef struct AuditSink
{
	CheckSink	sink;
	SrfRows		rows;
	MemoryContext cxt;			/* of one row */
	bool		with_table;
	bool		hide;			/* the caller may not read the figures */
} AuditSink;

/* Begins the rows of a call; they hold no verdicts until some are wanted. */
extern AuditSink check_begin_verdicts(FunctionCallInfo fcinfo);

/* Wants those that the parameter "verdicts" names; 22023 if it names an unknown one. */
extern void check_want_verdicts(AuditSink *audit, const CheckCall *call);

/* A group as an object of its key's columns: {"unit": "101", "year": 2024}. */
extern Datum check_key_json(const CheckRule *rule, const Datum *keys);

/* Puts a finding as a row: the "find" of the sink. */
extern void check_verdict_row(CheckSink *sink, CheckRule *rule, const CheckFinding *finding);

#endif							/* GOVFISCAL_CALLS_VERDICTS_H */
