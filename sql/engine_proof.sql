-- Which groups a session knows to be valid: under a trigger that is ENABLE
-- ALWAYS, a correction whose updates cancel out does not read its group.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;

-- What a round reads is seen in the transaction's own statistics.  A group that
-- is read in mid-transaction, as here, is forgotten.
CREATE FUNCTION reads(rel regclass) RETURNS bigint LANGUAGE sql AS
	'SELECT seq_tup_read + coalesce(idx_tup_fetch, 0) FROM pg_stat_xact_all_tables WHERE relid = rel';
CREATE FUNCTION judge(rel regclass, statement text, rows int = 1000) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	before bigint;
	n bigint;
BEGIN
	EXECUTE statement;
	before := reads(rel);
	SET CONSTRAINTS ALL IMMEDIATE;
	n := reads(rel) - before;
	SET CONSTRAINTS ALL DEFERRED;
	RETURN CASE WHEN n >= rows THEN 'read' WHEN n < 10 THEN 'trusted' ELSE n::text END;
END $$;

-- Nothing but the statements below may send an invalidation.
CREATE TABLE entry (unit int NOT NULL, line int NOT NULL, side text, amount yuan, quantum yuan NOT NULL, note text, PRIMARY KEY (unit, line))
	WITH (autovacuum_enabled = false);
INSERT INTO entry SELECT 1, line, CASE line % 2 WHEN 0 THEN 'revenue' ELSE 'expenditure' END, 5, 0
FROM generate_series(0, 999) line;
SELECT fiscal_add_balance('entry', '{unit}', 'amount', 'side', quantum_column => 'quantum', name => 'even');
\set correct 'UPDATE entry SET amount = amount + 1 WHERE unit = 1 AND line IN (0, 1)'

-- By default every touched group is read.
:correct;
SELECT judge('entry', :'correct');
-- ENABLE ALWAYS: at the first touch, and from then on if it was at COMMIT.
ALTER TABLE entry ENABLE ALWAYS TRIGGER even;
:correct;
SELECT judge('entry', :'correct') FROM generate_series(1, 2);
BEGIN;
SELECT judge('entry', :'correct'), judge('entry', :'correct');
COMMIT;
-- Changes that do not cancel out are read and refused; the group stays known.
UPDATE entry SET amount = amount + 1 WHERE line = 0;
UPDATE entry SET amount = amount - line WHERE line IN (1, 2);
SELECT judge('entry', :'correct');
BEGIN;
UPDATE entry SET amount = amount + 1 WHERE line = 0;
UPDATE entry SET amount = amount + 3 WHERE line = 1;
UPDATE entry SET amount = amount + 2 WHERE line = 0;
SELECT judge('entry', 'UPDATE entry SET note = 1');
COMMIT;

-- Everything else is read, though the group stays valid.
SELECT judge('entry', $$INSERT INTO entry VALUES (1, 1000, 'revenue', 5, 0), (1, 1001, 'expenditure', 5, 0)$$);
:correct;
SELECT judge('entry', 'DELETE FROM entry WHERE line > 999');
:correct;
SELECT judge('entry', 'UPDATE entry SET unit = 2 WHERE line > 997', 998);
:correct;
SELECT judge('entry', 'UPDATE entry SET unit = 1 WHERE unit = 2');
:correct;
SELECT judge('entry', $$UPDATE entry SET side = CASE side WHEN 'revenue' THEN 'expenditure' ELSE 'revenue' END WHERE line IN (2, 3)$$);
:correct;
SELECT judge('entry', 'UPDATE entry SET amount = NULL WHERE line IN (4, 5)');
:correct;
SELECT judge('entry', 'UPDATE entry SET amount = 5 WHERE line IN (4, 5)');
:correct;
SELECT judge('entry', 'UPDATE entry SET quantum = 1 WHERE line IN (4, 5)');
:correct;
SELECT judge('entry', 'UPDATE entry SET quantum = 0 WHERE line IN (4, 5)');
:correct;
-- What stays NULL, or of another side, changes nothing.
UPDATE entry SET side = NULL, amount = CASE line WHEN 6 THEN amount END WHERE line IN (6, 7);
SELECT judge('entry', 'UPDATE entry SET amount = amount + 1 WHERE line IN (6, 7)');
UPDATE entry SET side = CASE line WHEN 6 THEN 'revenue' ELSE 'expenditure' END, amount = 5 WHERE line IN (6, 7);

-- What is undone does not count.
BEGIN;
UPDATE entry SET amount = amount + 1 WHERE line = 0;
SAVEPOINT s;
UPDATE entry SET amount = amount + 1 WHERE line = 1;
SELECT judge('entry', 'SELECT 1');
ROLLBACK TO s;
COMMIT;																-- fails
BEGIN;
UPDATE entry SET amount = amount + 1 WHERE line = 0;
SAVEPOINT s;
UPDATE entry SET amount = amount + 1 WHERE line = 1;
RELEASE s;
SELECT judge('entry', 'SELECT 1');
SAVEPOINT s;
UPDATE entry SET amount = amount - 1 WHERE line = 0;
ROLLBACK TO s;
SELECT fiscal_pending();
COMMIT;

-- Statements within a statement.  Its own end is judged over all of it:
--	10	raises line 11 as well, and takes that back
--	12	raises line 13 before its own event comes, so that the two are found
--		valid together, and lowers 14 after it
CREATE FUNCTION undo() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE entry SET amount = amount + 1 WHERE line = 11;
	RAISE EXCEPTION 'undone';
EXCEPTION WHEN raise_exception THEN
	RETURN NULL;
END $$;
CREATE FUNCTION meddle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE entry SET amount = amount + CASE line WHEN 13 THEN 1 ELSE -1 END
	WHERE line = CASE TG_NAME WHEN 'a' THEN 13 ELSE 14 END;
	RETURN NULL;
END $$;
CREATE TRIGGER u AFTER UPDATE ON entry FOR EACH ROW WHEN (NEW.line = 10) EXECUTE FUNCTION undo();
CREATE TRIGGER a AFTER UPDATE ON entry FOR EACH ROW WHEN (NEW.line = 12) EXECUTE FUNCTION meddle();
CREATE TRIGGER z AFTER UPDATE ON entry FOR EACH ROW WHEN (NEW.line = 12) EXECUTE FUNCTION meddle();
:correct;
BEGIN;
SET CONSTRAINTS ALL IMMEDIATE;
UPDATE entry SET amount = amount + 1 WHERE line = 10;				-- fails
ROLLBACK;
BEGIN;
SET CONSTRAINTS ALL IMMEDIATE;
UPDATE entry SET amount = amount + 1 WHERE line = 12;				-- fails
ROLLBACK;
DROP TRIGGER u ON entry;
DROP TRIGGER a ON entry;
DROP TRIGGER z ON entry;

-- Whatever goes round the trigger is heard of: the break is found.
\set break 'ALTER TABLE entry DISABLE TRIGGER even; UPDATE entry SET amount = amount + 1 WHERE line = 0; ALTER TABLE entry ENABLE ALWAYS TRIGGER even;'
:correct;
:break
:correct;															-- fails
UPDATE entry SET amount = amount + 1 WHERE line = 1;
SELECT judge('entry', :'correct');
ALTER EVENT TRIGGER fiscal_watch_structure DISABLE;
ALTER TABLE entry ALTER amount TYPE yuan USING CASE line WHEN 0 THEN amount + 1 ELSE amount END;
ALTER EVENT TRIGGER fiscal_watch_structure ENABLE ALWAYS;
:correct;															-- fails
UPDATE entry SET amount = amount + 1 WHERE line = 1;
BEGIN;
TRUNCATE entry;
ROLLBACK;
SELECT judge('entry', :'correct');
-- Replication does not get round it.
SET session_replication_role = replica;
UPDATE entry SET amount = amount + 1 WHERE line = 0;				-- fails
RESET session_replication_role;
-- A trigger that is back at its default, or fires in a replica only, is not trusted.
:correct;
ALTER TABLE entry ENABLE TRIGGER even;
:correct;
SELECT judge('entry', :'correct');
SET session_replication_role = replica;
UPDATE entry SET amount = amount + 1 WHERE line = 0;
RESET session_replication_role;
:correct;															-- fails
UPDATE entry SET amount = amount + 1 WHERE line = 1;

-- What is remembered right before a COMMIT that then fails is not known: here
-- the server refuses the temporary tables after the round.
ALTER TABLE entry ENABLE ALWAYS TRIGGER even;
:break
BEGIN;
UPDATE entry SET amount = amount + 1 WHERE line = 1;
CREATE TEMP TABLE above (k int PRIMARY KEY) ON COMMIT DELETE ROWS;
CREATE TEMP TABLE below (k int REFERENCES above);
COMMIT;
:correct;															-- fails
UPDATE entry SET amount = amount + 1 WHERE line = 1;
SELECT judge('entry', :'correct');

-- Each rule of a table knows for itself.
SELECT fiscal_add_balance('entry', '{unit,quantum}', 'amount', 'side', name => 'evener');
ALTER TABLE entry ENABLE ALWAYS TRIGGER evener;
:correct;
SELECT judge('entry', :'correct');
UPDATE entry SET quantum = 1 WHERE line IN (2, 3);
:correct;
SELECT judge('entry', :'correct');
UPDATE entry SET amount = amount + 1 WHERE line IN (0, 2);			-- fails
SELECT fiscal_drop_check('entry', 'even'), fiscal_drop_check('entry', 'evener');

-- Not trusted: a rule that warns, one that does not fire for all, a temporary
-- table, partitions, a side that is told by a function nobody vouches for.
SELECT fiscal_add_balance('entry', '{unit}', 'amount', 'side', severity => 'warning', name => 'gentle');
ALTER TABLE entry ENABLE ALWAYS TRIGGER gentle;
:correct;
SELECT judge('entry', :'correct');
SELECT fiscal_drop_check('entry', 'gentle');
CREATE CONSTRAINT TRIGGER even AFTER UPDATE OR DELETE ON entry DEFERRABLE INITIALLY DEFERRED
	FOR EACH ROW EXECUTE FUNCTION fiscal_balance('key=unit', 'amount=amount', 'side=side');
ALTER TABLE entry ENABLE ALWAYS TRIGGER even;
:correct;
SELECT judge('entry', :'correct');
DROP TRIGGER even ON entry;
CREATE CONSTRAINT TRIGGER even AFTER INSERT OR UPDATE OR DELETE ON entry DEFERRABLE INITIALLY DEFERRED
	FOR EACH ROW WHEN (1 = 1) EXECUTE FUNCTION fiscal_balance('key=unit', 'amount=amount', 'side=side');
ALTER TABLE entry ENABLE ALWAYS TRIGGER even;
:correct;
SELECT judge('entry', :'correct');
DROP TRIGGER even ON entry;
CREATE TEMP TABLE brief AS SELECT unit, line, side, amount FROM entry;
CREATE CONSTRAINT TRIGGER even AFTER INSERT OR UPDATE OR DELETE ON brief DEFERRABLE INITIALLY DEFERRED
	FOR EACH ROW EXECUTE FUNCTION fiscal_balance('key=unit', 'amount=amount', 'side=side');
ALTER TABLE brief ENABLE ALWAYS TRIGGER even;
UPDATE brief SET amount = amount + 1 WHERE line IN (0, 1);
SELECT judge('brief', 'UPDATE brief SET amount = amount + 1 WHERE line IN (0, 1)');
CREATE TABLE parts (unit int NOT NULL, line int, side text, amount yuan, PRIMARY KEY (unit, line)) PARTITION BY RANGE (line);
CREATE TABLE part PARTITION OF parts FOR VALUES FROM (0) TO (1000) WITH (autovacuum_enabled = false);
INSERT INTO parts TABLE brief;
SELECT fiscal_add_balance('parts', '{unit}', 'amount', 'side', name => 'parts');
ALTER TABLE part ENABLE ALWAYS TRIGGER parts;
ALTER TABLE parts ENABLE ALWAYS TRIGGER parts;
UPDATE parts SET amount = amount + 1 WHERE line IN (0, 1);
SELECT judge('part', 'UPDATE parts SET amount = amount + 1 WHERE line IN (0, 1)');
DROP TABLE parts;
CREATE TYPE pair AS (a int, b int);
CREATE TABLE paired (unit int NOT NULL, line int, side pair, amount yuan, PRIMARY KEY (unit, line)) WITH (autovacuum_enabled = false);
INSERT INTO paired SELECT 1, line, ROW(line % 2, 0)::pair, 5 FROM generate_series(0, 999) line;
SELECT fiscal_add_balance('paired', '{unit}', 'amount', 'side', '{"(0,0)"}', '{"(1,0)"}', name => 'paired');
ALTER TABLE paired ENABLE ALWAYS TRIGGER paired;
UPDATE paired SET amount = amount + 1 WHERE line IN (0, 1);
SELECT judge('paired', 'UPDATE paired SET amount = amount + 1 WHERE line IN (0, 1)');
DROP TABLE paired;
DROP TYPE pair;

-- validate => false says nothing of a group.
ALTER TABLE entry DISABLE TRIGGER USER;
UPDATE entry SET amount = amount + 1 WHERE line = 0;
SELECT fiscal_add_balance('entry', '{unit}', 'amount', 'side', validate => false, name => 'even');
ALTER TABLE entry ENABLE ALWAYS TRIGGER even;
:correct;															-- fails
:correct;															-- fails
UPDATE entry SET amount = amount + 1 WHERE line = 1;
SELECT judge('entry', :'correct');
-- Asking what is pending changes nothing.
BEGIN;
:correct;
SELECT count(*) FROM fiscal_pending();
COMMIT;
SELECT judge('entry', :'correct');

-- A load of many groups is not remembered, and of one rule at most 1,024 are.
CREATE TABLE small (unit int NOT NULL, line int, debit yuan, credit yuan, PRIMARY KEY (unit, line)) WITH (autovacuum_enabled = false);
INSERT INTO small SELECT unit, line, 1, 1 FROM generate_series(1, 1100) unit, generate_series(1, 20) line;
SELECT fiscal_add_balance_columns('small', '{unit}', 'debit', 'credit', name => 'small');
ALTER TABLE small ENABLE ALWAYS TRIGGER small;
UPDATE small SET debit = 2, credit = 2 WHERE unit < 66;
SELECT judge('small', 'UPDATE small SET debit = 3, credit = 3 WHERE unit = 1', 20);
UPDATE small SET debit = 2, credit = 2 WHERE unit < 65;
SELECT judge('small', 'UPDATE small SET debit = debit + 1, credit = credit + 1 WHERE unit = 1', 20);
DO $$
BEGIN
	FOR i IN 0 .. 17 LOOP
		UPDATE small SET debit = 4, credit = 4 WHERE unit > i * 64 AND unit <= i * 64 + 64 AND line = 1;
		COMMIT;
	END LOOP;
END $$;
SELECT unit, judge('small', format('UPDATE small SET debit = 5, credit = 5 WHERE unit = %s AND line = 1', unit), 20)
FROM unnest('{1,1024,1025,1100}'::int[]) unit;
DROP TABLE entry, small, brief;
DROP FUNCTION judge, reads, undo, meddle;
-- Which changes cancel out, of a tree and of a tie.
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
