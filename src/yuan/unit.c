/*
 * yuan/unit.c - the units in which amounts are written  (pure)
 */
#include <string.h>

#include "yuan/unit.h"

#define EVERYWHERE	(YUAN_UNIT_IN_INPUT | YUAN_UNIT_IN_CELL | YUAN_UNIT_AS_NAME)
#define NOT_INPUT	(YUAN_UNIT_IN_CELL | YUAN_UNIT_AS_NAME)

/*
 * A name stands before the names it begins with.  The spelling in Latin
 * letters is for databases whose encoding lacks the characters.
 */
static const struct
{
	const char *name;
	int			places;
	int			use;
}			units[] = {
	{"元", YUAN_PLACES, EVERYWHERE},
	{"万元", WAN_YUAN_PLACES, EVERYWHERE},
	{"亿元", YI_YUAN_PLACES, EVERYWHERE},
	{"千元", 5, NOT_INPUT},
	{"百万元", 8, NOT_INPUT},
	{"万", WAN_YUAN_PLACES, NOT_INPUT},
	{"亿", YI_YUAN_PLACES, NOT_INPUT},
	{"yuan", YUAN_PLACES, YUAN_UNIT_AS_NAME},
	{"qianyuan", 5, YUAN_UNIT_AS_NAME},
	{"wanyuan", WAN_YUAN_PLACES, YUAN_UNIT_AS_NAME},
	{"wan", WAN_YUAN_PLACES, YUAN_UNIT_AS_NAME},
	{"baiwanyuan", 8, YUAN_UNIT_AS_NAME},
	{"yiyuan", YI_YUAN_PLACES, YUAN_UNIT_AS_NAME},
	{"yi", YI_YUAN_PLACES, YUAN_UNIT_AS_NAME},
};

bool
yuan_scan_unit(const char **text, int use, int *places)
{
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
	{
		size_t		len = strlen(units[i].name);

		if ((units[i].use & use) != 0 && strncmp(*text, units[i].name, len) == 0)
		{
			*text += len;
			*places = units[i].places;
			return true;
		}
	}
	return false;
}

bool
yuan_unit_by_name(const char *name, int *places)
{
	return yuan_scan_unit(&name, YUAN_UNIT_AS_NAME, places) && *name == '\0';
}

int
yuan_format_in_unit(int64_t fen, int places, int decimals, bool grouping, char *buf)
{
	char		text[YUAN_UNIT_MAX_TEXT];
	char	   *end = text + sizeof(text);
	char	   *p = end;
	uint64_t	value = yuan_magnitude(fen);
	int			len;

	/* value becomes the digits to print; half of 10^10 more fits 64 bits. */
	if (decimals < places)
	{
		uint64_t	quantum = yuan_power_of_ten[places - decimals];

		value = (value + quantum / 2) / quantum;
	}
	if (value == 0)
		fen = 0;

	for (int place = decimals; place > places; place--)
		*--p = '0';
	for (int place = decimals < places ? decimals : places; place > 0; place--)
	{
		*--p = (char) ('0' + value % 10);
		value /= 10;
	}
	if (decimals > 0)
		*--p = '.';

	for (int place = 0; place == 0 || value != 0; place++)
	{
		if (grouping && place > 0 && place % 3 == 0)
			*--p = ',';
		*--p = (char) ('0' + value % 10);
		value /= 10;
	}
	if (fen < 0)
		*--p = '-';

	len = (int) (end - p);
	memcpy(buf, p, (size_t) len);
	buf[len] = '\0';
	return len;
}
