-- What an installer refuses, and what a trigger says of itself when it is wrong.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;

CREATE TABLE t (
	k int NOT NULL, loose int, code subject_code NOT NULL, side text, sign real, v json,
	amount yuan, other yuan, n numeric, PRIMARY KEY (k, code)
);

\echo ---- names, each with its SQLSTATE
\set VERBOSITY sqlstate
SELECT fiscal_add_balance('t', '{nokey}', 'amount', 'side');
SELECT fiscal_add_balance('t', '{k}', 'noamount', 'side');
SELECT fiscal_add_balance('t', '{k}', 'n', 'side');
SELECT fiscal_add_balance('t', '{k,k}', 'amount', 'side');
SELECT fiscal_add_balance('t', '{}', 'amount', 'side');
SELECT fiscal_add_balance('t', '{NULL}', 'amount', 'side');
SELECT fiscal_add_balance('t', NULL, 'amount', 'side');
SELECT fiscal_add_balance('t', '{v}', 'amount', 'side');
SELECT fiscal_add_balance('t', '{tableoid}', 'amount', 'side');
SELECT fiscal_add_balance('t', '{k}', 'amount', NULL);
SELECT fiscal_add_balance('t', '{k}', 'amount', 'v');
SELECT fiscal_add_balance('t', '{loose}', 'amount', 'side');
SELECT fiscal_add_balance('t', '{k}', 'amount', 'k', '{x}');
SELECT fiscal_add_balance('t', '{k}', 'amount', 'side', '{a,b}', '{c,a}');
SELECT fiscal_add_balance('t', '{k}', 'amount', 'side', severity => 'fatal');
SELECT fiscal_add_balance('t', '{k}', 'amount', 'side', quantum => 0);
SELECT fiscal_add_balance('t', '{k}', 'amount', 'side', quantum => -1);
SELECT fiscal_add_balance('t', '{k}', 'amount', 'side', quantum => '21474836.48');
SELECT fiscal_add_balance(NULL, '{k}', 'amount', 'side');
SELECT fiscal_add_balance(0, '{k}', 'amount', 'side');
SELECT fiscal_add_balance('pg_class', '{oid}', 'amount', 'side');
SELECT fiscal_add_balance_columns('t', '{k}', 'amount', 'amount');
SELECT fiscal_add_rollup('t', '{k}', 'k', '{amount}');
SELECT fiscal_add_rollup('t', '{k}', 'loose', '{amount}', parent => 'k');
SELECT fiscal_add_rollup('t', '{k}', 'code', '{amount,amount}');
SELECT fiscal_add_rollup('t', '{k}', 'code', '{}');
SELECT fiscal_add_rollup('t', '{k}', 'code', '{amount}', parent => 'code');
SELECT fiscal_add_rollup('t', '{k}', 'code', '{amount}', parent => 'k');
SELECT fiscal_add_rollup('t', '{k}', 'code', '{amount}', sign => 'sign');
SELECT fiscal_add_rollup('t', '{k}', 'code', '{amount}', gaps => 'maybe');
SELECT fiscal_add_tie('t', '{k}', 'amount', '[]', 't', '{k}', 'amount', '{}');
SELECT fiscal_add_tie('t', '{k}', 'amount', '{"side": {"a": 1}}', 't', '{k}', 'amount', '{}');
SELECT fiscal_add_tie('t', '{k}', 'amount', '{"side": [["a"]]}', 't', '{k}', 'amount', '{}');
SELECT fiscal_add_tie('t', '{k}', 'amount', '{"side": []}', 't', '{k}', 'amount', '{}');
SELECT fiscal_add_tie('t', '{k}', 'amount', '{"k": "x"}', 't', '{k}', 'amount', '{}');
SELECT fiscal_add_tie('t', '{k}', 'amount', '{"nowhere": 1}', 't', '{k}', 'amount', '{}');
SELECT fiscal_add_tie('t', '{k}', 'amount', '{}', 't', '{code}', 'amount', '{}');
SELECT fiscal_add_tie('t', '{k}', 'amount', '{}', 't', '{k,code}', 'amount', '{}');
SELECT fiscal_add_tie('t', '{k}', 'amount', '{}', 't', '{k}', 'amount', '{}', '<>');
SELECT fiscal_add_tie('t', '{k}', 'amount', '{}', NULL, '{k}', 'amount', '{}');
\set VERBOSITY default

\echo ---- the same in words, one of a kind
SELECT fiscal_add_balance('t', '{nokey}', 'amount', 'side');
SELECT fiscal_add_balance('t', '{k}', 'n', 'side');
SELECT fiscal_add_balance('t', '{loose}', 'amount', 'side');
SELECT fiscal_add_balance('t', '{k}', 'amount', NULL);
SELECT fiscal_add_balance('t', '{k}', 'amount', 'side', '{a,b}', '{c,a}');
SELECT fiscal_add_balance('t', '{k}', 'amount', 'side', severity => 'fatal');
SELECT fiscal_add_balance('t', '{k}', 'amount', 'side', quantum => 0);
SELECT fiscal_add_rollup('t', '{k}', 'k', '{amount}');
SELECT fiscal_add_rollup('t', '{k}', 'code', '{amount}', sign => 'sign');
SELECT fiscal_add_tie('t', '{k}', 'amount', '{"side": []}', 't', '{k}', 'amount', '{}');
SELECT fiscal_add_tie('t', '{k}', 'amount', '{}', 't', '{code}', 'amount', '{}');
SELECT count(*) FROM pg_trigger WHERE tgrelid = 't'::regclass;

\echo ---- tables it cannot work on
CREATE VIEW v AS SELECT * FROM t;
CREATE MATERIALIZED VIEW m AS SELECT * FROM t;
CREATE FOREIGN DATA WRAPPER nothing;
CREATE SERVER nowhere FOREIGN DATA WRAPPER nothing;
CREATE FOREIGN TABLE f (k int NOT NULL, code subject_code NOT NULL, amount yuan, side text) SERVER nowhere;
CREATE TABLE parent (k int NOT NULL, revenue yuan, expenditure yuan);
CREATE TABLE child () INHERITS (parent);
SELECT fiscal_add_balance('v', '{k}', 'amount', 'side');
SELECT fiscal_add_balance('m', '{k}', 'amount', 'side');
SELECT fiscal_add_balance('f', '{k}', 'amount', 'side');
SELECT fiscal_add_tie('t', '{k}', 'amount', '{}', 'f', '{k}', 'amount', '{}');
SELECT fiscal_add_balance_columns('parent', '{k}', 'revenue', 'expenditure');
\set VERBOSITY sqlstate
SELECT fiscal_add_balance('v', '{k}', 'amount', 'side');
SELECT fiscal_add_balance('f', '{k}', 'amount', 'side');
SELECT fiscal_add_balance_columns('parent', '{k}', 'revenue', 'expenditure');
\set VERBOSITY default

\echo ---- names of rules
SELECT fiscal_add_balance('t', '{k}', 'amount', 'side');
SELECT fiscal_add_balance('t', '{k}', 'other', 'side');
SELECT fiscal_add_balance('t', '{k}', 'other', 'side', name => 't_balance');
SELECT fiscal_add_balance('t', '{k}', 'other', 'side', name => 't_pkey');
CREATE SCHEMA elsewhere;
CREATE TABLE elsewhere.t (LIKE t);
SELECT fiscal_add_balance('elsewhere.t', '{code}', 'amount', 'side', name => 't_balance');
-- The name of a tie is free in both schemas.
SELECT fiscal_add_tie('elsewhere.t', '{code}', 'amount', '{}', 't', '{code}', 'amount', '{}', name => 't_balance1');
ALTER TABLE t ADD CONSTRAINT t_tie CHECK (true);
SELECT fiscal_add_tie('elsewhere.t', '{code}', 'amount', '{}', 't', '{code}', 'amount', '{}');
SELECT fiscal_drop_check('t', 't_tie1');
ALTER TABLE t DROP CONSTRAINT t_tie;
SELECT fiscal_drop_check('t', 'nothing');
SELECT fiscal_drop_check('t', 't_pkey');
SELECT fiscal_validate('t', 'nothing');
SELECT fiscal_drop_check('t', 't_balance1');
SELECT fiscal_drop_check('t', 't_balance');
SELECT tgrelid::regclass, tgname FROM pg_trigger WHERE NOT tgisinternal;

\echo ---- stored rows are judged at once, unless told not to
INSERT INTO t (k, code, side, amount) VALUES (1, '204', 'revenue', 5);
SELECT fiscal_add_balance('t', '{k}', 'amount', 'side');
SELECT fiscal_add_balance('t', '{k}', 'amount', 'side', validate => false);
SELECT fiscal_validate('t');
UPDATE t SET sign = 1;
UPDATE t SET amount = 6;
DELETE FROM t;
SELECT fiscal_validate('t');

\echo ---- a trigger by hand: wrong arguments are refused at first use
SELECT fiscal_drop_check('t', 't_balance');
CREATE FUNCTION try(arguments text, timing text DEFAULT 'AFTER', level text DEFAULT 'ROW', events text DEFAULT 'INSERT', function text DEFAULT 'fiscal_balance') RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
	state text; message text; detail text; hint text;
BEGIN
	EXECUTE format('CREATE TRIGGER tried %s %s ON t FOR EACH %s EXECUTE FUNCTION %s(%s)', timing, events, level, function, arguments);
	IF events = 'TRUNCATE' THEN TRUNCATE t; ELSE INSERT INTO t (k, code, side, amount) VALUES (1, '204', 'revenue', 0); END IF;
	RAISE 'passed' USING errcode = 'ZZZZZ';
EXCEPTION WHEN others THEN
	GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
	RETURN concat_ws(E'\n', state || ': ' || message, nullif(detail, ''), nullif(hint, ''));
END $$;
\pset tuples_only
\pset format unaligned
SELECT try($$'key=k', 'amount=amount', 'side=side'$$);
SELECT try('');
SELECT try($$'key=k'$$);
SELECT try($$'key=k', 'amount=amount'$$);
SELECT try($$'key=k', 'amount=amount', 'side=side', 'colour=red'$$);
SELECT try($$'key=k', 'amount=amount', 'side=side', 'amount=amount'$$);
SELECT try($$'key'$$);
SELECT try($$'=k'$$);
SELECT try($$''$$);
SELECT try($$'key=', 'amount=amount', 'side=side'$$);
SELECT try($$'key=k,', 'amount=amount', 'side=side'$$);
SELECT try($$'key="k', 'amount=amount', 'side=side'$$);
SELECT try($$'key=k; DROP TABLE t', 'amount=amount', 'side=side'$$);
SELECT try($$'key=k', 'amount=amount + 1', 'side=side'$$);
SELECT try($$'key=k', 'amount=amount,other', 'side=side'$$);
SELECT try($$'key=k', 'amount=amount', 'side=side', 'revenue="a'$$);
SELECT try($$'key=k', 'amount=amount', 'side=side', 'revenue="a"b'$$);
SELECT try($$'key=k', 'amount=amount', 'side=side', 'revenue_column=amount'$$);
SELECT try($$'key=k', 'revenue_column=amount'$$);
SELECT try($$'key=k', 'amount=amount', 'side=side', 'quantum=much'$$);
SELECT try($$'key=k', 'amount=amount', 'side=side', 'severity=ERROR'$$);
SELECT try($$'key=k', 'code=code', 'amount=amount', 'amounts=other'$$, function => 'fiscal_rollup');
SELECT try($$'key=k', 'amounts=other'$$, function => 'fiscal_rollup');
SELECT try($$'key=k', 'code=code', 'amounts=other', 'gaps='$$, function => 'fiscal_rollup');
SELECT try($$'key=k', 'amount=amount', 'filter={', 'other_key=k', 'other_amount=amount'$$, function => 'fiscal_tie');
\echo ---- and wrong timing
SELECT try($$'key=k', 'amount=amount', 'side=side'$$, timing => 'BEFORE');
SELECT try($$'key=k', 'amount=amount', 'side=side'$$, level => 'STATEMENT');
SELECT try($$'key=k', 'amount=amount', 'side=side'$$, level => 'STATEMENT', events => 'TRUNCATE');
SELECT try('', level => 'STATEMENT', function => 'fiscal_truncate_guard');
SELECT try('', timing => 'BEFORE', level => 'STATEMENT', events => 'TRUNCATE', function => 'fiscal_truncate_guard');
\pset format aligned
\pset tuples_only
-- What makes no sense is a line of fiscal_checks, not the end of it.
CREATE TRIGGER odd1 AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION fiscal_balance('key');
CREATE TRIGGER odd2 AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION fiscal_balance('key="k', 'amount=gone', 'severity=loud');
CREATE TRIGGER odd3 AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION fiscal_tie('key=k', 'amount=gone', 'other_key=k', 'other_amount=amount');
SELECT name, severity, broken_columns, problem FROM fiscal_checks WHERE name LIKE 'odd%' ORDER BY name;
DROP TRIGGER odd1 ON t;
DROP TRIGGER odd2 ON t;
DROP TRIGGER odd3 ON t;
SELECT fiscal_balance();
CREATE FUNCTION call() RETURNS trigger AS '$libdir/govfiscal', 'fiscal_rule' LANGUAGE C;
SELECT call();
DROP FUNCTION call;

SET client_min_messages = warning;
DROP TABLE t, parent CASCADE;
DROP FOREIGN DATA WRAPPER nothing CASCADE;
DROP SCHEMA elsewhere CASCADE;
DROP FUNCTION try;
