-- VIRTUAL generated columns do not exist in the rows a trigger sees: refused.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;

CREATE TABLE t (k int NOT NULL PRIMARY KEY, a yuan, b yuan, c yuan GENERATED ALWAYS AS (a + b) VIRTUAL, s yuan GENERATED ALWAYS AS (a + b) STORED);
SELECT fiscal_add_balance_columns('t', '{k}', 'c', 'a');
SELECT fiscal_add_balance_columns('t', '{k}', 's', 'a');
\set VERBOSITY sqlstate
SELECT fiscal_add_balance_columns('t', '{k}', 'c', 'a', name => 'virtual');
INSERT INTO t VALUES (1, 5, 1);
\set VERBOSITY default
INSERT INTO t VALUES (1, 5, 0);
DROP TABLE t;
