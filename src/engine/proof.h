/*
 * engine/proof.h - which rules are known to hold of all that is stored
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_ENGINE_PROOF_H
#define GOVFISCAL_ENGINE_PROOF_H

#include "engine/fingerprint.h"
#include "rule/trigger.h"

/* What this session knows of the proof of a rule. */
typedef struct CheckProof CheckProof;

extern CheckProof *check_proof_of(CheckRule *rule);

/* 0 where it does not hold; otherwise a number that no other proof of the rule has. */
extern uint64 check_proof_number(const CheckProof *proof);
extern bool check_proof_covers(const CheckProof *proof, Oid relid);

/* The same, and deletes one that does not hold: for a round. */
extern CheckProof *check_proof_settle(CheckRule *rule);

/* Would that find what is known already? */
extern bool check_proof_is_settled(const CheckProof *proof);

/* Before rows are judged, and after they have been found valid. */
extern bool check_proof_begin(CheckRule *rule, CheckFingerprint *print);
extern void check_proof_write(CheckRule *rule, const CheckFingerprint *print);

extern void check_proof_extend(CheckRule *rule, Oid partition);
extern void check_proof_undone(void);
extern void check_proof_end_transaction(void);
extern void check_proof_drop(Oid namespace, Oid trigger);

/* Why the rule of a trigger is not trusted; NULL if it is. */
extern const char *check_proof_doubt(const CheckTriggerRow *row);

#endif							/* GOVFISCAL_ENGINE_PROOF_H */
