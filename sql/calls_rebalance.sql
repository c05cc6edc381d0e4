-- fiscal_rebalance(): figures rounded so that they still add up.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;

CREATE TABLE form01 (unit text NOT NULL, year int NOT NULL, role text NOT NULL, amount yuan,
	next_year int NOT NULL GENERATED ALWAYS AS (year + 1) STORED, PRIMARY KEY (unit, year, role));
CREATE INDEX ON form01 (unit, next_year);
CREATE TABLE form03 (unit text NOT NULL, year int NOT NULL, code subject_code NOT NULL,
	total yuan, basic yuan, project yuan, PRIMARY KEY (unit, year, code));
SELECT fiscal_add_formulas('accounts', $$
	key unit, year;
	form 01 = form01 line role;
	form last = form01 key unit, next_year line role;
	form 03 = form03 line code;
	R5: 01[revenue + opening] = 01[expenditure];
	R7 per line of 03: total = basic + project;
	R8 per line of 03: * = children(*);
	R9: 03[*].total = 01[expenditure];
	R22: 01[opening] = last[closing];
	R23 per line of 03: * >= 0;
$$);
BEGIN;
INSERT INTO form01 VALUES ('a', 2023, 'closing', 3345.12);
INSERT INTO form01 VALUES ('a', 2024, 'revenue', 73345.88), ('a', 2024, 'opening', 3345.12), ('a', 2024, 'expenditure', 76691.00);
INSERT INTO form03 VALUES ('a', 2024, '*', 76691.00, 51503.40, 25187.60),
	('a', 2024, '204', 53162.40, 38615.40, 14547.00), ('a', 2024, '20402', 53162.40, 38615.40, 14547.00),
	('a', 2024, '2040201', 42700.70, 38615.40, 4085.30), ('a', 2024, '2040202', 10461.70, NULL, 10461.70),
	('a', 2024, '205', 23528.60, 12888.00, 10640.60), ('a', 2024, '20502', 23528.60, 12888.00, 10640.60),
	('a', 2024, '2050201', 6317.30, 4273.50, 2043.80), ('a', 2024, '2050202', 17211.30, 8614.50, 8596.80);
COMMIT;

-- The tie to another year's tail cannot hold in hundreds and is left out; that year's figures are not of this document.
SELECT * FROM fiscal_rebalance('form03', 'accounts', '{"unit": "a", "year": 2024}', 100) ORDER BY table_name::text, line::text, column_name;

-- With any quantum, what is rounded holds exactly, and each figure is one of its two neighbours.
CREATE FUNCTION holds(whose jsonb, quantum yuan) RETURNS TABLE (cells bigint, neighbours bool, as_plain bigint, violations bigint) LANGUAGE plpgsql AS $$
DECLARE change record;
BEGIN
	SELECT count(*), bool_and(@ (r.rounded - r.figure) < quantum AND yuan_fen(r.rounded) % yuan_fen(quantum) = 0
			AND (yuan_fen(r.figure) % yuan_fen(quantum) <> 0 OR r.rounded = r.figure)),
		count(*) FILTER (WHERE @ (r.rounded - r.figure) <= quantum * 0.5)
	INTO cells, neighbours, as_plain FROM fiscal_rebalance('form01', 'accounts', whose, quantum) r;
	ALTER TABLE form01 DISABLE TRIGGER USER;
	ALTER TABLE form03 DISABLE TRIGGER USER;
	FOR change IN SELECT * FROM fiscal_rebalance('form01', 'accounts', whose, quantum) LOOP
		EXECUTE format('UPDATE %s f SET %I = $1 WHERE unit = $2 ->> ''unit'' AND year = ($2 ->> ''year'')::int AND to_jsonb(f) @> $3',
			change.table_name, change.column_name) USING change.rounded, whose, change.line;
	END LOOP;
	SELECT count(*) INTO violations FROM fiscal_audit('form03', verdicts => '{violation,rounding,orphan}') a WHERE a.key = whose AND a.formula NOT LIKE 'R22%';
	RAISE EXCEPTION USING errcode = 'UE001';
EXCEPTION WHEN SQLSTATE 'UE001' THEN
	RETURN NEXT;
END $$;
SELECT quantum, h.* FROM unnest('{0.10,1,7,10,100,250,1000,10000}'::yuan[]) quantum, holds('{"unit": "a", "year": 2024}', quantum) h;

-- A rollup, where every node of a tree of random figures is summed.
CREATE TABLE tree (unit text, code subject_code, amount yuan, PRIMARY KEY (unit, code));
SELECT fiscal_add_rollup('tree', '{unit}', 'code', '{amount}', name => 'tree');
BEGIN;
INSERT INTO tree SELECT 'a', ('2' || lpad(i::text, 2, '0') || lpad(j::text, 2, '0') || lpad(k::text, 2, '0'))::subject_code, yuan_from_fen((i * 7919 + j * 104729 + k * 1299709) % 1000003)
FROM generate_series(1, 6) i, generate_series(1, 5) j, generate_series(1, 4) k;
INSERT INTO tree SELECT 'a', (left(code::text, 5))::subject_code, sum(amount) FROM tree WHERE subject_level(code) = 3 GROUP BY 2;
INSERT INTO tree SELECT 'a', (left(code::text, 3))::subject_code, sum(amount) FROM tree WHERE subject_level(code) = 2 GROUP BY 2;
INSERT INTO tree SELECT 'a', '*', sum(amount) FROM tree WHERE subject_level(code) = 1;
COMMIT;
CREATE TABLE published (unit text, code subject_code, amount yuan);
INSERT INTO published SELECT 'a', (line ->> 'code')::subject_code, rounded FROM fiscal_rebalance('tree', 'tree', '{"unit": "a"}', 10000);
SELECT count(*), bool_and(@ (p.amount - t.amount) < 10000), max(@ (p.amount - t.amount)) FILTER (WHERE p.code = '*') <= 5000 AS total_is_rounded FROM tree t JOIN published p USING (unit, code);
SELECT verdict, count(*) FROM fiscal_audit_rollup('published', '{unit}', 'code', '{amount}', verdicts => '{all}') GROUP BY verdict;
DROP TABLE tree, published CASCADE;

-- A balance and a tie that do not hold exactly are named by their column.
CREATE TABLE entry (id int PRIMARY KEY, unit text NOT NULL, debit yuan(100), credit yuan(100));
CREATE TABLE limits (unit text PRIMARY KEY, amount yuan);
CREATE INDEX ON entry (unit);
SELECT fiscal_add_balance_columns('entry', '{unit}', 'debit', 'credit', name => 'entry_balance'),
	fiscal_add_tie('entry', '{unit}', 'debit', '{}', 'limits', '{unit}', 'amount', '{}', comparator => '<=', name => 'entry_limit', severity => 'warning');
INSERT INTO entry VALUES (1, 'a', 100, 0), (2, 'a', 200, 400);
INSERT INTO limits VALUES ('a', 250.50);
SELECT * FROM fiscal_rebalance('entry', 'entry_balance', '{"unit": "a"}', 1000);
SELECT * FROM fiscal_rebalance('entry', 'entry_limit', '{"unit": "a"}', 1000);
UPDATE limits SET amount = 300.50;
SELECT * FROM fiscal_rebalance('entry', 'entry_limit', '{"unit": "a"}', 1000);
DROP TABLE entry, limits CASCADE;

-- What cannot be: a document that does not hold exactly, and one without such a rounding.
CREATE TABLE thirds (unit text NOT NULL, line text NOT NULL, amount yuan, PRIMARY KEY (unit, line));
SELECT fiscal_add_formulas('thirds', $$
	key unit;
	form f = thirds line line quantum '10';
	A: f[a] = f[b];
	B: f[a + b] = f[c];
	C: f[c] = '10.00';
$$);
INSERT INTO thirds VALUES ('even', 'a', 5), ('even', 'b', 5), ('even', 'c', 10), ('off', 'a', 5), ('off', 'b', 6), ('off', 'c', 10);
SELECT * FROM fiscal_rebalance('thirds', 'thirds', '{"unit": "even"}', 1);
SELECT * FROM fiscal_rebalance('thirds', 'thirds', '{"unit": "even"}', 10);
SELECT * FROM fiscal_rebalance('thirds', 'thirds', '{"unit": "off"}', 10);
SELECT * FROM fiscal_rebalance('thirds', 'thirds', '{"unit": "nobody"}', 10);

SELECT * FROM fiscal_rebalance('thirds', 'nothing', '{"unit": "even"}', 10);
SELECT * FROM fiscal_rebalance('thirds', 'thirds', '{"town": "even"}', 10);
SELECT * FROM fiscal_rebalance('thirds', 'thirds', '{"unit": "even"}', 0);
SELECT * FROM fiscal_rebalance('thirds', 'thirds', '{"unit": "even"}', -1);
SELECT * FROM fiscal_rebalance('thirds', 'thirds', '{"unit": "even"}', 6000000000);
SELECT * FROM fiscal_rebalance('thirds', 'thirds', NULL, 10);
SELECT * FROM fiscal_rebalance('thirds', NULL, '{"unit": "even"}', 10);
SELECT * FROM fiscal_rebalance('thirds', 'thirds', '{"unit": "even"}', NULL);
DROP TABLE form01, form03, thirds CASCADE;
DROP FUNCTION holds;
