-- The story that test/demo tells: a published final account goes into the
-- database whole, comes out as it was printed, and cannot become wrong.
--
-- Expected refusals are followed by a call of refused(): where the server does
-- not refuse, or refuses for another reason, the demo fails.

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

\echo
\echo :title'1. The tables of a real account':plain
\echo
\echo 'The final accounts for 2024 of a county office, forms 01 to 05 as published.'
\echo 'Amounts are yuan, in the steps of 0.01万元 that the forms are printed with;'
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
\echo :title'2. The document goes in, and comes out as printed':plain
\echo
\set ECHO queries
begin;
call store('湘潭县禁毒委员会办公室', 2024);
commit;
\set ECHO none
\echo
\pset title '收入支出决算总表（公开01表，万元；空行和只有 0.00 的类从略）'
select l.item as "收入", l.line as "行次", round(l.amount / 10000, 2) as "金额",
	r.item as "支出", r.line as "行次", round(r.amount / 10000, 2) as "金额"
from form01 l join form01 r on (r.unit, r.year, r.line) = (l.unit, l.year, l.line + 31)
where l.year = 2024 and (l.item is not null or r.amount <> 0)
order by l.line;
\pset title '支出决算表（公开03表，万元）'
select case when code = '*' then '' else code::text end as "科目代码",
	repeat('  ', greatest(subject_level(code) - 1, 0)) || name as "科目名称",
	round(c1 / 10000, 2) as "本年支出合计", round(c2 / 10000, 2) as "基本支出",
	round(c3 / 10000, 2) as "项目支出", round(c4 / 10000, 2) as "上缴上级支出",
	round(c5 / 10000, 2) as "经营支出", round(c6 / 10000, 2) as "对附属单位补助"
from form03 where year = 2024 order by code;
\pset title

\echo :title'3. Inside a row, the server refuses at once':plain
\echo
\echo 'One part without its total, and an amount finer than the form is printed:'
\echo
\set ON_ERROR_STOP off
\set ECHO queries
\echo -n :refused
update form03 set c3 = c3 + 10000 where year = 2024 and code = '2040202';
\set seen :SQLSTATE
\echo -n :plain
\echo
\echo -n :refused
update form03 set c3 = '18.2836万元' where year = 2024 and code = '2040202';
\set ECHO none
\echo -n :plain
\set ON_ERROR_STOP on
call refused('22003', :'SQLSTATE');
call refused('23514', :'seen');
\echo

