/*
 * accounts/sheet.c - printed tables saved as text  (pure)
 */
#include <string.h>

#include "accounts/sheet.h"

#define FULL_WIDTH_SPACE	"\xe3\x80\x80"
#define NO_BREAK_SPACE		"\xc2\xa0"
#define BYTE_ORDER_MARK		"\xef\xbb\xbf"

/* Does every line that is not empty hold one cell behind a TAB? */
static bool
is_stacked(const char *text)
{
	bool		any = false;

	for (const char *line = text; *line != '\0';)
	{
		size_t		len = strcspn(line, "\r\n");

		if (len > 0)
		{
			if (*line != '\t' || memchr(line + 1, '\t', len - 1) != NULL)
				return false;
			any = true;
		}
		line += len;
		line += strspn(line, "\r\n");
	}
	return any;
}

char
sheet_delimiter(const char *text)
{
	if (is_stacked(text))
		return SHEET_STACKED;
	return strchr(text, '\t') != NULL ? '\t' : ',';
}

/* Bytes of the blank that begins here, or 0. */
static int
blank_at(const char *p)
{
	if (*p == ' ' || *p == '\t' || *p == '\r' || *p == '\n')
		return 1;
	if (strncmp(p, FULL_WIDTH_SPACE, 3) == 0)
		return 3;
	if (strncmp(p, NO_BREAK_SPACE, 2) == 0)
		return 2;
	if (strncmp(p, BYTE_ORDER_MARK, 3) == 0)
		return 3;
	return 0;
}

static char *
trim(char *cell)
{
	char	   *last = cell;
	int			blank;

	while ((blank = blank_at(cell)) > 0)
		cell += blank;
	last = cell;
	for (char *p = cell; *p != '\0';)
	{
		blank = blank_at(p);
		p += blank > 0 ? blank : 1;
		if (blank == 0)
			last = p;
	}
	*last = '\0';
	return cell;
}

/* Moves *cursor past a quoted cell, whose text is left at its beginning. */
static char *
quoted_cell(char **cursor)
{
	char	   *in = *cursor + 1;
	char	   *out = *cursor;
	char	   *cell = out;

	while (*in != '\0')
	{
		if (*in == '"' && *++in != '"')
			break;
		*out++ = *in++;
	}
	*cursor = in;
	*out = '\0';
	return cell;
}

/* Cells down to the next empty line. */
static int
next_stacked_row(char **cursor, char *cells[SHEET_MAX_CELLS])
{
	char	   *p = *cursor + strspn(*cursor, "\r\n");
	int			n = 0;

	if (*p == '\0')
		return -1;
	while (*p == '\t')
	{
		char	   *cell = p;

		p += strcspn(p, "\n");
		if (*p != '\0')
			*p++ = '\0';
		if (n == SHEET_MAX_CELLS)
			return -2;
		cells[n++] = trim(cell);
	}
	*cursor = p;
	return n;
}

int
sheet_next_row(char **cursor, char delimiter, char *cells[SHEET_MAX_CELLS])
{
	char	   *p = *cursor;
	int			n = 0;

	if (delimiter == SHEET_STACKED)
		return next_stacked_row(cursor, cells);
	if (*p == '\0')
		return -1;
	for (;;)
	{
		char	   *cell = p;
		char		end;

		/* The blank may be the delimiter itself. */
		while (*p != delimiter && *p != '\n' && blank_at(p) > 0)
			p += blank_at(p);
		if (*p == '"')
			cell = quoted_cell(&p);
		while (*p != '\0' && *p != '\n' && *p != delimiter)
			p++;
		end = *p;
		if (end != '\0')
			*p++ = '\0';
		if (n == SHEET_MAX_CELLS)
			return -2;
		cells[n++] = trim(cell);
		if (end != delimiter)
			break;
	}
	*cursor = p;
	return n;
}

/* ---------------------------------------------------------------- labels */

static bool
skip(const char **p, const char *word)
{
	size_t		len = strlen(word);

	if (strncmp(*p, word, len) != 0)
		return false;
	*p += len;
	return true;
}

static bool
skip_any(const char **p, const char *const *words)
{
	for (; *words != NULL; words++)
		if (skip(p, *words))
			return true;
	return false;
}

static const char *const numerals[] = {
	"一", "二", "三", "四", "五", "六", "七", "八", "九", "十",
	"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", NULL
};
static const char *const marks[] = {"、", ".", "．", "）", ")", NULL};
static const char *const openings[] = {"（", "(", NULL};
static const char *const of_which[] = {"其中：", "其中:", NULL};
#define OF_WHICH	"其中"

/* An ordinal counts only with the mark after it: names may begin with a numeral. */
static const char *
after_ordinal(const char *label)
{
	const char *p = label;
	bool		numbered = false;

	(void) skip_any(&p, openings);
	while (skip_any(&p, numerals))
		numbered = true;
	return numbered && skip_any(&p, marks) ? p : label;
}

void
sheet_plain_label(char *label)
{
	char	   *out = label;
	const char *from;

	for (const char *p = label; *p != '\0';)
	{
		int			blank = blank_at(p);

		if (blank > 0)
			p += blank;
		else
			*out++ = *p++;
	}
	*out = '\0';

	/* "of which" stays, without its colon: such a line is never an addend. */
	from = after_ordinal(label);
	if (skip_any(&from, of_which))
	{
		size_t		len = strlen(OF_WHICH);

		from = after_ordinal(from);
		memmove(label + len, from, strlen(from) + 1);
		memcpy(label, OF_WHICH, len);
	}
	else
		memmove(label, from, strlen(from) + 1);

	/* A label that is nothing but a remark keeps it. */
	for (const char *p = label; *p != '\0'; p++)
	{
		const char *bracket = p;

		if (p > label && skip_any(&bracket, openings))
		{
			label[p - label] = '\0';
			break;
		}
	}
}

const char *
sheet_stated_unit(const char *cell)
{
	static const char *const words[] = {"单位：", "单位:", NULL};

	for (const char *p = cell; *p != '\0'; p++)
	{
		const char *unit = p;

		if (skip_any(&unit, words))
		{
			while (blank_at(unit) > 0)
				unit += blank_at(unit);
			return unit;
		}
	}
	return NULL;
}
