-- When a round of checks comes: at COMMIT, at the end of a statement, after
-- everything that can still write; and what is forgotten when it is undone.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;

CREATE TABLE ledger (unit text NOT NULL, no int, side text, amount yuan, PRIMARY KEY (unit, no));
SELECT fiscal_add_balance('ledger', '{unit}', 'amount', 'side', name => 'balanced');

-- the same rule by hand, judged at the end of each statement
CREATE TABLE prompt (unit text NOT NULL, no int, side text, amount yuan, PRIMARY KEY (unit, no));
CREATE CONSTRAINT TRIGGER prompt_balanced AFTER INSERT OR UPDATE OR DELETE ON prompt
	FOR EACH ROW EXECUTE FUNCTION fiscal_balance('key=unit', 'amount=amount', 'side=side');

-- a statement is judged when it ends, not row by row
INSERT INTO prompt VALUES ('a', 1, 'revenue', 5), ('a', 2, 'expenditure', 5);	-- passes
INSERT INTO prompt VALUES ('b', 1, 'revenue', 5), ('b', 2, 'expenditure', 4);	-- fails
WITH r AS (INSERT INTO prompt VALUES ('b', 1, 'revenue', 5) RETURNING unit, no, amount)
INSERT INTO prompt SELECT unit, no + 1, 'expenditure', amount FROM r;			-- passes
UPDATE prompt SET amount = amount + 1 WHERE unit = 'b';							-- passes
UPDATE prompt SET amount = amount + 1 WHERE unit = 'b' AND no = 1;				-- fails
DELETE FROM prompt WHERE unit = 'b';											-- passes
COPY prompt FROM stdin;															-- fails
b	1	revenue	5
\.

-- the first statement of a session loads the library in its own course
\c -
BEGIN;
COPY prompt FROM stdin;															-- fails
b	1	revenue	5
\.
ROLLBACK;
\c -
BEGIN;
COPY prompt FROM stdin;															-- passes
b	1	revenue	5
b	2	expenditure	5
\.
UPDATE prompt SET amount = 4 WHERE unit = 'b' AND no = 1;						-- fails
ROLLBACK;
\c -
COPY ledger FROM stdin;															-- fails
b	1	revenue	5
\.

-- SET CONSTRAINTS judges what is open, then each statement
BEGIN;
INSERT INTO ledger VALUES ('a', 1, 'revenue', 5);
INSERT INTO ledger VALUES ('a', 2, 'expenditure', 5);
SET CONSTRAINTS balanced IMMEDIATE;												-- passes
UPDATE ledger SET amount = 6 WHERE unit = 'a' AND no = 1;						-- fails
ROLLBACK;
BEGIN;
INSERT INTO ledger VALUES ('a', 1, 'revenue', 5);
SET CONSTRAINTS ALL IMMEDIATE;													-- fails
ROLLBACK;
BEGIN;
SET CONSTRAINTS ALL IMMEDIATE;
INSERT INTO ledger VALUES ('a', 1, 'revenue', 5), ('a', 2, 'expenditure', 5);	-- passes
SET CONSTRAINTS ALL DEFERRED;
UPDATE ledger SET amount = 6 WHERE unit = 'a' AND no = 1;						-- not judged yet
COMMIT;																			-- fails
TABLE ledger;

-- a savepoint that is rolled back takes its notes along, and gives back what was
-- judged in it
BEGIN;
INSERT INTO ledger VALUES ('a', 1, 'revenue', 5), ('a', 2, 'expenditure', 5);
SAVEPOINT s;
INSERT INTO ledger VALUES ('a', 3, 'revenue', 1);
ROLLBACK TO s;
COMMIT;																			-- passes
BEGIN;
INSERT INTO ledger VALUES ('a', 3, 'revenue', 1);
SAVEPOINT s;
INSERT INTO ledger VALUES ('a', 4, 'expenditure', 1);
SET CONSTRAINTS ALL IMMEDIATE;													-- passes
ROLLBACK TO s;
COMMIT;																			-- fails
BEGIN;
SET CONSTRAINTS ALL IMMEDIATE;
INSERT INTO ledger VALUES ('b', 1, 'revenue', 1), ('b', 2, 'expenditure', 1);
SAVEPOINT s;
INSERT INTO ledger VALUES ('b', 3, 'revenue', 1);								-- fails
SELECT 1;																		-- aborted
ROLLBACK TO s;
INSERT INTO ledger VALUES ('b', 3, 'revenue', 1), ('b', 4, 'expenditure', 1);	-- passes
COMMIT;																			-- passes
SELECT unit, count(*) FROM ledger GROUP BY unit ORDER BY unit;

-- a block that catches the refusal undoes what was refused
DO $$
BEGIN
	SET CONSTRAINTS ALL IMMEDIATE;
	BEGIN
		INSERT INTO ledger VALUES ('c', 1, 'revenue', 1);
	EXCEPTION WHEN check_violation THEN
		RAISE NOTICE 'refused: %', sqlerrm;
	END;
	INSERT INTO ledger VALUES ('c', 1, 'revenue', 2), ('c', 2, 'expenditure', 2);
END $$;
DO $$
BEGIN
	INSERT INTO ledger VALUES ('c', 3, 'revenue', 1);
	BEGIN
		INSERT INTO ledger VALUES ('c', 4, 'expenditure', 1);
		SET CONSTRAINTS ALL IMMEDIATE;
		RAISE NOTICE 'sound here';
		RAISE division_by_zero;
	EXCEPTION WHEN division_by_zero THEN
	END;
END $$;																			-- fails

-- procedures that commit: each transaction by itself
CREATE PROCEDURE book(rounds int, wrong int) LANGUAGE plpgsql AS $$
BEGIN
	FOR i IN 1 .. rounds LOOP
		INSERT INTO ledger VALUES ('p' || i, 1, 'revenue', i);
		INSERT INTO ledger VALUES ('p' || i, 2, 'expenditure', CASE WHEN i = wrong THEN 0 ELSE i END);
		IF i = 2 THEN ROLLBACK; ELSE COMMIT; END IF;
	END LOOP;
END $$;
CALL book(4, 4);																-- fails
SELECT unit, count(*) FROM ledger WHERE unit LIKE 'p%' GROUP BY unit ORDER BY unit;
DELETE FROM ledger;

-- a deferred trigger of the user may write after ours was fired
CREATE FUNCTION book_other_side() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF new.side = 'revenue' THEN
		INSERT INTO ledger VALUES (new.unit, new.no + 100, 'expenditure', new.amount);
	ELSIF new.side = 'other' THEN
		INSERT INTO ledger VALUES (new.unit || 'x', 1, 'expenditure', 13);
	END IF;
	RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER zz_last AFTER INSERT ON ledger DEFERRABLE INITIALLY DEFERRED
	FOR EACH ROW EXECUTE FUNCTION book_other_side();
INSERT INTO ledger VALUES ('a', 1, 'revenue', 5);								-- completed: passes
INSERT INTO ledger VALUES ('b', 1, 'other', 13);								-- spoilt elsewhere: fails
-- the same where a procedure of a new session commits
CREATE PROCEDURE load_lines() LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO ledger VALUES ('b', 1, 'revenue', 5);
	COMMIT;
END $$;
\c -
CALL load_lines();																-- completed: passes
SELECT unit, no, side, amount FROM ledger ORDER BY unit, no;
DROP TRIGGER zz_last ON ledger;

-- an AFTER trigger that writes is part of the statement, and may complete it
-- after it has written, and been judged for, what is sound by itself
CREATE FUNCTION spread() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF new.side = 'revenue' AND new.no = 2 THEN
		INSERT INTO prompt SELECT new.unit || i, j, CASE j WHEN 3 THEN 'revenue' ELSE 'expenditure' END, 1
		FROM generate_series(1, 20) i, generate_series(3, 4) j;
		INSERT INTO prompt SELECT unit, no + 100, 'expenditure', amount FROM prompt
		WHERE side = 'revenue' AND no < 3 AND unit >= 'v';
	END IF;
	RETURN NULL;
END $$;
CREATE TRIGGER zz_spread AFTER INSERT ON prompt FOR EACH ROW EXECUTE FUNCTION spread();
INSERT INTO prompt VALUES ('x', 1, 'revenue', 5), ('y', 2, 'revenue', 5);		-- passes
DELETE FROM prompt WHERE unit >= 'v';
ALTER TABLE prompt DROP CONSTRAINT prompt_pkey;
INSERT INTO prompt VALUES ('v', 1, 'revenue', 5), ('w', 2, 'revenue', 5);		-- passes
INSERT INTO prompt VALUES ('v', 2, 'expenditure', 5), ('w', 3, 'revenue', 5);	-- fails
DROP TRIGGER zz_spread ON prompt;

-- functions that write, called from a query, a cursor, a held cursor
CREATE FUNCTION write(unit text, amount yuan) RETURNS text LANGUAGE sql AS $$
	INSERT INTO prompt VALUES (unit, 1, 'revenue', amount), (unit, 2, 'expenditure', 5) RETURNING unit;
$$;
SELECT count(write('f' || i, 5)) FROM generate_series(1, 3) i;					-- passes
SELECT count(write('g' || i, yuan '7' - i)) FROM generate_series(1, 3) i;		-- fails
BEGIN;
DECLARE c CURSOR FOR SELECT write('h' || i, yuan '7' - i) FROM generate_series(2, 3) i;
FETCH c;																		-- passes
FETCH c;																		-- fails
ROLLBACK;
BEGIN;
DECLARE c CURSOR WITH HOLD FOR SELECT write('h' || i, 5) FROM generate_series(1, 2) i;
COMMIT;																			-- passes
FETCH ALL FROM c;
CLOSE c;
BEGIN;
DECLARE c CURSOR WITH HOLD FOR SELECT write('k' || i, yuan '6' - i) FROM generate_series(1, 2) i;
COMMIT;																			-- fails
SELECT count(*) FROM prompt WHERE unit LIKE 'k%';
-- what a held cursor writes when COMMIT runs it, under a deferred rule
CREATE FUNCTION write_late(unit text) RETURNS text LANGUAGE sql AS $$
	INSERT INTO ledger VALUES (unit, 1, 'revenue', 5) RETURNING unit;
$$;
BEGIN;
DECLARE c CURSOR WITH HOLD FOR SELECT write_late('late');
COMMIT;																			-- fails
SELECT count(*) FROM ledger WHERE unit = 'late';

-- a rule that is redefined between two statements of a transaction
BEGIN;
SET CONSTRAINTS ALL IMMEDIATE;
INSERT INTO ledger VALUES ('1', 1, 'revenue', 5), ('1', 2, 'expenditure', 5);
DELETE FROM ledger WHERE unit <> '1';
ALTER TABLE ledger ALTER unit TYPE int USING unit::int;
INSERT INTO ledger VALUES (2, 1, 'revenue', 5), (2, 2, 'expenditure', 5);		-- passes
SET CONSTRAINTS ALL DEFERRED;
INSERT INTO ledger VALUES (3, 1, 'revenue', 5);
COMMIT;																			-- fails
BEGIN;
SET CONSTRAINTS ALL IMMEDIATE;
INSERT INTO ledger VALUES ('c', 1, 'revenue', 5), ('c', 2, 'expenditure', 5);
DROP TRIGGER balanced ON ledger;
INSERT INTO ledger VALUES ('d', 1, 'revenue', 5);								-- no rule any more
ROLLBACK;

-- many statements at once, each in a group of its own, fit the lock table
CREATE PROCEDURE many(n int) LANGUAGE plpgsql AS $$
BEGIN
	FOR i IN 1 .. n LOOP
		INSERT INTO ledger VALUES ('m' || i, 1, 'revenue', 5), ('m' || i, 2, 'expenditure', 5);
	END LOOP;
END $$;
BEGIN;
SET CONSTRAINTS ALL IMMEDIATE;
CALL many(15000);																-- passes
SELECT count(*) < 1000 AS few_locks FROM pg_locks WHERE pid = pg_backend_pid();
ROLLBACK;

DROP TABLE ledger, prompt;
DROP PROCEDURE book, load_lines, many;
DROP FUNCTION book_other_side, spread, write, write_late;
