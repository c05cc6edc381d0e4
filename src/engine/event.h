/*
 * engine/event.h - from a row event to the groups it touches
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_ENGINE_EVENT_H
#define GOVFISCAL_ENGINE_EVENT_H

#include "rule/kind.h"

extern Datum check_trigger(FunctionCallInfo fcinfo, const CheckKind *kind);

#endif							/* GOVFISCAL_ENGINE_EVENT_H */
