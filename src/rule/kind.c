/*
 * rule/kind.c - the kinds of rules, as they were registered
 *
 * Rules and triggers know no kind by name: kinds/kinds.c tells them.
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_proc.h"
#include "fmgr.h"
#include "utils/syscache.h"

#include "rule/kind.h"

#define MAX_KINDS	16

const char *const check_severities[] = {"error", "warning", NULL};

static const CheckKind *kinds[MAX_KINDS];
static int	nkinds = 0;

void
check_register_kind(const CheckKind *kind)
{
	if (nkinds == MAX_KINDS)
		elog(ERROR, "too many kinds of rules");
	kinds[nkinds++] = kind;
}

/*
 * Which of our rule functions this is, or NULL.  Of a trigger that is known to
 * be ours no schema is asked: the extension may have moved since.
 */
const CheckKind *
check_kind_of_function(Oid namespace, Oid funcid)
{
	HeapTuple	tuple = SearchSysCache1(PROCOID, ObjectIdGetDatum(funcid));
	const CheckKind *found = NULL;

	if (HeapTupleIsValid(tuple))
	{
		Form_pg_proc form = (Form_pg_proc) GETSTRUCT(tuple);

		if ((form->pronamespace == namespace || !OidIsValid(namespace)) && form->pronargs == 0)
			for (int i = 0; i < nkinds; i++)
				if (strcmp(NameStr(form->proname), kinds[i]->function) == 0)
					found = kinds[i];
		ReleaseSysCache(tuple);
	}
	return found;
}

const CheckKind *
check_kind_named(const char *function, const char *prefix)
{
	const char *rest = function + strlen(prefix);

	if (strncmp(function, prefix, strlen(prefix)) == 0)
		for (int i = 0; i < nkinds; i++)
		{
			size_t		length = strlen(kinds[i]->name);

			if (strncmp(rest, kinds[i]->name, length) == 0 &&
				(rest[length] == '\0' || rest[length] == '_'))
				return kinds[i];
		}
	elog(ERROR, "function %s() is about no kind of rule", function);
	return NULL;
}

const CheckArgument *
check_kind_argument(const CheckKind *kind, const char *name)
{
	for (const CheckArgument *argument = kind->arguments; argument->name != NULL; argument++)
		if (strcmp(argument->name, name) == 0)
			return argument;
	return NULL;
}
