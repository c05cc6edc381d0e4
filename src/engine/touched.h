/*
 * engine/touched.h - notes, as rounds take them
 *
 * Include rule/check.h first.
 */
#ifndef GOVFISCAL_ENGINE_TOUCHED_H
#define GOVFISCAL_ENGINE_TOUCHED_H

/* What a transaction has touched of one rule. */
typedef struct CheckPending
{
	Oid			trigger;		/* the rule's root trigger */
	CheckRule  *rule;			/* as it was when first touched; alive till the end */
	CheckRule  *current;		/* as it was last looked up */
	CheckGroups *groups;
	dlist_head	notes;			/* the same, newest first, and so deepest first */
	int64		written;		/* rows, roughly: for estimates only */
	int			whole_nest;		/* subtransaction level that touched the whole table, or 0 */
} CheckPending;

extern List *check_pendings(void);
extern bool check_is_noted(int of_frame);
extern bool check_same_key(const CheckRule *a, const CheckRule *b);
extern void check_drop_notes(CheckPending *pending, CheckGroup **notes, int64 count);
extern void check_frame_is_judged(int frame);

#endif							/* GOVFISCAL_ENGINE_TOUCHED_H */
