-- Other triggers, switched-off triggers, and columns that are not plain.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;

CREATE TABLE account (unit text NOT NULL, line int NOT NULL, side text, amount yuan, PRIMARY KEY (unit, line));
SELECT fiscal_add_balance('account', '{unit}', 'amount', 'side', name => 'a_balance');
INSERT INTO account VALUES ('a', 1, 'revenue', 100), ('a', 2, 'expenditure', 100);

\echo ---- a BEFORE trigger changes an amount that the statement does not name
CREATE FUNCTION shave() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.amount := NEW.amount - 1; RETURN NEW; END';
CREATE TRIGGER shave BEFORE INSERT OR UPDATE ON account FOR EACH ROW EXECUTE FUNCTION shave();
UPDATE account SET side = side WHERE line = 1;
UPDATE account SET side = side;
SELECT amount FROM account;
DROP TRIGGER shave ON account;

\echo ---- deferred triggers that write after ours, whatever their names
CREATE FUNCTION late() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN IF NEW.line = 1 THEN UPDATE account SET amount = amount + 1 WHERE unit = NEW.unit AND line = 2; END IF; RETURN NULL; END';
CREATE CONSTRAINT TRIGGER zz_late AFTER UPDATE ON account DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION late();
UPDATE account SET amount = amount + 1 WHERE line = 1;
UPDATE account SET amount = amount + 2 WHERE line = 1;
DROP TRIGGER zz_late ON account;
-- One that writes to another table, whose deferred trigger writes here.
CREATE TABLE elsewhere (unit text);
CREATE FUNCTION there() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO elsewhere VALUES (NEW.unit); RETURN NULL; END';
CREATE FUNCTION back() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO account VALUES (NEW.unit, 1000, ''revenue'', 0.01); RETURN NULL; END';
CREATE CONSTRAINT TRIGGER there AFTER UPDATE ON account DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.line = 1) EXECUTE FUNCTION there();
CREATE CONSTRAINT TRIGGER back AFTER INSERT ON elsewhere DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION back();
UPDATE account SET amount = amount + 1;
DROP TRIGGER there ON account;
DROP TABLE elsewhere;

\echo ---- foreign keys that cascade
CREATE TABLE unit (unit text PRIMARY KEY);
INSERT INTO unit VALUES ('a');
ALTER TABLE account ADD FOREIGN KEY (unit) REFERENCES unit ON DELETE CASCADE ON UPDATE CASCADE;
CREATE TABLE extra (unit text, line int, PRIMARY KEY (unit, line));
INSERT INTO extra VALUES ('a', 1), ('a', 2);
ALTER TABLE account ADD FOREIGN KEY (unit, line) REFERENCES extra ON DELETE CASCADE;
DELETE FROM extra WHERE line = 1;
DELETE FROM extra;
SET client_min_messages = warning;
DROP TABLE unit, extra CASCADE;
RESET client_min_messages;
SELECT * FROM account;

\echo ---- an immediate rule, by hand: NOT DEFERRABLE, and a plain trigger
CREATE TABLE quick (k int NOT NULL, revenue yuan, expenditure yuan);
CREATE INDEX ON quick (k);
CREATE CONSTRAINT TRIGGER at_once AFTER INSERT OR UPDATE OR DELETE ON quick
	FOR EACH ROW EXECUTE FUNCTION fiscal_balance('key=k', 'revenue_column=revenue', 'expenditure_column=expenditure');
INSERT INTO quick VALUES (1, 5, NULL), (1, NULL, 5);
INSERT INTO quick VALUES (1, 5, NULL);
BEGIN;
INSERT INTO quick VALUES (2, 5, NULL);
ROLLBACK;
DROP TRIGGER at_once ON quick;
CREATE TRIGGER plain AFTER INSERT OR UPDATE OR DELETE ON quick
	FOR EACH ROW EXECUTE FUNCTION fiscal_balance('key=k', 'revenue_column=revenue', 'expenditure_column=expenditure');
INSERT INTO quick VALUES (1, 5, NULL);
INSERT INTO quick VALUES (1, 5, 5);
-- An inner statement is judged at its own end.
CREATE FUNCTION two_steps() RETURNS void LANGUAGE plpgsql AS 'BEGIN INSERT INTO quick VALUES (3, 1, NULL); INSERT INTO quick VALUES (3, NULL, 1); END';
SELECT two_steps();
SELECT name, is_deferrable, initially_deferred, problem FROM fiscal_checks ORDER BY name;
DROP TABLE quick;
DROP FUNCTION two_steps;

\echo ---- what switches a rule off is shown, and what it let in is found
INSERT INTO account VALUES ('b', 1, 'revenue', 1), ('b', 2, 'expenditure', 1);
ALTER TABLE account DISABLE TRIGGER a_balance;
UPDATE account SET amount = 2 WHERE unit = 'b' AND line = 1;
SELECT name, enabled, problem FROM fiscal_checks;
ALTER TABLE account ENABLE TRIGGER a_balance;
SELECT name, enabled, problem FROM fiscal_checks;
SELECT key, stated, computed, verdict FROM fiscal_audit('account');
SELECT fiscal_validate('account');
UPDATE account SET amount = 1 WHERE unit = 'b' AND line = 1;
SET session_replication_role = replica;
UPDATE account SET amount = 2 WHERE unit = 'b' AND line = 1;
RESET session_replication_role;
SELECT key, stated, computed, verdict FROM fiscal_audit('account');
ALTER TABLE account ENABLE REPLICA TRIGGER a_balance;
SELECT name, enabled, problem FROM fiscal_checks;
ALTER TABLE account ENABLE ALWAYS TRIGGER a_balance;
SELECT name, enabled, problem FROM fiscal_checks;
SET session_replication_role = replica;
UPDATE account SET amount = 3 WHERE unit = 'b' AND line = 1;
RESET session_replication_role;
DELETE FROM account;
-- Rules by hand that see less than they should.
CREATE TRIGGER only_insert AFTER INSERT ON account FOR EACH ROW EXECUTE FUNCTION fiscal_balance('key=unit', 'amount=amount', 'side=side');
CREATE TRIGGER some_columns AFTER INSERT OR DELETE OR UPDATE OF amount ON account FOR EACH ROW EXECUTE FUNCTION fiscal_balance('key=unit', 'amount=amount', 'side=side');
CREATE TRIGGER some_rows AFTER INSERT OR DELETE OR UPDATE ON account FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION fiscal_balance('key=unit', 'amount=amount', 'side=side');
SELECT name, problem FROM fiscal_checks ORDER BY name;
DROP TABLE account;
DROP FUNCTION shave, late, there, back;

\echo ---- STORED generated columns, domains over yuan, domains as keys
CREATE DOMAIN fee AS yuan(100) CHECK (VALUE >= 0);
CREATE DOMAIN unit_code AS varchar(6) CHECK (VALUE ~ '^[0-9]{6}$');
CREATE TABLE made (
	unit unit_code NOT NULL, price yuan, pieces int, credit fee,
	debit yuan GENERATED ALWAYS AS (price * pieces) STORED, half unit_code GENERATED ALWAYS AS (unit) STORED NOT NULL
);
CREATE INDEX ON made (half);
SELECT fiscal_add_balance_columns('made', '{half}', 'debit', 'credit', quantum => '0.01');
INSERT INTO made VALUES ('430321', 50, 4, 200);
UPDATE made SET pieces = 5;
UPDATE made SET pieces = 2, price = 100;
INSERT INTO made VALUES ('430322', 50, 4, 300);
SELECT fiscal_drop_check('made', 'made_balance');
-- The domain's quantum counts where the rule has none of its own: m = 2, 50.00.
SELECT fiscal_add_balance_columns('made', '{half}', 'debit', 'credit');
UPDATE made SET price = 99.99 WHERE unit = '430321';
UPDATE made SET price = 75 WHERE unit = '430321';
UPDATE made SET price = 74.99 WHERE unit = '430321';
DROP TABLE made;
DROP DOMAIN fee, unit_code;

\echo ---- inheritance: rows of a child are not of the rule, and that is shown
CREATE TABLE parent (k int PRIMARY KEY, revenue yuan, expenditure yuan);
SELECT fiscal_add_balance_columns('parent', '{k}', 'revenue', 'expenditure');
CREATE TABLE child () INHERITS (parent);
INSERT INTO child VALUES (1, 5, 4);
INSERT INTO parent VALUES (1, 4, 4);
INSERT INTO parent VALUES (2, 4, 5);
SELECT name, leaves_covered, problem FROM fiscal_checks;
SELECT count(*) FROM fiscal_audit('parent');
SELECT key, stated, computed FROM fiscal_audit_balance('parent', '{k}', 'revenue', 'k', '{1}', '{2}');
DROP TABLE child, parent;
