/*
 * engine/proof.c - which rules are known to hold of all that is stored
 *
 * A validated foreign key promises that what is valid stays valid, and the rest of
 * the table is not read.  So does a rule with a proof.  A touched group is read
 * whole, unless its rule has one and the changes of the transaction cancel out
 * (engine/change.c says when they do): then all its equations hold as before.
 *
 * A proof is a row of fiscal_proof with the fingerprint F (engine/fingerprint.c)
 * under which all stored rows were judged.  pg_dump does not carry it.
 *
 * How it is written: lock the rule's tables against whoever alters them, and all
 * their partitions against being dropped; take F; then a snapshot S newer than that;
 * judge all that S sees; store F.  Writers go on meanwhile.
 *
 * How it is asked for: at COMMIT, under the locks of the tables and after having
 * heard what others have changed of them, F is taken again, and the row is read as
 * it is then, not as the transaction's snapshot has it.  If the two differ, the
 * group is read, and the row is deleted in this transaction.  If somebody else is
 * about to delete it, we wait for him.
 *
 * Claim: whoever finds F stored and unchanged finds every group valid, but for his
 * own changes, and for those of others that are judged by themselves.
 *
 *	- Who wrote while a trigger was off, or to a table before it was attached, and
 *	  had done so before F was taken, had ended by then: ENABLE waits for writers,
 *	  prepared ones as well, and ATTACH holds for itself what it brings.  S sees what
 *	  they did.
 *	- Who gets round a trigger after S needs one that is switched, another file or
 *	  another clone.  Each leaves a row, a place or a file that was not there and
 *	  does not come back: F differs for ever.
 *	- What can change and change back (names, partitions, types) differs while
 *	  somebody writes under it, or did not matter.  He sees it, for each write fires
 *	  the trigger, and the DDL was committed before he had his locks; he reads his
 *	  groups whole and deletes the row.  To change it back the DDL has to have the table for itself, and waits for
 *	  him: F does not come back as long as the row is there.
 *	- Everybody else has either read his groups whole under their lock and found
 *	  them valid, or has changed them so that it cancels out.
 *
 * A foreign key's check is got round by session_replication_role = replica and by
 * the apply of logical replication, and so is a rule, unless its trigger is ENABLE
 * ALWAYS; and by a superuser who writes pg_trigger or pages by hand.
 *
 * A row that has come by logical replication was not written here: it carries the
 * number of the transaction that wrote it, which must be that in its header.
 *
 * A session remembers the answer until it hears of a change to any table of the
 * rule (DISABLE on a partition says nothing of the table above it).  That the row is
 * gone it need not hear: who deletes one has seen a change of a table.
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/heapam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "access/transam.h"
#include "access/xact.h"
#include "access/xlog.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "storage/bufmgr.h"
#include "storage/lmgr.h"
#include "utils/fmgroids.h"
#include "utils/hsearch.h"
#include "utils/inval.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"
#include "utils/timestamp.h"
#include "utils/xid8.h"

#include "base/nls.h"
#include "engine/lock.h"
#include "engine/proof.h"
#include "rule/cache.h"
#include "rule/members.h"

#define PROOF_TABLE		"fiscal_proof"

enum
{
	PROOF_TRIGGER = 1,
	PROOF_FINGERPRINT,
	PROOF_WRITTEN,
	PROOF_VALIDATED_AT,
	PROOF_COLUMNS = PROOF_VALIDATED_AT
};

typedef enum ProofState
{
	PROOF_NONE,
	PROOF_HOLDS,
	PROOF_BROKEN				/* there is one, of something else */
} ProofState;

/* A row of the table. */
typedef struct Stored
{
	ItemPointerData place;
	uint8		hash[CHECK_FINGERPRINT_SIZE];
} Stored;

struct CheckProof
{
	Oid			trigger;		/* hash key: the one that stands for the rule */
	bool		known;			/* nothing has been heard of its tables since */
	ProofState	state;
	uint64		number;
	Stored		stored;
	CheckFingerprint print;		/* its tables are allocated for good */
};

static HTAB *proofs = NULL;
static uint64 heard = 0;		/* changes, of whatever table */
static bool has_deleted = false;	/* a proof, in this transaction */
static uint64 swept = 0;		/* as of then what is out of date was thrown away */
static uint64 last_number = 0;

/* ---------------------------------------------------------------- stored proofs */

/* The extension may have moved since the rule was read. */
static Relation
open_table(Oid trigger, LOCKMODE lock)
{
	const CheckTriggerRow *row = check_trigger_of_oid(trigger);

	return row == NULL ? NULL
		: table_open(get_relname_relid(PROOF_TABLE, row->namespace), lock);
}

static bool
read_stored(Relation table, HeapTuple tuple, Stored *stored)
{
	bool		isnull;
	bytea	   *hash = DatumGetByteaPP(heap_getattr(tuple, PROOF_FINGERPRINT,
													RelationGetDescr(table), &isnull));
	FullTransactionId written =
		DatumGetFullTransactionId(heap_getattr(tuple, PROOF_WRITTEN, RelationGetDescr(table),
											   &isnull));

	if (VARSIZE_ANY_EXHDR(hash) != CHECK_FINGERPRINT_SIZE ||
		XidFromFullTransactionId(written) != HeapTupleHeaderGetRawXmin(tuple->t_data))
		return false;
	memcpy(stored->hash, VARDATA_ANY(hash), CHECK_FINGERPRINT_SIZE);
	stored->place = tuple->t_self;
	return true;
}

static SysScanDesc
begin_scan(Relation table, ScanKey key, Oid trigger)
{
	ScanKeyInit(key, PROOF_TRIGGER, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(trigger));
	return systable_beginscan(table, InvalidOid, false, SnapshotSelf, 1, key);
}

/* The proof as it is this moment, whatever the transaction's snapshot. */
static bool
find_stored(Oid trigger, Stored *stored)
{
	Relation	table = open_table(trigger, AccessShareLock);
	bool		found = false;
	ScanKeyData key;
	SysScanDesc scan;
	HeapTuple	tuple;

	if (table == NULL)
		return false;
	scan = begin_scan(table, &key, trigger);
	while (!found && HeapTupleIsValid(tuple = systable_getnext(scan)))
		found = read_stored(table, tuple, stored);
	systable_endscan(scan);
	table_close(table, AccessShareLock);
	return found;
}

/*
 * By way of the heap: an SQL DELETE would end a REPEATABLE READ transaction that
 * somebody else has come before.  Waits for somebody else who deletes it.
 */
static void
delete_row(Relation table, ItemPointer place)
{
	TM_FailureData failure;
	TM_Result	result = heap_delete(table, place, GetCurrentCommandId(true), InvalidSnapshot, true,
									 &failure, false);

	if (result != TM_Ok && result != TM_Deleted && result != TM_SelfModified)
		elog(ERROR, "could not delete a proof: result %d", (int) result);
}

/* Deletes all rows of a trigger, and with them those of triggers that are gone. */
static void
delete_rows(Relation table, Oid trigger)
{
	SysScanDesc scan = systable_beginscan(table, InvalidOid, false, SnapshotSelf, 0, NULL);
	HeapTuple	tuple;

	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		bool		isnull;
		Oid			of = DatumGetObjectId(heap_getattr(tuple, PROOF_TRIGGER,
													   RelationGetDescr(table), &isnull));

		if (of == trigger || check_trigger_of_oid(of) == NULL)
			delete_row(table, &tuple->t_self);
	}
	systable_endscan(scan);
}

static void
insert_row(Relation table, Oid trigger, const CheckFingerprint *print)
{
	Datum		values[PROOF_COLUMNS];
	bool		nulls[PROOF_COLUMNS] = {false};
	bytea	   *hash = palloc(VARHDRSZ + CHECK_FINGERPRINT_SIZE);
	HeapTuple	tuple;

	SET_VARSIZE(hash, VARHDRSZ + CHECK_FINGERPRINT_SIZE);
	memcpy(VARDATA(hash), print->hash, CHECK_FINGERPRINT_SIZE);
	values[PROOF_TRIGGER - 1] = ObjectIdGetDatum(trigger);
	values[PROOF_FINGERPRINT - 1] = PointerGetDatum(hash);
	values[PROOF_WRITTEN - 1] = FullTransactionIdGetDatum(GetCurrentFullTransactionId());
	values[PROOF_VALIDATED_AT - 1] = TimestampTzGetDatum(GetCurrentTransactionStartTimestamp());
	tuple = heap_form_tuple(RelationGetDescr(table), values, nulls);
	simple_heap_insert(table, tuple);
	heap_freetuple(tuple);
}

/* ---------------------------------------------------------------- what a session knows */

static void
hear_relation(Datum arg, Oid relid)
{
	HASH_SEQ_STATUS scan;
	CheckProof *proof;

	heard++;
	hash_seq_init(&scan, proofs);
	while ((proof = hash_seq_search(&scan)) != NULL)
		if (proof->known && (relid == InvalidOid || check_proof_covers(proof, relid)))
			proof->known = false;
}

/* What a transaction or a part of it has deleted is there again, or, prepared, may be. */
void
check_proof_undone(void)
{
	if (has_deleted)
		hear_relation((Datum) 0, InvalidOid);
}

/* What is out of date may be of a rule that is gone; nothing points to it any more. */
void
check_proof_end_transaction(void)
{
	HASH_SEQ_STATUS scan;
	CheckProof *proof;

	has_deleted = false;
	if (proofs == NULL || heard == swept)
		return;
	swept = heard;
	hash_seq_init(&scan, proofs);
	while ((proof = hash_seq_search(&scan)) != NULL)
		if (!proof->known)
		{
			if (proof->print.tables != NULL)
				pfree(proof->print.tables);
			hash_search(proofs, &proof->trigger, HASH_REMOVE, NULL);
		}
}

static CheckProof *
find_proof(CheckRule *rule)
{
	CheckProof *proof;
	bool		found;

	if (proofs == NULL)
	{
		HASHCTL		ctl;

		ctl.keysize = sizeof(Oid);
		ctl.entrysize = sizeof(CheckProof);
		ctl.hcxt = CacheMemoryContext;
		proofs = hash_create("govfiscal proofs", 32, &ctl, HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
		CacheRegisterRelcacheCallback(hear_relation, (Datum) 0);
	}
	proof = hash_search(proofs, &rule->trigger, HASH_ENTER, &found);
	if (!found)
	{
		Oid			trigger = proof->trigger;

		memset(proof, 0, sizeof(CheckProof));
		proof->trigger = trigger;
	}
	return proof;
}

/* Rules that nothing can be proved of are not asked about. */
static bool
is_provable(const CheckRule *rule)
{
	return OidIsValid(rule->trigger) && !rule->always_read &&
		rule->severity == CHECK_SEVERITY_ERROR;
}

static ProofState
look(CheckRule *rule, CheckFingerprint *print, Stored *stored)
{
	check_fingerprint(rule, InvalidOid, print);
	if (!find_stored(rule->trigger, stored))
		return PROOF_NONE;
	return print->refusal == NULL && memcmp(print->hash, stored->hash, sizeof(stored->hash)) == 0
		? PROOF_HOLDS : PROOF_BROKEN;
}

static void
keep_print(CheckProof *proof, const CheckFingerprint *print)
{
	Size		size = sizeof(Oid) * Max(print->ntables, 1);
	Oid		   *tables = proof->print.tables;

	tables = tables == NULL ? MemoryContextAlloc(CacheMemoryContext, size) : repalloc(tables, size);
	memcpy(tables, print->tables, sizeof(Oid) * print->ntables);
	proof->print = *print;
	proof->print.tables = tables;
}

static void
refresh(CheckProof *proof, CheckRule *rule)
{
	MemoryContext cxt = AllocSetContextCreate(CurrentMemoryContext, "govfiscal fingerprint",
											  ALLOCSET_DEFAULT_SIZES);
	MemoryContext caller = MemoryContextSwitchTo(cxt);
	uint64		before = heard;
	CheckFingerprint print;
	ProofState	state = look(rule, &print, &proof->stored);

	if (state != proof->state || memcmp(print.hash, proof->print.hash, sizeof(print.hash)) != 0)
		proof->number = ++last_number;
	proof->state = state;
	keep_print(proof, &print);

	/* A broken one is asked about until it is deleted. */
	proof->known = state != PROOF_BROKEN && heard == before;
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(cxt);
}

CheckProof *
check_proof_of(CheckRule *rule)
{
	CheckProof *proof;

	if (!is_provable(rule))
		return NULL;
	proof = find_proof(rule);
	if (!proof->known)
		refresh(proof, rule);
	return proof;
}

uint64
check_proof_number(const CheckProof *proof)
{
	return proof != NULL && proof->state == PROOF_HOLDS ? proof->number : 0;
}

/* Was the table there when the rule was proved?  One that is being detached still fires. */
bool
check_proof_covers(const CheckProof *proof, Oid relid)
{
	return check_fingerprint_has_table(&proof->print, relid);
}

/*
 * In a round, which has its tables and has heard of their changes: whoever sees that
 * a proof is of something else deletes it.  Not so easily, for it may have been
 * replaced between the look at the catalog and that at the proof.
 */
CheckProof *
check_proof_settle(CheckRule *rule)
{
	CheckProof *proof = check_proof_of(rule);
	Relation	table;

	if (proof == NULL || proof->state != PROOF_BROKEN)
		return proof;
	AcceptInvalidationMessages();
	for (refresh(proof, rule); proof->state == PROOF_BROKEN; refresh(proof, rule))
	{
		table = open_table(rule->trigger, RowExclusiveLock);
		delete_row(table, &proof->stored.place);
		table_close(table, NoLock);
		has_deleted = true;
	}
	return proof;
}

bool
check_proof_is_settled(const CheckProof *proof)
{
	return proof == NULL || proof->known;
}

/* ---------------------------------------------------------------- writing one */

/* From here to the end of the transaction nobody alters or drops what it is about. */
static void
lock_against_ddl(const CheckRule *rule)
{
	for (int side = 0; side < rule->nsides; side++)
		LockRelationOid(rule->side[side].relid, ShareUpdateExclusiveLock);
	check_lock_tables(rule);
}

/*
 * False where none can be written: in a standby, where nothing is, or of a rule that
 * nothing can be proved of.  By the time the tables are locked the rule may be
 * another; then it is not valid, and is to be looked up again.
 */
bool
check_proof_begin(CheckRule *rule, CheckFingerprint *print)
{
	if (!is_provable(rule) || RecoveryInProgress() || XactReadOnly)
		return false;
	lock_against_ddl(rule);
	check_fingerprint(rule, InvalidOid, print);
	return print->refusal == NULL;
}

void
check_proof_write(CheckRule *rule, const CheckFingerprint *print)
{
	Relation	table = open_table(rule->trigger, RowExclusiveLock);

	delete_rows(table, rule->trigger);
	insert_row(table, rule->trigger, print);
	table_close(table, NoLock);
	for (int i = 0; i < print->ntables; i++)
		CacheInvalidateRelcacheByRelid(print->tables[i]);
	CommandCounterIncrement();
}

/* Is a table without rows?  One that this very statement has made. */
static bool
is_empty(Oid relid)
{
	Relation	rel = table_open(relid, AccessShareLock);
	bool		empty = rel->rd_rel->relkind == RELKIND_PARTITIONED_TABLE ||
		RelationGetNumberOfBlocks(rel) == 0;

	table_close(rel, AccessShareLock);
	return empty;
}

/*
 * A partition has been made, and is empty: if nothing else has changed, what was
 * proved of the rest is proved of all.
 */
void
check_proof_extend(CheckRule *rule, Oid partition)
{
	CheckFingerprint before;
	CheckFingerprint now;
	Stored		stored;

	if (!is_provable(rule) || !is_empty(partition) ||
		!find_stored(rule->trigger, &stored))
		return;
	lock_against_ddl(rule);
	check_fingerprint(rule, partition, &before);
	if (before.refusal != NULL || memcmp(before.hash, stored.hash, sizeof(stored.hash)) != 0)
		return;
	check_fingerprint(rule, InvalidOid, &now);
	if (now.refusal == NULL)
		check_proof_write(rule, &now);
}

/* A rule is gone. */
void
check_proof_drop(Oid namespace, Oid trigger)
{
	Relation	table = table_open(get_relname_relid(PROOF_TABLE, namespace), RowExclusiveLock);

	delete_rows(table, trigger);
	table_close(table, NoLock);
}

/* ---------------------------------------------------------------- what is said of one */

const char *
check_proof_doubt(const CheckTriggerRow *row)
{
	CheckRule  *rule = check_rule_of_trigger(row);
	CheckFingerprint print;
	Stored		stored;

	check_fingerprint(rule, InvalidOid, &print);
	if (print.refusal != NULL)
		return print.refusal;
	if (!find_stored(rule->trigger, &stored))
		return _("it has not been validated");
	if (memcmp(print.hash, stored.hash, sizeof(stored.hash)) != 0)
		return _("its tables or triggers have changed since it was validated");
	return NULL;
}
