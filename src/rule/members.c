/*
 * rule/members.c - the triggers of a rule about several tables
 *
 * A rule about two tables is stored as two triggers of one name, one on each
 * table, each of which carries the rule as it is seen from its side.  They find
 * each other by that name and by their arguments, which mirror each other.  A
 * table tied with itself has one trigger that says other_table=same.
 *
 * A rule about documents is stored as one trigger of one name on each of its
 * tables, all in one schema, with the same definition; besides, each says under
 * what name the definition knows its table, so that tables can be renamed.
 *
 * The tables of a rule have one owner.  The rule is that of the trigger with the
 * least OID.
 *
 * No trigger names the other table.  A FROM clause would do that, and follow
 * renames, but what it makes the server do is wrong for a rule: it takes the
 * trigger for a foreign key's, leaves the clones on a partition that is
 * detached, and drops the trigger with the other table, unasked, so that half
 * a rule looks like none.
 *
 * Names of rules are unique in a schema (calls/install.c), but a rule may lie
 * in two schemas, and a copy of a schema holds a pair of the same name: so the
 * trigger in the same schema comes first, and where two are equally near
 * nothing is guessed.
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/lsyscache.h"

#include "base/session.h"
#include "rule/members.h"

#define OTHER_PREFIX	"other_"
#define SAME_TABLE		"other_table=same"
#define TABLE_NAME		"table="

const char *const check_other_tables[] = {"another", "same", NULL};

/* ---------------------------------------------------------------- arguments */

/* The name under which the other side says it; the same where both sides say one thing. */
static const char *
mirrored_name(const CheckKind *kind, const char *name)
{
	const CheckArgument *argument = check_kind_argument(kind, name);
	const char *mirrored;

	if (argument == NULL || argument->type == CHECK_CHOICE || argument->type == CHECK_AMOUNT)
		return name;
	mirrored = strncmp(name, OTHER_PREFIX, strlen(OTHER_PREFIX)) == 0
		? name + strlen(OTHER_PREFIX) : psprintf(OTHER_PREFIX "%s", name);
	return check_kind_argument(kind, mirrored) == NULL ? name : mirrored;
}

static const char *
mirrored_value(const CheckKind *kind, const char *name, const char *value)
{
	const CheckArgument *argument = check_kind_argument(kind, name);

	if (argument != NULL && argument->mirrored != NULL)
		for (int i = 0; argument->choices[i] != NULL; i++)
			if (strcmp(argument->choices[i], value) == 0)
				return argument->mirrored[i];
	return value;
}

char *
check_mirror(const CheckKind *kind, const char *argument)
{
	const char *sign = strchr(argument, '=');
	char	   *name;

	if (sign == NULL)
		return pstrdup(argument);
	name = pnstrdup(argument, sign - argument);
	return psprintf("%s=%s", mirrored_name(kind, name), mirrored_value(kind, name, sign + 1));
}

/* ---------------------------------------------------------------- triggers */

static const CheckKind *
kind_of(const CheckTriggerRow *row)
{
	return check_kind_of_function(row->namespace, row->function);
}

bool
check_has_members(const CheckTriggerRow *row)
{
	const CheckKind *kind = kind_of(row);

	return kind != NULL && kind->nsides != 1;
}

static bool
is_document(const CheckTriggerRow *row)
{
	return kind_of(row)->nsides == CHECK_MANY_SIDES;
}

static bool
has_argument(const CheckTriggerRow *row, const char *argument)
{
	for (int i = 0; i < row->nargs; i++)
		if (strcmp(row->args[i], argument) == 0)
			return true;
	return false;
}

/*
 * On a table of another owner's anybody can make a trigger of any name: it could
 * pass for a part of a rule, and tell its writers of rows they may not see, or
 * stand in the way of those who are under the rule.
 */
static bool
has_same_owner(const CheckTriggerRow *row, const CheckTriggerRow *other)
{
	return check_table_owner(row->relid) == check_table_owner(other->relid);
}

static bool
is_mirror(const CheckTriggerRow *row, const CheckTriggerRow *other)
{
	if (other->relid == row->relid || other->function != row->function ||
		other->nargs != row->nargs || OidIsValid(other->parent) || !has_same_owner(row, other))
		return false;
	for (int i = 0; i < row->nargs; i++)
		if (!has_argument(other, check_mirror(kind_of(row), row->args[i])))
			return false;
	return true;
}

static const CheckTriggerRow *
find_other(const CheckTriggerRow *row, bool *several)
{
	Oid			schema = get_rel_namespace(row->relid);
	const CheckTriggerRow *best = NULL;
	ListCell   *cell;

	*several = false;
	if (has_argument(row, SAME_TABLE))
		return row;
	foreach(cell, check_triggers_of_name(row->namespace, row->name))
	{
		const CheckTriggerRow *other = lfirst(cell);
		bool		is_near = get_rel_namespace(other->relid) == schema;
		bool		best_is_near = best != NULL && get_rel_namespace(best->relid) == schema;

		if (!is_mirror(row, other) || (best_is_near && !is_near))
			continue;
		*several = best != NULL && is_near == best_is_near;
		best = other;
	}
	return best;
}

/* ---------------------------------------------------------------- documents */

static bool
is_table_name(const char *argument)
{
	return strncmp(argument, TABLE_NAME, strlen(TABLE_NAME)) == 0;
}

/* The same definition, in the same schema. */
static bool
is_fellow(const CheckTriggerRow *row, const CheckTriggerRow *other)
{
	if (other->function != row->function || other->nargs != row->nargs ||
		get_rel_namespace(other->relid) != get_rel_namespace(row->relid) ||
		!has_same_owner(row, other))
		return false;
	for (int i = 0; i < row->nargs; i++)
		if (!is_table_name(row->args[i]) && !has_argument(other, row->args[i]))
			return false;
	return true;
}

static List *
find_fellows(const CheckTriggerRow *row)
{
	List	   *fellows = NIL;
	ListCell   *cell;

	foreach(cell, check_triggers_of_name(row->namespace, row->name))
		if (is_fellow(row, lfirst(cell)))
			fellows = lappend(fellows, lfirst(cell));
	return fellows;
}

List *
check_named_tables(List *members)
{
	List	   *tables = NIL;
	ListCell   *cell;

	foreach(cell, members)
	{
		const CheckTriggerRow *member = lfirst(cell);

		for (int i = 0; i < member->nargs; i++)
			if (is_table_name(member->args[i]))
			{
				CheckNamedTable *table = palloc(sizeof(CheckNamedTable));

				table->name = member->args[i] + strlen(TABLE_NAME);
				table->relid = member->relid;
				tables = lappend(tables, table);
			}
	}
	return tables;
}

/* ---------------------------------------------------------------- members */

List *
check_members_found(const CheckTriggerRow *row)
{
	CheckTriggerRow *self = unconstify(CheckTriggerRow *, row);
	const CheckTriggerRow *other;
	bool		several;

	if (!check_has_members(row))
		return list_make1(self);
	if (is_document(row))
		return find_fellows(row);
	other = find_other(row, &several);
	if (several)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_OBJECT_DEFINITION),
				 errmsg("rule \"%s\" on table %s could belong with more than one trigger of that name",
						row->name, check_table_name(row->relid)),
				 errdetail("The triggers of one rule know each other by its name and their arguments."),
				 errhint("Rename the constraint of one pair on both of its tables.")));
	return other == NULL || other == row ? list_make1(self)
		: list_make2(self, unconstify(CheckTriggerRow *, other));
}

List *
check_members(const CheckTriggerRow *row)
{
	List	   *members = check_members_found(row);

	if (check_has_members(row) && !is_document(row) && list_length(members) == 1 &&
		!has_argument(row, SAME_TABLE))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_OBJECT_DEFINITION),
				 errmsg("rule \"%s\" on table %s lacks its trigger on the other table",
						row->name, check_table_name(row->relid)),
				 errdetail("A rule about two tables is two triggers of one name; without the second, changes in the other table go unchecked."),
				 errhint("Remove the rule with fiscal_drop_check() and install it again.")));
	return members;
}

const CheckTriggerRow *
check_first_member(const CheckTriggerRow *row)
{
	const CheckTriggerRow *first = row;
	ListCell   *cell;

	if (!check_has_members(row))
		return row;
	foreach(cell, check_members(row))
		if (((CheckTriggerRow *) lfirst(cell))->oid < first->oid)
			first = lfirst(cell);
	return first;
}

Oid
check_other_table(List *members)
{
	return ((CheckTriggerRow *) llast(members))->relid;
}

Oid
check_other_table_if_any(const CheckTriggerRow *row)
{
	bool		several;
	const CheckTriggerRow *other =
		check_has_members(row) && !is_document(row) ? find_other(row, &several) : NULL;

	return other == NULL || several ? InvalidOid : other->relid;
}
