-- Whoever writes, and whatever he put in his search_path: a verdict is about all
SET client_encoding = UTF8;
-- rows, and shows him none that he may not read.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;

CREATE ROLE regress_owner;
CREATE ROLE regress_clerk;
SELECT current_database() AS db \gset
GRANT CREATE ON DATABASE :"db" TO regress_owner;
CREATE SCHEMA books AUTHORIZATION regress_owner;
GRANT USAGE ON SCHEMA books TO regress_clerk;
SET ROLE regress_owner;
CREATE TABLE books.account (unit text NOT NULL, line int NOT NULL, side text, amount yuan, clerk name DEFAULT current_user, PRIMARY KEY (unit, line));
SELECT fiscal_add_balance('books.account', '{unit}', 'amount', 'side');
INSERT INTO books.account VALUES ('a', 1, 'revenue', 40), ('a', 2, 'expenditure', 40);

\echo ---- a writer who may not read: no figure, no key
GRANT INSERT, UPDATE, DELETE ON books.account TO regress_clerk;
GRANT SELECT (line) ON books.account TO regress_clerk;
SET ROLE regress_clerk;
INSERT INTO books.account VALUES ('a', 3, 'revenue', 1);
INSERT INTO books.account VALUES ('a', 3, 'revenue', 1), ('b', 1, 'revenue', 1);
INSERT INTO books.account VALUES ('a', 3, 'revenue', 1), ('a', 4, 'expenditure', 1);
BEGIN;
INSERT INTO books.account VALUES ('a', 5, 'revenue', 1);
SELECT table_name, check_name, kind, key, code, column_name, stated, computed, difference, bound, addends, verdict, cause FROM fiscal_pending();
ROLLBACK;
\set VERBOSITY sqlstate
SELECT * FROM fiscal_audit('books.account');
SELECT fiscal_validate('books.account');
SELECT fiscal_drop_check('books.account', 'account_balance');
SELECT fiscal_add_balance('books.account', '{unit}', 'amount', 'side');
\set VERBOSITY default
-- One who may read all columns of the rule sees them.
SET ROLE regress_owner;
GRANT SELECT (unit, side, amount) ON books.account TO regress_clerk;
SET ROLE regress_clerk;
INSERT INTO books.account VALUES ('a', 5, 'revenue', 1);

\echo ---- row-level security hides rows from him, not from the check
SET ROLE regress_owner;
ALTER TABLE books.account ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON books.account USING (clerk = current_user) WITH CHECK (true);
GRANT SELECT ON books.account TO regress_clerk;
SET ROLE regress_clerk;
INSERT INTO books.account VALUES ('a', 5, 'revenue', 1);
INSERT INTO books.account VALUES ('a', 5, 'revenue', 1), ('a', 6, 'expenditure', 1);
UPDATE books.account SET amount = 2 WHERE line = 5;
SELECT line FROM books.account ORDER BY line;
\set VERBOSITY sqlstate
SELECT * FROM fiscal_audit('books.account');
SELECT * FROM fiscal_audit_balance('books.account', '{unit}', 'amount', 'side');
SET row_security = off;
INSERT INTO books.account VALUES ('a', 7, 'revenue', 1);
INSERT INTO books.account VALUES ('a', 7, 'revenue', 1), ('a', 8, 'expenditure', 1);
RESET row_security;
\set VERBOSITY default
SELECT * FROM fiscal_audit('books.account');
-- Forced upon the owner as well, it keeps the audit from him, not the check.
SET ROLE regress_owner;
UPDATE books.account SET clerk = current_user, amount = 3 WHERE line = 1;
\set VERBOSITY sqlstate
SELECT * FROM fiscal_audit('books.account');
\set VERBOSITY default
SELECT fiscal_validate('books.account');
ALTER TABLE books.account NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY;

\echo ---- a SECURITY DEFINER function writes as its owner; COMMIT is of the caller
CREATE FUNCTION books.post(yuan) RETURNS void LANGUAGE sql SECURITY DEFINER AS 'UPDATE books.account SET amount = amount + $1 WHERE line = 1';
REVOKE ALL ON books.account FROM regress_clerk;
REVOKE SELECT (unit, side, amount, line) ON books.account FROM regress_clerk;
SET ROLE regress_clerk;
SELECT books.post(1);
SET ROLE regress_owner;

\echo ---- operators, functions, casts and types of the same names
CREATE SCHEMA hostile AUTHORIZATION regress_owner;
CREATE FUNCTION hostile.always(text, text) RETURNS bool LANGUAGE sql AS 'SELECT false';
CREATE OPERATOR hostile.= (LEFTARG = text, RIGHTARG = text, FUNCTION = hostile.always);
CREATE FUNCTION hostile.sum(anyelement) RETURNS anyelement LANGUAGE sql AS 'SELECT $1';
CREATE FUNCTION hostile.text_eq(text, text) RETURNS bool LANGUAGE sql AS 'SELECT false';
CREATE FUNCTION hostile.fiscal_balance() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE TYPE hostile.yuan AS (fen int);
CREATE TYPE hostile.text AS (a int);
CREATE TYPE hostile.subject_code AS ENUM ('204');
CREATE VIEW hostile.pg_trigger AS SELECT NULL::oid AS oid WHERE false;
SET search_path = hostile, pg_catalog, public;
UPDATE books.account SET amount = 41 WHERE line = 1;
INSERT INTO books.account VALUES ('c', 1, 'revenue', 1), ('c', 2, 'expenditure', 1);
INSERT INTO books.account VALUES ('c', 3, 'revenue', 1);
CREATE TABLE hostile.new (k pg_catalog.text PRIMARY KEY, revenue public.yuan, expenditure public.yuan);
SELECT fiscal_add_balance_columns('hostile.new', '{k}', 'revenue', 'expenditure');
INSERT INTO hostile.new VALUES ('x', 1, 2);
SELECT p.pronamespace::regnamespace FROM pg_catalog.pg_trigger t JOIN pg_proc p ON p.oid = tgfoid WHERE tgrelid = 'hostile.new'::regclass;
SET search_path = '';
UPDATE books.account SET amount = public.yuan_from_fen(4100) WHERE line OPERATOR(pg_catalog.=) 1;
SELECT public.fiscal_validate('books.account');
RESET search_path;
CREATE TABLE hostile.account (unit text, side text, amount yuan);
-- The trigger of the same name is none of ours.
CREATE TRIGGER lookalike AFTER INSERT ON hostile.account FOR EACH ROW EXECUTE FUNCTION hostile.fiscal_balance();
SELECT table_name, name FROM fiscal_checks ORDER BY name;

\echo ---- names that need quotes, values with quotes and commas
CREATE TABLE books."We""ird Täble, x" ("K""ey, a" text NOT NULL, "Am'ount" yuan, "Side " text, "select" int);
CREATE INDEX ON books."We""ird Täble, x" ("K""ey, a");
SELECT fiscal_add_balance('books."We""ird Täble, x"', ARRAY['K"ey, a'], 'Am''ount', 'Side ', ARRAY['it''s, "in"', ' pad '], ARRAY['', E'back\\slash\nline'], name => 'Rule "one", it''s');
SELECT table_name, name, arguments, problem FROM fiscal_checks WHERE name LIKE 'Rule%';
INSERT INTO books."We""ird Täble, x" VALUES ('k; DROP TABLE books.account; --', 5, 'it''s, "in"'), ('k; DROP TABLE books.account; --', 1, ' pad '), ('k; DROP TABLE books.account; --', 4, ''), ('k; DROP TABLE books.account; --', 2, E'back\\slash\nline');
INSERT INTO books."We""ird Täble, x" VALUES ('k; DROP TABLE books.account; --', 5, ' pad ');
SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgname LIKE 'Rule%';
SELECT key FROM fiscal_audit('books."We""ird Täble, x"', verdicts => NULL);
SELECT fiscal_drop_check('books."We""ird Täble, x"', 'Rule "one", it''s');
SELECT fiscal_add_tie('books."We""ird Täble, x"', ARRAY['K"ey, a'], 'Am''ount', '{"Side ": ["it''s, \"in\"", null]}', 'books.account', '{unit}', 'amount', '{}', name => 'Tie"d');
SELECT fiscal_drop_check('books.account', 'Tie"d');

RESET ROLE;
SET client_min_messages = warning;
DROP SCHEMA books, hostile CASCADE;
REVOKE CREATE ON DATABASE :"db" FROM regress_owner;
DROP ROLE regress_owner, regress_clerk;
