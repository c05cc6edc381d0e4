/*
 * judge.c - the verdict on each formula of a document  (pure)
 */
#include <string.h>

#include "kinds/formulas/judge.h"
#include "kinds/formulas/merge.h"
#include "yuan/core.h"

typedef struct Judge
{
	FormulaHear hear;
	void	   *owner;
} Judge;

static void
add_signed(YuanSum *sum, int64_t fen, int sign)
{
	if (sign > 0)
		yuan_sum_add(sum, fen);
	else
		yuan_sum_sub(sum, fen);
}

static void
add_entries(const FormulaSum *sum, FormulaFinding *finding)
{
	for (int i = 0; i < sum->nentries; i++)
	{
		const FormulaEntry *entry = &sum->entry[i];
		FormulaReading reading = formula_read(sum, entry);
		FormulaTotal *side = &finding->side[sum->formula->term[entry->term].side];

		side->lines++;
		side->reported += reading.reported;
		add_signed(&side->sum, reading.fen, entry->sign);
	}
}

static void
add_constants(const FormulaSum *sum, FormulaFinding *finding)
{
	for (int t = 0; t < sum->formula->nterms; t++)
	{
		const FormulaTerm *term = &sum->formula->term[t];

		if (term->kind == FORMULA_CONSTANT)
			add_signed(&finding->side[term->side].sum, term->constant, term->sign);
	}
}

static bool
has_cells(const Formula *formula, int side)
{
	for (int t = 0; t < formula->nterms; t++)
		if (formula->term[t].side == side && formula->term[t].kind != FORMULA_CONSTANT)
			return true;
	return false;
}

static bool
is_zero(YuanSum sum)
{
	return yuan_sum_cmp(sum, yuan_sum_of(0)) == 0;
}

/* Nothing reported at all, or one side without a line and nothing on the other. */
static bool
says_nothing(const FormulaFinding *finding)
{
	const FormulaTotal *side = finding->side;

	if (side[0].reported + side[1].reported == 0)
		return true;
	for (int s = 0; s <= 1; s++)
		if (side[s].lines == 0 && has_cells(finding->sum->formula, s) &&
			is_zero(side[s].sum) && is_zero(side[1 - s].sum))
			return true;
	return false;
}

/* How far the sides miss what the sign between them asks for. */
static YuanSum
miss_of(FormulaSense sense, YuanSum difference)
{
	bool		negative = difference.hi < 0;

	if (sense == FORMULA_AT_MOST && negative)
		return yuan_sum_of(0);
	if (sense == FORMULA_AT_LEAST && !negative)
		return yuan_sum_of(0);
	return yuan_sum_abs(difference);
}

static FormulaVerdict
compare_sides(const FormulaFinding *finding)
{
	const Formula *formula = finding->sum->formula;
	YuanSum		miss = miss_of(formula->sense, finding->difference);
	bool		partial = false;

	for (int s = 0; s <= 1; s++)
		partial |= finding->side[s].reported < finding->side[s].lines;
	if (yuan_sum_cmp(miss, finding->bound) > 0)
		return formula->verify ? FORMULA_WARNING : FORMULA_VIOLATION;
	if (partial)
		return FORMULA_UNREPORTED;
	if (is_zero(miss))
		return FORMULA_EXACT;
	return formula->noticed ? FORMULA_NOTICE : FORMULA_ROUNDING;
}

static FormulaVerdict
verdict_of(const FormulaFinding *finding)
{
	if (says_nothing(finding))
		return FORMULA_NO_VERDICT;
	for (int s = 0; s <= 1; s++)
		if (finding->side[s].lines > 0 && finding->side[s].reported == 0)
			return FORMULA_UNREPORTED;
	return compare_sides(finding);
}

void
formula_fold(const FormulaSum *sum, FormulaFinding *finding)
{
	FormulaMerged *merged;
	int			count;

	memset(finding, 0, sizeof(*finding));
	finding->sum = sum;
	finding->verdict = sum->hindrance == FORMULA_ORPHAN ? FORMULA_IS_ORPHAN : FORMULA_NOT_APPLICABLE;
	if (sum->hindrance != FORMULA_APPLIES)
		return;
	add_entries(sum, finding);
	add_constants(sum, finding);
	finding->difference = finding->side[0].sum;
	yuan_sum_add_sum(&finding->difference, yuan_sum_negated(finding->side[1].sum));
	count = formula_merge(sum, &merged);
	if (!sum->formula->exact)
		finding->bound = formula_bound(merged, count);
	finding->verdict = verdict_of(finding);
}

static void
judge_sum(void *owner, const FormulaSum *sum)
{
	const Judge *judge = owner;
	FormulaFinding finding;

	formula_fold(sum, &finding);
	if (finding.verdict != FORMULA_NO_VERDICT)
		judge->hear(judge->owner, &finding);
}

void
formula_judge(FormulaDocument *document, FormulaHear hear, void *owner)
{
	Judge		judge = {hear, owner};

	formula_walk(document, judge_sum, &judge);
}

FormulaTotal
formula_term_total(const FormulaSum *sum, int term)
{
	FormulaTotal total = {{0, 0}, 0, 0};

	if (sum->formula->term[term].kind == FORMULA_CONSTANT)
		yuan_sum_add(&total.sum, sum->formula->term[term].constant);
	for (int i = 0; i < sum->nentries; i++)
	{
		FormulaReading reading;

		if (sum->entry[i].term != term)
			continue;
		reading = formula_read(sum, &sum->entry[i]);
		total.lines++;
		total.reported += reading.reported;
		add_signed(&total.sum, reading.fen, sum->entry[i].sign * sum->formula->term[term].sign);
	}
	return total;
}

const char *
formula_verdict_name(FormulaVerdict verdict)
{
	static const char *const name[] = {
		"exact", "rounding", "notice", "violation", "orphan", "warning", "unreported",
		"not applicable", "no verdict"
	};

	return name[verdict];
}
