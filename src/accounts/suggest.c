/*
 * accounts/suggest.c - which cells would settle a document that does not hold
 *
 * What must hold in all formula sets of the document is one system of equations
 * (engine/system.h); the likeliest of the smallest repairs are kept for the report.
 */
#include "postgres.h"

#include "executor/spi.h"
#include "fmgr.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "accounts/final_accounts.h"
#include "accounts/audit.h"
#include "accounts/words.h"
#include "base/nls.h"
#include "calls/audit.h"
#include "engine/scan.h"
#include "engine/settle.h"
#include "engine/suggestion.h"
#include "kinds/formulas/rule.h"

#define MOST_SUGGESTIONS	3

typedef struct Suggesting
{
	AccountsAudit *audit;
	CheckSystem *system;
	List	   *rules;
	int32	   *first_form;		/* of each rule, in the system */
} Suggesting;

/* The form of a set that a form of the system is. */
static const FormulaForm *
form_of(const Suggesting *suggesting, int32 form)
{
	const FormulaForm *found = NULL;
	ListCell   *cell;
	int			i = 0;

	foreach(cell, suggesting->rules)
	{
		const FormulaRule *formulas = ((CheckRule *) lfirst(cell))->form;
		int32		first = suggesting->first_form[i++];

		if (form >= first && form - first < formulas->set->nforms)
			found = &formulas->set->form[form - first];
	}
	return found;
}

/* ---------------------------------------------------------------- words for what is wrong */

static const char *
printed_line(void *owner, int32 row)
{
	const Suggesting *suggesting = owner;
	const CheckSystem *system = suggesting->system;
	const char *label = accounts_label(system->rows[row].line);
	int32		cell = system->rows[row].first_cell;
	const FormulaForm *form = cell < 0 ? NULL : form_of(suggesting, system->figures[cell].form);
	const AccountsForm *printed = form == NULL ? NULL
		: accounts_form(suggesting->audit, formula_local(form->alias.text),
						formula_local(form->table.text));
	const char *line = printed == NULL || !accounts_in_chinese() ? NULL
		: accounts_line(suggesting->audit->words, printed->name, label);

	return line != NULL ? line : label;
}

static const char *
printed_column(void *owner, int32 number, const char *column)
{
	const Suggesting *suggesting = owner;
	const FormulaForm *form = form_of(suggesting, number);
	const AccountsForm *printed = form == NULL ? NULL
		: accounts_form(suggesting->audit, formula_local(form->alias.text),
						formula_local(form->table.text));

	return printed == NULL ? column
		: accounts_column(suggesting->audit->words, printed->name, column);
}

/* ---------------------------------------------------------------- what is kept */

static AccountsChange *
keep_change(const Suggesting *suggesting, const EquationSuggestion *suggestion,
			const EquationChange *change)
{
	AccountsAudit *audit = suggesting->audit;
	const CheckSystem *system = suggesting->system;
	const CheckSystemCell *cell = &system->cells[change->cell];
	const FormulaForm *form = form_of(suggesting, system->figures[change->cell].form);
	CheckNames	names = {printed_line, printed_column, unconstify(Suggesting *, suggesting)};
	AccountsChange *kept = palloc0(sizeof(AccountsChange));

	if (form != NULL)
	{
		kept->alias = pstrdup(formula_local(form->alias.text));
		kept->form = accounts_form(audit, kept->alias, formula_local(form->table.text));
	}
	kept->label = accounts_label(system->rows[cell->row].line);
	kept->column = pstrdup(cell->column);
	kept->stored = yuan_sum_of(change->stored);
	kept->proposed = yuan_sum_of(change->proposed);
	kept->is_blank = cell->isnull;
	kept->to_be_blank = change->proposed_blank;
	kept->cause = pstrdup(check_cause_text(system, suggestion, change, &names));
	return kept;
}

static void
keep_suggestion(const Suggesting *suggesting, const EquationSuggestion *suggestion)
{
	AccountsAudit *audit = suggesting->audit;
	MemoryContext caller = MemoryContextSwitchTo(audit->cxt);
	AccountsSuggestion *kept = palloc0(sizeof(AccountsSuggestion));

	kept->settles = suggestion->settles;
	kept->is_of_form = suggestion->cause >= CAUSE_COLUMN_DISPLACED;
	for (int i = 0; i < suggestion->nchanges; i++)
		kept->changes = lappend(kept->changes,
								keep_change(suggesting, suggestion, &suggestion->changes[i]));
	audit->suggestions = lappend(audit->suggestions, kept);
	MemoryContextSwitchTo(caller);
}

static void
keep_suggestions(const Suggesting *suggesting)
{
	EquationRepair found = check_repair(suggesting->system, MOST_SUGGESTIONS);

	for (int i = 0; i < found.nsuggestions; i++)
		keep_suggestion(suggesting, &found.suggestions[i]);
	if (found.nsuggestions == 0)
		suggesting->audit->no_suggestion = check_outcome_text(found.outcome);
}

void
accounts_suggest(AccountsAudit *audit, List *rules)
{
	MemoryContext cxt = AllocSetContextCreate(CurrentMemoryContext, "govfiscal document",
											  ALLOCSET_DEFAULT_SIZES);
	MemoryContext caller = MemoryContextSwitchTo(cxt);
	Suggesting	suggesting = {.audit = audit, .system = check_system_new(cxt), .rules = rules};
	int			reading = check_begin_audit(rules);
	ListCell   *cell;
	int			i = 0;

	suggesting.first_form = palloc(sizeof(int32) * list_length(rules));
	foreach(cell, rules)
	{
		check_system_read(suggesting.system, lfirst(cell), audit->document->key);
		suggesting.first_form[i++] = suggesting.system->first_form;
	}
	keep_suggestions(&suggesting);
	check_end_reading(reading);
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(cxt);
}
