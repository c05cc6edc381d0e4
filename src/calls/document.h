/*
 * calls/document.h - one document, by the rules that share its key
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_CALLS_DOCUMENT_H
#define GOVFISCAL_CALLS_DOCUMENT_H

#include "calls/call.h"
#include "engine/system.h"

/*
 * Lists of rules of the table, those of one key in one list: all that raise an
 * error and can be read as equations, and those of the tables that they lead to
 * which share a key; or the one of that name, whatever its severity (42704 if
 * there is none, 0A000 if its kind gives no equations).
 */
extern List *check_rules_by_key(const CheckCall *call, Oid relid, const char *name);
extern void check_free_rules(List *by_key);

/*
 * The key that the parameter "key" gives as an object of its columns, and the
 * rules that have it.  NULL if it is not given; 22023 where no rule has it.
 */
extern Datum *check_key_given(const CheckCall *call, List *by_key, List **rules);

/* Reads one document.  The caller has opened the reading. */
extern CheckSystem *check_read_document(List *rules, const Datum *keys, bool want_texts,
										MemoryContext cxt);

#endif							/* GOVFISCAL_CALLS_DOCUMENT_H */
