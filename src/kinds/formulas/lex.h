/*
 * lex.h - from bytes to words and signs  (pure)
 *
 * Full-width signs outside quotes count as their ASCII twins.  The signs of the
 * printed notation (31行) are cut off the words that they stand in, and marked.
 */
#ifndef GOVFISCAL_FORMULA_LEX_H
#define GOVFISCAL_FORMULA_LEX_H

#include "kinds/formulas/fault.h"
#include "kinds/formulas/tree.h"

typedef enum FormulaTokenKind
{
	FORMULA_END,
	FORMULA_WORD,
	FORMULA_IDENT,				/* "..." */
	FORMULA_LABEL_TEXT,			/* '...' */
	FORMULA_SIGN
} FormulaTokenKind;

/* Signs of two characters. */
#define FORMULA_SIGN_LE		'L'
#define FORMULA_SIGN_GE		'G'

typedef enum FormulaPrinted
{
	FORMULA_PLAIN,
	FORMULA_PRINTED_FORM,		/* 表 */
	FORMULA_PRINTED_ROW,		/* 行 */
	FORMULA_PRINTED_COLUMN,		/* 栏 */
	FORMULA_PRINTED_ALL_COLUMNS,	/* 各栏 */
	FORMULA_PRINTED_TOTAL		/* 合计 */
} FormulaPrinted;

typedef struct FormulaToken
{
	FormulaTokenKind kind;
	FormulaPrinted printed;
	char		sign;			/* of FORMULA_SIGN */
	FormulaName name;			/* the text without quotes, unfolded; and its place */
} FormulaToken;

/* The last token is FORMULA_END; NULL with *fault where a quote stays open, or the text is too long. */
extern FormulaToken *formula_lex(const char *text, size_t size, FormulaMemory memory,
								 FormulaFault *fault);

/*
 * Makes room for one more item: the array itself, or a longer copy of it.
 */
extern void *formula_grow(FormulaMemory memory, void *array, int count, size_t item);

/* A copy ended by a NUL. */
extern const char *formula_copy(FormulaMemory memory, const char *text, int32_t length);

/* May this word be written without quotes wherever a word may stand? */
extern bool formula_is_plain(const char *text, int32_t length);

static inline bool
formula_text_is(const char *text, int32_t length, const char *word)
{
	int32_t		i = 0;

	while (i < length && word[i] != '\0' && text[i] == word[i])
		i++;
	return i == length && word[i] == '\0';
}

#endif							/* GOVFISCAL_FORMULA_LEX_H */
