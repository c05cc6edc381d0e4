-- Rows from nowhere: NULL in a key, a code, a parent, a sign, a side, an amount.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;

CREATE TABLE form (unit int NOT NULL, code subject_code NOT NULL, line text NOT NULL, parent text, sign int, amount yuan);
CREATE INDEX ON form (unit);
SELECT fiscal_add_rollup('form', '{unit}', 'code', '{amount}', name => 'by_code'),
	fiscal_add_rollup('form', '{unit}', 'line', '{amount}', 'parent', 'sign', name => 'by_line');
-- Installed on columns that are NOT NULL; then these become nullable.
ALTER TABLE form ALTER unit DROP NOT NULL, ALTER code DROP NOT NULL, ALTER line DROP NOT NULL;
\set VERBOSITY sqlstate
INSERT INTO form VALUES (NULL, '204', 'a', NULL, 1, 5);
INSERT INTO form VALUES (1, NULL, 'a', NULL, 1, 5);
INSERT INTO form VALUES (1, '204', NULL, NULL, 1, 5);
INSERT INTO form VALUES (1, '204', 'a', NULL, NULL, 5);
\set VERBOSITY default
INSERT INTO form VALUES (NULL, '204', 'a', NULL, 1, 5);
INSERT INTO form VALUES (1, NULL, 'a', NULL, 1, 5);
INSERT INTO form VALUES (1, '204', NULL, NULL, 1, 5);
-- A parent NULL is a root, an amount NULL is not reported.
INSERT INTO form VALUES (1, '204', 'a', NULL, 1, 5), (1, '20401', 'b', 'a', 1, 5), (1, '20402', 'c', 'a', 1, NULL);
UPDATE form SET unit = NULL WHERE line = 'c';
-- Those that came in unseen: told by whatever meets them, and free to go.
SET session_replication_role = replica;
INSERT INTO form VALUES (1, NULL, 'd', 'a', 1, NULL), (NULL, '204', 'e', NULL, 1, NULL);
RESET session_replication_role;
UPDATE form SET amount = 6 WHERE line IN ('a', 'b');
SELECT fiscal_validate('form', 'by_line');
SELECT * FROM fiscal_audit('form', 'by_line');
DELETE FROM form WHERE unit IS NULL;
SELECT fiscal_validate('form', 'by_line');
SELECT fiscal_validate('form', 'by_code');
UPDATE form SET code = '20403' WHERE line = 'd';
SELECT fiscal_validate('form');
DROP TABLE form;

-- A tie: a key that is NULL on either side.
CREATE TABLE here (k int PRIMARY KEY, amount yuan);
CREATE TABLE there (k int PRIMARY KEY, amount yuan);
SELECT fiscal_add_tie('here', '{k}', 'amount', '{}', 'there', '{k}', 'amount', '{}');
ALTER TABLE there DROP CONSTRAINT there_pkey;
ALTER TABLE there ALTER k DROP NOT NULL;
INSERT INTO there VALUES (NULL, 1);
INSERT INTO there VALUES (1, NULL), (2, 2);
INSERT INTO here VALUES (1, 5);
INSERT INTO here VALUES (2, 5);
INSERT INTO here VALUES (2, NULL);
SELECT key, stated, computed, verdict FROM fiscal_audit('here', verdicts => NULL) ORDER BY key;
DROP TABLE here, there;
