/*
 * rule/kind.h - what a kind of rules is, and which there are
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_RULE_KIND_H
#define GOVFISCAL_RULE_KIND_H

#include "rule/finding.h"

typedef struct CheckArgs CheckArgs;
typedef struct CheckChange CheckChange;

/* The part every fold state begins with. */
typedef struct CheckFold
{
	CheckRule  *rule;
	CheckSink  *sink;
	const Datum *keys;
	MemoryContext cxt;			/* lives as long as the group is folded */
} CheckFold;

/*
 * One kind of rule.  A fold sees the rows of one group, in any order unless
 * order_col is set, and then gives its verdicts.
 */
typedef struct CheckKind
{
	const char *name;			/* as fiscal_checks shows it */
	const char *function;		/* the SQL name of the trigger function */
	const char *const *arguments;	/* every argument it knows, NULL at the end */
	const char *stated;			/* what the two figures are called in a message */
	const char *computed;

	/* Takes the kind's arguments: adds columns to the sides, fills rule->form. */
	void		(*load) (CheckRule *rule, CheckArgs *args);
	/* Bytes of fold state a group needs; zeroed but for the CheckFold. */
	Size		(*state_size) (const CheckRule *rule);
	void		(*row) (CheckFold *fold, int side, const Datum *values, const bool *nulls);
	void		(*end) (CheckFold *fold);
	/* Adds an UPDATE of amounts to a change; false where only a reading can tell. */
	bool		(*change) (CheckRule *rule, int side, const Datum *old, const Datum *new,
						   const bool *nulls, CheckChange *change);
	/* Is there such an equation in a group?  NULL: always. */
	bool		(*exists) (CheckRule *rule, const Datum *keys, int32 node);
} CheckKind;

/* The kinds that were registered when the library was loaded. */
extern void check_register_kind(const CheckKind *kind);
extern const CheckKind *check_kind_of_function(Oid namespace, Oid funcid);

#endif							/* GOVFISCAL_RULE_KIND_H */
