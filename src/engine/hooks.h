/*
 * engine/hooks.h - where the server tells that a statement or transaction ends
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_ENGINE_HOOKS_H
#define GOVFISCAL_ENGINE_HOOKS_H

extern void check_hooks_init(void);

#endif							/* GOVFISCAL_ENGINE_HOOKS_H */
