/*
 * subject/fiscal_subject.c - fiscal_subject: seeding it, and keeping the user's rows his
 *
 * Statements name the table and our operators with their schema, taken from
 * the catalog by OID, so that no search_path has a say.
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "commands/trigger.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

#include "base/compat.h"
#include "base/encoding.h"
#include "base/govfiscal.h"
#include "subject/class_names.h"
#include "subject/core.h"
#include "subject/fiscal_subject.h"

PG_FUNCTION_INFO_V1(fiscal_subject_own);
PG_FUNCTION_INFO_V1(fiscal_subject_seed);

/* True while fiscal_subject_seed() writes: its rows are not the user's. */
static bool seeding = false;

/*
 * Removes the seeded row that stands in the way of the user's.  As the owner of
 * the table: whoever may insert need not have the right to delete.
 *
 *		DELETE FROM ONLY <fiscal_subject>
 *		WHERE year = $1 AND kind = $2 AND code = $3 AND seeded
 */
static void
delete_seeded(Relation rel, Oid schema, Datum year, Datum kind, Datum code, Oid code_type)
{
	Oid			types[] = {INT4OID, TEXTOID, code_type};
	Datum		values[] = {year, kind, code};
	Oid			user;
	int			context;
	char	   *ours = quote_subject_schema(schema);
	char	   *sql = psprintf("DELETE FROM ONLY %s.%s "
							   "WHERE year OPERATOR(pg_catalog.=) $1 "
							   "AND kind OPERATOR(pg_catalog.=) $2 "
							   "AND code OPERATOR(%s.=) $3 AND seeded",
							   quote_subject_schema(RelationGetNamespace(rel)),
							   quote_identifier(RelationGetRelationName(rel)),
							   ours);

	GetUserIdAndSecContext(&user, &context);
	SetUserIdAndSecContext(rel->rd_rel->relowner,
						   context | SECURITY_LOCAL_USERID_CHANGE | SECURITY_NOFORCE_RLS);
	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
	if (SPI_execute_with_args(sql, 3, types, values, NULL, false, 0) != SPI_OK_DELETE)
		elog(ERROR, "could not delete from \"%s\"", RelationGetRelationName(rel));
	SPI_finish();
	SetUserIdAndSecContext(user, context);
}

Datum
fiscal_subject_own(PG_FUNCTION_ARGS)
{
	TriggerData *trigger = (TriggerData *) fcinfo->context;
	Oid			schema = get_func_namespace(fcinfo->flinfo->fn_oid);
	Relation	rel;
	HeapTuple	row;
	AttrNumber	seeded;
	Datum		value;
	bool		is_null;

	if (!CALLED_AS_TRIGGER(fcinfo))
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("function \"%s\" was not called by trigger manager", "fiscal_subject_own")));
	rel = trigger->tg_relation;
	if (!TRIGGER_FIRED_BEFORE(trigger->tg_event) || !TRIGGER_FIRED_FOR_ROW(trigger->tg_event) ||
		TRIGGER_FIRED_BY_DELETE(trigger->tg_event) ||
		RelationGetRelid(rel) != get_relname_relid("fiscal_subject", schema))
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("function \"%s\" must be fired before INSERT or UPDATE of a row of table fiscal_subject",
						"fiscal_subject_own")));

	row = TRIGGER_FIRED_BY_UPDATE(trigger->tg_event) ? trigger->tg_newtuple : trigger->tg_trigtuple;
	if (seeding)
		return PointerGetDatum(row);

	seeded = (AttrNumber) SPI_fnumber(RelationGetDescr(rel), "seeded");
	value = BoolGetDatum(false);
	is_null = false;
	row = heap_modify_tuple_by_cols(row, RelationGetDescr(rel), 1,
									(int[]) {seeded}, &value, &is_null);

	/* Only classes are seeded: the thousands of other codes pass by. */
	if (TRIGGER_FIRED_BY_INSERT(trigger->tg_event))
	{
		Datum		key[3];
		bool		missing = false;
		static const char *const column[] = {"year", "kind", "code"};

		for (int i = 0; i < 3; i++)
		{
			key[i] = heap_getattr(row, SPI_fnumber(RelationGetDescr(rel), column[i]),
								  RelationGetDescr(rel), &is_null);
			missing |= is_null;
		}
		if (!missing && subject_level_of(DatumGetSubjectCode(key[2])) == 1)
			delete_seeded(rel, schema, key[0], key[1], key[2],
						  SPI_gettypeid(RelationGetDescr(rel),
										SPI_fnumber(RelationGetDescr(rel), "code")));
	}
	return PointerGetDatum(row);
}

/*
 *		INSERT INTO <fiscal_subject> (year, kind, code, name, seeded)
 *		VALUES ($1, $2, $3, $4, true) ON CONFLICT DO NOTHING
 */
static int
seed_all(Oid schema)
{
	Oid			types[] = {INT4OID, TEXTOID, INT4OID, TEXTOID};
	char	   *ours = quote_subject_schema(schema);
	char	   *sql = psprintf("INSERT INTO %s.fiscal_subject (year, kind, code, name, seeded) "
							   "VALUES ($1, $2, %s.subject_code_from_int4($3), $4, true) "
							   "ON CONFLICT DO NOTHING",
							   ours, ours);
	SPIPlanPtr	plan;
	int			added = 0;

	plan = SPI_prepare(sql, 4, types);
	if (plan == NULL)
		elog(ERROR, "SPI_prepare failed: %s", SPI_result_code_string(SPI_result));

	for (const SubjectClassName *c = subject_class_name; c->number != 0; c++)
	{
		const char *name = fiscal_from_utf8(c->name);
		Datum		values[4];

		if (name == NULL)
			continue;
		values[0] = Int32GetDatum(SUBJECT_CATALOGUE_YEAR);
		values[1] = CStringGetTextDatum(subject_kind_of(c->number * subject_span(1)));
		values[2] = Int32GetDatum(c->number);
		values[3] = CStringGetTextDatum(name);
		if (SPI_execute_plan(plan, values, NULL, false, 0) != SPI_OK_INSERT)
			elog(ERROR, "could not insert into \"fiscal_subject\"");
		added += (int) SPI_processed;
	}
	return added;
}

Datum
fiscal_subject_seed(PG_FUNCTION_ARGS)
{
	Oid			schema = get_func_namespace(fcinfo->flinfo->fn_oid);
	int			added;

	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
	seeding = true;
	PG_TRY();
	{
		added = seed_all(schema);
	}
	PG_FINALLY();
	{
		seeding = false;
	}
	PG_END_TRY();
	SPI_finish();
	PG_RETURN_INT32(added);
}
