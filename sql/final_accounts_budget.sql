-- fiscal_create_budget: nine forms as they are printed, what is refused, who is told what
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
SET client_encoding = 'UTF8';

-- Who makes it owns it, and needs no right but CREATE.
CREATE ROLE regress_budget;
DO $$ BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO regress_budget', current_database()); END $$;
SET ROLE regress_budget;
SELECT fiscal_create_budget('mine');
SELECT fiscal_create_budget('mine');	-- fails
SELECT DISTINCT pg_get_userbyid(relowner) FROM pg_class WHERE relnamespace = 'mine'::regnamespace;
RESET ROLE;
DROP SCHEMA mine CASCADE;
DROP OWNED BY regress_budget;
DROP ROLE regress_budget;
SELECT fiscal_create_budget('fb');
SELECT relname FROM pg_class WHERE relnamespace = 'fb'::regnamespace AND relkind IN ('r', 'p')
	AND relname ~ '^b' ORDER BY relname COLLATE "C";
SELECT set, severity, count(*) FROM fb.rule GROUP BY set, severity ORDER BY severity;
SELECT form, title, measure FROM fb.layout ORDER BY form;

-- A street office in 元, as nine sheets: one, two or three cells for a code, the
-- total first or last, columns in any order, heads over one to three rows.
CREATE TABLE base (form text, sheet text);
INSERT INTO base VALUES ('01', '2025年部门财务收支预算总表,,,,,,
编制部门：某某街道办事处,,,,,,单位：元
本年收入,,本年支出,,,,
项目,预算数,项目,预算数,,,
,,,合计,基本支出,,项目支出
,,,,人员经费,公用经费,
一、财政拨款收入,"1,000,000",一、一般公共服务支出,"560,000","300,000","110,000","150,000"
1、一般公共预算资金,"900,000",二、社会保障和就业支出,"200,000","200,000",,
2、政府性基金,"100,000",三、医疗卫生与计划生育支出,"100,000","100,000",,
3、国有资本经营预算,,四、城乡社区支出,"200,000",,,"200,000"
二、事业收入,"50,000",,,,,
三、事业单位经营收入,,,,,,
四、其他收入,"10,000",,,,,
收入总计,"1,060,000",支出总计,"1,060,000","600,000","110,000","350,000"
'), ('02', E'单位：元
项目\t\t\t\t收入预算\t\t\t\t
功能分类科目编码\t\t\t功能分类科目名称\t合计\t财政拨款收入\t事业收入\t事业单位经营收入\t其他收入
类\t款\t项\t\t\t\t\t\t
\t\t\t合计\t1,060,000\t1,000,000\t50,000\t\t10,000
201\t\t\t一般公共服务支出\t560,000\t500,000\t50,000\t\t10,000
201\t03\t\t政府办公厅（室）及相关机构事务\t560,000\t500,000\t50,000\t\t10,000
201\t03\t01\t行政运行\t410,000\t350,000\t50,000\t\t10,000
201\t03\t02\t一般行政管理事务\t150,000\t150,000\t\t\t
208\t\t\t社会保障和就业支出\t200,000\t200,000\t\t\t
208\t05\t\t行政事业单位养老支出\t200,000\t200,000\t\t\t
208\t05\t05\t机关事业单位基本养老保险缴费支出\t200,000\t200,000\t\t\t
210\t\t\t卫生健康支出\t100,000\t100,000\t\t\t
210\t11\t\t行政事业单位医疗\t100,000\t100,000\t\t\t
210\t11\t01\t行政单位医疗\t100,000\t100,000\t\t\t
212\t\t\t城乡社区支出\t200,000\t200,000\t\t\t
212\t03\t\t城乡社区公共设施\t100,000\t100,000\t\t\t
212\t03\t03\t小城镇基础设施建设\t100,000\t100,000\t\t\t
212\t08\t\t国有土地使用权出让收入安排的支出\t100,000\t100,000\t\t\t
212\t08\t01\t征地和拆迁补偿支出\t100,000\t100,000\t\t\t
'), ('03', E'功能分类科目名称\t功能分类科目编码\t项目支出\t合计\t基本支出
一般公共服务支出\t201\t150000\t560000\t410000
政府办公厅（室）及相关机构事务\t20103\t150000\t560000\t410000
行政运行\t2010301\t\t410000\t410000
一般行政管理事务\t2010302\t150000\t150000\t
社会保障和就业支出\t208\t\t200000\t200000
行政事业单位养老支出\t20805\t\t200000\t200000
机关事业单位基本养老保险缴费支出\t2080505\t\t200000\t200000
卫生健康支出\t210\t\t100000\t100000
行政事业单位医疗\t21011\t\t100000\t100000
行政单位医疗\t2101101\t\t100000\t100000
城乡社区支出\t212\t200000\t200000\t
城乡社区公共设施\t21203\t100000\t100000\t
小城镇基础设施建设\t2120303\t100000\t100000\t
国有土地使用权出让收入安排的支出\t21208\t100000\t100000\t
征地和拆迁补偿支出\t2120801\t100000\t100000\t
合计\t\t350000\t1060000\t710000
'), ('04', '财政拨款收入,,财政拨款支出,,,,
项目,预算数,项目,合计,一般公共预算财政拨款,政府性基金预算,国有资本经营预算
一、一般公共预算资金,900000.00,一、一般公共服务支出,500000.00,500000.00,,
二、政府性基金,100000.00,二、社会保障和就业支出,200000.00,200000.00,,
三、国有资本经营预算,,三、卫生健康支出,100000.00,100000.00,,
,,四、城乡社区支出,200000.00,100000.00,100000.00,
收入总计,1000000.00,支出总计,1000000.00,900000.00,100000.00,
'), ('05', '项目,,一般公共预算支出,,
功能分类科目编码,功能分类科目名称,合计,基本支出,项目支出
201,一般公共服务支出,500000,350000,150000
20103,政府办公厅（室）及相关机构事务,500000,350000,150000
2010301,行政运行,350000,350000,0
2010302,一般行政管理事务,150000,0,150000
208,社会保障和就业支出,200000,200000,0
20805,行政事业单位养老支出,200000,200000,0
2080505,机关事业单位基本养老保险缴费支出,200000,200000,0
210,卫生健康支出,100000,100000,0
21011,行政事业单位医疗,100000,100000,0
2101101,行政单位医疗,100000,100000,0
212,城乡社区支出,100000,0,100000
21203,城乡社区公共设施,100000,0,100000
2120303,小城镇基础设施建设,100000,0,100000
合计,,900000,650000,250000
'), ('06', '功能分类科目编码,功能分类科目名称,合计,基本支出,项目支出
212,城乡社区支出,100000,,100000
21208,国有土地使用权出让收入安排的支出,100000,,100000
2120801,征地和拆迁补偿支出,100000,,100000
合计,,100000,,100000
'), ('07', '功能分类科目编码,功能分类科目名称,合计,基本支出,项目支出
本表无数据
'), ('08', '项目,,,一般公共预算基本支出,,
经济分类科目编码,,经济分类科目名称,合计,人员经费,公用经费
类,款,,,,
,,合计,650000,570000,80000
301,,工资福利支出,560000,560000,
301,01,基本工资,360000,360000,
301,08,机关事业单位基本养老保险缴费,200000,200000,
302,,商品和服务支出,80000,,80000
302,01,办公费,55000,,55000
302,17,公务接待费,25000,,25000
303,,对个人和家庭的补助,10000,10000,
303,02,退休费,10000,10000,
'), ('09', '单位：万元,,,,,,
“三公”经费预算数,,,,,,机关运行经费预算数
合计,因公出国（境）费,公务接待费,公务用车购置及运行费,,,
,,,小计,购置费,运行费,
12.50,,2.50,10.00,,10.00,11.00
');

-- Loads the base as a document of the unit, with some of its text replaced form by
-- form; returns the report if it does not hold, and keeps it in quarantine.
CREATE FUNCTION load(unit text, VARIADIC edits text[] DEFAULT '{}') RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	b base;
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
		PERFORM fiscal_stage_form(unit, 2025, b.form, b.sheet);
	END LOOP;
	RETURN fiscal_load_document(unit, 2025, quarantine => true);
END $$;

-- It goes in as it is, without a word of its stage, and comes out as printed.
\pset tuples_only on
SELECT load('street');
\pset tuples_only off
SELECT * FROM fb.document;
SELECT form, measure, quantum, blank_is_zero FROM fb.form ORDER BY form;
SELECT role, code, item, amount, personnel, public, project FROM fb.b01 ORDER BY role COLLATE "C", code;
SELECT role, code, amount, general, fund, capital FROM fb.b04 ORDER BY role COLLATE "C", code;
SELECT * FROM fb.b09;
SELECT form, count(*) AS cells, count(amount) AS amounts, sum(amount) FROM fb.cell GROUP BY form ORDER BY form;
SELECT verdict, count(*) FROM fiscal_audit_document('street', 2025) GROUP BY verdict ORDER BY verdict COLLATE "C";

-- A plan that changes on every level of every form passes COMMIT: one class is paid
-- by 国有资本经营预算 instead, and there is revenue of every kind.
BEGIN;
UPDATE fb.b01 SET basic = personnel + coalesce(public, 0) WHERE personnel IS NOT NULL;
UPDATE fb.b01 SET amount = 800000 WHERE role = 'general';
UPDATE fb.b01 SET amount = 100000 WHERE role = 'capital';
UPDATE fb.b01 SET amount = 4000 WHERE role = 'operating';
UPDATE fb.b01 SET amount = 6000 WHERE role = 'other';
UPDATE fb.b02 SET operating = 4000, other = 6000 WHERE other = 10000;
UPDATE fb.b04 SET amount = 800000 WHERE role = 'general';
UPDATE fb.b04 SET amount = 100000 WHERE role = 'capital';
UPDATE fb.b04 SET general = NULL, capital = amount WHERE code = '210';
UPDATE fb.b04 SET general = 800000, capital = 100000 WHERE role = 'expenditure_total';
UPDATE fb.form SET measure = '元', quantum = 0.01 WHERE form = '07';
DELETE FROM fb.b05 WHERE code <@ '210';
UPDATE fb.b05 SET total = total - 100000, basic = basic - 100000 WHERE code = '*';
INSERT INTO fb.b07 (unit, year, code, name, total, basic, quantum)
SELECT unit, year, code, name, total, basic, 0.01 FROM fb.b03 WHERE code <@ '210';
INSERT INTO fb.b07 (unit, year, code, total, basic, quantum) VALUES ('street', 2025, '*', 100000, 100000, 0.01);
UPDATE fb.b08 SET total = total - 100000, personnel = personnel - 100000 WHERE code @> '30108';
COMMIT;
SELECT verdict, count(*), string_agg(DISTINCT cause, '; ') FROM fiscal_audit_document('street', 2025)
GROUP BY verdict ORDER BY verdict COLLATE "C";

-- What a wrong cell breaks: each cell in turn is 1000 more, and each formula is broken by some.
CREATE TABLE broken (formula text, verdict text, form text, item text, column_name text);
CREATE FUNCTION break_all() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
	cells bigint := 0;
	t record;
	at tid;
	found broken[];
BEGIN
	SET session_replication_role = replica;
	FOR t IN SELECT DISTINCT table_name, figure FROM fb.layout, unnest(figures) figure ORDER BY 1, 2 LOOP
		FOR at IN EXECUTE format('SELECT ctid FROM fb.%I WHERE unit = ''street''', t.table_name) LOOP
			BEGIN
				EXECUTE format('UPDATE fb.%1$I SET %2$I = coalesce(%2$I, 0) + 1000 WHERE ctid = $1',
					t.table_name, t.figure) USING at;
				found := ARRAY(SELECT row(concat_ws(' ', id, formula), verdict, form, code, t.figure)::broken
					FROM fiscal_audit_document('street', 2025) WHERE verdict IN ('violation', 'warning'));
				RAISE SQLSTATE 'UNDO0';
			EXCEPTION WHEN SQLSTATE 'UNDO0' THEN
				INSERT INTO broken SELECT (unnest(found)).*;
			END;
			cells := cells + 1;
		END LOOP;
	END LOOP;
	RESET session_replication_role;
	RETURN cells;
END $$;
SELECT break_all() > 300 AS many_cells;
SELECT r.id, coalesce(scope || ': ', '') || r.formula AS formula, b.verdict, count(b.verdict) AS times
FROM fb.rule r LEFT JOIN broken b ON b.formula = concat_ws(' ', r.id, coalesce(r.scope || ': ', '') || r.formula)
GROUP BY r.id, r.scope, r.formula, b.verdict ORDER BY substr(r.id, 2)::int, concat(scope, r.formula) COLLATE "C";

-- A wrong cell is refused at COMMIT with what it breaks.
\set VERBOSITY default
UPDATE fb.b09 SET reception = reception + 10000;	-- fails
UPDATE fb.b01 SET project = project + 1 WHERE role = 'expenditure_total';	-- fails: to the yuan
UPDATE fb.b09 SET total = total + 0.01;	-- fails: printed in 万元 with two decimals

-- More from one fund than there is in all: to be verified, and explained.
BEGIN;
UPDATE fb.b05 SET total = total - 20000, basic = basic - 20000 WHERE code <@ '208';
UPDATE fb.b05 SET total = total + 20000, project = project + 20000 WHERE code IN ('212', '21203', '2120303');
UPDATE fb.b05 SET basic = basic - 20000, project = project + 20000 WHERE code = '*';
UPDATE fb.b04 SET amount = amount - 20000, general = general - 20000 WHERE code = '208';
UPDATE fb.b04 SET amount = amount + 20000, general = general + 20000 WHERE code = '212';
UPDATE fb.b08 SET total = total - 20000, personnel = personnel - 20000 WHERE code @> '30101';
COMMIT;
INSERT INTO fb.explanation (id, unit, year, reason, explained_by, explained_at)
VALUES ('B16', 'street', 2025, 'a transfer that is decided in June', 'Li', '2025-03-01');
INSERT INTO fb.explanation (id, unit, year, reason, explained_by, explained_at) VALUES ('B13', 'street', 2025, 'x', 'Li', '2025-03-01');	-- fails
SELECT set, stage FROM fb.explanation;
SELECT verdict, code, stated, computed, explanation FROM fiscal_audit_document('street', 2025)
WHERE id = 'B16' AND verdict <> 'exact';

-- One that does not hold is refused whole, or kept aside with its report.
SELECT fiscal_stage_form('alone', 2025, form, replace(sheet, '302,,商品和服务支出,80000,,80000', '302,,商品和服务支出,80000,,8000'))
FROM base WHERE form = '08';
SELECT fiscal_load_document('alone', 2025);	-- fails
\pset tuples_only on
SELECT regexp_replace(load('aside', '08', '302,,商品和服务支出,80000,,80000', '302,,商品和服务支出,80000,,8000',
	'02', E'210\t11\t01', E'7\t11\t02', '01', '四、其他收入', '四、其他的收入'), 'exact\n.*\nVIOLATED', '...', '');
SELECT substring(fiscal_report_document('aside', 2025, quarantine => true) FOR 120);
SELECT split_part(load('cars', '09', '12.50,,2.50,10.00,,10.00', '12.50,,2.50,100.00,,10.00'), E'\n', 1);
SELECT fiscal_load_document('aside', 2025, quarantine => true) IS NOT NULL;
SELECT count(*) FROM fb.document WHERE unit = 'aside';

-- The layouts of form 01: one figure on the right, or a subtotal of basic spending.
SELECT substring(load('one figure', '01', '项目,预算数,,,
,,,合计,基本支出,,项目支出
,,,,人员经费,公用经费,', '项目,预算数,,,', '01', '"560,000","300,000","110,000","150,000"', '"560,000"',
	'01', '"200,000","200,000",', '"200,000",', '01', '"100,000","100,000",', '"100,000",',
	'01', '"200,000",,,"200,000"', '"200,000"', '01', '"600,000","110,000","350,000"', '') FROM 'sums: [^\n]*|could not.*');
SELECT fiscal_stage_form('subtotal', 2025, '01', '收入,,支出,,,,
项目,预算数,项目,预算数,,,,
,,,合计,基本支出,,,项目支出
,,,,小计,人员经费,公用经费,
一、财政拨款收入,9,一、教育支出,9,7,4,3,2
  其中：一般公共预算拨款收入,9,,,,,,
收入总计,9,支出总计,9,7,4,3,2');
SELECT fiscal_load_document('subtotal', 2025);
SELECT role, code, amount, basic, personnel, public, project FROM fb.b01 WHERE unit = 'subtotal' ORDER BY role;

-- Another stage when one is named; the sheets of both sets in one database.
SELECT fiscal_stage_form('subtotal', 2025, '09', sheet, stage => 'adjusted') FROM base WHERE form = '09';
SELECT fiscal_load_document('subtotal', 2025, 'adjusted') ~ 'stage adjusted';
SELECT unit, stage FROM fb.document ORDER BY unit COLLATE "C", stage;
SELECT fiscal_create_final_accounts('fa');
SELECT fiscal_report_document('subtotal', 2025);	-- fails: which set?
SELECT left(fiscal_report_document('subtotal', 2025, schema => 'fb'), 41);
SELECT fiscal_report_document('subtotal', 2025, schema => 'fa');	-- fails: no such document
SELECT fiscal_report_document('subtotal', 2025, schema => 'public');	-- fails: no set
\pset tuples_only off

-- A unit and its department; comments in Chinese.
SELECT obj_description('fb.b06'::regclass), col_description('fb.b08'::regclass, 8), col_description('fb.b09'::regclass, 9);
DROP SCHEMA fb CASCADE;
DROP SCHEMA fa CASCADE;
DROP FUNCTION load(text, text[]);
DROP FUNCTION break_all();
DROP TABLE base, broken;
