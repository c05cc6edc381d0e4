/*
 * subject/operator.c - what a hierarchy function says about its arguments
 *
 * A function is known by its address in this library.  Names would depend on
 * the schema, OIDs on the database.
 */
#include "postgres.h"

#include "fmgr.h"

#include "subject/operator.h"

#define DECLARE(function) extern Datum function(PG_FUNCTION_ARGS)

DECLARE(subject_contains);
DECLARE(subject_contained);
DECLARE(subject_contains_strict);
DECLARE(subject_contained_strict);
DECLARE(subject_is_parent);
DECLARE(subject_contained_any);
DECLARE(subject_any_contains);

bool
subject_role_of_function(Oid function, SubjectRole *role)
{
	static const struct
	{
		PGFunction	address;
		SubjectRole role;
	}			known[] =
	{
		{subject_contains, {SUBJECT_WITHIN, 1, false}},
		{subject_contained, {SUBJECT_WITHIN, 0, false}},
		{subject_contains_strict, {SUBJECT_BELOW, 1, false}},
		{subject_contained_strict, {SUBJECT_BELOW, 0, false}},
		{subject_is_parent, {SUBJECT_CHILD, 1, false}},
		{subject_contained_any, {SUBJECT_WITHIN, 0, true}},
		{subject_any_contains, {SUBJECT_WITHIN, 1, true}},
	};
	FmgrInfo	info;

	if (!OidIsValid(function))
		return false;
	fmgr_info(function, &info);
	for (int i = 0; i < (int) lengthof(known); i++)
		if (info.fn_addr == known[i].address)
		{
			*role = known[i].role;
			return true;
		}
	return false;
}
