/*
 * calls/validate.c - a rule's stored rows judged as its trigger would
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/snapmgr.h"

#include "base/own.h"
#include "calls/call.h"
#include "calls/validate.h"
#include "engine/judge.h"
#include "engine/lock.h"
#include "engine/proof.h"
#include "engine/report.h"
#include "engine/scan.h"
#include "rule/cache.h"

/*
 * Judges all stored rows as the trigger would, and leaves a proof that they hold;
 * returns the groups judged.
 */
int64
check_validate(CheckRule *rule)
{
	CheckFingerprint print;
	bool		provable = check_proof_begin(rule, &print);
	CheckReport *report;
	int			reading;

	/* Another, by the time its tables were locked. */
	if (provable && !rule->valid)
		return check_validate(check_rule_lookup(rule->trigger));
	report = check_report_new(rule, NULL);
	reading = check_begin_reading(GetLatestSnapshot(), false);
	check_run_all(rule, check_report_sink(report));
	check_end_reading(reading);
	check_report_raise(report);
	if (provable)
		check_proof_write(rule, &print);
	return check_report_sink(report)->groups;
}

PG_FUNCTION_INFO_V1(fiscal_validate);
Datum
fiscal_validate(PG_FUNCTION_ARGS)
{
	CheckCall  *call = check_call_begin(fcinfo);
	Oid			relid = check_call_table(call, "rel");
	int64		groups = 0;
	ListCell   *cell;

	check_need_ownership(relid);
	foreach(cell, check_rule_triggers(call->namespace, relid, check_call_rule_name(call)))
	{
		check_lock_tables_of(lfirst(cell));
		groups += check_validate(check_rule_of_trigger(lfirst(cell)));
	}
	PG_RETURN_INT64(groups);
}
