-- yuan: functions
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;

-- yuan_round: every mode, on both sides of zero, at and beside the middle
SELECT x, yuan_round(x, 1, 'half_up') AS half_up, yuan_round(x, 1, 'half_even') AS half_even, yuan_round(x, 1, 'up') AS up,
	yuan_round(x, 1, 'down') AS down, yuan_round(x, 1, 'ceiling') AS ceiling, yuan_round(x, 1, 'floor') AS floor
FROM unnest('{2.5,3.5,2.4999999999,2.5000000001,-2.5,-3.5,-2.4999999999,-2.5000000001,0.0001,-0.0001,0,7}'::numeric[]) x;
SELECT yuan_round(1.005), yuan_round(755023.66, 100), yuan_round('755050'::yuan, 100), yuan_round(0.005, mode => 'half_even'),
	yuan_round(149.995, '0.03'), yuan_round(0.015, '0.03'), yuan_round(0.0149999, '0.03'), yuan_round(NULL);
SELECT yuan_round(92233720368547799.99, 100, 'down'), yuan_round(-92233720368547758.089, mode => 'ceiling'),
	yuan_round(46116860184273879.04, '92233720368547758.07', 'half_up'), yuan_round(46116860184273879.03, '92233720368547758.07');
SELECT yuan_round(92233720368547799.99, 100, 'up');
SELECT yuan_round(92233720368547758.071, mode => 'up');
SELECT yuan_round(1, 0);
SELECT yuan_round(1, '-0.01');
SELECT yuan_round(1, 1, 'half_down');
SELECT yuan_round('NaN');

-- is a stated figure the exact one rounded half up?
SELECT e, s, rounds_to(e, s) FROM (VALUES (82.7815, 82.78), (82.787, 82.78), (82.785, 82.79), (82.785, 82.78), (-82.785, -82.79),
	(82.7815, 82.780), (82.78, 82.780), (83, 82.78), (1e20 + 0.5, 1e20 + 1), ('NaN', 'NaN'), (NULL, 1)) v (e, s);
SELECT yuan_rounds_to(755023.66::yuan, 755000, 100), yuan_rounds_to(755050, 755100, 100), yuan_rounds_to(-755050, -755100, 100),
	yuan_rounds_to(755050, 755000, 100), yuan_rounds_to(755000, 755001, 1), yuan_rounds_to('92233720368547758.07', 0, 100);
SELECT yuan_rounds_to(1, 1, 0);

-- fen, units, format
SELECT yuan_from_fen(-9223372036854775808), yuan_fen('92233720368547758.07'), yuan_fen(NULL);
SELECT u, yuan_in_unit('755023.66', u), yuan_in_unit('-92233720368547758.08', u), yuan_format('755023.66', u), yuan_format('-0.01', u, 12)
FROM unnest('{元,千元,万,万元,百万元,亿,亿元,yuan,qianyuan,wan,wanyuan,baiwanyuan,yi,yiyuan}'::text[]) u;
SELECT yuan_format('1234567.85'), yuan_format('1234567.85', digits => 0), yuan_format('-1234567.85', digits => 1, "grouping" => false),
	yuan_format('999999.995万元'::yuan, '万元'), yuan_format('-49.99', '万元'), yuan_format('-50', '万元'), yuan_format(0, '亿元', 0),
	yuan_format(1, '元', 20), yuan_format('-92233720368547758.08'), yuan_format('-92233720368547758.08', '元', 20), yuan_format('92233720368547758.07', '亿', 0);
SELECT yuan_format(1, '角');
SELECT yuan_format(1, ' 元');
SELECT yuan_format(1, '');
SELECT yuan_in_unit(1, 'Yuan');
SELECT yuan_format(1, digits => -1);
SELECT yuan_format(1, digits => 21);

-- yuan_parse: cells of documents
SELECT quote_literal(c) AS cell, yuan_parse(c) AS yuan, yuan_parse(c, '万元') AS wan
FROM unnest(ARRAY['755,023.66', '75.50万元', '１，２３４．５０', '－５', '−5', '￥1,234.50', '¥5', '-￥5', '￥-5', '￥ 5', '△5', '▲1,234.50', '(1,234.50)', '（１，２３４．５０）',
	'(5)万元', '(5万元)', '( 5 )', '　５　', E' 5\t', '5　元', '5  万 ', '1千元', '1万', '1百万元', '1亿', '1.5亿元', '+5', '＋5', '.5', '5.', '0', '-0', '5.000000',
	'—', '--', '-', '－', '－－', '', ' ', '　', ' — ', '　-　']) c;
CREATE FUNCTION pg_temp.outcome(text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	RETURN yuan_parse($1);
EXCEPTION WHEN others THEN
	RETURN sqlstate;
END $$;
SELECT quote_literal(c) AS cell, pg_temp.outcome(c)
FROM unnest(ARRAY['1e3', 'abc', '5元元', '5元万', '5百', '5角', '$5', '￥￥5', '￥', '△', '△△5', '△-5', '--5', '- 5', '(5', '5)', '(-5)', '(△5)', '()', '((5))', '（5)', '(5万)元',
	'1,,2', '12,34', '１２，３４', '1.2.3', '1 2', '———', '—5', '无', '０．００５', '0.005', '92233720368547758.08', '922337204亿元', '９２２３３７２０３６８５４７７５８０８', 'NaN', '5%', '１２a', '＄5']) c;
SELECT yuan_parse('12x');
SELECT yuan_parse('- 5');
SELECT yuan_parse('5', '斤');
SELECT yuan_parse('0.000001', '万元'), yuan_parse(NULL), yuan_parse('5', NULL);
SELECT yuan_parse('0.0000001', '万元');

-- yuan_adds_up: exact without a quantum; with one, m * q / 2 where m = 1 + reported parts
SELECT total, parts, quantum, yuan_adds_up(total, parts, quantum) FROM (VALUES
	('100'::yuan, '{33.33,33.33,33.34}'::yuan[], NULL::yuan), (100, '{33.33,33.33,33.33}', NULL), (100, '{33.33,33.33,33.33}', '0.01'),
	(100, '{33.33,33.33,33.31}', '0.01'), (100, '{99.99}', '0.01'), (100, '{99.98}', '0.01'), (100, '{99.98,NULL}', '0.01'), (100, '{99.98,0}', '0.01'),
	(1000, '{700,100}', 100), (1000, '{700,100,NULL}', 100), (1000, '{700,150}', 100), (1000, '{700,149.99}', 100), (1000, '{700,450}', 100), (1000, '{700,450.01}', 100),
	(NULL, '{1}', NULL), (1, NULL, NULL), (1, '{NULL,NULL}', NULL), (1, '{}', NULL), (10, '{{1,2},{3,4}}', NULL), (10, '{{1,2},{3,NULL}}', NULL),
	('-92233720368547758.08', '{92233720368547758.07,92233720368547758.07}', '92233720368547758.07'),
	('92233720368547758.07', '{92233720368547758.07,92233720368547758.07}', '92233720368547758.07'),
	(0, '{-92233720368547758.08,-92233720368547758.08,92233720368547758.07,92233720368547758.07,0.02}', NULL)
) v (total, parts, quantum);
SELECT yuan_adds_up(1, '{1}', 0);
CREATE TABLE balanced (total yuan, a yuan, b yuan, CHECK (yuan_adds_up(total, ARRAY[a, b], 100)));
INSERT INTO balanced VALUES (1000, 700, 300), (1000, 700, 450), (NULL, 1, 2), (5, NULL, NULL);
INSERT INTO balanced VALUES (1000, 700, '450.01');
DROP TABLE balanced;

-- generate_series
SELECT array_agg(s) FROM generate_series('0'::yuan, 1, '0.25') s;
SELECT array_agg(s) FROM generate_series(1, '-0.5'::yuan, '-0.5') s;
SELECT array_agg(s) FROM generate_series('92233720368547758.05'::yuan, '92233720368547758.07', '0.02') s;
SELECT array_agg(s) FROM generate_series('-92233720368547758.07'::yuan, '-92233720368547758.08', '-0.01') s;
SELECT count(*) FROM generate_series('1'::yuan, 0, 1) UNION ALL SELECT count(*) FROM generate_series('1'::yuan, NULL, 1);
SELECT * FROM generate_series('1'::yuan, 2, 0);
