/*
 * engine/printed.h - in which order the rows of a table are printed
 *
 * Include postgres.h first.
 */
#ifndef GOVFISCAL_ENGINE_PRINTED_H
#define GOVFISCAL_ENGINE_PRINTED_H

#include "lib/stringinfo.h"

/* The column that says where a row stands in print. */
#define CHECK_LINE_NUMBER	"line_no"

/* Adds the ORDER BY of a query about the table x. */
extern void check_append_print_order(StringInfo sql, Oid relid);

#endif							/* GOVFISCAL_ENGINE_PRINTED_H */
