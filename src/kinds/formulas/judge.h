/*
 * judge.h - the verdict on each formula of a document  (pure)
 */
#ifndef GOVFISCAL_FORMULA_JUDGE_H
#define GOVFISCAL_FORMULA_JUDGE_H

#include "kinds/formulas/walk.h"
#include "yuan/sum.h"

typedef enum FormulaVerdict
{
	FORMULA_EXACT,
	FORMULA_ROUNDING,
	FORMULA_NOTICE,
	FORMULA_VIOLATION,
	FORMULA_IS_ORPHAN,
	FORMULA_WARNING,
	FORMULA_UNREPORTED,
	FORMULA_NOT_APPLICABLE,
	FORMULA_NO_VERDICT			/* never told */
} FormulaVerdict;

/* What one term, or one side, adds up to. */
typedef struct FormulaTotal
{
	YuanSum		sum;			/* without the term's own sign */
	int32_t		lines;			/* cells that it has */
	int32_t		reported;		/* and those of them that are reported */
} FormulaTotal;

typedef struct FormulaFinding
{
	const FormulaSum *sum;		/* formula, scope, place, why it does not apply */
	FormulaVerdict verdict;
	FormulaTotal side[2];		/* signed, constants included */
	YuanSum		difference;		/* left - right */
	YuanSum		bound;			/* the largest that rounding explains */
} FormulaFinding;

typedef void (*FormulaHear) (void *owner, const FormulaFinding *finding);

/* Tells of every verdict; the finding lives as long as the call. */
extern void formula_judge(FormulaDocument *document, FormulaHear hear, void *owner);

/* The fold itself: verdict, sides, difference and bound of one sum. */
extern void formula_fold(const FormulaSum *sum, FormulaFinding *finding);

/* For a message: the figures of one term of the formula. */
extern FormulaTotal formula_term_total(const FormulaSum *sum, int term);

/* "03[*].total 75.50 = 01[expenditure] 57.50"; returns the length that it needs. */
extern int	formula_with_figures(const FormulaSum *sum, const FormulaSet *set, char *buffer, size_t size);

extern const char *formula_verdict_name(FormulaVerdict verdict);

#endif							/* GOVFISCAL_FORMULA_JUDGE_H */
