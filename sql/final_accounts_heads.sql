-- Heads decide what a column is: any order, any subset, over several rows
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
SET client_encoding = 'UTF8';
SELECT fiscal_create_final_accounts('fa');

-- Loads one sheet as a document of its own; returns its faults, or its cells.
CREATE FUNCTION try_sheet(case_name text, form text, sheet text, VARIADIC columns text[] DEFAULT '{}')
RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
	report text;
BEGIN
	PERFORM fiscal_stage_form(case_name, 2024, form, sheet);
	report := fiscal_load_document(case_name, 2024, quarantine => true);
	RETURN QUERY SELECT line FROM regexp_split_to_table(
		substring(report from 'could not be read \(\d+\)\n(.*)'), E'\n') line;
	IF NOT FOUND THEN
		RETURN QUERY SELECT concat_ws(' ', c.item, c.column_name, c.amount)
		FROM fa.cell c WHERE c.unit = case_name AND c.form = try_sheet.form
			AND c.amount IS NOT NULL AND (columns = '{}' OR c.column_name = ANY (columns))
		ORDER BY c.item COLLATE "C", c.column_name COLLATE "C";
	END IF;
END $$;
\pset tuples_only on
\pset format unaligned

-- Another order, fewer columns, the name behind the figures, notes.
SELECT try_sheet('order', '03', '科目编码,科目名称,项目支出,本年支出合计,基本支出
201,一般公共服务支出,4.00,10.00,6.00
合计,,4.00,10.00,6.00');
SELECT try_sheet('subset', '03', '本年支出合计,科目编码,科目名称,备注
10.00,201,一般公共服务支出,see page 3
10.00,,合计,');
-- Heads over two and three rows with merged cells, the groups in another order.
SELECT try_sheet('merged', '05', '项目,,本年支出,,,年初结转和结余,,,本年收入,,,年末结转和结余,,,
科目编码,科目名称,合计,基本支出,项目支出,合计,基本支出结转,项目支出结转和结余,合计,基本支出,项目支出,合计,基本支出结转,项目支出结转和结余,
,,,,,,,,,,,,,项目支出结转,项目支出结余
,合计,7.00,3.00,4.00,1.00,0.00,1.00,9.00,4.00,5.00,3.00,1.00,2.00,0.00
201,x,7.00,3.00,4.00,1.00,0.00,1.00,9.00,4.00,5.00,3.00,1.00,2.00,0.00');
SELECT try_sheet('spent', '07', '预算数,,,,,,决算数,,,,,
合计,因公出国（境）费,公务用车购置及运行维护费,,,公务接待费,合计,公务接待费,因公出国（境）费,公务用车购置及运行维护费,,
,,小计,公务用车购置费,公务用车运行维护费,,,,,小计,公务用车运行维护费,公务用车购置费
6.00,1.00,3.00,1.00,2.00,2.00,5.00,2.00,1.00,2.00,2.00,0.00');
SELECT try_sheet('spent down', '07', '项目,决算数,预算数
合计,5.00,6.00
1.因公出国（境）费,5.00,6.00');
-- The other side first, as its head says.
SELECT try_sheet('sides', '01', '支出,,收入,
项目,金额,项目,金额
一、一般公共服务支出,3.00,一、一般公共预算财政拨款收入,3.00
本年支出合计,3.00,本年收入合计,3.00
总计,3.00,总计,3.00');
-- Heads again on the next page, in another order.
SELECT try_sheet('pages', '03', '科目编码,科目名称,合计,基本支出,项目支出
合计,,10.00,6.00,4.00
第 2 页
科目编码,科目名称,项目支出,基本支出,合计
201,x,4.00,6.00,10.00');

-- Numbers where heads are missing; where both are printed they must agree.
SELECT try_sheet('numbers', '03', '科目编码,科目名称,,,,,,
栏次,,1,3,2,4,5,6
合计,,10.00,4.00,6.00,0.00,0.00,0.00', 'basic', 'project');
SELECT try_sheet('some numbers', '03', '科目编码,科目名称,合计,,
栏次,,1,2,3
合计,,10.00,4.00,6.00');	-- fails: numbered anew, or not?
SELECT try_sheet('numbers agree', '03', '科目编码,科目名称,合计,项目支出,基本支出
栏次,,1,3,2
合计,,10.00,4.00,6.00', 'basic', 'project');
SELECT try_sheet('numbers differ', '03', '科目编码,科目名称,合计,项目支出,基本支出
栏次,,1,2,3
合计,,10.00,4.00,6.00');	-- fails

-- What is not known, not found, doubled or without a head is named.
SELECT try_sheet('unknown', '03', '科目编码,科目名称,合计,基本支出,人员支出
201,x,10.00,6.00,4.00');
SELECT try_sheet('missing', '03', '科目编码,科目名称,基本支出,项目支出
201,x,6.00,4.00');
SELECT try_sheet('no codes', '03', '科目名称,合计,基本支出
x,6.00,4.00');
SELECT try_sheet('doubled', '03', '科目编码,科目名称,合计,基本支出,基本支出
201,x,6.00,6.00,0.00');
SELECT try_sheet('no head', '03', '201,x,6.00');
SELECT try_sheet('bare', '03', ',科目编码,科目名称,合计
9.00,201,x,6.00');
SELECT try_sheet('group', '05', '科目编码,科目名称,年末结转和结余,,本年支出
,,项目支出,基本支出结转,
201,x,6.00,1.00,2.00');
SELECT try_sheet('one side', '01', '项目,金额
总计,3.00');
SELECT try_sheet('spoilt', '01', '收入,,支出,
项目,金额,项目,金额
一、一般公共预算财政拨款,3.O0,八、其他的支出,1.0O
制表人：张三,,2025年3月1日,');
SELECT try_sheet('line number', '01', '收入,,,支出,
项目,行次,金额,项目,金额
总计,12345678901,3.00,总计,3.00');

-- A province adds its own words.
INSERT INTO fa.head (form, head, means, column_name) VALUES ('03', '人员支出', 'figure', 'basic');
INSERT INTO fa.head (form, head, means) VALUES ('03', '其中：基建', 'note');
SELECT try_sheet('added', '03', '科目编码,科目名称,合计,人员支出,其中:基建
201,x,6.00,6.00,3.00
合计,,6.00,6.00,3.00');

-- Blanks that are zeros, as the sheet shows or as one is told.
CREATE FUNCTION blanks(case_name text, sheet text, told bool DEFAULT NULL)
RETURNS text LANGUAGE sql AS $$
	SELECT fiscal_stage_form(case_name, 2024, '03', sheet, blank_is_zero => told);
	SELECT fiscal_load_document(case_name, 2024, quarantine => true);
	SELECT string_agg(f.blank_is_zero || ' ' || (SELECT bool_and(r.blank_is_zero = f.blank_is_zero)
		FROM fa.form03 r WHERE r.unit = f.unit), '') FROM fa.form f WHERE f.unit = case_name;
$$;
SELECT blanks('blanks', E'code,name,total,basic,project\n201,x,6.00,6.00,\n合计,,6.00,6.00,');
SELECT blanks('zeros', E'code,name,total,basic,project\n201,x,6.00,6.00,0.00\n合计,,6.00,6.00,');
SELECT blanks('told', E'code,name,total,basic,project\n201,x,6.00,6.00,\n合计,,6.00,6.00,', false);
SELECT regexp_replace(fiscal_load_document('none', 2024), '.*', '') FROM (
	SELECT fiscal_stage_form('none', 2024, '10', 'x')) s;	-- fails: no such form

DROP SCHEMA fa CASCADE;
DROP FUNCTION try_sheet(text, text, text, text[]);
DROP FUNCTION blanks(text, text, bool);
