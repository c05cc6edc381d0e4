/*
 * merge.c - a sum with both sides brought together  (pure)
 */
#include "kinds/formulas/merge.h"
#include "kinds/formulas/rows.h"
#include "yuan/interval.h"

FormulaReading
formula_read(const FormulaSum *sum, const FormulaEntry *entry)
{
	const FormulaDocument *document = sum->document;
	const Formula *formula = sum->formula;
	int			form = formula->scope == FORMULA_PER_LINE ? sum->form : formula->term[entry->term].form;
	const FormulaFormRows *rows = &document->form[form];
	int32_t		cell = entry->cell + document->set->form[form].figure[sum->part->figure[entry->term]].slot;
	const FormulaStoredCell *stored = &document->cell[cell];
	FormulaReading reading = {
		cell, stored->fen, rows->quantum[entry->row], !stored->blank || rows->zero[entry->row]
	};

	return reading;
}

int
formula_merge(const FormulaSum *sum, FormulaMerged **merged)
{
	FormulaDocument *document = (FormulaDocument *) sum->document;
	FormulaMerged *list;
	int			count = 0;
	int			kept = 0;

	list = document->merged = formula_room(document->memory, document->merged, &document->merged_room,
										   0, sum->nentries, sizeof(FormulaMerged));
	for (int i = 0; i < sum->nentries; i++)
	{
		const FormulaEntry *entry = &sum->entry[i];
		FormulaReading reading = formula_read(sum, entry);
		int32_t    *at = &document->cell[reading.cell].merged_at;

		if (*at == 0)
		{
			list[count] = (FormulaMerged) {reading.cell, 0, reading.reported, reading.quantum};
			*at = ++count;
		}
		list[*at - 1].coefficient += sum->formula->term[entry->term].side == 0 ? entry->sign : -entry->sign;
	}
	for (int i = 0; i < count; i++)
	{
		document->cell[list[i].cell].merged_at = 0;
		if (list[i].coefficient != 0)
			list[kept++] = list[i];
	}
	*merged = list;
	return kept;
}

/*
 * yuan_interval_bound(2k, q) is k * q, exactly.  A figure to the fen is exact.
 */
YuanSum
formula_bound(const FormulaMerged *merged, int count)
{
	YuanSum		doubled = {0, 0};
	YuanSum		bound;

	for (int i = 0; i < count; i++)
	{
		int64_t		coefficient = merged[i].coefficient;

		if (merged[i].reported && merged[i].quantum > 1)
			yuan_sum_add_sum(&doubled, yuan_interval_bound(2 * (coefficient < 0 ? -coefficient : coefficient),
														   merged[i].quantum));
	}
	bound.lo = doubled.lo >> 1 | (uint64_t) doubled.hi << 63;
	bound.hi = doubled.hi >> 1;
	return bound;
}
