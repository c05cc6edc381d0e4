/*
 * rule/finding.c - the verdict on one sum
 */
#include "postgres.h"

#include "fmgr.h"

#include "rule/finding.h"
#include "yuan/interval.h"

const char *
check_verdict_name(CheckVerdict verdict)
{
	switch (verdict)
	{
		case CHECK_EXACT:
			return "exact";
		case CHECK_ROUNDING:
			return "rounding";
		case CHECK_NOTICE:
			return "notice";
		case CHECK_VIOLATION:
			return "violation";
		case CHECK_ORPHAN:
			return "orphan";
		case CHECK_WARNED:
			return "warning";
		case CHECK_EXPLAINED:
			return "explained";
		case CHECK_UNREPORTED:
			return "unreported";
		case CHECK_NOT_APPLICABLE:
			return "not applicable";
	}
	elog(ERROR, "unknown verdict %d", (int) verdict);
	return NULL;
}

/*
 * The most that rounding explains: each figure of an equation misses its true
 * value by half its quantum at most, so all of them by half the sum of their
 * quanta, rounded down to whole fen.  An exact figure adds 0.
 */
YuanSum
check_bound(YuanSum quanta)
{
	uint64		odd = (uint64) quanta.hi & 1;

	quanta.hi >>= 1;
	quanta.lo = odd << 63 | quanta.lo >> 1;
	return quanta;
}

/* Sets difference and verdict; a figure that is missing makes it unreported. */
void
check_judge(CheckFinding *finding, CheckComparator comparator)
{
	bool		holds;

	if (!finding->has_stated || !finding->has_computed)
	{
		finding->verdict = CHECK_UNREPORTED;
		return;
	}
	finding->difference = yuan_sum_negated(finding->computed);
	yuan_sum_add_sum(&finding->difference, finding->stated);

	switch (comparator)
	{
		case CHECK_AT_LEAST:
			holds = finding->difference.hi >= 0;
			break;
		case CHECK_AT_MOST:
			holds = yuan_sum_cmp(finding->difference, yuan_sum_of(0)) <= 0;
			break;
		default:
			holds = yuan_sum_cmp(finding->difference, yuan_sum_of(0)) == 0;
	}
	if (holds)
		finding->verdict = CHECK_EXACT;
	else if (yuan_interval_holds(finding->difference, finding->bound))
		finding->verdict = CHECK_ROUNDING;
	else
		finding->verdict = CHECK_VIOLATION;
}
