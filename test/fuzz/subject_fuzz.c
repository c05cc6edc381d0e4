/*
 * subject_fuzz.c - libFuzzer target for the pure core of subject_code
 *
 * No server is needed.  From the top of the tree:
 *
 *	clang -g -O1 -fsanitize=fuzzer,address,undefined -Isrc -o subject_fuzz \
 *		test/fuzz/subject_fuzz.c src/subject/core.c src/subject/stats.c
 *	./subject_fuzz -max_total_time=60 -seed=1 -dict=test/fuzz/subject.dict
 *
 * Text: whatever is accepted must come back from its printed form, and every
 * other road to the code must lead to it.  Bytes as integers: valid codes obey
 * the laws of the tree, and shares of a column made of them are shares.
 */
#include <stdlib.h>
#include <string.h>

#include "subject/core.h"
#include "subject/stats.h"

#define REQUIRE(condition)	do { if (!(condition)) abort(); } while (0)
#define MAX_CODES	64

static void
check_code(int32_t code)
{
	char		text[SUBJECT_TEXT_SIZE];
	char		padded[SUBJECT_TEXT_SIZE];
	int			length = subject_format(code, text);
	int			level = subject_level_of(code);
	int32_t		path[SUBJECT_MAX_LEVEL + 1];
	int32_t		again;

	REQUIRE(subject_is_valid(code));
	REQUIRE(length == (int) strlen(text) && length < SUBJECT_TEXT_SIZE);
	REQUIRE(subject_parse(text, &again) == SUBJECT_OK && again == code);
	REQUIRE(subject_parse_padded(text, &again) == SUBJECT_OK && again == code);
	REQUIRE(subject_is_valid(subject_last_of(code)));
	REQUIRE(subject_path_of(code, path) == level + 1 && path[level] == code);
	for (int i = 0; i <= level; i++)
	{
		REQUIRE(subject_level_of(path[i]) == i);
		REQUIRE(subject_covers(path[i], code) && subject_lca_of(path[i], code) == path[i]);
		REQUIRE(i == 0 || subject_is_parent_of(path[i - 1], path[i]));
	}
	if (code != SUBJECT_ROOT)
	{
		REQUIRE(subject_from_number(subject_number_of(code), &again) == SUBJECT_OK && again == code);
		memset(padded, '0', sizeof(padded));
		memcpy(padded, text, (size_t) length);
		padded[SUBJECT_TEXT_SIZE - 1] = '\0';
		REQUIRE(subject_parse_padded(padded, &again) == SUBJECT_OK && again == code);
	}
}

static void
check_pair(int32_t a, int32_t b)
{
	int32_t		lca = subject_lca_of(a, b);

	REQUIRE(lca == subject_lca_of(b, a));
	REQUIRE(subject_covers(lca, a) && subject_covers(lca, b));
	REQUIRE(subject_covers(a, b) == (b >= a && b <= subject_last_of(a)));
	REQUIRE(subject_covers(a, b) == (subject_ancestor_at(b, subject_level_of(a)) == a));
	/* Subtrees nest or are apart. */
	REQUIRE(subject_covers(a, b) || subject_covers(b, a) ||
			subject_last_of(a) < b || subject_last_of(b) < a);
}

static int
ascending(const void *a, const void *b)
{
	return subject_compare(*(const int32_t *) a, *(const int32_t *) b);
}

/* Half of the codes as the common ones, half as the histogram. */
static void
check_shares(int32_t *code, int n)
{
	float		frequency[MAX_CODES];
	SubjectStats s = {0};

	s.n_common = n / 2;
	s.common = code;
	s.frequency = frequency;
	for (int i = 0; i < s.n_common; i++)
		frequency[i] = 0.5f / (float) s.n_common;
	s.n_bounds = n - s.n_common;
	s.bound = code + s.n_common;
	s.rest = s.n_common > 0 ? 0.5 : 1;
	s.n_rest = 2.0 * s.n_bounds;
	qsort(s.common, (size_t) s.n_common, sizeof(int32_t), ascending);
	qsort(s.bound, (size_t) s.n_bounds, sizeof(int32_t), ascending);
	subject_stats_prepare(&s);

	for (int i = 0; i < n; i++)
	{
		for (int relation = SUBJECT_WITHIN; relation <= SUBJECT_CHILD; relation++)
		{
			double		lower = subject_share_lower(&s, (SubjectRelation) relation, code[i]);
			double		upper = subject_share_upper(&s, (SubjectRelation) relation, code[i]);

			REQUIRE(lower >= 0 && lower <= 1.001);
			REQUIRE(upper >= 0 && upper <= 5);
		}
		REQUIRE(subject_share_lower(&s, SUBJECT_BELOW, code[i]) <=
				subject_share_lower(&s, SUBJECT_WITHIN, code[i]) + 1e-9);
	}
	REQUIRE(subject_share_lower(&s, SUBJECT_WITHIN, SUBJECT_ROOT) >= 0.499);
	for (int relation = SUBJECT_WITHIN; relation <= SUBJECT_CHILD; relation++)
		REQUIRE(subject_share_pairs(&s, &s, (SubjectRelation) relation) >= 0);
	REQUIRE(subject_quantile(&s, 0) <= subject_quantile(&s, 0.5) &&
			subject_quantile(&s, 0.5) <= subject_quantile(&s, 2));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char	   *text = malloc(size + 1);
	int32_t		codes[MAX_CODES];
	int			n = 0;
	int32_t		code;

	memcpy(text, data, size);
	text[size] = '\0';
	if (subject_parse(text, &code) == SUBJECT_OK)
		check_code(code);
	if (subject_parse_padded(text, &code) == SUBJECT_OK)
		check_code(code);
	free(text);

	for (size_t i = 0; i + sizeof(int32_t) <= size && n < MAX_CODES; i += sizeof(int32_t))
	{
		memcpy(&code, data + i, sizeof(int32_t));
		if (!subject_is_valid(code))
		{
			/* Any integer has a code near it. */
			code = code & 0x3FFFFFFF;
			if (subject_from_number(code, &code) != SUBJECT_OK)
				continue;
		}
		check_code(code);
		codes[n++] = code;
		check_pair(codes[n / 2], code);
	}
	if (n > 3)
		check_shares(codes, n);
	return 0;
}
