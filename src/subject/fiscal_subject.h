/*
 * subject/fiscal_subject.h - what the statements over fiscal_subject share
 *
 * Include postgres.h, utils/builtins.h and utils/lsyscache.h first.
 */
#ifndef GOVFISCAL_SUBJECT_FISCAL_SUBJECT_H
#define GOVFISCAL_SUBJECT_FISCAL_SUBJECT_H

#include "base/nls.h"

/* A schema as it is written in SQL; a copy, as quoting may return its argument. */
static inline char *
quote_subject_schema(Oid schema)
{
	char	   *name = get_namespace_name(schema);

	if (name == NULL)
		elog(ERROR, "cache lookup failed for namespace %u", schema);
	return pstrdup(quote_identifier(name));
}

#endif							/* GOVFISCAL_SUBJECT_FISCAL_SUBJECT_H */
