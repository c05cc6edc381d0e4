/*
 * kinds/tree_system.c - a tree as equations: each node = its direct children
 *
 * Rows come in the order of their codes (kinds/rollup.c orders them), so rows of
 * one code are neighbours, a parent is found by bisection, and in the tree of a
 * subject_code it is on the path to the last row.
 *
 * A node without an equation in the fold has none here: one of several rows
 * with children, one of a cycle, one whose parent is missing.
 */
#include "postgres.h"

#include "fmgr.h"

#include "base/govfiscal.h"
#include "engine/system.h"
#include "kinds/tree_node.h"
#include "subject/core.h"

typedef struct TreeNode
{
	Datum		code;
	int32		first;			/* its first source, */
	int32		rows;			/* and how many it has */
	int32		parent;			/* of its first row: a node, or -1 */
	int32		first_child;	/* a source, or -1 */
} TreeNode;

typedef struct Tree
{
	const CheckSystem *system;
	CheckRule  *rule;
	const RollupForm *form;
	int32		nnodes;
	TreeNode   *nodes;
	int32	   *next;			/* of each source: the next one with its parent, or -1 */
} Tree;

static const CheckSource *
source_of(const Tree *tree, int32 source)
{
	return &tree->system->sources[source];
}

static void
gather_nodes(Tree *tree)
{
	for (int32 i = 0; i < tree->system->nsources; i++)
	{
		Datum		code = source_of(tree, i)->values[tree->form->code];

		if (tree->nnodes == 0 ||
			check_rule_compare(tree->rule, 0, tree->nodes[tree->nnodes - 1].code, code) != 0)
			tree->nodes[tree->nnodes++] = (TreeNode) {code, i, 0, -1, -1};
		tree->nodes[tree->nnodes - 1].rows++;
	}
}

static int32
find_node(const Tree *tree, Datum code)
{
	int32		low = 0;
	int32		high = tree->nnodes - 1;

	while (low <= high)
	{
		int32		middle = low + (high - low) / 2;
		int			order = check_rule_compare(tree->rule, 0, code, tree->nodes[middle].code);

		if (order == 0)
			return middle;
		if (order < 0)
			high = middle - 1;
		else
			low = middle + 1;
	}
	return -1;
}

/* Of a subject: the parent, or with gaps the nearest ancestor that is there. */
static int32
find_above(const Tree *tree, int32 code)
{
	int32		found = -1;

	while (found < 0 && code != SUBJECT_ROOT)
	{
		code = subject_parent_of(code);
		found = find_node(tree, SubjectCodeGetDatum(code));
		if (!tree->form->gaps)
			break;
	}
	return found;
}

static int32
parent_of(const Tree *tree, int32 source)
{
	const CheckSource *row = source_of(tree, source);
	int			parent = tree->form->parent;

	if (parent < 0)
		return find_above(tree, DatumGetSubjectCode(row->values[tree->form->code]));
	return row->nulls[parent] ? -1 : find_node(tree, row->values[parent]);
}

static int
sign_of(const Tree *tree, int32 source)
{
	const CheckSource *row = source_of(tree, source);

	return (int) rollup_stored_sign(tree->form, row->values, row->nulls);
}

static void
link_nodes(Tree *tree)
{
	for (int32 n = tree->nnodes - 1; n >= 0; n--)
		for (int32 i = tree->nodes[n].first + tree->nodes[n].rows - 1; i >= tree->nodes[n].first; i--)
		{
			int32		parent = parent_of(tree, i);

			tree->nodes[n].parent = parent;
			if (parent < 0 || sign_of(tree, i) == 0)
				continue;
			tree->next[i] = tree->nodes[parent].first_child;
			tree->nodes[parent].first_child = i;
		}
}

static bool
is_in_cycle(const Tree *tree, int32 node)
{
	int32		above = tree->nodes[node].parent;

	for (int32 steps = 0; above >= 0 && above != node && steps < tree->nnodes; steps++)
		above = tree->nodes[above].parent;
	return above == node;
}

static void
add_equation(const Tree *tree, CheckSystem *system, const TreeNode *node, int col)
{
	check_system_begin(system, EQUATION_EQUAL);
	check_system_add(system, node->first, col, 1, false);
	for (int32 i = node->first_child; i >= 0; i = tree->next[i])
		check_system_add(system, i, col, -sign_of(tree, i), true);
	check_system_end(system, psprintf("%s %s",
									  OutputFunctionCall(unconstify(FmgrInfo *, &tree->form->output),
														 node->code),
									  tree->rule->side[0].cols[col].name));
}

void
rollup_equations(CheckFold *fold, CheckSystem *system)
{
	Tree		tree = {system, fold->rule, fold->rule->form};

	tree.nodes = palloc(sizeof(TreeNode) * (system->nsources + 1));
	tree.next = palloc(sizeof(int32) * (system->nsources + 1));
	memset(tree.next, -1, sizeof(int32) * (system->nsources + 1));
	check_system_add_sources(system, tree.form->namounts, tree.form->amounts);
	gather_nodes(&tree);
	link_nodes(&tree);
	for (int32 n = 0; n < tree.nnodes; n++)
	{
		const TreeNode *node = &tree.nodes[n];

		if (node->rows > 1 || node->first_child < 0 || is_in_cycle(&tree, n))
			continue;
		for (int i = 0; i < tree.form->namounts; i++)
			add_equation(&tree, system, node, tree.form->amounts[i]);
	}
}
