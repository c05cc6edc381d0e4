/*
 * engine/settle.h - would the rules themselves find nothing with other figures?
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_ENGINE_SETTLE_H
#define GOVFISCAL_ENGINE_SETTLE_H

#include "engine/system.h"
#include "equations/repair.h"

/* With these changes put in, does no rule of the system find a sum violated? */
extern bool check_settles(const CheckSystem *system, const EquationChange *changes, int32 nchanges);

#endif							/* GOVFISCAL_ENGINE_SETTLE_H */
