/*
 * kinds/tree_link.h - the tree of a line and a column that names its parent line
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_KINDS_TREE_LINK_H
#define GOVFISCAL_KINDS_TREE_LINK_H

#include "kinds/tree_node.h"

extern Size rollup_link_state_size(const RollupForm *form);
extern void rollup_link_row(CheckFold *fold, const Datum *values, const bool *nulls);
extern void rollup_link_end(CheckFold *fold);

#endif							/* GOVFISCAL_KINDS_TREE_LINK_H */
