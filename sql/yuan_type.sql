-- yuan: text form, type modifier
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;

-- accepted
SELECT quote_literal(t) AS text, t::yuan AS yuan
FROM unnest(ARRAY[
	'755023.66', '-1,234.50', '75.50万元', '.5', '5.', '+5', '0', '-0', '-0.00',
	'  12.3  ', E'\t12\n', '5 元', '5元', '1.5亿元', '-1.5 万元', '75.502366万元',
	'0.0000000001亿元', '0.00000000010000亿元', '5.000000000000000000000',
	'0000000000000000000000007', '1,234,567.8', '001,234', '12,345万元', '.5万元',
	'92233720368547758.07', '-92233720368547758.08', '+92,233,720,368,547,758.07元',
	'9223372036854.775807万元', '-922337203.6854775808亿元'
]) t;

-- refused: the rule broken is named
\set VERBOSITY default
SELECT ''::yuan;
SELECT '  '::yuan;
SELECT '-'::yuan;
SELECT '.'::yuan;
SELECT '- 5'::yuan;
SELECT '+-5'::yuan;
SELECT '1,,2'::yuan;
SELECT '12,34'::yuan;
SELECT 'NaN'::yuan;
SELECT '1e3'::yuan;
SELECT '5千元'::yuan;
SELECT '0.005'::yuan;
SELECT '92233720368547758.08'::yuan;

-- every other way to be wrong, by SQLSTATE
CREATE FUNCTION pg_temp.outcome(text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	RETURN $1::yuan;
EXCEPTION WHEN others THEN
	RETURN sqlstate;
END $$;
SELECT quote_literal(t) AS text, pg_temp.outcome(t)
FROM unnest(ARRAY[
	'+', '--5', '++5', '-+5', '5-', '5+', '1234,567', ',123', '1,23', '1,2345', '123,',
	'1,234,', '1.234,5', '1,234 567', '1 2', '1.2.3', '..5', '5..', 'Infinity', '-inf',
	'nan', '0x1F', '1_000', '12abc', '$5', '5%', '１２', '5．5', '－5', '￥5', '¥5',
	'5  元', '5元元', '元', '-元', '5 元 元', '5万', '5亿', '5百万元', '5万 元', '(5)',
	'△5', '5yuan', '0.001', '-0.009', '0.0000001万元', '0.00000000001亿元',
	'0.00000000010000000000000000000000000001亿元', '-92233720368547758.09',
	'922337203685477580.70', '18446744073709551.616', '184467440737095516.16',
	'184467440737095517', '99999999999999999999999999', '92233720368547758.08元',
	'9223372036854.775808万元', '922337203.6854775808亿元', '1000000000亿元',
	'99999999999999999999999999.005', '99999999999999999999999999x'
]) t;

-- the type modifier is the quantum
CREATE TABLE quanta (a yuan(100), b yuan('0.01万元'), c yuan(0.01), d yuan, e yuan(21474836.47), f yuan(2.5)[]);
SELECT attname, format_type(atttypid, atttypmod), atttypmod
FROM pg_attribute WHERE attrelid = 'quanta'::regclass AND attnum > 0 ORDER BY attnum;
SELECT 1::yuan(0);
SELECT 1::yuan(21474836.48);
SELECT 1::yuan(0.005);
SELECT 1::yuan('-1');
SELECT 1::yuan(1, 2);
SELECT 1::yuan('');
SELECT 1::yuan(1e3);
SELECT yuan_typmod_in('{1,NULL}'), yuan_typmod_in('{}');
SELECT yuan_typmod_out(-1), yuan_typmod_out(1), yuan_typmod_out(10000), yuan_typmod_out(10050);

-- an explicit cast rounds half away from zero, in one step from numeric
SELECT '123.45'::yuan(100), yuan(100) '150', CAST(-150 AS yuan(100)),
	CAST(149.996 AS yuan(100)), '149.99'::yuan(100), 250::numeric::yuan(100);
SELECT '{123.45,-50,NULL}'::yuan(100)[];
SELECT '92233720368547758.07'::yuan(100);

-- an assignment refuses
INSERT INTO quanta (a) VALUES (123.45);
INSERT INTO quanta (a) VALUES ('123.45');
INSERT INTO quanta (a) VALUES (150);
INSERT INTO quanta (a) SELECT 150::yuan;
INSERT INTO quanta (b) VALUES ('0.015万元');
INSERT INTO quanta (f) VALUES ('{2.5,3}');
INSERT INTO quanta VALUES (200, '100万元', '0.01', '0.01', 21474836.47, '{2.5,NULL,-5}');
UPDATE quanta SET a = a + 1;
UPDATE quanta SET a = (a + 1)::yuan(100);
COPY quanta (a) FROM stdin;
150
\.
SELECT * FROM quanta;

-- a cast that can change nothing is dropped, and the table is not rewritten
SELECT pg_relation_filenode('quanta') AS before \gset
ALTER TABLE quanta ALTER a TYPE yuan(10), ALTER b TYPE yuan;
SELECT pg_relation_filenode('quanta') = :before AS kept;
ALTER TABLE quanta ALTER a TYPE yuan(100);
SELECT pg_relation_filenode('quanta') = :before AS kept;
DROP TABLE quanta;
