/*
 * rule/cache.c - rules as they stand in the catalog
 *
 * A trigger definition is the only storage of a rule, so pg_dump, DROP and
 * ALTER carry it.  A session keeps what it has read of one until the table
 * changes: relcache invalidation covers a trigger, a column, a rename.
 */
#include "postgres.h"

#include "access/xact.h"
#include "fmgr.h"
#include "utils/hsearch.h"
#include "utils/inval.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/syscache.h"

#include "base/session.h"
#include "rule/args.h"
#include "rule/cache.h"
#include "rule/members.h"

/* Rules by root trigger. */
typedef struct RuleEntry
{
	Oid			trigger;
	CheckRule  *rule;			/* NULL if not loaded */
} RuleEntry;

static HTAB *rules = NULL;
static HTAB *bindings = NULL;
static bool stale = false;		/* something in there has become invalid */
static uint64 changes = 0;		/* heard of so far, of whatever table */

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
	CheckBinding *binding;

	stale = true;
	changes++;
	hash_seq_init(&scan, rules);
	while ((entry = hash_seq_search(&scan)) != NULL)
		if (entry->rule != NULL)
			for (int i = 0; i < entry->rule->nsides; i++)
				if (relid == InvalidOid || entry->rule->side[i].relid == relid)
					entry->rule->valid = false;

	hash_seq_init(&scan, bindings);
	while ((binding = hash_seq_search(&scan)) != NULL)
		if (relid == InvalidOid || binding->relid == relid)
			binding->valid = false;
}

/* The words of an enum are values of rules, and it says nothing of the tables that use it. */
static void
forget_words(Datum arg, int cacheid, uint32 hash)
{
	forget_relation(arg, InvalidOid);
}

static void
create_caches(void)
{
	HASHCTL		ctl;

	if (rules != NULL)
		return;
	ctl.keysize = sizeof(Oid);
	ctl.hcxt = CacheMemoryContext;
	ctl.entrysize = sizeof(CheckBinding);
	bindings = hash_create("govfiscal triggers", 32, &ctl, HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
	ctl.entrysize = sizeof(RuleEntry);
	rules = hash_create("govfiscal rules", 32, &ctl, HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
	CacheRegisterRelcacheCallback(forget_relation, (Datum) 0);
	CacheRegisterSyscacheCallback(ENUMOID, forget_words, (Datum) 0);
}

/* What is no longer valid may be of a table that is gone, and never asked for again. */
static void
remove_invalid(void)
{
	HASH_SEQ_STATUS scan;
	RuleEntry  *entry;
	CheckBinding *binding;

	stale = false;
	hash_seq_init(&scan, bindings);
	while ((binding = hash_seq_search(&scan)) != NULL)
		if (!binding->valid || !binding->rule->valid)
		{
			MemoryContextDelete(binding->cxt);
			hash_search(bindings, &binding->trigger, HASH_REMOVE, NULL);
		}

	hash_seq_init(&scan, rules);
	while ((entry = hash_seq_search(&scan)) != NULL)
		if (entry->rule == NULL || !entry->rule->valid)
		{
			if (entry->rule != NULL)
				check_rule_free(entry->rule);
			hash_search(rules, &entry->trigger, HASH_REMOVE, NULL);
		}
}

/* At the end of a transaction nothing points to a rule that was replaced, or to an invalid one. */
void
check_cache_end_transaction(void)
{
	List	   *old = retired;
	ListCell   *cell;

	if (stale)
		remove_invalid();
	retired = NIL;
	foreach(cell, old)
		check_rule_free(lfirst(cell));
	list_free(old);
}

/* ---------------------------------------------------------------- rules */

/*
 * A rule built from its trigger and the tables that it is about besides, in a
 * context under the current one.
 */
CheckRule *
check_rule_from_trigger(const CheckTriggerRow *row, Oid other, List *tables)
{
	const CheckKind *kind = check_kind_of_function(row->namespace, row->function);
	CheckRule  *rule;

	if (kind == NULL)
		elog(ERROR, "trigger %u is not a rule of govfiscal", row->oid);
	rule = check_rule_new(kind, row->namespace, row->relid, row->name);
	rule->trigger = row->oid;
	rule->deferrable = row->deferrable;
	rule->side[1].relid = other;
	rule->tables = tables;
	check_rule_load(rule, check_args_parse(kind, rule->name, row->nargs, row->args));
	return rule;
}

CheckRule *
check_rule_of_members(const CheckTriggerRow *row, List *members)
{
	return check_rule_from_trigger(row, check_other_table(members), check_named_tables(members));
}

static void
retire(CheckRule *rule)
{
	MemoryContext caller = MemoryContextSwitchTo(CacheMemoryContext);
	HASH_SEQ_STATUS scan;
	CheckBinding *binding;

	retired = lappend(retired, rule);
	MemoryContextSwitchTo(caller);

	hash_seq_init(&scan, bindings);
	while ((binding = hash_seq_search(&scan)) != NULL)
		if (binding->rule == rule)
			binding->valid = false;
}

static CheckRule *
cached_rule(const CheckTriggerRow *row)
{
	bool		found;
	RuleEntry  *entry;
	CheckRule  *rule;
	uint64		before;

	entry = hash_search(rules, &row->oid, HASH_ENTER, &found);
	if (!found)
		entry->rule = NULL;
	if (entry->rule != NULL && entry->rule->valid)
		return entry->rule;

	/* May raise: the entry stays as it was, and is tried again next time. */
	before = changes;
	rule = check_rule_of_members(row, check_members(row));
	MemoryContextSetParent(rule->cxt, CacheMemoryContext);

	/* A change heard of meanwhile found no rule here to make invalid. */
	if (changes != before)
	{
		rule->valid = false;
		stale = true;
	}

	entry = hash_search(rules, &row->oid, HASH_ENTER, &found);
	if (found && entry->rule != NULL)
		retire(entry->rule);
	entry->rule = rule;
	return rule;
}

/* The rule of a trigger that was one, as it stands now; NULL if it was dropped. */
CheckRule *
check_rule_lookup(Oid root_trigger)
{
	CheckTriggerRow *row = check_trigger_of_oid(root_trigger);

	create_caches();
	return row == NULL ? NULL : cached_rule(row);
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

/* The sides of a rule that lie in the root table of the trigger, as they lie in the firing one. */
static void
bind_parts(CheckBinding *binding, Oid root)
{
	const CheckRule *rule = binding->rule;

	binding->parts = palloc(sizeof(CheckPart) * rule->nsides);
	for (int i = 0; i < rule->nsides; i++)
	{
		CheckPart  *part = &binding->parts[binding->nparts];

		if (rule->side[i].relid != root)
			continue;
		part->side = i;
		part->attnos = map_columns(rule, &rule->side[i], binding->relid);
		part->last_key = 0;
		for (int k = 0; k < rule->nkeys; k++)
			part->last_key = Max(part->last_key, part->attnos[k]);
		binding->nparts++;
	}
}

/*
 * The trigger that is firing: its rule, and where the firing table (maybe a
 * partition with columns of its own order) keeps what the rule reads.
 */
CheckBinding *
check_binding(FunctionCallInfo fcinfo)
{
	TriggerData *trigdata = (TriggerData *) fcinfo->context;
	Oid			trigger = trigdata->tg_trigger->tgoid;
	CheckBinding *kept = fcinfo->flinfo->fn_extra;
	CheckBinding binding = {.trigger = trigger};
	CheckTriggerRow *root;
	MemoryContext caller;
	bool		found;

	/*
	 * The server keeps one FmgrInfo for each trigger of a table, so rules whose
	 * events come in turns each find their own.  It goes with its statement,
	 * and entries go only when the transaction ends.  "valid" comes first: the
	 * rule of an invalid entry may be freed memory.
	 */
	if (kept != NULL && kept->trigger == trigger && kept->valid && kept->rule->valid)
		return kept;

	create_caches();
	kept = hash_search(bindings, &trigger, HASH_FIND, NULL);
	if (kept != NULL && kept->valid && kept->rule->valid)
		return fcinfo->flinfo->fn_extra = kept;

	root = check_root_trigger(trigger);
	binding.relid = RelationGetRelid(trigdata->tg_relation);
	binding.rule = check_rule_of_trigger(root);
	binding.valid = true;
	binding.cxt = AllocSetContextCreate(CurrentMemoryContext, "govfiscal trigger",
										ALLOCSET_SMALL_SIZES);
	caller = MemoryContextSwitchTo(binding.cxt);
	bind_parts(&binding, root->relid);
	MemoryContextSwitchTo(caller);
	MemoryContextSetParent(binding.cxt, CacheMemoryContext);

	kept = hash_search(bindings, &trigger, HASH_ENTER, &found);
	if (found)
		MemoryContextDelete(kept->cxt);
	*kept = binding;
	return fcinfo->flinfo->fn_extra = kept;
}

/* The rule of a root trigger: all triggers of one rule share it. */
CheckRule *
check_rule_of_trigger(const CheckTriggerRow *root)
{
	create_caches();
	return cached_rule(check_first_member(root));
}

static void
try_rule(void *arg)
{
	const CheckTriggerRow *row = arg;

	check_rule_free(check_rule_of_members(row, check_members(row)));
}

/* What its first use would complain of, or NULL. */
char *
check_rule_problem(const CheckTriggerRow *row)
{
	ErrorData  *error = check_caught(try_rule, unconstify(CheckTriggerRow *, row));

	return error == NULL ? NULL : error->message;
}
