-- Every road that data takes into a table leads past its rules.  Verbosity is
-- sqlstate: a line 23514 is a refused COMMIT, none is an accepted one.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;

CREATE TABLE account (
	unit text NOT NULL, line int NOT NULL, side text, amount yuan, note text,
	PRIMARY KEY (unit, line)
);
SELECT fiscal_add_balance('account', '{unit}', 'amount', 'side');
INSERT INTO account VALUES ('a', 1, 'revenue', 100), ('a', 2, 'expenditure', 100), ('b', 1, 'revenue', 5), ('b', 2, 'expenditure', 5);
\set VERBOSITY sqlstate

\echo ---- INSERT: one row, many, a query, COPY
INSERT INTO account VALUES ('a', 3, 'revenue', 1);
INSERT INTO account VALUES ('a', 3, 'revenue', 1), ('a', 4, 'expenditure', 2);
INSERT INTO account SELECT 'c', i, CASE WHEN i < 4 THEN 'revenue' ELSE 'expenditure' END, 1 FROM generate_series(1, 7) i;
INSERT INTO account SELECT 'c', i, CASE WHEN i < 4 THEN 'revenue' ELSE 'expenditure' END, 1 FROM generate_series(1, 6) i;
COPY account (unit, line, side, amount) FROM stdin (FORMAT csv);
d,1,revenue,10
d,2,expenditure,10.01
\.
COPY account (unit, line, side, amount) FROM stdin (FORMAT csv);
d,1,revenue,10
d,2,expenditure,10
\.
\echo ---- UPDATE of amount, side and key, and of none of them
UPDATE account SET amount = 99 WHERE unit = 'a' AND line = 1;
UPDATE account SET amount = NULL WHERE unit = 'c' AND line = 1;
UPDATE account SET side = 'expenditure' WHERE unit = 'c' AND line = 1;
UPDATE account SET side = NULL WHERE unit = 'c' AND line = 1;
UPDATE account SET unit = 'b', line = 9 WHERE unit = 'a' AND line = 1;
UPDATE account SET line = line + 100 WHERE unit = 'a';
UPDATE account SET note = 'seen';
\echo ---- DELETE
DELETE FROM account WHERE unit = 'b' AND line = 1;
DELETE FROM account WHERE unit = 'b';
\echo ---- ON CONFLICT: what it does counts, not what it tried
INSERT INTO account VALUES ('d', 1, 'revenue', 77) ON CONFLICT DO NOTHING;
INSERT INTO account VALUES ('d', 1, 'revenue', 77) ON CONFLICT (unit, line) DO UPDATE SET amount = excluded.amount;
INSERT INTO account VALUES ('d', 1, 'revenue', 77), ('d', 2, 'revenue', 77) ON CONFLICT (unit, line) DO UPDATE SET amount = excluded.amount;
INSERT INTO account VALUES ('d', 1, 'revenue', 77) ON CONFLICT (unit, line) DO UPDATE SET note = 'again';
\echo ---- writable CTEs
WITH moved AS (DELETE FROM account WHERE unit = 'd' RETURNING *) INSERT INTO account SELECT 'e', line, side, amount + line FROM moved;
WITH moved AS (DELETE FROM account WHERE unit = 'd' RETURNING *) INSERT INTO account SELECT 'e', line, side, amount FROM moved;
WITH one AS (UPDATE account SET amount = amount + 1 WHERE unit = 'e' AND line = 1), two AS (UPDATE account SET amount = amount + 1 WHERE unit = 'e' AND line = 2) SELECT 1;
WITH one AS (UPDATE account SET amount = amount + 1 WHERE unit = 'e' AND line = 1) SELECT 1;
\echo ---- prepared statements, functions, cursors, procedures that commit
PREPARE pay AS UPDATE account SET amount = amount + $1 WHERE unit = 'e' AND line = $2;
EXECUTE pay(1, 1);
BEGIN; EXECUTE pay(1, 1); EXECUTE pay(1, 2); COMMIT;
DEALLOCATE pay;
DO 'BEGIN UPDATE account SET amount = 0 WHERE unit = ''e'' AND line = 1; END';
BEGIN; DECLARE c CURSOR FOR SELECT * FROM account WHERE unit = 'e' FOR UPDATE; FETCH c; UPDATE account SET amount = 0 WHERE CURRENT OF c; COMMIT;
CREATE PROCEDURE post(int, yuan) LANGUAGE plpgsql AS 'BEGIN UPDATE account SET amount = amount + $2 WHERE unit = ''e'' AND line = $1; COMMIT; END';
CALL post(1, 1);
CREATE PROCEDURE post_both(yuan) LANGUAGE plpgsql AS 'BEGIN UPDATE account SET amount = amount + $1 WHERE unit = ''e''; COMMIT; UPDATE account SET amount = 0 WHERE unit = ''e'' AND line = 1; COMMIT; END';
CALL post_both(1);
SELECT unit, line, side, amount FROM account ORDER BY 1, 2;
\echo ---- SET CONSTRAINTS; a rule that is checked at once, then written again
BEGIN;
UPDATE account SET amount = amount + 1 WHERE unit = 'e';
SET CONSTRAINTS account_balance IMMEDIATE;
UPDATE account SET amount = amount + 1 WHERE unit = 'e';
UPDATE account SET amount = amount + 1 WHERE unit = 'e' AND line = 1;
COMMIT;
BEGIN;
UPDATE account SET amount = amount + 1 WHERE unit = 'e' AND line = 1;
SET CONSTRAINTS ALL IMMEDIATE;
ROLLBACK;
BEGIN;
UPDATE account SET amount = amount + 1 WHERE unit = 'e';
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
UPDATE account SET amount = amount + 1 WHERE unit = 'e' AND line = 1;
COMMIT;
\echo ---- savepoints: what is undone is not judged, what stands is
BEGIN;
SAVEPOINT s;
UPDATE account SET amount = 0 WHERE unit = 'e' AND line = 1;
ROLLBACK TO s;
COMMIT;
BEGIN;
UPDATE account SET amount = 0 WHERE unit = 'e' AND line = 1;
SAVEPOINT s;
UPDATE account SET amount = 0 WHERE unit = 'e' AND line = 2;
SET CONSTRAINTS ALL IMMEDIATE;
ROLLBACK TO s;
COMMIT;
BEGIN;
SAVEPOINT s;
UPDATE account SET amount = 0 WHERE unit = 'e' AND line = 1;
SET CONSTRAINTS ALL IMMEDIATE;
ROLLBACK TO s;
UPDATE account SET amount = 0 WHERE unit = 'e';
COMMIT;
BEGIN;
SAVEPOINT s;
UPDATE account SET amount = 1 WHERE unit = 'e' AND line = 1;
RELEASE s;
COMMIT;
SELECT DISTINCT amount FROM account WHERE unit = 'e';
\echo ---- two-phase commit: checked at PREPARE
BEGIN;
UPDATE account SET amount = 1 WHERE unit = 'e' AND line = 1;
PREPARE TRANSACTION 'roads';
DROP TABLE account;
DROP PROCEDURE post, post_both;
