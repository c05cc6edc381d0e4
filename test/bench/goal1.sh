# shellcheck shell=bash
# The type beside int8, numeric and money: tables of the same shape

data rows="$(size 1000000 2000)" <<'SQL'
DROP TABLE IF EXISTS m_yuan, m_bigint, m_numeric, m_money, in_yuan, in_bigint, d_yuan, d_bigint;
CREATE EXTENSION IF NOT EXISTS govfiscal;
CREATE TABLE m_bigint AS
SELECT i AS id, i * 7919::bigint % 1000 AS g, (hashint8extended(i, 1) % 1000000000) AS a
FROM generate_series(1, :rows::bigint) i;
CREATE TABLE m_yuan AS SELECT id, g, yuan_from_fen(a) AS a FROM m_bigint;
CREATE TABLE m_numeric AS SELECT id, g, (a / 100.0)::numeric(18,2) AS a FROM m_bigint;
CREATE TABLE m_money AS SELECT id, g, (a / 100.0)::numeric(18,2)::money AS a FROM m_bigint;
CREATE TABLE d_bigint AS SELECT a FROM m_bigint WHERE id % 10 = 0;
CREATE TABLE d_yuan AS SELECT a FROM m_yuan WHERE id % 10 = 0;
CREATE UNLOGGED TABLE in_bigint (LIKE m_bigint);
CREATE UNLOGGED TABLE in_yuan (LIKE m_yuan);
VACUUM ANALYZE m_bigint, m_yuan, m_numeric, m_money, d_bigint, d_yuan;
SELECT current_setting('data_directory') || '/' AS dir \gset
\set file :dir bigint.txt
COPY m_bigint TO :'file';
\set file :dir bigint.bin
COPY m_bigint TO :'file' (FORMAT binary);
\set file :dir yuan.txt
COPY m_yuan TO :'file';
\set file :dir yuan.bin
COPY m_yuan TO :'file' (FORMAT binary);
SQL

pair 'sum' '<=' 1.05 21 <<'SQL'
-- ours
SELECT yuan_fen(sum(a)) FROM m_yuan;
-- theirs
SELECT sum(a) FROM m_bigint;
SQL
pair 'sum : numeric(18,2)' '<=' 0.6 11 <<'SQL'
-- ours
SELECT sum(a) FROM m_yuan;
-- theirs
SELECT sum(a) FROM m_numeric;
SQL
pair 'sum, two processes' '<=' 1.05 21 <<'SQL'
-- before
SET max_parallel_workers_per_gather = 1;
SET min_parallel_table_scan_size = 0;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
-- ours
SELECT yuan_fen(sum(a)) FROM m_yuan;
-- theirs
SELECT sum(a) FROM m_bigint;
SQL
quotient 'speed-up of sum by the second process' '>=' 0.95 'sum, two processes' 'sum'
pair 'sum ... GROUP BY' '<=' 1.05 21 <<'SQL'
-- ours
SELECT count(*), sum(yuan_fen(s) % 1000) FROM (SELECT g, sum(a) AS s FROM m_yuan GROUP BY g) q;
-- theirs
SELECT count(*), sum(s % 1000) FROM (SELECT g, sum(a) AS s FROM m_bigint GROUP BY g) q;
SQL
pair 'ORDER BY' '<=' 1.05 11 <<'SQL'
-- ours
SELECT yuan_fen(max(a)) FROM (SELECT a FROM m_yuan ORDER BY a OFFSET 1000) q;
-- theirs
SELECT max(a) FROM (SELECT a FROM m_bigint ORDER BY a OFFSET 1000) q;
SQL
pair 'index build' '<=' 1.05 11 <<'SQL'
-- before
DROP INDEX IF EXISTS bench_index;
-- ours
CREATE INDEX bench_index ON m_yuan (a);
-- theirs
CREATE INDEX bench_index ON m_bigint (a);
SQL
pair 'hash join' '<=' 1.05 11 <<'SQL'
-- before
SET enable_mergejoin = off;
SET enable_nestloop = off;
SET work_mem = '64MB';
-- ours
SELECT count(*) FROM m_yuan JOIN d_yuan USING (a);
-- theirs
SELECT count(*) FROM m_bigint JOIN d_bigint USING (a);
SQL
pair 'text COPY out' '<=' 1.05 21 <<'SQL'
-- ours
COPY m_yuan TO '/dev/null';
-- theirs
COPY m_bigint TO '/dev/null';
SQL
pair 'text COPY out : numeric' '<=' 0.75 11 <<'SQL'
-- ours
COPY m_yuan (a) TO '/dev/null';
-- theirs
COPY m_numeric (a) TO '/dev/null';
SQL
pair 'text COPY in' '<=' 1.05 11 <<'SQL'
-- before ours
TRUNCATE in_yuan;
SELECT current_setting('data_directory') || '/yuan.txt' AS file \gset
-- before theirs
TRUNCATE in_bigint;
SELECT current_setting('data_directory') || '/bigint.txt' AS file \gset
-- ours
COPY in_yuan FROM :'file';
-- theirs
COPY in_bigint FROM :'file';
SQL
pair 'binary COPY out' '<=' 1.05 21 <<'SQL'
-- ours
COPY m_yuan TO '/dev/null' (FORMAT binary);
-- theirs
COPY m_bigint TO '/dev/null' (FORMAT binary);
SQL
pair 'binary COPY in' '<=' 1.05 11 <<'SQL'
-- before ours
TRUNCATE in_yuan;
SELECT current_setting('data_directory') || '/yuan.bin' AS file \gset
-- before theirs
TRUNCATE in_bigint;
SELECT current_setting('data_directory') || '/bigint.bin' AS file \gset
-- ours
COPY in_yuan FROM :'file' (FORMAT binary);
-- theirs
COPY in_bigint FROM :'file' (FORMAT binary);
SQL
pair '101-row moving sum : money' '<=' 1.05 5 <<'SQL'
-- ours
SELECT max(s)::numeric FROM (SELECT sum(a) OVER (ORDER BY id ROWS BETWEEN 50 PRECEDING AND 50 FOLLOWING) AS s FROM m_yuan WHERE id <= 200000) q;
-- theirs
SELECT max(s)::numeric FROM (SELECT sum(a) OVER (ORDER BY id ROWS BETWEEN 50 PRECEDING AND 50 FOLLOWING) AS s FROM m_money WHERE id <= 200000) q;
SQL
