/*
 * print.h - a tree as text: what a reader would have written  (pure)
 *
 * Reading what is printed gives the same tree.  The printed notation of the
 * books (31行) comes out as labels and figures.
 */
#ifndef GOVFISCAL_FORMULA_PRINT_H
#define GOVFISCAL_FORMULA_PRINT_H

#include "kinds/formulas/tree.h"

/* A formula with id, title, flags and scope; and its pieces.  No semicolon. */
extern const char *formula_print(const Formula *formula, FormulaMemory memory);
extern const char *formula_print_flags(const Formula *formula, FormulaMemory memory);
extern const char *formula_print_scope(const Formula *formula, FormulaMemory memory);
extern const char *formula_print_equation(const Formula *formula, FormulaMemory memory);
extern const char *formula_print_term(const FormulaTerm *term, FormulaMemory memory);
extern const char *formula_print_lines(const FormulaTerm *term, FormulaMemory memory);

/* The whole set, a statement a line, each with its semicolon. */
extern const char *formula_print_set(const FormulaSet *set, FormulaMemory memory);

#endif							/* GOVFISCAL_FORMULA_PRINT_H */
