/*
 * fault.c - what is wrong with the text of a formula set  (pure)
 */
#include <stdio.h>
#include <string.h>

#include "kinds/formulas/fault.h"

/* Marks a text for translation. */
#define gettext_noop(text)	text

/* A line with its number fits on a terminal; of a longer one, a part does, with dots. */
#define WHOLE_COLUMNS	72
#define FAULT_COLUMNS	(WHOLE_COLUMNS - 6)
#define FAULT_BEHIND	10

static const struct
{
	const char *message;
	const char *hint;
}			report[] =
{
	[FORMULA_OK] = {"", NULL},
	[FORMULA_TOO_LONG] = {gettext_noop("%s is too long"), NULL},
	[FORMULA_OPEN_QUOTE] = {gettext_noop("the quote is never closed"), NULL},
	[FORMULA_EMPTY_QUOTE] = {gettext_noop("nothing stands between the quotes"), NULL},
	[FORMULA_BAD_SIGN] = {gettext_noop("\"%s\" means nothing in a formula"),
	gettext_noop("Put labels and names with such signs in quotes.")},
	[FORMULA_EXPECTED] = {gettext_noop("\"%s\" stands where %s should"), NULL},
	[FORMULA_NO_KEY] = {gettext_noop("the set does not say what a document is"),
	gettext_noop("Begin with \"key\" and the columns whose values all rows of a document share.")},
	[FORMULA_SECOND_KEY] = {gettext_noop("the set has a second \"key\""), NULL},
	[FORMULA_NO_FORM] = {gettext_noop("the set has no form"), NULL},
	[FORMULA_NO_FORMULA] = {gettext_noop("the set has no formula"), NULL},
	[FORMULA_SECOND_FORM] = {gettext_noop("form %s is there twice"), NULL},
	[FORMULA_SECOND_CLAUSE] = {gettext_noop("form %s has a second \"%s\""), NULL},
	[FORMULA_SECOND_FLAG] = {gettext_noop("\"%s\" is there twice"), NULL},
	[FORMULA_FLAGS_CLASH] = {gettext_noop("\"noticed\" goes neither with \"exact\" nor with \"verify\""), NULL},
	[FORMULA_SECOND_SIGN] = {gettext_noop("a formula has one sign of comparison, \"%s\" is another"), NULL},
	[FORMULA_ONLY_CONSTANTS] = {gettext_noop("the formula has no cell"), NULL},
	[FORMULA_BAD_AMOUNT] = {gettext_noop("\"%s\" is no amount of money"), NULL},
	[FORMULA_BAD_QUANTUM] = {gettext_noop("\"%s\" is no positive amount of money"), NULL},
	[FORMULA_OUTSIDE_CELL] = {gettext_noop("a formula for each line has the figures of that line and no other cell"),
	gettext_noop("Write the figure alone, or leave out \"per line of\".")},
	[FORMULA_BARE_FIGURE] = {gettext_noop("\"%s\" has no form"),
	gettext_noop("Write FORM[label].figure, or \"per line of FORM\" before the colon.")},
	[FORMULA_BARE_CHILDREN] = {gettext_noop("\"%s\" needs a scope of lines"),
	gettext_noop("Write \"per line of FORM\" before the colon.")},
	[FORMULA_NO_NUMBER] = {gettext_noop("form %s does not say what number %s is"),
	gettext_noop("Give the numbers in the form, as in \"rows 27 = revenue\" and \"figures 2 = amount\".")},
	[FORMULA_NUMBER_TWICE] = {gettext_noop("number %s is given twice"), NULL},
	[FORMULA_BAD_RANGE] = {gettext_noop("\"%s\" is no number, or the range runs backwards"), NULL},
	[FORMULA_UNKNOWN_FORM] = {gettext_noop("there is no form %s"), NULL},
	[FORMULA_UNKNOWN_TABLE] = {gettext_noop("there is no table \"%s\""), NULL},
	[FORMULA_PARTITION] = {gettext_noop("table \"%s\" is a partition"),
	gettext_noop("Name the root of its tree, with \"where\".")},
	[FORMULA_UNKNOWN_COLUMN] = {gettext_noop("there is no column \"%s\" in table \"%s\""), NULL},
	[FORMULA_COLUMN_TWICE] = {gettext_noop("column \"%s\" is there twice"), NULL},
	[FORMULA_NULLABLE_KEY] = {gettext_noop("column \"%s\" of table \"%s\" can be NULL"),
	gettext_noop("Columns of the key must be NOT NULL.")},
	[FORMULA_KEY_COUNT] = {gettext_noop("the key of form %s has not as many columns as that of the set"), NULL},
	[FORMULA_KEY_TYPE] = {gettext_noop("key column \"%s\" of form %s has another type than in the first form"), NULL},
	[FORMULA_NO_YUAN] = {gettext_noop("column \"%s\" of table \"%s\" is not of type yuan"), NULL},
	[FORMULA_NO_BOOLEAN] = {gettext_noop("column \"%s\" of table \"%s\" is not boolean"), NULL},
	[FORMULA_UNKNOWN_FIGURE] = {gettext_noop("form %s has no figure \"%s\""), NULL},
	[FORMULA_WHICH_FIGURE] = {gettext_noop("\"%s\" does not say which figure of form %s"), NULL},
	[FORMULA_WHOLE_FORM] = {gettext_noop("\"%s\" is a whole form, not a cell"),
	gettext_noop("Say which lines or which figure: FORM[label], FORM.figure; a constant stands in single quotes.")},
	[FORMULA_FIGURES_DIFFER] = {gettext_noop("\"%s\" has not the same figures as \"%s\""), NULL},
	[FORMULA_LABEL_PARTS] = {gettext_noop("label \"%s\" has more parts than form %s has line columns"), NULL},
	[FORMULA_BAD_VALUE] = {gettext_noop("\"%s\" is no value of column \"%s\""), NULL},
	[FORMULA_NO_LINES] = {gettext_noop("form %s has no lines to run over"),
	gettext_noop("Give the form the columns that label its lines, with \"line\".")},
	[FORMULA_NO_TREE] = {gettext_noop("\"%s\" needs one line column of type subject_code in form %s"), NULL},
	[FORMULA_PER_COLUMN] = {gettext_noop("form %s has no column \"%s\" to run over"), NULL},
	[FORMULA_PER_TYPE] = {gettext_noop("column \"%s\" has another type in form %s than in the first form of the formula"), NULL},
	[FORMULA_CANCELS] = {gettext_noop("the terms of %s cancel, nothing is left to compare"), NULL},
	[FORMULA_SAME_EQUATION] = {gettext_noop("%s is the same equation as %s"), NULL},
};

const char *
formula_fault_message(FormulaFaultCode code)
{
	return report[code].message;
}

const char *
formula_fault_hint(FormulaFaultCode code)
{
	return report[code].hint;
}

static bool
begins_character(char c)
{
	return ((unsigned char) c & 0xC0) != 0x80;
}

/* A copy that fits, cut between characters. */
static void
copy_word(char *word, const char *text, int32_t length)
{
	if (length > FORMULA_FAULT_WORD - 1)
		for (length = FORMULA_FAULT_WORD - 1; length > 0 && !begins_character(text[length]);)
			length--;
	if (length > 0)
		memcpy(word, text, (size_t) length);
	word[length] = '\0';
}

void
formula_fault_set(FormulaFault *fault, FormulaFaultCode code, const char *text, int32_t size,
				  int32_t offset, int32_t length, const char *what, int32_t what_length,
				  const char *other)
{
	fault->code = code;
	fault->offset = offset;
	fault->length = length;
	fault->line = fault->column = fault->position = 1;
	for (int32_t at = 0; at < offset && at < size; at++)
	{
		if (text[at] == '\n')
		{
			fault->line++;
			fault->column = 0;
		}
		if (begins_character(text[at]))
		{
			fault->position++;
			fault->column++;
		}
	}
	copy_word(fault->what, what == NULL ? "" : what, what == NULL ? 0 : what_length);
	copy_word(fault->other, other == NULL ? "" : other, other == NULL ? 0 : (int32_t) strlen(other));
}

/* East Asian wide characters, near enough: all from U+1100 on that take three bytes or more. */
static int
width_of(const char *character)
{
	unsigned char c = (unsigned char) *character;

	if (!begins_character(*character))
		return 0;
	return c >= 0xE3 || (c == 0xE2 && (unsigned char) character[1] >= 0xBA) ? 2 : 1;
}

/* The end of so many columns of a line from "at" on. */
static int32_t
after(const char *text, int32_t at, int32_t to, int columns)
{
	while (at < to && (columns -= width_of(text + at)) >= 0)
		at++;
	while (at < to && !begins_character(text[at]))
		at++;
	return at;
}

static int
columns_of(const char *text, int32_t from, int32_t to)
{
	int			columns = 0;

	for (int32_t at = from; at < to; at++)
		columns += width_of(text + at);
	return columns;
}

/* What of the line is shown: as much as a terminal takes, the place itself and a bit behind it. */
static void
show_part(const char *text, int32_t place, int32_t *from, int32_t *to)
{
	int			columns = columns_of(text, *from, *to);
	int32_t		end;

	if (columns <= WHOLE_COLUMNS)
		return;
	end = after(text, place, *to, FAULT_BEHIND);
	if (columns_of(text, *from, end) < FAULT_COLUMNS)
		end = after(text, *from, *to, FAULT_COLUMNS);
	columns = columns_of(text, *from, end);
	while (columns > FAULT_COLUMNS || !begins_character(text[*from]))
		columns -= width_of(text + (*from)++);
	*to = end;
}

/* Tabs and the like are blanks, so that the caret stands where it should. */
static void
blank_controls(char *line)
{
	for (; *line != '\0' && *line != '\n'; line++)
		if ((unsigned char) *line < ' ')
			*line = ' ';
}

void
formula_fault_caret(const FormulaFault *fault, const char *text, int32_t size,
					char *buffer, size_t buffer_size)
{
	int32_t		place = fault->offset < size ? fault->offset : size;
	int32_t		from = place;
	int32_t		to = place;
	int32_t		begin;
	int32_t		end;
	int			places;
	int			length;

	while (from > 0 && text[from - 1] != '\n')
		from--;
	while (to < size && text[to] != '\n')
		to++;
	begin = from;
	end = to;
	show_part(text, place, &begin, &end);
	places = snprintf(NULL, 0, "LINE %d: %s", fault->line, begin > from ? "..." : "") +
		columns_of(text, begin, place);
	length = snprintf(buffer, buffer_size, "LINE %d: %s%.*s%s\n", fault->line,
					  begin > from ? "..." : "", (int) (end - begin), text + begin,
					  end < to ? "..." : "");
	blank_controls(buffer);
	if (length > 0 && (size_t) length < buffer_size)
		snprintf(buffer + length, buffer_size - (size_t) length, "%*s^", places, "");
}
