/*
 * system.h - a document as figures and the equations between them  (pure)
 *
 * Both what finds the wrong figure (repair.h) and what rounds figures so that
 * they still add up (rebalance.h) see a document as this: cells, and linear
 * equations over them with integer coefficients.
 *
 * An equation says: constant + sum of coefficient * figure, sense, 0, where
 * "=" allows a difference up to bound, and "<=" and ">=" are relieved by it.
 * A blank figure counts as 0.  An equation is not judged while all figures of
 * one of its two sides are blank; a side without terms is no blank.
 *
 * All arithmetic is done in 64 bits, and cannot overflow: figures are below
 * 2^50, the coefficients of one equation sum to 2^11 at most, constants and
 * bounds are below 2^60, so every value stays below 2^62.  A system beyond
 * that is refused (EQUATIONS_TOO_LARGE), and no figure beyond it proposed.
 */
#ifndef GOVFISCAL_EQUATIONS_SYSTEM_H
#define GOVFISCAL_EQUATIONS_SYSTEM_H

#include <stdbool.h>
#include <stdint.h>

#define EQUATIONS_MAX_FIGURE	(INT64_C(1) << 50)
#define EQUATIONS_MAX_WEIGHT	(INT64_C(1) << 11)
#define EQUATIONS_MAX_CONSTANT	(INT64_C(1) << 60)
#define EQUATIONS_MAX_CELLS		5000
#define EQUATIONS_MAX_TERMS		100000

/* Where a figure stands in print: rows and columns count from the top left. */
typedef struct EquationCell
{
	int64_t		stored;			/* fen; 0 where blank */
	int64_t		quantum;		/* fen: the step of the printed figures, >= 1 */
	bool		blank;
	bool		fixed;			/* of another document: taken as given */
	int32_t		form;			/* -1: stands in no printed form */
	int32_t		row;
	int32_t		column;
} EquationCell;

typedef enum EquationSense
{
	EQUATION_EQUAL,
	EQUATION_AT_MOST,			/* value <= bound */
	EQUATION_AT_LEAST			/* value >= -bound */
} EquationSense;

/* A figure in an equation; the coefficient is that of the right-hand side moved over. */
typedef struct EquationTerm
{
	int32_t		cell;
	int32_t		coefficient;
	bool		right;			/* stands on the right-hand side */
} EquationTerm;

typedef struct Equation
{
	EquationSense sense;
	bool		must_hold;		/* others are ignored */
	int64_t		constant;
	int64_t		bound;
	int32_t		first;			/* its terms in EquationSystem.terms */
	int32_t		count;
} Equation;

typedef struct EquationSystem
{
	int32_t		ncells;
	int32_t		nequations;
	int32_t		nterms;
	const EquationCell *cells;
	const Equation *equations;
	const EquationTerm *terms;
} EquationSystem;

/* Is every index in range, and every number within the limits above? */
extern bool equations_within_limits(const EquationSystem *system);

#endif							/* GOVFISCAL_EQUATIONS_SYSTEM_H */
