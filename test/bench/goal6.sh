# shellcheck shell=bash
# An audit of stored rows beside SQL written by hand that finds the same ones

data units="$(size 1000 4)" <<'SQL'
DROP TABLE IF EXISTS audited;
CREATE EXTENSION IF NOT EXISTS govfiscal;
CREATE TABLE audited (unit int, year int, code subject_code, amount yuan, PRIMARY KEY (unit, year, code));
INSERT INTO audited
SELECT unit, 2024, subject_make(201, nullif(CASE WHEN i <= 20 THEN i ELSE (i - 21) % 20 + 1 END, 0), CASE WHEN i > 20 THEN (i - 21) / 20 + 1 END),
	CASE WHEN i = 0 THEN 979 WHEN i <= 19 THEN 49 WHEN i = 20 THEN 48 ELSE 1 END * 123::yuan
FROM generate_series(1, :units) unit, generate_series(0, 999) i;
SELECT fiscal_add_rollup('audited', '{unit,year}', 'code', '{amount}');
-- Broken where the rule is off: a wrong item, a wrong total, a section that is missing.
ALTER TABLE audited DISABLE TRIGGER USER;
UPDATE audited SET amount = amount + 1 WHERE unit % 50 = 1 AND code = '2010101';
UPDATE audited SET amount = amount * 10 WHERE unit % 50 = 2 AND code = '201';
DELETE FROM audited WHERE unit % 100 = 3 AND code = '20105';
ALTER TABLE audited ENABLE TRIGGER USER;
VACUUM ANALYZE audited;
SQL

for mem in 4MB 64MB; do
	pair "audit of three levels : SQL, work_mem $mem" '<=' 0.5 5 <<-SQL
		-- before
		SET work_mem = '$mem';
		-- ours
		SELECT count(*) FILTER (WHERE verdict = 'violation'), count(*) FILTER (WHERE verdict = 'orphan'),
			sum(computed) FILTER (WHERE verdict = 'violation')
		FROM fiscal_audit('audited');
		-- theirs
		SELECT count(*) FILTER (WHERE p.code IS NOT NULL), sum(n) FILTER (WHERE p.code IS NULL), sum(total) FILTER (WHERE p.code IS NOT NULL)
		FROM (SELECT unit, year, subject_parent(code) AS code, sum(amount) AS total, count(*) AS n FROM audited GROUP BY 1, 2, 3) c
			LEFT JOIN audited p USING (unit, year, code)
		WHERE p.amount IS DISTINCT FROM total AND (p.code IS NOT NULL OR code <> '*');
	SQL
done
