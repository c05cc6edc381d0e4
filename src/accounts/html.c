/*
 * accounts/html.c - a page of HTML, tag by tag  (pure)
 */
#include "accounts/html.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define REPLACEMENT	0xFFFD

static void
put(HtmlWriter *writer, const char *text)
{
	writer->put(writer->owner, text, strlen(text));
}

/* ---------------------------------------------------------------- characters */

static bool
is_continuation(const char *at)
{
	return (*(const unsigned char *) at & 0xC0) == 0x80;
}

/*
 * The character at a place that is not the end, and the one behind it.  A byte
 * that begins no character of UTF-8 is a replacement character by itself.
 */
static uint32_t
read_character(const char *at, const char *end, const char **next)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	unsigned char first = (unsigned char) *at;
	int			length = first < 0x80 ? 1 : first < 0xC0 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3
		: first < 0xF8 ? 4 : 0;
	uint32_t	character = length > 1 ? first & (0x7F >> length) : first;

	*next = at + 1;
	if (length == 0 || end - at < length)
		return REPLACEMENT;
	for (int i = 1; i < length; i++)
	{
		if (!is_continuation(at + i))
			return REPLACEMENT;
		character = character << 6 | ((unsigned char) at[i] & 0x3F);
	}
	if (character < least[length] || character > 0x10FFFF ||
		(character >= 0xD800 && character <= 0xDFFF))
		return REPLACEMENT;
	*next = at + length;
	return character;
}

/*
 * Controls have no place in a page, and those that turn the direction of text
 * would show figures in another order than they stand.
 */
static bool
is_control(uint32_t c)
{
	return (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7F && c <= 0x9F) ||
		(c >= 0x200E && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
		(c >= 0x2066 && c <= 0x2069) || c == 0x061C || (c & 0xFFFE) == 0xFFFE ||
		(c >= 0xFDD0 && c <= 0xFDEF);
}

static void
put_number(HtmlWriter *writer, uint32_t character)
{
	char		text[16];

	snprintf(text, sizeof(text), "&#%lu;", (unsigned long) character);
	put(writer, text);
}

/* A character by another name, where it has no place as it is. */
static void
put_escaped(HtmlWriter *writer, uint32_t character)
{
	switch (character)
	{
		case '<':
			put(writer, "&lt;");
			break;
		case '>':
			put(writer, "&gt;");
			break;
		case '&':
			put(writer, "&amp;");
			break;
		case '"':
			put(writer, "&quot;");
			break;
		default:
			put_number(writer, is_control(character) ? REPLACEMENT : character);
	}
}

static bool
must_escape(const HtmlWriter *writer, uint32_t character, bool quoted)
{
	return strchr("<>&\"'", (int) (character < 0x80 ? character : 'x')) != NULL ||
		is_control(character) || character == REPLACEMENT || (writer->ascii && character >= 0x80) ||
		(quoted && character < 0x20);
}

static void
escape(HtmlWriter *writer, const char *text, size_t length, bool quoted)
{
	const char *end = text + length;
	const char *plain = text;

	while (text < end)
	{
		const char *next;
		uint32_t	character = read_character(text, end, &next);

		if (must_escape(writer, character, quoted))
		{
			writer->put(writer->owner, plain, (size_t) (text - plain));
			put_escaped(writer, character);
			plain = next;
		}
		text = next;
	}
	writer->put(writer->owner, plain, (size_t) (end - plain));
}

const char *
html_behind(const char *text, int characters)
{
	const char *end = text + strlen(text);

	while (characters-- > 0 && text < end)
		(void) read_character(text, end, &text);
	return text;
}

/* ---------------------------------------------------------------- tags */

static void
end_tag(HtmlWriter *writer)
{
	if (writer->in_tag)
		put(writer, ">");
	writer->in_tag = false;
}

void
html_open(HtmlWriter *writer, const char *tag)
{
	assert(writer->depth < HTML_MAX_DEPTH);
	end_tag(writer);
	put(writer, "<");
	put(writer, tag);
	writer->open[writer->depth++] = tag;
	writer->in_tag = true;
}

void
html_attribute(HtmlWriter *writer, const char *name, const char *text)
{
	assert(writer->in_tag);
	put(writer, " ");
	put(writer, name);
	put(writer, "=\"");
	escape(writer, text, strlen(text), true);
	put(writer, "\"");
}

void
html_close(HtmlWriter *writer)
{
	assert(writer->depth > 0);
	end_tag(writer);
	put(writer, "</");
	put(writer, writer->open[--writer->depth]);
	put(writer, ">");
}

void
html_close_empty(HtmlWriter *writer)
{
	assert(writer->in_tag);
	put(writer, "/>");
	writer->in_tag = false;
	writer->depth--;
}

void
html_text_part(HtmlWriter *writer, const char *text, size_t length)
{
	end_tag(writer);
	escape(writer, text, length, false);
}

void
html_text(HtmlWriter *writer, const char *text)
{
	html_text_part(writer, text, strlen(text));
}

void
html_raw(HtmlWriter *writer, const char *html)
{
	end_tag(writer);
	put(writer, html);
}

void
html_element(HtmlWriter *writer, const char *tag, const char *class, const char *text)
{
	html_open(writer, tag);
	if (class != NULL)
		html_attribute(writer, "class", class);
	html_text(writer, text);
	html_close(writer);
}
