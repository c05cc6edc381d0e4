/*
 * parse.h - from text to tree  (pure)
 */
#ifndef GOVFISCAL_FORMULA_PARSE_H
#define GOVFISCAL_FORMULA_PARSE_H

#include "kinds/formulas/fault.h"
#include "kinds/formulas/tree.h"

/* NULL where the text is wrong, and *fault says why.  UTF-8; the text must outlive the set. */
extern FormulaSet *formula_parse(const char *text, size_t size, FormulaMemory memory,
								 FormulaFault *fault);

#endif							/* GOVFISCAL_FORMULA_PARSE_H */
