/*
 * accounts/formula_words.c - a formula in the words that the forms print
 *
 *	per line of 05, 08: * = children(*)		各行（05表、08表）：各栏 = 下级合计(各栏)
 *	03[*].total = 01[expenditure]			03表 合计 本年支出合计 = 01表 本年支出合计
 *
 * The text is one that the set itself has printed (kinds/formulas/print.c), so
 * nothing is refused here: a word without a translation stays as it is.
 */
#include "postgres.h"

#include <ctype.h>

#include "fmgr.h"
#include "lib/stringinfo.h"

#include "accounts/final_accounts.h"
#include "accounts/audit.h"
#include "accounts/words.h"
#include "base/nls.h"

typedef struct Translation
{
	const AccountsWords *words;
	AccountsFormOf form_of;
	void	   *owner;
	const char *at;
	const char *form;			/* that columns and lines belong to, or NULL */
	bool		in_brackets;
	bool		in_parentheses; /* that stand for the brackets: they hold several labels */
	StringInfoData out;
} Translation;

static bool
in_word(char c)
{
	return isalnum((unsigned char) c) || c == '_' || (c & 0x80) != 0;
}

static const char *
skip_blanks(const char *at)
{
	while (*at == ' ')
		at++;
	return at;
}

/* A word, or what stands between quotes. */
static char *
take_word(Translation *t)
{
	const char *from = t->at;

	if (*from == '\'' || *from == '"')
	{
		const char *end = strchr(from + 1, *from);

		t->at = end == NULL ? from + strlen(from) : end + 1;
		return end == NULL ? pstrdup(from + 1) : pnstrdup(from + 1, end - from - 1);
	}
	while (in_word(*t->at))
		t->at++;
	return pnstrdup(from, t->at - from);
}

/* A label of a line, "class/204" or "revenue", up to the next sign; or a filter. */
static void
put_line(Translation *t)
{
	StringInfoData label;
	const char *word = NULL;

	initStringInfo(&label);
	if (*t->at == '*')
		t->at++;
	else
		appendStringInfoString(&label, take_word(t));
	if (label.len == 0)
		appendStringInfoChar(&label, '*');
	while (*t->at == '/')
	{
		t->at++;
		appendStringInfoChar(&label, '/');
		if (*t->at == '*')
			appendStringInfoChar(&label, *t->at++);
		else
			appendStringInfoString(&label, take_word(t));
	}
	if (t->form != NULL)
		word = *skip_blanks(t->at) == '=' ? accounts_column(t->words, t->form, label.data)
			: accounts_line(t->words, t->form, label.data);
	appendStringInfoString(&t->out, word != NULL ? word : label.data);
}

static void
put_column(Translation *t, const char *column)
{
	appendStringInfoString(&t->out, t->form == NULL ? column
						   : accounts_column(t->words, t->form, column));
}

/* "per" and what follows, up to the colon or "of". */
static void
put_scope(Translation *t)
{
	bool		parted = false;

	appendStringInfoString(&t->out, _("each"));
	for (;;)
	{
		char	   *word;

		t->at = skip_blanks(t->at);
		if (*t->at == ',')
			t->at++;
		t->at = skip_blanks(t->at);
		if (!in_word(*t->at))
			return;
		word = take_word(t);
		if (strcmp(word, "of") == 0)
			return;
		if (parted)
			appendStringInfoString(&t->out, _(", "));
		appendStringInfoString(&t->out, strcmp(word, "line") == 0 ? _("line") :
							   strcmp(word, "code") == 0 ? _("subject") :
							   strcmp(word, "role") == 0 ? _("item") : word);
		parted = true;
	}
}

static void
put_word(Translation *t)
{
	bool		after_point = t->out.len > 0 && t->out.data[t->out.len - 1] == '.';
	const char *form;
	char	   *word;

	if (after_point)
	{
		t->out.data[--t->out.len] = '\0';
		appendStringInfoChar(&t->out, ' ');
	}
	word = take_word(t);
	form = after_point ? NULL : t->form_of(t->owner, word);
	if (strcmp(word, "per") == 0)
		put_scope(t);
	else if (strcmp(word, "when") == 0)
		appendStringInfoString(&t->out, _("when"));
	else if (strcmp(word, "children") == 0 && *t->at == '(')
		appendStringInfoString(&t->out, _("the lines below"));
	else if (form != NULL)
	{
		t->form = form;
		appendStringInfoString(&t->out, accounts_form_name(form));
	}
	else
		put_column(t, word);
}

static void
put_sign(Translation *t)
{
	char		sign = *t->at++;

	switch (sign)
	{
		case '[':
			t->in_brackets = true;
			t->in_parentheses = t->at[strcspn(t->at, "]+-=")] != ']';
			appendStringInfoString(&t->out, t->in_parentheses ? " (" : " ");
			break;
		case ']':
			t->in_brackets = false;
			if (t->in_parentheses)
				appendStringInfoChar(&t->out, ')');
			break;
		case '?':
			break;
		case ':':
			appendStringInfoString(&t->out, _(": "));
			t->at = skip_blanks(t->at);
			break;
		case ',':
			appendStringInfoString(&t->out, _(", "));
			t->at = skip_blanks(t->at);
			break;
		case '*':
			if (t->out.len > 0 && t->out.data[t->out.len - 1] == '.')
				t->out.data[t->out.len - 1] = ' ';
			appendStringInfoString(&t->out, _("each figure"));
			break;
		default:
			appendStringInfoChar(&t->out, sign);
	}
}

char *
accounts_formula_words(const AccountsWords *words, const char *text, AccountsFormOf form_of,
					   void *owner)
{
	Translation t = {.words = words, .form_of = form_of, .owner = owner, .at = text};

	initStringInfo(&t.out);
	while (*t.at != '\0')
	{
		bool		label = in_word(*t.at) || *t.at == '\'' || *t.at == '"';

		if (t.in_brackets && (label || *t.at == '*'))
			put_line(&t);
		else if (label)
			put_word(&t);
		else
			put_sign(&t);
	}
	return t.out.data;
}
