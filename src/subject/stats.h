/*
 * subject/stats.h - the distribution of a column of codes  (pure)
 *
 * What ANALYZE knows: the commonest codes with their frequencies and, of the
 * others, a histogram, which is a sample of them at equal steps.  From these
 * follow the shares of rows that the estimators need.  A share is a fraction
 * of all rows, NULLs included in the total.
 */
#ifndef GOVFISCAL_SUBJECT_STATS_H
#define GOVFISCAL_SUBJECT_STATS_H

#include "subject/core.h"

typedef struct SubjectStats
{
	int			n_common;
	int32_t    *common;			/* ascending */
	float	   *frequency;
	int			n_bounds;		/* 0: no histogram */
	int32_t    *bound;			/* ascending */
	double		rest;			/* share of the rows that are neither common nor NULL */
	double		n_rest;			/* how many codes they have between them, at least 1 */
	bool		level_seen[SUBJECT_MAX_LEVEL + 1];	/* among the bounds */
	int			deepest;		/* level of any code seen */
} SubjectStats;

/* Call once after filling in the rest. */
extern void subject_stats_prepare(SubjectStats *s);

/* The share of one code. */
extern double subject_share_equal(const SubjectStats *s, int32_t code);

/* The share of the rows that stand in this relation to the code above them. */
extern double subject_share_lower(const SubjectStats *s, SubjectRelation relation, int32_t upper);

/* The share of the rows to which the code stands in this relation. */
extern double subject_share_upper(const SubjectStats *s, SubjectRelation relation, int32_t lower);

/* Of all pairs of a lower and an upper row, the share that is related. */
extern double subject_share_pairs(const SubjectStats *lower, const SubjectStats *upper,
								  SubjectRelation relation);

/* Of the rows of one side, the share that has a partner among n of the other. */
extern double subject_share_lower_matched(const SubjectStats *lower, const SubjectStats *upper,
										  SubjectRelation relation, double n_upper);
extern double subject_share_upper_matched(const SubjectStats *lower, const SubjectStats *upper,
										  SubjectRelation relation, double n_lower);

/* A number that about this share of the rows does not exceed; no code, perhaps. */
extern int32_t subject_quantile(const SubjectStats *s, double share);

/* Where nothing is known of the column: by the shape of the classification. */
extern double subject_share_unknown(SubjectRelation relation, int32_t upper);

#endif							/* GOVFISCAL_SUBJECT_STATS_H */
