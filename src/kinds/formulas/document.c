/*
 * document.c - the rows of one document  (pure)
 */
#include <string.h>

#include "kinds/formulas/lex.h"
#include "kinds/formulas/rows.h"
#include "subject/core.h"

void *
formula_room(FormulaMemory memory, void *array, int *room, int kept, int wanted, size_t item)
{
	void	   *longer;

	if (wanted <= *room)
		return array;
	*room = wanted < 32 ? 64 : wanted * 2;
	longer = memory.take(memory.owner, (size_t) *room * item);
	if (kept > 0)
		memcpy(longer, array, (size_t) kept * item);
	return longer;
}

FormulaDocument *
formula_document_new(const FormulaSet *set, FormulaMemory memory)
{
	FormulaDocument *document = memory.take(memory.owner, sizeof(*document));

	memset(document, 0, sizeof(*document));
	document->set = set;
	document->memory = memory;
	document->last_source = -1;
	formula_intern_begin(&document->values, memory);
	formula_intern_begin(&document->paths, memory);
	for (int i = 0; i < set->nliterals; i++)
		(void) formula_intern(&document->values, set->literal[i].text, set->literal[i].length);
	document->form = memory.take(memory.owner, sizeof(FormulaFormRows) * (size_t) set->nforms);
	memset(document->form, 0, sizeof(FormulaFormRows) * (size_t) set->nforms);
	for (int i = 0; i < set->nforms; i++)
	{
		size_t		size = sizeof(int32_t) * (size_t) (set->form[i].nfigures + 1);

		document->form[i].reported = memory.take(memory.owner, size);
		memset(document->form[i].reported, 0, size);
	}
	return document;
}

int32_t
formula_node_below(FormulaDocument *document, int32_t node, int32_t value)
{
	int32_t		path[] = {node, value};
	int			before = document->paths.count;
	int			below = formula_intern(&document->paths, path, (int32_t) sizeof(path));

	if (below == before)
	{
		document->node = formula_grow(document->memory, document->node, below, sizeof(FormulaNode));
		document->node[below] = (FormulaNode) {-1, -1, 0, 0};
	}
	return below;
}

static void
grow_rows(FormulaDocument *document, FormulaFormRows *rows, const FormulaForm *form)
{
	FormulaMemory memory = document->memory;
	int			n = rows->nrows;

	rows->base = formula_grow(memory, rows->base, n, sizeof(*rows->base));
	rows->quantum = formula_grow(memory, rows->quantum, n, sizeof(*rows->quantum));
	rows->zero = formula_grow(memory, rows->zero, n, sizeof(*rows->zero));
	rows->parent = formula_grow(memory, rows->parent, n, sizeof(*rows->parent));
	rows->below_root = formula_grow(memory, rows->below_root, n, sizeof(*rows->below_root));
	rows->mark = formula_grow(memory, rows->mark, n, sizeof(*rows->mark));
	rows->value = formula_grow(memory, rows->value, n, sizeof(int32_t) * (size_t) form->ncolumns);
	rows->node = formula_grow(memory, rows->node, n, sizeof(int32_t) * (size_t) form->nline);
	rows->next = formula_grow(memory, rows->next, n, sizeof(int32_t) * (size_t) form->nline);
	rows->mark[n] = 0;
}

/* The cells of a stored row: those of the row before where it is the same one. */
static bool
place_cells(FormulaDocument *document, int form, int32_t source, int32_t *base)
{
	int			slots = document->set->table[document->set->form[form].table_at].nslots;

	if (source == document->last_source)
	{
		*base = document->last_base;
		return true;
	}
	if (document->ncells > FORMULA_MAX_CELLS - slots)
		return false;
	*base = document->ncells;
	for (int i = 0; i < slots; i++)
	{
		document->cell = formula_grow(document->memory, document->cell, document->ncells, sizeof(FormulaStoredCell));
		memset(&document->cell[document->ncells], 0, sizeof(FormulaStoredCell));
		document->cell[document->ncells].source = source;
		document->cell[document->ncells++].form = -1;
	}
	document->last_source = source;
	document->last_base = *base;
	return true;
}

static void
fill_cells(FormulaDocument *document, int form, int row, const FormulaRow *from)
{
	FormulaFormRows *rows = &document->form[form];

	for (int i = 0; i < document->set->form[form].nfigures; i++)
	{
		FormulaStoredCell *cell = &document->cell[rows->base[row] + document->set->form[form].figure[i].slot];

		rows->reported[i] += !from->blank[i];
		if (cell->form >= 0)
			continue;
		cell->form = form;
		cell->row = row;
		cell->figure = i;
		cell->blank = from->blank[i];
		cell->fen = from->blank[i] ? 0 : from->figure[i];
	}
}

static int32_t
value_of(FormulaDocument *document, const FormulaValue *value)
{
	return value->text == NULL ? -1 : formula_intern(&document->values, value->text, value->length);
}

/* Puts the row at the end of the list of each node that its label leads through. */
static void
place_label(FormulaDocument *document, int form, int row)
{
	const FormulaForm *f = &document->set->form[form];
	FormulaFormRows *rows = &document->form[form];
	int32_t		node = FORMULA_NODE_OF_FORM(form);

	for (int i = 0; i < f->nline; i++)
	{
		int			last;

		node = formula_node_below(document, node, rows->value[row * f->ncolumns + i]);
		last = document->node[node].last;
		rows->node[row * f->nline + i] = node;
		rows->next[row * f->nline + i] = -1;
		if (last >= 0)
			rows->next[last * f->nline + i] = row;
		else
			document->node[node].first = row;
		document->node[node].last = row;
	}
}

/* The code of a value; false where it is none (or the root, which has no parent). */
static bool
code_of(const FormulaValue *value, int32_t *code)
{
	char		text[SUBJECT_TEXT_SIZE];

	if (value->text == NULL || value->length >= (int32_t) sizeof(text))
		return false;
	memcpy(text, value->text, (size_t) value->length);
	text[value->length] = '\0';
	return subject_parse(text, code) == SUBJECT_OK && *code != SUBJECT_ROOT;
}

/* The label of the line above: the same, but for the code. */
static void
place_parent(FormulaDocument *document, int form, int row, const FormulaRow *from)
{
	const FormulaForm *f = &document->set->form[form];
	FormulaFormRows *rows = &document->form[form];
	char		text[SUBJECT_TEXT_SIZE];
	int32_t		node = FORMULA_NODE_OF_FORM(form);
	int32_t		code;

	rows->parent[row] = -1;
	rows->below_root[row] = false;
	if (f->tree < 0 || !code_of(&from->value[f->tree], &code))
		return;
	code = subject_parent_of(code);
	rows->below_root[row] = code == SUBJECT_ROOT;
	for (int i = 0; i < f->nline; i++)
	{
		int32_t		value = rows->value[row * f->ncolumns + i];

		if (i == f->tree)
			value = formula_intern(&document->values, text, subject_format(code, text));
		node = formula_node_below(document, node, value);
	}
	rows->parent[row] = node;
}

static int64_t
quantum_of(const FormulaForm *form, const FormulaRow *row)
{
	if (form->quantum_kind == FORMULA_QUANTUM_COLUMN)
		return row->quantum;
	return form->quantum_kind == FORMULA_QUANTUM_AMOUNT ? form->quantum_fen : 1;
}

bool
formula_document_add(FormulaDocument *document, int form, const FormulaRow *row)
{
	const FormulaForm *f = &document->set->form[form];
	FormulaFormRows *rows = &document->form[form];
	int			n = rows->nrows;
	int32_t		base;

	if (n >= FORMULA_MAX_CELLS / (FORMULA_MAX_LINE * 2) || !place_cells(document, form, row->source, &base))
		return false;
	grow_rows(document, rows, f);
	rows->base[n] = base;
	rows->quantum[n] = quantum_of(f, row);
	rows->zero[n] = f->blank_kind == FORMULA_BLANK_ZERO ||
		(f->blank_kind == FORMULA_BLANK_COLUMN && row->blank_is_zero);
	for (int i = 0; i < f->ncolumns; i++)
		rows->value[n * f->ncolumns + i] = value_of(document, &row->value[i]);
	rows->nrows++;
	fill_cells(document, form, n, row);
	place_label(document, form, n);
	place_parent(document, form, n, row);
	return true;
}

FormulaValue
formula_document_value(const FormulaDocument *document, int form, int row, int column)
{
	int32_t		id = document->form[form].value[row * document->set->form[form].ncolumns + column];
	FormulaValue value = {NULL, 0};

	if (id >= 0)
	{
		value.text = document->values.item[id].text;
		value.length = document->values.item[id].length;
	}
	return value;
}

int
formula_document_nrows(const FormulaDocument *document, int form)
{
	return document->form[form].nrows;
}

int
formula_document_ncells(const FormulaDocument *document)
{
	return document->ncells;
}

FormulaCell
formula_document_cell(const FormulaDocument *document, int at)
{
	const FormulaStoredCell *stored = &document->cell[at];
	FormulaCell cell = {
		.form = stored->form, .row = stored->row, .figure = stored->figure, .source = stored->source
	};

	if (stored->form < 0)
		return cell;
	cell.fen = stored->fen;
	cell.blank = stored->blank;
	cell.reported = !stored->blank || document->form[stored->form].zero[stored->row];
	cell.fixed = document->set->form[stored->form].has_key;
	cell.quantum = document->form[stored->form].quantum[stored->row];
	return cell;
}
