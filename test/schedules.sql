-- Tables, rules, edits and oracle of test/schedules.
--
-- Four units and a handful of lines each, so that sessions meet all the time.  A
-- rule is *in force* if its trigger is there and enabled and what went past it, if
-- anything did, has been validated since (see bypass): then the oracle must find
-- no violation of it, whatever the sessions did.

\set ON_ERROR_STOP on
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
CREATE SCHEMA play;
SET search_path = play, public;

CREATE TABLE total (unit int PRIMARY KEY, amount yuan);
CREATE TABLE form (unit int, code subject_code, amount yuan, PRIMARY KEY (unit, code)) PARTITION BY HASH (code);
CREATE TABLE form0 PARTITION OF form FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE form1 PARTITION OF form FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE TABLE line (unit int, line int, parent int, amount yuan, sign int DEFAULT 1 NOT NULL, PRIMARY KEY (unit, line));
CREATE TABLE entry (unit int, no int, side text, amount yuan, PRIMARY KEY (unit, no));
-- Of these, whose amounts are never NULL, rows that come and go are followed, too.
CREATE TABLE voucher (unit int, no int, debit yuan NOT NULL, credit yuan NOT NULL, PRIMARY KEY (unit, no));
CREATE TABLE account (unit int PRIMARY KEY, amount yuan NOT NULL);
CREATE TABLE tree (unit int, code subject_code, amount yuan NOT NULL, PRIMARY KEY (unit, code));

-- The rules that have been got round and not validated since.
CREATE TABLE bypass (rule name);
CREATE TABLE rule (name name PRIMARY KEY, rel regclass, command text, enable text);
INSERT INTO rule VALUES
	('form_rollup', 'form', $$fiscal_add_rollup('form', '{unit}', 'code', '{amount}', name => 'form_rollup')$$, 'ENABLE'),
	('line_rollup', 'line', $$fiscal_add_rollup('line', '{unit}', 'line', '{amount}', parent => 'parent', sign => 'sign', name => 'line_rollup')$$, 'ENABLE'),
	('entry_balance', 'entry', $$fiscal_add_balance('entry', '{unit}', 'amount', 'side', quantum => 1, name => 'entry_balance')$$, 'ENABLE ALWAYS'),
	('voucher_even', 'voucher', $$fiscal_add_balance_columns('voucher', '{unit}', 'debit', 'credit', name => 'voucher_even')$$, 'ENABLE'),
	('account_tie', 'account', $$fiscal_add_tie('account', '{unit}', 'amount', '{}', 'voucher', '{unit}', 'debit', '{}', missing => 'zero', name => 'account_tie')$$, 'ENABLE'),
	('tree_rollup', 'tree', $$fiscal_add_rollup('tree', '{unit}', 'code', '{amount}', name => 'tree_rollup')$$, 'ENABLE'),
	('form_tie', 'form', $$fiscal_add_tie('form', '{unit}', 'amount', '{"code": "*"}', 'total', '{unit}', 'amount', '{}', name => 'form_tie')$$, 'ENABLE');

CREATE FUNCTION below(n int) RETURNS int LANGUAGE sql AS $$ SELECT floor(n * random())::int $$;
CREATE FUNCTION some_unit() RETURNS int LANGUAGE sql AS $$ SELECT 1 + play.below(4) $$;
CREATE FUNCTION some_code() RETURNS subject_code LANGUAGE sql AS
	$$ SELECT subject_make(201 + play.below(2), 1 + play.below(2), 1 + play.below(2)) $$;
CREATE FUNCTION some_amount() RETURNS yuan LANGUAGE sql AS $$ SELECT yuan_from_fen(play.below(401) - 200) $$;

-- Sound rows in place of all rows.
CREATE PROCEDURE fill() LANGUAGE plpgsql AS $$
BEGIN
	DELETE FROM play.form; DELETE FROM play.total; DELETE FROM play.line; DELETE FROM play.entry;
	DELETE FROM play.voucher; DELETE FROM play.account; DELETE FROM play.tree;
	INSERT INTO play.form
	SELECT unit, code, sum(amount) FROM generate_series(1, 4) unit, generate_series(201, 202) class,
		generate_series(1, 2) section, generate_series(1, 2) item, yuan(100) amount,
		subject_ancestors(subject_make(class, section, item)) code
	GROUP BY unit, code;
	INSERT INTO play.total SELECT unit, amount FROM play.form WHERE code = '*';
	-- 1 = 2 - 3, of which 6; 2 = 4 + 5
	INSERT INTO play.line SELECT unit, line, nullif(parent, 0), amount, sign FROM generate_series(1, 4) unit,
		(VALUES (1, 0, 50, 1), (2, 1, 80, 1), (3, 1, 30, -1), (4, 2, 40, 1), (5, 2, 40, 1), (6, 1, 7, 0)) l (line, parent, amount, sign);
	INSERT INTO play.entry SELECT unit, no, CASE no % 2 WHEN 0 THEN 'revenue' ELSE 'expenditure' END, 100
	FROM generate_series(1, 4) unit, generate_series(1, 4) no;
	INSERT INTO play.voucher SELECT unit, no, no % 2 * 5, (1 - no % 2) * 5 FROM generate_series(1, 4) unit, generate_series(1, 4) no;
	INSERT INTO play.account SELECT unit, 10 FROM generate_series(1, 4) unit;
	INSERT INTO play.tree SELECT unit, code, amount FROM play.form;
END $$;

CREATE FUNCTION in_force(name) RETURNS bool LANGUAGE sql AS $$
	SELECT EXISTS (SELECT FROM pg_trigger t JOIN play.rule r ON t.tgrelid = r.rel AND t.tgname = r.name
			WHERE r.name = $1 AND t.tgenabled <> 'D')
		AND NOT EXISTS (SELECT FROM play.bypass WHERE rule = $1)
$$;

-- Before a round: every rule is in force again.
CREATE PROCEDURE mend() LANGUAGE plpgsql SET search_path = play, public AS $$
DECLARE
	r play.rule;
BEGIN
	IF EXISTS (SELECT FROM pg_attribute WHERE attrelid = 'play.entry'::regclass AND attname = 'renamed') THEN
		ALTER TABLE play.entry RENAME renamed TO amount;
	END IF;
	IF (SELECT bool_and(play.in_force(name)) FROM play.rule) THEN
		RETURN;
	END IF;
	FOR r IN SELECT * FROM play.rule LOOP
		IF EXISTS (SELECT FROM pg_trigger WHERE tgrelid = r.rel AND tgname = r.name) THEN
			PERFORM fiscal_drop_check(r.rel, r.name);
		END IF;
	END LOOP;
	CALL play.fill();
	FOR r IN SELECT * FROM play.rule LOOP
		EXECUTE 'SELECT ' || r.command;
		EXECUTE format('ALTER TABLE %s %s TRIGGER %I', r.rel, r.enable, r.name);
	END LOOP;
	DELETE FROM play.bypass;
END $$;

-- Keeps every rule, if nobody interferes.
CREATE FUNCTION honest() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	u int := play.some_unit();
	v int := play.some_unit();
	c subject_code := play.some_code();
	spare subject_code := subject_make(201, 1, 50 + play.below(3));
	d yuan := play.some_amount();
BEGIN
	CASE play.below(15)
		WHEN 9 THEN
			INSERT INTO play.voucher VALUES (u, 10 + play.below(90), d, 0), (u, 100 + play.below(90), 0, d);
			UPDATE play.account SET amount = amount + d WHERE unit = u;
		WHEN 10 THEN
			WITH gone AS (DELETE FROM play.voucher WHERE unit = u AND (no + 1) / 2 = 1 + play.below(2) RETURNING debit)
			UPDATE play.account SET amount = amount - coalesce((SELECT sum(debit) FROM gone), 0) WHERE unit = u;
		WHEN 11 THEN
			WITH new AS (UPDATE play.voucher SET debit = debit + d, credit = credit + d WHERE unit = u AND no = 1 RETURNING no)
			UPDATE play.account SET amount = amount + d WHERE unit = u AND EXISTS (SELECT FROM new);
		WHEN 12, 13 THEN
			UPDATE play.tree SET amount = amount + d WHERE unit = u AND code @> c;
		WHEN 14 THEN
			c := subject_make(201 + play.below(2), 1 + play.below(2), 3 + play.below(40));
			INSERT INTO play.tree VALUES (u, c, d);
			UPDATE play.tree SET amount = amount + d WHERE unit = u AND code @> c AND code <> c;
		WHEN 0, 1 THEN
			UPDATE play.form SET amount = amount + d WHERE unit = u AND code @> c;
			UPDATE play.total SET amount = amount + d WHERE unit = u;
		WHEN 2 THEN
			INSERT INTO play.form VALUES (u, spare, 0) ON CONFLICT DO NOTHING;
		WHEN 3 THEN
			UPDATE play.form SET unit = v WHERE unit = u AND code = spare AND amount = 0;
		WHEN 4 THEN
			DELETE FROM play.form WHERE unit = u AND code = spare;
		WHEN 5 THEN
			UPDATE play.line SET amount = amount + d WHERE unit = u AND line IN (1, 2, 4);
		WHEN 6 THEN
			INSERT INTO play.line VALUES (u, 7, 1 + play.below(3), NULL) ON CONFLICT (unit, line) DO UPDATE SET parent = EXCLUDED.parent;
		WHEN 7 THEN
			UPDATE play.entry SET amount = amount + d WHERE unit = u AND no IN (1, 2);
		WHEN 8 THEN
			INSERT INTO play.entry VALUES (u, 5, 'revenue', d), (u, 6, 'expenditure', d)
			ON CONFLICT (unit, no) DO UPDATE SET amount = EXCLUDED.amount;
	END CASE;
END $$;

-- Anything, sound or not.
CREATE FUNCTION edit() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	u int := play.some_unit();
	v int := play.some_unit();
	n int := 1 + play.below(7);
	c subject_code := play.some_code();
	d yuan := CASE WHEN random() < 0.1 THEN NULL ELSE play.some_amount() END;
BEGIN
	CASE play.below(21)
		WHEN 14 THEN UPDATE play.voucher SET debit = debit + d WHERE unit = u AND no = n;
		WHEN 15 THEN DELETE FROM play.voucher WHERE unit = u AND no = n;
		WHEN 16 THEN UPDATE play.voucher SET unit = v WHERE unit = u AND no = n;
		WHEN 17 THEN UPDATE play.account SET amount = amount + d WHERE unit = u;
		WHEN 18 THEN UPDATE play.tree SET amount = amount + d WHERE unit = u AND code = c;
		WHEN 19 THEN DELETE FROM play.tree WHERE unit = u AND code <@ c;
		WHEN 20 THEN INSERT INTO play.tree VALUES (u, subject_make(201, 1 + play.below(3), 1 + play.below(3), 1), coalesce(d, 0));
		WHEN 0 THEN UPDATE play.form SET amount = amount + d WHERE unit = u AND code = c;
		WHEN 1 THEN DELETE FROM play.form WHERE unit = u AND code = subject_parent(c);
		WHEN 2 THEN INSERT INTO play.form VALUES (u, subject_make(203, 1 + play.below(2), 1), d) ON CONFLICT DO NOTHING;
		WHEN 3 THEN UPDATE play.form SET code = subject_make(202, 9, 9) WHERE unit = u AND code = c;
		WHEN 4 THEN UPDATE play.total SET amount = amount + d WHERE unit = u;
		WHEN 5 THEN UPDATE play.line SET amount = d WHERE unit = u AND line = n;
		WHEN 6 THEN UPDATE play.line SET parent = 1 + play.below(7) WHERE unit = u AND line = n;
		WHEN 7 THEN UPDATE play.line SET sign = play.below(3) - 1 WHERE unit = u AND line = n;
		WHEN 8 THEN DELETE FROM play.line WHERE unit = u AND line = n;
		WHEN 9 THEN UPDATE play.entry SET amount = d WHERE unit = u AND no = n;
		WHEN 10 THEN UPDATE play.entry SET unit = v WHERE unit = u AND no = n;
		WHEN 11 THEN DELETE FROM play.entry WHERE unit = u AND no = n;
		WHEN 12 THEN UPDATE play.entry SET side = CASE play.below(3) WHEN 0 THEN 'revenue' WHEN 1 THEN 'expenditure' END WHERE unit = u AND no = n;
		ELSE DELETE FROM play.total WHERE unit = u;
	END CASE;
END $$;

-- An edit in a block that is left by an exception, or by the verdict on the edit.
CREATE FUNCTION attempt() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	PERFORM play.edit();
	IF random() < 0.5 THEN
		SET CONSTRAINTS ALL IMMEDIATE;
		SET CONSTRAINTS ALL DEFERRED;
	ELSE
		RAISE SQLSTATE 'PLAY0';
	END IF;
EXCEPTION WHEN check_violation OR SQLSTATE 'PLAY0' THEN
	IF random() < 0.5 THEN
		PERFORM play.honest();
	END IF;
END $$;

-- Violations of each rule, without a function or an operator of the extension.
CREATE FUNCTION oracle() RETURNS TABLE (rule name, violations bigint) LANGUAGE sql
SET search_path = play, pg_catalog AS $$
	WITH RECURSIVE f AS (
		SELECT unit, code::text AS code, amount::numeric AS amount,
			CASE WHEN code::text = '*' THEN NULL WHEN length(code::text) = 3 THEN '*'
				ELSE left(code::text, length(code::text) - 2) END AS parent
		FROM form),
	code_sums AS (
		SELECT p.unit, p.code FROM f p JOIN f c ON (c.unit, c.parent) = (p.unit, p.code)
		GROUP BY p.unit, p.code, p.amount HAVING p.amount <> sum(c.amount)),
	orphans AS (
		SELECT c.unit, c.code FROM f c WHERE c.parent <> '*'
			AND NOT EXISTS (SELECT FROM f p WHERE (p.unit, p.code) = (c.unit, c.parent))),
	line_sums AS (
		SELECT p.unit, p.line FROM line p JOIN line c ON (c.unit, c.parent) = (p.unit, p.line) AND c.sign <> 0
		GROUP BY p.unit, p.line, p.amount HAVING p.amount::numeric <> sum(c.sign * c.amount::numeric)),
	line_orphans AS (
		SELECT c.unit, c.line FROM line c WHERE c.parent IS NOT NULL
			AND NOT EXISTS (SELECT FROM line p WHERE (p.unit, p.line) = (c.unit, c.parent))),
	up AS (
		SELECT unit, line AS start, parent AS at, 1 AS steps FROM line
		UNION ALL
		SELECT up.unit, up.start, l.parent, steps + 1 FROM up JOIN line l ON (l.unit, l.line) = (up.unit, up.at) WHERE steps < 20),
	sides AS (
		SELECT unit, count(amount) FILTER (WHERE side IN ('revenue', 'expenditure')) AS figures,
			CASE WHEN count(*) FILTER (WHERE side = 'revenue') = 0 THEN 0 ELSE sum(amount::numeric) FILTER (WHERE side = 'revenue') END AS revenue,
			CASE WHEN count(*) FILTER (WHERE side = 'expenditure') = 0 THEN 0 ELSE sum(amount::numeric) FILTER (WHERE side = 'expenditure') END AS expenditure
		FROM entry GROUP BY unit),
	t AS (
		SELECT unit, code::text AS code, amount::numeric AS amount,
			CASE WHEN code::text = '*' THEN NULL WHEN length(code::text) = 3 THEN '*'
				ELSE left(code::text, length(code::text) - 2) END AS parent
		FROM tree),
	tree_sums AS (
		SELECT p.unit, p.code FROM t p JOIN t c ON (c.unit, c.parent) = (p.unit, p.code)
		GROUP BY p.unit, p.code, p.amount HAVING p.amount <> sum(c.amount)),
	tree_orphans AS (
		SELECT c.unit, c.code FROM t c WHERE c.parent <> '*'
			AND NOT EXISTS (SELECT FROM t p WHERE (p.unit, p.code) = (c.unit, c.parent)))
	SELECT 'form_rollup'::name, (SELECT count(*) FROM code_sums) + (SELECT count(*) FROM orphans)
	UNION ALL SELECT 'line_rollup', (SELECT count(*) FROM line_sums) + (SELECT count(*) FROM line_orphans)
		+ (SELECT count(*) FROM up WHERE at = start)
	UNION ALL SELECT 'entry_balance', (SELECT count(*) FROM sides WHERE abs(revenue - expenditure) > figures * 0.5)
	UNION ALL SELECT 'tree_rollup', (SELECT count(*) FROM tree_sums) + (SELECT count(*) FROM tree_orphans)
	UNION ALL SELECT 'voucher_even', (SELECT count(*) FROM (SELECT FROM voucher GROUP BY unit HAVING sum(debit::numeric) <> sum(credit::numeric)) v)
	UNION ALL SELECT 'account_tie', (SELECT count(*) FROM (SELECT unit, amount::numeric FROM account) a
		FULL JOIN (SELECT unit, sum(debit::numeric) FROM voucher GROUP BY unit) v USING (unit) WHERE coalesce(amount, 0) <> coalesce(sum, 0))
	UNION ALL SELECT 'form_tie', (SELECT count(*) FROM total t JOIN f USING (unit) WHERE f.code = '*' AND f.amount <> t.amount::numeric)
$$;
INSERT INTO bypass VALUES ('form_rollup');
CALL mend();
