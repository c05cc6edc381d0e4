-- Tables, rules, edits and oracle of test/stress.
--
-- Every edit takes its row locks in one order (total, then form by unit and code,
-- then entry), so that a deadlock could only come from the rules.  Locks that an
-- edit does not need it does not take: the races are between edits that share no
-- row.

\set ON_ERROR_STOP on
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
CREATE SCHEMA stress;
SET search_path = stress, public;

-- 80 units: what touches them all locks the rules as a whole.
CREATE TABLE total (unit int PRIMARY KEY, amount yuan);
CREATE TABLE form (unit int, code subject_code, amount yuan, paid yuan, PRIMARY KEY (unit, code))
	PARTITION BY HASH (code);
CREATE TABLE form0 PARTITION OF form FOR VALUES WITH (MODULUS 3, REMAINDER 0);
CREATE TABLE form1 PARTITION OF form FOR VALUES WITH (MODULUS 3, REMAINDER 1);
CREATE TABLE form2 PARTITION OF form FOR VALUES WITH (MODULUS 3, REMAINDER 2);
CREATE TABLE entry (unit int, no int, side text, amount yuan, PRIMARY KEY (unit, no));

-- 8 items in 4 sections in 2 classes
CREATE FUNCTION item(class int, section int, no int) RETURNS subject_code LANGUAGE sql AS
	$$ SELECT subject_make(200 + class, section, no) $$;
INSERT INTO form
SELECT unit, code, sum(amount), sum(amount)
FROM generate_series(1, 80) unit, generate_series(1, 2) class, generate_series(1, 2) section,
	generate_series(1, 2) no, yuan(1000) amount, subject_ancestors(item(class, section, no)) code
GROUP BY unit, code;
INSERT INTO total SELECT unit, amount FROM form WHERE code = '*';
INSERT INTO entry SELECT unit, no, CASE no % 2 WHEN 0 THEN 'revenue' ELSE 'expenditure' END, 1000
FROM generate_series(1, 80) unit, generate_series(1, 4) no;
CREATE SEQUENCE entry_no START 100;

SELECT fiscal_add_rollup('form', '{unit}', 'code', '{amount}', name => 'form_amount');
-- The figures paid are kept by a formula set alone; their totals by two rules.
SELECT fiscal_add_formulas('form_paid', $$
	key unit;
	form p = form line code figures paid quantum '1';
	form f = form line code figures amount;
	form t = total;
	form_paid per line of p: paid = children(paid);
	form_total exact: f[*] = t.amount;
$$);
SELECT fiscal_add_balance('entry', '{unit}', 'amount', 'side', quantum => 1, name => 'entry_balance');
SELECT fiscal_add_tie('form', '{unit}', 'amount', '{"code": "*"}', 'total', '{unit}', 'amount', '{}', name => 'form_total');
ALTER TABLE entry ENABLE ALWAYS TRIGGER entry_balance;

-- Some units are edited more often than others.  (Called once for each edit: in a
-- WHERE clause these would choose anew for each row.)
CREATE FUNCTION any_unit() RETURNS int LANGUAGE sql AS $$ SELECT 1 + floor(80 * random() ^ 3)::int $$;
CREATE FUNCTION any_item() RETURNS subject_code LANGUAGE sql AS
	$$ SELECT item(1 + (random() < 0.5)::int, 1 + (random() < 0.5)::int, 1 + floor(2 * random())::int) $$;
-- An item that only some edits create, move and delete; its figures are zero and "not reported".
CREATE FUNCTION spare_item() RETURNS subject_code LANGUAGE sql AS
	$$ SELECT item(1 + (random() < 0.5)::int, 1 + (random() < 0.5)::int, 50 + floor(4 * random())::int) $$;

-- One of the edits of a kind; returns what it was.
CREATE FUNCTION honest() RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	u int := any_unit();
	a subject_code := any_item();
	b subject_code := any_item();
	spare subject_code := spare_item();
	other_spare subject_code := spare_item();
	d yuan := yuan_from_fen(floor(200001 * random())::int8 - 100000);
	dice float8 := random();
BEGIN
	IF dice < 0.01 THEN
		-- one figure of every unit, on every level
		PERFORM FROM total ORDER BY unit FOR UPDATE;
		PERFORM FROM form WHERE code @> a ORDER BY unit, code FOR UPDATE;
		UPDATE total SET amount = amount + d;
		UPDATE form SET amount = amount + d, paid = paid + d WHERE code @> a;
		RETURN 'every unit';
	ELSIF dice < 0.25 THEN
		PERFORM FROM total WHERE unit = u FOR UPDATE;
		PERFORM FROM form WHERE unit = u AND code @> a ORDER BY code FOR UPDATE;
		UPDATE total SET amount = amount + d WHERE unit = u;
		UPDATE form SET amount = amount + d, paid = paid + d WHERE unit = u AND code @> a;
		RETURN 'every level';
	ELSIF dice < 0.50 THEN
		-- from one item to another, up to where their paths meet
		PERFORM FROM form WHERE unit = u AND (code @> a OR code @> b) AND code << subject_lca(a, b)
		ORDER BY code FOR UPDATE;
		UPDATE form SET amount = amount + d, paid = paid + d WHERE unit = u AND code @> a AND code << subject_lca(a, b);
		UPDATE form SET amount = amount - d, paid = paid - d WHERE unit = u AND code @> b AND code << subject_lca(a, b);
		RETURN 'transfer';
	ELSIF dice < 0.60 THEN
		INSERT INTO form VALUES (u, spare, 0, NULL) ON CONFLICT DO NOTHING;
		RETURN 'new item';
	ELSIF dice < 0.65 THEN
		DELETE FROM form WHERE unit = u AND code = spare;
		RETURN 'item gone';
	ELSIF dice < 0.70 THEN
		BEGIN
			UPDATE form SET code = other_spare WHERE unit = u AND code = spare;
		EXCEPTION WHEN unique_violation THEN
			RETURN 'item not moved';
		END;
		RETURN 'item moved';
	ELSIF dice < 0.90 OR (SELECT count(*) > 40 FROM entry WHERE unit = u) THEN
		PERFORM FROM entry WHERE unit = u AND no IN (1, 2) ORDER BY no FOR UPDATE;
		UPDATE entry SET amount = amount + d WHERE unit = u AND no IN (1, 2);
		RETURN 'both sides';
	ELSE
		INSERT INTO entry VALUES (u, nextval('entry_no'), 'revenue', d), (u, nextval('entry_no'), 'expenditure', d);
		RETURN 'entry';
	END IF;
END $$;

-- What is sound unless another does the like at the same time: figures within the
-- tolerance, on few units; and sections that come and go while items arrive.
CREATE FUNCTION racing() RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	u int := 1 + floor(2 * random())::int;
	a subject_code := item(1, 1 + floor(2 * random())::int, 1 + floor(2 * random())::int);
	n int := 1 + floor(4 * random())::int;
	d yuan := yuan_from_fen(floor(301 * random())::int8 - 150);
	s subject_code := subject_make(201, 8 + n % 2);
	dice float8 := random();
BEGIN
	IF dice < 0.3 THEN
		UPDATE form SET paid = paid + d WHERE unit = u AND code = a;
		RETURN 'paid';
	ELSIF dice < 0.6 THEN
		UPDATE entry SET amount = amount + d WHERE unit = u AND no = n;
		RETURN 'entry';
	ELSIF dice < 0.7 THEN
		INSERT INTO form VALUES (u, s, 0, NULL) ON CONFLICT DO NOTHING;
		RETURN 'new section';
	ELSIF dice < 0.9 THEN
		INSERT INTO form SELECT u, subject_make(201, 8 + n % 2, 1 + floor(50 * random())::int), 0, NULL
		FROM form WHERE unit = u AND code = s ON CONFLICT DO NOTHING;
		RETURN 'item arrives';
	ELSE
		PERFORM FROM form WHERE unit = u AND code <@ s ORDER BY code FOR UPDATE;
		DELETE FROM form WHERE unit = u AND code <@ s;
		RETURN 'section gone';
	END IF;
END $$;

CREATE FUNCTION dishonest() RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	u int := any_unit();
	a subject_code := any_item();
	dice float8 := random();
BEGIN
	IF dice < 0.2 THEN
		UPDATE form SET amount = amount + 10000 WHERE unit = u AND code = a;
		RETURN 'one level';
	ELSIF dice < 0.3 THEN
		UPDATE form SET amount = yuan_round(amount / 10) WHERE unit = u AND code = subject_parent(a);
		RETURN 'dropped digit';
	ELSIF dice < 0.4 THEN
		INSERT INTO form VALUES (u, item(3, 1 + floor(9 * random())::int, 1), 0, 0);
		RETURN 'orphan';
	ELSIF dice < 0.5 THEN
		UPDATE form SET code = item(2, 1, 60) WHERE unit = u AND code = item(1, 1, 1);
		RETURN 'moved with its amount';
	ELSIF dice < 0.6 THEN
		DELETE FROM form WHERE unit = u AND code = subject_parent(a);
		RETURN 'parent gone';
	ELSIF dice < 0.7 THEN
		INSERT INTO entry VALUES (u, nextval('entry_no'), 'revenue', 100);
		RETURN 'one side';
	ELSIF dice < 0.8 THEN
		UPDATE entry SET unit = u % 80 + 1, no = nextval('entry_no') WHERE unit = u AND no = 3;
		RETURN 'to another unit';
	ELSIF dice < 0.99 THEN
		UPDATE total SET amount = amount + 1 WHERE unit = u;
		RETURN 'total';
	ELSE
		-- One partition only: two sessions that each lock another and then read all
		-- of the table deadlock whatever the rules do.
		TRUNCATE form0;
		RETURN 'truncate';
	END IF;
END $$;

-- Everything again, without a rule, an operator or a function of the extension:
-- violations by rule.
CREATE FUNCTION oracle() RETURNS TABLE (rule text, violations bigint) LANGUAGE sql
SET search_path = stress, pg_catalog AS $$
	WITH f AS (
		SELECT unit, code::text AS code, amount::numeric AS amount, paid::numeric AS paid,
			CASE WHEN code::text = '*' THEN NULL WHEN length(code::text) = 3 THEN '*'
				ELSE left(code::text, length(code::text) - 2) END AS parent
		FROM form),
	sums AS (
		SELECT p.unit, p.code, p.amount, p.paid, sum(c.amount) AS amounts, sum(c.paid) AS paids, count(c.paid) AS n
		FROM f p JOIN f c ON (c.unit, c.parent) = (p.unit, p.code)
		GROUP BY p.unit, p.code, p.amount, p.paid),
	balance AS (
		SELECT unit, count(*) AS n, sum(CASE side WHEN 'revenue' THEN amount::numeric ELSE -amount::numeric END) AS difference
		FROM entry GROUP BY unit)
	SELECT 'form_amount', count(*) FROM sums WHERE amount <> amounts
	UNION ALL
	SELECT 'form_paid', count(*) FROM sums WHERE abs(paid - paids) > 0.50 * (1 + n)
	UNION ALL
	SELECT 'orphans', count(*) FROM f c
	WHERE parent IS NOT NULL AND NOT EXISTS (SELECT FROM f p WHERE (p.unit, p.code) = (c.unit, c.parent))
	UNION ALL
	SELECT 'entry_balance', count(*) FROM balance WHERE abs(difference) > 0.50 * n
	UNION ALL
	SELECT 'form_total', count(*) FROM total t JOIN f USING (unit) WHERE f.code = '*' AND f.amount <> t.amount::numeric
$$;
