-- yuan: BRIN operator classes of PostgreSQL 14 and later
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;
-- What is planned hangs on nothing but this file: the planner's settings as they are built in.
SELECT bool_and(set_config(name, boot_val, false) IS NOT NULL) AS pinned FROM pg_settings WHERE category LIKE 'Query Tuning%';
SET max_parallel_workers_per_gather = 0;
SET work_mem = '4MB';
SET jit = off;

CREATE TABLE blocks (amount yuan) WITH (fillfactor = 10);
INSERT INTO blocks SELECT yuan_from_fen(i * 5) FROM generate_series(1, 10000) i;
SET enable_seqscan = off;

-- an outlier in each block range, which minmax could not tell apart
CREATE INDEX multi ON blocks USING brin (amount yuan_minmax_multi_ops) WITH (pages_per_range = 4);
EXPLAIN (COSTS OFF) SELECT count(*) FROM blocks WHERE amount BETWEEN 100 AND 110;
SELECT count(*) FROM blocks WHERE amount BETWEEN 100 AND 110;
INSERT INTO blocks VALUES ('-92233720368547758.08'), ('92233720368547758.07');
SELECT count(*) FROM blocks WHERE amount < 0 OR amount > 1000;
DROP INDEX multi;

CREATE INDEX bloom ON blocks USING brin (amount yuan_bloom_ops) WITH (pages_per_range = 4);
EXPLAIN (COSTS OFF) SELECT count(*) FROM blocks WHERE amount = 100;
SELECT count(*) FROM blocks WHERE amount = 100;
SELECT count(*) FROM blocks WHERE amount = '92233720368547758.07';
DROP TABLE blocks;
