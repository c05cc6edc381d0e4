/*
 * yuan/allocate.c - a total divided by weights, to the last quantum
 *
 * Largest remainder: with n quanta to give and weights w of sum W, each part
 * first gets floor(n * w / W); the quanta left go one each to the parts with
 * the largest remainders, ties to the earlier.  The remainders are below W
 * and sum to a multiple of W, so fewer are left than there are remainders
 * above zero: a weight of zero gets nothing, and every part is within one
 * quantum of its exact share.
 *
 * Weights are numerics of any size, so shares and remainders are too.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/lsyscache.h"
#include "utils/numeric.h"

#include "base/compat.h"
#include "base/govfiscal.h"
#include "yuan/error.h"

/* Quanta are counted below zero, where the magnitude of any total has room. */
typedef struct Share
{
	int			position;
	int64		negative_count;
	Datum		remainder;
} Share;

PG_FUNCTION_INFO_V1(yuan_allocate);

static Datum
numeric_of(int64 value)
{
	return DirectFunctionCall1(int8_numeric, Int64GetDatum(value));
}

static void
refuse_weights(const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("invalid weights"),
			 errdetail_internal("%s", detail)));
}

static Datum *
get_weights(ArrayType *array, int *count)
{
	Datum		zero = numeric_of(0);
	Datum	   *weights;

	if (ARR_NDIM(array) != 1)
		refuse_weights(_("Weights are a one-dimensional array of at least one number."));
	if (array_contains_nulls(array))
		refuse_weights(_("A weight must not be null."));
	deconstruct_array(array, NUMERICOID, -1, false, TYPALIGN_INT,
					  &weights, NULL, count);
	for (int i = 0; i < *count; i++)
	{
		if (compat_numeric_is_special(weights[i]))
			refuse_weights(_("A weight must be a finite number."));
		if (DatumGetBool(DirectFunctionCall2(numeric_lt, weights[i], zero)))
			refuse_weights(_("A weight must not be negative."));
	}
	return weights;
}

static Datum
sum_of(const Datum *weights, int count)
{
	Datum		sum = numeric_of(0);

	for (int i = 0; i < count; i++)
	{
		Datum		next = DirectFunctionCall2(numeric_add, sum, weights[i]);

		pfree(DatumGetPointer(sum));
		sum = next;
	}
	if (DatumGetBool(DirectFunctionCall2(numeric_eq, sum, numeric_of(0))))
		refuse_weights(_("At least one weight must be greater than zero."));
	return sum;
}

static Share
share_of(int position, Datum quanta, Datum weight, Datum sum)
{
	Datum		product = DirectFunctionCall2(numeric_mul, quanta, weight);
	Datum		floor = DirectFunctionCall2(numeric_div_trunc, product, sum);
	Datum		taken = DirectFunctionCall2(numeric_mul, floor, sum);
	Datum		negative = DirectFunctionCall1(numeric_uminus, floor);
	Share		share;

	share.position = position;
	share.negative_count = DatumGetInt64(DirectFunctionCall1(numeric_int8, negative));
	share.remainder = DirectFunctionCall2(numeric_sub, product, taken);
	pfree(DatumGetPointer(product));
	pfree(DatumGetPointer(floor));
	pfree(DatumGetPointer(taken));
	pfree(DatumGetPointer(negative));
	return share;
}

static int
by_remainder(const void *left, const void *right)
{
	const Share *a = left;
	const Share *b = right;
	int			order = DatumGetInt32(DirectFunctionCall2(numeric_cmp,
														  b->remainder, a->remainder));

	return order != 0 ? order : a->position - b->position;
}

/* Fills counts with what each weight gets; together they are the total. */
static void
allocate(int64 negative_total, const Datum *weights, int count, int64 *negative_counts)
{
	Share	   *shares = palloc(sizeof(Share) * count);
	Datum		quanta = DirectFunctionCall1(numeric_uminus, numeric_of(negative_total));
	Datum		sum = sum_of(weights, count);
	int64		left = negative_total;

	for (int i = 0; i < count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		shares[i] = share_of(i, quanta, weights[i], sum);
		left -= shares[i].negative_count;
	}
	qsort(shares, count, sizeof(Share), by_remainder);
	for (int i = 0; i < count; i++)
		negative_counts[shares[i].position] =
			shares[i].negative_count - (i < -left);
}

Datum
yuan_allocate(PG_FUNCTION_ARGS)
{
	Yuan		total = PG_GETARG_YUAN(0);
	Yuan		quantum = PG_GETARG_YUAN(2);
	Oid			type = get_element_type(get_func_rettype(fcinfo->flinfo->fn_oid));
	Datum	   *weights;
	int			count;
	int64	   *parts;
	Datum	   *amounts;

	yuan_check_quantum(quantum);
	if (total % quantum != 0)
	{
		char		total_text[YUAN_MAX_TEXT];
		char		quantum_text[YUAN_MAX_TEXT];

		yuan_format_fen(total, total_text);
		yuan_format_fen(quantum, quantum_text);
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("total %s is not a multiple of %s", total_text, quantum_text)));
	}
	weights = get_weights(PG_GETARG_ARRAYTYPE_P(1), &count);

	/*
	 * Symmetry: a total below zero is given out as the same total above it.
	 * No part exceeds the total, so back from quanta nothing overflows.
	 */
	parts = palloc(sizeof(int64) * count);
	amounts = palloc(sizeof(Datum) * count);
	allocate(total > 0 ? -(total / quantum) : total / quantum, weights, count, parts);
	for (int i = 0; i < count; i++)
		amounts[i] = YuanGetDatum(total > 0 ? -(parts[i] * quantum) : parts[i] * quantum);

	PG_RETURN_ARRAYTYPE_P(construct_array(amounts, count, type, sizeof(Yuan),
										  FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
}
