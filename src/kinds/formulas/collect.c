/*
 * collect.c - the cells of a formula, each under its value of the scope  (pure)
 *
 * A formula is collected once for all its figures and all values of its scope:
 * each term is a stream of rows, each row falls to one value of the scope, and
 * a counting sort brings together what belongs to one value.  So a formula
 * costs the rows that it names, however many values its scope has.
 */
#include "kinds/formulas/collect.h"
#include "kinds/formulas/lex.h"
#include "kinds/formulas/select.h"

/* The number of a value of the scope, new where it comes first. */
static int32_t
scope_ordinal(FormulaWalk *walk, int32_t at_node, int form, int row, int term)
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
add_entry(FormulaWalk *walk, int32_t scope, int form, int row, int term, int sign)
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
	FormulaWalk	   *walk = owner;
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
	FormulaWalk	   *walk = owner;
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
add_children(FormulaWalk *walk, int form)
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

void
formula_collect(FormulaWalk *walk)
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
void
formula_sort_entries(FormulaDocument *document)
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
