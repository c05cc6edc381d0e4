/*
 * subject/rollup.c - the totals of every level in one pass over the rows
 *
 * The rows of each code are summed as they come, in any order.  At the end the
 * codes are sorted once; in pre-order a stack of the open path is enough to
 * carry every total up, and the nodes come out in the order of a printed table.
 *
 * A code with another code below it in the same group is a parent.  Its own
 * rows are what it states, the sum of its children what it should state: they
 * are never added to each other.
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "common/hashfn.h"
#include "fmgr.h"
#include "funcapi.h"
#include "utils/array.h"
#include "utils/lsyscache.h"
#include "utils/typcache.h"

#include "base/compat.h"
#include "base/govfiscal.h"
#include "subject/core.h"
#include "yuan/error.h"
#include "yuan/sum.h"

PG_FUNCTION_INFO_V1(subject_rollup_accum);
PG_FUNCTION_INFO_V1(subject_rollup_final);

/* A sum of reported amounts; without any there is no sum. */
typedef struct Total
{
	YuanSum		sum;
	bool		reported;
} Total;

typedef struct Entry
{
	int32_t		code;
	char		status;			/* of the hash table */
	Total		own;
} Entry;

#define SH_PREFIX		rollup
#define SH_ELEMENT_TYPE	Entry
#define SH_KEY_TYPE		int32_t
#define SH_KEY			code
#define SH_HASH_KEY(table, key)		murmurhash32((uint32) (key))
#define SH_EQUAL(table, a, b)		((a) == (b))
#define SH_SCOPE		static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

/* Small, for there may be as many tables as groups; it doubles as codes come. */
#define FIRST_SIZE		16

/* A node of the result; those above the rows are there without rows. */
typedef struct TreeNode
{
	int32_t		code;
	bool		is_parent;
	Total		own;
	Total		children;
} TreeNode;

static void
add(Total *total, Total other)
{
	if (other.reported)
	{
		yuan_sum_add_sum(&total->sum, other.sum);
		total->reported = true;
	}
}

Datum
subject_rollup_accum(PG_FUNCTION_ARGS)
{
	MemoryContext context;
	rollup_hash *table;
	Entry	   *entry;
	bool		found;

	if (!AggCheckCallContext(fcinfo, &context))
		elog(ERROR, "aggregate function called in non-aggregate context");
	table = PG_ARGISNULL(0) ? rollup_create(context, FIRST_SIZE, NULL) :
		(rollup_hash *) PG_GETARG_POINTER(0);

	if (!PG_ARGISNULL(1))
	{
		entry = rollup_insert(table, PG_GETARG_SUBJECT_CODE(1), &found);
		if (!found)
			memset(&entry->own, 0, sizeof(entry->own));
		if (!PG_ARGISNULL(2))
		{
			yuan_sum_add(&entry->own.sum, PG_GETARG_YUAN(2));
			entry->own.reported = true;
		}
	}
	PG_RETURN_POINTER(table);
}

static int
compare_entries(const void *a, const void *b)
{
	return subject_compare(((const Entry *) a)->code, ((const Entry *) b)->code);
}

static Entry *
sorted_entries(rollup_hash *table, int *n)
{
	Entry	   *entries = palloc(sizeof(Entry) * Max(table->members, 1));
	rollup_iterator it;
	Entry	   *entry;

	*n = 0;
	rollup_start_iterate(table, &it);
	while ((entry = rollup_iterate(table, &it)) != NULL)
		entries[(*n)++] = *entry;
	qsort(entries, *n, sizeof(Entry), compare_entries);
	return entries;
}

static Total
computed(const TreeNode *node)
{
	return node->is_parent ? node->children : node->own;
}

/* Closes the open nodes deeper than a level; path[level] is the one of a level. */
static void
close_below(TreeNode *nodes, const int *path, int *open, int level)
{
	for (; *open > level; (*open)--)
		add(&nodes[path[*open - 1]].children, computed(&nodes[path[*open]]));
}

/*
 * Nothing that comes later is below a closed node, so what it adds to its
 * parent is final.
 */
static int
roll_up(const Entry *entries, int n_entries, TreeNode *nodes)
{
	int			path[SUBJECT_MAX_LEVEL + 1];
	int			open = -1;		/* level of the deepest open node */
	int			n = 0;

	for (int i = 0; i < n_entries; i++)
	{
		int32_t		code = entries[i].code;
		int			level = subject_level_of(code);

		if (open >= 0)
			close_below(nodes, path, &open,
						subject_level_of(subject_lca_of(nodes[path[open]].code, code)));
		while (open < level)
		{
			if (open >= 0)
				nodes[path[open]].is_parent = true;
			path[++open] = n;
			memset(&nodes[n], 0, sizeof(TreeNode));
			nodes[n++].code = subject_ancestor_at(code, open);
		}
		nodes[path[open]].own = entries[i].own;
	}
	if (open >= 0)
		close_below(nodes, path, &open, 0);
	return n;
}

static Datum
total_datum(Total total, bool *is_null)
{
	int64_t		fen = 0;

	*is_null = !total.reported;
	if (total.reported && !yuan_sum_fen(total.sum, &fen))
		yuan_out_of_range();
	return YuanGetDatum(fen);
}

Datum
subject_rollup_final(PG_FUNCTION_ARGS)
{
	Oid			type = get_element_type(get_func_rettype(fcinfo->flinfo->fn_oid));
	TupleDesc	desc;
	Entry	   *entries;
	TreeNode	   *nodes;
	Datum	   *rows;
	int			n;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	entries = sorted_entries((rollup_hash *) PG_GETARG_POINTER(0), &n);
	nodes = palloc_extended(sizeof(TreeNode) * (Size) Max(n, 1) * (SUBJECT_MAX_LEVEL + 1), MCXT_ALLOC_HUGE);
	n = roll_up(entries, n, nodes);

	desc = lookup_rowtype_tupdesc(type, -1);
	rows = palloc(sizeof(Datum) * Max(n, 1));
	for (int i = 0; i < n; i++)
	{
		Datum		columns[3];
		bool		nulls[3];

		columns[0] = SubjectCodeGetDatum(nodes[i].code);
		nulls[0] = false;
		columns[1] = total_datum(nodes[i].own, &nulls[1]);
		columns[2] = total_datum(computed(&nodes[i]), &nulls[2]);
		rows[i] = HeapTupleGetDatum(heap_form_tuple(desc, columns, nulls));
	}
	ReleaseTupleDesc(desc);
	PG_RETURN_ARRAYTYPE_P(construct_array(rows, n, type, -1, false, TYPALIGN_DOUBLE));
}
