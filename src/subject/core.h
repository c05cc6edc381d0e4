/*
 * subject/core.h - codes of the government budget classification  (pure)
 *
 * A code names a node of a tree at most four levels deep: class (3 digits),
 * section, item, subitem (2 digits each).  204 > 20402 > 2040202 > 204020201.
 * The root, written *, is the total of everything.
 *
 * Encoding.  The digits, padded to nine with 00 for each level below, read as
 * one decimal number; the root is 0:
 *
 *		*			->			0
 *		204			->	204000000
 *		20402		->	204020000
 *		204020201	->	204020201
 *
 * A class begins with 1 to 9 and no lower section is 00, so padding cannot be
 * taken for a section: each code has one integer, each valid integer one code.
 *
 * Let span(L) be 10^9, 10^6, 10^4, 100, 1 for L = 0 .. 4.
 *
 * Claim: the subtree of a code c of level L is exactly the set of the valid
 * integers in [c, c + span(L) - 1].
 * Proof.  For the root this is every valid integer.  Otherwise c is a multiple
 * of span(L), and the integers of the interval are those that share with c all
 * digits above the last log10(span(L)) ones.  Those digits are the sections of
 * c; a valid code that begins with the sections of c is c itself or below it,
 * and every code below c begins with them.
 *
 * Claim: integer order is pre-order (a node, then its subtrees one after the
 * other, siblings by their digits).
 * Proof.  c is the least integer of its own subtree, so a node precedes all
 * below it.  Two siblings differ first in a section that both have, and their
 * intervals are disjoint and ordered by that section, so all of one subtree
 * precedes all of the other.
 *
 * The compare function is therefore that of integers, the btree over it is the
 * index of the hierarchy, and "is below" is one subtraction.
 */
#ifndef GOVFISCAL_SUBJECT_CORE_H
#define GOVFISCAL_SUBJECT_CORE_H

#include <stdbool.h>
#include <stdint.h>

#define SUBJECT_ROOT		0
#define SUBJECT_MAX			999999999
#define SUBJECT_MAX_LEVEL	4

/* Nine digits and the terminator. */
#define SUBJECT_TEXT_SIZE	10

/* What is wrong with a code that somebody wrote. */
typedef enum SubjectFault
{
	SUBJECT_OK,
	SUBJECT_EMPTY,
	SUBJECT_FULL_WIDTH,			/* digits of the full-width block */
	SUBJECT_DECIMAL,			/* 204.0: a spreadsheet took it for a number */
	SUBJECT_DOTTED,				/* 204.02.02 */
	SUBJECT_SPLIT,				/* 204 02 02, 204|02|02 */
	SUBJECT_ARRAY,				/* {204,205} */
	SUBJECT_NOT_DIGITS,
	SUBJECT_TOO_SHORT,			/* 1 or 2 digits */
	SUBJECT_EVEN,				/* 4, 6 or 8 digits: a leading zero is lost */
	SUBJECT_TOO_LONG,			/* more than 9 digits */
	SUBJECT_FIRST_ZERO,			/* 004 */
	SUBJECT_PADDED,				/* 2040000 */
	SUBJECT_ZERO_SECTION,		/* 2040002 */
	SUBJECT_CLASS_RANGE,		/* parts: class not 100 .. 999 */
	SUBJECT_SECTION_RANGE,		/* parts: lower section not 1 .. 99 */
} SubjectFault;

/* How a code stands to one above it. */
typedef enum SubjectRelation
{
	SUBJECT_WITHIN,				/* the same or below */
	SUBJECT_BELOW,				/* strictly below */
	SUBJECT_CHILD,				/* one level below */
} SubjectRelation;

/* How many integers a subtree of this level covers. */
static inline int32_t
subject_span(int level)
{
	static const int32_t span[] = {1000000000, 1000000, 10000, 100, 1};

	return span[level];
}

static inline int
subject_level_of(int32_t code)
{
	if (code % 100 != 0)
		return 4;
	if (code % 10000 != 0)
		return 3;
	if (code % 1000000 != 0)
		return 2;
	return code != SUBJECT_ROOT;
}

/* The code cut at a level; the code itself where it is not that deep. */
static inline int32_t
subject_ancestor_at(int32_t code, int level)
{
	return code - code % subject_span(level);
}

/* The root has no parent: ask only below it. */
static inline int32_t
subject_parent_of(int32_t code)
{
	return subject_ancestor_at(code, subject_level_of(code) - 1);
}

/* The ends of the subtree, both included. */
static inline int32_t
subject_first_of(int32_t code)
{
	return code;
}

static inline int32_t
subject_last_of(int32_t code)
{
	return code + subject_span(subject_level_of(code)) - 1;
}

/* Is "below" the same as "above" or under it? */
static inline bool
subject_covers(int32_t above, int32_t below)
{
	return below >= above && below - above < subject_span(subject_level_of(above));
}

static inline bool
subject_is_parent_of(int32_t parent, int32_t child)
{
	return child != SUBJECT_ROOT && subject_parent_of(child) == parent;
}

static inline int
subject_compare(int32_t a, int32_t b)
{
	return (a > b) - (a < b);
}

/* The lowest node that has both in its subtree. */
static inline int32_t
subject_lca_of(int32_t a, int32_t b)
{
	int			level = SUBJECT_MAX_LEVEL;

	while (subject_ancestor_at(a, level) != subject_ancestor_at(b, level))
		level--;
	return subject_ancestor_at(a, level);
}

/*
 * The path from the root: fills path[0 .. level] and returns its length, the
 * code itself last.
 */
static inline int
subject_path_of(int32_t code, int32_t path[SUBJECT_MAX_LEVEL + 1])
{
	int			level = subject_level_of(code);

	for (int i = 0; i <= level; i++)
		path[i] = subject_ancestor_at(code, i);
	return level + 1;
}

/* revenue, function, economic_dept, economic_gov; NULL for none of them. */
extern const char *subject_kind_of(int32_t code);

/*
 * A code from its sections, class first, 1 to 4 of them; *bad is the section
 * at fault, if any.  The one validator: text, numbers, spreadsheet columns and
 * binary input all end here.
 */
extern SubjectFault subject_from_sections(const int *section, int level,
										  int32_t *code, int *bad);

/* The integer as it came over the wire. */
extern bool subject_is_valid(int32_t code);

/* Strict text, UTF-8; *code is set only where SUBJECT_OK is returned. */
extern SubjectFault subject_parse(const char *text, int32_t *code);

/* The same, with levels below the code written as 00: 2040000 is 204. */
extern SubjectFault subject_parse_padded(const char *text, int32_t *code);

/* The number that the digits spell: 20402.  The root has none. */
extern SubjectFault subject_from_number(int64_t number, int32_t *code);
extern int32_t subject_number_of(int32_t code);

/* Returns the length. */
extern int	subject_format(int32_t code, char text[SUBJECT_TEXT_SIZE]);

#endif							/* GOVFISCAL_SUBJECT_CORE_H */
