/*
 * engine/suggestion.c - why a figure may be wrong, in words
 */
#include "postgres.h"

#include "fmgr.h"

#include "base/nls.h"
#include "engine/suggestion.h"

/* Of one figure, by its cause. */
static const char *const figure_words[] = {
	[CAUSE_OTHER_FIGURE] = gettext_noop("another figure belongs here"),
	[CAUSE_DIGIT_LOST] = gettext_noop("a digit is missing"),
	[CAUSE_DIGIT_ADDED] = gettext_noop("a digit is one too many"),
	[CAUSE_DIGIT_CHANGED] = gettext_noop("a digit is wrong"),
	[CAUSE_DIGITS_SWAPPED] = gettext_noop("two digits are swapped"),
	[CAUSE_SIGN] = gettext_noop("the sign is wrong"),
	[CAUSE_TEN_TIMES_TOO_LARGE] = gettext_noop("ten times too large"),
	[CAUSE_TEN_TIMES_TOO_SMALL] = gettext_noop("ten times too small"),
	[CAUSE_WAN_TIMES_TOO_LARGE] = gettext_noop("10000 times too large"),
	[CAUSE_WAN_TIMES_TOO_SMALL] = gettext_noop("10000 times too small"),
	[CAUSE_NEIGHBOUR] = gettext_noop("the figure of a neighbouring cell stands here"),
	[CAUSE_LEFT_OUT] = gettext_noop("a figure is left out"),
	[CAUSE_TOO_MUCH] = gettext_noop("no figure belongs here"),
	[CAUSE_SEVERAL] = gettext_noop("another figure belongs here")
};

static const char *
line_of(const CheckSystem *system, int32 row, const CheckNames *names)
{
	return names != NULL ? names->line(names->owner, row) : system->rows[row].line;
}

/* The name of a column of a printed form. */
static const char *
column_of(const CheckSystem *system, int32 form, int32 column, const CheckNames *names)
{
	for (int32 i = 0; i < system->ncells; i++)
		if (system->figures[i].form == form && system->figures[i].column == column)
			return names == NULL ? system->cells[i].column
				: names->column(names->owner, form, system->cells[i].column);
	return "?";
}

static const char *
displaced(int32 distance)
{
	return distance > 0
		? psprintf(_("the column is displaced: its figures stand too low by %d"), distance)
		: psprintf(_("the column is displaced: its figures stand too high by %d"), -distance);
}

static const char *
other_unit(int64 factor)
{
	char	   *times = psprintf(INT64_FORMAT, factor > 0 ? factor : -factor);

	return factor > 0
		? psprintf(_("all figures of the form are %s times too large"), times)
		: psprintf(_("all figures of the form are %s times too small"), times);
}

const char *
check_cause_text(const CheckSystem *system, const EquationSuggestion *suggestion,
				 const EquationChange *change, const CheckNames *names)
{
	switch (suggestion->cause)
	{
		case CAUSE_COLUMN_DISPLACED:
			return displaced(suggestion->distance);
		case CAUSE_ROW_MISSING:
			return psprintf(_("a line is missing below %s"),
							line_of(system, system->cells[change->cell].row, names));
		case CAUSE_ROW_DOUBLED:
			return _("the line stands there twice");
		case CAUSE_ROW_MISPLACED:
			return psprintf(_("the line belongs below %s"), line_of(system, suggestion->other, names));
		case CAUSE_OTHER_UNIT:
			return other_unit(suggestion->factor);
		case CAUSE_ONE_COLUMN_ASIDE:
			return _("the figure stands one column aside");
		case CAUSE_FIGURES_EXCHANGED:
			return _("two figures of the column are exchanged");
		case CAUSE_ROWS_EXCHANGED:
			return _("two lines are exchanged");
		case CAUSE_COLUMNS_EXCHANGED:
			return psprintf(_("the columns \"%s\" and \"%s\" are exchanged"),
							column_of(system, suggestion->form, suggestion->column, names),
							column_of(system, suggestion->form, suggestion->other, names));
		default:
			return _(figure_words[change->cause]);
	}
}

const char *
check_outcome_text(EquationOutcome outcome)
{
	switch (outcome)
	{
		case EQUATIONS_NO_SMALL_REPAIR:
			return _("no change of up to three figures settles all");
		case EQUATIONS_GAVE_UP:
			return _("the search for a small change was given up");
		case EQUATIONS_TOO_LARGE:
			return _("the document is too large to be searched");
		case EQUATIONS_HOLD:
		case EQUATIONS_REPAIRED:
			break;
	}
	return NULL;
}
