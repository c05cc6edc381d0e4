/*
 * govfiscal.c - module magic, and what is set up when the module is loaded
 */
#include "postgres.h"

#include "fmgr.h"

#include "check.h"
#include "compat.h"

GF_MODULE_MAGIC("govfiscal", GOVFISCAL_VERSION);

void		_PG_init(void);

void
_PG_init(void)
{
	check_hooks_init();
}
