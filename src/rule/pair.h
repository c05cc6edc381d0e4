/*
 * rule/pair.h - the two triggers of a rule about two tables
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_RULE_PAIR_H
#define GOVFISCAL_RULE_PAIR_H

#include "rule/kind.h"
#include "rule/trigger.h"

/* What the argument other_table= can say; a kind with two sides has it. */
extern const char *const check_other_tables[];

/* Is the trigger of a kind about two tables? */
extern bool check_is_paired(const CheckTriggerRow *row);

/*
 * The other trigger of a rule, or the trigger itself where it ties its table
 * with itself; NULL if there is none.  42P17 if there are several.
 */
extern const CheckTriggerRow *check_pair_other(const CheckTriggerRow *row);

/* The trigger that stands for the rule; 42P17 if the other one is missing. */
extern const CheckTriggerRow *check_pair_first(const CheckTriggerRow *row);

/* The second table of the rule as the trigger tells it; 42P17 likewise. */
extern Oid	check_pair_table(const CheckTriggerRow *row);

/* The same, or InvalidOid: nothing is raised. */
extern Oid	check_pair_table_if_any(const CheckTriggerRow *row);

/* The argument of the other trigger that says the same as this one. */
extern char *check_pair_mirror(const CheckKind *kind, const char *argument);

#endif							/* GOVFISCAL_RULE_PAIR_H */
