/*
 * calls/call.h - a rule from the arguments of an SQL function
 *
 * Installers and ad hoc audits take the same arguments.  Both turn them into
 * the name=value strings of a trigger, so that there is one reading of a rule.
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_CALLS_CALL_H
#define GOVFISCAL_CALLS_CALL_H

#define CHECK_MAX_CALL_ARGUMENTS	16

typedef struct CheckCall
{
	FunctionCallInfo fcinfo;
	const char *function;
	int			nargs;
	char	   *args[CHECK_MAX_CALL_ARGUMENTS];
} CheckCall;

/* Each takes one argument of the call; one that is NULL is left out. */
extern void check_call_name(CheckCall *build, const char *name, int argno);
extern void check_call_names(CheckCall *build, const char *name, int argno);
extern void check_call_text(CheckCall *build, const char *name, int argno);
extern void check_call_values(CheckCall *build, const char *name, int argno);
extern void check_call_yuan(CheckCall *build, const char *name, int argno);
extern void check_call_jsonb(CheckCall *build, const char *name, int argno);

/* Those of a rule, as both functions about it take them from the second on. */
extern void check_call_balance(CheckCall *build);
extern void check_call_rollup(CheckCall *build);

/* The table an argument names. */
extern Oid	check_call_table(CheckCall *build, int argno);

/* 42501 unless the caller owns the table. */
extern void check_need_ownership(Oid relid);

/* Root triggers of the rules of a table, or of the one of that name; 42704 if there is none. */
extern List *check_rule_triggers(Oid namespace, Oid relid, const char *name);

#endif							/* GOVFISCAL_CALLS_CALL_H */
