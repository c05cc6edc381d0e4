/*
 * parse_term.c - one term of a formula  (pure)
 */
#include <string.h>

#include "kinds/formulas/parser.h"
#include "yuan/core.h"

#define SAME_LEVEL	"\xE6\x9C\xAC\xE7\xBA\xA7"	/* 本级 */
#define BELOW_LEVEL	"\xE4\xB8\x8B\xE7\xBA\xA7"	/* 下级 */

static bool
parse_labels(FormulaParser *p, FormulaTerm *term)
{
	int			sign = formula_skip_sign(p, '-') ? -1 : 1;

	for (;;)
	{
		FormulaLabel label;

		if (formula_too_many(p, term->nlabels + 1, FORMULA_MAX_LIST, "the list of labels") ||
			!formula_read_label(p, &label))
			return false;
		label.sign = sign;
		term->label = formula_grow(p->memory, term->label, term->nlabels, sizeof(label));
		term->label[term->nlabels++] = label;
		if (formula_skip_sign(p, '+'))
			sign = 1;
		else if (formula_skip_sign(p, '-'))
			sign = -1;
		else
			return true;
	}
}

/* [a + b - c] or [c = v, ...], after the bracket */
bool
formula_parse_selector(FormulaParser *p, FormulaTerm *term)
{
	bool		is_filter = (p->token->kind == FORMULA_WORD || p->token->kind == FORMULA_IDENT) &&
		p->token[1].kind == FORMULA_SIGN && p->token[1].sign == '=';

	if (is_filter ? !formula_read_pairs(p, &term->filter, &term->nfilters) : !parse_labels(p, term))
		return false;
	return formula_need_sign(p, ']', "\"]\"");
}

static void
set_one_figure(FormulaParser *p, FormulaTerm *term, FormulaName name)
{
	term->figures = FORMULA_ONE;
	term->nnames = 1;
	term->name = formula_grow(p->memory, NULL, 0, sizeof(name));
	*term->name = name;
}

/* *, (x, y) or x */
bool
formula_parse_figures(FormulaParser *p, FormulaTerm *term)
{
	if (formula_skip_sign(p, '*'))
	{
		term->figures = FORMULA_ALL;
		return true;
	}
	if (!formula_skip_sign(p, '('))
	{
		FormulaName name;

		if (!formula_read_column(p, &name, "a figure"))
			return false;
		set_one_figure(p, term, name);
		return true;
	}
	term->figures = FORMULA_SOME;
	return formula_read_columns(p, &term->name, &term->nnames, FORMULA_MAX_LIST) &&
		formula_need_sign(p, ')', "\")\"");
}

/* The alias of a form, with 表 or ? behind it. */
bool
formula_parse_form_name(FormulaParser *p, FormulaTerm *term)
{
	if (!formula_read_alias(p, &term->form_name))
		return false;
	term->form = formula_find_form(p->set, &term->form_name);
	if (term->form < 0)
		return formula_fail_at(p, FORMULA_UNKNOWN_FORM, term->form_name, term->form_name.text, NULL);
	p->last_form = term->form;
	(void) formula_skip_printed(p, FORMULA_PRINTED_FORM);
	term->optional = formula_skip_sign(p, '?');
	return true;
}

/* 栏2 or 各栏 behind a line. */
static bool
parse_printed_figure(FormulaParser *p, FormulaTerm *term)
{
	FormulaName name;

	if (formula_skip_printed(p, FORMULA_PRINTED_ALL_COLUMNS) || formula_skip_word(p, "\xE5\x90\x84\xE6\xA0\x8F"))
	{
		term->figures = FORMULA_ALL;
		return true;
	}
	if (!formula_skip_printed(p, FORMULA_PRINTED_COLUMN))
		return true;
	if (!formula_read_figure_number(p, &p->set->form[term->form], &name))
		return false;
	set_one_figure(p, term, name);
	return true;
}

static bool
parse_total_line(FormulaParser *p, FormulaTerm *term)
{
	static const FormulaName root = {"*", 1, 0, 0};

	term->label = formula_grow(p->memory, NULL, 0, sizeof(FormulaLabel));
	term->label->sign = 1;
	term->label->nparts = 1;
	term->label->part = formula_grow(p->memory, NULL, 0, sizeof(FormulaName));
	*term->label->part = root;
	term->label->part->offset = p->token[-1].name.offset;
	term->label->part->span = p->token[-1].name.span;
	term->nlabels = 1;
	return parse_printed_figure(p, term);
}

/* 31行, (27+28)行, or 86栏7 where the sign of the row is left out. */
static bool
at_rows(const FormulaParser *p)
{
	return formula_at_numbers(p, FORMULA_PRINTED_ROW) ||
		formula_at_numbers(p, FORMULA_PRINTED_COLUMN) ||
		formula_at_numbers(p, FORMULA_PRINTED_ALL_COLUMNS);
}

/* What follows the form: brackets, printed rows, a figure. */
static bool
parse_lines_of_form(FormulaParser *p, FormulaTerm *term, const FormulaToken *first)
{
	if (formula_skip_printed(p, FORMULA_PRINTED_TOTAL))
		return parse_total_line(p, term);
	if (at_rows(p))
		return formula_read_rows(p, &p->set->form[term->form], term) && parse_printed_figure(p, term);
	if (formula_skip_sign(p, '['))
	{
		if (!formula_parse_selector(p, term))
			return false;
		if (formula_skip_sign(p, '.'))
			return formula_parse_figures(p, term);
		return parse_printed_figure(p, term);
	}
	if (formula_skip_sign(p, '.'))
		return formula_parse_figures(p, term);
	return formula_fail(p, FORMULA_WHOLE_FORM, first, NULL);
}

/* Rows without a form are those of the form named last. */
static bool
parse_cells(FormulaParser *p, FormulaTerm *term)
{
	const FormulaToken *first = p->token;

	term->kind = FORMULA_CELLS;
	if (at_rows(p) ||
		(p->token->printed == FORMULA_PRINTED_TOTAL && p->last_form >= 0))
	{
		if (p->last_form < 0)
			return formula_expected(p, "a form");
		term->form = p->last_form;
		term->form_name = p->set->form[p->last_form].alias;
	}
	else
	{
		FormulaName name = p->token->name;
		bool		follows = p->token->kind != FORMULA_END && p->token[1].kind == FORMULA_SIGN &&
			(p->token[1].sign == '[' || p->token[1].sign == '.' || p->token[1].sign == '?');

		if (p->token->kind == FORMULA_WORD && formula_find_form(p->set, &name) < 0 && !follows &&
			p->token[1].printed != FORMULA_PRINTED_FORM && !yuan_is_digit(*name.text))
			return formula_fail(p, formula_at_word(p, "children") ? FORMULA_BARE_CHILDREN : FORMULA_BARE_FIGURE,
								p->token, NULL);
		if (!formula_parse_form_name(p, term))
			return false;
	}
	return parse_lines_of_form(p, term, first);
}

static bool
parse_children(FormulaParser *p, FormulaTerm *term)
{
	p->token++;
	term->kind = FORMULA_CHILDREN;
	return formula_need_sign(p, '(', "\"(\"") &&
		formula_parse_figures(p, term) &&
		formula_need_sign(p, ')', "\")\"");
}

static void
set_all(FormulaParser *p, FormulaTerm *term, FormulaTermKind kind)
{
	p->token++;
	term->kind = kind;
	term->figures = FORMULA_ALL;
}

/* Is this the name of a form, with cells of it behind? */
static bool
at_cells(const FormulaToken *next)
{
	if (next->printed == FORMULA_PRINTED_FORM || next->printed == FORMULA_PRINTED_ROW)
		return true;
	if (next->kind == FORMULA_SIGN && next->sign == '?')
		next++;
	return next->kind == FORMULA_SIGN && (next->sign == '[' || next->sign == '.');
}

/* A figure of the scope's line, with ? behind one that not every layout prints. */
static bool
parse_bare(FormulaParser *p, FormulaTerm *term)
{
	const FormulaToken *next = p->token + (p->token->kind != FORMULA_END);

	term->kind = FORMULA_BARE;
	if (formula_at_word(p, SAME_LEVEL) || formula_at_word(p, "\xE5\x90\x84\xE6\xA0\x8F"))
		set_all(p, term, FORMULA_BARE);
	else if (formula_at_word(p, BELOW_LEVEL))
		set_all(p, term, FORMULA_CHILDREN);
	else if (formula_at_word(p, "children") && next->kind == FORMULA_SIGN && next->sign == '(')
		return parse_children(p, term);
	else if (at_cells(next))
		return formula_fail(p, FORMULA_OUTSIDE_CELL, p->token, NULL);
	else if (!formula_parse_figures(p, term))
		return false;
	else
		term->optional = formula_skip_sign(p, '?');
	return true;
}

/* 0 or '5万元'; true in *is_constant where it was one. */
static bool
parse_constant(FormulaParser *p, FormulaTerm *term, bool *is_constant)
{
	const FormulaToken *token = p->token;

	*is_constant = token->kind == FORMULA_LABEL_TEXT ||
		(formula_at_word(p, "0") && token[1].printed == FORMULA_PLAIN &&
		 !(token[1].kind == FORMULA_SIGN && strchr("[.?", token[1].sign) != NULL));
	if (!*is_constant)
		return true;
	term->kind = FORMULA_CONSTANT;
	term->form = -1;
	p->token++;
	if (strlen(token->name.text) != (size_t) token->name.length ||
		yuan_parse_text(token->name.text, &term->constant) != YUAN_OK)
		return formula_fail(p, FORMULA_BAD_AMOUNT, token, NULL);
	return true;
}

static bool
add_term(FormulaParser *p, Formula *formula, FormulaTerm *term, const FormulaToken *first)
{
	const FormulaName *last = &p->token[-1].name;

	term->offset = first->name.offset;
	term->span = last->offset + last->span - term->offset;
	if (formula_too_many(p, formula->nterms + 1, FORMULA_MAX_LIST, "the formula"))
		return false;
	formula->term = formula_grow(p->memory, formula->term, formula->nterms, sizeof(*term));
	formula->term[formula->nterms++] = *term;
	return true;
}

/* (2:6)栏 is a term for each of its figures. */
static bool
parse_numbered_figures(FormulaParser *p, Formula *formula, FormulaTerm *term)
{
	const FormulaToken *first = p->token;
	FormulaFigureList list;
	int			sign = term->sign;

	term->kind = FORMULA_BARE;
	if (!formula_read_figures(p, &p->set->form[formula->lines[0].form], &list))
		return false;
	for (int i = 0; i < list.count; i++)
	{
		set_one_figure(p, term, list.name[i]);
		term->sign = sign * list.sign[i];
		if (!add_term(p, formula, term, first))
			return false;
	}
	return true;
}

bool
formula_parse_term(FormulaParser *p, Formula *formula, int side, int sign)
{
	const FormulaToken *first = p->token;
	bool		is_constant;
	FormulaTerm term;

	memset(&term, 0, sizeof(term));
	term.side = side;
	term.sign = sign;
	term.form = -1;
	if (!parse_constant(p, &term, &is_constant))
		return false;
	if (is_constant)
		return add_term(p, formula, &term, first);
	if (formula->scope == FORMULA_PER_LINE && formula_at_numbers(p, FORMULA_PRINTED_COLUMN))
		return parse_numbered_figures(p, formula, &term);
	if (!(formula->scope == FORMULA_PER_LINE ? parse_bare : parse_cells) (p, &term))
		return false;
	return add_term(p, formula, &term, first);
}
