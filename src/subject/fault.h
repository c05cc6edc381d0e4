/*
 * subject/fault.h - how a wrong code is reported
 *
 * The rule that was broken, and the function that repairs it where there is
 * one.  Include postgres.h first.
 */
#ifndef GOVFISCAL_SUBJECT_FAULT_H
#define GOVFISCAL_SUBJECT_FAULT_H

#include "base/nls.h"
#include "subject/core.h"

/* For ereport: the DETAIL and, where a repair is plain, the HINT. */
extern int	subject_errdetail(SubjectFault fault);
extern int	subject_errhint(SubjectFault fault);

#endif							/* GOVFISCAL_SUBJECT_FAULT_H */
