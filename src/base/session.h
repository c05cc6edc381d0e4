/*
 * base/session.h - statements of the extension's own, and the session they run in
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_BASE_SESSION_H
#define GOVFISCAL_BASE_SESSION_H

/* Pins the settings that input and output depend on; AtEOXact_GUC() undoes it. */
extern int	check_pin_settings(void);

/* A table's name as an owner of any search_path reads it. */
extern const char *check_table_name(Oid relid);

/* Its owner; InvalidOid if it is gone. */
extern Oid	check_table_owner(Oid relid);

/* Runs one statement, as the caller. */
extern void check_execute(const char *sql);

/*
 * The error that some work raises, or NULL: in a subtransaction, which is undone
 * then.  A cancelled query is not held up.
 */
extern ErrorData *check_caught(void (*work) (void *arg), void *arg);

#endif							/* GOVFISCAL_BASE_SESSION_H */
