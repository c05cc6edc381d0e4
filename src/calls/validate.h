/*
 * calls/validate.h - a rule's stored rows judged as its trigger would
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_CALLS_VALIDATE_H
#define GOVFISCAL_CALLS_VALIDATE_H

#include "rule/rule.h"

/* Raises what it finds; returns the groups judged. */
extern int64 check_validate(CheckRule *rule);

#endif							/* GOVFISCAL_CALLS_VALIDATE_H */
