/*
 * rule/values.h - values written in an argument, and which of them a row holds
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_RULE_VALUES_H
#define GOVFISCAL_RULE_VALUES_H

#include "rule/rule.h"

/* A value written in an argument, and the class it is in. */
typedef struct CheckValue
{
	Datum		value;
	int			class;
} CheckValue;

#define CHECK_NO_CLASS		(-1)
#define CHECK_KEPT_VALUES	4
#define CHECK_KEPT_SIZE		32

/* A value that was looked up, and the answer. */
typedef struct CheckKeptValue
{
	int			class;
	Size		size;			/* 0 = none */
	char		bits[CHECK_KEPT_SIZE];
} CheckKeptValue;

/* Classes of the values of a column. */
typedef struct CheckValues
{
	int			col;			/* index into CheckSide.cols */
	int			class_of_null;
	int			nvalues;
	CheckValue *values;
	FmgrInfo	eq;
	int			oldest;			/* of the values asked for last */
	CheckKeptValue kept[CHECK_KEPT_VALUES];
} CheckValues;

extern void check_values_of(CheckRule *rule, int side, int col, CheckValues *values);
extern bool check_values_add(CheckRule *rule, int side, CheckValues *values, List *literals,
							 int class);
extern int	check_class_of(const CheckRule *rule, int side, CheckValues *values, Datum value,
						   bool isnull);

#endif							/* GOVFISCAL_RULE_VALUES_H */
