-- What changes the structure of a table cannot lead past its rules, in a session
-- that has loaded nothing of the extension as in any other.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;

CREATE TABLE book (unit int NOT NULL, line int NOT NULL, side text, amount yuan(100), other yuan(100), PRIMARY KEY (unit, line));
INSERT INTO book VALUES (1, 1, 'revenue', 500, 100), (1, 2, 'expenditure', 500, 300);
SELECT fiscal_add_balance('book', '{unit}', 'amount', 'side');

\echo ---- other values in a column: TYPE ... USING, also in the first statement of a session
ALTER TABLE book ALTER amount TYPE yuan USING CASE line WHEN 1 THEN 7 ELSE amount END;
\c -
\set SHOW_CONTEXT never
ALTER TABLE book ALTER amount TYPE yuan USING CASE line WHEN 1 THEN 7 ELSE amount END;
ALTER TABLE book ALTER side TYPE varchar(20) USING replace(side, 'revenue', 'none');
ALTER TABLE book ALTER unit TYPE int USING line;
-- What is set right before COMMIT is right.
BEGIN;
ALTER TABLE book ALTER amount TYPE yuan(100) USING CASE line WHEN 1 THEN 700 ELSE amount END;
UPDATE book SET amount = 700;
COMMIT;
BEGIN;
SAVEPOINT s;
ALTER TABLE book ALTER amount TYPE yuan USING 7 * line;
ROLLBACK TO s;
COMMIT;
SELECT unit, line, side, amount FROM book ORDER BY line;

\echo ---- a narrower tolerance
BEGIN;
INSERT INTO book VALUES (1, 3, 'revenue', 100), (1, 4, 'expenditure', 100);
UPDATE book SET amount = 800 WHERE line = 1;
COMMIT;
ALTER TABLE book ALTER amount TYPE yuan(1);
ALTER TABLE book ALTER amount TYPE yuan;
UPDATE book SET amount = 700 WHERE line = 1;
ALTER TABLE book ALTER amount TYPE yuan(1);
DELETE FROM book WHERE line > 2;

\echo ---- another column under the name
ALTER TABLE book DROP amount, ADD amount yuan DEFAULT 7;
ALTER TABLE book DROP side, ADD side text DEFAULT 'revenue';
BEGIN;
ALTER TABLE book RENAME amount TO former;
ALTER TABLE book RENAME other TO amount;
COMMIT;
ALTER TABLE book RENAME amount TO former;
UPDATE book SET former = 8;
\c -
\set SHOW_CONTEXT never
ALTER TABLE book RENAME other TO amount;
ALTER VIEW book RENAME other TO amount;
-- The rule cannot be read, so that this needs another road.
ALTER TABLE book DISABLE TRIGGER book_balance;
UPDATE book SET other = 300;
ALTER TABLE book ENABLE TRIGGER book_balance;
ALTER VIEW book RENAME other TO amount;
SELECT fiscal_validate('book');
ALTER TABLE book RENAME amount TO other;
ALTER TABLE book RENAME former TO amount;

\echo ---- a new column without a value would leave the rule nothing to judge
BEGIN;
ALTER TABLE book RENAME amount TO former;
ALTER TABLE book ADD amount yuan;
COMMIT;
ALTER TABLE book RENAME amount TO former;
ALTER TABLE book ADD amount yuan;
ALTER TABLE book ADD amount yuan, DROP other;
BEGIN;
ALTER TABLE book ADD amount yuan;
UPDATE book SET amount = former + line;
COMMIT;
BEGIN;
ALTER TABLE book ADD amount yuan;
UPDATE book SET amount = former;
COMMIT;
ALTER TABLE book DROP former;
BEGIN;
ALTER TABLE book DROP side, ADD side text;
SELECT count(*) FROM fiscal_pending();
COMMIT;
-- One that was there already is not new, and what is no column of the rule is nobody's business.
ALTER TABLE book ADD IF NOT EXISTS amount yuan;
ALTER TABLE book ADD note text, ALTER other TYPE yuan USING 3;
-- An empty table has nothing to judge yet.
BEGIN;
DELETE FROM book;
COMMIT;
ALTER TABLE book DROP amount, ADD amount yuan;
INSERT INTO book VALUES (1, 1, 'revenue', 5), (1, 2, 'expenditure', 5);

\echo ---- a rule that warns, one that is switched off, one that a replica keeps to; a plain role
SELECT fiscal_drop_check('book', 'book_balance');
SELECT fiscal_add_balance('book', '{unit}', 'other', 'side', severity => 'warning');
ALTER TABLE book RENAME other TO former;
ALTER TABLE book ADD other yuan;
ALTER TABLE book ALTER other TYPE yuan USING line;
SELECT fiscal_drop_check('book', 'book_balance');
SELECT fiscal_add_balance('book', '{unit}', 'other', 'side', validate => false);
SET session_replication_role = replica;
ALTER TABLE book ALTER other TYPE yuan USING line;
ALTER TABLE book ENABLE ALWAYS TRIGGER book_balance;
ALTER TABLE book ALTER other TYPE yuan USING line;
RESET session_replication_role;
ALTER TABLE book DISABLE TRIGGER book_balance;
ALTER TABLE book ALTER other TYPE yuan USING line;
ALTER TABLE book ENABLE TRIGGER book_balance;
CREATE ROLE regress_alterer;
ALTER TABLE book OWNER TO regress_alterer;
SET ROLE regress_alterer;
ALTER TABLE book ALTER other TYPE yuan USING line;
ALTER TABLE book ALTER other TYPE yuan USING 1;
RESET ROLE;
DROP TABLE book;
DROP ROLE regress_alterer;

\echo ---- both tables of a tie, partitions of one, a function that alters
CREATE TABLE total (unit int NOT NULL, year int NOT NULL, amount yuan, PRIMARY KEY (unit, year)) PARTITION BY LIST (year);
CREATE TABLE total_24 PARTITION OF total FOR VALUES IN (2024);
CREATE TABLE item (unit int NOT NULL, year int NOT NULL, n int, amount yuan, PRIMARY KEY (unit, year, n));
SELECT fiscal_add_tie('total', '{unit}', 'amount', '{}', 'item', '{unit}', 'amount', '{}', name => 'tied');
INSERT INTO total VALUES (1, 2024, 10);
INSERT INTO item VALUES (1, 2024, 1, 4), (1, 2024, 2, 6);
ALTER TABLE item ALTER amount TYPE yuan USING 5 - n;
ALTER TABLE total ALTER amount TYPE yuan USING 11;
ALTER TABLE total DROP amount, ADD amount yuan DEFAULT 9;
DO $$ BEGIN EXECUTE 'ALTER TABLE total DROP amount, ADD amount yuan'; END $$;
CREATE FUNCTION alter_it() RETURNS void LANGUAGE sql AS 'ALTER TABLE item ALTER amount TYPE yuan USING 5 - n';
SELECT alter_it();
DROP FUNCTION alter_it();

\echo ---- a partition that comes has a guard, and its rows are judged; so are those that a leaving one leaves
CREATE TABLE total_25 PARTITION OF total FOR VALUES IN (2025) PARTITION BY LIST (year);
CREATE TABLE total_25_all PARTITION OF total_25 DEFAULT;
CREATE TABLE total_26 (LIKE total);
INSERT INTO total_26 VALUES (1, 2026, 3);
ALTER TABLE total ATTACH PARTITION total_26 FOR VALUES IN (2026);
BEGIN;
ALTER TABLE total ATTACH PARTITION total_26 FOR VALUES IN (2026);
INSERT INTO item VALUES (1, 2026, 3, 3);
INSERT INTO total VALUES (1, 2025, 1);
INSERT INTO item VALUES (1, 2025, 1, 1);
COMMIT;
SELECT table_name, truncate_covered FROM fiscal_checks ORDER BY table_name::text;
SELECT tgrelid::regclass AS guarded FROM pg_trigger WHERE tgname = 'fiscal_truncate_guard' ORDER BY tgrelid::regclass::text;
TRUNCATE total_26;
ALTER TABLE total DETACH PARTITION total_26;
DROP TABLE total_26;
\c -
\set SHOW_CONTEXT never
DROP TABLE total_25;
CREATE SCHEMA away CREATE TABLE total_27 PARTITION OF total FOR VALUES IN (2027);
BEGIN;
INSERT INTO total VALUES (1, 2027, 3);
INSERT INTO item VALUES (1, 2027, 1, 3);
COMMIT;
\set VERBOSITY terse
DROP SCHEMA away CASCADE;
TRUNCATE away.total_27;
\set VERBOSITY default
BEGIN;
SAVEPOINT s;
DROP TABLE total_26;
ROLLBACK TO s;
COMMIT;
BEGIN;
ALTER TABLE total DETACH PARTITION total_26;
DELETE FROM item WHERE n = 3;
COMMIT;
DROP TABLE total, item, total_26;
DROP SCHEMA away;

\echo ---- a table that takes its columns from another, or from a type
CREATE TABLE parent (k int NOT NULL, revenue yuan, expenditure yuan, further yuan DEFAULT 1);
CREATE TABLE child (PRIMARY KEY (k)) INHERITS (parent);
SELECT fiscal_add_balance_columns('child', '{k}', 'revenue', 'expenditure');
INSERT INTO child VALUES (1, 2, 2);
ALTER TABLE parent ALTER revenue TYPE yuan USING k;
ALTER TABLE parent RENAME revenue TO former;
ALTER TABLE parent RENAME further TO revenue;
DROP TABLE parent CASCADE;
CREATE TYPE shape AS (k int, revenue yuan, expenditure yuan, further yuan);
CREATE TABLE shaped OF shape (PRIMARY KEY (k));
SELECT fiscal_add_balance_columns('shaped', '{k}', 'revenue', 'expenditure');
INSERT INTO shaped VALUES (1, 2, 2, 3);
ALTER TYPE shape RENAME ATTRIBUTE revenue TO former CASCADE;
ALTER TYPE shape RENAME ATTRIBUTE further TO revenue CASCADE;
ALTER TYPE shape ADD ATTRIBUTE revenue yuan CASCADE;
DROP TYPE shape CASCADE;

\echo ---- words of an enum
CREATE TYPE word AS ENUM ('in', 'out', 'none');
CREATE DOMAIN said AS word;
CREATE TABLE spoken (k int, n int, side said, amount yuan, PRIMARY KEY (k, n));
SELECT fiscal_add_balance('spoken', '{k}', 'amount', 'side', '{in}', '{out}');
INSERT INTO spoken VALUES (1, 1, 'in', 5), (1, 2, 'out', 5), (1, 3, 'none', 7);
ALTER TYPE word ADD VALUE 'further';
ALTER TYPE word RENAME VALUE 'further' TO 'later';
-- The words of an enum that the rule does not read are none of its own.
CREATE TYPE other_word AS ENUM ('x');
BEGIN;
ALTER TABLE spoken DISABLE TRIGGER spoken_balance;
UPDATE spoken SET amount = 6 WHERE n = 1;
ALTER TABLE spoken ENABLE TRIGGER spoken_balance;
ALTER TYPE other_word RENAME VALUE 'x' TO 'y';
COMMIT;
ALTER TYPE word RENAME VALUE 'later' TO 'last';
BEGIN;
ALTER TABLE spoken DISABLE TRIGGER spoken_balance;
UPDATE spoken SET amount = 5 WHERE n = 1;
ALTER TABLE spoken ENABLE TRIGGER spoken_balance;
COMMIT;
DROP TYPE other_word;
BEGIN;
ALTER TYPE word RENAME VALUE 'in' TO 'former';
ALTER TYPE word RENAME VALUE 'none' TO 'in';
COMMIT;
ALTER TYPE word RENAME VALUE 'in' TO 'former';
\set SHOW_CONTEXT errors
UPDATE spoken SET amount = 6 WHERE n = 1;
\c -
\set SHOW_CONTEXT never
ALTER TYPE word RENAME VALUE 'none' TO 'in';
DELETE FROM spoken;
ALTER TYPE word RENAME VALUE 'former' TO 'in';
DELETE FROM spoken;
DROP TABLE spoken;
DROP DOMAIN said;
DROP TYPE word;

\echo ---- who may call the function
SELECT fiscal_watch_structure();
