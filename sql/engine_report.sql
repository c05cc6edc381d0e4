-- Many violations are one error; many groups are one round.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;

CREATE TABLE account (unit int NOT NULL, line int NOT NULL, revenue yuan, expenditure yuan, PRIMARY KEY (unit, line));
SELECT fiscal_add_balance_columns('account', '{unit}', 'revenue', 'expenditure');
\echo ---- the ten worst of three hundred; equals in the order of their text
INSERT INTO account SELECT i, 1, i % 7, 0 FROM generate_series(1, 300) i;
INSERT INTO account SELECT i, 1, 0, 10 - i FROM generate_series(1, 10) i;
INSERT INTO account SELECT i, 1, 0, 11 - i FROM generate_series(1, 11) i;
INSERT INTO account SELECT i, 1, -i, i FROM generate_series(1, 12) i;
\echo ---- all rules of a transaction that speak: the first by name
SELECT fiscal_add_balance_columns('account', '{line}', 'revenue', 'expenditure', name => 'by_line');
INSERT INTO account VALUES (1, 1, 1, 2);
SELECT fiscal_drop_check('account', 'by_line');

\echo ---- 100,000 groups in one round, with an index on the key, without, and a lock table of the usual size
-- The slowest may take seconds, not minutes.
SET statement_timeout = '60s';
INSERT INTO account SELECT i, j, 1, 1 FROM generate_series(1, 100000) i, generate_series(1, 2) j;
UPDATE account SET revenue = revenue + 1, expenditure = expenditure + 1;
SELECT fiscal_validate('account');
-- The locks of a round are few however many its groups.
BEGIN;
UPDATE account SET revenue = revenue + 1, expenditure = expenditure + 1;
SET CONSTRAINTS ALL IMMEDIATE;
SELECT count(*) < 200 AS few FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid();
ROLLBACK;
ALTER TABLE account DROP CONSTRAINT account_pkey;
UPDATE account SET revenue = revenue + 1, expenditure = expenditure + 1 WHERE unit <= 50000;
-- Without an index a single group still is one pass, 300 are no more.
UPDATE account SET revenue = revenue + 1, expenditure = expenditure + 1 WHERE unit <= 300;
UPDATE account SET revenue = revenue + 1 WHERE unit = 99999 AND line = 1;
UPDATE account SET revenue = revenue + 1 WHERE unit % 1000 = 0;

\echo ---- as many subtransactions as groups
DO $$
BEGIN
	FOR i IN 1..20000 LOOP
		BEGIN
			UPDATE account SET line = 3 WHERE false;
			INSERT INTO account VALUES (200000 + i, 1, 1, 1);
		EXCEPTION WHEN others THEN NULL;
		END;
	END LOOP;
END $$;
SELECT count(*) FROM account WHERE unit > 200000;
DROP TABLE account;

\echo ---- a rollup: every level of many trees
CREATE TABLE tree (unit int NOT NULL, code subject_code NOT NULL, amount yuan, PRIMARY KEY (unit, code));
SELECT fiscal_add_rollup('tree', '{unit}', 'code', '{amount}');
INSERT INTO tree SELECT u, c::subject_code, 1 FROM generate_series(1, 20000) u, unnest('{*,204,20401,2040101,204010101}'::text[]) c;
UPDATE tree SET amount = 2 WHERE code = '2040101' AND unit <= 11;
UPDATE tree SET amount = 2 WHERE unit > 11;
DROP TABLE tree;
