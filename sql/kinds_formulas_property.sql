-- Hundreds of random documents, each verdict compared with what plain SQL makes of
-- the same rows.  Every table printed here must be empty.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;

CREATE TABLE d (n int NOT NULL, kind text);
CREATE TABLE a (n int NOT NULL, role text NOT NULL, code subject_code NOT NULL, amount yuan, general yuan, rest yuan, quantum yuan);
CREATE TABLE b (n int NOT NULL, code subject_code NOT NULL, level int NOT NULL, total yuan, basic yuan, project yuan, zeros bool);
CREATE INDEX ON d (n);
CREATE INDEX ON a (n);
CREATE INDEX ON b (n);
SELECT setseed(0.2024);
-- Small amounts, so that sums agree, nearly agree and fail; some blank, a column
-- blank throughout, some lines twice, forms without a line.
INSERT INTO d SELECT n, CASE WHEN random() < 0.8 THEN 'x' END FROM generate_series(1, 300) n, generate_series(1, 2) copy WHERE random() < 1.3 - 0.6 * copy + 0 * n;
CREATE FUNCTION figure(most int) RETURNS yuan LANGUAGE sql VOLATILE AS $$ SELECT CASE WHEN random() < 0.9 THEN floor(random() * (most + 1))::int::yuan END $$;
INSERT INTO a
SELECT n, role, code, figure(3), CASE WHEN n % 7 > 0 THEN figure(2) END, figure(1), CASE n % 3 WHEN 1 THEN 1 WHEN 2 THEN 0.3 END::yuan
FROM generate_series(1, 300) n, (VALUES ('total', '*'), ('in', '*'), ('extra', '*'), ('out', '*'), ('class', '204'), ('class', '205'), ('class', '206')) AS l (role, c),
	LATERAL (SELECT c::subject_code AS code) t, generate_series(1, 2) copy
WHERE n % 17 > 0 AND random() + 0 * (n + subject_level(code) + length(role)) < CASE copy WHEN 1 THEN 0.8 ELSE 0.05 END;
INSERT INTO b
SELECT n, code, subject_level(code), figure(3), CASE WHEN n % 11 > 0 THEN figure(1) END, figure(2), n % 5 = 0
FROM generate_series(1, 300) n, unnest('{*,204,20401,2040101,205,20502,206}'::subject_code[]) code, generate_series(1, 2) copy
WHERE n % 13 > 0 AND random() + 0 * (n + subject_level(code)) < CASE copy WHEN 1 THEN 0.8 ELSE 0.03 END;
-- Some documents have totals put right.
DELETE FROM b WHERE n % 4 = 0 AND n % 8 > 0;
UPDATE a SET amount = (SELECT sum(CASE role WHEN 'out' THEN -amount ELSE amount END) FROM a c WHERE c.n = a.n AND role IN ('in', 'extra', 'out')) WHERE n % 4 = 0 AND role = 'total' AND amount IS NOT NULL;
UPDATE a SET rest = amount - general WHERE n % 4 = 0 AND rest IS NOT NULL;
UPDATE b SET total = coalesce(basic, 0) + coalesce(project, 0) WHERE n % 2 = 0 AND total IS NOT NULL;
UPDATE b SET total = (SELECT sum(c.total) FROM b c WHERE c.n = b.n AND subject_parent(c.code) = b.code) WHERE n % 4 = 0 AND level = 1;
ANALYZE;

SELECT fiscal_add_formulas('set', $$
	key n;
	form doc = d;
	form a = a line role, code figures amount, general, rest quantum quantum;
	form b = b line code figures total, basic, project quantum '2' blank zeros;
	A: a[total].amount = a[in + extra - out].amount;
	B noticed per line of a[in + out + total]: amount = general + rest;
	C exact per code: a[class].amount = b[level = 1].total;
	D per line of b: * = children(*);
	E verify: b[*].total >= a?[out].amount;
	F per line of b: total = basic + project;
	W when doc.kind = x: a[in].amount <= '2';
$$, validate => false);

-- Cells as numbers; a blank that is a zero is reported.
CREATE VIEW bs AS SELECT b.n, code, level, col, CASE WHEN zeros THEN coalesce(yuan_fen(v), 0) ELSE yuan_fen(v) END AS fen, v IS NOT NULL AS printed
	FROM b, LATERAL (VALUES ('total', total), ('basic', basic), ('project', project)) AS f (col, v);
CREATE VIEW qa AS SELECT n, role, code, yuan_fen(amount) AS amount, yuan_fen(general) AS general, yuan_fen(rest) AS rest, coalesce(yuan_fen(quantum), 0) AS q FROM a;
-- Every cell of every equation: id, figure, value of the scope, side, sign.
CREATE TABLE entry AS
	SELECT n, 'A' AS id, 'amount' AS col, '' AS scope, CASE role WHEN 'total' THEN 0 ELSE 1 END AS side, CASE role WHEN 'out' THEN -1 ELSE 1 END AS k, amount AS fen, q FROM qa WHERE role <> 'class'
	UNION ALL SELECT n, 'B', 'amount', role || '/' || code::text, side, 1, fen, q FROM qa, LATERAL (VALUES (0, amount), (1, general), (1, rest)) AS f (side, fen) WHERE role IN ('in', 'out', 'total')
	UNION ALL SELECT n, 'C', 'amount', code::text, 0, 1, amount, q FROM qa WHERE role = 'class'
	UNION ALL SELECT n, 'C', 'amount', code::text, 1, 1, fen, 200 FROM bs WHERE level = 1 AND col = 'total'
	UNION ALL SELECT n, 'D', col, code::text, 0, 1, fen, 200 FROM bs WHERE EXISTS (SELECT FROM b c WHERE c.n = bs.n AND subject_parent(c.code) = bs.code)
	UNION ALL SELECT n, 'D', col, subject_parent(code)::text, 1, 1, fen, 200 FROM bs WHERE EXISTS (SELECT FROM b p WHERE p.n = bs.n AND p.code = subject_parent(bs.code))
	UNION ALL SELECT n, 'E', 'total', '', 0, 1, fen, 200 FROM bs WHERE code = '*' AND col = 'total'
	UNION ALL SELECT n, 'E', 'total', '', 1, 1, amount, q FROM qa WHERE role = 'out'
	UNION ALL SELECT n, 'F', 'total', code::text, CASE col WHEN 'total' THEN 0 ELSE 1 END, 1, fen, 200 FROM bs
	UNION ALL SELECT n, 'W', 'amount', '', 0, 1, amount, q FROM qa WHERE role = 'in';
-- Which formula is for which document, and which figure is printed.
CREATE TABLE printed AS
	SELECT n, true AS a, false AS b, count(amount) > 0 AS amount, count(general) > 0 AS general, count(rest) > 0 AS rest, false AS total, false AS basic, false AS project FROM a GROUP BY n
	UNION ALL SELECT n, false, true, false, false, false, count(total) > 0, count(basic) > 0, count(project) > 0 FROM b GROUP BY n;
CREATE VIEW applies AS
	SELECT n, f.* FROM (SELECT n, bool_or(a) AS a, bool_or(b) AS b, bool_or(amount) AS amount, bool_or(general) AS general, bool_or(rest) AS rest,
		bool_or(total) AS total, bool_or(basic) AS basic, bool_or(project) AS project FROM printed GROUP BY n) p,
	LATERAL (VALUES ('A', 'amount', amount), ('B', 'amount', amount AND general AND rest), ('C', 'amount', amount AND total), ('D', 'total', total), ('D', 'basic', basic), ('D', 'project', project),
		('E', 'total', total AND (amount OR NOT a) AND EXISTS (SELECT FROM a WHERE a.n = p.n AND role = 'out')), ('F', 'total', total AND basic AND project),
		('W', 'amount', amount AND (SELECT count(*) = 1 AND min(kind) = 'x' FROM d WHERE d.n = p.n))) AS f (id, col, yes);
CREATE TABLE theirs AS
	WITH sums AS (
		SELECT n, id, col, scope, coalesce(sum(k * fen) FILTER (WHERE side = 0), 0) AS l, coalesce(sum(k * fen) FILTER (WHERE side = 1), 0) + CASE id WHEN 'W' THEN 200 ELSE 0 END AS r,
			count(*) FILTER (WHERE side = 0) AS l_lines, count(fen) FILTER (WHERE side = 0) AS l_told, count(*) FILTER (WHERE side = 1) AS r_lines, count(fen) FILTER (WHERE side = 1) AS r_told,
			count(*) > count(fen) AS partial, floor(sum(q) FILTER (WHERE fen IS NOT NULL) / 2.0) AS bound
		FROM entry JOIN applies USING (n, id, col) WHERE yes GROUP BY n, id, col, scope
	), gaps AS (
		SELECT *, CASE id WHEN 'E' THEN greatest(r - l, 0) WHEN 'W' THEN greatest(l - r, 0) ELSE abs(l - r) END AS gap FROM sums
		WHERE l_told + r_told > 0 AND NOT (id <> 'W' AND (l_lines = 0 AND r = 0 OR r_lines = 0 AND l = 0))
	)
	SELECT n, id, col, scope, CASE
		WHEN l_lines > 0 AND l_told = 0 OR r_lines > 0 AND r_told = 0 THEN 'unreported'
		WHEN gap > CASE id WHEN 'C' THEN 0 ELSE bound END THEN CASE id WHEN 'E' THEN 'warning' ELSE 'violation' END
		WHEN partial THEN 'unreported' WHEN gap = 0 THEN 'exact' WHEN id = 'B' THEN 'notice' ELSE 'rounding' END AS verdict FROM gaps
	UNION ALL
	SELECT DISTINCT n, 'D', NULL, code::text, 'orphan' FROM b WHERE level > 1 AND NOT EXISTS (SELECT FROM b p WHERE p.n = b.n AND p.code = subject_parent(b.code));
CREATE TABLE ours AS
	SELECT (key->>'n')::int AS n, left(formula, 1) AS id, column_name AS col, CASE left(formula, 1) WHEN 'B' THEN (line->>'role') || '/' || (line->>'code') WHEN 'C' THEN line->>'code' WHEN 'D' THEN line->>'code' WHEN 'F' THEN line->>'code' ELSE '' END AS scope, verdict
	FROM fiscal_audit('a', 'set', '{all}');
SELECT verdict, count(*) > 30 AS often FROM theirs GROUP BY 1 ORDER BY 1;
SELECT id, count(*) > 60 AS often FROM theirs GROUP BY 1 ORDER BY 1;
SELECT 'ours' AS whose, * FROM (SELECT * FROM ours WHERE verdict <> 'not applicable' EXCEPT TABLE theirs) o ORDER BY id, n, scope LIMIT 12;
SELECT 'theirs' AS whose, * FROM (TABLE theirs EXCEPT TABLE ours) t ORDER BY id, n, scope LIMIT 12;
SELECT count(*) - count(DISTINCT (n, id, col, scope)) AS doubled FROM ours WHERE verdict <> 'not applicable';
-- Not applicable is said where no figure of the formula is judged.
SELECT n, id FROM ours WHERE verdict = 'not applicable' AND id NOT IN ('D', 'E') INTERSECT SELECT n, id FROM theirs LIMIT 5;

-- What the set refuses is what the audit calls a violation, document by document.
CREATE SCHEMA kept;
CREATE TABLE kept.d (LIKE d); CREATE TABLE kept.a (LIKE a); CREATE TABLE kept.b (LIKE b);
CREATE INDEX ON kept.d (n); CREATE INDEX ON kept.a (n); CREATE INDEX ON kept.b (n);
SET search_path = kept, public;
SET client_min_messages = error;
SELECT fiscal_add_formulas('kept', (SELECT substr(arguments[2], length('definition=') + 1) FROM fiscal_checks WHERE name = 'set' LIMIT 1));
RESET search_path;
DO $$
BEGIN
	FOR i IN 1..300 LOOP
		BEGIN
			SET CONSTRAINTS kept.kept DEFERRED;
			INSERT INTO kept.a SELECT * FROM a WHERE n = i;
			INSERT INTO kept.d SELECT * FROM d WHERE n = i;
			INSERT INTO kept.b SELECT * FROM b WHERE n = i;
			SET CONSTRAINTS kept.kept IMMEDIATE;
		EXCEPTION WHEN check_violation THEN NULL;
		END;
	END LOOP;
END $$;
RESET client_min_messages;
CREATE VIEW kept.n AS SELECT n FROM kept.a UNION SELECT n FROM kept.b;
SELECT count(*) BETWEEN 20 AND 250 AS some FROM kept.n;
SELECT n FROM (SELECT n FROM a UNION SELECT n FROM b) n
WHERE EXISTS (SELECT FROM kept.n k WHERE k.n = n.n) = EXISTS (SELECT FROM theirs t WHERE t.n = n.n AND verdict IN ('violation', 'orphan'));
SET client_min_messages = warning;
DROP SCHEMA kept CASCADE;
DROP VIEW applies, bs, qa;
DROP TABLE d, a, b, entry, printed, theirs, ours;
DROP FUNCTION figure;
