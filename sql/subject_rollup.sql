-- Totals of every level in one pass
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;

CREATE TEMP TABLE entry (unit integer, code subject_code, amount yuan);
INSERT INTO entry VALUES
	(1, '2040202', 10), (1, '2040203', 5), (1, '2040202', 1), (1, '20599', 3), (1, '20502', NULL), (1, '2069901', 4.50),
	(2, '2040202', -7), (2, '301', 8);

-- every code and all above it, in pre-order
SELECT t.* FROM (SELECT subject_rollup(code, amount) AS totals FROM entry) r, unnest(totals) t;
SELECT unit, t.* FROM (SELECT unit, subject_rollup(code, amount) AS totals FROM entry GROUP BY unit) r, unnest(totals) t
WHERE subject_level(t.code) <= 1 ORDER BY unit, t.code;

-- Parents that state a total are not added to their children: what they state
-- stands beside what their leaves give.
INSERT INTO entry VALUES (1, '204', 16), (1, '20402', 17), (1, '205', 3), (1, '*', 23.50), (1, '206', NULL);
SELECT t.*, stated - computed AS difference
FROM (SELECT subject_rollup(code, amount) AS totals FROM entry WHERE unit = 1) r, unnest(totals) t
WHERE stated <> computed OR subject_level(t.code) <= 2;

-- nothing reported, nothing there, no code
SELECT subject_rollup(code, NULL) FROM (VALUES ('204'::subject_code)) v(code);
SELECT subject_rollup(code, amount) FROM entry WHERE false;
SELECT subject_rollup(NULL, 1);
SELECT subject_rollup(code, 0) FROM (VALUES ('*'::subject_code)) v(code);

-- Sums go beyond a yuan and come back; a total that does not is an error.
SELECT t.* FROM (SELECT subject_rollup(code, amount) AS totals
	FROM (VALUES ('20401'::subject_code, '92233720368547758.07'::yuan), ('20402', '92233720368547758.07'), ('20403', '-92233720368547758.08'),
		('20404', '-92233720368547758.06')) v(code, amount)) r, unnest(totals) t;
SELECT subject_rollup(code, '92233720368547758.07'::yuan) FROM (VALUES ('20401'::subject_code), ('20402')) v(code);

-- The three statements that it replaces, over a skewed tree of random leaves:
CREATE TEMP TABLE detail AS
SELECT subject_make(201 + i % 25, 1 + i % 7, 1 + (i / 7) % 9) AS code, (i * 7919 % 100003 / 100.0 - 300)::numeric(12,2)::yuan AS amount
FROM generate_series(1, 20000) i;
CREATE TEMP TABLE one_pass AS
SELECT t.code, t.computed AS total FROM (SELECT subject_rollup(code, amount) AS totals FROM detail) r, unnest(totals) t;
CREATE TEMP TABLE three_passes AS
SELECT '*'::subject_code AS code, sum(amount) AS total FROM detail
UNION ALL SELECT subject_class(code), sum(amount) FROM detail GROUP BY 1
UNION ALL SELECT subject_section(code), sum(amount) FROM detail GROUP BY 1
UNION ALL SELECT subject_item(code), sum(amount) FROM detail GROUP BY 1;
SELECT count(*), count(DISTINCT subject_level(code)) AS levels FROM one_pass;
(TABLE one_pass EXCEPT TABLE three_passes) UNION ALL (TABLE three_passes EXCEPT TABLE one_pass);

-- in plain SQL: sum each code once, then add each sum to all above it
WITH leaf AS (SELECT code, sum(amount) AS amount FROM detail GROUP BY code),
	total AS (SELECT a.code, sum(amount) AS total FROM leaf, subject_ancestors(leaf.code) a(code) GROUP BY a.code)
SELECT count(*) AS different FROM (TABLE one_pass EXCEPT TABLE total) d;

-- as a window and in any order of rows
SELECT count(*) FROM (SELECT subject_rollup(code, amount) OVER (ORDER BY code, amount) AS totals FROM entry WHERE unit = 2) w, unnest(totals);
SELECT (SELECT subject_rollup(code, amount ORDER BY amount) FROM detail) = (SELECT subject_rollup(code, amount ORDER BY amount DESC) FROM detail) AS same;
