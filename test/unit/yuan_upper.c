/*
 * yuan_upper.c - capital numerals: the examples of the rule, and the limits
 *
 * needs: yuan/upper.c
 *
 * The examples are those of 支付结算办法 (银发〔1997〕393号), 附一.
 */
#include "unit.h"
#include "yuan/upper.h"

static void
expect_upper(int64_t fen, const char *wanted)
{
	char		text[YUAN_UPPER_MAX_TEXT];

	yuan_format_upper(fen, text);
	EXPECT_TEXT(text, wanted);
}

static void
test_examples(void)
{
	expect_upper(140950, "壹仟肆佰零玖元伍角");
	expect_upper(600714, "陆仟零柒元壹角肆分");
	expect_upper(168032, "壹仟陆佰捌拾元零叁角贰分");
	expect_upper(10700053, "壹拾万柒仟元零伍角叁分");
	expect_upper(1640902, "壹万陆仟肆佰零玖元零贰分");
	expect_upper(32504, "叁佰贰拾伍元零肆分");
}

static void
test_zeros(void)
{
	expect_upper(0, "零元整");
	expect_upper(1, "壹分");
	expect_upper(10, "壹角");
	expect_upper(100, "壹元整");
	expect_upper(1000, "壹拾元整");
	expect_upper(1001, "壹拾元零壹分");
	expect_upper(-10000, "负壹佰元整");
	expect_upper(100000100, "壹佰万零壹元整");
	expect_upper(INT64_C(10000000000), "壹亿元整");
	expect_upper(INT64_C(10700000000), "壹亿零柒佰万元整");
	expect_upper(INT64_C(10000700000), "壹亿零柒仟元整");
	expect_upper(INT64_C(17000000000), "壹亿柒仟万元整");
}

/* A numeral and a unit for each of the 18 digits is the longest there is. */
static void
test_limits(void)
{
	char		text[YUAN_UPPER_MAX_TEXT];

	expect_upper(INT64_MAX, "玖亿贰仟贰佰叁拾叁万柒仟贰佰零叁亿陆仟捌佰伍拾肆万柒仟柒佰伍拾捌元零柒分");
	expect_upper(INT64_MIN, "负玖亿贰仟贰佰叁拾叁万柒仟贰佰零叁亿陆仟捌佰伍拾肆万柒仟柒佰伍拾捌元零捌分");
	yuan_format_upper(INT64_C(-1111111111111111111), text);
	EXPECT(strlen(text) < YUAN_UPPER_MAX_TEXT);
}

int
main(void)
{
	test_examples();
	test_zeros();
	test_limits();
	return unit_done();
}
