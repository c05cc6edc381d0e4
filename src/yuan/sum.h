/*
 * yuan/sum.h - exact sums of amounts, wider than one amount  (pure)
 *
 * A two's-complement 128-bit integer kept as two halves, so that it is the
 * same on every platform and can be stored.  2^63 additions cannot overflow
 * it, so no sum over rows ever needs a check on the way: only the final total
 * is judged.  That is what makes a sum independent of order and plan.
 */
#ifndef GOVFISCAL_YUAN_SUM_H
#define GOVFISCAL_YUAN_SUM_H

#include <stdbool.h>
#include <stdint.h>

typedef struct YuanSum
{
	int64_t		hi;
	uint64_t	lo;
} YuanSum;

static inline void
yuan_sum_add_sum(YuanSum *s, YuanSum other)
{
	uint64_t	lo = s->lo + other.lo;
	uint64_t	carry = lo < other.lo;

	s->hi = (int64_t) ((uint64_t) s->hi + (uint64_t) other.hi + carry);
	s->lo = lo;
}

static inline YuanSum
yuan_sum_of(int64_t fen)
{
	YuanSum		s = {fen < 0 ? -1 : 0, (uint64_t) fen};

	return s;
}

static inline YuanSum
yuan_sum_negated(YuanSum s)
{
	YuanSum		n = {(int64_t) ~(uint64_t) s.hi, ~s.lo};

	yuan_sum_add_sum(&n, yuan_sum_of(1));
	return n;
}

static inline void
yuan_sum_add(YuanSum *s, int64_t fen)
{
	yuan_sum_add_sum(s, yuan_sum_of(fen));
}

static inline void
yuan_sum_sub(YuanSum *s, int64_t fen)
{
	yuan_sum_add_sum(s, yuan_sum_negated(yuan_sum_of(fen)));
}

/* The total as an amount; false where it is beyond int64. */
static inline bool
yuan_sum_fen(YuanSum s, int64_t *fen)
{
	*fen = (int64_t) s.lo;
	return s.hi == (*fen < 0 ? -1 : 0);
}

static inline int
yuan_sum_cmp(YuanSum a, YuanSum b)
{
	if (a.hi != b.hi)
		return a.hi < b.hi ? -1 : 1;
	return a.lo < b.lo ? -1 : a.lo > b.lo;
}

static inline YuanSum
yuan_sum_abs(YuanSum s)
{
	return s.hi < 0 ? yuan_sum_negated(s) : s;
}

#endif							/* GOVFISCAL_YUAN_SUM_H */
