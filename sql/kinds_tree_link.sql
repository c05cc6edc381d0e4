-- fiscal_rollup() over a line and a column that names its parent line.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;

CREATE TABLE form (
	doc int NOT NULL, line text NOT NULL, parent text, sign int NOT NULL DEFAULT 1, amount yuan,
	PRIMARY KEY (doc, line)
);
SELECT fiscal_add_rollup('form', '{doc}', 'line', '{amount}', 'parent', 'sign');

-- Parents may come after their children, in any order of names.
INSERT INTO form VALUES (1, 'a1', 'z', 1, 40), (1, 'a2', 'z', 1, 60), (1, 'z', 'total', 1, 100), (1, 'm', 'total', -1, 30), (1, 'total', NULL, 1, 70), (1, 'note', 'z', 0, 12);
UPDATE form SET amount = 61 WHERE line = 'a2';
UPDATE form SET parent = 'total' WHERE line = 'a2';
UPDATE form SET parent = 'm' WHERE line = 'a2';
UPDATE form SET sign = 1 WHERE line = 'note';

-- A parent NULL is a root, several are roots of their own.
INSERT INTO form VALUES (2, 'x', NULL, 1, 1), (2, 'y', NULL, 1, 2);
-- A line whose parent is missing.
INSERT INTO form VALUES (3, 'x', 'nowhere', 1, 1);
DELETE FROM form WHERE line = 'z';
-- A line that is its own parent, and lines that are each other's.
INSERT INTO form VALUES (4, 'x', 'x', 1, 1);
INSERT INTO form VALUES (5, 'x', 'y', 1, 1), (5, 'y', 'z', 1, 1), (5, 'z', 'x', 1, 1), (5, 'w', 'x', 1, 7);
UPDATE form SET parent = 'a1' WHERE line = 'total';
-- A line is no parent to its namesake in another document.
INSERT INTO form VALUES (6, 'a3', 'total', 1, 1);
-- Unreported figures.
INSERT INTO form VALUES (7, 'p', NULL, 1, NULL), (7, 'c', 'p', 1, 5);
SELECT key, code, stated, computed, verdict FROM fiscal_audit('form', verdicts => NULL) WHERE verdict <> 'exact';
DROP TABLE form;

-- Leaves may repeat, also below two parents; a line with children stands once.
CREATE TABLE lines (doc int NOT NULL, line int NOT NULL, up int, amount yuan);
CREATE INDEX ON lines (doc, line);
SELECT fiscal_add_rollup('lines', '{doc}', 'line', '{amount}', 'up');
INSERT INTO lines VALUES (1, 1, NULL, 10), (1, 2, NULL, 5), (1, 9, 1, 4), (1, 9, 1, 6), (1, 9, 2, 5);
INSERT INTO lines VALUES (1, 2, NULL, 0);
DROP TABLE lines;

-- gaps=allow: a line without its parent is a root.
CREATE TABLE loose (doc int NOT NULL, line int NOT NULL, up int, amount yuan, PRIMARY KEY (doc, line));
SELECT fiscal_add_rollup('loose', '{doc}', 'line', '{amount}', 'up', gaps => 'allow');
INSERT INTO loose VALUES (1, 5, 99, 10), (1, 6, 5, 9);
INSERT INTO loose VALUES (1, 5, 99, 9), (1, 6, 5, 9);
DROP TABLE loose;

-- A chain of ten thousand lines: no recursion, no quadratic walk.
CREATE TABLE chain (doc int NOT NULL, line int NOT NULL, up int, amount yuan, PRIMARY KEY (doc, line));
SELECT fiscal_add_rollup('chain', '{doc}', 'line', '{amount}', 'up');
INSERT INTO chain SELECT 1, i, nullif(i - 1, 0), 7 FROM generate_series(1, 10000) i;
UPDATE chain SET amount = 8 WHERE line = 5000;
UPDATE chain SET up = 10000 WHERE line = 1;
SELECT code, cause FROM fiscal_audit('chain');
DROP TABLE chain;
