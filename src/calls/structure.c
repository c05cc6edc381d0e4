/*
 * calls/structure.c - what a change of structure does to rules
 *
 * ALTER TABLE changes what a rule reads without one row event: other figures in
 * a column, another column under its name, a partition that comes or goes, other
 * words in an enum.  The rule is then judged whole at COMMIT, as core verifies a
 * CHECK again.  Where it can no longer read what it names, nothing is left to
 * judge, and the next write is refused with the reason.
 *
 * An event trigger tells.  The utility hook (engine/hooks.c) could not: it is
 * there only once the library is loaded, which nothing does in a session whose
 * first statement is an ALTER TABLE.  An event trigger loads it in every session
 * of the database, as the triggers of rows and of TRUNCATE do.  It has to be
 * superuser's, as is the script of a trusted extension, and belongs to the
 * extension, so that a dump carries it as CREATE EXTENSION.  It is ENABLE ALWAYS
 * and goes by the state of each rule: under session_replication_role = replica
 * those rules are judged that fire there.  Only ALTER EVENT TRIGGER ... DISABLE,
 * the setting event_triggers (17) and single-user mode lead past it, which are
 * a superuser's.
 *
 * Most DDL is none of this: the tags of the event trigger keep out what cannot
 * be, a look at the statement most of the rest, before any catalog is asked.
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/objectaccess.h"
#include "catalog/partition.h"
#include "catalog/pg_class.h"
#include "catalog/pg_inherits.h"
#include "catalog/pg_type.h"
#include "commands/event_trigger.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "nodes/parsenodes.h"
#include "tcop/deparse_utility.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/syscache.h"

#include "base/compat.h"
#include "base/own.h"
#include "base/session.h"
#include "calls/guard.h"
#include "calls/structure.h"
#include "engine/proof.h"
#include "engine/touched.h"
#include "rule/cache.h"

/* What one command has changed. */
typedef struct Change
{
	Oid			relid;			/* of this table, or of a composite type */
	Oid			words;			/* ... or of this enum */
	List	   *renewed;		/* names that stand for another column now */
	List	   *rewritten;		/* names of columns that hold other values */
	bool		moved;			/* rows came or went with a partition */
	Oid			arrived;		/* the partition that came, or a table that one came to */
} Change;

/* ---------------------------------------------------------------- what a command has changed */

static bool
is_subcommand_of_interest(const AlterTableCmd *command)
{
	return compat_adds_column(command) || compat_rewrites_column(command) ||
		compat_moves_partition(command);
}

/* Can the statement change what some rule reads? */
static bool
is_of_interest(Node *statement)
{
	ListCell   *cell;

	switch (nodeTag(statement))
	{
		case T_CreateStmt:
			return ((CreateStmt *) statement)->partbound != NULL;
		case T_CreateSchemaStmt:
			return ((CreateSchemaStmt *) statement)->schemaElts != NIL;
		case T_RenameStmt:
			return ((RenameStmt *) statement)->renameType == OBJECT_COLUMN ||
				((RenameStmt *) statement)->renameType == OBJECT_ATTRIBUTE;
		case T_AlterEnumStmt:
			return ((AlterEnumStmt *) statement)->oldVal != NULL;
		case T_AlterTableStmt:
			foreach(cell, ((AlterTableStmt *) statement)->cmds)
				if (is_subcommand_of_interest(lfirst(cell)))
					return true;
			return false;
		default:
			return false;
	}
}

/* What was done to a column (by IF NOT EXISTS maybe nothing) or a partition, which has no address. */
static void
read_subcommand(Change *change, const CollectedATSubcmd *done)
{
	const AlterTableCmd *command = (const AlterTableCmd *) done->parsetree;
	char	   *column;

	if (!IsA(command, AlterTableCmd))
		return;
	if (compat_moves_partition(command))
		change->moved = true;
	if (command->subtype == AT_AttachPartition)
		change->arrived = change->relid;
	column = get_attname(done->address.objectId, done->address.objectSubId, true);
	if (column == NULL)
		return;
	if (compat_adds_column(command))
		change->renewed = lappend(change->renewed, column);
	else if (compat_rewrites_column(command))
		change->rewritten = lappend(change->rewritten, column);
}

static void
read_command(Change *change, const CollectedCommand *command)
{
	ListCell   *cell;

	if (command->type == SCT_AlterTable)
	{
		change->relid = command->d.alterTable.objectId;
		foreach(cell, command->d.alterTable.subcmds)
			read_subcommand(change, lfirst(cell));
	}
	else if (command->type == SCT_Simple)
	{
		Oid			object = command->d.simple.address.objectId;
		Node	   *statement = command->parsetree;

		if (IsA(statement, CreateStmt))
			change->arrived = object;
		else if (IsA(statement, AlterEnumStmt))
			change->words = object;
		else if (IsA(statement, RenameStmt))
		{
			change->relid = object;
			change->renewed = list_make1(((RenameStmt *) statement)->newname);
		}
	}
}

/* ---------------------------------------------------------------- which rules it concerns */

static bool
is_typed(Oid relid, Oid type)
{
	HeapTuple	tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(relid));
	bool		typed = false;

	if (HeapTupleIsValid(tuple))
	{
		typed = ((Form_pg_class) GETSTRUCT(tuple))->reloftype == type;
		ReleaseSysCache(tuple);
	}
	return typed;
}

/* Root triggers on the tables of a composite type; a change of those is rare. */
static List *
rules_of_type(Oid namespace, Oid type)
{
	List	   *found = NIL;
	ListCell   *cell;

	foreach(cell, check_all_triggers(namespace))
		if (is_typed(((CheckTriggerRow *) lfirst(cell))->relid, type))
			found = lappend(found, lfirst(cell));
	return found;
}

/*
 * ... and on a table, what it is a partition of and, unless only rows have come
 * or gone, what inherits its columns.
 */
static List *
rules_of_table(Oid namespace, Oid relid, bool moved)
{
	List	   *tables = moved ? list_make1_oid(relid) : find_all_inheritors(relid, NoLock, NULL);
	List	   *found = NIL;
	ListCell   *cell;

	if (get_rel_relispartition(relid))
		tables = list_concat(tables, get_partition_ancestors(relid));
	foreach(cell, tables)
		found = list_concat(found, check_triggers_of_table(namespace, lfirst_oid(cell)));
	return found;
}

static List *
rules_concerned(Oid namespace, const Change *change)
{
	if (OidIsValid(change->words))
		return check_all_triggers(namespace);
	if (!OidIsValid(change->relid))
		return NIL;
	if (get_rel_relkind(change->relid) == RELKIND_COMPOSITE_TYPE)
		return rules_of_type(namespace, get_rel_type_id(change->relid));
	return rules_of_table(namespace, change->relid, change->moved);
}

/* Can a value of the type be, or have in it, a word of the enum?  Rows and ranges may. */
static bool
may_hold(Oid type, Oid words)
{
	Oid			element = type;
	char		typtype;

	while (OidIsValid(element))
	{
		type = getBaseType(element);
		element = get_element_type(type);
	}
	typtype = get_typtype(type);
	return type == words || (typtype != TYPTYPE_BASE && typtype != TYPTYPE_ENUM);
}

static bool
is_named(const List *names, const char *name)
{
	ListCell   *cell;

	foreach(cell, names)
		if (strcmp(lfirst(cell), name) == 0)
			return true;
	return false;
}

/* A tie is asked by each of its tables, which knows the columns of its own side. */
static void
touch_rule(CheckRule *rule, Oid relid, const Change *change)
{
	bool		touched = change->moved;

	for (int side = 0; side < rule->nsides; side++)
		for (int col = 0; col < rule->side[side].ncols; col++)
		{
			const CheckColumn *column = &rule->side[side].cols[col];

			if (OidIsValid(change->words))
				touched |= may_hold(column->typid, change->words);
			else if (rule->side[side].relid != relid)
				continue;
			else if (is_named(change->renewed, column->name))
				check_touch_renewed(rule, side, col);
			else
				touched |= is_named(change->rewritten, column->name);
		}
	if (touched)
		check_touch_whole(rule);
}

typedef struct Reading
{
	const CheckTriggerRow *row;
	CheckRule  *rule;
	Oid			partition;
} Reading;

static void
read_rule(void *arg)
{
	Reading    *reading = arg;

	reading->rule = check_rule_of_trigger(reading->row);
}

/* A rule that cannot be read says so to the next write; the statement is not to blame. */
static void
touch_rules(Oid namespace, const Change *change)
{
	ListCell   *cell;

	foreach(cell, rules_concerned(namespace, change))
	{
		const CheckTriggerRow *row = lfirst(cell);
		Reading		reading = {.row = row};

		if (!OidIsValid(row->parent) && check_trigger_fires(row) &&
			check_caught(read_rule, &reading) == NULL)
			touch_rule(reading.rule, row->relid, change);
	}
}

/* ---------------------------------------------------------------- partitions that are made */

static void
extend_proof(void *arg)
{
	const Reading *reading = arg;

	check_proof_extend(check_rule_of_trigger(reading->row), reading->partition);
}

/* A new partition is empty, and leaves the rules above it as trusted as they were. */
static void
extend_proofs(Oid namespace, Oid partition)
{
	ListCell   *table;
	ListCell   *cell;

	CommandCounterIncrement();
	foreach(table, get_partition_ancestors(partition))
		foreach(cell, check_triggers_of_table(namespace, lfirst_oid(table)))
		{
			Reading		reading = {.row = lfirst(cell), .partition = partition};

			if (!OidIsValid(reading.row->parent))
				(void) check_caught(extend_proof, &reading);
		}
}

/* ---------------------------------------------------------------- partitions that are dropped */

/*
 * Once a partition is dropped nothing tells whose it was, so a hook notes that
 * before.  An event trigger at the start of DROP has loaded the library by then.
 */
static object_access_hook_type previous_access = NULL;
static List *bereft = NIL;		/* tables that have lost a partition */
static uint64 bereft_in = 0;	/* the transaction that "bereft" is of */

static void
note_drop(ObjectAccessType access, Oid class, Oid object, int column, void *arg)
{
	MemoryContext caller;

	if (previous_access != NULL)
		previous_access(access, class, object, column, arg);
	if (access != OAT_DROP || class != RelationRelationId || column != 0 ||
		!get_rel_relispartition(object))
		return;
	if (bereft_in != check_transaction())
		bereft = NIL;
	bereft_in = check_transaction();
	caller = MemoryContextSwitchTo(TopTransactionContext);
	bereft = list_append_unique_oid(bereft, linitial_oid(get_partition_ancestors(object)));
	MemoryContextSwitchTo(caller);
}

void
check_structure_init(void)
{
	previous_access = object_access_hook;
	object_access_hook = note_drop;
}

static void
touch_bereft(Oid namespace)
{
	ListCell   *cell;

	if (bereft_in != check_transaction())
		return;
	foreach(cell, bereft)
	{
		Change		change = {.relid = lfirst_oid(cell), .moved = true};

		touch_rules(namespace, &change);
	}
	bereft = NIL;
}

/* ---------------------------------------------------------------- the event trigger */

/* What the server has collected of the statement, and of those it was made of. */
static List *
collected_commands(void)
{
	MemoryContext caller = CurrentMemoryContext;
	List	   *commands = NIL;

	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
	if (SPI_execute("SELECT command FROM pg_catalog.pg_event_trigger_ddl_commands()",
					true, 0) != SPI_OK_SELECT)
		elog(ERROR, "could not read the commands of an event trigger");
	for (uint64 i = 0; i < SPI_processed; i++)
	{
		bool		isnull;
		Datum		command = SPI_getbinval(SPI_tuptable->vals[i], SPI_tuptable->tupdesc, 1,
											&isnull);
		MemoryContext spi = MemoryContextSwitchTo(caller);

		commands = lappend(commands, DatumGetPointer(command));
		MemoryContextSwitchTo(spi);
	}
	SPI_finish();
	return commands;
}

PG_FUNCTION_INFO_V1(fiscal_watch_structure);
Datum
fiscal_watch_structure(PG_FUNCTION_ARGS)
{
	Oid			namespace = check_namespace(fcinfo);
	EventTriggerData *event;
	ListCell   *cell;

	if (!CALLED_AS_EVENT_TRIGGER(fcinfo))
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_EVENT_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("function \"%s\" was not called by event trigger manager",
						"fiscal_watch_structure")));
	event = (EventTriggerData *) fcinfo->context;
	if (strcmp(event->event, "ddl_command_end") != 0)
		return PointerGetDatum(NULL);

	touch_bereft(namespace);
	if (!is_of_interest(event->parsetree))
		return PointerGetDatum(NULL);

	foreach(cell, collected_commands())
	{
		Change		change = {0};

		read_command(&change, lfirst(cell));
		touch_rules(namespace, &change);
		if (OidIsValid(change.arrived))
			check_guard_partition(namespace, change.arrived);
		if (change.arrived != change.relid)
			extend_proofs(namespace, change.arrived);
	}
	return PointerGetDatum(NULL);
}
