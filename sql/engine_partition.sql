-- Partitioned tables: a group may lie in several partitions, of several shapes.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;

CREATE TABLE books (unit int NOT NULL, year int NOT NULL, month int NOT NULL, revenue yuan, expenditure yuan) PARTITION BY RANGE (month);
CREATE INDEX ON books (unit, year);
CREATE TABLE first PARTITION OF books FOR VALUES FROM (1) TO (4);
-- Columns in another order, some that are gone, and a partition of partitions.
CREATE TABLE second (gone text, expenditure yuan, revenue yuan, also_gone int, month int NOT NULL, year int NOT NULL, unit int NOT NULL);
ALTER TABLE second DROP COLUMN gone, DROP COLUMN also_gone;
ALTER TABLE books ATTACH PARTITION second FOR VALUES FROM (4) TO (7);
CREATE TABLE third PARTITION OF books FOR VALUES FROM (7) TO (13) PARTITION BY LIST (month);
CREATE TABLE third_7 PARTITION OF third FOR VALUES IN (7);
CREATE TABLE third_rest PARTITION OF third DEFAULT;
SELECT fiscal_add_balance_columns('books', '{unit,year}', 'revenue', 'expenditure', name => 'year_balance');
SELECT name, leaves_covered, truncate_covered FROM fiscal_checks;

\echo ---- through the root and into leaves
INSERT INTO books VALUES (1, 2024, 1, 100, 0), (1, 2024, 5, 0, 60), (1, 2024, 7, 0, 30), (1, 2024, 12, 0, 10);
INSERT INTO second (unit, year, month, revenue, expenditure) VALUES (1, 2024, 4, 1, 0);
INSERT INTO third_7 VALUES (1, 2024, 7, 1, 0);
BEGIN;
INSERT INTO second (unit, year, month, revenue, expenditure) VALUES (1, 2024, 4, 1, 0);
INSERT INTO third_7 VALUES (1, 2024, 7, 0, 1);
COMMIT;
UPDATE second SET expenditure = 61 WHERE month = 5;
UPDATE books SET expenditure = 61 WHERE month = 5;
DELETE FROM third_rest;
COPY first FROM stdin;
1	2024	2	5.00	0
\.
COPY books FROM stdin;
1	2024	2	5.00	0
1	2024	11	0	5.00
\.
\echo ---- rows that move: within a group, and out of it
UPDATE books SET month = 8 WHERE month = 5;
UPDATE books SET month = 3, year = 2025 WHERE month = 8;
UPDATE books SET month = 3, revenue = 99 WHERE month = 1;
UPDATE books SET unit = 2, month = 13 - month;
SELECT tableoid::regclass, unit, sum(revenue), sum(expenditure) FROM books GROUP BY tableoid, unit ORDER BY tableoid::regclass::text COLLATE "C";

\echo ---- TRUNCATE: of one leaf, of a level, of all
TRUNCATE third_7;
TRUNCATE third;
BEGIN;
TRUNCATE third;
DELETE FROM books;
COMMIT;
INSERT INTO books VALUES (1, 2024, 1, 100, 100), (1, 2024, 8, 50, 50);
TRUNCATE third;
TRUNCATE books;
INSERT INTO books VALUES (1, 2024, 1, 100, 0), (1, 2024, 8, 0, 100);
BEGIN;
TRUNCATE third_rest;
INSERT INTO books VALUES (1, 2024, 9, 0, 100);
COMMIT;
SELECT fiscal_validate('books'), fiscal_validate('third_rest', 'year_balance');

\echo ---- ATTACH brings the rule, a check of the rows it brings, and a guard
CREATE TABLE zeroth (LIKE books);
INSERT INTO zeroth VALUES (1, 2024, 0, 7, 0);
ALTER TABLE books ATTACH PARTITION zeroth FOR VALUES FROM (0) TO (1);
BEGIN;
ALTER TABLE books ATTACH PARTITION zeroth FOR VALUES FROM (0) TO (1);
SELECT key, stated, computed FROM fiscal_audit('zeroth');
DELETE FROM zeroth;
COMMIT;
SELECT name, leaves_covered, truncate_covered FROM fiscal_checks;
ALTER TABLE zeroth DISABLE TRIGGER fiscal_truncate_guard;
SELECT name, leaves_covered, truncate_covered FROM fiscal_checks;
-- A guard goes by any name.
DROP TRIGGER fiscal_truncate_guard ON zeroth;
SELECT name, leaves_covered, truncate_covered FROM fiscal_checks;
CREATE TRIGGER guard AFTER TRUNCATE ON zeroth FOR EACH STATEMENT EXECUTE FUNCTION fiscal_truncate_guard();
SELECT name, leaves_covered, truncate_covered FROM fiscal_checks;
ALTER TABLE zeroth DISABLE TRIGGER year_balance;
SELECT name, leaves_covered, truncate_covered FROM fiscal_checks;

\echo ---- DETACH and DROP take rows away; so they do unseen where a superuser stops the watch
ALTER TABLE books DETACH PARTITION first;
DROP TABLE first;
ALTER EVENT TRIGGER fiscal_watch_structure DISABLE;
BEGIN;
ALTER TABLE books DETACH PARTITION first;
COMMIT;
ALTER EVENT TRIGGER fiscal_watch_structure ENABLE ALWAYS;
SELECT count(*) FROM pg_trigger WHERE tgrelid = 'first'::regclass AND tgname = 'year_balance';
SELECT key, stated, computed, verdict FROM fiscal_audit('books');
\set VERBOSITY sqlstate
SELECT fiscal_validate('books');
\set VERBOSITY default
-- A guard on a table that no rule covers any more does nothing.
TRUNCATE first;

\echo ---- removal, from a leaf as well, with all guards
SELECT fiscal_drop_check('third_7', 'year_balance');
SELECT tgrelid::regclass, tgname FROM pg_trigger WHERE tgrelid::regclass::text IN ('books', 'second', 'third', 'third_7', 'third_rest', 'zeroth');
DROP TABLE books, first;

\echo ---- a rule of one leaf is of that leaf
CREATE TABLE r (k int NOT NULL, p int NOT NULL, revenue yuan, expenditure yuan) PARTITION BY LIST (p);
CREATE TABLE r1 PARTITION OF r FOR VALUES IN (1);
CREATE TABLE r2 PARTITION OF r FOR VALUES IN (2);
CREATE INDEX ON r (k);
SELECT fiscal_add_balance_columns('r1', '{k}', 'revenue', 'expenditure');
INSERT INTO r VALUES (1, 2, 5, 4);
INSERT INTO r VALUES (1, 1, 5, 4);
INSERT INTO r VALUES (1, 1, 4, 4);
TRUNCATE r1;
DROP TABLE r;

\echo ---- a tie of partitioned tables; TRUNCATE with CASCADE
CREATE TABLE head (k int, y int, amount yuan, PRIMARY KEY (k, y)) PARTITION BY LIST (y);
CREATE TABLE head_24 PARTITION OF head FOR VALUES IN (2024);
CREATE TABLE head_25 PARTITION OF head FOR VALUES IN (2025);
CREATE TABLE item (k int NOT NULL, y int NOT NULL, n int, amount yuan, PRIMARY KEY (k, y, n));
ALTER TABLE item ADD FOREIGN KEY (k, y) REFERENCES head;
SELECT fiscal_add_tie('head', '{k}', 'amount', '{}', 'item', '{k}', 'amount', '{}');
INSERT INTO head VALUES (1, 2024, 10), (1, 2025, 5);
INSERT INTO item VALUES (1, 2024, 1, 9), (1, 2025, 2, 5);
INSERT INTO item VALUES (1, 2024, 1, 10), (1, 2025, 2, 5);
UPDATE head_25 SET amount = 4;
-- Nothing there: unreported.
TRUNCATE item;
INSERT INTO item VALUES (1, 2024, 1, 10), (1, 2025, 2, 5);
TRUNCATE head CASCADE;
SELECT count(*) FROM item;
SELECT table_name, truncate_covered FROM fiscal_checks ORDER BY table_name::text;
ALTER TABLE item DROP CONSTRAINT item_k_y_fkey;
INSERT INTO head VALUES (1, 2024, 10), (1, 2025, 5);
INSERT INTO item VALUES (1, 2024, 1, 10), (1, 2025, 2, 5);
TRUNCATE head_25;
BEGIN;
TRUNCATE head_25;
DELETE FROM item WHERE n = 2;
COMMIT;
DROP TABLE head, item;

\echo ---- partitions in other schemas, and under another name of the rule
CREATE SCHEMA far;
CREATE TABLE near (k int NOT NULL, p int NOT NULL, revenue yuan, expenditure yuan, PRIMARY KEY (k, p)) PARTITION BY LIST (p);
CREATE TABLE far.leaf PARTITION OF near FOR VALUES IN (1);
SELECT fiscal_add_balance_columns('near', '{k}', 'revenue', 'expenditure');
BEGIN;
INSERT INTO near VALUES (1, 1, 1, 0);
SELECT table_name, check_name, key FROM fiscal_pending();
COMMIT;
ALTER TABLE near RENAME CONSTRAINT near_balance TO renamed;
BEGIN;
INSERT INTO near VALUES (1, 1, 1, 0);
SELECT table_name, check_name, key FROM fiscal_pending();
COMMIT;
DROP TABLE near;
DROP SCHEMA far;

\echo ---- a foreign partition is refused
CREATE FOREIGN DATA WRAPPER nothing;
CREATE SERVER nowhere FOREIGN DATA WRAPPER nothing;
CREATE TABLE mixed (k int NOT NULL, revenue yuan, expenditure yuan) PARTITION BY LIST (k);
CREATE FOREIGN TABLE far PARTITION OF mixed FOR VALUES IN (1) SERVER nowhere;
SELECT fiscal_add_balance_columns('mixed', '{k}', 'revenue', 'expenditure');
DROP TABLE mixed;
SET client_min_messages = warning;
DROP FOREIGN DATA WRAPPER nothing CASCADE;

-- A rule redefined after TRUNCATE of a partition is judged by its new key.
CREATE TABLE recast (unit text NOT NULL, part int NOT NULL, side text, amount yuan) PARTITION BY LIST (part);
CREATE TABLE recast_1 PARTITION OF recast FOR VALUES IN (1);
CREATE TABLE recast_2 PARTITION OF recast FOR VALUES IN (2);
CREATE INDEX ON recast (unit);
SELECT fiscal_add_balance('recast', '{unit}', 'amount', 'side');
INSERT INTO recast VALUES ('7', 1, 'revenue', 5), ('7', 2, 'expenditure', 5);
BEGIN;
TRUNCATE recast_1;
ALTER TABLE recast ALTER unit TYPE int USING unit::int;
COMMIT;		-- fails
SELECT count(*) FROM recast;
DROP TABLE recast;
