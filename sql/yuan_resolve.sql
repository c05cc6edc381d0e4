-- yuan: what resolves without a cast, and to which type
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;
-- What is planned hangs on nothing but this file: the planner's settings as they are built in.
SELECT bool_and(set_config(name, boot_val, false) IS NOT NULL) AS pinned FROM pg_settings WHERE category LIKE 'Query Tuning%';
SET max_parallel_workers_per_gather = 0;
SET work_mem = '4MB';
SET jit = off;

CREATE TABLE books (amount yuan, other_amount yuan, small smallint, plain int, big bigint, exact numeric);
INSERT INTO books VALUES (100, '99.95', 100, 100, 100, 99.995), (5000000, 7, 7, 7, 7, 7);

CREATE FUNCTION pg_temp.try(expression text, OUT type regtype, OUT value text) LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('SELECT pg_typeof(%1$s), (%1$s)::text FROM books WHERE plain = 100', expression)
		INTO type, value;
EXCEPTION WHEN grouping_error THEN
	EXECUTE format('SELECT pg_typeof(%1$s), (%1$s)::text FROM books', expression) INTO type, value;
WHEN others THEN
	value := sqlstate || ': ' || sqlerrm;
END $$;

-- these stay yuan
SELECT e AS expression, t.* FROM unnest(ARRAY[
	'amount + 100', '100 + amount', 'amount - small', 'amount + big', 'amount - other_amount',
	'amount + ''1.50''', '''1.50'' - amount', '- amount', '+ amount', '@ amount', 'abs(amount)',
	'amount * 3', '3 * amount', 'amount * small', 'big * amount', 'amount * ''3''', '''3'' * amount',
	'coalesce(amount, 0)', 'coalesce(0, amount)', 'case when plain > 0 then amount else 0 end',
	'case when plain > 0 then 0 else amount end', 'sum(amount)', 'sum(case when plain = 7 then amount else 0 end)',
	'sum(amount) filter (where plain = 8)', 'greatest(amount, 0)', 'least(0, amount, plain)', 'nullif(amount, 0)',
	'min(amount)', 'max(amount)', 'array[amount, 1, small]', 'array_agg(amount)',
	'(select amount union all select 1 limit 1)', '(select 1 union all select amount limit 1)',
	'percentile_disc(0.5) within group (order by amount)', 'mode() within group (order by amount)',
	'first_value(amount) over (order by amount)', 'lag(amount, 1, 0::yuan) over (order by plain)',
	'sum(amount) - sum(other_amount)', 'sum(amount * 2)'
]) e, pg_temp.try(e) t;

-- these leave the type, and are exact
SELECT e AS expression, t.* FROM unnest(ARRAY[
	'amount * 0.06', '0.06 * amount', 'amount / 7', 'amount / other_amount', 'amount + 0.5', 'amount - exact',
	'amount * other_amount', 'amount % 7', 'round(amount / 10000, 2)', 'round(amount * 0.06, 2)',
	'to_char(amount, ''FM999,990.00'')', 'stddev(amount)', 'stddev_pop(amount)', 'var_pop(amount)', 'avg(amount)',
	'sum(amount * 0.06)', 'sum(amount) / count(*)', 'coalesce(amount, 0.5)', 'greatest(amount, 0.5)',
	'round(amount)', 'trunc(amount, 1)', 'floor(amount)', 'ceil(amount)', 'sign(amount)', 'sqrt(amount)',
	'round(power(amount, 2))', 'width_bucket(amount, 0, 1000, 10)', 'array[amount, 0.5]',
	'(select amount union all select 0.5 limit 1)', 'to_json(amount)', 'to_jsonb(amount)', 'amount || '' yuan'''
]) e, pg_temp.try(e) t;

-- comparisons with anything that is a number of yuan
SELECT e AS expression, t.* FROM unnest(ARRAY[
	'amount > 100', 'amount = small', 'plain <= amount', 'amount <> big', 'amount >= ''99.95''', 'amount = ''500万元''',
	'amount < other_amount', 'amount > 99.995', 'amount = exact', 'amount in (1, 2.5)', 'amount in (100, 7)',
	'amount in (''100'', ''7.5'')', 'amount = any (array[100, 7])', 'amount = any (array[100, 7]::smallint[])',
	'amount = any (array[100, 7]::bigint[])', 'amount = any (array[100, 7.5])', 'amount between 1 and 100',
	'amount between 99.995 and 100.005', 'amount = any (''{100,7.5}'')', 'amount is distinct from 100',
	'row(amount, 1) = row(100, 1)', 'amount > all (array[1, 2])', 'amount not in (select small from books where plain = 7)',
	'amount in (select exact from books)', 'amount = 100.004', 'exact < amount'
]) e, pg_temp.try(e) t;

-- these do not resolve: money does not become a float by itself
SELECT e AS expression, t.* FROM unnest(ARRAY[
	'amount * 1.5::float8', 'amount + 1::float8', 'amount + now()', 'amount = true', 'amount::int', '1.5::float8::yuan',
	'percentile_cont(0.5) within group (order by amount)', 'amount & 1', 'amount::money'
]) e, pg_temp.try(e) t;

-- prepared statements
PREPARE by_int4(int4) AS SELECT count(*) FROM books WHERE amount = $1;
PREPARE by_int8(int8) AS SELECT count(*) FROM books WHERE amount = $1;
PREPARE by_numeric(numeric) AS SELECT count(*) FROM books WHERE amount > $1;
PREPARE by_yuan(yuan) AS SELECT count(*) FROM books WHERE amount = $1;
PREPARE untyped AS SELECT count(*) FROM books WHERE amount = $1;
PREPARE untyped_sum AS SELECT amount + $1 AS sum FROM books WHERE plain = 7;
PREPARE untyped_times AS SELECT amount * $1 AS product FROM books WHERE plain = 7;
PREPARE untyped_any AS SELECT count(*) FROM books WHERE amount = ANY ($1);
PREPARE untyped_insert AS INSERT INTO books (amount) VALUES ($1) RETURNING amount;
SELECT name, parameter_types FROM pg_prepared_statements ORDER BY name COLLATE "C";
EXECUTE by_int4(100);
EXECUTE by_int8(100);
EXECUTE by_numeric(99.995);
EXECUTE by_yuan('500万元');
EXECUTE untyped('100.00');
EXECUTE untyped_sum('0.01');
EXECUTE untyped_times('3');
EXECUTE untyped_any('{100,7}');
EXECUTE untyped_insert('12.34');
DEALLOCATE ALL;

-- off the search_path the casts still work: exact, as numeric
SET search_path = pg_catalog;
SELECT sum(amount + 1), pg_typeof(sum(amount + 1)), bool_or(amount = 100), bool_or(amount > 99.995), max(amount) FROM public.books WHERE plain = 100;
EXPLAIN (COSTS OFF) SELECT FROM public.books WHERE amount = 100;
RESET search_path;
DROP TABLE books;
