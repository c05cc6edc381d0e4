/*
 * calls/install.h - the steps of an installation
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_CALLS_INSTALL_H
#define GOVFISCAL_CALLS_INSTALL_H

#include "calls/call.h"
#include "rule/rule.h"

/* 42501, 0A000 or 42809 unless the caller can have a rule on the table. */
extern void check_refuse_table(Oid relid);
extern void check_refuse_owners(Oid relid, Oid other);

/* 42710 if the schema of the table has a constraint of that name. */
extern void check_refuse_name(Oid relid, const char *name);

extern void check_create_trigger(const CheckRule *rule, Oid relid, int nargs, char **args);

/* Guards, a NOTICE where an index is missing, and the stored rows judged. */
extern void check_finish_install(const CheckCall *call, const CheckRule *rule);

#endif							/* GOVFISCAL_CALLS_INSTALL_H */
