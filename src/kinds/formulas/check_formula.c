/*
 * check_formula.c - a formula against the forms that it names  (pure)
 */
#include <string.h>

#include "kinds/formulas/checker.h"
#include "kinds/formulas/lex.h"

static bool
bind_selector(FormulaChecker *c, FormulaTerm *term)
{
	for (int i = 0; i < term->nlabels; i++)
		if (!formula_bind_label(c, term->form, &term->label[i]))
			return false;
	for (int i = 0; i < term->nfilters; i++)
	{
		FormulaPair *filter = &term->filter[i];
		const FormulaColumn *column = formula_need_column(c, term->form, &filter->column);

		if (column == NULL || !formula_bind_value(c, term->form, column, &filter->value, &filter->literal))
			return false;
		filter->at = formula_bring_column(c, term->form, column->name);
	}
	return true;
}

static bool
bind_when(FormulaChecker *c, Formula *formula)
{
	const FormulaColumn *column;

	if (!formula->has_when)
		return true;
	column = formula_need_column(c, formula->when_at, &formula->when.column);
	if (column == NULL ||
		!formula_bind_value(c, formula->when_at, column, &formula->when.value, &formula->when.literal))
		return false;
	formula->when.at = formula_bring_column(c, formula->when_at, column->name);
	return true;
}

static bool
bind_lines(FormulaChecker *c, Formula *formula)
{
	for (int i = 0; i < formula->nper; i++)
	{
		FormulaTerm *lines = &formula->lines[i];
		const FormulaForm *form = &c->set->form[lines->form];

		if (form->nline == 0)
			return formula_refuse(c, FORMULA_NO_LINES, &lines->form_name, form->alias.text, NULL);
		if (formula->has_children && form->tree < 0)
			return formula_refuse(c, FORMULA_NO_TREE, &lines->form_name, "children", form->alias.text);
		if (!bind_selector(c, lines))
			return false;
	}
	return true;
}

static int
first_cells(const Formula *formula)
{
	int			i = 0;

	while (formula->term[i].kind == FORMULA_CONSTANT)
		i++;
	return i;
}

/* 各科目: the code column of the first form's lines. */
static bool
name_subject(FormulaChecker *c, Formula *formula)
{
	const FormulaTerm *term = &formula->term[first_cells(formula)];
	const FormulaForm *form = &c->set->form[term->form];

	if (form->tree < 0)
		return formula_refuse(c, FORMULA_NO_TREE, &term->form_name, "\xE5\x90\x84\xE7\xA7\x91\xE7\x9B\xAE",
							  form->alias.text);
	formula->scope = FORMULA_PER_COLUMNS;
	formula->nper = 1;
	formula->per = formula_grow(c->memory, NULL, 0, sizeof(FormulaName));
	*formula->per = form->line[form->tree];
	formula->per->offset = formula->id.offset;
	formula->per->span = formula->id.span;
	return true;
}

/* One column of a per: every form has it, in one type. */
static bool
bind_per_column(FormulaChecker *c, Formula *formula, int i)
{
	const FormulaColumn *first = NULL;

	for (int t = 0; t < formula->nterms; t++)
	{
		int			form = formula->term[t].form;
		const FormulaTable *table;
		int			k = 0;

		if (formula->term[t].kind == FORMULA_CONSTANT)
			continue;
		table = c->table[form];
		while (k < table->ncolumns && strcmp(table->column[k].name, formula->per[i].text) != 0)
			k++;
		if (k == table->ncolumns)
			return formula_refuse(c, FORMULA_PER_COLUMN, &formula->per[i],
								  c->set->form[form].alias.text, formula->per[i].text);
		if (first == NULL)
			first = &table->column[k];
		if (first->type_id != table->column[k].type_id)
			return formula_refuse(c, FORMULA_PER_TYPE, &formula->per[i],
								  formula->per[i].text, c->set->form[form].alias.text);
		formula->per_at[t * formula->nper + i] = formula_bring_column(c, form, table->column[k].name);
	}
	return true;
}

static bool
bind_scope(FormulaChecker *c, Formula *formula)
{
	if (formula->scope == FORMULA_PER_LINE)
		return bind_lines(c, formula);
	if (formula->scope == FORMULA_PER_SUBJECT && !name_subject(c, formula))
		return false;
	if (formula->scope == FORMULA_ONCE)
		return true;
	formula->per_at = c->memory.take(c->memory.owner,
									 sizeof(int) * (size_t) formula->nterms * (size_t) formula->nper);
	for (int i = 0; i < formula->nper; i++)
		if (!bind_per_column(c, formula, i))
			return false;
	return true;
}

bool
formula_check_formula(FormulaChecker *c, Formula *formula)
{
	for (int i = 0; i < formula->nterms; i++)
	{
		formula->has_children |= formula->term[i].kind == FORMULA_CHILDREN;
		if (formula->term[i].kind == FORMULA_CELLS && !bind_selector(c, &formula->term[i]))
			return false;
	}
	return bind_when(c, formula) && bind_scope(c, formula);
}
