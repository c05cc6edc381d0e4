/*
 * check_install.h - rules as a table has them installed
 *
 * Include check.h first.
 */
#ifndef GOVFISCAL_CHECK_INSTALL_H
#define GOVFISCAL_CHECK_INSTALL_H

extern List *check_rule_triggers(Oid namespace, Oid relid, const char *name);
extern bool check_is_guarded(Oid namespace, Oid relid);

#endif							/* GOVFISCAL_CHECK_INSTALL_H */
