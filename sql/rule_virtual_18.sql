-- A virtual generated column (18) has no value in the rows a trigger sees.  It
-- cannot be of our types, but it can be a key.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;

CREATE TABLE t (k int NOT NULL PRIMARY KEY, a yuan, b yuan,
	v int NOT NULL GENERATED ALWAYS AS (k / 10) VIRTUAL,
	s int NOT NULL GENERATED ALWAYS AS (k / 10) STORED);
CREATE INDEX ON t (s);
SELECT fiscal_add_balance_columns('t', '{v}', 'a', 'b');
SELECT fiscal_add_balance_columns('t', '{s}', 'a', 'b');
\set VERBOSITY sqlstate
SELECT fiscal_add_balance_columns('t', '{v}', 'a', 'b', name => 'virtual');
INSERT INTO t VALUES (11, 5, 1);
\set VERBOSITY default
INSERT INTO t VALUES (11, 5, 1), (12, 0, 4);
DROP TABLE t;
