-- yuan: casts
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;

SELECT castsource::regtype, casttarget::regtype, castcontext, castmethod, proleakproof
FROM pg_cast JOIN pg_proc ON pg_proc.oid = castfunc
WHERE 'yuan'::regtype IN (castsource, casttarget)
ORDER BY casttarget::regtype::text COLLATE "C", castsource::regtype::text COLLATE "C";

-- integers: so many yuan
SELECT 32767::smallint::yuan, (-2147483648)::yuan, 92233720368547758::bigint::yuan, (-92233720368547758)::bigint::yuan;
SELECT 92233720368547759::bigint::yuan;
SELECT yuan(5), yuan(5::smallint), yuan('5'), yuan(5::bigint), yuan(12.5, 1000, true), yuan(12.5, 0, true);

-- numeric: an explicit cast rounds half away from zero, an assignment is exact
SELECT 1.005::yuan, (-1.005)::yuan, 1.0049999999999::yuan, 1e-200::yuan, 92233720368547758.074999::yuan, (-92233720368547758.084)::yuan;
SELECT 92233720368547758.075::yuan;
SELECT (-92233720368547758.085)::yuan;
SELECT 1e100::yuan;
SELECT 'NaN'::numeric::yuan;
CREATE TABLE assigned (amount yuan);
INSERT INTO assigned VALUES (1.50), (1.5000000000000000000000000000000), (-0.00), (92233720368547758.07), (-92233720368547758.08);
INSERT INTO assigned VALUES (1.005);
INSERT INTO assigned VALUES (1e100);
INSERT INTO assigned VALUES ('NaN'::numeric);
INSERT INTO assigned VALUES (0.1::float8);
UPDATE assigned SET amount = amount * 0.06;
UPDATE assigned SET amount = (amount * 0.06)::yuan;
SELECT * FROM assigned;
DROP TABLE assigned;

-- out
SELECT amount, amount::numeric, amount::text, amount::float8, amount::json
FROM unnest('{1234.50,-0.01,0,92233720368547758.07,-92233720368547758.08,90071992547409.93}'::yuan[]) amount;
SELECT '5.00'::yuan::bigint, '-92233720368547758'::yuan::int8, int8('7'::yuan);
SELECT '5.01'::yuan::bigint;
SELECT int8('5.01'::yuan);
SELECT '5'::yuan::int;

-- JSON: a bare number out, a number or a string in
SELECT to_json('1234.50'::yuan), to_jsonb('-0.10'::yuan), row_to_json(r), json_agg(a), jsonb_agg(a),
	jsonb_build_object('a', a), json_build_array(a, NULL::yuan), jsonb_object_agg(a::text, a), to_json(ARRAY[a])
FROM (VALUES ('7.00'::yuan)) r (a) GROUP BY r, a;
SELECT jsonb_typeof(to_jsonb('1'::yuan)), json_typeof('1'::yuan::json);
SELECT '12.345'::jsonb::yuan, '"1,234.5"'::jsonb::yuan, '1e3'::jsonb::yuan;
-- rounded once, as numeric is: in hundreds 49.996 is 0
SELECT '49.996'::jsonb::yuan(100) AS number, 49.996::yuan(100) AS numeric, '"149.00"'::jsonb::yuan(100) AS string;
SELECT * FROM jsonb_to_record('{"a": 12.5, "b": "3万元"}') AS r (a yuan, b yuan);
SELECT '"0.005"'::jsonb::yuan;
SELECT 'null'::jsonb::yuan;
SELECT 'true'::jsonb::yuan;
SELECT '[1]'::jsonb::yuan;
SELECT '{}'::jsonb::yuan;
SELECT '1e100'::jsonb::yuan;
SELECT jsonb_agg(to_jsonb(a)) ->> 0 AS kept_scale FROM unnest('{7.10}'::yuan[]) a;
