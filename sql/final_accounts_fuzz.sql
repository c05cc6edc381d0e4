-- Sheets that went wrong on the way: whatever is done to one, every figure
-- printed in it is stored or a fault names its place, and nothing else happens.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
SET client_encoding = 'UTF8';
SELECT fiscal_create_final_accounts('fz');
\set f01 `cat "${PG_ABS_SRCDIR:-.}/test/data/f01.tsv"`
\set f02 `cat "${PG_ABS_SRCDIR:-.}/test/data/f02.tsv"`
\set f03 `cat "${PG_ABS_SRCDIR:-.}/test/data/f03.tsv"`
\set f04 `cat "${PG_ABS_SRCDIR:-.}/test/data/f04.tsv"`
\set f05 `cat "${PG_ABS_SRCDIR:-.}/test/data/f05.tsv"`
\set whole `cat "${PG_ABS_SRCDIR:-.}/test/data/seed-forms.txt"`
CREATE TABLE seed (form text, sheet text);
INSERT INTO seed VALUES ('01', :'f01'), ('02', :'f02'), ('03', :'f03'), ('04', :'f04'), ('05', :'f05'),
('03', E'科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n201\t一般公共服务支出\t60.01\t40.00\t20.01\n合计\t\t60.01\t40.00\t20.01'),
('06', E'科目编码\t科目名称\t金额\t科目编码\t科目名称\t金额\n301\t工资福利支出\t20.00\t302\t商品和服务支出\t10.00\n人员经费合计\t\t20.00\t公用经费合计\t\t10.00'),
('07', E'预算数\t\t\t\t\t\t决算数\n合计\t因公出国（境）费\t公务用车购置及运行维护费\t\t\t公务接待费\t合计\t因公出国（境）费\t公务用车购置及运行维护费\t\t\t公务接待费\n\t\t小计\t公务用车购置费\t公务用车运行维护费\t\t\t\t小计\t公务用车购置费\t公务用车运行维护费\n6.00\t0.00\t3.00\t0.00\t3.00\t3.00\t5.00\t0.00\t2.00\t0.00\t2.00\t3.00');
INSERT INTO seed SELECT '0' || n, sheet
FROM regexp_split_to_table(:'whole', '(?=\t *湘潭县禁毒委员会办公室 +[^\n]*单位：万元)') WITH ORDINALITY s (sheet, n);

CREATE FUNCTION dice(n int) RETURNS int LANGUAGE sql AS 'SELECT floor(random() * n)::int';

-- One cell, row or stretch of a sheet is changed.
CREATE FUNCTION mutated(sheet text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	rows text[] := string_to_array(sheet, E'\n');
	r int := 1 + dice(cardinality(rows));
	s int := 1 + dice(cardinality(rows));
	cells text[] := string_to_array(rows[r], E'\t');
	c int := 1 + dice(greatest(cardinality(cells), 1));
	d int := 1 + dice(greatest(cardinality(cells), 1));
	words text[] := '{"",合计,项目,201,804,*,2040000,1e9,99999999999999999.99,-,—,3.O0,栏次,收入,科目编码,基本支出,无数据,单位：元,"（3.00）","a\"b",2040202,本年支出,　}';
	held text;
BEGIN
	CASE dice(12)
		WHEN 0 THEN held := cells[c]; cells[c] := cells[d]; cells[d] := held;
		WHEN 1 THEN cells := cells[1:c - 1] || cells[c + 1:];
		WHEN 2 THEN cells := cells[1:c] || cells[c:];
		WHEN 3 THEN cells[c] := regexp_replace(coalesce(cells[c], ''), '[0-9]', dice(10)::text);
		WHEN 4 THEN cells[c] := words[1 + dice(cardinality(words))];
		WHEN 5 THEN held := rows[r]; rows[r] := rows[s]; rows[s] := held; RETURN array_to_string(rows, E'\n');
		WHEN 6 THEN RETURN array_to_string(rows[1:r - 1] || rows[r + 1:], E'\n');
		WHEN 7 THEN RETURN array_to_string(rows[1:r] || rows[s:], E'\n');
		WHEN 8 THEN RETURN left(sheet, dice(length(sheet)));
		WHEN 9 THEN RETURN overlay(sheet PLACING substr(E'\t\n"\r,，．０１', 1 + dice(9), 1) FROM 1 + dice(length(sheet)) FOR 1);
		WHEN 10 THEN RETURN translate(sheet, E'\t', ',');
		ELSE cells[c] := coalesce(cells[c], '') || coalesce(cells[d], '');
	END CASE;
	rows[r] := array_to_string(cells, E'\t', '');
	RETURN array_to_string(rows, E'\n');
END $$;

-- Figures with a point, as printed and as stored.  A cell that holds two of them is none.
CREATE FUNCTION printed(case_name text) RETURNS bigint LANGUAGE sql AS $$
	SELECT count(*) FROM fz.staging, unnest(cells) c
	WHERE unit = case_name AND c ~ '^-?[0-9]+\.[0-9][0-9]$'
$$;
CREATE FUNCTION stored(case_name text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
	n bigint := 0;
	m bigint;
	t text;
BEGIN
	FOR t IN SELECT DISTINCT table_name FROM fz.layout LOOP
		EXECUTE format('SELECT count(*) FROM (SELECT to_jsonb(x) j, form FROM fz.%I x WHERE unit = $1
			UNION ALL SELECT to_jsonb(x), form FROM fz.%I x WHERE unit = $1) r,
			LATERAL jsonb_each_text(j) e WHERE e.value IS NOT NULL AND EXISTS (
				SELECT FROM fz.head h WHERE h.form = r.form AND h.column_name = e.key)',
			t, t || '_quarantine') INTO m USING case_name;
		n := n + m;
	END LOOP;
	RETURN n;
END $$;

CREATE FUNCTION fuzz(runs int, OUT loaded int, OUT faulty int, OUT refused int) LANGUAGE plpgsql AS $$
DECLARE
	name text;
	sheet_form text;
	text text;
	report text;
	before bigint;
BEGIN
	loaded := 0; faulty := 0; refused := 0;
	FOR i IN 1..runs LOOP
		name := 'z' || i;
		SELECT s.form, s.sheet INTO sheet_form, text FROM seed s ORDER BY random() LIMIT 1;
		FOR j IN 0..dice(4) LOOP
			text := mutated(text);
		END LOOP;
		BEGIN
			PERFORM fiscal_stage_form(name, 2024, sheet_form, text, schema => 'fz');
			before := printed(name);
			report := fiscal_load_document(name, 2024, quarantine => true, schema => 'fz');
		EXCEPTION WHEN no_data_found OR program_limit_exceeded OR check_violation THEN
			refused := refused + 1;
			CONTINUE;
		END;
		IF report ~ 'could not be read' THEN
			faulty := faulty + 1;
			IF EXISTS (SELECT FROM regexp_split_to_table(substring(report from 'could not be read \(\d+\)\n(.*)'), E'\n(?=form )') line
				WHERE line !~ '^form \d\d( row \d+)?( column \d+)?: ') THEN
				RAISE 'no place in the report: %', report;
			END IF;
		ELSIF before > stored(name) THEN
			RAISE 'a figure was lost: % of % are stored of %', stored(name), before, text;
		ELSE
			loaded := loaded + 1;
		END IF;
	END LOOP;
END $$;
SELECT setseed(0.5);
SELECT loaded > 0 AS some_loaded, faulty > 0 AS some_faulty, loaded + faulty + refused AS runs FROM fuzz(200);

-- Ten thousand columns, a row of nothing, bytes that are no text.
SELECT fiscal_stage_form('wide', 2024, '03', repeat(E'1.00\t', 10000), schema => 'fz');	-- fails
SELECT fiscal_stage_form('long', 2024, '03', E'科目编码\t科目名称\t本年支出合计\n' || repeat(E'\n', 10000), schema => 'fz');

DROP SCHEMA fz CASCADE;
DROP TABLE seed;
DROP FUNCTION fuzz, stored, printed, mutated, dice;
