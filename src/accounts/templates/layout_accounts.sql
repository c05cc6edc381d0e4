-- The forms of the final accounts, for the reader of sheets: their tables, the
-- names of their columns and the numbers under them.

INSERT INTO layout (form, table_name, role_column, code_column, name_column, line_column,
	subject_kind, subject_role, blocks, needed) VALUES
	('01', 'form01', 'role', 'code', 'item', 'line_no', NULL, NULL, 2, '{amount}'),
	('02', 'form02', NULL, 'code', 'name', NULL, 'function', NULL, 1, '{total}'),
	('03', 'form03', NULL, 'code', 'name', NULL, 'function', NULL, 1, '{total}'),
	('04', 'form04', 'role', 'code', 'item', 'line_no', NULL, NULL, 2, '{amount}'),
	('05', 'fund_form', NULL, 'code', 'name', NULL, 'function', NULL, 1, '{total}'),
	('06', 'form06', 'role', 'code', 'name', NULL, 'economic_dept', 'subject', 9, '{amount}'),
	('07', 'form07', 'role', NULL, NULL, NULL, NULL, NULL, 1, '{final}'),
	('08', 'fund_form', NULL, 'code', 'name', NULL, 'function', NULL, 1, '{total}'),
	('09', 'fund_form', NULL, 'code', 'name', NULL, 'function', NULL, 1, '{total}');

INSERT INTO column_number (form, variant, number, side, column_name, role) VALUES
	('01', '', 1, 'revenue', 'amount', NULL),
	('01', '', 2, 'expenditure', 'amount', NULL),
	('02', '', 1, '', 'total', NULL),
	('02', '', 2, '', 'fiscal', NULL),
	('02', '', 3, '', 'superior', NULL),
	('02', '', 4, '', 'business', NULL),
	('02', '', 5, '', 'operating', NULL),
	('02', '', 6, '', 'affiliated', NULL),
	('02', '', 7, '', 'other', NULL),
	('03', '', 1, '', 'total', NULL),
	('03', '', 2, '', 'basic', NULL),
	('03', '', 3, '', 'project', NULL),
	('03', '', 4, '', 'superior', NULL),
	('03', '', 5, '', 'operating', NULL),
	('03', '', 6, '', 'affiliated', NULL),
	('04', '', 1, 'revenue', 'amount', NULL),
	('04', '', 2, 'expenditure', 'amount', NULL),
	('04', '', 3, 'expenditure', 'general', NULL),
	('04', '', 4, 'expenditure', 'fund', NULL),
	('04', '', 5, 'expenditure', 'capital', NULL),
	('05', 'spending', 1, '', 'total', NULL),
	('05', 'spending', 2, '', 'basic', NULL),
	('05', 'spending', 3, '', 'project', NULL),
	('05', 'carried', 1, '', 'opening', NULL),
	('05', 'carried', 2, '', 'opening_basic', NULL),
	('05', 'carried', 3, '', 'opening_project', NULL),
	('05', 'carried', 4, '', 'revenue', NULL),
	('05', 'carried', 5, '', 'revenue_basic', NULL),
	('05', 'carried', 6, '', 'revenue_project', NULL),
	('05', 'carried', 7, '', 'total', NULL),
	('05', 'carried', 8, '', 'basic', NULL),
	('05', 'carried', 9, '', 'project', NULL),
	('05', 'carried', 10, '', 'closing', NULL),
	('05', 'carried', 11, '', 'closing_basic', NULL),
	('05', 'carried', 12, '', 'closing_carried', NULL),
	('05', 'carried', 13, '', 'closing_surplus', NULL),
	('08', '', 1, '', 'opening', NULL),
	('08', '', 2, '', 'revenue', NULL),
	('08', '', 3, '', 'total', NULL),
	('08', '', 4, '', 'basic', NULL),
	('08', '', 5, '', 'project', NULL),
	('08', '', 6, '', 'closing', NULL),
	('09', 'spending', 1, '', 'total', NULL),
	('09', 'spending', 2, '', 'basic', NULL),
	('09', 'spending', 3, '', 'project', NULL),
	('09', 'carried', 1, '', 'opening', NULL),
	('09', 'carried', 2, '', 'revenue', NULL),
	('09', 'carried', 3, '', 'total', NULL),
	('09', 'carried', 4, '', 'basic', NULL),
	('09', 'carried', 5, '', 'project', NULL),
	('09', 'carried', 6, '', 'closing', NULL),
	('07', '', 1, '', 'budget', 'total'),
	('07', '', 2, '', 'budget', 'abroad'),
	('07', '', 3, '', 'budget', 'vehicles'),
	('07', '', 4, '', 'budget', 'vehicle_purchase'),
	('07', '', 5, '', 'budget', 'vehicle_running'),
	('07', '', 6, '', 'budget', 'reception'),
	('07', '', 7, '', 'final', 'total'),
	('07', '', 8, '', 'final', 'abroad'),
	('07', '', 9, '', 'final', 'vehicles'),
	('07', '', 10, '', 'final', 'vehicle_purchase'),
	('07', '', 11, '', 'final', 'vehicle_running'),
	('07', '', 12, '', 'final', 'reception'),
	('07', 'down', 1, '', 'budget', NULL),
	('07', 'down', 2, '', 'final', NULL);

-- A column is always known by its own name.

INSERT INTO head (form, head, means, column_name)
SELECT DISTINCT form, column_name, 'figure', column_name FROM column_number WHERE role IS NULL
UNION ALL SELECT '06', 'amount', 'figure', 'amount';
INSERT INTO head (form, side, head, means)
SELECT form, side, side, 'group' FROM (VALUES ('01'), ('04')) f (form), (VALUES ('revenue'), ('expenditure')) s (side);
INSERT INTO head (form, head, means)
SELECT form, word, means FROM layout, (VALUES ('code', 'code'), ('name', 'name'), ('item', 'name'),
	('line', 'line'), ('side', 'side')) v (word, means);
