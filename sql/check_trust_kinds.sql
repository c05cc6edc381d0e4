-- Which changes cancel out, of a tree and of a tie.  See check_trust.sql.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;
CREATE FUNCTION reads(rel regclass) RETURNS bigint LANGUAGE sql AS
	'SELECT seq_tup_read + coalesce(idx_tup_fetch, 0) FROM pg_stat_xact_all_tables WHERE relid = rel';
CREATE FUNCTION judge(rel regclass, statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	before bigint;
	n bigint;
BEGIN
	EXECUTE statement;
	before := reads(rel);
	SET CONSTRAINTS ALL IMMEDIATE;
	n := reads(rel) - before;
	SET CONSTRAINTS ALL DEFERRED;
	RETURN CASE WHEN n >= 1000 THEN 'read' WHEN n < 50 THEN 'trusted' ELSE n::text END;
END $$;

-- A class over items that repeat, two columns, a line that is subtracted and
-- one that is not added.
CREATE TABLE form (unit int NOT NULL, line int, code subject_code NOT NULL, a yuan, b yuan, sign int NOT NULL DEFAULT 1, PRIMARY KEY (unit, line))
	WITH (autovacuum_enabled = false);
INSERT INTO form SELECT 1, line, subject_make(201, line % 90 + 1), 5, 1 FROM generate_series(1, 1000) line;
INSERT INTO form VALUES (1, 1001, '20195', 5, 1, -1), (1, 1002, '20196', 5, 1, 0), (1, 0, '201', 4995, 999, 1);
CREATE INDEX ON form (unit, code);
SELECT fiscal_add_rollup('form', '{unit}', 'code', '{a,b}', sign => 'sign', name => 'tree');
ALTER TABLE form ENABLE ALWAYS TRIGGER tree;
\set know 'UPDATE form SET a = a + 1 WHERE line IN (0, 1);'
:know
-- Leaves against each other, a leaf and its class, the other column, an of-which line.
SELECT judge('form', 'UPDATE form SET a = a + CASE line WHEN 1 THEN 2 ELSE -1 END WHERE line IN (1, 2, 3)');
SELECT judge('form', 'UPDATE form SET a = a + 1 WHERE line IN (0, 1)');
SELECT judge('form', 'UPDATE form SET a = a + 1, b = b - 1 WHERE line IN (0, 1)');
SELECT judge('form', 'UPDATE form SET a = a + 1 WHERE line IN (1, 1001)');
SELECT judge('form', 'UPDATE form SET a = a + 1 WHERE line = 1002');
-- Columns do not make up for each other, nor does the subtracted line for an added one.
UPDATE form SET a = a + 1, b = b - 1 WHERE line = 1;
UPDATE form SET a = a + CASE line WHEN 1 THEN 1 ELSE -1 END WHERE line IN (1, 1001);
UPDATE form SET a = a + 1 WHERE line = 1;
-- A row more, a code, a sign, a NULL.
SELECT judge('form', $$INSERT INTO form VALUES (1, 1003, '20197', 0, 0)$$);
:know
SELECT judge('form', $$UPDATE form SET code = '20198' WHERE line = 1003$$);
:know
SELECT judge('form', 'UPDATE form SET sign = 0 WHERE line = 1003');
:know
SELECT judge('form', 'UPDATE form SET a = NULL WHERE line = 1003');
:know
-- Up to 16 equations are followed: 15 leaves and their class, not 16.
SELECT judge('form', 'UPDATE form SET a = a + CASE WHEN line <= 14 THEN 1 ELSE -14 END WHERE line BETWEEN 1 AND 15');
SELECT judge('form', 'UPDATE form SET a = a + CASE WHEN line <= 15 THEN 1 ELSE -15 END WHERE line BETWEEN 1 AND 16');
:know

-- A figure has no equation until there are rows below it and a row of its own.
INSERT INTO form SELECT 1, 2000, '*', a, b FROM form WHERE line = 0;
:know																-- fails
UPDATE form SET a = a + 1 WHERE line IN (0, 1, 2000);
SELECT judge('form', 'UPDATE form SET a = a + 1 WHERE line IN (0, 1, 2000)');
DELETE FROM form WHERE line = 2000;
BEGIN;
INSERT INTO form VALUES (1, 2001, '20199', 7, 0), (1, 2002, '2019901', 7, 0);
UPDATE form SET a = a + 7 WHERE line = 0;
COMMIT;
UPDATE form SET a = a + CASE line WHEN 1 THEN 1 ELSE -1 END WHERE line IN (1, 2001);	-- fails
UPDATE form SET a = a + CASE line WHEN 1 THEN 1 ELSE -1 END WHERE line IN (1, 2002);	-- fails
SELECT judge('form', 'UPDATE form SET a = a + CASE line WHEN 1 THEN 1 ELSE -1 END WHERE line IN (1, 2001, 2002)');
-- A leaf below which there is only a line that is not added is read, and valid.
UPDATE form SET sign = 0 WHERE line = 2002;
SELECT judge('form', 'UPDATE form SET a = a + CASE line WHEN 1 THEN 1 ELSE -1 END WHERE line IN (1, 2001)');
:know

-- No tree but that of a subject_code without gaps is followed.
SELECT fiscal_drop_check('form', 'tree'), fiscal_add_rollup('form', '{unit}', 'code', '{a}', sign => 'sign', gaps => 'allow', name => 'gaps');
ALTER TABLE form ENABLE ALWAYS TRIGGER gaps;
:know
SELECT judge('form', 'UPDATE form SET a = a + 1 WHERE line IN (0, 1)');
CREATE TABLE lines (unit int NOT NULL, line int NOT NULL, parent int, amount yuan, PRIMARY KEY (unit, line)) WITH (autovacuum_enabled = false);
INSERT INTO lines SELECT 1, line, CASE WHEN line > 0 THEN 0 END, CASE line WHEN 0 THEN 1000 ELSE 1 END FROM generate_series(0, 1000) line;
SELECT fiscal_add_rollup('lines', '{unit}', 'line', '{amount}', parent => 'parent', name => 'lines');
ALTER TABLE lines ENABLE ALWAYS TRIGGER lines;
UPDATE lines SET amount = amount + 1 WHERE line IN (0, 1);
SELECT judge('lines', 'UPDATE lines SET amount = amount + 1 WHERE line IN (0, 1)');
DROP TABLE form, lines;

-- A tie is followed where both its triggers always fire.
CREATE TABLE here (unit int NOT NULL, line int, kind text, amount yuan, PRIMARY KEY (unit, line)) WITH (autovacuum_enabled = false);
CREATE TABLE there (unit int NOT NULL, line int, amount yuan, PRIMARY KEY (unit, line)) WITH (autovacuum_enabled = false);
INSERT INTO here SELECT 1, line, 'in', 5 FROM generate_series(1, 1000) line;
INSERT INTO here VALUES (1, 0, 'out', 7);
INSERT INTO there VALUES (1, 0, 4000), (1, 1, 1000);
SELECT fiscal_add_tie('here', '{unit}', 'amount', '{"kind": "in"}', 'there', '{unit}', 'amount', '{}', name => 'tied');
\set know 'BEGIN; UPDATE here SET amount = amount + 1 WHERE line = 1; UPDATE there SET amount = amount + 1 WHERE line = 1; COMMIT;'
ALTER TABLE here ENABLE ALWAYS TRIGGER tied;
:know
SELECT judge('here', 'UPDATE here SET amount = amount + line - 2 WHERE line IN (1, 3)');
ALTER TABLE there ENABLE ALWAYS TRIGGER tied;
:know
SELECT judge('here', 'UPDATE here SET amount = amount + line - 2 WHERE line IN (1, 3)');
SELECT judge('here', 'UPDATE here SET amount = 8 WHERE line = 0');
SELECT judge('here', 'UPDATE there SET amount = amount - 1 + 2 * line');
SELECT judge('here', 'WITH h AS (UPDATE here SET amount = amount + 1 WHERE line < 4) UPDATE there SET amount = amount + 3 WHERE line = 1');
SELECT judge('here', $$WITH h AS (UPDATE here SET kind = 'in' WHERE line = 0) UPDATE there SET amount = amount + 9 WHERE line = 1$$);
:know
UPDATE here SET amount = amount + 1 WHERE line = 1;					-- fails
UPDATE there SET amount = amount + 1 WHERE line = 1;				-- fails
-- The other table is heard of as well.
ALTER TABLE there DISABLE TRIGGER tied;
UPDATE there SET amount = amount + 1 WHERE line = 1;
ALTER TABLE there ENABLE ALWAYS TRIGGER tied;
UPDATE here SET amount = amount + line - 2 WHERE line IN (1, 3);	-- fails
UPDATE here SET amount = amount + 1 WHERE line = 1;
SELECT judge('here', 'UPDATE here SET amount = amount + line - 2 WHERE line IN (1, 3)');
-- Even while the statement is being judged.
CREATE FUNCTION break() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	ALTER TABLE there DISABLE TRIGGER tied;
	UPDATE there SET amount = amount + 1 WHERE line = 1;
	ALTER TABLE there ENABLE ALWAYS TRIGGER tied;
	RETURN NULL;
END $$;
CREATE TRIGGER z AFTER UPDATE ON here FOR EACH ROW WHEN (NEW.line = 3) EXECUTE FUNCTION break();
:know
BEGIN;
SET CONSTRAINTS ALL IMMEDIATE;
UPDATE here SET amount = amount + line - 2 WHERE line IN (1, 3);	-- fails
ROLLBACK;
DROP TRIGGER z ON here;
DROP FUNCTION break;
SELECT fiscal_drop_check('here', 'tied');

-- At least: what one side gains, the other has to gain, or it is read.
SELECT fiscal_add_tie('here', '{unit}', 'amount', '{"kind": "in"}', 'there', '{unit}', 'amount', '{}', '>=', name => 'covered');
ALTER TABLE here ENABLE ALWAYS TRIGGER covered;
ALTER TABLE there ENABLE ALWAYS TRIGGER covered;
:know
SELECT judge('here', 'UPDATE here SET amount = amount + line - 2 WHERE line IN (1, 3)');
SELECT judge('here', 'UPDATE here SET amount = amount + 1 WHERE line = 1');
SELECT fiscal_drop_check('here', 'covered');

-- A column that is summed, and also says which rows are.
UPDATE there SET amount = CASE line WHEN 0 THEN (SELECT sum(amount) FROM here WHERE amount = 5) ELSE 0 END;
SELECT fiscal_add_tie('here', '{unit}', 'amount', '{"amount": 5}', 'there', '{unit}', 'amount', '{}', name => 'fives');
ALTER TABLE here ENABLE ALWAYS TRIGGER fives;
ALTER TABLE there ENABLE ALWAYS TRIGGER fives;
UPDATE there SET amount = amount + 1 - 2 * line;
UPDATE here SET amount = 6 WHERE line = 100;						-- fails
SELECT fiscal_drop_check('here', 'fives');

-- A table tied to itself: one row may be on both sides, of two groups.
ALTER TABLE here ADD COLUMN of_unit int NOT NULL DEFAULT 1, ADD COLUMN share yuan;
UPDATE here SET share = amount;
SELECT fiscal_add_tie('here', '{unit}', 'amount', '{}', 'here', '{of_unit}', 'share', '{}', name => 'mirror');
ALTER TABLE here ENABLE ALWAYS TRIGGER mirror;
UPDATE here SET amount = amount + 1, share = share + 1 WHERE line = 1;
SELECT judge('here', 'UPDATE here SET amount = amount + 1, share = share + 1 WHERE line = 1');
SELECT judge('here', 'UPDATE here SET amount = amount + 2 - line, share = share - 2 + line WHERE line IN (1, 3)');
UPDATE here SET amount = amount + 1 WHERE line = 1;					-- fails
DROP TABLE here, there;
DROP FUNCTION judge, reads;
