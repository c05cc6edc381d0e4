/*
 * engine/report.c - the violations of one rule as one error or warning
 *
 * Keeps the ten worst and the count of all.  Figures and keys are shown only to
 * a role that may read them, tested as the role that fires the check.
 */
#include "postgres.h"

#include "access/relation.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/rls.h"

#include "base/session.h"
#include "engine/report.h"
#include "yuan/core.h"

#define MAX_SHOWN	10
#define MAX_VALUE	100			/* bytes of a key or code */
#define LINE_WIDTH	80

typedef struct Violation
{
	YuanSum		weight;			/* |difference|; 0 where there is none */
	char	   *where;
	char	   *what;
	int			side;			/* the table it is about first */
	char	   *column;			/* of a formula, or NULL */
} Violation;

/* What is raised together. */
typedef struct Violations
{
	int64		count;
	int			nshown;
	Violation	shown[MAX_SHOWN + 1];
} Violations;

struct CheckReport
{
	CheckSink	sink;
	CheckRule  *rule;
	MemoryContext cxt;
	CheckGroups *groups;		/* marks of violated ones, or NULL */
	Violations	wrong;
	Violations	warned;			/* of what a rule only verifies */
};

/* ---------------------------------------------------------------- text */

/* A value that nobody reads to its end is cut, at a whole character. */
static void
append_value(StringInfo text, const char *value)
{
	int			length = strlen(value);

	if (length <= MAX_VALUE)
		appendStringInfoString(text, value);
	else
	{
		appendBinaryStringInfo(text, value, pg_mbcliplen(value, length, MAX_VALUE));
		appendStringInfoString(text, "...");
	}
}

/*
 * unit=430321, year=2024
 *
 * Output functions run as whoever the message is for: those of base types are a
 * superuser's, and those of all others call these (base/type.c).
 */
char *
check_keys_text(const CheckRule *rule, const Datum *keys)
{
	StringInfoData text;

	initStringInfo(&text);
	for (int i = 0; i < rule->nkeys; i++)
	{
		Oid			output;
		bool		varlena;

		getTypeOutputInfo(rule->side[0].cols[i].basetype, &output, &varlena);
		appendStringInfo(&text, "%s%s=", i == 0 ? "" : ", ", rule->side[0].cols[i].name);
		append_value(&text, OidOutputFunctionCall(output, keys[i]));
	}
	return text.data;
}

/* unit=430321, year=2024, code=20402, total */
static char *
where_text(const CheckRule *rule, const CheckFinding *finding)
{
	StringInfoData text;

	initStringInfo(&text);
	appendStringInfoString(&text, check_keys_text(rule, finding->keys));
	if (finding->code != NULL)
	{
		appendStringInfo(&text, ", %s=", rule->side[0].cols[rule->side[0].order_col].name);
		append_value(&text, finding->code);
	}
	if (finding->cited != NULL)
		appendStringInfo(&text, ", %s", finding->cited);
	else if (finding->column != NULL && finding->stated_as == NULL)
		appendStringInfo(&text, ", %s", finding->column);
	return text.data;
}

/* What the two figures are called: those of a tie by their tables. */
static const char *
figure_name(const CheckRule *rule, const CheckFinding *finding, int side)
{
	if (finding->stated_as != NULL)
		return side == 0 ? finding->stated_as : finding->computed_as;
	if (rule->nsides == 2 && rule->side[0].relid != rule->side[1].relid)
		return get_rel_name(rule->side[side].relid);
	return side == 0 ? _(rule->kind->stated) : _(rule->kind->computed);
}

static char *
what_text(const CheckRule *rule, const CheckFinding *finding)
{
	char		stated[YUAN_SUM_MAX_TEXT];
	char		computed[YUAN_SUM_MAX_TEXT];
	char		difference[YUAN_SUM_MAX_TEXT];
	char		bound[YUAN_SUM_MAX_TEXT];

	if (finding->note != NULL)
		return pstrdup(finding->note);
	yuan_format_sum(finding->stated, stated);
	yuan_format_sum(finding->computed, computed);
	yuan_format_sum(finding->difference, difference);
	yuan_format_sum(finding->bound, bound);
	if (finding->figures != NULL && yuan_sum_cmp(finding->bound, yuan_sum_of(0)) > 0)
		return psprintf(_("%s, difference %s (rounding: %s)"), finding->figures, difference, bound);
	if (finding->figures != NULL)
		return psprintf(_("%s, difference %s"), finding->figures, difference);
	if (yuan_sum_cmp(finding->bound, yuan_sum_of(0)) > 0)
		return psprintf(_("%s %s, %s %s, difference %s (rounding: %s)"),
						figure_name(rule, finding, 0), stated,
						figure_name(rule, finding, 1), computed, difference, bound);
	return psprintf(_("%s %s, %s %s, difference %s"),
					figure_name(rule, finding, 0), stated,
					figure_name(rule, finding, 1), computed, difference);
}

/* ---------------------------------------------------------------- collecting */

/* Equals stand in the order of their text, whatever order they were found in. */
static bool
is_worse(const Violation *a, const Violation *b)
{
	int			order = yuan_sum_cmp(a->weight, b->weight);

	if (order == 0)
		order = strcmp(b->where, a->where);
	if (order == 0)
		order = strcmp(b->what, a->what);
	return order > 0;
}

static bool
is_full(const Violations *list)
{
	return list->nshown == MAX_SHOWN;
}

/* Puts a violation among those that are shown, unless they are worse. */
static void
keep(Violations *list, const Violation *violation, MemoryContext cxt)
{
	Violation	kept = *violation;
	int			i;

	if (is_full(list) && !is_worse(violation, &list->shown[MAX_SHOWN - 1]))
		return;
	kept.where = MemoryContextStrdup(cxt, violation->where);
	kept.what = MemoryContextStrdup(cxt, violation->what);
	for (i = list->nshown; i > 0 && is_worse(&kept, &list->shown[i - 1]); i--)
		list->shown[i] = list->shown[i - 1];
	list->shown[i] = kept;
	if (!is_full(list))
		list->nshown++;
}

static void
collect(CheckSink *sink, CheckRule *rule, const CheckFinding *finding)
{
	CheckReport *report = (CheckReport *) sink;
	bool		warned = finding->verdict == CHECK_WARNED;
	Violations *list = warned ? &report->warned : &report->wrong;
	Violation	violation = {.side = finding->side};
	CheckGroup *group;

	/* Undone with the settings of the reading that goes on. */
	if (report->wrong.count + report->warned.count == 0)
		(void) check_pin_settings();
	list->count++;
	if (report->groups != NULL && !warned &&
		(group = check_groups_find(report->groups, finding->keys)) != NULL)
		group->violated = true;
	if (finding->note == NULL)
		violation.weight = yuan_sum_abs(finding->difference);

	/* No text is made for one that is not as bad as the last of those kept. */
	if (is_full(list) &&
		yuan_sum_cmp(violation.weight, list->shown[MAX_SHOWN - 1].weight) < 0)
		return;
	violation.where = where_text(rule, finding);
	violation.what = what_text(rule, finding);
	if (finding->formula != NULL && finding->column != NULL)
		violation.column = MemoryContextStrdup(report->cxt, finding->column);
	keep(list, &violation, report->cxt);
}

/* A report in the current context; "groups" gets marks on those that violate. */
CheckReport *
check_report_new(CheckRule *rule, CheckGroups *groups)
{
	CheckReport *report = palloc0(sizeof(CheckReport));

	report->sink.find = collect;
	report->sink.wanted = CHECK_WRONG | CHECK_BIT(CHECK_WARNED);
	report->rule = rule;
	report->groups = groups;
	report->cxt = CurrentMemoryContext;
	return report;
}

CheckSink *
check_report_sink(CheckReport *report)
{
	return &report->sink;
}

int64
check_report_count(const CheckReport *report)
{
	return report->wrong.count;
}

/* ---------------------------------------------------------------- raising */

/* As a foreign key: nothing is shown under row security, or without SELECT. */
bool
check_may_read(const CheckRule *rule)
{
	for (int i = 0; i < rule->nsides; i++)
	{
		const CheckSide *side = &rule->side[i];

		if (check_enable_rls(side->relid, InvalidOid, true) == RLS_ENABLED)
			return false;
		if (pg_class_aclcheck(side->relid, GetUserId(), ACL_SELECT) == ACLCHECK_OK)
			continue;
		for (int j = 0; j < side->ncols; j++)
			if (pg_attribute_aclcheck(side->relid, side->cols[j].attno, GetUserId(),
									  ACL_SELECT) != ACLCHECK_OK)
				return false;
	}
	return true;
}

/* Columns on a terminal, where a Chinese character takes two. */
static int
width_of(const char *text)
{
	int			width = 0;

	for (; *text != '\0'; text += pg_mblen(text))
		width += Max(pg_dsplen(text), 0);
	return width;
}

static char *
detail_text(const Violations *list)
{
	StringInfoData text;

	initStringInfo(&text);
	if (list->count > MAX_SHOWN)
		appendStringInfo(&text, _("%lld violations, the %d worst of them:"),
						 (long long) list->count, MAX_SHOWN);
	else
		appendStringInfo(&text,
						 dngettext(TEXTDOMAIN, "%lld violation:", "%lld violations:",
								   (unsigned long) list->count),
						 (long long) list->count);
	for (int i = 0; i < list->nshown; i++)
	{
		const Violation *violation = &list->shown[i];
		bool		fits = width_of(violation->where) + width_of(violation->what) + 2 <= LINE_WIDTH;

		appendStringInfo(&text, "\n%s:%s%s", violation->where, fits ? " " : "\n    ",
						 violation->what);
	}
	return text.data;
}

/* Fills the fields of a message that name the table, the column and the rule. */
static int
error_fields(Relation rel, const CheckRule *rule, const Violation *worst)
{
	if (worst->column != NULL)
		err_generic_string(PG_DIAG_COLUMN_NAME, worst->column);
	return errtableconstraint(rel, rule->name);
}

static void
raise_list(const CheckRule *rule, const Violations *list, int level)
{
	const Violation *worst = &list->shown[0];
	Relation	rel;

	if (list->count == 0)
		return;
	rel = relation_open(rule->side[worst->side].relid, AccessShareLock);
	if (check_may_read(rule))
		ereport(level,
				(errcode(ERRCODE_CHECK_VIOLATION),
				 errmsg("table \"%s\" violates rule \"%s\": %s",
						RelationGetRelationName(rel), rule->name, worst->where),
				 errdetail_internal("%s", detail_text(list)),
				 error_fields(rel, rule, worst)));
	else
		ereport(level,
				(errcode(ERRCODE_CHECK_VIOLATION),
				 errmsg("table \"%s\" violates rule \"%s\"",
						RelationGetRelationName(rel), rule->name),
				 errdetail_plural("%lld violation; its figures are shown only to a role that may read them.",
								  "%lld violations; their figures are shown only to a role that may read them.",
								  list->count, (long long) list->count),
				 error_fields(rel, rule, worst)));
	relation_close(rel, AccessShareLock);
}

/* Raises what was found, if anything; returns where the rule only warns. */
void
check_report_raise(CheckReport *report)
{
	const CheckRule *rule = report->rule;

	raise_list(rule, &report->warned, WARNING);
	raise_list(rule, &report->wrong,
			   rule->severity == CHECK_SEVERITY_WARNING ? WARNING : ERROR);
}

/*
 * The groups are sound in this transaction's own view and broken only together
 * with what others committed since: nobody's data is wrong, and no figure of
 * theirs is shown.
 */
void
check_report_conflict(CheckRule *rule)
{
	Relation	rel = relation_open(rule->side[0].relid, AccessShareLock);

	ereport(ERROR,
			(errcode(ERRCODE_T_R_SERIALIZATION_FAILURE),
			 errmsg("could not serialize access due to concurrent update under rule \"%s\" of table \"%s\"",
					rule->name, RelationGetRelationName(rel)),
			 errhint("The transaction might succeed if retried."),
			 errtableconstraint(rel, rule->name)));
}
