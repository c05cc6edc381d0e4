-- Rules on tables that Citus keeps in shards, with its catalogue and without Citus.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;

CREATE TABLE entry (note text, unit int NOT NULL, year int NOT NULL, line int, debit yuan, credit yuan, PRIMARY KEY (unit, year, line));
ALTER TABLE entry DROP COLUMN note;
CREATE TABLE budget (unit int PRIMARY KEY, amount yuan);
CREATE TABLE plain (unit int PRIMARY KEY, amount yuan);
SELECT fiscal_add_balance_columns('entry', '{year}', 'debit', 'credit', name => 'by_year');
SELECT fiscal_add_balance_columns('entry', '{year,unit}', 'debit', 'credit', name => 'by_unit');
SELECT fiscal_add_tie('entry', '{unit}', 'debit', '{}', 'budget', '{unit}', 'amount', '{}', name => 'tied');
SELECT fiscal_add_tie('plain', '{unit}', 'amount', '{}', 'budget', '{unit}', 'amount', '{}', name => 'apart');
SELECT table_name, name, problem FROM fiscal_checks ORDER BY name, table_name;

-- What Citus has in its catalogue: "entry" is distributed by unit.
SET allow_system_table_mods = on;
CREATE TABLE pg_catalog.pg_dist_partition (logicalrelid regclass NOT NULL, partmethod "char" NOT NULL, partkey text, colocationid int NOT NULL DEFAULT 0, repmodel "char" NOT NULL DEFAULT 'c');
SELECT table_name, name, problem FROM fiscal_checks WHERE problem IS NOT NULL;
INSERT INTO pg_catalog.pg_dist_partition VALUES ('entry', 'h', '{VAR :varno 1 :varattno 2 :vartype 23 :vartypmod -1 :varcollid 0 :varlevelsup 0 :varnosyn 1 :varattnosyn 2 :location -1}');
\x
SELECT table_name, name, problem FROM fiscal_checks WHERE problem IS NOT NULL ORDER BY name, table_name;

-- All rows of a reference table are in one shard: only its ties cannot work.
UPDATE pg_catalog.pg_dist_partition SET logicalrelid = 'budget', partmethod = 'n', partkey = NULL;
SELECT table_name, name, problem FROM fiscal_checks WHERE problem IS NOT NULL ORDER BY name, table_name;
\x

-- A table of that name elsewhere, or with other columns, is none of Citus'.
DROP TABLE pg_catalog.pg_dist_partition;
RESET allow_system_table_mods;
CREATE TABLE pg_dist_partition (logicalrelid regclass, partkey text);
INSERT INTO pg_dist_partition VALUES ('entry', NULL), ('budget', NULL);
SELECT table_name, name, problem FROM fiscal_checks WHERE problem IS NOT NULL;
DROP TABLE pg_dist_partition;

DROP TABLE entry, budget, plain CASCADE;
