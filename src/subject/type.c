/*
 * subject/type.c - the type: input and output, window frames, casts
 *
 * Integer order is pre-order (the proof stands in subject/core.h), so for order
 * and hash subject/type.sql names the functions that the server has for int4.
 */
#include "postgres.h"

#include "fmgr.h"
#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "utils/builtins.h"

#include "base/compat.h"
#include "base/encoding.h"
#include "base/govfiscal.h"
#include "subject/core.h"
#include "subject/fault.h"

PG_FUNCTION_INFO_V1(subject_code_in);
PG_FUNCTION_INFO_V1(subject_code_out);
PG_FUNCTION_INFO_V1(subject_code_recv);
PG_FUNCTION_INFO_V1(subject_code_send);
PG_FUNCTION_INFO_V1(subject_code_in_range);
PG_FUNCTION_INFO_V1(subject_code_from_int8);
PG_FUNCTION_INFO_V1(subject_code_to_int8);
PG_FUNCTION_INFO_V1(subject_code_from_int4);
PG_FUNCTION_INFO_V1(subject_code_to_int4);
PG_FUNCTION_INFO_V1(subject_code_to_json);
PG_FUNCTION_INFO_V1(subject_from_padded);

/*
 * Reads server text through the border of encodings.  A code that is right is
 * ASCII but for the word of the total row, so it is read where it stands.
 */
static SubjectFault
parse_server_text(const char *text, bool padded, int32_t *code)
{
	const char *utf8 = fiscal_to_utf8(text);

	if (utf8 == NULL)
		return SUBJECT_NOT_DIGITS;
	return padded ? subject_parse_padded(utf8, code) : subject_parse(utf8, code);
}

Datum
subject_code_in(PG_FUNCTION_ARGS)
{
	char	   *text = PG_GETARG_CSTRING(0);
	int32_t		code;
	SubjectFault fault = parse_server_text(text, false, &code);

	if (fault != SUBJECT_OK)
		ereturn(GF_ESCONTEXT(fcinfo), (Datum) 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type %s: \"%s\"", "subject_code", text),
				 subject_errdetail(fault),
				 subject_errhint(fault)));
	PG_RETURN_SUBJECT_CODE(code);
}

Datum
subject_code_out(PG_FUNCTION_ARGS)
{
	char	   *text = palloc(SUBJECT_TEXT_SIZE);

	subject_format(PG_GETARG_SUBJECT_CODE(0), text);
	PG_RETURN_CSTRING(text);
}

Datum
subject_code_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	int32		code = (int32) pq_getmsgint(buf, sizeof(int32));

	if (!subject_is_valid(code))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary value for type %s: %d", "subject_code", code),
				 errdetail("The digits of a code, padded to nine with 00 below, or 0 for the root, are expected.")));
	PG_RETURN_SUBJECT_CODE(code);
}

Datum
subject_code_send(PG_FUNCTION_ARGS)
{
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendint32(&buf, PG_GETARG_SUBJECT_CODE(0));
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/*
 * Window frames: RANGE BETWEEN m PRECEDING AND n FOLLOWING, where an offset is
 * an absolute level.  For a row b and a level L let
 *
 *		b - L = the first code of the subtree of b's ancestor at L
 *		b + L = the last one
 *
 * if b is at L or deeper; a row above L is its own frame, b - L = b + L = b.
 * So 1 PRECEDING AND 1 FOLLOWING is the row's whole class, 0 and 0 everything.
 *
 * The executor moves both ends of the frame forward only, as rows go by, so
 * b - L and b + L must never decrease while b grows.  For b < c:
 * - both at L or deeper: cutting at L keeps the order, and so does taking the
 *	 last code of the subtree that was cut to;
 * - both above L: b < c;
 * - b above, c below: c - L begins a subtree that has no node above L, hence
 *	 not b; b < c puts b before all of it: b - L = b + L = b < c - L;
 * - b below, c above: likewise c comes after all of b's subtree at L:
 *	 b + L < c = c - L.
 *
 * Descending order swaps the ends; the executor then asks with "sub" and
 * "less" reversed, and the same two sums answer.
 */
Datum
subject_code_in_range(PG_FUNCTION_ARGS)
{
	int32_t		val = PG_GETARG_SUBJECT_CODE(0);
	int32_t		base = PG_GETARG_SUBJECT_CODE(1);
	int32		level = PG_GETARG_INT32(2);
	bool		sub = PG_GETARG_BOOL(3);
	bool		less = PG_GETARG_BOOL(4);
	int32_t		end = base;

	if (level < 0 || level > SUBJECT_MAX_LEVEL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PRECEDING_OR_FOLLOWING_SIZE),
				 errmsg("invalid preceding or following size in window function"),
				 errdetail("For subject_code the size is a level, from 0 (the root) to %d.",
						   SUBJECT_MAX_LEVEL)));

	if (subject_level_of(base) >= level)
	{
		end = subject_ancestor_at(base, level);
		if (!sub)
			end += subject_span(level) - 1;
	}
	PG_RETURN_BOOL(less ? val <= end : val >= end);
}

static SubjectCode
code_from_number(int64 number)
{
	int32_t		code;
	SubjectFault fault = subject_from_number(number, &code);

	if (fault != SUBJECT_OK)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("value \"%lld\" is out of range for type %s",
						(long long) number, "subject_code"),
				 subject_errdetail(fault),
				 subject_errhint(fault)));
	return code;
}

/* The root is the total, not the number 0: it has no digits to give. */
static int32
number_from_code(SubjectCode code, const char *type)
{
	if (code == SUBJECT_ROOT)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("value \"%s\" is out of range for type %s", "*", type),
				 errdetail("The root has no digits.")));
	return subject_number_of(code);
}

Datum
subject_code_from_int8(PG_FUNCTION_ARGS)
{
	PG_RETURN_SUBJECT_CODE(code_from_number(PG_GETARG_INT64(0)));
}

Datum
subject_code_to_int8(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(number_from_code(PG_GETARG_SUBJECT_CODE(0), "bigint"));
}

Datum
subject_code_from_int4(PG_FUNCTION_ARGS)
{
	PG_RETURN_SUBJECT_CODE(code_from_number(PG_GETARG_INT32(0)));
}

Datum
subject_code_to_int4(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(number_from_code(PG_GETARG_SUBJECT_CODE(0), "integer"));
}

Datum
subject_code_to_json(PG_FUNCTION_ARGS)
{
	char		json[SUBJECT_TEXT_SIZE + 2];
	int			length = subject_format(PG_GETARG_SUBJECT_CODE(0), json + 1);

	json[0] = json[length + 1] = '"';
	PG_RETURN_TEXT_P(cstring_to_text_with_len(json, length + 2));
}

Datum
subject_from_padded(PG_FUNCTION_ARGS)
{
	char	   *padded = text_to_cstring(PG_GETARG_TEXT_PP(0));
	int32_t		code;
	SubjectFault fault = parse_server_text(padded, true, &code);

	if (fault != SUBJECT_OK)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type %s: \"%s\"", "subject_code", padded),
				 subject_errdetail(fault),
				 subject_errhint(fault)));
	PG_RETURN_SUBJECT_CODE(code);
}
