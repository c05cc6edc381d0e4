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
typedef struct CheckSystem CheckSystem;

/* What an argument holds. */
typedef enum CheckArgumentType
{
	CHECK_COLUMN,				/* an SQL identifier */
	CHECK_COLUMNS,				/* a list of them */
	CHECK_VALUES,				/* a list of literals, as CSV */
	CHECK_FILTER,				/* a JSON object of columns and values */
	CHECK_AMOUNT,				/* an amount of yuan */
	CHECK_CHOICE,				/* one of some words */
	CHECK_TEXT					/* whatever the kind makes of it */
} CheckArgumentType;

/*
 * One name=value argument of a kind.  The installer, the ad hoc audit, the
 * trigger, the list of rules and the mirror of a pair all read this.
 *
 * Of a rule about two tables, what is said of the first one under a name is
 * said of the second under other_name, and its trigger there has them the
 * other way round.
 */
typedef struct CheckArgument
{
	const char *name;
	CheckArgumentType type;
	int			side;			/* the table whose columns it names */
	const char *const *choices; /* of a choice: NULL at the end, the default first */
	const char *const *mirrored;	/* the same, seen from the other table; NULL: no change */
} CheckArgument;

extern const char *const check_severities[];

/* What every kind takes; a kind's list ends with it. */
#define CHECK_COMMON_ARGUMENTS \
	{"quantum", CHECK_AMOUNT}, \
	{"quantum_column", CHECK_COLUMN}, \
	{"severity", CHECK_CHOICE, 0, check_severities}, \
	{NULL}

/* The part every fold state begins with. */
typedef struct CheckFold
{
	CheckRule  *rule;
	CheckSink  *sink;
	const Datum *keys;
	MemoryContext cxt;			/* lives as long as the group is folded */
} CheckFold;

/* Of how many rows that come a change of one group is followed. */
#define CHECK_MAX_CAME	16

/* A kind whose groups are documents: load tells the tables, and groups are read one by one. */
#define CHECK_MANY_SIDES	0

/*
 * How a tree is judged by its sums alone, from rows in any order.  The fold says
 * the rule, the sink and, at the end, the key.
 */
typedef struct CheckTallying
{
	/* The node that a row states, and the one that it is added to, or the same; false: cannot. */
	bool		(*place) (CheckRule *rule, const Datum *values, const bool *nulls,
						  int32 *node, int32 *above);
	/* What is kept of a node with rows below it; zeroed. */
	Size		(*size) (const CheckRule *rule);
	void		(*part) (CheckFold *fold, void *sums, const Datum *values, const bool *nulls);
	void		(*own) (CheckFold *fold, void *sums, const Datum *values, const bool *nulls);
	void		(*end) (CheckFold *fold, int32 node, void *sums);
} CheckTallying;

/*
 * One kind of rule.  A fold sees the rows of one group, in any order unless
 * order_col is set, and then gives its verdicts.
 */
typedef struct CheckKind
{
	const char *name;			/* as fiscal_checks shows it */
	const char *function;		/* the SQL name of the trigger function */
	int			nsides;			/* how many tables it is about: 1, 2 or CHECK_MANY_SIDES */
	const CheckArgument *arguments; /* every one it knows, a NULL name at the end */
	const char *stated;			/* what the two figures are called in a message */
	const char *computed;

	/* Takes the kind's arguments: adds columns to the sides, fills rule->form. */
	void		(*load) (CheckRule *rule, CheckArgs *args);
	/* Bytes of fold state a group needs; zeroed but for the CheckFold. */
	Size		(*state_size) (const CheckRule *rule);
	void		(*row) (CheckFold *fold, int side, const Datum *values, const bool *nulls);
	void		(*end) (CheckFold *fold);
	const CheckTallying *tallying;	/* NULL: it is no tree */
	/* In the place of end: adds the group's figures and what must hold among them.  NULL: cannot. */
	void		(*equations) (CheckFold *fold, CheckSystem *system);
	/* Adds a row that comes (1) or goes (-1) to a change; false where only a reading can tell. */
	bool		(*follow) (CheckRule *rule, int side, const Datum *values, const bool *nulls,
						   int direction, CheckChange *change);
	/* Is there such an equation in a group?  NULL: always. */
	bool		(*exists) (CheckRule *rule, const Datum *keys, int32 node);
	/* Do rows that came stand where their equations are reported without them? */
	bool		(*admits) (CheckRule *rule, const Datum *keys, const int32 *came, int ncame);
} CheckKind;

/* The kinds that were registered when the library was loaded. */
extern void check_register_kind(const CheckKind *kind);
extern const CheckKind *check_kind_of_function(Oid namespace, Oid funcid);

/* The kind a function is about by its name: fiscal_add_KIND or fiscal_add_KIND_more. */
extern const CheckKind *check_kind_named(const char *function, const char *prefix);

/* A kind's argument of that name, or NULL. */
extern const CheckArgument *check_kind_argument(const CheckKind *kind, const char *name);

#endif							/* GOVFISCAL_RULE_KIND_H */
