/*
 * yuan/core.c - amounts of money as text  (pure)
 */
#include <string.h>

#include "yuan/core.h"
#include "yuan/scan.h"
#include "yuan/unit.h"

const uint64_t yuan_power_of_ten[YUAN_MAX_DIGITS + 1] = {
	UINT64_C(1), UINT64_C(10), UINT64_C(100), UINT64_C(1000),
	UINT64_C(10000), UINT64_C(100000), UINT64_C(1000000), UINT64_C(10000000),
	UINT64_C(100000000), UINT64_C(1000000000), UINT64_C(10000000000),
	UINT64_C(100000000000), UINT64_C(1000000000000), UINT64_C(10000000000000),
	UINT64_C(100000000000000), UINT64_C(1000000000000000),
	UINT64_C(10000000000000000), UINT64_C(100000000000000000)
};

static const char digit_pairs[] =
	"00010203040506070809101112131415161718192021222324"
	"25262728293031323334353637383940414243444546474849"
	"50515253545556575859606162636465666768697071727374"
	"75767778798081828384858687888990919293949596979899";

static inline void
add_digit(YuanNumber *number, char digit)
{
	uint64_t	value = (uint64_t) (digit - '0');

	if (number->digits > (UINT64_MAX - 9) / 10)
		number->overflow = true;
	else
		number->digits = number->digits * 10 + value;
}

/*
 * The part before the point.  A comma may stand only after a first group of
 * one to three digits and before and between groups of exactly three.
 */
static bool
scan_whole(const char **text, YuanNumber *number, bool *any)
{
	const char *p = *text;
	const char *group = p;

	while (yuan_is_digit(*p))
		add_digit(number, *p++);
	*any = p > group;

	if (*p == ',' && *any)
	{
		if (p - group > 3)
			return false;
		while (*p == ',')
		{
			group = ++p;
			while (yuan_is_digit(*p))
				add_digit(number, *p++);
			if (p - group != 3)
				return false;
		}
	}
	*text = p;
	return true;
}

/*
 * The part after the point.  A zero enters the number only once a digit that
 * is none follows it.
 */
static bool
scan_fraction(const char **text, YuanNumber *number)
{
	const char *start = *text;
	const char *p;

	for (p = start; yuan_is_digit(*p); p++)
	{
		if (*p == '0')
			continue;
		if (p - start >= YUAN_MAX_PLACES)
		{
			number->finer = true;
			continue;
		}
		for (; number->places < p - start; number->places++)
			add_digit(number, '0');
		add_digit(number, *p);
		number->places++;
	}
	*text = p;
	return p > start;
}

YuanStatus
yuan_scan_number(const char **text, YuanNumber *number)
{
	bool		any;

	memset(number, 0, sizeof(*number));
	if (!scan_whole(text, number, &any))
		return YUAN_BAD_GROUPS;
	if (**text == '.')
	{
		++*text;
		any |= scan_fraction(text, number);
	}
	return any ? YUAN_OK : YUAN_NO_DIGITS;
}

YuanStatus
yuan_number_fen(const YuanNumber *number, bool negative, int places, int64_t *fen)
{
	uint64_t	magnitude;

	if (number->finer || number->places > places)
		return YUAN_BROKEN_FEN;
	if (number->overflow ||
		__builtin_mul_overflow(number->digits,
							   yuan_power_of_ten[places - number->places],
							   &magnitude) ||
		!yuan_from_magnitude(negative, magnitude, fen))
		return YUAN_OUT_OF_RANGE;
	return YUAN_OK;
}

static inline const char *
skip_blanks(const char *p)
{
	while (yuan_is_blank(*p))
		p++;
	return p;
}

#define PLAIN_DIGITS	16

/*
 * The shape the type itself prints, with or without the decimals: most of
 * what is ever read.  Eighteen digits cannot overflow, so nothing is checked
 * on the way; anything else goes the way below.
 */
bool
yuan_parse_plain(const char *text, int64_t *fen)
{
	bool		negative = *text == '-';
	const char *start = text + negative;
	const char *p = start;
	int64_t		value = 0;

	while (yuan_is_digit(*p) && p - start < PLAIN_DIGITS)
		value = value * 10 + (*p++ - '0');
	if (p == start)
		return false;
	value *= 100;
	if (*p == '.' && yuan_is_digit(p[1]) && yuan_is_digit(p[2]))
	{
		value += (p[1] - '0') * 10 + (p[2] - '0');
		p += 3;
	}
	*fen = negative ? -value : value;
	return *p == '\0';
}

YuanStatus
yuan_parse_text(const char *text, int64_t *fen)
{
	const char *p = skip_blanks(text);
	bool		negative = *p == '-';
	bool		is_signed = negative || *p == '+';
	int			places = YUAN_PLACES;
	YuanNumber	number;
	YuanStatus	status;

	if (yuan_parse_plain(text, fen))
		return YUAN_OK;

	if (is_signed)
	{
		p++;
		if (*p == '+' || *p == '-' || (yuan_is_blank(*p) && *skip_blanks(p) != '\0'))
			return YUAN_BAD_SIGN;
	}
	if (!yuan_is_digit(*p) && *p != '.')
		return *skip_blanks(p) == '\0' ? YUAN_NO_DIGITS : YUAN_BAD_NUMBER;

	status = yuan_scan_number(&p, &number);
	if (status != YUAN_OK)
		return status;

	if (*p != '\0')
	{
		const char *unit = yuan_is_blank(*p) ? p + 1 : p;

		if (*p == ',')
			return YUAN_BAD_GROUPS;
		if (yuan_scan_unit(&unit, YUAN_UNIT_IN_INPUT, &places))
			p = unit;
		if (*skip_blanks(p) != '\0')
			return YUAN_BAD_UNIT;
	}
	return yuan_number_fen(&number, negative, places, fen);
}

static inline char *
write_pair(unsigned pair, char *end)
{
	memcpy(end - 2, digit_pairs + (size_t) pair * 2, 2);
	return end - 2;
}

/*
 * Writes value in decimal so that it ends before end.
 * Division by a constant is much cheaper on 32 bits, hence the eight digits.
 */
static inline void
write_backwards(uint64_t value, char *end)
{
	uint32_t	rest;

	while (value > UINT32_MAX)
	{
		rest = (uint32_t) (value % 100000000);
		value /= 100000000;
		for (int i = 0; i < 4; i++, rest /= 100)
			end = write_pair(rest % 100, end);
	}
	for (rest = (uint32_t) value; rest >= 100; rest /= 100)
		end = write_pair(rest % 100, end);
	if (rest >= 10)
		write_pair(rest, end);
	else
		end[-1] = (char) ('0' + rest);
}

/*
 * How many digits an amount has before the point; zero has one.  The processor
 * predicts the comparisons, so that digits are written before the count is
 * certain; a count computed from the bits would have them wait, and is slower.
 */
static inline int
count_digits(uint64_t yuan)
{
	int			digits = 1;

	while (yuan >= yuan_power_of_ten[digits])
		digits++;
	return digits;
}

int
yuan_format_fen(int64_t fen, char *buf)
{
	uint64_t	magnitude = yuan_magnitude(fen);
	uint64_t	yuan = magnitude / 100;
	char	   *point = buf;

	/* The length comes first: digits copied to their place cost the wait for the last. */
	if (fen < 0)
		*point++ = '-';
	point += count_digits(yuan);
	*point = '.';
	write_pair((unsigned) (magnitude - yuan * 100), point + 3);
	point[3] = '\0';
	write_backwards(yuan, point);
	return (int) (point + 3 - buf);
}

/*
 * 128 bits are divided by 10^9 four times over 32-bit limbs, so that every
 * step fits 64 bits on any platform.
 */
#define SUM_LIMBS		4
#define NINE_DIGITS		UINT32_C(1000000000)

static uint32_t
divide_limbs(uint32_t *limbs)
{
	uint64_t	rest = 0;

	for (int i = 0; i < SUM_LIMBS; i++)
	{
		uint64_t	value = (rest << 32) | limbs[i];

		limbs[i] = (uint32_t) (value / NINE_DIGITS);
		rest = value % NINE_DIGITS;
	}
	return (uint32_t) rest;
}

int
yuan_format_sum(YuanSum total, char *buf)
{
	/* The magnitude of the least total, 2^127, is right as unsigned. */
	YuanSum		magnitude = yuan_sum_abs(total);
	uint32_t	limbs[SUM_LIMBS] = {
		(uint32_t) ((uint64_t) magnitude.hi >> 32), (uint32_t) magnitude.hi,
		(uint32_t) (magnitude.lo >> 32), (uint32_t) magnitude.lo
	};
	char		digits[5 * 9];
	char	   *end = digits + sizeof(digits);
	char	   *p = end;
	char	   *out = buf;
	int			whole;

	while (p > digits)
	{
		uint32_t	nine = divide_limbs(limbs);

		for (int i = 0; i < 9; i++, nine /= 10)
			*--p = (char) ('0' + nine % 10);
	}
	while (*p == '0' && p < end - YUAN_PLACES - 1)
		p++;

	whole = (int) (end - p) - YUAN_PLACES;
	if (total.hi < 0)
		*out++ = '-';
	memcpy(out, p, (size_t) whole);
	out += whole;
	*out++ = '.';
	memcpy(out, end - YUAN_PLACES, YUAN_PLACES);
	out += YUAN_PLACES;
	*out = '\0';
	return (int) (out - buf);
}

bool
yuan_parse_sum(const char *text, YuanSum *total)
{
	uint32_t	limbs[SUM_LIMBS] = {0};
	bool		negative = *text == '-';
	const char *p = text + negative;
	const char *point = strchr(p, '.');
	char		again[YUAN_SUM_MAX_TEXT];

	if (point == NULL || point == p)
		return false;
	for (; *p != '\0'; p++)
	{
		uint64_t	carry;

		if (p == point)
			continue;
		if (!yuan_is_digit(*p))
			return false;
		carry = (uint64_t) (*p - '0');
		for (int i = SUM_LIMBS - 1; i >= 0; i--)
		{
			carry += (uint64_t) limbs[i] * 10;
			limbs[i] = (uint32_t) carry;
			carry >>= 32;
		}
		if (carry != 0)
			return false;
	}
	total->hi = (int64_t) ((uint64_t) limbs[0] << 32 | limbs[1]);
	total->lo = (uint64_t) limbs[2] << 32 | limbs[3];
	if (negative)
		*total = yuan_sum_negated(*total);

	/* What remains wrong (range, padding, decimals) does not come back equal. */
	yuan_format_sum(*total, again);
	return strcmp(text, again) == 0;
}
