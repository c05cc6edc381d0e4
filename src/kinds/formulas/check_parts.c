/*
 * check_parts.c - which figures a formula speaks of: "once for each" unrolled  (pure)
 */
#include <string.h>

#include "kinds/formulas/checker.h"
#include "kinds/formulas/lex.h"

static FormulaName
place_of(const FormulaTerm *term)
{
	FormulaName place = {"", 0, term->offset, term->span};

	return place;
}

/* The words of the source, for a message. */
static const char *
source_of(FormulaChecker *c, const FormulaTerm *term)
{
	return formula_copy(c->memory, c->set->source + term->offset, term->span);
}

static bool
is_multiple(const FormulaTerm *term)
{
	return term->figures == FORMULA_ALL || term->figures == FORMULA_SOME;
}

static int
find_figure(const FormulaForm *form, const FormulaName *name)
{
	for (int i = 0; i < form->nfigures; i++)
		if (strcmp(form->figure[i].name.text, name->text) == 0)
			return i;
	return -1;
}

/* How many figures a multiple term runs over, and the name of one of them. */
static int
count_of(const FormulaForm *form, const FormulaTerm *term)
{
	return term->figures == FORMULA_ALL ? form->nfigures : term->nnames;
}

static const FormulaName *
name_of(const FormulaForm *form, const FormulaTerm *term, int i)
{
	return term->figures == FORMULA_ALL ? &form->figure[i].name : &term->name[i];
}

static const FormulaForm *
form_of(FormulaChecker *c, const Formula *formula, int scope, const FormulaTerm *term)
{
	return &c->set->form[term->form >= 0 ? term->form : formula->lines[scope].form];
}

static bool
unknown_figure(FormulaChecker *c, const FormulaForm *form, const FormulaTerm *term, const FormulaName *name)
{
	FormulaName place = name->span > 0 && term->figures != FORMULA_ALL ? *name : place_of(term);

	return formula_refuse(c, FORMULA_UNKNOWN_FIGURE, &place, form->alias.text, name->text);
}

/* Does a multiple term have this figure among its own?  Most likely in the same place. */
static bool
has_figure(const FormulaForm *form, const FormulaTerm *term, const FormulaName *name, int likely)
{
	if (strcmp(name_of(form, term, likely)->text, name->text) == 0)
		return true;
	for (int i = 0; i < count_of(form, term); i++)
		if (strcmp(name_of(form, term, i)->text, name->text) == 0)
			return true;
	return false;
}

/* The figure of one term where the multiple ones stand at "name". */
static bool
resolve(FormulaChecker *c, const FormulaForm *form, const FormulaTerm *term, const FormulaName *name,
		int *figure)
{
	FormulaName place = place_of(term);

	*figure = 0;
	if (term->figures == FORMULA_LONE)
		return form->nfigures == 1 ||
			formula_refuse(c, FORMULA_WHICH_FIGURE, &place, source_of(c, term), form->alias.text);
	if (term->figures == FORMULA_ONE)
		name = term->name;
	*figure = find_figure(form, name);
	return *figure >= 0 || unknown_figure(c, form, term, name);
}

/* The first multiple term leads; the others must have its figures. */
static bool
find_leader(FormulaChecker *c, const Formula *formula, int scope, const FormulaTerm **leader)
{
	*leader = NULL;
	for (int t = 0; t < formula->nterms; t++)
	{
		const FormulaTerm *term = &formula->term[t];
		FormulaName place = place_of(term);
		const FormulaForm *form;
		const FormulaForm *of;

		if (term->kind == FORMULA_CONSTANT || !is_multiple(term))
			continue;
		form = form_of(c, formula, scope, term);
		if (count_of(form, term) == 0)
			return formula_refuse(c, FORMULA_WHICH_FIGURE, &place, source_of(c, term), form->alias.text);
		if (*leader == NULL)
			*leader = term;
		of = form_of(c, formula, scope, *leader);
		if (count_of(form, term) != count_of(of, *leader))
			return formula_refuse(c, FORMULA_FIGURES_DIFFER, &place, source_of(c, term), source_of(c, *leader));
		for (int i = 0; i < count_of(of, *leader); i++)
			if (!has_figure(form, term, name_of(of, *leader, i), i))
				return formula_refuse(c, FORMULA_FIGURES_DIFFER, &place, source_of(c, term), source_of(c, *leader));
	}
	return true;
}

/* What a part costs: its terms and all their labels, and those of its scope. */
static int
size_of(const Formula *formula)
{
	int			size = formula->nterms;

	for (int t = 0; t < formula->nterms; t++)
		size += formula->term[t].nlabels;
	for (int i = 0; formula->scope == FORMULA_PER_LINE && i < formula->nper; i++)
		size += formula->lines[i].nlabels;
	return size;
}

static bool
add_part(FormulaChecker *c, Formula *formula, int scope, const FormulaName *name)
{
	FormulaPart part = {scope, NULL};

	c->written += size_of(formula);
	if (c->written > FORMULA_MAX_WRITTEN)
		return formula_refuse(c, FORMULA_TOO_LONG, &formula->id, "the set, all its formulas written out,", NULL);
	part.figure = c->memory.take(c->memory.owner, sizeof(int) * (size_t) formula->nterms);
	for (int t = 0; t < formula->nterms; t++)
	{
		const FormulaTerm *term = &formula->term[t];

		part.figure[t] = -1;
		if (term->kind != FORMULA_CONSTANT &&
			!resolve(c, form_of(c, formula, scope, term), term, name, &part.figure[t]))
			return false;
	}
	formula->part = formula_grow(c->memory, formula->part, formula->nparts, sizeof(part));
	formula->part[formula->nparts++] = part;
	return true;
}

bool
formula_check_parts(FormulaChecker *c, Formula *formula)
{
	int			scopes = formula->scope == FORMULA_PER_LINE ? formula->nper : 1;

	for (int scope = 0; scope < scopes; scope++)
	{
		const FormulaTerm *leader;
		const FormulaForm *form;
		int			count = 1;

		if (!find_leader(c, formula, scope, &leader))
			return false;
		form = leader == NULL ? NULL : form_of(c, formula, scope, leader);
		if (leader != NULL)
			count = count_of(form, leader);
		for (int i = 0; i < count; i++)
			if (!add_part(c, formula, scope, leader == NULL ? NULL : name_of(form, leader, i)))
				return false;
	}
	return true;
}
