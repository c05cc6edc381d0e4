-- Audits: five verdicts, causes, and what they read.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;

\echo ---- the five verdicts of a tree
CREATE TABLE form (doc int NOT NULL, code subject_code NOT NULL, amount yuan(100), PRIMARY KEY (doc, code));
INSERT INTO form VALUES
	(1, '204', 300), (1, '20401', 100), (1, '20402', 200),
	(2, '204', 400), (2, '20401', 100), (2, '20402', 200),
	(3, '204', 500), (3, '20401', 100), (3, '20402', 200),
	(4, '20401', 100), (4, '205', 7700),
	(5, '204', NULL), (5, '20401', 100), (5, '20402', 200),
	(6, '204', 500), (6, '20401', NULL);
SELECT * FROM fiscal_audit_rollup('form', '{doc}', 'code', '{amount}', verdicts => NULL) ORDER BY key;
SELECT key, verdict FROM fiscal_audit_rollup('form', '{doc}', 'code', '{amount}') ORDER BY key;
SELECT key, verdict FROM fiscal_audit_rollup('form', '{doc}', 'code', '{amount}', verdicts => '{rounding,unreported}') ORDER BY key;
SELECT count(*) FROM fiscal_audit_rollup('form', '{doc}', 'code', '{amount}', verdicts => '{}');
-- What is off as a whole, the rule by name, and all rules of a table.
SELECT fiscal_add_rollup('form', '{doc}', 'code', '{amount}', validate => false);
SELECT fiscal_add_rollup('form', '{doc}', 'code', '{amount}', quantum => '0.01', name => 'strict', validate => false);
SELECT check_name, key, difference, bound, verdict FROM fiscal_audit('form') ORDER BY 1, 2;
SELECT check_name, key, difference, bound, verdict FROM fiscal_audit('form', 'strict', '{violation}') ORDER BY 2;
\set VERBOSITY sqlstate
SELECT * FROM fiscal_audit('form', 'nothing');
SELECT * FROM fiscal_audit('form', verdicts => '{wrong}');
SELECT * FROM fiscal_audit('form', verdicts => '{NULL}');
SELECT * FROM fiscal_audit(NULL);
SELECT * FROM fiscal_audit(0);
SELECT * FROM fiscal_audit_rollup('form', '{doc}', 'code', '{nothing}');
SELECT * FROM fiscal_audit_rollup('form', NULL, 'code', '{amount}');
SELECT * FROM fiscal_audit_balance('form', '{doc}', 'amount', NULL);
\set VERBOSITY default
SELECT * FROM fiscal_audit('form', verdicts => '{wrong}');
DROP TABLE form;

\echo ---- causes: a slip in the stated figure, in a part, or in a row
CREATE TABLE slip (what text, code subject_code, amount yuan);
INSERT INTO slip VALUES
	('01 stated in wan', '204', 7.5), ('01 stated in wan', '20401', 45000), ('01 stated in wan', '20402', 30000),
	('02 stated in yuan', '204', 12345000), ('02 stated in yuan', '20401', 1000), ('02 stated in yuan', '20402', 234.5),
	('03 ten times', '204', 750), ('03 ten times', '20401', 45), ('03 ten times', '20402', 30),
	('04 sign', '204', -75), ('04 sign', '20401', 45), ('04 sign', '20402', 30),
	('05 digit lost', '204', 1345), ('05 digit lost', '20401', 12000), ('05 digit lost', '20402', 345),
	('06 digit doubled', '204', 122345), ('06 digit doubled', '20401', 12000), ('06 digit doubled', '20402', 345),
	('07 transposed', '204', 13245), ('07 transposed', '20401', 12000), ('07 transposed', '20402', 345),
	('08 part in wan', '204', 75000), ('08 part in wan', '20401', 4.5), ('08 part in wan', '20402', 30000),
	('09 row doubled', '204', 75), ('09 row doubled', '20401', 45), ('09 row doubled', '20402', 30), ('09 row doubled', '20402', 30),
	('10 row missing', '204', 105), ('10 row missing', '20401', 45), ('10 row missing', '20402', 30),
	('11 neighbour', '204', 93), ('11 neighbour', '20401', 45), ('11 neighbour', '20402', 31), ('11 neighbour', '20403', 31),
	('12 one is blank', '204', 93.17), ('12 one is blank', '20401', 45), ('12 one is blank', '20402', NULL),
	('13 no idea', '204', 93.17), ('13 no idea', '20401', 45), ('13 no idea', '20402', 31.38),
	('14 a row too many', '204', 75), ('14 a row too many', '20401', 45), ('14 a row too many', '20402', 30), ('14 a row too many', '20403', 17.23);
SELECT key->>'what' AS what, difference, cause FROM fiscal_audit_rollup('slip', '{what}', 'code', '{amount}') ORDER BY 1;
DROP TABLE slip;

\echo ---- of violations in one tree, the lowest where the difference starts
CREATE TABLE tree (doc int, code subject_code, amount yuan);
-- One stated figure in the middle is wrong: its parent only inherits that.
INSERT INTO tree VALUES (1, '*', 100), (1, '204', 100), (1, '20401', 64), (1, '2040101', 30), (1, '2040102', 16), (1, '20402', 54);
-- Two that do not cancel; and one at the top.
INSERT INTO tree VALUES (2, '*', 100), (2, '204', 99), (2, '20401', 46.5), (2, '2040101', 30), (2, '2040102', 16), (2, '20402', 54);
INSERT INTO tree VALUES (3, '*', 1000), (3, '204', 100), (3, '20401', 46), (3, '2040101', 30), (3, '2040102', 16), (3, '20402', 54);
-- A path without rows between, and a leaf that is wrong: the leaf's parent is the lowest sum.
INSERT INTO tree VALUES (4, '204', 100), (4, '20401', 100), (4, '2040101', 300), (4, '2040102', 70);
SELECT key->'doc' AS doc, code, stated, computed, difference, cause FROM fiscal_audit_rollup('tree', '{doc}', 'code', '{amount}') ORDER BY 1, code COLLATE "C";
-- The same by lines and their parents, as numbers of a form.
CREATE TABLE lines AS SELECT doc, code::text AS line, subject_parent(code)::text AS parent, amount, 1 AS sign FROM tree;
UPDATE lines l SET parent = NULL WHERE NOT EXISTS (SELECT FROM lines p WHERE p.doc = l.doc AND p.line = l.parent);
SELECT key->'doc' AS doc, code, stated, computed, difference, cause FROM fiscal_audit_rollup('lines', '{doc}', 'line', '{amount}', 'parent', 'sign') ORDER BY 1, code COLLATE "C";
INSERT INTO lines VALUES (5, 'a', 'b', 1, 1), (5, 'b', 'a', 1, 1), (5, 'c', 'zz', 1, 1), (6, 'd', 'd', 1, 1), (7, 'e', NULL, 1, 1), (7, 'e', NULL, 2, 1), (7, 'f', 'e', 3, 1);
SELECT key->'doc' AS doc, code, column_name, stated, addends, verdict, cause FROM fiscal_audit_rollup('lines', '{doc}', 'line', '{amount}', 'parent') WHERE (key->>'doc')::int > 4 ORDER BY 1, code COLLATE "C";
DROP TABLE tree, lines;

\echo ---- keys are JSON as to_jsonb has it, whatever the settings
CREATE TABLE keyed (d date, t timestamp, n numeric, b bool, y yuan, c subject_code, a int[], s text, side text, amount yuan);
INSERT INTO keyed VALUES ('2024-12-31', '2024-12-31 23:59', 1.50, true, 7.5, '204', '{1,2}', E'q"\\\n', 'revenue', 1);
SET datestyle = 'German';
SELECT key FROM fiscal_audit_balance('keyed', '{d,t,n,b,y,c,a,s}', 'amount', 'side');
RESET datestyle;
SELECT key = (SELECT to_jsonb(k) - 'side' - 'amount' FROM keyed k) AS same FROM fiscal_audit_balance('keyed', '{d,t,n,b,y,c,a,s}', 'amount', 'side');
DROP TABLE keyed;

\echo ---- views and materialized views
CREATE TABLE raw (doc int, side text, wan numeric);
INSERT INTO raw VALUES (1, 'revenue', 1.5), (1, 'expenditure', 1.5), (2, 'revenue', 2), (2, 'expenditure', 2.01), (NULL, 'x', 0);
CREATE VIEW v AS SELECT doc, side, yuan_round(wan * 10000) AS amount FROM raw WHERE doc IS NOT NULL;
CREATE MATERIALIZED VIEW m AS TABLE v;
SELECT check_name, key, stated, computed FROM fiscal_audit_balance('v', '{doc}', 'amount', 'side');
SELECT check_name, key, stated, computed FROM fiscal_audit_balance('m', '{doc}', 'amount', 'side');
CREATE VIEW nulls AS SELECT doc, side, 0::yuan AS amount FROM raw;
SELECT * FROM fiscal_audit_balance('nulls', '{doc}', 'amount', 'side');
-- An audit is read-only, and of the snapshot of its query.
BEGIN READ ONLY;
SELECT count(*) FROM fiscal_audit_balance('v', '{doc}', 'amount', 'side', verdicts => NULL);
COMMIT;
SELECT (SELECT count(*) FROM raw), count(*) FROM fiscal_audit_balance('v', '{doc}', 'amount', 'side', verdicts => NULL) GROUP BY 1;
SET client_min_messages = warning;
DROP TABLE raw CASCADE;
