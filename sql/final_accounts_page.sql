-- fiscal_report_html: a page that says what the report says, with everything escaped
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
SET client_encoding = 'UTF8';

-- Forms of one's own, whose words are hostile: two sides, a head in two rows.
SELECT fiscal_create_form_set('pages');
INSERT INTO pages.layout (form, table_name, role_column, name_column, blocks, figures, measure, title)
VALUES ('A&B', 'both', 'role', 'item', 2, '{amount}', '元', '<script>alert("总表")</script>');
INSERT INTO pages.layout (form, table_name, code_column, name_column, subject_kind, figures, needed, measure)
VALUES ('B', 'parts', 'code', 'name', 'function', '{total,first,second}', '{total}', '元');
INSERT INTO pages.line (form, side, ord, role, label) VALUES
	('A&B', 'revenue', 1, 'in', '收入</td><td>'), ('A&B', 'revenue', 2, 'rest', '结转'), ('A&B', 'expenditure', 3, 'out', '支出');
SELECT fiscal_create_form_tables('pages', 'sums', 'key unit, year, stage;
form A = both line role quantum quantum;
form B = parts line code quantum quantum;
A1 ''<in> & out'': A[in] + A[rest] = A[out];
B1 per line of B: total = children(total);
B2 verify per code: B.total = B.first + B?.second;
B3: A[out] = B[*].total;');
INSERT INTO pages.head (form, head, means, column_name) VALUES ('B', '合计/"小计"', 'figure', 'total'), ('B', '第一<b>', 'figure', 'first');
INSERT INTO pages.head (form, head, means) VALUES ('B', '代码', 'code');
INSERT INTO pages.document VALUES ('u<&>"', 2024, 'final', E'单位\u202Ename\x07');
INSERT INTO pages.form VALUES ('u<&>"', 2024, 'final', 'A&B', '元', 0.01), ('u<&>"', 2024, 'final', 'B', '元', 0.01);
ALTER TABLE pages.both DISABLE TRIGGER USER;
ALTER TABLE pages.parts DISABLE TRIGGER USER;
INSERT INTO pages.both (unit, year, form, role, item, amount, quantum) VALUES
	('u<&>"', 2024, 'A&B', 'in', NULL, 1000.5, 0.01), ('u<&>"', 2024, 'A&B', 'rest', E'a\nb', 10, 0.01), ('u<&>"', 2024, 'A&B', 'out', NULL, 10010.5, 0.01);
INSERT INTO pages.parts (unit, year, form, code, name, total, first, quantum) VALUES
	('u<&>"', 2024, 'B', '*', '合计', 1010.5, NULL, 0.01), ('u<&>"', 2024, 'B', '205', '<i>教育', 1010.5, 1010, 0.01);
SELECT fiscal_read_claims('u<&>"', 2024, '收入总计<b>12元</b>。另有"其他"<99.9元。');
INSERT INTO pages.claim (unit, year, n, label, kind, stated, measure, operands, sentence, from_char, to_char) VALUES
	('u<&>"', 2024, 11, 'first', 'amount', 12, '元', '{A&B/out/amount}', 1, 8, 10), ('u<&>"', 2024, 12, 'second', 'amount', 99.9, '元', '{A&B/in/amount}', 2, 8, 12);
CREATE FUNCTION page() RETURNS text LANGUAGE sql AS $$
	SELECT regexp_replace(fiscal_report_html('u<&>"', 2024, schema => 'pages'), '<style>.*</style>', '<style/>')
$$;
SELECT fiscal_report_document('u<&>"', 2024, schema => 'pages');
SELECT line FROM regexp_split_to_table(page(), '(?<=>)(?=<)') WITH ORDINALITY l (line, n) ORDER BY n;

-- Every link leads to a place, no place is named twice, every tag is closed in turn.
CREATE FUNCTION faults(page text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
	open text[] := '{}';
	tag text[];
BEGIN
	RETURN QUERY SELECT 'leads nowhere: ' || h[1] FROM regexp_matches(page, 'href="#([^"]*)"', 'g') h
		WHERE position(format('id="%s"', h[1]) in page) = 0;
	RETURN QUERY SELECT 'named twice: ' || h[1] FROM regexp_matches(page, ' id="([^"]*)"', 'g') h GROUP BY h[1] HAVING count(*) > 1;
	FOR tag IN SELECT regexp_matches(page, '<(/?)([a-z0-9]+)[^>]*?(/?)>', 'g') LOOP
		IF tag[3] = '/' THEN
			CONTINUE;
		ELSIF tag[1] = '' THEN
			open := open || tag[2];
		ELSIF open[cardinality(open)] = tag[2] THEN
			open := open[: cardinality(open) - 1];
		ELSE
			RETURN NEXT format('%s closes %s', tag[2], open[cardinality(open)]);
		END IF;
	END LOOP;
	IF open <> '{}' THEN
		RETURN NEXT 'open: ' || open::text;
	END IF;
END $$;
SELECT * FROM faults(page());
SELECT * FROM faults('<p id="a"><a href="#b">x</p></a><i id="a">');
-- No script, no outside file, nothing of the data as a tag.
SELECT page() ~* '<script|<b>|<i>|src=|http|@import' AS leaks;

-- A document that holds; one that is not there.
UPDATE pages.both SET amount = 1010.5 WHERE role = 'out';
UPDATE pages.parts SET first = total;
SELECT substring(page() from '<div class="well">.*?</div>');
SELECT fiscal_report_html('nobody', 2024, schema => 'pages');
SELECT fiscal_report_html('u<&>"', 2024, schema => 'pages', quarantine => true);
SELECT fiscal_report_html(NULL, 2024, schema => 'pages');
DROP FUNCTION page, faults;
DROP SCHEMA pages CASCADE;
