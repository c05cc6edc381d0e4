/*
 * printer.h - what the rooms that print share  (pure)
 */
#ifndef GOVFISCAL_FORMULA_PRINTER_H
#define GOVFISCAL_FORMULA_PRINTER_H

#include "kinds/formulas/tree.h"

/* A text that grows. */
typedef struct FormulaPrint
{
	FormulaMemory memory;
	char	   *at;
	size_t		length;
	size_t		room;
} FormulaPrint;

extern void formula_put_bytes(FormulaPrint *text, const char *bytes, size_t length);
extern void formula_put(FormulaPrint *text, const char *word);
extern void formula_put_quoted(FormulaPrint *text, const FormulaName *name, const char *quote);
extern void formula_put_column(FormulaPrint *text, const FormulaName *name);
extern void formula_put_value(FormulaPrint *text, const FormulaName *name);
extern void formula_put_alias(FormulaPrint *text, const FormulaName *name);
extern void formula_put_columns(FormulaPrint *text, const FormulaName *name, int count);
extern void formula_put_label(FormulaPrint *text, const FormulaLabel *label);
extern void formula_put_pairs(FormulaPrint *text, const FormulaPair *pair, int count);

#endif							/* GOVFISCAL_FORMULA_PRINTER_H */
