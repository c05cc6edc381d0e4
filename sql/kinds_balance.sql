-- fiscal_balance(): for each key, sum of revenue = sum of expenditure.
SET client_encoding = UTF8;
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;

CREATE TABLE account (
	unit text NOT NULL, year int NOT NULL, line int NOT NULL,
	side text, amount yuan,
	PRIMARY KEY (unit, year, line)
);
SELECT fiscal_add_balance('account', '{unit,year}', 'amount', 'side');

-- An unbalanced middle is no violation, an unbalanced end is.
BEGIN;
INSERT INTO account VALUES ('a', 2024, 1, 'revenue', 100);
INSERT INTO account VALUES ('a', 2024, 2, 'expenditure', 60);
INSERT INTO account VALUES ('a', 2024, 3, 'expenditure', 40);
COMMIT;
UPDATE account SET amount = 40.01 WHERE line = 3;
SELECT * FROM account ORDER BY line;

-- A correction on both sides, in one statement and in two.
UPDATE account SET amount = amount + 1 WHERE line < 3;
BEGIN;
UPDATE account SET amount = 100 WHERE line = 1;
UPDATE account SET amount = 60 WHERE line = 2;
COMMIT;

-- The Chinese words are the other defaults; both languages may mix.
INSERT INTO account VALUES ('b', 2024, 1, '收入', 5), ('b', 2024, 2, '支出', 3), ('b', 2024, 3, 'expenditure', 2);
INSERT INTO account VALUES ('b', 2024, 4, '支出', 0.01);

-- A side without rows is 0: an entry of one side is refused.
INSERT INTO account VALUES ('c', 2024, 1, 'revenue', 5);
INSERT INTO account VALUES ('c', 2024, 1, 'expenditure', 5);
-- Passes: 0 on one side, nothing on the other.
INSERT INTO account VALUES ('c', 2024, 1, 'revenue', 0);

-- Rows of another side, or of none, take no part.
INSERT INTO account VALUES ('a', 2024, 8, 'carried over', 7), ('a', 2024, 9, NULL, 8);

-- A side all of whose rows are NULL is unreported; one figure makes it reported.
INSERT INTO account VALUES ('d', 2024, 1, 'revenue', NULL), ('d', 2024, 2, 'revenue', NULL), ('d', 2024, 3, 'expenditure', 9);
SELECT code, column_name, stated, computed, difference, addends, verdict FROM fiscal_audit('account', verdicts => NULL) WHERE key->>'unit' = 'd';
UPDATE account SET amount = 8 WHERE unit = 'd' AND line = 1;
UPDATE account SET amount = 9 WHERE unit = 'd' AND line = 1;

-- Groups: both the old and the new one of a row that moves.
UPDATE account SET year = 2025 WHERE unit = 'a' AND line = 3;
UPDATE account SET year = 2025 WHERE unit = 'a';

-- A figure leaves: DELETE of one line, then of the group.
DELETE FROM account WHERE unit = 'a' AND line = 2;
DELETE FROM account WHERE unit = 'a';
SELECT count(*) FROM account WHERE unit = 'a';
DROP TABLE account;

-- Sides of one's own choosing, quoted as CSV, read by the type of the column.
CREATE TABLE entry (book int NOT NULL, side char(20), amount yuan);
SELECT fiscal_add_balance('entry', '{book}', 'amount', 'side',
	'{in,"a,b","say \"in\""}', '{out}', name => 'in_is_out');
SELECT name, kind, arguments, severity FROM fiscal_checks;
INSERT INTO entry VALUES (1, 'in', 1), (1, 'a,b', 2), (1, 'say "in"', 4), (1, 'out', 7), (1, 'revenue', 100);
INSERT INTO entry VALUES (1, 'say "in"', 0.5);
DROP TABLE entry;

-- Two amount columns: debits and credits.
CREATE TABLE voucher (no int NOT NULL, debit yuan, credit yuan);
CREATE INDEX ON voucher (no);
SELECT fiscal_add_balance_columns('voucher', '{no}', 'debit', 'credit');
INSERT INTO voucher VALUES (1, 100, NULL), (1, NULL, 60), (1, NULL, 40);
INSERT INTO voucher VALUES (2, 100, 0), (2, 0, 99.99);
INSERT INTO voucher VALUES (3, 5, 5);
UPDATE voucher SET debit = 5.01 WHERE no = 3;
UPDATE voucher SET debit = 6, credit = 6 WHERE no = 3;
-- A column without one figure is unreported.
INSERT INTO voucher VALUES (4, 100, NULL);
SELECT key, stated, computed, verdict FROM fiscal_audit('voucher', verdicts => '{unreported}');
DROP TABLE voucher;

-- Totals beyond int64 are compared as they are, and shown as they are.
CREATE TABLE huge (book int NOT NULL, side text, amount yuan);
SELECT fiscal_add_balance('huge', '{book}', 'amount', 'side', name => 'huge_balance');
INSERT INTO huge VALUES (1, 'revenue', '92233720368547758.07'), (1, 'revenue', '92233720368547758.07'),
	(1, 'expenditure', '92233720368547758.07'), (1, 'expenditure', '92233720368547758.06'), (1, 'expenditure', 0.01);
INSERT INTO huge VALUES (2, 'revenue', '92233720368547758.07'), (2, 'revenue', '92233720368547758.07'),
	(2, 'expenditure', '-92233720368547758.08'), (2, 'expenditure', '-92233720368547758.08');
DROP TABLE huge;

-- severity=warning says the same and lets it pass.
CREATE TABLE draft (book int NOT NULL PRIMARY KEY, revenue yuan, expenditure yuan);
SELECT fiscal_add_balance_columns('draft', '{book}', 'revenue', 'expenditure', severity => 'warning');
INSERT INTO draft VALUES (1, 5, 4), (2, 7, 7);
SELECT * FROM draft ORDER BY book;
SELECT fiscal_validate('draft');
DROP TABLE draft;
