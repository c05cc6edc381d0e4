/*
 * claim_fuzz.c - libFuzzer target for the reader of claims
 *
 * No server is needed.  From the top of the tree:
 *
 *	clang -g -O1 -fsanitize=fuzzer,address,undefined -Isrc -o claim_fuzz \
 *		test/fuzz/claim_fuzz.c src/accounts/claim_*.c src/yuan/core.c src/yuan/unit.c
 *	./claim_fuzz -max_total_time=600 -seed=1 -dict=test/fuzz/claim.dict
 *
 * Beside what the sanitizers find: places are in order and inside the text,
 * sentences follow each other, and every operand and figure is well formed.
 */
#include <stdlib.h>
#include <string.h>

#include "accounts/claim_read.h"
#include "yuan/core.h"

#define REQUIRE(condition)	do { if (!(condition)) abort(); } while (0)

static ClaimLabel labels[] = {
	{.text = "*", .topic = 1, .ncells = 1, .cells = {"05/*/total"}},
	{.text = "收、支总计", .opens = 2, .ncells = 2, .cells = {"01/revenue_total/amount", "01/expenditure_total/amount"}},
	{.text = "本年收入合计", .opens = 2, .ncells = 1, .cells = {"01/revenue/amount"}},
	{.text = "事业收入", .topic = 2, .ncells = 1, .cells = {"01/business/amount"}},
	{.text = "一般公共预算财政拨款支出", .opens = 1, .ncells = 1, .cells = {"05/*/total"}},
	{.text = "基本支出", .topic = 1, .ncells = 1, .cells = {"05/*/basic"}},
	{.text = "年初结转和结余", .topic = 1, .ncells = 1, .cells = {"04/opening/amount"}},
	{.text = "年末结转和结余", .topic = 1, .ncells = 1, .cells = {"04/closing/amount"}},
	{.text = "三公经费", .opens = 3, .ncells = 1, .cells = {"07/total/final"}},
	{.text = "公务接待费", .topic = 3, .ncells = 1, .cells = {"07/reception/final"}},
	{.text = "政府采购支出总额", .opens = 4, .whole = true},
	{.text = "货物", .topic = 4},
	{.text = "服务", .topic = 4},
	{.text = "公共安全支出", .subject = 204},
	{.text = "公共安全", .subject = 204, .marked = true},
	{.text = "公安", .subject = 20402},
	{.text = "执法办案", .subject = 2040220},
};

typedef struct Seen
{
	const char *text;
	const char *end;
	int			sentence;		/* the last that ended */
	const char *sentence_end;
} Seen;

static void
check_claim(void *arg, const Claim *claim)
{
	const Seen *seen = arg;
	int64_t		fen;

	REQUIRE(claim->from.at >= seen->text && claim->from.at <= claim->to.at && claim->to.at <= seen->end);
	REQUIRE(claim->from.character <= claim->to.character);
	REQUIRE(claim->sentence == seen->sentence + 1);
	REQUIRE(claim->from.character >= claim->sentence_from);
	REQUIRE(claim->nreadings >= 0 && claim->nreadings <= CLAIM_READINGS);
	REQUIRE(claim->noperands >= 0 && claim->noperands <= CLAIM_OPERANDS);
	REQUIRE(memchr(claim->stated, '\0', sizeof(claim->stated)) != NULL);
	REQUIRE((claim->stated[0] == '\0') == (claim->kind == CLAIMS_SUBJECT));
	for (int i = 0; i < claim->nreadings; i++)
		for (int j = 0; j < claim->noperands; j++)
		{
			const char *operand = claim->operands[i][j];

			REQUIRE(*operand != '\0' && memchr(operand, '\0', CLAIM_OPERAND_SIZE) != NULL);
			if (claim->kind != CLAIMS_SUBJECT && strchr(operand, '/') == NULL)
				REQUIRE(yuan_parse_text(operand, &fen) == YUAN_OK);
		}
}

static void
check_sentence(void *arg, const ClaimSentence *sentence)
{
	Seen	   *seen = arg;

	REQUIRE(sentence->number == ++seen->sentence);
	REQUIRE(sentence->from.at >= seen->sentence_end && sentence->to.at <= seen->end);
	REQUIRE(sentence->from.at <= sentence->to.at);
	seen->sentence_end = sentence->to.at;
}

int			LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	const int	count = sizeof(labels) / sizeof(labels[0]);
	const ClaimDictionary dictionary = {labels, count};
	char	   *copy = malloc(size + 1);
	Seen		seen = {copy, copy + size, 0, copy};
	ClaimReader reader = {&dictionary, 2024, &seen, check_claim, check_sentence};

	claim_sort_labels(labels, count);
	memcpy(copy, data, size);
	claim_read(&reader, copy, copy + size);
	free(copy);
	return 0;
}
