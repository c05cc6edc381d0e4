-- What a proof outlives, and what makes it void (engine/proof.c, engine/fingerprint.c).
\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;

CREATE FUNCTION trust(rule name DEFAULT 'even') RETURNS text LANGUAGE sql AS
	'SELECT DISTINCT coalesce(distrust, ''trusted'') FROM fiscal_checks WHERE name = rule';
CREATE TABLE entry (unit int NOT NULL, line int, side text, amount yuan(100) NOT NULL, other yuan(100) NOT NULL DEFAULT 0, PRIMARY KEY (unit, line));
INSERT INTO entry VALUES (1, 0, 'revenue', 500), (1, 1, 'expenditure', 500), (2, 0, 'revenue', 500), (2, 1, 'expenditure', 500);
SELECT fiscal_add_balance('entry', '{unit}', 'amount', 'side', name => 'even');
\set validate 'SELECT trust(), fiscal_validate(''entry''), trust() AS then'
-- A voucher that is sound by itself, so that only a reading finds what was wrong before.
\set post 'UPDATE entry SET amount = amount + 100 WHERE unit = 1'
\set break 'UPDATE entry SET amount = amount + 300 WHERE unit = 1 AND line = 0'
\set mend 'UPDATE entry SET amount = amount + 300 WHERE unit = 1 AND line = 1'

-- ---------------------------------------------------------------- what it outlives
SELECT trust();
CREATE INDEX ON entry (unit, side);
REINDEX TABLE entry;
ANALYZE entry;
VACUUM (FREEZE) entry;
VACUUM (FREEZE) pg_trigger;
CREATE ROLE fiscal_reader;
GRANT SELECT ON entry TO fiscal_reader;
ALTER TABLE entry OWNER TO fiscal_reader;
ALTER TABLE entry OWNER TO CURRENT_USER;
ALTER TABLE entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE entry DISABLE ROW LEVEL SECURITY;
ALTER TABLE entry RENAME TO renamed;
ALTER TABLE renamed RENAME TO entry;
CREATE SCHEMA elsewhere;
ALTER TABLE entry SET SCHEMA elsewhere;
ALTER TABLE elsewhere.entry SET SCHEMA public;
ALTER TABLE entry ADD COLUMN note text DEFAULT 'fast';
SELECT trust();
ALTER EXTENSION govfiscal SET SCHEMA elsewhere;
ALTER EXTENSION govfiscal SET SCHEMA public;
SELECT trust();
BEGIN;
ALTER TABLE entry DISABLE TRIGGER even;
SELECT trust();
ROLLBACK;
SELECT trust();
-- Writes by other ways that fire triggers: a view, a rule, a cascade.
CREATE VIEW seen AS SELECT * FROM entry;
CREATE TABLE unit (unit int PRIMARY KEY);
INSERT INTO unit VALUES (1), (2);
ALTER TABLE entry ADD FOREIGN KEY (unit) REFERENCES unit ON DELETE CASCADE ON UPDATE CASCADE;
SELECT trust();
UPDATE seen SET amount = amount + 300 WHERE line = 0;				-- fails
UPDATE seen SET amount = amount + 100;
UPDATE unit SET unit = 3 WHERE unit = 2;
DELETE FROM unit WHERE unit = 3;
CREATE RULE also AS ON INSERT TO unit DO ALSO INSERT INTO entry VALUES (NEW.unit, 0, 'revenue', 500);
INSERT INTO unit VALUES (4);										-- fails
DROP RULE also ON unit;
DROP VIEW seen;
SELECT trust();

-- ---------------------------------------------------------------- what makes it void
-- The trigger was off for a while.
ALTER TABLE entry DISABLE TRIGGER even;
SELECT trust();
:break;
ALTER TABLE entry ENABLE TRIGGER even;
SELECT trust();
:post;																-- fails
:mend;
-- Who sees that it is void deletes it.
SELECT count(*) FROM fiscal_proof;
:validate;
-- The same in one transaction, where all that is written bears one number.
BEGIN;
SELECT fiscal_validate('entry');
ALTER TABLE entry DISABLE TRIGGER even;
:break;
ALTER TABLE entry ENABLE TRIGGER even;
SELECT trust();
COMMIT;
:post;																-- fails
:mend;
:validate;
ALTER TABLE entry ENABLE REPLICA TRIGGER even;
SELECT trust();
ALTER TABLE entry ENABLE ALWAYS TRIGGER even;
:validate;
ALTER TRIGGER even ON entry RENAME TO evener;
ALTER TRIGGER evener ON entry RENAME TO even;
:validate;
BEGIN;
SELECT fiscal_drop_check('entry', 'even');
:break;
SELECT fiscal_add_balance('entry', '{unit}', 'amount', 'side', name => 'even', validate => false);
COMMIT;
SELECT trust();
:post;																-- fails
:mend;
:validate;
-- Other files.
VACUUM FULL entry;
:validate;
CLUSTER entry USING entry_pkey;
:validate;
BEGIN;
CREATE TEMP TABLE kept ON COMMIT DROP AS TABLE entry;
TRUNCATE entry;
ALTER TABLE entry DISABLE TRIGGER even;
INSERT INTO entry SELECT * FROM kept WHERE line = 0;
ALTER TABLE entry ENABLE TRIGGER even;
COMMIT;
SELECT trust();
:post;																-- fails
DELETE FROM entry;
:validate;
INSERT INTO entry VALUES (1, 0, 'revenue', 500), (1, 1, 'expenditure', 500);
-- A table that a crash empties.
ALTER TABLE entry DROP CONSTRAINT entry_unit_fkey;
ALTER TABLE entry SET UNLOGGED;
:validate;
ALTER TABLE entry SET LOGGED;
:validate;

-- What changes its meaning and changes it back: whoever writes meanwhile sees it.
-- (An event trigger judges such tables besides; here it is off.)
ALTER EVENT TRIGGER fiscal_watch_structure DISABLE;
\set swap 'ALTER TABLE entry RENAME amount TO a; ALTER TABLE entry RENAME other TO amount; ALTER TABLE entry RENAME a TO other;'
:swap
SELECT trust();
:swap
SELECT trust();
:swap
UPDATE entry SET other = other + 300 WHERE unit = 1 AND line = 0;
:swap
SELECT trust();
:post;																-- fails
:mend;
:validate;
-- Another column of the name; another quantum without a rewrite.
ALTER TABLE entry RENAME amount TO a;
ALTER TABLE entry ADD amount yuan(100) NOT NULL DEFAULT 0;
SELECT trust();
ALTER TABLE entry DROP amount;
ALTER TABLE entry RENAME a TO amount;
SELECT trust();
ALTER TABLE entry ALTER amount TYPE yuan;
:validate;
ALTER TABLE entry ALTER amount DROP NOT NULL;
:validate;
ALTER TABLE entry ALTER amount SET NOT NULL;
:validate;
ALTER EVENT TRIGGER fiscal_watch_structure ENABLE ALWAYS;

-- A proof that was not written here: replication, a copy.
CREATE TEMP TABLE copied AS TABLE fiscal_proof;
DELETE FROM fiscal_proof;
INSERT INTO fiscal_proof TABLE copied;
:validate;
SELECT count(*) FROM fiscal_proof;

-- Who replays another's writes gets round a rule as round a foreign key, unless it fires always.
SET session_replication_role = replica;
:break;
RESET session_replication_role;
SELECT trust();
:post;
SELECT fiscal_validate('entry');									-- fails
:mend;
ALTER TABLE entry ENABLE ALWAYS TRIGGER even;
:validate;
SET session_replication_role = replica;
:break;																-- fails
RESET session_replication_role;

-- What is rolled back.
BEGIN;
SAVEPOINT s;
ALTER TABLE entry ENABLE TRIGGER even;
SELECT fiscal_validate('entry');
ROLLBACK TO s;
SELECT trust();
:post;
COMMIT;
BEGIN;
ALTER TABLE entry ENABLE TRIGGER even;
SAVEPOINT s;
SELECT fiscal_validate('entry');
ROLLBACK TO s;
SELECT trust();
:post;
ROLLBACK;
SELECT trust();
-- Whoever may not write leaves no proof, and none is needed.
BEGIN READ ONLY;
SELECT fiscal_validate('entry');
COMMIT;
SELECT trust();
DROP TABLE entry;
-- What is left of it goes with the next one that is written.
CREATE TABLE entry (unit int NOT NULL, line int, side text, amount yuan NOT NULL, PRIMARY KEY (unit, line));
SELECT fiscal_add_balance('entry', '{unit}', 'amount', 'side', name => 'even');
SELECT count(*) FROM fiscal_proof;

-- ---------------------------------------------------------------- what is never proved
SELECT fiscal_drop_check('entry', 'even');
CREATE TYPE way AS ENUM ('in', 'out');
ALTER TABLE entry ADD way way, ADD ways way[];
SELECT fiscal_add_balance('entry', '{unit}', 'amount', 'way', '{in}', '{out}', name => 'even');
SELECT trust(), fiscal_drop_check('entry', 'even');
-- ... not even if somebody vouches for the comparison.
BEGIN;
ALTER FUNCTION enum_eq(anyenum, anyenum) LEAKPROOF;
SELECT fiscal_add_balance('entry', '{unit}', 'amount', 'way', '{in}', '{out}', name => 'even');
SELECT trust();
ROLLBACK;
SELECT fiscal_add_balance('entry', '{unit}', 'amount', 'side', severity => 'warning', name => 'even');
SELECT trust(), fiscal_drop_check('entry', 'even');
CREATE CONSTRAINT TRIGGER even AFTER UPDATE OR DELETE ON entry DEFERRABLE INITIALLY DEFERRED
	FOR EACH ROW EXECUTE FUNCTION fiscal_balance('key=unit', 'amount=amount', 'side=side');
:validate;
DROP TRIGGER even ON entry;
CREATE CONSTRAINT TRIGGER even AFTER INSERT OR UPDATE OR DELETE ON entry DEFERRABLE INITIALLY DEFERRED
	FOR EACH ROW WHEN (1 = 1) EXECUTE FUNCTION fiscal_balance('key=unit', 'amount=amount', 'side=side');
:validate;
DROP TRIGGER even ON entry;
CREATE CONSTRAINT TRIGGER even AFTER INSERT OR UPDATE OR DELETE ON entry DEFERRABLE INITIALLY DEFERRED
	FOR EACH ROW EXECUTE FUNCTION fiscal_balance('key=unit', 'amount=amount', 'side=side');
:validate;
DROP TABLE entry;
CREATE TEMP TABLE entry (unit int NOT NULL, line int, side text, amount yuan NOT NULL, PRIMARY KEY (unit, line));
SELECT fiscal_add_balance('entry', '{unit}', 'amount', 'side', name => 'even');
SELECT trust();
DROP TABLE entry;

-- ---------------------------------------------------------------- partitions
CREATE TABLE entry (unit int NOT NULL, line int, side text, amount yuan NOT NULL, PRIMARY KEY (unit, line)) PARTITION BY RANGE (line);
CREATE TABLE low PARTITION OF entry FOR VALUES FROM (0) TO (10);
CREATE TABLE high PARTITION OF entry FOR VALUES FROM (10) TO (20);
INSERT INTO entry VALUES (1, 0, 'revenue', 5), (1, 1, 'expenditure', 4), (1, 11, 'expenditure', 1);
SELECT fiscal_add_balance('entry', '{unit}', 'amount', 'side', name => 'even');
SELECT trust();
-- From one to the other, and straight into one.
UPDATE entry SET line = line + 9 WHERE line = 1;
INSERT INTO low VALUES (1, 5, 'revenue', 7), (1, 6, 'expenditure', 7);
INSERT INTO low VALUES (1, 7, 'revenue', 7);						-- fails
TRUNCATE high;														-- fails
SELECT trust();
-- One that is made is empty: the rule stays trusted, and may be written across.
CREATE TABLE higher PARTITION OF entry FOR VALUES FROM (20) TO (30);
CREATE TABLE deep PARTITION OF entry FOR VALUES FROM (30) TO (50) PARTITION BY RANGE (line);
CREATE TABLE deeper PARTITION OF deep FOR VALUES FROM (30) TO (40);
SELECT trust();
INSERT INTO entry VALUES (1, 20, 'revenue', 7), (1, 30, 'expenditure', 7);
-- One that comes with rows is judged at COMMIT, and no longer proved.
DROP TABLE deeper;													-- fails
CREATE TABLE arrived (LIKE entry INCLUDING ALL);
INSERT INTO arrived VALUES (1, 40, 'revenue', 7);
ALTER TABLE deep ATTACH PARTITION arrived FOR VALUES FROM (40) TO (50);	-- fails
DELETE FROM arrived;
ALTER TABLE deep ATTACH PARTITION arrived FOR VALUES FROM (40) TO (50);
:validate;
-- A trigger or a guard off on one of them.
ALTER TABLE low DISABLE TRIGGER even;
SELECT trust();
SELECT fiscal_validate('entry');
INSERT INTO low VALUES (1, 7, 'revenue', 7);
ALTER TABLE low ENABLE TRIGGER even;
SELECT trust();
INSERT INTO high VALUES (1, 12, 'revenue', 7), (1, 13, 'expenditure', 7);	-- fails
DELETE FROM low WHERE line = 7;
:validate;
ALTER TABLE low DISABLE TRIGGER fiscal_truncate_guard;
SELECT trust();
ALTER TABLE low ENABLE TRIGGER fiscal_truncate_guard;
SELECT trust(), fiscal_validate('entry');
-- Taken away, written to, and brought back.
ALTER EVENT TRIGGER fiscal_watch_structure DISABLE;
ALTER TABLE entry DETACH PARTITION high;
SELECT trust();
DELETE FROM high WHERE line = 11;
ALTER TABLE entry ATTACH PARTITION high FOR VALUES FROM (10) TO (20);
SELECT trust();
UPDATE entry SET amount = amount + 1 WHERE line IN (0, 6);			-- fails
INSERT INTO high VALUES (1, 11, 'expenditure', 1);
:validate;
-- A partition comes, is written across, and goes.
CREATE TABLE brief PARTITION OF entry FOR VALUES FROM (50) TO (60);
SELECT trust();
INSERT INTO entry VALUES (1, 50, 'revenue', 7), (1, 12, 'expenditure', 7);
DROP TABLE brief;
SELECT trust();
UPDATE entry SET amount = amount + 1 WHERE line IN (0, 6);			-- fails
ALTER EVENT TRIGGER fiscal_watch_structure ENABLE ALWAYS;
DROP TABLE entry;

-- ---------------------------------------------------------------- two tables
CREATE TABLE here (unit int PRIMARY KEY, amount yuan NOT NULL);
CREATE TABLE there (unit int NOT NULL, line int, amount yuan NOT NULL, PRIMARY KEY (unit, line));
INSERT INTO here VALUES (1, 5);
INSERT INTO there VALUES (1, 1, 5);
SELECT fiscal_add_tie('here', '{unit}', 'amount', '{}', 'there', '{unit}', 'amount', '{}', missing => 'zero', name => 'even');
SELECT trust();
ALTER TABLE there DISABLE TRIGGER even;
UPDATE there SET amount = 6;
ALTER TABLE there ENABLE TRIGGER even;
SELECT trust();
BEGIN;
UPDATE here SET amount = amount + 1;
UPDATE there SET amount = amount + 1;
COMMIT;																-- fails
UPDATE here SET amount = 6;
SELECT fiscal_validate('there'), trust();
TRUNCATE there;														-- fails
SELECT trust();
-- A file that the same transaction has made is truncated in place.
BEGIN;
ALTER TABLE there DISABLE TRIGGER fiscal_truncate_guard;
TRUNCATE there;
ALTER TABLE there ENABLE TRIGGER fiscal_truncate_guard;
INSERT INTO there VALUES (1, 1, 6);
SET CONSTRAINTS ALL IMMEDIATE;
SELECT fiscal_validate('there'), trust();
ALTER TABLE there DISABLE TRIGGER fiscal_truncate_guard;
TRUNCATE there;
ALTER TABLE there ENABLE TRIGGER fiscal_truncate_guard;
SELECT trust();
COMMIT;
BEGIN;
UPDATE here SET amount = amount + 1;
INSERT INTO there VALUES (1, 1, 1);
COMMIT;																-- fails
DROP TABLE here, there;
DROP FUNCTION trust;
DROP TYPE way;
DROP SCHEMA elsewhere;
DROP ROLE fiscal_reader;
