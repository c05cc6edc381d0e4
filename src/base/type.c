/*
 * base/type.c - whose code the values of a type run
 *
 * A rule is read by whoever looks at fiscal_checks, and its verdicts by whoever
 * audits a table.  Code of somebody else must not run as these readers.  What a
 * rule calls of a type by OID is of three sorts.
 *
 *	- Operator classes, which compare and hash; base types with their input and
 *	  output functions; canonical functions of ranges.  All of them only a
 *	  superuser makes, and indexes rely on that too: they run as anybody who
 *	  writes or reads.  So do ours, as whoever writes, reads or audits.
 *
 *	- The constraints of a domain, which anybody makes, and which run where a
 *	  value is read from text: that of a domain, and that of an array, a range
 *	  or a row with a domain in it.  We read none where such a type has an owner
 *	  who is no superuser.  To read it as the owner of the table would not do:
 *	  he need not be the owner of the type.
 *
 *	- Casts to json, which the owner of any type makes, and which to_jsonb()
 *	  looks for.  It is not asked about such types.
 *
 * What a query of ours runs besides - a constant in the expression of an index -
 * is the business of the table's owner, as whom a check reads it, in a
 * security-restricted operation (engine/scan.c).  An audit is a query of its
 * caller, and runs what any query of his on that table runs.
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "access/transam.h"
#include "catalog/pg_type.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"
#include "utils/typcache.h"

#include "base/compat.h"
#include "base/type.h"

/* Is the type a superuser's own?  And if it is a domain: over which type? */
static bool
is_superusers(Oid typid, Oid *under)
{
	HeapTuple	tuple = SearchSysCache1(TYPEOID, ObjectIdGetDatum(typid));
	Form_pg_type form;
	bool		trusted;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for type %u", typid);
	form = (Form_pg_type) GETSTRUCT(tuple);
	*under = form->typbasetype;
	trusted = superuser_arg(form->typowner);
	ReleaseSysCache(tuple);
	return trusted;
}

static Oid
column_of_others(Oid typid)
{
	TupleDesc	columns = lookup_rowtype_tupdesc_copy(typid, -1);

	for (int i = 0; i < columns->natts; i++)
	{
		Form_pg_attribute column = TupleDescAttr(columns, i);
		Oid			others;

		if (column->attisdropped)
			continue;
		others = check_type_of_others(column->atttypid);
		if (OidIsValid(others))
			return others;
	}
	return InvalidOid;
}

/*
 * Arrays, ranges and enums are made of what they were made of for good.  A
 * domain gets new constraints at any time, and a row type new columns: of a
 * stranger's it does not matter what they are now.
 */
Oid
check_type_of_others(Oid typid)
{
	Oid			under;

	check_stack_depth();
	switch (get_typtype(typid))
	{
		case TYPTYPE_DOMAIN:
			return is_superusers(typid, &under) ? check_type_of_others(under) : typid;
		case TYPTYPE_COMPOSITE:
			return is_superusers(typid, &under) ? column_of_others(typid) : typid;
		case TYPTYPE_RANGE:
			return check_type_of_others(get_range_subtype(typid));
		case COMPAT_TYPTYPE_MULTIRANGE:
			return check_type_of_others(compat_range_of_multirange(typid));
		default:
			under = get_element_type(typid);
			return OidIsValid(under) ? check_type_of_others(under) : InvalidOid;
	}
}

/* As to_jsonb() has it: types that came with the server are asked for no casts. */
bool
check_json_is_plain(Oid typid)
{
	return getBaseType(typid) < FirstNormalObjectId;
}
