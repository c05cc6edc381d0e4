/*
 * calls/guard.h - what sees to it that a TRUNCATE is judged
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_CALLS_GUARD_H
#define GOVFISCAL_CALLS_GUARD_H

#include "rule/rule.h"

extern void check_install_guards(const CheckRule *rule);
extern void check_guard_partition(Oid namespace, Oid relid);
extern void check_remove_guards(Oid namespace, Oid relid);
extern bool check_is_guarded(Oid namespace, Oid relid);

/* The tables below one that hold rows. */
extern List *check_leaves_of(Oid relid);

#endif							/* GOVFISCAL_CALLS_GUARD_H */
