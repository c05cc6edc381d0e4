-- A formula set keeps the promises of the other kinds.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;

CREATE TABLE head (unit text NOT NULL, year int NOT NULL, item text NOT NULL, amount yuan, PRIMARY KEY (unit, year, item));
CREATE TABLE body (unit text NOT NULL, year int NOT NULL, next_year int NOT NULL, code subject_code NOT NULL, amount yuan, closing yuan, PRIMARY KEY (unit, year, code));
CREATE INDEX ON body (unit, next_year);
SELECT fiscal_add_formulas('agree', $$
	key unit, year;
	form h = head line item figures amount;
	form b = body line code figures amount, closing;
	form last = body key unit, next_year line code figures amount, closing;
	total: h[total] = b.amount;
	opening: h[opening] = last?.closing;
$$);
CREATE FUNCTION verdicts(VARIADIC what text[] DEFAULT '{violation,warning}') RETURNS TABLE (key jsonb, formula text, stated yuan, computed yuan, verdict text) LANGUAGE sql AS
	$$ SELECT key, formula, stated, computed, verdict FROM fiscal_audit('head', 'agree', what) ORDER BY key->'unit', key->'year', formula $$;

-- Whichever table is written last, and however: the document is judged at COMMIT.
BEGIN;
INSERT INTO head VALUES ('a', 2024, 'total', 10);
INSERT INTO body VALUES ('a', 2024, 2025, '204', 7, 1), ('a', 2024, 2025, '205', 3, 2);
COMMIT;
UPDATE body SET amount = 8 WHERE code = '204';
UPDATE head SET amount = 11;
DELETE FROM body WHERE code = '205';
UPDATE body SET year = 2023 WHERE code = '205';
COPY body FROM stdin WITH (DELIMITER ',');
a,2024,2025,206,1,0
\.
INSERT INTO head VALUES ('a', 2024, 'total', 12) ON CONFLICT (unit, year, item) DO UPDATE SET amount = excluded.amount;
WITH up AS (UPDATE head SET amount = 12 RETURNING 1) UPDATE body SET amount = 9 WHERE code = '204';
UPDATE body SET closing = 3 WHERE code = '204';

-- Last year's form is this year's, and a write to it judges next year's document.
INSERT INTO head VALUES ('a', 2025, 'opening', 5);
UPDATE body SET closing = 4 WHERE code = '204';
UPDATE body SET next_year = 2026 WHERE code = '204';
BEGIN;
UPDATE body SET closing = 4 WHERE code = '204';
SELECT table_name, key, column_name, stated, computed, verdict, formula FROM fiscal_pending();
UPDATE head SET amount = 6 WHERE item = 'opening';
SELECT count(*) FROM fiscal_pending();
COMMIT;
SELECT * FROM verdicts('all');
-- The same row in both of its forms.
BEGIN;
UPDATE body SET next_year = year;
SELECT * FROM verdicts();
UPDATE body SET closing = 0;
ROLLBACK;

-- At once, when asked; savepoints take back what is to be judged.
BEGIN;
SET CONSTRAINTS agree IMMEDIATE;
UPDATE body SET amount = 0 WHERE code = '204';
ROLLBACK;
BEGIN;
SAVEPOINT s;
UPDATE body SET amount = 0 WHERE code = '204';
ROLLBACK TO s;
COMMIT;
BEGIN;
UPDATE body SET amount = 0 WHERE code = '204';
SAVEPOINT s;
SET CONSTRAINTS agree IMMEDIATE;
ROLLBACK TO s;
UPDATE head SET amount = 3 WHERE item = 'total';
SET CONSTRAINTS agree IMMEDIATE;
COMMIT;

-- TRUNCATE of one table empties one side of every document.
BEGIN;
TRUNCATE body;
SELECT * FROM verdicts('all');
COMMIT;
INSERT INTO body VALUES ('a', 2024, 2025, '204', 3, 6);
BEGIN;
TRUNCATE head;
INSERT INTO head VALUES ('a', 2024, 'total', 4);
COMMIT;
SELECT fiscal_validate('head'), fiscal_validate('body', 'agree');

-- Two-phase commit.
BEGIN;
UPDATE head SET amount = 5 WHERE item = 'total';
PREPARE TRANSACTION 'formulas_bad';
BEGIN;
UPDATE head SET amount = 5 WHERE item = 'total';
UPDATE body SET amount = 5;
PREPARE TRANSACTION 'formulas_good';
COMMIT PREPARED 'formulas_good';

-- A session that has not loaded the library, another search_path, another DateStyle.
\c -
SET search_path = pg_catalog;
\set SHOW_CONTEXT never
UPDATE public.body SET amount = 6;
SET search_path = public, pg_catalog;
CREATE FUNCTION public.equal(text, text) RETURNS bool LANGUAGE sql AS 'SELECT true';
CREATE OPERATOR public.= (FUNCTION = public.equal, LEFTARG = text, RIGHTARG = text);
INSERT INTO head VALUES ('b', 2024, 'total', 1);
UPDATE body SET unit = 'b', amount = 6;
RESET search_path;
DROP OPERATOR public.= (text, text);
DROP FUNCTION public.equal;
DELETE FROM head WHERE unit = 'b';

CREATE TABLE days (n int NOT NULL, day date NOT NULL, at timestamptz, x yuan, PRIMARY KEY (n, day));
SELECT fiscal_add_formulas('days', $$ key n; form d = days line day, at; d: d['2024-05-01'] = d['2024-06-01'/'2024-06-01 12:00:00+00']; $$);
SET DateStyle = 'German';
SET TimeZone = 'Asia/Shanghai';
INSERT INTO days VALUES (1, '1.5.2024', NULL, 5), (1, '1.6.2024', '1.6.2024 20:00:00', 6);
\c -
\set SHOW_CONTEXT never
SET DateStyle = 'German';
SET TimeZone = 'Asia/Shanghai';
INSERT INTO days VALUES (1, '1.5.2024', NULL, 5), (1, '1.6.2024', '1.6.2024 20:00:00', 6);
INSERT INTO days VALUES (1, '1.5.2024', NULL, 5), (1, '1.6.2024', '1.6.2024 20:00:00', 5);
UPDATE days SET x = 6 WHERE day = '1.6.2024';
SET DateStyle = 'ISO';
UPDATE days SET x = 7 WHERE day = '2024-05-01';
SELECT line, stated, computed, verdict FROM fiscal_audit('days', verdicts => '{all}');
RESET DateStyle; RESET TimeZone;
DROP TABLE days;

-- Row security and rights: hidden rows count, figures are shown to who may read them.
CREATE ROLE formulas_writer;
GRANT SELECT, INSERT, UPDATE, DELETE ON head TO formulas_writer;
SET ROLE formulas_writer;
UPDATE head SET amount = 6 WHERE item = 'total';
SELECT count(*) FROM fiscal_audit('head');
SELECT fiscal_validate('head');
SELECT fiscal_drop_check('head', 'agree');
RESET ROLE;
GRANT SELECT, INSERT, UPDATE, DELETE ON body TO formulas_writer;
SET ROLE formulas_writer;
UPDATE head SET amount = 6 WHERE item = 'total';
SELECT count(*) FROM fiscal_audit('head');
RESET ROLE;
ALTER TABLE body ENABLE ROW LEVEL SECURITY;
CREATE POLICY none ON body USING (false);
SET ROLE formulas_writer;
SELECT count(*) FROM body;
UPDATE head SET amount = 6 WHERE item = 'total';
SELECT count(*) FROM fiscal_audit('head');
RESET ROLE;
DROP POLICY none ON body;
ALTER TABLE body DISABLE ROW LEVEL SECURITY;

-- Renamed tables are followed, and so is a schema that all of them move to.
ALTER TABLE body RENAME TO corpus;
UPDATE corpus SET amount = 6;
SELECT DISTINCT tables FROM fiscal_formulas;
CREATE SCHEMA elsewhere;
ALTER TABLE corpus SET SCHEMA elsewhere;
UPDATE head SET amount = 6 WHERE item = 'total';
UPDATE elsewhere.corpus SET amount = 6;
SELECT table_name, name, problem FROM fiscal_checks;
ALTER TABLE head SET SCHEMA elsewhere;
UPDATE elsewhere.head SET amount = 6 WHERE item = 'total';
ALTER TABLE elsewhere.head SET SCHEMA public;
ALTER TABLE elsewhere.corpus SET SCHEMA public;
-- Names that go round: each trigger knows its own table.
ALTER TABLE head RENAME TO body;
ALTER TABLE corpus RENAME TO head;
UPDATE body SET amount = 6 WHERE item = 'total';
UPDATE head SET amount = 6;
BEGIN;
UPDATE body SET amount = 6 WHERE item = 'total';
UPDATE head SET amount = 6;
COMMIT;
ALTER TABLE head RENAME TO corpus;
ALTER TABLE body RENAME TO head;
ALTER TABLE corpus RENAME TO body;
-- The name of the trigger does not matter, that of its constraint does.
ALTER TRIGGER agree ON body RENAME TO neither;
UPDATE body SET amount = 7;
ALTER TABLE body RENAME CONSTRAINT agree TO neither;
UPDATE head SET amount = 6 WHERE item = 'total';
UPDATE body SET amount = 7;
SELECT table_name, name, problem FROM fiscal_checks ORDER BY name;
ALTER TABLE body RENAME CONSTRAINT neither TO agree;
ALTER TRIGGER neither ON body RENAME TO agree;
-- A column that is renamed refuses writes until its name is back.
ALTER TABLE body RENAME closing TO final;
UPDATE head SET amount = 6;
SELECT table_name, name, broken_columns, problem FROM fiscal_checks;
ALTER TABLE body RENAME final TO closing;
UPDATE head SET amount = 7 WHERE item = 'total';
-- Disabled on one table: said, not hidden.
ALTER TABLE body DISABLE TRIGGER agree;
SELECT table_name, name, enabled, problem FROM fiscal_checks ORDER BY table_name::text;
ALTER TABLE body ENABLE TRIGGER agree;

-- One trigger dropped: the rest refuses writes.
BEGIN;
DROP TRIGGER agree ON body;
UPDATE head SET amount = 6 WHERE item = 'total';
SELECT table_name, name, problem FROM fiscal_checks;
COMMIT;
BEGIN;
DROP TRIGGER agree ON head;
INSERT INTO body VALUES ('c', 2024, 2025, '204', 1, 1);
COMMIT;
-- One table dropped, and nobody is asked: likewise.
BEGIN;
DROP TABLE body;
SELECT table_name, name, problem FROM fiscal_checks;
INSERT INTO head VALUES ('c', 2024, 'total', 1);
COMMIT;
BEGIN;
DROP TABLE body;
SELECT fiscal_drop_check('head', 'agree');
INSERT INTO head VALUES ('c', 2024, 'total', 1);
SELECT count(*) FROM fiscal_checks;
ROLLBACK;
-- Another table of its name is not it.
BEGIN;
ALTER TABLE body RENAME TO corpus;
CREATE TABLE body (LIKE corpus);
INSERT INTO body VALUES ('a', 2024, 2025, '204', 1, 1);
UPDATE head SET amount = 6 WHERE item = 'total';
UPDATE corpus SET amount = 6;
COMMIT;
SELECT table_name FROM fiscal_checks ORDER BY table_name::text;
DROP TABLE body;
ALTER TABLE corpus RENAME TO body;

-- From any table, whole; guards go with it.
BEGIN;
SELECT fiscal_drop_check('body', 'agree');
SELECT count(*) FROM pg_trigger WHERE tgrelid IN ('head'::regclass, 'body'::regclass);
ROLLBACK;
SELECT fiscal_drop_check('head', 'agree');
SELECT count(*) FROM pg_trigger WHERE tgrelid IN ('head'::regclass, 'body'::regclass);

-- The definition lives in the triggers: as pg_dump writes them, so they work.
SELECT fiscal_add_formulas('it''s', $$ key unit, year; form h = head line item figures amount; form b = body line code figures amount; "a\b'c": h['total'] = b.amount; q: h['o''''p'] = 0; $$);
CREATE TABLE dumped AS SELECT tgrelid::regclass AS rel, pg_get_triggerdef(oid) AS def FROM pg_trigger WHERE tgname = 'it''s' ORDER BY tgrelid;
SELECT fiscal_drop_check('head', 'it''s');
DO $$ DECLARE def text; BEGIN FOR def IN SELECT d.def FROM dumped d LOOP EXECUTE def; END LOOP; END $$;
SELECT "set", id, formula FROM fiscal_formulas;
UPDATE head SET amount = 8 WHERE item = 'total';
SELECT table_name, problem, truncate_covered FROM fiscal_checks ORDER BY table_name::text;
SELECT fiscal_drop_check('head', 'it''s');
DROP TABLE head, body, dumped;

-- All forms of a set in one partitioned table, by where; documents are sharded.
CREATE TABLE sheet (unit text NOT NULL, year int NOT NULL, form int NOT NULL, code subject_code NOT NULL, amount yuan, PRIMARY KEY (unit, year, form, code)) PARTITION BY LIST (year);
CREATE TABLE sheet24 PARTITION OF sheet FOR VALUES IN (2024);
CREATE TABLE sheet25 PARTITION OF sheet FOR VALUES IN (2025);
SELECT fiscal_add_formulas('sheets', $$
	key unit, year;
	form 01 = sheet line code where form = 01;
	form 02 = sheet line code where form = 2, year = 2024;
	tree per line of 01, 02: amount = children(amount);
	same per code: 01.amount = 02.amount;
$$);
INSERT INTO sheet SELECT 'a', year, form, code::subject_code, amount FROM generate_series(2024, 2025) year, generate_series(1, 3) form,
	(VALUES ('*', 3), ('204', 1), ('205', 2)) AS l (code, amount) WHERE form < 3 OR code = '*';
UPDATE sheet SET amount = 4 WHERE form = 3;
UPDATE sheet24 SET amount = 4 WHERE form = 2 AND code = '205';
UPDATE sheet25 SET amount = 4 WHERE form = 2 AND code = '205';
UPDATE sheet SET form = 4 WHERE form = 2 AND code = '205' AND year = 2024;
UPDATE sheet SET year = 2024, unit = 'b' WHERE year = 2025 AND form = 1 AND code = '204';
SELECT key, formula, line, verdict, count(*) FROM fiscal_audit('sheet', verdicts => '{all}') GROUP BY 1, 2, 3, 4 ORDER BY key->'year', formula, line->'code';
-- A partition that leaves is without the set; one that comes back wrong is refused.
ALTER TABLE sheet DETACH PARTITION sheet25;
UPDATE sheet25 SET amount = 9 WHERE form = 1;
ALTER TABLE sheet ATTACH PARTITION sheet25 FOR VALUES IN (2025);
UPDATE sheet25 SET amount = 18 WHERE form = 1 AND code = '*';
SELECT code, sum(amount) FROM sheet25 WHERE form = 1 GROUP BY code ORDER BY code;
ALTER TABLE sheet ATTACH PARTITION sheet25 FOR VALUES IN (2025);
UPDATE sheet25 SET amount = 9 WHERE form = 1 AND code = '*';
TRUNCATE sheet25;
SELECT table_name, name, leaves_covered, truncate_covered, problem FROM fiscal_checks;
SELECT fiscal_drop_check('sheet24', 'sheets');
SELECT fiscal_drop_check('sheet', 'sheets');
DROP TABLE sheet;

-- A set on a table that is empty, in a transaction that made it.
BEGIN;
CREATE TABLE head (n int PRIMARY KEY, x yuan, y yuan);
SELECT fiscal_add_formulas('fresh', 'key n; form h = head; r: h.x = h.y;');
INSERT INTO head VALUES (1, 1, 2);
COMMIT;
DROP FUNCTION verdicts;
DROP ROLE formulas_writer;
SELECT count(*) FROM fiscal_checks;
