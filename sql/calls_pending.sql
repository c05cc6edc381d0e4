-- fiscal_pending(): what COMMIT would raise now, without raising it.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;

CREATE TABLE account (unit int NOT NULL, line int NOT NULL, side text, amount yuan, PRIMARY KEY (unit, line));
CREATE TABLE form (unit int NOT NULL, code subject_code NOT NULL, amount yuan, PRIMARY KEY (unit, code));
SELECT fiscal_add_balance('account', '{unit}', 'amount', 'side'), fiscal_add_rollup('form', '{unit}', 'code', '{amount}'),
	fiscal_add_balance('account', '{unit}', 'amount', 'side', '{x}', '{y}', severity => 'warning', name => 'gentle');
-- Nothing written, nothing pending; by itself it never fails.
SELECT * FROM fiscal_pending();
BEGIN;
INSERT INTO account VALUES (1, 1, 'revenue', 5), (2, 1, 'revenue', 7), (3, 1, 'revenue', 0);
SELECT * FROM fiscal_pending() ORDER BY check_name, key;
INSERT INTO form VALUES (1, '204', 5), (1, '20401', 6), (1, '20502', 1);
SELECT * FROM fiscal_pending() ORDER BY check_name, key, code;
-- Asked twice it says the same, and it has changed nothing.
SELECT count(*) FROM fiscal_pending();
INSERT INTO account VALUES (1, 2, 'expenditure', 5), (2, 2, 'expenditure', 7);
SELECT check_name, key, code, verdict FROM fiscal_pending() ORDER BY 1, 2, 3;
UPDATE form SET amount = 5 WHERE code = '20401';
DELETE FROM form WHERE code = '20502';
SELECT * FROM fiscal_pending();
COMMIT;
SELECT count(*) FROM account;
-- After it, what is then written is still refused at COMMIT.
BEGIN;
UPDATE account SET amount = 1 WHERE unit = 1 AND line = 1;
SELECT stated, computed FROM fiscal_pending();
UPDATE account SET amount = 2 WHERE unit = 1 AND line = 1;
COMMIT;
-- With savepoints: what was undone is not pending.
BEGIN;
SAVEPOINT s;
UPDATE account SET amount = 1 WHERE unit = 1 AND line = 1;
SELECT stated, computed FROM fiscal_pending();
ROLLBACK TO s;
SELECT count(*) FROM fiscal_pending();
SAVEPOINT t;
UPDATE account SET amount = 3 WHERE unit = 1 AND line = 1;
RELEASE t;
SELECT stated, computed FROM fiscal_pending();
ROLLBACK;
-- Warnings that COMMIT would give are violations as well.
BEGIN;
INSERT INTO account VALUES (9, 1, 'x', 1);
SELECT check_name, key, stated, computed, verdict FROM fiscal_pending();
COMMIT;
-- Constraints set immediate: nothing is ever pending.
BEGIN;
SET CONSTRAINTS ALL IMMEDIATE;
INSERT INTO account VALUES (4, 1, 'revenue', 1), (4, 2, 'expenditure', 1);
SELECT * FROM fiscal_pending();
\set VERBOSITY sqlstate
INSERT INTO account VALUES (5, 1, 'revenue', 1);
\set VERBOSITY default
ROLLBACK;
-- Other people's deferred constraints are left alone.
CREATE TABLE other (k int PRIMARY KEY DEFERRABLE INITIALLY DEFERRED);
CREATE FUNCTION loud() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE NOTICE ''loud''; RETURN NULL; END';
CREATE CONSTRAINT TRIGGER loud AFTER INSERT ON account DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION loud();
BEGIN;
INSERT INTO other VALUES (1), (1);
INSERT INTO account VALUES (6, 1, 'revenue', 6);
SELECT check_name, key FROM fiscal_pending();
INSERT INTO account VALUES (6, 2, 'expenditure', 6);
DELETE FROM other;
COMMIT;
-- A rule in a schema that the role may not use neither fails nor shows.
CREATE SCHEMA closed;
CREATE TABLE closed.t (k int PRIMARY KEY, a yuan, b yuan);
SELECT fiscal_add_balance_columns('closed.t', '{k}', 'a', 'b');
CREATE FUNCTION sneak() RETURNS void LANGUAGE sql SECURITY DEFINER AS 'INSERT INTO closed.t VALUES (1, 1, 2)';
CREATE ROLE regress_nobody;
GRANT USAGE ON SCHEMA public TO regress_nobody;
SET ROLE regress_nobody;
BEGIN;
SELECT sneak();
SELECT count(*) FROM fiscal_pending();
\set VERBOSITY sqlstate
COMMIT;
\set VERBOSITY default
RESET ROLE;
REVOKE USAGE ON SCHEMA public FROM regress_nobody;
DROP ROLE regress_nobody;
DROP FUNCTION sneak;
DROP TABLE account, form, other, closed.t;
DROP SCHEMA closed;
DROP FUNCTION loud;
-- An error while it looks is the caller's to catch, and nothing is left behind:
-- no subtransaction, and no half-read group for the end of the statement.
CREATE TABLE half (unit int NOT NULL, side text, amount yuan, quantum yuan);
CREATE CONSTRAINT TRIGGER half_balance AFTER INSERT OR UPDATE OR DELETE ON half
	FOR EACH ROW EXECUTE FUNCTION fiscal_balance('key=unit', 'amount=amount', 'side=side', 'quantum_column=quantum');
CREATE FUNCTION look() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	BEGIN
		PERFORM count(*) FROM fiscal_pending();
	EXCEPTION WHEN invalid_parameter_value THEN
		RAISE NOTICE '%', sqlerrm;
	END;
	DELETE FROM half WHERE quantum < 0;
	RETURN NULL;
END $$;
CREATE TRIGGER look AFTER INSERT ON half EXECUTE FUNCTION look();
INSERT INTO half SELECT unit, side, 5, CASE unit WHEN 20 THEN -1 END
FROM generate_series(1, 20) unit, unnest('{revenue,expenditure}'::text[]) side;
SELECT count(*) FROM half;
\set VERBOSITY sqlstate
INSERT INTO half VALUES (1, 'revenue', 1), (2, 'revenue', 1);
\set VERBOSITY default
DROP TABLE half;
DROP FUNCTION look;
