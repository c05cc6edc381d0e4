/*
 * engine/printed.h - where the rows of a table lie and stand in print
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_ENGINE_PRINTED_H
#define GOVFISCAL_ENGINE_PRINTED_H

#include "lib/stringinfo.h"

#include "rule/rule.h"

/* The column that says where a row stands in print. */
#define CHECK_LINE_NUMBER	"line_no"

/* What a query about the table x gives behind a side's columns. */
enum
{
	CHECK_ROW_TABLE,
	CHECK_ROW_TID,
	CHECK_ROW_LINE				/* text: what tells it from others of its group, as JSON */
};

extern void check_append_place(StringInfo sql, const CheckRule *rule, const CheckSide *side);

/* The query's ORDER BY. */
extern void check_append_print_order(StringInfo sql, const CheckSide *side);

#endif							/* GOVFISCAL_ENGINE_PRINTED_H */
