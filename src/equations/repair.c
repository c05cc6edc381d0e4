/*
 * repair.c - which figure is wrong  (pure)
 *
 * One figure and one fault of the form are weighed against each other; two
 * and three figures are tried only where neither settles all.
 */
#include "equations/faults.h"
#include "equations/localize.h"
#include "equations/repair.h"

#define MAX_SIZE	3

static void
find(EquationState *state, SuggestionList *list)
{
	EquationLayout *layout = equation_layout(state->system, state->arena);

	equations_localize(state, layout, 1, list);
	equations_find_moved(state, layout, list);
	equations_find_rows(state, layout, list);
	equations_find_displaced(state, layout, list);
	for (int32_t size = 2; size <= MAX_SIZE && list->count == 0; size++)
		equations_localize(state, layout, size, list);
}

EquationRepair *
equations_repair(const EquationSystem *system, int32_t most, int64_t steps,
				 EquationArena arena)
{
	EquationRepair *repair = equation_zeroed(arena, 1, sizeof(EquationRepair));
	EquationState *state;
	SuggestionList list;

	repair->outcome = EQUATIONS_TOO_LARGE;
	if (!equations_within_limits(system))
		return repair;
	state = equation_state(system, steps, arena);
	repair->violated = state->nviolated;
	repair->outcome = EQUATIONS_HOLD;
	if (state->nviolated == 0 || most < 1)
		return repair;
	suggestions_start(&list, most, arena);
	find(state, &list);
	repair->nsuggestions = list.count;
	repair->suggestions = list.best;
	repair->steps = state->steps;
	repair->outcome = list.count > 0 ? EQUATIONS_REPAIRED :
		equation_out_of_steps(state) ? EQUATIONS_GAVE_UP : EQUATIONS_NO_SMALL_REPAIR;
	return repair;
}
