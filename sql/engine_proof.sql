-- A validated rule is trusted: what cancels out under it is not read (engine/change.c).
\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;

-- What a round reads is seen in the transaction's own statistics.
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
	RETURN CASE WHEN n >= rows THEN 'read' WHEN n < 10 THEN 'followed' ELSE n::text END;
END $$;
CREATE FUNCTION trust() RETURNS TABLE (rule name, trusted bool, distrust text) LANGUAGE sql AS
	'SELECT name, trusted, distrust FROM fiscal_checks ORDER BY table_name::text, name';

-- ---------------------------------------------------------------- a balance
CREATE TABLE entry (unit int NOT NULL, line int, side text, amount yuan NOT NULL, note text, PRIMARY KEY (unit, line));
INSERT INTO entry SELECT 1, line, CASE line % 2 WHEN 0 THEN 'revenue' ELSE 'expenditure' END, 5
FROM generate_series(0, 1999) line;
SELECT fiscal_add_balance('entry', '{unit}', 'amount', 'side', name => 'even');
SELECT * FROM trust();

-- A voucher is posted, corrected, moved to another unit and back, taken away.
SELECT judge('entry', $$INSERT INTO entry VALUES (1, 3000, 'revenue', 5), (1, 3001, 'expenditure', 5)$$);
SELECT judge('entry', 'UPDATE entry SET amount = amount + 1 WHERE unit = 1 AND line IN (3000, 3001)');
SELECT judge('entry', 'UPDATE entry SET unit = 2 WHERE unit = 1 AND line IN (3000, 3001)');
SELECT judge('entry', 'UPDATE entry SET unit = 1 WHERE unit = 2');
SELECT judge('entry', $$UPDATE entry SET side = CASE side WHEN 'revenue' THEN 'expenditure' ELSE 'revenue' END WHERE unit = 1 AND line IN (3000, 3001)$$);
SELECT judge('entry', 'DELETE FROM entry WHERE unit = 1 AND line IN (3000, 3001)');
SELECT judge('entry', $$INSERT INTO entry VALUES (1, 3000, NULL, 5)$$);
SELECT judge('entry', 'DELETE FROM entry WHERE unit = 1 AND line = 3000');
-- What does not cancel out is read, and refused with all its figures.
INSERT INTO entry VALUES (1, 3000, 'revenue', 5), (1, 3001, 'expenditure', 6);
DELETE FROM entry WHERE line = 0;
UPDATE entry SET unit = 2 WHERE line = 0;
UPDATE entry SET side = 'revenue' WHERE line = 1;
UPDATE entry SET amount = amount - line WHERE line IN (1, 2);
-- In several statements.
BEGIN;
UPDATE entry SET amount = amount + 1 WHERE line = 0;
INSERT INTO entry VALUES (1, 3000, 'expenditure', 3);
DELETE FROM entry WHERE line = 3000;
SELECT judge('entry', 'UPDATE entry SET amount = amount + 1 WHERE line = 1');
COMMIT;
-- Up to 1,024 groups; a load of more is read, at one go.
BEGIN;
INSERT INTO entry SELECT unit, line, CASE line WHEN 0 THEN 'revenue' ELSE 'expenditure' END, 5
FROM generate_series(2, 1025) unit, generate_series(0, 1) line;
SELECT judge('entry', 'SELECT 1');
ROLLBACK;
BEGIN;
INSERT INTO entry SELECT unit, line, CASE line WHEN 0 THEN 'revenue' ELSE 'expenditure' END, 5
FROM generate_series(2, 1026) unit, generate_series(0, 1) line;
SELECT judge('entry', 'SELECT 1', 2);
ROLLBACK;

-- What is undone does not count.
BEGIN;
UPDATE entry SET amount = amount + 1 WHERE line = 0;
SAVEPOINT s;
UPDATE entry SET amount = amount + 1 WHERE line = 1;
SELECT judge('entry', 'SELECT 1');
ROLLBACK TO s;
COMMIT;																-- fails
BEGIN;
SAVEPOINT s;
UPDATE entry SET amount = amount + 1 WHERE line IN (0, 1);
SELECT judge('entry', 'SELECT 1');
RELEASE s;
COMMIT;
-- Asking what is pending changes nothing.
BEGIN;
UPDATE entry SET amount = amount + 1 WHERE line = 0;
SELECT check_name, difference FROM fiscal_pending();
UPDATE entry SET amount = amount + 1 WHERE line = 1;
SELECT count(*) FROM fiscal_pending();
SELECT judge('entry', 'SELECT 1');
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
SELECT * FROM trust();
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

-- Every rule of a table for itself; a second one takes no trust from the first.
SELECT fiscal_add_balance('entry', '{unit,note}', 'amount', 'side', name => 'evener', validate => false);	-- fails
UPDATE entry SET note = '';
SELECT fiscal_validate('entry');
ALTER TABLE entry ALTER note SET NOT NULL;
SELECT fiscal_add_balance('entry', '{unit,note}', 'amount', 'side', name => 'evener', validate => false);
SELECT * FROM trust();
SELECT judge('entry', 'UPDATE entry SET amount = amount + 1 WHERE line IN (0, 1)');
SELECT fiscal_validate('entry', 'evener');
SELECT * FROM trust();
SELECT judge('entry', 'UPDATE entry SET amount = amount + 1 WHERE line IN (0, 1)');
UPDATE entry SET note = 'x' WHERE line = 0;							-- fails
SELECT fiscal_drop_check('entry', 'evener'), fiscal_drop_check('entry', 'even');
SELECT count(*) FROM fiscal_proof;

-- Figures that are rounded: rows may come, but not go, for the bound would shrink.
SELECT fiscal_add_balance('entry', '{unit}', 'amount', 'side', quantum => 1, name => 'even');
SELECT judge('entry', $$INSERT INTO entry VALUES (1, 3000, 'revenue', 5, ''), (1, 3001, 'expenditure', 5, '')$$);
SELECT judge('entry', 'UPDATE entry SET amount = amount + 1 WHERE line IN (3000, 3001)');
SELECT judge('entry', 'UPDATE entry SET side = NULL WHERE line IN (3000, 3001)');
SELECT judge('entry', 'DELETE FROM entry WHERE line IN (3000, 3001)');
-- After a reading in mid-transaction all is read, to its end.
BEGIN;
SELECT judge('entry', 'UPDATE entry SET amount = amount + 1 WHERE line IN (2, 3)');
SELECT judge('entry', 'UPDATE entry SET side = NULL WHERE line IN (0, 1)');
SELECT judge('entry', 'UPDATE entry SET amount = amount + 1 WHERE line IN (2, 3)');
COMMIT;
SELECT judge('entry', 'UPDATE entry SET amount = amount + 1 WHERE line IN (2, 3)');
SELECT fiscal_drop_check('entry', 'even');
-- A quantum of the row's own has to be one, read or not.
ALTER TABLE entry ADD quantum yuan;
SELECT fiscal_add_balance('entry', '{unit}', 'amount', 'side', quantum_column => 'quantum', name => 'even');
SELECT judge('entry', $$INSERT INTO entry VALUES (1, 3000, 'revenue', 5, '', 1), (1, 3001, 'expenditure', 5, '', 1)$$);
INSERT INTO entry VALUES (1, 3002, 'revenue', 5, '', -1), (1, 3003, 'expenditure', 5, '', -1);
SELECT judge('entry', 'UPDATE entry SET quantum = 2 WHERE line IN (3000, 3001)');
SELECT fiscal_drop_check('entry', 'even');

-- Amounts that may be NULL: only updates that leave them so are followed.
ALTER TABLE entry ALTER amount DROP NOT NULL;
SELECT fiscal_add_balance('entry', '{unit}', 'amount', 'side', name => 'even');
SELECT judge('entry', $$INSERT INTO entry VALUES (1, 3004, 'revenue', 5, ''), (1, 3005, 'expenditure', 5, '')$$);
SELECT judge('entry', 'UPDATE entry SET amount = amount + 1 WHERE line IN (3004, 3005)');
SELECT judge('entry', 'UPDATE entry SET amount = NULL WHERE line IN (3004, 3005)');
SELECT judge('entry', 'DELETE FROM entry WHERE line IN (3004, 3005)');
DROP TABLE entry;

-- ---------------------------------------------------------------- a tree
-- A class over sections that repeat, and items below two of them.
CREATE TABLE form (unit int NOT NULL, line int, code subject_code NOT NULL, a yuan NOT NULL, b yuan NOT NULL, PRIMARY KEY (unit, line));
INSERT INTO form SELECT 1, line, subject_make(201, line % 90 + 1), 5, 1 FROM generate_series(1, 1000) line;
INSERT INTO form VALUES (1, 0, '201', 5014, 1002), (1, 1001, '20195', 7, 1), (1, 1002, '2019501', 7, 1), (1, 1003, '20196', 7, 1), (1, 1004, '2019601', 7, 1);
CREATE INDEX ON form (unit, code);
SELECT fiscal_add_rollup('form', '{unit}', 'code', '{a,b}', name => 'tree');
SELECT * FROM trust();
-- Leaves against each other, a leaf and its class, both columns.
SELECT judge('form', 'UPDATE form SET a = a + CASE line WHEN 1 THEN 2 ELSE -1 END WHERE line IN (1, 2, 3)');
SELECT judge('form', 'UPDATE form SET a = a + 1, b = b - 1 WHERE line IN (0, 1)');
SELECT judge('form', 'UPDATE form SET a = a + 1 WHERE line IN (0, 1001, 1002)');
UPDATE form SET a = a + 1, b = b - 1 WHERE line = 1;				-- fails
UPDATE form SET a = a + 1 WHERE line IN (0, 1001);					-- fails
UPDATE form SET a = a + CASE line WHEN 1 THEN 1 ELSE -1 END WHERE line IN (1, 1001);	-- fails
-- A row that comes beside another.
SELECT judge('form', $$WITH c AS (UPDATE form SET a = a + 3 WHERE line IN (0, 1001)) INSERT INTO form VALUES (1, 1005, '2019502', 3, 0)$$);
SELECT judge('form', $$INSERT INTO form VALUES (1, 1006, '20197', 0, 0)$$);
INSERT INTO form VALUES (1, 1007, '2019503', 3, 0);					-- fails
-- It goes, it changes its code: read.
SELECT judge('form', $$UPDATE form SET code = '20198' WHERE line = 1006$$);
SELECT judge('form', 'DELETE FROM form WHERE line = 1006');
-- A first child, an orphan, a row more of a node with children, the root.
SELECT judge('form', $$WITH c AS (UPDATE form SET a = a WHERE line = 1) INSERT INTO form VALUES (1, 1006, '2019701', 0, 0), (1, 1007, '20197', 0, 0)$$);
SELECT judge('form', $$INSERT INTO form VALUES (1, 1008, '2019701', 0, 0)$$);
INSERT INTO form VALUES (1, 1009, '2019801', 0, 0);					-- fails
SELECT judge('form', $$INSERT INTO form VALUES (1, 1009, '20198', 1, 0), (1, 1010, '2019801', 1, 0); UPDATE form SET a = a + 1 WHERE line = 0$$);
INSERT INTO form VALUES (1, 1012, '20199', 0, 0), (1, 1013, '2019901', 1, 0), (1, 1014, '2019902', 1, 0);	-- fails
INSERT INTO form VALUES (1, 1015, '20195', 0, 0);					-- fails
SELECT judge('form', $$INSERT INTO form SELECT 1, 2000, '*', a, b FROM form WHERE line = 0$$);
UPDATE form SET a = a + 1 WHERE line IN (0, 1);						-- fails
SELECT judge('form', 'UPDATE form SET a = a + 1 WHERE line IN (0, 1, 2000)');
-- A figure that has become a parent has an equation.
UPDATE form SET a = a + CASE line WHEN 1 THEN 1 ELSE -1 END WHERE line IN (1, 1009);	-- fails
-- Up to 16 equations: 15 leaves and their class.
SELECT judge('form', 'UPDATE form SET a = a + CASE WHEN line <= 14 THEN 1 ELSE -14 END WHERE line BETWEEN 1 AND 15');
SELECT judge('form', 'UPDATE form SET a = a + CASE WHEN line <= 15 THEN 1 ELSE -15 END WHERE line BETWEEN 1 AND 16');
SELECT fiscal_drop_check('form', 'tree');

-- Lines that are subtracted or not added: updates are followed, no rows that come.
ALTER TABLE form ADD sign int NOT NULL DEFAULT 1;
INSERT INTO form VALUES (1, 1012, '20193', 5, 0, -1), (1, 1013, '20194', 5, 0, 0);
UPDATE form SET a = a - 5 WHERE line IN (0, 2000);
SELECT fiscal_add_rollup('form', '{unit}', 'code', '{a,b}', sign => 'sign', name => 'tree');
SELECT judge('form', 'UPDATE form SET a = a + 1 WHERE line IN (1, 1012)');
SELECT judge('form', 'UPDATE form SET a = a + 1 WHERE line = 1013');
SELECT judge('form', 'UPDATE form SET sign = 1 WHERE line = 1012; UPDATE form SET a = a + 2 * 6 WHERE line IN (0, 2000)');
SELECT judge('form', $$INSERT INTO form VALUES (1, 1016, '2019504', 0, 0)$$);
-- No tree but that of a subject_code without gaps is followed.
SELECT fiscal_drop_check('form', 'tree'), fiscal_add_rollup('form', '{unit}', 'code', '{a}', sign => 'sign', gaps => 'allow', name => 'gaps');
SELECT * FROM trust();
SELECT judge('form', 'UPDATE form SET a = a + CASE line WHEN 1 THEN 1 ELSE -1 END WHERE line IN (1, 2)');
DROP TABLE form;

-- ---------------------------------------------------------------- a tie
CREATE TABLE account (unit int PRIMARY KEY, balance yuan NOT NULL DEFAULT 0, approved yuan, CHECK (balance <= approved));
CREATE TABLE spent (unit int NOT NULL, line int, kind text, amount yuan NOT NULL, PRIMARY KEY (unit, line));
INSERT INTO spent SELECT 1, line, 'in', 5 FROM generate_series(1, 2000) line;
INSERT INTO account VALUES (1, 10000, 20000);
SELECT fiscal_add_tie('account', '{unit}', 'balance', '{}', 'spent', '{unit}', 'amount', '{"kind": "in"}', missing => 'zero', name => 'total');
SELECT * FROM trust();
CREATE FUNCTION spend(u int, l int, d yuan, k text = 'in') RETURNS void LANGUAGE sql AS
	'INSERT INTO spent VALUES (u, l, k, d); UPDATE account SET balance = balance + d WHERE unit = u';
SELECT judge('spent', 'SELECT spend(1, 3000, 7)');
SELECT judge('spent', $$INSERT INTO spent VALUES (1, 3001, 'out', 7)$$);
SELECT judge('spent', 'INSERT INTO account VALUES (2, 0, 5); SELECT spend(2, 1, 5)');
SELECT spend(2, 2, 1);												-- fails
SELECT judge('spent', 'DELETE FROM spent WHERE unit = 2; DELETE FROM account WHERE unit = 2');
SELECT judge('spent', $$UPDATE spent SET kind = 'in' WHERE line = 3001; UPDATE account SET balance = balance + 7$$);
INSERT INTO spent VALUES (1, 3002, 'in', 7);						-- fails
INSERT INTO spent VALUES (3, 1, 'in', 7);							-- fails
SELECT fiscal_drop_check('account', 'total');
-- Without zero for a side that has no row it might be unreported: updates only.
SELECT fiscal_add_tie('account', '{unit}', 'balance', '{}', 'spent', '{unit}', 'amount', '{"kind": "in"}', name => 'total');
SELECT judge('spent', 'SELECT spend(1, 3003, 7)');
SELECT judge('spent', 'UPDATE spent SET amount = amount + line - 2 WHERE line IN (1, 3)');
SELECT fiscal_drop_check('account', 'total');
-- At least, at most: what moves to the safe side.
SELECT fiscal_add_tie('account', '{unit}', 'balance', '{}', 'spent', '{unit}', 'amount', '{"kind": "in"}', '>=', missing => 'zero', name => 'total');
SELECT judge('spent', 'UPDATE account SET balance = balance + 1');
SELECT judge('spent', 'DELETE FROM spent WHERE line = 3003');
SELECT judge('spent', 'UPDATE account SET balance = balance - 1');
UPDATE account SET balance = balance - 8;							-- fails
SELECT fiscal_drop_check('account', 'total');
SELECT fiscal_add_tie('spent', '{unit}', 'amount', '{"kind": "in"}', 'account', '{unit}', 'balance', '{}', '<=', missing => 'zero', name => 'total');
SELECT judge('spent', 'UPDATE account SET balance = balance + 1');
SELECT judge('spent', 'UPDATE account SET balance = balance - 1');
SELECT fiscal_drop_check('spent', 'total');

-- A column that is summed, and also says which rows are.
INSERT INTO spent VALUES (4, 1, 'in', 5), (4, 2, 'in', 6);
UPDATE account SET balance = 0;
INSERT INTO account VALUES (4, 5, 100);
DELETE FROM spent WHERE unit = 1;
SELECT fiscal_add_tie('account', '{unit}', 'balance', '{}', 'spent', '{unit}', 'amount', '{"amount": 5}', missing => 'zero', name => 'fives');
UPDATE spent SET amount = 5 WHERE unit = 4 AND line = 2;			-- fails
SELECT fiscal_drop_check('account', 'fives');
-- A table tied to itself: one row may be on both sides, of two groups.
INSERT INTO spent SELECT 5, line, '', 5 FROM generate_series(1, 1000) line;
ALTER TABLE spent ADD of_unit int NOT NULL DEFAULT 5, ADD share yuan NOT NULL DEFAULT 0;
UPDATE spent SET share = amount, of_unit = unit;
SELECT fiscal_add_tie('spent', '{unit}', 'amount', '{}', 'spent', '{of_unit}', 'share', '{}', missing => 'zero', name => 'mirror');
SELECT judge('spent', 'UPDATE spent SET amount = amount + 1, share = share + 1 WHERE unit = 5 AND line = 1');
SELECT judge('spent', 'UPDATE spent SET amount = amount + 2 - line, share = share - 2 + line WHERE unit = 5 AND line IN (1, 3)');
SELECT judge('spent', $$INSERT INTO spent VALUES (5, 1001, '', 5, 4, 5), (4, 3, '', 5, 5, 5)$$);
UPDATE spent SET amount = amount + 1 WHERE unit = 5 AND line = 1;	-- fails
DROP TABLE account, spent;
DROP FUNCTION judge, reads, trust, undo, meddle, spend;
