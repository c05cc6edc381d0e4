/*
 * calls/call.h - a rule from the parameters of an SQL function
 *
 * Installers and ad hoc audits take the same parameters, which bear the names
 * of a kind's arguments.  Both turn them into the name=value strings of a
 * trigger, so that there is one reading of a rule, and one C function of each
 * sort serves all kinds.
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_CALLS_CALL_H
#define GOVFISCAL_CALLS_CALL_H

#include "nodes/pg_list.h"

#include "rule/kind.h"

#define CHECK_MAX_CALL_ARGUMENTS	24

typedef struct CheckCall
{
	FunctionCallInfo fcinfo;
	Oid			namespace;		/* the extension's schema */
	char	   *function;		/* the SQL function called */
	int			nparameters;	/* its parameters, by number */
	Oid		   *types;
	char	  **parameters;
	int			nargs;			/* the name=value strings of a trigger */
	char	   *args[CHECK_MAX_CALL_ARGUMENTS];
} CheckCall;

/* Reads what the catalog says of the function that is being called. */
extern CheckCall *check_call_begin(FunctionCallInfo fcinfo);

/* The number of a parameter; -1 if the function has none of that name, or it is NULL. */
extern int	check_call_given(const CheckCall *call, const char *parameter);

/* Turns the parameters that a kind knows into its arguments. */
extern void check_call_arguments(CheckCall *call, const CheckKind *kind);
extern void check_call_add(CheckCall *call, const char *name, const char *value);

/* The table that a parameter names. */
extern Oid	check_call_table(const CheckCall *call, const char *parameter);

/* The name that the parameter "name" gives, or NULL. */
extern const char *check_call_rule_name(const CheckCall *call);

/* 42501 unless the caller owns the table. */
extern void check_need_ownership(Oid relid);

/* Root triggers of the rules of a table, or of the one of that name; 42704 if there is none. */
extern List *check_rule_triggers(Oid namespace, Oid relid, const char *name);

#endif							/* GOVFISCAL_CALLS_CALL_H */
