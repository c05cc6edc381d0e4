/*
 * audit_cause.c - which slip would explain a difference
 *
 * Tries the slips that real documents show: on the stated figure, and on each
 * figure below it in turn.  A slip is named only if putting it right makes the
 * sum exact to the fen; a diagnosis is a hint, never a verdict.
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "utils/memutils.h"

#include "audit_cause.h"
#include "yuan_core.h"

#define MAX_DIGITS	20

/* ---------------------------------------------------------------- figures */

/* The digits of |fen|, most significant first; returns how many. */
static int
digits_of(int64 fen, char *digits)
{
	uint64		rest = yuan_magnitude(fen);
	int			n = 0;
	char		reversed[MAX_DIGITS];

	do
	{
		reversed[n++] = (char) (rest % 10);
		rest /= 10;
	} while (rest > 0);
	for (int i = 0; i < n; i++)
		digits[i] = reversed[n - 1 - i];
	return n;
}

static bool
is_multiple(int64 big, int64 small, int64 factor)
{
	return small != 0 && big % factor == 0 && big / factor == small;
}

/* Do the two differ by two digits that have changed places? */
static bool
is_transposed(int64 a, int64 b)
{
	char		x[MAX_DIGITS];
	char		y[MAX_DIGITS];
	int			n = digits_of(a, x);
	int			differing[2];
	int			ndiffering = 0;

	if ((a < 0) != (b < 0) || digits_of(b, y) != n)
		return false;
	for (int i = 0; i < n; i++)
		if (x[i] != y[i])
		{
			if (ndiffering == 2)
				return false;
			differing[ndiffering++] = i;
		}
	return ndiffering == 2 &&
		x[differing[0]] == y[differing[1]] && x[differing[1]] == y[differing[0]];
}

/* Is "less" what is left of "more" when one of its digits is dropped? */
static bool
is_dropped_digit(int64 more, int64 less)
{
	char		x[MAX_DIGITS];
	char		y[MAX_DIGITS];
	int			n = digits_of(more, x);
	int			i = 0;

	if ((more < 0) != (less < 0) || less == 0 || digits_of(less, y) != n - 1)
		return false;
	while (i < n - 1 && x[i] == y[i])
		i++;
	return memcmp(x + i + 1, y + i, n - 1 - i) == 0;
}

/* What was done to "right" to get "is", or NULL. */
static const char *
slip(int64 is, int64 right)
{
	if (is == right)
		return NULL;
	if (is_multiple(right, is, 10000))
		return "is 10 000 times too small (wan yuan taken for yuan)";
	if (is_multiple(is, right, 10000))
		return "is 10 000 times too large (yuan taken for wan yuan)";
	if (is_multiple(right, is, 10))
		return "is 10 times too small";
	if (is_multiple(is, right, 10))
		return "is 10 times too large";
	if (is == -right && is != 0)
		return "has the wrong sign";
	if (is_dropped_digit(right, is))
		return "lacks a digit";
	if (is_dropped_digit(is, right))
		return "has a digit too many";
	if (is_transposed(is, right))
		return "has two digits transposed";
	return NULL;
}

/* ---------------------------------------------------------------- addends */

void
audit_addends_clear(AuditAddends *addends)
{
	if (addends == NULL)
		return;
	addends->n = 0;
	addends->unreported = 0;
	addends->cut = false;
}

static AuditAddends *
get_addends(AuditAddends **addends, MemoryContext cxt)
{
	if (*addends == NULL)
	{
		*addends = MemoryContextAlloc(cxt, sizeof(AuditAddends));
		audit_addends_clear(*addends);
	}
	return *addends;
}

void
audit_addends_add(AuditAddends **addends, MemoryContext cxt, int64 amount, int sign)
{
	AuditAddends *a = get_addends(addends, cxt);

	if (a->n == AUDIT_MAX_ADDENDS)
	{
		a->cut = true;
		return;
	}
	a->amounts[a->n] = amount;
	a->signs[a->n] = (signed char) sign;
	a->n++;
}

void
audit_addends_unreported(AuditAddends **addends, MemoryContext cxt)
{
	get_addends(addends, cxt)->unreported++;
}

static const char *
say(const char *subject, int64 is, const char *what, int64 right)
{
	char		a[YUAN_MAX_TEXT];
	char		b[YUAN_MAX_TEXT];

	yuan_format_fen(is, a);
	yuan_format_fen(right, b);
	return psprintf("%s %s %s: %s would agree", subject, a, what, b);
}

/* What the i-th addend would have to be; false where that is no amount. */
static bool
right_addend(const AuditAddends *a, int i, YuanSum difference, int64 *right)
{
	YuanSum		sum = a->signs[i] > 0 ? difference : yuan_sum_negated(difference);

	yuan_sum_add(&sum, a->amounts[i]);
	return yuan_sum_fen(sum, right);
}

static const char *
cause_below(const AuditAddends *a, YuanSum difference)
{
	int64		right;
	const char *what;
	char		text[YUAN_MAX_TEXT];

	for (int i = 0; i < a->n; i++)
		if (right_addend(a, i, difference, &right) &&
			(what = slip(a->amounts[i], right)) != NULL)
			return say("a part", a->amounts[i], what, right);

	/* Taking one of two equal rows away, or giving one its neighbour's value. */
	for (int i = 0; i < a->n; i++)
		if (right_addend(a, i, difference, &right) && right == 0 && a->amounts[i] != 0)
		{
			yuan_format_fen(a->amounts[i], text);
			for (int j = 0; j < a->n; j++)
				if (j != i && a->amounts[j] == a->amounts[i])
					return psprintf("a row of %s is doubled", text);
			return psprintf("a row of %s is one too many", text);
		}
	for (int i = 0; i < a->n; i++)
		for (int j = i - 1; j <= i + 1; j += 2)
			if (j >= 0 && j < a->n && a->amounts[i] != a->amounts[j] &&
				right_addend(a, i, difference, &right) && right == a->amounts[j])
				return say("a part", a->amounts[i],
						   "stands where its neighbour's value belongs", right);
	if (a->unreported == 1 && !a->cut && yuan_sum_fen(difference, &right))
	{
		yuan_format_fen(right, text);
		return psprintf("the one row without an amount would be %s", text);
	}
	return NULL;
}

const char *
audit_cause(YuanSum stated, YuanSum computed, const AuditAddends *addends)
{
	YuanSum		difference = yuan_sum_negated(computed);
	int64		is;
	int64		right;
	const char *what;
	const char *cause = NULL;

	yuan_sum_add_sum(&difference, stated);
	if (yuan_sum_fen(stated, &is) && yuan_sum_fen(computed, &right) &&
		(what = slip(is, right)) != NULL)
		return say("the stated", is, what, right);
	if (addends != NULL)
		cause = cause_below(addends, difference);
	if (cause == NULL && addends != NULL && yuan_sum_fen(difference, &right))
	{
		/* A row that is missing leaves a difference that some row equals. */
		for (int i = 0; i < addends->n && cause == NULL; i++)
			if (addends->amounts[i] == right && addends->signs[i] > 0 && right != 0)
			{
				char		text[YUAN_MAX_TEXT];

				yuan_format_fen(right, text);
				cause = psprintf("a second row of %s is missing", text);
			}
	}
	return cause;
}

const char *
audit_cause_at_origin(const char *cause)
{
	if (cause == NULL)
		return "the difference starts here";
	return psprintf("the difference starts here: %s", cause);
}
