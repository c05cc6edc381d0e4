-- fiscal_rollup() over a subject_code: each parent = sum of its direct children.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;

CREATE TABLE budget (
	unit int NOT NULL, code subject_code NOT NULL, line int NOT NULL DEFAULT 0,
	amount yuan, paid yuan, PRIMARY KEY (unit, code, line)
);
SELECT fiscal_add_rollup('budget', '{unit}', 'code', '{amount,paid}');

-- All levels, in any order; the second column is summed on its own.
INSERT INTO budget VALUES (1, '2040202', 0, 60, 6), (1, '204', 0, 100, 10), (1, '20402', 0, 100, 10),
	(1, '2040201', 0, 40, 4), (1, '*', 0, 100, 10);
UPDATE budget SET amount = 41 WHERE code = '2040201';
UPDATE budget SET paid = 11 WHERE code = '204';
-- Both columns at every level: six violations, the worst first.
UPDATE budget SET amount = 0, paid = 0 WHERE code IN ('*', '20402');
-- Passes: the same correction on every level.
UPDATE budget SET amount = amount + 1, paid = paid - 1 WHERE code IN ('2040201', '20402', '204', '*');

-- The root alone is optional: classes are no orphans without it.
DELETE FROM budget WHERE code = '*';
-- Orphans: a section without its class, an item without its section.
INSERT INTO budget VALUES (2, '20402', 0, 1, 1);
INSERT INTO budget VALUES (2, '205', 0, 1, 1), (2, '2050201', 0, 1, 1);
DELETE FROM budget WHERE code = '204';
-- A whole subtree may go: its parent's siblings carry on.
DELETE FROM budget WHERE unit = 1;

-- The first child makes a leaf a parent; the last one to go makes it a leaf.
INSERT INTO budget VALUES (3, '205', 0, 9, 9);
INSERT INTO budget VALUES (3, '20501', 0, 8, 9);
INSERT INTO budget VALUES (3, '20501', 0, 9, 9);
DELETE FROM budget WHERE unit = 3 AND code = '20501';

-- A repeated leaf is summed; a parent stands once.
INSERT INTO budget VALUES (4, '206', 0, 10, 10), (4, '20601', 1, 4, 4), (4, '20601', 2, 6, 6);
INSERT INTO budget VALUES (4, '206', 1, 0, 0);
INSERT INTO budget VALUES (5, '207', 0, 10, 10), (5, '207', 1, 5, 5);
INSERT INTO budget VALUES (5, '20701', 0, 15, 15);

-- NULL: stated NULL or all children NULL are unreported, some are left out.
INSERT INTO budget VALUES (6, '208', 0, NULL, 3), (6, '20801', 0, 5, NULL), (6, '20802', 0, 6, NULL);
INSERT INTO budget VALUES (7, '208', 0, 5, NULL), (7, '20801', 0, 5, NULL), (7, '20802', 0, NULL, NULL);
SELECT key, code, column_name, stated, computed, addends, verdict
FROM fiscal_audit('budget', verdicts => NULL) WHERE (key->>'unit')::int >= 6 ORDER BY 1, 2, 3;
UPDATE budget SET amount = 4 WHERE unit = 7 AND code = '208';
-- A NULL row is present: no orphan below it.
INSERT INTO budget VALUES (8, '209', 0, NULL, NULL), (8, '20901', 0, 7, 7);

-- A code that moves between parents touches both.
INSERT INTO budget VALUES (9, '210', 0, 5, 5), (9, '21001', 0, 5, 5), (9, '211', 0, 5, 5), (9, '21101', 0, 5, 5);
UPDATE budget SET code = '21002' WHERE unit = 9 AND code = '21101';
UPDATE budget SET unit = 10 WHERE unit = 9 AND code::text LIKE '211%';
SELECT unit, array_agg(code ORDER BY code) FROM budget WHERE unit >= 9 GROUP BY unit ORDER BY unit;
DROP TABLE budget;

-- gaps=allow: the nearest ancestor present is the parent.
CREATE TABLE sparse (unit int NOT NULL, code subject_code NOT NULL, amount yuan, PRIMARY KEY (unit, code));
SELECT fiscal_add_rollup('sparse', '{unit}', 'code', '{amount}', gaps => 'allow');
INSERT INTO sparse VALUES (1, '204', 10), (1, '2040201', 4), (1, '2040301', 6), (1, '2050101', 99);
INSERT INTO sparse VALUES (1, '20402', 5);
INSERT INTO sparse VALUES (1, '20402', 4);
INSERT INTO sparse VALUES (1, '*', 109);
UPDATE sparse SET amount = 108 WHERE code = '*';
DROP TABLE sparse;

-- sign: a 0 row is of which and not added, -1 is subtracted; a 0 row still
-- needs its parent.
CREATE TABLE signed (code subject_code NOT NULL, sign smallint, amount yuan, y int NOT NULL DEFAULT 2024, PRIMARY KEY (y, code));
SELECT fiscal_add_rollup('signed', '{y}', 'code', '{amount}', sign => 'sign');
INSERT INTO signed VALUES ('204', 1, 70), ('20401', 1, 100), ('20402', -1, 30), ('20403', 0, 999);
UPDATE signed SET sign = 1 WHERE code = '20403';
UPDATE signed SET sign = 1 WHERE code = '20402';
INSERT INTO signed VALUES ('20501', 0, 1);
-- Only of-which rows below: nothing to add up, no verdict.
INSERT INTO signed VALUES ('206', 1, 5), ('20601', 0, 99);
SELECT code, verdict FROM fiscal_audit('signed', verdicts => NULL);
UPDATE signed SET sign = 2 WHERE code = '20403';
UPDATE signed SET sign = NULL WHERE code = '20403';
\set VERBOSITY sqlstate
UPDATE signed SET sign = 2 WHERE code = '20403';
UPDATE signed SET sign = NULL WHERE code = '20403';
INSERT INTO signed VALUES ('20404', 1, 1);
\set VERBOSITY default
DROP TABLE signed;

-- The ends of int64: sums below are exact beyond it.
CREATE TABLE wide (code subject_code NOT NULL, k int NOT NULL, amount yuan);
SELECT fiscal_add_rollup('wide', '{k}', 'code', '{amount}', name => 'wide_rollup');
INSERT INTO wide VALUES ('204', 1, '92233720368547758.07'), ('20401', 1, '92233720368547758.07'),
	('20401', 1, '92233720368547758.07'), ('20402', 1, '-92233720368547758.07');
INSERT INTO wide VALUES ('204', 2, '-92233720368547758.08'), ('20401', 2, '92233720368547758.07'), ('20402', 2, '92233720368547758.07');
DROP TABLE wide;
