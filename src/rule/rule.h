/*
 * rule/rule.h - a rule: its tables, their columns, its key
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_RULE_RULE_H
#define GOVFISCAL_RULE_RULE_H

#include "executor/spi.h"
#include "nodes/pg_list.h"

#include "base/govfiscal.h"
#include "base/nls.h"
#include "rule/kind.h"

/* A column a rule reads. */
typedef struct CheckColumn
{
	char	   *name;
	AttrNumber	attno;
	Oid			typid;			/* as declared */
	Oid			basetype;		/* domains looked through */
	Oid			collation;
	int16		typlen;
	bool		typbyval;
	int64		quantum;		/* the rule's, or its typmod's, in fen; 0 = exact */
	bool		notnull;		/* no row lacks it */
	bool		amount;			/* it is summed */
	int			roles;			/* how often the rule names it */
} CheckColumn;

/* How the values of one key column are told apart; the same on every side. */
typedef struct CheckKeyType
{
	Oid			typid;			/* input type of the default operator class */
	Oid			eqop;			/* its equality, taken by OID, never by name */
	FmgrInfo	eq;
	FmgrInfo	cmp;
	FmgrInfo	hash;
} CheckKeyType;

/*
 * One table's part in a rule: the columns it reads, the key first.  Rules
 * about one table have one side, a tie has two.
 */
typedef struct CheckSide
{
	Oid			relid;			/* the table the rule was declared on */
	int			ncols;
	CheckColumn *cols;
	int			order_col;		/* rows of a group must come ordered by it, or -1 */
	FmgrInfo	order_cmp;
	bool		borrowed;		/* its rows are of other groups: none begins with them */
	int			quantum_col;	/* each row carries the quantum of its figures, or -1 */
	SPIPlanPtr	probe;			/* kept plan: the rows of one group */
	SPIPlanPtr	range;			/* kept plan: has a group rows in a range of codes? */
} CheckSide;

/* A table, by the name under which a rule's text speaks of it. */
typedef struct CheckNamedTable
{
	const char *name;
	Oid			relid;
} CheckNamedTable;

#define CHECK_MAX_KEYS		16
#define CHECK_MAX_COLUMNS	128

typedef enum CheckSeverity
{
	CHECK_SEVERITY_ERROR,
	CHECK_SEVERITY_WARNING
} CheckSeverity;

struct CheckRule
{
	MemoryContext cxt;			/* everything below lives here */
	Oid			trigger;		/* its root trigger; InvalidOid for an ad hoc rule */
	Oid			namespace;		/* the extension's schema */
	char	   *name;			/* constraint name */
	const CheckKind *kind;
	CheckSeverity severity;
	bool		deferrable;
	bool		as_caller;		/* audits read as the caller, triggers as owners */
	bool		valid;			/* cleared by invalidation */
	bool		always_read;	/* no change of a group is followed (engine/change.c) */
	bool		follows_coming; /* ... but for this, rows that come can be, */
	bool		follows_going;	/* ... and rows that go */
	bool		as_printed;		/* groups are read in print order, rows with their places */
	int64		quantum;		/* quantum= in fen; 0 = the column's own */
	int			nkeys;
	CheckKeyType *keytypes;
	int			nfixed;			/* an audit of some groups: the first keys have */
	Datum		fixed[CHECK_MAX_KEYS];	/* these values */
	List	   *tables;			/* CheckNamedTable, of a kind with many sides */
	int			nsides;
	CheckSide  *side;
	void	   *form;			/* the kind's own */
};

extern CheckRule *check_rule_new(const CheckKind *kind, Oid namespace, Oid relid,
								 const char *name);
extern void check_rule_set_sides(CheckRule *rule, int nsides);
extern void check_rule_load(CheckRule *rule, CheckArgs *args);
extern void check_rule_free(CheckRule *rule);
extern int	check_rule_add_column(CheckRule *rule, int side, const char *name);
extern int	check_rule_add_amount(CheckRule *rule, int side, const char *name);
extern void check_rule_add_keys(CheckRule *rule, int side, List *names);
extern void check_rule_order_by(CheckRule *rule, int side, int col);
extern int	check_rule_compare(CheckRule *rule, int side, Datum a, Datum b);
extern CheckColumn *check_rule_column(CheckRule *rule, int side, int col);
extern void check_rule_add_quantum(CheckRule *rule, int side, CheckArgs *args,
								   const char *name);
extern int64 check_stored_quantum(const CheckRule *rule, int side, const Datum *values,
								  const bool *nulls);
extern bool check_rule_has_all_amounts(const CheckRule *rule);
extern bool check_rule_is_exact(const CheckRule *rule);
extern Datum check_column_copy(const CheckColumn *col, Datum value);
extern void check_wrong_type(CheckRule *rule, CheckColumn *col, const char *wanted);

/* The reporting precision of one figure of a row, in fen; 0 = exact. */
static inline int64
check_row_quantum(const CheckRule *rule, int side, int col, const Datum *values,
				  const bool *nulls)
{
	return rule->side[side].quantum_col < 0 ? rule->side[side].cols[col].quantum
		: check_stored_quantum(rule, side, values, nulls);
}

#endif							/* GOVFISCAL_RULE_RULE_H */
