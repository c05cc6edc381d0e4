-- yuan: seeded random cases, with numeric as the oracle; only counts are printed
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;

-- 100,000 pairs of fen of every size, and each edge with each edge
CREATE TABLE edges (fen bigint);
INSERT INTO edges VALUES (0), (1), (-1), (49), (50), (-50), (99), (100), (-101), (999999), (-1000000),
	(9223372036854775807), (9223372036854775806), (-9223372036854775807), (-9223372036854775808),
	(4611686018427387904), (-4611686018427387904), (9007199254740993), (922337203685477580);
CREATE TABLE cases AS
SELECT i, hashint8extended(i, 1) >> CASE WHEN i % 8 = 0 THEN 0 ELSE abs(hashint8extended(i, 2) % 64) END::int AS a,
	hashint8extended(i, 3) >> CASE WHEN i % 8 = 0 THEN 0 ELSE abs(hashint8extended(i, 4) % 64) END::int AS b
FROM generate_series(1, 100000) i
UNION ALL SELECT -row_number() OVER (), x.fen, y.fen FROM edges x, edges y;
ALTER TABLE cases ADD x yuan, ADD y yuan, ADD n numeric, ADD m numeric;
UPDATE cases SET x = yuan_from_fen(a), y = yuan_from_fen(b), n = a * 0.01, m = b * 0.01;
SELECT count(*) AS cases FROM cases;

-- text out, text in, binary
SELECT count(*) FILTER (WHERE x::text <> n::text) AS text_out, count(*) FILTER (WHERE x::text::yuan <> x) AS text_in,
	count(*) FILTER (WHERE yuan_send(x) <> int8send(a)) AS binary_out, count(*) FILTER (WHERE yuan_fen(x) <> a) AS fen
FROM cases;

-- decorated text in: commas, zeros, signs, units
SELECT count(*) FILTER (WHERE trim(to_char(n, 'FM999,999,999,999,999,990.00'))::yuan <> x) AS grouped,
	count(*) FILTER (WHERE (CASE WHEN a < 0 THEN '-' ELSE '+' END || '000' || abs(n) || '0000000000000')::yuan <> x) AS padded,
	count(*) FILTER (WHERE (trim_scale(n * 0.0001) || '万元')::yuan <> x) AS wan,
	count(*) FILTER (WHERE ((n * 0.00000001)::text || ' 亿元')::yuan <> x) AS yi
FROM cases;

-- what is no amount, by SQLSTATE: text of any scale and size, in any unit
CREATE FUNCTION pg_temp.text_in(text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	RETURN $1::yuan;
EXCEPTION WHEN others THEN
	RETURN sqlstate;
END $$;
SELECT count(*) AS cases, count(*) FILTER (WHERE got <> wanted) AS wrong,
	count(*) FILTER (WHERE got = '22P02') > 5000 AS broken, count(*) FILTER (WHERE got = '22003') > 5000 AS beyond, count(*) FILTER (WHERE got LIKE '%.%') > 5000 AS good
FROM (SELECT pg_temp.text_in(exact || unit) AS got,
		CASE WHEN scale(trim_scale(amount)) > 2 THEN '22P02' WHEN amount NOT BETWEEN -92233720368547758.08 AND 92233720368547758.07 THEN '22003'
			ELSE amount::numeric(40, 2)::text END AS wanted
	FROM (SELECT exact, unit, exact * factor AS amount
		FROM cases, LATERAL (SELECT a * ('1e-' || abs(b % 10))::numeric AS exact) e,
			LATERAL (SELECT (ARRAY['', '元', '万元', '亿元'])[1 + abs(b / 10 % 4)] AS unit, (ARRAY[1, 1, 10000, 100000000])[1 + abs(b / 10 % 4)] AS factor) u
		WHERE i % 2 = 0) t) r;

-- sums, differences and whole multiples: the exact result, or 22003
CREATE FUNCTION pg_temp.arith(op text, x yuan, y yuan, k bigint) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	RETURN CASE op WHEN '+' THEN x + y WHEN '-' THEN x - y WHEN '*' THEN x * k ELSE k * x END;
EXCEPTION WHEN numeric_value_out_of_range THEN
	RETURN 'beyond';
END $$;
SELECT op, count(*) AS cases, count(*) FILTER (WHERE got <> CASE WHEN exact BETWEEN -92233720368547758.08 AND 92233720368547758.07 THEN exact::text ELSE 'beyond' END) AS wrong,
	count(*) FILTER (WHERE got = 'beyond') > 300 AS some_beyond
FROM cases, (VALUES ('+'), ('-'), ('*'), ('k*')) o (op),
	LATERAL (SELECT CASE op WHEN '+' THEN n + m WHEN '-' THEN n - m ELSE n * b END AS exact, pg_temp.arith(op, x, y, b) AS got) r
GROUP BY op ORDER BY op COLLATE "C";

-- casts out
SELECT count(*) FILTER (WHERE x::numeric <> n OR scale(x::numeric) <> 2) AS numeric, count(*) FILTER (WHERE x::float8 <> n::float8) AS float8,
	count(*) FILTER (WHERE x::json::text <> n::text) AS json, count(*) FILTER (WHERE a % 100 = 0 AND x::bigint <> a / 100) AS whole
FROM cases;

-- casts in: explicit rounds half away from zero, assignment is exact or refused
CREATE FUNCTION pg_temp.cast_in(n numeric, is_explicit boolean) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	amount yuan;
BEGIN
	IF is_explicit THEN
		RETURN n::yuan;
	END IF;
	amount := n;
	RETURN amount;
EXCEPTION WHEN numeric_value_out_of_range THEN
	RETURN 'refused';
END $$;
SELECT count(*) AS cases, count(*) FILTER (WHERE pg_temp.cast_in(e, true) <> CASE WHEN round(e, 2) BETWEEN -92233720368547758.08 AND 92233720368547758.07
		THEN round(e, 2)::text ELSE 'refused' END) AS explicit,
	count(*) FILTER (WHERE pg_temp.cast_in(e, false) <> CASE WHEN scale(trim_scale(e)) <= 2 AND e BETWEEN -92233720368547758.08 AND 92233720368547758.07
		THEN round(e, 2)::text ELSE 'refused' END) AS assignment
FROM cases, LATERAL (SELECT CASE i % 3 WHEN 0 THEN n + (b % 1000) * 0.00001 WHEN 1 THEN n + sign(b::numeric) * 0.005 ELSE n * ('1e' || b % 6)::numeric END AS e) c;
SELECT count(*) FILTER (WHERE (a / 100)::yuan <> (a / 100)::numeric) AS int8, count(*) FILTER (WHERE (a >> 32)::int::yuan <> (a >> 32)::numeric) AS int4,
	count(*) FILTER (WHERE (a >> 48)::int::smallint::yuan <> (a >> 48)::numeric) AS int2
FROM cases;

-- rounding in each mode, to any quantum, of amounts with tails
SELECT mode, count(*) AS cases, count(*) FILTER (WHERE wanted * q IS DISTINCT FROM yuan_round(e, q::yuan, mode)) AS wrong, count(*) FILTER (WHERE twice = q) > 100 AS ties
FROM cases, LATERAL (SELECT (1 + abs(hashint8extended(i, 9) % ('1e' || 1 + abs(b % 6))::numeric::bigint)) * 0.01 AS q) u,
	LATERAL (SELECT CASE i % 4 WHEN 0 THEN n + (b % 1000) * 0.00001 WHEN 1 THEN div(n, q) * q + q / 2 WHEN 2 THEN div(n, q) * q + q / 2 + sign(b::numeric) * 0.0000001 ELSE n END AS e) t,
	LATERAL (SELECT div(e, q) AS whole, abs(e - div(e, q) * q) AS rest, 2 * abs(e - div(e, q) * q) AS twice, sign(e) AS s) d,
	(VALUES ('half_up'), ('half_even'), ('up'), ('down'), ('ceiling'), ('floor')) o (mode),
	LATERAL (SELECT whole + s * CASE mode WHEN 'half_up' THEN (twice >= q)::int WHEN 'half_even' THEN (twice > q OR (twice = q AND mod(whole, 2) <> 0))::int
		WHEN 'up' THEN (rest > 0)::int WHEN 'down' THEN 0 WHEN 'ceiling' THEN (rest > 0 AND s > 0)::int ELSE (rest > 0 AND s < 0)::int END AS wanted) w
WHERE abs(n) < 92233720368000000 AND i % 2 = 0 AND wanted * q BETWEEN -92233720368547758.08 AND 92233720368547758.07
GROUP BY mode ORDER BY mode COLLATE "C";
SELECT count(*) FILTER (WHERE (x::yuan(100)) <> round(n, -2)) AS hundreds, count(*) FILTER (WHERE (n::yuan(1)) <> round(n)) AS ones
FROM cases WHERE abs(n) < 92233720368000000;

-- comparison: with amounts, integers, and numerics of any scale, close by and far off
SELECT count(*) AS cases,
	count(*) FILTER (WHERE (x < y) <> (a < b) OR (x <= y) <> (a <= b) OR (x = y) <> (a = b) OR (x <> y) <> (a <> b) OR (x > y) <> (a > b) OR (x >= y) <> (a >= b)
		OR yuan_cmp(x, y) <> btint8cmp(a, b) OR greatest(x, y) <> yuan_from_fen(greatest(a, b))) AS amounts,
	count(*) FILTER (WHERE (x < k) <> (n < k) OR (x <= k) <> (n <= k) OR (x = k) <> (n = k) OR (k > x) <> (k > n) OR (k <> x) <> (k <> n)) AS integers,
	count(*) FILTER (WHERE (x < e) <> (n < e) OR (x <= e) <> (n <= e) OR (x = e) <> (n = e) OR (e > x) <> (e > n) OR (e <> x) <> (e <> n)) AS numerics
FROM cases, LATERAL (SELECT greatest(least(CASE WHEN i % 2 = 0 THEN a / 100 + b % 2 ELSE b / 100 END, 92233720368547758), -92233720368547758) AS k, n + (b % 3) * ('1e-' || abs(b % 20))::numeric AS e) o;

-- hash: the frozen one of the fen
SELECT count(*) FILTER (WHERE yuan_hash(x) <> hashint8(a)) AS hash, count(*) FILTER (WHERE yuan_hash_extended(x, b) <> hashint8extended(a, b)) AS extended FROM cases;

-- format and back
SELECT count(*) FILTER (WHERE yuan_format(x, '万元', d, false) <> round(n * 0.0001, d)::text AND round(n * 0.0001, d) <> 0) AS ungrouped,
	count(*) FILTER (WHERE yuan_format(x) <> to_char(n, 'FM999,999,999,999,999,990.00')) AS grouped,
	count(*) FILTER (WHERE yuan_parse(yuan_format(x, '亿元', 10), '亿元') <> x) AS back, count(*) FILTER (WHERE yuan_in_unit(x, '百万元') <> n * 0.000001) AS in_unit,
	count(*) FILTER (WHERE yuan_parse(translate(x::text, '0123456789.-', '０１２３４５６７８９．－')) <> x) AS full_width
FROM cases, LATERAL (SELECT (abs(b % 13))::int AS d) c;

-- adds_up: the difference against half of m quanta, in numeric
SELECT count(*) AS cases, count(*) FILTER (WHERE yuan_adds_up(x, ARRAY[y, z, NULL], q::yuan) <> (abs(n - m - z) <= floor(3 * q * 100 / 2) / 100)) AS wrong,
	count(*) FILTER (WHERE yuan_adds_up(x, ARRAY[y, z, NULL], q::yuan)) > 1000 AS some_hold
FROM cases, LATERAL (SELECT (1 + abs(b % 500)) * 0.01 AS q) u,
	LATERAL (SELECT (n - m + (a % 1000) * 0.01) AS near) e, LATERAL (SELECT near::yuan AS z) z
WHERE abs(n) < 40000000000000000 AND abs(m) < 40000000000000000;
DROP TABLE edges, cases;
