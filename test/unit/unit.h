/*
 * unit.h - tests of the pure cores, without a server
 *
 * A test is one C file of this folder: a program whose first comment names, in
 * a line "needs: ...", the sources under src that it is linked with.  It calls
 * the macros below and ends with "return unit_done();".  test/unit/run builds
 * and runs all of them, or those that are named.
 */
#ifndef GOVFISCAL_UNIT_H
#define GOVFISCAL_UNIT_H

#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static int	unit_passed = 0;
static int	unit_failed = 0;

static inline void
unit_judge(bool holds, const char *file, int line, const char *what)
{
	if (holds)
		unit_passed++;
	else
	{
		unit_failed++;
		printf("%s:%d: %s\n", file, line, what);
	}
}

static inline void
unit_compare_ints(int64_t got, int64_t wanted, const char *file, int line, const char *what)
{
	unit_judge(got == wanted, file, line, what);
	if (got != wanted)
		printf("\tgot %" PRId64 ", wanted %" PRId64 "\n", got, wanted);
}

static inline void
unit_compare_texts(const char *got, const char *wanted, const char *file, int line, const char *what)
{
	bool		same = got != NULL && strcmp(got, wanted) == 0;

	unit_judge(same, file, line, what);
	if (!same)
		printf("\tgot \"%s\", wanted \"%s\"\n", got == NULL ? "(null)" : got, wanted);
}

#define EXPECT(condition)		unit_judge((condition), __FILE__, __LINE__, #condition)
#define EXPECT_INT(got, wanted)	unit_compare_ints((got), (wanted), __FILE__, __LINE__, #got)
#define EXPECT_TEXT(got, wanted) unit_compare_texts((got), (wanted), __FILE__, __LINE__, #got)

/* A test that asserts nothing has failed, too. */
static inline int
unit_done(void)
{
	printf("%d passed, %d failed\n", unit_passed, unit_failed);
	return unit_failed == 0 && unit_passed > 0 ? 0 : 1;
}

#endif
