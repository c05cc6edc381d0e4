/*
 * subject/bounds.h - a hierarchy condition as comparisons with bounds
 *
 * Include postgres.h and nodes/pathnodes.h first.
 */
#ifndef GOVFISCAL_SUBJECT_BOUNDS_H
#define GOVFISCAL_SUBJECT_BOUNDS_H

#include "subject/operator.h"

/* What is needed to write an expression over a column. */
typedef struct SubjectWriter
{
	PlannerInfo *root;
	Oid			type;			/* subject_code */
	Oid			namespace;		/* of the extension */
	Oid			opfamily;		/* whose operators the bounds are written with */
	Node	   *column;
} SubjectWriter;

/* The type that one of our functions is declared over, and where it lives. */
extern void subject_set_home(SubjectWriter *w, Oid function, const SubjectRole *role);

extern Node *subject_code_const(Oid type, int32_t code);

/*
 * Clauses that follow from the condition between the column and x, none if it
 * has no bounds; unless *lossy they are the condition.  With arrays, they may be
 * col = ANY (array).
 */
extern List *subject_bounds(const SubjectWriter *w, const SubjectRole *role,
							bool column_is_lower, Node *x, bool arrays, bool *lossy);

/* What a call of subject_last() in a bound is estimated to give; NULL: not known. */
extern Node *subject_estimated_last(FuncExpr *fcall);

#endif							/* GOVFISCAL_SUBJECT_BOUNDS_H */
