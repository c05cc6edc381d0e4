/*
 * accounts/read.c - the printed rows of one form, understood
 *
 * A sheet comes as it was printed: titles, heads in several rows, the numbers
 * of the columns, notes.  Rows without a figure are such things.  A row with a
 * figure is either understood or a fault: a line that is silently passed over
 * is a rule that silently never ran.
 */
#include "postgres.h"

#include "fmgr.h"

#include "accounts/sheet.h"
#include "accounts/final_accounts.h"
#include "accounts/load.h"
#include "subject/class_names.h"
#include "subject/core.h"
#include "yuan/cell.h"

void
accounts_fault(SheetLoad *load, int row, const char *format,...)
{
	load->nfaults++;
	appendStringInfo(load->faults, "\nform %02d row %d: ", load->form, row);
	for (;;)
	{
		va_list		args;
		int			needed;

		va_start(args, format);
		needed = appendStringInfoVA(load->faults, format, args);
		va_end(args);
		if (needed == 0)
			break;
		enlargeStringInfo(load->faults, needed);
	}
}

/* ---------------------------------------------------------------- layouts */

typedef struct Layout
{
	int			form;
	int			namounts;
	const char *columns[LOAD_MAX_AMOUNTS];
} Layout;

/* Forms keyed by subject: some cells of code and name, then these amounts. */
static const Layout layouts[] = {
	{2, 7, {"total", "fiscal", "superior", "business", "operating", "affiliated", "other"}},
	{3, 6, {"total", "basic", "project", "superior", "operating", "affiliated"}},
	{5, 3, {"total", "basic", "project"}},
	{5, 13, {"opening", "opening_basic", "opening_project",
			"revenue", "revenue_basic", "revenue_project", "total", "basic", "project",
	"closing", "closing_basic", "closing_carried", "closing_surplus"}},
	{8, 6, {"opening", "revenue", "total", "basic", "project", "closing"}},
	{9, 3, {"total", "basic", "project"}},
	{9, 6, {"opening", "revenue", "total", "basic", "project", "closing"}},
	{0}
};

static const char *const line_columns[] = {"amount", "general", "fund", "capital"};
static const char *const spent_columns[] = {"budget", "final"};
static const char *const spent_roles[] = {
	"total", "abroad", "vehicles", "vehicle_purchase", "vehicle_running", "reception"
};
#define SPENT_ROLES	6

/* ---------------------------------------------------------------- cells */

static const char *
cell_at(const SheetRow *row, int i)
{
	return i < row->ncells ? row->cells[i] : "";
}

static char *
plain(const char *label)
{
	char	   *copy = pstrdup(label);

	sheet_plain_label(copy);
	return copy;
}

static YuanStatus
read_cell(const SheetLoad *load, const char *cell, bool *reported, int64 *fen)
{
	*fen = 0;
	return yuan_parse_cell(cell, load->places, palloc(strlen(cell) + 1), reported, fen);
}

/* Is there a figure among the cells? */
static bool
has_figure(const SheetLoad *load, const SheetRow *row, int first, int count)
{
	for (int i = first; i < first + count; i++)
	{
		bool		reported;
		int64		fen;

		if (read_cell(load, cell_at(row, i), &reported, &fen) == YUAN_OK && reported)
			return true;
	}
	return false;
}

/* A row that heads the columns, whatever numbers stand in it. */
static bool
is_head(const SheetRow *row)
{
	for (int i = 0; i < row->ncells; i++)
		if (strcmp(plain(row->cells[i]), "栏次") == 0)
			return true;
	return false;
}

/* Words where amounts belong, and not one figure: "total" heads columns too. */
static bool
has_only_words(const SheetLoad *load, const SheetRow *row, int first, int count)
{
	bool		words = false;

	for (int i = first; i < first + count; i++)
	{
		bool		reported;
		int64		fen;

		if (read_cell(load, cell_at(row, i), &reported, &fen) != YUAN_OK)
			words = true;
		else if (reported)
			return false;
	}
	return words;
}

/* 1 2 3 ...: the numbers of the columns, printed as a row. */
static bool
numbers_columns(const SheetRow *row, int first, int count)
{
	int			previous = 0;

	for (int i = first; i < first + count; i++)
	{
		char		expected[16];

		snprintf(expected, sizeof(expected), "%d", previous + 1);
		if (strcmp(cell_at(row, i), expected) == 0)
			previous++;
		else if (*cell_at(row, i) != '\0')
			return false;
	}
	return previous > 0 && (previous > 1 || count == 1);
}

static void
read_amounts(SheetLoad *load, const SheetRow *row, int first, int count, FormRow *to, int at)
{
	for (int i = 0; i < count; i++)
	{
		const char *cell = cell_at(row, first + i);
		const char *point = strchr(cell, '.');
		bool		reported;

		if (read_cell(load, cell, &reported, &to->fen[at + i]) != YUAN_OK)
		{
			accounts_fault(load, row->number, "\"%s\" is not an amount", cell);
			reported = false;
		}
		to->isnull[at + i] = !reported;
		if (reported && point != NULL)
			load->decimals = Max(load->decimals, (int) strspn(point + 1, "0123456789"));
	}
}

static FormRow *
new_row(SheetLoad *load, const SheetRow *row, const char *const *columns, int namounts)
{
	FormRow    *read = palloc0(sizeof(FormRow));

	read->number = row->number;
	read->columns = columns;
	read->namounts = namounts;
	read->code = "*";
	load->read = lappend(load->read, read);
	return read;
}

/* ---------------------------------------------------------------- forms of lines */

/*
 * What a line is.  A label can stand twice on a side, as the funds of form 04
 * do: then the line printed first is the first of its roles.
 */
static const LineLabel *
find_line(const SheetLoad *load, const char *side, const char *label)
{
	const LineLabel *found = NULL;
	ListCell   *cell;

	foreach(cell, load->labels)
	{
		const LineLabel *line = lfirst(cell);
		bool		taken = false;
		ListCell   *other;

		if (line->form != load->form || strcmp(line->side, side) != 0 ||
			strcmp(line->label, label) != 0)
			continue;
		foreach(other, load->read)
		{
			const FormRow *read = lfirst(other);

			if (read->role != NULL && strcmp(read->role, line->role) == 0 &&
				strcmp(read->code, line->code) == 0)
				taken = true;
		}
		found = line;
		if (!taken)
			break;
	}
	return found;
}

static const LineLabel *
find_class(const char *label)
{
	for (const SubjectClassName *class = subject_class_name; class->number != 0; class++)
		if (class->number / 100 == 2 && strcmp(class->name, label) == 0)
		{
			LineLabel  *line = palloc0(sizeof(LineLabel));

			line->role = "class";
			line->code = psprintf("%d", class->number);
			return line;
		}
	return NULL;
}

static void
read_line(SheetLoad *load, const SheetRow *row, const char *side,
		  int item, int line_no, int first, int count)
{
	const char *label = plain(cell_at(row, item));
	const LineLabel *line = find_line(load, side, label);
	FormRow    *read;

	if (line == NULL && strcmp(side, "expenditure") == 0)
		line = find_class(label);
	if (line == NULL)
	{
		if (has_figure(load, row, first, count) && !numbers_columns(row, first, count))
			accounts_fault(load, row->number, "unknown line \"%s\" has a figure",
						   cell_at(row, item));
		return;
	}
	read = new_row(load, row, line_columns, count);
	read->role = line->role;
	read->code = line->code;
	read->name = cell_at(row, item);
	if (line_no >= 0 && strspn(cell_at(row, line_no), "0123456789") > 0)
		read->line_no = pnstrdup(cell_at(row, line_no),
								 strspn(cell_at(row, line_no), "0123456789"));
	read_amounts(load, row, first, count, read, 0);
}

static const char *
side_of(const char *cell)
{
	if (strcmp(cell, "收入") == 0 || strcmp(cell, "revenue") == 0)
		return "revenue";
	if (strcmp(cell, "支出") == 0 || strcmp(cell, "expenditure") == 0)
		return "expenditure";
	return NULL;
}

/*
 * Both sides in one row, each as item, line number, amounts, or without the
 * line numbers; or one side in a row, as side, line number, item, amounts.
 */
static void
read_lines(SheetLoad *load, int width)
{
	int			right = load->form == 1 ? 1 : 4;	/* amounts on the right side */
	int			sided = 0;
	ListCell   *cell;

	foreach(cell, load->rows)
		if (side_of(cell_at(lfirst(cell), 0)) != NULL)
			sided++;
	if (width != 3 + right || sided < 3)
		sided = 0;
	if (sided == 0 && width != 5 + right && width != 3 + right)
	{
		accounts_fault(load, 0, "%d columns instead of %d, or %d without line numbers",
					   width, 5 + right, 3 + right);
		return;
	}

	foreach(cell, load->rows)
	{
		const SheetRow *row = lfirst(cell);
		const char *side = side_of(cell_at(row, 0));

		if (is_head(row))
			continue;
		if (sided > 0)
		{
			if (side == NULL)
				side = "";
			read_line(load, row, side, 2, 1, 3, strcmp(side, "revenue") == 0 ? 1 : right);
		}
		else if (width == 5 + right)
		{
			read_line(load, row, "revenue", 0, 1, 2, 1);
			read_line(load, row, "expenditure", 3, 4, 5, right);
		}
		else
		{
			read_line(load, row, "revenue", 0, -1, 1, 1);
			read_line(load, row, "expenditure", 2, -1, 3, right);
		}
	}
}

/* ---------------------------------------------------------------- forms of subjects */

/*
 * A code in one cell, or in one for each level: 201, 03, 01.  A spreadsheet
 * takes 03 for the number 3: parts that have lost digits are left apart, which
 * is no code.
 */
static char *
joined_code(const SheetRow *row, int cells)
{
	StringInfoData code;
	int			parts = 0;
	bool		broken = false;

	initStringInfo(&code);
	for (int i = 0; i < cells; i++)
		if (*cell_at(row, i) != '\0')
		{
			if (parts > 0 && strlen(cell_at(row, i)) != 2)
				broken = true;
			parts++;
			appendStringInfoString(&code, cell_at(row, i));
		}
	if (!broken)
		return code.data;

	resetStringInfo(&code);
	for (int i = 0; i < cells; i++)
		appendStringInfo(&code, "%s%s", i == 0 ? "" : " ", cell_at(row, i));
	return code.data;
}

static bool
read_code(SheetLoad *load, const SheetRow *row, const char *text, const char *kind,
		  FormRow *read)
{
	char		formatted[SUBJECT_TEXT_SIZE];
	const char *found;
	int32		code;

	if (subject_parse(text, &code) != SUBJECT_OK)
	{
		accounts_fault(load, row->number,
					   "\"%s\" is not a subject code of 3, 5 or 7 digits: has a zero been lost?",
					   text);
		return false;
	}
	/* Codes that begin with 4 or 6 to 9 are of no kind. */
	found = subject_kind_of(code);
	if (code != SUBJECT_ROOT && (found == NULL || strcmp(found, kind) != 0))
	{
		accounts_fault(load, row->number, "%s is not a subject of kind %s", text, kind);
		return false;
	}
	subject_format(code, formatted);
	read->code = pstrdup(formatted);
	return true;
}

/*
 * Cells of the code and the name, where a sheet has up to "most" of them.  A
 * document may give the code one merged cell in some rows and three in others:
 * such a row is shorter, and has a name where a part of a code would stand.
 */
static int
lead_of(const SheetRow *row, const Layout *layout, int most)
{
	const char *name = cell_at(row, 1);

	if (most > 2 && row->ncells == 2 + layout->namounts &&
		*name != '\0' && strspn(name, "0123456789") < strlen(name))
		return 2;
	return most;
}

static void
read_subject(SheetLoad *load, const SheetRow *row, const Layout *layout, int most)
{
	int			lead = lead_of(row, layout, most);
	char	   *code = joined_code(row, lead - 1);
	const char *name = cell_at(row, lead - 1);
	FormRow    *read;
	int32		parsed;

	if (is_head(row))
		return;

	/* The total stands without a code, under its name alone. */
	if ((*code == '\0' && strcmp(plain(name), "合计") == 0) || strcmp(plain(code), "合计") == 0)
	{
		if (has_only_words(load, row, lead, layout->namounts))
			return;
		code = "*";
	}
	if (subject_parse(code, &parsed) != SUBJECT_OK &&
		(!has_figure(load, row, lead, layout->namounts) ||
		 numbers_columns(row, lead, layout->namounts)))
		return;
	read = new_row(load, row, layout->columns, layout->namounts);
	read->name = *name != '\0' ? name : NULL;
	if (read_code(load, row, code, "function", read))
		read_amounts(load, row, lead, layout->namounts, read, 0);
	else
		load->read = list_delete_last(load->read);
}

static void
read_subjects(SheetLoad *load, int width)
{
	const Layout *layout;
	int			lead = 0;
	ListCell   *cell;

	for (layout = layouts; layout->form != 0; layout++)
	{
		lead = width - layout->namounts;
		if (layout->form == load->form && (lead == 2 || lead == 4))
			break;
	}
	if (layout->form == 0)
	{
		accounts_fault(load, 0, "%d columns: no layout of the form has so many", width);
		return;
	}
	foreach(cell, load->rows)
		read_subject(load, lfirst(cell), layout, lead);
}

/* ---------------------------------------------------------------- forms 06 and 07 */

/* Blocks of code, name and amount side by side; the foot by its labels. */
static void
read_economic(SheetLoad *load, const SheetRow *row, int first)
{
	const char *code = cell_at(row, first);
	const char *name = cell_at(row, first + 1);
	const LineLabel *line = find_line(load, "", plain(code));
	FormRow    *read;
	int32		parsed;

	if (is_head(row))
		return;
	if (line == NULL && *code == '\0')
		line = find_line(load, "", plain(name));
	if (line == NULL && subject_parse(code, &parsed) != SUBJECT_OK &&
		(!has_figure(load, row, first + 2, 1) || numbers_columns(row, first + 2, 1)))
		return;
	read = new_row(load, row, line_columns, 1);
	read->role = line != NULL ? line->role : "subject";
	read->name = line != NULL && *name == '\0' ? code : name;
	if (line != NULL || read_code(load, row, code, "economic_dept", read))
		read_amounts(load, row, first + 2, 1, read, 0);
	else
		load->read = list_delete_last(load->read);
}

/* One row: six budget figures, then the same six as spent. */
static void
read_spent(SheetLoad *load, const SheetRow *row)
{
	int			first = row->ncells - 2 * SPENT_ROLES;

	if (first < 0 || !has_figure(load, row, first, 2 * SPENT_ROLES) ||
		numbers_columns(row, first, 2 * SPENT_ROLES))
		return;
	for (int i = 0; i < SPENT_ROLES; i++)
	{
		FormRow    *read = new_row(load, row, spent_columns, 2);

		read->role = spent_roles[i];
		read_amounts(load, row, first + i, 1, read, 0);
		read_amounts(load, row, first + SPENT_ROLES + i, 1, read, 1);
	}
}

/* ---------------------------------------------------------------- a sheet */

/* Up to the last column in which anything stands below a head. */
static int
width_of(const SheetLoad *load)
{
	int			width = 0;
	ListCell   *cell;

	foreach(cell, load->rows)
	{
		const SheetRow *row = lfirst(cell);

		for (int i = row->ncells; i > width; i--)
			if (*row->cells[i - 1] != '\0')
				width = i;
	}
	return width;
}

void
accounts_read_sheet(SheetLoad *load)
{
	int			width = width_of(load);
	ListCell   *cell;

	if (load->form == 1 || load->form == 4)
		read_lines(load, width);
	else if (load->form == 6)
	{
		if (width % 3 != 0 || width == 0)
			accounts_fault(load, 0, "%d columns instead of 3, 6 or 9", width);
		else
			foreach(cell, load->rows)
				for (int i = 0; i < width; i += 3)
					read_economic(load, lfirst(cell), i);
	}
	else if (load->form == 7)
		foreach(cell, load->rows)
			read_spent(load, lfirst(cell));
	else
		read_subjects(load, width);
}
