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
\echo :title'1. The tables of a real account':plain
\echo
\echo 'The final accounts for 2024 of 湘潭县禁毒委员会办公室 (禁毒办), forms 01 to 05 as'
\echo 'published.  Amounts are yuan, held to the 0.01万元 the forms are printed with;'
\echo 'codes are subject_code.  What must hold inside a row is a CHECK:'
\echo
\set ECHO queries
create table form03 (
	unit text, year int, code subject_code, name text,
	c1 yuan('0.01万元'), c2 yuan('0.01万元'), c3 yuan('0.01万元'),
	c4 yuan('0.01万元'), c5 yuan('0.01万元'), c6 yuan('0.01万元'),
	primary key (unit, year, code),
	constraint form03_row check (yuan_adds_up(c1, array[c2, c3, c4, c5, c6])));
\set ECHO none

create table form01 (
	unit text, year int, side text, line int, item text,
	amount yuan('0.01万元'),
	parent int,						-- the line that this one is added into
	total_of text,					-- the side, on the line that states its total
	primary key (unit, year, line));
create table form02 (
	unit text, year int, code subject_code, name text,
	c1 yuan('0.01万元'), c2 yuan('0.01万元'), c3 yuan('0.01万元'), c4 yuan('0.01万元'),
	c5 yuan('0.01万元'), c6 yuan('0.01万元'), c7 yuan('0.01万元'),
	primary key (unit, year, code),
	constraint form02_row check (yuan_adds_up(c1, array[c2, c3, c4, c5, c6, c7])));
create table form04 (
	unit text, year int, side text, line int, item text,
	amount yuan('0.01万元'), general yuan('0.01万元'), fund yuan('0.01万元'), capital yuan('0.01万元'),
	parent int,
	total_of text,
	primary key (unit, year, line),
	constraint form04_row check (yuan_adds_up(amount, array[general, fund, capital])));
create table form05 (
	unit text, year int, code subject_code, name text,
	c1 yuan('0.01万元'), c2 yuan('0.01万元'), c3 yuan('0.01万元'),
	c4 yuan('0.01万元'), c5 yuan('0.01万元'), c6 yuan('0.01万元'),
	c7 yuan('0.01万元'), c8 yuan('0.01万元'), c9 yuan('0.01万元'),
	c10 yuan('0.01万元'), c11 yuan('0.01万元'), c12 yuan('0.01万元'), c13 yuan('0.01万元'),
	primary key (unit, year, code),
	constraint form05_opening check (yuan_adds_up(c1, array[c2, c3])),
	constraint form05_revenue check (yuan_adds_up(c4, array[c5, c6])),
	constraint form05_spending check (yuan_adds_up(c7, array[c8, c9])),
	constraint form05_closing check (yuan_adds_up(c10, array[c11, c12, c13])),
	constraint form05_forward check (yuan_adds_up(c10, array[c1, c4, -c7])));

-- The cells as printed: text.  yuan_parse reads a bare number in the unit of the
-- form and a blank cell as "not reported".
create table cell01 (side text, line int, item text, amount text);
create table cell02 (code text, name text, c1 text, c2 text, c3 text, c4 text, c5 text, c6 text, c7 text);
create table cell03 (code text, name text, c1 text, c2 text, c3 text, c4 text, c5 text, c6 text);
create table cell04 (side text, line int, item text, amount text, general text, fund text, capital text);
create table cell05 (code text, name text, c1 text, c2 text, c3 text, c4 text, c5 text, c6 text, c7 text,
	c8 text, c9 text, c10 text, c11 text, c12 text, c13 text);
\copy cell01 from 'test/data/f01.tsv' with (format csv, delimiter E'\t', header)
\copy cell02 from 'test/data/f02.tsv' with (format csv, delimiter E'\t', header)
\copy cell03 from 'test/data/f03.tsv' with (format csv, delimiter E'\t', header)
\copy cell04 from 'test/data/f04.tsv' with (format csv, delimiter E'\t', header)
\copy cell05 from 'test/data/f05.tsv' with (format csv, delimiter E'\t', header)

create procedure store(unit text, year int) language sql as $$
	insert into form01
	select unit, year, side, line, item, yuan_parse(amount, '万元'),
		case when line <= 8 then 27 when line in (27, 28, 29) then 31
			when line between 32 and 57 then 58 when line in (58, 59, 60) then 62 end,
		case when line in (31, 62) then side end
	from cell01;
	insert into form02
	select unit, year, code::subject_code, name, yuan_parse(c1, '万元'), yuan_parse(c2, '万元'),
		yuan_parse(c3, '万元'), yuan_parse(c4, '万元'), yuan_parse(c5, '万元'), yuan_parse(c6, '万元'),
		yuan_parse(c7, '万元')
	from cell02;
	insert into form03
	select unit, year, code::subject_code, name, yuan_parse(c1, '万元'), yuan_parse(c2, '万元'),
		yuan_parse(c3, '万元'), yuan_parse(c4, '万元'), yuan_parse(c5, '万元'), yuan_parse(c6, '万元')
	from cell03;
	insert into form04
	select unit, year, side, line, item, yuan_parse(amount, '万元'), yuan_parse(general, '万元'),
		yuan_parse(fund, '万元'), yuan_parse(capital, '万元'),
		case when line <= 3 then 27 when line in (27, 28) then 32 when line in (29, 30, 31) then 28
			when line between 33 and 58 then 59 when line in (59, 60) then 64 end,
		case when line in (32, 64) then side end
	from cell04;
	insert into form05
	select unit, year, code::subject_code, name, yuan_parse(c1, '万元'), yuan_parse(c2, '万元'),
		yuan_parse(c3, '万元'), yuan_parse(c4, '万元'), yuan_parse(c5, '万元'), yuan_parse(c6, '万元'),
		yuan_parse(c7, '万元'), yuan_parse(c8, '万元'), yuan_parse(c9, '万元'), yuan_parse(c10, '万元'),
		yuan_parse(c11, '万元'), yuan_parse(c12, '万元'), yuan_parse(c13, '万元')
	from cell05;
$$;

\echo
\echo 'What must hold between rows is a rule: 01 and 04 are trees of lines whose two'
\echo 'totals (总计) balance, 02, 03 and 05 are trees of codes, and the total of 03 is'
\echo 'line 58 of 01.  One call each, four of the eight:'
\echo
\pset tuples_only on
\pset format unaligned
\set ECHO queries
select fiscal_add_rollup('form01', '{unit,year}', 'line', '{amount}', parent => 'parent');
select fiscal_add_balance('form01', '{unit,year}', 'amount', 'total_of', quantum => '0.01');
select fiscal_add_rollup('form03', '{unit,year}', 'code', '{c1,c2,c3,c4,c5,c6}');
select fiscal_add_tie('form03', '{unit,year}', 'c1', '{"code": "*"}',
	'form01', '{unit,year}', 'amount', '{"line": 58}', name => 'form03_form01');
\set ECHO none
\o /dev/null
select fiscal_add_rollup('form02', '{unit,year}', 'code', '{c1,c2,c3,c4,c5,c6,c7}');
select fiscal_add_rollup('form04', '{unit,year}', 'line', '{amount,general,fund,capital}', parent => 'parent');
select fiscal_add_balance('form04', '{unit,year}', 'amount', 'total_of', quantum => '0.01');
select fiscal_add_rollup('form05', '{unit,year}', 'code', '{c1,c2,c3,c4,c5,c6,c7,c8,c9,c10,c11,c12,c13}');
\o
\pset format aligned
\pset tuples_only off

-- ---------------------------------------------------------------- 2

\echo
\echo :title'2. The document goes in, and comes out as printed':plain
\echo
\set ECHO queries
begin;
call store('禁毒办', 2024);
commit;
\set ECHO none
\echo
\pset title '收入支出决算总表（公开01表，万元；空行和只有 0.00 的类从略）'
select l.item as "收入", l.line as "行次", round(l.amount / 10000, 2) as "金额",
	r.item as "支出", r.line as "行次", round(r.amount / 10000, 2) as "金额"
from form01 l join form01 r on (r.unit, r.year, r.line) = (l.unit, l.year, l.line + 31)
where l.item is not null or r.amount <> 0
order by l.line;
\pset title '支出决算表（公开03表，万元）'
select case when code = '*' then '' else code::text end as "代码",
	repeat('  ', greatest(subject_level(code) - 1, 0)) || name as "科目名称",
	round(c1 / 10000, 2) as "支出合计", round(c2 / 10000, 2) as "基本支出",
	round(c3 / 10000, 2) as "项目支出", round(c4 / 10000, 2) as "上缴上级",
	round(c5 / 10000, 2) as "经营支出", round(c6 / 10000, 2) as "补助下级"
from form03 order by code;
\pset title
do $$ begin assert (select sum(n) from (
	select count(amount) from form01
	union all select sum(num_nonnulls(c1, c2, c3, c4, c5, c6, c7)) from form02
	union all select sum(num_nonnulls(c1, c2, c3, c4, c5, c6)) from form03
	union all select sum(num_nonnulls(amount, general, fund, capital)) from form04
	union all select sum(num_nonnulls(c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13)) from form05
	) cells(n)) = 297; end $$;

-- ---------------------------------------------------------------- 3

\echo :title'3. Inside a row, the server refuses at once':plain
\echo
\echo 'A part without its total, and an amount finer than the form is printed:'
\echo
\set ON_ERROR_STOP off
\set ECHO queries
\echo -n :refused
update form03 set c3 = c3 + 10000 where code = '2040202';
\set seen :SQLSTATE
\echo -n :plain
\echo
\echo -n :refused
update form03 set c3 = '18.2836万元' where code = '2040202';
\set ECHO none
\echo -n :plain
\set ON_ERROR_STOP on
call refused('22003', :'SQLSTATE');
call refused('23514', :'seen');

-- ---------------------------------------------------------------- 4

\echo
\echo :title'4. Between rows, it refuses at COMMIT':plain
\echo
\echo 'One cell and its row total, 1万元 more.  fiscal_pending() says what COMMIT will say:'
\echo
\set ON_ERROR_STOP off
\set ECHO queries
begin;
update form03 set c1 = c1 + 10000, c3 = c3 + 10000 where code = '2040202';
select check_name, code, column_name, stated, computed, difference from fiscal_pending();
\echo -n :refused
commit;
\set ECHO none
\echo -n :plain
\set ON_ERROR_STOP on
call refused('23514', :'SQLSTATE');
\echo
\echo 'The same correction on every level of every form (code @> x: x and all above it):'
\echo
\set ECHO queries
begin;
update form01 set amount = amount + 10000 where line in (1, 27, 31, 35, 58, 62);
update form02 set c1 = c1 + 10000, c2 = c2 + 10000 where code @> '2040202';
update form03 set c1 = c1 + 10000, c3 = c3 + 10000 where code @> '2040202';
update form04 set amount = amount + 10000, general = general + 10000
	where line in (1, 27, 32, 36, 59, 64);
update form05 set c4 = c4 + 10000, c6 = c6 + 10000, c7 = c7 + 10000, c9 = c9 + 10000
	where code @> '2040202';
commit;
\set ECHO none
\echo
\pset title '支出决算表（公开03表，万元），更正后'
select code as "代码", name as "科目名称", round(c1 / 10000, 2) as "支出合计",
	round(c3 / 10000, 2) as "项目支出"
from form03 order by code;
\pset title
do $$ begin assert (select c1 from form03 where code = '*') = '76.50万元'; end $$;

-- ---------------------------------------------------------------- 5

\echo :title'5. A wrong document is refused as a whole':plain
\echo
\echo 'Next year somebody drops a digit in form 03: 执法办案 5.72 instead of 57.22.'
\echo
update cell03 set c1 = '5.72', c3 = '5.72' where code = '2040220';
\set ON_ERROR_STOP off
\set ECHO queries
begin;
call store('禁毒办', 2025);
\echo -n :refused
commit;
\set ECHO none
\echo -n :plain
\set ON_ERROR_STOP on
call refused('23514', :'SQLSTATE');
\echo
\set ECHO queries
select (select count(*) from form01 where year = 2025) as form01,
	(select count(*) from form02 where year = 2025) as form02,
	(select count(*) from form03 where year = 2025) as form03,
	(select count(*) from form04 where year = 2025) as form04,
	(select count(*) from form05 where year = 2025) as form05;
\set ECHO none
do $$ begin assert (not exists (select from form01 where year = 2025)
	and not exists (select from form02 where year = 2025)
	and not exists (select from form03 where year = 2025)
	and not exists (select from form04 where year = 2025)
	and not exists (select from form05 where year = 2025)); end $$;

-- ---------------------------------------------------------------- 6

\echo :title'6. Loaded past the rules, it is found by an audit':plain
\echo
\echo 'The same document of 2025, with 57.50 for 75.50 in line 31 of form 01 besides; no'
\echo 'trigger fires.  2024 is sound, and so not in the answer:'
\echo
update cell01 set amount = '57.50' where line = 31;
\set ECHO queries
set session_replication_role = replica;
call store('禁毒办', 2025);
reset session_replication_role;
\set ECHO none
\echo
create temporary view forms(rel) as
	select unnest('{form01,form02,form03,form04,form05}'::regclass[]);
\set ECHO queries
select check_name, code, column_name as col, difference,
	replace(cause, ': ', E':\n') as cause
from forms, fiscal_audit(rel) order by check_name, code, column_name;
\set ECHO none
do $$ begin assert (select array_agg(concat_ws(' ', check_name, key->>'year', code, column_name)
		order by check_name, column_name)
	from forms, fiscal_audit(rel)) = '{form01_balance 2025 amount,form01_rollup 2025 31 amount,'
	'form03_rollup 2025 20402 c1,form03_rollup 2025 20402 c3}'; end $$;

-- ---------------------------------------------------------------- 7

\echo :title'7. What is in force':plain
\echo
\set ECHO queries
select table_name, name, kind, severity, enabled, leaves_covered, truncate_covered
from fiscal_checks order by name, table_name;
\set ECHO none
do $$ begin assert (select count(*) = 9 and bool_and(enabled and leaves_covered and truncate_covered and problem is null)
	from fiscal_checks); end $$;
