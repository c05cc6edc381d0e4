-- yuan: aggregates
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;
-- What is planned hangs on nothing but this file: the planner's settings as they are built in.
SELECT bool_and(set_config(name, boot_val, false) IS NOT NULL) AS pinned FROM pg_settings WHERE category LIKE 'Query Tuning%';
SET max_parallel_workers_per_gather = 0;
SET work_mem = '4MB';
SET jit = off;

SELECT sum(a), avg(a), min(a), max(a), count(a) FROM unnest('{1.50,-2.25,NULL,100}'::yuan[]) a;
SELECT sum(a), avg(a), min(a), max(a), count(a) FROM unnest('{NULL,NULL}'::yuan[]) a;
SELECT sum(a), avg(a), min(a), max(a), count(a) FROM unnest('{}'::yuan[]) a;
SELECT sum(a) FROM unnest('{-92233720368547758.08,0.01,-0.01}'::yuan[]) a;
SELECT sum(DISTINCT a), sum(a) FILTER (WHERE a > 1) FROM unnest('{1,1,2}'::yuan[]) a;

-- only the final total is judged, with its value in the message
SELECT sum(a) FROM unnest('{92233720368547758.07,92233720368547758.07}'::yuan[]) a;
SELECT sum(a) FROM unnest('{-92233720368547758.08,-0.01}'::yuan[]) a;
SELECT avg(a), sum(a::numeric) FROM unnest('{92233720368547758.07,92233720368547758.07}'::yuan[]) a;

-- the same in any order: twenty shuffles of amounts whose partial sums leave the range
CREATE TABLE edges (i int, amount yuan);
INSERT INTO edges SELECT i, CASE i % 4 WHEN 0 THEN '92233720368547758.07'::yuan WHEN 1 THEN '-92233720368547758.08'
	WHEN 2 THEN yuan_from_fen(i) ELSE NULL END FROM generate_series(1, 20000) i;
SELECT count(DISTINCT total) AS totals, min(total) AS total, count(*) AS shuffles
FROM generate_series(1, 20) seed,
	LATERAL (SELECT sum(amount ORDER BY hashint8extended(i, seed)) AS total FROM edges) s;
SELECT sum(amount) = sum(amount::numeric), avg(amount) = avg(amount::numeric), avg(amount)::text = avg(amount::numeric)::text FROM edges;

-- the same with parallel workers
ALTER TABLE edges SET (parallel_workers = 4);
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 4;
EXPLAIN (COSTS OFF) SELECT sum(amount), avg(amount), min(amount), max(amount) FROM edges;
SELECT sum(amount), avg(amount), min(amount), max(amount) FROM edges;
EXPLAIN (COSTS OFF) SELECT i % 3 AS g, sum(amount), avg(amount) FROM edges GROUP BY 1;
SELECT i % 3 AS g, sum(amount), avg(amount) FROM edges GROUP BY 1 ORDER BY 1;
SET max_parallel_workers_per_gather = 0;
SET min_parallel_table_scan_size = '8MB';
SET parallel_tuple_cost = 0.1;
SET parallel_setup_cost = 1000;

-- moving frames against the naive answer: forty frames over amounts of every size, some NULL
CREATE TABLE walk AS
SELECT i, CASE WHEN hashint8extended(i, 1) % 5 <> 0
	THEN yuan_from_fen(hashint8extended(i, 2) >> (abs(hashint8extended(i, 3)) % 56 + 8)::int) END AS amount
FROM generate_series(1, 300) i;
CREATE TABLE verdicts (frame text, rows bigint, wrong bigint);
DO $$
DECLARE
	first int; last int;
BEGIN
	FOR seed IN 1 .. 40 LOOP
		first := hashint8extended(seed, 7) % 12;
		last := first + abs(hashint8extended(seed, 8) % 15);
		EXECUTE format($q$
			INSERT INTO verdicts
			SELECT '%1$s..%2$s', count(*), count(*) FILTER (WHERE moved IS DISTINCT FROM naive
				OR mean IS DISTINCT FROM naive_mean OR moved_null <> naive_null)
			FROM (SELECT i, sum(amount) OVER w AS moved, avg(amount) OVER w::text AS mean,
					count(*) OVER w - count(amount) OVER w AS moved_null
				FROM walk WINDOW w AS (ORDER BY i ROWS BETWEEN %3$s AND %4$s)) m,
				LATERAL (SELECT sum(amount::numeric)::yuan AS naive, avg(amount::numeric)::text AS naive_mean,
					count(*) - count(amount) AS naive_null
				FROM walk w WHERE w.i BETWEEN m.i + %1$s AND m.i + %2$s) n
			$q$, first, last,
			abs(first) || CASE WHEN first < 0 THEN ' PRECEDING' ELSE ' FOLLOWING' END,
			abs(last) || CASE WHEN last < 0 THEN ' PRECEDING' ELSE ' FOLLOWING' END);
	END LOOP;
END $$;
SELECT count(*) AS frames, sum(rows) AS rows, sum(wrong) AS wrong FROM verdicts;

-- the state is a plain type: text and binary form, frozen
SELECT yuan_sum_accum(yuan_sum_accum('0 0.00', '1.50'), -3), yuan_sum_accum_inv('2 -1.50', -3),
	yuan_sum_combine('2 -1.50', '1 92233720368547758.07');
-- called outside an aggregate they leave their argument alone
SELECT yuan_sum_accum(s, 1) AS once, yuan_sum_accum(s, 1) AS again, yuan_sum_combine(s, s) AS combined,
	yuan_sum_accum_inv(s, 5) AS less, s AS state FROM (SELECT '1 5.00'::yuan_sum AS s OFFSET 0) v;
SELECT yuan_sum_send('2 -1.50'), yuan_sum_send('3 276701161105643274.21'), yuan_sum_send('0 0.00');
SELECT yuan_sum_final('3 276701161105643274.21');
SELECT yuan_sum_final('0 0.00') IS NULL AS nothing, yuan_avg_final('4 1.00');
SELECT typlen, typbyval, typalign, typstorage FROM pg_type WHERE oid = 'yuan_sum'::regtype;
-- files of the server, taken away at the end
SELECT current_setting('data_directory') || '/regress_govfiscal' AS file \gset
\set remove 'rm ' :file
CREATE TABLE partials AS SELECT '9223372036854775807 850705917302346158473969077842325012.49'::yuan_sum AS partial
	UNION ALL SELECT '9223372036854775807 -850705917302346158566202798210872770.56' UNION ALL SELECT '1 -92233720368547758.08';
SELECT * FROM partials;
SELECT yuan_sum_combine(partial, '1 0.00') FROM partials;
SELECT yuan_sum_accum(partial, '0') FROM partials;
COPY partials TO :'file' (FORMAT binary);
CREATE TABLE partials_back (LIKE partials);
COPY partials_back FROM :'file' (FORMAT binary);
SELECT array_agg(partial::text) = (SELECT array_agg(partial::text) FROM partials) AS same FROM partials_back;
-- no state that rows cannot make
SELECT yuan_sum_accum_inv('0 0.00', 0);
SELECT yuan_sum_accum_inv('1 92233720368547758.07', -1);
CREATE FUNCTION pg_temp.outcome(text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	RETURN $1::yuan_sum;
EXCEPTION WHEN others THEN
	RETURN sqlstate;
END $$;
SELECT quote_literal(t) AS text, pg_temp.outcome(t) FROM unnest(ARRAY[
	'', '1', '1 ', ' 1 0.00', '+1 0.00', '01 0.00', '1 0', '1 0.0', '1 0.000', '1 00.00', '1 -0.00', '1  0.00', '1 0.00 ', '-1 0.00', '0 0.01',
	'1 92233720368547758.08', '1 -92233720368547758.09', '9223372036854775808 0.00', '2 1e5', '2 .00', '2 5', '2 5.5.',
	'9223372036854775807 850705917302346158473969077842325012.50', '9223372036854775807 -850705917302346158566202798210872770.57', '1 3402823669209384634633746074317682114.56',
	'1 99999999999999999999999999999999999999999999.00', '9223372036854775807 1701411834604692317316873037158841057.28'
]) t;
-- binary input is judged by the same rule: one amount cannot make 2^63 fen
COPY (SELECT '\x000000000000000100000000000000008000000000000000'::bytea) TO :'file' (FORMAT binary);
COPY partials_back FROM :'file' (FORMAT binary);
COPY (SELECT '\xffffffffffffffff00000000000000000000000000000000'::bytea) TO :'file' (FORMAT binary);
COPY partials_back FROM :'file' (FORMAT binary);
DROP TABLE edges, walk, verdicts, partials, partials_back;
COPY (SELECT) TO PROGRAM :'remove';
