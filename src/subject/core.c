/*
 * subject/core.c - reading and writing codes of the budget classification  (pure)
 */
#include <string.h>

#include "subject/core.h"

/* Digits of a whole code by level. */
#define DIGITS(level)	((level) * 2 + 1)
#define MAX_DIGITS		DIGITS(SUBJECT_MAX_LEVEL)

/* The word for the total row, as documents print it. */
#define TOTAL_WORD		"\xE5\x90\x88\xE8\xAE\xA1"

static bool
is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The ministry's classifications are told apart by the first digit. */
const char *
subject_kind_of(int32_t code)
{
	switch (code / 100000000)
	{
		case 1:
			return "revenue";
		case 2:
			return "function";
		case 3:
			return "economic_dept";
		case 5:
			return "economic_gov";
		default:
			return NULL;
	}
}

SubjectFault
subject_from_sections(const int *section, int level, int32_t *code, int *bad)
{
	int32_t		value;

	*bad = 0;
	if (section[0] < 100 || section[0] > 999)
		return SUBJECT_CLASS_RANGE;
	value = section[0] * subject_span(1);
	for (int i = 1; i < level; i++)
	{
		*bad = i;
		if (section[i] < 1 || section[i] > 99)
			return SUBJECT_SECTION_RANGE;
		value += section[i] * subject_span(i + 1);
	}
	*code = value;
	return SUBJECT_OK;
}

bool
subject_is_valid(int32_t code)
{
	int			section[SUBJECT_MAX_LEVEL];
	int32_t		same;
	int			bad;

	if (code == SUBJECT_ROOT)
		return true;
	if (code < 0 || code > SUBJECT_MAX)
		return false;
	section[0] = code / subject_span(1);
	for (int i = 1; i < SUBJECT_MAX_LEVEL; i++)
		section[i] = code / subject_span(i + 1) % 100;
	return subject_from_sections(section, subject_level_of(code), &same, &bad) == SUBJECT_OK;
}

/*
 * Length digits, nothing else.  Where "padded", trailing 00 sections are
 * levels that are not there.
 */
static SubjectFault
parse_digits(const char *digits, int length, bool padded, int32_t *code)
{
	int			section[SUBJECT_MAX_LEVEL];
	int			level = length / 2;
	int			written;
	int			bad;

	if (length < DIGITS(1))
		return SUBJECT_TOO_SHORT;
	if (length > MAX_DIGITS)
		return SUBJECT_TOO_LONG;
	if (length % 2 == 0)
		return SUBJECT_EVEN;
	if (digits[0] == '0')
		return SUBJECT_FIRST_ZERO;

	section[0] = (digits[0] - '0') * 100 + (digits[1] - '0') * 10 + (digits[2] - '0');
	for (int i = 1; i < level; i++)
		section[i] = (digits[i * 2 + 1] - '0') * 10 + (digits[i * 2 + 2] - '0');

	written = level;
	while (written > 1 && section[written - 1] == 0)
		written--;
	for (int i = 1; i < written; i++)
		if (section[i] == 0)
			return SUBJECT_ZERO_SECTION;
	if (written < level && !padded)
		return SUBJECT_PADDED;
	return subject_from_sections(section, written, code, &bad);
}

/* U+FF10 .. U+FF19, three bytes each. */
static bool
is_full_width_digit(const char *s)
{
	return strncmp(s, "\xEF\xBC", 2) == 0 &&
		(unsigned char) s[2] >= 0x90 && (unsigned char) s[2] <= 0x99;
}

/*
 * Names the way in which text that is not plain digits deviates: the shapes
 * that real documents and spreadsheets produce have names of their own.
 */
static SubjectFault
diagnose(const char *s, const char *end)
{
	const char *point = NULL;
	bool		full_width = false;
	bool		split = false;
	int			points = 0;

	if (*s == '{')
		return SUBJECT_ARRAY;
	if (s < end && !is_digit(*s) && !is_full_width_digit(s))
		return SUBJECT_NOT_DIGITS;
	while (s < end)
	{
		if (is_full_width_digit(s))
		{
			full_width = true;
			s += 3;
			continue;
		}
		if (*s == '.')
		{
			points++;
			point = s;
		}
		else if (is_blank(*s) || *s == '|' || *s == '-' || *s == '/' || *s == ',')
			split = true;
		else if (!is_digit(*s))
			return SUBJECT_NOT_DIGITS;
		s++;
	}
	if (full_width)
		return SUBJECT_FULL_WIDTH;
	if (split)
		return SUBJECT_SPLIT;
	if (points == 1)
	{
		const char *zero = point + 1;

		while (zero < end && *zero == '0')
			zero++;
		if (zero == end)
			return SUBJECT_DECIMAL;
	}
	return SUBJECT_DOTTED;
}

static SubjectFault
parse(const char *s, bool padded, int32_t *code)
{
	const char *end;
	int			length = 0;

	while (is_blank(*s))
		s++;
	end = s + strlen(s);
	while (end > s && is_blank(end[-1]))
		end--;

	if (s == end)
		return SUBJECT_EMPTY;
	if ((end - s == 1 && *s == '*') ||
		(end - s == (int) strlen(TOTAL_WORD) && memcmp(s, TOTAL_WORD, end - s) == 0))
	{
		*code = SUBJECT_ROOT;
		return SUBJECT_OK;
	}
	while (s + length < end && is_digit(s[length]))
	{
		/* Longer than any code: the count needs to go no further. */
		if (++length > MAX_DIGITS)
			break;
	}
	if (s + length < end && length <= MAX_DIGITS)
		return diagnose(s, end);
	return parse_digits(s, length, padded, code);
}

SubjectFault
subject_parse(const char *text, int32_t *code)
{
	return parse(text, false, code);
}

SubjectFault
subject_parse_padded(const char *text, int32_t *code)
{
	return parse(text, true, code);
}

SubjectFault
subject_from_number(int64_t number, int32_t *code)
{
	char		digits[MAX_DIGITS];
	int			start = MAX_DIGITS;

	if (number < 0)
		return SUBJECT_NOT_DIGITS;
	if (number > SUBJECT_MAX)
		return SUBJECT_TOO_LONG;
	do
	{
		digits[--start] = (char) ('0' + number % 10);
		number /= 10;
	} while (number > 0);
	return parse_digits(digits + start, MAX_DIGITS - start, false, code);
}

int32_t
subject_number_of(int32_t code)
{
	return code / subject_span(subject_level_of(code));
}

int
subject_format(int32_t code, char text[SUBJECT_TEXT_SIZE])
{
	int			length;

	if (code == SUBJECT_ROOT)
	{
		memcpy(text, "*", 2);
		return 1;
	}
	length = DIGITS(subject_level_of(code));
	code = subject_number_of(code);
	text[length] = '\0';
	for (int i = length; i > 0; i--)
	{
		text[i - 1] = (char) ('0' + code % 10);
		code /= 10;
	}
	return length;
}
