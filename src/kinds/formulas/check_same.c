/*
 * check_same.c - equations that say nothing, or nothing new  (pure)
 *
 * A part is brought to a normal form: both sides together, equal cells added,
 * sorted, the sense one of = and <=, an equation's first coefficient positive.
 * What is left is a string of bytes; the same for its scope.  Two formulas are
 * the same where one pair of these strings is.
 */
#include <stdlib.h>
#include <string.h>

#include "kinds/formulas/checker.h"
#include "kinds/formulas/lex.h"

/* What cells are summed, without saying how often. */
typedef struct Atom
{
	int32_t		cells;			/* the lines: interned words of a selector */
	int32_t		figure;
	int64_t		coefficient;
} Atom;

typedef struct Words
{
	int			count;
	int32_t    *word;
} Words;

static void
add_word(FormulaChecker *c, Words *words, int32_t word)
{
	words->word = formula_grow(c->memory, words->word, words->count, sizeof(word));
	words->word[words->count++] = word;
}

static int
number_of(FormulaIntern *table, const Words *words)
{
	return formula_intern(table, words->word, (int32_t) (words->count * (int) sizeof(int32_t)));
}

/* Lines of a form: one label, all conditions, or everything (label < 0 and no condition). */
static int
lines_of(FormulaChecker *c, const FormulaTerm *term, int kind, int form, int label)
{
	Words		words = {0, NULL};

	add_word(c, &words, kind);
	add_word(c, &words, form);
	if (label >= 0)
		for (int i = 0; i < term->label[label].nparts; i++)
			add_word(c, &words, term->label[label].literal[i]);
	add_word(c, &words, -1);
	for (int i = 0; i < term->nfilters; i++)
	{
		add_word(c, &words, term->filter[i].at);
		add_word(c, &words, term->filter[i].literal);
	}
	return number_of(&c->scopes, &words);
}

static int
compare_atoms(const void *a, const void *b)
{
	const Atom *left = a;
	const Atom *right = b;

	if (left->cells != right->cells)
		return left->cells < right->cells ? -1 : 1;
	return (left->figure > right->figure) - (left->figure < right->figure);
}

/* Sorts, adds equal ones up, drops what cancels; returns how many are left. */
static int
fold_atoms(Atom *atom, int count)
{
	int			kept = 0;

	qsort(atom, (size_t) count, sizeof(*atom), compare_atoms);
	for (int i = 0; i < count;)
	{
		Atom		sum = atom[i];

		while (++i < count && compare_atoms(&sum, &atom[i]) == 0)
			sum.coefficient += atom[i].coefficient;
		if (sum.coefficient != 0)
			atom[kept++] = sum;
	}
	return kept;
}

static Atom *
list_atoms(FormulaChecker *c, const Formula *formula, const FormulaPart *part, int *count)
{
	Atom	   *atom = NULL;

	*count = 0;
	for (int t = 0; t < formula->nterms; t++)
	{
		const FormulaTerm *term = &formula->term[t];
		int			sign = term->side == 0 ? term->sign : -term->sign;

		if (term->kind == FORMULA_CONSTANT)
			continue;
		for (int l = term->nlabels == 0 ? -1 : 0; l < term->nlabels; l++)
		{
			atom = formula_grow(c->memory, atom, *count, sizeof(Atom));
			atom[(*count)++] = (Atom) {
				lines_of(c, term, (int) term->kind, term->form, l), part->figure[t],
				l < 0 ? sign : sign * term->label[l].sign
			};
		}
	}
	return atom;
}

/* Left minus right; wraps like the amounts would, which only makes two texts look alike. */
static uint64_t
constant_of(const Formula *formula)
{
	uint64_t	sum = 0;

	for (int t = 0; t < formula->nterms; t++)
		sum += (uint64_t) formula->term[t].constant *
			(uint64_t) (formula->term[t].side == 0 ? formula->term[t].sign : -formula->term[t].sign);
	return sum;
}

static int
equation_number(FormulaChecker *c, const Formula *formula, const Atom *atom, int count)
{
	bool		turn = formula->sense == FORMULA_EQUAL ? atom[0].coefficient < 0 :
		formula->sense == FORMULA_AT_LEAST;
	uint64_t	constant = turn ? -constant_of(formula) : constant_of(formula);
	Words		words = {0, NULL};

	add_word(c, &words, formula->sense == FORMULA_EQUAL);
	add_word(c, &words, (int32_t) (constant >> 32));
	add_word(c, &words, (int32_t) constant);
	for (int i = 0; i < count; i++)
	{
		add_word(c, &words, atom[i].cells);
		add_word(c, &words, atom[i].figure);
		add_word(c, &words, (int32_t) (turn ? -atom[i].coefficient : atom[i].coefficient));
	}
	return number_of(&c->equations, &words);
}

/* Scope (a number of c->scopes) and equation together. */
static bool
say_once(FormulaChecker *c, const Formula *formula, int equation, int scope)
{
	int32_t		pair[] = {
		equation, scope, formula->has_when ? formula->when_at : -1,
		formula->has_when ? formula->when.at : -1, formula->has_when ? formula->when.literal : -1
	};
	int			before = c->instances.count;
	int			number = formula_intern(&c->instances, pair, (int32_t) sizeof(pair));

	if (number < before)
		return formula_refuse(c, FORMULA_SAME_EQUATION, &formula->id, formula->id.text,
							  c->said_by[number]->id.text);
	c->said_by = formula_grow(c->memory, c->said_by, number, sizeof(Formula *));
	c->said_by[number] = formula;
	return true;
}

static int
columns_number(FormulaChecker *c, const Formula *formula)
{
	Words		words = {0, NULL};

	add_word(c, &words, -2);
	for (int i = 0; i < formula->nper; i++)
		add_word(c, &words, formula_intern(&c->literals, formula->per[i].text, formula->per[i].length));
	return number_of(&c->scopes, &words);
}

bool
formula_check_same(FormulaChecker *c, const Formula *formula)
{
	for (int i = 0; i < formula->nparts; i++)
	{
		const FormulaPart *part = &formula->part[i];
		const FormulaTerm *lines = formula->scope == FORMULA_PER_LINE ? &formula->lines[part->scope] : NULL;
		int			count;
		Atom	   *atom = list_atoms(c, formula, part, &count);
		int			equation;

		count = fold_atoms(atom, count);
		if (count == 0)
			return formula_refuse(c, FORMULA_CANCELS, &formula->id, formula->id.text, NULL);
		equation = equation_number(c, formula, atom, count);
		if (lines == NULL && !say_once(c, formula, equation, columns_number(c, formula)))
			return false;
		for (int l = lines == NULL || lines->nlabels > 0 ? 0 : -1; lines != NULL && l < lines->nlabels; l++)
			if (!say_once(c, formula, equation, lines_of(c, lines, -3, lines->form, l)))
				return false;
	}
	return true;
}
