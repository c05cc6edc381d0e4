/*
 * yuan/unit.h - the units in which amounts are written  (pure)
 *
 * A unit is the number of places from one fen to it: 2 for a yuan, 6 for ten
 * thousand yuan.
 */
#ifndef GOVFISCAL_YUAN_UNIT_H
#define GOVFISCAL_YUAN_UNIT_H

#include "yuan/core.h"

/* Where a name of a unit may stand. */
#define YUAN_UNIT_IN_INPUT	1	/* after a number in the input form */
#define YUAN_UNIT_IN_CELL	2	/* after a number in a printed cell */
#define YUAN_UNIT_AS_NAME	4	/* alone, as the argument of a function */

/* Moves past the longest unit at *text that may stand there. */
extern bool yuan_scan_unit(const char **text, int use, int *places);

/* The unit a function was given by name. */
extern bool yuan_unit_by_name(const char *name, int *places);

#define YUAN_MAX_DECIMALS	20
#define YUAN_UNIT_MAX_TEXT	48	/* sign, 17 digits, commas, point, decimals */

/*
 * The amount in a unit, with so many decimals, half up; with commas if
 * grouping.  Returns the length.
 */
extern int	yuan_format_in_unit(int64_t fen, int places, int decimals,
								bool grouping, char *buf);

#endif							/* GOVFISCAL_YUAN_UNIT_H */
