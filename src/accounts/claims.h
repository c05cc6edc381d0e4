/*
 * accounts/claims.h - rows of claim, read out of a text and judged
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_ACCOUNTS_CLAIMS_H
#define GOVFISCAL_ACCOUNTS_CLAIMS_H

#include "lib/stringinfo.h"

#include "accounts/final_accounts.h"

/* A template in which @q@ stands behind the names of tables that quarantine has twins of. */
extern char *claims_template(const char *template, const AccountsDocument *document);

/* Says whether the document of the key is in quarantine; an error if it is nowhere. */
extern void claims_find_document(const FinalAccounts *set, AccountsDocument *document);

/* The same with the name of the schema as $4, read. */
extern void claims_run_on_schema(const FinalAccounts *set, const AccountsDocument *document,
								 const char *query);

/* The text's claims as part of the document's report; nothing where there are none. */
extern void claims_append_report(const FinalAccounts *set, const AccountsDocument *document,
								 StringInfo out);

#endif							/* GOVFISCAL_ACCOUNTS_CLAIMS_H */
