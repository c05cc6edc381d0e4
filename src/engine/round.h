/*
 * engine/round.h - rounds of checks over what is touched
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_ENGINE_ROUND_H
#define GOVFISCAL_ENGINE_ROUND_H

#include "engine/touched.h"

extern void check_fire_frame(void);
extern void check_fire_group(CheckTouched *touched, CheckGroup *group);
extern void check_fire_all(void);
extern void check_round_undone(int nest);
extern void check_preview(void (*fire_events) (void *arg), void *arg, CheckSink *sink);

#endif							/* GOVFISCAL_ENGINE_ROUND_H */
