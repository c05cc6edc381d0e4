-- Hierarchy conditions prune the partitions that they cannot reach
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;
-- What is planned hangs on nothing but this file: the planner's settings as they are built in.
SELECT bool_and(set_config(name, boot_val, false) IS NOT NULL) AS pinned FROM pg_settings WHERE category LIKE 'Query Tuning%';
SET max_parallel_workers_per_gather = 0;
SET work_mem = '4MB';
SET jit = off;
SET enable_indexscan = off;
SET enable_indexonlyscan = off;
SET enable_bitmapscan = off;

CREATE TABLE part (code subject_code, unit integer) PARTITION BY RANGE (code);
CREATE TABLE part_1 PARTITION OF part FOR VALUES FROM (MINVALUE) TO ('201');
CREATE TABLE part_201 PARTITION OF part FOR VALUES FROM ('201') TO ('204');
CREATE TABLE part_204 PARTITION OF part FOR VALUES FROM ('204') TO ('205') PARTITION BY RANGE (code);
CREATE TABLE part_204_a PARTITION OF part_204 FOR VALUES FROM ('204') TO ('20405');
CREATE TABLE part_204_b PARTITION OF part_204 FOR VALUES FROM ('20405') TO ('205');
CREATE TABLE part_205 PARTITION OF part FOR VALUES FROM ('205') TO (MAXVALUE);
CREATE TABLE part_null PARTITION OF part DEFAULT;
INSERT INTO part
SELECT code, unit FROM generate_series(1, 3) unit, (
	SELECT DISTINCT ancestor AS code
	FROM generate_series(199, 210) c, generate_series(1, 9) s, generate_series(1, 4) i, subject_ancestors(subject_make(c, s, i, i)) ancestor
	UNION ALL SELECT NULL) codes;
CREATE TABLE whole AS SELECT * FROM part;
ANALYZE part, whole;

-- A partition is planned with the condition of the query, and nothing else.
EXPLAIN (COSTS OFF) SELECT * FROM part WHERE code <@ '20402';
EXPLAIN (COSTS OFF) SELECT * FROM part WHERE '20402' @> code;
EXPLAIN (COSTS OFF) SELECT * FROM part WHERE code << '204';
EXPLAIN (COSTS OFF) SELECT * FROM part WHERE subject_contained(code, '2040202');
EXPLAIN (COSTS OFF) SELECT * FROM part WHERE code <@ '204060101';
EXPLAIN (COSTS OFF) SELECT * FROM part WHERE subject_is_parent('20406', code);
EXPLAIN (COSTS OFF) SELECT * FROM part WHERE subject_is_parent(code, '2040601');
EXPLAIN (COSTS OFF) SELECT * FROM part WHERE code @> '202';
EXPLAIN (COSTS OFF) SELECT * FROM part WHERE code <@ '{20201,20402,NULL}'::subject_code[];
EXPLAIN (COSTS OFF) SELECT * FROM part WHERE code <@ '*';
EXPLAIN (COSTS OFF) SELECT * FROM part WHERE unit = 1 AND (code <@ '202' OR code <@ '203');
EXPLAIN (COSTS OFF) SELECT * FROM part WHERE NOT code <@ '204';
EXPLAIN (COSTS OFF) SELECT * FROM part WHERE NOT (code <@ '204' OR unit = 1);
-- as wide as the range by hand
EXPLAIN (COSTS OFF) SELECT * FROM part WHERE code >= '20402' AND code <= '204029999';
-- indexes of the partitions as of any table, a predicate too
CREATE INDEX part_code ON part (code);
CREATE INDEX part_unit ON part (unit) WHERE code <@ '204';
SET enable_seqscan = off; SET enable_indexscan = on;
EXPLAIN (COSTS OFF) SELECT * FROM part WHERE code <@ '20402';
EXPLAIN (COSTS OFF) SELECT * FROM part WHERE code @> '20402';
EXPLAIN (COSTS OFF) SELECT * FROM part_204_a WHERE unit = 2 AND code <@ '204';
DROP INDEX part_code;
EXPLAIN (COSTS OFF) SELECT * FROM part WHERE unit = 2 AND code <@ '204';
SET enable_seqscan = on; SET enable_indexscan = off;
DROP INDEX part_unit;

-- the estimate is that of the partition by itself
CREATE FUNCTION planned(query text) RETURNS float8 LANGUAGE plpgsql AS $$
DECLARE plan jsonb;
BEGIN
	EXECUTE 'EXPLAIN (FORMAT json) SELECT FROM ' || query INTO plan;
	RETURN plan->0->'Plan'->>'Plan Rows';
END $$;
SELECT condition, planned('part WHERE ' || condition) = planned('part_204_a WHERE ' || condition) AS same
FROM unnest(ARRAY['code <@ ''20402''', 'code << ''20402''', 'code <@ ''{2040101,2040201}''::subject_code[]', 'subject_is_parent(''20402'', code)']) condition;

-- a view, UNION ALL, a subquery, an outer join, a column of an outer query, DELETE (from 14 on)
CREATE FUNCTION scanned(query text) RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE plan jsonb;
BEGIN
	EXECUTE 'EXPLAIN (ANALYZE, TIMING OFF, FORMAT json) ' || query INTO plan;
	RETURN ARRAY(SELECT DISTINCT scan->>'Relation Name' AS name
		FROM jsonb_path_query(plan, 'strict $.** ? (@."Actual Loops" > 0 && exists (@."Relation Name"))') scan
		WHERE scan->>'Node Type' LIKE '%Scan' ORDER BY name);
END $$;
CREATE VIEW police AS SELECT * FROM part WHERE code <@ '204';
SELECT scanned('SELECT * FROM police WHERE code <@ ''20406''') AS view, pg_get_viewdef('police') ~ '<@' AND pg_get_viewdef('police') !~ '>=' AS as_written;
DROP VIEW police;
SELECT scanned('SELECT * FROM (SELECT * FROM part UNION ALL SELECT * FROM whole) u WHERE code <@ ''202''') AS union_all,
	scanned('SELECT * FROM (SELECT code, count(*) FROM part GROUP BY 1) g WHERE code <@ ''202''') AS subquery,
	scanned('SELECT * FROM (VALUES (1), (4)) v(unit) LEFT JOIN part ON part.unit = v.unit AND code <@ ''202''') AS outer_join;
CREATE TABLE few AS VALUES ('202'::subject_code), ('20501');
SELECT scanned('SELECT (SELECT count(*) FROM part WHERE code <@ column1) FROM few') AS outer_query;
DROP TABLE few;
SELECT scanned('DELETE FROM part WHERE code <@ ''202'' AND unit > 9') = '{part_201}' OR current_setting('server_version_num')::integer < 140000 AS delete;

-- a parameter: a custom plan knows it, a generic one prunes as it begins
PREPARE below(subject_code) AS SELECT count(*) FROM part WHERE code <@ $1;
SET plan_cache_mode = force_custom_plan;
EXPLAIN (COSTS OFF) EXECUTE below('20402');
SET plan_cache_mode = force_generic_plan;
EXPLAIN (COSTS OFF) EXECUTE below('20402');
EXECUTE below('20402');
EXECUTE below('204');
EXECUTE below('*');
EXECUTE below(NULL);
PREPARE below_any(subject_code[]) AS SELECT count(*) FROM part WHERE code <@ $1;
EXPLAIN (COSTS OFF) EXECUTE below_any('{20201,20301}');
EXECUTE below_any('{20201,20301}');
EXECUTE below_any('{}');
DEALLOCATE ALL;
SET plan_cache_mode = auto;
-- The rows are those of a table in one piece.
CREATE FUNCTION answers(source text) RETURNS TABLE (condition text, rows bigint, sum numeric) LANGUAGE plpgsql AS $$
BEGIN
	FOR condition IN
		SELECT format(f, code) FROM unnest('{*,199,201,202,20201,204,20402,2040202,204020202,20405,2040501,20406,205,299}'::subject_code[]) code,
			unnest(ARRAY['code <@ %L', '%L @> code', 'code << %L', '%L >> code', 'code @> %L', 'code >> %L', 'NOT code <@ %L', 'NOT (code <@ %1$L AND code << %1$L)',
				'subject_is_parent(%L, code)', 'subject_is_parent(code, %L)', '(code <@ %L) IS TRUE', '(code << %L) IS NOT TRUE',
				'(code <@ %L) IS NULL', 'code <@ ''{204,20201,%s}''::subject_code[]', 'NOT code <@ ''{204,20201,%s}''::subject_code[]', 'code <@ %L AND unit = 2 OR unit = 1']) f
	LOOP
		EXECUTE format('SELECT count(*), sum(unit + length(code::text)) FROM %I WHERE %s', source, condition) INTO rows, sum;
		RETURN NEXT;
	END LOOP;
END $$;
SELECT count(*) FROM answers('part');
SELECT * FROM answers('part') EXCEPT SELECT * FROM answers('whole');
-- and so is what a statement changes
WITH gone AS (DELETE FROM part WHERE code << '20402' RETURNING *) SELECT count(*) FROM gone;
WITH gone AS (DELETE FROM whole WHERE code << '20402' RETURNING *) SELECT count(*) FROM gone;
UPDATE part SET code = '20501' WHERE code <@ '20403';
UPDATE whole SET code = '20501' WHERE code <@ '20403';
SELECT count(*) FROM (TABLE part EXCEPT ALL TABLE whole) d;

DROP TABLE part, whole;
DROP FUNCTION answers(text);
DROP FUNCTION planned(text);
DROP FUNCTION scanned(text);
