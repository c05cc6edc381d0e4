-- Hierarchy conditions as index conditions
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;
-- What is planned hangs on nothing but this file: the planner's settings as they are built in.
SELECT bool_and(set_config(name, boot_val, false) IS NOT NULL) AS pinned FROM pg_settings WHERE category LIKE 'Query Tuning%';
SET max_parallel_workers_per_gather = 0;
SET work_mem = '4MB';
SET jit = off;

CREATE TABLE entry AS
SELECT unit, subject_make(201 + c, s, i) AS code, unit + c * 10 + s AS amount
FROM generate_series(1, 20) unit, generate_series(0, 19) c, generate_series(1, 5) s, generate_series(1, 8) i;
INSERT INTO entry SELECT unit, code, 0 FROM generate_series(1, 20) unit, unnest('{204,20402,205}'::subject_code[]) code;
CREATE INDEX entry_code ON entry (code);
CREATE TABLE name (code subject_code, name text);
INSERT INTO name SELECT DISTINCT ancestor, 'name of ' || ancestor FROM entry, subject_ancestors(code) ancestor;
VACUUM ANALYZE entry, name;
SET enable_bitmapscan = off;

-- a constant: on either side, as an operator and as a function
EXPLAIN (COSTS OFF) SELECT * FROM entry WHERE code <@ '20402';
EXPLAIN (COSTS OFF) SELECT * FROM entry WHERE '20402' @> code;
EXPLAIN (COSTS OFF) SELECT * FROM entry WHERE code << '20402';
EXPLAIN (COSTS OFF) SELECT * FROM entry WHERE '20402' >> code;
EXPLAIN (COSTS OFF) SELECT * FROM entry WHERE subject_contained(code, '20402');
EXPLAIN (COSTS OFF) SELECT * FROM entry WHERE code <@ '204020201';
EXPLAIN (COSTS OFF) SELECT * FROM entry WHERE code @> '2040202';
EXPLAIN (COSTS OFF) SELECT * FROM entry WHERE '2040202' << code;
EXPLAIN (COSTS OFF) SELECT * FROM entry WHERE code >> '*';
-- children are rechecked, but for those of an item, which has no grandchildren
EXPLAIN (COSTS OFF) SELECT * FROM entry WHERE subject_is_parent('204', code);
EXPLAIN (COSTS OFF) SELECT * FROM entry WHERE subject_is_parent('2040202', code);
EXPLAIN (COSTS OFF) SELECT * FROM entry WHERE subject_is_parent(code, '2040202');
EXPLAIN (COSTS OFF) SELECT * FROM entry WHERE subject_is_parent(code, '*');

-- a parameter, in a generic plan
SET plan_cache_mode = force_generic_plan;
PREPARE below(subject_code) AS SELECT count(*), sum(amount) FROM entry WHERE code <@ $1;
EXPLAIN (COSTS OFF) EXECUTE below('204');
EXECUTE below('204');
EXECUTE below('*');
EXECUTE below(NULL);
PREPARE above(subject_code) AS SELECT count(*) FROM entry WHERE code >> $1;
EXPLAIN (COSTS OFF) EXECUTE above('2040202');
EXECUTE above('2040202');
PREPARE parent(subject_code) AS SELECT count(*) FROM entry WHERE subject_is_parent(code, $1);
EXPLAIN (COSTS OFF) EXECUTE parent('2040202');
EXECUTE parent('2040202');
EXECUTE parent('*');
PREPARE within(subject_code[]) AS SELECT count(*) FROM entry WHERE code <@ $1;
EXPLAIN (COSTS OFF) EXECUTE within('{204}');
EXECUTE within('{20402,20403,2050101}');
EXECUTE within('{}');
EXECUTE within('{NULL}');
DEALLOCATE ALL;
SET plan_cache_mode = auto;

-- a column of another table, in a join and in a subquery
EXPLAIN (COSTS OFF) SELECT n.name, sum(amount) FROM name n JOIN entry e ON e.code <@ n.code GROUP BY 1;
EXPLAIN (COSTS OFF) SELECT n.name, sum(amount) FROM name n JOIN entry e ON n.code >> e.code GROUP BY 1;
EXPLAIN (COSTS OFF) SELECT n.name, sum(amount) FROM name n JOIN entry e ON subject_is_parent(n.code, e.code) GROUP BY 1;
EXPLAIN (COSTS OFF) SELECT n.name, sum(amount) FROM name n JOIN entry e ON subject_is_parent(e.code, n.code) GROUP BY 1;
EXPLAIN (COSTS OFF) SELECT n.name, sum(amount) FROM name n JOIN entry e ON e.code >> n.code GROUP BY 1;
EXPLAIN (COSTS OFF) SELECT n.name, sum(amount) FROM name n JOIN entry e ON e.code <@ subject_parent(n.code) GROUP BY 1;
-- What such a condition carries for the estimate never reaches a row: not in a worker, which
-- reads the plan as text, nor in a plan that is kept, nor in a call of the user's.
CREATE VIEW below_name AS SELECT n.code, e.code AS below, subject_last(n.code) AS last
FROM name n JOIN entry e ON e.code <@ n.code AND e.unit = 7;
SET enable_indexscan = off; SET enable_indexonlyscan = off; SET enable_bitmapscan = off;
SELECT count(*), sum(below::text::bigint), max(last) FROM below_name;
SET enable_indexscan = on; SET enable_indexonlyscan = on;
PREPARE kept AS SELECT count(*), sum(below::text::bigint), max(last) FROM below_name;
EXECUTE kept;
SET max_parallel_workers_per_gather = 2; SET min_parallel_table_scan_size = 0;
SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0;
EXPLAIN (COSTS OFF) SELECT count(*), sum(below::text::bigint), max(last) FROM below_name;
SELECT count(*), sum(below::text::bigint), max(last) FROM below_name;
DEALLOCATE kept;
SET max_parallel_workers_per_gather = 0; SET min_parallel_table_scan_size = '8MB';
SET parallel_setup_cost = 1000; SET parallel_tuple_cost = 0.1;
DROP VIEW below_name;
-- volatile, or of the same table: no index
EXPLAIN (COSTS OFF) SELECT * FROM entry WHERE code <@ subject_make((random() * 900)::integer);
EXPLAIN (COSTS OFF) SELECT * FROM entry WHERE code <@ subject_class(code);
EXPLAIN (COSTS OFF) SELECT * FROM entry WHERE subject_contained(code, subject_class(code));

-- below an array: one exact range for each code that is not below another
SET enable_bitmapscan = on;
EXPLAIN (COSTS OFF) SELECT * FROM entry WHERE code <@ '{20402,20503,2040201,NULL}'::subject_code[];
EXPLAIN (COSTS OFF) SELECT * FROM entry WHERE '{20402,20503}'::subject_code[] @> code;
SET enable_bitmapscan = off;
EXPLAIN (COSTS OFF) SELECT * FROM entry WHERE code <@ '{20402,2040201}'::subject_code[];

-- a later column, after equality on the earlier ones
DROP INDEX entry_code;
CREATE INDEX entry_unit_code ON entry (unit, code) INCLUDE (amount);
VACUUM ANALYZE entry;
EXPLAIN (COSTS OFF) SELECT sum(amount) FROM entry WHERE unit = 7 AND code <@ '204';
EXPLAIN (COSTS OFF) SELECT n.code, sum(amount) FROM name n JOIN entry e ON e.unit = 7 AND e.code <@ n.code GROUP BY 1;

-- BRIN: ranges and equality; ancestors as what comes before
DROP INDEX entry_unit_code;
CREATE TABLE entry_sorted AS SELECT * FROM entry ORDER BY code;
CREATE INDEX ON entry_sorted USING brin (code) WITH (pages_per_range = 1);
ANALYZE entry_sorted;
SET enable_bitmapscan = on;
EXPLAIN (COSTS OFF) SELECT * FROM entry_sorted WHERE code <@ '20402';
EXPLAIN (COSTS OFF) SELECT * FROM entry_sorted WHERE code >> '2040202';
EXPLAIN (COSTS OFF) SELECT * FROM entry_sorted WHERE subject_is_parent(code, '2040202');
EXPLAIN (COSTS OFF) SELECT * FROM name n JOIN entry_sorted e ON e.code <@ n.code WHERE n.name = 'name of 20402';

-- With and without the index the rows are the same.
CREATE FUNCTION answers() RETURNS TABLE (condition text, rows bigint) LANGUAGE plpgsql AS $$
BEGIN
	FOREACH condition IN ARRAY ARRAY['code <@ ''20402''', 'code << ''20402''', 'code @> ''2040202''', 'code >> ''20402''',
		'code <@ ''*''', 'code <@ ''2040202''', 'subject_is_parent(''204'', code)', 'subject_is_parent(''2040202'', code)',
		'subject_is_parent(code, ''2040202'')', 'subject_is_parent(code, ''*'')', 'code >> ''*''',
		'code <@ ''{20402,20503,2040201}''::subject_code[]', 'code <@ ''{}''::subject_code[]']
	LOOP
		EXECUTE 'SELECT count(*) FROM entry_sorted WHERE ' || condition INTO rows;
		RETURN NEXT;
	END LOOP;
END $$;
SET enable_seqscan = off;
CREATE TEMP TABLE brin AS SELECT * FROM answers();
DROP INDEX entry_sorted_code_idx;
CREATE INDEX ON entry_sorted (code);
CREATE TEMP TABLE btree AS SELECT * FROM answers();
DROP INDEX entry_sorted_code_idx;
SET enable_seqscan = on;
CREATE TEMP TABLE none AS SELECT * FROM answers();
SELECT none.*, brin.rows = none.rows AS brin, btree.rows = none.rows AS btree
FROM none JOIN brin USING (condition) JOIN btree USING (condition)
ORDER BY condition COLLATE "C";

-- a column of a domain
CREATE DOMAIN any_code AS subject_code;
CREATE TABLE entry_domain AS SELECT code::any_code AS code FROM entry;
CREATE INDEX ON entry_domain (code);
ANALYZE entry_domain;
EXPLAIN (COSTS OFF) SELECT * FROM entry_domain WHERE code <@ '20402';
EXPLAIN (COSTS OFF) SELECT * FROM entry_domain WHERE code <@ '{20402,20503}'::subject_code[];
DROP TABLE entry_domain;
DROP DOMAIN any_code;

-- Row security: the conditions are leakproof, and so are index conditions.
CREATE INDEX ON entry_sorted (code);
ALTER TABLE entry_sorted ENABLE ROW LEVEL SECURITY;
CREATE ROLE subject_reader;
GRANT SELECT ON entry_sorted TO subject_reader;
CREATE POLICY own ON entry_sorted USING (unit % 2 = 0);
SET ROLE subject_reader;
EXPLAIN (COSTS OFF) SELECT * FROM entry_sorted WHERE code <@ '20402';
RESET ROLE;

DROP TABLE entry, entry_sorted, name;
DROP FUNCTION answers();
DROP ROLE subject_reader;
