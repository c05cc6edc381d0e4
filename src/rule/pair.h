/*
 * rule/pair.h - the two triggers of a tie
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_RULE_PAIR_H
#define GOVFISCAL_RULE_PAIR_H

#include "rule/trigger.h"

#define CHECK_TIE_SIDE_ARGUMENTS	4
extern const char *const check_tie_arguments[2][CHECK_TIE_SIDE_ARGUMENTS];
extern const CheckTriggerRow *check_pair_first(const CheckTriggerRow *row);
extern const CheckTriggerRow *check_pair_other(const CheckTriggerRow *row);
extern char *check_pair_mirror(const char *argument);

#endif							/* GOVFISCAL_RULE_PAIR_H */
