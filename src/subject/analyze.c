/*
 * subject/analyze.c - what ANALYZE keeps about a column of codes
 *
 * The usual kinds of statistics from the usual sample, only finer: ten times
 * the entries of other types.  A classification has some two thousand codes.
 * With a hundred entries most of them share a histogram bin, and an item can
 * be told neither from its neighbour nor from a gap in the numbering, so that
 * the estimate of a small subtree is a guess.  With a thousand, what the sample
 * knows is kept.
 *
 * A target set by ALTER TABLE ... SET STATISTICS is left as it is.
 */
#include "postgres.h"

#include "commands/vacuum.h"
#include "fmgr.h"

#include "base/compat.h"

PG_FUNCTION_INFO_V1(subject_code_typanalyze);

#define FINER			10
#define MAX_TARGET		10000

Datum
subject_code_typanalyze(PG_FUNCTION_ARGS)
{
	VacAttrStats *stats = (VacAttrStats *) PG_GETARG_POINTER(0);
	bool		finer = GF_STATISTICS_TARGET(stats) < 0;
	bool		analyzable;
	int			sample;

	/* The sample is that of the default target, which std_typanalyze sets. */
	analyzable = std_typanalyze(stats);
	sample = stats->minrows;
	if (analyzable && finer)
	{
		GF_STATISTICS_TARGET(stats) = Min(default_statistics_target * FINER, MAX_TARGET);
		analyzable = std_typanalyze(stats);
		stats->minrows = sample;
	}
	PG_RETURN_BOOL(analyzable);
}
