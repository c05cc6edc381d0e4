/*
 * engine/settle.h - repairs of a document that the rules themselves agree with
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_ENGINE_SETTLE_H
#define GOVFISCAL_ENGINE_SETTLE_H

#include "engine/system.h"
#include "equations/repair.h"

/*
 * The smallest changes, at most so many, with which no rule of the system finds a sum
 * violated.  Where the equations have a repair and the rules agree with none,
 * there is no small repair.
 */
extern EquationRepair check_repair(const CheckSystem *system, int32 most);

#endif							/* GOVFISCAL_ENGINE_SETTLE_H */
