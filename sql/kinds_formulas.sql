-- fiscal_add_formulas(): the official formulas as text, judged over whole documents.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;

CREATE TABLE document (unit text NOT NULL, year int NOT NULL, quantum yuan, zeros bool NOT NULL DEFAULT false, draft bool);
CREATE TABLE form01 (unit text NOT NULL, year int NOT NULL, role text NOT NULL, code subject_code NOT NULL DEFAULT '*',
	amount yuan, quantum yuan, zeros bool, note text, PRIMARY KEY (unit, year, role, code));
CREATE TABLE form03 (unit text NOT NULL, year int NOT NULL, code subject_code NOT NULL, level int, total yuan, basic yuan, project yuan,
	quantum yuan, PRIMARY KEY (unit, year, code));
CREATE TABLE form05 (unit text NOT NULL, year int NOT NULL, code subject_code NOT NULL, total yuan, PRIMARY KEY (unit, year, code));
CREATE INDEX ON document (unit, year);

-- As it is read.
SELECT fiscal_add_formulas('accounts', $$
	-- what a document is, and its forms
	key unit, year;
	form doc = document;
	form 01 = form01 line role, code figures 1 = amount quantum quantum
		rows 27 = revenue, 28 = reserve, 31 = revenue_total, 32:57 = class, 58 = expenditure;
	form 03 = form03 line code figures 1 = total, 2 = basic, 3 = project quantum quantum;
	form 05 = form05 line code;
	R1 '收入合计':			01[revenue_total] = 01[revenue + reserve];
	R2 noticed:				01[expenditure] = 01[class];
	R5 exact:				01[revenue_total] = 01[expenditure];
	R7 '各项之和' per line of 03:	total = basic + project;
	R8 per line of 03:		* = children(*);
	R9:						03[*].total = 01[expenditure];
	R11 per code:			03[level = 1].total = 01[class];
	R16 verify per code:	03.total >= 05?.total;
	R17 verify:				01[class/204] <= '5万元';
	R23 when doc.draft = false per line of 03: (basic, project) >= 0;
$$);
SELECT "set", id, title, flags, scope, formula, tables FROM fiscal_formulas;
SELECT table_name, name, kind, severity, arguments[1], is_deferrable, initially_deferred, enabled, truncate_covered, problem FROM fiscal_checks ORDER BY table_name::text;

-- A document that holds.
CREATE PROCEDURE store(whose text) LANGUAGE sql AS $$
	INSERT INTO document VALUES (whose, 2024, NULL, false, false);
	INSERT INTO form01 (unit, year, role, code, amount) VALUES (whose, 2024, 'revenue', '*', 70), (whose, 2024, 'reserve', '*', 5.50), (whose, 2024, 'revenue_total', '*', 75.50),
		(whose, 2024, 'class', '204', 57.22), (whose, 2024, 'class', '205', 18.28), (whose, 2024, 'expenditure', '*', 75.50);
	INSERT INTO form03 VALUES (whose, 2024, '*', 0, 75.50, 18.28, 57.22), (whose, 2024, '204', 1, 57.22, 0, 57.22), (whose, 2024, '20402', 2, 57.22, 0, 57.22), (whose, 2024, '205', 1, 18.28, 18.28, 0);
$$;
CALL store('a');
SELECT formula, line, column_name, stated, computed, difference, bound, addends, verdict, cause FROM fiscal_audit('form03', verdicts => '{all}');
SELECT fiscal_validate('form01'), fiscal_validate('form05', 'accounts');

-- The refusal of COMMIT cites id, title and formula, and the figure of each term.
BEGIN;
UPDATE form01 SET amount = 57.50 WHERE role = 'expenditure';
COMMIT;
UPDATE form03 SET basic = 1 WHERE code = '204';
UPDATE form01 SET amount = 80 WHERE role = 'revenue';
-- The fields of the message are for programs.
CREATE FUNCTION fields(statement text, OUT state text, OUT schema_name text, OUT table_name text, OUT column_name text, OUT constraint_name text, OUT message text)
LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE statement;
	SET CONSTRAINTS ALL IMMEDIATE;
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, schema_name = SCHEMA_NAME, table_name = TABLE_NAME, column_name = COLUMN_NAME, constraint_name = CONSTRAINT_NAME, message = MESSAGE_TEXT;
END $$;
SELECT * FROM fields($$UPDATE form01 SET amount = 57.50 WHERE role = 'expenditure'$$);
SELECT * FROM fields($$UPDATE form03 SET basic = 1 WHERE code = '204'$$);
SELECT * FROM fields($$DELETE FROM form03 WHERE code = '204'$$);
-- A line goes, a line comes, a value of the scope is nowhere else; an orphan.
DELETE FROM form03 WHERE code = '20402';
DELETE FROM form03 WHERE code = '205';
INSERT INTO form03 VALUES ('a', 2024, '206', 1, 0, 0, 0);
INSERT INTO form03 VALUES ('a', 2024, '20601', 2, 0, 0, 0);
UPDATE form03 SET total = 1, project = 1 WHERE code = '206';
-- Moved to another document, both are judged.
UPDATE form03 SET year = 2025 WHERE code = '205';
-- All of a document may go.
BEGIN;
DELETE FROM form01;
DELETE FROM form03;
DELETE FROM document;
COMMIT;
SELECT * FROM fiscal_audit('form01', verdicts => '{all}');
CALL store('a');

-- Every verdict; rows come in past the triggers.
ALTER TABLE document DISABLE TRIGGER USER;
ALTER TABLE form01 DISABLE TRIGGER USER;
ALTER TABLE form03 DISABLE TRIGGER USER;
ALTER TABLE form05 DISABLE TRIGGER USER;
CREATE VIEW audit AS SELECT key->>'unit' AS unit, formula, line, column_name, stated, computed, difference, bound, addends, verdict, cause
	FROM fiscal_audit('form01', 'accounts', '{all}') ORDER BY formula COLLATE "C", (line->>'code') COLLATE "C", column_name;
-- Figures in whole yuan: 0.50 on two terms is rounding, and a notice where asked; exact knows none.
UPDATE form01 SET quantum = 1, amount = yuan_round(amount, 1);
UPDATE form03 SET quantum = 1, total = yuan_round(total, 1), basic = yuan_round(basic, 1), project = yuan_round(project, 1);
SELECT formula, line, column_name, stated, computed, difference, bound, addends, verdict, cause FROM audit WHERE verdict <> 'exact';
-- Beyond the bound, and an orphan.
DELETE FROM form03 WHERE code = '204';
SELECT formula, line, column_name, stated, computed, difference, bound, verdict, cause FROM audit WHERE verdict IN ('violation', 'orphan');
-- Blank on one side, blank in part, blank everywhere.
DELETE FROM form01; DELETE FROM form03; DELETE FROM document;
CALL store('a');
UPDATE form01 SET amount = NULL WHERE role = 'revenue_total';
UPDATE form01 SET amount = NULL WHERE role = 'class' AND code = '205';
UPDATE form03 SET basic = NULL;
UPDATE form03 SET project = NULL WHERE code = '*';
SELECT formula, line, column_name, stated, computed, difference, addends, verdict, cause FROM audit WHERE verdict <> 'exact';
-- A warning: of a formula to verify, at COMMIT, and nothing is refused.
DELETE FROM form01; DELETE FROM form03; DELETE FROM document;
CALL store('a');
INSERT INTO form05 VALUES ('a', 2024, '204', 60);
SELECT formula, line, column_name, stated, computed, difference, verdict, cause FROM audit WHERE verdict = 'warning';
SELECT fiscal_validate('form01', 'accounts');
ALTER TABLE document ENABLE TRIGGER USER;
ALTER TABLE form01 ENABLE TRIGGER USER;
ALTER TABLE form03 ENABLE TRIGGER USER;
ALTER TABLE form05 ENABLE TRIGGER USER;
UPDATE form05 SET total = 61;
-- When: no row, NULL and two rows of the document do not apply; false does.
UPDATE form03 SET total = 74.50, project = 56.22 WHERE code = '*';
DELETE FROM form05;
SELECT verdict, cause, count(*) FROM audit WHERE formula LIKE 'R23%' GROUP BY 1, 2;
BEGIN;
UPDATE document SET draft = NULL;
SELECT verdict, cause, count(*) FROM audit WHERE formula LIKE 'R23%' GROUP BY 1, 2;
DELETE FROM document;
SELECT verdict, cause, count(*) FROM audit WHERE formula LIKE 'R23%' GROUP BY 1, 2;
INSERT INTO document VALUES ('a', 2024, NULL, false, false), ('a', 2024, NULL, false, false);
SELECT verdict, cause, count(*) FROM audit WHERE formula LIKE 'R23%' GROUP BY 1, 2;
ROLLBACK;
-- A document of one form only.
INSERT INTO form01 (unit, year, role, amount) VALUES ('b', 2024, 'revenue', 3), ('b', 2024, 'revenue_total', 3), ('b', 2024, 'expenditure', 3);
INSERT INTO form01 (unit, year, role, code, amount) VALUES ('c', 2024, 'revenue', '*', 3), ('c', 2024, 'revenue_total', '*', 3), ('c', 2024, 'expenditure', '*', 3), ('c', 2024, 'class', '204', 3);
SELECT unit, formula, verdict, cause FROM audit WHERE unit > 'a';
SELECT fiscal_drop_check('form05', 'accounts');
SELECT count(*) FROM fiscal_checks;
SELECT count(*) FROM fiscal_formulas;

-- Blanks that are zeros, by form and by column.
DELETE FROM form01; DELETE FROM form03; DELETE FROM document;
SELECT fiscal_add_formulas('blanks', 'key unit, year;
	form a = form01 line role figures amount blank zeros;
	form b = form03 line code figures total, basic, project blank zero;
	A: a[revenue] = a[expenditure];
	B per line of b: total = basic + project;');
INSERT INTO form01 (unit, year, role, amount, zeros) VALUES ('a', 2024, 'revenue', 5, true), ('a', 2024, 'expenditure', NULL, false);
UPDATE form01 SET zeros = true;
INSERT INTO form03 (unit, year, code, total, basic) VALUES ('a', 2024, '204', 5, NULL);
INSERT INTO form03 (unit, year, code, total, basic) VALUES ('a', 2024, '205', 5, 5);
INSERT INTO form03 (unit, year, code, total, basic, project) VALUES ('a', 2024, '206', 5, NULL, 5);
BEGIN;
INSERT INTO form03 (unit, year, code, total, basic, project) VALUES ('a', 2024, '206', 5, NULL, 5);
UPDATE form03 SET project = 5 WHERE code = '204';
COMMIT;
SELECT formula, line, stated, computed, verdict, cause FROM fiscal_audit('form01', verdicts => '{all}');
SELECT fiscal_drop_check('form01', 'blanks');
DELETE FROM form01; DELETE FROM form03;

-- Vouchers: posted ones balance, drafts may lean.
CREATE TABLE entry (voucher int NOT NULL, line int NOT NULL, status text NOT NULL, debit yuan, credit yuan, PRIMARY KEY (voucher, line));
SELECT fiscal_add_formulas('posted', 'key voucher; form e = entry line line figures debit, credit; even: e[status = posted].debit = e[status = posted].credit;');
INSERT INTO entry VALUES (1, 1, 'draft', 100, NULL);
UPDATE entry SET status = 'posted';
BEGIN;
INSERT INTO entry VALUES (1, 2, 'posted', NULL, 100);
UPDATE entry SET status = 'posted';
COMMIT;

-- Labels are of the column's type: 07 of an integer is 7; a name, an enum, a domain, a date.
CREATE TYPE mood AS ENUM ('good', 'bad');
CREATE DOMAIN short AS varchar(4);
CREATE TABLE odd (n int NOT NULL, a int, b "char", c mood, d short, e date, f char(6), g numeric, x yuan, y yuan, "Z z" yuan);
CREATE INDEX ON odd (n);
SELECT fiscal_add_formulas('types', 'key n; form o = odd line a, b, c, d, e, f, g figures x, y, "Z z";
	t: o[07/q/bad/abcd/''2024-5-1''/ab/''1.50''].x = o[7].y;
	u: o[8].* = o[9/r].*; v: o?[''07''].(x, "Z z") = o?[10 - 11].(x, "Z z");');
SELECT id, formula FROM fiscal_formulas WHERE set = 'types';
INSERT INTO odd VALUES (1, 7, 'q', 'bad', 'abcd', '2024-05-01', 'ab', 1.50, 5, 6);
INSERT INTO odd VALUES (1, 7, 'q', 'bad', 'abcd', '2024-05-01', 'ab', 1.50, 5, 5);
INSERT INTO odd VALUES (2, 7, 'q', 'bad', 'abcd', '2024-05-01', 'ab', 1.500, 5, 4);
-- A line whose label is NULL has no label.
INSERT INTO odd VALUES (3, NULL, 'q', 'bad', 'abcd', '2024-05-01', 'ab', 1.50, 5, 6);
SELECT fiscal_drop_check('odd', 'types');

-- Labels that no stored row bears are named, where rows are.
SELECT fiscal_add_formulas('labels', 'key voucher; form e = entry line line, status; form d = odd key n line a; even: e[1/posted + 3 + 1 - 2/potsed].debit = e[3 + 1].credit; f: d[5].x = d[5].y; o: e?[''9''].debit = e[1].debit;');
SELECT fiscal_drop_check('entry', 'labels');
SELECT fiscal_add_formulas('labels', 'key voucher; form e = entry line line; even: e[3].debit = e[3].credit;', validate => false);
SELECT fiscal_drop_check('entry', 'labels');
SELECT fiscal_add_formulas('labels', 'key voucher; form e = entry line line; even: e[1].debit = e[3].credit;');

-- What is wrong with the text is shown where it is, and nothing is installed.
CREATE FUNCTION refused(statement text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	head text := E'key unit, year;\nform 01 = form01 line role, code figures amount rows 27 = revenue;\nform 03 = form03 line code figures total, basic, project;\n';
BEGIN
	PERFORM fiscal_add_formulas('wrong', head || statement);
END $$;
SELECT refused('R: 01[revenue = 01[class];');
SELECT refused('R: 01[revenue] = 01;');
SELECT refused('R: 01[revenue] = 01[''class];');
SELECT refused('R: 01[revenue] = 02[class];');
SELECT refused('R: 01[revenue] = 5;');
SELECT refused('R: 01[revenue] = ''five'';');
SELECT refused('R: 01[revenue/204/1] = 01[class];');
SELECT refused('R: 01[revenue/2040000] = 01[class];');
SELECT refused('R: 03[level = high].total = 01[class];');
SELECT refused('R: 03[height = 1].total = 01[class];');
SELECT refused('R: 03[*].amount = 01[class];');
SELECT refused('R: 03[*] = 01[class];');
SELECT refused('R: 03[*].* = 01[class].*;');
SELECT refused('R: 01[class] = 01[class];');
SELECT refused('R: 01[class + revenue] - 01[revenue] = 01[class];');
SELECT refused(E'A: 01[revenue] = 01[class];\nB ''again'' exact: 01[class] = 01[revenue];');
SELECT refused(E'A per line of 03: total = basic + project;\n-- turned round\nB noticed per line of 03: basic = total - project;');
SELECT refused('R per line of 03: total = 01[revenue];');
SELECT refused('R per line of 03: total = sum;');
SELECT refused('R per line of 01: amount = children(sum);');
SELECT refused('R per role: 03.total = 01[class];');
SELECT refused('R per code: 03.total = children(total);');
SELECT refused('R per line of 01, 03: total = 0;');
SELECT refused('R noticed exact: 01[revenue] = 01[class];');
SELECT refused('R when 01.zeros = perhaps: 01[revenue] = 01[class];');
SELECT refused('R: 01表27行 = 28行;');
SELECT refused('R: 01表（27：26）行 = 27行;');
SELECT refused('R 本级: 01[revenue] # 01[class];');
SELECT refused('R: 01[revenue] = 01[class] = 03[*].total;');
SELECT refused('R: 0 = 0;');
SELECT refused('key unit; R: 01[revenue] = 01[class];');
SELECT refused('form 03 = form03; R: 01[revenue] = 01[class];');
SELECT refused('form x = nowhere; R: 01[revenue] = 01[class];');
SELECT refused('form x = form01 line rolle; R: 01[revenue] = 01[class];');
SELECT refused('form x = form01 figures note; R: 01[revenue] = 01[class];');
SELECT refused('form x = form01 quantum note; R: 01[revenue] = 01[class];');
SELECT refused('form x = form01 quantum ''0''; R: 01[revenue] = 01[class];');
SELECT refused('form x = form01 blank note; R: 01[revenue] = 01[class];');
SELECT refused('form x = form01 where zeros = often; R: 01[revenue] = 01[class];');
SELECT refused('form x = form01 line code, code; R: 01[revenue] = 01[class];');
SELECT refused('form x = odd key n, a; R: 01[revenue] = 01[class];');
SELECT refused('form x = entry key voucher; R: 01[revenue] = 01[class];');
SELECT refused('form x = form01 line role; form x2 = form01 quantum quantum quantum quantum; R: 01[revenue] = 01[class];');
SELECT refused('');
SELECT refused('R');
CREATE TABLE loose (unit text, year int NOT NULL, x yuan);
SELECT refused('form x = loose; R: 01[revenue] = 01[class];');
CREATE TABLE points (unit text NOT NULL, year int NOT NULL, at point, x yuan);
SELECT refused('form x = points line at; R: 01[revenue] = x[a].x;');
CREATE TABLE tree (unit text NOT NULL, year int NOT NULL, x yuan) PARTITION BY LIST (year);
CREATE TABLE tree24 PARTITION OF tree FOR VALUES IN (2024);
SELECT refused('form x = tree24; R: 01[revenue] = 01[class];');
CREATE VIEW seen AS SELECT * FROM form03;
SELECT refused('form x = seen; R: 01[revenue] = x.total;');
CREATE SCHEMA far;
CREATE TABLE far.away (unit text NOT NULL, year int NOT NULL, x yuan);
SELECT refused('form x = away; R: 01[revenue] = x.x;');
SELECT refused('form x = far.away; R: 01[revenue] = x.x;');
SELECT fiscal_add_formulas('wrong', 'form x = form03; R: x.total = x.basic;');
SELECT fiscal_add_formulas('wrong', 'key unit;');
SELECT fiscal_add_formulas('wrong', 'key unit; form x = form03;');
SELECT fiscal_add_formulas('wrong', '');
SELECT fiscal_add_formulas('wrong', 'key level; form x = form03; R: x.total = x.basic;');
-- A long line is cut, and the caret stays with it; tabs are blanks.
SELECT refused(E'\tR: 01[revenue] =\t\t01[class');
SELECT refused('R ''' || repeat('决算', 40) || ''': 01[revenue] = 01[clas s] + 01[revenue + class]' || repeat(' ', 100) || ';');
SELECT refused('R: 01[revenue] & 01[class] + ' || repeat('01[revenue] + ', 20) || '01[x];');
SELECT refused(repeat('-', 10) || E'\nR: 01[revenue] = 01[class] + ' || repeat('01[revenue] + ', 20) || '01[x;');
SELECT fiscal_add_formulas(NULL, 'key unit;');
SELECT fiscal_add_formulas('wrong', NULL);
SELECT fiscal_add_formulas('entry_pkey', 'key voucher; form e = entry; even: e.debit = e.credit;');
SELECT fiscal_add_formulas('labels', 'key voucher; form e = entry; even: e.debit = e.credit;');
SELECT name FROM fiscal_checks ORDER BY 1;
-- What stands does not hold.
INSERT INTO form03 VALUES ('a', 2024, '204', 1, 10, 4, 5);
SELECT refused('R per line of 03: total = basic + project;');
SELECT fiscal_add_formulas('wrong', 'key unit, year; form 03 = form03 line code; R per line of 03: total = basic + project;', validate => NULL);
SELECT fiscal_add_formulas('right', 'key unit, year; form 03 = form03 line code; R per line of 03: total = basic + project;', false);
SELECT fiscal_validate('form03', 'right');
SELECT fiscal_drop_check('form03', 'right');
-- Programs tell mistakes apart by SQLSTATE.
SELECT x.statement, state FROM unnest(ARRAY['R: 01[revenue = 0;', 'R: 01[revenue] = 02[x];', 'form x = nowhere; R: 01[a] = 0;', 'form x = form01 line rolle; R: 01[a] = 0;', 'R: 03[*].amount = 0;',
	'R: 03[level = high].total = 0;', 'form x = form01 figures note; R: 01[a] = 0;', 'form x = loose; R: 01[a] = 0;', 'form x = tree24; R: 01[a] = 0;', 'R: 01[a] = 01[a];', 'A: 01[a] = 0; B: 0 = 01[a];',
	'form x = seen; R: 01[a] = 0;']) AS x (statement),
	LATERAL fields(format('SELECT refused(%L)', x.statement));
SELECT state FROM fields('SELECT fiscal_add_formulas(NULL, NULL)');
-- Every table must be the caller's.
CREATE ROLE formulas_clerk;
GRANT ALL ON form01, form03 TO formulas_clerk;
ALTER TABLE form01 OWNER TO formulas_clerk;
SET ROLE formulas_clerk;
SELECT refused('R: 01[revenue] = 03.total;');
SELECT fiscal_drop_check('entry', 'posted');
SELECT state FROM fields($$SELECT refused('R: 01[revenue] = 03.total;')$$);
RESET ROLE;
DROP VIEW audit, seen;
DROP TABLE document, form01, form03, form05, entry, odd, loose, points, tree;
DROP TABLE far.away;
DROP SCHEMA far;
DROP FUNCTION refused, fields;
DROP PROCEDURE store;
DROP TYPE mood;
DROP DOMAIN short;
DROP ROLE formulas_clerk;
