/*
 * fault.h - what is wrong with the text of a formula set  (pure)
 *
 * The first mistake ends the reading.  It is a value: which mistake, where it
 * stands, and the words to name it.  Its message is a format with up to two
 * %s, for "what" and "other" in this order, so that it can be translated.
 */
#ifndef GOVFISCAL_FORMULA_FAULT_H
#define GOVFISCAL_FORMULA_FAULT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum FormulaFaultCode
{
	FORMULA_OK,

	/* the text */
	FORMULA_TOO_LONG,			/* bytes, words, statements, terms, ... */
	FORMULA_OPEN_QUOTE,
	FORMULA_EMPTY_QUOTE,
	FORMULA_BAD_SIGN,			/* a sign that means nothing here */
	FORMULA_EXPECTED,			/* what was found, what was expected */
	FORMULA_NO_KEY,
	FORMULA_SECOND_KEY,
	FORMULA_NO_FORM,
	FORMULA_NO_FORMULA,
	FORMULA_SECOND_FORM,		/* an alias given twice */
	FORMULA_SECOND_CLAUSE,
	FORMULA_SECOND_FLAG,
	FORMULA_FLAGS_CLASH,		/* noticed with exact or verify */
	FORMULA_SECOND_SIGN,		/* a second =, <= or >= */
	FORMULA_ONLY_CONSTANTS,
	FORMULA_BAD_AMOUNT,
	FORMULA_BAD_QUANTUM,
	FORMULA_OUTSIDE_CELL,		/* a cell of a form in a scope of lines */
	FORMULA_BARE_FIGURE,		/* a figure without its form, outside such a scope */
	FORMULA_BARE_CHILDREN,
	FORMULA_NO_NUMBER,			/* 31行 in a form whose rows do not tell it */
	FORMULA_NUMBER_TWICE,
	FORMULA_BAD_RANGE,

	/* the text against the tables */
	FORMULA_UNKNOWN_FORM,
	FORMULA_UNKNOWN_TABLE,
	FORMULA_PARTITION,
	FORMULA_UNKNOWN_COLUMN,
	FORMULA_COLUMN_TWICE,
	FORMULA_NULLABLE_KEY,
	FORMULA_KEY_COUNT,
	FORMULA_KEY_TYPE,
	FORMULA_NO_YUAN,			/* a figure or a quantum that is no yuan */
	FORMULA_NO_BOOLEAN,
	FORMULA_UNKNOWN_FIGURE,
	FORMULA_WHICH_FIGURE,		/* 01[a] = 01: a cell that names no figure */
	FORMULA_WHOLE_FORM,			/* 01 without brackets or figure */
	FORMULA_FIGURES_DIFFER,
	FORMULA_LABEL_PARTS,
	FORMULA_BAD_VALUE,			/* a label or value that is none of its column's type */
	FORMULA_NO_LINES,
	FORMULA_NO_TREE,			/* children without a subject_code line column */
	FORMULA_PER_COLUMN,
	FORMULA_PER_TYPE,
	FORMULA_CANCELS,
	FORMULA_SAME_EQUATION
} FormulaFaultCode;

#define FORMULA_FAULT_WORD	128	/* bytes of a word named, with the NUL */

typedef struct FormulaFault
{
	FormulaFaultCode code;
	int32_t		offset;			/* bytes before the place */
	int32_t		length;			/* bytes of the place */
	int32_t		line;			/* from 1 */
	int32_t		column;			/* from 1, in characters */
	int32_t		position;		/* from 1, in characters of the whole text: errposition() */
	char		what[FORMULA_FAULT_WORD];
	char		other[FORMULA_FAULT_WORD];
} FormulaFault;

/* Everything that is wrong goes through here; cuts the words to size, counts line and column. */
extern void formula_fault_set(FormulaFault *fault, FormulaFaultCode code, const char *text,
							  int32_t size, int32_t offset, int32_t length,
							  const char *what, int32_t what_length,
							  const char *other);

/* The format of the message, and of the hint or NULL. */
extern const char *formula_fault_message(FormulaFaultCode code);
extern const char *formula_fault_hint(FormulaFaultCode code);

/*
 * "LINE 3: R1: 01[a = 2;" and below it the caret, as psql shows them; wide
 * characters take two places.  Lines are cut at the buffer's end.
 */
extern void formula_fault_caret(const FormulaFault *fault, const char *text, int32_t size,
								char *buffer, size_t buffer_size);

#endif							/* GOVFISCAL_FORMULA_FAULT_H */
