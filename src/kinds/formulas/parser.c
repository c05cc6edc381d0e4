/*
 * parser.c - the vocabulary of the parser  (pure)
 */
#include <string.h>

#include "kinds/formulas/parser.h"

bool
formula_fail_at(FormulaParser *p, FormulaFaultCode code, FormulaName place, const char *what,
				const char *other)
{
	formula_fault_set(p->fault, code, p->set->source, p->set->size, place.offset, place.span,
					  what, what == NULL ? 0 : (int32_t) strlen(what), other);
	return false;
}

bool
formula_fail(FormulaParser *p, FormulaFaultCode code, const FormulaToken *token, const char *other)
{
	FormulaName name = token->name;

	formula_fault_set(p->fault, code, p->set->source, p->set->size, name.offset, name.span,
					  p->set->source + name.offset, name.span, other);
	return false;
}

bool
formula_expected(FormulaParser *p, const char *what)
{
	if (p->token->kind != FORMULA_END)
		return formula_fail(p, FORMULA_EXPECTED, p->token, what);
	return formula_fail_at(p, FORMULA_EXPECTED, p->token->name, "the end of the text", what);
}

bool
formula_at_sign(const FormulaParser *p, char sign)
{
	return p->token->kind == FORMULA_SIGN && p->token->sign == sign;
}

bool
formula_skip_sign(FormulaParser *p, char sign)
{
	bool		there = formula_at_sign(p, sign);

	p->token += there;
	return there;
}

bool
formula_need_sign(FormulaParser *p, char sign, const char *what)
{
	return formula_skip_sign(p, sign) || formula_expected(p, what);
}

/* Words of the language are written in any case, as in SQL. */
static char
folded(char c)
{
	return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
}

bool
formula_at_word(const FormulaParser *p, const char *word)
{
	const char *text = p->token->name.text;

	if (p->token->kind != FORMULA_WORD)
		return false;
	while (*text != '\0' && folded(*text) == *word)
		text++, word++;
	return *text == '\0' && *word == '\0';
}

bool
formula_skip_word(FormulaParser *p, const char *word)
{
	bool		there = formula_at_word(p, word);

	p->token += there;
	return there;
}

bool
formula_skip_printed(FormulaParser *p, FormulaPrinted printed)
{
	bool		there = p->token->printed == printed;

	p->token += there;
	return there;
}

/* The name of a table or column: folded, unless it is in double quotes. */
bool
formula_read_column(FormulaParser *p, FormulaName *name, const char *what)
{
	if (p->token->kind != FORMULA_WORD && p->token->kind != FORMULA_IDENT)
		return formula_expected(p, what);
	*name = p->token->name;
	if (p->token->kind == FORMULA_WORD)
	{
		char	   *text = p->memory.take(p->memory.owner, (size_t) name->length + 1);

		for (int32_t i = 0; i <= name->length; i++)
			text[i] = folded(name->text[i]);
		name->text = text;
	}
	p->token++;
	return true;
}

bool
formula_read_alias(FormulaParser *p, FormulaName *name)
{
	if (p->token->kind != FORMULA_WORD && p->token->kind != FORMULA_IDENT)
		return formula_expected(p, "the alias of a form");
	*name = p->token->name;
	p->token++;
	return true;
}

bool
formula_read_value(FormulaParser *p, FormulaName *name)
{
	if (formula_at_sign(p, '*'))
	{
		*name = p->token->name;
		name->text = "*";
		name->length = 1;
	}
	else if (p->token->kind == FORMULA_WORD || p->token->kind == FORMULA_LABEL_TEXT)
		*name = p->token->name;
	else
		return formula_expected(p, "a label");
	p->token++;
	return true;
}

bool
formula_too_many(FormulaParser *p, int count, int most, const char *what)
{
	if (count <= most)
		return false;
	(void) formula_fail_at(p, FORMULA_TOO_LONG, p->token->name, what, NULL);
	return true;
}

bool
formula_read_columns(FormulaParser *p, FormulaName **name, int *count, int most)
{
	*count = 0;
	*name = NULL;
	do
	{
		FormulaName one;

		if (formula_too_many(p, *count + 1, most, "the list of columns") ||
			!formula_read_column(p, &one, "a column"))
			return false;
		for (int i = 0; i < *count; i++)
			if (formula_same_name(&(*name)[i], &one))
				return formula_fail_at(p, FORMULA_COLUMN_TWICE, one, one.text, NULL);
		*name = formula_grow(p->memory, *name, *count, sizeof(one));
		(*name)[(*count)++] = one;
	} while (formula_skip_sign(p, ','));
	return true;
}

bool
formula_read_pairs(FormulaParser *p, FormulaPair **pair, int *count)
{
	*count = 0;
	*pair = NULL;
	do
	{
		FormulaPair one = {.at = -1, .literal = -1};

		if (formula_too_many(p, *count + 1, FORMULA_MAX_LIST, "the list of conditions") ||
			!formula_read_column(p, &one.column, "a column") ||
			!formula_need_sign(p, '=', "\"=\"") ||
			!formula_read_value(p, &one.value))
			return false;
		*pair = formula_grow(p->memory, *pair, *count, sizeof(one));
		(*pair)[(*count)++] = one;
	} while (formula_skip_sign(p, ','));
	return true;
}

bool
formula_read_number(FormulaParser *p, int *number)
{
	const char *digit = p->token->name.text;

	*number = 0;
	if (p->token->kind != FORMULA_WORD)
		return formula_expected(p, "a number");
	while (*digit >= '0' && *digit <= '9' && *number <= FORMULA_MAX_NUMBER)
		*number = *number * 10 + (*digit++ - '0');
	if (*digit != '\0' || *number > FORMULA_MAX_NUMBER || *number == 0)
		return formula_fail(p, FORMULA_BAD_RANGE, p->token, NULL);
	p->token++;
	return true;
}

/* 27 or 32:57 */
bool
formula_read_range(FormulaParser *p, int *from, int *to)
{
	const FormulaToken *first = p->token;

	if (!formula_read_number(p, from))
		return false;
	*to = *from;
	if (formula_skip_sign(p, ':') && !formula_read_number(p, to))
		return false;
	return *to >= *from || formula_fail(p, FORMULA_BAD_RANGE, first, NULL);
}

/* class/204 */
bool
formula_read_label(FormulaParser *p, FormulaLabel *label)
{
	label->sign = 1;
	label->nparts = 0;
	label->part = NULL;
	do
	{
		if (formula_too_many(p, label->nparts + 1, FORMULA_MAX_LINE, "the label"))
			return false;
		label->part = formula_grow(p->memory, label->part, label->nparts, sizeof(FormulaName));
		if (!formula_read_value(p, &label->part[label->nparts]))
			return false;
		label->nparts++;
	} while (formula_skip_sign(p, '/'));
	return true;
}

bool
formula_same_name(const FormulaName *a, const FormulaName *b)
{
	return a->length == b->length && memcmp(a->text, b->text, (size_t) a->length) == 0;
}

int
formula_find_form(const FormulaSet *set, const FormulaName *alias)
{
	for (int i = 0; i < set->nforms; i++)
		if (formula_same_name(&set->form[i].alias, alias))
			return i;
	return -1;
}
