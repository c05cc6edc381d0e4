/*
 * yuan/planner.c - a cast of yuan to itself that can change nothing is free
 *
 * Every multiple of 100 is a multiple of 10, and any amount fits a target
 * without a quantum.  The planner drops such a cast, and ALTER TABLE then
 * leaves the table as it is.
 */
#include "postgres.h"

#include "fmgr.h"
#include "nodes/nodeFuncs.h"
#include "nodes/supportnodes.h"

#include "base/compat.h"

PG_FUNCTION_INFO_V1(yuan_coercion_support);

static bool
fits(int32 from, int32 to)
{
	return to <= 0 || (from > 0 && from % to == 0);
}

Datum
yuan_coercion_support(PG_FUNCTION_ARGS)
{
	Node	   *request = (Node *) PG_GETARG_POINTER(0);
	Node	   *result = NULL;

	if (IsA(request, SupportRequestSimplify))
	{
		FuncExpr   *call = ((SupportRequestSimplify *) request)->fcall;
		Node	   *amount = linitial(call->args);
		Node	   *typmod = lsecond(call->args);

		if (IsA(typmod, Const) && !((Const *) typmod)->constisnull)
		{
			int32		target = DatumGetInt32(((Const *) typmod)->constvalue);

			if (fits(exprTypmod(amount), target))
				result = relabel_to_typmod(amount, target);
		}
	}
	PG_RETURN_POINTER(result);
}
