-- yuan: a total divided by weights
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;

SELECT t, w, q, yuan_allocate(t, w, q) FROM (VALUES
	(100::yuan, '{1,1,1}'::numeric[], '0.01'::yuan), (-100, '{1,1,1}', '0.01'), ('0.01', '{1,1}', '0.01'), ('0.02', '{1,1,1}', '0.01'), (0, '{1,2}', '0.01'),
	(100, '{0,1,0,2}', '0.01'), (1000, '{1,1,1}', 100), (1000, '{0.5,0.3,0.2}', 100), ('0.05', '{3,2,2}', '0.01'), ('0.10', '{2,3,2,3,1}', '0.01'),
	('92233720368547758.07', '{1,1}', '0.01'), ('-92233720368547758.08', '{1}', '0.01'), ('-92233720368547758.08', '{1,1,1}', '0.01'),
	(1, '{1e100,1}', '0.01'), ('0.03', '{0.1,0.1,0.1,0.1}', '0.01'), (5, '[3:4]={1,4}', 1)
) v (t, w, q);
SELECT yuan_allocate('92233720368547758.07', '{1e-16383,1e-16383}');
SELECT yuan_allocate(100, '{1,2}'), yuan_allocate(NULL, '{1}'), yuan_allocate(1, NULL), pg_typeof(yuan_allocate(1, '{1}'));

SELECT yuan_allocate(100, '{}');
SELECT yuan_allocate(100, '{{1,2},{3,4}}');
SELECT yuan_allocate(100, '{1,NULL}');
SELECT yuan_allocate(100, '{1,NaN}');
SELECT yuan_allocate(100, '{1,-0.1}');
SELECT yuan_allocate(100, '{0,0.00}');
SELECT yuan_allocate(100, '{1}', 0);
SELECT yuan_allocate(150, '{1}', 100);
\set VERBOSITY sqlstate
SELECT yuan_allocate(100, '{}');
SELECT yuan_allocate(100, '{1,-1}');
SELECT yuan_allocate(150, '{1}', 100);
\set VERBOSITY default

-- random totals, quanta and weights: exact in sum, within one quantum of the share,
-- nothing for a weight of zero, the same with the sign changed, larger remainders first
CREATE TABLE allocated AS
SELECT i, total, quantum, weights, yuan_allocate(total, weights, quantum) AS parts
FROM (SELECT i, ('1e' || abs(hashint8extended(i, 5) % 4) - 2)::numeric AS q,
		ARRAY(SELECT CASE WHEN h % 7 = 0 THEN 0 ELSE abs(h % 100000) * ('1e-' || abs(h % 5))::numeric END
			FROM generate_series(1, 1 + abs(hashint8extended(i, 6) % 12)) k, hashint8extended(i, 100 + k) h) AS weights
	FROM generate_series(1, 20000) i) c,
	LATERAL (SELECT q::yuan AS quantum) u,
	LATERAL (SELECT yuan_round((hashint8extended(i, 7) >> (i % 60)::int) * 0.01, quantum, 'down') AS total) t
WHERE EXISTS (SELECT FROM unnest(weights) w WHERE w > 0);
SELECT count(*) > 19000 AS cases, sum(array_length(parts, 1)) > 100000 AS parts,
	count(*) FILTER (WHERE array_length(parts, 1) IS DISTINCT FROM array_length(weights, 1)) AS lengths,
	count(*) FILTER (WHERE total <> (SELECT sum(p) FROM unnest(parts) p)) AS sums,
	count(*) FILTER (WHERE EXISTS (SELECT FROM unnest(parts, weights) AS r (p, w)
		WHERE abs(p * (SELECT sum(w) FROM unnest(weights) w) - total * w) >= quantum * (SELECT sum(w) FROM unnest(weights) w))) AS shares,
	count(*) FILTER (WHERE EXISTS (SELECT FROM unnest(parts, weights) AS r (p, w) WHERE w = 0 AND p <> 0)) AS zeros,
	count(*) FILTER (WHERE EXISTS (SELECT FROM unnest(parts) p WHERE p % quantum <> 0)) AS quanta,
	count(*) FILTER (WHERE parts <> ARRAY(SELECT - p FROM unnest(yuan_allocate(- total, weights, quantum)) p)) AS mirrored
FROM allocated;
-- the oracle: floor everywhere, then one quantum each by remainder, ties to the earlier
SELECT count(*) AS cases, count(*) FILTER (WHERE parts <> oracle) AS wrong
FROM allocated a, LATERAL (
	SELECT array_agg((sign(total) * quantum * (base + CASE WHEN rank <= n - given THEN 1 ELSE 0 END))::yuan ORDER BY k) AS oracle
	FROM (SELECT k, n, base, sum(base) OVER () AS given, row_number() OVER (ORDER BY n * w - base * s DESC, k) AS rank
		FROM (SELECT k, w, s, n, div(n * w, s) AS base
			FROM unnest(weights) WITH ORDINALITY AS u (w, k),
				(SELECT sum(w) AS s FROM unnest(weights) w) t, (SELECT div(abs(total::numeric), quantum) AS n) c) b) r) o
WHERE i <= 5000;
DROP TABLE allocated;
