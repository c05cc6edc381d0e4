/*
 * rule/cache.h - rules, and the tables their triggers fire on, kept until the catalog changes
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_RULE_CACHE_H
#define GOVFISCAL_RULE_CACHE_H

#include "access/attnum.h"

#include "rule/rule.h"
#include "rule/trigger.h"

/* One side of the rule that a table takes. */
typedef struct CheckPart
{
	int			side;
	AttrNumber *attnos;			/* per column of that side */
	AttrNumber	last_key;		/* the greatest of the key's */
} CheckPart;

/* A trigger as it fires on one table: its rule, and where that table keeps the columns. */
typedef struct CheckBinding
{
	Oid			trigger;		/* hash key: the trigger that fired, maybe a clone */
	Oid			relid;
	bool		valid;
	MemoryContext cxt;
	CheckRule  *rule;
	int			nparts;			/* a table may take several: tied to itself, or of two years */
	CheckPart  *parts;
	struct CheckTouched *touched;	/* of the transaction numbered so */
	uint64		transaction;
} CheckBinding;

extern CheckBinding *check_binding(FunctionCallInfo fcinfo);
extern CheckRule *check_rule_from_trigger(const CheckTriggerRow *row, Oid other, List *tables);
extern CheckRule *check_rule_of_members(const CheckTriggerRow *row, List *members);
extern CheckRule *check_rule_lookup(Oid root_trigger);
extern CheckRule *check_rule_of_trigger(const CheckTriggerRow *root);
extern char *check_rule_problem(const CheckTriggerRow *row);
extern void check_cache_end_transaction(void);

#endif							/* GOVFISCAL_RULE_CACHE_H */
