/*
 * accounts/claim_tie.c - figures tied to cells and to each other  (pure)
 */
#include <stdio.h>
#include <string.h>

#include "accounts/claim_state.h"

/* ---------------------------------------------------------------- claims */

static Claim
new_claim(const ClaimState *state, ClaimKind kind, const ClaimToken *token, int noperands)
{
	Claim		claim;

	memset(&claim, 0, sizeof(claim));
	claim.kind = kind;
	claim.sentence = state->sentence.number;
	claim.sentence_from = state->sentence.from.character;
	claim.from = state->label_here && state->label_from.at >= state->sentence.from.at
		? state->label_from : token->from;
	claim.to = token->to;
	memcpy(claim.stated, token->number, sizeof(claim.stated));
	claim.unit = kind <= CLAIMS_DIFFERENCE ? state->unit : NULL;
	claim.noperands = noperands;
	return claim;
}

/* One more reading, if both of its operands are known and it is not there yet. */
static void
add_reading(Claim *claim, const char *first, const char *second)
{
	char		(*to)[CLAIM_OPERAND_SIZE] = claim->operands[claim->nreadings];

	if (claim->nreadings == CLAIM_READINGS || *first == '\0' || *second == '\0')
		return;
	snprintf(to[0], CLAIM_OPERAND_SIZE, "%s", first);
	snprintf(to[1], CLAIM_OPERAND_SIZE, "%s", claim->noperands > 1 ? second : "");
	for (int i = 0; i < claim->nreadings; i++)
		if (strcmp(claim->operands[i][0], to[0]) == 0 && strcmp(claim->operands[i][1], to[1]) == 0)
			return;
	claim->nreadings++;
}

static void
put(ClaimState *state, const Claim *claim)
{
	state->sentence.understood |= claim->nreadings > 0;
	state->reader->put_claim(state->reader->arg, claim);
}

/* ---------------------------------------------------------------- cells */

/* The cell in the document that the stage means; that of a whole year is budgeted in form 07 itself. */
static void
cell_of_stage(char *out, const char *cell, ClaimMeaning stage, int year)
{
	size_t		length = strlen(cell);
	bool		has_budget = strncmp(cell, "07/", 3) == 0 && length > 6 &&
		strcmp(cell + length - 6, "/final") == 0;

	if (*cell == '\0')
		*out = '\0';
	else if (stage == MEANS_LAST_YEAR)
		snprintf(out, CLAIM_OPERAND_SIZE, "%s@%d", cell, year - 1);
	else if (stage == MEANS_FINAL)
		snprintf(out, CLAIM_OPERAND_SIZE, "%s", cell);
	else if (has_budget)
		snprintf(out, CLAIM_OPERAND_SIZE, "%.*s/budget", (int) length - 6, cell);
	else
		snprintf(out, CLAIM_OPERAND_SIZE, "%s@%s", cell, stage == MEANS_BUDGET ? "budget" : "adjusted");
}

/*
 * The cell of a label's n-th figure: a line "*" is that of the subject spoken
 * of.  A label without cells is known by its own name, which is no cell.
 */
static void
cell_of_label(const ClaimState *state, const ClaimLabel *label, int n, char *out)
{
	const char *cell;
	const char *star;

	*out = '\0';
	if (label->ncells == 0)
	{
		snprintf(out, CLAIM_OPERAND_SIZE, "=%.*s", CLAIM_CELL_SIZE, label->text);
		return;
	}
	cell = label->cells[n < label->ncells ? n : label->ncells - 1];
	star = strstr(cell, "/*/");
	if (star == NULL || state->subject == 0 || label->opens != 0)
		snprintf(out, CLAIM_OPERAND_SIZE, "%.*s", CLAIM_CELL_SIZE, cell);
	else if (state->subject > 0)
		snprintf(out, CLAIM_OPERAND_SIZE, "%.*s/%d%.*s", (int) (star - cell), cell, state->subject,
				 CLAIM_CELL_SIZE, star + 2);
}

static const char *
real_cell(const char *cell)
{
	return *cell == '=' ? "" : cell;
}

/* ---------------------------------------------------------------- figures */

static void
figure_text(const ClaimState *state, const ClaimToken *token, char *out)
{
	snprintf(out, CLAIM_OPERAND_SIZE, "%s%s", token->number, state->unit);
}

static const ClaimFigure *
seen_figure(const ClaimState *state, const char *cell)
{
	for (int i = 0; i < state->nseen && i < CLAIM_SEEN && *cell != '\0'; i++)
		if (strcmp(state->seen[i].cell, cell) == 0)
			return &state->seen[i];
	return NULL;
}

static void
remember(ClaimState *state, const ClaimFigure *figure)
{
	if (figure->cell[0] != '\0' && seen_figure(state, figure->cell) == NULL)
		state->seen[state->nseen++ % CLAIM_SEEN] = *figure;
}

static void
put_amount(ClaimState *state, const ClaimToken *token, const char *cell)
{
	const ClaimFigure *earlier = seen_figure(state, cell);
	Claim		claim = new_claim(state, CLAIMS_AMOUNT, token, 1);

	add_reading(&claim, real_cell(cell), "-");
	if (earlier != NULL)
		add_reading(&claim, earlier->text, "-");
	put(state, &claim);
}

/* A final figure becomes the last one, and a total where its label is one. */
static void
keep_final(ClaimState *state, const ClaimFigure *figure, const ClaimToken *token)
{
	remember(state, figure);
	state->last = *figure;
	if (state->of_which && state->nparts < CLAIM_OPERANDS)
		snprintf(state->parts[state->nparts++], CLAIM_OPERAND_SIZE, "%s", figure->text);
	if (state->label->opens == 0 || state->of_which)
		return;
	state->outer = state->total = *figure;
	state->whole.noperands = 0;
	if (state->label->whole)
		state->whole = new_claim(state, CLAIMS_AMOUNT, token, 1);
}

static void
tie_to_label(ClaimState *state, const ClaimToken *token)
{
	ClaimFigure figure = {.sentence = state->sentence.number};
	char		cell[CLAIM_OPERAND_SIZE];

	cell_of_label(state, state->label, state->label_figures++, cell);
	if (*cell == '=' && state->stage != MEANS_FINAL)
		*cell = '\0';
	cell_of_stage(figure.cell, cell, state->stage, state->reader->year);
	figure_text(state, token, figure.text);
	put_amount(state, token, figure.cell);
	if (state->stage == MEANS_FINAL)
		keep_final(state, &figure, token);
	else if (state->stage == MEANS_LAST_YEAR)
		state->before = figure;
	else
		state->budget = figure;
}

/* An amount of the last figure's cell, in another stage. */
static void
tie_to_last(ClaimState *state, const ClaimToken *token, ClaimMeaning stage, ClaimFigure *to)
{
	cell_of_stage(to->cell, real_cell(state->last.cell), stage, state->reader->year);
	figure_text(state, token, to->text);
	to->sentence = state->sentence.number;
	put_amount(state, token, to->cell);
}

/* What has changed: the figure of the label in this clause, else the last. */
static ClaimFigure
changed_figure(const ClaimState *state)
{
	ClaimFigure none = {.sentence = 0};
	char		cell[CLAIM_OPERAND_SIZE];
	const ClaimFigure *seen;

	if (!state->label_here || state->label_figures > 0)
		return state->last;
	cell_of_label(state, state->label, 0, cell);
	seen = seen_figure(state, cell);
	if (seen != NULL)
		return *seen;
	snprintf(none.cell, CLAIM_OPERAND_SIZE, "%s", cell);
	return none;
}

static void
prefix_minus(char *out, const char *text)
{
	if (*text == '\0')
		*out = '\0';
	else if (*text == '-')
		snprintf(out, CLAIM_OPERAND_SIZE, "%s", text + 1);
	else
		snprintf(out, CLAIM_OPERAND_SIZE, "-%.*s", CLAIM_OPERAND_SIZE - 2, text);
}

/* The change is the figure less that which it is compared with. */
static void
take_change(ClaimState *state, const ClaimToken *token)
{
	bool		by_year = state->against == MEANS_LAST_YEAR;
	const ClaimFigure *base = by_year ? &state->before : &state->budget;
	Claim		claim = new_claim(state, CLAIMS_DIFFERENCE, token, 2);
	char		cell[CLAIM_OPERAND_SIZE];
	char		less[CLAIM_OPERAND_SIZE];

	state->anchor = changed_figure(state);
	figure_text(state, token, state->change.text);
	if (state->direction < 0)
	{
		prefix_minus(less, state->change.text);
		memcpy(state->change.text, less, sizeof(less));
		snprintf(claim.stated, sizeof(claim.stated), "%s%.*s", *token->number == '-' ? "" : "-",
				 CLAIM_FIGURE_SIZE - 2, token->number + (*token->number == '-'));
	}
	prefix_minus(less, base->text);
	add_reading(&claim, state->anchor.text, less);
	cell_of_stage(cell, real_cell(state->anchor.cell), state->against, state->reader->year);
	prefix_minus(less, cell);
	add_reading(&claim, real_cell(state->anchor.cell), less);
	put(state, &claim);
}

/* ---------------------------------------------------------------- what the grammar calls */

/* Does the label before speak of this figure? */
static bool
is_labelled(const ClaimState *state)
{
	if (state->label == NULL || state->direction != 0)
		return false;
	if (state->reason)
		return state->carried && state->label_here;
	if (state->label_here)
		return state->gap <= CLAIM_MAX_GAP;
	return state->stage_said && !state->last_year &&
		state->sentence.number - state->label_sentence <= 1;
}

void
claim_take_money(ClaimState *state, const ClaimToken *token)
{
	if (token->kind == CLAIM_BARE)
	{
		if (!state->label_here || state->gap > 0 || state->unit == NULL || !is_labelled(state))
			return;
	}
	else
		state->unit = token->unit;
	state->sentence.has_money = true;

	if (state->reason && !is_labelled(state))
		put_amount(state, token, "");
	else if (state->direction != 0 && state->against != MEANS_NOTHING_AT_ALL && !state->carried)
		take_change(state, token);
	else if (state->last_year && state->against == MEANS_LAST_YEAR && state->last.text[0] != '\0')
		tie_to_last(state, token, MEANS_LAST_YEAR, &state->before);
	else if (state->completes && state->last.text[0] != '\0')
		tie_to_last(state, token, state->stage == MEANS_FINAL ? MEANS_BUDGET : state->stage,
					&state->budget);
	else if (is_labelled(state))
		tie_to_label(state, token);
	else
		put_amount(state, token, "");
}

/* Shares of what is named behind 占, else of the total that is open or the one around it. */
static void
take_share(ClaimState *state, const ClaimToken *token)
{
	Claim		claim = new_claim(state, CLAIMS_SHARE, token, 2);
	const ClaimFigure *a = &state->last;
	char		cell[CLAIM_OPERAND_SIZE];
	const ClaimFigure *named;

	if (a->text[0] == '\0' || a->sentence != state->sentence.number)
		return;
	if (state->share_label != NULL)
	{
		cell_of_label(state, state->share_label, 0, cell);
		named = seen_figure(state, cell);
		if (named != NULL)
			add_reading(&claim, a->text, named->text);
		add_reading(&claim, real_cell(a->cell), real_cell(cell));
	}
	else if (state->gap == 0 || state->label_here)
	{
		const ClaimFigure *of[] = {&state->total, &state->outer};

		for (int i = 0; i < 2; i++)
			if (strcmp(of[i]->cell, a->cell) != 0 || *a->cell == '\0')
			{
				add_reading(&claim, a->text, of[i]->text);
				add_reading(&claim, real_cell(a->cell), real_cell(of[i]->cell));
			}
	}
	put(state, &claim);
}

static void
take_completion(ClaimState *state, const ClaimToken *token)
{
	Claim		claim = new_claim(state, CLAIMS_COMPLETION, token, 2);

	if (state->last.text[0] == '\0')
		return;
	add_reading(&claim, state->last.text, state->budget.text);
	add_reading(&claim, real_cell(state->last.cell), real_cell(state->budget.cell));
	put(state, &claim);
}

static void
take_growth(ClaimState *state, const ClaimToken *token)
{
	Claim		claim = new_claim(state, CLAIMS_GROWTH, token, 2);

	if (state->change.text[0] == '\0')
		return;
	if (state->direction < 0 && *token->number != '-')
		snprintf(claim.stated, sizeof(claim.stated), "-%.*s", CLAIM_FIGURE_SIZE - 2, token->number);
	add_reading(&claim, state->anchor.text, state->change.text);
	add_reading(&claim, real_cell(state->anchor.cell), state->change.text);
	put(state, &claim);
}

void
claim_take_percent(ClaimState *state, const ClaimToken *token)
{
	if (state->reason)
		return;
	if (state->share)
		take_share(state, token);
	else if (state->completes)
		take_completion(state, token);
	else if (state->direction != 0)
		take_growth(state, token);
}

/* What was called a subject before the mark of its level. */
void
claim_take_subject(ClaimState *state, const ClaimToken *token, int level)
{
	const ClaimLabel *label = claim_label_named(state->reader->dictionary, "*", state->topic);
	Claim		claim = new_claim(state, CLAIMS_SUBJECT, token, 1);
	int			path = state->path > 0 ? state->path : 0;
	char		code[CLAIM_OPERAND_SIZE] = "";

	while (path > 0 && claim_subject_level(path) >= level)
		path /= 100;
	if (level == 1)
		path = 0;
	state->subject = -1;
	if (state->names != NULL && state->names_to.at == token->from.at)
		state->subject = claim_subject_of(state->names, state->nnames, level, path);
	if (state->subject > 0)
		snprintf(code, sizeof(code), "%d", state->subject);
	else
	{
		state->subject = -1;
		snprintf(code, sizeof(code), "%.*s",
				 (int) (token->to.at - state->name_from.at < CLAIM_OPERAND_SIZE
						? token->to.at - state->name_from.at : 0), state->name_from.at);
	}
	state->path = state->subject > 0 ? state->subject : path;
	claim.from = state->name_from;
	claim.stated[0] = '\0';
	add_reading(&claim, code, "-");
	if (claim.nreadings > 0)
		put(state, &claim);
	state->name_from = token->to;
	if (label != NULL)
		claim_set_label(state, label, claim.from);
}

/* The accounts of another year, not in a comparison: the year of the document was meant. */
void
claim_take_year(ClaimState *state)
{
	ClaimToken	token = {.from = state->accounts_from, .to = state->accounts_to};
	Claim		claim;

	if (!state->accounts_said || state->compared)
		return;
	state->label_here = false;
	snprintf(token.number, sizeof(token.number), "%d", state->accounts_year);
	claim = new_claim(state, CLAIMS_YEAR, &token, 0);
	claim.nreadings = 1;
	put(state, &claim);
}

/* Where all parts of a whole are said, they add up to it. */
void
claim_end_parts(ClaimState *state)
{
	Claim	   *claim = &state->whole;

	if (claim->noperands > 0 && state->nparts > 1)
	{
		claim->nreadings = 1;
		claim->noperands = state->nparts;
		memcpy(claim->operands[0], state->parts, sizeof(state->parts));
		put(state, claim);
	}
	claim->noperands = 0;
	state->nparts = 0;
}
