# shellcheck shell=bash
# Posting and correcting under a trusted rule: a large group beside a small one and
# beside no rule at all

data rows="$(size 1000000 2000)" <<'SQL'
DROP TABLE IF EXISTS ledger_plain, ledger, tree, account_plain, account, spent_plain, spent;
CREATE EXTENSION IF NOT EXISTS govfiscal;
CREATE TABLE ledger_plain (unit int, line int, side text, amount yuan NOT NULL, PRIMARY KEY (unit, line)) WITH (fillfactor = 90);
INSERT INTO ledger_plain SELECT unit, line, CASE line % 2 WHEN 0 THEN 'revenue' ELSE 'expenditure' END, 5
FROM (VALUES (1, :rows), (2, 100)) v(unit, rows), generate_series(0, rows - 1) line;
CREATE TABLE ledger (LIKE ledger_plain INCLUDING ALL) WITH (fillfactor = 90);
INSERT INTO ledger TABLE ledger_plain;
SELECT fiscal_add_balance('ledger', '{unit}', 'amount', 'side');

-- A class over items that may repeat
CREATE TABLE tree (unit int, line int, code subject_code NOT NULL, amount yuan NOT NULL, PRIMARY KEY (unit, line)) WITH (fillfactor = 90);
INSERT INTO tree
SELECT unit, line, subject_make(201, CASE WHEN line > 0 THEN line % 90 + 1 END), CASE line WHEN 0 THEN (rows - 1) * 5 ELSE 5 END::yuan
FROM (VALUES (1, :rows), (2, 100)) v(unit, rows), generate_series(0, rows - 1) line;
CREATE INDEX ON tree (unit, code);
SELECT fiscal_add_rollup('tree', '{unit}', 'code', '{amount}');

-- A running total, held to what is approved
CREATE TABLE spent_plain (unit int NOT NULL, line int NOT NULL, amount yuan NOT NULL, PRIMARY KEY (unit, line));
INSERT INTO spent_plain SELECT 1, line, 5 FROM generate_series(0, :rows - 1) line;
CREATE TABLE account_plain (unit int PRIMARY KEY, total yuan NOT NULL, approved yuan NOT NULL, CHECK (total <= approved)) WITH (fillfactor = 50);
INSERT INTO account_plain SELECT 1, sum(amount), '900000000000.00' FROM spent_plain;
CREATE TABLE spent (LIKE spent_plain INCLUDING ALL);
INSERT INTO spent TABLE spent_plain;
CREATE TABLE account (LIKE account_plain INCLUDING ALL) WITH (fillfactor = 50);
INSERT INTO account TABLE account_plain;
SELECT fiscal_add_tie('account', '{unit}', 'total', '{}', 'spent', '{unit}', 'amount', '{}', missing => 'zero');
VACUUM ANALYZE ledger_plain, ledger, tree, account_plain, account, spent_plain, spent;

CREATE SEQUENCE next_line START 10000000 INCREMENT 2;
CREATE OR REPLACE PROCEDURE correct(target text, unit int, times int) LANGUAGE plpgsql AS $$
BEGIN
	FOR i IN 1 .. times LOOP
		IF target = 'balance' THEN
			UPDATE ledger b SET amount = amount + 1 WHERE b.unit = correct.unit AND line IN (0, 1);
		ELSE
			UPDATE tree r SET amount = amount + 1 WHERE r.unit = correct.unit AND line IN (0, 1);
		END IF;
		COMMIT;
	END LOOP;
END $$;
CREATE OR REPLACE PROCEDURE post(target regclass, unit int, times int) LANGUAGE plpgsql AS $$
DECLARE
	line int;
BEGIN
	FOR i IN 1 .. times LOOP
		line := nextval('next_line');
		IF target = 'ledger'::regclass THEN
			INSERT INTO ledger VALUES (unit, line, 'revenue', 7), (unit, line + 1, 'expenditure', 7);
		ELSE
			INSERT INTO ledger_plain VALUES (unit, line, 'revenue', 7), (unit, line + 1, 'expenditure', 7);
		END IF;
		COMMIT;
	END LOOP;
END $$;
CREATE OR REPLACE PROCEDURE spend(target regclass, times int) LANGUAGE plpgsql AS $$
DECLARE
	line int;
BEGIN
	FOR i IN 1 .. times LOOP
		line := nextval('next_line');
		IF target = 'spent'::regclass THEN
			INSERT INTO spent VALUES (1, line, 7);
			UPDATE account SET total = total + 7 WHERE unit = 1;
		ELSE
			INSERT INTO spent_plain VALUES (1, line, 7);
			UPDATE account_plain SET total = total + 7 WHERE unit = 1;
		END IF;
		COMMIT;
	END LOOP;
END $$;
SQL

for rule in balance rollup; do
	pair "corrections under $rule, 10^6 rows : 10^2" '<=' 1.5 9 <<-SQL
		-- ours
		CALL correct('$rule', 1, 200);
		-- theirs
		CALL correct('$rule', 2, 200);
	SQL
done
pair "posting a voucher, 10^6 rows : 10^2" '<=' 1.5 9 <<-SQL
	-- ours
	CALL post('ledger', 1, 200);
	-- theirs
	CALL post('ledger', 2, 200);
SQL
pair "posting into 10^6 rows : no rules" '<=' 1.67 9 <<-SQL
	-- ours
	CALL post('ledger', 1, 200);
	-- theirs
	CALL post('ledger_plain', 1, 200);
SQL
pair "running total over 10^6 rows : no rules" '<=' 1.67 9 <<-SQL
	-- ours
	CALL spend('spent', 200);
	-- theirs
	CALL spend('spent_plain', 200);
SQL
