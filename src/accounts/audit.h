/*
 * accounts/audit.h - the verdicts of all formulas about one document
 *
 * Include postgres.h, fmgr.h and accounts/final_accounts.h first.
 */
#ifndef GOVFISCAL_ACCOUNTS_AUDIT_H
#define GOVFISCAL_ACCOUNTS_AUDIT_H

#include "nodes/pg_list.h"

#include "rule/rule.h"

typedef struct AccountsWords AccountsWords; /* accounts/words.h */

/* A formula of a set, in the encoding of the server. */
typedef struct AccountsFormula
{
	const char *set;			/* as its constraint is called */
	const char *id;
	const char *title;			/* or NULL */
	const char *text;			/* scope and equation */
	const char *printed;		/* the same in the language of the session */
	bool		verify;			/* else it must hold */
	bool		many_forms;		/* it is for the lines of several */
	const char *explanation;	/* recorded for this document and still valid, or NULL */
} AccountsFormula;

/* Why the document may break what is to be verified. */
typedef struct AccountsExplanation
{
	const char *set;
	const char *id;
	const char *text;
} AccountsExplanation;

/* One form of the set, and how this document prints it. */
typedef struct AccountsForm
{
	const char *name;
	const char *table;
	bool		present;
	bool		printed;		/* not "without data" */
	const char *measure;
	int64		quantum;
} AccountsForm;

typedef struct AccountsFinding
{
	const AccountsFormula *formula;
	CheckVerdict verdict;
	int			seq;			/* of finding */
	const char *alias;			/* the form of its first term, as the set calls it */
	const AccountsForm *form;	/* the same, or NULL: of no form's table */
	const char *code;			/* the value of its scope, or NULL */
	const char *label;			/* of the line of its first term, or NULL */
	const char *column;
	bool		has_stated;
	bool		has_computed;
	YuanSum		stated;
	YuanSum		computed;
	YuanSum		difference;
	YuanSum		bound;
	int64		addends;
	int64		blanks;
	const char *cause;
	const char *note;			/* of it, what is no guess at a wrong figure */
} AccountsFinding;

/* One figure of a repair. */
typedef struct AccountsChange
{
	const AccountsForm *form;	/* or NULL */
	const char *alias;			/* the form as its set calls it */
	const char *label;			/* of the line */
	const char *column;
	YuanSum		stored;
	YuanSum		proposed;
	bool		is_blank;
	bool		to_be_blank;
	const char *cause;
} AccountsChange;

/* With all its changes everything would hold that must. */
typedef struct AccountsSuggestion
{
	bool		is_of_form;		/* one fault, whatever the number of its figures */
	int			settles;		/* so many sums */
	List	   *changes;		/* AccountsChange * */
} AccountsSuggestion;

typedef struct AccountsAudit
{
	const FinalAccounts *set;
	const AccountsDocument *document;
	MemoryContext cxt;			/* of all that the audit holds */
	char	   *document_name;
	List	   *forms;			/* AccountsForm *, by name */
	List	   *explanations;	/* AccountsExplanation * */
	int			nfindings;
	AccountsFinding **findings; /* in the order of the report */
	int64		counts[CHECK_LAST_VERDICT + 1];
	AccountsWords *words;
	List	   *suggestions;	/* AccountsSuggestion *, the likeliest first */
	const char *no_suggestion;	/* why there is none, or NULL */
} AccountsAudit;

/* accounts/catalog.c: what the set says of the document */
extern char *accounts_twin(const AccountsDocument *document, const char *table);
extern void accounts_read_document(AccountsAudit *audit);
extern const AccountsForm *accounts_form(const AccountsAudit *audit, const char *alias,
										 const char *table);
extern const char *accounts_explanation(const AccountsAudit *audit, const char *set,
										const char *id);

/* accounts/suggest.c: the likeliest repairs under the rules, which read as printed */
extern void accounts_suggest(AccountsAudit *audit, List *rules);

/* Judges the document by every formula set on its tables; allocates in the current context. */
extern AccountsAudit *accounts_audit(const FinalAccounts *set, const AccountsDocument *document);

/* Does all hold that must? */
extern bool accounts_holds(const AccountsAudit *audit);

/* accounts/report.c: the audit as text, for people. */
extern char *accounts_report(const AccountsAudit *audit, bool brief);

/* What the stages are called. */
extern const char *accounts_stage(const char *stage);

/* ---------------------------------------------------------------- in words */

/* accounts/findings.c: what a verdict is called over the findings that have it, and in a count. */
extern const char *accounts_verdict_title(CheckVerdict verdict);
extern const char *accounts_verdict_word(CheckVerdict verdict);

/* What a reader is told of one finding, or of several that need no reading. */
typedef struct AccountsEntry
{
	const AccountsFinding *finding; /* the first of them; NULL for a reason */
	const AccountsFormula *formula; /* NULL for a reason */
	int			count;
	const char *place;			/* where the formula does not say it itself, or NULL */
	const char *figures;		/* "754,000.00, 755,000.00, difference -1,000.00 yuan"; may be NULL */
	const char *note;			/* or NULL; why formulas do not apply */
	const char *explanation;	/* or NULL */
	const char *ids;			/* of the formulas that do not apply for this reason */
} AccountsEntry;

/* AccountsEntry *, of all findings with a verdict. */
extern List *accounts_entries(const AccountsAudit *audit, CheckVerdict verdict);

/* accounts/advice.c: a suggestion as a line, its first words, one of its figures. */
extern char *accounts_suggestion(const AccountsAudit *audit, const AccountsSuggestion *suggestion);
extern char *accounts_suggestion_head(const AccountsSuggestion *suggestion);
extern char *accounts_change(const AccountsAudit *audit, const AccountsChange *change, bool why);

#define ACCOUNTS_MOST_CHANGES	3	/* of one suggestion that are shown */

#endif							/* GOVFISCAL_ACCOUNTS_AUDIT_H */
