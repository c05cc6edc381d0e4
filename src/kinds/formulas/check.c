/*
 * check.c - the tree against the tables that it speaks of  (pure)
 */
#include <string.h>

#include "kinds/formulas/checker.h"
#include "kinds/formulas/lex.h"
#include "kinds/formulas/print.h"

bool
formula_refuse(FormulaChecker *c, FormulaFaultCode code, const FormulaName *place,
			   const char *what, const char *other)
{
	formula_fault_set(c->fault, code, c->set->source, c->set->size, place->offset, place->span,
					  what, (int32_t) strlen(what), other);
	return false;
}

const FormulaColumn *
formula_need_column(FormulaChecker *c, int form, const FormulaName *name)
{
	const FormulaTable *table = c->table[form];

	for (int i = 0; i < table->ncolumns; i++)
		if (strcmp(table->column[i].name, name->text) == 0)
			return &table->column[i];
	(void) formula_refuse(c, FORMULA_UNKNOWN_COLUMN, name, name->text, c->set->form[form].table.text);
	return NULL;
}

int
formula_bring_column(FormulaChecker *c, int form, const char *name)
{
	FormulaForm *f = &c->set->form[form];

	for (int i = 0; i < f->ncolumns; i++)
		if (strcmp(f->columns[i], name) == 0)
			return i;
	f->columns = formula_grow(c->memory, f->columns, f->ncolumns, sizeof(char *));
	f->columns[f->ncolumns] = name;
	return f->ncolumns++;
}

bool
formula_bind_value(FormulaChecker *c, int form, const FormulaColumn *column,
				   const FormulaName *value, int *literal)
{
	const char *text;
	int32_t		length;

	if (!c->catalog->normalize(c->catalog->owner, c->set->form[form].table.text, column,
							   value->text, &text, &length))
		return formula_refuse(c, FORMULA_BAD_VALUE, value, value->text, column->name);
	*literal = formula_intern(&c->literals, text, length);
	return true;
}

/* A label has as many parts as the form has line columns, or fewer. */
bool
formula_bind_label(FormulaChecker *c, int form, FormulaLabel *label)
{
	const FormulaForm *f = &c->set->form[form];

	if (label->nparts > f->nline)
		return formula_refuse(c, FORMULA_LABEL_PARTS, label->part, label->part->text, f->alias.text);
	label->literal = c->memory.take(c->memory.owner, sizeof(int) * (size_t) label->nparts);
	for (int i = 0; i < label->nparts; i++)
	{
		const FormulaColumn *column = formula_need_column(c, form, &f->line[i]);

		if (column == NULL || !formula_bind_value(c, form, column, &label->part[i], &label->literal[i]))
			return false;
	}
	return true;
}

static void
keep_literals(FormulaChecker *c)
{
	FormulaSet *set = c->set;

	set->nliterals = c->literals.count;
	set->literal = c->memory.take(c->memory.owner, sizeof(FormulaLiteral) * (size_t) (set->nliterals + 1));
	for (int i = 0; i < set->nliterals; i++)
		set->literal[i] = (FormulaLiteral) {c->literals.item[i].text, c->literals.item[i].length};
}

static void
keep_texts(FormulaChecker *c)
{
	for (int i = 0; i < c->set->nformulas; i++)
	{
		Formula    *formula = &c->set->formula[i];

		formula->flags_text = formula_print_flags(formula, c->memory);
		formula->scope_text = formula_print_scope(formula, c->memory);
		formula->equation_text = formula_print_equation(formula, c->memory);
		formula->text = formula_print(formula, c->memory);
		for (int t = 0; t < formula->nterms; t++)
		{
			formula->term[t].text = formula_print_term(&formula->term[t], c->memory);
			formula->term[t].lines_text = formula_print_lines(&formula->term[t], c->memory);
		}
	}
}

bool
formula_check(FormulaSet *set, const FormulaCatalog *catalog, FormulaMemory memory,
			  FormulaFault *fault)
{
	FormulaChecker checker = {.set = set, .catalog = catalog, .memory = memory, .fault = fault};

	fault->code = FORMULA_OK;
	checker.table = memory.take(memory.owner, sizeof(FormulaTable *) * (size_t) set->nforms);
	formula_intern_begin(&checker.literals, memory);
	formula_intern_begin(&checker.equations, memory);
	formula_intern_begin(&checker.scopes, memory);
	formula_intern_begin(&checker.instances, memory);
	for (int i = 0; i < set->nforms; i++)
		if (!formula_check_form(&checker, i))
			return false;
	for (int i = 0; i < set->nformulas; i++)
		if (!formula_check_formula(&checker, &set->formula[i]) ||
			!formula_check_parts(&checker, &set->formula[i]) ||
			!formula_check_same(&checker, &set->formula[i]))
			return false;
	keep_literals(&checker);
	keep_texts(&checker);
	return true;
}
