/*
 * parser.h - what the rooms of the parser share  (pure)
 *
 * Every function that reads returns false once something is wrong; the fault
 * has been told by then.
 */
#ifndef GOVFISCAL_FORMULA_PARSER_H
#define GOVFISCAL_FORMULA_PARSER_H

#include "kinds/formulas/lex.h"

typedef struct FormulaParser
{
	FormulaSet *set;
	FormulaMemory memory;
	FormulaFault *fault;
	const FormulaToken *token;	/* the next one */
	int			last_form;		/* named last in this formula, or -1 */
} FormulaParser;

/* parser.c: the vocabulary */
extern bool formula_fail(FormulaParser *p, FormulaFaultCode code, const FormulaToken *token, const char *other);
extern bool formula_fail_at(FormulaParser *p, FormulaFaultCode code, FormulaName place, const char *what,
							const char *other);
extern bool formula_expected(FormulaParser *p, const char *what);
extern bool formula_at_sign(const FormulaParser *p, char sign);
extern bool formula_skip_sign(FormulaParser *p, char sign);
extern bool formula_need_sign(FormulaParser *p, char sign, const char *what);
extern bool formula_at_word(const FormulaParser *p, const char *word);
extern bool formula_skip_word(FormulaParser *p, const char *word);
extern bool formula_skip_printed(FormulaParser *p, FormulaPrinted printed);
extern bool formula_read_column(FormulaParser *p, FormulaName *name, const char *what);
extern bool formula_read_alias(FormulaParser *p, FormulaName *name);
extern bool formula_read_value(FormulaParser *p, FormulaName *name);
extern bool formula_read_columns(FormulaParser *p, FormulaName **name, int *count, int most);
extern bool formula_read_pairs(FormulaParser *p, FormulaPair **pair, int *count);
extern bool formula_read_number(FormulaParser *p, int *number);
extern bool formula_read_range(FormulaParser *p, int *from, int *to);
extern bool formula_read_label(FormulaParser *p, FormulaLabel *label);
extern bool formula_too_many(FormulaParser *p, int count, int most, const char *what);
extern int	formula_find_form(const FormulaSet *set, const FormulaName *alias);
extern bool formula_same_name(const FormulaName *a, const FormulaName *b);

/* parse_form.c: "form ..." after its first word */
extern bool formula_parse_form(FormulaParser *p);

/* parse_numbers.c: 31行, (27+28+29)行, (2:6)栏 */
typedef struct FormulaFigureList
{
	int			count;
	FormulaName *name;
	int		   *sign;
} FormulaFigureList;

extern bool formula_at_numbers(const FormulaParser *p, FormulaPrinted printed);
extern bool formula_read_rows(FormulaParser *p, const FormulaForm *form, FormulaTerm *term);
extern bool formula_read_figures(FormulaParser *p, const FormulaForm *form, FormulaFigureList *list);
extern bool formula_read_figure_number(FormulaParser *p, const FormulaForm *form, FormulaName *name);

/* parse_term.c: a term (printed ranges give several), and the brackets of a scope's form */
extern bool formula_parse_selector(FormulaParser *p, FormulaTerm *term);
extern bool formula_parse_figures(FormulaParser *p, FormulaTerm *term);
extern bool formula_parse_form_name(FormulaParser *p, FormulaTerm *term);
extern bool formula_parse_term(FormulaParser *p, Formula *formula, int side, int sign);

/* parse_formula.c: a formula from its id on */
extern bool formula_parse_formula(FormulaParser *p);

#endif							/* GOVFISCAL_FORMULA_PARSER_H */
