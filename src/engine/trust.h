/*
 * engine/trust.h - which groups are known to be valid, and need not be read
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_ENGINE_TRUST_H
#define GOVFISCAL_ENGINE_TRUST_H

#include "engine/groups.h"

extern bool check_trust_knows(CheckRule *rule, const Datum *keys);
extern int64 check_trust_sift(CheckRule *rule, CheckGroup **groups, int64 count, bool ask);
extern void check_trust_remember(CheckRule *rule, CheckGroup **groups, int64 count);
extern void check_trust_forget(CheckRule *rule, const Datum *keys);
extern void check_trust_end_transaction(bool committed);

#endif							/* GOVFISCAL_ENGINE_TRUST_H */
