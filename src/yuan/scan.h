/*
 * yuan/scan.h - a decimal number in text, read digit by digit  (pure)
 *
 * What the two readers of amounts share: yuan/core.c reads the input form of
 * the type, yuan/cell.c reads cells of printed documents.
 */
#ifndef GOVFISCAL_YUAN_SCAN_H
#define GOVFISCAL_YUAN_SCAN_H

#include "yuan/core.h"

/*
 * digits / 10^places.  Trailing zeros of the fraction are not kept, so for a
 * number that is a whole count of fen in its unit, digits never exceeds that
 * count: if digits overflows, so does the amount.
 */
typedef struct YuanNumber
{
	uint64_t	digits;
	int			places;			/* at most YUAN_MAX_PLACES */
	bool		overflow;		/* digits is beyond 64 bits */
	bool		finer;			/* a digit but 0 stands beyond YUAN_MAX_PLACES */
} YuanNumber;

/*
 * Reads digits, comma groups and a fraction at *text, and moves *text past
 * them: YUAN_OK, YUAN_NO_DIGITS or YUAN_BAD_GROUPS.
 */
extern YuanStatus yuan_scan_number(const char **text, YuanNumber *number);

/* The number in units of 10^places fen: YUAN_OK, BROKEN_FEN or OUT_OF_RANGE. */
extern YuanStatus yuan_number_fen(const YuanNumber *number, bool negative,
								  int places, int64_t *fen);

#endif							/* GOVFISCAL_YUAN_SCAN_H */
