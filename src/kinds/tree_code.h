/*
 * kinds/tree_code.h - the tree of a subject_code column
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_KINDS_TREE_CODE_H
#define GOVFISCAL_KINDS_TREE_CODE_H

#include "kinds/tree_node.h"

extern Size rollup_code_state_size(const RollupForm *form);
extern void rollup_code_row(CheckFold *fold, const Datum *values, const bool *nulls);
extern void rollup_code_end(CheckFold *fold);
extern const CheckTallying rollup_code_tallying;

#endif							/* GOVFISCAL_KINDS_TREE_CODE_H */
