/*
 * base/row.h - functions that return a set of rows
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_BASE_ROW_H
#define GOVFISCAL_BASE_ROW_H

#include "access/tupdesc.h"
#include "utils/tuplestore.h"

#include "base/nls.h"

typedef struct SrfRows
{
	Tuplestorestate *store;
	TupleDesc	desc;
} SrfRows;

/* Makes the call materialize its rows in a store that spills beyond work_mem. */
extern SrfRows srf_begin(FunctionCallInfo fcinfo);
extern void srf_put(SrfRows *rows, Datum *values, bool *nulls);

#endif							/* GOVFISCAL_BASE_ROW_H */
