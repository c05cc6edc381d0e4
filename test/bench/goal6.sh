# shellcheck shell=bash
# An audit of stored rows beside SQL written by hand that finds the same ones

# Documents list their lines by code, and were loaded one after the other; in
# the other table the same rows lie anyhow.

data units="$(size 1000 4)" <<'SQL'
DROP TABLE IF EXISTS audited, audited_mixed;
CREATE EXTENSION IF NOT EXISTS govfiscal;
CREATE TABLE audited (unit int, year int, code subject_code, amount yuan, PRIMARY KEY (unit, year, code));
INSERT INTO audited
SELECT unit, 2024 AS year, subject_make(201, nullif(CASE WHEN i <= 20 THEN i ELSE (i - 21) % 20 + 1 END, 0), CASE WHEN i > 20 THEN (i - 21) / 20 + 1 END) AS code,
	CASE WHEN i = 0 THEN 979 WHEN i <= 19 THEN 49 WHEN i = 20 THEN 48 ELSE 1 END * 123::yuan
FROM generate_series(1, :units) unit, generate_series(0, 999) i ORDER BY unit, year, code;
SELECT fiscal_add_rollup('audited', '{unit,year}', 'code', '{amount}');
-- Broken where the rule is off: a wrong item, a wrong total, a section that is missing.
ALTER TABLE audited DISABLE TRIGGER USER;
UPDATE audited SET amount = amount + 1 WHERE unit % 50 = 1 AND code = '2010101';
UPDATE audited SET amount = amount * 10 WHERE unit % 50 = 2 AND code = '201';
DELETE FROM audited WHERE unit % 100 = 3 AND code = '20105';
ALTER TABLE audited ENABLE TRIGGER USER;
CREATE TABLE audited_mixed (LIKE audited INCLUDING ALL);
INSERT INTO audited_mixed SELECT * FROM audited ORDER BY random();
SELECT fiscal_add_rollup('audited_mixed', '{unit,year}', 'code', '{amount}', validate => false);
VACUUM ANALYZE audited, audited_mixed;
SQL

# audit NAME LIMIT TABLE WORK_MEM
audit() {
	pair "$1" '<=' "$2" 5 <<-SQL
		-- before
		SET work_mem = '$4';
		-- ours
		SELECT count(*) FILTER (WHERE verdict = 'violation'), count(*) FILTER (WHERE verdict = 'orphan'),
			sum(computed) FILTER (WHERE verdict = 'violation')
		FROM fiscal_audit('$3');
		-- theirs
		SELECT count(*) FILTER (WHERE p.code IS NOT NULL), sum(n) FILTER (WHERE p.code IS NULL), sum(total) FILTER (WHERE p.code IS NOT NULL)
		FROM (SELECT unit, year, subject_parent(code) AS code, sum(amount) AS total, count(*) AS n FROM $3 GROUP BY 1, 2, 3) c
			LEFT JOIN $3 p USING (unit, year, code)
		WHERE p.amount IS DISTINCT FROM total AND (p.code IS NOT NULL OR code <> '*');
	SQL
}

audit 'audit of three levels : SQL, work_mem 4MB' 0.5 audited 4MB
audit 'audit of three levels : SQL, work_mem 64MB' 0.5 audited 64MB
audit '  rows in random order, work_mem 4MB' '' audited_mixed 4MB
audit '  rows in random order, work_mem 64MB' '' audited_mixed 64MB
