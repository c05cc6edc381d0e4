/*
 * accounts/sign.c - a warning for amounts below zero
 *
 * The WHEN clause of the trigger has found the amount.  What is left to ask is
 * whether the document is a table of adjustments, in which amounts have signs.
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "commands/trigger.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/rel.h"

#include "accounts/final_accounts.h"
#include "base/own.h"
#include "accounts/final_accounts.h"

/* As the owner of the form: whoever writes a row need not be able to read documents. */
static bool
is_adjustment(const FinalAccounts *set, Oid owner, const Datum *key)
{
	static const Oid types[] = {ACCOUNTS_DOCUMENT_TYPES};
	Oid			user;
	int			context;

	GetUserIdAndSecContext(&user, &context);
	SetUserIdAndSecContext(owner, context | SECURITY_LOCAL_USERID_CHANGE |
						   SECURITY_NOFORCE_RLS);
	final_accounts_run(set, "SELECT FROM @fa@.document WHERE unit = $1 AND year = $2"
					   " AND stage = $3 AND is_adjustment", lengthof(types), types, key, NULL);
	SetUserIdAndSecContext(user, context);
	return SPI_processed > 0;
}

PG_FUNCTION_INFO_V1(fiscal_warn_negative);
Datum
fiscal_warn_negative(PG_FUNCTION_ARGS)
{
	static const char *const names[] = {"unit", "year", "stage"};
	TriggerData *trigger = (TriggerData *) fcinfo->context;
	FinalAccounts set = {.extension = check_namespace(fcinfo), .read_only = true};
	Relation	rel;
	HeapTuple	row;
	Datum		key[3];
	int			nest;
	bool		exempt;

	if (!CALLED_AS_TRIGGER(fcinfo))
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("function \"%s\" was not called by trigger manager",
						"fiscal_warn_negative")));
	if (!TRIGGER_FIRED_AFTER(trigger->tg_event) || !TRIGGER_FIRED_FOR_ROW(trigger->tg_event) ||
		TRIGGER_FIRED_BY_DELETE(trigger->tg_event))
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("function \"%s\" must be fired AFTER INSERT or UPDATE for each row",
						"fiscal_warn_negative")));
	rel = trigger->tg_relation;
	row = TRIGGER_FIRED_BY_UPDATE(trigger->tg_event) ? trigger->tg_newtuple
		: trigger->tg_trigtuple;
	for (int i = 0; i < (int) lengthof(names); i++)
	{
		int			column = SPI_fnumber(RelationGetDescr(rel), names[i]);
		bool		isnull = true;

		if (column > 0)
			key[i] = SPI_getbinval(row, RelationGetDescr(rel), column, &isnull);
		if (isnull || SPI_gettypeid(RelationGetDescr(rel), column) !=
			(i == 1 ? INT4OID : TEXTOID))
			ereport(ERROR,
					(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
					 errmsg("table \"%s\" is no form of final accounts",
							RelationGetRelationName(rel))));
	}

	set.schema = RelationGetNamespace(rel);
	nest = final_accounts_begin();
	exempt = is_adjustment(&set, rel->rd_rel->relowner, key);
	final_accounts_end(nest);
	if (!exempt)
		ereport(WARNING,
				(errcode(ERRCODE_CHECK_VIOLATION),
				 errmsg("table \"%s\" violates rule \"%s\": an amount of unit=%s, year=%d, stage=%s is below zero",
						RelationGetRelationName(rel), trigger->tg_trigger->tgname,
						TextDatumGetCString(key[0]), DatumGetInt32(key[1]),
						TextDatumGetCString(key[2])),
				 errtableconstraint(rel, trigger->tg_trigger->tgname)));
	return PointerGetDatum(NULL);
}
