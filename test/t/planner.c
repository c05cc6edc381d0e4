/*
 * planner.c - a planner that takes parameters by their list, as that of Citus does
 *
 * SPI gives no list where there are no parameters; an empty one is an error here.
 */
#include "postgres.h"

#include "fmgr.h"
#include "nodes/params.h"
#include "optimizer/planner.h"

PG_MODULE_MAGIC;

void		_PG_init(void);

static PlannedStmt *
plan(Query *query, const char *text, int options, ParamListInfo parameters)
{
	if (parameters != NULL && parameters->numParams == 0)
		elog(ERROR, "an empty list of parameters");
	return standard_planner(query, text, options, parameters);
}

void
_PG_init(void)
{
	planner_hook = plan;
}
