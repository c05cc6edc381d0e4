/*
 * engine/event.c - from a row event to the groups it touches
 *
 * A rule's trigger checks nothing: it puts the group of the old and of the new
 * row.  What becomes of a note stands in engine/round.c.
 */
#include "postgres.h"

#include "fmgr.h"
#include "tcop/pquery.h"
#include "utils/datum.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

#include "engine/change.h"
#include "rule/cache.h"
#include "engine/fold.h"
#include "engine/frame.h"
#include "engine/round.h"

static void
guard(FunctionCallInfo fcinfo)
{
	TriggerData *trigdata = (TriggerData *) fcinfo->context;

	if (!CALLED_AS_TRIGGER(fcinfo))
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("function \"%s\" was not called by trigger manager",
						get_func_name(fcinfo->flinfo->fn_oid))));
	if (!TRIGGER_FIRED_AFTER(trigdata->tg_event) ||
		!TRIGGER_FIRED_FOR_ROW(trigdata->tg_event))
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("function \"%s\" must be fired AFTER ROW",
						get_func_name(fcinfo->flinfo->fn_oid))));
}

static Datum
value_at(const CheckBinding *binding, int part, int col, TupleTableSlot *slot, bool *isnull)
{
	return slot_getattr(slot, binding->parts[part].attnos[col], isnull);
}

/* Did an UPDATE leave alone all that the rule reads? */
static bool
is_untouched(const CheckBinding *binding, int part, TupleTableSlot *old, TupleTableSlot *new)
{
	const CheckSide *side = &binding->rule->side[binding->parts[part].side];

	for (int i = 0; i < side->ncols; i++)
	{
		bool		oldnull;
		bool		newnull;
		Datum		a = value_at(binding, part, i, old, &oldnull);
		Datum		b = value_at(binding, part, i, new, &newnull);

		if (oldnull != newnull)
			return false;
		if (!oldnull && !datum_image_eq(a, b, side->cols[i].typbyval, side->cols[i].typlen))
			return false;
	}
	return true;
}

/*
 * The group of a row.  A row that is written must have a key; one that goes
 * may lack it, as it was never in a group.
 */
static CheckGroup *
note_row(const CheckBinding *binding, int part, TupleTableSlot *slot, bool written, bool at_once)
{
	CheckRule  *rule = binding->rule;
	const AttrNumber *attnos = binding->parts[part].attnos;
	Datum		keys[CHECK_MAX_KEYS];
	CheckGroup *group;

	slot_getsomeattrs(slot, binding->parts[part].last_key);
	for (int i = 0; i < rule->nkeys; i++)
	{
		keys[i] = slot->tts_values[attnos[i] - 1];
		if (slot->tts_isnull[attnos[i] - 1])
		{
			if (written)
				check_refuse_null(rule, binding->parts[part].side, i);
			return NULL;
		}
	}
	group = check_touch(binding->touched, keys, written);
	if (at_once)
		check_fire_group(binding->touched, group);
	return group;
}

static void
note_update(const CheckBinding *binding, int part, TupleTableSlot *old, TupleTableSlot *new,
			bool at_once)
{
	CheckGroup *from = note_row(binding, part, old, false, at_once);
	CheckGroup *to = note_row(binding, part, new, true, at_once);

	if (from == to)
		check_change_update(binding, part, to, old, new);
	else
	{
		check_change_row(binding, part, from, old, -1);
		check_change_row(binding, part, to, new, 1);
	}
}

static void
note_one(const CheckBinding *binding, int part, TupleTableSlot *slot, bool comes, bool at_once)
{
	CheckGroup *group = note_row(binding, part, slot, comes, at_once);

	check_change_row(binding, part, group, slot, comes ? 1 : -1);
}

/*
 * Whoever writes to a table while a proof is of something else deletes it, were it
 * only because the names of its columns are others meanwhile, so that his row is of
 * no group.
 */
static void
settle_proof(const CheckBinding *binding)
{
	CheckTouched *touched = binding->touched;

	if (!touched->has_proof || !check_proof_is_settled(touched->proof))
	{
		touched->proof = check_proof_settle(binding->rule);
		touched->has_proof = true;
	}
}

/* The trigger function of every kind: the rule that its trigger stands for knows which. */
PG_FUNCTION_INFO_V1(fiscal_rule);
Datum
fiscal_rule(PG_FUNCTION_ARGS)
{
	TriggerData *trigdata = (TriggerData *) fcinfo->context;
	CheckBinding *binding;
	bool		at_once;

	guard(fcinfo);
	binding = check_binding(fcinfo);
	if (binding->transaction != check_transaction())
	{
		binding->touched = check_touched_of(binding->rule);
		binding->transaction = check_transaction();
	}
	settle_proof(binding);

	/*
	 * A trigger outside any frame fires at COMMIT, where the round comes by
	 * itself.  But the library may have been loaded by this very statement,
	 * when its frame could no longer be opened: the first COPY of a session
	 * that did not preload it.  Then an event of an immediate rule is judged as
	 * it comes.
	 */
	at_once = check_frame() == 0 && ActivePortal != NULL && !trigdata->tg_trigger->tginitdeferred;

	for (int part = 0; part < binding->nparts; part++)
	{
		if (TRIGGER_FIRED_BY_UPDATE(trigdata->tg_event))
		{
			if (is_untouched(binding, part, trigdata->tg_trigslot, trigdata->tg_newslot))
				continue;
			note_update(binding, part, trigdata->tg_trigslot, trigdata->tg_newslot, at_once);
		}
		else
			note_one(binding, part, trigdata->tg_trigslot,
					 TRIGGER_FIRED_BY_INSERT(trigdata->tg_event), at_once);
	}
	return PointerGetDatum(NULL);
}
