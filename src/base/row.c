/*
 * base/row.c - functions that return a set of rows
 */
#include "postgres.h"

#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#include "base/row.h"

SrfRows
srf_begin(FunctionCallInfo fcinfo)
{
	ReturnSetInfo *call = (ReturnSetInfo *) fcinfo->resultinfo;
	MemoryContext caller;
	SrfRows		rows;

	if (call == NULL || !IsA(call, ReturnSetInfo) ||
		(call->allowedModes & SFRM_Materialize) == 0)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("set-valued function called in context that cannot accept a set")));

	caller = MemoryContextSwitchTo(call->econtext->ecxt_per_query_memory);
	if (get_call_result_type(fcinfo, NULL, &rows.desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	rows.store = tuplestore_begin_heap((call->allowedModes & SFRM_Materialize_Random) != 0,
									   false, work_mem);
	MemoryContextSwitchTo(caller);

	call->returnMode = SFRM_Materialize;
	call->setResult = rows.store;
	call->setDesc = rows.desc;
	return rows;
}

void
srf_put(SrfRows *rows, Datum *values, bool *nulls)
{
	tuplestore_putvalues(rows->store, rows->desc, values, nulls);
}
