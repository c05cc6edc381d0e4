-- fiscal_subject: seeded class names, the user's own rows, and what is wrong with them
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;

SELECT kind, count(*), min(code), max(code), bool_and(subject_level(code) = 1 AND kind = subject_kind(code)) AS classes
FROM fiscal_subject WHERE seeded AND year = 2024 GROUP BY kind ORDER BY min(code);
SELECT code, name FROM fiscal_subject WHERE year = 2024 AND code IN ('101', '204', '215', '309', '514') ORDER BY code;
-- seeding again adds what is missing and nothing else
DELETE FROM fiscal_subject WHERE code <@ '{204,205}'::subject_code[];
SELECT fiscal_subject_seed(), fiscal_subject_seed();

-- A user's file loads with one COPY, classes that are seeded included.
COPY fiscal_subject (year, kind, code, name) FROM stdin WITH (FORMAT csv, HEADER);
year,kind,code,name
2024,function,204,公共安全
2024,function,20402,公安
2024,function,2040201,行政运行
2024,function,2040299,其他公安支出
2023,function,204,公共安全支出
\.
SELECT year, kind, code, name, seeded FROM fiscal_subject WHERE code <@ '204' ORDER BY year, code;
-- but his own rows have one key
INSERT INTO fiscal_subject (year, kind, code, name) VALUES (2024, 'function', '204', 'again');
-- A row that the user writes is his, whatever he says.
UPDATE fiscal_subject SET name = '教育' WHERE year = 2024 AND code = '205';
INSERT INTO fiscal_subject VALUES (2024, 'function', '20501', '教育管理事务', true);
SELECT code, seeded FROM fiscal_subject WHERE year = 2024 AND code <@ '205' ORDER BY code;

-- pg_dump keeps his rows, and everybody may read
SELECT condition FROM pg_extension, unnest(extconfig, extcondition) c(rel, condition)
WHERE extname = 'govfiscal' AND rel = 'fiscal_subject'::regclass;
SELECT has_table_privilege('public', 'fiscal_subject', 'SELECT') AS read, has_table_privilege('public', 'fiscal_subject', 'INSERT') AS write;
-- whoever may insert may replace a seeded row
CREATE ROLE subject_clerk;
GRANT INSERT ON fiscal_subject TO subject_clerk;
SET ROLE subject_clerk;
INSERT INTO fiscal_subject (year, kind, code, name) VALUES (2024, 'function', '206', '科学技术');
SELECT fiscal_subject_seed();
DELETE FROM fiscal_subject WHERE code = '206';
RESET ROLE;
SELECT name, seeded FROM fiscal_subject WHERE year = 2024 AND code = '206';
REVOKE INSERT ON fiscal_subject FROM subject_clerk;
DROP ROLE subject_clerk;

-- orphans, duplicates, codes under the wrong kind
SELECT * FROM fiscal_subject_report(2024);
INSERT INTO fiscal_subject (year, kind, code, name) VALUES
	(2024, 'function', '2040301', '行政运行'), (2024, 'function', '2040202', '行政运行'), (2024, 'revenue', '20402', '公安');
SELECT * FROM fiscal_subject_report(2024);
SELECT count(*) FROM fiscal_subject_report(1999);

-- codes that a table uses; names that need quotes
CREATE TABLE "Odd ""table""" ("the code" subject_code, other integer);
INSERT INTO "Odd ""table""" VALUES ('204'), ('2040299'), ('2040298'), ('2040298'), ('50201'), ('*'), (NULL);
SELECT * FROM fiscal_subject_report(2024, '"Odd ""table"""', 'the code') WHERE problem = 'unknown';
SELECT code, uses FROM fiscal_subject_report(1999, '"Odd ""table"""', 'the code');
SELECT * FROM fiscal_subject_report(2024, '"Odd ""table"""', 'none');
SELECT * FROM fiscal_subject_report(2024, '"Odd ""table"""', 'other');
SELECT * FROM fiscal_subject_report(2024, '"Odd ""table"""');
SELECT * FROM fiscal_subject_report(NULL);
-- as the caller, with his rights
CREATE ROLE subject_guest;
\set SHOW_CONTEXT never
SET ROLE subject_guest;
SELECT * FROM fiscal_subject_report(2024, '"Odd ""table"""', 'the code');
RESET ROLE;
DROP ROLE subject_guest;
\set SHOW_CONTEXT errors
-- whatever is on the search_path
SET search_path = pg_catalog;
SELECT count(*) FROM public.fiscal_subject_report(2024, 'public."Odd ""table"""', 'the code');
RESET search_path;

-- the trigger function belongs to this table
SELECT fiscal_subject_own();
CREATE TRIGGER stolen BEFORE INSERT ON "Odd ""table""" FOR EACH ROW EXECUTE FUNCTION fiscal_subject_own();
INSERT INTO "Odd ""table""" VALUES ('204');
DROP TABLE "Odd ""table""";
DELETE FROM fiscal_subject;
SELECT fiscal_subject_seed();
-- Who creates the extension owns the table, and may seed it again; nobody else may.
CREATE ROLE subject_owner;
CREATE SCHEMA owned AUTHORIZATION subject_owner;
DO $$ BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO subject_owner', current_database()); END $$;
BEGIN;
DROP EXTENSION govfiscal CASCADE;
SET LOCAL ROLE subject_owner;
CREATE EXTENSION govfiscal SCHEMA owned;
SELECT tableowner FROM pg_tables WHERE tablename = 'fiscal_subject';
DELETE FROM owned.fiscal_subject WHERE kind = 'revenue';
SELECT owned.fiscal_subject_seed();
RESET ROLE;
SELECT has_function_privilege('public', 'owned.fiscal_subject_seed()', 'EXECUTE') AS everybody;
ROLLBACK;
DROP SCHEMA owned;
DO $$ BEGIN EXECUTE format('REVOKE CREATE ON DATABASE %I FROM subject_owner', current_database()); END $$;
DROP ROLE subject_owner;
\set VERBOSITY sqlstate
SELECT fiscal_subject_own();
SELECT fiscal_subject_report(2024, 0, 'code');
SELECT fiscal_subject_report(2024, 'fiscal_subject', NULL);
\set VERBOSITY default
