/*
 * calls/list.c - every rule in the database, and what it does not cover
 *
 * It looks at other people's tables, so it looks at catalogs alone, and locks
 * none of the tables: whoever alters or drops one does not wait for a reader, nor
 * he for them.  What is gone by the time it is looked at is left out, and so is
 * a rule on a table that the caller has no right on.
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/table.h"
#include "catalog/indexing.h"
#include "catalog/pg_class.h"
#include "catalog/pg_inherits.h"
#include "catalog/pg_trigger.h"
#include "catalog/pg_type.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"
#include "utils/varlena.h"

#include "base/own.h"
#include "base/row.h"
#include "base/session.h"
#include "calls/distributed.h"
#include "calls/guard.h"
#include "engine/proof.h"
#include "rule/cache.h"
#include "rule/members.h"

/* ---------------------------------------------------------------- what is not covered */

/* Does it fire on what a session writes by itself? */
static bool
is_enabled(const CheckTriggerRow *row)
{
	return row->enabled == TRIGGER_FIRES_ON_ORIGIN || row->enabled == TRIGGER_FIRES_ALWAYS;
}

/* Was it cloned from the root trigger, over however many levels of partitions? */
static bool
is_clone_of(const CheckTriggerRow *row, const CheckTriggerRow *root)
{
	while (row != NULL && OidIsValid(row->parent) && row->parent != root->oid)
		row = check_trigger_of_oid(row->parent);
	return row != NULL && OidIsValid(row->parent);
}

/* Is there an enabled clone of the root trigger on a leaf? */
static bool
is_cloned(Oid namespace, const CheckTriggerRow *root, Oid leaf)
{
	ListCell   *cell;

	foreach(cell, check_triggers_of_table(namespace, leaf))
		if (is_enabled(lfirst(cell)) && is_clone_of(lfirst(cell), root))
			return true;
	return false;
}

/*
 * The table and all below it, as pg_inherits has them now.  (The server's own
 * function for it raises where one is dropped that it has not locked.)
 */
static List *
self_and_children(Oid relid)
{
	Relation	catalog = table_open(InheritsRelationId, AccessShareLock);
	List	   *relids = list_make1_oid(relid);
	ListCell   *cell;

	foreach(cell, relids)
	{
		ScanKeyData key;
		SysScanDesc scan;
		HeapTuple	tuple;

		ScanKeyInit(&key, Anum_pg_inherits_inhparent, BTEqualStrategyNumber, F_OIDEQ,
					ObjectIdGetDatum(lfirst_oid(cell)));
		scan = systable_beginscan(catalog, InheritsParentIndexId, true, NULL, 1, &key);
		while (HeapTupleIsValid(tuple = systable_getnext(scan)))
			relids = list_append_unique_oid(relids,
											((Form_pg_inherits) GETSTRUCT(tuple))->inhrelid);
		systable_endscan(scan);
	}
	table_close(catalog, AccessShareLock);
	return relids;
}

/* Are all leaves under a clone of the trigger, and under a guard if they need one? */
static void
cover(Oid namespace, const CheckTriggerRow *row, bool *leaves, bool *truncate)
{
	ListCell   *cell;
	bool		partitioned = get_rel_relkind(row->relid) == RELKIND_PARTITIONED_TABLE;
	bool		needs_guard = partitioned || check_has_members(row);

	*leaves = true;
	*truncate = true;
	foreach(cell, self_and_children(row->relid))
	{
		Oid			relid = lfirst_oid(cell);
		char		relkind = get_rel_relkind(relid);

		/* A table without a kind has been dropped. */
		if (relkind == RELKIND_PARTITIONED_TABLE || relkind == '\0')
			continue;
		/* Not so a foreign partition, nor a table that inherits otherwise. */
		if (relid != row->relid && !is_cloned(namespace, row, relid))
			*leaves = false;
		if (needs_guard && !check_is_guarded(namespace, relid))
			*truncate = false;
	}
}

/* The columns that a filter names: the keys of its object. */
static List *
filter_columns(const char *text)
{
	Jsonb	   *json = DatumGetJsonbP(DirectFunctionCall1(jsonb_in, CStringGetDatum(text)));
	JsonbIterator *iterator = JsonbIteratorInit(&json->root);
	List	   *names = NIL;
	JsonbValue	value;
	JsonbIteratorToken token;

	while ((token = JsonbIteratorNext(&iterator, &value, true)) != WJB_DONE)
		if (token == WJB_KEY)
			names = lappend(names, pnstrdup(value.val.string.val, value.val.string.len));
	return names;
}

typedef struct NamedColumns
{
	const CheckArgument *argument;
	const char *value;
	List	   *names;
} NamedColumns;

static void
read_columns(void *arg)
{
	NamedColumns *named = arg;
	List	   *names;

	if (named->argument->type == CHECK_FILTER)
		named->names = filter_columns(named->value);
	else if (SplitIdentifierString(pstrdup(named->value), ',', &names))
		named->names = names;
}

/* The columns that an argument names; none if it makes no sense: that is the problem's to say. */
static List *
named_columns(const CheckArgument *argument, const char *value)
{
	NamedColumns named = {.argument = argument, .value = value};

	if (argument->type == CHECK_COLUMN || argument->type == CHECK_COLUMNS)
		read_columns(&named);
	else if (argument->type == CHECK_FILTER && check_caught(read_columns, &named) != NULL)
		return NIL;
	return named.names;
}

/* The key as the trigger has it; none where its kind has no such argument. */
static List *
key_columns(const CheckTriggerRow *row)
{
	static const CheckArgument key = {"key", CHECK_COLUMNS};

	for (int i = 0; i < row->nargs; i++)
		if (strncmp(row->args[i], "key=", 4) == 0)
			return named_columns(&key, row->args[i] + 4);
	return NIL;
}

/* Adds the names that are no column of a table. */
static void
add_broken(Oid relid, List *columns, List **broken)
{
	ListCell   *cell;

	foreach(cell, columns)
		if (OidIsValid(relid) && get_attnum(relid, lfirst(cell)) == InvalidAttrNumber)
			*broken = lappend(*broken, lfirst(cell));
}

/* Names in the arguments that are no column of their table any more. */
static ArrayType *
broken_columns(const CheckKind *kind, const CheckTriggerRow *row, Oid other)
{
	List	   *broken = NIL;
	Datum	   *names;
	ListCell   *cell;
	int			n = 0;

	for (int i = 0; i < row->nargs; i++)
	{
		const char *sign = strchr(row->args[i], '=');
		const CheckArgument *argument = sign == NULL ? NULL
			: check_kind_argument(kind, pnstrdup(row->args[i], sign - row->args[i]));

		if (argument != NULL)
			add_broken(argument->side == 0 ? row->relid : other,
					   named_columns(argument, sign + 1), &broken);
	}
	names = palloc(sizeof(Datum) * Max(list_length(broken), 1));
	foreach(cell, broken)
		names[n++] = DirectFunctionCall1(namein, CStringGetDatum(lfirst(cell)));
	return construct_array(names, n, NAMEOID, NAMEDATALEN, false, TYPALIGN_CHAR);
}

/* What keeps the rule from working; NULL if nothing does. */
static char *
problem_of(const CheckTriggerRow *row)
{
	int16		events = TRIGGER_TYPE_INSERT | TRIGGER_TYPE_UPDATE | TRIGGER_TYPE_DELETE;
	char	   *problem = check_rule_problem(row);

	if (problem == NULL && (row->type & events) != events)
		problem = pstrdup(_("the trigger does not fire on INSERT, UPDATE and DELETE"));
	if (problem == NULL && row->selective)
		problem = pstrdup(_("the trigger fires for some columns or rows only"));
	if (problem == NULL && row->enabled == TRIGGER_DISABLED)
		problem = pstrdup(_("the trigger is disabled"));
	if (problem == NULL && row->enabled == TRIGGER_FIRES_ON_REPLICA)
		problem = pstrdup(_("the trigger fires only on a replica"));
	if (problem == NULL)
		problem = check_distribution_problem(row, key_columns(row));
	return problem;
}

typedef struct Doubt
{
	const CheckTriggerRow *row;
	const char *text;
} Doubt;

static void
read_doubt(void *arg)
{
	Doubt	   *doubt = arg;

	doubt->text = check_proof_doubt(doubt->row);
}

/* Why its groups are read at each COMMIT, whatever changes in them; NULL if they need not be. */
static const char *
doubt_of(const CheckTriggerRow *row)
{
	Doubt		doubt = {.row = row};
	ErrorData  *error = check_caught(read_doubt, &doubt);

	return error != NULL ? error->message : doubt.text;
}

static ArrayType *
argument_array(const CheckTriggerRow *row)
{
	Datum	   *args = palloc(sizeof(Datum) * Max(row->nargs, 1));

	for (int i = 0; i < row->nargs; i++)
		args[i] = CStringGetTextDatum(row->args[i]);
	return construct_array(args, row->nargs, TEXTOID, -1, false, TYPALIGN_INT);
}

static const char *
severity_of(const CheckTriggerRow *row)
{
	for (int i = 0; i < row->nargs; i++)
		if (strncmp(row->args[i], "severity=", 9) == 0)
			return row->args[i] + 9;
	return "error";
}

/* Does the caller have any right on the table, or on a column of it?  Not so if it is gone. */
static bool
has_any_right(Oid relid)
{
	return SearchSysCacheExists1(RELOID, ObjectIdGetDatum(relid)) &&
		(pg_class_aclmask(relid, GetUserId(), ACL_ALL_RIGHTS_RELATION, ACLMASK_ANY) != 0 ||
		 pg_attribute_aclcheck_all(relid, GetUserId(), ACL_ALL_RIGHTS_COLUMN,
								   ACLMASK_ANY) == ACLCHECK_OK);
}

PG_FUNCTION_INFO_V1(fiscal_list_checks);
Datum
fiscal_list_checks(PG_FUNCTION_ARGS)
{
	Oid			namespace = check_namespace(fcinfo);
	SrfRows		rows = srf_begin(fcinfo);
	ListCell   *cell;

	foreach(cell, check_all_triggers(namespace))
	{
		CheckTriggerRow *row = lfirst(cell);
		Datum		values[15];
		bool		nulls[15] = {false};
		bool		leaves;
		bool		truncate;
		char	   *problem;
		const char *doubt;
		const CheckKind *kind = check_kind_of_function(namespace, row->function);
		Oid			other = check_other_table_if_any(row);

		if (OidIsValid(row->parent) || !has_any_right(row->relid))
			continue;
		cover(namespace, row, &leaves, &truncate);
		problem = problem_of(row);
		doubt = doubt_of(row);

		/* Dropped meanwhile, it has no problem but that. */
		if (!SearchSysCacheExists1(RELOID, ObjectIdGetDatum(row->relid)))
			continue;
		values[0] = ObjectIdGetDatum(row->relid);
		values[1] = DirectFunctionCall1(namein, CStringGetDatum(row->name));
		values[2] = CStringGetTextDatum(kind->name);
		values[3] = PointerGetDatum(argument_array(row));
		values[4] = CStringGetTextDatum(severity_of(row));
		values[5] = ObjectIdGetDatum(other);
		nulls[5] = !OidIsValid(other);
		values[6] = BoolGetDatum(row->deferrable);
		values[7] = BoolGetDatum(row->initdeferred);
		values[8] = BoolGetDatum(is_enabled(row));
		values[9] = BoolGetDatum(leaves);
		values[10] = BoolGetDatum(truncate);
		values[11] = PointerGetDatum(broken_columns(kind, row, other));
		nulls[12] = problem == NULL;
		if (problem != NULL)
			values[12] = CStringGetTextDatum(problem);
		values[13] = BoolGetDatum(doubt == NULL);
		nulls[14] = doubt == NULL;
		if (doubt != NULL)
			values[14] = CStringGetTextDatum(doubt);
		srf_put(&rows, values, nulls);
	}
	return (Datum) 0;
}
