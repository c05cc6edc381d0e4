/*
 * module.c - module magic, and what is set up when the module is loaded
 */
#include "postgres.h"

#include "fmgr.h"
#include "miscadmin.h"

#include "base/compat.h"
#include "base/nls.h"
#include "calls/structure.h"
#include "engine/hooks.h"
#include "kinds/kinds.h"

GF_MODULE_MAGIC("govfiscal", GOVFISCAL_VERSION);

void		_PG_init(void);

void
_PG_init(void)
{
	pg_bindtextdomain(TEXTDOMAIN);
	check_register_kinds();
	check_hooks_init();
	check_structure_init();
}
