/*
 * accounts/claim_token.c - the text of a disclosure as tokens  (pure)
 */
#include <string.h>

#include "accounts/claim_token.h"
#include "yuan/core.h"

/* ---------------------------------------------------------------- characters */

static bool
counts_for_nothing(int c)
{
	return c == 0x3000 || c == 0xA0 || c == 0xFEFF || (c >= 0x2000 && c <= 0x200B) ||
		(c >= 0x2018 && c <= 0x201F) || c == ' ' || c == '\t' || c == '\r' || c == '"' ||
		c == '\'' || c == 0xFF02;
}

/* Decodes one character; a byte that begins none counts for itself. */
static int
decode(const char *p, const char *end, int *length)
{
	const unsigned char *b = (const unsigned char *) p;
	int			n = b[0] >= 0xF0 ? 4 : b[0] >= 0xE0 ? 3 : b[0] >= 0xC0 ? 2 : 1;
	int			c = n == 1 ? b[0] : b[0] & (0xFF >> (n + 1));

	*length = 1;
	if (n > end - p)
		return b[0];
	for (int i = 1; i < n; i++)
	{
		if ((b[i] & 0xC0) != 0x80)
			return b[0];
		c = c << 6 | (b[i] & 0x3F);
	}
	*length = n;
	return c;
}

int
claim_character(ClaimPlace *place, const char *end)
{
	int			length;
	int			c;

	if (place->at >= end)
		return -1;
	c = decode(place->at, end, &length);
	place->at += length;
	place->character++;
	if (counts_for_nothing(c))
		return 0;
	return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c;
}

/* The next character that counts, or -1. */
static int
next_counting(ClaimPlace *place, const char *end)
{
	int			c;

	do
		c = claim_character(place, end);
	while (c == 0);
	return c;
}

/* ---------------------------------------------------------------- words and labels */

/* Bytes of one character in the plain text, or 0 where it counts for nothing. */
static int
plain_character(ClaimPlace *place, const char *end, char bytes[4])
{
	const char *from = place->at;
	int			c = claim_character(place, end);
	int			n = 0;

	if (c <= 0)
		return c;
	if (c < 0x80)
		bytes[n++] = (char) c;
	else
		while (from < place->at)
			bytes[n++] = *from++;
	return n;
}

bool
claim_plain(const char *text, char *plain, int size)
{
	ClaimPlace	place = {text, 0};
	const char *end = text + strlen(text);
	char		bytes[4];
	int			n;
	int			length = 0;

	while ((n = plain_character(&place, end, bytes)) >= 0)
	{
		if (length + n >= size)
			return false;
		memcpy(plain + length, bytes, (size_t) n);
		length += n;
	}
	plain[length] = '\0';
	return length > 0;
}

/* Takes a character in one search, and keeps in the token what was found. */
static bool
search_on(ClaimSearch *search, const char *bytes, int n, const ClaimPlace *behind, ClaimToken *token)
{
	const ClaimLabel *found;
	int			count;

	for (int i = 0; i < n; i++)
		if (!claim_search_byte(search, (unsigned char) bytes[i]))
			return false;
	count = claim_search_found(search, &found);
	if (count > 0)
	{
		token->kind = found->meaning != MEANS_NOTHING_AT_ALL ? CLAIM_WORD : CLAIM_LABELLED;
		token->word = (ClaimMeaning) found->meaning;
		token->labels = found;
		token->nlabels = count;
		token->to = *behind;
	}
	return true;
}

/*
 * Words and labels are sought in the same pass over the characters.  A label
 * wins over a word that is not longer: the tables say what is called how.
 */
static bool
take_word_or_label(const ClaimPlace *place, const char *end, const ClaimDictionary *dictionary,
				   ClaimToken *token)
{
	ClaimSearch words = claim_search(&claim_words);
	ClaimSearch labels = claim_search(dictionary);
	ClaimPlace	at = *place;
	bool		in_words = true;
	bool		in_labels = true;
	char		bytes[4];

	for (int i = 0; i < CLAIM_LABEL_MAX && (in_words || in_labels); i++)
	{
		int			n = plain_character(&at, end, bytes);

		if (n < 0)
			break;
		in_words = in_words && search_on(&words, bytes, n, &at, token);
		in_labels = in_labels && search_on(&labels, bytes, n, &at, token);
	}
	return token->kind != CLAIM_OTHER;
}

/* ---------------------------------------------------------------- figures */

static bool
is_digit(int c)
{
	return c >= '0' && c <= '9';
}

/*
 * Digits in groups, a point and more digits.  False if they are too many for a
 * figure: all are passed by, as what is left of them would be read for another.
 */
static bool
take_digits(ClaimPlace *place, const char *end, char number[CLAIM_FIGURE_SIZE])
{
	int			n = (int) strlen(number);
	bool		point = false;
	bool		fits = true;

	for (;;)
	{
		ClaimPlace	after = *place;
		int			c = next_counting(&after, end);
		ClaimPlace	behind = after;
		int			next = next_counting(&behind, end);

		if (!is_digit(c) && !((c == ',' || (c == '.' && !point)) && is_digit(next) && !(c == ',' && point)))
			break;
		if (c == ',')
		{
			ClaimPlace	look = after;
			int			digits = 0;

			while (digits < 4 && is_digit(next_counting(&look, end)))
				digits++;
			if (digits != 3)
				break;
		}
		else if (n < CLAIM_FIGURE_SIZE - 16)
			number[n++] = (char) c;
		else
			fits = false;
		point = point || c == '.';
		*place = after;
	}
	number[n] = '\0';
	return fits;
}

static bool
take_text(ClaimPlace *place, const char *end, const char *text)
{
	ClaimPlace	at = *place;

	while (*text != '\0')
	{
		int			length;
		int			wanted = decode(text, text + strlen(text), &length);

		if (next_counting(&at, end) != wanted)
			return false;
		text += length;
	}
	*place = at;
	return true;
}

/* The unit of money here; not where the figure is a bound or a price. */
static const char *
take_unit(ClaimPlace *place, const char *end)
{
	static const char *const units[] = {"万元", "亿元", "元"};
	static const char *const not_money[] = {"以上", "以下", "以内", "/", "(含)以上"};
	const char *unit = NULL;

	for (int i = 0; i < 3 && unit == NULL; i++)
		if (take_text(place, end, units[i]))
			unit = units[i];
	for (int i = 0; i < 5 && unit != NULL; i++)
	{
		ClaimPlace	look = *place;

		if (take_text(&look, end, not_money[i]))
			unit = NULL;
	}
	return unit;
}

/* A list of figures has its unit behind the last: "1, 2 and 3 units". */
static const char *
unit_of_list(ClaimPlace place, const char *end)
{
	for (int i = 0; i < 3; i++)
	{
		char		number[CLAIM_FIGURE_SIZE] = "";
		const char *unit;

		if (!take_text(&place, end, "、") && !take_text(&place, end, "和") && !take_text(&place, end, ","))
			return NULL;
		if (!take_digits(&place, end, number))
			return NULL;
		unit = take_unit(&place, end);
		if (unit != NULL)
			return unit;
	}
	return NULL;
}

/* Is it an amount of whole fen, in the range of yuan? */
static bool
is_amount(const char *number, const char *unit)
{
	char		text[CLAIM_FIGURE_SIZE * 2];
	int64_t		fen;

	strcpy(text, number);
	strcat(text, unit);
	return yuan_parse_text(text, &fen) == YUAN_OK;
}

static bool
ends_here(ClaimPlace place, const char *end)
{
	int			c = next_counting(&place, end);

	return c < 0 || c == ',' || c == ';' || c == '\n' || c == 0x3001 || c == 0x3002;
}

/* A figure and what it is: money, a percentage, a year, or something else. */
static bool
take_figure(const ClaimPlace *place, const char *end, ClaimToken *token)
{
	ClaimPlace	at = *place;
	ClaimPlace	look = at;
	bool		negative = take_text(&at, end, "-") || take_text(&at, end, "\xe2\x88\x92");
	bool		fits;
	int			digits;

	strcpy(token->number, negative ? "-" : "");
	if (!is_digit(next_counting(&(ClaimPlace) {at.at, at.character}, end)))
		return false;
	fits = take_digits(&at, end, token->number);
	digits = (int) strlen(token->number);
	look = at;
	if (!fits)
		token->kind = take_unit(&look, end) != NULL ? CLAIM_NO_AMOUNT : CLAIM_OTHER;
	else if (take_text(&look, end, "%"))
		token->kind = CLAIM_PERCENT;
	else if (digits == 4 && !negative && strchr(token->number, '.') == NULL &&
			 (token->number[0] == '1' || token->number[0] == '2') && take_text(&look, end, "年"))
	{
		token->kind = CLAIM_YEAR;
		token->word = take_text(&look, end, "末") || take_text(&look, end, "底")
			? MEANS_YEAR_END : MEANS_NOTHING;
		token->year = 0;
		for (int i = 0; i < 4; i++)
			token->year = 10 * token->year + token->number[i] - '0';
	}
	else if ((token->unit = take_unit(&look, end)) != NULL)
		token->kind = CLAIM_MONEY;
	else if ((token->unit = unit_of_list(at, end)) != NULL)
	{
		token->kind = CLAIM_MONEY;
		token->listed = true;
	}
	else if (ends_here(at, end))
		token->kind = CLAIM_BARE;
	if (token->kind == CLAIM_MONEY && !is_amount(token->number, token->unit))
		token->kind = CLAIM_NO_AMOUNT;
	token->to = token->kind == CLAIM_OTHER || token->listed ? at : look;
	return true;
}

/* ---------------------------------------------------------------- tokens */

static ClaimTokenKind
kind_of_mark(int c)
{
	switch (c)
	{
		case '\n':
		case '!':
		case '?':
		case 0x3002:			/* the full stop */
			return CLAIM_SENTENCE_END;
		case ',':
		case ':':
			return CLAIM_CLAUSE_END;
		case ';':
			return CLAIM_PART_END;
		case '(':
			return CLAIM_OPEN;
		case ')':
			return CLAIM_CLOSE;
		default:
			return CLAIM_OTHER;
	}
}

void
claim_next(ClaimPlace *place, const char *end, const ClaimDictionary *dictionary,
		   ClaimToken *token)
{
	ClaimPlace	before = *place;
	int			c;

	while ((c = claim_character(place, end)) == 0)
		before = *place;
	token->from = before;
	token->to = *place;
	token->kind = c < 0 ? CLAIM_END : CLAIM_OTHER;
	token->listed = false;
	if (c < 0 || take_figure(&before, end, token) ||
		take_word_or_label(&before, end, dictionary, token))
		*place = token->to;
	else
		token->kind = kind_of_mark(c);
}
