/*
 * subject_selectivity.h - how many rows a hierarchy condition keeps
 *
 * Include postgres.h and nodes/supportnodes.h first.
 */
#ifndef GOVFISCAL_SUBJECT_SELECTIVITY_H
#define GOVFISCAL_SUBJECT_SELECTIVITY_H

/* The function spelling of a condition; false: not one of ours. */
extern bool subject_function_selectivity(SupportRequestSelectivity *req);

#endif							/* GOVFISCAL_SUBJECT_SELECTIVITY_H */
