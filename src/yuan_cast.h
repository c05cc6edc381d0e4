/*
 * yuan_cast.h - between amounts and numeric
 *
 * Include postgres.h and govfiscal.h first.
 */
#ifndef GOVFISCAL_YUAN_CAST_H
#define GOVFISCAL_YUAN_CAST_H

#include "yuan_round.h"

/* The amount as a numeric of yuan with two decimals. */
extern Datum yuan_numeric_datum(Yuan amount);

/* A numeric of yuan to a multiple of quantum; raises 22003 beyond the range. */
extern Yuan yuan_round_numeric(Datum number, int64 quantum, YuanRounding mode);

#endif							/* GOVFISCAL_YUAN_CAST_H */
