/*
 * accounts/catalog.c - what a set says of a document: its forms, its explanations
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "accounts/final_accounts.h"
#include "accounts/audit.h"
#include "accounts/words.h"

/* Documents in quarantine lie in twins of the tables, named after them. */
char *
accounts_twin(const AccountsDocument *document, const char *table)
{
	return psprintf("%s%s", table, document->quarantine ? "_quarantine" : "");
}

/* A column of a row that was read, copied out of SPI's memory; NULL for null. */
static char *
text_of(const AccountsAudit *audit, uint64 row, int column)
{
	char	   *value = SPI_getvalue(SPI_tuptable->vals[row], SPI_tuptable->tupdesc, column);

	return value == NULL ? NULL : MemoryContextStrdup(audit->cxt, value);
}

static uint64
run(const AccountsAudit *audit, const char *template)
{
	static const Oid types[] = {ACCOUNTS_DOCUMENT_TYPES};

	return final_accounts_run(audit->set, template, lengthof(types), types,
							  audit->document->key, NULL);
}

static List *
append(const AccountsAudit *audit, List *list, void *entry)
{
	MemoryContext caller = MemoryContextSwitchTo(audit->cxt);

	list = lappend(list, entry);
	MemoryContextSwitchTo(caller);
	return list;
}

static void
refuse_unknown(const AccountsDocument *document)
{
	const char *unit = TextDatumGetCString(document->key[0]);
	const char *stage = TextDatumGetCString(document->key[2]);

	ereport(ERROR,
			(errcode(ERRCODE_NO_DATA_FOUND), document->quarantine
			 ? errmsg("there is no document of unit \"%s\", year %d, stage \"%s\" in quarantine",
					  unit, DatumGetInt32(document->key[1]), stage)
			 : errmsg("there is no document of unit \"%s\", year %d, stage \"%s\"",
					  unit, DatumGetInt32(document->key[1]), stage)));
}

static void
read_forms(AccountsAudit *audit)
{
	uint64		n = run(audit, psprintf("SELECT l.form, l.table_name, f.form, f.measure, @ext@.yuan_fen(f.quantum)"
										" FROM @fa@.layout l LEFT JOIN @fa@.%s f ON f.form = l.form"
										" AND f.unit = $1 AND f.year = $2 AND f.stage = $3"
										" ORDER BY l.form",
										accounts_twin(audit->document, "form")));

	for (uint64 i = 0; i < n; i++)
	{
		AccountsForm *form = MemoryContextAllocZero(audit->cxt, sizeof(AccountsForm));
		bool		isnull;
		Datum		quantum = SPI_getbinval(SPI_tuptable->vals[i], SPI_tuptable->tupdesc, 5, &isnull);

		form->name = text_of(audit, i, 1);
		form->table = text_of(audit, i, 2);
		form->present = text_of(audit, i, 3) != NULL;
		form->measure = text_of(audit, i, 4);
		form->printed = !isnull;
		form->quantum = isnull ? 0 : DatumGetInt64(quantum);
		audit->forms = append(audit, audit->forms, form);
	}
}

/* Those that are still valid: "reason (who, when, until when)". */
static void
read_explanations(AccountsAudit *audit)
{
	uint64		n = run(audit, "SELECT set, id, reason || ' (' || explained_by || ', '"
						" || to_char(explained_at, 'YYYY-MM-DD')"
						" || coalesce(', until ' || to_char(valid_until, 'YYYY-MM-DD'), '') || ')'"
						" FROM @fa@.explanation WHERE unit = $1 AND year = $2 AND stage = $3"
						" AND (valid_until IS NULL OR valid_until >= current_date)");

	for (uint64 i = 0; i < n; i++)
	{
		AccountsExplanation *explanation =
			MemoryContextAllocZero(audit->cxt, sizeof(AccountsExplanation));

		explanation->set = text_of(audit, i, 1);
		explanation->id = text_of(audit, i, 2);
		explanation->text = text_of(audit, i, 3);
		audit->explanations = append(audit, audit->explanations, explanation);
	}
}

void
accounts_read_document(AccountsAudit *audit)
{
	MemoryContext caller;

	if (run(audit, psprintf("SELECT name FROM @fa@.%s WHERE unit = $1 AND year = $2 AND stage = $3",
							accounts_twin(audit->document, "document"))) == 0)
		refuse_unknown(audit->document);
	audit->document_name = text_of(audit, 0, 1);
	read_forms(audit);
	read_explanations(audit);
	caller = MemoryContextSwitchTo(audit->cxt);
	audit->words = accounts_words(audit->set, false);
	MemoryContextSwitchTo(caller);
}

/* The form that a set calls so; of another alias, the one whose table it is. */
const AccountsForm *
accounts_form(const AccountsAudit *audit, const char *alias, const char *table)
{
	const AccountsForm *found = NULL;
	ListCell   *cell;

	foreach(cell, audit->forms)
	{
		const AccountsForm *form = lfirst(cell);

		if (strcmp(form->name, alias) == 0)
			return form;
		if (strcmp(form->table, table) == 0)
			found = form;
	}
	return found;
}

const char *
accounts_explanation(const AccountsAudit *audit, const char *set, const char *id)
{
	ListCell   *cell;

	foreach(cell, audit->explanations)
	{
		const AccountsExplanation *explanation = lfirst(cell);

		if (strcmp(explanation->set, set) == 0 && strcmp(explanation->id, id) == 0)
			return explanation->text;
	}
	return NULL;
}
