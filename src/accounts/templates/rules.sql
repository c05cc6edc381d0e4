-- The dictionary of lines and the catalogue of rules; the numbers are those of
-- the published formulas.

INSERT INTO line (form, side, ord, role) VALUES
	('01', 'revenue', 0, 'revenue_fiscal'),
	('01', 'revenue', 1, 'revenue_general'),
	('01', 'revenue', 1, 'of_which_fund'),
	('01', 'revenue', 2, 'revenue_fund'),
	('01', 'revenue', 3, 'revenue_capital'),
	('01', 'revenue', 4, 'superior'),
	('01', 'revenue', 5, 'business'),
	('01', 'revenue', 6, 'operating'),
	('01', 'revenue', 7, 'affiliated'),
	('01', 'revenue', 8, 'other'),
	('01', 'revenue', 27, 'revenue'),
	('01', 'revenue', 28, 'reserve_used'),
	('01', 'revenue', 29, 'opening'),
	('01', 'revenue', 30, 'opening_fiscal'),
	('01', 'revenue', 31, 'revenue_total'),
	('01', 'expenditure', 32, 'class'),
	('01', 'expenditure', 58, 'expenditure'),
	('01', 'expenditure', 59, 'distribution'),
	('01', 'expenditure', 60, 'closing'),
	('01', 'expenditure', 61, 'closing_fiscal'),
	('01', 'expenditure', 62, 'expenditure_total'),
	('04', 'revenue', 1, 'revenue_general'),
	('04', 'revenue', 2, 'revenue_fund'),
	('04', 'revenue', 3, 'revenue_capital'),
	('04', 'revenue', 27, 'revenue'),
	('04', 'revenue', 28, 'opening'),
	('04', 'revenue', 29, 'opening_general'),
	('04', 'revenue', 30, 'opening_fund'),
	('04', 'revenue', 31, 'opening_capital'),
	('04', 'revenue', 32, 'revenue_total'),
	('04', 'expenditure', 33, 'class'),
	('04', 'expenditure', 59, 'expenditure'),
	('04', 'expenditure', 60, 'closing'),
	('04', 'expenditure', 64, 'expenditure_total'),
	('06', NULL, 1, 'subject'),
	('06', NULL, 2, 'personnel'),
	('06', NULL, 3, 'public'),
	('06', NULL, 4, 'total'),
	('07', NULL, 1, 'total'),
	('07', NULL, 2, 'abroad'),
	('07', NULL, 3, 'vehicles'),
	('07', NULL, 4, 'vehicle_purchase'),
	('07', NULL, 5, 'vehicle_running'),
	('07', NULL, 6, 'reception'),
	('07', NULL, 7, 'meetings'),
	('07', NULL, 8, 'training');

-- form 01

INSERT INTO rule (ord, name, id, severity, forms, kind, this_table, this_columns, this_filter,
	other_table, other_columns, other_filter, comparator, rounded, components, formula) VALUES
(101, 'f01_r1_revenue', 'R1', 'B', '{01}', 'tie',
	'form01', '{amount}', '{"role": "revenue"}',
	'form01', '{amount}', '{"role": ["revenue_general", "revenue_fund", "revenue_capital", "superior", "business", "operating", "affiliated", "other", "revenue_fiscal"]}',
	'=', true, NULL, '27 = 1+2+3+4+5+6+7+8'),
(102, 'f01_r2_expenditure', 'R2', 'B', '{01}', 'tie',
	'form01', '{amount}', '{"role": "expenditure"}',
	'form01', '{amount}', '{"role": "class"}',
	'=', true, NULL, '58 = 32+...+57'),
(103, 'f01_r3_revenue_total', 'R3', 'B', '{01}', 'tie',
	'form01', '{amount}', '{"role": "revenue_total"}',
	'form01', '{amount}', '{"role": ["revenue", "reserve_used", "opening"]}',
	'=', true, 4, '31 = 27+28+29'),
(104, 'f01_r3_exact', 'R3', 'N', '{01}', 'tie',
	'form01', '{amount}', '{"role": "revenue_total"}',
	'form01', '{amount}', '{"role": ["revenue", "reserve_used", "opening"]}',
	'=', false, 4, '31 = 27+28+29'),
(105, 'f01_r4_expenditure_total', 'R4', 'B', '{01}', 'tie',
	'form01', '{amount}', '{"role": "expenditure_total"}',
	'form01', '{amount}', '{"role": ["expenditure", "distribution", "closing"]}',
	'=', true, 4, '62 = 58+59+60'),
(106, 'f01_r4_exact', 'R4', 'N', '{01}', 'tie',
	'form01', '{amount}', '{"role": "expenditure_total"}',
	'form01', '{amount}', '{"role": ["expenditure", "distribution", "closing"]}',
	'=', false, 4, '62 = 58+59+60'),
(107, 'f01_r5_balance', 'R5', 'B', '{01}', 'balance',
	'form01', '{amount}', '{"role": "revenue_total"}',
	'form01', '{role}', '{"role": "expenditure_total"}',
	'=', false, 2, '31 = 62'),
(108, 'f01_r6_closing', 'R6', 'B', '{01}', 'tie',
	'form01', '{amount}', '{"role": ["closing", "expenditure", "distribution"]}',
	'form01', '{amount}', '{"role": ["opening", "revenue", "reserve_used"]}',
	'=', true, 6, '60+58+59 = 29+27+28'),
(109, 'f01_r6_exact', 'R6', 'N', '{01}', 'tie',
	'form01', '{amount}', '{"role": ["closing", "expenditure", "distribution"]}',
	'form01', '{amount}', '{"role": ["opening", "revenue", "reserve_used"]}',
	'=', false, 6, '60+58+59 = 29+27+28'),
(110, 'f01_of_which_opening', 'OW', 'B', '{01}', 'tie',
	'form01', '{amount}', '{"role": "opening_fiscal"}',
	'form01', '{amount}', '{"role": "opening"}',
	'<=', true, 2, 'of which <= 29'),
(111, 'f01_of_which_closing', 'OW', 'B', '{01}', 'tie',
	'form01', '{amount}', '{"role": "closing_fiscal"}',
	'form01', '{amount}', '{"role": "closing"}',
	'<=', true, 2, 'of which <= 60');

-- Before 2019 one line held all fiscal revenue, with the fund as of which.

INSERT INTO rule (ord, name, id, severity, forms, kind, this_table, this_columns, this_filter,
	other_table, other_columns, other_filter, comparator, components, formula) VALUES
(112, 'f01_of_which_fund', 'OW', 'B', '{01}', 'tie',
	'form01', '{amount}', '{"role": "of_which_fund"}',
	'form01', '{amount}', '{"role": "revenue_fiscal"}', '<=', 2, 'of which <= fiscal revenue'),
(451, 'f01_r14_fiscal', 'R14', 'B', '{01,04}', 'tie',
	'form01', '{amount}', '{"role": "revenue_fiscal"}',
	'form04', '{amount}', '{"role": ["revenue_general", "revenue_fund", "revenue_capital"]}',
	'=', NULL, '01.fiscal = 04.(1+2+3)');
UPDATE rule SET optional = true WHERE id = 'OW' OR name = 'f01_r14_fiscal';

-- forms 02 and 03

INSERT INTO rule (ord, name, id, severity, forms, kind, this_table, this_columns,
	other_columns, components, formula) VALUES
(201, 'f02_r7_columns', 'R7', 'B', '{02}', 'row', 'form02', '{total}',
	'{fiscal,superior,business,operating,affiliated,other}', NULL, 'c1 = c2+c3+c4+c5+c6+c7'),
(202, 'f02_r8_tree', 'R8', 'B', '{02}', 'rollup', 'form02',
	'{total,fiscal,superior,business,operating,affiliated,other}', '{code}', NULL,
	'total = sum of classes, class = sum of sections, section = sum of items'),
(301, 'f03_r7_columns', 'R7', 'B', '{03}', 'row', 'form03', '{total}',
	'{basic,project,superior,operating,affiliated}', NULL, 'c1 = c2+c3+c4+c5+c6'),
(302, 'f03_r8_tree', 'R8', 'B', '{03}', 'rollup', 'form03',
	'{total,basic,project,superior,operating,affiliated}', '{code}', NULL,
	'total = sum of classes, class = sum of sections, section = sum of items');

INSERT INTO rule (ord, name, id, severity, forms, kind, this_table, this_columns, this_filter,
	other_table, other_columns, other_filter, components, formula)
SELECT 202 + n, 'f02_r' || r || '_' || c, 'R' || r, 'B', '{02,01}', 'tie',
	'form02', ARRAY[c], '{"code": "*"}', 'form01', '{amount}',
	jsonb_build_object('role', role), parts, f
FROM (VALUES
	(1, 9, 'total', '["revenue"]'::jsonb, 2, '02.c1 = 01.27'),
	(2, 10, 'fiscal', '["revenue_general", "revenue_fund", "revenue_capital", "revenue_fiscal"]', NULL, '02.c2 = 01.(1+2+3)'),
	(3, 10, 'superior', '["superior"]', 2, '02.c3 = 01.4'),
	(4, 10, 'business', '["business"]', 2, '02.c4 = 01.5'),
	(5, 10, 'operating', '["operating"]', 2, '02.c5 = 01.6'),
	(6, 10, 'affiliated', '["affiliated"]', 2, '02.c6 = 01.7'),
	(7, 10, 'other', '["other"]', 2, '02.c7 = 01.8')) v (n, r, c, role, parts, f);

INSERT INTO rule (ord, name, id, severity, forms, kind, this_table, this_columns, this_filter,
	other_table, other_columns, other_filter, key, other_key, components, formula) VALUES
(303, 'f03_r9_total', 'R9', 'B', '{03,01}', 'tie',
	'form03', '{total}', '{"code": "*"}', 'form01', '{amount}', '{"role": "expenditure"}',
	'{unit,year,stage}', '{unit,year,stage}', 2, '03.c1 = 01.58'),
(304, 'f03_r11_classes', 'R11', 'B', '{03,01}', 'tie',
	'form03', '{total}', '{"level": 1}', 'form01', '{amount}', '{"role": "class"}',
	'{unit,year,stage,code}', '{unit,year,stage,code}', NULL, '03.c1 of a class = its line of 01');

-- form 04

INSERT INTO rule (ord, name, id, severity, forms, kind, this_table, this_columns, this_filter,
	other_table, other_columns, other_filter, rounded, components, formula) VALUES
(401, 'f04_r12_revenue', 'R12', 'B', '{04}', 'tie',
	'form04', '{amount}', '{"role": "revenue"}',
	'form04', '{amount}', '{"role": ["revenue_general", "revenue_fund", "revenue_capital"]}',
	true, NULL, '27 = 1+2+3'),
(402, 'f04_r12_opening', 'R12', 'B', '{04}', 'tie',
	'form04', '{amount}', '{"role": "opening"}',
	'form04', '{amount}', '{"role": ["opening_general", "opening_fund", "opening_capital"]}',
	true, NULL, '28 = 29+30+31'),
(403, 'f04_r12_revenue_total', 'R12', 'B', '{04}', 'tie',
	'form04', '{amount}', '{"role": "revenue_total"}',
	'form04', '{amount}', '{"role": ["revenue", "opening"]}',
	true, 3, '32 = 27+28'),
(404, 'f04_r12_revenue_total_exact', 'R12', 'N', '{04}', 'tie',
	'form04', '{amount}', '{"role": "revenue_total"}',
	'form04', '{amount}', '{"role": ["revenue", "opening"]}',
	false, 3, '32 = 27+28'),
(405, 'f04_r12_balance', 'R12', 'B', '{04}', 'balance',
	'form04', '{amount}', '{"role": "revenue_total"}',
	'form04', '{role}', '{"role": "expenditure_total"}',
	false, 2, '32 = 64'),
(406, 'f04_r13_columns', 'R13', 'B', '{04}', 'row', 'form04', '{amount}', '{"role": ["class", "expenditure", "closing", "expenditure_total"]}',
	NULL, '{general,fund,capital}', NULL, true, NULL, 'c2 = c3+c4+c5');

INSERT INTO rule (ord, name, id, severity, forms, kind, this_table, this_columns, this_filter,
	other_table, other_columns, other_filter, rounded, components, formula)
SELECT r.ord + c.n, r.name || c.suffix || CASE r.severity WHEN 'N' THEN '_exact' ELSE '' END,
	r.id, r.severity, '{04}', 'tie',
	'form04', ARRAY[c.name], r.this, 'form04', ARRAY[c.name], r.other, r.severity = 'B',
	r.components, r.formula || ', c' || c.n + 1
FROM (VALUES (1, 'amount', ''), (2, 'general', '_general'), (3, 'fund', '_fund'),
		(4, 'capital', '_capital')) c (n, name, suffix),
	(VALUES
		(409, 'f04_r13_classes', 'R13', 'B', '{"role": "expenditure"}'::jsonb,
			'{"role": "class"}'::jsonb, NULL, '59 = 33+...+58'),
		(419, 'f04_r12_expenditure_total', 'R12', 'B', '{"role": "expenditure_total"}',
			'{"role": ["expenditure", "closing"]}', 3, '64 = 59+60'),
		(429, 'f04_r12_expenditure_total', 'R12', 'N', '{"role": "expenditure_total"}',
			'{"role": ["expenditure", "closing"]}', 3, '64 = 59+60'))
	r (ord, name, id, severity, this, other, components, formula);

INSERT INTO rule (ord, name, id, severity, forms, kind, this_table, this_columns, this_filter,
	other_table, other_columns, other_filter, components, formula)
SELECT 440 + n, 'f04_r12_' || c, 'R12', 'B', '{04}', 'tie',
	'form04', '{amount}', jsonb_build_object('role', jsonb_build_array('revenue_' || c, 'opening_' || c)),
	'form04', ARRAY[c], '{"role": "expenditure_total"}', 3,
	n || '+' || 28 + n || ' = 64, c' || n + 2
FROM (VALUES (1, 'general'), (2, 'fund'), (3, 'capital')) v (n, c);

INSERT INTO rule (ord, name, id, severity, forms, kind, this_table, this_columns, this_filter,
	other_table, other_columns, other_filter, key, other_key, components, formula) VALUES
(450, 'f04_r14_fiscal', 'R14', 'B', '{04,01}', 'tie',
	'form04', '{amount}', '{"role": ["revenue_general", "revenue_fund", "revenue_capital"]}',
	'form01', '{amount}', '{"role": ["revenue_general", "revenue_fund", "revenue_capital"]}',
	'{unit,year,stage,role}', '{unit,year,stage,role}', 2, '04.(1,2,3) = 01.(1,2,3)');

-- forms 05, 08 and 09

INSERT INTO rule (ord, name, id, severity, forms, kind, this_table, this_columns,
	other_columns, key, formula)
SELECT ord, 'fund_r' || r || '_' || name, 'R' || r, 'B', '{05|08|09}', kind, 'fund_form',
	this, other, key, formula
FROM (VALUES
	(501, 7, 'columns', 'row', '{total}'::name[], '{basic,project}'::text[],
		'{unit,year,stage}'::name[], 'expenditure = basic + project'),
	(502, 7, 'opening_columns', 'row', '{opening}', '{opening_basic,opening_project}',
		'{unit,year,stage}', 'opening = basic + project'),
	(503, 7, 'revenue_columns', 'row', '{revenue}', '{revenue_basic,revenue_project}',
		'{unit,year,stage}', 'revenue = basic + project'),
	(504, 7, 'closing_columns', 'row', '{closing}', '{closing_basic,closing_carried,closing_surplus}',
		'{unit,year,stage}', 'closing = basic + carried + surplus'),
	(505, 21, 'closing', 'row', '{closing}', '{opening,revenue,-total}',
		'{unit,year,stage}', 'closing = opening + revenue - expenditure'),
	(506, 21, 'closing_basic', 'row', '{closing_basic}', '{opening_basic,revenue_basic,-basic}',
		'{unit,year,stage}', 'closing = opening + revenue - expenditure, basic'),
	(507, 21, 'closing_project', 'row', '{closing_carried}', '{opening_project,revenue_project,-project,-closing_surplus}',
		'{unit,year,stage}', 'carried + surplus = opening + revenue - expenditure, project'),
	(508, 8, 'tree', 'rollup', '{opening,opening_basic,opening_project,revenue,revenue_basic,revenue_project,total,basic,project,closing,closing_basic,closing_carried,closing_surplus}', '{code}',
		'{unit,year,stage,form}', 'total = sum of classes, class = sum of sections, section = sum of items'))
	v (ord, r, name, kind, this, other, key, formula);

INSERT INTO rule (ord, name, id, severity, forms, kind, this_table, this_columns, this_filter,
	other_table, other_columns, other_filter, key, other_key, components, formula)
SELECT 100 * form::int + n, 'f' || form || '_r15_' || v.name, 'R15', 'B', ARRAY[form, '04'], 'tie',
	'fund_form', ARRAY[this], jsonb_build_object('form', form) || this_filter,
	'form04', ARRAY[CASE other WHEN 'amount' THEN 'amount' ELSE f.name END],
	jsonb_build_object('role', replace(role, '?', f.name)), key, key, components,
	form || '.' || v.name || ' = 04.' || replace(formula, '?', f.c)
FROM (VALUES ('05', 'general', '3'), ('08', 'fund', '4'), ('09', 'capital', '5')) f (form, name, c),
	(VALUES
		(21, 'total', 'total', '{"code": "*"}'::jsonb, '', 'expenditure', '{unit,year,stage}'::name[], 2, '59.c?'),
		(22, 'classes', 'total', '{"level": 1}', '', 'class', '{unit,year,stage,code}', NULL, 'line of the class, c?'),
		(23, 'opening', 'opening', '{"code": "*"}', 'amount', 'opening_?', '{unit,year,stage}', 2, 'opening, of which c?'),
		(24, 'revenue', 'revenue', '{"code": "*"}', 'amount', 'revenue_?', '{unit,year,stage}', 2, 'revenue of c?'),
		(25, 'closing', 'closing', '{"code": "*"}', '', 'closing', '{unit,year,stage}', 2, '60.c?'))
	v (n, name, this, this_filter, other, role, key, components, formula);

INSERT INTO rule (ord, name, id, severity, forms, kind, this_table, this_columns, this_filter,
	other_table, other_columns, other_filter, comparator, key, other_key, formula) VALUES
(950, 'f03_r16_funds', 'R16', 'V', '{03,05|08|09}', 'tie',
	'form03', '{total}', '{}', 'fund_form', '{total}', '{}',
	'>=', '{unit,year,stage,code}', '{unit,year,stage,code}', '03 >= 05+08+09, for each subject');

-- form 06

INSERT INTO rule (ord, name, id, severity, forms, kind, this_table, this_columns, other_columns, formula) VALUES
(601, 'f06_r17_classes', 'R17', 'B', '{06}', 'rollup', 'form06', '{amount}',
	'{line,class_line,error}', 'class = sum of sections'),
(602, 'f06_r17_foot', 'R17', 'B', '{06}', 'rollup', 'form06', '{amount}',
	'{line,foot_line,allow}', 'personnel = 301+303; public = the other classes; total = personnel + public');

INSERT INTO rule (ord, name, id, severity, forms, kind, this_table, this_columns, this_filter,
	other_table, other_columns, other_filter, components, formula) VALUES
(603, 'f06_r18_basic', 'R18', 'B', '{06,05}', 'tie',
	'form06', '{amount}', '{"role": ["personnel", "public"]}',
	'fund_form', '{basic}', '{"form": "05", "code": "*"}', 3, '06.personnel + 06.public = 05.basic');

-- form 07

INSERT INTO rule (ord, name, id, severity, forms, kind, this_table, this_columns, this_filter,
	other_table, other_columns, other_filter, components, formula)
SELECT 700 + 2 * r.n + c.n, 'f07_r19_' || r.name || '_' || c.name, 'R19', 'B', '{07}', 'tie',
	'form07', ARRAY[c.name], r.this, 'form07', ARRAY[c.name], r.other, r.components,
	r.formula || ', ' || c.name
FROM (VALUES (0, 'budget'), (1, 'final')) c (n, name),
	(VALUES
		(1, 'total', '{"role": "total"}'::jsonb, '{"role": ["abroad", "vehicles", "reception"]}'::jsonb,
			4, 'total = abroad + vehicles + reception'),
		(2, 'vehicles', '{"role": "vehicles"}', '{"role": ["vehicle_purchase", "vehicle_running"]}',
			3, 'vehicles = purchase + running'))
	r (n, name, this, other, components, formula);

INSERT INTO rule (ord, name, id, severity, forms, kind, this_table, this_columns, this_filter,
	other_table, other_columns, other_filter, comparator, key, other_key, components, formula) VALUES
(710, 'f07_r20_budget', 'R20', 'V', '{07}', 'tie',
	'form07', '{final}', '{}', 'form07', '{budget}', '{}',
	'<=', '{unit,year,stage,role}', '{unit,year,stage,role}', 2, 'final <= budget'),
(711, 'f07_r20_reception', 'R20', 'V', '{07,06}', 'tie',
	'form07', '{final}', '{"role": "reception"}', 'form06', '{amount}', '{"code": "30217"}',
	'>=', '{unit,year,stage}', '{unit,year,stage}', 2, '07.reception >= 06.30217'),
(712, 'f07_r20_running', 'R20', 'V', '{07,06}', 'tie',
	'form07', '{final}', '{"role": "vehicle_running"}', 'form06', '{amount}', '{"code": "30231"}',
	'>=', '{unit,year,stage}', '{unit,year,stage}', 2, '07.running >= 06.30231'),
(713, 'f07_r20_abroad', 'R20', 'V', '{07,06}', 'tie',
	'form07', '{final}', '{"role": "abroad"}', 'form06', '{amount}', '{"code": "30212"}',
	'>=', '{unit,year,stage}', '{unit,year,stage}', 2, '07.abroad >= 06.30212'),
(960, 'f01_r22_opening', 'R22', 'V', '{01}', 'tie',
	'form01', '{amount}', '{"role": "opening"}', 'form01', '{amount}', '{"role": "closing"}',
	'=', '{unit,year,stage}', '{unit,next_year,stage}', 2, '29 = 60 of the year before');

-- Amounts are not negative, but for carry-over and for tables of adjustments.

INSERT INTO rule (ord, name, id, severity, forms, kind, this_table, this_columns, this_filter, formula) VALUES
(970, 'f01_r23_sign', 'R23', 'V', '{01}', 'sign', 'form01', '{amount}',
	'{"role": ["revenue_general", "revenue_fund", "revenue_capital", "superior", "business", "operating", "affiliated", "other", "revenue_fiscal", "revenue", "reserve_used", "class", "expenditure", "distribution"]}', '01 >= 0'),
(971, 'f02_r23_sign', 'R23', 'V', '{02}', 'sign', 'form02',
	'{total,fiscal,superior,business,operating,affiliated,other}', NULL, '02 >= 0'),
(972, 'f03_r23_sign', 'R23', 'V', '{03}', 'sign', 'form03',
	'{total,basic,project,superior,operating,affiliated}', NULL, '03 >= 0'),
(973, 'f04_r23_sign', 'R23', 'V', '{04}', 'sign', 'form04', '{amount,general,fund,capital}',
	'{"role": ["revenue_general", "revenue_fund", "revenue_capital", "revenue", "class", "expenditure"]}', '04 >= 0'),
(974, 'fund_r23_sign', 'R23', 'V', '{05|08|09}', 'sign', 'fund_form',
	'{revenue,revenue_basic,revenue_project,total,basic,project}', NULL, '05, 08, 09 >= 0'),
(975, 'f06_r23_sign', 'R23', 'V', '{06}', 'sign', 'form06', '{amount}', NULL, '06 >= 0'),
(976, 'f07_r23_sign', 'R23', 'V', '{07}', 'sign', 'form07', '{budget,final}', NULL, '07 >= 0');
