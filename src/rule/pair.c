/*
 * rule/pair.c - the two triggers of a tie
 *
 * A tie is stored as two triggers, one on each table, each of which names the
 * other table in its FROM clause and carries the same rule seen from its side.
 * The two are one rule: that of the trigger with the lesser OID.  A tie of a
 * table with itself is one trigger that is its own twin.
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/lsyscache.h"

#include "rule/check.h"

static const char *
mirrored_name(const char *name)
{
	for (int side = 0; side < 2; side++)
		for (int i = 0; i < CHECK_TIE_SIDE_ARGUMENTS; i++)
			if (strcmp(name, check_tie_arguments[side][i]) == 0)
				return check_tie_arguments[1 - side][i];
	return name;
}

/* The argument of the other trigger that says the same as this one. */
char *
check_tie_mirror(const char *argument)
{
	const char *sign = strchr(argument, '=');
	char	   *name;

	if (sign == NULL)
		return pstrdup(argument);
	name = pnstrdup(argument, sign - argument);
	if (strcmp(argument, "comparator=>=") == 0)
		return pstrdup("comparator=<=");
	if (strcmp(argument, "comparator=<=") == 0)
		return pstrdup("comparator=>=");
	return psprintf("%s%s", mirrored_name(name), sign);
}

static bool
has_argument(const CheckTriggerRow *row, const char *argument)
{
	for (int i = 0; i < row->nargs; i++)
		if (strcmp(row->args[i], argument) == 0)
			return true;
	return false;
}

static bool
is_twin(const CheckTriggerRow *row, const CheckTriggerRow *other)
{
	if (other->other != row->relid || other->function != row->function ||
		other->nargs != row->nargs || strcmp(other->name, row->name) != 0 ||
		OidIsValid(other->parent))
		return false;
	for (int i = 0; i < row->nargs; i++)
		if (!has_argument(other, check_tie_mirror(row->args[i])))
			return false;
	return true;
}

/* The twin of a tie's trigger, or NULL. */
const CheckTriggerRow *
check_tie_twin(const CheckTriggerRow *row)
{
	ListCell   *cell;

	if (row->other == row->relid)
		return row;
	if (!OidIsValid(row->other))
		return NULL;
	foreach(cell, check_triggers_of_table(row->namespace, row->other))
		if (is_twin(row, lfirst(cell)))
			return lfirst(cell);
	return NULL;
}

/*
 * Of the two triggers of a tie the one that stands for the rule; any other
 * trigger stands for itself.
 */
const CheckTriggerRow *
check_tie_first(const CheckTriggerRow *row)
{
	const CheckTriggerRow *twin;

	if (check_kind_of_function(row->namespace, row->function) != &check_tie_kind ||
		!OidIsValid(row->other))
		return row;
	twin = check_tie_twin(row);
	if (twin == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_OBJECT_DEFINITION),
				 errmsg("rule \"%s\" on table %s lacks its twin on table %s",
						row->name, check_table_name(row->relid),
						check_table_name(row->other)),
				 errdetail("A tie is two triggers of one name; without the second, changes in the other table go unchecked."),
				 errhint("Remove the rule with fiscal_drop_check() and install it again with fiscal_add_tie().")));
	return twin->oid < row->oid ? twin : row;
}
