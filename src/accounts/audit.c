/*
 * accounts/audit.c - the verdicts of all formulas about one document
 *
 * The formulas are those of the sets on the document's tables, and their
 * verdicts come from the engine that enforces them, so an audit and a COMMIT
 * cannot disagree.  A document in quarantine lies in twins of the tables, which
 * have no triggers: the sets of the tables are read with the twins in their place.
 *
 * What was not checked is part of the result, with its reason in the words of
 * the document: which form is missing, which column a form does not print.
 */
#include "postgres.h"

#include "executor/spi.h"
#include "fmgr.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

#include "accounts/final_accounts.h"
#include "accounts/audit.h"
#include "accounts/words.h"
#include "base/nls.h"
#include "calls/audit.h"
#include "engine/lock.h"
#include "kinds/formulas/judge.h"
#include "kinds/formulas/rule.h"
#include "rule/cache.h"
#include "rule/members.h"

typedef struct DocumentSink
{
	CheckSink	sink;
	AccountsAudit *audit;
	const Formula *of;			/* the formula that the last finding was of, */
	const AccountsFormula *formula; /* and what is kept of it */
	List	   *findings;		/* AccountsFinding *, of all sets */
	List	   *rules;			/* the sets, as rules */
	bool		violated;
} DocumentSink;

/* ---------------------------------------------------------------- findings */

static const char *
kept(const DocumentSink *sink, const char *text)
{
	return text == NULL ? NULL : MemoryContextStrdup(sink->audit->cxt, text);
}

typedef struct FormOf
{
	const AccountsAudit *audit;
	const FormulaSet *set;
} FormOf;

/* The form that an alias stands for, by its name or its table; NULL for none. */
static const char *
form_of_alias(void *owner, const char *alias)
{
	const FormOf *of = owner;

	for (int i = 0; i < of->set->nforms; i++)
	{
		const FormulaForm *form = &of->set->form[i];
		const AccountsForm *printed;

		if (strcmp(formula_local(form->alias.text), alias) != 0)
			continue;
		printed = accounts_form(of->audit, alias, formula_local(form->table.text));
		if (printed == NULL)
			return NULL;
		return form->has_key ? psprintf(_("%s of the other document"), printed->name) : printed->name;
	}
	return NULL;
}

/* The formula in the language of the session. */
static const char *
printed_formula(const DocumentSink *sink, const CheckRule *rule, const char *text)
{
	FormOf		of = {sink->audit, ((const FormulaRule *) rule->form)->set};

	return accounts_in_chinese()
		? accounts_formula_words(sink->audit->words, text, form_of_alias, &of) : text;
}

static const AccountsFormula *
keep_formula(const DocumentSink *sink, const CheckRule *rule, const Formula *of)
{
	AccountsFormula *formula = MemoryContextAllocZero(sink->audit->cxt, sizeof(AccountsFormula));

	formula->set = kept(sink, rule->name);
	formula->id = kept(sink, formula_local(of->id.text));
	if (of->title.text != NULL)
		formula->title = kept(sink, formula_local(of->title.text));
	formula->text = kept(sink, formula_local(of->scope_text[0] == '\0' ? of->equation_text
											 : psprintf("%s: %s", of->scope_text, of->equation_text)));
	formula->printed = kept(sink, printed_formula(sink, rule, formula->text));
	formula->verify = of->verify;
	formula->many_forms = of->scope == FORMULA_PER_LINE && of->nper > 1;
	if (of->verify)
		formula->explanation = accounts_explanation(sink->audit, formula->set, formula->id);
	return formula;
}

/* Why a formula does not apply, by the words of the document where it has some. */
static const char *
reason_of(const DocumentSink *sink, const FormulaSum *sum, const FormulaSet *set)
{
	const FormulaForm *form;
	const AccountsForm *printed;
	const char *alias;
	int			at;

	if (sum->at_term < 0)
		return NULL;
	at = sum->formula->term[sum->at_term].form;
	form = &set->form[at < 0 ? sum->form : at];
	alias = formula_local(form->alias.text);
	printed = accounts_form(sink->audit, alias, formula_local(form->table.text));
	if (printed == NULL)
		return NULL;
	if (sum->hindrance == FORMULA_FIGURE_BLANK)
		return psprintf(_("form %s does not print %s"), printed->name,
						accounts_column(sink->audit->words, printed->name,
										formula_local(form->figure[sum->part->figure[sum->at_term]].name.text)));
	if (sum->hindrance != FORMULA_FORM_EMPTY)
		return NULL;
	if (form->has_key)
		return psprintf(_("form %s of the other document is not there"), printed->name);
	if (!printed->present)
		return psprintf(_("form %s is not in the document"), printed->name);
	return printed->printed ? psprintf(_("form %s has no such line"), printed->name)
		: psprintf(_("form %s has no data"), printed->name);
}

static const char *
scope_of(const DocumentSink *sink, const FormulaSum *sum)
{
	char		scope[256];

	return formula_scope_text(sum, scope, sizeof(scope)) == 0 ? NULL
		: kept(sink, formula_local(scope));
}

/* Where it is, and which formula it is of. */
static AccountsFinding *
place_finding(const DocumentSink *sink, const CheckRule *rule, const FormulaSum *sum)
{
	const FormulaSet *set = ((const FormulaRule *) rule->form)->set;
	AccountsFinding *finding = MemoryContextAllocZero(sink->audit->cxt, sizeof(AccountsFinding));
	const char *reason = reason_of(sink, sum, set);

	finding->formula = sink->formula;
	finding->seq = list_length(sink->findings);
	finding->code = scope_of(sink, sum);
	finding->cause = kept(sink, reason);
	if (sum->form >= 0)
	{
		const FormulaForm *form = &set->form[sum->form];

		finding->alias = kept(sink, formula_local(form->alias.text));
		finding->form = accounts_form(sink->audit, finding->alias, formula_local(form->table.text));
	}
	return finding;
}

static void
document_find(CheckSink *base, CheckRule *rule, const CheckFinding *found)
{
	DocumentSink *sink = (DocumentSink *) base;
	const FormulaSum *sum = found->judged->sum;
	AccountsFinding *finding;
	MemoryContext caller;

	if (sink->of != sum->formula)
		sink->formula = keep_formula(sink, rule, sum->formula);
	sink->of = sum->formula;
	finding = place_finding(sink, rule, sum);
	finding->verdict = found->verdict == CHECK_WARNED && sink->formula->explanation != NULL
		? CHECK_EXPLAINED : found->verdict;
	finding->column = kept(sink, found->column);
	if (found->line != NULL)
		finding->label = kept(sink, accounts_label(found->line));
	finding->has_stated = found->has_stated;
	finding->has_computed = found->has_computed;
	finding->stated = found->stated;
	finding->computed = found->computed;
	finding->difference = found->difference;
	finding->bound = found->bound;
	finding->addends = found->addends;
	finding->blanks = found->blanks;
	if (found->verdict == CHECK_VIOLATION)
		sink->violated = true;
	finding->note = finding->cause;
	if (finding->cause == NULL)
	{
		finding->cause = kept(sink, found->note != NULL ? found->note : found->cause);
		finding->note = found->verdict == CHECK_VIOLATION || found->verdict == CHECK_WARNED
			? NULL : finding->cause;
	}
	caller = MemoryContextSwitchTo(sink->audit->cxt);
	sink->findings = lappend(sink->findings, finding);
	MemoryContextSwitchTo(caller);
}

/* ---------------------------------------------------------------- the formula sets */

/* A trigger of each formula set on tables of the schema. */
static List *
find_sets(const FinalAccounts *set)
{
	List	   *found = NIL;
	ListCell   *cell;

	foreach(cell, check_all_triggers(set->extension))
	{
		CheckTriggerRow *row = lfirst(cell);
		bool		known = OidIsValid(row->parent) ||
			get_rel_namespace(row->relid) != set->schema ||
			check_kind_of_function(row->namespace, row->function) != &check_formulas_kind;
		ListCell   *other;

		foreach(other, found)
			known = known || strcmp(((CheckTriggerRow *) lfirst(other))->name, row->name) == 0;
		if (!known)
			found = lappend(found, row);
	}
	if (found == NIL)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("no formula set is installed in schema \"%s\"",
						get_namespace_name(set->schema)),
				 errhint("Install one with fiscal_add_formulas().")));
	return found;
}

/* The tables of a set, or their twins. */
static List *
tables_of(const AccountsAudit *audit, const CheckTriggerRow *row)
{
	List	   *tables = check_named_tables(check_members(row));
	ListCell   *cell;

	foreach(cell, tables)
	{
		CheckNamedTable *table = lfirst(cell);
		const char *twin = accounts_twin(audit->document, get_rel_name(table->relid));

		table->relid = get_relname_relid(twin, audit->set->schema);
		if (!OidIsValid(table->relid))
			ereport(ERROR,
					(errcode(ERRCODE_UNDEFINED_TABLE),
					 errmsg("table \"%s\" is missing from schema \"%s\"",
							twin, get_namespace_name(audit->set->schema))));
	}
	return tables;
}

/* Is the document of the schema one of the set's? */
static bool
has_document_key(const CheckRule *rule)
{
	static const char *const names[] = {"unit", "year", "stage"};

	if (rule->nkeys != lengthof(names))
		return false;
	for (int i = 0; i < rule->nkeys; i++)
		if (strcmp(rule->side[0].cols[i].name, names[i]) != 0)
			return false;
	return true;
}

static void
audit_set(DocumentSink *sink, const CheckTriggerRow *row)
{
	const AccountsDocument *document = sink->audit->document;
	CheckRule  *rule;

	check_lock_tables_of(row);
	rule = check_rule_from_trigger(row, InvalidOid, tables_of(sink->audit, row));
	sink->of = NULL;
	if (!has_document_key(rule))
	{
		check_rule_free(rule);
		return;
	}
	rule->as_printed = true;
	rule->nfixed = lengthof(document->key);
	memcpy(rule->fixed, document->key, sizeof(document->key));
	sink->rules = lappend(sink->rules, rule);
	check_audit_rule(rule, &sink->sink);
}

static void
audit_sets(DocumentSink *sink)
{
	ListCell   *cell;

	foreach(cell, find_sets(sink->audit->set))
		audit_set(sink, lfirst(cell));
	if (sink->violated)
		accounts_suggest(sink->audit, sink->rules);
	foreach(cell, sink->rules)
		check_rule_free(lfirst(cell));
}

/* ---------------------------------------------------------------- the document */

/* Verdicts in the order of a review; violations with a cause come first. */
static int
compare_findings(const void *a, const void *b)
{
	const AccountsFinding *x = *(AccountsFinding *const *) a;
	const AccountsFinding *y = *(AccountsFinding *const *) b;

	if (x->verdict != y->verdict)
		return x->verdict < y->verdict ? -1 : 1;
	if (x->verdict == CHECK_VIOLATION && (x->cause == NULL) != (y->cause == NULL))
		return x->cause != NULL ? -1 : 1;
	return x->seq < y->seq ? -1 : x->seq > y->seq;
}

static void
sort_findings(AccountsAudit *audit, const List *findings)
{
	ListCell   *cell;

	audit->findings = palloc(sizeof(AccountsFinding *) * Max(list_length(findings), 1));
	foreach(cell, findings)
	{
		AccountsFinding *finding = lfirst(cell);

		audit->findings[audit->nfindings++] = finding;
		audit->counts[finding->verdict]++;
	}
	qsort(audit->findings, audit->nfindings, sizeof(AccountsFinding *), compare_findings);
}

AccountsAudit *
accounts_audit(const FinalAccounts *set, const AccountsDocument *document)
{
	AccountsAudit *audit = palloc0(sizeof(AccountsAudit));
	DocumentSink sink = {.sink = {.find = document_find, .wanted = CHECK_ANY, .want_causes = true}};
	int			nest;

	audit->set = set;
	audit->document = document;
	audit->cxt = CurrentMemoryContext;
	sink.audit = audit;
	nest = final_accounts_begin();
	accounts_read_document(audit);
	audit_sets(&sink);
	final_accounts_end(nest);
	MemoryContextSwitchTo(audit->cxt);
	sort_findings(audit, sink.findings);
	return audit;
}

bool
accounts_holds(const AccountsAudit *audit)
{
	return audit->counts[CHECK_VIOLATION] + audit->counts[CHECK_ORPHAN] == 0;
}
