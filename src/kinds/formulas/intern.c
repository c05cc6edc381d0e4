/*
 * intern.c - byte strings as small integers  (pure)
 */
#include <string.h>

#include "kinds/formulas/intern.h"
#include "kinds/formulas/lex.h"

#define FIRST_SLOTS		64

static int32_t *
new_slots(FormulaMemory memory, uint32_t count)
{
	int32_t    *slot = memory.take(memory.owner, count * sizeof(int32_t));

	memset(slot, 0, count * sizeof(int32_t));
	return slot;
}

void
formula_intern_begin(FormulaIntern *table, FormulaMemory memory)
{
	memset(table, 0, sizeof(*table));
	table->memory = memory;
	table->mask = FIRST_SLOTS - 1;
	table->slot = new_slots(memory, FIRST_SLOTS);
}

static uint32_t
hash_of(const unsigned char *bytes, int32_t length)
{
	uint32_t	hash = 2166136261u;

	for (int32_t i = 0; i < length; i++)
		hash = (hash ^ bytes[i]) * 16777619u;
	return hash ^ hash >> 15;
}

static void
grow_slots(FormulaIntern *table)
{
	table->mask = table->mask * 2 + 1;
	table->slot = new_slots(table->memory, table->mask + 1);
	for (int i = 0; i < table->count; i++)
	{
		uint32_t	at = table->item[i].hash & table->mask;

		while (table->slot[at] != 0)
			at = (at + 1) & table->mask;
		table->slot[at] = i + 1;
	}
}

/* The slot of these bytes: theirs, or the empty one where they belong. */
static uint32_t
find_slot(const FormulaIntern *table, const void *bytes, int32_t length, uint32_t hash)
{
	uint32_t	at = hash & table->mask;

	for (; table->slot[at] != 0; at = (at + 1) & table->mask)
	{
		const FormulaInterned *item = &table->item[table->slot[at] - 1];

		if (item->hash == hash && item->length == length && memcmp(item->text, bytes, (size_t) length) == 0)
			break;
	}
	return at;
}

int
formula_intern_find(const FormulaIntern *table, const void *bytes, int32_t length)
{
	return table->slot[find_slot(table, bytes, length, hash_of(bytes, length))] - 1;
}

int
formula_intern(FormulaIntern *table, const void *bytes, int32_t length)
{
	uint32_t	hash = hash_of(bytes, length);
	uint32_t	at = find_slot(table, bytes, length, hash);

	if (table->slot[at] != 0)
		return table->slot[at] - 1;
	table->item = formula_grow(table->memory, table->item, table->count, sizeof(FormulaInterned));
	table->item[table->count] = (FormulaInterned) {
		formula_copy(table->memory, bytes, length), length, hash
	};
	table->slot[at] = ++table->count;
	if ((uint32_t) table->count > table->mask / 2)
		grow_slots(table);
	return table->count - 1;
}
