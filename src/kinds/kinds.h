/*
 * kinds/kinds.h - the kinds there are
 *
 * One more kind is one more file and one more line here.
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_KINDS_KINDS_H
#define GOVFISCAL_KINDS_KINDS_H

#include "rule/kind.h"

#define CHECK_KINDS(each) \
	each(check_balance_kind) \
	each(check_rollup_kind) \
	each(check_tie_kind) \
	each(check_formulas_kind)

#define CHECK_DECLARE_KIND(kind) extern const CheckKind kind;
CHECK_KINDS(CHECK_DECLARE_KIND)

/* Makes them known, as the library is loaded. */
extern void check_register_kinds(void);

#endif							/* GOVFISCAL_KINDS_KINDS_H */
