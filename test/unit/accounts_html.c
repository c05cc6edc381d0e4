/*
 * accounts_html.c - tags that balance, and text that stays text
 *
 * needs: accounts/html.c
 */
#include "unit.h"
#include "accounts/html.h"

static char page[4096];
static size_t written;

static void
append(void *owner, const char *bytes, size_t length)
{
	(void) owner;
	if (written + length < sizeof(page))
		memcpy(page + written, bytes, length);
	written += length;
	page[written < sizeof(page) ? written : sizeof(page) - 1] = '\0';
}

static HtmlWriter
begin(bool ascii)
{
	HtmlWriter	writer = {.put = append, .ascii = ascii};

	written = 0;
	page[0] = '\0';
	return writer;
}

static const char *
escaped(const char *text, bool ascii)
{
	HtmlWriter	writer = begin(ascii);

	html_text(&writer, text);
	return page;
}

static void
test_text(void)
{
	EXPECT_TEXT(escaped("", false), "");
	EXPECT_TEXT(escaped("a<b>&\"c\"'d'", false), "a&lt;b&gt;&amp;&quot;c&quot;&#39;d&#39;");
	EXPECT_TEXT(escaped("</script><!--", false), "&lt;/script&gt;&lt;!--");
	EXPECT_TEXT(escaped("&lt;", false), "&amp;lt;");
	EXPECT_TEXT(escaped("收入\t1\n2", false), "收入\t1\n2");
	EXPECT_TEXT(escaped("收x入", true), "&#25910;x&#20837;");
	EXPECT_TEXT(escaped("𠀀", true), "&#131072;");
}

/* Nothing that a browser hides, drops or turns round. */
static void
test_controls(void)
{
	EXPECT_TEXT(escaped("a\x01" "b\x1b\r\x7f", false), "a&#65533;b&#65533;&#65533;&#65533;");
	EXPECT_TEXT(escaped("\xc2\x85", false), "&#65533;");	/* U+0085 */
	EXPECT_TEXT(escaped("1\xe2\x80\xae" "23\xe2\x81\xa9", false), "1&#65533;23&#65533;");	/* U+202E, U+2069 */
	EXPECT_TEXT(escaped("\xef\xbf\xbf", false), "&#65533;");	/* U+FFFF */
	EXPECT_TEXT(escaped("\xf0\x9f\xbf\xbf", false), "&#65533;");	/* U+1FFFF */
}

/* What is no UTF-8, byte by byte. */
static void
test_broken(void)
{
	EXPECT_TEXT(escaped("a\xff" "b", false), "a&#65533;b");
	EXPECT_TEXT(escaped("\xc0\xbc" "script", false), "&#65533;&#65533;script");	/* overlong < */
	EXPECT_TEXT(escaped("\xed\xa0\x80", false), "&#65533;&#65533;&#65533;");	/* a surrogate */
	EXPECT_TEXT(escaped("\xf4\x90\x80\x80", false), "&#65533;&#65533;&#65533;&#65533;");	/* above U+10FFFF */
	EXPECT_TEXT(escaped("\xe6\x94", false), "&#65533;&#65533;");	/* cut off */
	EXPECT_TEXT(escaped("\xe6<", false), "&#65533;&lt;");
	EXPECT_TEXT(escaped("\xb6", true), "&#65533;");
}

static void
test_tags(void)
{
	HtmlWriter	writer = begin(false);

	html_open(&writer, "p");
	html_attribute(&writer, "class", "a\" onclick='x'\n");
	html_attribute(&writer, "id", "收");
	html_open(&writer, "br");
	html_close_empty(&writer);
	html_element(&writer, "b", NULL, "1<2");
	html_element(&writer, "i", "c", "");
	html_raw(&writer, "<hr/>");
	html_open(&writer, "td");
	html_close(&writer);
	html_close(&writer);
	EXPECT_TEXT(page, "<p class=\"a&quot; onclick=&#39;x&#39;&#10;\" id=\"收\"><br/><b>1&lt;2</b>"
				"<i class=\"c\"></i><hr/><td></td></p>");
	EXPECT_INT(writer.depth, 0);
}

static void
test_parts(void)
{
	const char *text = "收a入b";
	HtmlWriter	writer = begin(false);

	EXPECT_TEXT(html_behind(text, 0), "收a入b");
	EXPECT_TEXT(html_behind(text, 1), "a入b");
	EXPECT_TEXT(html_behind(text, 3), "b");
	EXPECT_TEXT(html_behind(text, 9), "");
	EXPECT_TEXT(html_behind(text, -1), "收a入b");
	html_text_part(&writer, text, (size_t) (html_behind(text, 2) - text));
	EXPECT_TEXT(page, "收a");
}

int
main(void)
{
	test_text();
	test_controls();
	test_broken();
	test_tags();
	test_parts();
	return unit_done();
}
