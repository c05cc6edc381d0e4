/*
 * print.c - a tree as text  (pure)
 */
#include <stdio.h>
#include <string.h>

#include "kinds/formulas/print.h"
#include "kinds/formulas/printer.h"
#include "yuan/core.h"

static void
put_sign(FormulaPrint *text, bool first, int sign)
{
	if (first)
		formula_put(text, sign < 0 ? "-" : "");
	else
		formula_put(text, sign < 0 ? " - " : " + ");
}

static void
put_selector(FormulaPrint *text, const FormulaTerm *term)
{
	if (term->nlabels + term->nfilters == 0)
		return;
	formula_put(text, "[");
	formula_put_pairs(text, term->filter, term->nfilters);
	for (int i = 0; i < term->nlabels; i++)
	{
		put_sign(text, i == 0, term->label[i].sign);
		formula_put_label(text, &term->label[i]);
	}
	formula_put(text, "]");
}

static void
put_figures(FormulaPrint *text, const FormulaTerm *term)
{
	if (term->figures == FORMULA_ALL)
		formula_put(text, "*");
	else if (term->figures == FORMULA_ONE)
		formula_put_column(text, term->name);
	else if (term->figures == FORMULA_SOME)
	{
		formula_put(text, "(");
		formula_put_columns(text, term->name, term->nnames);
		formula_put(text, ")");
	}
}

static void
put_form_cells(FormulaPrint *text, const FormulaTerm *term)
{
	formula_put_alias(text, &term->form_name);
	formula_put(text, term->optional ? "?" : "");
	put_selector(text, term);
}

static void
put_constant(FormulaPrint *text, int64_t fen)
{
	char		amount[YUAN_MAX_TEXT];

	(void) yuan_format_fen(fen, amount);
	formula_put(text, fen == 0 ? "" : "'");
	formula_put(text, fen == 0 ? "0" : amount);
	formula_put(text, fen == 0 ? "" : "'");
}

static void
put_term(FormulaPrint *text, const FormulaTerm *term)
{
	switch (term->kind)
	{
		case FORMULA_CONSTANT:
			put_constant(text, term->constant);
			break;
		case FORMULA_CHILDREN:
			formula_put(text, "children(");
			put_figures(text, term);
			formula_put(text, ")");
			break;
		case FORMULA_BARE:
			put_figures(text, term);
			formula_put(text, term->optional ? "?" : "");
			break;
		case FORMULA_CELLS:
			put_form_cells(text, term);
			formula_put(text, term->figures == FORMULA_LONE ? "" : ".");
			put_figures(text, term);
	}
}

static void
put_equation(FormulaPrint *text, const Formula *formula)
{
	static const char *const sense[] = {" = ", " <= ", " >= "};

	for (int side = 0; side <= 1; side++)
	{
		bool		first = true;

		formula_put(text, side == 0 ? "" : sense[formula->sense]);
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
put_word(FormulaPrint *text, const char *word)
{
	formula_put(text, text->length == 0 || text->at[text->length - 1] == ' ' ? "" : " ");
	formula_put(text, word);
}

static void
put_flags(FormulaPrint *text, const Formula *formula)
{
	if (formula->exact)
		put_word(text, "exact");
	if (formula->noticed)
		put_word(text, "noticed");
	if (formula->verify)
		put_word(text, "verify");
}

static void
put_scope(FormulaPrint *text, const Formula *formula)
{
	if (formula->has_when)
	{
		put_word(text, "when ");
		formula_put_alias(text, &formula->when_form);
		formula_put(text, ".");
		formula_put_column(text, &formula->when.column);
		formula_put(text, " = ");
		formula_put_value(text, &formula->when.value);
	}
	if (formula->scope == FORMULA_PER_SUBJECT)
		put_word(text, "\xE5\x90\x84\xE7\xA7\x91\xE7\x9B\xAE");
	if (formula->scope == FORMULA_PER_LINE)
		put_word(text, "per line of ");
	if (formula->scope == FORMULA_PER_COLUMNS)
	{
		put_word(text, "per ");
		formula_put_columns(text, formula->per, formula->nper);
	}
	for (int i = 0; formula->scope == FORMULA_PER_LINE && i < formula->nper; i++)
	{
		formula_put(text, i == 0 ? "" : ", ");
		put_form_cells(text, &formula->lines[i]);
	}
}

static FormulaPrint
begin(FormulaMemory memory)
{
	FormulaPrint		text = {memory, NULL, 0, 0};

	formula_put(&text, "");
	return text;
}

const char *
formula_print_term(const FormulaTerm *term, FormulaMemory memory)
{
	FormulaPrint		text = begin(memory);

	put_term(&text, term);
	return text.at;
}

const char *
formula_print_lines(const FormulaTerm *term, FormulaMemory memory)
{
	FormulaPrint		text = begin(memory);

	if (term->kind == FORMULA_CELLS)
		put_form_cells(&text, term);
	return text.at;
}

const char *
formula_print_flags(const Formula *formula, FormulaMemory memory)
{
	FormulaPrint		text = begin(memory);

	put_flags(&text, formula);
	return text.at;
}

const char *
formula_print_scope(const Formula *formula, FormulaMemory memory)
{
	FormulaPrint		text = begin(memory);

	put_scope(&text, formula);
	return text.at;
}

const char *
formula_print_equation(const Formula *formula, FormulaMemory memory)
{
	FormulaPrint		text = begin(memory);

	put_equation(&text, formula);
	return text.at;
}

static void
put_formula(FormulaPrint *text, const Formula *formula)
{
	formula_put_alias(text, &formula->id);
	if (formula->title.text != NULL)
	{
		formula_put(text, " ");
		formula_put_quoted(text, &formula->title, "'");
	}
	put_flags(text, formula);
	put_scope(text, formula);
	formula_put(text, ": ");
	put_equation(text, formula);
}

const char *
formula_print(const Formula *formula, FormulaMemory memory)
{
	FormulaPrint		text = begin(memory);

	put_formula(&text, formula);
	return text.at;
}

static void
put_number(FormulaPrint *text, int number)
{
	char		digits[16];

	(void) snprintf(digits, sizeof(digits), "%d", number);
	formula_put(text, digits);
}

static void
put_rows(FormulaPrint *text, const FormulaForm *form)
{
	for (int i = 0; i < form->nrows; i++)
	{
		formula_put(text, i == 0 ? " rows " : ", ");
		put_number(text, form->rows[i].from);
		if (form->rows[i].to > form->rows[i].from)
		{
			formula_put(text, ":");
			put_number(text, form->rows[i].to);
		}
		formula_put(text, " = ");
		formula_put_label(text, &form->rows[i].label);
	}
}

static void
put_form_figures(FormulaPrint *text, const FormulaForm *form)
{
	for (int i = 0; form->has_figures && i < form->nfigures; i++)
	{
		formula_put(text, i == 0 ? " figures " : ", ");
		if (form->figure[i].number != 0)
		{
			put_number(text, form->figure[i].number);
			formula_put(text, " = ");
		}
		formula_put_column(text, &form->figure[i].name);
	}
}

static void
put_units(FormulaPrint *text, const FormulaForm *form)
{
	if (form->quantum_kind != FORMULA_QUANTUM_NONE)
		formula_put(text, " quantum ");
	if (form->quantum_kind == FORMULA_QUANTUM_COLUMN)
		formula_put_column(text, &form->quantum);
	if (form->quantum_kind == FORMULA_QUANTUM_AMOUNT)
		formula_put_quoted(text, &form->quantum, "'");
	if (form->blank_kind != FORMULA_BLANK_UNREPORTED)
		formula_put(text, " blank ");
	if (form->blank_kind == FORMULA_BLANK_ZERO)
		formula_put(text, "zero");
	if (form->blank_kind == FORMULA_BLANK_COLUMN)
		formula_put_column(text, &form->blank);
}

static void
put_form(FormulaPrint *text, const FormulaForm *form)
{
	formula_put(text, "form ");
	formula_put_alias(text, &form->alias);
	formula_put(text, " = ");
	formula_put_column(text, &form->table);
	formula_put(text, form->has_key ? " key " : "");
	formula_put_columns(text, form->key, form->has_key ? form->nkey : 0);
	formula_put(text, form->nline > 0 ? " line " : "");
	formula_put_columns(text, form->line, form->nline);
	put_form_figures(text, form);
	put_units(text, form);
	formula_put(text, form->nwhere > 0 ? " where " : "");
	formula_put_pairs(text, form->where, form->nwhere);
	put_rows(text, form);
}

const char *
formula_print_set(const FormulaSet *set, FormulaMemory memory)
{
	FormulaPrint		text = begin(memory);

	formula_put(&text, "key ");
	formula_put_columns(&text, set->key, set->nkey);
	formula_put(&text, ";\n");
	for (int i = 0; i < set->nforms; i++)
	{
		put_form(&text, &set->form[i]);
		formula_put(&text, ";\n");
	}
	for (int i = 0; i < set->nformulas; i++)
	{
		put_formula(&text, &set->formula[i]);
		formula_put(&text, ";\n");
	}
	return text.at;
}
