/*
 * yuan/cell.c - amounts as printed documents write them  (pure)
 *
 *	cell   = [ "(" ] mark* number [ unit ] [ ")" ] [ unit ]
 *	mark   = sign | currency sign, each at most once; no sign inside ( )
 *
 * Blanks, the ideographic one too, may stand around every part but between a
 * sign and its number.
 */
#include <string.h>

#include "yuan/cell.h"
#include "yuan/scan.h"
#include "yuan/unit.h"

static bool
scan_one_of(const char **text, const char *const *literals)
{
	for (; *literals != NULL; literals++)
	{
		size_t		len = strlen(*literals);

		if (strncmp(*text, *literals, len) == 0)
		{
			*text += len;
			return true;
		}
	}
	return false;
}

static const char *const minus_signs[] = {"-", "－", "−", "△", "▲", NULL};
static const char *const plus_signs[] = {"+", "＋", NULL};
static const char *const currency_signs[] = {"￥", "¥", NULL};
static const char *const opening[] = {"(", "（", NULL};
static const char *const closing[] = {")", "）", NULL};

/* U+2014 and U+2015: the server reads the dash of EUC_CN as the latter. */
static const char *const dashes[] = {"—", "―", "--", "－－", "-", "－", NULL};
static const char *const wide_blank[] = {"　", NULL};

static void
skip_blanks(const char **text)
{
	do
	{
		while (yuan_is_blank(**text))
			++*text;
	} while (scan_one_of(text, wide_blank));
}

static bool
is_unreported(const char *text)
{
	scan_one_of(&text, dashes);
	skip_blanks(&text);
	return *text == '\0';
}

/*
 * One character of a number as ASCII, or NUL.  The full-width forms are
 * U+FF00 + (ASCII - 0x20): EF BC 80 and on.
 */
static char
scan_number_character(const char **text)
{
	char		c = **text;
	int			width = 1;

	if (strncmp(*text, "\xEF\xBC", 2) == 0)
	{
		c = (char) (((unsigned char) (*text)[2] ^ 0x80) + 0x20);
		width = 3;
	}
	if (!yuan_is_digit(c) && c != ',' && c != '.')
		return '\0';
	*text += width;
	return c;
}

typedef struct Marks
{
	bool		negative;
	bool		is_signed;
	bool		enclosed;
} Marks;

static void
scan_sign(const char **text, Marks *marks)
{
	if (marks->is_signed)
		return;
	marks->negative = scan_one_of(text, minus_signs);
	marks->is_signed = marks->negative || scan_one_of(text, plus_signs);
}

static void
scan_marks(const char **text, Marks *marks)
{
	memset(marks, 0, sizeof(*marks));
	marks->enclosed = scan_one_of(text, opening);
	if (marks->enclosed)
		skip_blanks(text);
	scan_sign(text, marks);
	if (scan_one_of(text, currency_signs))
	{
		if (!marks->is_signed)
			skip_blanks(text);
		scan_sign(text, marks);
	}
}

YuanStatus
yuan_parse_cell(const char *text, int places, char *scratch,
				bool *reported, int64_t *fen)
{
	const char *p = text;
	const char *digits = scratch;
	char	   *out = scratch;
	bool		has_unit;
	Marks		marks;
	YuanNumber	number;
	YuanStatus	status;

	*reported = false;
	skip_blanks(&p);
	if (is_unreported(p))
		return YUAN_OK;
	*reported = true;

	scan_marks(&p, &marks);
	if (marks.enclosed && marks.is_signed)
		return YUAN_BAD_SIGN;
	while ((*out = scan_number_character(&p)) != '\0')
		out++;
	if (out == scratch)
		return marks.is_signed ? YUAN_BAD_SIGN : YUAN_BAD_NUMBER;

	status = yuan_scan_number(&digits, &number);
	if (status != YUAN_OK)
		return status;
	if (*digits != '\0')
		return *digits == ',' ? YUAN_BAD_GROUPS : YUAN_BAD_NUMBER;

	skip_blanks(&p);
	has_unit = yuan_scan_unit(&p, YUAN_UNIT_IN_CELL, &places);
	skip_blanks(&p);
	if (marks.enclosed)
	{
		if (!scan_one_of(&p, closing))
			return YUAN_BAD_UNIT;
		skip_blanks(&p);
		if (!has_unit)
			yuan_scan_unit(&p, YUAN_UNIT_IN_CELL, &places);
		skip_blanks(&p);
	}
	if (*p != '\0')
		return YUAN_BAD_UNIT;
	return yuan_number_fen(&number, marks.negative || marks.enclosed, places, fen);
}
