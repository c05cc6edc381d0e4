-- The forms of a department's budget: the dictionary of lines, the tables and
-- their columns.  A blank cell says that there is nothing, and what is printed in
-- yuan is what was decided, not rounded.

INSERT INTO line (form, side, ord, role) VALUES
	('01', 'revenue', 1, 'fiscal'),
	('01', 'revenue', 2, 'general'),
	('01', 'revenue', 3, 'fund'),
	('01', 'revenue', 4, 'capital'),
	('01', 'revenue', 5, 'business'),
	('01', 'revenue', 6, 'operating'),
	('01', 'revenue', 7, 'other'),
	('01', 'revenue', 8, 'revenue_total'),
	('01', 'expenditure', 9, 'class'),
	('01', 'expenditure', 10, 'expenditure_total'),
	('04', 'revenue', 1, 'general'),
	('04', 'revenue', 2, 'fund'),
	('04', 'revenue', 3, 'capital'),
	('04', 'revenue', 4, 'revenue_total'),
	('04', 'expenditure', 5, 'class'),
	('04', 'expenditure', 6, 'expenditure_total');

INSERT INTO layout (form, table_name, partition_name, role_column, code_column, name_column,
	subject_kind, subject_role, blocks, needed, figures, measure, blank_is_zero, yuan_is_exact) VALUES
	('01', 'b01', NULL, 'role', 'code', 'item', NULL, 'class', 2, '{amount}',
		'{amount,basic,personnel,public,project}', 'yuan', true, true),
	('02', 'b02', NULL, NULL, 'code', 'name', 'function', NULL, 1, '{total,fiscal}',
		'{total,fiscal,business,operating,other}', 'yuan', true, true),
	('03', 'b03', NULL, NULL, 'code', 'name', 'function', NULL, 1, '{total,basic,project}',
		'{total,basic,project}', 'yuan', true, true),
	('04', 'b04', NULL, 'role', 'code', 'item', NULL, 'class', 2, '{amount,general}',
		'{amount,general,fund,capital}', 'yuan', true, true),
	('05', 'bfund', 'b05', NULL, 'code', 'name', 'function', NULL, 1, '{total,basic,project}',
		'{total,basic,project}', 'yuan', true, true),
	('06', 'bfund', 'b06', NULL, 'code', 'name', 'function', NULL, 1, '{total,basic,project}',
		'{total,basic,project}', 'yuan', true, true),
	('07', 'bfund', 'b07', NULL, 'code', 'name', 'function', NULL, 1, '{total,basic,project}',
		'{total,basic,project}', 'yuan', true, true),
	('08', 'b08', NULL, NULL, 'code', 'name', 'economic_dept', NULL, 1, '{total,personnel,public}',
		'{total,personnel,public}', 'yuan', true, true),
	('09', 'b09', NULL, NULL, NULL, NULL, NULL, NULL, 1,
		'{total,abroad,reception,vehicles,vehicle_purchase,vehicle_running}',
		'{total,abroad,reception,vehicles,vehicle_purchase,vehicle_running,agency}', 'wanyuan', true, true);
