/*
 * kinds/tree_code.c - the tree of a subject_code column, in one pass
 *
 * Rows come in code order, which is pre-order: a node before all below it, each
 * subtree whole.  So the nodes that can still get rows are the path to the last
 * one, at most one for each level, and a node is done when a row outside its
 * subtree comes.  Memory is the depth of the tree.
 */
#include "postgres.h"

#include "fmgr.h"

#include "base/govfiscal.h"
#include "base/nls.h"
#include "kinds/tree_code.h"
#include "rule/kind.h"
#include "subject/core.h"

#define MAX_PATH	(SUBJECT_MAX_LEVEL + 1)

typedef struct PathNode
{
	int32		code;
	int			sign;			/* of its last row; nodes with children have one */
	bool		linked;			/* the node before it on the path is its parent */
	RollupNode *node;
} PathNode;

typedef struct CodeFold
{
	CheckFold	fold;
	int			depth;
	PathNode	path[MAX_PATH];
	/* followed by the nodes of the path */
} CodeFold;

Size
rollup_code_state_size(const RollupForm *form)
{
	return MAXALIGN(sizeof(CodeFold)) + MAX_PATH * rollup_node_size(form);
}

static RollupNode *
node_at(CodeFold *state, int depth)
{
	return (RollupNode *) ((char *) state + MAXALIGN(sizeof(CodeFold)) +
						   depth * rollup_node_size(state->fold.rule->form));
}

static RollupNode *
parent_of(CodeFold *state, int depth)
{
	return state->path[depth].linked ? state->path[depth - 1].node : NULL;
}

static void
pop(CodeFold *state)
{
	PathNode   *last = &state->path[--state->depth];
	char		code[SUBJECT_TEXT_SIZE];

	/* Nothing is held at a leaf; most nodes are leaves. */
	if (last->node->children == 0)
		return;
	subject_format(last->code, code);
	rollup_end_node(&state->fold, last->node, code,
					parent_of(state, state->depth), last->sign);
}

/* What a diagnosis has allocated at this depth is used again. */
static void
clear_node(RollupNode *node, int namounts)
{
	node->rows = 0;
	node->children = 0;
	node->held = NIL;
	for (int i = 0; i < namounts; i++)
	{
		AuditAddends *values = node->sums[i].values;

		memset(&node->sums[i], 0, sizeof(RollupSum));
		node->sums[i].values = values;
		audit_addends_clear(values);
	}
}

/*
 * The direct parent must be there, but for that of a class: the root is the
 * total row, which a table may lack.  With gaps the nearest ancestor will do.
 */
static void
push(CodeFold *state, int32 code)
{
	const RollupForm *form = state->fold.rule->form;
	PathNode   *node = &state->path[state->depth];
	PathNode   *above = state->depth > 0 ? node - 1 : NULL;
	bool		is_root = code == SUBJECT_ROOT;

	node->code = code;
	node->node = node_at(state, state->depth);
	clear_node(node->node, form->namounts);
	node->linked = above != NULL &&
		(form->gaps || subject_is_parent_of(above->code, code));
	if (!node->linked && !form->gaps && !is_root &&
		subject_parent_of(code) != SUBJECT_ROOT)
	{
		char		text[SUBJECT_TEXT_SIZE];
		char		parent[SUBJECT_TEXT_SIZE];

		subject_format(code, text);
		subject_format(subject_parent_of(code), parent);
		rollup_misplaced(&state->fold, text, CHECK_ORPHAN,
						 psprintf(_("its parent %s has no row"), parent));
	}
	state->depth++;
}

void
rollup_code_row(CheckFold *fold, const Datum *values, const bool *nulls)
{
	CodeFold   *state = (CodeFold *) fold;
	const RollupForm *form = fold->rule->form;
	int32		code = DatumGetSubjectCode(values[form->code]);
	PathNode   *last;

	while (state->depth > 0 &&
		   !subject_covers(state->path[state->depth - 1].code, code))
		pop(state);
	if (state->depth == 0 || state->path[state->depth - 1].code != code)
		push(state, code);

	last = &state->path[state->depth - 1];
	last->sign = rollup_sign(fold, values, nulls);
	rollup_add_own(fold, last->node, values, nulls);
	rollup_add_part(fold, parent_of(state, state->depth - 1), last->sign, values, nulls);
}

void
rollup_code_end(CheckFold *fold)
{
	CodeFold   *state = (CodeFold *) fold;

	while (state->depth > 0)
		pop(state);
}

/* ---------------------------------------------------------------- rows in any order */

/* With gaps the parent of a row is the nearest one there is, which only order tells. */
static bool
tally_place(CheckRule *rule, const Datum *values, const bool *nulls, int32 *node, int32 *above)
{
	const RollupForm *form = rule->form;
	int64		sign = rollup_stored_sign(form, values, nulls);

	if (form->parent >= 0 || form->gaps || nulls[form->code] || sign < -1 || sign > 1)
		return false;
	*node = DatumGetSubjectCode(values[form->code]);
	*above = *node == SUBJECT_ROOT ? *node : subject_parent_of(*node);
	return true;
}

static Size
tally_size(const CheckRule *rule)
{
	return rollup_node_size(rule->form);
}

static void
tally_part(CheckFold *fold, void *sums, const Datum *values, const bool *nulls)
{
	rollup_add_part(fold, sums, rollup_sign(fold, values, nulls), values, nulls);
}

static void
tally_own(CheckFold *fold, void *sums, const Datum *values, const bool *nulls)
{
	rollup_add_own(fold, sums, values, nulls);
}

/* A node with rows below it and none of its own makes them orphans, but for the root. */
static void
tally_end(CheckFold *fold, int32 code, void *sums)
{
	RollupNode *node = sums;
	char		text[SUBJECT_TEXT_SIZE];

	subject_format(code, text);
	if (node->rows > 0)
		rollup_end_node(fold, node, text, NULL, 0);
	else if (code != SUBJECT_ROOT)
		rollup_misplaced(fold, text, CHECK_ORPHAN, NULL);
}

const CheckTallying rollup_code_tallying = {
	.place = tally_place,
	.size = tally_size,
	.part = tally_part,
	.own = tally_own,
	.end = tally_end
};
