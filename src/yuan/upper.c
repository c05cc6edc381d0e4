/*
 * yuan/upper.c - amounts in the capital numerals of payment instruments  (pure)
 *
 * Source: 支付结算办法 (银发〔1997〕393号), 附一 正确填写票据和结算凭证的基本规定.
 *	- 整 follows 元 when there is no 角 and no 分 (rule 2; after 角 it may be
 *	  left out, and is).
 *	- Zeros inside a number are read as one 零 (rule 4.1, 4.2).
 *	- Where 万 or 元 is 0 but the place below it is not, 零 may be written or
 *	  not (rule 4.3).  As in the rule's own examples ours is written after 元
 *	  (捌拾元零叁角) and not after 万 (拾万柒仟); where a whole group of four
 *	  is 0 it is, since 壹亿柒仟 would be heard as 1.7 亿.
 *	- Where 角 is 0 and 分 is not, 零 follows 元 (rule 4.4).
 *
 * Together: 零 stands before a part exactly when the place right below the
 * larger unit is 0, and after 元 also when 元 itself is.
 */
#include <string.h>

#include "yuan/core.h"
#include "yuan/upper.h"

#define WAN		UINT64_C(10000)
#define YI		UINT64_C(100000000)

static const char *const numerals[] = {
	"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"
};

static char *
append(char *out, const char *text)
{
	size_t		len = strlen(text);

	memcpy(out, text, len + 1);
	return out + len;
}

/* 1 to 9999, without a 零 in front */
static char *
append_section(char *out, unsigned value)
{
	static const struct
	{
		unsigned	weight;
		const char *unit;
	}			places[] = {{1000, "仟"}, {100, "佰"}, {10, "拾"}, {1, ""}};
	bool		started = false;
	bool		zero = false;

	for (int i = 0; i < 4; i++)
	{
		unsigned	digit = value / places[i].weight % 10;

		if (digit == 0)
		{
			zero = started;
			continue;
		}
		if (zero)
			out = append(out, numerals[0]);
		out = append(out, numerals[digit]);
		out = append(out, places[i].unit);
		started = true;
		zero = false;
	}
	return out;
}

/* 1 to 99999999, without a 零 in front */
static char *
append_below_yi(char *out, uint64_t value)
{
	unsigned	high = (unsigned) (value / WAN);
	unsigned	low = (unsigned) (value % WAN);

	if (high != 0)
	{
		out = append_section(out, high);
		out = append(out, "万");
		if (low != 0 && low < WAN / 10)
			out = append(out, numerals[0]);
	}
	return append_section(out, low);
}

/*
 * 10^16 is 亿亿: what stands before 亿 is read as a number of its own, and is
 * below 亿亿 for any amount.
 */
static char *
append_whole(char *out, uint64_t value)
{
	if (value >= YI)
	{
		out = append_whole(out, value / YI);
		out = append(out, "亿");
		value %= YI;
		if (value != 0 && value < YI / 10)
			out = append(out, numerals[0]);
	}
	return append_below_yi(out, value);
}

void
yuan_format_upper(int64_t fen, char *buf)
{
	uint64_t	magnitude = yuan_magnitude(fen);
	uint64_t	whole = magnitude / 100;
	unsigned	tenths = (unsigned) (magnitude / 10 % 10);
	unsigned	hundredths = (unsigned) (magnitude % 10);
	char	   *out = buf;

	if (fen < 0)
		out = append(out, "负");
	if (whole != 0)
		out = append_whole(out, whole);
	else if (magnitude == 0)
		out = append(out, numerals[0]);
	if (whole != 0 || magnitude == 0)
		out = append(out, "元");

	if (tenths == 0 && hundredths == 0)
	{
		append(out, "整");
		return;
	}
	if (whole != 0 && (tenths == 0 || whole % 10 == 0))
		out = append(out, numerals[0]);
	if (tenths != 0)
	{
		out = append(out, numerals[tenths]);
		out = append(out, "角");
	}
	if (hundredths != 0)
	{
		out = append(out, numerals[hundredths]);
		append(out, "分");
	}
}
