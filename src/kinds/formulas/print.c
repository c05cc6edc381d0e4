/*
 * print.c - a tree as text  (pure)
 */
#include <stdio.h>
#include <string.h>

#include "kinds/formulas/lex.h"
#include "kinds/formulas/print.h"
#include "yuan/core.h"

/* A text that grows. */
typedef struct Text
{
	FormulaMemory memory;
	char	   *at;
	size_t		length;
	size_t		room;
} Text;

static void
put_bytes(Text *text, const char *bytes, size_t length)
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

static void
put(Text *text, const char *word)
{
	put_bytes(text, word, strlen(word));
}

static void
put_quoted(Text *text, const FormulaName *name, const char *quote)
{
	put(text, quote);
	for (int32_t i = 0; i < name->length; i++)
	{
		if (name->text[i] == *quote)
			put(text, quote);
		put_bytes(text, name->text + i, 1);
	}
	put(text, quote);
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
static void
put_column(Text *text, const FormulaName *name)
{
	static const char *const reserved[] = {"children", "zero", "line", NULL};
	bool		plain = is_word(name, reserved) && !begins_with_digit(name);

	for (int32_t i = 0; plain && i < name->length; i++)
		plain = !(name->text[i] >= 'A' && name->text[i] <= 'Z');
	if (plain)
		put(text, name->text);
	else
		put_quoted(text, name, "\"");
}

static void
put_value(Text *text, const FormulaName *name)
{
	static const char *const none[] = {NULL};

	if (is_word(name, none) || formula_text_is(name->text, name->length, "*"))
		put(text, name->text);
	else
		put_quoted(text, name, "'");
}

static bool
same_letters(const char *text, const char *word)
{
	while (*word != '\0' && (*text | 0x20) == *word)
		text++, word++;
	return *text == *word;
}

/* Ids and aliases stay as they are written. */
static void
put_alias(Text *text, const FormulaName *name)
{
	static const char *const reserved[] = {"0", NULL};

	if (is_word(name, reserved) && !same_letters(name->text, "key") && !same_letters(name->text, "form"))
		put(text, name->text);
	else
		put_quoted(text, name, "\"");
}

static void
put_columns(Text *text, const FormulaName *name, int count)
{
	for (int i = 0; i < count; i++)
	{
		put(text, i == 0 ? "" : ", ");
		put_column(text, &name[i]);
	}
}

static void
put_label(Text *text, const FormulaLabel *label)
{
	for (int i = 0; i < label->nparts; i++)
	{
		put(text, i == 0 ? "" : "/");
		put_value(text, &label->part[i]);
	}
}

static void
put_pairs(Text *text, const FormulaPair *pair, int count)
{
	for (int i = 0; i < count; i++)
	{
		put(text, i == 0 ? "" : ", ");
		put_column(text, &pair[i].column);
		put(text, " = ");
		put_value(text, &pair[i].value);
	}
}

static void
put_sign(Text *text, bool first, int sign)
{
	if (first)
		put(text, sign < 0 ? "-" : "");
	else
		put(text, sign < 0 ? " - " : " + ");
}

static void
put_selector(Text *text, const FormulaTerm *term)
{
	if (term->nlabels + term->nfilters == 0)
		return;
	put(text, "[");
	put_pairs(text, term->filter, term->nfilters);
	for (int i = 0; i < term->nlabels; i++)
	{
		put_sign(text, i == 0, term->label[i].sign);
		put_label(text, &term->label[i]);
	}
	put(text, "]");
}

static void
put_figures(Text *text, const FormulaTerm *term)
{
	if (term->figures == FORMULA_ALL)
		put(text, "*");
	else if (term->figures == FORMULA_ONE)
		put_column(text, term->name);
	else if (term->figures == FORMULA_SOME)
	{
		put(text, "(");
		put_columns(text, term->name, term->nnames);
		put(text, ")");
	}
}

static void
put_form_cells(Text *text, const FormulaTerm *term)
{
	put_alias(text, &term->form_name);
	put(text, term->optional ? "?" : "");
	put_selector(text, term);
}

static void
put_constant(Text *text, int64_t fen)
{
	char		amount[YUAN_MAX_TEXT];

	(void) yuan_format_fen(fen, amount);
	put(text, fen == 0 ? "" : "'");
	put(text, fen == 0 ? "0" : amount);
	put(text, fen == 0 ? "" : "'");
}

static void
put_term(Text *text, const FormulaTerm *term)
{
	switch (term->kind)
	{
		case FORMULA_CONSTANT:
			put_constant(text, term->constant);
			break;
		case FORMULA_CHILDREN:
			put(text, "children(");
			put_figures(text, term);
			put(text, ")");
			break;
		case FORMULA_BARE:
			put_figures(text, term);
			break;
		case FORMULA_CELLS:
			put_form_cells(text, term);
			put(text, term->figures == FORMULA_LONE ? "" : ".");
			put_figures(text, term);
	}
}

static void
put_equation(Text *text, const Formula *formula)
{
	static const char *const sense[] = {" = ", " <= ", " >= "};

	for (int side = 0; side <= 1; side++)
	{
		bool		first = true;

		put(text, side == 0 ? "" : sense[formula->sense]);
		for (int i = 0; i < formula->nterms; i++)
		{
			if (formula->term[i].side != side)
				continue;
			put_sign(text, first, formula->term[i].sign);
			put_term(text, &formula->term[i]);
			first = false;
		}
	}
}

/* Words with a blank between them. */
static void
put_word(Text *text, const char *word)
{
	put(text, text->length == 0 || text->at[text->length - 1] == ' ' ? "" : " ");
	put(text, word);
}

static void
put_flags(Text *text, const Formula *formula)
{
	if (formula->exact)
		put_word(text, "exact");
	if (formula->noticed)
		put_word(text, "noticed");
	if (formula->verify)
		put_word(text, "verify");
}

static void
put_scope(Text *text, const Formula *formula)
{
	if (formula->has_when)
	{
		put_word(text, "when ");
		put_alias(text, &formula->when_form);
		put(text, ".");
		put_column(text, &formula->when.column);
		put(text, " = ");
		put_value(text, &formula->when.value);
	}
	if (formula->scope == FORMULA_PER_SUBJECT)
		put_word(text, "\xE5\x90\x84\xE7\xA7\x91\xE7\x9B\xAE");
	if (formula->scope == FORMULA_PER_LINE)
		put_word(text, "per line of ");
	if (formula->scope == FORMULA_PER_COLUMNS)
	{
		put_word(text, "per ");
		put_columns(text, formula->per, formula->nper);
	}
	for (int i = 0; formula->scope == FORMULA_PER_LINE && i < formula->nper; i++)
	{
		put(text, i == 0 ? "" : ", ");
		put_form_cells(text, &formula->lines[i]);
	}
}

static Text
begin(FormulaMemory memory)
{
	Text		text = {memory, NULL, 0, 0};

	put(&text, "");
	return text;
}

const char *
formula_print_term(const FormulaTerm *term, FormulaMemory memory)
{
	Text		text = begin(memory);

	put_term(&text, term);
	return text.at;
}

const char *
formula_print_lines(const FormulaTerm *term, FormulaMemory memory)
{
	Text		text = begin(memory);

	if (term->kind == FORMULA_CELLS)
		put_form_cells(&text, term);
	return text.at;
}

const char *
formula_print_flags(const Formula *formula, FormulaMemory memory)
{
	Text		text = begin(memory);

	put_flags(&text, formula);
	return text.at;
}

const char *
formula_print_scope(const Formula *formula, FormulaMemory memory)
{
	Text		text = begin(memory);

	put_scope(&text, formula);
	return text.at;
}

const char *
formula_print_equation(const Formula *formula, FormulaMemory memory)
{
	Text		text = begin(memory);

	put_equation(&text, formula);
	return text.at;
}

static void
put_formula(Text *text, const Formula *formula)
{
	put_alias(text, &formula->id);
	if (formula->title.text != NULL)
	{
		put(text, " ");
		put_quoted(text, &formula->title, "'");
	}
	put_flags(text, formula);
	put_scope(text, formula);
	put(text, ": ");
	put_equation(text, formula);
}

const char *
formula_print(const Formula *formula, FormulaMemory memory)
{
	Text		text = begin(memory);

	put_formula(&text, formula);
	return text.at;
}

static void
put_number(Text *text, int number)
{
	char		digits[16];

	(void) snprintf(digits, sizeof(digits), "%d", number);
	put(text, digits);
}

static void
put_rows(Text *text, const FormulaForm *form)
{
	for (int i = 0; i < form->nrows; i++)
	{
		put(text, i == 0 ? " rows " : ", ");
		put_number(text, form->rows[i].from);
		if (form->rows[i].to > form->rows[i].from)
		{
			put(text, ":");
			put_number(text, form->rows[i].to);
		}
		put(text, " = ");
		put_label(text, &form->rows[i].label);
	}
}

static void
put_form_figures(Text *text, const FormulaForm *form)
{
	for (int i = 0; form->has_figures && i < form->nfigures; i++)
	{
		put(text, i == 0 ? " figures " : ", ");
		if (form->figure[i].number != 0)
		{
			put_number(text, form->figure[i].number);
			put(text, " = ");
		}
		put_column(text, &form->figure[i].name);
	}
}

static void
put_units(Text *text, const FormulaForm *form)
{
	if (form->quantum_kind != FORMULA_QUANTUM_NONE)
		put(text, " quantum ");
	if (form->quantum_kind == FORMULA_QUANTUM_COLUMN)
		put_column(text, &form->quantum);
	if (form->quantum_kind == FORMULA_QUANTUM_AMOUNT)
		put_quoted(text, &form->quantum, "'");
	if (form->blank_kind != FORMULA_BLANK_UNREPORTED)
		put(text, " blank ");
	if (form->blank_kind == FORMULA_BLANK_ZERO)
		put(text, "zero");
	if (form->blank_kind == FORMULA_BLANK_COLUMN)
		put_column(text, &form->blank);
}

static void
put_form(Text *text, const FormulaForm *form)
{
	put(text, "form ");
	put_alias(text, &form->alias);
	put(text, " = ");
	put_column(text, &form->table);
	put(text, form->has_key ? " key " : "");
	put_columns(text, form->key, form->has_key ? form->nkey : 0);
	put(text, form->nline > 0 ? " line " : "");
	put_columns(text, form->line, form->nline);
	put_form_figures(text, form);
	put_units(text, form);
	put(text, form->nwhere > 0 ? " where " : "");
	put_pairs(text, form->where, form->nwhere);
	put_rows(text, form);
}

const char *
formula_print_set(const FormulaSet *set, FormulaMemory memory)
{
	Text		text = begin(memory);

	put(&text, "key ");
	put_columns(&text, set->key, set->nkey);
	put(&text, ";\n");
	for (int i = 0; i < set->nforms; i++)
	{
		put_form(&text, &set->form[i]);
		put(&text, ";\n");
	}
	for (int i = 0; i < set->nformulas; i++)
	{
		put_formula(&text, &set->formula[i]);
		put(&text, ";\n");
	}
	return text.at;
}
