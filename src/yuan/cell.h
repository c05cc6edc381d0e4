/*
 * yuan/cell.h - amounts as printed documents write them  (pure)
 */
#ifndef GOVFISCAL_YUAN_CELL_H
#define GOVFISCAL_YUAN_CELL_H

#include "yuan/core.h"

/*
 * Reads one cell.  A number without a unit of its own is in the unit of
 * 10^places fen.  *reported is false for a blank cell and for the dashes that
 * say "none".  scratch takes strlen(text) + 1 bytes.
 */
extern YuanStatus yuan_parse_cell(const char *text, int places, char *scratch,
								  bool *reported, int64_t *fen);

#endif							/* GOVFISCAL_YUAN_CELL_H */
