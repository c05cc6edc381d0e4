/*
 * calls/structure.h - what a change of structure does to rules
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_CALLS_STRUCTURE_H
#define GOVFISCAL_CALLS_STRUCTURE_H

extern void check_structure_init(void);

#endif							/* GOVFISCAL_CALLS_STRUCTURE_H */
