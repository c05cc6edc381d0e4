/*
 * parse_numbers.c - rows and columns by the numbers that the books print  (pure)
 */
#include <string.h>

#include "kinds/formulas/parser.h"

/* Does "number printed" or "( ... ) printed" begin here? */
bool
formula_at_numbers(const FormulaParser *p, FormulaPrinted printed)
{
	const FormulaToken *token = p->token;

	if (token->kind == FORMULA_WORD && token->printed == FORMULA_PLAIN)
		return token[1].printed == printed;
	if (!formula_at_sign(p, '('))
		return false;
	while (token->kind != FORMULA_END && !(token->kind == FORMULA_SIGN && (token->sign == ')' || token->sign == ';')))
		token++;
	return token->kind == FORMULA_SIGN && token->sign == ')' && token[1].printed == printed;
}

static bool
no_number(FormulaParser *p, const FormulaForm *form, const FormulaToken *place)
{
	return formula_fail_at(p, FORMULA_NO_NUMBER, place->name, form->alias.text, place->name.text);
}

static bool
same_label(const FormulaLabel *a, const FormulaLabel *b)
{
	if (a->nparts != b->nparts || a->sign != b->sign)
		return false;
	for (int i = 0; i < a->nparts; i++)
		if (!formula_same_name(&a->part[i], &b->part[i]))
			return false;
	return true;
}

/* A label met twice counts once: 32:57 are all lines of one label. */
static bool
add_label(FormulaParser *p, FormulaTerm *term, FormulaLabel label)
{
	for (int i = 0; i < term->nlabels; i++)
		if (same_label(&term->label[i], &label))
			return true;
	if (formula_too_many(p, term->nlabels + 1, FORMULA_MAX_LIST, "the list of labels"))
		return false;
	term->label = formula_grow(p->memory, term->label, term->nlabels, sizeof(label));
	term->label[term->nlabels++] = label;
	return true;
}

/* Every number of the range has to be told. */
static bool
add_rows(FormulaParser *p, const FormulaForm *form, int from, int to, int sign, FormulaTerm *term,
		 const FormulaToken *place)
{
	while (from <= to)
	{
		const FormulaRows *rows = form->rows;
		const FormulaRows *end = rows + form->nrows;
		FormulaLabel label;

		while (rows < end && (from < rows->from || from > rows->to))
			rows++;
		if (rows == end)
			return no_number(p, form, place);
		label = rows->label;
		label.sign = sign;
		if (!add_label(p, term, label))
			return false;
		from = rows->to + 1;
	}
	return true;
}

static bool
read_sign(FormulaParser *p, int *sign)
{
	if (formula_skip_sign(p, '+'))
		*sign = 1;
	else if (formula_skip_sign(p, '-'))
		*sign = -1;
	else
		return false;
	return true;
}

/* 31行 or (27+28-29)行, to labels */
bool
formula_read_rows(FormulaParser *p, const FormulaForm *form, FormulaTerm *term)
{
	bool		open = formula_skip_sign(p, '(');
	int			sign = 1;

	do
	{
		const FormulaToken *place = p->token;
		int			from;
		int			to;

		if (!formula_read_range(p, &from, &to) ||
			!add_rows(p, form, from, to, sign, term, place))
			return false;
	} while (open && read_sign(p, &sign));
	if (open && !formula_need_sign(p, ')', "\")\""))
		return false;
	(void) formula_skip_printed(p, FORMULA_PRINTED_ROW);
	return true;
}

static bool
add_figures(FormulaParser *p, const FormulaForm *form, int from, int to, int sign,
			FormulaFigureList *list, const FormulaToken *place)
{
	int			found = 0;

	for (int i = 0; i < form->nfigures; i++)
	{
		int			number = form->figure[i].number;

		if (number == 0 || number < from || number > to)
			continue;
		if (formula_too_many(p, list->count + 1, FORMULA_MAX_LIST, "the list of figures"))
			return false;
		list->name = formula_grow(p->memory, list->name, list->count, sizeof(FormulaName));
		list->sign = formula_grow(p->memory, list->sign, list->count, sizeof(int));
		list->name[list->count] = form->figure[i].name;
		list->sign[list->count++] = sign;
		found++;
	}
	return found == to - from + 1 || no_number(p, form, place);
}

/* 1栏 or (2:6)栏, to figures */
bool
formula_read_figures(FormulaParser *p, const FormulaForm *form, FormulaFigureList *list)
{
	bool		open = formula_skip_sign(p, '(');
	int			sign = 1;

	memset(list, 0, sizeof(*list));
	do
	{
		const FormulaToken *place = p->token;
		int			from;
		int			to;

		if (!formula_read_range(p, &from, &to) ||
			!add_figures(p, form, from, to, sign, list, place))
			return false;
	} while (open && read_sign(p, &sign));
	if (open && !formula_need_sign(p, ')', "\")\""))
		return false;
	return formula_skip_printed(p, FORMULA_PRINTED_COLUMN) || formula_expected(p, "\"\xE6\xA0\x8F\"");
}

/* The number behind 栏, to its figure. */
bool
formula_read_figure_number(FormulaParser *p, const FormulaForm *form, FormulaName *name)
{
	const FormulaToken *place = p->token;
	int			number;

	if (!formula_read_number(p, &number))
		return false;
	for (int i = 0; i < form->nfigures; i++)
		if (form->figure[i].number == number)
		{
			*name = form->figure[i].name;
			return true;
		}
	return no_number(p, form, place);
}
