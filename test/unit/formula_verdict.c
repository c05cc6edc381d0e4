/*
 * formula_verdict.c - documents judged by formula sets
 *
 * needs: kinds/formulas/fault.c kinds/formulas/lex.c kinds/formulas/parser.c kinds/formulas/parse.c kinds/formulas/parse_form.c kinds/formulas/parse_formula.c kinds/formulas/parse_term.c kinds/formulas/parse_numbers.c kinds/formulas/print.c kinds/formulas/printer.c kinds/formulas/intern.c kinds/formulas/check.c kinds/formulas/check_form.c kinds/formulas/check_formula.c kinds/formulas/check_parts.c kinds/formulas/check_same.c kinds/formulas/document.c kinds/formulas/select.c kinds/formulas/collect.c kinds/formulas/walk.c kinds/formulas/merge.c kinds/formulas/judge.c kinds/formulas/figures.c kinds/formulas/equations.c yuan/core.c yuan/unit.c subject/core.c
 */
#include "formula_help.h"
#include "kinds/formulas/equations.h"

#define BLANK	INT64_MIN

#define HEAD \
	"key unit, year, stage; form doc = document;" \
	"form 01 = form01 line role, code figures amount quantum quantum;" \
	"form 03 = form03 line code figures total, basic, project quantum quantum;" \
	"form 04 = form04 line role, code figures amount, general quantum quantum blank zero;"

static FormulaSet *set;
static FormulaDocument *document;
static int32_t source;

static void
begin(const char *formulas)
{
	char	   *text = take(NULL, 4096);

	snprintf(text, 4096, HEAD "%s", formulas);
	set = read_set(text);
	if (set == NULL)
	{
		printf("%s: %s (%s, %s)\n", formulas, formula_fault_message(fault.code), fault.what, fault.other);
		exit(1);
	}
	document = formula_document_new(set, memory);
	source = 0;
}

/* A row of a form: what its columns bear (NULL ends them), then its figures. */
static void
add(const char *alias, int64_t quantum, const char *a, const char *b, int64_t x, int64_t y, int64_t z)
{
	FormulaName name = {alias, (int32_t) strlen(alias), 0, 0};
	FormulaValue value[8] = {{a, a == NULL ? 0 : (int32_t) strlen(a)}, {b, b == NULL ? 0 : (int32_t) strlen(b)}};
	int64_t		figure[] = {x, y, z};
	bool		blank[] = {x == BLANK, y == BLANK, z == BLANK};
	FormulaRow	row = {source++, value, figure, blank, quantum, false};

	for (int i = 0; i < set->nforms; i++)
		if (set->form[i].alias.length == name.length && memcmp(set->form[i].alias.text, alias, (size_t) name.length) == 0)
			EXPECT(formula_document_add(document, i, &row));
}

static char told[8192];

static void
hear(void *owner, const FormulaFinding *finding)
{
	char		scope[64];
	char	   *at = told + strlen(told);

	(void) owner;
	(void) formula_scope_text(finding->sum, scope, sizeof(scope));
	snprintf(at, (size_t) (told + sizeof(told) - at), "%s%.*s[%s] %s", at == told ? "" : "; ",
			 (int) finding->sum->formula->id.length, finding->sum->formula->id.text, scope,
			 formula_verdict_name(finding->verdict));
}

/* All findings of the document as one text. */
static const char *
judged(void)
{
	told[0] = '\0';
	formula_judge(document, hear, NULL);
	return told;
}

static void
message(void *owner, const FormulaFinding *finding)
{
	(void) owner;
	if (finding->verdict == FORMULA_VIOLATION)
		(void) formula_with_figures(finding->sum, set, told, sizeof(told));
}

static void
expect_pair(const char *formula, int64_t left, int64_t right, int64_t quantum, const char *verdict)
{
	begin(formula);
	add("01", quantum, "a", "*", left, 0, 0);
	add("01", quantum, "b", "*", right, 0, 0);
	EXPECT_TEXT(judged(), verdict);
}

static void
test_one_equation(void)
{
	expect_pair("R: 01[a] = 01[b];", 100, 100, 100, "R[] exact");
	expect_pair("R: 01[a] = 01[b];", 300, 200, 100, "R[] rounding");
	expect_pair("R: 01[a] = 01[b];", 301, 200, 100, "R[] violation");
	expect_pair("R: 01[a] = 01[b];", 101, 100, 1, "R[] violation");
	expect_pair("R exact: 01[a] = 01[b];", 300, 200, 100, "R[] violation");
	expect_pair("R noticed: 01[a] = 01[b];", 300, 200, 100, "R[] notice");
	expect_pair("R noticed: 01[a] = 01[b];", 400, 200, 100, "R[] violation");
	expect_pair("R verify: 01[a] = 01[b];", 400, 200, 100, "R[] warning");
	expect_pair("R: 01[a] <= 01[b];", 100, 200, 1, "R[] exact");
	expect_pair("R: 01[a] <= 01[b];", 300, 200, 1, "R[] violation");
	expect_pair("R: 01[a] >= 01[b];", 200, 300, 100, "R[] rounding");
	expect_pair("R: 01[a] >= 01[b];", 300, 200, 1, "R[] exact");
	expect_pair("R: 01[a] = 01[b];", 100, BLANK, 100, "R[] unreported");
	expect_pair("R: 01[a] = 01[b + c];", BLANK, BLANK, 100, "R[] not applicable");
	expect_pair("R: 01[a] = 01[c];", 100, 0, 100, "R[] violation");
	expect_pair("R: 01[a] = 01[c];", 0, 0, 100, "");
	expect_pair("R: 01[a] = 01[c] + '5.00';", 0, 0, 100, "R[] violation");
	expect_pair("R: 01[a + b] = 01[c];", INT64_MAX, INT64_MAX, INT64_MAX, "R[] violation");
	expect_pair("R: 01[c] = 01[d];", 1, 1, 100, "");
	expect_pair("R: 01?[c] = 01[a];", 1, 1, 100, "R[] not applicable");
	expect_pair("R: 01[a] = '1.00';", 100, 1, 1, "R[] exact");
	/* both sides together: a counts twice, b not at all */
	expect_pair("R: 01[a + b + a] = 01[b];", 100, 7, 100, "R[] violation");
	expect_pair("R: 01[a + b + a] = 01[b];", 50, 7, 100, "R[] rounding");
	expect_pair("R: 01[a] = 01[b];", INT64_MAX, -INT64_MAX, 1, "R[] violation");
	expect_pair("R: 01[a] = 01[a] + 01[a] - 01[b];", INT64_MAX, INT64_MAX, INT64_MAX, "R[] exact");
}

static void
test_lines(void)
{
	begin("R: 01[class] = 01[a]; S: 01[class/204] = 01[b];");
	add("01", 1, "a", "*", 70, 0, 0);
	add("01", 1, "b", "*", 30, 0, 0);
	add("01", 1, "class", "204", 10, 0, 0);
	add("01", 1, "class", "204", 20, 0, 0);
	add("01", 1, "class", "205", 40, 0, 0);
	EXPECT_TEXT(judged(), "R[] exact; S[] exact");

	begin("R7 per line of 03: total = basic + project;");
	add("03", 100, "*", NULL, 500, 300, 200);
	add("03", 100, "204", NULL, 500, 300, 400);
	add("03", 100, "205", NULL, 500, 500, BLANK);
	add("03", 100, "206", NULL, BLANK, BLANK, BLANK);
	add("03", 100, "207", NULL, BLANK, 1, 1);
	EXPECT_TEXT(judged(), "R7[*] exact; R7[204] violation; R7[205] unreported; R7[207] unreported");

	begin("R7 per line of 03, 04: * >= 0;");
	add("03", 100, "*", NULL, 500, 300, BLANK);
	EXPECT_TEXT(judged(), "R7[*] exact; R7[*] exact; R7[] not applicable; R7[] not applicable");
}

static void
test_tree(void)
{
	begin("R8 per line of 03: total = children(total);");
	add("03", 1, "*", NULL, 30, 0, 0);
	add("03", 1, "204", NULL, 10, 0, 0);
	add("03", 1, "205", NULL, 20, 0, 0);
	add("03", 1, "20401", NULL, 11, 0, 0);
	EXPECT_TEXT(judged(), "R8[*] exact; R8[204] violation");

	begin("R8 per line of 03: * = children(*);");
	add("03", 1, "204", NULL, 10, BLANK, BLANK);
	add("03", 1, "2050201", NULL, 11, BLANK, BLANK);
	EXPECT_TEXT(judged(), "R8[2050201] orphan; R8[] not applicable; R8[] not applicable");
}

static void
test_per(void)
{
	begin("R11 per code: 03.total = 01[class];");
	add("03", 1, "204", NULL, 10, 0, 0);
	add("03", 1, "205", NULL, 10, 0, 0);
	add("01", 1, "class", "204", 10, 0, 0);
	add("01", 1, "class", "206", 5, 0, 0);
	add("01", 1, "class", "207", 0, 0, 0);
	EXPECT_TEXT(judged(), "R11[204] exact; R11[205] violation; R11[206] violation");

	begin("R14 per role: 04[a + b].amount = 01[a + b];");
	add("04", 1, "a", "*", 10, 0, 0);
	add("04", 1, "b", "*", BLANK, 0, 0);
	add("01", 1, "a", "*", 10, 0, 0);
	add("01", 1, "b", "*", 10, 0, 0);
	EXPECT_TEXT(judged(), "R14[a] exact; R14[b] violation");
}

static void
test_hindrances(void)
{
	begin("R when doc.is_adjustment = false: 01[a] >= 0;");
	add("01", 1, "a", "*", 1, 0, 0);
	EXPECT_TEXT(judged(), "R[] not applicable");
	add("doc", 1, "false", NULL, 0, 0, 0);
	EXPECT_TEXT(judged(), "R[] exact");
	add("doc", 1, "false", NULL, 0, 0, 0);
	EXPECT_TEXT(judged(), "R[] not applicable");

	begin("R: 03[*].total = 01[a]; S verify per code: 03?.total >= 01.amount;");
	add("01", 1, "a", "*", 1, 0, 0);
	EXPECT_TEXT(judged(), "R[] not applicable; S[*] not applicable");

	/* A column that is blank on every line may say that there is nothing in it. */
	for (int optional = 0; optional <= 1; optional++)
	{
		begin(optional ? "R per line of 03: total = basic? + project?;" : "R per line of 03: total = basic + project;");
		add("03", 1, "*", NULL, 5, 3, BLANK);
		add("03", 1, "204", NULL, 5, 5, BLANK);
		EXPECT_TEXT(judged(), optional ? "R[*] violation; R[204] exact" : "R[] not applicable");
	}
	begin("R per line of 03: total = basic? + project?;");
	add("03", 1, "*", NULL, 5, BLANK, BLANK);
	EXPECT_TEXT(judged(), "R[*] not applicable");

	begin("R: 04[a].* = 04[b].*;");
	add("04", 1, "a", "*", 1, BLANK, 0);
	add("04", 1, "b", "*", 1, BLANK, 0);
	EXPECT_TEXT(judged(), "R[] exact; R[] not applicable");
}

static int	nequations;
static int	ncoefficients;
static int	nright;

static void
count(void *owner, const FormulaEquation *equation)
{
	(void) owner;
	nequations++;
	ncoefficients += equation->ncells;
	for (int i = 0; i < equation->ncells; i++)
		if (equation->cell[i].right)
		{
			nright++;
			EXPECT_INT(equation->cell[i].coefficient, -1);
		}
	EXPECT_INT((int64_t) equation->constant.lo, nequations == 1 ? -100 : 0);
}

static void
test_equations(void)
{
	begin("R: 01[a] = '1.00'; S: 01[a + a] = 01[b + c]; V verify: 01[a] = 01[b]; N: 03[*].total = 01[a];");
	add("01", 1, "a", "*", 1, 0, 0);
	add("01", 1, "b", "*", 1, 0, 0);
	formula_equations(document, count, NULL);
	EXPECT_INT(nequations, 2);
	EXPECT_INT(ncoefficients, 4);
	EXPECT_INT(nright, 1);
	EXPECT_INT(formula_document_ncells(document), 2);

	begin("R9: 03[*].total = 01[expenditure];");
	add("03", 1, "*", NULL, 7550, 0, 0);
	add("01", 1, "expenditure", "*", 5750, 0, 0);
	formula_judge(document, message, NULL);
	EXPECT_TEXT(told, "03[*].total 75.50 = 01[expenditure] 57.50");
}

int
main(void)
{
	set_tables(final_accounts_tables);
	test_one_equation();
	test_lines();
	test_tree();
	test_per();
	test_hindrances();
	test_equations();
	free_all();
	return unit_done();
}
