/*
 * calls/verdicts.c - findings as rows, for audits and for fiscal_pending()
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "nodes/makefuncs.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/json.h"
#include "utils/jsonb.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

#include "base/own.h"
#include "base/type.h"
#include "calls/verdicts.h"

/* A value as a string, by its output function, which is a superuser's (base/type.c). */
static void
append_text(StringInfo text, const CheckColumn *col, Datum value)
{
	Oid			output;
	bool		varlena;

	getTypeOutputInfo(col->basetype, &output, &varlena);
	escape_json(text, OidOutputFunctionCall(output, value));
}

/* As to_jsonb has it: a number is a number, a date is ISO whatever DateStyle. */
static void
append_json(StringInfo text, const CheckColumn *col, Datum value)
{
	FmgrInfo	to_jsonb;
	Jsonb	   *json;
	Const	   *argument = makeConst(col->typid, -1, col->collation, col->typlen, value,
									 false, col->typbyval);

	fmgr_info(F_TO_JSONB, &to_jsonb);
	fmgr_info_set_expr((Node *) makeFuncExpr(F_TO_JSONB, JSONBOID, list_make1(argument),
											 InvalidOid, InvalidOid, COERCE_EXPLICIT_CALL),
					   &to_jsonb);
	json = DatumGetJsonbP(FunctionCall1(&to_jsonb, value));
	(void) JsonbToCString(text, &json->root, VARSIZE(json));
}

/*
 * Runs as whoever asks for the verdicts, who must not run a cast to json that
 * somebody else has made (base/type.c).  Of ours there is nothing to fear.
 */
static void
append_value(StringInfo text, const CheckRule *rule, const CheckColumn *col, Datum value)
{
	if (check_json_is_plain(col->typid) || col->basetype == check_yuan_type(rule->namespace))
		append_json(text, col, value);
	else
		append_text(text, col, value);
}

Datum
check_key_json(const CheckRule *rule, const Datum *keys)
{
	StringInfoData text;

	initStringInfo(&text);
	for (int i = 0; i < rule->nkeys; i++)
	{
		const CheckColumn *col = &rule->side[0].cols[i];

		appendStringInfoString(&text, i == 0 ? "{" : ", ");
		escape_json(&text, col->name);
		appendStringInfoString(&text, ": ");
		append_value(&text, rule, col, keys[i]);
	}
	appendStringInfoChar(&text, '}');
	return DirectFunctionCall1(jsonb_in, CStringGetDatum(text.data));
}

/* A total that is no amount is left out; the difference and the cause say so. */
static void
put_sum(Datum *value, bool *isnull, bool given, YuanSum sum)
{
	int64		fen;

	*isnull = !given || !yuan_sum_fen(sum, &fen);
	if (!*isnull)
		*value = YuanGetDatum(fen);
}

static void
put_text(Datum *value, bool *isnull, const char *text)
{
	*isnull = text == NULL;
	if (!*isnull)
		*value = CStringGetTextDatum(text);
}

void
check_verdict_row(CheckSink *sink, CheckRule *rule, const CheckFinding *finding)
{
	AuditSink  *audit = (AuditSink *) sink;
	Datum		values[15];
	bool		nulls[15] = {false};
	int			i = 0;
	bool		both = finding->has_stated && finding->has_computed;
	MemoryContext caller;

	caller = MemoryContextSwitchTo(audit->cxt);
	if (audit->with_table)
		values[i++] = ObjectIdGetDatum(rule->side[finding->side].relid);
	values[i++] = DirectFunctionCall1(namein, CStringGetDatum(rule->name));
	values[i++] = CStringGetTextDatum(rule->kind->name);
	nulls[i] = audit->hide;
	if (!audit->hide)
		values[i] = check_key_json(rule, finding->keys);
	i++;
	put_text(&values[i], &nulls[i], audit->hide ? NULL : finding->code);
	i++;
	put_text(&values[i], &nulls[i], finding->column);
	i++;
	put_sum(&values[i], &nulls[i], finding->has_stated && !audit->hide, finding->stated);
	i++;
	put_sum(&values[i], &nulls[i], finding->has_computed && !audit->hide, finding->computed);
	i++;
	put_sum(&values[i], &nulls[i], both && !audit->hide, finding->difference);
	i++;
	put_sum(&values[i], &nulls[i], both && !audit->hide, finding->bound);
	i++;
	nulls[i] = finding->note != NULL || audit->hide;
	values[i] = Int32GetDatum((int32) Min(finding->addends, PG_INT32_MAX));
	i++;
	values[i++] = CStringGetTextDatum(check_verdict_name(finding->verdict));
	put_text(&values[i], &nulls[i], audit->hide ? NULL
			 : finding->note != NULL ? finding->note : finding->cause);
	i++;
	put_text(&values[i], &nulls[i], finding->formula);
	i++;
	nulls[i] = finding->line == NULL || audit->hide;
	if (!nulls[i])
		values[i] = DirectFunctionCall1(jsonb_in, CStringGetDatum(finding->line));
	srf_put(&audit->rows, values, nulls);
	MemoryContextSwitchTo(caller);
	MemoryContextReset(audit->cxt);
}

/* The verdicts of that name as a set; 0 if there is none. */
static unsigned
verdict_bits(const char *name)
{
	if (strcmp(name, "all") == 0)
		return CHECK_ANY;
	for (int i = 0; i <= CHECK_LAST_VERDICT; i++)
		if (strcmp(name, check_verdict_name(i)) == 0)
			return CHECK_BIT(i);
	return 0;
}

void
check_want_verdicts(AuditSink *audit, const CheckCall *call)
{
	FunctionCallInfo fcinfo = call->fcinfo;
	int			argno = check_call_given(call, "verdicts");
	Datum	   *names;
	bool	   *nulls;
	int			n;

	if (argno < 0)
	{
		audit->sink.wanted = CHECK_ANY;
		return;
	}
	deconstruct_array(PG_GETARG_ARRAYTYPE_P(argno), TEXTOID, -1, false, TYPALIGN_INT,
					  &names, &nulls, &n);
	for (int i = 0; i < n; i++)
	{
		const char *name = nulls[i] ? "null" : TextDatumGetCString(names[i]);
		unsigned	bits = verdict_bits(name);

		if (bits == 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("unknown verdict \"%s\"", name),
					 errdetail("Verdicts are exact, rounding, notice, violation, orphan, warning, explained, unreported and not applicable, or all.")));
		audit->sink.wanted |= bits;
	}
}

AuditSink
check_begin_verdicts(FunctionCallInfo fcinfo)
{
	AuditSink	audit = {.sink = {.find = check_verdict_row, .want_causes = true}};

	audit.rows = srf_begin(fcinfo);
	audit.cxt = AllocSetContextCreate(CurrentMemoryContext, "govfiscal audit row",
									  ALLOCSET_DEFAULT_SIZES);
	return audit;
}
