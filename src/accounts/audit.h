/*
 * accounts/audit.h - the verdicts of all rules about one document
 *
 * Include postgres.h, fmgr.h and accounts/final_accounts.h first.
 */
#ifndef GOVFISCAL_ACCOUNTS_AUDIT_H
#define GOVFISCAL_ACCOUNTS_AUDIT_H

#include "nodes/pg_list.h"

#include "rule/rule.h"

/* In the order a reviewer works. */
typedef enum AuditVerdict
{
	AUDIT_EXACT,
	AUDIT_ROUNDING,
	AUDIT_NOTICE,				/* by rounding only, where it should be exact */
	AUDIT_VIOLATION,
	AUDIT_WARNING,
	AUDIT_EXPLAINED,
	AUDIT_INSUFFICIENT,			/* a figure of the equation is not reported */
	AUDIT_NOT_APPLICABLE		/* a form is not there, or has no data */
} AuditVerdict;

#define AUDIT_VERDICTS	(AUDIT_NOT_APPLICABLE + 1)

/* A rule as the catalogue of the set has it. */
typedef struct AccountsRule
{
	char	   *name;
	char	   *id;
	char		severity;		/* B, V, N */
	char	   *kind;
	char	   *table;
	List	   *forms;			/* char *, each "01" or "05|08|09" */
	List	   *columns;		/* char * */
	List	   *parts;			/* char *, of a sum in a row */
	char	   *filter;			/* jsonb of this side, or NULL */
	int			components;		/* figures the equation should have; 0 = any */
	bool		optional;		/* the left side may be absent from a layout */
	char	   *formula;
	char	   *explanation;	/* recorded for this document and still valid */
} AccountsRule;

typedef struct AccountsFinding
{
	const AccountsRule *rule;
	AuditVerdict verdict;
	int			seq;			/* of finding */
	bool		root;			/* a difference starts here */
	char	   *code;
	char	   *column;
	bool		has_stated;
	bool		has_computed;
	YuanSum		stated;
	YuanSum		computed;
	YuanSum		difference;
	YuanSum		bound;
	int64		addends;
	int64		blanks;
	char	   *cause;
} AccountsFinding;

/* One form of the document. */
typedef struct AccountsForm
{
	bool		present;
	bool		printed;		/* not "without data" */
	char	   *measure;
	int64		quantum;
} AccountsForm;

#define ACCOUNTS_FORMS	9

typedef struct AccountsAudit
{
	const FinalAccounts *set;
	const AccountsDocument *document;
	bool		is_adjustment;
	char	   *document_name;
	AccountsForm forms[ACCOUNTS_FORMS + 1];	/* by number */
	List	   *unprinted;		/* char *, "05 opening": columns a layout lacks */
	int			nfindings;
	AccountsFinding **findings; /* in the order of the report */
	int64		counts[AUDIT_VERDICTS];
} AccountsAudit;

/* final_accounts_catalog */
extern const char *accounts_suffix(const AccountsDocument *document);
extern void accounts_run(const AccountsAudit *audit, const char *template);
extern char *accounts_text(uint64 row, int column, MemoryContext cxt);
extern void accounts_read_document(AccountsAudit *audit, MemoryContext cxt);
extern void accounts_read_layouts(AccountsAudit *audit, MemoryContext cxt);
extern bool accounts_is_unprinted(const AccountsAudit *audit, const char *form,
								  const char *column);
extern List *accounts_read_rules(AccountsAudit *audit, MemoryContext cxt);

extern const char *accounts_verdict_name(AuditVerdict verdict);

/* Runs every rule over the document; allocates in the current context. */
extern AccountsAudit *accounts_audit(const FinalAccounts *set, const AccountsDocument *document);

/* The audit as text, for people. */
extern char *accounts_report(const AccountsAudit *audit, bool brief);

#endif							/* GOVFISCAL_ACCOUNTS_AUDIT_H */
