-- yuan: arithmetic stays in the type, exact or refused
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;

SELECT '1.25'::yuan + '2.50', '1.25'::yuan - '2.50', '1.25'::yuan * 3, 3 * '-1.25'::yuan,
	+ '1.25'::yuan, - '1.25'::yuan, @ '-1.25'::yuan, abs('-1.25'::yuan), abs('0'::yuan);
SELECT '92233720368547758.06'::yuan + '0.01', '-92233720368547758.07'::yuan - '0.01',
	'-0.01'::yuan - '92233720368547758.07', '-46116860184273879.04'::yuan * 2,
	'-0.01'::yuan * 9223372036854775807, '92233720368547758.07'::yuan * -1;

-- both ends of the range
\set VERBOSITY default
SELECT '92233720368547758.07'::yuan + '0.01';
\set VERBOSITY sqlstate
SELECT '-92233720368547758.08'::yuan + '-0.01';
SELECT '-92233720368547758.08'::yuan - '0.01';
SELECT 0 - '-92233720368547758.08'::yuan;
SELECT '46116860184273879.04'::yuan * 2;
SELECT '-92233720368547758.08'::yuan * -1;
SELECT -1 * '-92233720368547758.08'::yuan;
SELECT - '-92233720368547758.08'::yuan;
SELECT @ '-92233720368547758.08'::yuan;
SELECT abs('-92233720368547758.08'::yuan);
SELECT '1.00'::yuan * 9223372036854775807;

-- there is no division, no product of amounts, no shift to a float
\set VERBOSITY default
SELECT '2'::yuan * '3'::yuan AS numeric, pg_typeof('2'::yuan * '3'::yuan);
SELECT '2'::yuan * 1.5::float8;

-- six comparisons and the order function agree
SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt, yuan_cmp(a, b)
FROM unnest('{-92233720368547758.08,-0.01,0,0.01,92233720368547758.07}'::yuan[]) a,
	unnest('{-92233720368547758.08,0,92233720368547758.07}'::yuan[]) b
ORDER BY a, b;
