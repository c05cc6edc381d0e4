/*
 * equations_repair.c - which figure is wrong, over random documents
 *
 * needs: equations/state.c equations/layout.c equations/slips.c equations/candidates.c equations/suggestions.c equations/localize.c equations/trial.c equations/faults_moved.c equations/faults_displaced.c equations/faults_rows.c equations/repair.c
 *
 * Injects the faults of real documents into sound ones, and counts how often
 * the first suggestion is the fault.  Only faults that some equation sees
 * count.  Every suggestion is put in, and must make every equation hold.
 */
#include <time.h>

#include "unit.h"
#include "equations_document.h"
#include "equations_holds.h"

#define QUANTUM		10000		/* 0.01 wan yuan */

static EquationRepair *repair;
static double slowest;
static double spent;
static int64_t most_steps;
static int	searched;

static void
search(void)
{
	clock_t		start;
	double		ms;

	set_bounds();
	start = clock();
	repair = equations_repair(&doc.system, 5, EQUATIONS_DEFAULT_STEPS, fresh_arena());
	ms = 1e3 * (double) (clock() - start) / CLOCKS_PER_SEC;
	slowest = ms > slowest ? ms : slowest;
	most_steps = repair->steps > most_steps ? repair->steps : most_steps;
	spent += ms;
	searched++;
	for (int32_t i = 0; i < repair->nsuggestions; i++)
	{
		const EquationSuggestion *s = &repair->suggestions[i];

		if (s->cause != CAUSE_ROW_MISSING && s->cause != CAUSE_ROW_MISPLACED)
			EXPECT(all_hold(&doc.system, s->changes, s->nchanges));
	}
}

static void
report(const char *what)
{
	printf("%-28s %d searched, mean %.3f ms, slowest %.3f ms, most steps %" PRId64 "\n",
		   what, searched, spent / (searched > 0 ? searched : 1), slowest, most_steps);
	EXPECT(most_steps < EQUATIONS_DEFAULT_STEPS / 5);
	slowest = spent = 0;
	most_steps = searched = 0;
}

/* ------------------------------------------------------------ one figure */

static const char *const slip_names[] = {"digit lost", "digit added", "digit changed", "swapped",
"sign", "x 10", "/ 10", "x 10000", "/ 10000", "left out", "neighbour"};

#define SLIPS	11

/* The figure after the slip; the same where it cannot happen. */
static int64_t
slipped(int32_t cell, int slip)
{
	int64_t		right = doc.right[cell];
	int64_t		digits = right / QUANTUM;
	int64_t		place = 1;
	int			places = 0;

	for (int64_t rest = digits; rest > 0; rest /= 10)
		places++;
	for (int i = below(places + (slip == 1)); i > 0; i--)
		place *= 10;
	switch (slip)
	{
		case 0:
			return (digits / place / 10 * place + digits % place) * QUANTUM;
		case 1:
			return (digits / place * place * 10 + below(10) * place + digits % place) * QUANTUM;
		case 2:
			return (digits + (below(10) - digits / place % 10) * place) * QUANTUM;
		case 3:
			return digits / place < 10 ? right :
				(digits + (digits / place / 10 % 10 - digits / place % 10) * place
				 + (digits / place % 10 - digits / place / 10 % 10) * place * 10) * QUANTUM;
		case 4:
			return -right;
		case 5:
			return right * 10;
		case 6:
			return digits % 10 == 0 ? right / 10 : right;
		case 7:
			return right * 10000;
		case 8:
			return right % 10000 == 0 ? right / 10000 : right;
		case 9:
			return 0;
		default:
			for (int32_t c = cell + (chance(50) ? 1 : -1); c >= 0 && c < doc.system.ncells;)
				return doc.cells[c].form == doc.cells[cell].form &&
					doc.cells[c].column == doc.cells[cell].column ? doc.right[c] : right;
			return right;
	}
}

static int32_t
spoil(int slip)
{
	for (;;)
	{
		int32_t		cell = below(doc.system.ncells);
		int64_t		wrong;

		if (doc.right[cell] <= 0 || doc.cells[cell].stored != doc.right[cell])
			continue;
		wrong = slipped(cell, slip < 0 ? below(SLIPS) : slip);
		if (wrong == doc.right[cell])
		{
			if (slip == 6 || slip == 8)
				return -1;
			continue;
		}
		doc.cells[cell].stored = wrong;
		doc.cells[cell].blank = wrong == 0 && doc.prints_blanks;
		return cell;
	}
}

static const EquationChange *
change_of(const EquationSuggestion *suggestion, int32_t cell)
{
	for (int32_t i = 0; i < suggestion->nchanges; i++)
		if (suggestion->changes[i].cell == cell)
			return &suggestion->changes[i];
	return NULL;
}

typedef struct Rates
{
	int			tried;
	int			cell;
	int			value;
	int			wrong;			/* a value named first that is off by more than rounding */
} Rates;

/* Is just this set of cells named first, and with these figures? */
static void
count(Rates *rates, const int32_t *cells, int n)
{
	const EquationSuggestion *first = repair->suggestions;
	int			named = 0;
	int			exact = 0;
	int			near = 0;

	rates->tried++;
	if (repair->nsuggestions == 0)
		return;
	for (int i = 0; i < n; i++)
	{
		const EquationChange *change = change_of(first, cells[i]);

		if (change == NULL)
			continue;
		named++;
		exact += change->proposed == doc.right[cells[i]];
		near += llabs(change->proposed - doc.right[cells[i]]) <= 3 * QUANTUM;
	}
	rates->cell += named == n && first->nchanges == n;
	rates->value += exact == n && first->nchanges == n;
	rates->wrong += near < n || first->nchanges != n;
}

static double
percent(int part, int whole)
{
	return whole == 0 ? 0 : 100.0 * part / whole;
}

static void
show(const char *what, const Rates *r)
{
	printf("%-28s %5d tried, cell %.1f, value %.1f, wrong %.1f\n", what, r->tried,
		   percent(r->cell, r->tried), percent(r->value, r->tried), percent(r->wrong, r->tried));
}

static void
test_one_figure(void)
{
	Rates		all = {0};

	for (int slip = 0; slip < SLIPS; slip++)
	{
		Rates		r = {0};

		for (int i = 0; i < 200; i++)
		{
			int32_t		cell;

			draw_document((uint64_t) (slip * 1000 + i), QUANTUM, 2 + below(3));
			cell = spoil(slip);
			if (cell < 0)
				continue;
			search();
			if (repair->violated > 0)
				count(&r, &cell, 1);
		}
		show(slip_names[slip], &r);
		all.tried += r.tried;
		all.cell += r.cell;
		all.value += r.value;
		all.wrong += r.wrong;
	}
	show("one figure", &all);
	EXPECT(percent(all.cell, all.tried) >= 98);
	EXPECT(percent(all.value, all.tried) >= 95);
	EXPECT(percent(all.wrong, all.tried) <= 2);
	report("one figure");
}

static void
test_several_figures(int n)
{
	Rates		r = {0};

	for (int i = 0; i < 500; i++)
	{
		int32_t		cells[3];
		bool		done = true;

		draw_document((uint64_t) (n * 100000 + i), QUANTUM, 2 + below(3));
		for (int k = 0; k < n && done; k++)
		{
			cells[k] = spoil(below(6));
			done = cells[k] >= 0;
		}
		search();
		if (done && repair->violated > 0)
			count(&r, cells, n);
	}
	show(n == 2 ? "two figures" : "three figures", &r);
	EXPECT(percent(r.cell, r.tried) >= (n == 2 ? 97 : 94));
	EXPECT(percent(r.value, r.tried) >= (n == 2 ? 95 : 90));
	report(n == 2 ? "two figures" : "three figures");
}

/* ---------------------------------------------------------- nothing helps */

/*
 * Where every figure is wrong the search ends with nothing, well within its
 * limit: there is no clock to stop it.
 */
static void
test_hopeless(void)
{
	for (int i = 0; i < 50; i++)
	{
		draw_document((uint64_t) i, QUANTUM, 2 + below(3));
		for (int32_t c = 0; c < doc.system.ncells; c++)
			if (!doc.system.cells[c].fixed && !doc.cells[c].blank)
				doc.cells[c].stored = random_amount() * QUANTUM;
		search();
		EXPECT(repair->nsuggestions == 0);
		EXPECT(repair->steps < EQUATIONS_DEFAULT_STEPS / 2);
	}
	printf("%-28s %d searched, mean %.3f ms, slowest %.3f ms, most steps %" PRId64 "\n",
		   "hopeless", searched, spent / searched, slowest, most_steps);
	slowest = spent = 0;
	most_steps = searched = 0;
}

int
main(void)
{
	int64_t		cells = 0;
	int			most = 0;

	for (int i = 0; i < 50; i++)
	{
		draw_document((uint64_t) i, QUANTUM, 2 + below(3));
		EXPECT(all_hold(&doc.system, NULL, 0));
		cells += doc.system.ncells;
		most = doc.system.ncells > most ? doc.system.ncells : most;
	}
	printf("mean cells %d, most %d\n", (int) (cells / 50), most);
	test_one_figure();
	test_several_figures(2);
	test_several_figures(3);
	test_hopeless();
	return unit_done();
}
