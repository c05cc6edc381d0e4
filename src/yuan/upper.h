/*
 * yuan/upper.h - amounts in the capital numerals of payment instruments  (pure)
 */
#ifndef GOVFISCAL_YUAN_UPPER_H
#define GOVFISCAL_YUAN_UPPER_H

#include <stdint.h>

/* 18 digits with a unit or zero each, the units above, sign: 3 bytes apiece. */
#define YUAN_UPPER_MAX_TEXT	192

/* UTF-8, ended by a NUL. */
extern void yuan_format_upper(int64_t fen, char *buf);

#endif							/* GOVFISCAL_YUAN_UPPER_H */
