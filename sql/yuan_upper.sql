-- yuan: capital numerals; every line was written by hand from the rules, not copied from the output
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;

CREATE TABLE numerals (amount yuan, upper text);
COPY numerals FROM stdin;
755023.66	柒拾伍万伍仟零贰拾叁元陆角陆分
1680.32	壹仟陆佰捌拾元零叁角贰分
107000.53	壹拾万柒仟元零伍角叁分
1409.50	壹仟肆佰零玖元伍角
6007.14	陆仟零柒元壹角肆分
16409.02	壹万陆仟肆佰零玖元零贰分
325.04	叁佰贰拾伍元零肆分
0	零元整
0.01	壹分
0.05	伍分
0.10	壹角
0.50	伍角
0.56	伍角陆分
-0.05	负伍分
1	壹元整
1.01	壹元零壹分
1.10	壹元壹角
1.11	壹元壹角壹分
10	壹拾元整
10.01	壹拾元零壹分
10.10	壹拾元零壹角
11	壹拾壹元整
20.50	贰拾元零伍角
100	壹佰元整
101	壹佰零壹元整
110	壹佰壹拾元整
111	壹佰壹拾壹元整
1000	壹仟元整
1001	壹仟零壹元整
1010	壹仟零壹拾元整
1011	壹仟零壹拾壹元整
1100	壹仟壹佰元整
1101	壹仟壹佰零壹元整
1110	壹仟壹佰壹拾元整
1111	壹仟壹佰壹拾壹元整
10000	壹万元整
10001	壹万零壹元整
10010	壹万零壹拾元整
10100	壹万零壹佰元整
10101	壹万零壹佰零壹元整
11000	壹万壹仟元整
11001	壹万壹仟零壹元整
100001	壹拾万零壹元整
101000	壹拾万壹仟元整
1000000	壹佰万元整
1000001	壹佰万零壹元整
10000000	壹仟万元整
10001000	壹仟万壹仟元整
10010001	壹仟零壹万零壹元整
99999999.99	玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分
100000000	壹亿元整
100000000.01	壹亿元零壹分
100000000.10	壹亿元零壹角
100000001	壹亿零壹元整
100001000	壹亿零壹仟元整
100010000	壹亿零壹万元整
100010001	壹亿零壹万零壹元整
100100000	壹亿零壹拾万元整
101000000	壹亿零壹佰万元整
110000000	壹亿壹仟万元整
110000001	壹亿壹仟万零壹元整
110001000	壹亿壹仟万壹仟元整
1000000000	壹拾亿元整
1010000000	壹拾亿壹仟万元整
1001000000	壹拾亿零壹佰万元整
100000000000	壹仟亿元整
1000000000000	壹万亿元整
1000000000001	壹万亿零壹元整
1000100000000	壹万零壹亿元整
1001000000000	壹万零壹拾亿元整
1100000000000	壹万壹仟亿元整
10000000000000000	壹亿亿元整
10000000000000001	壹亿亿零壹元整
10000000100000000	壹亿零壹亿元整
11000000000000000	壹亿壹仟万亿元整
92233720368547758.07	玖亿贰仟贰佰叁拾叁万柒仟贰佰零叁亿陆仟捌佰伍拾肆万柒仟柒佰伍拾捌元零柒分
-92233720368547758.08	负玖亿贰仟贰佰叁拾叁万柒仟贰佰零叁亿陆仟捌佰伍拾肆万柒仟柒佰伍拾捌元零捌分
-107000.53	负壹拾万柒仟元零伍角叁分
-8888888888888888.88	负捌仟捌佰捌拾捌万捌仟捌佰捌拾捌亿捌仟捌佰捌拾捌万捌仟捌佰捌拾捌元捌角捌分
\.
SELECT count(*) AS cases, count(*) FILTER (WHERE yuan_upper(amount) <> upper) AS wrong FROM numerals;
SELECT *, yuan_upper(amount) AS wrong FROM numerals WHERE yuan_upper(amount) <> upper;

-- whatever the amount: never two zeros in a row, no zero before a unit, one 元 at most
SELECT count(*) AS cases, count(*) FILTER (WHERE u ~ '零零|零[拾佰仟万亿角分]|元.*元|[^零]零元|零整|万亿?万') AS malformed,
	count(*) FILTER (WHERE u !~ '^负?(.*元)?(整|.角|零.角|零?.分|.角.分|零.角.分)$') AS unended
FROM generate_series(1, 100000) i,
	LATERAL (SELECT yuan_upper(yuan_from_fen(h - CASE WHEN i % 3 = 0 THEN h % 10000000 ELSE 0 END)) AS u
		FROM (SELECT hashint8extended(i, 4) >> i % 64 AS h) r) n;
DROP TABLE numerals;
