/*
 * base/own.c - what of this extension lives in the catalog, by OID
 *
 * Nothing here looks at search_path: the schema is that of the function being
 * called, and everything else is looked up in it.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

#include "base/own.h"

/*
 * The schema the extension lives in now, found through the function being
 * called: it is right after ALTER EXTENSION SET SCHEMA, whatever search_path.
 */
Oid
check_namespace(FunctionCallInfo fcinfo)
{
	if (fcinfo->flinfo == NULL || !OidIsValid(fcinfo->flinfo->fn_oid))
		elog(ERROR, "govfiscal function called without its catalog entry");
	return get_func_namespace(fcinfo->flinfo->fn_oid);
}

static Oid
own_type(Oid namespace, const char *name)
{
	Oid			typid = GetSysCacheOid2(TYPENAMENSP, Anum_pg_type_oid,
										CStringGetDatum(name),
										ObjectIdGetDatum(namespace));

	if (!OidIsValid(typid))
		elog(ERROR, "type %s is missing from the schema of extension govfiscal", name);
	return typid;
}

Oid
check_yuan_type(Oid namespace)
{
	return own_type(namespace, "yuan");
}

Oid
check_subject_type(Oid namespace)
{
	return own_type(namespace, "subject_code");
}

char *
check_own_function(Oid namespace, const char *name)
{
	return quote_qualified_identifier(get_namespace_name(namespace), name);
}
