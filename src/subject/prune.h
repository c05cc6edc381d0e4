/*
 * subject/prune.h - partitions that a hierarchy condition cannot reach
 *
 * Include postgres.h and nodes/pathnodes.h first.
 */
#ifndef GOVFISCAL_SUBJECT_PRUNE_H
#define GOVFISCAL_SUBJECT_PRUNE_H

#include "subject/operator.h"

/* What a condition becomes; NULL: it stays as it is. */
extern Node *subject_prune(PlannerInfo *root, FuncExpr *fcall, const SubjectRole *role);

/* The condition with its bounds, where the table is partitioned; else itself. */
extern Node *subject_with_bounds(PlannerInfo *root, const SubjectRole *role, Node *condition);

#endif							/* GOVFISCAL_SUBJECT_PRUNE_H */
