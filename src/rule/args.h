/*
 * rule/args.h - the name=value arguments of a rule
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_RULE_ARGS_H
#define GOVFISCAL_RULE_ARGS_H

#include "nodes/pg_list.h"

#include "rule/kind.h"

extern CheckArgs *check_args_parse(const CheckKind *kind, const char *rule_name,
								   int nargs, char **args);
extern const char *check_args_get(CheckArgs *args, const char *name);
extern const char *check_args_need(CheckArgs *args, const char *name);
extern List *check_args_names(CheckArgs *args, const char *name, const char *value);
extern char *check_args_name(CheckArgs *args, const char *name, const char *value);
extern List *check_args_values(CheckArgs *args, const char *name, const char *value);
extern const char *check_args_choice(CheckArgs *args, const char *name);
extern const char *check_args_rule(CheckArgs *args);

#endif							/* GOVFISCAL_RULE_ARGS_H */
