/*
 * kinds/kinds.c - the kinds there are
 */
#include "postgres.h"

#include "fmgr.h"

#include "kinds/kinds.h"

#define REGISTER(kind) check_register_kind(&kind);

void
check_register_kinds(void)
{
	CHECK_KINDS(REGISTER)
}
