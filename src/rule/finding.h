/*
 * rule/finding.h - one checked sum, its verdict, and who listens to it
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_RULE_FINDING_H
#define GOVFISCAL_RULE_FINDING_H

#include "yuan/sum.h"

typedef struct CheckRule CheckRule;
typedef struct CheckSink CheckSink;

typedef enum CheckVerdict
{
	CHECK_EXACT,
	CHECK_ROUNDING,				/* inside the rounding interval */
	CHECK_NOTICE,				/* so, where totals should be exact */
	CHECK_VIOLATION,
	CHECK_ORPHAN,				/* a child whose parent row is missing */
	CHECK_WARNED,				/* a violation of what is only verified */
	CHECK_EXPLAINED,			/* ... that the document gives a reason for */
	CHECK_UNREPORTED,			/* NULLs: not checked, and said so */
	CHECK_NOT_APPLICABLE		/* the layout does not print it */
} CheckVerdict;

extern const char *check_verdict_name(CheckVerdict verdict);

/* Sets of verdicts. */
#define CHECK_BIT(verdict)	(1u << (verdict))
#define CHECK_WRONG			(CHECK_BIT(CHECK_VIOLATION) | CHECK_BIT(CHECK_ORPHAN))
#define CHECK_LAST_VERDICT	CHECK_NOT_APPLICABLE
#define CHECK_ANY			(CHECK_BIT(CHECK_LAST_VERDICT + 1) - 1)

/* One checked sum. Lives only as long as the call of the sink it is given to. */
typedef struct CheckFinding
{
	const Datum *keys;			/* the group, in the order of the rule's key */
	int			side;			/* the table it is about first */
	const char *code;			/* the node of a tree, or NULL */
	const char *column;			/* the amount column, or NULL */
	bool		has_stated;
	bool		has_computed;
	YuanSum		stated;
	YuanSum		computed;
	YuanSum		difference;		/* stated - computed, where both are there */
	YuanSum		bound;			/* largest |difference| explained by rounding */
	int64		addends;
	int64		blanks;			/* rows of the equation without an amount */
	CheckVerdict verdict;
	const char *stated_as;		/* what the figures are called, where not as the kind has it */
	const char *computed_as;
	const char *note;			/* what else is wrong: a cycle, a repeated parent */
	const char *cause;			/* audits: a transformation that explains it */
	bool		inherited;		/* audits: violations right below account for it */

	/* Of a formula, or NULL: */
	const char *formula;		/* its id and text */
	const char *cited;			/* its id, the value of its scope, its title */
	const char *figures;		/* its text with the figure of each term */
	const char *line;			/* the line of its first term, as a JSON object */
	const struct FormulaFinding *judged;	/* what the kind itself knows of it */
} CheckFinding;

typedef enum CheckComparator
{
	CHECK_EQUAL,
	CHECK_AT_LEAST,
	CHECK_AT_MOST
} CheckComparator;

/* Who listens to findings: a trigger's report, an audit, a validation. */
struct CheckSink
{
	void		(*find) (CheckSink *sink, CheckRule *rule, const CheckFinding *finding);
	unsigned	wanted;			/* verdicts it hears of: CHECK_BIT of each */
	bool		want_causes;	/* audits pay for diagnosis, triggers do not */
	int64		groups;			/* groups folded so far */
};

static inline bool
check_is_wanted(const CheckSink *sink, CheckVerdict verdict)
{
	return (sink->wanted & CHECK_BIT(verdict)) != 0;
}

/* The bound of figures with these quanta. */
extern YuanSum check_bound(YuanSum quanta);

/* Sets difference and verdict. */
extern void check_judge(CheckFinding *finding, CheckComparator comparator);

#endif							/* GOVFISCAL_RULE_FINDING_H */
