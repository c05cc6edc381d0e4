# shellcheck shell=bash
# Comparisons in a sequential scan

data rows="$(size 1000000 2000)" <<'SQL'
DROP TABLE IF EXISTS c_yuan, c_bigint;
CREATE EXTENSION IF NOT EXISTS govfiscal;
CREATE TABLE c_bigint AS SELECT i AS id, i * 7919 % 20000 AS a FROM generate_series(1, :rows::bigint) i;
CREATE TABLE c_yuan AS SELECT id, yuan_from_fen(a) AS a FROM c_bigint;
VACUUM ANALYZE c_bigint, c_yuan;
SQL

pair 'amount > 100' '<=' 1.05 21 <<'SQL'
-- ours
SELECT count(*) FROM c_yuan WHERE a > 100;
-- theirs
SELECT count(*) FROM c_bigint WHERE a > 10000;
SQL
pair "amount > '100.50'" '<=' 1.05 21 <<'SQL'
-- ours
SELECT count(*) FROM c_yuan WHERE a > '100.50';
-- theirs
SELECT count(*) FROM c_bigint WHERE a > '10050';
SQL
