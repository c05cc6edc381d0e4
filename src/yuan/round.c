/*
 * yuan/round.c - the only place where an amount is rounded  (pure)
 *
 * A number is taken as a sign, a magnitude of whole fen, and what is left
 * below one fen, of which only its place against one half matters.
 */
#include <string.h>

#include "yuan/round.h"

typedef enum Tail
{
	TAIL_ZERO,
	TAIL_BELOW_HALF,
	TAIL_HALF,
	TAIL_ABOVE_HALF
} Tail;

bool
yuan_rounding_by_name(const char *name, YuanRounding *mode)
{
	static const char *const names[] = {
		[YUAN_HALF_UP] = "half_up",
		[YUAN_HALF_EVEN] = "half_even",
		[YUAN_UP] = "up",
		[YUAN_DOWN] = "down",
		[YUAN_CEILING] = "ceiling",
		[YUAN_FLOOR] = "floor",
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(name, names[i]) == 0)
		{
			*mode = (YuanRounding) i;
			return true;
		}
	return false;
}

/*
 * Where rest fen and the tail lie in a quantum.  Twice a rest below 2^63 fits
 * 64 bits.  If it falls short of the quantum by one, half a fen is missing to
 * the middle and the tail decides; if by more, no tail can reach it.
 */
static Tail
place_in_quantum(uint64_t rest, Tail tail, uint64_t quantum)
{
	uint64_t	twice = rest * 2;

	if (rest == 0 && tail == TAIL_ZERO)
		return TAIL_ZERO;
	if (twice > quantum)
		return TAIL_ABOVE_HALF;
	if (twice == quantum)
		return tail == TAIL_ZERO ? TAIL_HALF : TAIL_ABOVE_HALF;
	if (quantum - twice == 1 && tail != TAIL_ZERO)
		return tail;
	return TAIL_BELOW_HALF;
}

static bool
rounds_away(Tail place, bool odd, bool negative, YuanRounding mode)
{
	if (place == TAIL_ZERO)
		return false;
	switch (mode)
	{
		case YUAN_HALF_UP:
			return place >= TAIL_HALF;
		case YUAN_HALF_EVEN:
			return place > TAIL_HALF || (place == TAIL_HALF && odd);
		case YUAN_UP:
			return true;
		case YUAN_DOWN:
			return false;
		case YUAN_CEILING:
			return !negative;
		case YUAN_FLOOR:
			return negative;
	}
	return false;
}

static bool
round_magnitude(bool negative, uint64_t magnitude, Tail tail,
				int64_t quantum, YuanRounding mode, int64_t *rounded)
{
	uint64_t	unit = (uint64_t) quantum;
	uint64_t	count = magnitude / unit;
	Tail		place = place_in_quantum(magnitude % unit, tail, unit);

	count += rounds_away(place, count % 2 != 0, negative, mode);
	return !__builtin_mul_overflow(count, unit, &magnitude) &&
		yuan_from_magnitude(negative, magnitude, rounded);
}

bool
yuan_round_fen(int64_t fen, int64_t quantum, YuanRounding mode, int64_t *rounded)
{
	return round_magnitude(fen < 0, yuan_magnitude(fen), TAIL_ZERO,
						   quantum, mode, rounded);
}

static Tail
scan_tail(const char *digits)
{
	char		first = *digits;
	bool		more = false;

	if (first == '\0')
		return TAIL_ZERO;
	while (*++digits != '\0')
		more |= *digits != '0';
	if (first == '0' && !more)
		return TAIL_ZERO;
	if (first == '5' && !more)
		return TAIL_HALF;
	return first < '5' ? TAIL_BELOW_HALF : TAIL_ABOVE_HALF;
}

static bool
push_digit(uint64_t *magnitude, char digit)
{
	return !__builtin_mul_overflow(*magnitude, UINT64_C(10), magnitude) &&
		!__builtin_add_overflow(*magnitude, (uint64_t) (digit - '0'), magnitude);
}

/*
 * A magnitude beyond 64 bits is beyond the range whatever the quantum:
 * rounding takes away less than one quantum, which is less than 2^63.
 */
bool
yuan_round_decimal(const char *decimal, int64_t quantum, YuanRounding mode,
				   int64_t *rounded)
{
	bool		negative = *decimal == '-';
	const char *p = decimal + negative;
	uint64_t	magnitude = 0;

	while (yuan_is_digit(*p))
		if (!push_digit(&magnitude, *p++))
			return false;
	if (*p == '.')
		p++;
	for (int places = 0; places < YUAN_PLACES; places++)
		if (!push_digit(&magnitude, yuan_is_digit(*p) ? *p++ : '0'))
			return false;
	return round_magnitude(negative, magnitude, scan_tail(p), quantum, mode, rounded);
}
