/*
 * kinds/formulas/system.c - a document as figures and equations
 *
 * Every figure of a row goes in, whether or not a formula names it: it stands
 * beside others in print.
 */
#include "postgres.h"

#include "fmgr.h"
#include "lib/stringinfo.h"
#include "utils/json.h"

#include "engine/system.h"
#include "kinds/formulas/equations.h"
#include "kinds/formulas/fold.h"

const char *
formula_line_json(const FormulaDocument *document, const FormulaForm *form, int at, int row)
{
	StringInfoData text;

	initStringInfo(&text);
	for (int i = 0; i < form->nline; i++)
	{
		FormulaValue value = formula_document_value(document, at, row, i);

		appendStringInfoString(&text, i == 0 ? "{" : ", ");
		escape_json(&text, formula_local(form->line[i].text));
		appendStringInfoString(&text, ": ");
		if (value.text == NULL)
			appendStringInfoString(&text, "null");
		else
			escape_json(&text, formula_local(pnstrdup(value.text, value.length)));
	}
	appendStringInfoString(&text, form->nline == 0 ? "{}" : "}");
	return text.data;
}

const char *
formula_figures(const FormulaSum *sum, const FormulaSet *set)
{
	int			length = formula_with_figures(sum, set, NULL, 0);
	char	   *text = palloc(length + 1);

	(void) formula_with_figures(sum, set, text, length + 1);
	return formula_local(text);
}

typedef struct Taking
{
	CheckSystem *system;
	const FormulaFold *fold;
	const FormulaRule *formulas;
	int32	   *cell_of;		/* of each of the document's cells: the system's, or -1 */
} Taking;

static int32
row_of(const Taking *taking, const FormulaCell *cell)
{
	int32		row = check_system_row(taking->system,
									   &taking->system->sources[cell->source].place);

	if (row >= 0)
		return row;
	return check_system_add_row(taking->system, cell->source,
								formula_line_json(taking->fold->document,
												  &taking->formulas->set->form[cell->form],
												  cell->form, cell->row));
}

static int32
take_cell(const Taking *taking, const FormulaCell *cell)
{
	const FormulaForm *form = &taking->formulas->set->form[cell->form];
	EquationCell figure = {
		.stored = cell->fen, .quantum = Max(cell->quantum, 1),
		.blank = !cell->reported, .fixed = cell->fixed,
		.form = cell->fixed ? -1 : cell->form, .column = cell->figure
	};

	return check_system_cell(taking->system, row_of(taking, cell),
							 formula_local(form->figure[cell->figure].name.text),
							 &figure, cell->blank);
}

static void
take_equation(void *owner, const FormulaEquation *equation)
{
	static const EquationSense sense[] = {
		[FORMULA_EQUAL] = EQUATION_EQUAL,
		[FORMULA_AT_MOST] = EQUATION_AT_MOST,
		[FORMULA_AT_LEAST] = EQUATION_AT_LEAST
	};
	const Taking *taking = owner;
	const FormulaSum *sum = equation->finding->sum;
	const char *text = NULL;

	if (taking->system->want_texts)
		text = psprintf("%s: %s", formula_local(sum->formula->id.text),
						formula_figures(sum, taking->formulas->set));
	check_system_equation(taking->system, sense[equation->sense], equation->constant,
						  equation->bound, text);
	for (int i = 0; i < equation->ncells; i++)
		check_system_term(taking->system, taking->cell_of[equation->cell[i].cell],
						  equation->cell[i].coefficient, equation->cell[i].right);
}

void
formulas_equations(CheckFold *fold, CheckSystem *system)
{
	const FormulaFold *state = (FormulaFold *) fold;
	Taking		taking = {system, state, fold->rule->form, NULL};
	MemoryContext caller;
	int			ncells;

	if (state->document == NULL)
		return;
	ncells = formula_document_ncells(state->document);
	if (ncells > EQUATIONS_MAX_CELLS)
	{
		system->too_large = true;
		return;
	}
	caller = MemoryContextSwitchTo(fold->cxt);
	taking.cell_of = palloc(sizeof(int32) * (ncells + 1));
	for (int i = 0; i < ncells; i++)
	{
		FormulaCell cell = formula_document_cell(state->document, i);

		taking.cell_of[i] = cell.form < 0 ? -1 : take_cell(&taking, &cell);
	}
	formula_equations(state->document, take_equation, &taking);
	MemoryContextSwitchTo(caller);
}
