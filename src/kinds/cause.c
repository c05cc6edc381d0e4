/*
 * kinds/cause.c - which slip would explain a difference
 *
 * Tries the slips that real documents show: on the stated figure, and on each
 * figure below it in turn.  A slip is named only if putting it right makes the
 * sum exact to the fen; a diagnosis is a hint, never a verdict.
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "utils/memutils.h"

#include "base/nls.h"
#include "kinds/cause.h"
#include "yuan/core.h"

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

typedef enum Slip
{
	NO_SLIP,
	TOO_SMALL_10000,
	TOO_LARGE_10000,
	TOO_SMALL_10,
	TOO_LARGE_10,
	WRONG_SIGN,
	DIGIT_LACKING,
	DIGIT_TOO_MANY,
	TRANSPOSED,
	NEIGHBOUR
} Slip;

/* Of the stated figure, and of one below it: what it is, what it should be. */
static const char *const slip_of_stated[] = {
	[TOO_SMALL_10000] = gettext_noop("the stated %s is 10 000 times too small (wan yuan taken for yuan): %s would agree"),
	[TOO_LARGE_10000] = gettext_noop("the stated %s is 10 000 times too large (yuan taken for wan yuan): %s would agree"),
	[TOO_SMALL_10] = gettext_noop("the stated %s is 10 times too small: %s would agree"),
	[TOO_LARGE_10] = gettext_noop("the stated %s is 10 times too large: %s would agree"),
	[WRONG_SIGN] = gettext_noop("the stated %s has the wrong sign: %s would agree"),
	[DIGIT_LACKING] = gettext_noop("the stated %s lacks a digit: %s would agree"),
	[DIGIT_TOO_MANY] = gettext_noop("the stated %s has a digit too many: %s would agree"),
	[TRANSPOSED] = gettext_noop("the stated %s has two digits transposed: %s would agree")
};

static const char *const slip_of_part[] = {
	[TOO_SMALL_10000] = gettext_noop("a part %s is 10 000 times too small (wan yuan taken for yuan): %s would agree"),
	[TOO_LARGE_10000] = gettext_noop("a part %s is 10 000 times too large (yuan taken for wan yuan): %s would agree"),
	[TOO_SMALL_10] = gettext_noop("a part %s is 10 times too small: %s would agree"),
	[TOO_LARGE_10] = gettext_noop("a part %s is 10 times too large: %s would agree"),
	[WRONG_SIGN] = gettext_noop("a part %s has the wrong sign: %s would agree"),
	[DIGIT_LACKING] = gettext_noop("a part %s lacks a digit: %s would agree"),
	[DIGIT_TOO_MANY] = gettext_noop("a part %s has a digit too many: %s would agree"),
	[TRANSPOSED] = gettext_noop("a part %s has two digits transposed: %s would agree"),
	[NEIGHBOUR] = gettext_noop("a part %s stands where its neighbour's value belongs: %s would agree")
};

/* What was done to "right" to get "is". */
static Slip
slip(int64 is, int64 right)
{
	if (is == right)
		return NO_SLIP;
	if (is_multiple(right, is, 10000))
		return TOO_SMALL_10000;
	if (is_multiple(is, right, 10000))
		return TOO_LARGE_10000;
	if (is_multiple(right, is, 10))
		return TOO_SMALL_10;
	if (is_multiple(is, right, 10))
		return TOO_LARGE_10;
	if (is == -right && is != 0)
		return WRONG_SIGN;
	if (is_dropped_digit(right, is))
		return DIGIT_LACKING;
	if (is_dropped_digit(is, right))
		return DIGIT_TOO_MANY;
	if (is_transposed(is, right))
		return TRANSPOSED;
	return NO_SLIP;
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
say(const char *sentence, int64 is, int64 right)
{
	char		a[YUAN_MAX_TEXT];
	char		b[YUAN_MAX_TEXT];

	yuan_format_fen(is, a);
	yuan_format_fen(right, b);
	return psprintf(_(sentence), a, b);
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
	Slip		what;
	char		text[YUAN_MAX_TEXT];

	for (int i = 0; i < a->n; i++)
		if (right_addend(a, i, difference, &right) &&
			(what = slip(a->amounts[i], right)) != NO_SLIP)
			return say(slip_of_part[what], a->amounts[i], right);

	/* Taking one of two equal rows away, or giving one its neighbour's value. */
	for (int i = 0; i < a->n; i++)
		if (right_addend(a, i, difference, &right) && right == 0 && a->amounts[i] != 0)
		{
			yuan_format_fen(a->amounts[i], text);
			for (int j = 0; j < a->n; j++)
				if (j != i && a->amounts[j] == a->amounts[i])
					return psprintf(_("a row of %s is doubled"), text);
			return psprintf(_("a row of %s is one too many"), text);
		}
	for (int i = 0; i < a->n; i++)
		for (int j = i - 1; j <= i + 1; j += 2)
			if (j >= 0 && j < a->n && a->amounts[i] != a->amounts[j] &&
				right_addend(a, i, difference, &right) && right == a->amounts[j])
				return say(slip_of_part[NEIGHBOUR], a->amounts[i], right);
	if (a->unreported == 1 && !a->cut && yuan_sum_fen(difference, &right))
	{
		yuan_format_fen(right, text);
		return psprintf(_("the one row without an amount would be %s"), text);
	}
	return NULL;
}

const char *
audit_cause(YuanSum stated, YuanSum computed, const AuditAddends *addends)
{
	YuanSum		difference = yuan_sum_negated(computed);
	int64		is;
	int64		right;
	Slip		what;
	const char *cause = NULL;

	yuan_sum_add_sum(&difference, stated);
	if (yuan_sum_fen(stated, &is) && yuan_sum_fen(computed, &right) &&
		(what = slip(is, right)) != NO_SLIP)
		return say(slip_of_stated[what], is, right);
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
				cause = psprintf(_("a second row of %s is missing"), text);
			}
	}
	return cause;
}

const char *
audit_cause_at_origin(const char *cause)
{
	if (cause == NULL)
		return _("the difference starts here");
	return psprintf(_("the difference starts here: %s"), cause);
}
