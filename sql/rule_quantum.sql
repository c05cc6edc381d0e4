-- quantum_column=: rows of several documents, each printed with its own precision
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;
CREATE SCHEMA quantum_column;
SET search_path = quantum_column, public;

CREATE TABLE tree (doc int NOT NULL, code subject_code NOT NULL, amount yuan, q yuan,
	PRIMARY KEY (doc, code));
SELECT fiscal_add_rollup('tree', '{doc}', 'code', '{amount}', quantum_column => 'q');

-- Three figures: each misses its true value by half its own quantum at most.
INSERT INTO tree VALUES					-- in wan yuan: 3 * 100 / 2 = 150
	(1, '204', 30100, 100), (1, '20401', 10000, 100), (1, '20402', 20000, 100),
	(2, '204', 30001, 1), (2, '20401', 10000, 1), (2, '20402', 20000, 1);	-- 1.50
SELECT key, code, difference, bound, addends, verdict
	FROM fiscal_audit('tree', verdicts => NULL) ORDER BY key;

UPDATE tree SET amount = 30002 WHERE doc = 2 AND code = '204';	-- fails
-- The same difference is rounding in a coarser document, and the quantum itself counts as a change.
BEGIN;
UPDATE tree SET amount = 30002 WHERE doc = 2 AND code = '204';
UPDATE tree SET q = 100 WHERE doc = 2;
COMMIT;
UPDATE tree SET q = 1 WHERE doc = 2;	-- fails
-- Quanta may differ within a sum: (1 + 100 + 100) / 2, in whole fen.
UPDATE tree SET q = 1 WHERE doc = 1 AND code = '204';
SELECT difference, bound, verdict
	FROM fiscal_audit('tree', verdicts => NULL) WHERE key = '{"doc": 1}';
-- No quantum: that figure is exact.
UPDATE tree SET q = NULL WHERE doc = 2 AND code <> '204';	-- half of 100 covers 2
UPDATE tree SET q = NULL WHERE doc = 2;	-- fails
\set SHOW_CONTEXT never
UPDATE tree SET q = -1 WHERE doc = 2;	-- fails

CREATE TABLE front (doc int NOT NULL, amount yuan, q yuan);
CREATE INDEX ON front (doc);
CREATE TABLE back (id int NOT NULL, amount yuan, p yuan);
CREATE INDEX ON back (id);
SELECT fiscal_add_tie('front', '{doc}', 'amount', '{}', 'back', '{id}', 'amount', '{}',
	quantum_column => 'q', other_quantum_column => 'p', name => 'twins');
INSERT INTO front VALUES (1, 10000, 100);
INSERT INTO back VALUES (1, 10050, 1);	-- (100 + 1) / 2 = 50.50
INSERT INTO back VALUES (1, 1, 1);		-- 51 against 51.00
INSERT INTO back VALUES (1, 1, 1);		-- fails: 52 against 51.50
UPDATE front SET q = 1;					-- fails
SELECT stated, computed, difference, bound, addends, verdict
	FROM fiscal_audit('back', verdicts => NULL);

CREATE TABLE book (doc int NOT NULL PRIMARY KEY, debit yuan, credit yuan, q yuan);
SELECT fiscal_add_balance_columns('book', '{doc}', 'debit', 'credit', quantum_column => 'q');
INSERT INTO book VALUES (1, 100, 101, 1), (2, 100, 100, 0.01);
INSERT INTO book VALUES (3, 100, 102, 1);	-- fails

-- One precision, said once.
SELECT fiscal_add_balance_columns('book', '{doc}', 'debit', 'credit', quantum => 1, quantum_column => 'q');	-- fails
SELECT fiscal_add_balance_columns('book', '{doc}', 'debit', 'credit', quantum_column => 'doc');	-- fails

SET client_min_messages = warning;
DROP SCHEMA quantum_column CASCADE;
