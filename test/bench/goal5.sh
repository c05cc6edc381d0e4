# shellcheck shell=bash
# Correcting one figure: a large group beside a small one

data rows="$(size 1000000 2000)" <<'SQL'
DROP TABLE IF EXISTS fix_balance, fix_rollup;
CREATE EXTENSION IF NOT EXISTS govfiscal;
CREATE TABLE fix_balance (unit int, line int, side text, amount yuan, PRIMARY KEY (unit, line));
INSERT INTO fix_balance SELECT unit, line, CASE line % 2 WHEN 0 THEN 'revenue' ELSE 'expenditure' END, 5
FROM (VALUES (1, :rows), (2, 100)) v(unit, rows), generate_series(0, rows - 1) line;
SELECT fiscal_add_balance('fix_balance', '{unit}', 'amount', 'side');

-- A class over items that may repeat
CREATE TABLE fix_rollup (unit int, line int, code subject_code NOT NULL, amount yuan, PRIMARY KEY (unit, line));
INSERT INTO fix_rollup
SELECT unit, line, subject_make(201, CASE WHEN line > 0 THEN line % 90 + 1 END), CASE line WHEN 0 THEN (rows - 1) * 5 ELSE 5 END::yuan
FROM (VALUES (1, :rows), (2, 100)) v(unit, rows), generate_series(0, rows - 1) line;
CREATE INDEX ON fix_rollup (unit, code);
SELECT fiscal_add_rollup('fix_rollup', '{unit}', 'code', '{amount}');
VACUUM ANALYZE fix_balance, fix_rollup;

CREATE OR REPLACE PROCEDURE correct(target text, unit int, times int) LANGUAGE plpgsql AS $$
BEGIN
	FOR i IN 1 .. times LOOP
		IF target = 'balance' THEN
			UPDATE fix_balance b SET amount = amount + 1 WHERE b.unit = correct.unit AND line IN (0, 1);
		ELSE
			UPDATE fix_rollup r SET amount = amount + 1 WHERE r.unit = correct.unit AND line IN (0, 1);
		END IF;
		COMMIT;
	END LOOP;
END $$;
SQL

for rule in balance rollup; do
	pair "corrections under $rule, 10^6 rows : 10^2" '<=' 1.5 3 <<-SQL
		-- ours
		CALL correct('$rule', 1, 10);
		-- theirs
		CALL correct('$rule', 2, 10);
	SQL
done

# In a session that has read the group, under a rule that nothing gets round
data <<'SQL'
ALTER TABLE fix_balance ENABLE ALWAYS TRIGGER fix_balance_balance;
ALTER TABLE fix_rollup ENABLE ALWAYS TRIGGER fix_rollup_rollup;
SQL

for rule in balance rollup; do
	pair "$rule, ENABLE ALWAYS, 10^6 rows : 10^2" '<=' 1.5 5 <<-SQL
		-- before ours
		CALL correct('$rule', 1, 1);
		-- before theirs
		CALL correct('$rule', 2, 1);
		-- ours
		CALL correct('$rule', 1, 100);
		-- theirs
		CALL correct('$rule', 2, 100);
	SQL
done
