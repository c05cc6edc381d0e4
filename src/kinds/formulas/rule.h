/*
 * kinds/formulas/rule.h - a formula set as a rule: its text, its tables
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_KINDS_FORMULAS_RULE_H
#define GOVFISCAL_KINDS_FORMULAS_RULE_H

#include "kinds/formulas/tree.h"
#include "rule/rule.h"

extern const CheckKind check_formulas_kind;

/* A column whose value a form takes as text. */
typedef struct FormulaText
{
	int			col;			/* of the side */
	bool		is_text;		/* its bytes are its text */
	bool		is_settled;		/* no setting of the session shows in its text */
	FmgrInfo	output;
} FormulaText;

/* What of a side's row goes into one form. */
typedef struct FormulaFeed
{
	int			side;
	FormulaText *column;		/* ncolumns of the form */
	FormulaText *where;			/* nwhere */
	int		   *figure;			/* nfigures: columns of the side */
	int			quantum;		/* column, or -1 */
	int			blank;			/* column, or -1 */
} FormulaFeed;

typedef struct FormulaRule
{
	FormulaSet *set;
	FormulaFeed *feed;			/* of each form */
	int			most_columns;	/* of any form */
	int			most_figures;
	struct FormulaLabels *labels;	/* sought in the documents judged (labels.h), or NULL */
} FormulaRule;

/* Memory of a context, for the pure cores. */
extern FormulaMemory formula_memory(MemoryContext cxt);

/* The set as its text has it; 42601 with line, column and caret where it makes no sense. */
extern FormulaSet *formula_read_text(const char *name, const char *definition);

/* The same, against the tables that the rule names; 42703, 42P01, 42804 where they do not fit. */
extern FormulaSet *formula_read_set(CheckRule *rule, const char *definition);

/* The table that a definition knows by this name, or InvalidOid. */
extern Oid	formula_table(const CheckRule *rule, const char *name);

/* Text of the core's as the server has it. */
extern const char *formula_local(const char *utf8);

/* A value as the text that labels are compared with, in the current context. */
extern const char *formula_text_of(const FormulaText *text, Datum value, int32 *length);
extern void formula_text_begin(FormulaText *text, const CheckRule *rule, int side, int col);

#endif							/* GOVFISCAL_KINDS_FORMULAS_RULE_H */
