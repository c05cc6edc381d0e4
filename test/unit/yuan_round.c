/*
 * yuan_round.c - rounding against a definition that is slow and obvious
 *
 * needs: yuan/round.c
 */
#include "unit.h"
#include "yuan/round.h"

#define MODES	(YUAN_FLOOR + 1)

/* The multiple below, the multiple above, and which of them the mode is for. */
static int64_t
by_definition(int64_t fen, int64_t quantum, YuanRounding mode)
{
	int64_t		below = fen - ((fen % quantum) + quantum) % quantum;
	int64_t		above = below == fen ? fen : below + quantum;
	int64_t		twice = 2 * (fen - below);

	switch (mode)
	{
		case YUAN_HALF_UP:
			return twice < quantum || (twice == quantum && fen < 0) ? below : above;
		case YUAN_HALF_EVEN:
			return twice < quantum || (twice == quantum && below / quantum % 2 == 0) ? below : above;
		case YUAN_UP:
			return fen < 0 ? below : above;
		case YUAN_DOWN:
			return fen < 0 ? above : below;
		case YUAN_CEILING:
			return above;
		case YUAN_FLOOR:
			return below;
	}
	return 0;
}

static void
test_small(void)
{
	for (int mode = 0; mode < MODES; mode++)
		for (int64_t quantum = 1; quantum <= 12; quantum++)
			for (int64_t fen = -50; fen <= 50; fen++)
			{
				int64_t		rounded = -1;

				EXPECT(yuan_round_fen(fen, quantum, (YuanRounding) mode, &rounded));
				EXPECT_INT(rounded, by_definition(fen, quantum, (YuanRounding) mode));
			}
}

static void
test_limits(void)
{
	int64_t		rounded;

	EXPECT(!yuan_round_fen(INT64_MAX, 100, YUAN_UP, &rounded));
	EXPECT(yuan_round_fen(INT64_MAX, 100, YUAN_DOWN, &rounded));
	EXPECT_INT(rounded, INT64_MAX - 7);
	EXPECT(!yuan_round_fen(INT64_MIN, 100, YUAN_FLOOR, &rounded));
	EXPECT(yuan_round_fen(INT64_MIN, 1, YUAN_UP, &rounded));
	EXPECT_INT(rounded, INT64_MIN);
	EXPECT(yuan_round_fen(INT64_MAX, INT64_MAX, YUAN_HALF_UP, &rounded));
	EXPECT_INT(rounded, INT64_MAX);
	EXPECT(yuan_round_fen(INT64_MIN, INT64_MAX, YUAN_HALF_UP, &rounded));
	EXPECT_INT(rounded, -INT64_MAX);
}

static void
expect_decimal(const char *decimal, int64_t quantum, YuanRounding mode, int64_t wanted)
{
	int64_t		rounded = -1;

	EXPECT(yuan_round_decimal(decimal, quantum, mode, &rounded));
	EXPECT_INT(rounded, wanted);
}

/* Digits below one fen decide, however far below. */
static void
test_decimals(void)
{
	int64_t		rounded;

	expect_decimal("0.005", 1, YUAN_HALF_UP, 1);
	expect_decimal("0.005", 1, YUAN_HALF_EVEN, 0);
	expect_decimal("0.015", 1, YUAN_HALF_EVEN, 2);
	expect_decimal("0.00500000000000000000001", 1, YUAN_HALF_EVEN, 1);
	expect_decimal("0.00499999999999999999999", 1, YUAN_HALF_UP, 0);
	expect_decimal("-0.005", 1, YUAN_HALF_UP, -1);
	expect_decimal("-0.0000000000000001", 1, YUAN_FLOOR, -1);
	expect_decimal("-0.0000000000000001", 1, YUAN_CEILING, 0);
	expect_decimal("1.000", 1, YUAN_UP, 100);
	expect_decimal("7", 300, YUAN_HALF_UP, 600);
	/* half a quantum of an odd number of fen lies between two fen */
	expect_decimal("0.015", 3, YUAN_HALF_EVEN, 0);
	expect_decimal("0.0150001", 3, YUAN_HALF_EVEN, 3);
	expect_decimal("0.0149999", 3, YUAN_HALF_UP, 0);
	expect_decimal("92233720368547758.074", 1, YUAN_HALF_UP, INT64_MAX);
	EXPECT(!yuan_round_decimal("92233720368547758.075", 1, YUAN_HALF_UP, &rounded));
	EXPECT(!yuan_round_decimal("99999999999999999999999999", 1, YUAN_DOWN, &rounded));
}

static void
test_names(void)
{
	static const char *const names[] = {"half_up", "half_even", "up", "down", "ceiling", "floor"};
	YuanRounding mode;

	for (int i = 0; i < MODES; i++)
	{
		EXPECT(yuan_rounding_by_name(names[i], &mode));
		EXPECT_INT(mode, i);
	}
	EXPECT(!yuan_rounding_by_name("half", &mode));
	EXPECT(!yuan_rounding_by_name("", &mode));
}

int
main(void)
{
	test_small();
	test_limits();
	test_decimals();
	test_names();
	return unit_done();
}
