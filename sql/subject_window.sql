-- RANGE frames over subject_code: the offset is a level
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;

CREATE TEMP TABLE account (code subject_code, amount integer);
INSERT INTO account VALUES
	('*', 1), ('204', 2), ('20402', 4), ('2040201', 8), ('2040202', 16), ('20406', 32), ('2040601', 64),
	('205', 128), ('20502', 256), ('2050201', 512), ('2050201', 1024), ('205020199', 2048), ('205999999', 4096);

-- every row beside the total of its class, its section, and everything
SELECT code, amount, sum(amount) OVER class AS class, sum(amount) OVER section AS section, sum(amount) OVER total AS total
FROM account
WINDOW class AS (ORDER BY code RANGE BETWEEN 1 PRECEDING AND 1 FOLLOWING),
	section AS (ORDER BY code RANGE BETWEEN 2 PRECEDING AND 2 FOLLOWING),
	total AS (ORDER BY code RANGE BETWEEN 0 PRECEDING AND 0 FOLLOWING)
ORDER BY code, amount;

-- Each frame, in both directions, is the set that its definition gives.
SELECT level, direction, count(*) AS rows, bool_and(framed IS NOT DISTINCT FROM expected) AS right
FROM generate_series(0, 4) level,
LATERAL (
	SELECT 'asc' AS direction, sum(amount) OVER (ORDER BY code RANGE BETWEEN level PRECEDING AND level FOLLOWING) AS framed,
		(SELECT sum(o.amount) FROM account o WHERE CASE WHEN subject_level(a.code) >= level
			THEN o.code <@ subject_ancestor(a.code, level) ELSE o.code = a.code END) AS expected
	FROM account a
	UNION ALL
	SELECT 'desc', sum(amount) OVER (ORDER BY code DESC RANGE BETWEEN level PRECEDING AND level FOLLOWING),
		(SELECT sum(o.amount) FROM account o WHERE CASE WHEN subject_level(a.code) >= level
			THEN o.code <@ subject_ancestor(a.code, level) ELSE o.code = a.code END)
	FROM account a
	UNION ALL
	-- from the beginning of the class to the row
	SELECT 'to current', sum(amount) OVER (ORDER BY code RANGE BETWEEN level PRECEDING AND CURRENT ROW),
		(SELECT sum(o.amount) FROM account o WHERE o.code <= a.code AND CASE WHEN subject_level(a.code) >= level
			THEN o.code <@ subject_ancestor(a.code, level) ELSE o.code = a.code END)
	FROM account a
	UNION ALL
	-- up to the beginning, and from the end: each bound includes its own code
	SELECT 'up to', sum(amount) OVER (ORDER BY code RANGE BETWEEN UNBOUNDED PRECEDING AND level PRECEDING),
		(SELECT sum(o.amount) FROM account o WHERE o.code <= CASE WHEN subject_level(a.code) >= level
			THEN subject_ancestor(a.code, level) ELSE a.code END)
	FROM account a
	UNION ALL
	SELECT 'from', sum(amount) OVER (ORDER BY code RANGE BETWEEN level FOLLOWING AND UNBOUNDED FOLLOWING),
		(SELECT sum(o.amount) FROM account o WHERE o.code >= CASE WHEN subject_level(a.code) >= level
			THEN subject_last(subject_ancestor(a.code, level)) ELSE a.code END)
	FROM account a
) f
GROUP BY level, direction ORDER BY level, direction;

SELECT sum(amount) OVER (ORDER BY code RANGE BETWEEN 5 PRECEDING AND 1 FOLLOWING) FROM account;
\set VERBOSITY sqlstate
SELECT sum(amount) OVER (ORDER BY code RANGE BETWEEN 1 PRECEDING AND -1 FOLLOWING) FROM account;
SELECT subject_code_in_range('204', '204', 5, true, true);
SELECT subject_code_in_range('204', '204', -1, true, true);
\set VERBOSITY default
