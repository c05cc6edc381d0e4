/*
 * subject_core.c - the encoding of codes: one integer each, order is pre-order
 *
 * needs: subject/core.c
 *
 * What subject/core.h claims of its encoding is compared with codes as text,
 * where a code is below another exactly when it begins with its digits.
 */
#include "unit.h"
#include "subject/core.h"

/* A tree with the least, the greatest and some other sections at every level. */
#define PARTS	4
#define CODES	(1 + PARTS + PARTS * PARTS + PARTS * PARTS * PARTS + PARTS * PARTS * PARTS * PARTS)

typedef struct Code
{
	int32_t		code;
	char		digits[SUBJECT_TEXT_SIZE];
	int			level;
} Code;

static Code tree[CODES];
static int	n = 0;

/* Fills the tree in pre-order. */
static void
grow(const int *section, int level)
{
	static const int classes[PARTS] = {100, 204, 205, 999};
	static const int sections[PARTS] = {1, 2, 50, 99};
	Code	   *node = &tree[n++];
	int			path[SUBJECT_MAX_LEVEL] = {0};
	int			bad;

	node->level = level;
	for (int i = 0; i < level; i++)
	{
		path[i] = section[i];
		sprintf(node->digits + strlen(node->digits), i == 0 ? "%03d" : "%02d", section[i]);
	}
	if (level > 0)
		EXPECT_INT(subject_from_sections(path, level, &node->code, &bad), SUBJECT_OK);
	for (int i = 0; level < SUBJECT_MAX_LEVEL && i < PARTS; i++)
	{
		path[level] = level == 0 ? classes[i] : sections[i];
		grow(path, level + 1);
	}
}

static bool
begins_with(const Code *code, const Code *above)
{
	return strncmp(code->digits, above->digits, strlen(above->digits)) == 0;
}

static void
test_each(void)
{
	for (int i = 0; i < n; i++)
	{
		const Code *c = &tree[i];
		char		text[SUBJECT_TEXT_SIZE];
		int32_t		again = -1;

		EXPECT(subject_is_valid(c->code));
		EXPECT_INT(subject_level_of(c->code), c->level);
		EXPECT_INT(subject_format(c->code, text), c->level == 0 ? 1 : (int64_t) strlen(c->digits));
		EXPECT_TEXT(text, c->level == 0 ? "*" : c->digits);
		EXPECT_INT(subject_parse(text, &again), SUBJECT_OK);
		EXPECT_INT(again, c->code);
		if (c->level > 0)
		{
			EXPECT_INT(subject_from_number(subject_number_of(c->code), &again), SUBJECT_OK);
			EXPECT_INT(again, c->code);
		}
	}
}

static void
test_pairs(void)
{
	for (int i = 0; i < n; i++)
		for (int j = 0; j < n; j++)
		{
			const Code *a = &tree[i];
			const Code *b = &tree[j];
			bool		below = begins_with(b, a);

			EXPECT(subject_compare(a->code, b->code) == (i > j) - (i < j));
			EXPECT(subject_covers(a->code, b->code) == below);
			EXPECT((b->code >= subject_first_of(a->code) && b->code <= subject_last_of(a->code)) == below);
			EXPECT(subject_is_parent_of(a->code, b->code) == (below && b->level == a->level + 1));
			EXPECT(subject_covers(subject_lca_of(a->code, b->code), a->code));
			EXPECT(subject_covers(subject_lca_of(a->code, b->code), b->code));
		}
}

static void
test_paths(void)
{
	static const int32_t wanted[] = {0, 204000000, 204020000, 204020200, 204020201};
	int32_t		path[SUBJECT_MAX_LEVEL + 1];

	EXPECT_INT(subject_path_of(204020201, path), 5);
	for (int i = 0; i < 5; i++)
		EXPECT_INT(path[i], wanted[i]);
	EXPECT_INT(subject_path_of(SUBJECT_ROOT, path), 1);
	EXPECT_INT(path[0], SUBJECT_ROOT);
	EXPECT_INT(subject_parent_of(204000000), SUBJECT_ROOT);
	EXPECT_INT(subject_lca_of(204020201, 204029900), 204020000);
	EXPECT_INT(subject_lca_of(204020201, 205000000), SUBJECT_ROOT);
	EXPECT_INT(subject_last_of(SUBJECT_ROOT), SUBJECT_MAX);
	EXPECT_INT(subject_last_of(999000000), SUBJECT_MAX);
	EXPECT_INT(subject_last_of(204020201), 204020201);
}

static void
expect_fault(const char *text, SubjectFault fault)
{
	int32_t		code;

	EXPECT_INT(subject_parse(text, &code), fault);
}

static void
test_faults(void)
{
	int32_t		code;

	expect_fault("", SUBJECT_EMPTY);
	expect_fault("  ", SUBJECT_EMPTY);
	expect_fault("２０４", SUBJECT_FULL_WIDTH);
	expect_fault("204.0", SUBJECT_DECIMAL);
	expect_fault("204.02.02", SUBJECT_DOTTED);
	expect_fault("204 02", SUBJECT_SPLIT);
	expect_fault("{204,205}", SUBJECT_ARRAY);
	expect_fault("类", SUBJECT_NOT_DIGITS);
	expect_fault("20", SUBJECT_TOO_SHORT);
	expect_fault("2040", SUBJECT_EVEN);
	expect_fault("20402020101", SUBJECT_TOO_LONG);
	expect_fault("004", SUBJECT_FIRST_ZERO);
	expect_fault("2040000", SUBJECT_PADDED);
	expect_fault("2040002", SUBJECT_ZERO_SECTION);
	EXPECT_INT(subject_parse_padded("204000000", &code), SUBJECT_OK);
	EXPECT_INT(code, 204000000);
	EXPECT_INT(subject_parse_padded("2040002", &code), SUBJECT_ZERO_SECTION);
	EXPECT_INT(subject_parse(" 合计 ", &code), SUBJECT_OK);
	EXPECT_INT(code, SUBJECT_ROOT);
	EXPECT_INT(subject_from_number(-1, &code), SUBJECT_NOT_DIGITS);
	EXPECT_INT(subject_from_number(INT64_MAX, &code), SUBJECT_TOO_LONG);
}

/* Integers over the wire: between the codes there are many that are none. */
static void
test_invalid_integers(void)
{
	static const int32_t invalid[] = {INT32_MIN, -1, 1, 99, 99999999, 204000001, 204000100, 204010001, 1000000000, INT32_MAX};

	for (size_t i = 0; i < sizeof(invalid) / sizeof(invalid[0]); i++)
		EXPECT(!subject_is_valid(invalid[i]));
}

static void
test_kinds(void)
{
	EXPECT_TEXT(subject_kind_of(101000000), "revenue");
	EXPECT_TEXT(subject_kind_of(204020201), "function");
	EXPECT_TEXT(subject_kind_of(301000000), "economic_dept");
	EXPECT_TEXT(subject_kind_of(501000000), "economic_gov");
	EXPECT(subject_kind_of(SUBJECT_ROOT) == NULL);
	EXPECT(subject_kind_of(401000000) == NULL);
	EXPECT(subject_kind_of(SUBJECT_MAX) == NULL);
}

int
main(void)
{
	grow(NULL, 0);
	EXPECT_INT(n, CODES);
	test_each();
	test_pairs();
	test_paths();
	test_faults();
	test_invalid_integers();
	test_kinds();
	return unit_done();
}
