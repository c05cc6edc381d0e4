-- fiscal_create_final_accounts: the forms, the seed in them, what is refused
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;
SET client_encoding = 'UTF8';
\set f01 `cat "${PG_ABS_SRCDIR:-.}/test/data/f01.tsv"`
\set f02 `cat "${PG_ABS_SRCDIR:-.}/test/data/f02.tsv"`
\set f03 `cat "${PG_ABS_SRCDIR:-.}/test/data/f03.tsv"`
\set f04 `cat "${PG_ABS_SRCDIR:-.}/test/data/f04.tsv"`
\set f05 `cat "${PG_ABS_SRCDIR:-.}/test/data/f05.tsv"`

-- As a role that owns nothing else.
CREATE ROLE regress_accounts;
DO $$ BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO regress_accounts', current_database()); END $$;
SET ROLE regress_accounts;
SELECT fiscal_audit_document('u', 2024);	-- fails: there is no set
SELECT fiscal_create_final_accounts('fa');
SELECT fiscal_create_final_accounts('fa');	-- fails
SELECT relname, pg_get_userbyid(relowner) = 'regress_accounts' AS mine
FROM pg_class WHERE relnamespace = 'fa'::regnamespace AND relkind IN ('r', 'p', 'v')
	AND relname !~ 'quarantine$' ORDER BY relname COLLATE "C";

-- One formula set is one trigger on each table.
SELECT table_name, name, kind, severity, problem FROM fiscal_checks
WHERE table_name::text LIKE 'fa.%' ORDER BY table_name::text COLLATE "C";
SELECT count(*) FROM pg_trigger WHERE tgname = 'accounts' AND tgparentid = 0;
SELECT set, severity, flags, count(*) AS formulas, count(title) AS titles FROM fa.rule
GROUP BY set, severity, flags ORDER BY severity COLLATE "C", flags COLLATE "C" NULLS FIRST;
SELECT id, title, flags, scope, formula FROM fa.rule WHERE id IN ('R6', 'R7', 'R11', 'R16', 'R22');

-- The seed.
SELECT fiscal_stage_form('430321', 2024, '01', :'f01') AS f01,
	fiscal_stage_form('430321', 2024, '02', :'f02') AS f02,
	fiscal_stage_form('430321', 2024, '03', :'f03') AS f03,
	fiscal_stage_form('430321', 2024, '04', :'f04') AS f04,
	fiscal_stage_form('430321', 2024, '05', :'f05') AS f05;
BEGIN;
SELECT left(fiscal_load_document('430321', 2024), 30);
COMMIT;
SELECT form, measure, quantum FROM fa.form ORDER BY form;
-- 42 + 35 + 30 + 125 + 65 amounts, blank cells apart.
SELECT form, count(*) AS cells, count(amount) AS amounts FROM fa.cell GROUP BY form ORDER BY form;
SELECT verdict, count(*) FROM fiscal_audit_document('430321', 2024) GROUP BY verdict ORDER BY verdict COLLATE "C";
SELECT id, count(*) FROM fiscal_audit_document('430321', 2024) WHERE verdict = 'exact'
GROUP BY id ORDER BY substr(id, 2)::int;
SELECT count(*) FROM fa.staging;

-- One cell of each form, refused at COMMIT with its rules.
\set VERBOSITY default
UPDATE fa.form01 SET amount = '75.40万元' WHERE role = 'class' AND code = '204';	-- fails
UPDATE fa.form01 SET amount = 100000 WHERE role = 'closing';	-- fails
UPDATE fa.form02 SET total = 754000 WHERE code = '204';	-- fails
UPDATE fa.form02 SET total = 755100, fiscal = 755100 WHERE code = '*';	-- passes: 0.01 of rounding
UPDATE fa.form02 SET total = 755000, fiscal = 755000 WHERE code = '*';
UPDATE fa.form04 SET general = 754000 WHERE role = 'class' AND code = '204';	-- fails
UPDATE fa.form05 SET total = 755000 - 20000, project = 755000 - 20000 WHERE code = '20402';	-- fails
UPDATE fa.form05 SET revenue = 0 WHERE code = '2040202';	-- fails
-- More digits than the document prints.
UPDATE fa.form02 SET total = 755000.01 WHERE code = '204';	-- fails

-- A correction on every level of every form, in one transaction.
BEGIN;
UPDATE fa.form01 SET amount = amount + 1000 WHERE role IN ('revenue_general', 'revenue', 'revenue_total', 'expenditure', 'expenditure_total') OR code = '204';
UPDATE fa.form02 SET total = total + 1000, fiscal = fiscal + 1000 WHERE '2040202' <@ code;
UPDATE fa.form03 SET total = total + 1000, project = project + 1000 WHERE '2040202' <@ code;
UPDATE fa.form04 SET amount = amount + 1000, general = general + 1000 WHERE role IN ('revenue_general', 'revenue', 'revenue_total', 'expenditure', 'expenditure_total') OR code = '204';
UPDATE fa.form05 SET revenue = revenue + 1000, revenue_project = revenue_project + 1000, total = total + 1000, project = project + 1000 WHERE '2040202' <@ code;
SELECT count(*) FROM fiscal_pending();
COMMIT;
SELECT verdict, count(*) FROM fiscal_audit_document('430321', 2024)
WHERE verdict NOT IN ('not applicable') GROUP BY verdict;

-- Forms and rows that belong to nothing.
INSERT INTO fa.form02 (unit, year, code, total) VALUES ('430321', 2023, '*', 0);	-- fails: no document
INSERT INTO fa.document (unit, year) VALUES ('430321', 2023);
INSERT INTO fa.form (unit, year, form, measure, quantum) VALUES ('430321', 2023, '08', NULL, NULL);
INSERT INTO fa.form08 (unit, year, code, total) VALUES ('430321', 2023, '*', 0);	-- fails: a form without data
INSERT INTO fa.form (unit, year, form, measure, quantum) VALUES ('430321', 2023, '02', 'yuan', 1);
INSERT INTO fa.form02 (unit, year, code, total) VALUES ('430321', 2023, '*', 0);	-- fails: its quantum is 1
INSERT INTO fa.form02 (unit, year, code, total, quantum) VALUES ('430321', 2023, '301', 0, 1);	-- fails: no functional subject
INSERT INTO fa.form02 (unit, year, code, total, quantum) VALUES ('430321', 2023, '20402', 5, 1);	-- fails: orphan
SELECT id, verdict, cause FROM fiscal_audit_document('430321', 2023) WHERE id IN ('R8', 'R9', 'R21');

-- What must hold cannot be explained away.
INSERT INTO fa.explanation (id, unit, year, reason, explained_at) VALUES ('R5', '430321', 2024, 'x', '2025-03-01');	-- fails
INSERT INTO fa.explanation (id, unit, year, reason, explained_at) VALUES ('R22', '430321', 2024, '', '2025-03-01');	-- fails

-- A formula of one's own is part of the audit; without the set there is none.
SELECT fiscal_add_formulas('own', $$key unit, year, stage;
form 03 = fa.form03 line code quantum quantum;
P1 verify: 03[*].project <= 03[*].basic;$$);	-- fails: a name without its schema
SET search_path = fa, public;
SELECT fiscal_add_formulas('own', $$key unit, year, stage;
form 03 = form03 line code quantum quantum;
P1 'projects are the lesser part' verify: 03[*].project <= 03[*].basic;$$);
SELECT fiscal_add_formulas('by_year', $$key unit, year;
form 03 = form03 line stage, code quantum quantum;
P2: 03[final/*].total = 03[final/*].(total);$$);	-- fails: it cancels
SELECT fiscal_add_formulas('by_year', $$key unit, year;
form 03 = form03 line stage, code quantum quantum;
P2: 03[final/*].total = 03[final/*].project;$$);
RESET search_path;
INSERT INTO fa.explanation (set, id, unit, year, reason, explained_by, explained_at)
VALUES ('own', 'P1', '430321', 2024, 'a campaign', 'Li', '2025-03-01');
SELECT * FROM fiscal_audit_document('430321', 2024) WHERE rule <> 'accounts';
SELECT fiscal_drop_check('fa.form03', 'own');
SELECT fiscal_drop_check('fa.form03', 'by_year');
BEGIN;
SELECT fiscal_drop_check('fa.document', 'accounts');
SELECT fiscal_audit_document('430321', 2024);	-- fails
ROLLBACK;
-- A set that has lost a trigger refuses writes, and cannot audit.
BEGIN;
DROP TRIGGER accounts ON fa.form07;
SELECT fiscal_audit_document('430321', 2024);	-- fails
ROLLBACK;

-- Both schemas can move.
RESET ROLE;
ALTER SCHEMA fa RENAME TO "F A";
CREATE SCHEMA elsewhere;
ALTER EXTENSION govfiscal SET SCHEMA elsewhere;
SET search_path = pg_catalog;
SELECT verdict, count(*) FROM elsewhere.fiscal_audit_document('430321', 2024, schema => 'F A') GROUP BY verdict ORDER BY verdict COLLATE "C";
UPDATE "F A".form01 SET amount = 754000 WHERE role = 'class' AND code::text = '204';	-- fails
ALTER EXTENSION govfiscal SET SCHEMA public;
RESET search_path;

-- Comments are there where the encoding has them.
SELECT obj_description('"F A".form08'::regclass), col_description('"F A".form01'::regclass, 9);

SET client_min_messages = warning;
DROP SCHEMA "F A" CASCADE;
DROP SCHEMA elsewhere;
DROP OWNED BY regress_accounts;
DROP ROLE regress_accounts;
