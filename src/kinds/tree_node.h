/*
 * kinds/tree_node.h - what the two shapes of a tree share
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_KINDS_TREE_NODE_H
#define GOVFISCAL_KINDS_TREE_NODE_H

#include "engine/fold.h"
#include "kinds/cause.h"

typedef struct RollupForm
{
	int			code;			/* columns; -1: the rule has none */
	int			parent;
	int			sign;
	Oid			signtype;
	bool		gaps;			/* the nearest ancestor present is the parent */
	int			namounts;
	int		   *amounts;
	FmgrInfo	output;			/* of the code */
} RollupForm;

/* One amount column of one node. */
typedef struct RollupSum
{
	YuanSum		stated;
	int64		reported;		/* rows of the node with an amount */
	YuanSum		computed;
	int64		addends;		/* rows below it with an amount */
	int64		blanks;			/* rows below it without */
	YuanSum		quanta;			/* of the stated figure and of the addends */
	YuanSum		inherited;		/* what violations right below do to the difference */
	AuditAddends *values;		/* of the rows below, for a diagnosis */
} RollupSum;

typedef struct RollupNode
{
	int64		rows;
	int64		children;		/* rows right below that are added */
	List	   *held;			/* findings right below, until this node's are known */
	RollupSum	sums[FLEXIBLE_ARRAY_MEMBER];
} RollupNode;

static inline Size
rollup_node_size(const RollupForm *form)
{
	return MAXALIGN(offsetof(RollupNode, sums) + sizeof(RollupSum) * form->namounts);
}

/* The sign as it stands; what is none is beyond -1 to 1. */
extern int64 rollup_stored_sign(const RollupForm *form, const Datum *values, const bool *nulls);

/* +1, -1, or 0 for a line that is not added. */
extern int	rollup_sign(const CheckFold *fold, const Datum *values, const bool *nulls);

/* Adds a row to its node. */
extern void rollup_add_own(CheckFold *fold, RollupNode *node, const Datum *values,
						   const bool *nulls);

/* ... and to the node above, unless that is NULL. */
extern void rollup_add_part(CheckFold *fold, RollupNode *parent, int sign, const Datum *values,
							const bool *nulls);

/* Judges a node; parent and sign say whom a violation passes on to. */
extern void rollup_end_node(CheckFold *fold, RollupNode *node, const char *code,
							RollupNode *parent, int sign);

/* The tree as equations: CheckKind's "equations" (kinds/tree_system.c). */
extern void rollup_equations(CheckFold *fold, CheckSystem *system);

/* A finding about the place of a node in the tree. */
extern void rollup_misplaced(CheckFold *fold, const char *code, CheckVerdict verdict,
							 const char *note);

#endif							/* GOVFISCAL_KINDS_TREE_NODE_H */
