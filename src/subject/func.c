/*
 * subject/func.c - the hierarchy, as SQL sees it
 */
#include "postgres.h"

#include "fmgr.h"
#include "funcapi.h"
#include "utils/builtins.h"

#include "base/compat.h"
#include "base/govfiscal.h"
#include "subject/core.h"
#include "subject/fault.h"

PG_FUNCTION_INFO_V1(subject_make);
PG_FUNCTION_INFO_V1(subject_level);
PG_FUNCTION_INFO_V1(subject_parent);
PG_FUNCTION_INFO_V1(subject_ancestor);
PG_FUNCTION_INFO_V1(subject_ancestors);
PG_FUNCTION_INFO_V1(subject_lca);
PG_FUNCTION_INFO_V1(subject_class);
PG_FUNCTION_INFO_V1(subject_section);
PG_FUNCTION_INFO_V1(subject_item);
PG_FUNCTION_INFO_V1(subject_subitem);
PG_FUNCTION_INFO_V1(subject_first);
PG_FUNCTION_INFO_V1(subject_last);
PG_FUNCTION_INFO_V1(subject_kind);
PG_FUNCTION_INFO_V1(subject_is_parent);
PG_FUNCTION_INFO_V1(subject_contains);
PG_FUNCTION_INFO_V1(subject_contained);
PG_FUNCTION_INFO_V1(subject_contains_strict);
PG_FUNCTION_INFO_V1(subject_contained_strict);

/* Not strict: a spreadsheet leaves the columns of the lower levels blank. */
Datum
subject_make(PG_FUNCTION_ARGS)
{
	int			section[SUBJECT_MAX_LEVEL];
	int			level = 0;
	int			bad = 0;
	int32_t		code;
	SubjectFault fault;

	while (level < SUBJECT_MAX_LEVEL && !PG_ARGISNULL(level))
	{
		section[level] = PG_GETARG_INT32(level);
		level++;
	}
	for (int i = level; i < SUBJECT_MAX_LEVEL; i++)
		if (!PG_ARGISNULL(i))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("invalid parts of a subject code"),
					 errdetail("Part %d is given, but part %d is null.", i + 1, level + 1)));
	if (level == 0)
		PG_RETURN_NULL();

	fault = subject_from_sections(section, level, &code, &bad);
	if (fault != SUBJECT_OK)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid part %d of a subject code: %d", bad + 1, section[bad]),
				 subject_errdetail(fault),
				 subject_errhint(fault)));
	PG_RETURN_SUBJECT_CODE(code);
}

Datum
subject_level(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(subject_level_of(PG_GETARG_SUBJECT_CODE(0)));
}

Datum
subject_parent(PG_FUNCTION_ARGS)
{
	SubjectCode code = PG_GETARG_SUBJECT_CODE(0);

	if (code == SUBJECT_ROOT)
		PG_RETURN_NULL();
	PG_RETURN_SUBJECT_CODE(subject_parent_of(code));
}

static Datum
cut_at(FunctionCallInfo fcinfo, int level)
{
	SubjectCode code = PG_GETARG_SUBJECT_CODE(0);

	if (level > subject_level_of(code))
		PG_RETURN_NULL();
	PG_RETURN_SUBJECT_CODE(subject_ancestor_at(code, level));
}

Datum
subject_ancestor(PG_FUNCTION_ARGS)
{
	int32		level = PG_GETARG_INT32(1);

	if (level < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("level must not be negative: %d", level)));
	return cut_at(fcinfo, level);
}

Datum
subject_class(PG_FUNCTION_ARGS)
{
	return cut_at(fcinfo, 1);
}

Datum
subject_section(PG_FUNCTION_ARGS)
{
	return cut_at(fcinfo, 2);
}

Datum
subject_item(PG_FUNCTION_ARGS)
{
	return cut_at(fcinfo, 3);
}

Datum
subject_subitem(PG_FUNCTION_ARGS)
{
	return cut_at(fcinfo, 4);
}

Datum
subject_ancestors(PG_FUNCTION_ARGS)
{
	FuncCallContext *call;

	if (SRF_IS_FIRSTCALL())
	{
		call = SRF_FIRSTCALL_INIT();
		call->max_calls = subject_level_of(PG_GETARG_SUBJECT_CODE(0)) + PG_GETARG_BOOL(1);
	}
	call = SRF_PERCALL_SETUP();
	if (call->call_cntr < call->max_calls)
	{
		/* The macro counts before it evaluates its argument. */
		SubjectCode ancestor = subject_ancestor_at(PG_GETARG_SUBJECT_CODE(0),
												   (int) call->call_cntr);

		SRF_RETURN_NEXT(call, SubjectCodeGetDatum(ancestor));
	}
	SRF_RETURN_DONE(call);
}

Datum
subject_lca(PG_FUNCTION_ARGS)
{
	PG_RETURN_SUBJECT_CODE(subject_lca_of(PG_GETARG_SUBJECT_CODE(0),
										  PG_GETARG_SUBJECT_CODE(1)));
}

Datum
subject_first(PG_FUNCTION_ARGS)
{
	PG_RETURN_SUBJECT_CODE(subject_first_of(PG_GETARG_SUBJECT_CODE(0)));
}

Datum
subject_last(PG_FUNCTION_ARGS)
{
	PG_RETURN_SUBJECT_CODE(subject_last_of(PG_GETARG_SUBJECT_CODE(0)));
}

Datum
subject_kind(PG_FUNCTION_ARGS)
{
	const char *kind = subject_kind_of(PG_GETARG_SUBJECT_CODE(0));

	if (kind == NULL)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(kind));
}

Datum
subject_is_parent(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(subject_is_parent_of(PG_GETARG_SUBJECT_CODE(0),
										PG_GETARG_SUBJECT_CODE(1)));
}

Datum
subject_contains(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(subject_covers(PG_GETARG_SUBJECT_CODE(0), PG_GETARG_SUBJECT_CODE(1)));
}

Datum
subject_contained(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(subject_covers(PG_GETARG_SUBJECT_CODE(1), PG_GETARG_SUBJECT_CODE(0)));
}

Datum
subject_contains_strict(PG_FUNCTION_ARGS)
{
	SubjectCode above = PG_GETARG_SUBJECT_CODE(0);
	SubjectCode below = PG_GETARG_SUBJECT_CODE(1);

	PG_RETURN_BOOL(above != below && subject_covers(above, below));
}

Datum
subject_contained_strict(PG_FUNCTION_ARGS)
{
	SubjectCode below = PG_GETARG_SUBJECT_CODE(0);
	SubjectCode above = PG_GETARG_SUBJECT_CODE(1);

	PG_RETURN_BOOL(above != below && subject_covers(above, below));
}
