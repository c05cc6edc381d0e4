/*
 * parse_form.c - form ALIAS = table and its clauses  (pure)
 */
#include <string.h>

#include "kinds/formulas/parser.h"
#include "yuan/core.h"

static bool
parse_form_key(FormulaParser *p, FormulaForm *form)
{
	form->has_key = true;
	return formula_read_columns(p, &form->key, &form->nkey, FORMULA_MAX_LINE);
}

static bool
parse_line(FormulaParser *p, FormulaForm *form)
{
	return formula_read_columns(p, &form->line, &form->nline, FORMULA_MAX_LINE);
}

/* A number only where "=" follows: a column's name may begin with a digit. */
static bool
parse_figure_number(FormulaParser *p, FormulaFigure *figure)
{
	if (p->token->kind != FORMULA_WORD || p->token[1].kind != FORMULA_SIGN || p->token[1].sign != '=')
		return true;
	if (!formula_read_number(p, &figure->number))
		return false;
	p->token++;
	return true;
}

static bool
add_figure(FormulaParser *p, FormulaForm *form, FormulaFigure figure, const FormulaToken *place)
{
	if (formula_too_many(p, form->nfigures + 1, FORMULA_MAX_LIST, "the list of figures"))
		return false;
	for (int i = 0; i < form->nfigures; i++)
	{
		if (formula_same_name(&form->figure[i].name, &figure.name))
			return formula_fail_at(p, FORMULA_COLUMN_TWICE, figure.name, figure.name.text, NULL);
		if (figure.number != 0 && form->figure[i].number == figure.number)
			return formula_fail(p, FORMULA_NUMBER_TWICE, place, NULL);
	}
	form->figure = formula_grow(p->memory, form->figure, form->nfigures, sizeof(figure));
	form->figure[form->nfigures++] = figure;
	return true;
}

static bool
parse_figures(FormulaParser *p, FormulaForm *form)
{
	form->has_figures = true;
	do
	{
		FormulaFigure figure = {.slot = -1};
		const FormulaToken *place = p->token;

		if (!parse_figure_number(p, &figure) ||
			!formula_read_column(p, &figure.name, "a column") ||
			!add_figure(p, form, figure, place))
			return false;
	} while (formula_skip_sign(p, ','));
	return true;
}

static bool
parse_quantum(FormulaParser *p, FormulaForm *form)
{
	form->quantum_kind = FORMULA_QUANTUM_COLUMN;
	if (p->token->kind != FORMULA_LABEL_TEXT)
		return formula_read_column(p, &form->quantum, "a column or an amount in single quotes");
	form->quantum_kind = FORMULA_QUANTUM_AMOUNT;
	form->quantum = p->token->name;
	if (strlen(form->quantum.text) != (size_t) form->quantum.length ||
		yuan_parse_text(form->quantum.text, &form->quantum_fen) != YUAN_OK || form->quantum_fen <= 0)
		return formula_fail_at(p, FORMULA_BAD_QUANTUM, form->quantum, form->quantum.text, NULL);
	p->token++;
	return true;
}

static bool
parse_blank(FormulaParser *p, FormulaForm *form)
{
	form->blank_kind = formula_at_word(p, "zero") ? FORMULA_BLANK_ZERO : FORMULA_BLANK_COLUMN;
	return formula_read_column(p, &form->blank, "\"zero\" or a column");
}

static bool
parse_where(FormulaParser *p, FormulaForm *form)
{
	return formula_read_pairs(p, &form->where, &form->nwhere);
}

static bool
add_rows(FormulaParser *p, FormulaForm *form, FormulaRows rows, const FormulaToken *place)
{
	if (formula_too_many(p, form->nrows + 1, FORMULA_MAX_LIST, "the list of rows"))
		return false;
	for (int i = 0; i < form->nrows; i++)
		if (rows.from <= form->rows[i].to && form->rows[i].from <= rows.to)
			return formula_fail(p, FORMULA_NUMBER_TWICE, place, NULL);
	form->rows = formula_grow(p->memory, form->rows, form->nrows, sizeof(rows));
	form->rows[form->nrows++] = rows;
	return true;
}

static bool
parse_rows(FormulaParser *p, FormulaForm *form)
{
	do
	{
		FormulaRows rows;
		const FormulaToken *place = p->token;

		if (!formula_read_range(p, &rows.from, &rows.to) ||
			!formula_need_sign(p, '=', "\"=\"") ||
			!formula_read_label(p, &rows.label) ||
			!add_rows(p, form, rows, place))
			return false;
	} while (formula_skip_sign(p, ','));
	return true;
}

static const struct
{
	const char *word;
	bool		(*parse) (FormulaParser *p, FormulaForm *form);
}			clauses[] =
{
	{"key", parse_form_key},
	{"line", parse_line},
	{"figures", parse_figures},
	{"quantum", parse_quantum},
	{"blank", parse_blank},
	{"where", parse_where},
	{"rows", parse_rows},
};

#define NCLAUSES	((int) (sizeof(clauses) / sizeof(clauses[0])))

static bool
parse_clauses(FormulaParser *p, FormulaForm *form)
{
	bool		seen[NCLAUSES] = {false};

	while (!formula_at_sign(p, ';'))
	{
		int			i = 0;

		while (i < NCLAUSES && !formula_at_word(p, clauses[i].word))
			i++;
		if (i == NCLAUSES)
			return formula_expected(p, "key, line, figures, quantum, blank, where, rows or \";\"");
		if (seen[i])
			return formula_fail_at(p, FORMULA_SECOND_CLAUSE, p->token->name, form->alias.text, clauses[i].word);
		seen[i] = true;
		p->token++;
		if (!clauses[i].parse(p, form))
			return false;
	}
	return true;
}

/* A printed row's label is a label of this form: no longer than its lines'. */
static bool
check_rows(FormulaParser *p, const FormulaForm *form)
{
	for (int i = 0; i < form->nrows; i++)
		if (form->rows[i].label.nparts > form->nline)
			return formula_fail_at(p, FORMULA_LABEL_PARTS, form->rows[i].label.part[0],
								   form->rows[i].label.part[0].text, form->alias.text);
	return true;
}

bool
formula_parse_form(FormulaParser *p)
{
	FormulaSet *set = p->set;
	FormulaForm form;

	memset(&form, 0, sizeof(form));
	form.tree = -1;
	if (formula_too_many(p, set->nforms + 1, FORMULA_MAX_FORMS, "the list of forms") ||
		!formula_read_alias(p, &form.alias))
		return false;
	if (formula_find_form(set, &form.alias) >= 0)
		return formula_fail_at(p, FORMULA_SECOND_FORM, form.alias, form.alias.text, NULL);
	if (!formula_need_sign(p, '=', "\"=\"") ||
		!formula_read_column(p, &form.table, "a table") ||
		!parse_clauses(p, &form) || !check_rows(p, &form))
		return false;
	set->form = formula_grow(p->memory, set->form, set->nforms, sizeof(form));
	set->form[set->nforms++] = form;
	return true;
}
