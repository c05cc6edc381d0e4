/*
 * yuan/round.h - the only place where an amount is rounded  (pure)
 */
#ifndef GOVFISCAL_YUAN_ROUND_H
#define GOVFISCAL_YUAN_ROUND_H

#include "yuan/core.h"

typedef enum YuanRounding
{
	YUAN_HALF_UP,				/* half away from zero */
	YUAN_HALF_EVEN,
	YUAN_UP,					/* away from zero */
	YUAN_DOWN,					/* towards zero */
	YUAN_CEILING,
	YUAN_FLOOR
} YuanRounding;

extern bool yuan_rounding_by_name(const char *name, YuanRounding *mode);

/* To a multiple of quantum, which is above zero; false if beyond the range. */
extern bool yuan_round_fen(int64_t fen, int64_t quantum, YuanRounding mode,
						   int64_t *rounded);

/*
 * The same for a decimal number of yuan of any length, as numeric prints it:
 * an optional minus, digits, and a point with digits.
 */
extern bool yuan_round_decimal(const char *decimal, int64_t quantum,
							   YuanRounding mode, int64_t *rounded);

#endif							/* GOVFISCAL_YUAN_ROUND_H */
