/*
 * kinds/formulas/labels.c - labels that no stored row bears
 *
 * A label without a line adds nothing to a sum, and many are meant so: a class
 * that a unit does not spend on.  A misspelt label looks the same, so whoever
 * installs a set is told which labels not one of the stored rows bears.  Where
 * a form has no rows yet, nothing is known of its labels and nothing is said.
 */
#include "postgres.h"

#include "fmgr.h"

#include "kinds/formulas/labels.h"
#include "kinds/formulas/printer.h"
#include "kinds/formulas/rule.h"

typedef struct SoughtLabel
{
	int			form;
	const FormulaLabel *label;
	bool		borne;
} SoughtLabel;

struct FormulaLabels
{
	const FormulaSet *set;
	bool	   *has_rows;		/* of each form */
	List	   *sought;			/* of SoughtLabel, each once, as the text has them */
};

static bool
is_same(const FormulaLabel *a, const FormulaLabel *b)
{
	return a->nparts == b->nparts &&
		memcmp(a->literal, b->literal, sizeof(*a->literal) * a->nparts) == 0;
}

static void
seek(FormulaLabels *labels, int form, const FormulaLabel *label)
{
	SoughtLabel *sought;
	ListCell   *cell;

	foreach(cell, labels->sought)
	{
		sought = lfirst(cell);
		if (sought->form == form && is_same(sought->label, label))
			return;
	}
	sought = palloc0(sizeof(SoughtLabel));
	sought->form = form;
	sought->label = label;
	labels->sought = lappend(labels->sought, sought);
}

static void
seek_all(FormulaLabels *labels, const FormulaTerm *term, int nterms)
{
	for (int i = 0; i < nterms; i++)
		for (int j = 0; j < term[i].nlabels; j++)
			seek(labels, term[i].form, &term[i].label[j]);
}

void
formula_begin_labels(CheckRule *rule)
{
	FormulaRule *formulas = rule->form;
	FormulaLabels *labels = palloc0(sizeof(FormulaLabels));

	labels->set = formulas->set;
	labels->has_rows = palloc0(sizeof(bool) * labels->set->nforms);
	for (int i = 0; i < labels->set->nformulas; i++)
	{
		const Formula *formula = &labels->set->formula[i];

		if (formula->scope == FORMULA_PER_LINE)
			seek_all(labels, formula->lines, formula->nper);
		seek_all(labels, formula->term, formula->nterms);
	}
	formulas->labels = labels;
}

void
formula_look_for_labels(FormulaLabels *labels, const FormulaDocument *document)
{
	ListCell   *cell;

	for (int i = 0; i < labels->set->nforms; i++)
		labels->has_rows[i] |= formula_document_nrows(document, i) > 0;
	foreach(cell, labels->sought)
	{
		SoughtLabel *sought = lfirst(cell);

		sought->borne = sought->borne ||
			formula_document_has_label(document, sought->form, sought->label);
	}
}

/* 01[class/299] */
static void
put_cell(FormulaPrint *text, const FormulaSet *set, const SoughtLabel *sought)
{
	formula_put_alias(text, &set->form[sought->form].alias);
	formula_put(text, "[");
	formula_put_label(text, sought->label);
	formula_put(text, "]");
}

void
formula_notice_labels(CheckRule *rule)
{
	FormulaRule *formulas = rule->form;
	const FormulaLabels *labels = formulas->labels;
	FormulaPrint text = {.memory = formula_memory(CurrentMemoryContext)};
	ListCell   *cell;

	formulas->labels = NULL;
	foreach(cell, labels->sought)
	{
		const SoughtLabel *sought = lfirst(cell);

		if (sought->borne || !labels->has_rows[sought->form])
			continue;
		formula_put(&text, text.length == 0 ? "" : ", ");
		put_cell(&text, labels->set, sought);
	}
	if (text.length > 0)
		ereport(NOTICE,
				(errmsg("no stored row bears these labels of formula set \"%s\": %s",
						rule->name, formula_local(text.at)),
				 errdetail("A label without a line adds nothing.  Look whether one is misspelt.")));
}
