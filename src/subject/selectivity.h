/*
 * subject/selectivity.h - how many rows a hierarchy condition keeps
 *
 * Include postgres.h, nodes/pathnodes.h and nodes/supportnodes.h first.
 */
#ifndef GOVFISCAL_SUBJECT_SELECTIVITY_H
#define GOVFISCAL_SUBJECT_SELECTIVITY_H

#include "subject/core.h"

/* The function spelling of a condition; false: not one of ours. */
extern bool subject_function_selectivity(SupportRequestSelectivity *req);

/*
 * A code that stands for subject_last(x) when the planner wants to know how
 * much of the column the range from x to subject_last(x) holds; the root where
 * nothing is known.
 */
extern int32_t subject_typical_last(PlannerInfo *root, SubjectRelation relation,
									Oid type, Node *column, Node *x);

#endif							/* GOVFISCAL_SUBJECT_SELECTIVITY_H */
