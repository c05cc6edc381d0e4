/*
 * base/encoding.c - Chinese text across server encodings
 */
#include "postgres.h"

#include "catalog/namespace.h"
#include "fmgr.h"
#include "mb/pg_wchar.h"
#include "utils/memutils.h"

#include "base/compat.h"
#include "base/encoding.h"

static bool
is_ascii(const char *text)
{
	for (; *text != '\0'; text++)
		if (IS_HIGHBIT_SET(*text))
			return false;
	return true;
}

static const char *
convert(const char *text, int from, int to)
{
	size_t		len = strlen(text);
	Oid			proc;
	unsigned char *converted;
	Size		capacity;

	if (from == to || from == PG_SQL_ASCII || to == PG_SQL_ASCII || is_ascii(text))
		return text;

	/*
	 * The default of the caller's search_path, as the server converts for a
	 * client; it runs as the caller.  Anybody can make one a default, but it
	 * is a function in C, and so a superuser's.
	 */
	proc = FindDefaultConversionProc(from, to);
	if (!OidIsValid(proc) || len > MaxAllocSize / MAX_CONVERSION_GROWTH - 1)
		return NULL;
	capacity = len * MAX_CONVERSION_GROWTH + 1;
	converted = palloc(capacity);
	if (!compat_convert(proc, from, to, text, (int) len, converted, (int) capacity))
		return NULL;
	return (const char *) converted;
}

const char *
fiscal_to_utf8(const char *server_text)
{
	return convert(server_text, GetDatabaseEncoding(), PG_UTF8);
}

const char *
fiscal_from_utf8(const char *utf8)
{
	return convert(utf8, PG_UTF8, GetDatabaseEncoding());
}
