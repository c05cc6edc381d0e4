/*
 * calls/call.c - a rule from the arguments of an SQL function
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "storage/lmgr.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"
#include "utils/lsyscache.h"

#include "rule/check.h"
#include "calls/call.h"
#include "yuan/core.h"

static void
add(CheckBuild *build, const char *name, const char *value)
{
	if (build->nargs == CHECK_MAX_ARGUMENTS)
		elog(ERROR, "too many arguments for a rule");
	build->args[build->nargs++] = psprintf("%s=%s", name, value);
}

void
check_build_name(CheckBuild *build, const char *name, int argno)
{
	FunctionCallInfo fcinfo = build->fcinfo;

	if (!PG_ARGISNULL(argno))
		add(build, name, quote_identifier(NameStr(*PG_GETARG_NAME(argno))));
}

static void
each_element(CheckBuild *build, const char *name, int argno, Oid type, int length,
			 void (*append) (StringInfo list, Datum element))
{
	FunctionCallInfo fcinfo = build->fcinfo;
	StringInfoData list;
	ArrayType  *array;
	Datum	   *elements;
	bool	   *nulls;
	int			n;

	if (PG_ARGISNULL(argno))
		return;
	array = PG_GETARG_ARRAYTYPE_P(argno);
	if (ARR_NDIM(array) != 1 || array_contains_nulls(array))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"%s\" of %s() must be a list without nulls",
						name, build->function)));
	deconstruct_array(array, type, length, false,
					  type == NAMEOID ? TYPALIGN_CHAR : TYPALIGN_INT,
					  &elements, &nulls, &n);
	initStringInfo(&list);
	for (int i = 0; i < n; i++)
	{
		if (i > 0)
			appendStringInfoChar(&list, ',');
		append(&list, elements[i]);
	}
	add(build, name, list.data);
}

static void
append_identifier(StringInfo list, Datum element)
{
	appendStringInfoString(list, quote_identifier(NameStr(*DatumGetName(element))));
}

static void
append_csv(StringInfo list, Datum element)
{
	char	   *value = TextDatumGetCString(element);

	if (strpbrk(value, ",\"") == NULL)
	{
		appendStringInfoString(list, value);
		return;
	}
	appendStringInfoChar(list, '"');
	for (const char *p = value; *p != '\0'; p++)
	{
		if (*p == '"')
			appendStringInfoChar(list, '"');
		appendStringInfoChar(list, *p);
	}
	appendStringInfoChar(list, '"');
}

void
check_build_names(CheckBuild *build, const char *name, int argno)
{
	each_element(build, name, argno, NAMEOID, NAMEDATALEN, append_identifier);
}

void
check_build_values(CheckBuild *build, const char *name, int argno)
{
	each_element(build, name, argno, TEXTOID, -1, append_csv);
}

void
check_build_text(CheckBuild *build, const char *name, int argno)
{
	FunctionCallInfo fcinfo = build->fcinfo;

	if (!PG_ARGISNULL(argno))
		add(build, name, text_to_cstring(PG_GETARG_TEXT_PP(argno)));
}

void
check_build_yuan(CheckBuild *build, const char *name, int argno)
{
	FunctionCallInfo fcinfo = build->fcinfo;
	char		text[YUAN_MAX_TEXT];

	if (PG_ARGISNULL(argno))
		return;
	yuan_format_fen(PG_GETARG_YUAN(argno), text);
	add(build, name, text);
}

void
check_build_jsonb(CheckBuild *build, const char *name, int argno)
{
	FunctionCallInfo fcinfo = build->fcinfo;

	if (!PG_ARGISNULL(argno))
		add(build, name, DatumGetCString(DirectFunctionCall1(jsonb_out,
															 PG_GETARG_DATUM(argno))));
}

void
check_build_balance(CheckBuild *build)
{
	check_build_names(build, "key", 1);
	check_build_name(build, "amount", 2);
	check_build_name(build, "side", 3);
	check_build_values(build, "revenue", 4);
	check_build_values(build, "expenditure", 5);
	check_build_yuan(build, "quantum", 6);
}

void
check_build_rollup(CheckBuild *build)
{
	check_build_names(build, "key", 1);
	check_build_name(build, "code", 2);
	check_build_names(build, "amounts", 3);
	check_build_name(build, "parent", 4);
	check_build_name(build, "sign", 5);
	check_build_text(build, "gaps", 6);
	check_build_yuan(build, "quantum", 7);
}

/*
 * The table of a function.  It is locked, as a query does with what it reads:
 * its columns stay of the types that the rule finds.
 */
Oid
check_build_table(CheckBuild *build, int argno)
{
	FunctionCallInfo fcinfo = build->fcinfo;

	if (PG_ARGISNULL(argno))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("the table of %s() cannot be null", build->function)));
	LockRelationOid(PG_GETARG_OID(argno), AccessShareLock);
	if (get_rel_name(PG_GETARG_OID(argno)) == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_TABLE),
				 errmsg("relation with OID %u does not exist", PG_GETARG_OID(argno))));
	return PG_GETARG_OID(argno);
}
