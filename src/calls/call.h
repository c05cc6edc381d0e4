/*
 * calls/call.h - a rule from the arguments of an SQL function
 *
 * Installers and ad hoc audits take the same arguments.  Both turn them into
 * the name=value strings of a trigger, so that there is one reading of a rule.
 *
 * Include rule/check.h first.
 */
#ifndef GOVFISCAL_CALLS_CALL_H
#define GOVFISCAL_CALLS_CALL_H

#define CHECK_MAX_ARGUMENTS	16

typedef struct CheckBuild
{
	FunctionCallInfo fcinfo;
	const char *function;
	int			nargs;
	char	   *args[CHECK_MAX_ARGUMENTS];
} CheckBuild;

/* Each takes one argument of the call; one that is NULL is left out. */
extern void check_build_name(CheckBuild *build, const char *name, int argno);
extern void check_build_names(CheckBuild *build, const char *name, int argno);
extern void check_build_text(CheckBuild *build, const char *name, int argno);
extern void check_build_values(CheckBuild *build, const char *name, int argno);
extern void check_build_yuan(CheckBuild *build, const char *name, int argno);
extern void check_build_jsonb(CheckBuild *build, const char *name, int argno);

/* Those of a rule, as both functions about it take them from the second on. */
extern void check_build_balance(CheckBuild *build);
extern void check_build_rollup(CheckBuild *build);

/* The table an argument names. */
extern Oid	check_build_table(CheckBuild *build, int argno);

#endif							/* GOVFISCAL_CALLS_CALL_H */
