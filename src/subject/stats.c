/*
 * subject/stats.c - the distribution of a column of codes  (pure)
 */
#include <stddef.h>

#include "subject/stats.h"

/* How many of the values are less than x; ascending. */
static int
count_less(const int32_t *value, int n, int32_t x)
{
	int			low = 0;

	while (low < n)
	{
		int			middle = low + (n - low) / 2;

		if (value[middle] < x)
			low = middle + 1;
		else
			n = middle;
	}
	return low;
}

static bool
is_among(const int32_t *value, int n, int32_t x)
{
	int			i = count_less(value, n, x);

	return i < n && value[i] == x;
}

void
subject_stats_prepare(SubjectStats *s)
{
	for (int level = 0; level <= SUBJECT_MAX_LEVEL; level++)
		s->level_seen[level] = false;
	for (int i = 0; i < s->n_bounds; i++)
		s->level_seen[subject_level_of(s->bound[i])] = true;

	s->deepest = 0;
	for (int level = 0; level <= SUBJECT_MAX_LEVEL; level++)
		if (s->level_seen[level])
			s->deepest = level;
	for (int i = 0; i < s->n_common; i++)
		if (subject_level_of(s->common[i]) > s->deepest)
			s->deepest = subject_level_of(s->common[i]);

	if (s->n_rest < 1)
		s->n_rest = 1;
}

/* Few codes: every one of them is a bound. */
static bool
bounds_are_all(const SubjectStats *s)
{
	return s->n_rest <= s->n_bounds;
}

/*
 * The part of the histogram below x.  Bin i spans bound[i] to bound[i + 1], the
 * last one its upper bound too; inside a bin codes are taken to lie evenly.
 */
static double
histogram_below(const SubjectStats *s, int32_t x)
{
	int			bins = s->n_bounds - 1;
	int			i = count_less(s->bound, s->n_bounds, x);
	double		from;
	double		to;

	if (i == 0)
		return 0;
	if (i == s->n_bounds)
		return 1;
	from = s->bound[i - 1];
	to = s->bound[i] + (double) (i == bins);
	return (i - 1 + (x - from) / (to - from)) / bins;
}

/* The uncommon rows between two codes, both included. */
static double
rest_between(const SubjectStats *s, int32_t first, int32_t last)
{
	int			after = count_less(s->bound, s->n_bounds, last + 1);

	if (s->n_bounds < 2 || first > last)
		return 0;
	if (bounds_are_all(s))
		return s->rest * (after - count_less(s->bound, s->n_bounds, first)) / s->n_bounds;
	return s->rest * (histogram_below(s, last + 1) - histogram_below(s, first));
}

static double
common_between(const SubjectStats *s, int32_t first, int32_t last)
{
	double		share = 0;

	for (int i = count_less(s->common, s->n_common, first);
		 i < s->n_common && s->common[i] <= last; i++)
		share += s->frequency[i];
	return share;
}

/*
 * A code that is not common has the mean share of such codes, if it occurs:
 * surely when it is a bound; surely not when all codes are bounds and it is
 * none; and else if codes of its level occur and the range includes it.
 */
static double
rest_equal(const SubjectStats *s, int32_t code)
{
	bool		occurs;

	if (s->n_bounds < 2)
		occurs = true;
	else if (is_among(s->bound, s->n_bounds, code))
		occurs = true;
	else
		occurs = !bounds_are_all(s) &&
			s->level_seen[subject_level_of(code)] &&
			code > s->bound[0] && code < s->bound[s->n_bounds - 1];
	return occurs ? s->rest / s->n_rest : 0;
}

double
subject_share_equal(const SubjectStats *s, int32_t code)
{
	int			i = count_less(s->common, s->n_common, code);

	if (i < s->n_common && s->common[i] == code)
		return s->frequency[i];
	return rest_equal(s, code);
}

/* Of the bounds in a range, the part that has this level. */
static double
part_of_level(const SubjectStats *s, int32_t first, int32_t last, int level)
{
	int			in_range = 0;
	int			of_level = 0;

	for (int i = count_less(s->bound, s->n_bounds, first);
		 i < s->n_bounds && s->bound[i] <= last; i++)
	{
		in_range++;
		of_level += subject_level_of(s->bound[i]) == level;
	}
	/* None fell into it: as likely as not. */
	return in_range > 0 ? (double) of_level / in_range : 0.5;
}

static double
children(const SubjectStats *s, int32_t upper)
{
	int32_t		last = subject_last_of(upper);
	int			level = subject_level_of(upper) + 1;
	double		share = 0;

	for (int i = count_less(s->common, s->n_common, upper + 1);
		 i < s->n_common && s->common[i] <= last; i++)
		if (subject_level_of(s->common[i]) == level)
			share += s->frequency[i];
	return share + rest_between(s, upper + 1, last) *
		part_of_level(s, upper + 1, last, level);
}

double
subject_share_lower(const SubjectStats *s, SubjectRelation relation, int32_t upper)
{
	int32_t		last = subject_last_of(upper);
	double		rest = rest_between(s, upper, last);

	if (relation != SUBJECT_WITHIN && subject_level_of(upper) >= s->deepest)
		return 0;
	if (relation == SUBJECT_CHILD)
		return children(s, upper);

	/*
	 * Interpolation cannot see a single code in a wide bin.  If the code is an
	 * uncommon one, its subtree has at least its own rows.
	 */
	if (!is_among(s->common, s->n_common, upper))
	{
		double		own = rest_equal(s, upper);

		if (rest < own)
			rest = own;
		if (relation == SUBJECT_BELOW)
			rest -= own;
	}
	return rest + common_between(s, upper + (relation == SUBJECT_BELOW), last);
}

double
subject_share_upper(const SubjectStats *s, SubjectRelation relation, int32_t lower)
{
	int32_t		path[SUBJECT_MAX_LEVEL + 1];
	int			length = subject_path_of(lower, path);
	double		share = 0;

	if (relation == SUBJECT_CHILD)
		return length > 1 ? subject_share_equal(s, path[length - 2]) : 0;
	if (relation == SUBJECT_BELOW)
		length--;
	for (int i = 0; i < length; i++)
		share += subject_share_equal(s, path[i]);
	return share;
}

/*
 * The mean over the rows of a column of some function of their code; bounds
 * stand for the uncommon rows.
 */
typedef double (*ShareOf) (const SubjectStats *other, SubjectRelation relation, int32_t code);

static double
at_most_one(double share)
{
	return share < 1 ? share : 1;
}

static double
mean(const SubjectStats *s, ShareOf share_of, const SubjectStats *other,
	 SubjectRelation relation, double n)
{
	double		total = 0;
	double		rest = 0;

	for (int i = 0; i < s->n_common; i++)
	{
		double		share = share_of(other, relation, s->common[i]);

		total += s->frequency[i] * (n > 0 ? at_most_one(n * share) : share);
	}
	for (int i = 0; i < s->n_bounds; i++)
	{
		double		share = share_of(other, relation, s->bound[i]);

		rest += n > 0 ? at_most_one(n * share) : share;
	}
	if (s->n_bounds > 0)
		total += s->rest * rest / s->n_bounds;
	return total;
}

/*
 * Pairs are counted from the lower side, where each row has at most five
 * partners to look up.  From the upper side the few large subtrees would carry
 * most of the sum, and whether a class is in the sample would decide it.
 */
double
subject_share_pairs(const SubjectStats *lower, const SubjectStats *upper,
					SubjectRelation relation)
{
	return mean(lower, subject_share_upper, upper, relation, 0);
}

double
subject_share_lower_matched(const SubjectStats *lower, const SubjectStats *upper,
							SubjectRelation relation, double n_upper)
{
	return mean(lower, subject_share_upper, upper, relation, n_upper);
}

double
subject_share_upper_matched(const SubjectStats *lower, const SubjectStats *upper,
							SubjectRelation relation, double n_lower)
{
	return mean(upper, subject_share_lower, lower, relation, n_lower);
}

int32_t
subject_quantile(const SubjectStats *s, double share)
{
	int32_t		low = 0;
	int32_t		high = SUBJECT_MAX;

	while (low < high)
	{
		int32_t		middle = low + (high - low) / 2;

		if (common_between(s, 0, middle) + rest_between(s, 0, middle) < share)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Some 30 classes, 300 sections, 1,500 items, nearly all rows at items. */
double
subject_share_unknown(SubjectRelation relation, int32_t upper)
{
	static const double within[] = {1.0, 0.03, 0.003, 0.0007, 0.0002};
	int			level = subject_level_of(upper);

	if (relation == SUBJECT_WITHIN)
		return within[level];
	return level < SUBJECT_MAX_LEVEL ? within[level] / 2 : 0;
}
