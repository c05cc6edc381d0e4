/*
 * yuan/core.h - amounts of money as text  (pure)
 *
 * An amount is an int64 count of fen, and every int64 is an amount.  Nothing
 * here rounds, allocates, raises or looks at a locale; text is UTF-8, ended
 * by a NUL.
 */
#ifndef GOVFISCAL_YUAN_CORE_H
#define GOVFISCAL_YUAN_CORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "yuan/sum.h"

/* Why a text is no amount.  The order is of no meaning. */
typedef enum YuanStatus
{
	YUAN_OK,
	YUAN_NO_DIGITS,				/* empty, or a lone sign */
	YUAN_BAD_SIGN,				/* doubled, or parted from the digits */
	YUAN_BAD_GROUPS,			/* a comma that does not part groups of three */
	YUAN_BAD_NUMBER,			/* no digit where the number must begin */
	YUAN_BAD_UNIT,				/* something else than a unit follows */
	YUAN_BROKEN_FEN,			/* a fraction of a fen */
	YUAN_OUT_OF_RANGE
} YuanStatus;

/*
 * Places from one fen to one unit: 100 fen are a yuan.  The largest unit
 * bounds the decimals that can ever count.
 */
#define YUAN_PLACES			2
#define WAN_YUAN_PLACES		6
#define YI_YUAN_PLACES		10
#define YUAN_MAX_PLACES		YI_YUAN_PLACES

/* Buffers that hold any amount, any total, with the NUL. */
#define YUAN_MAX_TEXT		24	/* -92233720368547758.08 */
#define YUAN_SUM_MAX_TEXT	44	/* 39 digits, sign, point */

#define YUAN_MAX_DIGITS		17	/* of any amount, before the point */

extern const uint64_t yuan_power_of_ten[YUAN_MAX_DIGITS + 1];

/* Text of nothing but a sign, up to 16 digits and, or not, a point and two more. */
extern bool yuan_parse_plain(const char *text, int64_t *fen);

/* The input form of the type: sign, digits, comma groups, fraction, unit. */
extern YuanStatus yuan_parse_text(const char *text, int64_t *fen);

/* The output form: sign, digits, two decimals.  Both return the length. */
extern int	yuan_format_fen(int64_t fen, char *buf);
extern int	yuan_format_sum(YuanSum total, char *buf);

/* The reverse of yuan_format_sum, and nothing else. */
extern bool yuan_parse_sum(const char *text, YuanSum *total);

/* |fen|, which is one more than INT64_MAX for the least amount. */
static inline uint64_t
yuan_magnitude(int64_t fen)
{
	return fen < 0 ? -(uint64_t) fen : (uint64_t) fen;
}

/* The amount of a sign and a magnitude; false where there is none. */
static inline bool
yuan_from_magnitude(bool negative, uint64_t magnitude, int64_t *fen)
{
	if (magnitude > (uint64_t) INT64_MAX + negative)
		return false;
	*fen = (int64_t) (negative ? -magnitude : magnitude);
	return true;
}

/* ASCII only: isspace() and isdigit() ask the locale. */
static inline bool
yuan_is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline bool
yuan_is_digit(char c)
{
	return (unsigned char) (c - '0') <= 9;
}

#endif							/* GOVFISCAL_YUAN_CORE_H */
