-- Final accounts: one document of nine forms, and one for each kind of error
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
SET client_encoding = 'UTF8';
SELECT fiscal_create_final_accounts('fa');

-- Carry-over, a distribution, reserves used, non-fiscal money, a fund in a
-- general class; as a spreadsheet saves it, with both sides in a row.
CREATE TABLE base (form text, sheet text);
INSERT INTO base VALUES ('01', '收入支出决算总表,,,,,
,,,,,金额单位：万元
收入,,,支出,,
项目,行次,金额,项目,行次,金额
栏次,,1,栏次,,2
一、一般公共预算财政拨款收入,1,100.00,一、一般公共服务支出,32,60.01
二、政府性基金预算财政拨款收入,2,20.00,十一、城乡社区支出,42,70.00
三、国有资本经营预算财政拨款收入,3,0.00,,43,
四、上级补助收入,4,10.00,,44,
五、事业收入,5,0.00,,45,
六、经营收入,6,0.00,,46,
七、附属单位上缴收入,7,0.00,,47,
八、其他收入,8,5.00,,48,
本年收入合计,27,135.00,本年支出合计,58,130.01
使用非财政拨款结余（含专用结余）,28,2.00,结余分配,59,1.00
年初结转和结余,29,8.00,年末结转和结余,60,13.99
,30,,,61,
总计,31,145.00,总计,62,145.00
注：本表反映本年度的总收支和年末结转结余情况。,,,,,
'), ('02', '项目,,,,本年收入合计,财政拨款收入,上级补助收入,事业收入,经营收入,附属单位上缴收入,其他收入
类,款,项,科目名称,,,,,,,
栏次,,,,1,2,3,4,5,6,7
合计,,,,135.00,120.00,10.00,0.00,0.00,0.00,5.00
201,,,一般公共服务支出,65.00,50.00,10.00,0.00,0.00,0.00,5.00
201,03,,政府办公厅,65.00,50.00,10.00,0.00,0.00,0.00,5.00
201,03,01,行政运行,65.00,50.00,10.00,0.00,0.00,0.00,5.00
212,,,城乡社区支出,70.00,70.00,0.00,0.00,0.00,0.00,0.00
212,01,,城乡社区管理事务,50.00,50.00,0.00,0.00,0.00,0.00,0.00
212,01,01,行政运行,50.00,50.00,0.00,0.00,0.00,0.00,0.00
212,08,,国有土地使用权出让收入安排的支出,20.00,20.00,0.00,0.00,0.00,0.00,0.00
212,08,01,征地和拆迁补偿支出,20.00,20.00,0.00,0.00,0.00,0.00,0.00
'), ('03', '科目代码,科目名称,本年支出合计,基本支出,项目支出,上缴上级支出,经营支出,对附属单位补助支出
合计,合计,130.01,40.00,90.01,0.00,0.00,0.00
201,一般公共服务支出,60.01,40.00,20.01,0.00,0.00,0.00
20103,政府办公厅,60.01,40.00,20.01,0.00,0.00,0.00
2010301,行政运行,60.01,40.00,20.01,0.00,0.00,0.00
212,城乡社区支出,70.00,0.00,70.00,0.00,0.00,0.00
21201,城乡社区管理事务,50.00,0.00,50.00,0.00,0.00,0.00
2120101,行政运行,50.00,0.00,50.00,0.00,0.00,0.00
21208,国有土地使用权出让收入安排的支出,20.00,0.00,20.00,0.00,0.00,0.00
2120801,征地和拆迁补偿支出,20.00,0.00,20.00,0.00,0.00,0.00
'), ('04', '项目,行次,金额,项目,行次,合计,一般公共预算财政拨款,政府性基金预算财政拨款,国有资本经营预算财政拨款
一、一般公共预算财政拨款,1,100.00,一、一般公共服务支出,33,45.01,45.01,0.00,0.00
二、政府性基金预算财政拨款,2,20.00,十一、城乡社区支出,43,70.00,50.00,20.00,0.00
三、国有资本经营预算财政拨款,3,0.00,,,,,,
本年收入合计,27,120.00,本年支出合计,59,115.01,95.01,20.00,0.00
年初财政拨款结转和结余,28,3.00,年末财政拨款结转和结余,60,7.99,7.99,0.00,0.00
  一般公共预算财政拨款,29,3.00,,,,,,
  政府性基金预算财政拨款,30,0.00,,,,,,
  国有资本经营预算财政拨款,31,0.00,,,,,,
总计,32,123.00,总计,64,123.00,103.00,20.00,0.00
'), ('05', '科目代码,科目名称,合计,基本支出,项目支出
201,一般公共服务支出,45.01,35.00,10.01
20103,政府办公厅,45.01,35.00,10.01
2010301,行政运行,45.01,35.00,10.01
212,城乡社区支出,50.00,0.00,50.00
21201,城乡社区管理事务,50.00,0.00,50.00
2120101,行政运行,50.00,0.00,50.00
合计,,95.01,35.00,60.01
'), ('06', '科目编码,科目名称,金额,科目编码,科目名称,金额
301,工资福利支出,20.00,302,商品和服务支出,10.00
30101,基本工资,12.00,30201,办公费,5.00
30102,津贴补贴,8.00,30217,公务接待费,3.00
303,对个人和家庭的补助,5.00,30231,公务用车运行维护费,2.00
30301,离休费,5.00,,,
人员经费合计,,25.00,公用经费合计,,10.00
'), ('07', '预算数,,,,,,决算数,,,,,
1,2,3,4,5,6,7,8,9,10,11,12
6.00,0.00,3.00,0.00,3.00,3.00,5.00,0.00,2.00,0.00,2.00,3.00
'), ('08', '科目代码,科目名称,年初结转和结余,本年收入,合计,基本支出,项目支出,年末结转和结余
合计,,0.00,20.00,20.00,0.00,20.00,0.00
212,城乡社区支出,0.00,20.00,20.00,0.00,20.00,0.00
21208,国有土地使用权出让收入安排的支出,0.00,20.00,20.00,0.00,20.00,0.00
2120801,征地和拆迁补偿支出,0.00,20.00,20.00,0.00,20.00,0.00
'), ('09', '科目代码,科目名称,合计,基本支出,项目支出
本表无数据
');

-- Loads the base with some of its text replaced, form by form; returns what a
-- reviewer has to read, and whether the document went into the forms.
CREATE FUNCTION try(case_name text, VARIADIC edits text[])
RETURNS TABLE (stored bool, verdict text, id text, place text, difference numeric, bound numeric, cause text)
LANGUAGE plpgsql AS $$
DECLARE
	b base;
	report text;
	ok bool;
BEGIN
	FOR b IN SELECT * FROM base LOOP
		FOR i IN 0 .. cardinality(edits) / 3 - 1 LOOP
			IF edits[3 * i + 1] = b.form THEN
				IF position(edits[3 * i + 2] in b.sheet) = 0 THEN
					RAISE 'form % does not contain %', b.form, edits[3 * i + 2];
				END IF;
				b.sheet := replace(b.sheet, edits[3 * i + 2], edits[3 * i + 3]);
			END IF;
		END LOOP;
		PERFORM fiscal_stage_form(case_name, 2024, b.form, b.sheet);
	END LOOP;
	report := fiscal_load_document(case_name, 2024, quarantine => true);
	ok := EXISTS (SELECT FROM fa.document WHERE unit = case_name);
	RETURN QUERY SELECT ok, a.verdict, a.id, concat_ws(' ', a.form, a.code, a.column_name),
		trim_scale(yuan_in_unit(a.difference, 'wan')), trim_scale(yuan_in_unit(a.bound, 'wan')), a.cause
	FROM fiscal_audit_document(case_name, 2024, quarantine => NOT ok) a
	WHERE a.verdict NOT IN ('exact', 'not applicable') AND a.id <> 'R22';
	RETURN QUERY SELECT ok, 'unread', NULL::text, NULL::text, NULL::numeric, NULL::numeric, line
	FROM regexp_split_to_table(substring(report from 'could not be read \(\d+\)\n(.*)'), E'\n') line;
	IF NOT FOUND AND ok THEN
		RETURN QUERY SELECT ok, NULL::text, NULL::text, NULL::text, NULL::numeric, NULL::numeric, NULL::text
		WHERE NOT EXISTS (SELECT FROM fiscal_audit_document(case_name, 2024) a
			WHERE a.verdict NOT IN ('exact', 'not applicable') AND a.id <> 'R22');
	END IF;
END $$;

\pset null -
-- The base holds: carry-over, reserves, distribution, 03 > 05+08, a fund under 212.
SELECT * FROM try('base', VARIADIC '{}');
SELECT verdict, count(*) FROM fiscal_audit_document('base', 2024) GROUP BY verdict ORDER BY verdict COLLATE "C";
SELECT form, measure, quantum FROM fa.form WHERE unit = 'base' ORDER BY form;

-- Tails: 1 ulp with two addends, 2 ulp with two (fails), 2 ulp with many.
SELECT * FROM try('tail, n = 2', '06', '工资福利支出,20.00', '工资福利支出,20.01');
SELECT * FROM try('2 ulp, n = 2', '06', '工资福利支出,20.00', '工资福利支出,20.02');
SELECT * FROM try('2 ulp, n = 8', '01', ',10.00', ',10.02', '02', ',10.00', ',10.02');
-- Twins: the same quantity 1 ulp apart in two forms, then 2 (fails).
SELECT * FROM try('twins', '03', '合计,130.01', '合计,130.02');
SELECT * FROM try('twins 2 ulp', '03', '合计,130.01', '合计,130.03', '03', '90.01', '90.03');
-- A total that holds by rounding only: noticed, not refused.
SELECT * FROM try('total 1 ulp', '01', '结余分配,59,1.00', '结余分配,59,1.01');

-- Carry-over may be negative; revenue may not, unless it is explained.
SELECT * FROM try('negative closing', '01', '29,8.00', '29,-10.00', '01', '31,145.00', '31,127.00',
	'01', '62,145.00', '62,127.00', '01', '60,13.99', '60,-4.01');
SELECT * FROM try('negative revenue', '01', '八、其他收入,8,5.00', '八、其他收入,8,-5.00', '01', '四、上级补助收入,4,10.00', '四、上级补助收入,4,20.00',
	'02', ',10.00,0.00,0.00,0.00,5.00', ',20.00,0.00,0.00,0.00,-5.00');

-- In a table of adjustments amounts have signs.
UPDATE fa.document SET is_adjustment = true WHERE unit = 'negative revenue';
UPDATE fa.form01 SET amount = amount WHERE unit = 'negative revenue' AND role = 'other';
SELECT DISTINCT verdict, cause FROM fiscal_audit_document('negative revenue', 2024) WHERE id = 'R23';

-- Of which: more than its parent; added once more.
SELECT * FROM try('of which', '01', ',30,,,61,', '其中：年初财政拨款结转和结余,30,9.00,,61,');
SELECT * FROM try('of which added', '04', '总计,32,123.00', '总计,32,126.00');

-- Slips of one figure.
SELECT * FROM try('dropped digit', '06', '基本工资,12.00', '基本工资,1.00');
SELECT * FROM try('ten thousand', '06', '基本工资,12.00', '基本工资,120000.00');
SELECT * FROM try('swapped', '06', '津贴补贴,8.00,30217,公务接待费,3.00', '津贴补贴,3.00,30217,公务接待费,8.00');
SELECT * FROM try('sign', '03', '合计,130.01,40.00,90.01', '合计,130.01,-40.00,90.01');
SELECT * FROM try('displaced', '03', '20103,政府办公厅,60.01,40.00,20.01', '20103,政府办公厅,60.01,0.00,20.01',
	'03', '2010301,行政运行,60.01,40.00', '2010301,行政运行,60.01,0.00',
	'03', '212,城乡社区支出,70.00,0.00', '212,城乡社区支出,70.00,40.00',
	'03', '21201,城乡社区管理事务,50.00,0.00', '21201,城乡社区管理事务,50.00,40.00');
SELECT * FROM try('two forms', '04', '一、一般公共预算财政拨款,1,100.00', '一、一般公共预算财政拨款,1,110.00');
SELECT * FROM try('class', '05', '45.01,35.00,10.01', '46.01,35.00,11.01', '05', '50.00,0.00,50.00', '49.00,0.00,49.00');
SELECT * FROM try('basic', '06', '公用经费合计,,10.00', '公用经费合计,,11.00');
SELECT * FROM try('fund', '08', '0.00,20.00,20.00,0.00,20.00,0.00', '1.00,20.00,20.00,0.00,20.00,0.00');
SELECT * FROM try('spent', '07', '6.00,0.00,3.00,0.00,3.00,3.00,5.00,0.00,2.00', '6.00,0.00,3.00,0.00,3.00,3.00,5.00,0.00,2.50');

-- Codes and names.
SELECT * FROM try('lost zero', '02', '201,03,01', '201,3,1');
SELECT * FROM try('lost digits', '02', '212,08,01', '2,08,01');	-- 20801 is another subject
SELECT * FROM try('lost zeros', '02', '212,08,01', '7,11,02');
SELECT * FROM try('no kind', '03', '2120801,征地', '804,征地');
SELECT * FROM try('twice', '03', '2120801,征地', '2120101,征地');
SELECT * FROM try('lost row', '03', '21208,国有土地使用权出让收入安排的支出,20.00,0.00,20.00,0.00,0.00,0.00
', '');
SELECT * FROM try('one name', '03', '2010301,行政运行', '2010301,一般公共服务支出', '03', '20103,政府办公厅', '20103,一般公共服务支出');
SELECT * FROM try('unknown line', '01', '八、其他收入', '八、其他的收入');

-- Blank is not 0.00, and is not passed.
SELECT * FROM try('blank', '01', '拨款收入,3,0.00', '拨款收入,3,　');
-- Of a total row that leaves a figure out, the rest is judged: what agrees is
-- unreported, spending that is left out is missed in what is carried over.
SELECT * FROM try('blank of the total', '08', '合计,,0.00,20.00,20.00,0.00', '合计,,0.00,20.00,20.00,');
SELECT * FROM try('blank total', '08', '合计,,0.00,20.00,20.00', '合计,,0.00,20.00,');
-- A form that is missing, one without data.
SELECT a.verdict, a.id, a.cause FROM fiscal_audit_document('base', 2024) a
WHERE a.cause LIKE 'form%' ORDER BY a.id COLLATE "C", a.cause COLLATE "C";

-- Rules to be verified: stored with a warning, settled by an explanation, which is shown.
SET client_min_messages = warning;
\set VERBOSITY default
SELECT * FROM try('spent more', '07', '5.00,0.00,2.00,0.00,2.00,3.00', '7.00,0.00,2.00,0.00,2.00,5.00');
INSERT INTO fa.explanation (id, unit, year, reason, explained_by, explained_at, valid_until)
VALUES ('R20', 'spent more', 2024, 'two visits of inspection', 'Li', '2025-03-01', 'infinity');
SELECT verdict, code, explanation FROM fiscal_audit_document('spent more', 2024) WHERE id = 'R20' ORDER BY form, code, column_name, stated;
UPDATE fa.explanation SET valid_until = '2025-04-01';
SELECT verdict, code, explanation FROM fiscal_audit_document('spent more', 2024) WHERE id = 'R20' AND verdict <> 'exact';

-- Two years: what was closed with is opened with; a code may change its name.
SELECT fiscal_stage_form('base', 2025, form, CASE form
	WHEN '01' THEN replace(replace(replace(sheet, '29,8.00', '29,13.99'), '145.00', '150.99'), '60,13.99', '60,19.98')
	WHEN '03' THEN replace(sheet, '政府办公厅', '政府办公室') ELSE sheet END) FROM base;
SELECT left(fiscal_load_document('base', 2025), 20);
SELECT verdict, stated, computed FROM fiscal_audit_document('base', 2025) WHERE id = 'R22';
UPDATE fa.form01 SET amount = amount + 1000000 WHERE unit = 'base' AND year = 2025
	AND role IN ('opening', 'closing', 'revenue_total', 'expenditure_total');
SELECT verdict, stated, computed FROM fiscal_audit_document('base', 2025) WHERE id = 'R22';

-- Other layouts: without line numbers, fiscal revenue in one line with its of
-- which, the total last, a label of the province added by the user.
INSERT INTO fa.label (form, side, label, role) VALUES ('01', 'revenue', '财政专户管理资金收入', 'business');
SELECT fiscal_stage_form('2017', 2017, '01', '收入,,支出,
项目,决算数,项目,决算数
一、财政拨款收入,120.00,一、一般公共服务支出,"1,130.01"
  其中：政府性基金预算财政拨款,20.00,二、外交支出,
二、上级补助收入,10.00,三、文化体育与传媒支出,0.00
三、财政专户管理资金收入,"1,000.00",,
本年收入合计,"1,130.00",本年支出合计,"1,130.01"
　用事业基金弥补收支差额,0.00,　结余分配,0.00
年初结转和结余,0.01,年末结转和结余,0.00
总计,"1,130.01",总计,"1,130.01"'),
	fiscal_stage_form('2017', 2017, '04', E'项目\t金额\t项目\t合计\t一般公共预算财政拨款\t政府性基金预算财政拨款\t国有资本经营预算财政拨款
一、一般公共预算财政拨款\t100.00\t一、一般公共服务支出\t120.00\t100.00\t20.00\t
二、政府性基金预算财政拨款\t20.00\t\t\t\t\t
本年收入合计\t120.00\t本年支出合计\t120.00\t100.00\t20.00\t
年初财政拨款结转和结余\t0.00\t年末财政拨款结转和结余\t0.00\t0.00\t0.00\t
一、一般公共预算财政拨款\t0.00\t\t\t\t\t
二、政府性基金预算财政拨款\t0.00\t\t\t\t\t
总计\t120.00\t总计\t120.00\t100.00\t20.00\t');
SELECT left(fiscal_load_document('2017', 2017), 31);
SELECT role, code, item, amount FROM fa.form01 WHERE unit = '2017' ORDER BY role COLLATE "C", code;
SELECT role, code, amount, general, fund, capital FROM fa.form04 WHERE unit = '2017' ORDER BY role COLLATE "C", code;
SELECT verdict, id, form, code, column_name, cause FROM fiscal_audit_document('2017', 2017)
WHERE verdict <> 'exact' AND cause NOT LIKE '%is not in the document';

-- A layout without a column is held to those that it prints.
\set VERBOSITY sqlstate
UPDATE fa.form04 SET fund = 100000 WHERE unit = '2017' AND role = 'closing';	-- fails
\set VERBOSITY default

-- Whole yuan with tails of 1, beside documents in wan yuan; fen beside both.
SELECT fiscal_stage_form('yuan', 2024, '03', '单位：元
code,name,total,basic,project,superior,operating,affiliated
合计,合计,"130,013","40,001","90,011",0,0,0
201,一般公共服务支出,"60,012","40,001","20,011",0,0,0
212,城乡社区支出,"70,000",0,"70,000",0,0,0');
SELECT left(fiscal_load_document('yuan', 2024), 31);
SELECT verdict, id, code, difference, bound FROM fiscal_audit_document('yuan', 2024) WHERE verdict = 'rounding';
SELECT form, measure, quantum FROM fa.form WHERE unit = 'yuan';
SELECT fiscal_stage_form('fen', 2024, '03', '单位：元
code,name,total,basic,project,superior,operating,affiliated
合计,合计,"130,013.01","40,001.00","90,011.95",0,0,0');
SELECT fiscal_load_document('fen', 2024);	-- fails: figures in fen are exact
SELECT fiscal_report_document('fen', 2024, quarantine => true);	-- fails: nothing was stored
SELECT fiscal_load_document('none', 2024);	-- fails: nothing is staged

-- A department is the sum of its units less what they paid each other (R24).
SELECT fiscal_stage_form(unit, 2024, '03', E'code,name,total,basic,project,superior,operating,affiliated\n' || sheet) FROM (VALUES
	('dept', '合计,合计,100.00,60.00,40.00,0.00,0.00,0.00'),
	('bureau', '合计,合计,80.00,50.00,30.00,0.00,0.00,0.00'),
	('school', '合计,合计,30.01,10.00,10.01,10.00,0.00,0.00'),
	('offset', '合计,合计,-10.00,0.00,0.00,-10.00,0.00,0.00')) v (unit, sheet);
SELECT left(fiscal_load_document(unit, 2024, is_adjustment => unit = 'offset'), 20)
FROM unnest('{dept,bureau,school,offset}'::text[]) unit;
INSERT INTO fa.member (department, year, unit) VALUES ('dept', 2024, 'bureau'), ('dept', 2024, 'school');
SELECT code, key ->> 'column_name' AS column_name, stated, computed, bound, verdict
FROM fiscal_audit_rollup('fa.consolidation', '{year,stage,form,item,column_name}', 'unit', '{amount}',
	parent => 'department', quantum_column => 'quantum', verdicts => NULL)
WHERE stated <> 0 OR computed <> 0 ORDER BY key;
INSERT INTO fa.member (department, year, unit) VALUES ('dept', 2024, 'offset');
SELECT code, key ->> 'column_name' AS column_name, stated, computed, bound, addends, verdict
FROM fiscal_audit_rollup('fa.consolidation', '{year,stage,form,item,column_name}', 'unit', '{amount}',
	parent => 'department', quantum_column => 'quantum', verdicts => NULL)
WHERE stated <> 0 OR computed <> 0 ORDER BY key;

-- Twice: refused, unless the first one is deleted in the same transaction.
SELECT fiscal_stage_form('yuan', 2024, '03', 'code,name,total,basic,project,superior,operating,affiliated
合计,合计,1.00,1.00,0.00,0,0,0');
SELECT fiscal_load_document('yuan', 2024);	-- fails
BEGIN;
DELETE FROM fa.document WHERE unit = 'yuan';
SELECT left(fiscal_load_document('yuan', 2024), 31);
COMMIT;
SELECT total FROM fa.form03 WHERE unit = 'yuan';

-- A role from whom rows are hidden gets no audit, and so no load, of the rest.
CREATE ROLE regress_clerk;
GRANT USAGE ON SCHEMA fa TO regress_clerk;
GRANT ALL ON ALL TABLES IN SCHEMA fa TO regress_clerk;
ALTER TABLE fa.document ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON fa.document USING (unit = 'fen');
SET ROLE regress_clerk;
SELECT fiscal_report_document('yuan', 2024);	-- fails
SELECT fiscal_load_document('fen', 2024);	-- fails
RESET ROLE;
ALTER TABLE fa.document DISABLE ROW LEVEL SECURITY;
ALTER TABLE fa.form03 ENABLE ROW LEVEL SECURITY;
SET ROLE regress_clerk;
SELECT count(*) FROM fiscal_audit_document('yuan', 2024);	-- fails
-- Writing needs no right to read: the warning comes all the same.
RESET ROLE;
ALTER TABLE fa.form03 DISABLE ROW LEVEL SECURITY;
INSERT INTO fa.document VALUES ('clerk', 2024);
INSERT INTO fa.form (unit, year, form) VALUES ('clerk', 2024, '03');
REVOKE SELECT ON ALL TABLES IN SCHEMA fa FROM regress_clerk;
SET ROLE regress_clerk;
INSERT INTO fa.form03 (unit, year, code, total, basic) VALUES ('clerk', 2024, '*', -100, -100);
RESET ROLE;
DROP OWNED BY regress_clerk;
DROP ROLE regress_clerk;

-- What went where.
SELECT 'forms' AS stands, count(*) FROM fa.document UNION ALL SELECT 'quarantine', count(*) FROM fa.quarantine;

DROP SCHEMA fa CASCADE;
DROP FUNCTION try(text, text[]);
DROP TABLE base;
