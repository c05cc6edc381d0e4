/*
 * subject/array.c - arrays of codes
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "utils/array.h"

#include "base/govfiscal.h"
#include "subject/array.h"

PG_FUNCTION_INFO_V1(subject_contained_any);
PG_FUNCTION_INFO_V1(subject_any_contains);
PG_FUNCTION_INFO_V1(subject_array_first);
PG_FUNCTION_INFO_V1(subject_array_last);
PG_FUNCTION_INFO_V1(subject_path);

static bool
is_below_any(SubjectCode lower, ArrayType *codes)
{
	SubjectArrayIterator it = subject_array_begin(codes);
	int32_t		code;

	while (subject_array_next(&it, &code))
		if (subject_covers(code, lower))
			return true;
	return false;
}

Datum
subject_contained_any(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(is_below_any(PG_GETARG_SUBJECT_CODE(0), PG_GETARG_ARRAYTYPE_P(1)));
}

Datum
subject_any_contains(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(is_below_any(PG_GETARG_SUBJECT_CODE(1), PG_GETARG_ARRAYTYPE_P(0)));
}

/* Of no codes there is no first and no last: NULL, which no row equals. */
Datum
subject_array_first(PG_FUNCTION_ARGS)
{
	SubjectArrayIterator it = subject_array_begin(PG_GETARG_ARRAYTYPE_P(0));
	int32_t		code;
	int32_t		first;

	if (!subject_array_next(&it, &first))
		PG_RETURN_NULL();
	while (subject_array_next(&it, &code))
		first = Min(first, code);
	PG_RETURN_SUBJECT_CODE(first);
}

Datum
subject_array_last(PG_FUNCTION_ARGS)
{
	SubjectArrayIterator it = subject_array_begin(PG_GETARG_ARRAYTYPE_P(0));
	int32_t		code;
	int32_t		last;

	if (!subject_array_next(&it, &code))
		PG_RETURN_NULL();
	last = subject_last_of(code);
	while (subject_array_next(&it, &code))
		last = Max(last, subject_last_of(code));
	PG_RETURN_SUBJECT_CODE(last);
}

static int
compare_codes(const void *a, const void *b)
{
	return subject_compare(*(const int32_t *) a, *(const int32_t *) b);
}

int32_t *
subject_array_tops(ArrayType *codes, int *n)
{
	SubjectArrayIterator it = subject_array_begin(codes);
	int32_t    *top = palloc(sizeof(int32_t) * Max(it.n, 1));
	int			all = 0;

	while (subject_array_next(&it, &top[all]))
		all++;
	qsort(top, all, sizeof(int32_t), compare_codes);

	/* In pre-order, if any code that was kept covers the next, the last one does. */
	*n = 0;
	for (int i = 0; i < all; i++)
		if (*n == 0 || !subject_covers(top[*n - 1], top[i]))
			top[(*n)++] = top[i];
	return top;
}

Datum
subject_path_array(int32_t code, bool self, Oid type)
{
	int32_t		path[SUBJECT_MAX_LEVEL + 1];
	int			length = subject_path_of(code, path) - !self;
	Datum		elements[SUBJECT_MAX_LEVEL + 1];

	for (int i = 0; i < length; i++)
		elements[i] = SubjectCodeGetDatum(path[i]);
	return PointerGetDatum(construct_array(elements, length, type, sizeof(SubjectCode),
										   true, TYPALIGN_INT));
}

/* What an index condition on ancestors compares with. */
Datum
subject_path(PG_FUNCTION_ARGS)
{
	PG_RETURN_DATUM(subject_path_array(PG_GETARG_SUBJECT_CODE(0), PG_GETARG_BOOL(1),
									   get_fn_expr_argtype(fcinfo->flinfo, 0)));
}
