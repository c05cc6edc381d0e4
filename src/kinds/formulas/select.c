/*
 * select.c - which rows a bracket names, and how a reader names them  (pure)
 */
#include <string.h>

#include "kinds/formulas/rows.h"
#include "kinds/formulas/select.h"

/* The node that the label leads to, or -1 where no row bears it. */
static int32_t
node_of(const FormulaDocument *document, int form, const FormulaLabel *label)
{
	int32_t		node = FORMULA_NODE_OF_FORM(form);

	for (int i = 0; i < label->nparts; i++)
	{
		int32_t		path[] = {node, label->literal[i]};

		node = formula_intern_find(&document->paths, path, (int32_t) sizeof(path));
		if (node < 0)
			return -1;
	}
	return node;
}

bool
formula_document_has_label(const FormulaDocument *document, int form, const FormulaLabel *label)
{
	int32_t		node = node_of(document, form, label);

	return node >= 0 && document->node[node].first >= 0;
}

static void
select_label(const FormulaDocument *document, const FormulaTerm *term, const FormulaLabel *label,
			 int number, FormulaTakeRow take, void *owner)
{
	int			nline = document->set->form[term->form].nline;
	int32_t		node = node_of(document, term->form, label);
	int32_t		row = node < 0 ? -1 : document->node[node].first;

	while (row >= 0)
	{
		take(owner, number, row, label->sign);
		row = document->form[term->form].next[row * nline + label->nparts - 1];
	}
}

static bool
passes(const FormulaDocument *document, const FormulaTerm *term, int row)
{
	const int32_t *value = &document->form[term->form].value[row * document->set->form[term->form].ncolumns];

	for (int i = 0; i < term->nfilters; i++)
		if (value[term->filter[i].at] != term->filter[i].literal)
			return false;
	return true;
}

void
formula_select(const FormulaDocument *document, const FormulaTerm *term, int number,
			   FormulaTakeRow take, void *owner)
{
	for (int i = 0; i < term->nlabels; i++)
		select_label(document, term, &term->label[i], number, take, owner);
	for (int row = 0; term->nlabels == 0 && row < document->form[term->form].nrows; row++)
		if (passes(document, term, row))
			take(owner, number, row, 1);
}

/* Adds to a text that may be longer than its buffer. */
static void
put(char *buffer, size_t size, size_t *length, const char *text, size_t more)
{
	if (*length < size)
		memcpy(buffer + *length, text, more < size - *length ? more : size - *length);
	*length += more;
}

int
formula_scope_text(const FormulaSum *sum, char *buffer, size_t size)
{
	size_t		length = 0;

	for (int i = 0; i < sum->nscope; i++)
	{
		FormulaValue value = formula_document_value(sum->document, sum->scope_form, sum->scope_row,
													sum->scope_at[i]);

		put(buffer, size, &length, "/", i > 0);
		if (value.text != NULL)
			put(buffer, size, &length, value.text, (size_t) value.length);
	}
	put(buffer, size, &length, "", 1);
	if (size > 0)
		buffer[size - 1] = '\0';
	return (int) length - 1;
}
