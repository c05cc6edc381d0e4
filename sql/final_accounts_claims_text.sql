-- Texts in the wording of three places, against one document in quarantine; each
-- of their figures is then falsified, one at a time.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;
SET client_encoding = 'UTF8';
\set a `cat "${PG_ABS_SRCDIR:-.}/test/data/claims-1.txt"`
\set b `cat "${PG_ABS_SRCDIR:-.}/test/data/claims-2.txt"`
\set c `cat "${PG_ABS_SRCDIR:-.}/test/data/claims-3.txt"`
SELECT fiscal_create_final_accounts('fa');
INSERT INTO fa.document_quarantine (unit, year) VALUES ('u', 2024);
INSERT INTO fa.form_quarantine (unit, year, form) SELECT 'u', 2024, '0' || f FROM generate_series(1, 7) f;
INSERT INTO fa.form01_quarantine (unit, year, role, amount)
SELECT 'u', 2024, role, yuan_parse(amount::text, '万元') FROM (VALUES ('revenue_general', 2345.67),
	('revenue_fund', 100), ('superior', 0), ('business', 234.50), ('operating', 0), ('affiliated', 0), ('other', 12.34),
	('revenue', 2692.51), ('reserve_used', 5), ('opening', 300), ('revenue_total', 2997.51), ('expenditure', 2700),
	('distribution', 0), ('closing', 297.51), ('expenditure_total', 2997.51)) v (role, amount);
INSERT INTO fa.form02_quarantine (unit, year, code, total, fiscal)
	VALUES ('u', 2024, '*', yuan_parse('2692.51', '万元'), yuan_parse('2445.67', '万元'));
INSERT INTO fa.form03_quarantine (unit, year, code, total, basic, project)
	VALUES ('u', 2024, '*', yuan_parse('2700', '万元'), yuan_parse('1500.25', '万元'), yuan_parse('1199.75', '万元'));
INSERT INTO fa.form04_quarantine (unit, year, role, amount)
SELECT 'u', 2024, role, yuan_parse(amount::text, '万元') FROM (VALUES ('revenue_general', 2345.67),
	('revenue_fund', 100), ('revenue', 2445.67), ('opening', 200), ('revenue_total', 2645.67), ('expenditure', 2400),
	('closing', 245.67), ('expenditure_total', 2645.67)) v (role, amount);
INSERT INTO fa.fund_form_quarantine (unit, year, form, code, name, total, basic, project)
SELECT 'u', 2024, '05', code::subject_code, name, yuan_parse(total::text, '万元'), yuan_parse(basic::text, '万元'),
	yuan_parse((total - basic)::text, '万元')
FROM (VALUES ('*', '合计', 2300, 1400), ('204', '公共安全支出', 1800, 1100), ('20402', '公安', 1800, 1100),
	('2040201', '行政运行', 1300, 1000), ('2040220', '执法办案', 500, 100), ('208', '社会保障和就业支出', 300, 200),
	('20805', '行政事业单位养老支出', 300, 200), ('2080505', '机关事业单位基本养老保险缴费支出', 300, 200),
	('210', '卫生健康支出', 200, 100), ('21011', '行政事业单位医疗', 200, 100), ('2101101', '行政单位医疗', 200, 100)
	) v (code, name, total, basic);
INSERT INTO fa.form06_quarantine (unit, year, role, amount) SELECT 'u', 2024, role, yuan_parse(amount::text, '万元')
	FROM (VALUES ('personnel', 1200), ('public', 200), ('total', 1400)) v (role, amount);
INSERT INTO fa.form07_quarantine (unit, year, role, budget, final)
SELECT 'u', 2024, role, yuan_parse(budget::text, '万元'), yuan_parse(final::text, '万元') FROM (VALUES ('total', 60, 48.5),
	('abroad', 10, 8), ('vehicles', 30, 25.5), ('vehicle_purchase', 0, 0), ('vehicle_running', 30, 25.5),
	('reception', 20, 15)) v (role, budget, final);

CREATE TABLE pasted (id text PRIMARY KEY, text text);
INSERT INTO pasted VALUES ('a', :'a'), ('b', :'b'), ('c', :'c');

-- As they are: what is read, what of it fails (nothing).
CREATE FUNCTION judged(pasted text) RETURNS TABLE (verdict text, kind text, label text, exact numeric) LANGUAGE sql VOLATILE AS
	$$ SELECT fiscal_read_claims('u', 2024, pasted); SELECT verdict, kind, label, exact FROM fiscal_audit_claims('u', 2024) $$;
SELECT id, verdict, count(*) FROM pasted, judged(text) GROUP BY 1, 2 ORDER BY 1, 2;
SELECT p.id, j.label, j.exact FROM pasted p, judged(p.text) j WHERE j.verdict = 'fails';

-- Money that is read and tied, of all that is there but for reasons.
SELECT id, count(*) FILTER (WHERE kind IN ('amount', 'difference')) AS money,
	count(*) FILTER (WHERE kind IN ('amount', 'difference') AND verdict <> 'unresolved') AS tied
FROM pasted, judged(text) GROUP BY 1 ORDER BY 1;

-- One figure at a time: its first digit is another.
CREATE TABLE falsified AS
SELECT id, n, left(text, at) || translate(substr(text, at + 1, 1), '0123456789０１２３４５６７８９', '7890123456７８９０１２３４５６')
	|| substr(text, at + 2) AS text, substr(text, greatest(at - 12, 1), 30) AS place
FROM (SELECT id, text, n, (sum(length(piece)) OVER (PARTITION BY id ORDER BY n))::integer AS at
	FROM pasted, regexp_split_to_table(text, '(?<![0-9０-９.．,])(?=[0-9０-９][0-9０-９,.．]* ?(万元|元|%|％|、2997))') WITH ORDINALITY p (piece, n)) f
WHERE at < length(text);
-- In a transaction each: what a reading replaces is dead when the next one begins.
CREATE TABLE found (id text, n bigint, found boolean);
\set ECHO none
SELECT format('INSERT INTO found SELECT %L, %s, coalesce(bool_or(verdict = ''fails''), false)'
	' FROM judged((SELECT text FROM falsified WHERE id = %L AND n = %s))', id, n, id, n)
FROM falsified ORDER BY id, n \gexec
\set ECHO all
SELECT id, count(*) AS falsified, count(*) FILTER (WHERE found) AS found FROM found GROUP BY 1 ORDER BY 1;
SELECT id, n, place FROM falsified JOIN found USING (id, n) WHERE NOT found ORDER BY 1, 2;

SET client_min_messages = warning;
DROP FUNCTION judged;
DROP TABLE pasted, falsified, found;
DROP SCHEMA fa CASCADE;
