/*
 * yuan_core.c - amounts and totals as text: read, printed, refused, at the limits
 *
 * needs: yuan/core.c yuan/unit.c
 */
#include "unit.h"
#include "yuan/core.h"

static void
expect_amount(const char *text, int64_t fen)
{
	int64_t		got = 1;

	EXPECT_INT(yuan_parse_text(text, &got), YUAN_OK);
	EXPECT_INT(got, fen);
}

static void
expect_refused(const char *text, YuanStatus status)
{
	int64_t		fen;

	EXPECT_INT(yuan_parse_text(text, &fen), status);
}

static void
test_reading(void)
{
	expect_amount("0", 0);
	expect_amount("-0.00", 0);
	expect_amount("1234.5", 123450);
	expect_amount("+1,234.50", 123450);
	expect_amount(" -1,234,567.89 ", -123456789);
	expect_amount(".5", 50);
	expect_amount("5.", 500);
	expect_amount("0001", 100);
	expect_amount("1.2000000000000000000000", 120);
	expect_amount("1.23万元", 1230000);
	expect_amount("0.000001万元", 1);
	expect_amount("-1 亿元", INT64_C(-10000000000));
}

static void
test_refusing(void)
{
	expect_refused("", YUAN_NO_DIGITS);
	expect_refused("-", YUAN_NO_DIGITS);
	expect_refused(".", YUAN_NO_DIGITS);
	expect_refused("--1", YUAN_BAD_SIGN);
	expect_refused("- 1", YUAN_BAD_SIGN);
	expect_refused("1,2", YUAN_BAD_GROUPS);
	expect_refused("1234,567", YUAN_BAD_GROUPS);
	expect_refused("1,234,", YUAN_BAD_GROUPS);
	expect_refused("NaN", YUAN_BAD_NUMBER);
	expect_refused("1e3", YUAN_BAD_UNIT);
	expect_refused("1 万 元", YUAN_BAD_UNIT);
	expect_refused("0.001", YUAN_BROKEN_FEN);
	expect_refused("0.0000001万元", YUAN_BROKEN_FEN);
}

/* Every int64 is an amount, and nothing beyond is. */
static void
test_limits(void)
{
	expect_amount("92233720368547758.07", INT64_MAX);
	expect_amount("-92233720368547758.08", INT64_MIN);
	expect_refused("92233720368547758.08", YUAN_OUT_OF_RANGE);
	expect_refused("-92233720368547758.09", YUAN_OUT_OF_RANGE);
	expect_refused("184467440737095517", YUAN_OUT_OF_RANGE);
	expect_refused("18446744073709551617", YUAN_OUT_OF_RANGE);
	expect_refused("99999999999999999999999999999999999999", YUAN_OUT_OF_RANGE);
	expect_amount("922337203.6854775807亿元", INT64_MAX);
	expect_refused("922337203.6854775808亿元", YUAN_OUT_OF_RANGE);
}

static void
expect_round_trip(int64_t fen)
{
	char		text[YUAN_MAX_TEXT];
	int			length = yuan_format_fen(fen, text);
	int64_t		again;

	EXPECT_INT(length, (int64_t) strlen(text));
	EXPECT_INT(yuan_parse_text(text, &again), YUAN_OK);
	EXPECT_INT(again, fen);
}

static void
test_printing(void)
{
	char		text[YUAN_MAX_TEXT];

	yuan_format_fen(-5, text);
	EXPECT_TEXT(text, "-0.05");
	yuan_format_fen(0, text);
	EXPECT_TEXT(text, "0.00");
	yuan_format_fen(INT64_MIN, text);
	EXPECT_TEXT(text, "-92233720368547758.08");

	/* each length of the number, on both sides of it */
	for (int64_t power = 1; power <= INT64_MAX / 10; power *= 10)
		for (int64_t fen = power - 1; fen <= power + 1; fen++)
		{
			expect_round_trip(fen);
			expect_round_trip(-fen);
		}
	expect_round_trip(INT64_MAX);
	expect_round_trip(INT64_MIN);
}

/* What the short road takes, it takes as the long one would. */
static void
test_plain(void)
{
	int64_t		fen;

	EXPECT(yuan_parse_plain("9999999999999999.99", &fen));
	EXPECT_INT(fen, INT64_C(999999999999999999));
	EXPECT(yuan_parse_plain("-7", &fen));
	EXPECT_INT(fen, -700);
	EXPECT(!yuan_parse_plain("10000000000000000.00", &fen));
	EXPECT(!yuan_parse_plain("1.5", &fen));
	EXPECT(!yuan_parse_plain("1.500", &fen));
	EXPECT(!yuan_parse_plain("-", &fen));
}

static void
expect_total(YuanSum total, const char *text)
{
	char		printed[YUAN_SUM_MAX_TEXT];
	YuanSum		again;

	EXPECT_INT(yuan_format_sum(total, printed), (int64_t) strlen(text));
	EXPECT_TEXT(printed, text);
	EXPECT(yuan_parse_sum(text, &again));
	EXPECT_INT(yuan_sum_cmp(again, total), 0);
}

static void
test_totals(void)
{
	YuanSum		total = yuan_sum_of(INT64_MAX);
	int64_t		fen;

	expect_total(yuan_sum_of(0), "0.00");
	expect_total(yuan_sum_of(-1), "-0.01");
	EXPECT(yuan_sum_fen(total, &fen));
	yuan_sum_add(&total, 1);
	EXPECT(!yuan_sum_fen(total, &fen));
	expect_total(total, "92233720368547758.08");
	yuan_sum_sub(&total, 1);
	EXPECT(yuan_sum_fen(total, &fen));
	EXPECT_INT(fen, INT64_MAX);

	expect_total((YuanSum) {INT64_MAX, UINT64_MAX}, "1701411834604692317316873037158841057.27");
	expect_total((YuanSum) {INT64_MIN, 0}, "-1701411834604692317316873037158841057.28");
	EXPECT(!yuan_parse_sum("1701411834604692317316873037158841057.28", &total));
	EXPECT(!yuan_parse_sum("01.00", &total));
	EXPECT(!yuan_parse_sum("1.0", &total));
	EXPECT(!yuan_parse_sum("-0.00", &total));
	EXPECT(!yuan_parse_sum("", &total));
}

int
main(void)
{
	test_reading();
	test_refusing();
	test_limits();
	test_printing();
	test_plain();
	test_totals();
	return unit_done();
}
