/*
 * rule/trigger.h - what pg_trigger says of rules
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_RULE_TRIGGER_H
#define GOVFISCAL_RULE_TRIGGER_H

#include "nodes/pg_list.h"

/* What pg_trigger says of a rule. */
typedef struct CheckTriggerRow
{
	Oid			oid;
	Oid			parent;			/* the trigger a partition's one was cloned from */
	Oid			relid;
	Oid			function;
	Oid			namespace;		/* where the extension lives */
	int16		type;
	char		enabled;
	bool		deferrable;
	bool		initdeferred;
	bool		selective;		/* has a WHEN clause, or a list of columns */
	char	   *trigger_name;
	char	   *name;			/* of the constraint, where there is one */
	int			nargs;
	char	  **args;
} CheckTriggerRow;

extern CheckTriggerRow *check_trigger_of_oid(Oid trigger);
extern CheckTriggerRow *check_root_trigger(Oid trigger);
extern List *check_triggers_of_table(Oid namespace, Oid relid);
/* Those of every table whose rule, not clone, is of that name. */
extern List *check_triggers_of_name(Oid namespace, const char *name);
extern List *check_all_triggers(Oid namespace);
extern bool check_trigger_fires(const CheckTriggerRow *row);

#endif							/* GOVFISCAL_RULE_TRIGGER_H */
