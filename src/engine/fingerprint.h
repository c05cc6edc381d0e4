/*
 * engine/fingerprint.h - what the catalog says of a rule, its triggers and its tables' files
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_ENGINE_FINGERPRINT_H
#define GOVFISCAL_ENGINE_FINGERPRINT_H

#include "rule/rule.h"

#define CHECK_FINGERPRINT_SIZE	16

typedef struct CheckFingerprint
{
	const char *refusal;		/* why no proof can stand on it; NULL: one can */
	uint8		hash[CHECK_FINGERPRINT_SIZE];
	int			ntables;		/* the rule's tables and all their partitions, */
	Oid		   *tables;			/* in the order of their OIDs */
} CheckFingerprint;

/*
 * The fingerprint of a rule as it stands in the catalog, in the current context.  A
 * partition may be left out, with its triggers.  Nothing is locked.
 */
extern void check_fingerprint(CheckRule *rule, Oid left_out, CheckFingerprint *print);

extern bool check_fingerprint_has_table(const CheckFingerprint *print, Oid relid);

#endif							/* GOVFISCAL_ENGINE_FINGERPRINT_H */
