-- What columns and lines are called in every set, beside the words of its own,
-- which come first.  A statement with a character that the encoding of the
-- database lacks is left out: there a sheet is headed by the names of the columns.

INSERT INTO @fa@.head (form, head, means, column_name)
SELECT form, figure, 'figure', figure FROM @fa@.layout, unnest(figures) figure
ON CONFLICT DO NOTHING;
INSERT INTO @fa@.head (form, side, head, means)
SELECT DISTINCT form, side, side, 'group' FROM @fa@.line WHERE side IS NOT NULL
ON CONFLICT DO NOTHING;
INSERT INTO @fa@.head (form, head, means)
SELECT form, word, means FROM @fa@.layout, (VALUES ('code', 'code'), ('name', 'name'), ('item', 'name'),
	('line', 'line'), ('side', 'side')) v (word, means)
ON CONFLICT DO NOTHING;
INSERT INTO @fa@.label (form, side, label, role)
SELECT form, coalesce(side, ''), label, role FROM @fa@.line WHERE label IS NOT NULL
ON CONFLICT DO NOTHING;

INSERT INTO @fa@.head (form, head, means, ord)
SELECT l.form, h.head, v.means, h.ord FROM @fa@.layout l JOIN (VALUES
	('any', '{栏次}', 'numbers'),
	('any', '{备注,序号}', 'note'),
	('lines', '{项目,科目名称,功能分类,项目名称,按功能分类,项目/按功能分类}', 'name'),
	('lines', '{行次}', 'line'),
	('subjects', '{科目代码,科目编码,功能分类科目代码,功能分类科目编码,支出功能分类科目代码,支出功能分类科目编码,经济分类科目代码,经济分类科目编码,支出经济分类科目编码,类,款,项}', 'code'),
	('subjects', '{科目名称,功能分类科目名称,支出功能分类科目名称,经济分类科目名称,支出经济分类科目名称}', 'name'),
	('subjects', '{项目,科目,功能分类科目,支出功能分类科目,经济分类科目}', 'group')) v (of, heads, means)
	ON v.of = 'any' OR v.of = CASE WHEN l.subject_kind IS NOT NULL THEN 'subjects'
		WHEN l.role_column IS NOT NULL THEN 'lines' END,
	unnest(v.heads::text[]) WITH ORDINALITY h (head, ord)
ON CONFLICT DO NOTHING;
INSERT INTO @fa@.head (form, side, head, means)
SELECT DISTINCT form, side, CASE side WHEN 'revenue' THEN '收入' ELSE '支出' END, 'group'
FROM @fa@.line WHERE side IS NOT NULL
ON CONFLICT DO NOTHING;

-- The total row of forms by subject, and the functional classes where they are lines.

INSERT INTO @fa@.label (form, label)
SELECT form, word FROM @fa@.layout l, unnest('{合计,总计}'::text[]) word
WHERE subject_kind IS NOT NULL AND role_column IS NULL
	AND NOT EXISTS (SELECT FROM @fa@.label b WHERE b.form = l.form AND b.label = word);
INSERT INTO @fa@.label (form, side, label, role, code)
SELECT form, coalesce(n.side, ''), v.name, n.role, v.code::@ext@.subject_code
FROM @fa@.layout l JOIN @fa@.line n USING (form), (VALUES
	('201', '一般公共服务支出'),
	('202', '外交支出'),
	('203', '国防支出'),
	('204', '公共安全支出'),
	('205', '教育支出'),
	('206', '科学技术支出'),
	('207', '文化体育与传媒支出'),
	('207', '文化旅游体育与传媒支出'),
	('208', '社会保障和就业支出'),
	('209', '社会保险基金支出'),
	('210', '卫生健康支出'),
	('210', '医疗卫生与计划生育支出'),
	('211', '节能环保支出'),
	('212', '城乡社区支出'),
	('213', '农林水支出'),
	('214', '交通运输支出'),
	('215', '资源勘探信息等支出'),
	('215', '资源勘探工业信息等支出'),
	('216', '商业服务业等支出'),
	('217', '金融支出'),
	('219', '援助其他地区支出'),
	('220', '自然资源海洋气象等支出'),
	('220', '国土海洋气象等支出'),
	('221', '住房保障支出'),
	('222', '粮油物资储备支出'),
	('223', '国有资本经营预算支出'),
	('224', '灾害防治及应急管理支出'),
	('227', '预备费'),
	('229', '其他支出'),
	('230', '转移性支出'),
	('231', '债务还本支出'),
	('232', '债务付息支出'),
	('233', '债务发行费用支出'),
	('234', '抗疫特别国债安排支出'),
	('234', '抗疫特别国债安排的支出')) v (code, name)
WHERE l.subject_kind IS NULL AND n.role = l.subject_role
ON CONFLICT DO NOTHING;
