-- fiscal_diagnose(): which figure of a document is wrong.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;

CREATE TABLE form01 (unit text NOT NULL, year int NOT NULL, role text NOT NULL, line_no int, amount yuan,
	PRIMARY KEY (unit, year, role));
CREATE TABLE form03 (unit text NOT NULL, year int NOT NULL, code subject_code NOT NULL,
	total yuan, basic yuan, project yuan, PRIMARY KEY (unit, year, code));

SELECT fiscal_add_formulas('accounts', $$
	key unit, year;
	form 01 = form01 line role quantum '100';
	form 03 = form03 line code quantum '100';
	R1: 01[revenue_total] = 01[general + fund + opening];
	R5 exact: 01[revenue_total] = 01[expenditure];
	R7 per line of 03: total = basic + project;
	R8 per line of 03: * = children(*);
	R9: 03[*].total = 01[expenditure];
	R23 per line of 03: * >= 0;
$$);

CREATE PROCEDURE store(whose text) LANGUAGE sql AS $$
	INSERT INTO form01 VALUES (whose, 2024, 'general', 1, 7214000), (whose, 2024, 'fund', 2, 120600),
		(whose, 2024, 'opening', 3, 334500), (whose, 2024, 'revenue_total', 4, 7669100),
		(whose, 2024, 'expenditure', 5, 7669100);
	INSERT INTO form03 VALUES
		(whose, 2024, '*', 7669100, 5150300, 2518800),
		(whose, 2024, '204', 5316200, 3861500, 1454700), (whose, 2024, '20402', 5316200, 3861500, 1454700),
		(whose, 2024, '2040201', 4270000, 3861500, 408500), (whose, 2024, '2040202', 1046200, 0, 1046200),
		(whose, 2024, '205', 2352900, 1288800, 1064100), (whose, 2024, '20502', 2352900, 1288800, 1064100),
		(whose, 2024, '2050201', 631700, 427300, 204400), (whose, 2024, '2050202', 1721200, 861500, 859700);
$$;
CALL store('a');
SELECT * FROM fiscal_diagnose('form03');

-- A slip is stored unseen, and found.
ALTER TABLE form01 DISABLE TRIGGER USER;
ALTER TABLE form03 DISABLE TRIGGER USER;
CREATE PROCEDURE slip(whose text, the_code subject_code, the_column text, figure yuan) LANGUAGE plpgsql AS $$
BEGIN
	CALL store(whose);
	EXECUTE format('UPDATE form03 SET %I = $1 WHERE unit = $2 AND code = $3', the_column) USING figure, whose, the_code;
END $$;
CALL slip('digit lost', '2050202', 'basic', 86100);
CALL slip('digit added', '2050201', 'total', 6314700);
CALL slip('digits swapped', '2040201', 'project', 480500);
CALL slip('sign', '2050201', 'project', -204400);
CALL slip('unit', '204', 'basic', 38615000000);
CALL slip('neighbour', '205', 'project', 1288800);
CALL slip('blank', '205', 'total', NULL);
CALL slip('zero', '20402', 'project', 0);
SELECT key ->> 'unit' AS slip, rank, cell, table_name, line, column_name, stored, proposed, cause, settles
FROM fiscal_diagnose('form03', most => 2) ORDER BY 1, 2, 3;

-- Several at once; a column displaced from a line on; two lines exchanged.
CALL slip('two', '2050202', 'basic', 86100);
UPDATE form03 SET project = 105700 WHERE unit = 'two' AND code = '2040202';
CALL store('displaced');
UPDATE form03 f SET project = (SELECT g.project FROM form03 g WHERE g.unit = f.unit AND g.code < f.code ORDER BY g.code DESC LIMIT 1)
WHERE unit = 'displaced' AND code >= '20402';
CALL store('lines');
UPDATE form03 SET (total, basic, project) = (1721200, 861500, 859700) WHERE unit = 'lines' AND code = '2040202';
UPDATE form03 SET (total, basic, project) = (1046200, 0, 1046200) WHERE unit = 'lines' AND code = '2050202';
SELECT key ->> 'unit' AS slip, rank, cell, table_name, line, column_name, stored, proposed, cause, settles
FROM unnest('{two,displaced,lines}'::text[]) AS whose,
	fiscal_diagnose('form01', jsonb_build_object('unit', whose, 'year', 2024), 1) ORDER BY whose, 2, 3;
-- A line left out.
CALL store('line missing');
DELETE FROM form03 WHERE unit = 'line missing' AND code = '2050201';
SELECT rank, cell, line, column_name, stored, proposed, cause, settles
FROM fiscal_diagnose('form03', '{"unit": "line missing", "year": 2024}', 1);
-- Too much for three figures.
CALL store('scrambled');
UPDATE form03 SET basic = basic + yuan_from_fen(10000 * (37 * subject_level(code) + length(code::text) * 5 + 3)), total = total + 7000000 WHERE unit = 'scrambled';
SELECT * FROM fiscal_diagnose('form03', '{"unit": "scrambled", "year": 2024}');

-- Each suggestion, put in, makes everything hold.
CREATE FUNCTION left_over(whose jsonb) RETURNS TABLE (rank int, violations bigint) LANGUAGE plpgsql AS $$
DECLARE change record; ranks int[]; r int;
BEGIN
	SELECT array_agg(DISTINCT d.rank) INTO ranks FROM fiscal_diagnose('form03', whose, 20) d;
	FOREACH r IN ARRAY ranks LOOP
		BEGIN
			FOR change IN SELECT * FROM fiscal_diagnose('form03', whose, 20) d WHERE d.rank = r LOOP
				EXECUTE format('UPDATE %s f SET %I = $1 WHERE unit = $2 ->> ''unit'' AND to_jsonb(f) @> $3',
					change.table_name, change.column_name) USING change.proposed, whose, change.line;
			END LOOP;
			rank := r;
			SELECT count(*) INTO violations FROM fiscal_audit('form03') a WHERE a.key = whose;
			RAISE EXCEPTION USING errcode = 'UE001';
		EXCEPTION WHEN SQLSTATE 'UE001' THEN
			RETURN NEXT;
		END;
	END LOOP;
END $$;
SELECT unit, count(*) > 0 AS suggested, sum(violations) AS left_over
FROM (SELECT DISTINCT unit FROM form03 WHERE unit NOT IN ('a', 'line missing', 'scrambled')) u,
	left_over(jsonb_build_object('unit', unit, 'year', 2024)) GROUP BY unit ORDER BY unit;

-- A blank takes its share of the rounding with it: x belongs in y, but p is 120 off then, and may be 100.
CREATE TABLE f (unit text NOT NULL, line text NOT NULL, line_no int, amount yuan, PRIMARY KEY (unit, line));
SELECT fiscal_add_formulas('blanks', $$ key unit; form f = f line line quantum '100'; A: f[p] = f[x + m]; B: f[r] = f[y + n]; $$);
ALTER TABLE f DISABLE TRIGGER USER;
INSERT INTO f SELECT u, line, no, amount FROM unnest('{sound,blanked}'::text[]) u, (VALUES ('p', 1, 500), ('x', 2, 600), ('m', 3, 400), ('r', 4, 900), ('y', 5, NULL), ('n', 6, 300)) v (line, no, amount);
UPDATE f SET amount = 520 WHERE unit = 'blanked' AND line = 'p';
SELECT key, count(*) FILTER (WHERE line ->> 'line' = 'y' AND proposed = 600) AS x_into_y FROM fiscal_diagnose('f', most => 20) GROUP BY key ORDER BY key;
DROP TABLE f CASCADE;

-- The other kinds: rules of one key are settled together, each figure once.
CREATE TABLE budget (unit text, year int, code subject_code, amount yuan(1), spent yuan(1), PRIMARY KEY (unit, year, code));
CREATE TABLE summary (unit text, year int, class subject_code, amount yuan(1), PRIMARY KEY (unit, year, class));
SELECT fiscal_add_rollup('budget', '{unit,year}', 'code', '{amount,spent}'),
	fiscal_add_tie('budget', '{unit,year}', 'amount', '{"code": "*"}', 'summary', '{unit,year}', 'amount', '{}'),
	fiscal_add_rollup('budget', '{year}', 'code', '{amount}', severity => 'warning', name => 'unheeded');
INSERT INTO budget VALUES ('a', 2024, '*', 700, 650), ('a', 2024, '201', 300, 290), ('a', 2024, '20101', 181, 180),
	('a', 2024, '20102', 120, 110), ('a', 2024, '205', 400, 360);
BEGIN;
INSERT INTO summary VALUES ('a', 2024, '201', 300), ('a', 2024, '205', 400);
COMMIT;
ALTER TABLE budget DISABLE TRIGGER USER;
ALTER TABLE summary DISABLE TRIGGER USER;
SELECT * FROM fiscal_diagnose('budget');
INSERT INTO budget SELECT 'digit', year, code, CASE code WHEN '*' THEN 7000 ELSE amount END, spent FROM budget WHERE unit = 'a';
INSERT INTO budget SELECT 'tied', year, code, CASE code WHEN '*' THEN 850 WHEN '205' THEN 550 ELSE amount END, spent FROM budget WHERE unit = 'a';
INSERT INTO summary SELECT u, year, class, amount FROM summary, unnest('{digit,tied}'::text[]) u WHERE unit = 'a';
SELECT * FROM fiscal_diagnose('budget');
SELECT * FROM fiscal_diagnose('summary', '{"unit": "tied", "year": 2024}');
-- A tree of linked lines with signs, one of them in a cycle; a balance by a side column and one of two columns.
CREATE TABLE lines (unit text NOT NULL, line int, up int, sign int, amount yuan, PRIMARY KEY (unit, line));
CREATE TABLE entry (id int PRIMARY KEY, unit text NOT NULL, side text, amount yuan, debit yuan, credit yuan);
SELECT fiscal_add_rollup('lines', '{unit}', 'line', '{amount}', parent => 'up', sign => 'sign'),
	fiscal_add_balance('entry', '{unit}', 'amount', 'side', '{in}', '{out}'),
	fiscal_add_balance_columns('entry', '{unit}', 'debit', 'credit');
ALTER TABLE lines DISABLE TRIGGER USER;
ALTER TABLE entry DISABLE TRIGGER USER;
INSERT INTO lines VALUES ('a', 1, NULL, 1, 90), ('a', 2, 1, 1, 110), ('a', 3, 1, -1, 30), ('a', 4, 2, 1, 60), ('a', 5, 2, 1, 50),
	('a', 6, 2, 0, 7), ('a', 7, 8, 1, 1), ('a', 8, 7, 1, 2);
SELECT key, rank, cell, line, column_name, stored, proposed, cause, settles FROM fiscal_diagnose('lines');
INSERT INTO entry VALUES (1, 'a', 'in', 1200, 10, 0), (2, 'a', 'out', 700, 0, 25), (3, 'a', 'out', 500, 15, 0), (4, 'a', 'memo', 9, 0, 0),
	(5, 'b', 'in', 1200, 0, 0), (6, 'b', 'out', 720, 0, 0), (7, 'b', 'out', 1500, 0, 0), (8, 'c', 'in', 4, 1, 9);
SELECT key, rank, cell, line, column_name, stored, proposed, cause, settles FROM fiscal_diagnose('entry', most => 4);
SELECT * FROM fiscal_diagnose('entry', '{"unit": "b"}', 1);
DROP TABLE budget, summary, lines, entry CASCADE;

-- What names no document.
SELECT * FROM fiscal_diagnose('form03', '{"unit": "a"}');
SELECT * FROM fiscal_diagnose('form03', '{"unit": "a", "year": 2024, "stage": "final"}');
SELECT * FROM fiscal_diagnose('form03', '{"unit": "a", "year": null}');
SELECT * FROM fiscal_diagnose('form03', '[]');
SELECT * FROM fiscal_diagnose('form03', '{"unit": "a", "year": "x"}');
SELECT * FROM fiscal_diagnose('form03', '{"unit": "nobody", "year": 2024}');
SELECT * FROM fiscal_diagnose('form03', most => 0);
SELECT * FROM fiscal_diagnose('form03', most => NULL);
SELECT * FROM fiscal_diagnose(NULL);
CREATE TABLE free (unit text);
SELECT * FROM fiscal_diagnose('free');

-- As its caller.
CREATE ROLE regress_clerk;
SET ROLE regress_clerk;
SELECT * FROM fiscal_diagnose('form03');
RESET ROLE;
GRANT SELECT ON form01, form03 TO regress_clerk;
SET ROLE regress_clerk;
SELECT count(*) > 0 AS found FROM fiscal_diagnose('form03');
RESET ROLE;
ALTER TABLE form01 ENABLE ROW LEVEL SECURITY;
SET ROLE regress_clerk;
SELECT * FROM fiscal_diagnose('form03');
RESET ROLE;
DROP TABLE form01, form03, free CASCADE;
DROP OWNED BY regress_clerk;
DROP ROLE regress_clerk;
DROP PROCEDURE store, slip;
DROP FUNCTION left_over;
