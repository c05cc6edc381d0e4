-- subject_code against text as the oracle: all codes of an old edition, and
-- 100,000 random ones from a fixed seed
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;

CREATE TEMP TABLE legacy (kind text, t text, name text);
\set file `echo "${PG_ABS_SRCDIR:-.}/test/data/subjects-legacy.tsv"`
\set load '\\copy legacy FROM ' :'file' ' WITH (FORMAT csv, DELIMITER E''\\t'', HEADER)'
:load

-- A generator of its own: random() gives other numbers on other majors.
CREATE TEMP TABLE dice AS
SELECT i, ('x' || substr(h, 1, 7))::bit(28)::integer AS a, ('x' || substr(h, 8, 7))::bit(28)::integer AS b,
	('x' || substr(h, 15, 7))::bit(28)::integer AS c, ('x' || substr(h, 22, 7))::bit(28)::integer AS d
FROM (SELECT i, md5('govfiscal ' || i) AS h FROM generate_series(1, 100000) i) g;
CREATE TEMP TABLE sample AS
SELECT i, t COLLATE "C" AS t, t::subject_code AS code
FROM (
	SELECT i, CASE WHEN i % 2000 = 0 THEN '*'
		ELSE left((100 + a % 900)::text || lpad((1 + b % 99)::text, 2, '0') || lpad((1 + c % 99)::text, 2, '0') || lpad((1 + d % 99)::text, 2, '0'),
			3 + 2 * (i % 4)) END AS t
	FROM dice
	UNION ALL SELECT 100000 + row_number() OVER (), t FROM legacy
) s;
SELECT count(*) AS codes, count(DISTINCT t) > 70000 AS varied FROM sample;

-- text out is text in; the number is the digits
SELECT count(*) FILTER (WHERE code::text <> t) AS text, count(*) FILTER (WHERE t <> '*' AND code::bigint::text <> t) AS number,
	count(*) FILTER (WHERE t <> '*' AND t::bigint::subject_code <> code) AS from_number,
	count(*) FILTER (WHERE t <> '*' AND subject_from_padded(rpad(t, 9, '0')) <> code) AS padded,
	count(*) FILTER (WHERE subject_level(code) <> CASE t WHEN '*' THEN 0 ELSE (length(t) - 1) / 2 END) AS level,
	count(*) FILTER (WHERE t <> '*' AND subject_make(left(t, 3)::integer, nullif(substr(t, 4, 2), '')::integer,
		nullif(substr(t, 6, 2), '')::integer, nullif(substr(t, 8, 2), '')::integer) <> code) AS made
FROM sample;

-- Pre-order is the order of the digits as text, shorter first, * before all:
-- "C" order, in which * comes before 0.
SELECT count(*) AS rows, count(*) FILTER (WHERE by_code <> by_text) AS out_of_order
FROM (SELECT dense_rank() OVER (ORDER BY code) AS by_code, dense_rank() OVER (ORDER BY t) AS by_text FROM sample) r;

-- parent, ancestors and ends of the subtree
SELECT count(*) FILTER (WHERE subject_parent(code)::text IS DISTINCT FROM
		CASE length(t) WHEN 1 THEN NULL WHEN 3 THEN '*' ELSE left(t, -2) END) AS parent,
	count(*) FILTER (WHERE (SELECT string_agg(ancestor::text, ' ') FROM subject_ancestors(code) ancestor) <>
		'*' || CASE WHEN t <> '*' THEN (SELECT string_agg(' ' || left(t, n), '' ORDER BY n) FROM generate_series(3, length(t), 2) n) ELSE '' END) AS ancestors,
	count(*) FILTER (WHERE subject_class(code)::text IS DISTINCT FROM CASE WHEN length(t) >= 3 THEN left(t, 3) END
		OR subject_section(code)::text IS DISTINCT FROM CASE WHEN length(t) >= 5 THEN left(t, 5) END
		OR subject_item(code)::text IS DISTINCT FROM CASE WHEN length(t) >= 7 THEN left(t, 7) END
		OR subject_subitem(code)::text IS DISTINCT FROM CASE WHEN length(t) >= 9 THEN left(t, 9) END) AS cuts,
	count(*) FILTER (WHERE subject_first(code) <> code OR
		subject_last(code)::text <> CASE t WHEN '*' THEN '999999999' ELSE rpad(t, 9, '9') END) AS ends
FROM sample;

-- Pairs: near ones (a code beside itself cut, and beside its neighbour in order), and random ones.
CREATE TEMP TABLE pair AS
SELECT a, b, a::text AS ta, b::text AS tb
FROM (
	SELECT code AS a, lead(code) OVER (ORDER BY code) AS b FROM sample
	UNION ALL SELECT subject_ancestor(code, i::integer % (subject_level(code) + 1)), code FROM sample
	UNION ALL SELECT code, lag(code) OVER (ORDER BY i) FROM sample
) p
WHERE a IS NOT NULL AND b IS NOT NULL;
SELECT count(*) AS pairs, count(*) FILTER (WHERE below) AS below,
	count(*) FILTER (WHERE below <> (b <@ a)) AS "<@", count(*) FILTER (WHERE below <> (a @> b)) AS "@>",
	count(*) FILTER (WHERE (below AND ta <> tb) <> (b << a)) AS "<<", count(*) FILTER (WHERE (below AND ta <> tb) <> (a >> b)) AS ">>",
	count(*) FILTER (WHERE below <> (b BETWEEN subject_first(a) AND subject_last(a))) AS range,
	count(*) FILTER (WHERE below <> (b <@ ARRAY[a])) AS "array",
	count(*) FILTER (WHERE (subject_parent(b) IS NOT DISTINCT FROM a) <> subject_is_parent(a, b)) AS parent,
	count(*) FILTER (WHERE subject_lca(a, b)::text <> lca) AS lca, count(*) FILTER (WHERE subject_lca(b, a)::text <> lca) AS lca_reversed
FROM pair,
	LATERAL (SELECT ta = '*' OR (left(tb, length(ta)) = ta AND tb <> '*') AS below,
		CASE WHEN ta = '*' OR tb = '*' OR left(ta, 3) <> left(tb, 3) THEN '*'
			WHEN left(ta, 5) <> left(tb, 5) OR least(length(ta), length(tb)) < 5 THEN left(ta, 3)
			WHEN left(ta, 7) <> left(tb, 7) OR least(length(ta), length(tb)) < 7 THEN left(ta, 5)
			WHEN ta <> tb OR length(ta) < 9 THEN left(ta, 7)
			ELSE ta END AS lca) o;

-- Text that is no code: random digits and signs are taken when a pattern takes them, and never else.
CREATE FUNCTION is_code(t text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
	PERFORM t::subject_code;
	RETURN true;
EXCEPTION WHEN invalid_text_representation THEN
	RETURN false;
END $$;
SELECT count(*) AS texts, count(*) FILTER (WHERE expected) AS codes, count(*) FILTER (WHERE is_code(t) <> expected) AS wrong
FROM (
	SELECT t, t ~ '^[ \t]*([1-9][0-9]{2}((?!00)[0-9]{2}){0,3}|\*)[ \t]*$' AS expected
	FROM (SELECT left(translate(md5(i::text), 'abcdef', CASE i % 3 WHEN 0 THEN '012345' WHEN 1 THEN '00 .*1' ELSE '246800' END), i % 12) AS t
		FROM generate_series(1, 20000) i) g
) o;
DROP FUNCTION is_code(text);
