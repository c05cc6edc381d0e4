/*
 * yuan/func.c - functions on amounts: rounding, units, documents, series
 */
#include "postgres.h"

#include "common/int.h"
#include "fmgr.h"
#include "funcapi.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/numeric.h"

#include "base/compat.h"
#include "base/encoding.h"
#include "base/govfiscal.h"
#include "yuan/cast.h"
#include "yuan/cell.h"
#include "yuan/error.h"
#include "yuan/interval.h"
#include "yuan/unit.h"
#include "yuan/upper.h"

PG_FUNCTION_INFO_V1(yuan_round);
PG_FUNCTION_INFO_V1(yuan_rounds_to);
PG_FUNCTION_INFO_V1(rounds_to);
PG_FUNCTION_INFO_V1(yuan_from_fen);
PG_FUNCTION_INFO_V1(yuan_fen);
PG_FUNCTION_INFO_V1(yuan_in_unit);
PG_FUNCTION_INFO_V1(yuan_format);
PG_FUNCTION_INFO_V1(yuan_parse);
PG_FUNCTION_INFO_V1(yuan_upper);
PG_FUNCTION_INFO_V1(yuan_adds_up);
PG_FUNCTION_INFO_V1(yuan_generate_series);

Datum
yuan_round(PG_FUNCTION_ARGS)
{
	Yuan		quantum = PG_GETARG_YUAN(1);
	char	   *name = text_to_cstring(PG_GETARG_TEXT_PP(2));
	YuanRounding mode;

	yuan_check_quantum(quantum);
	if (!yuan_rounding_by_name(name, &mode))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unknown rounding mode: \"%s\"", name),
				 errhint("Modes are half_up, half_even, up, down, ceiling and floor.")));
	PG_RETURN_YUAN(yuan_round_numeric(PG_GETARG_DATUM(0), quantum, mode));
}

/* An amount whose rounding is beyond the range rounds to no amount at all. */
Datum
yuan_rounds_to(PG_FUNCTION_ARGS)
{
	Yuan		quantum = PG_GETARG_YUAN(2);
	Yuan		rounded;

	yuan_check_quantum(quantum);
	PG_RETURN_BOOL(yuan_round_fen(PG_GETARG_YUAN(0), quantum, YUAN_HALF_UP, &rounded) &&
				   rounded == PG_GETARG_YUAN(1));
}

/* numeric keeps the places a number is written with: 82.80 has two. */
Datum
rounds_to(PG_FUNCTION_ARGS)
{
	Datum		exact = PG_GETARG_DATUM(0);
	Datum		stated = PG_GETARG_DATUM(1);
	Datum		rounded;

	if (compat_numeric_is_special(exact) || compat_numeric_is_special(stated))
		PG_RETURN_BOOL(false);
	rounded = DirectFunctionCall2(numeric_round, exact,
								  DirectFunctionCall1(numeric_scale, stated));
	return DirectFunctionCall2(numeric_eq, rounded, stated);
}

Datum
yuan_from_fen(PG_FUNCTION_ARGS)
{
	PG_RETURN_YUAN(PG_GETARG_INT64(0));
}

Datum
yuan_fen(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_GETARG_YUAN(0));
}

static int
unit_places(text *argument)
{
	char	   *name = text_to_cstring(argument);
	const char *utf8 = fiscal_to_utf8(name);
	int			places;

	if (utf8 == NULL || !yuan_unit_by_name(utf8, &places))
	{
		const char *units = fiscal_from_utf8("元, 千元, 万元, 百万元, 亿元");

		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unknown unit: \"%s\"", name),
				 units == NULL ?
				 errhint("Units are yuan, qianyuan, wanyuan, baiwanyuan and yiyuan.") :
				 errhint("Units are %s, or yuan, qianyuan, wanyuan, baiwanyuan and yiyuan.", units)));
	}
	return places;
}

Datum
yuan_in_unit(PG_FUNCTION_ARGS)
{
	return compat_scaled_numeric(PG_GETARG_YUAN(0),
								 unit_places(PG_GETARG_TEXT_PP(1)));
}

Datum
yuan_format(PG_FUNCTION_ARGS)
{
	int			places = unit_places(PG_GETARG_TEXT_PP(1));
	int32		decimals = PG_GETARG_INT32(2);
	char		text[YUAN_UNIT_MAX_TEXT];
	int			len;

	if (decimals < 0 || decimals > YUAN_MAX_DECIMALS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("number of decimals %d is not between 0 and %d",
						decimals, YUAN_MAX_DECIMALS)));
	len = yuan_format_in_unit(PG_GETARG_YUAN(0), places, decimals,
							  PG_GETARG_BOOL(3), text);
	PG_RETURN_TEXT_P(cstring_to_text_with_len(text, len));
}

Datum
yuan_parse(PG_FUNCTION_ARGS)
{
	char	   *cell = text_to_cstring(PG_GETARG_TEXT_PP(0));
	int			places = unit_places(PG_GETARG_TEXT_PP(1));
	const char *utf8 = fiscal_to_utf8(cell);
	YuanStatus	status = YUAN_BAD_NUMBER;
	bool		reported = true;
	Yuan		amount = 0;

	if (utf8 != NULL)
		status = yuan_parse_cell(utf8, places, palloc(strlen(utf8) + 1),
								 &reported, &amount);
	if (status != YUAN_OK)
		yuan_refuse_text(cell, status, NULL);
	if (!reported)
		PG_RETURN_NULL();
	PG_RETURN_YUAN(amount);
}

Datum
yuan_upper(PG_FUNCTION_ARGS)
{
	char		utf8[YUAN_UPPER_MAX_TEXT];
	const char *numerals;

	yuan_format_upper(PG_GETARG_YUAN(0), utf8);
	numerals = fiscal_from_utf8(utf8);
	if (numerals == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_UNTRANSLATABLE_CHARACTER),
				 errmsg("the encoding of this database has no Chinese numerals"),
				 errhint("yuan_format() writes an amount in digits.")));
	PG_RETURN_TEXT_P(cstring_to_text(numerals));
}

/* Total less the parts that are reported; returns how many those are. */
static int
subtract_parts(YuanSum *difference, ArrayType *parts)
{
	int			count = ArrayGetNItems(ARR_NDIM(parts), ARR_DIMS(parts));
	int64	   *part = (int64 *) ARR_DATA_PTR(parts);
	bits8	   *present = ARR_NULLBITMAP(parts);
	int			reported = 0;

	for (int i = 0; i < count; i++)
	{
		/* NULL elements take no room among the values. */
		if (present != NULL && (present[i / 8] & (1 << (i % 8))) == 0)
			continue;
		yuan_sum_sub(difference, *part++);
		reported++;
	}
	return reported;
}

Datum
yuan_adds_up(PG_FUNCTION_ARGS)
{
	YuanSum		difference;
	YuanSum		bound = {0, 0};
	int			reported;

	if (!PG_ARGISNULL(2))
		yuan_check_quantum(PG_GETARG_YUAN(2));
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();

	difference = yuan_sum_of(PG_GETARG_YUAN(0));
	reported = subtract_parts(&difference, PG_GETARG_ARRAYTYPE_P(1));
	if (reported == 0)
		PG_RETURN_NULL();
	if (!PG_ARGISNULL(2))
		bound = yuan_interval_bound((int64) reported + 1, PG_GETARG_YUAN(2));
	PG_RETURN_BOOL(yuan_interval_holds(difference, bound));
}

typedef struct Series
{
	Yuan		next;
	Yuan		last;
	Yuan		step;
	bool		done;
} Series;

static Series *
start_series(FunctionCallInfo fcinfo)
{
	Series	   *series = palloc(sizeof(Series));

	series->next = PG_GETARG_YUAN(0);
	series->last = PG_GETARG_YUAN(1);
	series->step = PG_GETARG_YUAN(2);
	series->done = false;
	if (series->step == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("step size cannot equal zero")));
	return series;
}

/* A series that would leave the range ends there. */
Datum
yuan_generate_series(PG_FUNCTION_ARGS)
{
	FuncCallContext *context;
	Series	   *series;
	Yuan		current;

	if (SRF_IS_FIRSTCALL())
	{
		MemoryContext caller;

		context = SRF_FIRSTCALL_INIT();
		caller = MemoryContextSwitchTo(context->multi_call_memory_ctx);
		context->user_fctx = start_series(fcinfo);
		MemoryContextSwitchTo(caller);
	}
	context = SRF_PERCALL_SETUP();
	series = context->user_fctx;
	current = series->next;

	if (series->done ||
		(series->step > 0 ? current > series->last : current < series->last))
		SRF_RETURN_DONE(context);
	series->done = pg_add_s64_overflow(current, series->step, &series->next);
	SRF_RETURN_NEXT(context, YuanGetDatum(current));
}
