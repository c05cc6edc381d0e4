/*
 * kinds/kinds.c - the kinds there are
 *
 * One more kind is one more file and one more line here.
 */
#include "postgres.h"

#include "fmgr.h"

#include "kinds/kinds.h"

void
check_register_kinds(void)
{
	check_register_kind(&check_balance_kind);
	check_register_kind(&check_rollup_kind);
	check_register_kind(&check_tie_kind);
}
