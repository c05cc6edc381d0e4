/*
 * check_form.c - a form against its table  (pure)
 */
#include <string.h>

#include "kinds/formulas/checker.h"
#include "kinds/formulas/lex.h"

static bool
find_table(FormulaChecker *c, int form)
{
	const FormulaName *name = &c->set->form[form].table;

	c->table[form] = c->catalog->find(c->catalog->owner, name->text);
	if (c->table[form] == NULL)
		return formula_refuse(c, FORMULA_UNKNOWN_TABLE, name, name->text, NULL);
	if (c->table[form]->is_partition)
		return formula_refuse(c, FORMULA_PARTITION, name, name->text, NULL);
	return true;
}

/* A column of the set's key is named once, but may be missing in any form's table. */
static const FormulaColumn *
key_column(FormulaChecker *c, int form, int i)
{
	const FormulaForm *f = &c->set->form[form];
	const FormulaTable *table = c->table[form];

	for (int k = 0; k < table->ncolumns; k++)
		if (strcmp(table->column[k].name, f->key[i].text) == 0)
			return &table->column[k];
	(void) formula_refuse(c, FORMULA_UNKNOWN_COLUMN, f->has_key ? &f->key[i] : &f->table,
						  f->key[i].text, f->table.text);
	return NULL;
}

static bool
check_key(FormulaChecker *c, int form)
{
	const FormulaForm *f = &c->set->form[form];

	if (f->nkey != c->set->nkey)
		return formula_refuse(c, FORMULA_KEY_COUNT, f->key, f->alias.text, NULL);
	for (int i = 0; i < f->nkey; i++)
	{
		const FormulaColumn *column = key_column(c, form, i);
		const FormulaName *place = f->has_key ? &f->key[i] : &f->table;
		const FormulaColumn *first;

		if (column == NULL)
			return false;
		if (!column->not_null)
			return formula_refuse(c, FORMULA_NULLABLE_KEY, place, f->key[i].text, f->table.text);
		first = key_column(c, 0, i);
		if (first == NULL)
			return false;
		if (first->type_id != column->type_id)
			return formula_refuse(c, FORMULA_KEY_TYPE, place, f->key[i].text, f->alias.text);
	}
	return true;
}

/* Labels; the tree is the one line column that holds codes. */
static bool
check_line(FormulaChecker *c, int form)
{
	FormulaForm *f = &c->set->form[form];
	int			trees = 0;

	for (int i = 0; i < f->nline; i++)
	{
		const FormulaColumn *column = formula_need_column(c, form, &f->line[i]);

		if (column == NULL)
			return false;
		(void) formula_bring_column(c, form, f->line[i].text);
		if (column->type == FORMULA_TYPE_SUBJECT && trees++ == 0)
			f->tree = i;
	}
	if (trees > 1)
		f->tree = -1;
	return true;
}

static bool
need_yuan(FormulaChecker *c, int form, const FormulaName *name)
{
	const FormulaColumn *column = formula_need_column(c, form, name);

	if (column == NULL)
		return false;
	return column->type == FORMULA_TYPE_YUAN ||
		formula_refuse(c, FORMULA_NO_YUAN, name, name->text, c->set->form[form].table.text);
}

/* By default every yuan column but that of the quantum. */
static bool
take_figures(FormulaChecker *c, int form)
{
	FormulaForm *f = &c->set->form[form];
	const FormulaTable *table = c->table[form];

	f->figure = NULL;
	f->nfigures = 0;
	for (int i = 0; i < table->ncolumns; i++)
	{
		const char *name = table->column[i].name;
		FormulaFigure figure = {.slot = -1};

		if (table->column[i].type != FORMULA_TYPE_YUAN ||
			(f->quantum_kind == FORMULA_QUANTUM_COLUMN && strcmp(name, f->quantum.text) == 0))
			continue;
		if (f->nfigures == FORMULA_MAX_LIST)
			return formula_refuse(c, FORMULA_TOO_LONG, &f->table, "the list of figures", NULL);
		figure.name = f->table;
		figure.name.text = name;
		figure.name.length = (int32_t) strlen(name);
		f->figure = formula_grow(c->memory, f->figure, f->nfigures, sizeof(figure));
		f->figure[f->nfigures++] = figure;
	}
	return true;
}

static bool
check_figures(FormulaChecker *c, int form)
{
	FormulaForm *f = &c->set->form[form];

	if (!f->has_figures)
		return take_figures(c, form);
	for (int i = 0; i < f->nfigures; i++)
		if (!need_yuan(c, form, &f->figure[i].name))
			return false;
	return true;
}

static bool
check_units(FormulaChecker *c, int form)
{
	const FormulaForm *f = &c->set->form[form];

	if (f->quantum_kind == FORMULA_QUANTUM_COLUMN && !need_yuan(c, form, &f->quantum))
		return false;
	if (f->blank_kind == FORMULA_BLANK_COLUMN)
	{
		const FormulaColumn *column = formula_need_column(c, form, &f->blank);

		if (column == NULL)
			return false;
		if (column->type != FORMULA_TYPE_BOOLEAN)
			return formula_refuse(c, FORMULA_NO_BOOLEAN, &f->blank, f->blank.text, f->table.text);
	}
	return true;
}

static bool
check_where(FormulaChecker *c, int form)
{
	FormulaForm *f = &c->set->form[form];

	for (int i = 0; i < f->nwhere; i++)
	{
		const FormulaColumn *column = formula_need_column(c, form, &f->where[i].column);

		if (column == NULL ||
			!formula_bind_value(c, form, column, &f->where[i].value, &f->where[i].literal))
			return false;
	}
	for (int i = 0; i < f->nrows; i++)
		if (!formula_bind_label(c, form, &f->rows[i].label))
			return false;
	return true;
}

static int
slot_of(FormulaChecker *c, FormulaStored *table, const char *name)
{
	for (int i = 0; i < table->nslots; i++)
		if (strcmp(table->slot[i], name) == 0)
			return i;
	table->slot = formula_grow(c->memory, table->slot, table->nslots, sizeof(char *));
	table->slot[table->nslots] = name;
	return table->nslots++;
}

/* All forms in one table share the cells of its rows. */
static void
place_in_table(FormulaChecker *c, int form)
{
	FormulaSet *set = c->set;
	FormulaForm *f = &set->form[form];

	for (f->table_at = 0; f->table_at < set->ntables; f->table_at++)
		if (strcmp(set->table[f->table_at].name, f->table.text) == 0)
			break;
	if (f->table_at == set->ntables)
	{
		set->table = formula_grow(c->memory, set->table, set->ntables, sizeof(FormulaStored));
		set->table[set->ntables++] = (FormulaStored) {f->table.text, 0, NULL};
	}
	for (int i = 0; i < f->nfigures; i++)
		f->figure[i].slot = slot_of(c, &set->table[f->table_at], f->figure[i].name.text);
}

bool
formula_check_form(FormulaChecker *c, int form)
{
	if (!find_table(c, form) || !check_key(c, form) || !check_line(c, form) ||
		!check_figures(c, form) || !check_units(c, form) || !check_where(c, form))
		return false;
	place_in_table(c, form);
	return true;
}
