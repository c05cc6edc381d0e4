-- no expression over core types changes its result or its type, or becomes ambiguous
SET client_min_messages = warning;
DROP EXTENSION IF EXISTS govfiscal CASCADE;
RESET client_min_messages;
-- What is planned hangs on nothing but this file: the planner's settings as they are built in.
SELECT bool_and(set_config(name, boot_val, false) IS NOT NULL) AS pinned FROM pg_settings WHERE category LIKE 'Query Tuning%';
SET max_parallel_workers_per_gather = 0;
SET work_mem = '4MB';
SET jit = off;

CREATE TABLE expressions (id serial, expression text);
-- every pair of numbers, literals and neighbours with every common operator
INSERT INTO expressions (expression)
SELECT format('%s %s %s', a, op, b)
FROM unnest(ARRAY['7', '7::smallint', '7::bigint', '7.5', '7::real', '7::float8', '''7''', '7::oid', '7::money', '''7''::text', 'NULL', 'interval ''7 days''', 'date ''2024-07-07''']) a,
	unnest(ARRAY['+', '-', '*', '/', '%', '^', '=', '<', '>=', '||', '&']) op,
	unnest(ARRAY['2', '2::smallint', '2::bigint', '2.5', '2::real', '2::float8', '''2''', '2::oid', '2::money', '''2''::text', 'NULL', 'interval ''2 days''', 'date ''2024-02-02''']) b;
-- what takes one number
INSERT INTO expressions (expression)
SELECT format(f, a)
FROM unnest(ARRAY['- %s', '+ %s', '@ %s', 'abs(%s)', 'sum(%s)', 'avg(%s)', 'min(%s)', 'max(%s)', 'stddev(%s)', 'count(%s)', 'array_agg(%s)', 'round(%s)', 'trunc(%s)', 'ceil(%s)', 'floor(%s)', 'sign(%s)', 'sqrt(%s)', 'exp(%s)', 'ln(%s)',
		'to_json(%s)', 'to_jsonb(%s)', 'jsonb_build_array(%s)', 'to_char(%s, ''999.99'')', 'round(%s, 1)', 'power(%s, 2)', 'mod(%s, 2)', 'coalesce(%s, 0)', 'coalesce(0, %s)', 'greatest(%s, 1)', 'least(1.5, %s)', 'nullif(%s, 0)',
		'case when true then %s else 0 end', 'array[%s, 1]', 'array[1.5, %s]', '%s in (1, 2.5)', '%s = any (array[1, 2])', '%s between 1 and 8', '%s is distinct from 1', '(select %s union all select 1 limit 1)', '(select 1.5 union all select %s limit 1)',
		'int8(%s)', 'int4(%s)', 'numeric(%s)', 'float8(%s)', '%s::text', '%s::bigint', '%s::numeric(10, 1)', 'generate_series(%s, 9)', 'generate_series(%s, 9, 2)', 'generate_series(1, %s, 3)', 'sum(%s) over (order by 1)', 'lag(%s, 1, 0) over (order by 1)',
		'width_bucket(%s, 0, 10, 5)', 'percentile_cont(0.5) within group (order by %s)', 'percentile_disc(0.5) within group (order by %s)', 'format(''%%s'', %s)', 'concat(%s, 1)', 'sum(distinct %s)', 'random() < %s', 'hashint8(%s)', 'row(%s, 1) = row(1, 1)', '(%s)::int4range is null', 'int8range(1, %s)', 'numrange(1, %s)', 'make_date(2024, 2, %s)', 'repeat(''a'', %s)', 'substr(''abcdefghij'', %s)', 'lpad(''a'', %s)', 'array_fill(%s, array[2])', 'trim_scale(%s)', 'gcd(%s, 14)', 'div(%s, 2)', 'date ''2024-01-01'' + %s', 'interval ''1 day'' * %s', '%s * interval ''1 day''', 'money ''5'' * %s', '%s * money ''5''', 'money ''5'' / %s']) f,
	unnest(ARRAY['7', '7::smallint', '7::bigint', '7.5', '7::real', '7::float8', '''7''', '7::oid', 'NULL']) a;

CREATE FUNCTION pg_temp.try(expression text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	result text;
BEGIN
	EXECUTE format('SELECT pg_typeof(%1$s) || '': '' || coalesce((%1$s)::text, ''NULL'') LIMIT 1', expression) INTO result;
	RETURN result;
EXCEPTION WHEN others THEN
	RETURN sqlstate || ': ' || sqlerrm;
END $$;
CREATE TABLE before AS SELECT id, expression, pg_temp.try(expression) AS outcome FROM expressions;
-- the test means something: most expressions have a value
SELECT count(*) > 2000 AS thousands, count(*) FILTER (WHERE outcome !~ '^[0-9A-Z]{5}:') > 1000 AS with_value FROM before;

CREATE EXTENSION govfiscal;
SELECT expression, outcome AS before, pg_temp.try(expression) AS after
FROM before WHERE outcome IS DISTINCT FROM pg_temp.try(expression) ORDER BY id;

-- nor does an index on core types lose its condition
CREATE TABLE plain (a smallint, b bigint, c numeric);
CREATE INDEX ON plain (a);
CREATE INDEX ON plain (b);
CREATE INDEX ON plain (c);
SET enable_seqscan = off;
SET enable_bitmapscan = off;
EXPLAIN (COSTS OFF) SELECT * FROM plain WHERE a = 5;
EXPLAIN (COSTS OFF) SELECT * FROM plain WHERE b > 5 AND b <= '7';
EXPLAIN (COSTS OFF) SELECT * FROM plain WHERE c < 5;
SET enable_seqscan = on;
SET enable_bitmapscan = on;
DROP TABLE expressions, before, plain;
