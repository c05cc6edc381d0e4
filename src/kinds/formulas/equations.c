/*
 * equations.c - what must hold in a document  (pure)
 */
#include "kinds/formulas/equations.h"
#include "kinds/formulas/rows.h"

typedef struct Taker
{
	FormulaTake take;
	void	   *owner;
	FormulaDocument *document;
	FormulaCoefficient *list;
	int			room;
} Taker;

static YuanSum
constant_of(const FormulaSum *sum)
{
	YuanSum		constant = {0, 0};

	for (int t = 0; t < sum->formula->nterms; t++)
	{
		const FormulaTerm *term = &sum->formula->term[t];

		if (term->kind != FORMULA_CONSTANT)
			continue;
		if ((term->sign > 0) == (term->side == 0))
			yuan_sum_add(&constant, term->constant);
		else
			yuan_sum_sub(&constant, term->constant);
	}
	return constant;
}

static FormulaCoefficient
coefficient_of(const FormulaSum *sum, const FormulaEntry *entry)
{
	bool		right = sum->formula->term[entry->term].side == 1;

	return (FormulaCoefficient) {
		formula_read(sum, entry).cell, right ? -entry->sign : entry->sign, right
	};
}

static void
take_sum(void *owner, const FormulaSum *sum)
{
	Taker	   *taker = owner;
	FormulaFinding finding;
	FormulaEquation equation;

	if (sum->formula->verify || sum->hindrance != FORMULA_APPLIES)
		return;
	formula_fold(sum, &finding);
	equation.finding = &finding;
	equation.sense = sum->formula->sense;
	equation.constant = constant_of(sum);
	equation.bound = finding.bound;
	equation.ncells = sum->nentries;
	if (equation.ncells == 0)
		return;
	taker->list = formula_room(taker->document->memory, taker->list, &taker->room, 0, equation.ncells,
							   sizeof(FormulaCoefficient));
	for (int i = 0; i < sum->nentries; i++)
		taker->list[i] = coefficient_of(sum, &sum->entry[i]);
	equation.cell = taker->list;
	taker->take(taker->owner, &equation);
}

void
formula_equations(FormulaDocument *document, FormulaTake take, void *owner)
{
	Taker		taker = {.take = take, .owner = owner, .document = document};

	formula_walk(document, take_sum, &taker);
}
