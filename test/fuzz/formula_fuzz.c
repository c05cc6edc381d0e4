/*
 * formula_fuzz.c - libFuzzer target for the text of formula sets
 *
 * No server is needed.  From the top of the tree:
 *
 *	clang -g -O1 -fsanitize=fuzzer,address,undefined -Isrc -Itest/unit \
 *		-o formula_fuzz test/fuzz/formula_fuzz.c src/kinds/formulas/*.c \
 *		src/yuan/core.c src/yuan/unit.c src/subject/core.c
 *	./formula_fuzz -max_total_time=600 -seed=1 -dict=test/fuzz/formula.dict CORPUS test/fuzz/formulas
 *
 * A text that reads must print, and what is printed must read as the same set
 * and print as the same text; with the tables of the final accounts it is
 * checked, and checks the same again.  A text that is refused has a fault with
 * a place inside the text and a message.
 */
#include "formula_help.h"

#define REQUIRE(condition)	do { if (!(condition)) abort(); } while (0)

static void
require_fault(const char *text, size_t size)
{
	char		caret[300];

	REQUIRE(fault.code != FORMULA_OK);
	REQUIRE(formula_fault_message(fault.code) != NULL);
	REQUIRE(fault.offset >= 0 && (size_t) fault.offset <= size);
	REQUIRE(fault.line >= 1 && fault.column >= 0 && fault.position >= 1);
	formula_fault_caret(&fault, text, (int32_t) size, caret, sizeof(caret));
	REQUIRE(strlen(caret) < sizeof(caret));
}

/* The same set again from its print; checked or not. */
static void
require_same(const FormulaSet *set, bool checked)
{
	const char *printed = formula_print_set(set, memory);
	FormulaSet *again = formula_parse(printed, strlen(printed), memory, &fault);

	REQUIRE(again != NULL);
	REQUIRE(again->nforms == set->nforms && again->nformulas == set->nformulas);
	REQUIRE(!checked || formula_check(again, &catalog, memory, &fault));
	REQUIRE(strcmp(formula_print_set(again, memory), printed) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	FormulaSet *set;

	if (ntables == 0)
		set_tables(final_accounts_tables);
	set = formula_parse((const char *) data, size, memory, &fault);
	if (set == NULL)
		require_fault((const char *) data, size);
	else
	{
		require_same(set, false);
		if (formula_check(set, &catalog, memory, &fault))
			require_same(set, true);
		else
			require_fault((const char *) data, size);
	}
	free_all();
	return 0;
}
