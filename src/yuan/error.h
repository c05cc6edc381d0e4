/*
 * yuan/error.h - what every refusal of an amount says, once
 *
 * Include postgres.h first.
 */
#ifndef GOVFISCAL_YUAN_ERROR_H
#define GOVFISCAL_YUAN_ERROR_H

#include "base/nls.h"
#include "yuan/core.h"

struct Node;

/* The result of some arithmetic is no amount: 22003. */
extern void yuan_out_of_range(void);

/* A quantum that is not above zero: 22023. */
extern void yuan_check_quantum(int64 quantum);

/*
 * Text that is no amount: 22P02 or 22003 with the rule it breaks.  Raises, or
 * records the error in an ErrorSaveContext and returns.
 */
extern void yuan_refuse_text(const char *text, YuanStatus status,
							 struct Node *escontext);

/* An amount that is no multiple of its column's quantum: 22003, like above. */
extern void yuan_refuse_quantum(int64 fen, int64 quantum, struct Node *escontext);

/* DETAIL for the status of a refused text, inside ereport(). */
extern int	yuan_errdetail(YuanStatus status);

#endif							/* GOVFISCAL_YUAN_ERROR_H */
