/*
 * check_cache.c - rules as they stand in the catalog
 *
 * A trigger definition is the only storage of a rule, so pg_dump, DROP and
 * ALTER carry it.  A session keeps what it has read of one until the table
 * changes: relcache invalidation covers a trigger, a column, a rename.
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "access/xact.h"
#include "catalog/indexing.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_trigger.h"
#include "fmgr.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/hsearch.h"
#include "utils/inval.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/resowner.h"
#include "utils/syscache.h"

#include "check.h"

/* Rules by root trigger. */
typedef struct RuleEntry
{
	Oid			trigger;
	CheckRule  *rule;			/* NULL if not loaded */
} RuleEntry;

static HTAB *rules = NULL;
static HTAB *firings = NULL;

/*
 * Rules replaced while this transaction may still hold pointers to them: they
 * are freed when it ends.
 */
static List *retired = NIL;

static void
forget_relation(Datum arg, Oid relid)
{
	HASH_SEQ_STATUS scan;
	RuleEntry  *entry;
	CheckFiring *firing;

	hash_seq_init(&scan, rules);
	while ((entry = hash_seq_search(&scan)) != NULL)
		if (entry->rule != NULL)
			for (int i = 0; i < entry->rule->nsides; i++)
				if (relid == InvalidOid || entry->rule->side[i].relid == relid)
					entry->rule->valid = false;

	hash_seq_init(&scan, firings);
	while ((firing = hash_seq_search(&scan)) != NULL)
		if (relid == InvalidOid || firing->relid == relid)
			firing->valid = false;
}

static void
create_caches(void)
{
	HASHCTL		ctl;

	if (rules != NULL)
		return;
	ctl.keysize = sizeof(Oid);
	ctl.hcxt = CacheMemoryContext;
	ctl.entrysize = sizeof(CheckFiring);
	firings = hash_create("govfiscal triggers", 32, &ctl, HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
	ctl.entrysize = sizeof(RuleEntry);
	rules = hash_create("govfiscal rules", 32, &ctl, HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
	CacheRegisterRelcacheCallback(forget_relation, (Datum) 0);
}

/* At the end of a transaction nothing points to a replaced rule any more. */
void
check_cache_end_transaction(void)
{
	List	   *old = retired;
	ListCell   *cell;

	retired = NIL;
	foreach(cell, old)
		check_rule_free(lfirst(cell));
	list_free(old);
}

/* ---------------------------------------------------------------- pg_trigger */

bool
check_trigger_read(Oid trigger, CheckTriggerRow *row)
{
	Relation	catalog = table_open(TriggerRelationId, AccessShareLock);
	ScanKeyData key;
	SysScanDesc scan;
	HeapTuple	tuple;

	ScanKeyInit(&key, Anum_pg_trigger_oid, BTEqualStrategyNumber, F_OIDEQ,
				ObjectIdGetDatum(trigger));
	scan = systable_beginscan(catalog, TriggerOidIndexId, true, NULL, 1, &key);
	tuple = systable_getnext(scan);
	if (HeapTupleIsValid(tuple))
		check_trigger_row(catalog, tuple, row);
	systable_endscan(scan);
	table_close(catalog, AccessShareLock);
	return HeapTupleIsValid(tuple);
}

/* What a pg_trigger row says; the arguments are NUL-separated bytes. */
void
check_trigger_row(Relation catalog, HeapTuple tuple, CheckTriggerRow *row)
{
	Form_pg_trigger form = (Form_pg_trigger) GETSTRUCT(tuple);
	bool		isnull;

	memset(row, 0, sizeof(*row));
	row->oid = form->oid;
	row->parent = form->tgparentid;
	row->relid = form->tgrelid;
	row->other = form->tgconstrrelid;
	row->function = form->tgfoid;
	row->type = form->tgtype;
	row->enabled = form->tgenabled;
	row->deferrable = form->tgdeferrable;
	row->initdeferred = form->tginitdeferred;
	row->trigger_name = pstrdup(NameStr(form->tgname));
	row->name = row->trigger_name;
	if (OidIsValid(form->tgconstraint))
	{
		/* ALTER TRIGGER RENAME leaves the constraint its old name; ours is the constraint. */
		char	   *conname = get_constraint_name(form->tgconstraint);

		if (conname != NULL)
			row->name = conname;
	}
	row->nargs = form->tgnargs;
	row->args = palloc(sizeof(char *) * Max(row->nargs, 1));
	if (row->nargs > 0)
	{
		bytea	   *packed = DatumGetByteaPP(fastgetattr(tuple, Anum_pg_trigger_tgargs,
														 RelationGetDescr(catalog), &isnull));
		const char *p = VARDATA_ANY(packed);

		for (int i = 0; i < row->nargs; i++)
		{
			row->args[i] = pstrdup(p);
			p += strlen(p) + 1;
		}
	}
}

/* All triggers on a table that run one of our rule functions. */
List *
check_triggers_of_table(Oid namespace, Oid relid)
{
	Relation	catalog = table_open(TriggerRelationId, AccessShareLock);
	List	   *rows = NIL;
	ScanKeyData key;
	SysScanDesc scan;
	HeapTuple	tuple;

	ScanKeyInit(&key, Anum_pg_trigger_tgrelid, BTEqualStrategyNumber, F_OIDEQ,
				ObjectIdGetDatum(relid));
	scan = systable_beginscan(catalog, TriggerRelidNameIndexId, true, NULL, 1, &key);
	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		Form_pg_trigger form = (Form_pg_trigger) GETSTRUCT(tuple);

		if (!form->tgisinternal || OidIsValid(form->tgparentid))
			if (check_kind_of_function(namespace, form->tgfoid) != NULL)
			{
				CheckTriggerRow *row = palloc(sizeof(CheckTriggerRow));

				check_trigger_row(catalog, tuple, row);
				rows = lappend(rows, row);
			}
	}
	systable_endscan(scan);
	table_close(catalog, AccessShareLock);
	return rows;
}

/* Which of our rule functions this is, or NULL. */
const CheckKind *
check_kind_of_function(Oid namespace, Oid funcid)
{
	HeapTuple	tuple = SearchSysCache1(PROCOID, ObjectIdGetDatum(funcid));
	const CheckKind *found = NULL;

	if (HeapTupleIsValid(tuple))
	{
		Form_pg_proc form = (Form_pg_proc) GETSTRUCT(tuple);

		if (form->pronamespace == namespace && form->pronargs == 0)
			for (int i = 0; check_kinds[i] != NULL; i++)
				if (strcmp(NameStr(form->proname), check_kinds[i]->function) == 0)
					found = check_kinds[i];
		ReleaseSysCache(tuple);
	}
	return found;
}

/*
 * The trigger a rule was declared with: on a partition it is the one it was
 * cloned from, at the top, because a group may lie in several partitions.
 */
bool
check_root_trigger(Oid trigger, CheckTriggerRow *row)
{
	do
	{
		if (!check_trigger_read(trigger, row))
			return false;
		trigger = row->parent;
	} while (OidIsValid(trigger));
	return true;
}

/* ---------------------------------------------------------------- rules */

/* A rule built from its trigger, in a context under the current one. */
CheckRule *
check_rule_from_trigger(Oid namespace, const CheckTriggerRow *row)
{
	const CheckKind *kind = check_kind_of_function(namespace, row->function);
	CheckRule  *rule;

	if (kind == NULL)
		elog(ERROR, "trigger %u is not a rule of govfiscal", row->oid);
	rule = check_rule_new(kind, namespace, row->relid, row->name);
	rule->trigger = row->oid;
	rule->deferrable = row->deferrable;
	rule->side[1].relid = row->other;
	check_rule_load(rule, check_args_parse(rule->name, row->nargs, row->args));
	return rule;
}

static void
retire(CheckRule *rule)
{
	MemoryContext caller = MemoryContextSwitchTo(CacheMemoryContext);
	HASH_SEQ_STATUS scan;
	CheckFiring *firing;

	retired = lappend(retired, rule);
	MemoryContextSwitchTo(caller);

	hash_seq_init(&scan, firings);
	while ((firing = hash_seq_search(&scan)) != NULL)
		if (firing->rule == rule)
			firing->valid = false;
}

static CheckRule *
cached_rule(Oid namespace, const CheckTriggerRow *row)
{
	bool		found;
	RuleEntry  *entry;
	CheckRule  *rule;

	entry = hash_search(rules, &row->oid, HASH_ENTER, &found);
	if (!found)
		entry->rule = NULL;
	if (entry->rule != NULL && entry->rule->valid)
		return entry->rule;

	/* May raise: the entry stays as it was, and is tried again next time. */
	rule = check_rule_from_trigger(namespace, row);
	MemoryContextSetParent(rule->cxt, CacheMemoryContext);

	entry = hash_search(rules, &row->oid, HASH_ENTER, &found);
	if (found && entry->rule != NULL)
		retire(entry->rule);
	entry->rule = rule;
	return rule;
}

/* The rule of a root trigger, as it stands now; NULL if it was dropped. */
CheckRule *
check_rule_lookup(Oid namespace, Oid root_trigger)
{
	CheckTriggerRow row;

	create_caches();
	if (!check_trigger_read(root_trigger, &row) ||
		check_kind_of_function(namespace, row.function) == NULL)
		return NULL;
	return cached_rule(namespace, &row);
}

/* ---------------------------------------------------------------- triggers that fire */

static AttrNumber *
map_columns(const CheckRule *rule, const CheckSide *side, Oid relid)
{
	AttrNumber *attnos = palloc(sizeof(AttrNumber) * side->ncols);

	for (int i = 0; i < side->ncols; i++)
	{
		attnos[i] = get_attnum(relid, side->cols[i].name);
		if (attnos[i] == InvalidAttrNumber)
			elog(ERROR, "partition %u lacks column \"%s\" of rule \"%s\"",
				 relid, side->cols[i].name, rule->name);
	}
	return attnos;
}

/*
 * The trigger that is firing: its rule, and where the firing table (maybe a
 * partition with columns of its own order) keeps what the rule reads.
 */
CheckFiring *
check_firing(FunctionCallInfo fcinfo)
{
	TriggerData *trigdata = (TriggerData *) fcinfo->context;
	Oid			namespace;
	Oid			trigger = trigdata->tg_trigger->tgoid;
	Oid			relid = RelationGetRelid(trigdata->tg_relation);
	static CheckFiring *last = NULL;
	CheckFiring *firing;
	CheckTriggerRow root;
	CheckRule  *rule;
	AttrNumber *attnos[2];
	int			side[2];
	int			nparts = 0;
	MemoryContext cxt;
	MemoryContext caller;
	bool		found;

	/* "valid" comes first: the rule of an invalid entry may be freed memory. */
	if (last != NULL && last->trigger == trigger && last->valid && last->rule->valid)
		return last;

	create_caches();
	firing = hash_search(firings, &trigger, HASH_FIND, NULL);
	if (firing != NULL && firing->valid && firing->rule->valid)
		return last = firing;

	namespace = check_namespace(fcinfo);
	if (!check_root_trigger(trigger, &root))
		elog(ERROR, "could not find trigger %u", trigger);
	rule = check_rule_of_trigger(namespace, &root);

	/* Columns of a side that lives in the root table of this trigger. */
	cxt = AllocSetContextCreate(CurrentMemoryContext, "govfiscal trigger",
								ALLOCSET_SMALL_SIZES);
	caller = MemoryContextSwitchTo(cxt);
	for (int i = 0; i < rule->nsides; i++)
		if (rule->side[i].relid == root.relid)
		{
			side[nparts] = i;
			attnos[nparts] = map_columns(rule, &rule->side[i], relid);
			nparts++;
		}
	MemoryContextSwitchTo(caller);
	MemoryContextSetParent(cxt, CacheMemoryContext);

	firing = hash_search(firings, &trigger, HASH_ENTER, &found);
	if (found)
		MemoryContextDelete(firing->cxt);
	firing->cxt = cxt;
	firing->relid = relid;
	firing->rule = rule;
	firing->pending = NULL;
	firing->transaction = 0;
	firing->nparts = nparts;
	memcpy(firing->side, side, sizeof(side));
	memcpy(firing->attnos, attnos, sizeof(attnos));
	firing->valid = true;
	return last = firing;
}

/* The rule of a root trigger: both triggers of a tie are one rule. */
CheckRule *
check_rule_of_trigger(Oid namespace, const CheckTriggerRow *root)
{
	CheckRule  *rule;

	create_caches();
	rule = check_tie_canonical(namespace, root);
	return rule != NULL ? rule : cached_rule(namespace, root);
}

CheckRule *
check_cached_rule(Oid namespace, const CheckTriggerRow *row)
{
	create_caches();
	return cached_rule(namespace, row);
}

/*
 * What its first use would complain of, or NULL.  Caught in a subtransaction,
 * because anything can raise: a type's input function, a missing twin.
 */
char *
check_rule_problem(Oid namespace, const CheckTriggerRow *row)
{
	MemoryContext caller = CurrentMemoryContext;
	ResourceOwner owner = CurrentResourceOwner;
	char	   *volatile problem = NULL;

	BeginInternalSubTransaction(NULL);
	MemoryContextSwitchTo(caller);
	PG_TRY();
	{
		CheckRule  *rule;

		(void) check_tie_canonical(namespace, row);
		rule = check_rule_from_trigger(namespace, row);
		check_rule_free(rule);
		ReleaseCurrentSubTransaction();
		MemoryContextSwitchTo(caller);
		CurrentResourceOwner = owner;
	}
	PG_CATCH();
	{
		ErrorData  *error;

		MemoryContextSwitchTo(caller);
		error = CopyErrorData();
		FlushErrorState();
		RollbackAndReleaseCurrentSubTransaction();
		MemoryContextSwitchTo(caller);
		CurrentResourceOwner = owner;
		if (error->sqlerrcode == ERRCODE_QUERY_CANCELED)
			ReThrowError(error);
		problem = error->message;
	}
	PG_END_TRY();
	return problem;
}
