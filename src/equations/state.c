/*
 * state.c - a system with figures that can be tried and taken back  (pure)
 */
#include <string.h>

#include "equations/state.h"

static bool
is_within(int64_t n, int64_t limit)
{
	return n >= -limit && n <= limit;
}

static bool
equation_is_within(const EquationSystem *system, const Equation *equation)
{
	int64_t		weight = 0;

	if (equation->first < 0 || equation->count < 0 ||
		equation->count > system->nterms - equation->first ||
		!is_within(equation->constant, EQUATIONS_MAX_CONSTANT) ||
		equation->bound < 0 || equation->bound > EQUATIONS_MAX_CONSTANT)
		return false;
	for (int32_t i = 0; i < equation->count; i++)
	{
		const EquationTerm *term = &system->terms[equation->first + i];

		if (term->cell < 0 || term->cell >= system->ncells ||
			!is_within(term->coefficient, EQUATIONS_MAX_WEIGHT))
			return false;
		weight += term->coefficient < 0 ? -term->coefficient : term->coefficient;
	}
	return weight <= EQUATIONS_MAX_WEIGHT;
}

bool
equations_within_limits(const EquationSystem *system)
{
	if (system->ncells < 0 || system->ncells > EQUATIONS_MAX_CELLS ||
		system->nterms < 0 || system->nterms > EQUATIONS_MAX_TERMS ||
		system->nequations < 0 || system->nequations > EQUATIONS_MAX_TERMS)
		return false;
	for (int32_t c = 0; c < system->ncells; c++)
	{
		const EquationCell *cell = &system->cells[c];

		if (!is_within(cell->stored, EQUATIONS_MAX_FIGURE) ||
			(cell->blank && cell->stored != 0) ||
			cell->quantum < 1 || cell->quantum > EQUATIONS_MAX_FIGURE)
			return false;
	}
	for (int32_t e = 0; e < system->nequations; e++)
		if (!equation_is_within(system, &system->equations[e]))
			return false;
	return true;
}

void *
equation_zeroed(EquationArena arena, int64_t count, size_t size)
{
	size_t		bytes = (size_t) (count + 1) * size;
	void	   *memory = arena.alloc(arena.context, bytes);

	memset(memory, 0, bytes);
	return memory;
}

/*
 * The uses of all cells, grouped by cell: counted, then filled in.  As the
 * equations come in order, the terms of one cell in one equation meet.
 */
static void
gather_uses(EquationState *state)
{
	const EquationSystem *system = state->system;
	int32_t    *end = equation_zeroed(state->arena, system->ncells, sizeof(int32_t));

	for (int32_t e = 0; e < system->nequations; e++)
		for (int32_t i = 0; i < system->equations[e].count; i++)
			state->first[system->terms[system->equations[e].first + i].cell + 1]++;
	for (int32_t c = 0; c < system->ncells; c++)
	{
		state->first[c + 1] += state->first[c];
		end[c] = state->first[c];
	}
	for (int32_t e = 0; e < system->nequations; e++)
		for (int32_t i = 0; i < system->equations[e].count; i++)
		{
			const EquationTerm *term = &system->terms[system->equations[e].first + i];
			CellUse    *use = &state->uses[end[term->cell]];

			if (end[term->cell] > state->first[term->cell] && use[-1].equation == e)
				use--;
			else
				end[term->cell]++;
			use->equation = e;
			use->coefficient += term->coefficient;
			use->in[term->right ? 1 : 0] = true;
		}
	/* What merging left over says nothing. */
	for (int32_t c = 0; c < system->ncells; c++)
		for (; end[c] < state->first[c + 1]; end[c]++)
			state->uses[end[c]].equation = -1;
}

static void
judge(EquationState *state, int32_t e)
{
	const Equation *equation = &state->system->equations[e];
	bool		violated = equation->must_hold && equation_is_judged(state, e) &&
		!equation_holds_at(equation, state->rest[e]);

	state->nviolated += (int32_t) violated - (int32_t) state->violated[e];
	state->violated[e] = violated;
}

static void
start_equations(EquationState *state)
{
	const EquationSystem *system = state->system;

	for (int32_t e = 0; e < system->nequations; e++)
		state->rest[e] = system->equations[e].constant;
	for (int32_t c = 0; c < system->ncells; c++)
	{
		state->blank[c] = true;
		for (int32_t u = state->first[c]; u < state->first[c + 1]; u++)
			for (int side = 0; side < 2; side++)
				if (state->uses[u].equation >= 0 && state->uses[u].in[side])
					state->nterms[side][state->uses[u].equation]++;
	}
	for (int32_t e = 0; e < system->nequations; e++)
		judge(state, e);
	for (int32_t c = 0; c < system->ncells; c++)
		equation_set(state, c, system->cells[c].stored, system->cells[c].blank);
}

EquationState *
equation_state(const EquationSystem *system, int64_t limit, EquationArena arena)
{
	EquationState *state = equation_zeroed(arena, 1, sizeof(EquationState));

	state->system = system;
	state->arena = arena;
	state->limit = INT64_MAX;
	state->first = equation_zeroed(arena, system->ncells, sizeof(int32_t));
	state->uses = equation_zeroed(arena, system->nterms, sizeof(CellUse));
	state->value = equation_zeroed(arena, system->ncells, sizeof(int64_t));
	state->blank = equation_zeroed(arena, system->ncells, sizeof(bool));
	state->rest = equation_zeroed(arena, system->nequations, sizeof(int64_t));
	state->violated = equation_zeroed(arena, system->nequations, sizeof(bool));
	for (int side = 0; side < 2; side++)
	{
		state->nterms[side] = equation_zeroed(arena, system->nequations, sizeof(int32_t));
		state->nreported[side] = equation_zeroed(arena, system->nequations, sizeof(int32_t));
	}
	gather_uses(state);
	start_equations(state);
	state->steps = 0;
	state->limit = limit;
	return state;
}

void
equation_set(EquationState *state, int32_t cell, int64_t value, bool blank)
{
	int64_t		delta = value - state->value[cell];
	int32_t		reported = (int32_t) state->blank[cell] - (int32_t) blank;

	if (delta == 0 && reported == 0)
		return;
	state->value[cell] = value;
	state->blank[cell] = blank;
	for (int32_t u = state->first[cell]; u < state->first[cell + 1]; u++)
	{
		const CellUse *use = &state->uses[u];

		if (use->equation < 0)
			break;
		state->rest[use->equation] += use->coefficient * delta;
		for (int side = 0; side < 2; side++)
			if (use->in[side])
				state->nreported[side][use->equation] += reported;
		judge(state, use->equation);
	}
	state->steps += state->first[cell + 1] - state->first[cell] + 1;
}

void
equation_apply(EquationState *state, const EquationChange *changes, int32_t n)
{
	for (int32_t i = 0; i < n; i++)
		equation_set(state, changes[i].cell, changes[i].proposed, changes[i].proposed_blank);
}

void
equation_restore(EquationState *state, const EquationChange *changes, int32_t n)
{
	for (int32_t i = n; i-- > 0;)
		equation_set(state, changes[i].cell, state->system->cells[changes[i].cell].stored,
					 state->system->cells[changes[i].cell].blank);
}
