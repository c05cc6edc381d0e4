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
