/*
 * claim_read.c - what sentences claim: tokens, labels, cells, places
 *
 * needs: accounts/claim_token.c accounts/claim_label.c accounts/claim_word.c accounts/claim_read.c accounts/claim_tie.c yuan/core.c yuan/unit.c
 */
#include <stdlib.h>

#include "accounts/claim_read.h"
#include "unit.h"

static ClaimLabel labels[] = {
	{.text = "*", .topic = 1, .ncells = 1, .cells = {"05/*/total"}},
	{.text = "收、支总计", .opens = 2, .ncells = 2, .cells = {"01/revenue_total/amount", "01/expenditure_total/amount"}},
	{.text = "本年收入合计", .opens = 2, .ncells = 1, .cells = {"01/revenue/amount"}},
	{.text = "事业收入", .topic = 2, .ncells = 1, .cells = {"01/business/amount"}},
	{.text = "其他收入", .topic = 2, .ncells = 1, .cells = {"01/other/amount"}},
	{.text = "一般公共预算财政拨款支出", .opens = 1, .ncells = 1, .cells = {"05/*/total"}},
	{.text = "三公经费", .opens = 3, .ncells = 1, .cells = {"07/total/final"}},
	{.text = "公务接待费", .topic = 3, .ncells = 1, .cells = {"07/reception/final"}},
	{.text = "公共安全支出", .subject = 204},
	{.text = "公安", .subject = 20402},
	{.text = "执法办案", .subject = 2040220},
};

/* What was found, a line each: KIND STATED UNIT = first reading | second ... */
typedef struct Found
{
	char		claims[4096];
	char		sentences[512];
	Claim		last;
	int			nclaims;
} Found;

static void
put_claim(void *arg, const Claim *claim)
{
	static const char *const kinds[] = {"amount", "difference", "share", "completion", "growth",
	"subject", "year"};
	Found	   *found = arg;
	char	   *out = found->claims + strlen(found->claims);
	size_t		room = sizeof(found->claims) - strlen(found->claims);

	found->last = *claim;
	found->nclaims++;
	out += snprintf(out, room, "%s %s%s =", kinds[claim->kind], claim->stated,
					claim->unit == NULL ? "" : claim->unit);
	for (int i = 0; i < claim->nreadings; i++)
		for (int j = 0; j < claim->noperands; j++)
			out += sprintf(out, "%s%s", j > 0 ? "," : i > 0 ? " | " : " ", claim->operands[i][j]);
	sprintf(out, "\n");
}

/* A letter each: m money, n money that is no amount, u understood, - neither. */
static void
put_sentence(void *arg, const ClaimSentence *sentence)
{
	Found	   *found = arg;
	char	   *out = found->sentences + strlen(found->sentences);

	sprintf(out, "%d%s%s%s;", sentence->number, sentence->has_money ? "m" : "",
			sentence->has_no_amount ? "n" : "", sentence->understood ? "u" : "");
}

static Found found;

/* In memory of its own size, so that a sanitizer sees every byte read behind it. */
static const char *
read_claims(const char *text)
{
	ClaimDictionary dictionary = {labels, sizeof(labels) / sizeof(labels[0])};
	ClaimReader reader = {&dictionary, 2024, &found, put_claim, put_sentence};
	size_t		length = strlen(text);
	char	   *copy = malloc(length > 0 ? length : 1);

	memset(&found, 0, sizeof(found));
	memcpy(copy, text, length);
	claim_read(&reader, copy, copy + length);
	free(copy);
	return found.claims;
}

/* Claims of a sentence, and what was said of the sentence. */
static void
expect(int line, const char *text, const char *claims, const char *sentences)
{
	unit_compare_texts(read_claims(text), claims, __FILE__, line, text);
	unit_compare_texts(found.sentences, sentences, __FILE__, line, text);
}

#define EXPECT_CLAIMS(text, claims, sentences) expect(__LINE__, (text), (claims), (sentences))

static void
test_amounts(void)
{
	EXPECT_CLAIMS("", "", "");
	EXPECT_CLAIMS("本单位有 5 人。", "", "1;");
	EXPECT_CLAIMS("本年收入合计 2,692.51 万元。",
				  "amount 2692.51万元 = 01/revenue/amount\n", "1mu;");
	EXPECT_CLAIMS("本年收入合计２，６９２．５１万元", "amount 2692.51万元 = 01/revenue/amount\n", "1mu;");
	EXPECT_CLAIMS("收、支总计均为 10.00 万元", "amount 10.00万元 = 01/revenue_total/amount\n", "1mu;");
	EXPECT_CLAIMS("收、支总计各是 10.00、10.50 万元",
				  "amount 10.00万元 = 01/revenue_total/amount\n"
				  "amount 10.50万元 = 01/expenditure_total/amount\n", "1mu;");
	EXPECT_CLAIMS("本年收入合计 −3 元", "amount -3元 = 01/revenue/amount\n", "1mu;");
	EXPECT_CLAIMS("楼房花了 12 万元。", "amount 12万元 =\n", "1m;");
	EXPECT_CLAIMS("单价 5 万元以上的设备 3 台。", "", "1;");
}

/* Money that is no amount of whole fen, or none that yuan can hold. */
static void
test_no_amounts(void)
{
	EXPECT_CLAIMS("本年收入合计 1.001 元。", "", "1mn;");
	EXPECT_CLAIMS("本年收入合计 1.000001 万元。", "amount 1.000001万元 = 01/revenue/amount\n", "1mu;");
	EXPECT_CLAIMS("本年收入合计 1.0000001 万元。", "", "1mn;");
	EXPECT_CLAIMS("本年收入合计 99999999999999999999 万元。", "", "1mn;");
	EXPECT_CLAIMS("本年收入合计 123456789012345678901234567890123456789012345678 元。", "", "1mn;");
	EXPECT_CLAIMS("编号 123456789012345678901234567890123456789012345678。", "", "1;");
	/* the sentence is told, though the rest of it was understood */
	EXPECT_CLAIMS("本年收入合计 8 万元，其中：事业收入 1.001 元。",
				  "amount 8万元 = 01/revenue/amount\n", "1mn;");
	/* what follows in its list is not taken for it */
	EXPECT_CLAIMS("收、支总计各是 1.001 元、7 万元。", "amount 7万元 =\n", "1mn;");
}

static void
test_shares(void)
{
	EXPECT_CLAIMS("本年收入合计 100 万元，其中：事业收入 25 万元，占 25%；其他收入 75 万元，占 75%。",
				  "amount 100万元 = 01/revenue/amount\n"
				  "amount 25万元 = 01/business/amount\n"
				  "share 25 = 25万元,100万元 | 01/business/amount,01/revenue/amount\n"
				  "amount 75万元 = 01/other/amount\n"
				  "share 75 = 75万元,100万元 | 01/other/amount,01/revenue/amount\n", "1mu;");
}

static void
test_stages(void)
{
	EXPECT_CLAIMS("三公经费支出预算为 60 万元，决算为 48 万元，完成预算的 80%。",
				  "amount 60万元 = 07/total/budget\n"
				  "amount 48万元 = 07/total/final\n"
				  "completion 80 = 48万元,60万元 | 07/total/final,07/total/budget\n", "1mu;");
	EXPECT_CLAIMS("本年收入合计 110 万元，比上年增加 10 万元，增长 10%。",
				  "amount 110万元 = 01/revenue/amount\n"
				  "difference 10万元 = 01/revenue/amount,-01/revenue/amount@2023\n"
				  "growth 10 = 110万元,10万元 | 01/revenue/amount,10万元\n", "1mu;");
}

static void
test_subjects(void)
{
	EXPECT_CLAIMS("一般公共预算财政拨款支出 9 万元。公共安全支出（类）公安（款）执法办案（项）支出 5 万元。",
				  "amount 9万元 = 05/*/total\n"
				  "subject  = 204\n"
				  "subject  = 20402\n"
				  "subject  = 2040220\n"
				  "amount 5万元 = 05/2040220/total\n", "1mu;2mu;");
	EXPECT_CLAIMS("一般公共预算财政拨款支出 9 万元。天外支出（类）支出 5 万元。",
				  "amount 9万元 = 05/*/total\n"
				  "subject  = 天外支出（类）\n"
				  "amount 5万元 =\n", "1mu;2mu;");
}

/* A reason names parts in words that no table knows. */
static void
test_reasons(void)
{
	EXPECT_CLAIMS("本年收入合计 9 万元，主要原因是事业收入 5 万元。",
				  "amount 9万元 = 01/revenue/amount\n"
				  "amount 5万元 =\n", "1mu;");
	EXPECT_CLAIMS("本年收入合计 9 万元，主要原因是事业收入 5 万元，增长 3%。",
				  "amount 9万元 = 01/revenue/amount\n"
				  "amount 5万元 =\n", "1mu;");
}

/* The accounts of another year were meant for those of this one, but in a comparison. */
static void
test_years(void)
{
	EXPECT_CLAIMS("2023年度部门决算", "year 2023 =\n", "1u;");
	EXPECT_CLAIMS("与2023年度部门决算相比", "", "1;");
	EXPECT_CLAIMS("2023年本年收入合计 8 万元", "amount 8万元 = 01/revenue/amount@2023\n", "1mu;");
	EXPECT_CLAIMS("2024年本年收入合计 8 万元", "amount 8万元 = 01/revenue/amount\n", "1mu;");
}

/* Characters are counted, not bytes, from the sentence on. */
static void
test_places(void)
{
	read_claims("前言。本年收入合计 9 万元");
	EXPECT_INT(found.nclaims, 1);
	EXPECT_INT(found.last.sentence, 2);
	EXPECT_INT(found.last.from.character - found.last.sentence_from, 0);
	EXPECT_INT(found.last.to.character - found.last.sentence_from, 11);
}

/* Bytes that are no UTF-8 are passed by, and never read behind the end. */
static void
test_garbage(void)
{
	EXPECT_CLAIMS("\xe6\x9c", "", "1;");
	EXPECT_CLAIMS("\xff\xff本年收入合计 9 万元\xe4", "amount 9万元 = 01/revenue/amount\n", "1mu;");
	EXPECT_CLAIMS("9", "", "1;");
	EXPECT_CLAIMS("-", "", "1;");
}

int
main(void)
{
	claim_sort_labels(labels, sizeof(labels) / sizeof(labels[0]));
	test_amounts();
	test_no_amounts();
	test_shares();
	test_stages();
	test_subjects();
	test_reasons();
	test_years();
	test_places();
	test_garbage();
	return unit_done();
}
