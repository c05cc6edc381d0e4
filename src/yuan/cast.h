/*
 * yuan/cast.h - between amounts and numeric
 *
 * Include postgres.h and base/govfiscal.h first.
 */
#ifndef GOVFISCAL_YUAN_CAST_H
#define GOVFISCAL_YUAN_CAST_H

#include "yuan/round.h"

/* The amount as a numeric of yuan with two decimals. */
extern Datum yuan_numeric_datum(Yuan amount);

/* A numeric of yuan to a multiple of quantum; raises 22003 beyond the range. */
extern Yuan yuan_round_numeric(Datum number, int64 quantum, YuanRounding mode);

/* A type modifier that is no quantum can only come from a call by hand. */
static inline bool
yuan_is_multiple(Yuan amount, int32 typmod)
{
	return typmod <= 0 || amount % typmod == 0;
}

/* To a multiple of the type modifier, if there is one: rounded, or refused. */
extern Yuan yuan_to_quantum(Yuan amount, int32 typmod, bool is_explicit);

#endif							/* GOVFISCAL_YUAN_CAST_H */
