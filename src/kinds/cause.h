/*
 * kinds/cause.h - which slip would explain a difference
 *
 * Include postgres.h first.
 */
#ifndef GOVFISCAL_KINDS_CAUSE_H
#define GOVFISCAL_KINDS_CAUSE_H

#include "yuan/sum.h"

/* The rows below a node, as far as a diagnosis looks: the first ones. */
#define AUDIT_MAX_ADDENDS	256

typedef struct AuditAddends
{
	int			n;
	int			unreported;		/* rows without an amount */
	bool		cut;			/* there were more */
	int64		amounts[AUDIT_MAX_ADDENDS];
	signed char signs[AUDIT_MAX_ADDENDS];
} AuditAddends;

extern void audit_addends_add(AuditAddends **addends, MemoryContext cxt,
							  int64 amount, int sign);
extern void audit_addends_unreported(AuditAddends **addends, MemoryContext cxt);

extern void audit_addends_clear(AuditAddends *addends);

/* A sentence, or NULL; "stated" should be "computed", the sum of the addends. */
extern const char *audit_cause(YuanSum stated, YuanSum computed, const AuditAddends *addends);

/* The same, said of the node where the difference starts. */
extern const char *audit_cause_at_origin(const char *cause);

#endif							/* GOVFISCAL_KINDS_CAUSE_H */
