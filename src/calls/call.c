/*
 * calls/call.c - a rule from the parameters of an SQL function
 */
#include "postgres.h"

#include "catalog/objectaddress.h"
#include "catalog/pg_class.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "fmgr.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "storage/lmgr.h"
#include "utils/acl.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

#include "base/compat.h"
#include "base/govfiscal.h"
#include "base/nls.h"
#include "base/own.h"
#include "calls/call.h"
#include "rule/trigger.h"
#include "yuan/core.h"

CheckCall *
check_call_begin(FunctionCallInfo fcinfo)
{
	CheckCall  *call = palloc0(sizeof(CheckCall));
	HeapTuple	tuple;
	char	   *modes;

	call->fcinfo = fcinfo;
	call->namespace = check_namespace(fcinfo);
	tuple = SearchSysCache1(PROCOID, ObjectIdGetDatum(fcinfo->flinfo->fn_oid));
	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for function %u", fcinfo->flinfo->fn_oid);
	call->function = pstrdup(NameStr(((Form_pg_proc) GETSTRUCT(tuple))->proname));
	(void) get_func_arg_info(tuple, &call->types, &call->parameters, &modes);
	call->nparameters = PG_NARGS();
	ReleaseSysCache(tuple);
	return call;
}

int
check_call_given(const CheckCall *call, const char *parameter)
{
	FunctionCallInfo fcinfo = call->fcinfo;

	for (int i = 0; i < call->nparameters; i++)
		if (strcmp(call->parameters[i], parameter) == 0)
			return PG_ARGISNULL(i) ? -1 : i;
	return -1;
}

/* ---------------------------------------------------------------- values as text */

static char *
list_text(const CheckCall *call, int argno, Oid type, int length,
		  void (*append) (StringInfo list, Datum element))
{
	FunctionCallInfo fcinfo = call->fcinfo;
	ArrayType  *array = PG_GETARG_ARRAYTYPE_P(argno);
	StringInfoData list;
	Datum	   *elements;
	bool	   *nulls;
	int			n;

	if (ARR_NDIM(array) != 1 || array_contains_nulls(array))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"%s\" of %s() must be a list without nulls",
						call->parameters[argno], call->function)));
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
	return list.data;
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

static char *
amount_text(Yuan amount)
{
	char	   *text = palloc(YUAN_MAX_TEXT);

	yuan_format_fen(amount, text);
	return text;
}

/* A parameter as the value of an argument, by its SQL type. */
static const char *
value_of(const CheckCall *call, int argno)
{
	FunctionCallInfo fcinfo = call->fcinfo;

	switch (call->types[argno])
	{
		case NAMEOID:
			return quote_identifier(NameStr(*PG_GETARG_NAME(argno)));
		case NAMEARRAYOID:
			return list_text(call, argno, NAMEOID, NAMEDATALEN, append_identifier);
		case TEXTARRAYOID:
			return list_text(call, argno, TEXTOID, -1, append_csv);
		case TEXTOID:
			return text_to_cstring(PG_GETARG_TEXT_PP(argno));
		case JSONBOID:
			return DatumGetCString(DirectFunctionCall1(jsonb_out, PG_GETARG_DATUM(argno)));
		default:
			if (call->types[argno] == check_yuan_type(call->namespace))
				return amount_text(PG_GETARG_YUAN(argno));
			elog(ERROR, "parameter \"%s\" of %s() has an unexpected type",
				 call->parameters[argno], call->function);
			return NULL;
	}
}

/* ---------------------------------------------------------------- arguments */

void
check_call_add(CheckCall *call, const char *name, const char *value)
{
	if (call->nargs == CHECK_MAX_CALL_ARGUMENTS)
		elog(ERROR, "too many arguments for a rule");
	call->args[call->nargs++] = psprintf("%s=%s", name, value);
}

/*
 * The argument that a parameter is for.  One that names a column where the kind
 * has values under that name is for name_column: fiscal_add_balance_columns()
 * has the columns revenue and expenditure.
 */
static const char *
argument_name(const CheckCall *call, const CheckKind *kind, int argno)
{
	const char *parameter = call->parameters[argno];
	const CheckArgument *argument = check_kind_argument(kind, parameter);

	if (argument != NULL && argument->type == CHECK_VALUES && call->types[argno] == NAMEOID)
		argument = check_kind_argument(kind, psprintf("%s_column", parameter));
	return argument == NULL ? NULL : argument->name;
}

void
check_call_arguments(CheckCall *call, const CheckKind *kind)
{
	FunctionCallInfo fcinfo = call->fcinfo;

	for (int i = 0; i < call->nparameters; i++)
	{
		const char *name = argument_name(call, kind, i);

		if (name != NULL && !PG_ARGISNULL(i))
			check_call_add(call, name, value_of(call, i));
	}
}

/*
 * The table is locked, as a query does with what it reads: its columns stay of
 * the types that the rule finds.
 */
Oid
check_call_table(const CheckCall *call, const char *parameter)
{
	FunctionCallInfo fcinfo = call->fcinfo;
	int			argno = check_call_given(call, parameter);
	Oid			relid;

	if (argno < 0)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("the table of %s() cannot be null", call->function)));
	relid = PG_GETARG_OID(argno);
	LockRelationOid(relid, AccessShareLock);
	if (get_rel_name(relid) == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_TABLE),
				 errmsg("relation with OID %u does not exist", relid)));
	return relid;
}

const char *
check_call_rule_name(const CheckCall *call)
{
	FunctionCallInfo fcinfo = call->fcinfo;
	int			argno = check_call_given(call, "name");

	return argno < 0 ? NULL : NameStr(*PG_GETARG_NAME(argno));
}

/* ---------------------------------------------------------------- rules of a table */

void
check_need_ownership(Oid relid)
{
	if (!compat_relation_owned(relid))
		aclcheck_error(ACLCHECK_NOT_OWNER, get_relkind_objtype(get_rel_relkind(relid)),
					   get_rel_name(relid));
}

/* Root triggers of the rules of a table, or of the one of that name. */
List *
check_rule_triggers(Oid namespace, Oid relid, const char *name)
{
	List	   *found = NIL;
	ListCell   *cell;

	foreach(cell, check_triggers_of_table(namespace, relid))
	{
		CheckTriggerRow *row = lfirst(cell);

		if (name != NULL && strcmp(row->name, name) != 0)
			continue;
		found = lappend(found, check_root_trigger(row->oid));
	}
	if (name != NULL && found == NIL)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("table \"%s\" has no rule \"%s\"", get_rel_name(relid), name)));
	return found;
}
