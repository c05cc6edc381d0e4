/*
 * repair.h - which figure is wrong  (pure)
 *
 * Looks for the smallest change of a document that makes every must-hold
 * equation hold: one to three figures, or one fault of the printed form (a
 * displaced column, a missing row ...), which scores as one figure.  Promise:
 * with any suggestion put in, all of these equations hold.
 */
#ifndef GOVFISCAL_EQUATIONS_REPAIR_H
#define GOVFISCAL_EQUATIONS_REPAIR_H

#include "equations/arena.h"
#include "equations/system.h"

/* What was done to the right figure, or to the form, to get what stands there. */
typedef enum EquationCause
{
	CAUSE_OTHER_FIGURE,			/* no slip that we know */
	CAUSE_DIGIT_LOST,
	CAUSE_DIGIT_ADDED,
	CAUSE_DIGIT_CHANGED,
	CAUSE_DIGITS_SWAPPED,
	CAUSE_SIGN,
	CAUSE_TEN_TIMES_TOO_LARGE,
	CAUSE_TEN_TIMES_TOO_SMALL,
	CAUSE_WAN_TIMES_TOO_LARGE,	/* 10 000 times: yuan taken for wan yuan */
	CAUSE_WAN_TIMES_TOO_SMALL,
	CAUSE_NEIGHBOUR,			/* the figure beside, above or below */
	CAUSE_LEFT_OUT,				/* blank or 0 where a figure belongs */
	CAUSE_TOO_MUCH,				/* a figure where 0 belongs */
	CAUSE_SEVERAL,				/* several figures, each with its own cause */

	/* faults of the form: one suggestion whatever the number of its figures */
	CAUSE_COLUMN_DISPLACED,		/* from row "row" on, all stand "distance" rows too low */
	CAUSE_ROW_MISSING,			/* a row below "row"; proposed are its figures */
	CAUSE_ROW_DOUBLED,
	CAUSE_ROW_MISPLACED,		/* row "row" belongs below row "other" */
	CAUSE_OTHER_UNIT,			/* all figures of the form "factor" times too large, or small if negative */
	CAUSE_ONE_COLUMN_ASIDE,
	CAUSE_FIGURES_EXCHANGED,	/* two figures of one column */
	CAUSE_ROWS_EXCHANGED,		/* "row" and "other" */
	CAUSE_COLUMNS_EXCHANGED		/* "column" and "other" */
} EquationCause;

/*
 * ROW_MISSING: the cell is that of the row it belongs below, stored is 0, and
 * the figure is to be added to what that row sums.  ROW_MISPLACED: the cells
 * are those of the row, with proposed = stored: only its place is wrong.
 */
typedef struct EquationChange
{
	int32_t		cell;
	EquationCause cause;
	int64_t		stored;
	int64_t		proposed;
	bool		proposed_blank;
} EquationChange;

typedef struct EquationSuggestion
{
	EquationCause cause;
	int32_t		size;			/* figures, or 1 for a fault of the form */
	int32_t		cost;			/* the less, the likelier; about bits */
	int32_t		settles;		/* violated equations that hold with it: all */
	int32_t		nchanges;
	EquationChange *changes;
	int32_t		form;			/* of a fault of the form */
	int32_t		row;
	int32_t		column;
	int32_t		other;
	int32_t		distance;
	int64_t		factor;
} EquationSuggestion;

typedef enum EquationOutcome
{
	EQUATIONS_HOLD,				/* nothing is violated */
	EQUATIONS_REPAIRED,			/* at least one suggestion */
	EQUATIONS_NO_SMALL_REPAIR,	/* the search ended with none */
	EQUATIONS_GAVE_UP,			/* the steps were used up with none */
	EQUATIONS_TOO_LARGE			/* beyond the limits of system.h */
} EquationOutcome;

typedef struct EquationRepair
{
	EquationOutcome outcome;
	int32_t		violated;
	int32_t		nsuggestions;
	EquationSuggestion *suggestions;	/* the best first */
	int64_t		steps;			/* terms and equations looked at */
} EquationRepair;

/* About 30 ms; a document of 1,000 cells of which nothing is right needs half of it. */
#define EQUATIONS_DEFAULT_STEPS	INT64_C(1000000)

/* At most "most" suggestions; "steps" bounds the search, not a clock. */
extern EquationRepair *equations_repair(const EquationSystem *system, int32_t most,
										int64_t steps, EquationArena arena);

#endif							/* GOVFISCAL_EQUATIONS_REPAIR_H */
