/*
 * engine/renewed.h - columns that have come under a name that a rule reads
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_ENGINE_RENEWED_H
#define GOVFISCAL_ENGINE_RENEWED_H

#include "nodes/bitmapset.h"

#include "rule/rule.h"

/* Refuses columns of a side that hold no value, though the table has rows. */
extern void check_renewed_refuse(CheckRule *rule, int side, const Bitmapset *renewed);

#endif							/* GOVFISCAL_ENGINE_RENEWED_H */
