/*
 * accounts/claim_read.c - the words of a disclosure, followed in order  (pure)
 *
 * A figure belongs to the nearest label before it in its clause; a clause that
 * says only a stage ("the final figure is ...") goes on with the label before.
 * "Of which" opens the parts of the last figure.  What follows a reason is tied
 * to nothing but carry-over: reasons name parts in words that no table knows.
 */
#include <string.h>

#include "accounts/claim_state.h"

#define LONGEST_SENTENCE	2000	/* characters; a longer one is cut at a comma, or anywhere */

#define OPENING_LABEL	"年初结转和结余"
#define CLOSING_LABEL	"年末结转和结余"

/* ---------------------------------------------------------------- clauses and sentences */

static void
end_clause(ClaimState *state, ClaimPlace next)
{
	claim_take_year(state);
	state->label_here = false;
	state->gap = 0;
	state->brackets = 0;
	state->stage_said = false;
	state->stage = MEANS_FINAL;
	state->compared = state->last_year = state->year_end = state->carried = false;
	state->share = state->completes = state->accounts_said = false;
	state->share_label = NULL;
	state->direction = 0;
	state->name_from = next;
}

/* The end of what compares, explains and lists. */
static void
end_part(ClaimState *state, ClaimPlace next)
{
	end_clause(state, next);
	claim_end_parts(state);
	state->reason = false;
	state->against = MEANS_NOTHING_AT_ALL;
	state->change.text[0] = state->before.text[0] = '\0';
}

static void
end_sentence(ClaimState *state, ClaimPlace to, ClaimPlace next)
{
	end_part(state, next);
	if (state->of_which)
		state->last = state->outer;
	state->of_which = false;
	state->total = state->outer;
	state->sentence.to = to;
	state->sentence.understood &= !state->sentence.has_no_amount;
	if (state->sentence.has_text)
	{
		state->reader->put_sentence(state->reader->arg, &state->sentence);
		state->sentence.number++;
	}
	state->sentence.from = next;
	state->sentence.has_text = state->sentence.has_money = false;
	state->sentence.has_no_amount = state->sentence.understood = false;
}

/* ---------------------------------------------------------------- labels */

/* The text goes over to another form: what was said before is no total of it. */
static void
open_topic(ClaimState *state, int topic)
{
	state->path = state->subject = 0;
	if (topic == state->topic)
		return;
	state->topic = topic;
	state->last.text[0] = state->total.text[0] = state->outer.text[0] = '\0';
	state->budget.text[0] = '\0';
}

void
claim_set_label(ClaimState *state, const ClaimLabel *label, ClaimPlace from)
{
	state->label = label;
	state->label_from = from;
	state->label_sentence = state->sentence.number;
	state->label_figures = 0;
	state->label_here = true;
	state->gap = 0;
}

static void
take_label(ClaimState *state, const ClaimToken *token)
{
	const ClaimLabel *label = claim_label_of(token->labels, token->nlabels, state->topic);
	int			subject;

	if (state->share && state->share_label == NULL)
	{
		state->share_label = label;
		return;
	}
	if (label != NULL)
	{
		if (label->opens != 0 && !state->reason && !state->of_which)
			open_topic(state, label->opens);
		claim_set_label(state, label, token->from);
		return;
	}
	state->names = token->labels;
	state->nnames = token->nlabels;
	state->names_to = token->to;
	subject = claim_subject_of(token->labels, token->nlabels, 0, state->path > 0 ? state->path : 0);
	label = claim_label_named(state->reader->dictionary, "*", state->topic);
	if (subject != 0 && label != NULL)
	{
		state->subject = subject;
		claim_set_label(state, label, token->from);
	}
	else
		state->gap += 2;
}

/* ---------------------------------------------------------------- words */

static void
take_stage(ClaimState *state, ClaimMeaning stage)
{
	if (state->compared && !state->completes)
		state->against = stage;
	else
	{
		state->stage = stage;
		state->stage_said = true;
	}
}

static void
take_last_year(ClaimState *state)
{
	state->last_year = true;
	if (state->compared)
		state->against = MEANS_LAST_YEAR;
	else
		state->stage = MEANS_LAST_YEAR;
}

/* Carry-over in words of the place: from last year, or left at the year's end. */
static void
take_carried(ClaimState *state, const ClaimToken *token)
{
	const ClaimLabel *label = NULL;

	state->carried = true;
	if (state->last_year && state->against != MEANS_LAST_YEAR)
		label = claim_label_named(state->reader->dictionary, OPENING_LABEL, state->topic);
	else if (state->year_end)
		label = claim_label_named(state->reader->dictionary, CLOSING_LABEL, state->topic);
	if (label == NULL)
		return;
	state->stage = MEANS_FINAL;
	claim_set_label(state, label, token->from);
}

static void
take_word(ClaimState *state, const ClaimToken *token)
{
	switch (token->word)
	{
		case MEANS_OF_WHICH:
			if (state->last.text[0] != '\0' && !state->reason)
				state->total = state->last;
			state->of_which = true;
			state->nparts = 0;
			state->against = MEANS_NOTHING_AT_ALL;
			break;
		case MEANS_SHARE:
			state->share = true;
			state->share_label = NULL;
			break;
		case MEANS_COMPARED:
			state->compared = true;
			if (state->last_year)
				state->against = MEANS_LAST_YEAR;
			break;
		case MEANS_COMPARED_LAST_YEAR:
			state->against = MEANS_LAST_YEAR;
			break;
		case MEANS_LAST_YEAR:
			take_last_year(state);
			break;
		case MEANS_MORE:
			state->direction = 1;
			break;
		case MEANS_LESS:
			state->direction = -1;
			break;
		case MEANS_BUDGET:
		case MEANS_ADJUSTED:
		case MEANS_FINAL:
			take_stage(state, token->word);
			break;
		case MEANS_COMPLETES:
			state->completes = true;
			break;
		case MEANS_REASON:
			state->reason = true;
			state->against = MEANS_NOTHING_AT_ALL;
			break;
		case MEANS_YEAR_END:
			state->year_end = true;
			break;
		case MEANS_CARRIED:
			take_carried(state, token);
			break;
		case MEANS_CLASS:
		case MEANS_GROUP:
		case MEANS_ITEM:
			claim_take_subject(state, token, (int) (token->word - MEANS_CLASS) + 1);
			break;
		case MEANS_ACCOUNTS:
			if (state->accounts_year != 0 && state->accounts_to.at == token->from.at)
			{
				state->accounts_said = true;
				state->accounts_to = token->to;
			}
			break;
		case MEANS_NOTHING:
		case MEANS_NOTHING_AT_ALL:
			break;
	}
}

/* The year before is named by its number, too; a document names its own year. */
static void
take_year_number(ClaimState *state, const ClaimToken *token)
{
	if (token->year == state->reader->year - 1)
		take_last_year(state);
	state->year_end |= token->word == MEANS_YEAR_END;
	state->accounts_year = token->year;
	state->accounts_from = token->from;
	state->accounts_to = token->to;
}

/* ---------------------------------------------------------------- the text */

static void
take_token(ClaimState *state, const ClaimToken *token, bool in_list)
{
	state->sentence.has_text |= token->kind != CLAIM_SENTENCE_END;
	switch (token->kind)
	{
		case CLAIM_SENTENCE_END:
			end_sentence(state, *token->from.at == '\n' ? token->from : token->to, token->to);
			break;
		case CLAIM_PART_END:
			end_part(state, token->to);
			break;
		case CLAIM_CLAUSE_END:
			if (!in_list)
				end_clause(state, token->to);
			break;
		case CLAIM_MONEY:
		case CLAIM_BARE:
			claim_take_money(state, token);
			state->gap = 0;
			break;
		case CLAIM_NO_AMOUNT:
			/* What stands behind it may be another figure of its label: nothing is tied to that. */
			state->sentence.has_money = state->sentence.has_no_amount = true;
			state->gap = CLAIM_MAX_GAP + 1;
			break;
		case CLAIM_PERCENT:
			claim_take_percent(state, token);
			break;
		case CLAIM_YEAR:
			take_year_number(state, token);
			break;
		case CLAIM_WORD:
			take_word(state, token);
			break;
		case CLAIM_LABELLED:
			take_label(state, token);
			break;
		case CLAIM_OPEN:
			state->brackets++;
			break;
		case CLAIM_CLOSE:
			state->brackets -= state->brackets > 0;
			break;
		case CLAIM_OTHER:
			if (state->brackets == 0 && !in_list)
				state->gap++;
			break;
		case CLAIM_END:
			break;
	}
}

/* Sentences stay within bounds, whatever the text. */
static bool
is_too_long(const ClaimState *state, const ClaimToken *token)
{
	int			length = token->to.character - state->sentence.from.character;

	return length > 2 * LONGEST_SENTENCE ||
		(length > LONGEST_SENTENCE && token->kind == CLAIM_CLAUSE_END);
}

void
claim_read(const ClaimReader *reader, const char *text, const char *end)
{
	ClaimState	state = {.reader = reader, .stage = MEANS_FINAL};
	ClaimPlace	place = {text, 0};
	ClaimToken	token;
	bool		in_list = false;

	state.sentence.number = 1;
	state.sentence.from = state.name_from = place;
	for (;;)
	{
		claim_next(&place, end, reader->dictionary, &token);
		if (token.kind == CLAIM_END)
			break;
		take_token(&state, &token, in_list);
		in_list = token.kind == CLAIM_MONEY && token.listed;
		if (is_too_long(&state, &token))
			end_sentence(&state, token.to, token.to);
	}
	end_sentence(&state, token.to, token.to);
}
