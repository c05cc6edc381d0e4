/*
 * accounts/suggest.c - which cells would settle a document that does not hold
 *
 * What must hold in all formula sets of the document is one system of equations
 * (engine/system.h); the likeliest of the smallest repairs is kept for the report.
 */
#include "postgres.h"

#include "executor/spi.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"
#include "utils/memutils.h"

#include "accounts/final_accounts.h"
#include "accounts/audit.h"
#include "calls/audit.h"
#include "calls/suggestion.h"
#include "engine/scan.h"
#include "kinds/formulas/rule.h"

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

/* class/204, of {"role": "class", "code": "204"} */
static const char *
label_of(const FormulaForm *form, const char *line)
{
	Jsonb	   *object = DatumGetJsonbP(DirectFunctionCall1(jsonb_in, CStringGetDatum(line)));
	StringInfoData label;

	initStringInfo(&label);
	for (int i = 0; i < form->nline; i++)
	{
		const char *name = formula_local(form->line[i].text);
		JsonbValue	value;

		if (getKeyJsonValueFromContainer(&object->root, name, strlen(name), &value) != NULL &&
			value.type == jbvString)
			appendStringInfo(&label, "%s%.*s", i == 0 ? "" : "/",
							 value.val.string.len, value.val.string.val);
	}
	return label.data;
}

static void
keep_change(const Suggesting *suggesting, const EquationSuggestion *suggestion,
			const EquationChange *change)
{
	AccountsAudit *audit = suggesting->audit;
	const CheckSystem *system = suggesting->system;
	const CheckSystemCell *cell = &system->cells[change->cell];
	const FormulaForm *form = form_of(suggesting, system->figures[change->cell].form);
	MemoryContext caller = MemoryContextSwitchTo(audit->cxt);
	AccountsChange *kept = palloc0(sizeof(AccountsChange));
	const char *alias = form == NULL ? "?" : formula_local(form->alias.text);

	if (form != NULL)
		kept->form = accounts_form(audit, alias, formula_local(form->table.text));
	kept->place = psprintf("%s[%s].%s", alias,
						   form == NULL ? "" : label_of(form, system->rows[cell->row].line),
						   cell->column);
	kept->stored = yuan_sum_of(change->stored);
	kept->proposed = yuan_sum_of(change->proposed);
	kept->is_blank = cell->isnull;
	kept->to_be_blank = change->proposed_blank;
	kept->cause = pstrdup(check_cause_text(system, suggestion, change));
	audit->changes = lappend(audit->changes, kept);
	MemoryContextSwitchTo(caller);
}

static void
keep_suggestion(const Suggesting *suggesting)
{
	EquationSystem equations;
	const EquationRepair *repair;

	if (!check_system_gathered(suggesting->system, &equations))
		return;
	repair = equations_repair(&equations, 1, EQUATIONS_DEFAULT_STEPS,
							  check_arena(suggesting->system->cxt));
	if (repair->nsuggestions == 0)
		return;
	suggesting->audit->settles = repair->suggestions[0].settles;
	for (int i = 0; i < repair->suggestions[0].nchanges; i++)
		keep_change(suggesting, &repair->suggestions[0], &repair->suggestions[0].changes[i]);
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
	keep_suggestion(&suggesting);
	check_end_reading(reading);
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(cxt);
}
