/*
 * engine/system.h - one group as figures and the equations between them
 *
 * What finds a wrong figure and what rounds figures so that they still add up
 * are pure (equations/).  A kind gives them its equations through CheckKind's
 * "equations"; several rules about one group may share a system, and a stored
 * figure is one cell of it, whichever rules read it.
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_ENGINE_SYSTEM_H
#define GOVFISCAL_ENGINE_SYSTEM_H

#include "storage/itemptr.h"

#include "equations/arena.h"
#include "equations/system.h"
#include "rule/rule.h"

/* Where a stored row lies. */
typedef struct CheckPlace
{
	Oid			table;
	ItemPointerData tid;
} CheckPlace;

/* A row of the fold, as it came. */
typedef struct CheckSource
{
	CheckPlace	place;
	int			side;
	const char *line;			/* what tells it from others of its group, as JSON */
	Datum	   *values;			/* as the side's columns */
	bool	   *nulls;
} CheckSource;

/* What was read of one rule. */
typedef struct CheckReading
{
	CheckRule  *rule;
	const Datum *keys;
	int32		nsources;
	CheckSource *sources;
} CheckReading;

typedef struct CheckSystemRow
{
	Oid			relid;			/* the table of the rule that it came by */
	const char *line;			/* its label, a JSON object */
	int32		first_cell;		/* the others follow by their next; -1 */
} CheckSystemRow;

typedef struct CheckSystemCell
{
	int32		row;
	int32		next;			/* of the same row, or -1 */
	const char *column;
	bool		isnull;			/* nothing is stored, though it may count as 0 */
} CheckSystemCell;

/* An equation for who must name it: its formula with the figures. */
typedef struct CheckSystemEquation
{
	const CheckRule *rule;
	const char *text;
} CheckSystemEquation;

struct CheckSystem
{
	MemoryContext cxt;			/* of everything below */
	bool		want_texts;		/* equations are given with their text */
	bool		too_large;		/* beyond what is solved: some of it is missing */
	const CheckRule *rule;		/* that is being read */
	int32		first_form;		/* printed forms are numbered on from rule to rule */
	int32		nforms;
	int32		nsources;		/* its rows */
	int32		source_room;
	CheckSource *sources;
	List	   *readings;		/* CheckReading, of every rule */
	struct HTAB *row_of_place;
	int32		nrows;
	int32		row_room;
	CheckSystemRow *rows;
	int32		ncells;
	int32		cell_room;
	CheckSystemCell *cells;		/* as stored, */
	EquationCell *figures;		/* and as solved */
	int32		nequations;
	int32		equation_room;
	CheckSystemEquation *texts;
	Equation   *equations;
	YuanSum		quanta;			/* of the equation that is open */
	int32		nterms;
	int32		term_room;
	EquationTerm *terms;
};

extern CheckSystem *check_system_new(MemoryContext cxt);

/* Memory for the pure rooms. */
extern EquationArena check_arena(MemoryContext cxt);

/* Adds one group of a rule, which reads as printed.  The caller has opened the reading. */
extern void check_system_read(CheckSystem *system, CheckRule *rule, const Datum *keys);

/* The row that lies there, and its cell in a column; -1 where there is none. */
extern int32 check_system_row(const CheckSystem *system, const CheckPlace *place);
extern int32 check_system_find_cell(const CheckSystem *system, int32 row, const char *column);

/* What has been gathered; false where it is beyond the limits of equations/system.h. */
extern bool check_system_gathered(const CheckSystem *system, EquationSystem *equations);

/* ---------------------------------------------------------------- for a kind */

/* Gives a source its row in the system, which must not have one yet. */
extern int32 check_system_add_row(CheckSystem *system, int32 source, const char *line);

/*
 * A cell of a row: the one that is known, or a new one.  The figure's form is
 * counted from 0 in the rule; the system fills in the rest of its place.
 */
extern int32 check_system_cell(CheckSystem *system, int32 row, const char *column,
							   const EquationCell *figure, bool isnull);

/* Begins an equation, whose terms follow.  The text is copied; NULL where none is wanted. */
extern void check_system_equation(CheckSystem *system, EquationSense sense, YuanSum constant,
								  YuanSum bound, const char *text);
extern void check_system_term(CheckSystem *system, int32 cell, int32 coefficient, bool right);

/* ---------------------------------------------------------------- for a kind that keeps no cells */

/* Adds these columns of all sources as cells, in the order that they are printed. */
extern void check_system_add_sources(CheckSystem *system, int ncols, const int *cols);

/* An equation of amounts of the sources; rounding is what their quanta allow. */
extern void check_system_begin(CheckSystem *system, EquationSense sense);
extern void check_system_add(CheckSystem *system, int32 source, int col, int coefficient,
							 bool right);
extern void check_system_end(CheckSystem *system, const char *text);

#endif							/* GOVFISCAL_ENGINE_SYSTEM_H */
