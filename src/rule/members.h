/*
 * rule/members.h - the triggers of a rule about several tables
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_RULE_MEMBERS_H
#define GOVFISCAL_RULE_MEMBERS_H

#include "rule/rule.h"
#include "rule/trigger.h"

/* What the argument other_table= can say; a kind with two sides has it. */
extern const char *const check_other_tables[];

/* Is the trigger of a kind about several tables? */
extern bool check_has_members(const CheckTriggerRow *row);

/*
 * The triggers of a rule, this one first where there are two.  42P17 where two
 * others are equally near.
 */
extern List *check_members_found(const CheckTriggerRow *row);

/* The same; 42P17 where one of two is missing.  Of a document only its kind knows that. */
extern List *check_members(const CheckTriggerRow *row);

/* The trigger that stands for the rule. */
extern const CheckTriggerRow *check_first_member(const CheckTriggerRow *row);

/* The second table of a rule about two; of a table tied with itself, that table. */
extern Oid	check_other_table(List *members);

/* The same, or InvalidOid: nothing is raised. */
extern Oid	check_other_table_if_any(const CheckTriggerRow *row);

/* The tables of a document, by the names that its definition has for them. */
extern List *check_named_tables(List *members);

/* The argument of the other trigger that says the same as this one. */
extern char *check_mirror(const CheckKind *kind, const char *argument);

#endif							/* GOVFISCAL_RULE_MEMBERS_H */
