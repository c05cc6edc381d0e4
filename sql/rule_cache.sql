-- A session reads a rule once and keeps it, until the table changes.  The scans
-- of pg_trigger in this transaction count the readings.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;

CREATE TABLE account (unit int NOT NULL, line int NOT NULL, side text, amount yuan, PRIMARY KEY (unit, line));
CREATE TABLE form (unit int PRIMARY KEY, amount yuan);
SELECT fiscal_add_balance('account', '{unit}', 'amount', 'side'), fiscal_add_tie('account', '{unit}', 'amount', '{"side": "revenue"}', 'form', '{unit}', 'amount', '{}');
INSERT INTO account VALUES (1, 1, 'revenue', 5), (1, 2, 'expenditure', 5);
CREATE FUNCTION readings() RETURNS bigint LANGUAGE sql AS $$
	SELECT pg_stat_get_xact_numscans('pg_catalog.pg_trigger_oid_index'::regclass)
$$;
BEGIN;
SET CONSTRAINTS ALL IMMEDIATE;
UPDATE account SET amount = 6;
SELECT readings() AS warm \gset
UPDATE account SET amount = 7;
UPDATE account SET amount = 8;
INSERT INTO form VALUES (1, 8);
DELETE FROM form;
SELECT readings() AS before \gset
UPDATE account SET amount = 9;
INSERT INTO form VALUES (1, 9);
DELETE FROM form;
SELECT readings() - :before AS hits_read_nothing;
ALTER TABLE account ADD COLUMN note text;
UPDATE account SET amount = 10;
SELECT readings() > :before AS a_miss_reads;
SELECT readings() AS before \gset
UPDATE account SET amount = 11;
SELECT readings() - :before AS then_hits_again;
COMMENT ON TABLE form IS 'no change that a rule knows';
UPDATE account SET amount = 12;
SELECT readings() - :before AS still_hits;
-- The other table of a tie is a part of the rule.
ALTER TABLE form ALTER amount TYPE yuan(1);
UPDATE account SET amount = 13;
SELECT readings() > :before AS the_other_table_counts;
COMMIT;
DROP FUNCTION readings;
DROP TABLE account, form;

-- The words of a side are those that its type has now.
CREATE TYPE direction AS ENUM ('in', 'out');
CREATE TABLE flow (unit int NOT NULL, line int, side direction, amount yuan, PRIMARY KEY (unit, line));
SELECT fiscal_add_balance('flow', '{unit}', 'amount', 'side', '{in}', '{out}');
INSERT INTO flow VALUES (1, 1, 'in', 5), (1, 2, 'out', 5);
BEGIN;
ALTER TYPE direction RENAME VALUE 'in' TO 'received';
UPDATE flow SET amount = 6;
COMMIT;
BEGIN;
ALTER TYPE direction RENAME VALUE 'in' TO 'on the way';
ALTER TYPE direction RENAME VALUE 'out' TO 'in';
ALTER TYPE direction RENAME VALUE 'on the way' TO 'out';
UPDATE flow SET amount = amount + CASE side WHEN 'in' THEN 1 ELSE 0 END::yuan;
COMMIT;
DROP TABLE flow;
DROP TYPE direction;
-- A session reads a rule from its trigger once, and again when it must.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;
\set SHOW_CONTEXT never

-- To read the rule is to read its arguments by the input function of the column,
-- and that of this column says so: no row ever holds the third word.
CREATE FUNCTION notice_third(text) RETURNS bool LANGUAGE plpgsql AS $$
BEGIN
	IF $1 = 'third' THEN
		RAISE NOTICE 'the rule is read';
	END IF;
	RETURN true;
END $$;
CREATE DOMAIN word AS text CHECK (notice_third(VALUE));
CREATE TYPE side AS (word word);
CREATE TABLE ledger (unit text NOT NULL, no int, side side, amount yuan, note text, PRIMARY KEY (unit, no));
SELECT fiscal_add_balance('ledger', '{unit}', 'amount', 'side', '{(revenue),(third)}', '{(expenditure)}', name => 'balanced');

-- it hits: in one transaction, in the next, in a savepoint, after an error
\c -
\set SHOW_CONTEXT never
INSERT INTO ledger VALUES ('a', 1, '(revenue)', 5), ('a', 2, '(expenditure)', 5);	-- read
BEGIN;
UPDATE ledger SET amount = 6;
SAVEPOINT s;
UPDATE ledger SET amount = 7;
ROLLBACK TO s;
UPDATE ledger SET amount = 8;
COMMIT;
UPDATE ledger SET amount = 9 WHERE no = 1;											-- refused
INSERT INTO ledger SELECT 'b' || i, j, CASE j WHEN 1 THEN '(revenue)' ELSE '(expenditure)' END::side, 1
FROM generate_series(1, 100) i, generate_series(1, 2) j;
UPDATE ledger SET amount = 9;

-- it misses: whatever happens to the table may have changed the rule (and a change
-- of structure reads it itself, to see whether it names the column)
ANALYZE ledger;
UPDATE ledger SET amount = 9;														-- read
ALTER TABLE ledger RENAME note TO remark;
UPDATE ledger SET amount = 10;														-- read
ALTER TABLE ledger RENAME TO book;
UPDATE book SET amount = 11;														-- read
UPDATE book SET amount = 12 WHERE unit = 'a' AND no = 1;							-- refused, by the new name
ALTER TABLE book RENAME unit TO department;
UPDATE book SET amount = 12;														-- refused: the column is gone
UPDATE book SET amount = 12;														-- and again
ALTER TABLE book RENAME department TO unit;
UPDATE book SET amount = 12;														-- read
ALTER TABLE book ALTER amount TYPE yuan(100) USING 1200;
BEGIN;
UPDATE book SET amount = 1300 WHERE unit = 'a' AND no = 1;
COMMIT;																				-- read: two figures explain 100.00
UPDATE book SET amount = 1400 WHERE unit = 'a' AND no = 1;							-- refused
ALTER TABLE book ALTER unit TYPE varchar(10), ALTER remark TYPE varchar;
UPDATE book SET amount = 1400;														-- read

-- of a statement before the change nothing is left in the same transaction
BEGIN;
UPDATE book SET amount = 1500;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE book ALTER amount TYPE yuan;
UPDATE book SET amount = 1600 WHERE unit = 'a' AND no = 1;							-- read, refused: exact now
ROLLBACK;
UPDATE book SET amount = 1600 WHERE unit = 'a' AND no = 1;							-- read: not exact after all
DROP TRIGGER balanced ON book;
UPDATE book SET amount = 1700 WHERE unit = 'a' AND no = 1;							-- no rule
SELECT fiscal_add_balance('book', '{unit}', 'amount', 'side', '{(revenue),(third)}', '{(expenditure)}', name => 'balanced');	-- refused: 1700 and 1400
UPDATE book SET amount = 1800;
SELECT fiscal_add_balance('book', '{unit}', 'amount', 'side', '{(revenue),(third)}', '{(expenditure)}', name => 'balanced');

-- a tie whose twin is gone
CREATE TABLE total (unit varchar(10) PRIMARY KEY, amount yuan);
SELECT fiscal_add_tie('total', '{unit}', 'amount', '{}', 'book', '{unit}', 'amount', '{"no": 1}', name => 'tie');
BEGIN;
INSERT INTO total VALUES ('a', 1800);
COMMIT;
INSERT INTO total VALUES ('b1', 1700);												-- refused
DROP TRIGGER tie ON book;
INSERT INTO total VALUES ('b2', 1800);												-- refused: no twin

DROP TABLE book, total;
DROP TYPE side;
DROP DOMAIN word;
DROP FUNCTION notice_third;
