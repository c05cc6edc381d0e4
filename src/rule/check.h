/*
 * rule/check.h - the rules: what they share, and the road from a changed row to a verdict
 *
 *	check_args     the name=value arguments of a rule
 *	check_trigger  what pg_trigger says of rules
 *	check_twin     the two triggers of a tie
 *	check_rule     a rule: its columns, its key, what it reads
 *	check_values   values written in an argument, and which of them a row holds
 *	check_cache    rules and firing triggers, kept until the catalog changes
 *	check_balance, check_rollup, check_tie
 *	               one invariant each: its arguments, its fold over rows, its verdict
 *	check_groups   sets of groups (one group = one value of a rule's key)
 *	check_event    from a row event to the groups it touches
 *	check_note     what a transaction has touched
 *	check_change   what the updates of one group add up to
 *	check_trust    which groups are known to be valid, and need not be read
 *	check_round    rounds of checks over what is noted
 *	check_hooks    where the server tells that a statement or transaction ends
 *	check_lock     group locks
 *	check_read     rows of a table, streamed to a fold, under a given identity
 *	check_fold     the fold of one group: begun, ended, judged
 *	check_sweep    the table as it lies: acquits most groups at the least cost
 *	check_run      verdicts of one group, of many, of a whole table
 *	check_report   violations to one error or warning
 *	check_build, check_install, check_catalog, check_audit
 *	               the SQL functions around them
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_RULE_CHECK_H
#define GOVFISCAL_RULE_CHECK_H

#include "commands/trigger.h"
#include "executor/spi.h"
#include "lib/ilist.h"
#include "nodes/pg_list.h"
#include "utils/relcache.h"
#include "utils/snapshot.h"

#include "base/govfiscal.h"
#include "base/nls.h"
#include "yuan/sum.h"

typedef struct CheckRule CheckRule;
typedef struct CheckArgs CheckArgs;
typedef struct CheckSink CheckSink;
typedef struct CheckChange CheckChange;

/* ---------------------------------------------------------------- verdicts */

typedef enum CheckVerdict
{
	CHECK_EXACT,
	CHECK_ROUNDING,				/* inside the rounding interval */
	CHECK_VIOLATION,
	CHECK_ORPHAN,				/* a child whose parent row is missing */
	CHECK_UNREPORTED			/* NULLs: not checked, and said so */
} CheckVerdict;

extern const char *check_verdict_name(CheckVerdict verdict);

/* Sets of verdicts. */
#define CHECK_BIT(verdict)	(1u << (verdict))
#define CHECK_WRONG			(CHECK_BIT(CHECK_VIOLATION) | CHECK_BIT(CHECK_ORPHAN))
#define CHECK_ANY			(CHECK_BIT(CHECK_UNREPORTED + 1) - 1)

/* One checked sum. Lives only as long as the call of the sink it is given to. */
typedef struct CheckFinding
{
	const Datum *keys;			/* the group, in the order of the rule's key */
	const char *code;			/* the node of a tree, or NULL */
	const char *column;			/* the amount column, or NULL */
	bool		has_stated;
	bool		has_computed;
	YuanSum		stated;
	YuanSum		computed;
	YuanSum		difference;		/* stated - computed, where both are there */
	YuanSum		bound;			/* largest |difference| explained by rounding */
	int64		addends;
	int64		blanks;			/* rows of the equation without an amount */
	CheckVerdict verdict;
	const char *stated_as;		/* what the figures are called, where not as the kind has it */
	const char *computed_as;
	const char *note;			/* what else is wrong: a cycle, a repeated parent */
	const char *cause;			/* audits: a transformation that explains it */
	bool		inherited;		/* audits: violations right below account for it */
} CheckFinding;

typedef enum CheckComparator
{
	CHECK_EQUAL,
	CHECK_AT_LEAST,
	CHECK_AT_MOST
} CheckComparator;

/* Who listens to findings: a trigger's report, an audit, a validation. */
struct CheckSink
{
	void		(*find) (CheckSink *sink, CheckRule *rule, const CheckFinding *finding);
	unsigned	wanted;			/* verdicts it hears of: CHECK_BIT of each */
	bool		want_causes;	/* audits pay for diagnosis, triggers do not */
	int64		groups;			/* groups folded so far */
};

static inline bool
check_is_wanted(const CheckSink *sink, CheckVerdict verdict)
{
	return (sink->wanted & CHECK_BIT(verdict)) != 0;
}

/* ---------------------------------------------------------------- a rule */

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

/* A value written in an argument, and the class it is in. */
typedef struct CheckValue
{
	Datum		value;
	int			class;
} CheckValue;

#define CHECK_NO_CLASS		(-1)
#define CHECK_KEPT_VALUES	4
#define CHECK_KEPT_SIZE		32

/* A value that was looked up, and the answer. */
typedef struct CheckKeptValue
{
	int			class;
	Size		size;			/* 0 = none */
	char		bits[CHECK_KEPT_SIZE];
} CheckKeptValue;

/* Classes of the values of a column. */
typedef struct CheckValues
{
	int			col;			/* index into CheckSide.cols */
	int			class_of_null;
	int			nvalues;
	CheckValue *values;
	FmgrInfo	eq;
	int			oldest;			/* of the values asked for last */
	CheckKeptValue kept[CHECK_KEPT_VALUES];
} CheckValues;

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
	int			quantum_col;	/* each row carries the quantum of its figures, or -1 */
	SPIPlanPtr	probe;			/* kept plan: the rows of one group */
	SPIPlanPtr	range;			/* kept plan: has a group rows in a range of codes? */
} CheckSide;

#define CHECK_MAX_KEYS		16
#define CHECK_MAX_COLUMNS	128

typedef enum CheckSeverity
{
	CHECK_SEVERITY_ERROR,
	CHECK_SEVERITY_WARNING
} CheckSeverity;

/* The part every fold state begins with. */
typedef struct CheckFold
{
	CheckRule  *rule;
	CheckSink  *sink;
	const Datum *keys;
	MemoryContext cxt;			/* lives as long as the group is folded */
} CheckFold;

/*
 * One kind of rule.  A fold sees the rows of one group, in any order unless
 * order_col is set, and then gives its verdicts.
 */
typedef struct CheckKind
{
	const char *name;			/* as fiscal_checks shows it */
	const char *function;		/* the SQL name of the trigger function */
	const char *const *arguments;	/* every argument it knows, NULL at the end */
	const char *stated;			/* what the two figures are called in a message */
	const char *computed;

	/* Takes the kind's arguments: adds columns to the sides, fills rule->form. */
	void		(*load) (CheckRule *rule, CheckArgs *args);
	/* Bytes of fold state a group needs; zeroed but for the CheckFold. */
	Size		(*state_size) (const CheckRule *rule);
	void		(*row) (CheckFold *fold, int side, const Datum *values, const bool *nulls);
	void		(*end) (CheckFold *fold);
	/* Adds an UPDATE of amounts to a change; false where only a reading can tell. */
	bool		(*change) (CheckRule *rule, int side, const Datum *old, const Datum *new,
						   const bool *nulls, CheckChange *change);
	/* Is there such an equation in a group?  NULL: always. */
	bool		(*exists) (CheckRule *rule, const Datum *keys, int32 node);
} CheckKind;

extern const CheckKind check_balance_kind;
extern const CheckKind check_rollup_kind;
extern const CheckKind check_tie_kind;
extern const CheckKind *const check_kinds[];	/* NULL at the end */

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
	bool		always_read;	/* no change of a group is followed */
	struct CheckTrust *trust;	/* groups known to be valid; NULL: not asked yet */
	int64		quantum;		/* quantum= in fen; 0 = the column's own */
	int			nkeys;
	CheckKeyType *keytypes;
	int			nfixed;			/* an audit of some groups: the first keys have */
	Datum		fixed[CHECK_MAX_KEYS];	/* these values */
	int			nsides;
	CheckSide	side[2];
	void	   *form;			/* the kind's own */
};

/* check_args */
extern CheckArgs *check_args_parse(const char *rule_name, int nargs, char **args);
extern const char *check_args_get(CheckArgs *args, const char *name);
extern const char *check_args_need(CheckArgs *args, const char *name);
extern List *check_args_names(CheckArgs *args, const char *name, const char *value);
extern char *check_args_name(CheckArgs *args, const char *name, const char *value);
extern List *check_args_values(CheckArgs *args, const char *name, const char *value);
extern const char *check_args_choice(CheckArgs *args, const char *name,
									 const char *const *choices);
extern void check_args_all_known(CheckArgs *args, const CheckKind *kind);
extern const char *check_args_rule(CheckArgs *args);

/* check_rule */
extern CheckRule *check_rule_new(const CheckKind *kind, Oid namespace, Oid relid,
								 const char *name);
extern int	check_fix_settings(void);
extern void check_rule_load(CheckRule *rule, CheckArgs *args);
extern void check_rule_free(CheckRule *rule);
extern int	check_rule_add_column(CheckRule *rule, int side, const char *name);
extern int	check_rule_add_amount(CheckRule *rule, int side, const char *name);
extern void check_rule_add_keys(CheckRule *rule, int side, List *names);
extern void check_rule_order_by(CheckRule *rule, int side, int col);
extern int	check_rule_compare(CheckRule *rule, int side, Datum a, Datum b);
extern Datum check_column_copy(const CheckColumn *col, Datum value);
extern CheckColumn *check_rule_column(CheckRule *rule, int side, int col);
extern void check_rule_add_quantum(CheckRule *rule, int side, CheckArgs *args,
								   const char *name);
extern int64 check_stored_quantum(const CheckRule *rule, int side, const Datum *values,
								  const bool *nulls);
extern const char *check_table_name(Oid relid);
extern Oid	check_namespace(FunctionCallInfo fcinfo);
extern Oid	check_yuan_type(Oid namespace);
extern Oid	check_subject_type(Oid namespace);

extern void check_wrong_type(CheckRule *rule, CheckColumn *col, const char *wanted);

/* The reporting precision of one figure of a row, in fen; 0 = exact. */
static inline int64
check_row_quantum(const CheckRule *rule, int side, int col, const Datum *values,
				  const bool *nulls)
{
	return rule->side[side].quantum_col < 0 ? rule->side[side].cols[col].quantum
		: check_stored_quantum(rule, side, values, nulls);
}

/* check_values */
extern void check_values_of(CheckRule *rule, int side, int col, CheckValues *values);
extern bool check_values_add(CheckRule *rule, int side, CheckValues *values, List *literals,
							 int class);
extern int	check_class_of(const CheckRule *rule, int side, CheckValues *values, Datum value,
						   bool isnull);

/* What pg_trigger says of a rule. */
typedef struct CheckTriggerRow
{
	Oid			oid;
	Oid			parent;			/* the trigger a partition's one was cloned from */
	Oid			relid;
	Oid			other;			/* FROM table of a tie */
	Oid			function;
	Oid			namespace;		/* where the extension lives */
	int16		type;
	char		enabled;
	bool		deferrable;
	bool		initdeferred;
	bool		selective;		/* has a WHEN clause, or a list of columns */
	char	   *trigger_name;
	char	   *name;			/* of the constraint, where there is one */
	int			nargs;
	char	  **args;
} CheckTriggerRow;

/* A trigger as it fires on one table: its rule, and where that table keeps the columns. */
typedef struct CheckFiring
{
	Oid			trigger;		/* hash key: the trigger that fired, maybe a clone */
	Oid			relid;
	bool		valid;
	MemoryContext cxt;
	CheckRule  *rule;
	int			nparts;			/* a table tied to itself takes both parts */
	int			side[2];
	AttrNumber *attnos[2];		/* per column of that side */
	AttrNumber	last_key[2];	/* the greatest of the key's */
	struct CheckPending *pending;	/* of the transaction numbered so */
	uint64		transaction;
} CheckFiring;

/* check_trigger */
extern CheckTriggerRow *check_trigger_of_oid(Oid trigger);
extern CheckTriggerRow *check_root_trigger(Oid trigger);
extern List *check_triggers_of_table(Oid namespace, Oid relid);
extern List *check_all_triggers(Oid namespace);
extern const CheckKind *check_kind_of_function(Oid namespace, Oid funcid);

/* check_cache */
extern CheckFiring *check_firing(FunctionCallInfo fcinfo);
extern CheckRule *check_rule_from_trigger(const CheckTriggerRow *row);
extern CheckRule *check_rule_lookup(Oid root_trigger);
extern CheckRule *check_rule_of_trigger(const CheckTriggerRow *root);
extern char *check_rule_problem(const CheckTriggerRow *row);
extern void check_cache_end_transaction(void);

/* check_twin */
#define CHECK_TIE_SIDE_ARGUMENTS	4
extern const char *const check_tie_arguments[2][CHECK_TIE_SIDE_ARGUMENTS];
extern const CheckTriggerRow *check_tie_first(const CheckTriggerRow *row);
extern const CheckTriggerRow *check_tie_twin(const CheckTriggerRow *row);
extern char *check_tie_mirror(const char *argument);

/* check_groups */
/* 64 bytes with two keys, so that nothing is lost to rounding up: there may be many. */
typedef struct CheckGroup
{
	uint64		hash;
	dlist_node	note;			/* among what a transaction has touched */
	void	   *state;			/* of the fold, while a pass is under way */
	int			frame;			/* the statement that touched it; 0 = COMMIT */
	int			nest;			/* subtransaction level that touched it */
	CommandId	judged;			/* at once, as of this command */
	bool		violated;
	bool		followed;		/* engine/change.c has what its events add up to */
	Datum		keys[FLEXIBLE_ARRAY_MEMBER];
} CheckGroup;

typedef struct CheckGroups CheckGroups;

extern CheckGroups *check_groups_new(CheckRule *rule, MemoryContext cxt);
extern CheckGroup *check_groups_find(CheckGroups *groups, const Datum *keys);
extern CheckGroup *check_groups_add(CheckGroups *groups, const Datum *keys, bool *isnew);
extern void check_groups_remove(CheckGroups *groups, CheckGroup *group);
extern CheckGroup **check_groups_list(CheckGroups *groups, int64 *count);
extern void check_groups_begin_pass(CheckGroups *groups);
extern void check_groups_sort(CheckRule *rule, CheckGroup **list, int64 count);
extern bool check_keys_equal(const CheckRule *rule, const Datum *a, const Datum *b);

/* check_lock */
extern void check_lock_tables(const CheckRule *rule);
extern void check_lock_tables_of(const CheckTriggerRow *root);
extern void check_lock_whole(List **locks, const CheckRule *rule);
extern void check_lock_groups(List **locks, const CheckRule *rule,
							  CheckGroup **groups, int64 count);
extern void check_lock_acquire(List *locks);
extern void check_lock_forget(void);

/* check_read */
extern int	check_begin_reading(Snapshot snapshot, bool as_caller);
extern void check_end_reading(int nest);

/* Takes a row; false if it needs no more of them. */
typedef bool (*CheckRowFn) (void *arg, const Datum *values, const bool *nulls);
extern void check_read_group(CheckRule *rule, int side, const Datum *keys,
							 CheckRowFn row, void *arg);
extern void check_read_all(CheckRule *rule, int side, bool ordered,
						   CheckRowFn row, void *arg);
extern bool check_read_any(CheckRule *rule, const Datum *keys, Datum first, Datum last);
extern double check_cost_of_probes(CheckRule *rule, int64 ngroups, int64 written);
extern double check_cost_of_pass(CheckRule *rule, bool ordered);
extern bool check_key_is_indexed(const CheckRule *rule, int side);

/* check_fold */
extern CheckFold *check_fold_new(CheckRule *rule, CheckSink *sink, MemoryContext cxt,
								 const Datum *keys);
extern void check_fold_end(CheckFold *fold);
extern bool check_has_key(const CheckRule *rule, int side, const bool *nulls, bool refuse);
extern YuanSum check_bound(YuanSum quanta);
extern void check_judge(CheckFinding *finding, CheckComparator comparator);
extern void check_find(CheckFold *fold, CheckFinding *finding);
extern void check_refuse_null(const CheckRule *rule, int side, int col);

/* check_sweep */
extern CheckGroups *check_sweep(CheckRule *rule, CheckGroups *wanted, CheckSink *sink,
								MemoryContext cxt);

/* check_run */
extern void check_run_groups(CheckRule *rule, CheckGroups *groups,
							 CheckGroup **list, int64 count, int64 written,
							 CheckSink *sink);
extern void check_run_all(CheckRule *rule, CheckSink *sink);

/* check_report */
typedef struct CheckReport CheckReport;
extern CheckReport *check_report_new(CheckRule *rule, CheckGroups *groups);
extern CheckSink *check_report_sink(CheckReport *report);
extern int64 check_report_count(const CheckReport *report);
extern bool check_may_read(const CheckRule *rule);
extern void check_report_raise(CheckReport *report);
extern void check_report_conflict(CheckRule *rule);
extern char *check_keys_text(const CheckRule *rule, const Datum *keys);

/* check_note */
extern uint64 check_transaction(void);
extern struct CheckPending *check_pending_of(CheckRule *rule);
extern CheckGroup *check_note(struct CheckPending *pending, const Datum *keys, bool written);
extern void check_note_whole(CheckRule *rule);
extern void check_end_subtransaction(int nest, bool aborted);
extern void check_forget_notes(void);

/* check_change */
extern void check_change_begin(CheckRule *rule, CheckGroup *group);
extern void check_change_end(CheckGroup *group);
extern void check_change_update(const CheckFiring *firing, int part, CheckGroup *group,
								TupleTableSlot *old, TupleTableSlot *new);
extern bool check_change_add(CheckChange *change, int32 node, int col,
							 Datum old, Datum new, int sign);
extern bool check_change_cancels(CheckRule *rule, CheckGroup *group, bool ask);
extern void check_change_forget(void);

/* check_trust */
extern bool check_trust_knows(CheckRule *rule, const Datum *keys);
extern int64 check_trust_sift(CheckRule *rule, CheckGroup **groups, int64 count, bool ask);
extern void check_trust_remember(CheckRule *rule, CheckGroup **groups, int64 count);
extern void check_trust_forget(CheckRule *rule, const Datum *keys);
extern void check_trust_end_transaction(bool committed);

/* check_round */
extern int	check_frame(void);
extern int	check_open_frame(void);
extern void check_close_frame(int outer);
extern void check_fire_frame(void);
extern void check_fire_group(struct CheckPending *pending, CheckGroup *group);
extern void check_fire_all(void);
extern void check_round_undone(int nest);
extern void check_foresee(void (*fire_events) (void *arg), void *arg, CheckSink *sink);

/* check_audit: the verdicts of a rule over what the caller may read */
extern void check_audit_rule(CheckRule *rule, CheckSink *sink);

/* check_event */
extern Datum check_trigger(FunctionCallInfo fcinfo, const CheckKind *kind);

/* check_hooks */
extern void check_hooks_init(void);

#endif							/* GOVFISCAL_RULE_CHECK_H */
