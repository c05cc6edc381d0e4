/*
 * engine/touched.h - what a transaction has touched
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_ENGINE_TOUCHED_H
#define GOVFISCAL_ENGINE_TOUCHED_H

#include "access/attnum.h"

#include "engine/groups.h"
#include "engine/proof.h"

/* A column, by what does not change. */
typedef struct CheckRenewed
{
	Oid			relid;
	AttrNumber	attno;
} CheckRenewed;

/* What a transaction has touched of one rule. */
typedef struct CheckTouched
{
	Oid			trigger;		/* the rule's root trigger */
	CheckRule  *rule;			/* as it was when first touched; alive till the end */
	CheckRule  *current;		/* as it was last looked up */
	CheckGroups *groups;
	dlist_head	groups_by_age;		/* the same, newest first, and so deepest first */
	int64		written;		/* rows, roughly: for estimates only */
	bool		has_proof;		/* it has been looked for: */
	CheckProof *proof;			/* NULL, there can be none */
	bool		read_early;		/* a group was, before the transaction ends */
	int			whole_nest;		/* subtransaction level that touched the whole table, or 0 */
	List	   *renewed;		/* CheckRenewed: columns that have come under a name it reads */
} CheckTouched;

extern uint64 check_transaction(void);
extern CheckTouched *check_touched_of(CheckRule *rule);
extern CheckGroup *check_touch(CheckTouched *touched, const Datum *keys, bool written);
extern void check_touch_whole(CheckRule *rule);
extern void check_touch_renewed(CheckRule *rule, int side, int col);
extern void check_end_subtransaction(int nest, bool aborted);
extern void check_forget_touched(void);
extern List *check_all_touched(void);
extern bool check_is_touched(int of_frame);
extern bool check_same_key(const CheckRule *a, const CheckRule *b);
extern void check_drop_touched(CheckTouched *touched, CheckGroup **groups, int64 count);
extern void check_frame_is_judged(int frame);

#endif							/* GOVFISCAL_ENGINE_TOUCHED_H */
