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

#include "rule/check.h"

typedef struct CheckArg
{
	char	   *name;
	char	   *value;
} CheckArg;

struct CheckArgs
{
	const char *rule;
	int			nargs;
	CheckArg   *args;
};

CheckArgs *
check_args_parse(const char *rule_name, int nargs, char **strings)
{
	CheckArgs  *args = palloc(sizeof(CheckArgs));

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

void
check_args_all_known(CheckArgs *args, const CheckKind *kind)
{
	for (int i = 0; i < args->nargs; i++)
	{
		const char *const *known = kind->arguments;

		while (*known != NULL && strcmp(*known, args->args[i].name) != 0)
			known++;
		if (*known == NULL)
		{
			StringInfoData list;

			initStringInfo(&list);
			for (known = kind->arguments; *known != NULL; known++)
				appendStringInfo(&list, "%s%s", known == kind->arguments ? "" : ", ", *known);
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_OBJECT_DEFINITION),
					 errmsg("rule \"%s\" has an unknown argument \"%s\"",
							args->rule, args->args[i].name),
					 errdetail("%s() knows: %s.", kind->function, list.data)));
		}
	}
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

/* One of a closed list of words; the first is the default. */
const char *
check_args_choice(CheckArgs *args, const char *name, const char *const *choices)
{
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
