-- subject_code in indexes, joins, partitions, and where core asks an operator class
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;
-- What is planned hangs on nothing but this file: the planner's settings as they are built in.
SELECT bool_and(set_config(name, boot_val, false) IS NOT NULL) AS pinned FROM pg_settings WHERE category LIKE 'Query Tuning%';
SET max_parallel_workers_per_gather = 0;
SET work_mem = '4MB';
SET jit = off;

SELECT amname, opcname, amvalidate(c.oid)
FROM pg_opclass c JOIN pg_am a ON a.oid = opcmethod
WHERE opcintype = 'subject_code'::regtype
ORDER BY amname;

-- every operator that has a commutator or negator is named by it in turn
SELECT o.oid::regoperator
FROM pg_operator o JOIN pg_operator c ON c.oid = o.oprcom LEFT JOIN pg_operator n ON n.oid = o.oprnegate
WHERE 'subject_code'::regtype IN (o.oprleft, o.oprright) AND (c.oprcom <> o.oid OR n.oprnegate <> o.oid);

CREATE TEMP TABLE l AS
SELECT subject_make(200 + i % 30, 1 + i % 7, 1 + i % 5) AS code, i FROM generate_series(0, 4999) i;
CREATE TEMP TABLE r AS SELECT DISTINCT code FROM l;
ANALYZE l, r;

-- merge join, hash join, DISTINCT and GROUP BY by hash agree
SET enable_nestloop = off;
SET enable_hashjoin = off;
EXPLAIN (COSTS OFF) SELECT count(*) FROM l JOIN r USING (code);
SELECT count(*) FROM l JOIN r USING (code);
SET enable_hashjoin = on;
SET enable_mergejoin = off;
EXPLAIN (COSTS OFF) SELECT count(*) FROM l JOIN r USING (code);
SELECT count(*) FROM l JOIN r USING (code);
SET enable_mergejoin = on;
SET enable_nestloop = on;
SET enable_sort = off;
EXPLAIN (COSTS OFF) SELECT DISTINCT code FROM l;
SELECT count(*) FROM (SELECT DISTINCT code FROM l) d;
SET enable_sort = on;

-- index-only scan, duplicates folded
CREATE INDEX l_code ON l (code);
VACUUM ANALYZE l;
EXPLAIN (COSTS OFF) SELECT code FROM l ORDER BY code DESC LIMIT 1;
SELECT min(code), max(code) FROM l;
SELECT pg_relation_size('l_code') < 5000 * 16 AS folded;

-- a unique key, ON CONFLICT, an exclusion by hash
CREATE TEMP TABLE u (code subject_code PRIMARY KEY, n integer);
INSERT INTO u VALUES ('204', 1), ('204', 2) ON CONFLICT DO NOTHING;
INSERT INTO u VALUES ('204', 3) ON CONFLICT (code) DO UPDATE SET n = EXCLUDED.n;
TABLE u;
CREATE TEMP TABLE x (code subject_code, EXCLUDE USING hash (code WITH =));
INSERT INTO x VALUES ('204');
INSERT INTO x VALUES ('204');

-- partitions by hash and by range of a class
CREATE TEMP TABLE h (code subject_code) PARTITION BY HASH (code);
CREATE TEMP TABLE h0 PARTITION OF h FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TEMP TABLE h1 PARTITION OF h FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO h SELECT code FROM r;
SELECT count(*) = (SELECT count(*) FROM r) AS all_there, count(DISTINCT tableoid) AS partitions FROM h;
CREATE TEMP TABLE c (code subject_code) PARTITION BY RANGE (code);
CREATE TEMP TABLE c204 PARTITION OF c FOR VALUES FROM ('204') TO ('205');
CREATE TEMP TABLE c205 PARTITION OF c FOR VALUES FROM ('205') TO ('206');
INSERT INTO c VALUES ('204'), ('2049999'), ('20501');
SELECT tableoid::regclass, code FROM c ORDER BY code;
EXPLAIN (COSTS OFF) SELECT * FROM c WHERE code <@ '204';

-- domains, arrays, composites, generated columns, expression indexes
CREATE DOMAIN function_code AS subject_code CHECK (subject_kind(VALUE) = 'function');
CREATE TEMP TABLE d (code function_code, class subject_code GENERATED ALWAYS AS (subject_class(code)) STORED);
INSERT INTO d VALUES ('2040202');
INSERT INTO d VALUES ('30101');
SELECT * FROM d WHERE code <@ '204';
CREATE INDEX ON d (subject_section(code));
SELECT '{204,*,NULL}'::subject_code[], ROW('204'::subject_code, 1), ARRAY['205','204']::subject_code[] @> ARRAY['204']::subject_code[] AS contains;
DROP TABLE d;
DROP DOMAIN function_code;
