/*
 * engine/fold.c - the fold of one group's rows: begun, ended, judged
 *
 * What the folds of all kinds share; the kinds themselves are kinds/balance.c,
 * kinds/rollup.c and kinds/tie.c, and engine/judge.c brings them the rows.
 */
#include "postgres.h"

#include "catalog/pg_class.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

#include "base/session.h"
#include "engine/fold.h"

CheckFold *
check_fold_new(CheckRule *rule, CheckSink *sink, MemoryContext cxt, const Datum *keys)
{
	CheckFold  *fold = MemoryContextAllocZero(cxt, rule->kind->state_size(rule));

	fold->rule = rule;
	fold->sink = sink;
	fold->keys = keys;
	fold->cxt = cxt;
	return fold;
}

void
check_fold_end(CheckFold *fold)
{
	fold->rule->kind->end(fold);
	fold->sink->groups++;
	CHECK_FOR_INTERRUPTS();
}

void
check_find(CheckFold *fold, CheckFinding *finding)
{
	if (!check_is_wanted(fold->sink, finding->verdict))
		return;
	finding->keys = fold->keys;
	fold->sink->find(fold->sink, fold->rule, finding);
}

void
check_refuse_null(const CheckRule *rule, int side, int col)
{
	ereport(ERROR,
			(errcode(ERRCODE_NOT_NULL_VIOLATION),
			 errmsg("null value in column \"%s\" of table %s, which rule \"%s\" needs",
					rule->side[side].cols[col].name,
					check_table_name(rule->side[side].relid), rule->name),
			 get_rel_relkind(rule->side[side].relid) == RELKIND_VIEW
			 ? errhint("Leave such rows out of the view.")
			 : errhint("Declare the column NOT NULL.")));
}

/*
 * A row without a key belongs to no group.  A check of given groups passes it
 * by; where every row is asked for it is an error.
 */
bool
check_has_key(const CheckRule *rule, int side, const bool *nulls, bool refuse)
{
	for (int i = 0; i < rule->nkeys; i++)
		if (nulls[i])
		{
			if (refuse)
				check_refuse_null(rule, side, i);
			return false;
		}
	return true;
}
