-- The story that test/demo tells: a published final account goes into the
-- database whole, comes out as it was printed, and cannot become wrong.
--
-- What the server must refuse is followed by refused(), what must hold by an
-- assertion: where the server does otherwise, psql stops and the demo fails.

\pset footer off
\pset null ''
set client_min_messages = warning;
create extension govfiscal;
create procedure refused(expected text, seen text) language plpgsql as $$
begin
	if seen is distinct from expected then
		raise exception 'this should have ended in SQLSTATE %, and not in %', expected, seen;
	end if;
end $$;

-- ---------------------------------------------------------------- 1

\echo
\echo :title'1. One call makes the forms':plain
\echo
\set ECHO queries
select fiscal_create_final_accounts('fa2024');
\set ECHO none
\pset title 'The disclosure forms (公开表) as tables'
select relname as form, left(obj_description(c.oid), 50) as comment
from pg_class c
where relnamespace = 'fa2024'::regnamespace and relname ~ '^form[0-9]+$'
order by relname;
\pset title
\echo 'and the official formulas inside and between them, as one set, for example:'
\echo
select id, severity, scope, formula from fa2024.rule
where id in ('R5', 'R8', 'R9', 'R16') order by substr(id, 2)::int;

-- ---------------------------------------------------------------- 2

\echo :title'2. A real document goes in as it is printed':plain
\echo
\echo 'The final accounts for 2024 of 湘潭县禁毒委员会办公室 (禁毒办): five forms, pasted'
\echo 'from the published text, each cell on a line of its own.'
\echo
\set text `cat test/data/seed-forms.txt`
create temporary table sheet as
select '0' || n as form, sheet as text
from regexp_split_to_table(:'text', '(?=\t *湘潭县禁毒委员会办公室 +[^\n]*单位：万元)') with ordinality s (sheet, n);
\set ECHO queries
select form, fiscal_stage_form('禁毒办', 2024, form, text) as rows from sheet;
select fiscal_load_document('禁毒办', 2024, name => '湘潭县禁毒委员会办公室') as report \gset
\set ECHO none
\echo
\echo 'The report tells what was checked, and what was not (some lines left out):'
\echo
\pset tuples_only on
\pset format unaligned
with lines as (
	select line, n, min(n) filter (where line ~ '^not checked') over () as unchecked
	from regexp_split_to_table(:'report', '\n') with ordinality l (line, n))
select case when n = 11 then '  ...' else line end from lines
where n <= 11 or n >= unchecked order by n;
\pset format aligned
\pset tuples_only off
do $$ begin assert (select count(amount) from fa2024.cell) = 297; end $$;
\echo
\echo 'and comes out as printed:'
\echo
\pset title '支出决算表（公开03表，万元）'
select case when code = '*' then '' else code::text end as "代码",
	repeat('  ', greatest(subject_level(code) - 1, 0)) || name as "科目名称",
	round(total / 10000, 2) as "支出合计", round(basic / 10000, 2) as "基本支出",
	round(project / 10000, 2) as "项目支出"
from fa2024.form03 order by code;
\pset title

-- ---------------------------------------------------------------- 3

\echo :title'3. One wrong cell is refused at COMMIT':plain
\echo
\echo 'A total without its parts; then both, 1万元 more on one item and on nothing else.'
\echo 'fiscal_pending() tells beforehand what COMMIT will say:'
\echo
\set ON_ERROR_STOP off
\set ECHO queries
\echo -n :refused
update fa2024.form03 set total = total + 10000 where code = '2040202';
\set seen :SQLSTATE
\echo -n :plain
\echo
begin;
update fa2024.form03 set total = total + 10000, project = project + 10000
	where code = '2040202';
select formula, line ->> 'code' as code, column_name as col, difference from fiscal_pending();
\echo -n :refused
commit;
\set ECHO none
\echo -n :plain
\set ON_ERROR_STOP on
call refused('23514', :'SQLSTATE');
call refused('23514', :'seen');
\echo
\echo 'The same correction on every level of every form (code @> x: x and all above it):'
\echo
\set ECHO queries
begin;
update fa2024.form01 set amount = amount + 10000 where code = '204' or role in
	('revenue_general', 'revenue', 'revenue_total', 'expenditure', 'expenditure_total');
update fa2024.form02 set total = total + 10000, fiscal = fiscal + 10000
	where code @> '2040202';
update fa2024.form03 set total = total + 10000, project = project + 10000
	where code @> '2040202';
update fa2024.form04 set amount = amount + 10000, general = general + 10000
	where code = '204' or role in
	('revenue_general', 'revenue', 'revenue_total', 'expenditure', 'expenditure_total');
update fa2024.form05 set revenue = revenue + 10000, revenue_project = revenue_project + 10000,
	total = total + 10000, project = project + 10000 where code @> '2040202';
commit;
\set ECHO none
do $$ begin assert (select total from fa2024.form03 where code = '*') = '76.50万元'; end $$;

-- ---------------------------------------------------------------- 4

\echo
\echo :title'4. A wrong document is refused whole, with all its faults':plain
\echo
\echo 'Next year somebody drops a digit in form 03: 执法办案 5.72 instead of 57.22.'
\echo
\set ON_ERROR_STOP off
\set ECHO queries
\o /dev/null
select fiscal_stage_form('禁毒办', 2025, form,
	case form when '03' then replace(text, '57.22', '5.72') else text end) from sheet;
\o
\echo -n :refused
select fiscal_load_document('禁毒办', 2025);
\set ECHO none
\echo -n :plain
\set ON_ERROR_STOP on
call refused('23514', :'SQLSTATE');
\echo
\set ECHO queries
select count(*) as cells_of_2025_kept from fa2024.cell where year = 2025;
\set ECHO none
do $$ begin assert not exists (select from fa2024.cell where year = 2025); end $$;

-- ---------------------------------------------------------------- 5

\echo :title'5. Loaded past the rules, it is found by an audit':plain
\echo
\echo 'No trigger fires for a replica: 57.50 for 75.50 as the total of form 01, and the'
\echo 'dropped digit again.  Of some 480 sums, the broken ones:'
\echo
\set ECHO queries
set session_replication_role = replica;
update fa2024.form01 set amount = '57.50万元' where role = 'revenue_total';
update fa2024.form03 set total = '5.72万元', project = '5.72万元' where code = '2040220';
reset session_replication_role;
\set ECHO none
\echo
\set ECHO queries
select id, form, code, column_name as col, stated, computed, difference
from fiscal_audit_document('禁毒办', 2024) where verdict = 'violation';
\set ECHO none
do $$ begin assert (select count(*) >= 4 and bool_and(form in ('01', '03'))
	from fiscal_audit_document('禁毒办', 2024) where verdict = 'violation'); end $$;
set session_replication_role = replica;
update fa2024.form01 set amount = '76.50万元' where role = 'revenue_total';
update fa2024.form03 set total = '57.22万元', project = '57.22万元' where code = '2040220';
reset session_replication_role;

-- ---------------------------------------------------------------- 6

\echo :title'6. What the text claims is held against the tables':plain
\echo
begin;
update fa2024.form01 set amount = amount - 10000 where code = '204' or role in
	('revenue_general', 'revenue', 'revenue_total', 'expenditure', 'expenditure_total');
update fa2024.form02 set total = total - 10000, fiscal = fiscal - 10000 where code @> '2040202';
update fa2024.form03 set total = total - 10000, project = project - 10000 where code @> '2040202';
update fa2024.form04 set amount = amount - 10000, general = general - 10000 where code = '204' or role in
	('revenue_general', 'revenue', 'revenue_total', 'expenditure', 'expenditure_total');
update fa2024.form05 set revenue = revenue - 10000, revenue_project = revenue_project - 10000,
	total = total - 10000, project = project - 10000 where code @> '2040202';
commit;
insert into fa2024.claim (unit, year, n, label, kind, stated, measure, operands) values
	('禁毒办', 2024, 1, '收、支总计75.5万元', 'amount', 75.5, '万元', '{01/revenue_total/amount}'),
	('禁毒办', 2024, 2, '县财政拨款收入62.5万元', 'amount', 62.5, '万元', '{01/revenue_general/amount}'),
	('禁毒办', 2024, 3, '占82.787%', 'share', 82.787, '万元', '{62.5,01/revenue/amount}'),
	('禁毒办', 2024, 4, '占17.22%', 'share', 17.22, '万元', '{13,01/revenue/amount}'),
	('禁毒办', 2024, 5, '人员经费占基本支出0%', 'share', 0, '万元', '{0,03/*/basic}');
\set ECHO queries
select label, stated, round(exact, 4) as exact, verdict from fiscal_audit_claims('禁毒办', 2024);
\set ECHO none
do $$ begin assert (select array_agg(verdict order by n) from fiscal_audit_claims('禁毒办', 2024))
	= '{holds,fails,fails,holds,undefined}'; end $$;

-- ---------------------------------------------------------------- 7

\echo :title'7. Rules on a table of your own':plain
\echo
\set ECHO queries
create table spending (unit text, code subject_code, amount yuan, primary key (unit, code));
select fiscal_add_rollup('spending', '{unit}', 'code', '{amount}');
\set ON_ERROR_STOP off
\echo -n :refused
insert into spending values ('a', '204', 100), ('a', '20401', 60), ('a', '20402', 30);
\set ECHO none
\echo -n :plain
\set ON_ERROR_STOP on
call refused('23514', :'SQLSTATE');

-- ---------------------------------------------------------------- 8

\echo
\echo :title'8. A budget is one more set of forms, and yours can be a third':plain
\echo
\set ECHO queries
select fiscal_create_budget('fb2025');
\set ECHO none
\pset title 'The forms of a budget (部门预算公开)'
select form, table_name as table, title from fb2025.layout order by form;
\pset title
\echo 'Form 09 of 禁毒办, with 35.00 for 3.50 spent on cars:'
\echo
\set ON_ERROR_STOP off
\set ECHO queries
select fiscal_stage_form('禁毒办', 2025, '09', '单位：万元
合计,因公出国（境）费,公务接待费,公务用车购置及运行费,,,机关运行经费预算数
,,,小计,购置费,运行费,
4.50,,1.00,35.00,,3.50,', schema => 'fb2025');
\echo -n :refused
select fiscal_load_document('禁毒办', 2025, schema => 'fb2025');
\set ECHO none
\echo -n :plain
\set ON_ERROR_STOP on
call refused('23514', :'SQLSTATE');
