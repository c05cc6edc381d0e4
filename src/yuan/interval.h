/*
 * yuan/interval.h - how far rounded figures may miss their sum  (pure)
 *
 * A figure printed in multiples of a quantum q stands for any true value
 * within q/2.  An equation between m such figures can be off by m * q/2 and
 * no more, so a difference up to floor(m * q / 2) fen proves nothing, and one
 * fen above it proves an error.
 */
#ifndef GOVFISCAL_YUAN_INTERVAL_H
#define GOVFISCAL_YUAN_INTERVAL_H

#include "yuan/sum.h"

/*
 * floor(figures * quantum / 2), neither negative.  Schoolbook over 32-bit
 * halves: each product fits 64 bits, and both factors being below 2^63 the
 * whole stays below 2^126.
 */
static inline YuanSum
yuan_interval_bound(int64_t figures, int64_t quantum)
{
	uint64_t	a_hi = (uint64_t) figures >> 32;
	uint64_t	a_lo = (uint32_t) figures;
	uint64_t	b_hi = (uint64_t) quantum >> 32;
	uint64_t	b_lo = (uint32_t) quantum;
	uint64_t	low = a_lo * b_lo;
	uint64_t	mid = a_hi * b_lo + (low >> 32);
	uint64_t	mid_lo = a_lo * b_hi + (uint32_t) mid;
	uint64_t	hi = a_hi * b_hi + (mid >> 32) + (mid_lo >> 32);
	uint64_t	lo = mid_lo << 32 | (uint32_t) low;
	YuanSum		half = {(int64_t) (hi >> 1), hi << 63 | lo >> 1};

	return half;
}

/* Is the difference within the bound?  The interval is closed at both ends. */
static inline bool
yuan_interval_holds(YuanSum difference, YuanSum bound)
{
	return yuan_sum_cmp(yuan_sum_abs(difference), bound) <= 0;
}

#endif							/* GOVFISCAL_YUAN_INTERVAL_H */
