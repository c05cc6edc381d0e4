/*
 * printer.c - names, labels and conditions as text  (pure)
 */
#include <string.h>

#include "kinds/formulas/lex.h"
#include "kinds/formulas/printer.h"
#include "yuan/core.h"

void
formula_put_bytes(FormulaPrint *text, const char *bytes, size_t length)
{
	if (text->length + length + 1 > text->room)
	{
		size_t		room = (text->length + length + 1) * 2;
		char	   *longer = text->memory.take(text->memory.owner, room);

		if (text->length > 0)
			memcpy(longer, text->at, text->length);
		text->at = longer;
		text->room = room;
	}
	memcpy(text->at + text->length, bytes, length);
	text->length += length;
	text->at[text->length] = '\0';
}

void
formula_put(FormulaPrint *text, const char *word)
{
	formula_put_bytes(text, word, strlen(word));
}

void
formula_put_quoted(FormulaPrint *text, const FormulaName *name, const char *quote)
{
	formula_put(text, quote);
	for (int32_t i = 0; i < name->length; i++)
	{
		if (name->text[i] == *quote)
			formula_put(text, quote);
		formula_put_bytes(text, name->text + i, 1);
	}
	formula_put(text, quote);
}

static bool
is_word(const FormulaName *name, const char *const *reserved)
{
	for (; *reserved != NULL; reserved++)
		if (formula_text_is(name->text, name->length, *reserved))
			return false;
	return formula_is_plain(name->text, name->length);
}

static bool
begins_with_digit(const FormulaName *name)
{
	return yuan_is_digit(*name->text);
}

/* A table or column; what SQL would fold, or take for a number, is quoted. */
void
formula_put_column(FormulaPrint *text, const FormulaName *name)
{
	static const char *const reserved[] = {"children", "zero", "line", NULL};
	bool		plain = is_word(name, reserved) && !begins_with_digit(name);

	for (int32_t i = 0; plain && i < name->length; i++)
		plain = !(name->text[i] >= 'A' && name->text[i] <= 'Z');
	if (plain)
		formula_put(text, name->text);
	else
		formula_put_quoted(text, name, "\"");
}

void
formula_put_value(FormulaPrint *text, const FormulaName *name)
{
	static const char *const none[] = {NULL};

	if (is_word(name, none) || formula_text_is(name->text, name->length, "*"))
		formula_put(text, name->text);
	else
		formula_put_quoted(text, name, "'");
}

static bool
same_letters(const char *text, const char *word)
{
	while (*word != '\0' && (*text | 0x20) == *word)
		text++, word++;
	return *text == *word;
}

/* Ids and aliases stay as they are written. */
void
formula_put_alias(FormulaPrint *text, const FormulaName *name)
{
	static const char *const reserved[] = {"0", NULL};

	if (is_word(name, reserved) && !same_letters(name->text, "key") && !same_letters(name->text, "form"))
		formula_put(text, name->text);
	else
		formula_put_quoted(text, name, "\"");
}

void
formula_put_columns(FormulaPrint *text, const FormulaName *name, int count)
{
	for (int i = 0; i < count; i++)
	{
		formula_put(text, i == 0 ? "" : ", ");
		formula_put_column(text, &name[i]);
	}
}

void
formula_put_label(FormulaPrint *text, const FormulaLabel *label)
{
	for (int i = 0; i < label->nparts; i++)
	{
		formula_put(text, i == 0 ? "" : "/");
		formula_put_value(text, &label->part[i]);
	}
}

void
formula_put_pairs(FormulaPrint *text, const FormulaPair *pair, int count)
{
	for (int i = 0; i < count; i++)
	{
		formula_put(text, i == 0 ? "" : ", ");
		formula_put_column(text, &pair[i].column);
		formula_put(text, " = ");
		formula_put_value(text, &pair[i].value);
	}
}
