/*
 * kinds/formulas/formulas.c - the official formulas, over whole documents
 *
 * A document is all rows of one key in several tables.  The pure cores read the
 * text (parse.h, check.h), keep the rows of a document (document.h) and judge
 * it (judge.h); rule.c joins them to tables.  Here: which columns a rule reads,
 * how rows come into a document, and what becomes of a verdict.
 */
#include "postgres.h"

#include "fmgr.h"
#include "lib/stringinfo.h"
#include "utils/json.h"
#include "utils/memutils.h"

#include "engine/fold.h"
#include "kinds/formulas/fold.h"
#include "kinds/formulas/labels.h"
#include "kinds/formulas/print.h"
#include "rule/args.h"

static const CheckArgument arguments[] = {
	{"table", CHECK_TEXT},
	{"definition", CHECK_TEXT},
	{NULL}
};

/* ---------------------------------------------------------------- the columns of a rule */

static bool
has_key(const CheckRule *rule, int side, const FormulaForm *form)
{
	for (int i = 0; i < form->nkey; i++)
		if (strcmp(rule->side[side].cols[i].name, formula_local(form->key[i].text)) != 0)
			return false;
	return true;
}

static List *
key_names(const FormulaForm *form)
{
	List	   *names = NIL;

	for (int i = 0; i < form->nkey; i++)
		names = lappend(names, unconstify(char *, formula_local(form->key[i].text)));
	return names;
}

/* The side of a form: its table, read by the columns of its key. */
static int
side_of(CheckRule *rule, const FormulaForm *form)
{
	Oid			relid = formula_table(rule, form->table.text);
	int			side;

	for (side = 0; side < rule->nsides; side++)
		if (rule->side[side].relid == relid && has_key(rule, side, form))
			return side;
	rule->nsides++;
	rule->side[side].relid = relid;
	rule->side[side].borrowed = form->has_key;
	check_rule_add_keys(rule, side, key_names(form));
	return side;
}

static int
column_of(CheckRule *rule, int side, const char *name)
{
	return check_rule_add_column(rule, side, formula_local(name));
}

static void
load_feed(CheckRule *rule, FormulaFeed *feed, const FormulaForm *form)
{
	feed->side = side_of(rule, form);
	feed->column = palloc0(sizeof(FormulaText) * Max(form->ncolumns, 1));
	for (int i = 0; i < form->ncolumns; i++)
		formula_text_begin(&feed->column[i], rule, feed->side,
						   column_of(rule, feed->side, form->columns[i]));
	feed->where = palloc0(sizeof(FormulaText) * Max(form->nwhere, 1));
	for (int i = 0; i < form->nwhere; i++)
		formula_text_begin(&feed->where[i], rule, feed->side,
						   column_of(rule, feed->side, form->where[i].column.text));
	feed->figure = palloc(sizeof(int) * Max(form->nfigures, 1));
	for (int i = 0; i < form->nfigures; i++)
		feed->figure[i] = check_rule_add_amount(rule, feed->side,
												formula_local(form->figure[i].name.text));
	feed->quantum = form->quantum_kind == FORMULA_QUANTUM_COLUMN
		? check_rule_add_amount(rule, feed->side, formula_local(form->quantum.text)) : -1;
	feed->blank = form->blank_kind == FORMULA_BLANK_COLUMN
		? column_of(rule, feed->side, form->blank.text) : -1;
}

/* Forms of the document itself come first, so that its key bears their names. */
static void
load_feeds(CheckRule *rule, FormulaRule *formulas, bool borrowed)
{
	for (int i = 0; i < formulas->set->nforms; i++)
	{
		const FormulaForm *form = &formulas->set->form[i];

		if (form->has_key != borrowed)
			continue;
		load_feed(rule, &formulas->feed[i], form);
		formulas->most_columns = Max(formulas->most_columns, form->ncolumns);
		formulas->most_figures = Max(formulas->most_figures, form->nfigures);
	}
}

static void
formulas_load(CheckRule *rule, CheckArgs *args)
{
	FormulaRule *formulas = palloc0(sizeof(FormulaRule));

	formulas->set = formula_read_set(rule, check_args_need(args, "definition"));
	formulas->feed = palloc0(sizeof(FormulaFeed) * formulas->set->nforms);
	rule->form = formulas;
	rule->always_read = true;
	check_rule_set_sides(rule, formulas->set->nforms);
	rule->nsides = 0;
	load_feeds(rule, formulas, false);
	load_feeds(rule, formulas, true);
}

/* ---------------------------------------------------------------- rows */

static Size
formulas_state_size(const CheckRule *rule)
{
	return sizeof(FormulaFold);
}

static FormulaValue
value_of(const FormulaText *text, const Datum *values, const bool *nulls)
{
	FormulaValue value = {0};

	if (!nulls[text->col])
		value.text = formula_text_of(text, values[text->col], &value.length);
	return value;
}

/* Is the row one of the form's? */
static bool
passes(const FormulaSet *set, const FormulaForm *form, const FormulaFeed *feed,
	   const Datum *values, const bool *nulls)
{
	for (int i = 0; i < form->nwhere; i++)
	{
		const FormulaLiteral *wanted = &set->literal[form->where[i].literal];
		FormulaValue value = value_of(&feed->where[i], values, nulls);

		if (value.text == NULL || value.length != wanted->length ||
			memcmp(value.text, wanted->text, value.length) != 0)
			return false;
	}
	return true;
}

static int64
quantum_of(const CheckFold *fold, const FormulaForm *form, const FormulaFeed *feed,
		   const Datum *values, const bool *nulls)
{
	Yuan		quantum;

	if (feed->quantum < 0)
		return form->quantum_fen;
	if (nulls[feed->quantum])
		return 0;
	quantum = DatumGetYuan(values[feed->quantum]);
	if (quantum < 0 || quantum > PG_INT32_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("quantum of rule \"%s\" must lie between 0 and 21474836.47 yuan",
						fold->rule->name)));
	return quantum;
}

static void
add_row(FormulaFold *state, int at, const Datum *values, const bool *nulls)
{
	const FormulaRule *formulas = state->fold.rule->form;
	const FormulaForm *form = &formulas->set->form[at];
	const FormulaFeed *feed = &formulas->feed[at];
	FormulaValue *value = palloc(sizeof(FormulaValue) * (formulas->most_columns + 1));
	int64	   *figure = palloc(sizeof(int64) * (formulas->most_figures + 1));
	bool	   *blank = palloc(sizeof(bool) * (formulas->most_figures + 1));
	FormulaRow	row = {.source = state->rows, .value = value, .figure = figure, .blank = blank};

	for (int i = 0; i < form->ncolumns; i++)
		value[i] = value_of(&feed->column[i], values, nulls);
	for (int i = 0; i < form->nfigures; i++)
	{
		blank[i] = nulls[feed->figure[i]];
		figure[i] = blank[i] ? 0 : DatumGetYuan(values[feed->figure[i]]);
	}
	row.quantum = quantum_of(&state->fold, form, feed, values, nulls);
	row.blank_is_zero = feed->blank >= 0 && !nulls[feed->blank] &&
		DatumGetBool(values[feed->blank]);
	if (!formula_document_add(state->document, at, &row))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a document of formula set \"%s\" is too large", state->fold.rule->name),
				 errdetail("A document has at most %d figures.", FORMULA_MAX_CELLS)));
	pfree(value);
	pfree(figure);
	pfree(blank);
}

static void
formulas_row(CheckFold *fold, int side, const Datum *values, const bool *nulls)
{
	FormulaFold *state = (FormulaFold *) fold;
	const FormulaRule *formulas = fold->rule->form;

	if (state->document == NULL)
		state->document = formula_document_new(formulas->set, formula_memory(fold->cxt));
	for (int i = 0; i < formulas->set->nforms; i++)
		if (formulas->feed[i].side == side &&
			passes(formulas->set, &formulas->set->form[i], &formulas->feed[i], values, nulls))
			add_row(state, i, values, nulls);
	state->rows++;
}

/* ---------------------------------------------------------------- verdicts */

static CheckVerdict
verdict_of(FormulaVerdict verdict)
{
	switch (verdict)
	{
		case FORMULA_EXACT:
			return CHECK_EXACT;
		case FORMULA_ROUNDING:
			return CHECK_ROUNDING;
		case FORMULA_NOTICE:
			return CHECK_NOTICE;
		case FORMULA_VIOLATION:
			return CHECK_VIOLATION;
		case FORMULA_IS_ORPHAN:
			return CHECK_ORPHAN;
		case FORMULA_WARNING:
			return CHECK_WARNED;
		case FORMULA_UNREPORTED:
			return CHECK_UNREPORTED;
		case FORMULA_NOT_APPLICABLE:
		case FORMULA_NO_VERDICT:
			break;
	}
	return CHECK_NOT_APPLICABLE;
}

/* Why there is no verdict; NULL where there is one. */
static const char *
reason_of(const FormulaFinding *finding)
{
	switch (finding->sum->hindrance)
	{
		case FORMULA_WHEN_DIFFERS:
			return _("the document is not of the kind that the formula is for");
		case FORMULA_FORM_EMPTY:
			return _("a form has no line");
		case FORMULA_FIGURE_BLANK:
			return _("a figure is blank on every line");
		case FORMULA_SIDE_EMPTY:
			return _("the optional lines of one side are not there");
		case FORMULA_ORPHAN:
			return _("the line of its parent is missing");
		case FORMULA_APPLIES:
			break;
	}
	return finding->verdict == FORMULA_UNREPORTED ? _("figures are left blank") : NULL;
}

/* R7 [2040202] 'title' */
static const char *
cited(const FormulaSum *sum)
{
	StringInfoData text;
	char		scope[256];

	initStringInfo(&text);
	appendStringInfoString(&text, formula_local(sum->formula->id.text));
	if (formula_scope_text(sum, scope, sizeof(scope)) > 0)
		appendStringInfo(&text, " [%s]", formula_local(scope));
	if (sum->formula->title.text != NULL)
		appendStringInfo(&text, " '%s'", formula_local(sum->formula->title.text));
	return text.data;
}

/* The value of a scope as a JSON object. */
static const char *
scope_json(const FormulaSum *sum)
{
	StringInfoData text;

	initStringInfo(&text);
	for (int i = 0; i < sum->nscope; i++)
	{
		FormulaValue value = formula_document_value(sum->document, sum->scope_form,
													sum->scope_row, sum->scope_at[i]);

		appendStringInfoString(&text, i == 0 ? "{" : ", ");
		escape_json(&text, formula_local(sum->formula->per[i].text));
		appendStringInfoString(&text, ": ");
		if (value.text == NULL)
			appendStringInfoString(&text, "null");
		else
			escape_json(&text, formula_local(pnstrdup(value.text, value.length)));
	}
	appendStringInfoChar(&text, '}');
	return text.data;
}

/* The line of the first term; where that has none, the scope; NULL where there is neither. */
static const char *
line_json(const FormulaSum *sum, const FormulaSet *set)
{
	if (sum->row >= 0 && sum->form >= 0)
		return formula_line_json(sum->document, &set->form[sum->form], sum->form, sum->row);
	if (sum->formula->scope == FORMULA_PER_COLUMNS && sum->nscope > 0)
		return scope_json(sum);
	return NULL;
}

/* A side has a figure where one is reported, or where no line could have one: constants, 0. */
static bool
is_known(const FormulaFinding *finding, int side)
{
	return finding->sum->hindrance == FORMULA_APPLIES &&
		(finding->side[side].reported > 0 || finding->side[side].lines == 0);
}

static void
hear(void *owner, const FormulaFinding *found)
{
	CheckFold  *fold = owner;
	const FormulaRule *formulas = fold->rule->form;
	const FormulaSum *sum = found->sum;
	CheckFinding finding = {.verdict = verdict_of(found->verdict)};

	if (!check_is_wanted(fold->sink, finding.verdict))
		return;
	finding.judged = found;
	finding.has_stated = is_known(found, 0);
	finding.has_computed = is_known(found, 1);
	finding.stated = found->side[0].sum;
	finding.computed = found->side[1].sum;
	finding.difference = found->difference;
	finding.bound = found->bound;
	finding.addends = found->side[0].reported + found->side[1].reported;
	finding.blanks = found->side[0].lines + found->side[1].lines - finding.addends;
	finding.side = sum->form < 0 ? 0 : formulas->feed[sum->form].side;
	if (sum->form >= 0 && sum->figure >= 0)
		finding.column =
			formula_local(formulas->set->form[sum->form].figure[sum->figure].name.text);
	if (finding.verdict == CHECK_ORPHAN)
		finding.note = reason_of(found);
	else
		finding.cause = reason_of(found);
	finding.formula = psprintf("%s: %s", formula_local(sum->formula->id.text),
							   formula_local(sum->formula->equation_text));
	finding.cited = cited(sum);
	finding.figures = sum->hindrance == FORMULA_APPLIES ? formula_figures(sum, formulas->set) : NULL;
	finding.line = line_json(sum, formulas->set);
	check_find(fold, &finding);
}

static void
formulas_end(CheckFold *fold)
{
	FormulaFold *state = (FormulaFold *) fold;
	const FormulaRule *formulas = fold->rule->form;
	MemoryContext caller;

	if (state->document == NULL)
		return;
	caller = MemoryContextSwitchTo(fold->cxt);
	formula_judge(state->document, hear, fold);
	if (formulas->labels != NULL)
		formula_look_for_labels(formulas->labels, state->document);
	MemoryContextSwitchTo(caller);
}

const CheckKind check_formulas_kind = {
	.name = "formulas",
	.function = "fiscal_formulas",
	.nsides = CHECK_MANY_SIDES,
	.arguments = arguments,
	.stated = gettext_noop("left"),
	.computed = gettext_noop("right"),
	.load = formulas_load,
	.state_size = formulas_state_size,
	.row = formulas_row,
	.end = formulas_end,
	.equations = formulas_equations
};
