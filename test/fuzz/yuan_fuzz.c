/*
 * yuan_fuzz.c - libFuzzer target for the pure core of yuan
 *
 * No server is needed.  From the top of the tree:
 *
 *	clang -g -O1 -fsanitize=fuzzer,address,undefined -Isrc -o yuan_fuzz \
 *		test/fuzz/yuan_fuzz.c src/yuan/core.c src/yuan/unit.c \
 *		src/yuan/cell.c src/yuan/round.c src/yuan/upper.c
 *	./yuan_fuzz -max_total_time=60 -seed=1 -dict=test/fuzz/yuan.dict
 *
 * Beside what the sanitizers find, every text that is accepted must come back
 * from its printed form, and every way to read or round it must agree.
 */
#include <stdlib.h>
#include <string.h>

#include "yuan/cell.h"
#include "yuan/core.h"
#include "yuan/interval.h"
#include "yuan/round.h"
#include "yuan/unit.h"
#include "yuan/upper.h"

#define REQUIRE(condition)	do { if (!(condition)) abort(); } while (0)

static void
check_printed_forms(int64_t fen)
{
	char		text[YUAN_MAX_TEXT];
	char		sum_text[YUAN_SUM_MAX_TEXT];
	char		unit_text[YUAN_UNIT_MAX_TEXT];
	char		scratch[YUAN_UNIT_MAX_TEXT];
	char		upper[YUAN_UPPER_MAX_TEXT];
	int64_t		again;
	bool		reported;
	YuanSum		sum;

	REQUIRE(yuan_format_fen(fen, text) == (int) strlen(text));
	REQUIRE(yuan_parse_text(text, &again) == YUAN_OK && again == fen);
	REQUIRE(yuan_round_decimal(text, 1, YUAN_HALF_EVEN, &again) && again == fen);

	yuan_format_sum(yuan_sum_of(fen), sum_text);
	REQUIRE(strcmp(text, sum_text) == 0);
	REQUIRE(yuan_parse_sum(sum_text, &sum) && yuan_sum_cmp(sum, yuan_sum_of(fen)) == 0);

	yuan_format_in_unit(fen, WAN_YUAN_PLACES, WAN_YUAN_PLACES, true, unit_text);
	REQUIRE(yuan_parse_cell(unit_text, WAN_YUAN_PLACES, scratch, &reported, &again) == YUAN_OK);
	REQUIRE(reported && again == fen);
	REQUIRE(yuan_format_in_unit(fen, YUAN_PLACES, YUAN_MAX_DECIMALS, true, unit_text) < YUAN_UNIT_MAX_TEXT);

	yuan_format_upper(fen, upper);
	REQUIRE(strlen(upper) < YUAN_UPPER_MAX_TEXT);
}

/* |rounded - fen| is below a quantum, and at most half of one for half modes. */
static void
check_rounding(int64_t fen, int64_t quantum)
{
	for (int mode = YUAN_HALF_UP; mode <= YUAN_FLOOR; mode++)
	{
		int64_t		rounded;
		YuanSum		off;
		YuanSum		bound = yuan_interval_bound(mode <= YUAN_HALF_EVEN ? 1 : 2, quantum);

		if (!yuan_round_fen(fen, quantum, (YuanRounding) mode, &rounded))
			continue;
		REQUIRE(rounded % quantum == 0);
		off = yuan_sum_of(rounded);
		yuan_sum_sub(&off, fen);
		REQUIRE(yuan_interval_holds(off, bound));
		REQUIRE(mode != YUAN_CEILING || rounded >= fen);
		REQUIRE(mode != YUAN_FLOOR || rounded <= fen);
		REQUIRE(mode != YUAN_DOWN || yuan_magnitude(rounded) <= yuan_magnitude(fen));
		REQUIRE(mode != YUAN_UP || yuan_magnitude(rounded) >= yuan_magnitude(fen));
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char	   *text = malloc(size + 1);
	char	   *scratch = malloc(size + 1);
	int64_t		fen = 0;
	int64_t		cell = 0;
	bool		reported;
	YuanStatus	status;
	YuanSum		sum;

	memcpy(text, data, size);
	text[size] = '\0';

	/* A cell may be written in every way the type itself reads. */
	status = yuan_parse_text(text, &fen);
	if (yuan_parse_cell(text, YUAN_PLACES, scratch, &reported, &cell) == YUAN_OK && reported)
	{
		REQUIRE(status != YUAN_OK || cell == fen);
		check_printed_forms(cell);
	}
	else
		REQUIRE(status != YUAN_OK);
	if (status == YUAN_OK)
		check_printed_forms(fen);

	if (yuan_parse_sum(text, &sum))
	{
		char		again[YUAN_SUM_MAX_TEXT];

		yuan_format_sum(sum, again);
		REQUIRE(strcmp(text, again) == 0);
	}
	yuan_round_decimal(text, 1, YUAN_HALF_UP, &fen);

	if (size >= 16)
	{
		int64_t		quantum;

		memcpy(&fen, data, 8);
		memcpy(&quantum, data + 8, 8);
		check_printed_forms(fen);
		quantum &= INT64_MAX;
		if (quantum != 0)
			check_rounding(fen, quantum);
	}
	free(text);
	free(scratch);
	return 0;
}
