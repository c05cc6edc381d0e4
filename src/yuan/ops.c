/*
 * yuan/ops.c - arithmetic that stays in the type: exact, or an error
 */
#include "postgres.h"

#include "common/int.h"
#include "fmgr.h"

#include "base/govfiscal.h"
#include "yuan/error.h"

PG_FUNCTION_INFO_V1(yuan_pl);
PG_FUNCTION_INFO_V1(yuan_mi);
PG_FUNCTION_INFO_V1(yuan_mul);
PG_FUNCTION_INFO_V1(yuan_mul_left);
PG_FUNCTION_INFO_V1(yuan_up);
PG_FUNCTION_INFO_V1(yuan_um);
PG_FUNCTION_INFO_V1(yuan_abs);

Datum
yuan_pl(PG_FUNCTION_ARGS)
{
	Yuan		result;

	if (unlikely(pg_add_s64_overflow(PG_GETARG_YUAN(0), PG_GETARG_YUAN(1), &result)))
		yuan_out_of_range();
	PG_RETURN_YUAN(result);
}

Datum
yuan_mi(PG_FUNCTION_ARGS)
{
	Yuan		result;

	if (unlikely(pg_sub_s64_overflow(PG_GETARG_YUAN(0), PG_GETARG_YUAN(1), &result)))
		yuan_out_of_range();
	PG_RETURN_YUAN(result);
}

/* amount * count */
Datum
yuan_mul(PG_FUNCTION_ARGS)
{
	Yuan		result;

	if (unlikely(pg_mul_s64_overflow(PG_GETARG_YUAN(0), PG_GETARG_INT64(1), &result)))
		yuan_out_of_range();
	PG_RETURN_YUAN(result);
}

/* count * amount */
Datum
yuan_mul_left(PG_FUNCTION_ARGS)
{
	Yuan		result;

	if (unlikely(pg_mul_s64_overflow(PG_GETARG_INT64(0), PG_GETARG_YUAN(1), &result)))
		yuan_out_of_range();
	PG_RETURN_YUAN(result);
}

Datum
yuan_up(PG_FUNCTION_ARGS)
{
	PG_RETURN_YUAN(PG_GETARG_YUAN(0));
}

Datum
yuan_um(PG_FUNCTION_ARGS)
{
	Yuan		result;

	if (unlikely(pg_sub_s64_overflow(0, PG_GETARG_YUAN(0), &result)))
		yuan_out_of_range();
	PG_RETURN_YUAN(result);
}

Datum
yuan_abs(PG_FUNCTION_ARGS)
{
	Yuan		amount = PG_GETARG_YUAN(0);

	if (amount < 0 && unlikely(pg_sub_s64_overflow(0, amount, &amount)))
		yuan_out_of_range();
	PG_RETURN_YUAN(amount);
}
