/*
 * parse.c - from text to tree  (pure)
 *
 * Two walks over the statements: the key and the forms first, so that a formula
 * may stand before the forms that it names.
 */
#include <string.h>

#include "kinds/formulas/parse.h"
#include "kinds/formulas/parser.h"

/* The words "key" and "form" begin a statement of their own; as ids they are quoted. */
static bool
is_declaration(const FormulaParser *p)
{
	return formula_at_word(p, "key") || formula_at_word(p, "form");
}

static bool
parse_key(FormulaParser *p)
{
	FormulaSet *set = p->set;

	if (set->nkey > 0)
		return formula_fail(p, FORMULA_SECOND_KEY, p->token, NULL);
	p->token++;
	return formula_read_columns(p, &set->key, &set->nkey, FORMULA_MAX_LINE);
}

static bool
parse_declaration(FormulaParser *p)
{
	if (formula_at_word(p, "key"))
		return parse_key(p);
	p->token++;
	return formula_parse_form(p);
}

static bool
end_statement(FormulaParser *p)
{
	return formula_need_sign(p, ';', "\";\"");
}

static void
skip_statement(FormulaParser *p)
{
	while (p->token->kind != FORMULA_END && !formula_at_sign(p, ';'))
		p->token++;
	(void) formula_skip_sign(p, ';');
}

static bool
parse_declarations(FormulaParser *p)
{
	while (p->token->kind != FORMULA_END)
	{
		if (!is_declaration(p))
			skip_statement(p);
		else if (!parse_declaration(p) || !end_statement(p))
			return false;
	}
	if (p->set->nkey == 0)
		return formula_fail_at(p, FORMULA_NO_KEY, p->token->name, NULL, NULL);
	if (p->set->nforms == 0)
		return formula_fail_at(p, FORMULA_NO_FORM, p->token->name, NULL, NULL);
	for (int i = 0; i < p->set->nforms; i++)
		if (!p->set->form[i].has_key)
		{
			p->set->form[i].key = p->set->key;
			p->set->form[i].nkey = p->set->nkey;
		}
	return true;
}

static bool
parse_formulas(FormulaParser *p)
{
	while (p->token->kind != FORMULA_END)
	{
		if (is_declaration(p))
			skip_statement(p);
		else if (!formula_parse_formula(p) || !end_statement(p))
			return false;
	}
	if (p->set->nformulas == 0)
		return formula_fail_at(p, FORMULA_NO_FORMULA, p->token->name, NULL, NULL);
	return true;
}

FormulaSet *
formula_parse(const char *text, size_t size, FormulaMemory memory, FormulaFault *fault)
{
	FormulaSet *set;
	FormulaParser parser = {.memory = memory, .fault = fault, .last_form = -1};
	FormulaToken *token = formula_lex(text, size, memory, fault);

	if (token == NULL)
		return NULL;
	set = memory.take(memory.owner, sizeof(*set));
	memset(set, 0, sizeof(*set));
	set->source = text;
	set->size = (int32_t) size;
	fault->code = FORMULA_OK;
	parser.set = set;
	parser.token = token;
	if (!parse_declarations(&parser))
		return NULL;
	parser.token = token;
	return parse_formulas(&parser) ? set : NULL;
}
