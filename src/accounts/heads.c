/*
 * accounts/heads.c - what the columns of a sheet are
 *
 * By what is printed above them, never by where they stand.  A head takes one
 * to SHEET_MAX_HEADS rows; a blank cell goes on what stands to its left, as far
 * as no row above begins anew.  The words above a column, from the top, are its
 * path: the longest end of it that the dictionary knows is what it means, and
 * what stands before that end must say nothing of its own.
 *
 * The numbers under the heads stand for heads that are missing, where one
 * variant of the form prints just these numbers; where both are printed some
 * variant must have them all so.
 */
#include "postgres.h"

#include "fmgr.h"

#include "base/nls.h"
#include "accounts/sheet.h"
#include "accounts/final_accounts.h"
#include "accounts/layout.h"
#include "accounts/load.h"

static bool
same(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static bool
is_label(HeadMeans means)
{
	return means == HEAD_CODE || means == HEAD_NAME || means == HEAD_LINE || means == HEAD_SIDE;
}

/* ---------------------------------------------------------------- words */

HeadMeans
accounts_word_means(const FormLayout *layout, const char *cell, const char **side)
{
	const char *word = accounts_plain(cell);
	HeadMeans	means = HEAD_NONE;
	ListCell   *lc;

	foreach(lc, layout->heads)
	{
		const Head *head = lfirst(lc);

		for (int i = 0; i < head->nparts; i++)
			if (strcmp(head->parts[i], word) == 0 && (means == HEAD_NONE || head->nparts == 1))
			{
				means = head->means;
				if (side != NULL)
					*side = *head->side != '\0' ? head->side : NULL;
			}
	}
	return means;
}

/* "3", "c3" or the like under a head; 0 for anything else. */
int
accounts_column_number(const char *cell)
{
	static const char *const words[] = {"c", "栏", ""};

	for (int i = 0; i < (int) lengthof(words); i++)
	{
		size_t		len = strlen(words[i]);
		size_t		digits = strncmp(cell, words[i], len) == 0 ? strspn(cell + len, "0123456789") : 0;

		if (digits > 0 && digits <= 3 && cell[len + digits] == '\0')
			return atoi(cell + len);
	}
	return 0;
}

/* The word over a column in one row of heads; NULL if there is none. */
static const char *
word_over(const SheetHeads *heads, int r, int column, bool *own)
{
	for (int c = column; c >= 0; c--)
	{
		const SheetRow *row = heads->rows[r];

		if (c < row->ncells && row->cells[c] != NULL)
		{
			*own = c == column;
			return *row->cells[c] == '\0' ? NULL : row->cells[c];
		}
		for (int above = 0; above < r; above++)
			if (c < heads->rows[above]->ncells && heads->rows[above]->cells[c] != NULL)
				return NULL;
	}
	return NULL;
}

/* ---------------------------------------------------------------- one column */

static const Head *
find_head(const FormLayout *layout, const char *side, char **path, int n)
{
	ListCell   *lc;

	foreach(lc, layout->heads)
	{
		const Head *head = lfirst(lc);
		bool		found = head->nparts == n;

		if (*head->side != '\0' && side != NULL && strcmp(head->side, side) != 0)
			continue;
		for (int i = 0; found && i < n; i++)
			found = strcmp(head->parts[i], path[i]) == 0;
		if (found)
			return head;
	}
	return NULL;
}

/* May the word stand above a head, saying nothing of its own? */
static bool
is_above(const FormLayout *layout, char *word)
{
	const Head *head = find_head(layout, NULL, &word, 1);

	return head != NULL && (head->means == HEAD_GROUP || head->means == HEAD_CODE ||
							head->means == HEAD_NAME);
}

static void
understand(const FormLayout *layout, SheetColumn *column, char **path, int n)
{
	int			above = 0;
	const Head *head = NULL;

	column->means = HEAD_NONE;
	column->figure = -1;
	column->role = NULL;
	while (above < n && (head = find_head(layout, column->side, path + above, n - above)) == NULL)
		above++;
	for (int i = 0; i < above; i++)
		if (!is_above(layout, path[i]))
			head = NULL;
	if (head == NULL)
		return;
	column->means = head->means;
	column->figure = head->figure;
	column->role = head->role;
}

/*
 * The words over a column.  A name or a number of the line is one column wide;
 * so is a code above a number, which says that a head is missing there.
 */
static void
read_column(const SheetLoad *load, SheetHeads *heads, int c)
{
	SheetColumn *column = &heads->columns[c];
	char	   *path[SHEET_MAX_HEADS];
	int			n = 0;

	column->side = NULL;
	column->head = NULL;
	for (int r = 0; r < heads->nrows; r++)
	{
		bool		own = false;
		const char *side = NULL;
		const char *word = word_over(heads, r, c, &own);
		HeadMeans	means;

		if (word == NULL)
			continue;
		means = accounts_word_means(load->layout, word, &side);
		if (!own && is_label(means) && (means != HEAD_CODE || column->number > 0))
			continue;
		if (means == HEAD_GROUP && side != NULL)
			column->side = side;
		column->head = word;
		if (n == 0 || strcmp(path[n - 1], word) != 0)
			path[n++] = unconstify(char *, word);
	}
	understand(load->layout, column, path, n);
	if (n == 0 && column->marked)
		column->means = HEAD_NAME;
}

bool
accounts_add_heads(SheetLoad *load, SheetHeads *heads, const SheetRow *row)
{
	SheetRow   *copy = palloc0(sizeof(SheetRow));

	if (heads->nrows == SHEET_MAX_HEADS)
		return false;
	copy->number = row->number;
	copy->ncells = row->ncells;
	copy->cells = palloc0(sizeof(char *) * Max(row->ncells, 1));
	for (int c = 0; c < row->ncells; c++)
	{
		int			number = accounts_column_number(row->cells[c]);

		if (number > 0)
			heads->columns[c].number = number;
		else if (accounts_word_means(load->layout, row->cells[c], NULL) == HEAD_NUMBERS)
			heads->columns[c].marked = true;
		else
		{
			copy->cells[c] = *row->cells[c] == '\0' ? NULL : accounts_plain(row->cells[c]);
			continue;
		}
		copy->cells[c] = "";
	}
	heads->rows[heads->nrows++] = copy;
	for (int c = 0; c < load->width; c++)
		read_column(load, heads, c);
	return true;
}

/* ---------------------------------------------------------------- numbers */

static const ColumnNumber *
find_number(const FormLayout *layout, const char *variant, int number)
{
	ListCell   *lc;

	foreach(lc, layout->numbers)
	{
		const ColumnNumber *known = lfirst(lc);

		if (known->number == number && strcmp(known->variant, variant) == 0)
			return known;
	}
	return NULL;
}

static int
count_numbers(const FormLayout *layout, const char *variant)
{
	int			n = 0;
	ListCell   *lc;

	foreach(lc, layout->numbers)
		if (strcmp(((const ColumnNumber *) lfirst(lc))->variant, variant) == 0)
			n++;
	return n;
}

/* The first column that a variant of the form numbers otherwise, or the width. */
static int
disagrees(const SheetLoad *load, const SheetHeads *heads, const char *variant, int *printed)
{
	*printed = 0;
	for (int c = 0; c < load->width; c++)
	{
		const SheetColumn *column = &heads->columns[c];
		const ColumnNumber *known;

		if (column->number == 0 || is_label(column->means) || column->means == HEAD_NOTE)
			continue;
		(*printed)++;
		known = find_number(load->layout, variant, column->number);
		if (known == NULL)
			return c;
		if (column->means == HEAD_FIGURE &&
			(known->figure != column->figure ||
			 (column->role != NULL && !same(known->role, column->role))))
			return c;
		if (column->side != NULL && *known->side != '\0' && strcmp(known->side, column->side) != 0)
			return c;
	}
	return load->width;
}

static void
number_columns(const SheetLoad *load, SheetHeads *heads, const char *variant)
{
	for (int c = 0; c < load->width; c++)
	{
		SheetColumn *column = &heads->columns[c];
		const ColumnNumber *known;

		if (column->number == 0 ||
			(column->means != HEAD_GROUP && column->means != HEAD_FIGURE &&
			 (column->means != HEAD_NONE || column->head != NULL)))
			continue;
		known = find_number(load->layout, variant, column->number);
		column->means = HEAD_FIGURE;
		column->figure = known->figure;
		column->role = known->role;
		if (*known->side != '\0')
			column->side = known->side;
	}
}

/* Is there a number that has no head to go with it? */
static bool
lacks_heads(const SheetLoad *load, const SheetHeads *heads)
{
	for (int c = 0; c < load->width; c++)
	{
		const SheetColumn *column = &heads->columns[c];

		if (column->number > 0 && (column->means == HEAD_GROUP ||
								   (column->means == HEAD_NONE && column->head == NULL)))
			return true;
	}
	return false;
}

static void
check_numbers(SheetLoad *load, SheetHeads *heads, int row)
{
	bool		lacking = lacks_heads(load, heads);
	const char *variant = NULL;
	int			best = -1;
	ListCell   *lc;

	foreach(lc, load->layout->numbers)
	{
		const ColumnNumber *known = lfirst(lc);
		int			printed;
		int			c;

		if (same(variant, known->variant))
			continue;
		variant = known->variant;
		c = disagrees(load, heads, variant, &printed);
		if (c == load->width && (!lacking || printed == count_numbers(load->layout, variant)))
		{
			number_columns(load, heads, variant);
			return;
		}
		best = Max(best, c);
	}
	if (best == load->width)
		accounts_fault(load, row, 0,
					   _("no layout of the form has just these numbers of columns, and heads are missing"));
	else if (best >= 0)
		accounts_fault(load, row, best + 1,
					   _("the head \"%s\" and the number %d do not belong together in any layout of the form"),
					   heads->columns[best].head != NULL ? heads->columns[best].head : "",
					   heads->columns[best].number);
}

/* ---------------------------------------------------------------- blocks and sides */

/* Does the block that ends before a column have what the column is? */
static bool
repeats(const SheetHeads *heads, int first, int c)
{
	const SheetColumn *column = &heads->columns[c];

	if (column->means == HEAD_CODE && c > first && heads->columns[c - 1].means == HEAD_CODE)
		return false;
	for (int i = first; i < c; i++)
		if (heads->columns[i].means == column->means &&
			(column->means != HEAD_FIGURE ||
			 (heads->columns[i].figure == column->figure &&
			  same(heads->columns[i].role, column->role))))
			return true;
	return false;
}

/* Columns that stand side by side again are the next block. */
static void
find_blocks(SheetLoad *load, SheetHeads *heads, int row)
{
	int			first = 0;

	heads->nblocks = 0;
	for (int c = 0; c < load->width; c++)
	{
		SheetColumn *column = &heads->columns[c];

		if ((is_label(column->means) || column->means == HEAD_FIGURE) && repeats(heads, first, c))
		{
			first = c;
			heads->nblocks++;
			if (heads->nblocks == load->layout->blocks)
				accounts_fault(load, row, c + 1, _("the head \"%s\" stands over two columns"),
							   column->head != NULL ? column->head : "");
		}
		column->block = heads->nblocks;
	}
	heads->nblocks++;
}

static bool
has_column(const SheetLoad *load, const SheetHeads *heads, int block, HeadMeans means)
{
	for (int c = 0; c < load->width; c++)
		if (heads->columns[c].block == block && heads->columns[c].means == means)
			return true;
	return false;
}

/* Of a block whose heads do not say it: revenue is printed first. */
static void
find_sides(SheetLoad *load, SheetHeads *heads, int row)
{
	static const char *const printed[] = {"revenue", "expenditure"};

	heads->sides = palloc0(sizeof(char *) * heads->nblocks);
	for (int c = 0; c < load->width; c++)
	{
		const SheetColumn *column = &heads->columns[c];
		const char **side = &heads->sides[column->block];

		if (column->side == NULL)
			continue;
		if (*side != NULL && strcmp(*side, column->side) != 0)
			accounts_fault(load, row, c + 1, _("a block of columns stands under both sides"));
		*side = column->side;
	}
	if (!load->layout->has_sides || has_column(load, heads, 0, HEAD_SIDE))
		return;
	if (heads->nblocks == 1 && heads->sides[0] == NULL)
		accounts_fault(load, row, 0, _("the heads do not say whether this is revenue or expenditure"));
	for (int b = 0; b < heads->nblocks; b++)
		if (heads->sides[b] == NULL && heads->nblocks == 2)
			heads->sides[b] = heads->sides[1 - b] == NULL ? printed[b] :
				printed[strcmp(heads->sides[1 - b], printed[0]) == 0];
}

/* ---------------------------------------------------------------- what must be there */

static void
check_needed(SheetLoad *load, const SheetHeads *heads, int row)
{
	const FormLayout *layout = load->layout;
	bool		has_roles = false;

	for (int f = 0; f < layout->nfigures; f++)
	{
		bool		found = false;

		for (int c = 0; c < load->width; c++)
		{
			has_roles |= heads->columns[c].role != NULL;
			found |= heads->columns[c].figure == f;
		}
		if (layout->needed[f] && !found)
			accounts_fault(load, row, 0, _("no head of the column \"%s\" was found"),
						   layout->figures[f]);
	}
	for (int b = 0; b < heads->nblocks; b++)
	{
		if (layout->subject_kind != NULL && !has_column(load, heads, b, HEAD_CODE))
			accounts_fault(load, row, 0, _("no head of the subject codes was found"));
		else if (layout->subject_kind == NULL && layout->role_column != NULL && !has_roles &&
				 !has_column(load, heads, b, HEAD_NAME))
			accounts_fault(load, row, 0, _("no head of the names of lines was found"));
	}
}

void
accounts_check_heads(SheetLoad *load, SheetHeads *heads, int row)
{
	int			faults = load->nfaults;

	heads->checked = true;
	check_numbers(load, heads, row);
	find_blocks(load, heads, row);
	if (load->nfaults == faults)
	{
		find_sides(load, heads, row);
		check_needed(load, heads, row);
	}
	heads->faulty = load->nfaults > faults;
}
