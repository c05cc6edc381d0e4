/*
 * walk.c - formulas over a document, as linear sums over its cells  (pure)
 *
 * What is collected here becomes a sum for each choice of figures and each
 * value of the scope; what does not apply is told once, with the reason.
 */
#include "kinds/formulas/collect.h"

/* ---------------------------------------------------------------- sums */

static int
form_of_term(const FormulaWalk *walk, int term)
{
	const Formula *formula = walk->formula;

	return formula->scope == FORMULA_PER_LINE ? formula->lines[walk->scope].form : formula->term[term].form;
}

static FormulaSum
new_sum(const FormulaWalk *walk, const FormulaPart *part)
{
	FormulaSum	sum = {.document = walk->document, .formula = walk->formula, .part = part};
	int			first = 0;

	while (walk->formula->term[first].kind == FORMULA_CONSTANT)
		first++;
	sum.at_term = -1;
	sum.form = form_of_term(walk, first);
	sum.figure = part == NULL ? -1 : part->figure[first];
	sum.row = sum.scope_row = sum.scope_form = -1;
	return sum;
}

static void
tell_hindrance(const FormulaWalk *walk, const FormulaPart *part, FormulaHindrance hindrance, int term)
{
	FormulaSum	sum = new_sum(walk, part);

	sum.hindrance = hindrance;
	sum.at_term = term;
	walk->visit(walk->owner, &sum);
}

/* The value of the scope, by a row that bears it. */
static void
set_scope(const FormulaWalk *walk, FormulaSum *sum, const FormulaScopeRow *scope)
{
	const Formula *formula = walk->formula;

	if (formula->scope == FORMULA_ONCE)
		return;
	sum->scope_form = scope->form;
	sum->scope_row = scope->row;
	sum->nscope = formula->scope == FORMULA_PER_LINE ? walk->set->form[scope->form].nline : formula->nper;
	for (int i = 0; i < sum->nscope; i++)
		sum->scope_at[i] = formula->scope == FORMULA_PER_LINE ? i :
			formula->per_at[scope->term * formula->nper + i];
}

/* Does a side have cells in the text, only optional ones, and none of them in the document? */
static bool
is_side_empty(const FormulaSum *sum, int side)
{
	const Formula *formula = sum->formula;
	bool		any = false;

	for (int t = 0; t < formula->nterms; t++)
		if (formula->term[t].side == side)
		{
			if (!formula->term[t].optional)
				return false;
			any = true;
		}
	for (int i = 0; i < sum->nentries; i++)
		if (formula->term[sum->entry[i].term].side == side)
			return false;
	return any;
}

static bool
has_child(const FormulaSum *sum)
{
	for (int i = sum->nentries - 1; i >= 0; i--)
		if (sum->formula->term[sum->entry[i].term].kind == FORMULA_CHILDREN)
			return true;
	return false;
}

static void
set_row(const FormulaWalk *walk, FormulaSum *sum)
{
	sum->row = walk->formula->scope == FORMULA_PER_LINE ? sum->scope_row : -1;
	for (int i = 0; i < sum->nentries && sum->row < 0; i++)
		if (form_of_term(walk, sum->entry[i].term) == sum->form)
			sum->row = sum->entry[i].row;
}

static void
tell_scope(const FormulaWalk *walk, FormulaSum *sum, const FormulaScopeRow *scope)
{
	set_scope(walk, sum, scope);
	set_row(walk, sum);
	if (walk->formula->has_children && !has_child(sum))
		return;
	if (is_side_empty(sum, 0) || is_side_empty(sum, 1))
		sum->hindrance = FORMULA_SIDE_EMPTY;
	walk->visit(walk->owner, sum);
}

/* ---------------------------------------------------------------- what does not apply */

/* The document's one line of the form has the value. */
static bool
is_when(const FormulaWalk *walk)
{
	const Formula *formula = walk->formula;
	const FormulaFormRows *rows = &walk->document->form[formula->when_at];

	return !formula->has_when ||
		(rows->nrows == 1 && rows->value[formula->when.at] == formula->when.literal);
}

/* The first term whose form has no line though it should, or -1. */
static int
find_empty_form(const FormulaWalk *walk)
{
	const Formula *formula = walk->formula;

	for (int t = 0; t < formula->nterms; t++)
	{
		const FormulaTerm *term = &formula->term[t];
		bool		optional = formula->scope == FORMULA_PER_LINE ?
			formula->lines[walk->scope].optional : term->optional;

		if (term->kind != FORMULA_CONSTANT && !optional &&
			walk->document->form[form_of_term(walk, t)].nrows == 0)
			return t;
	}
	return -1;
}

static bool
is_printed(const FormulaWalk *walk, const FormulaPart *part, int term)
{
	const FormulaFormRows *rows = &walk->document->form[form_of_term(walk, term)];

	return rows->nrows == 0 || rows->reported[part->figure[term]] > 0;
}

/* The first term whose figure is blank on every line though it should be printed, or -1. */
static int
find_blank_figure(const FormulaWalk *walk, const FormulaPart *part, bool *some_optional)
{
	*some_optional = false;
	for (int t = 0; t < walk->formula->nterms; t++)
	{
		const FormulaTerm *term = &walk->formula->term[t];

		if (term->kind == FORMULA_CONSTANT || is_printed(walk, part, t))
			continue;
		if (!term->optional)
			return t;
		*some_optional = true;
	}
	return -1;
}

/* Optional cells that are not printed are not there. */
static int
drop_unprinted(const FormulaWalk *walk, const FormulaPart *part, const FormulaEntry *from, int count,
			   FormulaEntry *to)
{
	int			kept = 0;

	for (int i = 0; i < count; i++)
		if (is_printed(walk, part, from[i].term))
			to[kept++] = from[i];
	return kept;
}

/* ---------------------------------------------------------------- the walk */

static void
walk_part(const FormulaWalk *walk, const FormulaPart *part)
{
	FormulaDocument *document = walk->document;
	bool		drop;
	int			blank = find_blank_figure(walk, part, &drop);
	int32_t		begin = 0;

	if (blank >= 0)
	{
		tell_hindrance(walk, part, FORMULA_FIGURE_BLANK, blank);
		return;
	}
	for (int i = 0; i < document->nscopes; i++)
	{
		FormulaSum	sum = new_sum(walk, part);

		sum.entry = document->sorted + begin;
		sum.nentries = document->scope[i].count - begin;
		if (drop)
		{
			/* the unsorted entries are not needed any more */
			sum.nentries = drop_unprinted(walk, part, sum.entry, sum.nentries, document->entry + begin);
			sum.entry = document->entry + begin;
		}
		begin = document->scope[i].count;
		tell_scope(walk, &sum, &document->scope[i]);
	}
}

/* Lines of the scope whose parent's line is missing; the root may be. */
static void
tell_orphans(const FormulaWalk *walk)
{
	FormulaDocument *document = walk->document;

	for (int i = 0; i < document->nscopes; i++)
	{
		const FormulaScopeRow *scope = &document->scope[i];
		const FormulaFormRows *rows = &document->form[scope->form];
		int32_t		parent = rows->parent[scope->row];
		FormulaSum	sum;

		if (parent < 0 || rows->below_root[scope->row] || document->node[parent].first >= 0)
			continue;
		sum = new_sum(walk, NULL);
		sum.hindrance = FORMULA_ORPHAN;
		sum.row = scope->row;
		set_scope(walk, &sum, scope);
		walk->visit(walk->owner, &sum);
	}
}

/* One form of a scope of lines, or the whole formula. */
static void
walk_scope(FormulaWalk *walk)
{
	const Formula *formula = walk->formula;
	int			empty = find_empty_form(walk);

	if (empty >= 0)
	{
		tell_hindrance(walk, NULL, FORMULA_FORM_EMPTY, empty);
		return;
	}
	formula_collect(walk);
	if (formula->has_children)
		tell_orphans(walk);
	formula_sort_entries(walk->document);
	for (int i = 0; i < formula->nparts; i++)
		if (formula->part[i].scope == walk->scope)
			walk_part(walk, &formula->part[i]);
}

static void
walk_formula(FormulaWalk *walk)
{
	int			scopes = walk->formula->scope == FORMULA_PER_LINE ? walk->formula->nper : 1;

	walk->scope = 0;
	if (!is_when(walk))
	{
		tell_hindrance(walk, NULL, FORMULA_WHEN_DIFFERS, -1);
		return;
	}
	for (; walk->scope < scopes; walk->scope++)
		walk_scope(walk);
}

void
formula_walk(FormulaDocument *document, FormulaVisit visit, void *owner)
{
	FormulaWalk		walk = {.document = document, .set = document->set, .visit = visit, .owner = owner};

	for (int i = 0; i < document->set->nformulas; i++)
	{
		walk.formula = &document->set->formula[i];
		walk_formula(&walk);
	}
}
