# shellcheck shell=bash
# Loads under rules, beside the same load without, and beside one foreign key

# A document has a revenue and an expenditure tree of three levels; in the
# narrow table a class stands for each of the two sides and for the root.
data units="$(size 1000 6)" groups="$(size 300000 800)" <<'SQL'
DROP TABLE IF EXISTS load_plain, load_ruled, load_bare, load_bare_plain, load_foreign, load_unit;
CREATE EXTENSION IF NOT EXISTS govfiscal;
CREATE TABLE load_plain (unit int, year int, side text, code subject_code, amount yuan, PRIMARY KEY (unit, year, code));
CREATE TABLE load_ruled (LIKE load_plain INCLUDING ALL);
CREATE TABLE load_foreign (LIKE load_plain INCLUDING ALL);
-- Its primary key is a number of no meaning.
CREATE TABLE load_bare_plain (LIKE load_plain, id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
CREATE TABLE load_bare (LIKE load_bare_plain INCLUDING ALL);
CREATE TABLE load_unit (unit int, year int, PRIMARY KEY (unit, year));
INSERT INTO load_unit SELECT unit, 2024 FROM generate_series(1, greatest(:units, :groups)) unit;
ALTER TABLE load_foreign ADD FOREIGN KEY (unit, year) REFERENCES load_unit;
SELECT fiscal_add_balance('load_ruled', '{unit,year}', 'amount', 'side'),
	fiscal_add_rollup('load_ruled', '{unit,year}', 'code', '{amount}'),
	fiscal_add_balance('load_bare', '{unit,year}', 'amount', 'side'),
	fiscal_add_rollup('load_bare', '{unit,year}', 'code', '{amount}');

-- 1 class, 10 sections, 489 items on each side
CREATE TEMP TABLE wide AS
SELECT unit, 2024 AS year, CASE s WHEN 0 THEN 'revenue' ELSE 'expenditure' END AS side,
	subject_make(101 + s * 100, nullif(CASE WHEN i <= 10 THEN i ELSE (i - 11) % 10 + 1 END, 0), CASE WHEN i > 10 THEN (i - 11) / 10 + 1 END) AS code,
	CASE WHEN i = 0 THEN 489 WHEN i <= 9 THEN 49 WHEN i = 10 THEN 48 ELSE 1 END * 123::yuan AS amount
FROM generate_series(1, :units) unit, generate_series(0, 1) s, generate_series(0, 499) i ORDER BY unit, code;
CREATE TEMP TABLE narrow AS
SELECT unit, 2024 AS year, CASE s WHEN 2 THEN NULL WHEN 0 THEN 'revenue' ELSE 'expenditure' END AS side,
	CASE s WHEN 2 THEN '*' ELSE subject_make(101 + s * 100) END AS code, CASE s WHEN 2 THEN 246 ELSE 123 END::yuan AS amount
FROM generate_series(1, :groups) unit, generate_series(0, 2) s ORDER BY unit, code;
SELECT current_setting('data_directory') || '/' AS dir \gset
\set file :dir wide.txt
COPY wide TO :'file';
\set file :dir mixed.txt
COPY (SELECT * FROM wide ORDER BY random()) TO :'file';
\set file :dir narrow.txt
COPY narrow TO :'file';
SQL

# load NAME RELATION LIMIT FILE OURS THEIRS
load() {
	pair "$1" "$2" "$3" 5 <<-SQL
		-- before
		SELECT current_setting('data_directory') || '/$4.txt' AS file \\gset
		TRUNCATE $5;
		TRUNCATE $6;
		-- ours
		COPY $5 (unit, year, side, code, amount) FROM :'file';
		-- theirs
		COPY $6 (unit, year, side, code, amount) FROM :'file';
	SQL
}

load '1,000 groups of 1,000 rows : no rules' '<=' 1.5 wide load_ruled load_plain
load '  rows in random order' '<=' '' mixed load_ruled load_plain
load '  one foreign key : no rules' '<=' '' wide load_foreign load_plain
load '300,000 groups of 3 rows : no rules' '<=' 2 narrow load_ruled load_plain
load '300,000 groups of 3 rows : a foreign key' '<=' 1 narrow load_ruled load_foreign
load '1,000 groups, key not indexed : no rules' '<=' 2.5 wide load_bare load_bare_plain
load '300,000 groups, key not indexed : no rules' '<=' 2.5 narrow load_bare load_bare_plain
