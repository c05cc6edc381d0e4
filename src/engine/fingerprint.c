/*
 * engine/fingerprint.c - what the catalog says of a rule, its triggers and its tables' files
 *
 * Two fingerprints are equal only if every trigger of the rule has stood as it is,
 * every table has kept its file, and what the rule reads has kept its meaning.
 * engine/proof.c says what for.
 *
 *	- A trigger's row of pg_trigger is known by its OID, the transaction that
 *	  wrote it (VACUUM FREEZE leaves that legible) and its place: DISABLE and ENABLE
 *	  of one transaction both write under its number, but not in one place.  The
 *	  clones on partitions count as much as the trigger they are of, and so do the
 *	  guards against TRUNCATE.
 *	- A table's file changes with TRUNCATE and with whatever rewrites its rows.
 *	- A column is what its name stands for: its number, types, collation, quantum,
 *	  and whether it is NOT NULL.  These can change and change back.
 *	- pg_upgrade and copies of a data directory keep OIDs and files; the number of the
 *	  cluster tells a new one apart.
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "access/xlog.h"
#include "catalog/indexing.h"
#include "catalog/pg_class.h"
#include "catalog/pg_inherits.h"
#include "catalog/pg_trigger.h"
#include "catalog/pg_type.h"
#include "common/hashfn.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/snapmgr.h"
#include "utils/syscache.h"

#include "engine/fingerprint.h"
#include "rule/members.h"

/* What rules mean in this library: a proof of another meaning proves nothing. */
#define MEANING_OF_RULES	1

typedef struct Facts
{
	CheckRule  *rule;
	Oid			namespace;		/* the extension's, which may have moved */
	CheckFingerprint *print;
	StringInfoData bytes;
	List	   *triggers;		/* those whose clones are the rule's, too */
} Facts;

#define ADD(facts, fact) \
	appendBinaryStringInfo(&(facts)->bytes, (const char *) &(fact), sizeof(fact))

/* The first reason is told. */
static void
refuse(Facts *facts, const char *reason, const char *name)
{
	if (facts->print->refusal == NULL)
		facts->print->refusal = psprintf(reason, name);
}

/* ---------------------------------------------------------------- the rule */

static void
add_rule(Facts *facts)
{
	int32		meaning = MEANING_OF_RULES;
	uint64		cluster = GetSystemIdentifier();

	ADD(facts, meaning);
	ADD(facts, cluster);
	if (facts->rule->severity != CHECK_SEVERITY_ERROR)
		refuse(facts, _("a rule that warns lets violations pass"), NULL);
	if (facts->rule->always_read)
		refuse(facts, _("changes under a rule of this form cannot be followed"), NULL);
}

/* The words of an enum, and what is made of them, can change their meaning and change back. */
static bool
keeps_meaning(Oid type)
{
	Oid			element = get_element_type(type);

	if (OidIsValid(element))
		type = getBaseType(element);
	return get_typtype(type) == TYPTYPE_BASE;
}

static void
add_columns(Facts *facts, int side)
{
	const CheckRule *rule = facts->rule;

	for (int i = 0; i < rule->side[side].ncols; i++)
	{
		const CheckColumn *col = &rule->side[side].cols[i];

		ADD(facts, col->attno);
		ADD(facts, col->typid);
		ADD(facts, col->basetype);
		ADD(facts, col->collation);
		ADD(facts, col->quantum);
		ADD(facts, col->notnull);

		/* Of a key no more is asked than which of its values are equal. */
		if ((i >= rule->nkeys || col->roles > 1) && !keeps_meaning(col->basetype))
			refuse(facts, _("the type of column \"%s\" can change its meaning"), col->name);
		if (OidIsValid(col->collation) && !get_collation_isdeterministic(col->collation))
			refuse(facts, _("the collation of column \"%s\" is nondeterministic"), col->name);
	}
}

/* ---------------------------------------------------------------- its triggers */

static bool
is_on(char enabled)
{
	return enabled == TRIGGER_FIRES_ON_ORIGIN || enabled == TRIGGER_FIRES_ALWAYS;
}

/* Does it fire for every change of a row? */
static bool
is_complete(Relation catalog, HeapTuple tuple)
{
	Form_pg_trigger trigger = (Form_pg_trigger) GETSTRUCT(tuple);

	return TRIGGER_FOR_INSERT(trigger->tgtype) && TRIGGER_FOR_UPDATE(trigger->tgtype) &&
		TRIGGER_FOR_DELETE(trigger->tgtype) && trigger->tgattr.dim1 == 0 &&
		heap_attisnull(tuple, Anum_pg_trigger_tgqual, RelationGetDescr(catalog));
}

static void
add_trigger(Facts *facts, HeapTuple tuple)
{
	Oid			trigger = ((Form_pg_trigger) GETSTRUCT(tuple))->oid;
	TransactionId writer = HeapTupleHeaderGetRawXmin(tuple->t_data);

	ADD(facts, trigger);
	ADD(facts, writer);
	ADD(facts, tuple->t_self);
}

/* The rule's triggers on one table, and what guards it against TRUNCATE. */
static void
add_triggers(Facts *facts, Oid relid, bool needs_guard)
{
	Relation	catalog = table_open(TriggerRelationId, AccessShareLock);
	bool		fires = false;
	bool		is_guarded = false;
	ScanKeyData key;
	SysScanDesc scan;
	HeapTuple	tuple;

	ScanKeyInit(&key, Anum_pg_trigger_tgrelid, BTEqualStrategyNumber, F_OIDEQ,
				ObjectIdGetDatum(relid));
	scan = systable_beginscan(catalog, TriggerRelidNameIndexId, true, NULL, 1, &key);
	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		Form_pg_trigger trigger = (Form_pg_trigger) GETSTRUCT(tuple);
		bool		guards = TRIGGER_FOR_TRUNCATE(trigger->tgtype) &&
			get_func_namespace(trigger->tgfoid) == facts->namespace;

		if (!guards && !list_member_oid(facts->triggers, trigger->oid) &&
			!list_member_oid(facts->triggers, trigger->tgparentid))
			continue;
		if (!is_on(trigger->tgenabled) || (!guards && !is_complete(catalog, tuple)))
			refuse(facts, _("a trigger on table \"%s\" does not fire for every change"),
				   get_rel_name(relid));
		add_trigger(facts, tuple);
		fires = fires || !guards;
		is_guarded = is_guarded || guards;
		if (get_rel_relkind(relid) == RELKIND_PARTITIONED_TABLE)
			facts->triggers = lappend_oid(facts->triggers, trigger->oid);
	}
	systable_endscan(scan);
	table_close(catalog, AccessShareLock);
	if (!fires)
		refuse(facts, _("table \"%s\" has no trigger of the rule"), get_rel_name(relid));
	if (needs_guard && !is_guarded)
		refuse(facts, _("table \"%s\" has no guard against TRUNCATE"), get_rel_name(relid));
}

/* ---------------------------------------------------------------- its tables */

static void
add_file(Facts *facts, Oid relid)
{
	HeapTuple	tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(relid));
	Form_pg_class class;

	/* Dropped by somebody, it is not locked. */
	if (!HeapTupleIsValid(tuple))
	{
		refuse(facts, _("one of its tables is gone"), NULL);
		return;
	}
	class = (Form_pg_class) GETSTRUCT(tuple);
	ADD(facts, relid);
	ADD(facts, class->relfilenode);
	if (class->relkind != RELKIND_PARTITIONED_TABLE &&
		(class->relkind != RELKIND_RELATION || class->relpersistence != RELPERSISTENCE_PERMANENT))
		refuse(facts, _("table \"%s\" is not an ordinary table that outlives a crash"),
			   NameStr(class->relname));
	ReleaseSysCache(tuple);
}

static void
add_tables(Facts *facts, int side, Oid left_out)
{
	Oid			root = facts->rule->side[side].relid;
	bool		guarded = facts->rule->nsides > 1 ||
		get_rel_relkind(root) == RELKIND_PARTITIONED_TABLE;
	List	   *tables = find_all_inheritors(root, NoLock, NULL);
	CheckFingerprint *print = facts->print;
	ListCell   *cell;

	print->tables = print->ntables == 0 ? palloc(sizeof(Oid) * list_length(tables))
		: repalloc(print->tables, sizeof(Oid) * (print->ntables + list_length(tables)));
	foreach(cell, tables)
	{
		Oid			relid = lfirst_oid(cell);

		if (relid == left_out)
			continue;
		print->tables[print->ntables++] = relid;
		add_file(facts, relid);
		add_triggers(facts, relid,
					 guarded && get_rel_relkind(relid) != RELKIND_PARTITIONED_TABLE);
	}
}

/* ---------------------------------------------------------------- all of it */

static int
compare_oids(const void *a, const void *b)
{
	Oid			x = *(const Oid *) a;
	Oid			y = *(const Oid *) b;

	return (x > y) - (x < y);
}

bool
check_fingerprint_has_table(const CheckFingerprint *print, Oid relid)
{
	return bsearch(&relid, print->tables, print->ntables, sizeof(Oid), compare_oids) != NULL;
}

static void
hash_facts(Facts *facts)
{
	for (int i = 0; i < CHECK_FINGERPRINT_SIZE / (int) sizeof(uint64); i++)
	{
		uint64		hash = hash_bytes_extended((const unsigned char *) facts->bytes.data,
											   facts->bytes.len, (uint64) i);

		memcpy(facts->print->hash + i * sizeof(uint64), &hash, sizeof(uint64));
	}
}

void
check_fingerprint(CheckRule *rule, Oid left_out, CheckFingerprint *print)
{
	Facts		facts = {.rule = rule, .print = print};
	CheckTriggerRow *row = check_trigger_of_oid(rule->trigger);
	ListCell   *cell;

	memset(print, 0, sizeof(*print));
	initStringInfo(&facts.bytes);

	/* A partition that is being detached is one for older snapshots: the latest decides. */
	PushActiveSnapshot(GetLatestSnapshot());
	if (row == NULL)
		refuse(&facts, _("the rule is gone"), NULL);
	else
	{
		facts.namespace = row->namespace;
		foreach(cell, check_members_found(row))
			facts.triggers = lappend_oid(facts.triggers, ((CheckTriggerRow *) lfirst(cell))->oid);
	}
	add_rule(&facts);
	for (int side = 0; side < rule->nsides; side++)
	{
		add_columns(&facts, side);
		if (side == 0 || rule->side[side].relid != rule->side[0].relid)
			add_tables(&facts, side, left_out);
	}
	PopActiveSnapshot();
	qsort(print->tables, print->ntables, sizeof(Oid), compare_oids);
	hash_facts(&facts);
	pfree(facts.bytes.data);
}
