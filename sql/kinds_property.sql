-- Thousands of random documents, each verdict compared with what plain SQL makes
-- of the same rows.  Every table printed here must be empty.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;

CREATE TABLE doc (n int NOT NULL, code subject_code NOT NULL, line text NOT NULL, sign int NOT NULL, amount yuan, side text);
SELECT setseed(0.2024);
-- Twelve codes of five levels, each there or not, seldom twice; small amounts, so
-- that sums agree, nearly agree and fail; some blank, some not added.
INSERT INTO doc
SELECT n, code, code::text,
	(ARRAY[1, 1, 1, 1, -1, 0])[1 + floor(random() * 6)::int],
	CASE WHEN random() < 0.85 THEN ((4 - subject_level(code)) * 2 + floor(random() * 4)::int)::yuan END,
	(ARRAY['revenue', 'expenditure', 'other', NULL])[1 + floor(random() * 4)::int]
FROM generate_series(1, 1000) n, unnest('{*,204,20401,2040101,204010101,204010102,20402,205,20501,20502,2050201,206}'::subject_code[]) code, generate_series(1, 2) copy
WHERE random() + 0 * (n + subject_level(code)) < CASE copy WHEN 1 THEN 0.75 ELSE 0.03 END;
CREATE INDEX ON doc (n, line);
CREATE INDEX ON doc (n, code);
ANALYZE doc;
-- Every other document is put right, level by level, but for what is doubled.
DO $$
BEGIN
	FOR level IN 2..4 LOOP
		DELETE FROM doc d WHERE n % 2 = 0 AND subject_level(code) = level
			AND NOT EXISTS (SELECT FROM doc p WHERE p.n = d.n AND p.code = subject_parent(d.code));
	END LOOP;
	FOR level IN REVERSE 3..0 LOOP
		UPDATE doc d SET amount = total FROM (SELECT n, subject_parent(code) AS up, sum(amount * sign) AS total FROM doc WHERE sign <> 0 GROUP BY 1, 2) below
		WHERE d.n % 2 = 0 AND d.n = below.n AND d.code = up AND subject_level(d.code) = level AND d.amount IS NOT NULL;
	END LOOP;
END $$;
SELECT count(*) > 6000 AS many FROM doc;

-- What plain SQL makes of a tree; %1$s is the code that a row counts in.
CREATE FUNCTION oracle(parent_of text, quantum int) RETURNS TABLE (n int, code text, stated yuan, computed yuan, addends int, verdict text)
LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE format($sql$
		WITH up AS (SELECT d.*, (%1$s)::text AS above FROM doc d),
		linked AS (SELECT u.*, EXISTS (SELECT FROM doc p WHERE p.n = u.n AND p.line = u.above) AS has FROM up u),
		below AS (SELECT n, above, count(*) FILTER (WHERE sign <> 0) AS children, (count(amount) FILTER (WHERE sign <> 0))::int AS addends,
			sum(amount * sign) FILTER (WHERE sign <> 0) AS computed FROM linked WHERE has GROUP BY n, above),
		nodes AS (SELECT n, line, count(*) AS rows, sum(amount) AS stated FROM doc GROUP BY n, line)
		SELECT nodes.n, line, CASE WHEN rows = 1 THEN stated END, CASE WHEN rows = 1 THEN computed END, CASE WHEN rows = 1 THEN addends END,
			CASE WHEN rows > 1 THEN 'violation' WHEN stated IS NULL OR computed IS NULL THEN 'unreported'
				WHEN stated = computed THEN 'exact'
				WHEN abs(yuan_fen(stated) - yuan_fen(computed)) <= (1 + addends) * %2$s / 2 THEN 'rounding' ELSE 'violation' END
		FROM nodes JOIN below ON (below.n, above) = (nodes.n, line) WHERE children > 0
		UNION ALL
		SELECT n, line, NULL, NULL, NULL, 'orphan' FROM linked WHERE above IS NOT NULL AND NOT has AND above <> '*'
	$sql$, parent_of, quantum);
END $$;
CREATE TABLE by_code AS SELECT * FROM oracle('subject_parent(code)', 100);
CREATE TABLE by_gap AS SELECT * FROM oracle('SELECT a FROM subject_ancestors(d.code, false) a WHERE EXISTS (SELECT FROM doc p WHERE p.n = d.n AND p.code = a) ORDER BY a DESC LIMIT 1', 0);

CREATE FUNCTION agree(theirs text, call text) RETURNS SETOF record LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE format($sql$
		WITH ours AS (SELECT (key->>'n')::int AS n, code, stated, computed, addends, verdict FROM %s),
		theirs AS (SELECT * FROM %I)
		(SELECT 'ours' AS whose, * FROM (TABLE ours EXCEPT TABLE theirs) a ORDER BY n LIMIT 3)
		UNION ALL (SELECT 'theirs', * FROM (TABLE theirs EXCEPT TABLE ours) b ORDER BY n LIMIT 3)
	$sql$, call, theirs);
END $$;
SELECT verdict, count(*) > 50 AS often FROM by_code GROUP BY 1 ORDER BY 1;
SELECT * FROM agree('by_code', $$fiscal_audit_rollup('doc', '{n}', 'code', '{amount}', sign => 'sign', quantum => 1, verdicts => NULL)$$)
	AS t (whose text, n int, code text, stated yuan, computed yuan, addends int, verdict text);
SELECT * FROM agree('by_gap', $$fiscal_audit_rollup('doc', '{n}', 'code', '{amount}', sign => 'sign', gaps => 'allow', verdicts => NULL)$$)
	AS t (whose text, n int, code text, stated yuan, computed yuan, addends int, verdict text);

-- Balances: a side without rows is 0, one without an amount is not reported.
WITH sums AS (
	SELECT n, side, count(amount) AS addends, sum(amount) AS total FROM doc WHERE side IN ('revenue', 'expenditure') GROUP BY n, side
), theirs AS (
	SELECT coalesce(r.n, e.n) AS n, CASE WHEN r.n IS NULL THEN 0 ELSE r.total END AS stated, CASE WHEN e.n IS NULL THEN 0 ELSE e.total END AS computed,
		(coalesce(r.addends, 0) + coalesce(e.addends, 0))::int AS addends
	FROM (SELECT * FROM sums WHERE side = 'revenue') r FULL JOIN (SELECT * FROM sums WHERE side = 'expenditure') e USING (n)
), judged AS (
	SELECT *, CASE WHEN stated IS NULL OR computed IS NULL THEN 'unreported' WHEN stated = computed THEN 'exact'
		WHEN abs(yuan_fen(stated) - yuan_fen(computed)) <= addends * 30 / 2 THEN 'rounding' ELSE 'violation' END AS verdict FROM theirs
), ours AS (
	SELECT (key->>'n')::int, stated, computed, addends, verdict FROM fiscal_audit_balance('doc', '{n}', 'amount', 'side', quantum => '0.3', verdicts => NULL)
)
(TABLE ours EXCEPT TABLE judged) UNION ALL (TABLE judged EXCEPT TABLE ours);

-- What the rule refuses is what the audit calls a violation, group by group.
CREATE TABLE kept (LIKE doc);
CREATE INDEX ON kept (n);
SELECT fiscal_add_rollup('kept', '{n}', 'code', '{amount}', sign => 'sign', quantum => 1, name => 'tree');
DO $$
BEGIN
	FOR i IN 1..600 LOOP
		BEGIN
			SET CONSTRAINTS tree DEFERRED;
			INSERT INTO kept SELECT * FROM doc WHERE n = i;
			SET CONSTRAINTS tree IMMEDIATE;
		EXCEPTION WHEN check_violation THEN NULL;
		END;
	END LOOP;
END $$;
SELECT count(DISTINCT n) BETWEEN 50 AND 550 AS some FROM kept;
SELECT n FROM generate_series(1, 600) n
WHERE EXISTS (SELECT FROM doc d WHERE d.n = n.n)
	AND EXISTS (SELECT FROM kept k WHERE k.n = n.n) = EXISTS (SELECT FROM by_code b WHERE b.n = n.n AND verdict IN ('violation', 'orphan'));
DROP TABLE doc, kept, by_code, by_gap;
DROP FUNCTION agree, oracle;
