/*
 * rule/args.c - the name=value arguments of a rule
 *
 * The arguments of a trigger are the only place a rule is stored.  Names of
 * columns are SQL identifiers ('key=unit,"Year"'), values are literals, lists
 * of values are CSV ('revenue=收入,"a,b"').  None of them is ever executed or
 * pasted into SQL as it stands.
 */
#include "postgres.h"

#include "fmgr.h"
#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/varlena.h"

#include "base/nls.h"
#include "rule/args.h"

typedef struct CheckArg
{
	char	   *name;
	char	   *value;
} CheckArg;

struct CheckArgs
{
	const CheckKind *kind;
	const char *rule;
	int			nargs;
	CheckArg   *args;
};

static void
refuse_unknown(const CheckKind *kind, const char *rule_name, const char *name)
{
	StringInfoData list;

	if (check_kind_argument(kind, name) != NULL)
		return;
	initStringInfo(&list);
	for (const CheckArgument *known = kind->arguments; known->name != NULL; known++)
		appendStringInfo(&list, "%s%s", known == kind->arguments ? "" : ", ", known->name);
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_OBJECT_DEFINITION),
			 errmsg("rule \"%s\" has an unknown argument \"%s\"", rule_name, name),
			 errdetail("%s() knows: %s.", kind->function, list.data)));
}

CheckArgs *
check_args_parse(const CheckKind *kind, const char *rule_name, int nargs, char **strings)
{
	CheckArgs  *args = palloc(sizeof(CheckArgs));

	args->kind = kind;
	args->rule = rule_name;
	args->nargs = 0;
	args->args = palloc(sizeof(CheckArg) * Max(nargs, 1));

	for (int i = 0; i < nargs; i++)
	{
		char	   *copy = pstrdup(strings[i]);
		char	   *sign = strchr(copy, '=');

		if (sign == NULL || sign == copy)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_OBJECT_DEFINITION),
					 errmsg("argument \"%s\" of rule \"%s\" is not of the form name=value",
							strings[i], rule_name),
					 errhint("Write each argument as one string, for example 'key=unit,year'.")));
		*sign = '\0';
		refuse_unknown(kind, rule_name, copy);
		if (check_args_get(args, copy) != NULL)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_OBJECT_DEFINITION),
					 errmsg("argument \"%s\" of rule \"%s\" is given twice",
							copy, rule_name)));
		args->args[args->nargs].name = copy;
		args->args[args->nargs].value = sign + 1;
		args->nargs++;
	}
	return args;
}

const char *
check_args_rule(CheckArgs *args)
{
	return args->rule;
}

const char *
check_args_get(CheckArgs *args, const char *name)
{
	for (int i = 0; i < args->nargs; i++)
		if (strcmp(args->args[i].name, name) == 0)
			return args->args[i].value;
	return NULL;
}

const char *
check_args_need(CheckArgs *args, const char *name)
{
	const char *value = check_args_get(args, name);

	if (value == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_OBJECT_DEFINITION),
				 errmsg("rule \"%s\" lacks the argument \"%s\"", args->rule, name)));
	return value;
}

/* Identifiers, folded and truncated as SQL does, as a list of char *. */
List *
check_args_names(CheckArgs *args, const char *name, const char *value)
{
	List	   *names;

	if (!SplitIdentifierString(pstrdup(value), ',', &names) || names == NIL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_OBJECT_DEFINITION),
				 errmsg("argument \"%s\" of rule \"%s\" is not a list of column names: \"%s\"",
						name, args->rule, value)));
	return names;
}

char *
check_args_name(CheckArgs *args, const char *name, const char *value)
{
	List	   *names = check_args_names(args, name, value);

	if (list_length(names) != 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_OBJECT_DEFINITION),
				 errmsg("argument \"%s\" of rule \"%s\" must name one column, not \"%s\"",
						name, args->rule, value)));
	return linitial(names);
}

/* CSV: fields parted by commas, quoted where they hold one, "" for a quote. */
List *
check_args_values(CheckArgs *args, const char *name, const char *value)
{
	List	   *values = NIL;
	const char *p = value;

	for (;;)
	{
		StringInfoData field;

		initStringInfo(&field);
		if (*p == '"')
		{
			for (p++;; p++)
			{
				if (*p == '\0')
					ereport(ERROR,
							(errcode(ERRCODE_INVALID_OBJECT_DEFINITION),
							 errmsg("argument \"%s\" of rule \"%s\" has an unclosed quote: \"%s\"",
									name, args->rule, value)));
				if (*p == '"' && *++p != '"')
					break;
				appendStringInfoChar(&field, *p);
			}
			if (*p != ',' && *p != '\0')
				ereport(ERROR,
						(errcode(ERRCODE_INVALID_OBJECT_DEFINITION),
						 errmsg("argument \"%s\" of rule \"%s\" goes on after a closing quote: \"%s\"",
								name, args->rule, value)));
		}
		else
			while (*p != ',' && *p != '\0')
				appendStringInfoChar(&field, *p++);
		values = lappend(values, field.data);
		if (*p == '\0')
			return values;
		p++;
	}
}

/* One of the words that the kind's description has for it. */
const char *
check_args_choice(CheckArgs *args, const char *name)
{
	const char *const *choices = check_kind_argument(args->kind, name)->choices;
	const char *value = check_args_get(args, name);
	StringInfoData list;

	if (value == NULL)
		return choices[0];
	for (int i = 0; choices[i] != NULL; i++)
		if (strcmp(choices[i], value) == 0)
			return choices[i];

	initStringInfo(&list);
	for (int i = 0; choices[i] != NULL; i++)
		appendStringInfo(&list, "%s%s", i == 0 ? "" : ", ", choices[i]);
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("argument \"%s\" of rule \"%s\" cannot be \"%s\"",
					name, args->rule, value),
			 errdetail("It must be one of: %s.", list.data)));
	return NULL;				/* keep compiler quiet */
}
