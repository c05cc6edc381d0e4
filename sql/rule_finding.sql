-- What rounding explains: |difference| <= floor(m * q / 2), closed at both ends,
SET client_encoding = UTF8;
-- m = 1 + addends for a rollup, the addends of both sides for balance and tie.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;

-- A form in wan yuan with two decimals: the quantum is 100 yuan, from the type.
CREATE TABLE printed (doc int NOT NULL, code subject_code NOT NULL, amount yuan('0.01万元'), PRIMARY KEY (doc, code));
SELECT fiscal_add_rollup('printed', '{doc}', 'code', '{amount}');

-- The tail of one ulp over two addends: m = 3, bound 150.00.  Passes.
INSERT INTO printed VALUES (1, '204', 300), (1, '20401', 100), (1, '20402', 100);
-- Two ulp over two addends: refused.
INSERT INTO printed VALUES (2, '204', 400), (2, '20401', 100), (2, '20402', 100);
-- Two ulp over ten addends: m = 11, bound 550.00.  Passes.
INSERT INTO printed SELECT 3, ('204' || to_char(i, 'FM00'))::subject_code, 100 FROM generate_series(1, 10) i UNION ALL SELECT 3, '204', 1200;
-- Five ulp pass as well, on either side of zero; six do not.
UPDATE printed SET amount = 1500 WHERE doc = 3 AND code = '204';
UPDATE printed SET amount = 500 WHERE doc = 3 AND code = '204';
UPDATE printed SET amount = 1600 WHERE doc = 3 AND code = '204';
UPDATE printed SET amount = 400 WHERE doc = 3 AND code = '204';

-- A reported 0 counts: m = 4, bound 200.00.  NULL does not: m = 3.
INSERT INTO printed VALUES (4, '204', 400), (4, '20401', 100), (4, '20402', 100), (4, '20403', 0);
INSERT INTO printed VALUES (5, '204', 400), (5, '20401', 100), (5, '20402', 100), (5, '20403', NULL);
SELECT key, stated, computed, difference, bound, addends, verdict FROM fiscal_audit('printed', verdicts => NULL) ORDER BY key;
DROP TABLE printed;

-- The largest difference that n addends explain, in ulp, for n = 1 to 7:
-- floor((n + 1) / 2).
CREATE TABLE tail (n int NOT NULL, d int NOT NULL, code subject_code NOT NULL, amount yuan, PRIMARY KEY (n, d, code));
INSERT INTO tail SELECT n, d, ('204' || to_char(i, 'FM00'))::subject_code, 0 FROM generate_series(1, 7) n, generate_series(0, 5) d, generate_series(1, n) i;
INSERT INTO tail SELECT n, d, '204', d * 100 FROM generate_series(1, 7) n, generate_series(0, 5) d;
SELECT key->>'n' AS n, max((key->>'d')::int) AS ulp
FROM fiscal_audit_rollup('tail', '{n,d}', 'code', '{amount}', quantum => 100, verdicts => '{exact,rounding}') GROUP BY 1 ORDER BY 1;
DROP TABLE tail;

-- quantum= overrides the type; the bound is in fen, cut off: 3 * 0.05 / 2 = 0.07.
CREATE TABLE fine (doc int NOT NULL, code subject_code NOT NULL, amount yuan('0.01'), PRIMARY KEY (doc, code));
SELECT fiscal_add_rollup('fine', '{doc}', 'code', '{amount}', quantum => '0.05');
INSERT INTO fine VALUES (1, '204', 2.07), (1, '20401', 1), (1, '20402', 1);
INSERT INTO fine VALUES (2, '204', 1.93), (2, '20401', 1), (2, '20402', 1);
INSERT INTO fine VALUES (3, '204', 2.08), (3, '20401', 1), (3, '20402', 1);
INSERT INTO fine VALUES (4, '204', 1.92), (4, '20401', 1), (4, '20402', 1);
DROP TABLE fine;

-- Without a quantum the books are exact to the fen.
CREATE TABLE books (doc int NOT NULL, code subject_code NOT NULL, amount yuan, PRIMARY KEY (doc, code));
SELECT fiscal_add_rollup('books', '{doc}', 'code', '{amount}');
INSERT INTO books VALUES (1, '204', 2.01), (1, '20401', 1), (1, '20402', 1);
DROP TABLE books;

-- sign 0 rows are no addends: m = 2, bound 100.00.
CREATE TABLE ofwhich (doc int NOT NULL, code subject_code NOT NULL, sign int NOT NULL, amount yuan(100), PRIMARY KEY (doc, code));
SELECT fiscal_add_rollup('ofwhich', '{doc}', 'code', '{amount}', sign => 'sign');
INSERT INTO ofwhich VALUES (1, '204', 1, 200), (1, '20401', 1, 100), (1, '20402', 0, 50000), (1, '20403', 0, 600);
INSERT INTO ofwhich VALUES (2, '204', 1, 300), (2, '20401', 1, 100), (2, '20402', 0, 50000), (2, '20403', 0, 600);
DROP TABLE ofwhich;

-- Balance: m is the addends of both sides, each with the quantum of its column.
CREATE TABLE sides (doc int NOT NULL, revenue yuan(1), expenditure yuan(100));
CREATE INDEX ON sides (doc);
SELECT fiscal_add_balance_columns('sides', '{doc}', 'revenue', 'expenditure');
-- One of 1.00, two of 100.00: 0.50 + 100.00 explain 100, but not 101.
INSERT INTO sides VALUES (1, 300, 100), (1, NULL, 100);
INSERT INTO sides VALUES (2, 301, 100), (2, NULL, 100);
SELECT key, stated, computed, difference, bound, addends, verdict FROM fiscal_audit('sides', verdicts => NULL);
DROP TABLE sides;

-- Tie: likewise; the smaller side of >= may fall short by the rounding only.
CREATE TABLE main (doc int PRIMARY KEY, amount yuan(100));
CREATE TABLE part (doc int NOT NULL, n int NOT NULL, amount yuan(1), PRIMARY KEY (doc, n));
SELECT fiscal_add_tie('main', '{doc}', 'amount', '{}', 'part', '{doc}', 'amount', '{}', '>=');
INSERT INTO part VALUES (1, 1, 75), (1, 2, 76), (2, 1, 75), (2, 2, 77);
INSERT INTO main VALUES (1, 100);
INSERT INTO main VALUES (2, 100);
INSERT INTO main VALUES (2, 500);
SELECT key, stated, computed, difference, bound, addends, verdict FROM fiscal_audit('main', verdicts => NULL) ORDER BY key;
DROP TABLE main, part;
