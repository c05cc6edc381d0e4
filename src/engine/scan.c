/*
 * engine/scan.c - rows of a table, streamed to a fold
 *
 * A trigger's check must see every row of a group, whoever wrote: each table is
 * read as its own owner with row security off, as a foreign key reads it, and in
 * a security-restricted operation, so that code of the owner's leaves nothing
 * behind in the session.  An audit reads as its caller.  Tables and columns are
 * taken from the catalog by OID when a query is built and always quoted;
 * operators come by OID; values are parameters.  The caller has pushed the
 * snapshot that counts.
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/relation.h"
#include "access/stratnum.h"
#include "catalog/pg_class.h"
#include "catalog/pg_index.h"
#include "executor/executor.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "nodes/plannodes.h"
#include "optimizer/optimizer.h"
#include "tcop/dest.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/plancache.h"
#include "utils/rel.h"
#include "utils/ruleutils.h"
#include "utils/snapmgr.h"
#include "utils/syscache.h"
#include "utils/typcache.h"

#include "base/compat.h"
#include "base/session.h"
#include "engine/printed.h"
#include "engine/scan.h"

/* A key and the ends of a range. */
#define MAX_PARAMETERS	(CHECK_MAX_KEYS + 2)

/* ---------------------------------------------------------------- settings */

/*
 * Opens a reading under a snapshot.  A check finds nothing but pg_catalog in
 * search_path: columns of a type made by a user may run that user's functions.
 * An audit reads as its caller's queries do.
 */
int
check_begin_reading(Snapshot snapshot, bool as_caller)
{
	MemoryContext caller = CurrentMemoryContext;
	int			nest = NewGUCNestLevel();

	PushActiveSnapshot(snapshot);
	if (!as_caller)
		(void) set_config_option("search_path", "pg_catalog, pg_temp",
								 PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
	MemoryContextSwitchTo(caller);
	return nest;
}

void
check_end_reading(int nest)
{
	/* Makes the context current again in which SPI was connected. */
	SPI_finish();
	PopActiveSnapshot();
	AtEOXact_GUC(true, nest);
}

typedef struct Identity
{
	Oid			user;
	int			context;
} Identity;

static Identity
become_owner(const CheckRule *rule, Oid relid)
{
	Identity	caller;

	GetUserIdAndSecContext(&caller.user, &caller.context);
	if (!rule->as_caller)
	{
		Oid			owner = check_table_owner(relid);

		if (!OidIsValid(owner))
			elog(ERROR, "cache lookup failed for relation %u", relid);
		SetUserIdAndSecContext(owner, caller.context |
							   SECURITY_LOCAL_USERID_CHANGE |
							   SECURITY_RESTRICTED_OPERATION | SECURITY_NOFORCE_RLS);
	}
	return caller;
}

/* Not reached on error: the abort of the (sub)transaction restores identity. */
static void
become_again(Identity caller)
{
	SetUserIdAndSecContext(caller.user, caller.context);
}

/* ---------------------------------------------------------------- queries */

/*
 *	SELECT x.key, ..., x.col, ... FROM [ONLY] schema.table x
 *
 * A rule covers the rows of the table it was declared on, which for a
 * partitioned table are those of its partitions.  An ad hoc audit takes a table
 * as any query does, with what inherits from it.
 */
static void
append_from(StringInfo sql, const CheckRule *rule, const CheckSide *side)
{
	bool		only = OidIsValid(rule->trigger) &&
		get_rel_relkind(side->relid) == RELKIND_RELATION;

	appendStringInfo(sql, " FROM %s%s x", only ? "ONLY " : "",
					 check_table_name(side->relid));
}

static void
append_select(StringInfo sql, const CheckRule *rule, const CheckSide *side, bool as_printed)
{
	appendStringInfoString(sql, "SELECT ");
	for (int i = 0; i < side->ncols; i++)
		appendStringInfo(sql, "%sx.%s", i == 0 ? "" : ", ",
						 quote_identifier(side->cols[i].name));
	if (as_printed)
		check_append_place(sql, rule, side);
	append_from(sql, rule, side);
}

/*	WHERE x.key = $1 AND ... for the first n columns of the key */
static void
append_keys(StringInfo sql, const CheckRule *rule, const CheckSide *side, int n)
{
	for (int i = 0; i < n; i++)
	{
		StringInfoData column;
		char		parameter[16];

		initStringInfo(&column);
		appendStringInfo(&column, "x.%s", quote_identifier(side->cols[i].name));
		snprintf(parameter, sizeof(parameter), "$%d", i + 1);
		appendStringInfoString(sql, i == 0 ? " WHERE " : " AND ");
		generate_operator_clause(sql, column.data, side->cols[i].typid,
								 rule->keytypes[i].eqop,
								 parameter, rule->keytypes[i].typid);
	}
}

/*	SELECT ... [, its place] ... WHERE x.key = $1 AND ... [ORDER BY x.code, or as printed] */
static char *
probe_sql(const CheckRule *rule, const CheckSide *side)
{
	StringInfoData sql;

	initStringInfo(&sql);
	append_select(&sql, rule, side, rule->as_printed);
	append_keys(&sql, rule, side, rule->nkeys);
	if (side->order_col >= 0)
		appendStringInfo(&sql, " ORDER BY x.%s",
						 quote_identifier(side->cols[side->order_col].name));
	else if (rule->as_printed)
		check_append_print_order(&sql, side);
	return sql.data;
}

/*	SELECT ... [WHERE x.key = $1 AND ...] [ORDER BY x.key, ..., x.code] */
static char *
pass_sql(const CheckRule *rule, const CheckSide *side, bool ordered)
{
	StringInfoData sql;

	initStringInfo(&sql);
	append_select(&sql, rule, side, false);
	append_keys(&sql, rule, side, rule->nfixed);
	if (ordered)
	{
		for (int i = 0; i < rule->nkeys; i++)
			appendStringInfo(&sql, "%sx.%s", i == 0 ? " ORDER BY " : ", ",
							 quote_identifier(side->cols[i].name));
		if (side->order_col >= 0)
			appendStringInfo(&sql, ", x.%s",
							 quote_identifier(side->cols[side->order_col].name));
	}
	return sql.data;
}

/*
 *	SELECT FROM ONLY schema.table x
 *	WHERE x.key = $1 AND ... AND x.code >= $n AND x.code <= $n+1 LIMIT 1
 */
static char *
range_sql(const CheckRule *rule, const CheckSide *side)
{
	static const int strategies[] = {BTGreaterEqualStrategyNumber, BTLessEqualStrategyNumber};
	const CheckColumn *code = &side->cols[side->order_col];
	TypeCacheEntry *type = lookup_type_cache(code->basetype, TYPECACHE_BTREE_OPFAMILY);
	StringInfoData sql;
	StringInfoData column;

	initStringInfo(&column);
	appendStringInfo(&column, "x.%s", quote_identifier(code->name));
	initStringInfo(&sql);
	appendStringInfoString(&sql, "SELECT");
	append_from(&sql, rule, side);
	append_keys(&sql, rule, side, rule->nkeys);
	for (int i = 0; i < 2; i++)
	{
		char		parameter[16];

		snprintf(parameter, sizeof(parameter), "$%d", rule->nkeys + i + 1);
		appendStringInfoString(&sql, " AND ");
		generate_operator_clause(&sql, column.data, code->typid,
								 get_opfamily_member(type->btree_opf, type->btree_opintype,
													 type->btree_opintype, strategies[i]),
								 parameter, code->basetype);
	}
	appendStringInfo(&sql, " LIMIT %d", CHECK_MAX_CAME + 1);
	return sql.data;
}

/* After the key come codes. */
static void
set_types(Oid *types, const CheckRule *rule, int n)
{
	for (int i = 0; i < n; i++)
		types[i] = i < rule->nkeys ? rule->keytypes[i].typid
			: rule->side[0].cols[rule->side[0].order_col].basetype;
}

/* Calls of SPI leave its own context current, which goes with SPI_finish. */
static SPIPlanPtr
prepare(const char *sql, const CheckRule *rule, int nparameters)
{
	MemoryContext caller = CurrentMemoryContext;
	Oid			types[MAX_PARAMETERS];
	SPIPlanPtr	plan;

	set_types(types, rule, nparameters);
	plan = SPI_prepare_cursor(sql, nparameters, types,
							  nparameters > 0 ? CURSOR_OPT_GENERIC_PLAN : 0);
	MemoryContextSwitchTo(caller);
	if (plan == NULL)
		elog(ERROR, "SPI_prepare returned %s for %s",
			 SPI_result_code_string(SPI_result), sql);
	return plan;
}

/* Is there a usable index whose first columns are the key, in any order? */
bool
check_key_is_indexed(const CheckRule *rule, int side)
{
	Relation	rel = relation_open(rule->side[side].relid, AccessShareLock);
	List	   *indexes = RelationGetIndexList(rel);
	ListCell   *cell;
	bool		found = false;

	foreach(cell, indexes)
	{
		HeapTuple	tuple = SearchSysCache1(INDEXRELID, ObjectIdGetDatum(lfirst_oid(cell)));
		Form_pg_index index;
		int			matched = 0;

		if (!HeapTupleIsValid(tuple))
			continue;
		index = (Form_pg_index) GETSTRUCT(tuple);
		if (index->indisvalid && index->indnkeyatts >= rule->nkeys &&
			heap_attisnull(tuple, Anum_pg_index_indpred, NULL))
			for (int i = 0; i < rule->nkeys; i++)
				for (int j = 0; j < rule->nkeys; j++)
					if (index->indkey.values[i] == rule->side[side].cols[j].attno)
						matched++;
		ReleaseSysCache(tuple);
		found = found || matched == rule->nkeys;
	}
	list_free(indexes);
	relation_close(rel, AccessShareLock);
	return found;
}

/*
 * A kept plan about one group.  Where an index leads with the key it is planned
 * with sequential scans switched off: a plan made while the table was small
 * must not stay a scan when the table has grown.
 *
 * Names in the text follow renames because a plan that is no longer valid is
 * not run again but built anew from the catalog.
 */
static SPIPlanPtr
kept_plan(SPIPlanPtr *plan, CheckRule *rule, int side,
		  char *(*sql) (const CheckRule *rule, const CheckSide *side), int nparameters)
{
	int			nest;

	if (*plan != NULL && SPI_plan_is_valid(*plan))
		return *plan;
	if (*plan != NULL)
	{
		SPIPlanPtr	stale = *plan;

		*plan = NULL;
		SPI_freeplan(stale);
	}

	nest = NewGUCNestLevel();
	if (check_key_is_indexed(rule, side))
		(void) set_config_option("enable_seqscan", "off", PGC_USERSET, PGC_S_SESSION,
								 GUC_ACTION_SAVE, true, 0, false);
	*plan = prepare(sql(rule, &rule->side[side]), rule, nparameters);
	SPI_keepplan(*plan);
	(void) compat_spi_plan_cost(*plan, NULL);
	AtEOXact_GUC(true, nest);
	return *plan;
}

/* What the planner thinks of a query as the table is now; where asked for, its rows, too. */
static double
planned_cost(const CheckRule *rule, const CheckSide *side, const char *sql, int nparameters,
			 double *rows)
{
	Identity	caller = become_owner(rule, side->relid);
	SPIPlanPtr	plan = prepare(sql, rule, nparameters);
	double		cost = compat_spi_plan_cost(plan, rows);

	SPI_freeplan(plan);
	become_again(caller);
	return cost;
}

/*
 * A probe of each of so many groups.  A table that was just loaded has no
 * statistics, and the planner takes a group for a row.  But the rows that the
 * transaction has written are known, and probes read them at least: what they
 * were not planned for is added.
 */
double
check_cost_of_probes(CheckRule *rule, int64 ngroups, int64 written)
{
	double		cost = 0;

	for (int i = 0; i < rule->nsides; i++)
	{
		const CheckSide *side = &rule->side[i];
		double		planned;
		double		unplanned;

		cost += planned_cost(rule, side, probe_sql(rule, side), rule->nkeys, &planned) *
			(double) ngroups;
		unplanned = (double) written / rule->nsides - planned * (double) ngroups;
		if (unplanned > 0)
			cost += unplanned * (cpu_index_tuple_cost + cpu_tuple_cost +
								 rule->nkeys * cpu_operator_cost);
	}
	return cost;
}

/* One reading of the whole table, or of both. */
double
check_cost_of_scan(CheckRule *rule, bool ordered)
{
	double		cost = 0;

	for (int i = 0; i < rule->nsides; i++)
		cost += planned_cost(rule, &rule->side[i], pass_sql(rule, &rule->side[i], ordered),
							 rule->nfixed, NULL);
	return cost;
}

/* ---------------------------------------------------------------- rows */

typedef struct RowReceiver
{
	DestReceiver pub;
	CheckRowFn	row;
	void	   *arg;
	MemoryContext rowcxt;		/* what comparing a value leaves behind */
} RowReceiver;

static bool
receive_row(TupleTableSlot *slot, DestReceiver *self)
{
	RowReceiver *receiver = (RowReceiver *) self;
	MemoryContext caller = MemoryContextSwitchTo(receiver->rowcxt);

	bool		more;

	slot_getallattrs(slot);
	more = receiver->row(receiver->arg, slot->tts_values, slot->tts_isnull);
	MemoryContextSwitchTo(caller);
	MemoryContextReset(receiver->rowcxt);
	return more;
}

static void
receiver_startup(DestReceiver *self, int operation, TupleDesc typeinfo)
{
}

static void
receiver_noop(DestReceiver *self)
{
}

static void
run(SPIPlanPtr plan, const CheckRule *rule, int nparameters, const Datum *parameters,
	CheckRowFn row, void *arg)
{
	RowReceiver receiver = {
		.pub = {
			.receiveSlot = receive_row,
			.rStartup = receiver_startup,
			.rShutdown = receiver_noop,
			.rDestroy = receiver_noop,
			.mydest = DestNone
		},
		.row = row,
		.arg = arg
	};
	MemoryContext caller = CurrentMemoryContext;
	Oid			types[MAX_PARAMETERS];

	receiver.rowcxt = AllocSetContextCreate(CurrentMemoryContext, "govfiscal row",
											ALLOCSET_SMALL_SIZES);
	set_types(types, rule, nparameters);
	compat_spi_execute(plan, nparameters, types, parameters, &receiver.pub);
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(receiver.rowcxt);
}

void
check_scan_group(CheckRule *rule, int side, const Datum *keys, CheckRowFn row, void *arg)
{
	Identity	caller = become_owner(rule, rule->side[side].relid);

	run(kept_plan(&rule->side[side].probe, rule, side, probe_sql, rule->nkeys),
		rule, rule->nkeys, keys, row, arg);
	become_again(caller);
}

/* Counts down; no more rows are needed than that. */
static bool
count_row(void *arg, const Datum *values, const bool *nulls)
{
	return --*(int64 *) arg >= 0;
}

/* Has a group of a tree more than so many rows whose code is in this range, both ends included? */
bool
check_scan_has(CheckRule *rule, const Datum *keys, Datum first, Datum last, int64 more_than)
{
	Identity	caller = become_owner(rule, rule->side[0].relid);
	Datum		parameters[MAX_PARAMETERS];
	int64		left = more_than;

	memcpy(parameters, keys, sizeof(Datum) * rule->nkeys);
	parameters[rule->nkeys] = first;
	parameters[rule->nkeys + 1] = last;
	run(kept_plan(&rule->side[0].range, rule, 0, range_sql, rule->nkeys + 2),
		rule, rule->nkeys + 2, parameters, count_row, &left);
	become_again(caller);
	return left < 0;
}

void
check_scan_all(CheckRule *rule, int side, bool ordered, CheckRowFn row, void *arg)
{
	CheckSide  *s = &rule->side[side];
	Identity	caller = become_owner(rule, s->relid);
	SPIPlanPtr	plan = prepare(pass_sql(rule, s, ordered), rule, rule->nfixed);

	run(plan, rule, rule->nfixed, rule->fixed, row, arg);
	SPI_freeplan(plan);
	become_again(caller);
}
