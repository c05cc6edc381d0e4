/*
 * walk.c - formulas over a document, as linear sums over its cells  (pure)
 *
 * A formula is walked once for all its figures and all values of its scope:
 * each term is a stream of rows, each row falls to one value of the scope, and
 * a counting sort brings together what belongs to one value.  So a formula
 * costs the rows that it names, however many values its scope has.
 */
#include <string.h>

#include "kinds/formulas/lex.h"
#include "kinds/formulas/rows.h"
#include "kinds/formulas/select.h"

typedef struct Walk
{
	FormulaDocument *document;
	const FormulaSet *set;
	FormulaVisit visit;
	void	   *owner;
	const Formula *formula;
	int			scope;			/* which form of a scope of lines, or 0 */
} Walk;

/* ---------------------------------------------------------------- entries */

/* The number of a value of the scope, new where it comes first. */
static int32_t
scope_ordinal(Walk *walk, int32_t at_node, int form, int row, int term)
{
	FormulaDocument *document = walk->document;
	FormulaNode *node = &document->node[at_node];

	if (node->mark != document->mark)
	{
		node->mark = document->mark;
		node->ordinal = document->nscopes;
		document->scope = formula_room(document->memory, document->scope, &document->scope_room,
									   document->nscopes, document->nscopes + 1, sizeof(FormulaScopeRow));
		document->scope[document->nscopes++] = (FormulaScopeRow) {form, row, term, 0};
	}
	return node->ordinal;
}

static void
add_entry(Walk *walk, int32_t scope, int form, int row, int term, int sign)
{
	FormulaDocument *document = walk->document;

	document->entry = formula_room(document->memory, document->entry, &document->entry_room,
								   document->nentries, document->nentries + 1, sizeof(FormulaEntry));
	document->entry[document->nentries++] = (FormulaEntry) {
		scope, document->form[form].base[row], row, (int16_t) term, (int16_t) sign
	};
	document->scope[scope].count++;
}

/* A row of F[...]: falls to the value of the per columns that it has; a NULL is no value. */
static void
take_cells(void *owner, int term, int row, int sign)
{
	Walk	   *walk = owner;
	const Formula *formula = walk->formula;
	int			form = formula->term[term].form;
	const int32_t *value = &walk->document->form[form].value[row * walk->set->form[form].ncolumns];
	int32_t		node = FORMULA_NODE_OF_SCOPE;

	if (formula->scope != FORMULA_PER_COLUMNS)
	{
		add_entry(walk, 0, form, row, term, sign * formula->term[term].sign);
		return;
	}
	for (int i = 0; i < formula->nper; i++)
	{
		int32_t		id = value[formula->per_at[term * formula->nper + i]];

		if (id < 0)
			return;
		node = formula_node_below(walk->document, node, id);
	}
	add_entry(walk, scope_ordinal(walk, node, form, row, term), form, row, term,
			  sign * formula->term[term].sign);
}

/* A row of the scope: its line is a value, and it is there for each bare figure. */
static void
take_line(void *owner, int term, int row, int sign)
{
	Walk	   *walk = owner;
	const Formula *formula = walk->formula;
	int			form = formula->lines[walk->scope].form;
	int			nline = walk->set->form[form].nline;
	FormulaFormRows *rows = &walk->document->form[form];
	int32_t		scope;

	(void) sign;
	if (rows->mark[row] == walk->document->mark)
		return;
	rows->mark[row] = walk->document->mark;
	scope = scope_ordinal(walk, rows->node[row * nline + nline - 1], form, row, term);
	for (int t = 0; t < formula->nterms; t++)
		if (formula->term[t].kind == FORMULA_BARE)
			add_entry(walk, scope, form, row, t, formula->term[t].sign);
}

/* Every row of the form falls to its parent, where that is in the scope. */
static void
add_children(Walk *walk, int form)
{
	FormulaDocument *document = walk->document;
	const FormulaFormRows *rows = &document->form[form];

	for (int row = 0; row < rows->nrows; row++)
	{
		const FormulaNode *parent = rows->parent[row] < 0 ? NULL : &document->node[rows->parent[row]];

		if (parent == NULL || parent->mark != document->mark)
			continue;
		for (int t = 0; t < walk->formula->nterms; t++)
			if (walk->formula->term[t].kind == FORMULA_CHILDREN)
				add_entry(walk, parent->ordinal, form, row, t, walk->formula->term[t].sign);
	}
}

static void
collect(Walk *walk)
{
	FormulaDocument *document = walk->document;
	const Formula *formula = walk->formula;

	document->mark++;
	document->nentries = 0;
	document->nscopes = 0;
	if (formula->scope == FORMULA_PER_LINE)
	{
		formula_select(document, &formula->lines[walk->scope], -1, take_line, walk);
		if (formula->has_children)
			add_children(walk, formula->lines[walk->scope].form);
		return;
	}
	if (formula->scope == FORMULA_ONCE)
		(void) scope_ordinal(walk, formula_node_below(document, FORMULA_NODE_OF_SCOPE, -1), -1, -1, -1);
	for (int t = 0; t < formula->nterms; t++)
		if (formula->term[t].kind == FORMULA_CELLS)
			formula_select(document, &formula->term[t], t, take_cells, walk);
}

/* Brings the entries of each value together; leaves in "count" where each begins. */
static void
sort_entries(FormulaDocument *document)
{
	int32_t		begin = 0;

	document->sorted = formula_room(document->memory, document->sorted, &document->sorted_room,
									0, document->nentries, sizeof(FormulaEntry));
	for (int i = 0; i < document->nscopes; i++)
	{
		int32_t		count = document->scope[i].count;

		document->scope[i].count = begin;
		begin += count;
	}
	for (int i = 0; i < document->nentries; i++)
	{
		const FormulaEntry *entry = &document->entry[i];

		document->sorted[document->scope[entry->scope].count++] = *entry;
	}
}

/* ---------------------------------------------------------------- sums */

static int
form_of_term(const Walk *walk, int term)
{
	const Formula *formula = walk->formula;

	return formula->scope == FORMULA_PER_LINE ? formula->lines[walk->scope].form : formula->term[term].form;
}

static FormulaSum
new_sum(const Walk *walk, const FormulaPart *part)
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
tell_hindrance(const Walk *walk, const FormulaPart *part, FormulaHindrance hindrance, int term)
{
	FormulaSum	sum = new_sum(walk, part);

	sum.hindrance = hindrance;
	sum.at_term = term;
	walk->visit(walk->owner, &sum);
}

/* The value of the scope, by a row that bears it. */
static void
set_scope(const Walk *walk, FormulaSum *sum, const FormulaScopeRow *scope)
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
set_row(const Walk *walk, FormulaSum *sum)
{
	sum->row = walk->formula->scope == FORMULA_PER_LINE ? sum->scope_row : -1;
	for (int i = 0; i < sum->nentries && sum->row < 0; i++)
		if (form_of_term(walk, sum->entry[i].term) == sum->form)
			sum->row = sum->entry[i].row;
}

static void
tell_scope(const Walk *walk, FormulaSum *sum, const FormulaScopeRow *scope)
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
is_when(const Walk *walk)
{
	const Formula *formula = walk->formula;
	const FormulaFormRows *rows = &walk->document->form[formula->when_at];

	return !formula->has_when ||
		(rows->nrows == 1 && rows->value[formula->when.at] == formula->when.literal);
}

/* The first term whose form has no line though it should, or -1. */
static int
find_empty_form(const Walk *walk)
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
is_printed(const Walk *walk, const FormulaPart *part, int term)
{
	const FormulaFormRows *rows = &walk->document->form[form_of_term(walk, term)];

	return rows->nrows == 0 || rows->reported[part->figure[term]] > 0;
}

/* The first term whose figure is blank on every line though it should be printed, or -1. */
static int
find_blank_figure(const Walk *walk, const FormulaPart *part, bool *some_optional)
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
drop_unprinted(const Walk *walk, const FormulaPart *part, const FormulaEntry *from, int count,
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
walk_part(const Walk *walk, const FormulaPart *part)
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
tell_orphans(const Walk *walk)
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
walk_scope(Walk *walk)
{
	const Formula *formula = walk->formula;
	int			empty = find_empty_form(walk);

	if (empty >= 0)
	{
		tell_hindrance(walk, NULL, FORMULA_FORM_EMPTY, empty);
		return;
	}
	collect(walk);
	if (formula->has_children)
		tell_orphans(walk);
	sort_entries(walk->document);
	for (int i = 0; i < formula->nparts; i++)
		if (formula->part[i].scope == walk->scope)
			walk_part(walk, &formula->part[i]);
}

static void
walk_formula(Walk *walk)
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
	Walk		walk = {.document = document, .set = document->set, .visit = visit, .owner = owner};

	for (int i = 0; i < document->set->nformulas; i++)
	{
		walk.formula = &document->set->formula[i];
		walk_formula(&walk);
	}
}
