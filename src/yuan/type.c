/*
 * yuan/type.c - the type: text and binary form, type modifier
 *
 * The type modifier is the quantum in fen, -1 for none.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "libpq/pqformat.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "base/compat.h"
#include "base/encoding.h"
#include "base/govfiscal.h"
#include "yuan/cast.h"
#include "yuan/error.h"

PG_FUNCTION_INFO_V1(yuan_in);
PG_FUNCTION_INFO_V1(yuan_out);
PG_FUNCTION_INFO_V1(yuan_recv);
PG_FUNCTION_INFO_V1(yuan_send);
PG_FUNCTION_INFO_V1(yuan_typmod_in);
PG_FUNCTION_INFO_V1(yuan_typmod_out);
PG_FUNCTION_INFO_V1(yuan_length_coercion);

/* A plain number is the same in every server encoding. */
static YuanStatus
parse_server_text(const char *text, Yuan *amount)
{
	const char *utf8;

	if (yuan_parse_plain(text, amount))
		return YUAN_OK;
	utf8 = fiscal_to_utf8(text);
	return utf8 == NULL ? YUAN_BAD_UNIT : yuan_parse_text(utf8, amount);
}

Datum
yuan_in(PG_FUNCTION_ARGS)
{
	char	   *text = PG_GETARG_CSTRING(0);
	int32		typmod = PG_GETARG_INT32(2);
	Yuan		amount = 0;
	YuanStatus	status = parse_server_text(text, &amount);

	if (status != YUAN_OK)
	{
		yuan_refuse_text(text, status, GF_ESCONTEXT(fcinfo));
		PG_RETURN_NULL();
	}
	if (!yuan_is_multiple(amount, typmod))
	{
		yuan_refuse_quantum(amount, typmod, GF_ESCONTEXT(fcinfo));
		PG_RETURN_NULL();
	}
	PG_RETURN_YUAN(amount);
}

Datum
yuan_out(PG_FUNCTION_ARGS)
{
	char	   *text = palloc(YUAN_MAX_TEXT);

	yuan_format_fen(PG_GETARG_YUAN(0), text);
	PG_RETURN_CSTRING(text);
}

Datum
yuan_recv(PG_FUNCTION_ARGS)
{
	StringInfo	message = (StringInfo) PG_GETARG_POINTER(0);
	int32		typmod = PG_GETARG_INT32(2);
	Yuan		amount = pq_getmsgint64(message);

	if (!yuan_is_multiple(amount, typmod))
		yuan_refuse_quantum(amount, typmod, NULL);
	PG_RETURN_YUAN(amount);
}

Datum
yuan_send(PG_FUNCTION_ARGS)
{
	StringInfoData message;

	pq_begintypsend(&message);
	pq_sendint64(&message, PG_GETARG_YUAN(0));
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

Datum
yuan_typmod_in(PG_FUNCTION_ARGS)
{
	ArrayType  *modifiers = PG_GETARG_ARRAYTYPE_P(0);
	Datum	   *texts;
	int			count;
	Yuan		quantum;
	YuanStatus	status;

	if (ARR_ELEMTYPE(modifiers) != CSTRINGOID || ARR_NDIM(modifiers) != 1 ||
		array_contains_nulls(modifiers))
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_ELEMENT_ERROR),
				 errmsg("typmod array must be a one-dimensional cstring[] without nulls")));
	deconstruct_array(modifiers, CSTRINGOID, -2, false, TYPALIGN_CHAR,
					  &texts, NULL, &count);
	if (count != 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("type %s takes one modifier, its quantum", "yuan")));

	status = parse_server_text(DatumGetCString(texts[0]), &quantum);
	if (status != YUAN_OK)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid quantum for type %s: \"%s\"", "yuan",
						DatumGetCString(texts[0])),
				 yuan_errdetail(status)));
	if (quantum <= 0 || quantum > PG_INT32_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid quantum for type %s: \"%s\"", "yuan",
						DatumGetCString(texts[0])),
				 errdetail("A quantum is greater than zero and at most 21474836.47 yuan.")));
	PG_RETURN_INT32((int32) quantum);
}

/* (100) rather than (100.00): as a reader would write it, and it reads back. */
Datum
yuan_typmod_out(PG_FUNCTION_ARGS)
{
	int32		typmod = PG_GETARG_INT32(0);
	char		text[YUAN_MAX_TEXT];
	int			len;

	if (typmod < 0)
		PG_RETURN_CSTRING(pstrdup(""));
	len = yuan_format_fen(typmod, text);
	if (typmod % 100 == 0)
		text[len - 3] = '\0';
	PG_RETURN_CSTRING(psprintf("(%s)", text));
}

/* The cast of the type to itself: an explicit one rounds, others refuse. */
Datum
yuan_length_coercion(PG_FUNCTION_ARGS)
{
	PG_RETURN_YUAN(yuan_to_quantum(PG_GETARG_YUAN(0), PG_GETARG_INT32(1),
								   PG_GETARG_BOOL(2)));
}
