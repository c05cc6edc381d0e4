/*
 * formula_text.c - formula sets as text: read, checked, printed, refused
 *
 * needs: kinds/formulas/fault.c kinds/formulas/lex.c kinds/formulas/parser.c kinds/formulas/parse.c kinds/formulas/parse_form.c kinds/formulas/parse_formula.c kinds/formulas/parse_term.c kinds/formulas/parse_numbers.c kinds/formulas/print.c kinds/formulas/printer.c kinds/formulas/intern.c kinds/formulas/check.c kinds/formulas/check_form.c kinds/formulas/check_formula.c kinds/formulas/check_parts.c kinds/formulas/check_same.c yuan/core.c yuan/unit.c subject/core.c
 */
#include "formula_help.h"

/* What is printed reads as the same set, and prints as the same text. */
static void
expect_round_trip(const char *text)
{
	FormulaSet *set = read_set(text);
	const char *printed;

	EXPECT(set != NULL);
	if (set == NULL)
	{
		char		caret[400];

		formula_fault_caret(&fault, text, (int32_t) strlen(text), caret, sizeof(caret));
		printf("%s (%s, %s)\n%s\n", formula_fault_message(fault.code), fault.what, fault.other, caret);
		return;
	}
	printed = formula_print_set(set, memory);
	set = read_set(printed);
	EXPECT(set != NULL);
	if (set != NULL)
		EXPECT_TEXT(formula_print_set(set, memory), printed);
	else
		printf("%s\n%s: %s, %s\n", printed, formula_fault_message(fault.code), fault.what, fault.other);
}

static void
test_official_sets(void)
{
	FormulaSet *set;

	set_tables(final_accounts_tables);
	expect_round_trip(read_file("final-accounts.txt"));
	set = read_set(read_file("final-accounts.txt"));
	if (set != NULL)
	{
		EXPECT_INT(set->nformulas, 72);
		EXPECT_INT(set->nforms, 12);
		EXPECT_INT(set->ntables, 8);
	}
	expect_round_trip(read_file("budget.txt"));
	set = read_set(read_file("budget.txt"));
	if (set != NULL)
		EXPECT_INT(set->nformulas, 33);
}

#define HEAD "key unit, year, stage;\n" \
	"form 01 = form01 line role, code figures amount quantum quantum rows 27 = revenue_general, 28 = revenue_fund, 29 = revenue_capital, 31 = revenue, 32:57 = class, 58 = expenditure;\n" \
	"form 02 = form02 line code quantum quantum;\n" \
	"form 03 = form03 line code figures 1 = total, 2 = basic, 3 = project, 4 = superior, 5 = operating, 6 = affiliated quantum quantum;\n" \
	"form 04 = form04 line role, code figures 2 = amount, 3 = general, 4 = fund, 5 = capital quantum quantum rows 64 = opening, 86 = expenditure_total;\n" \
	"form doc = document;\n"

/* The last formula of a set, as it is printed. */
static void
expect_printed(const char *formula, const char *wanted)
{
	char		text[4096];
	FormulaSet *set;

	snprintf(text, sizeof(text), HEAD "%s;", formula);
	set = read_set(text);
	EXPECT(set != NULL);
	if (set == NULL)
		printf("%s: %s (%s, %s)\n", formula, formula_fault_message(fault.code), fault.what, fault.other);
	else
		EXPECT_TEXT(set->formula[0].text, wanted);
}

static void
test_notation(void)
{
	expect_printed("R3: 01表31行 = (27+28+29)行",
				   "R3: 01[revenue] = 01[revenue_general + revenue_fund + revenue_capital]");
	expect_printed("R9: 03表合计栏1 = 01表58行", "R9: 03[*].total = 01[expenditure]");
	expect_printed("R7 各行 03表: 1栏 = (2:6)栏",
				   "R7 per line of 03: total = basic + project + superior + operating + affiliated");
	expect_printed("R2: 01表58行 = (32:57)行", "R2: 01[expenditure] = 01[class]");
}

static void
test_more_notation(void)
{
	expect_printed("R8 各行 02，03表： 本级 ＝ 下级", "R8 per line of 02, 03: * = children(*)");
	expect_printed("R8: 04表86栏3 = 64行栏3", "R8: 04[expenditure_total].general = 04[opening].general");
	expect_printed("R8: 04表86行各栏 ≥ 64行各栏", "R8: 04[expenditure_total].* >= 04[opening].*");
	expect_printed("R11 各科目: 03[level = 1].total = 01[class]", "R11 per code: 03[level = 1].total = 01[class]");
	expect_printed("r VERIFY when doc.Is_Adjustment = false per line of 03: * >= 0",
				   "r verify when doc.is_adjustment = false per line of 03: * >= 0");
	expect_printed("R: 01［class／204］ − 01[a] <= '5万元' -- why\n",
				   "R: 01[class/204] - 01[a] <= '50000.00'");
	expect_printed("\"key\" 'a ; -- b': 01['x;y'] = 02[*].(total)", "\"key\" 'a ; -- b': 01['x;y'] = 02[*].(total)");
	expect_printed("R16 verify per code: 03.total >= 02?.total", "R16 verify per code: 03.total >= 02?.total");
	expect_printed("R7 per line of 03: total = basic？ + (project)?", "R7 per line of 03: total = basic? + (project)?");
	expect_printed("R: 0 = -01[-a + b] + '-1'", "R: 0 = -01[-a + b] + '-1.00'");
}

static void
expect_fault_in(const char *text, FormulaFaultCode code, const char *caret)
{
	char		got[1200];

	EXPECT(read_set(text) == NULL);
	EXPECT_INT(fault.code, code);
	formula_fault_caret(&fault, text, (int32_t) strlen(text), got, sizeof(got));
	EXPECT_TEXT(got, caret);
	if (fault.code != code)
		printf("%s (%s, %s)\n", formula_fault_message(fault.code), fault.what, fault.other);
}

static void
expect_fault(const char *formula, FormulaFaultCode code, const char *caret)
{
	char		text[4096];

	snprintf(text, sizeof(text), HEAD "%s;\nlast: 01[x] >= 0;", formula);
	expect_fault_in(text, code, caret);
}

static void
test_long_lines(void)
{
	expect_fault("R '一二三四五六七八九十一二三四五六七八九十': 01[a] = 01[b] + 01[c d] + 01[e] + 01[f] + 01[g]", FORMULA_EXPECTED,
				 "LINE 7: ...五六七八九十一二三四五六七八九十': 01[a] = 01[b] + 01[c d] + 01[e]...\n                                                                   ^");
	expect_fault("R: 01[a] # 01[b] + 01[c] + 01[d] + 01[e] + 01[f] + 01[g] + 01[h] + 01[i] + 01[j]", FORMULA_BAD_SIGN,
				 "LINE 7: R: 01[a] # 01[b] + 01[c] + 01[d] + 01[e] + 01[f] + 01[g] + 01[h] +...\n                 ^");
	expect_fault("R: 01[b] + 01[c] + 01[d] + 01[e] + 01[f] + 01[g] + 01[h] + 01[i] + 01[j] = 01[k", FORMULA_EXPECTED,
				 "LINE 7: ...c] + 01[d] + 01[e] + 01[f] + 01[g] + 01[h] + 01[i] + 01[j] = 01[k;\n                                                                            ^");
	expect_fault("R:\t\t01[a] = 01[b", FORMULA_EXPECTED,
				 "LINE 7: R:  01[a] = 01[b;\n                        ^");
}

static void
test_faults_of_text(void)
{
	expect_fault("R: 01[a] = 01", FORMULA_WHOLE_FORM, "LINE 7: R: 01[a] = 01;\n                   ^");
	expect_fault("R: 01[a = 01[b]", FORMULA_EXPECTED, "LINE 7: R: 01[a = 01[b];\n                    ^");
	expect_fault("R '合计': 01[a", FORMULA_EXPECTED, "LINE 7: R '合计': 01[a;\n                      ^");
	expect_fault("R: 01['a] = 01[b]", FORMULA_OPEN_QUOTE, "LINE 7: R: 01['a] = 01[b];\n              ^");
	expect_fault("R: 01[''] = 01[b]", FORMULA_EMPTY_QUOTE, "LINE 7: R: 01[''] = 01[b];\n              ^");
	expect_fault("R: 01[a] # 01[b]", FORMULA_BAD_SIGN, "LINE 7: R: 01[a] # 01[b];\n                 ^");
	expect_fault("R: 01[a] < 01[b]", FORMULA_BAD_SIGN, "LINE 7: R: 01[a] < 01[b];\n                 ^");
	expect_fault("R: 01[a] = 01[b] = 01[c]", FORMULA_SECOND_SIGN, "LINE 7: R: 01[a] = 01[b] = 01[c];\n                         ^");
	expect_fault("R: 0 = '5'", FORMULA_ONLY_CONSTANTS, "LINE 7: R: 0 = '5';\n        ^");
	expect_fault("R: 01[a] = 'x'", FORMULA_BAD_AMOUNT, "LINE 7: R: 01[a] = 'x';\n                   ^");
	expect_fault("R: 01[a] = 5", FORMULA_UNKNOWN_FORM, "LINE 7: R: 01[a] = 5;\n                   ^");
	expect_fault("R: 01[a] = total", FORMULA_BARE_FIGURE, "LINE 7: R: 01[a] = total;\n                   ^");
	expect_fault("R: 01[a] = children(total)", FORMULA_BARE_CHILDREN, "LINE 7: R: 01[a] = children(total);\n                   ^");
	expect_fault("R per line of 03: total = 03?.basic", FORMULA_OUTSIDE_CELL, "LINE 7: R per line of 03: total = 03?.basic;\n                                  ^");
	expect_fault("R per line of 03: total = 01[a]", FORMULA_OUTSIDE_CELL, "LINE 7: R per line of 03: total = 01[a];\n                                  ^");
	expect_fault("R exact exact: 01[a] = 01[b]", FORMULA_SECOND_FLAG, "LINE 7: R exact exact: 01[a] = 01[b];\n                ^");
	expect_fault("R verify noticed: 01[a] = 01[b]", FORMULA_FLAGS_CLASH, "LINE 7: R verify noticed: 01[a] = 01[b];\n                 ^");
	expect_fault("R: 01表99行 = 31行", FORMULA_NO_NUMBER, "LINE 7: R: 01表99行 = 31行;\n               ^");
	expect_fault("R: 01表(28:27)行 = 31行", FORMULA_BAD_RANGE, "LINE 7: R: 01表(28:27)行 = 31行;\n                ^");
	expect_fault("key a", FORMULA_SECOND_KEY, "LINE 7: key a;\n        ^");
	expect_fault("form 01 = x", FORMULA_SECOND_FORM, "LINE 7: form 01 = x;\n             ^");
	expect_fault("form 9 = form01 line role line code", FORMULA_SECOND_CLAUSE, "LINE 7: form 9 = form01 line role line code;\n                                  ^");
	expect_fault("form 9 = form01 quantum '0'", FORMULA_BAD_QUANTUM, "LINE 7: form 9 = form01 quantum '0';\n                                ^");
	expect_fault("form 9 = form01 line role rows 1:3 = a, 2 = b", FORMULA_NUMBER_TWICE, "LINE 7: form 9 = form01 line role rows 1:3 = a, 2 = b;\n                                                ^");
}

static void
test_faults_of_tables(void)
{
	expect_fault("form 9 = nix", FORMULA_UNKNOWN_TABLE, "LINE 7: form 9 = nix;\n                 ^");
	expect_fault("form 9 = part", FORMULA_PARTITION, "LINE 7: form 9 = part;\n                 ^");
	expect_fault("form 9 = form01 line rolle", FORMULA_UNKNOWN_COLUMN, "LINE 7: form 9 = form01 line rolle;\n                             ^");
	expect_fault("form 9 = form01 line role, role", FORMULA_COLUMN_TWICE, "LINE 7: form 9 = form01 line role, role;\n                                   ^");
	expect_fault("form 9 = form01 key unit, role, stage", FORMULA_NULLABLE_KEY, "LINE 7: form 9 = form01 key unit, role, stage;\n                                  ^");
	expect_fault("form 9 = form01 key unit, year", FORMULA_KEY_COUNT, "LINE 7: form 9 = form01 key unit, year;\n                            ^");
	expect_fault("form 9 = form01 figures role", FORMULA_NO_YUAN, "LINE 7: form 9 = form01 figures role;\n                                ^");
	expect_fault("form 9 = form01 blank role", FORMULA_NO_BOOLEAN, "LINE 7: form 9 = form01 blank role;\n                              ^");
	expect_fault("R: 03[*].amount = 01[a]", FORMULA_UNKNOWN_FIGURE, "LINE 7: R: 03[*].amount = 01[a];\n                 ^");
	expect_fault("R: 03[*] = 01[a]", FORMULA_WHICH_FIGURE, "LINE 7: R: 03[*] = 01[a];\n           ^");
	expect_fault("R: 03[*].* = 02[*].*", FORMULA_FIGURES_DIFFER, "LINE 7: R: 03[*].* = 02[*].*;\n                     ^");
	expect_fault("R: 03[204/1].total = 01[a]", FORMULA_LABEL_PARTS, "LINE 7: R: 03[204/1].total = 01[a];\n              ^");
	expect_fault("R: 03[20].total = 01[a]", FORMULA_BAD_VALUE, "LINE 7: R: 03[20].total = 01[a];\n              ^");
	expect_fault("R: 03[level = x].total = 01[a]", FORMULA_BAD_VALUE, "LINE 7: R: 03[level = x].total = 01[a];\n                      ^");
	expect_fault("R: 03[nix = 1].total = 01[a]", FORMULA_UNKNOWN_COLUMN, "LINE 7: R: 03[nix = 1].total = 01[a];\n              ^");
	expect_fault("R per line of doc: * >= 0", FORMULA_NO_LINES, "LINE 7: R per line of doc: * >= 0;\n                      ^");
	expect_fault("form 7 = form07 line role; R per line of 7: * = children(*)", FORMULA_NO_TREE, "LINE 7: form 7 = form07 line role; R per line of 7: * = children(*);\n                                                 ^");
	expect_fault("R per role: 03.total = 01[a]", FORMULA_PER_COLUMN, "LINE 7: R per role: 03.total = 01[a];\n              ^");
	expect_fault("R: 01[a + b] = 01[b + a]", FORMULA_CANCELS, "LINE 7: R: 01[a + b] = 01[b + a];\n        ^");
	expect_fault("R: 01[a] = 01[b]; S exact: 0 = 01[b - a]", FORMULA_SAME_EQUATION, "LINE 7: R: 01[a] = 01[b]; S exact: 0 = 01[b - a];\n                          ^");
	expect_fault("R per line of 03: * >= 0; S verify per line of 02, 03: total >= 0", FORMULA_SAME_EQUATION, "LINE 7: R per line of 03: * >= 0; S verify per line of 02, 03: total >= 0;\n                                  ^");
}

static void
test_whole_texts(void)
{
	expect_fault_in("form 01 = form01; R: 01[a] = 0;", FORMULA_NO_KEY,
					"LINE 1: form 01 = form01; R: 01[a] = 0;\n                                       ^");
	expect_fault_in("key unit; R: 01[a] = 0;", FORMULA_NO_FORM,
					"LINE 1: key unit; R: 01[a] = 0;\n                               ^");
	expect_fault_in("key unit;\nform 01 = form01;", FORMULA_NO_FORMULA,
					"LINE 2: form 01 = form01;\n                         ^");
	expect_fault_in("", FORMULA_NO_KEY, "LINE 1: \n        ^");
	expect_fault_in("key unit, year, stage; form 01 = form01 line role; R: 01[a].amount = 0",
					FORMULA_EXPECTED,
					"LINE 1: key unit, year, stage; form 01 = form01 line role; R: 01[a].amount = 0\n"
					"                                                                              ^");
	/* the equations that differ by their scope, or by "when", are two */
	expect_printed("R per line of 03: * >= 0; S when doc.is_adjustment = false per line of 03: * >= 0",
				   "R per line of 03: * >= 0");
}

/* Limits have a name, and the time that they take is small. */
static void
test_limits(void)
{
	char	   *text = take(NULL, FORMULA_MAX_TEXT + 2);

	memset(text, ' ', FORMULA_MAX_TEXT + 1);
	text[FORMULA_MAX_TEXT + 1] = '\0';
	EXPECT(read_set(text) == NULL);
	EXPECT_INT(fault.code, FORMULA_TOO_LONG);

	strcpy(text, HEAD "R: 01[a");
	for (int i = 0; i < FORMULA_MAX_LIST; i++)
		strcat(text, " + a");
	strcat(text, "] = 0;");
	EXPECT(read_set(text) == NULL);
	EXPECT_INT(fault.code, FORMULA_TOO_LONG);
	EXPECT_TEXT(fault.what, "the list of labels");
	EXPECT_INT(fault.line, 7);
}

int
main(void)
{
	char		more[8192];

	test_official_sets();
	snprintf(more, sizeof(more), "%spart:" KEY " amount y,\n", final_accounts_tables);
	set_tables(more);
	test_notation();
	test_more_notation();
	test_faults_of_text();
	test_long_lines();
	test_faults_of_tables();
	test_whole_texts();
	test_limits();
	free_all();
	return unit_done();
}
