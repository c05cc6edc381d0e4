/*
 * figures.c - an equation with its figures, for a message  (pure)
 */
#include <string.h>

#include "kinds/formulas/judge.h"
#include "yuan/core.h"

/* A text that may be longer than its buffer. */
typedef struct Line
{
	char	   *buffer;
	size_t		size;
	size_t		length;
} Line;

static void
put(Line *line, const char *text)
{
	for (; *text != '\0'; text++, line->length++)
		if (line->length + 1 < line->size)
			line->buffer[line->length] = *text;
}

static const char *
figure_name(const FormulaSum *sum, const FormulaSet *set, int term)
{
	int			form = sum->formula->term[term].form < 0 ? sum->form : sum->formula->term[term].form;

	return set->form[form].figure[sum->part->figure[term]].name.text;
}

/* The term as written, but with this one figure where the text says * or (x, y). */
static void
put_term(Line *line, const FormulaSum *sum, const FormulaSet *set, int t)
{
	const FormulaTerm *term = &sum->formula->term[t];
	bool		multiple = term->figures == FORMULA_ALL || term->figures == FORMULA_SOME;
	const char *name = multiple ? figure_name(sum, set, t) : NULL;

	if (!multiple || term->kind == FORMULA_CONSTANT)
		put(line, term->text);
	else if (term->kind == FORMULA_BARE)
		put(line, name);
	else if (term->kind == FORMULA_CHILDREN)
	{
		put(line, "children(");
		put(line, name);
		put(line, ")");
	}
	else
	{
		put(line, term->lines_text);
		put(line, ".");
		put(line, name);
	}
}

static void
put_figure(Line *line, const FormulaSum *sum, int term)
{
	FormulaTotal total = formula_term_total(sum, term);
	char		text[YUAN_SUM_MAX_TEXT];

	if (sum->formula->term[term].kind == FORMULA_CONSTANT)
		return;
	(void) yuan_format_sum(total.sum, text);
	put(line, " ");
	put(line, total.lines > 0 && total.reported == 0 ? "NULL" : text);
}

int
formula_with_figures(const FormulaSum *sum, const FormulaSet *set, char *buffer, size_t size)
{
	static const char *const sense[] = {" = ", " <= ", " >= "};
	Line		line = {buffer, size, 0};

	for (int side = 0; side <= 1; side++)
	{
		bool		first = true;

		put(&line, side == 0 ? "" : sense[sum->formula->sense]);
		for (int t = 0; t < sum->formula->nterms; t++)
		{
			const FormulaTerm *term = &sum->formula->term[t];

			if (term->side != side)
				continue;
			put(&line, first ? (term->sign < 0 ? "-" : "") : term->sign < 0 ? " - " : " + ");
			put_term(&line, sum, set, t);
			put_figure(&line, sum, t);
			first = false;
		}
	}
	if (size > 0)
		buffer[line.length < size ? line.length : size - 1] = '\0';
	return (int) line.length;
}
