-- Row events leave nothing behind: the memory of the session is the
-- same after ten rounds and after many more, of immediate and deferred rules, of
-- keys by reference, of errors that are caught, and of rules read anew.  (With
-- 900 rounds, a million row events, it comes out the same in half a minute.)
\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;

CREATE TABLE account (unit numeric NOT NULL, line int NOT NULL, revenue yuan, expenditure yuan, PRIMARY KEY (unit, line));
CREATE TABLE tree (unit text NOT NULL, code subject_code NOT NULL, parent subject_code, amount yuan, PRIMARY KEY (unit, code));
SELECT fiscal_add_balance_columns('account', '{unit}', 'revenue', 'expenditure'),
	fiscal_add_rollup('tree', '{unit}', 'code', '{amount}'), fiscal_add_rollup('tree', '{unit}', 'code', '{amount}', 'parent', name => 'by_parent');
INSERT INTO account SELECT i % 20 + 0.5, i, 1, 1 FROM generate_series(1, 1000) i;
INSERT INTO tree SELECT 'unit ' || u, c, CASE WHEN subject_level(c) > 1 THEN subject_parent(c) END, 1 FROM generate_series(1, 20) u, unnest('{204,20401,2040101,204010101}'::subject_code[]) c;
CREATE FUNCTION memory() RETURNS bigint LANGUAGE sql AS $$
	SELECT sum(total_bytes)::bigint FROM pg_backend_memory_contexts WHERE name LIKE 'govfiscal%' OR name LIKE 'CachedPlan%' OR name LIKE 'SPI%' OR name IN ('TopMemoryContext', 'CacheMemoryContext', 'TopTransactionContext')
$$;
CREATE PROCEDURE work(rounds int) LANGUAGE plpgsql AS $$
BEGIN
	FOR i IN 1..rounds LOOP
		UPDATE account SET revenue = revenue + 1, expenditure = expenditure + 1;
		UPDATE tree SET amount = amount + 1;
		BEGIN
			UPDATE tree SET amount = 0 WHERE code = '20401';
			SET CONSTRAINTS ALL IMMEDIATE;
			RAISE 'not refused';
		EXCEPTION WHEN check_violation THEN NULL;
		END;
		IF i % 2 = 0 THEN
			COMMIT;
		END IF;
		IF i % 10 = 0 THEN
			EXECUTE 'ALTER TABLE tree ALTER amount SET DEFAULT ' || i;
		END IF;
	END LOOP;
END $$;
CALL work(50);
CALL work(50);
SELECT memory() AS before \gset
CALL work(200);
SELECT memory() - :before < 65536 AS nothing_left;
BEGIN;
SET CONSTRAINTS ALL IMMEDIATE;
DO $$ BEGIN FOR i IN 1..100 LOOP UPDATE account SET revenue = revenue + 1, expenditure = expenditure + 1; END LOOP; END $$;
SELECT memory() AS before \gset
DO $$ BEGIN FOR i IN 1..100 LOOP UPDATE account SET revenue = revenue + 1, expenditure = expenditure + 1; END LOOP; END $$;
SELECT memory() - :before < 65536 AS nothing_left_in_one_transaction;
COMMIT;
SELECT count(*) AS rules_kept FROM pg_backend_memory_contexts WHERE name = 'govfiscal rule';
DROP PROCEDURE work;
DROP FUNCTION memory;
DROP TABLE account, tree;
-- What a session forgets: each event, each block that catches, each rule that is
-- gone.  (With 900 rounds of 500 units it is a million events, and as true.)
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;

CREATE TABLE form (unit int, code subject_code, amount yuan, PRIMARY KEY (unit, code)) WITH (fillfactor = 40);
INSERT INTO form SELECT unit, code, 1 FROM generate_series(1, 500) unit, (VALUES (subject_code '204'), ('20401')) c (code);
SELECT fiscal_add_rollup('form', '{unit}', 'code', '{amount}', name => 'sum');

-- what the session holds in contexts of such a name, in bytes
CREATE FUNCTION held(name text DEFAULT '') RETURNS numeric LANGUAGE sql AS
	$$ SELECT sum(total_bytes) FROM pg_backend_memory_contexts m WHERE m.name ~ held.name $$;

-- rounds * 2 * units events, in as many transactions as there are rounds
CREATE PROCEDURE edit(rounds int, units int) LANGUAGE plpgsql AS $$
BEGIN
	FOR i IN 1 .. rounds LOOP
		UPDATE form SET amount = amount + 0.01::yuan WHERE unit <= units;
		COMMIT;
	END LOOP;
END $$;
-- the same in one transaction, each round judged at once, each third undone
CREATE PROCEDURE edit_at_once(rounds int, units int, OUT nothing_left bool) LANGUAGE plpgsql AS $$
DECLARE
	before numeric;
BEGIN
	SET CONSTRAINTS ALL IMMEDIATE;
	FOR i IN 1 .. rounds LOOP
		IF i = 20 THEN
			before := held();
		END IF;
		BEGIN
			UPDATE form SET amount = amount + 0.01::yuan WHERE unit <= units;
			IF i % 3 = 0 THEN
				RAISE division_by_zero;
			END IF;
		EXCEPTION WHEN division_by_zero THEN
		END;
	END LOOP;
	nothing_left := held() - before < 2 * 1024 * 1024;	-- the server keeps some, for tuples written twice
END $$;
-- refusals, one transaction each
CREATE PROCEDURE refuse(rounds int) LANGUAGE plpgsql AS $$
BEGIN
	FOR i IN 1 .. rounds LOOP
		BEGIN
			UPDATE form SET amount = amount + 1 WHERE unit <= 20 AND code = '204';
			SET CONSTRAINTS ALL IMMEDIATE;
		EXCEPTION WHEN check_violation THEN
		END;
		COMMIT;
	END LOOP;
END $$;

-- caches fill first
CALL edit(20, 500);
CALL edit(20, 5);
CALL edit_at_once(20, 5, NULL);
CALL refuse(20);
SELECT held() AS before \gset

CALL edit(50, 500);
CALL edit(1000, 5);
CALL edit_at_once(1500, 5, NULL);
CALL refuse(200);
SELECT held() - :before < 64 * 1024 AS nothing_left;

-- rules that come and go (with them the server's own caches grow)
CREATE PROCEDURE come_and_go(rounds int) LANGUAGE plpgsql AS $$
BEGIN
	FOR i IN 1 .. rounds LOOP
		CREATE TEMP TABLE t (unit int NOT NULL, side text, amount yuan);
		CREATE CONSTRAINT TRIGGER t_balance AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED
			FOR EACH ROW EXECUTE FUNCTION fiscal_balance('key=unit', 'amount=amount', 'side=side');
		INSERT INTO t VALUES (1, 'revenue', 5), (1, 'expenditure', 5);
		COMMIT;
		DROP TABLE t;
		COMMIT;
	END LOOP;
END $$;
CALL come_and_go(20);
SELECT held('govfiscal|SPI Plan|CachedPlan') AS before \gset
CALL come_and_go(300);
SELECT held('govfiscal|SPI Plan|CachedPlan') - :before < 16 * 1024 AS no_rule_left;

DROP TABLE form;
DROP PROCEDURE edit, edit_at_once, refuse, come_and_go;
DROP FUNCTION held;
