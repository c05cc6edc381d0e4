/*
 * accounts/words.h - what a set prints: titles, heads, names of lines, figures
 *
 * Messages are in the language of the session.  In Chinese a form, a line and a
 * column are called by what is printed there, out of the set's dictionaries; in
 * English by their names in the tables, which are English words.
 *
 * Include postgres.h, fmgr.h, accounts/final_accounts.h and accounts/audit.h first.
 */
#ifndef GOVFISCAL_ACCOUNTS_WORDS_H
#define GOVFISCAL_ACCOUNTS_WORDS_H

/*
 * The dictionaries in the current context, empty but in Chinese unless they are needed;
 * a reading is under way.
 */
extern AccountsWords *accounts_words(const FinalAccounts *set, bool needed);

/* Does the session read Chinese? */
extern bool accounts_in_chinese(void);

/* What is printed, or NULL.  A label is as formulas have it: "class/204", "*". */
extern const char *accounts_title(const AccountsWords *words, const char *form);
extern const char *accounts_head(const AccountsWords *words, const char *form,
								 const char *column, const char *role);
extern const char *accounts_line(const AccountsWords *words, const char *form,
								 const char *label);

/* The label of a line that is a JSON object; parts of "*" at the end say nothing. */
extern char *accounts_label(const char *line);

/* In the language of the session: "03[21201].basic", or its form, line and column. */
extern char *accounts_place(const AccountsWords *words, const AccountsForm *form,
							const char *alias, const char *label, const char *column);
extern const char *accounts_form_name(const char *form);
extern const char *accounts_column(const AccountsWords *words, const char *form,
								   const char *column);

/*
 * A formula as it is printed, for who reads Chinese.  form_of gives the form that
 * an alias of the set stands for, NULL for none.
 */
typedef const char *(*AccountsFormOf) (void *owner, const char *alias);
extern char *accounts_formula_words(const AccountsWords *words, const char *text,
									AccountsFormOf form_of, void *owner);

/* ---------------------------------------------------------------- figures */

/* How a form prints its figures: the unit, and the decimals of the quantum. */
typedef struct AccountsPrint
{
	const char *unit;
	int			places;
	int			decimals;
} AccountsPrint;

extern AccountsPrint accounts_print(const AccountsForm *form);
extern const char *accounts_figure(YuanSum sum, const AccountsPrint *print);

/* With more decimals where they are needed. */
extern const char *accounts_exact_figure(YuanSum sum, const AccountsPrint *print);

#endif							/* GOVFISCAL_ACCOUNTS_WORDS_H */
