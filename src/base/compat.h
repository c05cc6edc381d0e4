/*
 * base/compat.h - every difference between PostgreSQL majors, in one place
 *
 * No other file tests PG_VERSION_NUM.  Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_BASE_COMPAT_H
#define GOVFISCAL_BASE_COMPAT_H

/*
 * Soft errors (16): with an ErrorSaveContext in fcinfo->context an input
 * function reports bad text without raising.  Older servers always raise.
 */
#if PG_VERSION_NUM >= 160000
#include "nodes/miscnodes.h"
#define GF_ESCONTEXT(fcinfo)	((fcinfo)->context)
#else
#define GF_ESCONTEXT(fcinfo)	NULL
#define ereturn(context, dummy, ...) \
	do { \
		(void) (context); \
		ereport(ERROR, __VA_ARGS__); \
		return dummy; \
	} while (0)
#endif

/* Virtual generated columns exist from 18; include catalog/pg_attribute.h. */
#if PG_VERSION_NUM >= 180000
#define compat_attribute_is_virtual(att) ((att)->attgenerated == ATTRIBUTE_GENERATED_VIRTUAL)
#else
#define compat_attribute_is_virtual(att) false
#endif

/* Is a NOT NULL true of every row?  From 18 on it can be declared of new rows only. */
#if PG_VERSION_NUM >= 180000
struct FormData_pg_attribute;
extern bool compat_attribute_is_not_null(struct FormData_pg_attribute *att);
#else
#define compat_attribute_is_not_null(att) ((att)->attnotnull)
#endif

/* Ownership became one function for all kinds of objects in 16. */
#if PG_VERSION_NUM >= 160000
#define compat_relation_owned(relid) \
	object_ownercheck(RelationRelationId, relid, GetUserId())
#else
#define compat_relation_owned(relid) pg_class_ownercheck(relid, GetUserId())
#endif

#if PG_VERSION_NUM >= 160000
#define compat_schema_usable(schema) \
	(object_aclcheck(NamespaceRelationId, schema, GetUserId(), ACL_USAGE) == ACLCHECK_OK)
#else
#define compat_schema_usable(schema) \
	(pg_namespace_aclcheck(schema, GetUserId(), ACL_USAGE) == ACLCHECK_OK)
#endif

/* From 18 the module can name itself and its version to the server. */
#ifdef PG_MODULE_MAGIC_EXT
#define GF_MODULE_MAGIC(name_, version_) \
	PG_MODULE_MAGIC_EXT(.name = name_, .version = version_)
#else
#define GF_MODULE_MAGIC(name_, version_) PG_MODULE_MAGIC
#endif

/* Multiranges came in 14; before it no type is one. */
#if PG_VERSION_NUM >= 140000
#define COMPAT_TYPTYPE_MULTIRANGE	TYPTYPE_MULTIRANGE
#define compat_range_of_multirange(typid)	get_multirange_range(typid)
#else
#define COMPAT_TYPTYPE_MULTIRANGE	'm'
#define compat_range_of_multirange(typid)	InvalidOid
#endif

/* value / 10^scale as a numeric with that many decimals. */
extern Datum compat_scaled_numeric(int64 value, int scale);

/* NaN or an infinity; the latter exist from 14 on. */
extern bool compat_numeric_is_special(Datum number);

/*
 * Before 14 the partitions of the table that an UPDATE or DELETE changes took
 * their conditions over as they were, without simplifying them again.
 */
#if PG_VERSION_NUM >= 140000
#define compat_partitions_simplify(parse, relation) true
#else
#define compat_partitions_simplify(parse, relation) ((parse)->resultRelation != (int) (relation))
#endif

/* The target of a column under ANALYZE moved out of its attribute in 17. */
#if PG_VERSION_NUM >= 170000
#define GF_STATISTICS_TARGET(stats)	((stats)->attstattarget)
#else
#define GF_STATISTICS_TARGET(stats)	((stats)->attr->attstattarget)
#endif

/* The planner's infrastructure became an argument in 14. */
#if PG_VERSION_NUM >= 140000
#define compat_is_pseudo_constant_for_index(root, expr, index) \
	is_pseudo_constant_for_index(root, expr, index)
#define compat_pull_varnos(root, node)	pull_varnos(root, node)
#else
#define compat_is_pseudo_constant_for_index(root, expr, index) \
	is_pseudo_constant_for_index(expr, index)
#define compat_pull_varnos(root, node)	pull_varnos(node)
#endif

/*
 * Converts text between encodings without raising: false when a character has
 * no equivalent, or the text is not valid in its own encoding.
 */
extern bool compat_convert(Oid proc, int from, int to,
						   const char *text, int len,
						   unsigned char *dest, int capacity);

/* ProcessUtility learned to copy its tree in 14. */
#if PG_VERSION_NUM >= 140000
#define COMPAT_UTILITY_PARAMETERS \
	PlannedStmt *statement, const char *query, bool read_only_tree, \
	ProcessUtilityContext context, ParamListInfo params, \
	QueryEnvironment *environment, DestReceiver *dest, QueryCompletion *completion
#define COMPAT_UTILITY_ARGUMENTS \
	statement, query, read_only_tree, context, params, environment, dest, completion
#else
#define COMPAT_UTILITY_PARAMETERS \
	PlannedStmt *statement, const char *query, \
	ProcessUtilityContext context, ParamListInfo params, \
	QueryEnvironment *environment, DestReceiver *dest, QueryCompletion *completion
#define COMPAT_UTILITY_ARGUMENTS \
	statement, query, context, params, environment, dest, completion
#endif

/* What ALTER TABLE can do to a column; include nodes/parsenodes.h. */
#if PG_VERSION_NUM >= 160000
#define compat_adds_column(command) ((command)->subtype == AT_AddColumn)
#else
#define compat_adds_column(command) \
	((command)->subtype == AT_AddColumn || (command)->subtype == AT_AddColumnRecurse)
#endif
#if PG_VERSION_NUM >= 170000
#define compat_rewrites_column(command) \
	((command)->subtype == AT_AlterColumnType || (command)->subtype == AT_SetExpression)
#else
#define compat_rewrites_column(command) ((command)->subtype == AT_AlterColumnType)
#endif

/* ... and to a partition: to take one away without waiting came in 14. */
#if PG_VERSION_NUM >= 140000
#define compat_moves_partition(command) \
	((command)->subtype == AT_AttachPartition || \
	 (command)->subtype == AT_DetachPartition || \
	 (command)->subtype == AT_DetachPartitionFinalize)
#else
#define compat_moves_partition(command) \
	((command)->subtype == AT_AttachPartition || (command)->subtype == AT_DetachPartition)
#endif

/*
 * Runs a read-only plan under the active snapshot, its rows going to dest; the
 * parameters are never NULL.  Before 14 the rows are collected, some at a time.
 */
struct _SPI_plan;
struct _DestReceiver;
extern void compat_spi_execute(struct _SPI_plan *plan, int nparams, const Oid *types,
							   const Datum *values, struct _DestReceiver *dest);

/* The planner's estimate for the generic plan of a query: cost and, where asked for, rows. */
extern double compat_spi_plan_cost(struct _SPI_plan *plan, double *rows);

#endif							/* GOVFISCAL_BASE_COMPAT_H */
