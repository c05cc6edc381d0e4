/*
 * suggestions.c - the best repairs found so far  (pure)
 */
#include <string.h>

#include "equations/suggestions.h"

void
suggestions_start(SuggestionList *list, int32_t most, EquationArena arena)
{
	list->arena = arena;
	list->most = most;
	list->count = 0;
	list->best = equation_zeroed(arena, most, sizeof(EquationSuggestion));
}

/* The order of all: equal ones keep the order in which they were found. */
static bool
is_better(const EquationSuggestion *a, const EquationSuggestion *b)
{
	return a->size != b->size ? a->size < b->size : a->cost < b->cost;
}

static bool
proposes(const EquationSuggestion *suggestion, const EquationChange *change)
{
	for (int32_t i = 0; i < suggestion->nchanges; i++)
		if (suggestion->changes[i].cell == change->cell &&
			suggestion->changes[i].proposed == change->proposed)
			return true;
	return false;
}

/* Do both come to the same figures, in whatever order they were found? */
static bool
is_same(const EquationSuggestion *a, const EquationSuggestion *b)
{
	if (a->nchanges != b->nchanges)
		return false;
	for (int32_t i = 0; i < a->nchanges; i++)
		if (!proposes(b, &a->changes[i]))
			return false;
	return true;
}

static void
take_out(SuggestionList *list, int32_t at)
{
	list->count--;
	memmove(&list->best[at], &list->best[at + 1],
			(size_t) (list->count - at) * sizeof(EquationSuggestion));
}

void
suggestions_add(SuggestionList *list, const EquationSuggestion *suggestion)
{
	size_t		bytes = (size_t) suggestion->nchanges * sizeof(EquationChange);
	int32_t		at = 0;

	for (int32_t i = 0; i < list->count; i++)
		if (is_same(&list->best[i], suggestion))
		{
			if (!is_better(suggestion, &list->best[i]))
				return;
			take_out(list, i);
			break;
		}
	while (at < list->count && !is_better(suggestion, &list->best[at]))
		at++;
	if (at >= list->most)
		return;
	if (list->count == list->most)
		take_out(list, list->most - 1);
	memmove(&list->best[at + 1], &list->best[at],
			(size_t) (list->count - at) * sizeof(EquationSuggestion));
	list->count++;
	list->best[at] = *suggestion;
	list->best[at].changes = equation_zeroed(list->arena, suggestion->nchanges,
											 sizeof(EquationChange));
	memcpy(list->best[at].changes, suggestion->changes, bytes);
}
