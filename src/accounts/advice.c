/*
 * accounts/advice.c - a suggestion in words
 */
#include "postgres.h"

#include "fmgr.h"
#include "lib/stringinfo.h"

#include "accounts/final_accounts.h"
#include "accounts/audit.h"
#include "accounts/words.h"
#include "base/nls.h"

/* 03[21201].basic 1,066.51 -> 10,661.51 万元 (a digit is missing) */
char *
accounts_change(const AccountsAudit *audit, const AccountsChange *change, bool why)
{
	AccountsPrint print = accounts_print(change->form);
	const char *from = change->is_blank ? _("blank") : accounts_figure(change->stored, &print);
	const char *to = change->to_be_blank ? _("blank") : accounts_figure(change->proposed, &print);
	StringInfoData text;

	initStringInfo(&text);
	appendStringInfo(&text, _("%s %s -> %s %s"),
					 accounts_place(audit->words, change->form, change->alias, change->label,
									change->column), from, to, print.unit);
	if (why)
		appendStringInfo(&text, _(" (%s)"), change->cause);
	return text.data;
}

/* A fault of a form is one correction, whatever the number of its figures. */
char *
accounts_suggestion_head(const AccountsSuggestion *suggestion)
{
	int			count = list_length(suggestion->changes);
	StringInfoData text;

	initStringInfo(&text);
	if (suggestion->is_of_form)
		appendStringInfo(&text, _("One correction would settle all %d"), suggestion->settles);
	else if (count == 1)
		appendStringInfo(&text, _("One cell would settle all %d"), suggestion->settles);
	else
		appendStringInfo(&text, _("%d cells would settle all %d"), count, suggestion->settles);
	if (suggestion->is_of_form)
		appendStringInfo(&text, "%s%s", _(": "),
						 ((AccountsChange *) linitial(suggestion->changes))->cause);
	return text.data;
}

char *
accounts_suggestion(const AccountsAudit *audit, const AccountsSuggestion *suggestion)
{
	int			count = list_length(suggestion->changes);
	StringInfoData text;
	ListCell   *cell;
	int			i = 0;

	initStringInfo(&text);
	appendStringInfoString(&text, accounts_suggestion_head(suggestion));
	foreach(cell, suggestion->changes)
	{
		if (i == ACCOUNTS_MOST_CHANGES)
			break;
		appendStringInfo(&text, "%s%s", i++ == 0 ? _(": ") : _("; "),
						 accounts_change(audit, lfirst(cell), !suggestion->is_of_form));
	}
	if (count > ACCOUNTS_MOST_CHANGES)
		appendStringInfo(&text, _("; and %d more"), count - ACCOUNTS_MOST_CHANGES);
	return text.data;
}
