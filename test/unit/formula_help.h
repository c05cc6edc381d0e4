/*
 * formula_help.h - memory, tables and files for the tests of formula sets
 */
#ifndef GOVFISCAL_FORMULA_HELP_H
#define GOVFISCAL_FORMULA_HELP_H

#include <stdlib.h>

#include "kinds/formulas/check.h"
#include "kinds/formulas/parse.h"
#include "kinds/formulas/print.h"
#include "subject/core.h"
#include "unit.h"

/* ---------------------------------------------------------------- memory */

typedef struct Chunk
{
	struct Chunk *next;
} Chunk;

static Chunk *chunks = NULL;
static int	taken = 0;

static void *
take(void *owner, size_t size)
{
	Chunk	   *chunk = malloc(sizeof(Chunk) + 8 + size);

	(void) owner;
	if (chunk == NULL)
		abort();
	taken++;
	chunk->next = chunks;
	chunks = chunk;
	return chunk + 1;
}

static const FormulaMemory memory = {take, NULL};

static void
free_all(void)
{
	while (chunks != NULL)
	{
		Chunk	   *next = chunks->next;

		free(chunks);
		chunks = next;
	}
}

/* ---------------------------------------------------------------- tables */

/*
 * A catalog is a text: one table a line, "name: column type, ..."; types are
 * k (text, not null), t (text), i (integer), s (code), b (boolean), y (yuan).
 */
typedef struct TestTable
{
	FormulaTable table;
	char		name[64];
	FormulaColumn column[40];
	char		names[40][64];
} TestTable;

static TestTable tables[40];
static int	ntables = 0;

static void
add_table(const char *line, const char *end)
{
	TestTable  *t = &tables[ntables++];
	int			used;

	memset(t, 0, sizeof(*t));
	sscanf(line, "%63[^:]:%n", t->name, &used);
	t->table.is_partition = strcmp(t->name, "part") == 0;
	t->table.column = t->column;
	for (line += used; line < end; line += used)
	{
		FormulaColumn *column = &t->column[t->table.ncolumns];
		char		type;

		if (sscanf(line, " %63s %c,%n", t->names[t->table.ncolumns], &type, &used) != 2)
			break;
		column->name = t->names[t->table.ncolumns++];
		column->type = type == 'y' ? FORMULA_TYPE_YUAN : type == 's' ? FORMULA_TYPE_SUBJECT :
			type == 'b' ? FORMULA_TYPE_BOOLEAN : FORMULA_TYPE_OTHER;
		column->type_id = type == 'k' ? 't' : (uint32_t) type;
		column->not_null = type == 'k';
	}
}

static void
set_tables(const char *text)
{
	ntables = 0;
	while (*text != '\0')
	{
		const char *end = strchr(text, '\n');

		add_table(text, end);
		text = end + 1;
	}
}

static const FormulaTable *
find_table(void *owner, const char *name)
{
	(void) owner;
	for (int i = 0; i < ntables; i++)
		if (strcmp(tables[i].name, name) == 0)
			return &tables[i].table;
	return NULL;
}

static bool
normalize(void *owner, const char *table, const FormulaColumn *column, const char *text,
		  const char **value, int32_t *length)
{
	char		buffer[SUBJECT_TEXT_SIZE];
	int32_t		code;
	char	   *copy;

	(void) owner;
	(void) table;
	*value = text;
	if (column->type == FORMULA_TYPE_SUBJECT)
	{
		if (subject_parse(text, &code) != SUBJECT_OK)
			return false;
		*length = subject_format(code, buffer);
		copy = take(NULL, sizeof(buffer));
		memcpy(copy, buffer, sizeof(buffer));
		*value = copy;
	}
	else if (column->type == FORMULA_TYPE_BOOLEAN && strcmp(text, "true") != 0 && strcmp(text, "false") != 0)
		return false;
	else if (column->type_id == 'i' && strspn(text, "0123456789") != strlen(text))
		return false;
	*length = (int32_t) strlen(*value);
	return true;
}

static const FormulaCatalog catalog = {NULL, find_table, normalize};

#define KEY " unit k, year k, stage k,"

static const char *const final_accounts_tables =
"document:" KEY " name t, is_adjustment b,\n"
"form01:" KEY " next_year k, role t, code s, amount y, quantum y,\n"
"form02:" KEY " code s, level i, total y, fiscal y, superior y, business y, operating y, affiliated y, other y, quantum y,\n"
"form03:" KEY " code s, level i, total y, basic y, project y, superior y, operating y, affiliated y, quantum y,\n"
"form04:" KEY " role t, code s, amount y, general y, fund y, capital y, quantum y,\n"
"fund_form:" KEY " form t, code s, level i, opening y, opening_basic y, opening_project y, revenue y, revenue_basic y,"
" revenue_project y, total y, basic y, project y, closing y, closing_basic y, closing_carried y, closing_surplus y, quantum y,\n"
"form06:" KEY " role t, line t, foot_line t, code s, amount y, quantum y,\n"
"form07:" KEY " role t, budget y, final y, quantum y,\n"
"b01:" KEY " role t, code s, amount y, basic y, personnel y, public y, project y, quantum y,\n"
"b02:" KEY " code s, level i, total y, fiscal y, business y, operating y, other y, quantum y,\n"
"b03:" KEY " code s, level i, total y, basic y, project y, quantum y,\n"
"b04:" KEY " role t, code s, amount y, general y, fund y, capital y, quantum y,\n"
"bfund:" KEY " form t, code s, level i, total y, basic y, project y, quantum y,\n"
"b08:" KEY " code s, level i, total y, personnel y, public y, quantum y,\n"
"b09:" KEY " total y, abroad y, reception y, vehicles y, vehicle_purchase y, vehicle_running y, quantum y,\n";

/* ---------------------------------------------------------------- files and sets */

/* A file of the folder test/fuzz/formulas. */
static const char *
read_file(const char *name)
{
	char		path[1024];
	char	   *text = take(NULL, 1 << 16);
	FILE	   *file;
	size_t		size;

	snprintf(path, sizeof(path), "%.*s/../fuzz/formulas/%s",
			 (int) (strrchr(__FILE__, '/') - __FILE__), __FILE__, name);
	file = fopen(path, "r");
	size = file == NULL ? 0 : fread(text, 1, (1 << 16) - 1, file);
	text[size] = '\0';
	if (file != NULL)
		fclose(file);
	EXPECT(size > 0);
	return text;
}

static FormulaFault fault;

/* NULL and the fault, or the set. */
static FormulaSet *
read_set(const char *text)
{
	FormulaSet *set = formula_parse(text, strlen(text), memory, &fault);

	return set != NULL && formula_check(set, &catalog, memory, &fault) ? set : NULL;
}

#endif
