-- Whoever reads rules, or verdicts, runs no code of a table's owner as himself.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;
\set SHOW_CONTEXT never

-- A plain role with a schema of its own, and code that waits for a superuser.
CREATE ROLE regress_mallory LOGIN;
CREATE SCHEMA trap AUTHORIZATION regress_mallory;
SET ROLE regress_mallory;
CREATE FUNCTION trap.spring() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	IF (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
		EXECUTE 'ALTER ROLE regress_mallory SUPERUSER';
	END IF;
END $$;
CREATE FUNCTION trap.check(anyelement) RETURNS bool LANGUAGE plpgsql AS $$ BEGIN PERFORM trap.spring(); RETURN true; END $$;
CREATE DOMAIN trap.word AS text CHECK (trap.check(VALUE));
CREATE TYPE trap.pair AS (a int, b trap.word);
CREATE DOMAIN trap.words AS trap.word[];
CREATE TYPE trap.span AS RANGE (subtype = trap.word);
CREATE DOMAIN trap.deep AS trap.span[];
CREATE TYPE trap.later AS (a int);

\echo ---- values in an argument
CREATE FUNCTION trap.rule(name text, side text, revenue text, expenditure text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('CREATE TABLE trap.%I (k int PRIMARY KEY, amount yuan, side %s)', name, side);
	EXECUTE format('CREATE CONSTRAINT TRIGGER %1$I AFTER INSERT OR UPDATE OR DELETE ON trap.%1$I
		DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
		EXECUTE FUNCTION fiscal_balance(''key=k'', ''amount=amount'', ''side=side'', %2$L, %3$L)', name, 'revenue=' || revenue, 'expenditure=' || expenditure);
END $$;
SELECT trap.rule('array', 'trap.word[]', '{a}', '{b}');
SELECT trap.rule('domain', 'trap.words', '{a}', '{b}');
SELECT trap.rule('row', 'trap.pair', '"(1,a)"', '"(1,b)"');
SELECT trap.rule('range', 'trap.span', '"[a,b)"', '"[b,c)"');
SELECT trap.rule('nested', 'trap.deep', '{}', '"{empty}"');
SELECT trap.rule('mutable', 'trap.later', '(1)', '(2)');
-- A domain by itself is looked through: its constraint does not run.
SELECT trap.rule('plain', 'trap.word', 'a', 'b');
RESET ROLE;
SELECT name, problem FROM fiscal_checks WHERE table_name::text LIKE 'trap.%' ORDER BY name;
DO $$
DECLARE
	rule record;
BEGIN
	FOR rule IN SELECT table_name, name FROM fiscal_checks WHERE table_name::text LIKE 'trap.%' ORDER BY name LOOP
		BEGIN
			PERFORM fiscal_validate(rule.table_name, rule.name);
			RAISE INFO '%: valid', rule.name;
		EXCEPTION WHEN feature_not_supported THEN
			RAISE INFO '%: %', rule.name, sqlerrm;
		END;
		BEGIN
			PERFORM fiscal_audit(rule.table_name, rule.name);
		EXCEPTION WHEN feature_not_supported THEN NULL;
		END;
		BEGIN
			PERFORM fiscal_audit_balance(rule.table_name, '{k}', 'amount', 'side', '{a}', '{b}');
		EXCEPTION WHEN feature_not_supported THEN NULL;
		END;
	END LOOP;
END $$;
SELECT fiscal_add_balance('trap."array"', '{k}', 'amount', 'side', '{"{a}"}', '{"{b}"}');
-- Nor does it when the table is another's, or a view is: the type is still hers.
CREATE TABLE trapped (k int PRIMARY KEY, amount yuan, side trap.word[]);
SELECT fiscal_add_balance('trapped', '{k}', 'amount', 'side', '{"{a}"}', '{"{b}"}');
CREATE VIEW trapped_view AS TABLE trap."array";
GRANT SELECT ON trapped_view TO regress_mallory;
SET ROLE regress_mallory;
SELECT * FROM fiscal_audit_balance('trapped_view', '{k}', 'amount', 'side', '{"{a}"}', '{"{b}"}');
INSERT INTO trap."row" VALUES (1, 0, NULL);
RESET ROLE;
-- What a superuser owns is his to answer for.
CREATE DOMAIN sound AS text CHECK (VALUE <> '');
CREATE TYPE sound_pair AS (a int, b sound);
CREATE TABLE sound_table (k int PRIMARY KEY, amount yuan, side sound_pair);
SELECT fiscal_add_balance('sound_table', '{k}', 'amount', 'side', '{"(1,a)"}', '{"(1,b)"}');

\echo ---- the key of a verdict
SET ROLE regress_mallory;
CREATE TYPE trap.mood AS ENUM ('good', 'bad');
CREATE FUNCTION trap.mood_json(trap.mood) RETURNS json LANGUAGE plpgsql AS $$ BEGIN PERFORM trap.spring(); RETURN '"sprung"'; END $$;
CREATE CAST (trap.mood AS json) WITH FUNCTION trap.mood_json(trap.mood);
CREATE TYPE trap.moods AS (mood trap.mood, n int);
CREATE TABLE trap.moody (mood trap.mood, moods trap.mood[], row trap.moods, n int, a yuan, b yuan, PRIMARY KEY (mood, moods, row, n));
INSERT INTO trap.moody VALUES ('good', '{bad}', '(good,1)', 7, 1, 2);
SELECT fiscal_add_balance_columns('trap.moody', '{mood,moods,row,n}', 'a', 'b', severity => 'warning');
RESET ROLE;
SELECT key, verdict FROM fiscal_audit('trap.moody');
SELECT key FROM fiscal_audit_balance('trap.moody', '{mood}', 'a', 'mood', '{good}', '{bad}');
BEGIN;
UPDATE trap.moody SET a = 3;
SELECT key, difference FROM fiscal_pending();
ROLLBACK;

\echo ---- input, output, order and hash functions: she can make none
SET ROLE regress_mallory;
\set VERBOSITY sqlstate
CREATE TYPE trap.own;
CREATE FUNCTION trap.out(trap.mood) RETURNS cstring LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE FUNCTION trap.out(trap.mood) RETURNS cstring LANGUAGE internal AS 'enum_out';
CREATE OPERATOR CLASS trap.ops FOR TYPE trap.mood USING hash AS FUNCTION 1 hashenum(anyenum);
\set VERBOSITY default

\echo ---- what a check reads it reads as the owner, restricted
CREATE FUNCTION trap.leave(int) RETURNS int LANGUAGE plpgsql AS $$
BEGIN
	IF session_user <> current_user THEN
		PERFORM trap.spring();
		EXECUTE 'CREATE TEMP TABLE IF NOT EXISTS left_behind ()';
	END IF;
	RETURN $1;
EXCEPTION WHEN insufficient_privilege THEN
	RAISE INFO '%: %', current_user, sqlerrm;
	RETURN $1;
END $$;
CREATE TABLE trap.indexed (k int PRIMARY KEY, a yuan, b yuan);
SELECT fiscal_add_balance_columns('trap.indexed', '{k}', 'a', 'b');
CREATE FUNCTION trap.quiet(int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT $1';
CREATE INDEX ON trap.indexed (trap.quiet(1));
CREATE OR REPLACE FUNCTION trap.quiet(int) RETURNS int IMMUTABLE LANGUAGE plpgsql AS $$ BEGIN RETURN trap.leave($1); END $$;
RESET ROLE;
SELECT fiscal_validate('trap.indexed');

\echo ---- a trigger of the same name and arguments on a table of hers is no part of the rule
CREATE TABLE budget (unit int PRIMARY KEY, amount yuan);
CREATE TABLE spent (unit int PRIMARY KEY, amount yuan);
INSERT INTO budget VALUES (1, 123.45);
INSERT INTO spent VALUES (1, 100);
SELECT fiscal_add_tie('budget', '{unit}', 'amount', '{}', 'spent', '{unit}', 'amount', '{}', '>=', name => 'within');
SET ROLE regress_mallory;
CREATE TABLE trap.spent (unit int PRIMARY KEY, amount yuan);
SELECT format('CREATE CONSTRAINT TRIGGER within AFTER INSERT OR UPDATE OR DELETE ON trap.spent DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION fiscal_tie(%s)',
	string_agg(quote_literal(argument), ', ')) AS forged
FROM pg_trigger, unnest(string_to_array(encode(tgargs, 'escape'), '\000')) argument WHERE tgname = 'within' AND tgrelid = 'spent'::regclass AND argument <> '' \gset
:forged;
-- She learns nothing of the budget, nor does she lock it.
INSERT INTO trap.spent VALUES (1, 123.45);
INSERT INTO trap.spent VALUES (1, 123.46);
SELECT table_name, other_table, problem FROM fiscal_checks WHERE table_name = 'trap.spent'::regclass;
RESET ROLE;
-- Nor does she come in the way of those who are under the rule, wherever their tables are.
UPDATE spent SET amount = 101;
UPDATE spent SET amount = 200;
CREATE SCHEMA elsewhere;
ALTER TABLE spent SET SCHEMA elsewhere;
UPDATE elsewhere.spent SET amount = 102;
UPDATE budget SET amount = 1;
-- Where the owners of two tables are two, neither is the other's.
SELECT fiscal_add_tie('budget', '{unit}', 'amount', '{}', 'trap.spent', '{unit}', 'amount', '{}', name => 'apart');
DROP TABLE budget, elsewhere.spent;
DROP SCHEMA elsewhere;

\echo ---- the trap has not sprung
SELECT rolsuper FROM pg_roles WHERE rolname = 'regress_mallory';

SET client_min_messages = warning;
DROP TABLE trapped, sound_table CASCADE;
DROP TYPE sound_pair;
DROP DOMAIN sound;
DROP SCHEMA trap CASCADE;
DROP ROLE regress_mallory;
