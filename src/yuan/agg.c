/*
 * yuan/agg.c - sum and avg, over a state that is itself an SQL type
 *
 * yuan_sum is a count of amounts and their exact total.  As a plain type of
 * fixed length it goes between parallel workers, and between the nodes of a
 * distributed server, without serialization functions.
 *
 * Binary form, frozen: count, high half, low half of the total, each int8 in
 * network order.
 */
#include "postgres.h"

#include "common/int.h"
#include "fmgr.h"
#include "libpq/pqformat.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/numeric.h"

#include "base/compat.h"
#include "base/govfiscal.h"
#include "yuan/cast.h"
#include "yuan/error.h"

typedef struct SumState
{
	int64		count;
	YuanSum		total;
} SumState;

StaticAssertDecl(sizeof(SumState) == 24, "yuan_sum is declared with this length");

#define PG_GETARG_STATE(n)	((SumState *) PG_GETARG_POINTER(n))

PG_FUNCTION_INFO_V1(yuan_sum_in);
PG_FUNCTION_INFO_V1(yuan_sum_out);
PG_FUNCTION_INFO_V1(yuan_sum_recv);
PG_FUNCTION_INFO_V1(yuan_sum_send);
PG_FUNCTION_INFO_V1(yuan_sum_accum);
PG_FUNCTION_INFO_V1(yuan_sum_accum_inv);
PG_FUNCTION_INFO_V1(yuan_sum_combine);
PG_FUNCTION_INFO_V1(yuan_sum_final);
PG_FUNCTION_INFO_V1(yuan_avg_final);

/*
 * Could rows have made this state?  count amounts sum to between
 * -count * 2^63 and count * (2^63 - 1).  Every state that passes stays far
 * from the ends of 128 bits, so adding two of them cannot wrap.
 */
static bool
is_reachable(const SumState *state)
{
	YuanSum		least;
	YuanSum		most;

	if (state->count < 0)
		return false;
	least.hi = state->count >> 1;
	least.lo = (uint64) state->count << 63;
	most = least;
	yuan_sum_sub(&most, state->count);
	least = yuan_sum_negated(least);
	return yuan_sum_cmp(least, state->total) <= 0 &&
		yuan_sum_cmp(state->total, most) <= 0;
}

Datum
yuan_sum_in(PG_FUNCTION_ARGS)
{
	char	   *text = PG_GETARG_CSTRING(0);
	SumState   *state = palloc0(sizeof(SumState));
	char	   *end;

	/* A count as strtoll would print it again: no sign, no leading zero. */
	errno = 0;
	state->count = strtoll(text, &end, 10);
	if (errno != 0 || end == text || *end != ' ' ||
		text[0] < '0' || text[0] > '9' || (text[0] == '0' && end != text + 1) ||
		!yuan_parse_sum(end + 1, &state->total) || !is_reachable(state))
		ereturn(GF_ESCONTEXT(fcinfo), (Datum) 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type %s: \"%s\"", "yuan_sum", text),
				 errdetail("A partial sum is a count of amounts, one blank, and their total.")));
	PG_RETURN_POINTER(state);
}

Datum
yuan_sum_out(PG_FUNCTION_ARGS)
{
	SumState   *state = PG_GETARG_STATE(0);
	char		total[YUAN_SUM_MAX_TEXT];

	yuan_format_sum(state->total, total);
	PG_RETURN_CSTRING(psprintf(INT64_FORMAT " %s", state->count, total));
}

Datum
yuan_sum_recv(PG_FUNCTION_ARGS)
{
	StringInfo	message = (StringInfo) PG_GETARG_POINTER(0);
	SumState   *state = palloc(sizeof(SumState));

	state->count = pq_getmsgint64(message);
	state->total.hi = pq_getmsgint64(message);
	state->total.lo = (uint64) pq_getmsgint64(message);
	if (!is_reachable(state))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary representation of type %s", "yuan_sum"),
				 errdetail("So many amounts cannot have such a total.")));
	PG_RETURN_POINTER(state);
}

Datum
yuan_sum_send(PG_FUNCTION_ARGS)
{
	SumState   *state = PG_GETARG_STATE(0);
	StringInfoData message;

	pq_begintypsend(&message);
	pq_sendint64(&message, state->count);
	pq_sendint64(&message, state->total.hi);
	pq_sendint64(&message, (int64) state->total.lo);
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

/*
 * In an aggregate the state is ours to change; elsewhere it is a value.  As
 * AggCheckCallContext() tells, without a call for each row.
 */
static inline bool
owns_state(FunctionCallInfo fcinfo)
{
	return likely(fcinfo->context != NULL && (IsA(fcinfo->context, AggState) ||
											  IsA(fcinfo->context, WindowAggState)));
}

static SumState *
copy_state(const SumState *state)
{
	SumState   *copy = palloc(sizeof(SumState));

	*copy = *state;
	return copy;
}

static inline SumState *
writable_state(FunctionCallInfo fcinfo)
{
	return owns_state(fcinfo) ? PG_GETARG_STATE(0) : copy_state(PG_GETARG_STATE(0));
}

static void
too_many_amounts(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("too many amounts to sum")));
}

static inline void
add_amount(SumState *state, Yuan amount)
{
	if (unlikely(pg_add_s64_overflow(state->count, 1, &state->count)))
		too_many_amounts();
	yuan_sum_add(&state->total, amount);
}

/* Out of line, so that yuan_sum_accum() has nothing to save for each row. */
static pg_noinline SumState *
add_amount_to_copy(const SumState *state, Yuan amount)
{
	SumState   *copy = copy_state(state);

	add_amount(copy, amount);
	return copy;
}

Datum
yuan_sum_accum(PG_FUNCTION_ARGS)
{
	SumState   *state = PG_GETARG_STATE(0);

	if (unlikely(!owns_state(fcinfo)))
		PG_RETURN_POINTER(add_amount_to_copy(state, PG_GETARG_YUAN(1)));
	add_amount(state, PG_GETARG_YUAN(1));
	PG_RETURN_POINTER(state);
}

/* The exact inverse: a moving frame never needs to start again. */
Datum
yuan_sum_accum_inv(PG_FUNCTION_ARGS)
{
	SumState   *state = writable_state(fcinfo);

	state->count--;
	yuan_sum_sub(&state->total, PG_GETARG_YUAN(1));
	if (unlikely(!is_reachable(state)))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("amount is not part of the sum")));
	PG_RETURN_POINTER(state);
}

Datum
yuan_sum_combine(PG_FUNCTION_ARGS)
{
	SumState   *state = writable_state(fcinfo);
	SumState   *other = PG_GETARG_STATE(1);

	if (unlikely(other->count > PG_INT64_MAX - state->count))
		too_many_amounts();
	state->count += other->count;
	yuan_sum_add_sum(&state->total, other->total);
	PG_RETURN_POINTER(state);
}

Datum
yuan_sum_final(PG_FUNCTION_ARGS)
{
	SumState   *state = PG_GETARG_STATE(0);
	Yuan		total;

	if (state->count == 0)
		PG_RETURN_NULL();
	if (!yuan_sum_fen(state->total, &total))
	{
		char		text[YUAN_SUM_MAX_TEXT];

		yuan_format_sum(state->total, text);
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("sum %s is out of range for type %s", text, "yuan"),
				 errhint("Sum the amounts as numeric: sum(amount::numeric).")));
	}
	PG_RETURN_YUAN(total);
}

/* Exact total over count, with numeric's own choice of digits. */
Datum
yuan_avg_final(PG_FUNCTION_ARGS)
{
	SumState   *state = PG_GETARG_STATE(0);
	char		text[YUAN_SUM_MAX_TEXT];
	Datum		total;
	Datum		count;

	if (state->count == 0)
		PG_RETURN_NULL();
	yuan_format_sum(state->total, text);
	total = DirectFunctionCall3(numeric_in, CStringGetDatum(text),
								ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1));
	count = DirectFunctionCall1(int8_numeric, Int64GetDatum(state->count));
	return DirectFunctionCall2(numeric_div, total, count);
}
