-- yuan: indexes, joins, partitions, frames
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;
-- What is planned hangs on nothing but this file: the planner's settings as they are built in.
SELECT bool_and(set_config(name, boot_val, false) IS NOT NULL) AS pinned FROM pg_settings WHERE category LIKE 'Query Tuning%';
SET max_parallel_workers_per_gather = 0;
SET work_mem = '4MB';
SET jit = off;

CREATE TABLE vouchers (id int PRIMARY KEY, amount yuan NOT NULL, small smallint, plain int, big bigint,
	ten_thousands numeric GENERATED ALWAYS AS (yuan_in_unit(amount, 'wan')) STORED,
	doubled yuan GENERATED ALWAYS AS (amount * 2) STORED);
INSERT INTO vouchers SELECT i, yuan_from_fen(i * 5), i % 100, i % 500, i FROM generate_series(1, 10000) i;
CREATE INDEX vouchers_amount ON vouchers (amount);
CREATE INDEX vouchers_expression ON vouchers ((abs(amount - 100)));
VACUUM ANALYZE vouchers;
-- a numeric compares exactly, without the index
EXPLAIN (COSTS OFF) SELECT id FROM vouchers WHERE amount > 499.995;
SELECT count(*) FROM vouchers WHERE amount > 499.995;
SELECT count(*) FROM vouchers WHERE amount >= '499.95';

SET enable_seqscan = off;
SET enable_bitmapscan = off;

-- index conditions: integers of any width, literals, arrays
EXPLAIN (COSTS OFF) SELECT id FROM vouchers WHERE amount = 100;
EXPLAIN (COSTS OFF) SELECT id FROM vouchers WHERE amount > 100::smallint AND amount <= 200::bigint;
EXPLAIN (COSTS OFF) SELECT id FROM vouchers WHERE amount >= '99.95' AND amount < '0.01万元';
EXPLAIN (COSTS OFF) SELECT id FROM vouchers WHERE amount IN (100, 200);
EXPLAIN (COSTS OFF) SELECT id FROM vouchers WHERE amount = ANY ('{1,2}'::bigint[]);
EXPLAIN (COSTS OFF) SELECT id FROM vouchers WHERE 100 > amount AND amount BETWEEN 1 AND 50;
PREPARE generic(int) AS SELECT id FROM vouchers WHERE amount = $1;
SET plan_cache_mode = force_generic_plan;
EXPLAIN (COSTS OFF) EXECUTE generic(1);
SET plan_cache_mode = auto;
EXPLAIN (COSTS OFF) SELECT w.id FROM vouchers v JOIN vouchers w ON w.amount = v.plain WHERE v.id = 1;
EXPLAIN (COSTS OFF) SELECT w.id FROM vouchers v JOIN vouchers w ON w.amount = v.big WHERE v.id = 1;

-- index-only scan, order, min and max, expression index, generated columns
EXPLAIN (COSTS OFF) SELECT amount FROM vouchers WHERE amount < 1 ORDER BY amount DESC;
SELECT amount FROM vouchers WHERE amount < '0.20' ORDER BY amount DESC;
CREATE FUNCTION pg_temp.plan(query text) RETURNS SETOF text LANGUAGE plpgsql AS
	$$ BEGIN RETURN QUERY EXECUTE 'EXPLAIN (COSTS OFF) ' || query; END $$;
SELECT trim(p) AS plan FROM pg_temp.plan('SELECT min(amount), max(amount) FROM vouchers') p WHERE p LIKE '%Scan%';
SELECT min(amount), max(amount) FROM vouchers;
EXPLAIN (COSTS OFF) SELECT id FROM vouchers WHERE abs(amount - 100) = 50;
SELECT id FROM vouchers WHERE abs(amount - 100) = 50;
SELECT amount, ten_thousands, doubled FROM vouchers WHERE id = 10000;

-- joins
SET enable_seqscan = on;
SET enable_nestloop = off;
SET enable_mergejoin = off;
EXPLAIN (COSTS OFF) SELECT count(*) FROM vouchers v JOIN vouchers w ON v.amount = w.plain;
SELECT count(*) FROM vouchers v JOIN vouchers w ON v.amount = w.plain;
SET enable_mergejoin = on;
SET enable_hashjoin = off;
EXPLAIN (COSTS OFF) SELECT count(*) FROM vouchers v JOIN vouchers w ON v.amount = w.plain;
SELECT count(*) FROM vouchers v JOIN vouchers w ON v.amount = w.plain;
SET enable_mergejoin = off;
SET enable_nestloop = on;
SELECT count(*) FROM vouchers v JOIN vouchers w ON v.amount = w.plain;
SET enable_hashjoin = on;
SET enable_mergejoin = on;

-- DISTINCT and GROUP BY by hash
SET enable_sort = off;
SET enable_indexscan = off;
SET enable_indexonlyscan = off;
EXPLAIN (COSTS OFF) SELECT DISTINCT amount FROM vouchers;
EXPLAIN (COSTS OFF) SELECT amount * 2, count(*) FROM vouchers GROUP BY 1;
SELECT count(*) FROM (SELECT DISTINCT amount - (amount - 1) FROM vouchers) d;
SET enable_sort = on;
SET enable_indexscan = on;
SET enable_indexonlyscan = on;
SET enable_bitmapscan = on;

-- hash partitions: rows are where the hash of their fen says
CREATE TABLE parts (amount yuan) PARTITION BY HASH (amount);
CREATE TABLE parts_0 PARTITION OF parts FOR VALUES WITH (MODULUS 3, REMAINDER 0);
CREATE TABLE parts_1 PARTITION OF parts FOR VALUES WITH (MODULUS 3, REMAINDER 1);
CREATE TABLE parts_2 PARTITION OF parts FOR VALUES WITH (MODULUS 3, REMAINDER 2);
CREATE TABLE fens (fen bigint) PARTITION BY HASH (fen);
CREATE TABLE fens_0 PARTITION OF fens FOR VALUES WITH (MODULUS 3, REMAINDER 0);
CREATE TABLE fens_1 PARTITION OF fens FOR VALUES WITH (MODULUS 3, REMAINDER 1);
CREATE TABLE fens_2 PARTITION OF fens FOR VALUES WITH (MODULUS 3, REMAINDER 2);
INSERT INTO parts SELECT amount FROM vouchers;
INSERT INTO fens SELECT yuan_fen(amount) FROM vouchers;
SELECT right(p.tableoid::regclass::text, 1) = right(f.tableoid::regclass::text, 1) AS same, count(*)
FROM parts p JOIN fens f ON fen = yuan_fen(amount) GROUP BY 1;
EXPLAIN (COSTS OFF) SELECT * FROM parts WHERE amount = 100;
-- range partitions
CREATE TABLE ranges (amount yuan) PARTITION BY RANGE (amount);
CREATE TABLE ranges_low PARTITION OF ranges FOR VALUES FROM (MINVALUE) TO (100);
CREATE TABLE ranges_high PARTITION OF ranges FOR VALUES FROM (100) TO ('500万元');
INSERT INTO ranges VALUES ('99.99'), (100);
EXPLAIN (COSTS OFF) SELECT * FROM ranges WHERE amount < 50;
SELECT tableoid::regclass, amount FROM ranges ORDER BY amount;

-- RANGE frames: an offset in yuan, safe at the ends
SELECT a, sum(a) OVER w, count(*) OVER (ORDER BY a RANGE BETWEEN '0.50' PRECEDING AND 1 FOLLOWING) AS near
FROM unnest('{1,1.5,2,2.49,4,NULL}'::yuan[]) a
WINDOW w AS (ORDER BY a RANGE BETWEEN 1 PRECEDING AND CURRENT ROW) ORDER BY a;
SELECT a, count(*) OVER (ORDER BY a RANGE BETWEEN '92233720368547758.07' PRECEDING AND '92233720368547758.07' FOLLOWING)
FROM unnest('{-92233720368547758.08,-92233720368547758.07,0,92233720368547758.07}'::yuan[]) a ORDER BY a;
SELECT a, count(*) OVER (ORDER BY a DESC RANGE BETWEEN 1 PRECEDING AND 0 FOLLOWING)
FROM unnest('{1,2,3}'::yuan[]) a ORDER BY a;
SELECT sum(a) OVER (ORDER BY a RANGE BETWEEN -1 PRECEDING AND CURRENT ROW) FROM unnest('{1}'::yuan[]) a;

-- BRIN
CREATE TABLE blocks (amount yuan) WITH (fillfactor = 10);
INSERT INTO blocks SELECT amount FROM vouchers ORDER BY id;
CREATE INDEX blocks_brin ON blocks USING brin (amount) WITH (pages_per_range = 4);
ANALYZE blocks;
SET enable_seqscan = off;
EXPLAIN (COSTS OFF) SELECT count(*) FROM blocks WHERE amount BETWEEN 100 AND 110;
SELECT count(*) FROM blocks WHERE amount BETWEEN 100 AND 110;
SELECT count(*) FROM blocks WHERE amount = '0.05';
SET enable_seqscan = on;

-- under row-level security the comparisons still become index conditions
CREATE ROLE regress_govfiscal_reader;
GRANT SELECT ON vouchers TO regress_govfiscal_reader;
ALTER TABLE vouchers ENABLE ROW LEVEL SECURITY;
CREATE POLICY even ON vouchers FOR SELECT USING (id % 2 = 0);
SET ROLE regress_govfiscal_reader;
SET enable_seqscan = off;
SET enable_bitmapscan = off;
EXPLAIN (COSTS OFF) SELECT id FROM vouchers WHERE amount BETWEEN 100 AND '100.20';
EXPLAIN (COSTS OFF) SELECT id FROM vouchers WHERE amount = ANY ('{100,100.05}');
SELECT id, amount FROM vouchers WHERE amount BETWEEN 100 AND '100.20' ORDER BY id;
RESET ROLE;
RESET ALL;

DROP TABLE vouchers, parts, fens, ranges, blocks;
DROP ROLE regress_govfiscal_reader;
