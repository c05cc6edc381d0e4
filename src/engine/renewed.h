/*
 * engine/renewed.h - columns that have come under a name that a rule reads
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_ENGINE_RENEWED_H
#define GOVFISCAL_ENGINE_RENEWED_H

#include "engine/touched.h"

/* Refuses those that hold no value, though their table has rows. */
extern void check_renewed_refuse(CheckRule *rule, const CheckTouched *touched);

#endif							/* GOVFISCAL_ENGINE_RENEWED_H */
