/*
 * subject/array.h - arrays of codes
 *
 * Include postgres.h and utils/array.h first.
 */
#ifndef GOVFISCAL_SUBJECT_ARRAY_H
#define GOVFISCAL_SUBJECT_ARRAY_H

#include "subject/core.h"

/*
 * Steps through the codes of an array, whatever its shape.  A null element
 * names no code, and takes no room among the stored elements.
 */
typedef struct SubjectArrayIterator
{
	const int32 *next;
	const bits8 *nulls;
	int			i;
	int			n;
} SubjectArrayIterator;

static inline SubjectArrayIterator
subject_array_begin(ArrayType *codes)
{
	SubjectArrayIterator it;

	it.next = (const int32 *) ARR_DATA_PTR(codes);
	it.nulls = ARR_NULLBITMAP(codes);
	it.i = 0;
	it.n = ArrayGetNItems(ARR_NDIM(codes), ARR_DIMS(codes));
	return it;
}

static inline bool
subject_array_next(SubjectArrayIterator *it, int32_t *code)
{
	for (; it->i < it->n; it->i++)
		if (it->nulls == NULL || (it->nulls[it->i / 8] & (1 << (it->i % 8))))
		{
			it->i++;
			*code = *it->next++;
			return true;
		}
	return false;
}

/*
 * The codes that are not below another one of the array, in order: their
 * subtrees are disjoint ranges that hold exactly what is below any.
 */
extern int32_t *subject_array_tops(ArrayType *codes, int *n);

/* The path from the root as an array datum; without the code unless self. */
extern Datum subject_path_array(int32_t code, bool self, Oid type);

#endif							/* GOVFISCAL_SUBJECT_ARRAY_H */
