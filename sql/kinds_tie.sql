-- fiscal_tie(): for each key, a sum here = (>=, <=) a sum in another table.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;

CREATE TABLE summary (unit text, year int, item text NOT NULL, amount yuan, PRIMARY KEY (unit, year, item));
CREATE TABLE detail (who varchar(20) NOT NULL, y int NOT NULL, code subject_code NOT NULL, kind text, paid yuan);
CREATE INDEX ON detail (who, y);
SELECT fiscal_add_tie('summary', '{unit,year}', 'amount', '{"item": "spending"}',
	'detail', '{who,y}', 'paid', '{"kind": ["basic", "project", null]}', name => 'spending_agrees');
SELECT table_name, name, arguments, other_table, is_deferrable, initially_deferred, problem FROM fiscal_checks ORDER BY table_name::text DESC;

-- One side alone is unreported; from either side the sums must then agree.
INSERT INTO summary VALUES ('a', 2024, 'spending', 100), ('a', 2024, 'income', 7);
INSERT INTO detail VALUES ('a', 2024, '204', 'basic', 60);
BEGIN;
INSERT INTO detail VALUES ('a', 2024, '204', 'basic', 60), ('a', 2024, '205', 'project', 30), ('a', 2024, '206', NULL, 10);
INSERT INTO detail VALUES ('a', 2024, '207', 'other', 999);
COMMIT;
UPDATE summary SET amount = 99 WHERE item = 'spending';
UPDATE summary SET amount = 99 WHERE item = 'income';
UPDATE detail SET kind = 'basic' WHERE kind = 'other';
UPDATE detail SET paid = 0 WHERE kind = 'other';
DELETE FROM detail WHERE kind = 'project';
UPDATE detail SET y = 2025 WHERE kind = 'project';
-- Both sides in one transaction; and all rows of a side away.
BEGIN;
UPDATE summary SET amount = 110 WHERE item = 'spending';
UPDATE detail SET paid = 70 WHERE kind = 'basic';
COMMIT;
SELECT check_name, key, code, column_name, stated, computed, difference, addends, verdict FROM fiscal_audit('detail', verdicts => NULL);
SELECT fiscal_validate('summary'), fiscal_validate('detail', 'spending_agrees');
DELETE FROM detail WHERE who = 'a';
SELECT key, stated, computed, verdict FROM fiscal_audit('summary', verdicts => NULL);

-- NULLs on a side: unreported if nothing else is there.
INSERT INTO detail VALUES ('a', 2024, '204', 'basic', NULL);
INSERT INTO detail VALUES ('a', 2024, '204', 'basic', 1);
DELETE FROM detail;

-- Either table can drop it, whole.
SELECT fiscal_drop_check('detail', 'spending_agrees');
SELECT count(*) FROM fiscal_checks;
SELECT tgrelid::regclass, tgname FROM pg_trigger WHERE tgrelid IN ('summary'::regclass, 'detail'::regclass);

-- >= and <=, here and seen from the other table.
SELECT fiscal_add_tie('summary', '{unit,year}', 'amount', '{}', 'detail', '{who,y}', 'paid', '{}', '>=', name => 'not_more');
SELECT table_name, arguments[7] FROM fiscal_checks ORDER BY table_name::text;
INSERT INTO detail VALUES ('a', 2024, '204', NULL, 209);
UPDATE detail SET paid = 209.01;
UPDATE summary SET amount = 109 WHERE item = 'spending';
DELETE FROM detail;
SELECT fiscal_drop_check('summary', 'not_more');

-- A table tied to itself: one trigger, both sides.
SELECT fiscal_add_tie('summary', '{unit,year}', 'amount', '{"item": "total"}', 'summary', '{unit,year}', 'amount', '{"item": ["spending", "income"]}');
INSERT INTO summary VALUES ('a', 2024, 'total', 209);
UPDATE summary SET amount = 98 WHERE item = 'income';
UPDATE summary SET amount = amount - 1 WHERE item <> 'spending';
SELECT fiscal_drop_check('summary', 'summary_tie');

-- Half a tie does not work, and says so.
CREATE CONSTRAINT TRIGGER half AFTER INSERT OR UPDATE OR DELETE ON summary DEFERRABLE INITIALLY DEFERRED
	FOR EACH ROW EXECUTE FUNCTION fiscal_tie('key=unit,year', 'amount=amount', 'other_key=who,y', 'other_amount=paid');
UPDATE summary SET amount = 0;
SELECT name, problem FROM fiscal_checks;
-- The other half makes it whole: a tie by hand is as good as an installed one.
CREATE CONSTRAINT TRIGGER half AFTER INSERT OR UPDATE OR DELETE ON detail DEFERRABLE INITIALLY DEFERRED
	FOR EACH ROW EXECUTE FUNCTION fiscal_tie('other_key=unit,year', 'other_amount=amount', 'key=who,y', 'amount=paid');
UPDATE summary SET amount = 1 WHERE item = 'total';
UPDATE summary SET amount = 0 WHERE item <> 'total';
INSERT INTO detail VALUES ('a', 2024, '204', NULL, 2);
INSERT INTO detail VALUES ('a', 2024, '204', NULL, 1);
SELECT table_name, problem, truncate_covered FROM fiscal_checks ORDER BY table_name::text;
-- A second trigger that mirrors one of them leaves open which belong together.
CREATE TABLE copy (LIKE detail);
CREATE CONSTRAINT TRIGGER half AFTER INSERT OR UPDATE OR DELETE ON copy DEFERRABLE INITIALLY DEFERRED
	FOR EACH ROW EXECUTE FUNCTION fiscal_tie('other_key=unit,year', 'other_amount=amount', 'key=who,y', 'amount=paid');
ALTER TABLE summary SET (fillfactor = 90);
UPDATE summary SET amount = 1;
SELECT table_name, other_table, problem FROM fiscal_checks ORDER BY table_name::text;
-- In a schema of its own it is further away.
CREATE SCHEMA elsewhere;
ALTER TABLE copy SET SCHEMA elsewhere;
SELECT table_name, other_table, problem FROM fiscal_checks ORDER BY table_name::text;
DROP SCHEMA elsewhere CASCADE;
-- One half goes: the other refuses writes until it is dropped.
DROP TRIGGER half ON detail;
UPDATE summary SET amount = 3 WHERE item = 'total';
INSERT INTO detail VALUES ('b', 2024, '204', NULL, 2);
SELECT fiscal_drop_check('summary', 'half');
UPDATE summary SET amount = 3 WHERE item = 'total';

-- A renamed table is still the same.
SELECT fiscal_add_tie('summary', '{unit}', 'amount', '{}', 'detail', '{who}', 'paid', '{}', validate => false);
ALTER TABLE detail RENAME TO details;
INSERT INTO details VALUES ('a', 2024, '204', NULL, 77);
ALTER TABLE details RENAME TO detail;

-- Half the rule is gone with a dropped table: the rest refuses writes, and is no silence.
DROP TABLE detail;
SELECT name, other_table, problem FROM fiscal_checks;
UPDATE summary SET amount = 4;
SELECT fiscal_drop_check('summary', 'summary_tie');
UPDATE summary SET amount = 4;

-- A partition leaves a tie and comes back to it.
CREATE TABLE part (u int NOT NULL, y int NOT NULL, a yuan, PRIMARY KEY (u, y)) PARTITION BY LIST (y);
CREATE TABLE part24 PARTITION OF part FOR VALUES IN (2024);
CREATE TABLE part25 PARTITION OF part FOR VALUES IN (2025);
CREATE TABLE whole (u int NOT NULL, y int NOT NULL, a yuan, PRIMARY KEY (u, y));
SELECT fiscal_add_tie('part', '{u,y}', 'a', '{}', 'whole', '{u,y}', 'a', '{}', name => 'tr');
ALTER TABLE part DETACH PARTITION part24;
SELECT tgname FROM pg_trigger WHERE tgrelid = 'part24'::regclass AND tgname = 'tr';
ALTER TABLE part ATTACH PARTITION part24 FOR VALUES IN (2024);
SELECT table_name, name, other_table, leaves_covered, problem FROM fiscal_checks ORDER BY table_name::text;
BEGIN;
INSERT INTO part24 VALUES (1, 2024, 5);
INSERT INTO whole VALUES (1, 2024, 6);
COMMIT;
DROP TABLE part, whole;
UPDATE summary SET amount = 4 WHERE item = 'total';
SELECT count(*) FROM fiscal_checks;
DROP TABLE summary;

-- missing => 'zero': a side without rows is 0, so that a total and its parts are
-- held together from the first row to the last.
CREATE TABLE account (unit text PRIMARY KEY, approved yuan NOT NULL, balance yuan NOT NULL DEFAULT 0,
	CONSTRAINT within_budget CHECK (balance <= approved));
CREATE TABLE entry (id int PRIMARY KEY, unit text NOT NULL, amount yuan);
CREATE INDEX ON entry (unit);
INSERT INTO account VALUES ('old', 100, 5);
SELECT fiscal_add_tie('account', '{unit}', 'balance', '{}', 'entry', '{unit}', 'amount', '{}', missing => 'none');	-- fails: no such choice
SELECT fiscal_add_tie('account', '{unit}', 'balance', '{}', 'entry', '{unit}', 'amount', '{}', missing => 'zero');	-- fails: 5 without entries
DELETE FROM account;
SELECT fiscal_add_tie('account', '{unit}', 'balance', '{}', 'entry', '{unit}', 'amount', '{}', missing => 'zero', name => 'running');
SELECT table_name, arguments FROM fiscal_checks ORDER BY table_name::text;
INSERT INTO account VALUES ('a', 100);
INSERT INTO account VALUES ('b', 100, 1);	-- fails: nothing was posted
INSERT INTO entry VALUES (1, 'c', 1);	-- fails: no account
INSERT INTO entry VALUES (1, 'a', 60);	-- fails: the balance stays behind
BEGIN;
INSERT INTO entry VALUES (1, 'a', 60);
UPDATE account SET balance = balance + 60 WHERE unit = 'a';
COMMIT;
BEGIN;
INSERT INTO entry VALUES (2, 'a', 41);
UPDATE account SET balance = balance + 41 WHERE unit = 'a';	-- fails: over what is approved
COMMIT;
DELETE FROM entry;	-- fails: the balance is still 60
DELETE FROM account;	-- fails: the entries are still there
SELECT key, stated, computed, addends, verdict FROM fiscal_audit('account', verdicts => NULL);
-- What is there and blank is still unreported, not 0.
BEGIN;
UPDATE account SET balance = 7;
UPDATE entry SET amount = NULL;
COMMIT;
SELECT key, stated, computed, verdict FROM fiscal_audit('entry', verdicts => NULL);
SELECT fiscal_validate('entry', 'running');
BEGIN;
DELETE FROM entry;
UPDATE account SET balance = 0;
COMMIT;
-- A wrong balance without an entry can be diagnosed, too.
BEGIN;
UPDATE account SET balance = 7;
SELECT rank, table_name, line, column_name, stored, proposed FROM fiscal_diagnose('account');
ROLLBACK;
SELECT fiscal_drop_check('entry', 'running');
DROP TABLE account, entry;
