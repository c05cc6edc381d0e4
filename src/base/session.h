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

/* Runs one statement, as the caller. */
extern void check_execute(const char *sql);

#endif							/* GOVFISCAL_BASE_SESSION_H */
