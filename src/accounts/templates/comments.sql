-- Writes the comments of a set, of schema $1: what its tables and columns are called
-- in Chinese.  What has a comment keeps it.

WITH said (kind, name, says) AS (VALUES
	('table', 'document', '文件：单位、年度、阶段'),
	('table', 'form', '文件中的报表：计量单位与最小计量；没有数据的表（本表无数据）计量单位为空'),
	('table', 'layout', '各表的存放位置与版式'),
	('table', 'line', '各表的行'),
	('table', 'head', '栏目的名称与含义；各地不同的叫法可在此添加'),
	('table', 'column_number', '栏次'),
	('table', 'label', '行的名称与含义；各地不同的叫法可在此添加'),
	('table', 'rule', '勾稽关系：B 基本平衡公式，V 核实性公式'),
	('table', 'explanation', '核实性公式的说明'),
	('table', 'staging', '暂存：按印刷格录入的表'),
	('table', 'quarantine', '隔离：未通过审核的文件及其报告'),
	('table', 'cell', '各表各格的金额'),
	('table', 'consolidation', '汇总：部门 = Σ单位 - 抵销'),
	('table', 'member', '汇总部门所含单位（含调整表）'),
	('table', 'claim', '文字说明中的数字'),
	('column', 'unit', '单位'),
	('column', 'year', '年度'),
	('column', 'next_year', '下一年度'),
	('column', 'stage', '阶段：budget 年初预算，adjusted 调整预算，final 决算'),
	('column', 'form', '表号'),
	('column', 'role', '行的含义'),
	('column', 'code', '科目代码'),
	('column', 'level', '科目级次'),
	('column', 'line_no', '行次（印刷用）'),
	('column', 'item', '项目（印刷用）'),
	('column', 'name', '名称'),
	('column', 'measure', '计量单位：wanyuan 万元，yuan 元'),
	('column', 'quantum', '最小计量（元）：万元两位小数为100'),
	('column', 'blank_is_zero', '空格表示零'),
	('column', 'is_adjustment', '调整表（差额表）'),
	('column', 'side', '收入或支出'),
	('column', 'ord', '次序'),
	('column', 'label', '项目'),
	('column', 'set', '公式集'),
	('column', 'id', '公式编号'),
	('column', 'title', '名称'),
	('column', 'severity', '性质'),
	('column', 'flags', '标志：exact 零误差，noticed 舍入差额须提示，verify 须核实'),
	('column', 'scope', '适用范围'),
	('column', 'formula', '公式'),
	('column', 'reason', '说明'),
	('column', 'explained_by', '说明人'),
	('column', 'explained_at', '说明时间'),
	('column', 'valid_until', '有效期')
), relation AS (
	SELECT oid, relname, relkind FROM pg_class
	WHERE relnamespace = $1 AND relkind IN ('r', 'p', 'v') AND relname NOT LIKE '%\_quarantine'
), of_form AS (
	SELECT r.oid, l.form, l.title FROM relation r JOIN @fa@.layout l ON r.relname IN (l.table_name, l.partition_name)
), number AS (
	SELECT form, column_name, string_agg('栏' || number, '、' ORDER BY number) AS numbers
	FROM (SELECT DISTINCT form, column_name, number FROM @fa@.column_number) n GROUP BY form, column_name
), figure AS (
	SELECT DISTINCT ON (form, column_name) form, column_name,
		replace(head, '/', '：') || coalesce('（' || numbers || '）', '') AS says
	FROM @fa@.head LEFT JOIN number USING (form, column_name)
	WHERE means = 'figure' AND role IS NULL AND head <> column_name
	ORDER BY form, column_name, ord, head
)
SELECT format('COMMENT ON %s %s IS %L', CASE relkind WHEN 'v' THEN 'VIEW' ELSE 'TABLE' END, oid::regclass, says)
FROM relation JOIN said ON kind = 'table' AND name = relname WHERE obj_description(oid, 'pg_class') IS NULL
UNION ALL
SELECT format('COMMENT ON TABLE %s IS %L', oid::regclass, string_agg(title || '（' || form || '表）', '、' ORDER BY form))
FROM of_form WHERE obj_description(oid, 'pg_class') IS NULL GROUP BY oid HAVING count(title) > 0
UNION ALL
SELECT format('COMMENT ON COLUMN %s.%I IS %L', a.attrelid::regclass, a.attname, t.says)
FROM pg_attribute a JOIN relation r ON r.oid = a.attrelid AND a.attnum > 0 AND NOT a.attisdropped
	LEFT JOIN said s ON s.kind = 'column' AND s.name = a.attname,
	LATERAL (SELECT coalesce((SELECT min(f.says) FROM figure f JOIN of_form USING (form)
		WHERE of_form.oid = a.attrelid AND f.column_name = a.attname), s.says) AS says) t
WHERE t.says IS NOT NULL AND col_description(a.attrelid, a.attnum) IS NULL;
