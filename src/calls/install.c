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

#include "base/own.h"
#include "base/session.h"
#include "calls/call.h"
#include "calls/guard.h"
#include "calls/install.h"
#include "calls/validate.h"
#include "engine/proof.h"
#include "engine/scan.h"
#include "kinds/kinds.h"
#include "rule/args.h"
#include "rule/cache.h"
#include "rule/members.h"

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

void
check_refuse_name(Oid relid, const char *name)
{
	if (is_taken(name, relid))
		ereport(ERROR,
				(errcode(ERRCODE_DUPLICATE_OBJECT),
				 errmsg("constraint \"%s\" already exists in schema \"%s\"",
						name, get_namespace_name(get_rel_namespace(relid))),
				 errdetail("Names of rules are unique in a schema, so that SET CONSTRAINTS finds them.")));
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
void
check_refuse_table(Oid relid)
{
	char		relkind = get_rel_relkind(relid);

	check_need_ownership(relid);
	if (relkind == RELKIND_PARTITIONED_TABLE)
	{
		ListCell   *cell;

		foreach(cell, check_leaves_of(relid))
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

/* Triggers on tables of two owners do not find each other (rule/members.c). */
void
check_refuse_owners(Oid relid, Oid other)
{
	if (check_table_owner(relid) != check_table_owner(other))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("tables \"%s\" and \"%s\" of one rule have different owners",
						get_rel_name(relid), get_rel_name(other)),
				 errdetail("The triggers of a rule find each other by its name, and on a table of another owner's anybody could make one."),
				 errhint("Give the tables one owner.")));
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

/*	CREATE CONSTRAINT TRIGGER name AFTER ... ON table ... fn('a=b', ...) */
void
check_create_trigger(const CheckRule *rule, Oid relid, int nargs, char **args)
{
	StringInfoData sql;

	initStringInfo(&sql);
	appendStringInfo(&sql, "CREATE CONSTRAINT TRIGGER %s AFTER INSERT OR UPDATE OR DELETE ON %s",
					 quote_identifier(rule->name), check_table_name(relid));
	appendStringInfo(&sql, " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION %s(",
					 check_own_function(rule->namespace, rule->kind->function));
	for (int i = 0; i < nargs; i++)
		appendStringInfo(&sql, "%s%s", i == 0 ? "" : ", ", quote_literal_cstr(args[i]));
	appendStringInfoChar(&sql, ')');
	check_execute(sql.data);
}

/* The same rule on the other table. */
static void
create_mirror(const CheckRule *rule, Oid relid, const CheckCall *call)
{
	char	   *args[CHECK_MAX_CALL_ARGUMENTS];

	for (int i = 0; i < call->nargs; i++)
		args[i] = check_mirror(rule->kind, call->args[i]);
	check_create_trigger(rule, relid, call->nargs, args);
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

/* The parameter "name", if it is free, or a name of our own. */
static char *
name_rule(const CheckCall *call, const CheckKind *kind, Oid relid, Oid other)
{
	const char *given = check_call_rule_name(call);

	if (given == NULL)
		return choose_name(relid, other, kind);
	check_refuse_name(relid, given);
	check_refuse_name(other, given);
	return pstrdup(given);
}

/* The key and the order must be there in every row. */
static void
refuse_nullable_columns(const CheckRule *rule)
{
	for (int side = 0; side < rule->nsides; side++)
	{
		for (int i = 0; i < rule->nkeys; i++)
			refuse_nullable(rule, side, i);
		if (rule->side[side].order_col >= 0)
			refuse_nullable(rule, side, rule->side[side].order_col);
	}
}

static bool
wants_validation(const CheckCall *call)
{
	FunctionCallInfo fcinfo = call->fcinfo;
	int			argno = check_call_given(call, "validate");

	return argno < 0 || PG_GETARG_BOOL(argno);
}

CheckRule *
check_finish_install(const CheckCall *call, const CheckRule *rule)
{
	check_install_guards(rule);
	notice_index(rule);
	CommandCounterIncrement();
	return wants_validation(call)
		? find_rule(rule->namespace, rule->side[0].relid, rule->name) : NULL;
}

/*
 * fiscal_add_KIND(): reads the rule as its trigger will, refuses what cannot
 * work, creates the trigger (which keeps writers out until the end of the
 * transaction), then judges the stored rows with a snapshot newer than that lock.
 */
PG_FUNCTION_INFO_V1(fiscal_add_rule);
Datum
fiscal_add_rule(PG_FUNCTION_ARGS)
{
	CheckCall  *call = check_call_begin(fcinfo);
	const CheckKind *kind = check_kind_named(call->function, "fiscal_add_");
	Oid			relid = check_call_table(call, "rel");
	Oid			other = kind->nsides == 2 ? check_call_table(call, "other") : InvalidOid;
	CheckRule  *rule;
	CheckRule  *installed;
	char	   *name;

	check_refuse_table(relid);
	if (OidIsValid(other))
	{
		check_refuse_table(other);
		check_refuse_owners(relid, other);
	}
	name = name_rule(call, kind, relid, other);
	check_call_arguments(call, kind);
	if (other == relid)
		check_call_add(call, "other_table", "same");

	rule = check_rule_new(kind, call->namespace, relid, name);
	rule->side[1].relid = other;
	check_rule_load(rule, check_args_parse(kind, name, call->nargs, call->args));
	refuse_nullable_columns(rule);

	check_create_trigger(rule, relid, call->nargs, call->args);
	if (OidIsValid(other) && other != relid)
		create_mirror(rule, other, call);
	installed = check_finish_install(call, rule);
	if (installed != NULL)
		check_validate(installed);

	return DirectFunctionCall1(namein, CStringGetDatum(name));
}

/* ---------------------------------------------------------------- removal */

static void
drop_trigger(const CheckTriggerRow *row)
{
	check_execute(psprintf("DROP TRIGGER %s ON %s", quote_identifier(row->trigger_name),
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
	List	   *members = check_members_found(row);
	ListCell   *cell;

	foreach(cell, members)
		drop_trigger(lfirst(cell));
	CommandCounterIncrement();
	foreach(cell, members)
		check_remove_guards(namespace, ((CheckTriggerRow *) lfirst(cell))->relid);
	check_proof_drop(namespace, row->oid);
	PG_RETURN_VOID();
}
