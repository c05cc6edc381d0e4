/*
 * accounts/claim_label.c - the dictionary of what figures are called  (pure)
 *
 * The labels lie in order of their bytes.  Those that begin with the same bytes
 * are neighbours, so a search narrows a range, by halves, one byte at a time.
 */
#include <stdlib.h>
#include <string.h>

#include "accounts/claim_label.h"

static int
compare(const void *a, const void *b)
{
	const ClaimLabel *left = a;
	const ClaimLabel *right = b;
	int			order = strcmp(left->text, right->text);

	if (order != 0)
		return order;
	if (left->topic != right->topic)
		return left->topic < right->topic ? -1 : 1;
	return left->subject < right->subject ? -1 : left->subject > right->subject;
}

void
claim_sort_labels(ClaimLabel *labels, int count)
{
	if (count > 1)
		qsort(labels, (size_t) count, sizeof(ClaimLabel), compare);
}

ClaimSearch
claim_search(const ClaimDictionary *dictionary)
{
	ClaimSearch search = {dictionary, 0, dictionary->count, 0};

	return search;
}

/* The first label of the range whose next byte is not below this one. */
static int
first_not_below(const ClaimSearch *search, int from, int byte)
{
	int			low = from;
	int			high = search->to;

	while (low < high)
	{
		int			middle = low + (high - low) / 2;
		const char *text = search->dictionary->labels[middle].text;

		if ((unsigned char) text[search->bytes] < byte)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Every text of the range has the bytes taken so far, so none is read beyond its NUL. */
bool
claim_search_byte(ClaimSearch *search, unsigned char byte)
{
	if (byte == 0)
		return false;
	search->from = first_not_below(search, search->from, byte);
	search->to = first_not_below(search, search->from, byte + 1);
	search->bytes++;
	return search->from < search->to;
}

int
claim_search_found(const ClaimSearch *search, const ClaimLabel **labels)
{
	*labels = search->dictionary->labels + search->from;
	return first_not_below(search, search->from, 1) - search->from;
}

const ClaimLabel *
claim_label_of(const ClaimLabel *labels, int count, int topic)
{
	const ClaimLabel *any = NULL;

	for (int i = 0; i < count; i++)
	{
		if (labels[i].subject != 0)
			continue;
		if (labels[i].topic == topic)
			return &labels[i];
		if (labels[i].topic == 0)
			any = &labels[i];
	}
	return any;
}

const ClaimLabel *
claim_label_named(const ClaimDictionary *dictionary, const char *text, int topic)
{
	ClaimSearch search = claim_search(dictionary);
	const ClaimLabel *labels;
	int			count;

	for (const char *p = text; *p != '\0'; p++)
		if (!claim_search_byte(&search, (unsigned char) *p))
			return NULL;
	count = claim_search_found(&search, &labels);
	return claim_label_of(labels, count, topic);
}

int
claim_subject_level(int code)
{
	return code >= 1000000 ? 3 : code >= 10000 ? 2 : code >= 100 ? 1 : 0;
}

static bool
is_below(int code, int path)
{
	while (code > path)
		code /= 100;
	return code == path;
}

int
claim_subject_of(const ClaimLabel *labels, int count, int level, int path)
{
	int			best = 0;

	for (int i = 0; i < count; i++)
	{
		int			code = labels[i].subject;

		if (code == 0 || (level == 0 ? labels[i].marked : claim_subject_level(code) != level))
			continue;
		if (path > 0 && code != path && is_below(code, path))
			return code;
		if ((level <= 1 || path == 0) && (best == 0 || code < best))
			best = code;
	}
	return best;
}
