/*
 * base/own.h - what of this extension lives in the catalog, by OID
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_BASE_OWN_H
#define GOVFISCAL_BASE_OWN_H

/* The schema the extension lives in now. */
extern Oid	check_namespace(FunctionCallInfo fcinfo);
extern Oid	check_yuan_type(Oid namespace);
extern Oid	check_subject_type(Oid namespace);

/* A function of the extension, as a statement names it. */
extern char *check_own_function(Oid namespace, const char *name);

#endif							/* GOVFISCAL_BASE_OWN_H */
