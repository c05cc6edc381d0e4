/*
 * kinds/kinds.h - the kinds there are
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_KINDS_KINDS_H
#define GOVFISCAL_KINDS_KINDS_H

#include "rule/kind.h"

extern const CheckKind check_balance_kind;
extern const CheckKind check_rollup_kind;
extern const CheckKind check_tie_kind;

/* Makes the kinds known, as the library is loaded. */
extern void check_register_kinds(void);

#endif							/* GOVFISCAL_KINDS_KINDS_H */
