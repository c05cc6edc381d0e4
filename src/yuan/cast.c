/*
 * yuan/cast.c - amounts from and to other types
 *
 * In: an integer or a numeric is a number of yuan.  Only an explicit cast
 * rounds, half away from zero, to fen or to the quantum asked for.
 */
#include "postgres.h"

#include "common/int.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/jsonb.h"
#include "utils/numeric.h"

#include "base/compat.h"
#include "base/encoding.h"
#include "base/govfiscal.h"
#include "yuan/cast.h"
#include "yuan/error.h"

#define FEN_PER_YUAN	100

PG_FUNCTION_INFO_V1(int2_yuan);
PG_FUNCTION_INFO_V1(int4_yuan);
PG_FUNCTION_INFO_V1(int8_yuan);
PG_FUNCTION_INFO_V1(numeric_yuan);
PG_FUNCTION_INFO_V1(jsonb_yuan);
PG_FUNCTION_INFO_V1(yuan_numeric);
PG_FUNCTION_INFO_V1(yuan_int8);
PG_FUNCTION_INFO_V1(yuan_float8);
PG_FUNCTION_INFO_V1(yuan_json);

Datum
yuan_numeric_datum(Yuan amount)
{
	return compat_scaled_numeric(amount, YUAN_PLACES);
}

/* Digits of a finite numeric; NaN and infinities are refused. */
static char *
numeric_digits(Datum number)
{
	char	   *text = DatumGetCString(DirectFunctionCall1(numeric_out, number));

	if (compat_numeric_is_special(number))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("cannot convert %s to %s", text, "yuan")));
	return text;
}

/* A numeric may have a hundred thousand digits; a message should not. */
static const char *
clipped(const char *digits)
{
	return strlen(digits) <= 60 ? digits : psprintf("%.40s...", digits);
}

static void
numeric_out_of_range(const char *digits)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("value \"%s\" is out of range for type %s", clipped(digits), "yuan"),
			 yuan_errdetail(YUAN_OUT_OF_RANGE)));
}

Yuan
yuan_round_numeric(Datum number, int64 quantum, YuanRounding mode)
{
	char	   *digits = numeric_digits(number);
	Yuan		amount = 0;

	if (!yuan_round_decimal(digits, quantum, mode, &amount))
		numeric_out_of_range(digits);
	return amount;
}

/* What numeric prints is in the input form of the type. */
static Yuan
exact_from_numeric(Datum number)
{
	char	   *digits = numeric_digits(number);
	Yuan		amount = 0;
	YuanStatus	status = yuan_parse_text(digits, &amount);

	if (status == YUAN_OUT_OF_RANGE)
		numeric_out_of_range(digits);
	if (status != YUAN_OK)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("value \"%s\" has a fraction of a fen", clipped(digits)),
				 yuan_errdetail(status),
				 errhint("Round it with yuan_round(), or cast it explicitly.")));
	return amount;
}

Yuan
yuan_to_quantum(Yuan amount, int32 typmod, bool is_explicit)
{
	if (yuan_is_multiple(amount, typmod))
		return amount;
	if (!is_explicit)
		yuan_refuse_quantum(amount, typmod, NULL);
	if (!yuan_round_fen(amount, typmod, YUAN_HALF_UP, &amount))
		yuan_out_of_range();
	return amount;
}

static Yuan
from_integer(int64 count)
{
	Yuan		amount;

	if (unlikely(pg_mul_s64_overflow(count, FEN_PER_YUAN, &amount)))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("value \"%lld\" is out of range for type %s",
						(long long) count, "yuan"),
				 yuan_errdetail(YUAN_OUT_OF_RANGE)));
	return amount;
}

Datum
int2_yuan(PG_FUNCTION_ARGS)
{
	PG_RETURN_YUAN(from_integer(PG_GETARG_INT16(0)));
}

Datum
int4_yuan(PG_FUNCTION_ARGS)
{
	PG_RETURN_YUAN(from_integer(PG_GETARG_INT32(0)));
}

Datum
int8_yuan(PG_FUNCTION_ARGS)
{
	PG_RETURN_YUAN(from_integer(PG_GETARG_INT64(0)));
}

/*
 * One step to the quantum, not to fen first: 49.996 is 0 in hundreds, and
 * rounding twice would drift.
 */
static Yuan
cast_numeric(Datum number, int32 typmod, bool is_explicit)
{
	if (is_explicit)
		return yuan_round_numeric(number, Max(typmod, 1), YUAN_HALF_UP);
	return yuan_to_quantum(exact_from_numeric(number), typmod, false);
}

Datum
numeric_yuan(PG_FUNCTION_ARGS)
{
	PG_RETURN_YUAN(cast_numeric(PG_GETARG_DATUM(0), PG_GETARG_INT32(1),
								PG_GETARG_BOOL(2)));
}

/* A number as numeric is cast, a string as a literal of the type. */
Datum
jsonb_yuan(PG_FUNCTION_ARGS)
{
	Jsonb	   *json = PG_GETARG_JSONB_P(0);
	int32		typmod = PG_GETARG_INT32(1);
	bool		is_explicit = PG_GETARG_BOOL(2);
	JsonbValue	value;
	Yuan		amount = 0;

	if (!JsonbExtractScalar(&json->root, &value) ||
		(value.type != jbvNumeric && value.type != jbvString))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cannot cast jsonb to type %s", "yuan"),
				 errdetail("Only a number or a string can be an amount.")));
	if (value.type == jbvNumeric)
		amount = cast_numeric(NumericGetDatum(value.val.numeric), typmod, is_explicit);
	else
	{
		char	   *text = pnstrdup(value.val.string.val, value.val.string.len);
		const char *utf8 = fiscal_to_utf8(text);
		YuanStatus	status = utf8 == NULL ? YUAN_BAD_UNIT : yuan_parse_text(utf8, &amount);

		if (status != YUAN_OK)
			yuan_refuse_text(text, status, NULL);
		amount = yuan_to_quantum(amount, typmod, is_explicit);
	}
	PG_FREE_IF_COPY(json, 0);
	PG_RETURN_YUAN(amount);
}

Datum
yuan_numeric(PG_FUNCTION_ARGS)
{
	return yuan_numeric_datum(PG_GETARG_YUAN(0));
}

Datum
yuan_int8(PG_FUNCTION_ARGS)
{
	Yuan		amount = PG_GETARG_YUAN(0);
	char		text[YUAN_MAX_TEXT];

	if (amount % FEN_PER_YUAN != 0)
	{
		yuan_format_fen(amount, text);
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("amount %s is not a whole number of yuan", text),
				 errhint("Round it with yuan_round(amount, 1) first.")));
	}
	PG_RETURN_INT64(amount / FEN_PER_YUAN);
}

/*
 * The nearest float8.  Up to 2^53 the fen and 100 are both exact, so one
 * division rounds once; beyond, the decimal text is read as numeric does it.
 */
Datum
yuan_float8(PG_FUNCTION_ARGS)
{
	Yuan		amount = PG_GETARG_YUAN(0);
	char		text[YUAN_MAX_TEXT];

	if (yuan_magnitude(amount) <= UINT64CONST(1) << 53)
		PG_RETURN_FLOAT8((float8) amount / FEN_PER_YUAN);
	yuan_format_fen(amount, text);
	return DirectFunctionCall1(float8in, CStringGetDatum(text));
}

/* A bare JSON number, not a string: to_json() and its kin follow this cast. */
Datum
yuan_json(PG_FUNCTION_ARGS)
{
	char		text[YUAN_MAX_TEXT];
	int			len = yuan_format_fen(PG_GETARG_YUAN(0), text);

	PG_RETURN_TEXT_P(cstring_to_text_with_len(text, len));
}
