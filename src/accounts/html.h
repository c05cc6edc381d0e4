/*
 * accounts/html.h - a page of HTML, tag by tag  (pure)
 *
 * What comes of it is well-formed XML as well: every element is closed in its
 * turn, and text and attributes are escaped wherever they come from.  Text is
 * UTF-8.  A writer of ASCII gives all other characters by their numbers, so that
 * the page says the same in whatever encoding it is kept.
 */
#ifndef GOVFISCAL_ACCOUNTS_HTML_H
#define GOVFISCAL_ACCOUNTS_HTML_H

#include <stdbool.h>
#include <stddef.h>

#define HTML_MAX_DEPTH	32

typedef struct HtmlWriter
{
	/* filled in by the caller */
	void		(*put) (void *owner, const char *bytes, size_t length);
	void	   *owner;
	bool		ascii;
	/* of the writer, 0 at first */
	int			depth;
	bool		in_tag;			/* attributes may follow */
	const char *open[HTML_MAX_DEPTH];	/* kept, not copied */
} HtmlWriter;

/* <tag; its attributes come next, then what is in it, then html_close(). */
extern void html_open(HtmlWriter *writer, const char *tag);
extern void html_attribute(HtmlWriter *writer, const char *name, const char *text);
extern void html_close(HtmlWriter *writer);

/* Closes a tag that has no content and no end, such as meta. */
extern void html_close_empty(HtmlWriter *writer);

extern void html_text(HtmlWriter *writer, const char *text);
extern void html_text_part(HtmlWriter *writer, const char *text, size_t length);

/* What is HTML already. */
extern void html_raw(HtmlWriter *writer, const char *html);

/* <tag class="..">text</tag>, without a class where it is NULL. */
extern void html_element(HtmlWriter *writer, const char *tag, const char *class, const char *text);

/* The place in a text behind so many characters, or its end. */
extern const char *html_behind(const char *text, int characters);

#endif							/* GOVFISCAL_ACCOUNTS_HTML_H */
