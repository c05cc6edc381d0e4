/*
 * subject/operator.h - what a hierarchy function says about its arguments
 *
 * The planner asks about a function or an operator by OID; support function
 * and estimators answer from this.  Include postgres.h first.
 */
#ifndef GOVFISCAL_SUBJECT_OPERATOR_H
#define GOVFISCAL_SUBJECT_OPERATOR_H

#include "subject/core.h"

typedef struct SubjectRole
{
	SubjectRelation relation;
	int			lower;			/* which argument is the lower one: 0 or 1 */
	bool		any;			/* the upper one is an array */
} SubjectRole;

/* False: not one of ours. */
extern bool subject_role_of_function(Oid function, SubjectRole *role);

#endif							/* GOVFISCAL_SUBJECT_OPERATOR_H */
