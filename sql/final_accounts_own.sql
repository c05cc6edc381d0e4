-- fiscal_create_form_set, fiscal_create_form_tables: forms of one's own
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
SET client_encoding = 'UTF8';

-- A schema, columns and a role that need quotes; a stage of its own; four forms: by
-- role and class, two by subject that share a table, and one with a single line.
SELECT fiscal_create_form_set('it''s "own"', 'adjusted');
SELECT fiscal_create_form_set('it''s "own"');	-- fails
SELECT fiscal_create_form_set('other', 'never');	-- fails
SET search_path = 'it''s "own"', public;
SELECT fiscal_create_form_tables('it''s "own"', 'sums', 'key unit, year, stage;');	-- fails: no form
INSERT INTO layout (form, table_name, role_column, code_column, line_column, name_column, subject_role, blocks, figures, measure, title)
VALUES ('A', 'sheet a', '行', 'code', 'no', 'item', 'class', 2, '{金额}', '元', '总表');
INSERT INTO layout (form, table_name, code_column, name_column, subject_kind, figures, needed)
VALUES ('B', 'parts', 'code', 'name', 'function', '{total,"of which"}', '{total}'),
	('C', 'parts', 'code', 'name', 'function', '{total,rest}', '{total}');
INSERT INTO layout (form, table_name, figures, yuan_is_exact) VALUES ('D', 'one', '{all,some}', true);
INSERT INTO layout (form, table_name, figures, needed) VALUES ('E', 'x', '{a}', '{b}');	-- fails
INSERT INTO layout (form, table_name, figures) VALUES ('E', 'x', '{}');	-- fails
INSERT INTO line (form, side, ord, role, label) VALUES ('A', 'revenue', 1, 'in', '收入合计'),
	('A', 'expenditure', 2, 'class', NULL), ('A', 'expenditure', 3, 'out', '支出合计');

-- What is wrong with the definition is shown, and nothing is made.
SELECT fiscal_create_form_tables('it''s "own"', 'sums', 'key unit, year, stage;
form A = "sheet a" line "行", code quantum quantum;
A1: A[in] = A[sum;');	-- fails
SELECT count(*) FROM pg_class WHERE relname = 'sheet a';
SELECT fiscal_create_form_tables('it''s "own"', 'it''s', 'key unit, year, stage;
form A = "sheet a" line "行", code quantum quantum blank blank_is_zero;
form B = parts line code quantum quantum where form = B;
form C = parts line code quantum quantum where form = C;
form D = one quantum quantum;
A1: A[in] = A[out];
A2: A[out] = A[class];
A3 per code: A[class] = B[level = 1].total;
B1 per line of B, C: total = children(total);
D1: D.all >= D.some;
"it''s" ''more than half'' verify: D.some >= D.all - D.some;');
SELECT id, severity, scope, formula FROM rule;
SELECT c.relname, c.relkind, string_agg(a.attname, ' ' ORDER BY a.attnum)
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
WHERE c.relnamespace = '"it''s ""own"""'::regnamespace AND c.relname ~ '^(sheet|parts|one)' AND c.relkind IN ('r', 'p')
	AND c.relname !~ '_pkey|quarantine'
GROUP BY c.oid ORDER BY c.relname COLLATE "C";
SELECT obj_description('"sheet a"'::regclass), col_description('"sheet a"'::regclass, 1);

-- In at the stage of the set; words that all sets know, and own names for heads.
SELECT fiscal_stage_form('u', 2024, 'A', '收入,,,支出,,
项目,行次,金额,行次,项目,金额
收入合计,1,30,4,一、教育支出,10
,2,,5,二、公共安全支出,20
,3,,6,支出合计,30');	-- the head 金额 is the name of the column
SELECT fiscal_stage_form('u', 2024, 'B', '类,款,项,科目名称,of which,total
205,,,教育支出,1,10
205,02,,普通教育,1,10
204,,,公共安全支出,2,20
合计,,,,3,30', measure => '元');
SELECT fiscal_stage_form('u', 2024, 'D', 'all,some
3,2', measure => '元');
SELECT fiscal_load_document('u', 2024);
SELECT * FROM document;
SELECT "行", code, no, item, "金额", quantum, level FROM "sheet a" ORDER BY no, "行";
SELECT form, code, total, "of which", rest FROM parts ORDER BY code;
SELECT form, item, column_name, amount FROM cell WHERE amount IS NOT NULL ORDER BY form, item COLLATE "C", column_name COLLATE "C";
-- Figures in whole yuan are rounded where the layout does not call them exact.
SELECT form, quantum FROM form ORDER BY form;
UPDATE "sheet a" SET "金额" = 31 WHERE "行" = 'in';	-- passes: rounding
UPDATE "sheet a" SET "金额" = 32 WHERE "行" = 'in';	-- fails
UPDATE one SET "some" = 3.01;	-- fails
UPDATE one SET "some" = 1;	-- a warning is to be explained
INSERT INTO explanation (id, unit, year, reason, explained_by, explained_at) VALUES ('it''s', 'u', 2024, 'a gift', 'Li', '2025-03-01');
INSERT INTO explanation (id, unit, year, reason, explained_by, explained_at) VALUES ('D1', 'u', 2024, 'a gift', 'Li', '2025-03-01');	-- fails
SELECT verdict, id, explanation FROM fiscal_audit_document('u', 2024) WHERE verdict = 'explained';
-- What a line may be.
INSERT INTO "sheet a" (unit, year, "行", quantum) VALUES ('u', 2024, 'sum', 1);	-- fails: no such role
INSERT INTO "sheet a" (unit, year, "行", code, quantum) VALUES ('u', 2024, 'in', '205', 1);	-- fails: no class
INSERT INTO "sheet a" (unit, year, "行", quantum) VALUES ('u', 2024, 'class', 1);	-- fails: which class?
INSERT INTO parts_B (unit, year, code, quantum) VALUES ('u', 2024, '301', 1);	-- fails: parts_b?
INSERT INTO "parts_B" (unit, year, code, quantum) VALUES ('u', 2024, '301', 1);	-- fails: no functional subject
INSERT INTO "parts_B" (unit, year, code, quantum) VALUES ('u', 2024, '999', 1);	-- fails: of no kind
-- Kept aside.
SELECT fiscal_stage_form('v', 2024, 'D', 'all,some
10,20', measure => '元');
SELECT left(fiscal_load_document('v', 2024, quarantine => true), 76);
SELECT "all", "some" FROM one_quarantine;

-- A form that comes later, with a table made by hand and formulas of its own.
INSERT INTO layout (form, table_name, figures) VALUES ('E', 'by hand', '{a,b}');
CREATE TABLE "by hand" (unit text, year int, stage text DEFAULT 'adjusted', form text DEFAULT 'E', a yuan, b yuan,
	quantum yuan, blank_is_zero bool, c yuan GENERATED ALWAYS AS (a + b) STORED, PRIMARY KEY (unit, year, stage),
	FOREIGN KEY (unit, year, stage, form) REFERENCES form ON DELETE CASCADE);
SELECT fiscal_create_form_tables('it''s "own"', 'later', 'key unit, year, stage; form E = "by hand" quantum quantum; E1: E.a = E.b; E2 verify: E.a <= ''5''; ');
SELECT fiscal_stage_form('w', 2024, 'E', E'单位：元\na,b\n7.00,7.00');
SELECT split_part(fiscal_load_document('w', 2024), E'\n', 3);
SELECT a, b, c FROM "by hand";
SELECT set, id, severity FROM rule WHERE set = 'later';
INSERT INTO explanation (id, unit, year, reason, explained_by, explained_at) VALUES ('E2', 'w', 2024, 'x', 'Li', '2025-03-01');	-- fails: of the first set there is no E2
INSERT INTO explanation (set, id, unit, year, reason) VALUES ('later', 'E2', 'w', 2024, 'x');
SELECT count(*) FROM cell WHERE form = 'E';

-- A head that names no figure is told of when a document is loaded.
INSERT INTO head (form, head, means, column_name) VALUES ('E', '合计', 'figure', 'total');
SELECT fiscal_load_document('w', 2025);	-- fails

RESET search_path;
DROP SCHEMA "it's ""own""" CASCADE;
