/*
 * engine/prepared.h - a wait that a prepared transaction could make endless
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_ENGINE_PREPARED_H
#define GOVFISCAL_ENGINE_PREPARED_H

#include "storage/lock.h"

/* This transaction is about to be prepared, until check_prepare_ends(). */
extern void check_prepare_begins(void);
extern void check_prepare_ends(void);

/* Waits for the lock of a table's groups. */
extern LockAcquireResult check_wait_for_lock(const LOCKTAG *tag, LOCKMODE mode, Oid relid);

#endif							/* GOVFISCAL_ENGINE_PREPARED_H */
