/*
 * calls/install.c - installing, removing and validating rules
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "access/relation.h"
#include "access/xact.h"
#include "catalog/namespace.h"
#include "catalog/objectaddress.h"
#include "catalog/partition.h"
#include "catalog/pg_class.h"
#include "catalog/pg_constraint.h"
#include "catalog/pg_inherits.h"
#include "catalog/pg_trigger.h"
#include "commands/defrem.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"
#include "utils/syscache.h"

#include "rule/check.h"
#include "calls/call.h"
#include "calls/install.h"
#include "base/compat.h"

#define GUARD_FUNCTION	"fiscal_truncate_guard"
#define GUARD_TRIGGER	"fiscal_truncate_guard"

/* ---------------------------------------------------------------- trigger functions */

PG_FUNCTION_INFO_V1(fiscal_balance);
PG_FUNCTION_INFO_V1(fiscal_rollup);
PG_FUNCTION_INFO_V1(fiscal_tie);
PG_FUNCTION_INFO_V1(fiscal_truncate_guard);

Datum
fiscal_balance(PG_FUNCTION_ARGS)
{
	return check_trigger(fcinfo, &check_balance_kind);
}

Datum
fiscal_rollup(PG_FUNCTION_ARGS)
{
	return check_trigger(fcinfo, &check_rollup_kind);
}

Datum
fiscal_tie(PG_FUNCTION_ARGS)
{
	return check_trigger(fcinfo, &check_tie_kind);
}

/* The table and the partitioned tables it belongs to. */
static List *
self_and_ancestors(Oid relid)
{
	List	   *relids = list_make1_oid(relid);

	if (get_rel_relispartition(relid))
		relids = list_concat(relids, get_partition_ancestors(relid));
	return relids;
}

/*
 * TRUNCATE of a whole table leaves nothing to violate; that of a partition
 * takes rows out of groups without a row event, so every group of the rules
 * above it is judged at COMMIT.
 */
Datum
fiscal_truncate_guard(PG_FUNCTION_ARGS)
{
	TriggerData *trigdata = (TriggerData *) fcinfo->context;
	ListCell   *table;
	ListCell   *cell;
	Oid			namespace;

	if (!CALLED_AS_TRIGGER(fcinfo))
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("function \"%s\" was not called by trigger manager", GUARD_FUNCTION)));
	if (!TRIGGER_FIRED_BY_TRUNCATE(trigdata->tg_event) ||
		!TRIGGER_FIRED_AFTER(trigdata->tg_event))
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("function \"%s\" must be fired AFTER TRUNCATE", GUARD_FUNCTION)));

	namespace = check_namespace(fcinfo);
	foreach(table, self_and_ancestors(RelationGetRelid(trigdata->tg_relation)))
		foreach(cell, check_triggers_of_table(namespace, lfirst_oid(table)))
		{
			CheckTriggerRow *row = lfirst(cell);

			if (!OidIsValid(row->parent) && row->enabled != TRIGGER_DISABLED)
				check_note_whole(check_rule_of_trigger(row));
		}
	return PointerGetDatum(NULL);
}

/* ---------------------------------------------------------------- running SQL */

static void
execute(const char *sql)
{
	int			result;

	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
	result = SPI_execute(sql, false, 0);
	if (result < 0)
		elog(ERROR, "SPI_execute returned %s", SPI_result_code_string(result));
	SPI_finish();
}

/* A function of the extension, by its schema of now. */
static char *
own_function(Oid namespace, const char *name)
{
	return quote_qualified_identifier(get_namespace_name(namespace), name);
}

/* ---------------------------------------------------------------- guards */

/* The tables below this one that hold rows. */
static List *
leaves_of(Oid relid)
{
	List	   *leaves = NIL;
	ListCell   *cell;

	foreach(cell, find_all_inheritors(relid, AccessShareLock, NULL))
		if (get_rel_relkind(lfirst_oid(cell)) != RELKIND_PARTITIONED_TABLE)
			leaves = lappend_oid(leaves, lfirst_oid(cell));
	return leaves;
}

/*
 * The guard of a table, whatever its name; NULL if it has none.  Looking up a
 * function may rebuild the table's entry, and its list of triggers with it.
 */
static char *
guard_of(Oid namespace, Oid relid, bool *enabled)
{
	Relation	rel = relation_open(relid, AccessShareLock);
	TriggerDesc *triggers = CopyTriggerDesc(rel->trigdesc);
	char	   *name = NULL;

	for (int i = 0; triggers != NULL && i < triggers->numtriggers; i++)
	{
		const Trigger *trigger = &triggers->triggers[i];

		if (TRIGGER_FOR_TRUNCATE(trigger->tgtype) &&
			get_func_namespace(trigger->tgfoid) == namespace &&
			strcmp(get_func_name(trigger->tgfoid), GUARD_FUNCTION) == 0)
		{
			name = pstrdup(trigger->tgname);
			*enabled = trigger->tgenabled == TRIGGER_FIRES_ON_ORIGIN ||
				trigger->tgenabled == TRIGGER_FIRES_ALWAYS;
		}
	}
	relation_close(rel, AccessShareLock);
	return name;
}

bool
check_is_guarded(Oid namespace, Oid relid)
{
	bool		enabled;

	return guard_of(namespace, relid, &enabled) != NULL && enabled;
}

/*
 * Can a TRUNCATE take some rows of a group and leave others?  Where the table is
 * partitioned, or the group has rows in another one.
 */
static bool
needs_guard(Oid relid, bool tied)
{
	return tied || get_rel_relkind(relid) == RELKIND_PARTITIONED_TABLE;
}

static void
install_guards(const CheckRule *rule)
{
	for (int side = 0; side < rule->nsides; side++)
	{
		ListCell   *cell;

		if (!needs_guard(rule->side[side].relid, rule->nsides > 1))
			continue;
		foreach(cell, leaves_of(rule->side[side].relid))
		{
			bool		enabled;

			if (guard_of(rule->namespace, lfirst_oid(cell), &enabled) == NULL)
				execute(psprintf("CREATE TRIGGER %s AFTER TRUNCATE ON %s "
								 "FOR EACH STATEMENT EXECUTE FUNCTION %s()",
								 GUARD_TRIGGER, check_table_name(lfirst_oid(cell)),
								 own_function(rule->namespace, GUARD_FUNCTION)));
		}
	}
}

/* Does any rule on the table, or on one it is a partition of, need its guard? */
static bool
is_guard_needed(Oid namespace, Oid relid)
{
	ListCell   *table;
	ListCell   *cell;

	foreach(table, self_and_ancestors(relid))
		foreach(cell, check_triggers_of_table(namespace, lfirst_oid(table)))
			if (needs_guard(lfirst_oid(table),
							OidIsValid(((CheckTriggerRow *) lfirst(cell))->other)))
				return true;
	return false;
}

static void
remove_guards(Oid namespace, Oid relid)
{
	ListCell   *cell;

	foreach(cell, leaves_of(relid))
	{
		bool		enabled;
		char	   *guard = guard_of(namespace, lfirst_oid(cell), &enabled);

		if (guard != NULL && !is_guard_needed(namespace, lfirst_oid(cell)))
			execute(psprintf("DROP TRIGGER %s ON %s", quote_identifier(guard),
							 check_table_name(lfirst_oid(cell))));
	}
}

/* ---------------------------------------------------------------- validation */

/* Judges all stored rows as the trigger would; returns the groups judged. */
static int64
validate(CheckRule *rule)
{
	CheckReport *report = check_report_new(rule, NULL);
	int			reading = check_begin_reading(GetLatestSnapshot(), false);

	check_run_all(rule, check_report_sink(report));
	check_end_reading(reading);
	check_report_raise(report);
	return check_report_sink(report)->groups;
}

/* ---------------------------------------------------------------- installers */

/*
 * Names of rules are unique in a schema, so that SET CONSTRAINTS finds one.  A
 * tie needs its name in two.
 */
static bool
is_taken(const char *name, Oid relid)
{
	return OidIsValid(relid) && ConstraintNameExists(name, get_rel_namespace(relid));
}

static char *
choose_name(Oid relid, Oid other, const CheckKind *kind)
{
	char	   *name = makeObjectName(get_rel_name(relid), NULL, kind->name);

	for (int i = 1; is_taken(name, relid) || is_taken(name, other); i++)
		name = makeObjectName(get_rel_name(relid), NULL, psprintf("%s%d", kind->name, i));
	return name;
}

static void
refuse_name(Oid relid, const char *name)
{
	if (is_taken(name, relid))
		ereport(ERROR,
				(errcode(ERRCODE_DUPLICATE_OBJECT),
				 errmsg("constraint \"%s\" already exists in schema \"%s\"",
						name, get_namespace_name(get_rel_namespace(relid))),
				 errdetail("Names of rules are unique in a schema, so that SET CONSTRAINTS finds them.")));
}

static void
need_ownership(Oid relid)
{
	if (!compat_relation_owned(relid))
		aclcheck_error(ACLCHECK_NOT_OWNER, get_relkind_objtype(get_rel_relkind(relid)),
					   get_rel_name(relid));
}

static void
refuse_foreign(Oid relid)
{
	if (get_rel_relkind(relid) == RELKIND_FOREIGN_TABLE)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("\"%s\" is a foreign table", get_rel_name(relid)),
				 errdetail("What is written at the other end cannot be checked here."),
				 errhint("Use fiscal_audit_balance() or fiscal_audit_rollup() to audit it.")));
}

/*
 * A rule tells its writers what holds of rows they may not see, so that only an
 * owner makes one, as for a foreign key's referenced table.
 */
static void
refuse_table(Oid relid)
{
	char		relkind = get_rel_relkind(relid);

	need_ownership(relid);
	if (relkind == RELKIND_PARTITIONED_TABLE)
	{
		ListCell   *cell;

		foreach(cell, leaves_of(relid))
			refuse_foreign(lfirst_oid(cell));
	}
	refuse_foreign(relid);
	if (relkind != RELKIND_RELATION && relkind != RELKIND_PARTITIONED_TABLE)
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("\"%s\" is not a table", get_rel_name(relid)),
				 errhint("Use fiscal_audit_balance() or fiscal_audit_rollup() to audit a view.")));
	if (relkind == RELKIND_RELATION && find_inheritance_children(relid, NoLock) != NIL)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("table \"%s\" has inheritance children", get_rel_name(relid)),
				 errdetail("Rows of the children would not fire the rule.")));
}

static void
refuse_nullable(const CheckRule *rule, int side, int col)
{
	const CheckSide *s = &rule->side[side];
	HeapTuple	tuple = SearchSysCache2(ATTNUM, ObjectIdGetDatum(s->relid),
										Int16GetDatum(s->cols[col].attno));
	bool		notnull;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for attribute %d of relation %u",
			 s->cols[col].attno, s->relid);
	notnull = ((Form_pg_attribute) GETSTRUCT(tuple))->attnotnull;
	ReleaseSysCache(tuple);
	if (!notnull)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_OBJECT_DEFINITION),
				 errmsg("column \"%s\" of table \"%s\" must be NOT NULL for rule \"%s\"",
						s->cols[col].name, get_rel_name(s->relid), rule->name),
				 errdetail("A row without it belongs to no group and would go unchecked.")));
}

static void
notice_index(const CheckRule *rule)
{
	for (int side = 0; side < rule->nsides; side++)
		if (!check_key_is_indexed(rule, side))
			ereport(NOTICE,
					(errmsg("no index of table \"%s\" begins with the key of rule \"%s\"",
							get_rel_name(rule->side[side].relid), rule->name),
					 errdetail("Each check reads the whole table."),
					 errhint("Create an index on the key columns.")));
}

/*	CREATE CONSTRAINT TRIGGER name AFTER ... ON table [FROM other] ... fn('a=b', ...) */
static void
create_trigger(const CheckRule *rule, Oid relid, Oid other, int nargs, char **args, bool mirror)
{
	StringInfoData sql;

	initStringInfo(&sql);
	appendStringInfo(&sql, "CREATE CONSTRAINT TRIGGER %s AFTER INSERT OR UPDATE OR DELETE ON %s",
					 quote_identifier(rule->name), check_table_name(relid));
	if (OidIsValid(other))
		appendStringInfo(&sql, " FROM %s", check_table_name(other));
	appendStringInfo(&sql, " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION %s(",
					 own_function(rule->namespace, rule->kind->function));
	for (int i = 0; i < nargs; i++)
		appendStringInfo(&sql, "%s%s", i == 0 ? "" : ", ",
						 quote_literal_cstr(mirror ? check_tie_mirror(args[i]) : args[i]));
	appendStringInfoChar(&sql, ')');
	execute(sql.data);
}

static CheckRule *
find_rule(Oid namespace, Oid relid, const char *name)
{
	ListCell   *cell;

	foreach(cell, check_triggers_of_table(namespace, relid))
	{
		CheckTriggerRow *row = lfirst(cell);

		if (strcmp(row->name, name) == 0 && !OidIsValid(row->parent))
			return check_rule_of_trigger(row);
	}
	elog(ERROR, "could not find rule \"%s\" after its installation", name);
	return NULL;
}

/*
 * Reads the rule as its trigger will, refuses what cannot work, creates the
 * trigger (which keeps writers out until the end of the transaction), then
 * judges the stored rows with a snapshot newer than that lock.
 */
static Datum
install(CheckBuild *build, const CheckKind *kind, Oid relid, Oid other,
		int name_arg, int validate_arg)
{
	FunctionCallInfo fcinfo = build->fcinfo;
	Oid			namespace = check_namespace(fcinfo);
	CheckRule  *rule;
	char	   *name;

	refuse_table(relid);
	if (OidIsValid(other))
		refuse_table(other);
	if (PG_ARGISNULL(name_arg))
		name = choose_name(relid, other, kind);
	else
	{
		name = pstrdup(NameStr(*PG_GETARG_NAME(name_arg)));
		refuse_name(relid, name);
		refuse_name(other, name);
	}

	rule = check_rule_new(kind, namespace, relid, name);
	rule->side[1].relid = other;
	check_rule_load(rule, check_args_parse(name, build->nargs, build->args));
	for (int side = 0; side < rule->nsides; side++)
	{
		for (int i = 0; i < rule->nkeys; i++)
			refuse_nullable(rule, side, i);
		if (rule->side[side].order_col >= 0)
			refuse_nullable(rule, side, rule->side[side].order_col);
	}

	create_trigger(rule, relid, other, build->nargs, build->args, false);
	if (OidIsValid(other) && other != relid)
		create_trigger(rule, other, relid, build->nargs, build->args, true);
	install_guards(rule);
	notice_index(rule);
	CommandCounterIncrement();
	if (PG_ARGISNULL(validate_arg) || PG_GETARG_BOOL(validate_arg))
		validate(find_rule(namespace, relid, name));

	return DirectFunctionCall1(namein, CStringGetDatum(name));
}

PG_FUNCTION_INFO_V1(fiscal_add_balance);
PG_FUNCTION_INFO_V1(fiscal_add_balance_columns);
PG_FUNCTION_INFO_V1(fiscal_add_rollup);
PG_FUNCTION_INFO_V1(fiscal_add_tie);

Datum
fiscal_add_balance(PG_FUNCTION_ARGS)
{
	CheckBuild	build = {.fcinfo = fcinfo, .function = "fiscal_add_balance"};

	check_build_balance(&build);
	check_build_text(&build, "severity", 7);
	check_build_name(&build, "quantum_column", 10);
	PG_RETURN_DATUM(install(&build, &check_balance_kind, check_build_table(&build, 0),
							InvalidOid, 8, 9));
}

Datum
fiscal_add_balance_columns(PG_FUNCTION_ARGS)
{
	CheckBuild	build = {.fcinfo = fcinfo, .function = "fiscal_add_balance_columns"};

	check_build_names(&build, "key", 1);
	check_build_name(&build, "revenue_column", 2);
	check_build_name(&build, "expenditure_column", 3);
	check_build_yuan(&build, "quantum", 4);
	check_build_text(&build, "severity", 5);
	check_build_name(&build, "quantum_column", 8);
	PG_RETURN_DATUM(install(&build, &check_balance_kind, check_build_table(&build, 0),
							InvalidOid, 6, 7));
}

Datum
fiscal_add_rollup(PG_FUNCTION_ARGS)
{
	CheckBuild	build = {.fcinfo = fcinfo, .function = "fiscal_add_rollup"};

	check_build_rollup(&build);
	check_build_text(&build, "severity", 8);
	check_build_name(&build, "quantum_column", 11);
	PG_RETURN_DATUM(install(&build, &check_rollup_kind, check_build_table(&build, 0),
							InvalidOid, 9, 10));
}

Datum
fiscal_add_tie(PG_FUNCTION_ARGS)
{
	CheckBuild	build = {.fcinfo = fcinfo, .function = "fiscal_add_tie"};

	check_build_names(&build, "key", 1);
	check_build_name(&build, "amount", 2);
	check_build_jsonb(&build, "filter", 3);
	check_build_names(&build, "other_key", 5);
	check_build_name(&build, "other_amount", 6);
	check_build_jsonb(&build, "other_filter", 7);
	check_build_text(&build, "comparator", 8);
	check_build_yuan(&build, "quantum", 9);
	check_build_text(&build, "severity", 10);
	check_build_name(&build, "quantum_column", 13);
	check_build_name(&build, "other_quantum_column", 14);
	PG_RETURN_DATUM(install(&build, &check_tie_kind, check_build_table(&build, 0),
							check_build_table(&build, 4), 11, 12));
}

/* ---------------------------------------------------------------- removal, validation */

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

static void
drop_trigger(const CheckTriggerRow *row)
{
	execute(psprintf("DROP TRIGGER %s ON %s", quote_identifier(row->trigger_name),
					 check_table_name(row->relid)));
}

PG_FUNCTION_INFO_V1(fiscal_drop_check);
Datum
fiscal_drop_check(PG_FUNCTION_ARGS)
{
	Oid			namespace = check_namespace(fcinfo);
	Oid			relid = PG_GETARG_OID(0);
	const char *name = NameStr(*PG_GETARG_NAME(1));
	CheckTriggerRow *row = linitial(check_rule_triggers(namespace, relid, name));
	const CheckTriggerRow *twin = NULL;

	if (check_kind_of_function(namespace, row->function) == &check_tie_kind)
		twin = check_tie_twin(row);
	drop_trigger(row);
	if (twin != NULL && twin->oid != row->oid)
		drop_trigger(twin);
	CommandCounterIncrement();
	remove_guards(namespace, row->relid);
	if (twin != NULL && twin->relid != row->relid)
		remove_guards(namespace, twin->relid);
	PG_RETURN_VOID();
}

PG_FUNCTION_INFO_V1(fiscal_validate);
Datum
fiscal_validate(PG_FUNCTION_ARGS)
{
	Oid			namespace = check_namespace(fcinfo);
	CheckBuild	build = {.fcinfo = fcinfo, .function = "fiscal_validate"};
	Oid			relid = check_build_table(&build, 0);
	const char *name = PG_ARGISNULL(1) ? NULL : NameStr(*PG_GETARG_NAME(1));
	int64		groups = 0;
	ListCell   *cell;

	need_ownership(relid);
	foreach(cell, check_rule_triggers(namespace, relid, name))
	{
		check_lock_tables_of(lfirst(cell));
		groups += validate(check_rule_of_trigger(lfirst(cell)));
	}
	PG_RETURN_INT64(groups);
}
