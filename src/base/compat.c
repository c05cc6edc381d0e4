/*
 * base/compat.c - what older majors lack, written once
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_attribute.h"
#include "catalog/pg_constraint.h"
#include "executor/spi.h"
#include "executor/spi_priv.h"
#include "fmgr.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"
#include "nodes/params.h"
#include "nodes/plannodes.h"
#include "tcop/dest.h"
#include "utils/memutils.h"
#include "utils/plancache.h"
#include "utils/resowner.h"
#include "utils/numeric.h"

#include "base/compat.h"

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

#if PG_VERSION_NUM >= 140000

/* NULL for none, as SPI itself has it: planners of other extensions rely on that. */
static ParamListInfo
make_parameters(int nparams, const Oid *types, const Datum *values)
{
	ParamListInfo params;

	if (nparams == 0)
		return NULL;
	params = makeParamList(nparams);
	for (int i = 0; i < nparams; i++)
	{
		params->params[i].value = values[i];
		params->params[i].isnull = false;
		params->params[i].pflags = PARAM_FLAG_CONST;
		params->params[i].ptype = types[i];
	}
	return params;
}

void
compat_spi_execute(SPIPlanPtr plan, int nparams, const Oid *types,
				   const Datum *values, DestReceiver *dest)
{
	SPIExecuteOptions options;
	ParamListInfo params = make_parameters(nparams, types, values);
	int			result;

	memset(&options, 0, sizeof(options));
	options.params = params;
	options.read_only = true;
	options.dest = dest;
	result = SPI_execute_plan_extended(plan, &options);
	if (params != NULL)
		pfree(params);
	if (result < 0)
		elog(ERROR, "SPI_execute_plan_extended returned %s", SPI_result_code_string(result));
}

#else

/* Rows of a cursor are collected, so many at a time. */
#define ROWS_AT_A_TIME	1000

void
compat_spi_execute(SPIPlanPtr plan, int nparams, const Oid *types,
				   const Datum *values, DestReceiver *dest)
{
	Portal		cursor = SPI_cursor_open(NULL, plan, unconstify(Datum *, values), NULL, true);
	uint64		nrows;
	bool		more = true;

	do
	{
		SPITupleTable *rows;
		TupleTableSlot *slot;

		SPI_cursor_fetch(cursor, true, ROWS_AT_A_TIME);
		rows = SPI_tuptable;
		nrows = SPI_processed;
		slot = MakeSingleTupleTableSlot(rows->tupdesc, &TTSOpsHeapTuple);
		for (uint64 i = 0; i < nrows && more; i++)
		{
			ExecStoreHeapTuple(rows->vals[i], slot, false);
			more = dest->receiveSlot(slot, dest);
		}
		ExecDropSingleTupleTableSlot(slot);
		SPI_freetuptable(rows);
	} while (more && nrows == ROWS_AT_A_TIME);
	SPI_cursor_close(cursor);
}

#endif

double
compat_spi_plan_cost(SPIPlanPtr plan, double *rows)
{
	CachedPlan *cached = SPI_plan_get_cached_plan(plan);
	Plan	   *tree;
	double		cost;

	if (cached == NULL)
		elog(ERROR, "query has no single plan");
	tree = linitial_node(PlannedStmt, cached->stmt_list)->planTree;
	cost = tree->total_cost;
	if (rows != NULL)
		*rows = tree->plan_rows;
#if PG_VERSION_NUM >= 140000
	/* As SPI took it: a kept plan is held by the resource owner, another by nobody. */
	ReleaseCachedPlan(cached, plan->saved ? CurrentResourceOwner : NULL);
#else
	ReleaseCachedPlan(cached, plan->saved);
#endif
	return cost;
}

#if PG_VERSION_NUM >= 180000

bool
compat_attribute_is_not_null(Form_pg_attribute att)
{
	HeapTuple	constraint;
	bool		valid;

	if (!att->attnotnull)
		return false;
	constraint = findNotNullConstraintAttnum(att->attrelid, att->attnum);
	if (!HeapTupleIsValid(constraint))
		return true;
	valid = ((Form_pg_constraint) GETSTRUCT(constraint))->convalidated;
	heap_freetuple(constraint);
	return valid;
}

#endif
