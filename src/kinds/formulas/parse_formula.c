/*
 * parse_formula.c - ID 'title' flags when scope: left = right  (pure)
 */
#include <string.h>

#include "kinds/formulas/parser.h"

#define EACH_LINE		"\xE5\x90\x84\xE8\xA1\x8C"	/* 各行 */
#define EACH_SUBJECT	"\xE5\x90\x84\xE7\xA7\x91\xE7\x9B\xAE"	/* 各科目 */

static bool
parse_id(FormulaParser *p, Formula *formula)
{
	if (p->token->kind != FORMULA_WORD && p->token->kind != FORMULA_IDENT)
		return formula_expected(p, "the id of a formula");
	formula->id = p->token->name;
	p->token++;
	if (p->token->kind == FORMULA_LABEL_TEXT)
	{
		formula->title = p->token->name;
		p->token++;
	}
	return true;
}

static bool
set_flag(FormulaParser *p, bool *flag)
{
	if (*flag)
		return formula_fail(p, FORMULA_SECOND_FLAG, p->token, NULL);
	*flag = true;
	p->token++;
	return true;
}

/* when F.c = v */
static bool
parse_when(FormulaParser *p, Formula *formula)
{
	FormulaTerm form;

	memset(&form, 0, sizeof(form));
	if (!set_flag(p, &formula->has_when) || !formula_parse_form_name(p, &form))
		return false;
	p->last_form = -1;
	formula->when_form = form.form_name;
	formula->when_at = form.form;
	formula->when.at = formula->when.literal = -1;
	return formula_need_sign(p, '.', "\".\"") &&
		formula_read_column(p, &formula->when.column, "a column") &&
		formula_need_sign(p, '=', "\"=\"") &&
		formula_read_value(p, &formula->when.value);
}

/* The forms of "per line of". */
static bool
parse_lines(FormulaParser *p, Formula *formula)
{
	formula->scope = FORMULA_PER_LINE;
	do
	{
		FormulaTerm lines;
		const FormulaToken *first = p->token;

		memset(&lines, 0, sizeof(lines));
		lines.sign = 1;
		if (formula_too_many(p, formula->nper + 1, FORMULA_MAX_FORMS, "the scope") ||
			!formula_parse_form_name(p, &lines) ||
			(formula_skip_sign(p, '[') && !formula_parse_selector(p, &lines)))
			return false;
		lines.offset = first->name.offset;
		lines.span = p->token[-1].name.offset + p->token[-1].name.span - lines.offset;
		formula->lines = formula_grow(p->memory, formula->lines, formula->nper, sizeof(lines));
		formula->lines[formula->nper++] = lines;
	} while (formula_skip_sign(p, ','));
	return true;
}

static bool
parse_scope(FormulaParser *p, Formula *formula)
{
	const FormulaToken *token = p->token;

	if (formula->scope != FORMULA_ONCE)
		return formula_fail(p, FORMULA_SECOND_FLAG, token, NULL);
	p->token++;
	if (formula_text_is(token->name.text, token->name.length, EACH_LINE))
		return parse_lines(p, formula);
	if (formula_text_is(token->name.text, token->name.length, EACH_SUBJECT))
	{
		formula->scope = FORMULA_PER_SUBJECT;
		return true;
	}
	token = p->token;
	if (formula_skip_word(p, "line") && formula_skip_word(p, "of"))
		return parse_lines(p, formula);
	p->token = token;
	formula->scope = FORMULA_PER_COLUMNS;
	return formula_read_columns(p, &formula->per, &formula->nper, FORMULA_MAX_LINE);
}

static bool
at_scope(const FormulaParser *p)
{
	return formula_at_word(p, "per") || formula_at_word(p, EACH_LINE) || formula_at_word(p, EACH_SUBJECT);
}

/* Flags, when and scope, in any order, up to the colon. */
static bool
parse_flags(FormulaParser *p, Formula *formula)
{
	while (!formula_skip_sign(p, ':'))
	{
		const FormulaToken *place = p->token;
		bool		good;

		if (formula_at_word(p, "exact"))
			good = set_flag(p, &formula->exact);
		else if (formula_at_word(p, "noticed"))
			good = set_flag(p, &formula->noticed);
		else if (formula_at_word(p, "verify"))
			good = set_flag(p, &formula->verify);
		else if (formula_at_word(p, "when"))
			good = parse_when(p, formula);
		else if (at_scope(p))
			good = parse_scope(p, formula);
		else
			good = formula_expected(p, "exact, noticed, verify, when, per or \":\"");
		if (!good)
			return false;
		if (formula->noticed && (formula->exact || formula->verify))
			return formula_fail(p, FORMULA_FLAGS_CLASH, place, NULL);
	}
	return true;
}

static bool
parse_side(FormulaParser *p, Formula *formula, int side)
{
	int			sign = formula_skip_sign(p, '-') ? -1 : 1;

	for (;;)
	{
		if (!formula_parse_term(p, formula, side, sign))
			return false;
		if (formula_skip_sign(p, '+'))
			sign = 1;
		else if (formula_skip_sign(p, '-'))
			sign = -1;
		else
			return true;
	}
}

static bool
skip_sense(FormulaParser *p, FormulaSense *sense)
{
	if (formula_skip_sign(p, '='))
		*sense = FORMULA_EQUAL;
	else if (formula_skip_sign(p, FORMULA_SIGN_LE))
		*sense = FORMULA_AT_MOST;
	else if (formula_skip_sign(p, FORMULA_SIGN_GE))
		*sense = FORMULA_AT_LEAST;
	else
		return false;
	return true;
}

static bool
parse_equation(FormulaParser *p, Formula *formula)
{
	const FormulaToken *second;
	FormulaSense ignored;

	if (!parse_side(p, formula, 0))
		return false;
	if (!skip_sense(p, &formula->sense))
		return formula_expected(p, "an operator");
	if (!parse_side(p, formula, 1))
		return false;
	second = p->token;
	if (skip_sense(p, &ignored))
		return formula_fail(p, FORMULA_SECOND_SIGN, second, NULL);
	for (int i = 0; i < formula->nterms; i++)
		if (formula->term[i].kind != FORMULA_CONSTANT)
			return true;
	return formula_fail_at(p, FORMULA_ONLY_CONSTANTS, formula->id, NULL, NULL);
}

bool
formula_parse_formula(FormulaParser *p)
{
	FormulaSet *set = p->set;
	Formula		formula;
	const FormulaName *last;

	memset(&formula, 0, sizeof(formula));
	p->last_form = -1;
	if (formula_too_many(p, set->nformulas + 1, FORMULA_MAX_FORMULAS, "the list of formulas") ||
		!parse_id(p, &formula) || !parse_flags(p, &formula) || !parse_equation(p, &formula))
		return false;
	last = &p->token[-1].name;
	formula.offset = formula.id.offset;
	formula.span = last->offset + last->span - formula.offset;
	set->formula = formula_grow(p->memory, set->formula, set->nformulas, sizeof(formula));
	set->formula[set->nformulas++] = formula;
	return true;
}
