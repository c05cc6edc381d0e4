/*
 * trial.c - a hypothesis: these figures change together  (pure)
 */
#include <string.h>

#include "equations/trial.h"

void
trial_prepare(Trial *trial, EquationState *state, SuggestionList *list)
{
	memset(trial, 0, sizeof(*trial));
	trial->state = state;
	trial->list = list;
	trial->suggestion.changes = equation_zeroed(state->arena, state->system->ncells,
												sizeof(EquationChange));
}

void
trial_start(Trial *trial, EquationCause cause, int32_t cost, const PrintedLine *line)
{
	EquationChange *changes = trial->suggestion.changes;

	memset(&trial->suggestion, 0, sizeof(trial->suggestion));
	trial->impossible = false;
	trial->suggestion.cause = cause;
	trial->suggestion.size = 1;
	trial->suggestion.cost = cost;
	trial->suggestion.settles = trial->state->nviolated;
	trial->suggestion.changes = changes;
	trial->suggestion.form = line->form;
	trial->suggestion.row = -1;
	trial->suggestion.column = -1;
	trial->suggestion.other = -1;
}

void
trial_change(Trial *trial, int32_t cell, int64_t proposed, bool blank)
{
	const EquationCell *stored = &trial->state->system->cells[cell];
	EquationChange *change = &trial->suggestion.changes[trial->suggestion.nchanges];

	if (stored->stored == proposed && stored->blank == blank)
		return;
	if (stored->fixed || proposed > EQUATIONS_MAX_FIGURE || proposed < -EQUATIONS_MAX_FIGURE)
	{
		trial->impossible = true;
		return;
	}
	change->cell = cell;
	change->cause = trial->suggestion.cause;
	change->stored = stored->stored;
	change->proposed = proposed;
	change->proposed_blank = blank;
	trial->suggestion.nchanges++;
}

void
trial_move(Trial *trial, int32_t from, int32_t cell)
{
	const EquationCell *stored = &trial->state->system->cells[from];

	trial_change(trial, cell, stored->stored, stored->blank);
}

void
trial_end(Trial *trial)
{
	const EquationSuggestion *suggestion = &trial->suggestion;

	if (trial->impossible || suggestion->nchanges == 0 || equation_out_of_steps(trial->state))
		return;
	equation_apply(trial->state, suggestion->changes, suggestion->nchanges);
	if (trial->state->nviolated == 0)
		suggestions_add(trial->list, suggestion);
	equation_restore(trial->state, suggestion->changes, suggestion->nchanges);
}
