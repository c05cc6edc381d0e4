/*
 * engine/renewed.c - columns that have come under a name that a rule reads
 *
 * A rule names its columns.  RENAME amount TO former; ADD COLUMN amount leaves
 * it one that is NULL in every row, which is "not reported", no violation: the
 * figures would go on under the other name, and nobody would check them.  So a
 * column that takes a name must have a value in some row at COMMIT, unless the
 * table is empty.
 */
#include "postgres.h"

#include "access/relation.h"
#include "fmgr.h"
#include "nodes/bitmapset.h"
#include "utils/rel.h"

#include "engine/renewed.h"
#include "engine/scan.h"

typedef struct Search
{
	Bitmapset  *blank;			/* of these columns no value has been seen */
	bool		rows;
} Search;

static bool
look_at_row(void *arg, const Datum *values, const bool *nulls)
{
	Search	   *search = arg;
	int			col = -1;

	search->rows = true;
	while ((col = bms_next_member(search->blank, col)) >= 0)
		if (!nulls[col])
			search->blank = bms_del_member(search->blank, col);
	return !bms_is_empty(search->blank);
}

static void
refuse(const CheckRule *rule, int side, int col)
{
	Relation	rel = relation_open(rule->side[side].relid, AccessShareLock);
	const char *column = rule->side[side].cols[col].name;

	ereport(rule->severity == CHECK_SEVERITY_WARNING ? WARNING : ERROR,
			(errcode(ERRCODE_INVALID_OBJECT_DEFINITION),
			 errmsg("column \"%s\" of rule \"%s\" in table \"%s\" is another one now, and NULL in every row",
					column, rule->name, RelationGetRelationName(rel)),
			 errdetail("The rule would find nothing to check there."),
			 errhint("Fill the column in the same transaction, or remove the rule first with fiscal_drop_check() and install it again when the column is filled."),
			 errtableconstraint(rel, rule->name)));
	relation_close(rel, AccessShareLock);
}

static bool
is_renewed(const CheckTouched *touched, Oid relid, AttrNumber attno)
{
	ListCell   *cell;

	foreach(cell, touched->renewed)
	{
		const CheckRenewed *renewed = lfirst(cell);

		if (renewed->relid == relid && renewed->attno == attno)
			return true;
	}
	return false;
}

static void
refuse_blank(CheckRule *rule, int side, const CheckTouched *touched)
{
	const CheckSide *s = &rule->side[side];
	Search		search = {0};

	/* Without a quantum figures are exact: that is no less. */
	for (int col = 0; col < s->ncols; col++)
		if (is_renewed(touched, s->relid, s->cols[col].attno) && col != s->quantum_col)
			search.blank = bms_add_member(search.blank, col);
	if (bms_is_empty(search.blank))
		return;
	check_scan_all(rule, side, false, look_at_row, &search);
	if (search.rows && !bms_is_empty(search.blank))
		refuse(rule, side, bms_next_member(search.blank, -1));
}

void
check_renewed_refuse(CheckRule *rule, const CheckTouched *touched)
{
	for (int side = 0; side < rule->nsides; side++)
		refuse_blank(rule, side, touched);
}
