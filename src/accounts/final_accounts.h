/*
 * accounts/final_accounts.h - sets of tables that hold documents of printed forms
 *
 * A set is a schema made by create.c: final accounts, a budget, or forms of the
 * caller's own.  The extension's functions are told the schema and find its tables
 * there by name; the set itself holds nothing that resolves names when it runs, so
 * both schemas may be moved.  Statements are templates: @fa@ stands for the schema
 * of the set, @ext@ for that of the extension, @stage@ for the stage of a document
 * that names none, all quoted, and all else is pg_catalog's.
 */
#ifndef GOVFISCAL_ACCOUNTS_FINAL_ACCOUNTS_H
#define GOVFISCAL_ACCOUNTS_FINAL_ACCOUNTS_H

typedef struct FinalAccounts
{
	Oid			schema;
	Oid			extension;		/* the schema of govfiscal */
	bool		read_only;		/* statements see what the calling query sees */
	const char *stage;			/* of a document that names none; NULL but where a set is made */
} FinalAccounts;

/* A document: its three parts as parameters of a statement, in this order. */
typedef struct AccountsDocument
{
	Datum		key[3];			/* unit text, year int4, stage text */
	bool		quarantine;		/* kept aside, not in the forms */
} AccountsDocument;

#define ACCOUNTS_DOCUMENT_TYPES	TEXTOID, INT4OID, TEXTOID

/* The set a call means: that of the schema, or the only one of the database. */
extern FinalAccounts final_accounts_of(FunctionCallInfo fcinfo, int schema_arg);

/*
 * The key of a document, from the arguments unit, year and stage; a stage that is
 * null is the one that the set says, by the default of document.stage.
 */
extern void final_accounts_key(const FinalAccounts *set, FunctionCallInfo fcinfo, int stage_arg,
							   Datum key[3]);
extern char *final_accounts_stage(Oid schema);

/* A template with its schemas filled in, in the encoding of the server; NULL if
 * a character does not exist there. */
extern char *final_accounts_sql(const FinalAccounts *set, const char *template);

/* Text of the server as UTF-8, and back; palloc'd. */
extern char *accounts_utf8(const char *text);
extern char *accounts_server(const char *utf8);

/* Runs with nothing but pg_catalog to find; returns the GUC level to end. */
extern int	final_accounts_begin(void);
extern void final_accounts_end(int nest);

/*
 * One statement with parameters, NULL where isnull says so; fills SPI_tuptable
 * and returns SPI_processed.  Its plan is kept.
 */
extern uint64 final_accounts_run(const FinalAccounts *set, const char *template, int nargs,
								 const Oid *types, const Datum *values, const bool *isnull);

/* form_tables.c: the tables of all forms that have none yet, as their layouts say. */
extern void final_accounts_make_tables(const FinalAccounts *set);

/* And what belongs to them: twins for the quarantine, the cells of all in one view. */
extern void final_accounts_make_twins(const FinalAccounts *set);

/* built from src/accounts/templates/NAME.sql, or .txt */
extern const char template_set[];
extern const char template_names[];
extern const char template_page_style[];
extern const char template_comments[];
extern const char template_claims[];
extern const char template_budget_forms[];
extern const char template_budget_heads[];
extern const char template_budget_formulas[];
extern const char template_final_forms[];
extern const char template_final_tables[];
extern const char template_final_heads[];
extern const char template_final_claim_labels[];
extern const char template_final_formulas[];

#endif							/* GOVFISCAL_ACCOUNTS_FINAL_ACCOUNTS_H */
