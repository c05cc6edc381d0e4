-- A sweep reads the table as it lies and acquits; suspects are read again.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;

-- Twenty documents, in the order of documents.
CREATE TABLE sweep_t (unit text, code subject_code NOT NULL, amount yuan, PRIMARY KEY (unit, code));
CREATE FUNCTION sweep_fill(n int DEFAULT 20) RETURNS void LANGUAGE sql AS $$
	TRUNCATE sweep_t;
	INSERT INTO sweep_t SELECT 'u' || to_char(u, 'FM000'), c::subject_code, a
	FROM generate_series(1, n) u,
		(VALUES ('201', 60::yuan), ('20101', 30), ('2010101', 10), ('2010102', 20), ('20102', 30), ('2010201', 30)) v(c, a)
	ORDER BY u, c;
$$;
-- Moves a row to the end of the table.
CREATE FUNCTION sweep_move(u text, c text, more yuan) RETURNS void LANGUAGE sql AS $$
	WITH gone AS (DELETE FROM sweep_t WHERE unit = u AND code = c::subject_code RETURNING *)
	INSERT INTO sweep_t SELECT unit, code, amount + more FROM gone;
$$;
-- What an audit finds, and how it has read: rows as they lie, and rows by key.
CREATE FUNCTION sweep_look(verdicts text[] DEFAULT '{violation,orphan}',
	OUT says text, OUT swept bigint, OUT fetched bigint)
LANGUAGE plpgsql AS $$
DECLARE
	s0 bigint; f0 bigint;
BEGIN
	SELECT seq_tup_read, idx_tup_fetch INTO s0, f0 FROM pg_stat_xact_user_tables WHERE relname = 'sweep_t';
	SELECT string_agg(format('%s %s %s', key->>'unit', code, verdict), ', ' ORDER BY key->>'unit', code) INTO says
	FROM fiscal_audit_rollup('sweep_t', '{unit}', 'code', '{amount}', verdicts => verdicts);
	SELECT seq_tup_read - s0, idx_tup_fetch - f0 INTO swept, fetched FROM pg_stat_xact_user_tables WHERE relname = 'sweep_t';
END $$;
SET enable_bitmapscan = off;
SET enable_sort = off;

SELECT sweep_fill();
SELECT * FROM sweep_look();
-- A wrong figure: its group is read again.
UPDATE sweep_t SET amount = 61 WHERE unit = 'u007' AND code = '201';
SELECT * FROM sweep_look();
-- Rows that lie apart and are right: a leaf, a section, a class.
SELECT sweep_fill();
SELECT sweep_move('u003', '2010102', 0), sweep_move('u005', '20102', 0), sweep_move('u009', '201', 0);
SELECT * FROM sweep_look();
-- What lies together is sound; the row that lies apart breaks it.
SELECT sweep_fill();
INSERT INTO sweep_t VALUES ('u004', '20103', 5), ('u011', '2010301', 0), ('u012', '2010103', 1);
SELECT * FROM sweep_look();
-- The same, where the last group of the table goes on after another one's row.
SELECT sweep_fill();
INSERT INTO sweep_t VALUES ('u019', '20103', 0), ('u020', '20103', 7);
SELECT * FROM sweep_look();
-- Out of order within a group that lies together.
SELECT sweep_fill();
DELETE FROM sweep_t WHERE unit = 'u020';
INSERT INTO sweep_t VALUES ('u020', '2010101', 10), ('u020', '201', 10), ('u020', '20101', 11);
SELECT * FROM sweep_look();
-- The last group of all.
SELECT sweep_fill();
DELETE FROM sweep_t WHERE unit = 'u020';
INSERT INTO sweep_t VALUES ('u020', '201', 10), ('u020', '20101', 11);
SELECT * FROM sweep_look();
-- The first row of a group lies apart, before the others.
SELECT sweep_fill();
CREATE TABLE sweep_kept AS TABLE sweep_t;
TRUNCATE sweep_t;
INSERT INTO sweep_t VALUES ('u015', '20103', 4);
INSERT INTO sweep_t TABLE sweep_kept;
SELECT * FROM sweep_look();
-- Too many suspects: it is given up, and the table is tallied; a group that the
-- tally cannot clear is read by key.
SELECT sweep_fill(400);
DO $$ BEGIN
	PERFORM sweep_move('u' || to_char(u, 'FM000'), '2010101', CASE u WHEN 6 THEN 1 ELSE 0 END::yuan) FROM generate_series(1, 400) u;
END $$;
SELECT says, swept BETWEEN 4800 AND 7200 AS given_up, fetched FROM sweep_look();
-- A node that no row states.
UPDATE sweep_t SET code = '2010501' WHERE unit = 'u007' AND code = '2010101';
SELECT says, swept BETWEEN 4800 AND 7200 AS given_up, fetched FROM sweep_look('{violation,orphan}');
-- Too many groups that are wrong: read by key.
UPDATE sweep_t SET amount = amount + 1 WHERE code = '201' AND unit <= 'u040';
SELECT length(says), fetched FROM sweep_look();
-- Parents that do not fit: read by key.
SET work_mem = '64kB';
SELECT length(says), fetched FROM sweep_look();
RESET work_mem;

-- Rows in order and rows in none are judged alike, whatever is wrong with them.
CREATE TABLE sweep_r (unit int NOT NULL, code subject_code NOT NULL, a yuan, b yuan, sign int NOT NULL DEFAULT 1);
CREATE INDEX ON sweep_r (unit, code);
INSERT INTO sweep_r
SELECT unit, code, sum(n), sum(n), 1 FROM generate_series(1, 600) unit, generate_series(1, 3) section, generate_series(1, 3) item,
	yuan(100) n, subject_ancestors(subject_make(201, section, item)) code
GROUP BY unit, code ORDER BY unit, code;
-- One group in forty or so is wrong, in each way.
SELECT setseed(0.5);
CREATE FUNCTION sweep_some(OUT unit int, OUT code subject_code) RETURNS SETOF record LANGUAGE sql AS
	$$ SELECT unit, code FROM sweep_r ORDER BY random() LIMIT 4 $$;
UPDATE sweep_r r SET a = a + 1 FROM sweep_some() s WHERE (r.unit, r.code) = (s.unit, s.code);
UPDATE sweep_r r SET b = NULL FROM sweep_some() s WHERE (r.unit, r.code) = (s.unit, s.code);
UPDATE sweep_r r SET sign = -1 FROM sweep_some() s WHERE (r.unit, r.code) = (s.unit, s.code);
UPDATE sweep_r r SET sign = 0 FROM sweep_some() s WHERE (r.unit, r.code) = (s.unit, s.code);
DELETE FROM sweep_r r USING sweep_some() s WHERE (r.unit, r.code) = (s.unit, s.code);
INSERT INTO sweep_r SELECT unit, code, 0, 0 FROM sweep_some();
CREATE TABLE sweep_m (LIKE sweep_r INCLUDING ALL);
INSERT INTO sweep_m SELECT * FROM sweep_r ORDER BY random();
CREATE TABLE sweep_o (LIKE sweep_r INCLUDING ALL);
INSERT INTO sweep_o SELECT * FROM sweep_r ORDER BY unit, code;
CREATE FUNCTION sweep_audit(rel regclass, q yuan) RETURNS SETOF text LANGUAGE sql AS
	$$ SELECT format('%s %s %s %s %s %s', key->>'unit', code, column_name, verdict, stated, computed)
		FROM fiscal_audit_rollup(rel, '{unit}', 'code', '{a,b}', sign => 'sign', quantum => q, verdicts => '{violation,orphan,unreported}') $$;
SELECT count(*) > 10 AS some, count(*) = (SELECT count(*) FROM sweep_audit('sweep_m', NULL)) AS alike FROM sweep_audit('sweep_o', NULL);
SELECT * FROM (SELECT * FROM sweep_audit('sweep_o', NULL) EXCEPT SELECT * FROM sweep_audit('sweep_m', NULL)) d;
SELECT * FROM (SELECT * FROM sweep_audit('sweep_o', 1) EXCEPT SELECT * FROM sweep_audit('sweep_m', 1)) d;
DROP TABLE sweep_r, sweep_m, sweep_o;
DROP FUNCTION sweep_some, sweep_audit;
-- Where soundness is asked for there is nothing to acquit of.
SELECT sweep_fill();
SELECT length(says), swept, fetched FROM sweep_look('{exact,violation}');
-- Rounding and what is not reported are told as they are.
UPDATE sweep_t SET amount = NULL WHERE unit = 'u002' AND code = '20102';
SELECT * FROM sweep_look('{unreported}');
SELECT * FROM sweep_look();
-- Notes of all groups do not fit: it is given up.
TRUNCATE sweep_t;
INSERT INTO sweep_t SELECT 'u' || lpad(u::text, 5, '0'), '201', 1 FROM generate_series(1, 3000) u;
INSERT INTO sweep_t VALUES ('u02000', '20101', 2);
SELECT * FROM sweep_look();
SET work_mem = '64kB';
SELECT says, swept < 3001 AS given_up, fetched FROM sweep_look();
RESET work_mem;
-- No index to probe by: one pass in order.
ALTER TABLE sweep_t DROP CONSTRAINT sweep_t_pkey;
SELECT * FROM sweep_look();

-- The groups are counted as they are.
SELECT sweep_fill();
SELECT fiscal_add_rollup('sweep_t', '{unit}', 'code', '{amount}');
SELECT fiscal_validate('sweep_t');
SELECT sweep_move('u003', '2010102', 0);
SELECT fiscal_validate('sweep_t');

-- Only touched groups count, at COMMIT.
ALTER TABLE sweep_t ADD PRIMARY KEY (unit, code);
ALTER TABLE sweep_t DISABLE TRIGGER USER;
UPDATE sweep_t SET amount = 99 WHERE unit = 'u001' AND code = '201';
ALTER TABLE sweep_t ENABLE TRIGGER USER;
INSERT INTO sweep_t SELECT 'v' || u, c::subject_code, a FROM generate_series(10, 49) u, (VALUES ('201', 3::yuan), ('20101', 3)) v(c, a) ORDER BY u, c;
INSERT INTO sweep_t SELECT 'w' || u, c::subject_code, a + CASE WHEN u = 17 AND c = '201' THEN 1 ELSE 0 END::yuan
FROM generate_series(10, 49) u, (VALUES ('201', 3::yuan), ('20101', 3)) v(c, a) ORDER BY u, c;
SELECT count(*) FROM sweep_t WHERE unit ~ '^[vw]';

-- Whatever the order and whatever is wrong: an audit finds what SQL finds.
CREATE TABLE sweep_oracle (unit int, code subject_code NOT NULL, amount yuan, PRIMARY KEY (unit, code));
DO $$
DECLARE
	broken int := 0; says text; wanted text;
BEGIN
	PERFORM setseed(0.25);
	FOR round IN 1 .. 40 LOOP
		TRUNCATE sweep_oracle;
		INSERT INTO sweep_oracle
		SELECT u, c, a FROM (
			SELECT u, c::subject_code AS c, a + CASE WHEN random() < 0.004 * (round % 3) THEN 1 ELSE 0 END::yuan AS a, random() < 0.0015 * (round % 4) AS apart
			FROM generate_series(1, 100) u,
				(VALUES ('201', 60::yuan), ('20101', 30), ('2010101', 10), ('2010102', 20), ('20102', 30), ('2010201', 30)) v(c, a)) q
		WHERE random() >= 0.001 * (round % 2)
		ORDER BY apart, u, CASE WHEN round % 10 = 0 THEN random() ELSE 0 END, c;
		SELECT string_agg(format('%s %s', key->>'unit', code), ', ' ORDER BY (key->>'unit')::int, code::subject_code) INTO says
		FROM fiscal_audit_rollup('sweep_oracle', '{unit}', 'code', '{amount}');
		SELECT string_agg(unit || ' ' || code, ', ' ORDER BY unit, code) INTO wanted
		FROM (
			SELECT p.unit, p.code FROM sweep_oracle p JOIN sweep_oracle c ON c.unit = p.unit AND subject_parent(c.code) = p.code
			GROUP BY p.unit, p.code, p.amount HAVING sum(c.amount) <> p.amount
			UNION ALL
			SELECT unit, code FROM sweep_oracle c
			WHERE subject_level(code) > 1 AND NOT EXISTS (SELECT FROM sweep_oracle p WHERE p.unit = c.unit AND p.code = subject_parent(c.code))) q;
		IF says IS DISTINCT FROM wanted THEN
			RAISE 'round %: % instead of %', round, says, wanted;
		END IF;
		broken := broken + (says IS NOT NULL)::int;
	END LOOP;
	RAISE NOTICE 'often something wrong, and often not: %', broken BETWEEN 10 AND 35;
END $$;

DROP TABLE sweep_t, sweep_kept, sweep_oracle;
DROP FUNCTION sweep_fill(int), sweep_move(text, text, yuan), sweep_look(text[]);
