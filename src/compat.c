/*
 * compat.c - what older majors lack, written once
 */
#include "postgres.h"

#include "fmgr.h"
#include "funcapi.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/numeric.h"
#include "utils/tuplestore.h"

#include "compat.h"

#if PG_VERSION_NUM >= 140000

bool
compat_convert(Oid proc, int from, int to, const char *text, int len,
			   unsigned char *dest, int capacity)
{
	return pg_do_encoding_conversion_buf(proc, from, to,
										 (unsigned char *) text, len,
										 dest, capacity, true) == len;
}

Datum
compat_scaled_numeric(int64 value, int scale)
{
	return NumericGetDatum(int64_div_fast_to_numeric(value, scale));
}

bool
compat_numeric_is_special(Datum number)
{
	return numeric_is_nan(DatumGetNumeric(number)) ||
		numeric_is_inf(DatumGetNumeric(number));
}

#else

/*
 * Before 14 a conversion function can only raise.  Catching that is safe: it
 * holds no lock, pin or other resource when it raises.
 */
bool
compat_convert(Oid proc, int from, int to, const char *text, int len,
			   unsigned char *dest, int capacity)
{
	MemoryContext caller = CurrentMemoryContext;
	volatile bool converted = true;

	PG_TRY();
	{
		OidFunctionCall5(proc, Int32GetDatum(from), Int32GetDatum(to),
						 CStringGetDatum(text), CStringGetDatum((char *) dest),
						 Int32GetDatum(len));
	}
	PG_CATCH();
	{
		MemoryContextSwitchTo(caller);
		FlushErrorState();
		converted = false;
	}
	PG_END_TRY();
	return converted;
}

Datum
compat_scaled_numeric(int64 value, int scale)
{
	char	   *text = psprintf(INT64_FORMAT "e-%d", value, scale);

	return DirectFunctionCall3(numeric_in, CStringGetDatum(text),
							   ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1));
}

bool
compat_numeric_is_special(Datum number)
{
	return numeric_is_nan(DatumGetNumeric(number));
}

#endif

#if PG_VERSION_NUM >= 150000

void
compat_begin_set(FunctionCallInfo fcinfo)
{
	InitMaterializedSRF(fcinfo, 0);
}

#else

void
compat_begin_set(FunctionCallInfo fcinfo)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	MemoryContext caller;
	TupleDesc	desc;

	if (result == NULL || !IsA(result, ReturnSetInfo))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("set-valued function called in context that cannot accept a set")));
	if (!(result->allowedModes & SFRM_Materialize))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("materialize mode required, but it is not allowed in this context")));

	caller = MemoryContextSwitchTo(result->econtext->ecxt_per_query_memory);
	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	result->returnMode = SFRM_Materialize;
	result->setResult = tuplestore_begin_heap(result->allowedModes & SFRM_Materialize_Random,
											  false, work_mem);
	result->setDesc = desc;
	MemoryContextSwitchTo(caller);
}

#endif

#if PG_VERSION_NUM < 150000

int
compat_ssup_int32_cmp(Datum x, Datum y, struct SortSupportData *ssup)
{
	int32		a = DatumGetInt32(x);
	int32		b = DatumGetInt32(y);

	return (a > b) - (a < b);
}

#endif
