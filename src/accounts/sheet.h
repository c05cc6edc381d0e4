/*
 * accounts/sheet.h - printed tables saved as text  (pure)
 *
 * A sheet is the text of one form as a spreadsheet or a table saves it: rows
 * of cells parted by TABs or, where there is none, by commas; a cell may be
 * quoted.  A table copied out of a document can be stacked instead: each cell on
 * a line of its own behind a TAB, a blank line after each row.  UTF-8.
 */
#ifndef GOVFISCAL_ACCOUNTS_SHEET_H
#define GOVFISCAL_ACCOUNTS_SHEET_H

#include <stdbool.h>

#define SHEET_MAX_CELLS	64

#define SHEET_STACKED	'\n'

/* What parts the cells: TAB if the text has one, else a comma; SHEET_STACKED. */
extern char sheet_delimiter(const char *text);

/*
 * Takes the next row off *cursor: its cells without the blanks around them,
 * full-width ones too, in place.  Returns their number, -1 at the end, -2 if
 * there are more than SHEET_MAX_CELLS.
 */
extern int	sheet_next_row(char **cursor, char delimiter, char *cells[SHEET_MAX_CELLS]);

/*
 * What a label says, without how it is printed: blanks, the ordinal before it
 * (in Chinese or Arabic numerals, bracketed or not), the colon of "of which", a
 * remark in brackets after it.  In place.
 */
extern void sheet_plain_label(char *label);

/* The unit that a title states after "unit:", or NULL; points into the cell. */
extern const char *sheet_stated_unit(const char *cell);

#endif							/* GOVFISCAL_ACCOUNTS_SHEET_H */
