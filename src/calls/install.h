/*
 * calls/install.h - rules as a table has them installed
 *
 * Include rule/check.h first.
 */
#ifndef GOVFISCAL_CALLS_INSTALL_H
#define GOVFISCAL_CALLS_INSTALL_H

extern List *check_rule_triggers(Oid namespace, Oid relid, const char *name);
extern bool check_is_guarded(Oid namespace, Oid relid);

#endif							/* GOVFISCAL_CALLS_INSTALL_H */
