-- Claims of the text: those of the seed, each with its verdict
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;
SET client_encoding = 'UTF8';
\set f01 `cat "${PG_ABS_SRCDIR:-.}/test/data/f01.tsv"`
\set f02 `cat "${PG_ABS_SRCDIR:-.}/test/data/f02.tsv"`
\set f03 `cat "${PG_ABS_SRCDIR:-.}/test/data/f03.tsv"`
\set f04 `cat "${PG_ABS_SRCDIR:-.}/test/data/f04.tsv"`
\set f05 `cat "${PG_ABS_SRCDIR:-.}/test/data/f05.tsv"`
SELECT fiscal_create_final_accounts('fa');
SELECT fiscal_stage_form('430321', 2024, '01', :'f01') AS f01,
	fiscal_stage_form('430321', 2024, '02', :'f02') AS f02,
	fiscal_stage_form('430321', 2024, '03', :'f03') AS f03,
	fiscal_stage_form('430321', 2024, '04', :'f04') AS f04,
	fiscal_stage_form('430321', 2024, '05', :'f05') AS f05;
-- The report a reader sees.
\pset tuples_only on
\pset format unaligned
SELECT fiscal_load_document('430321', 2024, name => '湘潭县禁毒委员会办公室');
\pset format aligned
\pset tuples_only off

-- The document itself: cells each on a line behind a TAB, titles, heads, notes.
\set whole `cat "${PG_ABS_SRCDIR:-.}/test/data/seed-forms.txt"`
SELECT '0' || n AS form, fiscal_stage_form('printed', 2024, '0' || n, sheet) AS rows
FROM regexp_split_to_table(:'whole', '(?=\t *湘潭县禁毒委员会办公室 +[^\n]*单位：万元)') WITH ORDINALITY s (sheet, n)
ORDER BY n;
SELECT left(fiscal_load_document('printed', 2024), 33);
SELECT count(*) FILTER (WHERE a.unit IS NULL) AS only_printed, count(*) FILTER (WHERE b.unit IS NULL) AS only_tsv,
	count(a.amount) AS amounts, bool_and(a.amount IS NOT DISTINCT FROM b.amount) AS equal
FROM (SELECT * FROM fa.cell WHERE unit = '430321') a
FULL JOIN (SELECT * FROM fa.cell WHERE unit = 'printed') b USING (form, item, column_name);

INSERT INTO fa.claim (unit, year, n, label, kind, stated, measure, operands) VALUES
('430321', 2024, 1, '收、支总计', 'amount', 75.5, '万元', '{01/revenue_total/amount}'),
('430321', 2024, 2, '本年收入', 'amount', 75.5, '万元', '{02/*/total}'),
('430321', 2024, 3, '支出', 'amount', 75.5, '万元', '{04/expenditure/amount}'),
('430321', 2024, 4, '增加2%', 'growth', 2, '万元', '{01/revenue/amount,1.8}'),
('430321', 2024, 5, '增减原因合计', 'difference', 1.8, '万元', '{5,-7.1,13,19.6}'),
('430321', 2024, 6, '年初预算、专款与结转', 'amount', 75.5, '万元', '{42.9,13,19.6}'),
('430321', 2024, 7, '上年度本级结转指标19.6元', 'difference', 19.6, '元', '{01/revenue/amount,-42.9万元,-13万元}'),
('430321', 2024, 8, '上年结转指标19.6万元', 'amount', 19.6, '万元', '{01/opening/amount}'),
('430321', 2024, 9, '年末还结余指标42.17万元', 'amount', 42.17, '万元', '{01/closing/amount}'),
('430321', 2024, 10, '县财政拨款收入62.5', 'amount', 62.5, '万元', '{01/revenue_general/amount}'),
('430321', 2024, 11, '上级补助收入13', 'amount', 13, '万元', '{01/superior/amount}'),
('430321', 2024, 12, '占82.787%', 'share', 82.787, '万元', '{62.5,01/revenue/amount}'),
('430321', 2024, 13, '占17.22%', 'share', 17.22, '万元', '{13,01/revenue/amount}'),
('430321', 2024, 14, '项目支出占100%', 'share', 100, '万元', '{03/*/project,03/*/total}'),
('430321', 2024, 15, '完成年初预算175.99%', 'completion', 175.99, '万元', '{01/expenditure/amount,42.9}'),
('430321', 2024, 16, '完成年初预算175.99%（元）', 'completion', 175.99, '元', '{755023.66,429000}'),
('430321', 2024, 18, '人员经费占基本支出0%', 'share', 0, '万元', '{0,03/*/basic}');
INSERT INTO fa.claim (unit, year, n, label, kind, operands) VALUES
('430321', 2024, 17, '公安（款）其他公安支出（项）', 'subject', '{2040299}'),
('430321', 2024, 23, '执法办案', 'subject', '{2040220}');
INSERT INTO fa.claim (unit, year, n, label, kind, stated, measure, operands) VALUES
('430321', 2024, 19, '总额755023.66元', 'amount', 75.50, '万元', '{755023.66元}'),
('430321', 2024, 20, '年初预算429000元', 'amount', 42.9, '万元', '{429000元}'),
('430321', 2024, 21, '政府采购60.20', 'amount', 60.20, '万元', '{37.29,0,22.91}'),
('430321', 2024, 22, '2023年部门决算汇总公开单位构成', 'year', 2023, '元', '{}');
SELECT * FROM fiscal_audit_claims('430321', 2024);

-- A claim that fails can be explained, and is shown with its explanation.
UPDATE fa.claim SET explanation = 'a quota carried over and issued again is this year''s revenue', explained_by = 'Li' WHERE n = 8;
SELECT n, verdict, cause FROM fiscal_audit_claims('430321', 2024) WHERE n = 8;
-- A cell that is not there, or blank, is no 0.
INSERT INTO fa.claim (unit, year, n, label, kind, stated, operands) VALUES
	('430321', 2024, 30, 'no such form', 'amount', 0, '{06/total/amount}'),
	('430321', 2024, 31, 'no such line', 'share', 0, '{01/nothing/amount,01/revenue/amount}'),
	('430321', 2024, 32, 'a column that line has not', 'amount', 0, '{04/revenue/general}'),
	('430321', 2024, 33, 'nothing of nothing', 'growth', 0, '{0,0}'),
	('430321', 2024, 34, 'all of nothing', 'completion', 100, '{01/revenue/amount,04/opening/amount}'),
	('430321', 2024, 35, 'with the sign', 'amount', -75.50, '{01/revenue/amount}'),
	('430321', 2024, 36, 'taken away', 'difference', 57.22, '{02/20402/total,-02/2040202/total}'),
	('430321', 2024, 37, 'half up', 'share', 12.5, '{1,8}'),
	('430321', 2024, 38, 'half up', 'share', 13, '{1,8}'),
	('430321', 2024, 39, 'half up', 'share', 12, '{1,8}'),
	('430321', 2024, 40, 'yi yuan', 'amount', 0.0076, '{01/revenue/amount}');
UPDATE fa.claim SET measure = '亿元' WHERE n = 40;
SELECT n, label, stated, exact, verdict, cause FROM fiscal_audit_claims('430321', 2024) WHERE n >= 30;
-- Malformed.
\set VERBOSITY sqlstate
INSERT INTO fa.claim (unit, year, n, label, kind, stated, operands) VALUES ('430321', 2024, 50, 'x', 'share', 1, '{1}');	-- fails
INSERT INTO fa.claim (unit, year, n, label, kind, operands) VALUES ('430321', 2024, 50, 'x', 'amount', '{1}');	-- fails
INSERT INTO fa.claim (unit, year, n, label, kind, stated, measure, operands) VALUES ('430321', 2024, 50, 'x', 'amount', 1, 'ell', '{1}');	-- fails
SELECT * FROM fiscal_audit_claims('430321', NULL);	-- fails

\set VERBOSITY default

-- The same text, read: what was typed by hand stays, what was read is replaced.
DELETE FROM fa.claim WHERE n <> 1;
\set text `cat "${PG_ABS_SRCDIR:-.}/test/data/seed-text.txt"`
SELECT fiscal_read_claims('430321', 2024, :'text');
SELECT fiscal_read_claims('430321', 2024, :'text');
SELECT a.n, a.sentence, a.label, a.kind, a.stated, a.exact, a.verdict, c.operands, c.otherwise
FROM fiscal_audit_claims('430321', 2024) a JOIN fa.claim c USING (n) ORDER BY 1;
SELECT substr(s.text, a.from_char, a.to_char - a.from_char + 1) = a.label AS in_place, count(*)
FROM fiscal_audit_claims('430321', 2024) a JOIN fa.claim_sentence s USING (sentence) GROUP BY 1;
\pset tuples_only on
\pset format unaligned
SELECT substr(report, strpos(report, 'claims of the text')) FROM fiscal_report_document('430321', 2024) report;
\pset format aligned
\pset tuples_only off
-- A word of the place, added to the dictionary.
INSERT INTO fa.claim_label (topic, label, cells) VALUES ('all', '县级财力', '{01/revenue_general/amount}');
SELECT fiscal_read_claims('430321', 2024, '本年收入合计75.5万元，其中：县级财力75.40万元。');
SELECT n, label, stated, exact, verdict FROM fiscal_audit_claims('430321', 2024);
SELECT fiscal_read_claims('430321', 2024, '');
SELECT fiscal_read_claims('nobody', 2024, 'x');	-- fails
SELECT fiscal_read_claims('430321', 2024, NULL);	-- fails

SET client_min_messages = warning;
DROP SCHEMA fa CASCADE;
