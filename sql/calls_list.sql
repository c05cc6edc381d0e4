-- To look at the rules locks no table, and shows nobody those on tables he has no right on.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;

CREATE ROLE regress_nobody;
CREATE ROLE regress_some;
CREATE TABLE parts (unit int NOT NULL, year int NOT NULL, line int, debit yuan, credit yuan, PRIMARY KEY (unit, year, line)) PARTITION BY LIST (year);
CREATE TABLE parts_24 PARTITION OF parts FOR VALUES IN (2024) PARTITION BY LIST (unit);
CREATE TABLE parts_24_1 PARTITION OF parts_24 FOR VALUES IN (1);
CREATE TABLE parts_25 PARTITION OF parts FOR VALUES IN (2025);
CREATE TABLE other (unit int, year int, debit yuan, PRIMARY KEY (unit, year));
CREATE TYPE pair AS (a int, b int);
CREATE TABLE plain (k int PRIMARY KEY, amount yuan, side pair);
SELECT fiscal_add_balance_columns('parts', '{unit,year}', 'debit', 'credit');
SELECT fiscal_add_tie('parts', '{unit,year}', 'debit', '{}', 'other', '{unit,year}', 'debit', '{}', name => 'tied');
SELECT fiscal_add_balance('plain', '{k}', 'amount', 'side', '{"(1,1)"}', '{"(2,2)"}');
\c -
CREATE VIEW locks AS SELECT relation::regclass, mode FROM pg_locks WHERE pid = pg_backend_pid() AND relation >= 16384 AND relation::regclass::text NOT IN ('fiscal_checks', 'locks');
BEGIN;
SELECT table_name, name, leaves_covered, truncate_covered, problem FROM fiscal_checks ORDER BY name, table_name;
SELECT * FROM locks;
SAVEPOINT s;
SELECT count(*) FROM fiscal_checks;
SELECT * FROM locks;
COMMIT;

\echo ---- one who has no right sees nothing, one who has a right on a column of a table sees its rules
GRANT REFERENCES (unit) ON other TO regress_some;
SET ROLE regress_nobody;
SELECT table_name, name FROM fiscal_checks;
SET ROLE regress_some;
SELECT table_name, name, problem FROM fiscal_checks;
RESET ROLE;

\echo ---- what is covered, looked at so
ALTER TABLE parts_24_1 DISABLE TRIGGER parts_balance;
ALTER TABLE parts_25 DISABLE TRIGGER fiscal_truncate_guard;
SELECT table_name, name, leaves_covered, truncate_covered, problem FROM fiscal_checks ORDER BY name, table_name;

DROP TABLE parts, other, plain CASCADE;
DROP VIEW locks;
DROP TYPE pair;
DROP ROLE regress_nobody, regress_some;
