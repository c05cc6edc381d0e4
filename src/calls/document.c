/*
 * calls/document.c - one document, by the rules that share its key
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"
#include "utils/lsyscache.h"

#include "calls/document.h"
#include "engine/lock.h"
#include "rule/cache.h"
#include "rule/members.h"
#include "rule/trigger.h"

/* ---------------------------------------------------------------- rules */

static CheckRule *
load_rule(const CheckTriggerRow *root)
{
	CheckRule  *rule;

	check_lock_tables_of(root);
	rule = check_rule_of_members(root, check_members(root));
	rule->as_printed = true;
	return rule;
}

static bool
have_one_key(const CheckRule *a, const CheckRule *b)
{
	if (a->nkeys != b->nkeys)
		return false;
	for (int i = 0; i < a->nkeys; i++)
		if (strcmp(a->side[0].cols[i].name, b->side[0].cols[i].name) != 0 ||
			a->keytypes[i].typid != b->keytypes[i].typid)
			return false;
	return true;
}

static List *
add_by_key(List *by_key, CheckRule *rule)
{
	ListCell   *cell;

	foreach(cell, by_key)
		if (have_one_key(linitial((List *) lfirst(cell)), rule))
		{
			lfirst(cell) = lappend(lfirst(cell), rule);
			return by_key;
		}
	return lappend(by_key, list_make1(rule));
}

static bool
is_wanted(const CheckRule *rule, const char *name)
{
	if (name == NULL)
		return rule->severity == CHECK_SEVERITY_ERROR && rule->kind->equations != NULL;
	if (rule->kind->equations == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("rule \"%s\" is of the kind \"%s\", which gives no equations",
						rule->name, rule->kind->name)));
	return true;
}

/* What has been met on the way from table to table. */
typedef struct Search
{
	Oid			namespace;
	List	   *tables;			/* it grows while it is walked */
	List	   *triggers;		/* the first one of each rule */
	List	   *by_key;
} Search;

/* Keeps a rule of the table asked for, or one that shares a key with these. */
static void
keep_rule(Search *search, CheckRule *rule, bool is_asked)
{
	int			before = list_length(search->by_key);
	List	   *by_key = add_by_key(search->by_key, rule);

	if (!is_asked && list_length(by_key) > before)
	{
		search->by_key = list_truncate(by_key, before);
		check_rule_free(rule);
		return;
	}
	search->by_key = by_key;
	for (int side = 0; side < rule->nsides; side++)
		search->tables = list_append_unique_oid(search->tables, rule->side[side].relid);
}

static void
search_table(Search *search, Oid relid, const char *name, bool is_asked)
{
	ListCell   *cell;

	foreach(cell, check_rule_triggers(search->namespace, relid, name))
	{
		Oid			first = check_first_member(lfirst(cell))->oid;
		CheckRule  *rule;

		if (list_member_oid(search->triggers, first))
			continue;
		search->triggers = lappend_oid(search->triggers, first);
		rule = load_rule(lfirst(cell));
		if (is_wanted(rule, name))
			keep_rule(search, rule, is_asked);
		else
			check_rule_free(rule);
	}
}

/*
 * A tie leads to another table, whose rules bind the same figures: what settles
 * the one must not break the other.
 */
List *
check_rules_by_key(const CheckCall *call, Oid relid, const char *name)
{
	Search		search = {call->namespace, list_make1_oid(relid)};

	search_table(&search, relid, name, true);
	for (int i = 1; name == NULL && i < list_length(search.tables); i++)
		search_table(&search, list_nth_oid(search.tables, i), NULL, false);
	return search.by_key;
}

void
check_free_rules(List *by_key)
{
	ListCell   *cell;
	ListCell   *inner;

	foreach(cell, by_key)
		foreach(inner, (List *) lfirst(cell))
			check_rule_free(lfirst(inner));
}

/* ---------------------------------------------------------------- a key */

/* A scalar as the text that the column's input function reads; NULL if it is none. */
static char *
literal_of(const JsonbValue *value)
{
	switch (value->type)
	{
		case jbvString:
			return pnstrdup(value->val.string.val, value->val.string.len);
		case jbvNumeric:
			return DatumGetCString(DirectFunctionCall1(numeric_out,
													   NumericGetDatum(value->val.numeric)));
		case jbvBool:
			return pstrdup(value->val.boolean ? "true" : "false");
		default:
			return NULL;
	}
}

static char *
member_of(const Jsonb *object, const char *name)
{
	JsonbValue	value;

	if (!JB_ROOT_IS_OBJECT(object) ||
		getKeyJsonValueFromContainer(unconstify(JsonbContainer *, &object->root), name,
									 strlen(name), &value) == NULL)
		return NULL;
	return literal_of(&value);
}

/* Has the object just the columns of the rule's key, each with a value? */
static bool
has_key(const Jsonb *object, const CheckRule *rule)
{
	for (int i = 0; i < rule->nkeys; i++)
		if (member_of(object, rule->side[0].cols[i].name) == NULL)
			return false;
	return JB_ROOT_COUNT(object) == (uint32) rule->nkeys;
}

static Datum
key_value(const CheckColumn *column, Oid relid, char *text)
{
	Oid			type;
	int32		typmod;
	Oid			collation;
	Oid			input;
	Oid			ioparam;

	get_atttypetypmodcoll(relid, column->attno, &type, &typmod, &collation);
	getTypeInputInfo(type, &input, &ioparam);
	return OidInputFunctionCall(input, text, ioparam, typmod);
}

static Datum *
read_key(const Jsonb *object, const CheckRule *rule)
{
	const CheckSide *side = &rule->side[0];
	Datum	   *keys = palloc(sizeof(Datum) * rule->nkeys);

	for (int i = 0; i < rule->nkeys; i++)
		keys[i] = key_value(&side->cols[i], side->relid, member_of(object, side->cols[i].name));
	return keys;
}

static void
refuse_key(const CheckCall *call, const CheckRule *rule)
{
	StringInfoData names;

	initStringInfo(&names);
	for (int i = 0; i < rule->nkeys; i++)
		appendStringInfo(&names, "%s\"%s\"", i == 0 ? "" : ", ", rule->side[0].cols[i].name);
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("argument \"key\" of %s() does not name one document of rule \"%s\"",
					call->function, rule->name),
			 errdetail("The key must be an object with a value for each of the columns %s, and for no other.",
					   names.data)));
}

Datum *
check_key_given(const CheckCall *call, List *by_key, List **rules)
{
	FunctionCallInfo fcinfo = call->fcinfo;
	int			argno = check_call_given(call, "key");
	Jsonb	   *object;
	ListCell   *cell;

	if (argno < 0 || by_key == NIL)
		return NULL;
	object = PG_GETARG_JSONB_P(argno);
	foreach(cell, by_key)
	{
		*rules = lfirst(cell);
		if (has_key(object, linitial(*rules)))
			return read_key(object, linitial(*rules));
	}
	refuse_key(call, linitial((List *) linitial(by_key)));
	return NULL;
}

/* ---------------------------------------------------------------- a document */

CheckSystem *
check_read_document(List *rules, const Datum *keys, bool want_texts, MemoryContext cxt)
{
	CheckSystem *system = check_system_new(cxt);
	ListCell   *cell;

	system->want_texts = want_texts;
	foreach(cell, rules)
		check_system_read(system, lfirst(cell), keys);
	return system;
}
