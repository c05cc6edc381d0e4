-- Names in Chinese.  A statement with a character that the encoding of the
-- database lacks is left out, so nothing here may be needed.

COMMENT ON TABLE document IS '部门决算文件：单位、年度、阶段';
COMMENT ON TABLE form IS '文件中的报表：计量单位与最小计量；没有数据的表（本表无数据）计量单位为空';
COMMENT ON TABLE line IS '01、04、06、07表的行';
COMMENT ON TABLE form01 IS '收入支出决算总表（公开01表）';
COMMENT ON TABLE form02 IS '收入决算表（公开02表）';
COMMENT ON TABLE form03 IS '支出决算表（公开03表）';
COMMENT ON TABLE form04 IS '财政拨款收入支出决算总表（公开04表）';
COMMENT ON TABLE fund_form IS '公开05、08、09表';
COMMENT ON TABLE form05 IS '一般公共预算财政拨款支出决算表（公开05表）';
COMMENT ON TABLE form06 IS '一般公共预算财政拨款基本支出决算表（公开06表）';
COMMENT ON TABLE form07 IS '财政拨款“三公”经费支出决算表（公开07表）';
COMMENT ON TABLE form08 IS '政府性基金预算财政拨款收入支出决算表（公开08表）';
COMMENT ON TABLE form09 IS '国有资本经营预算财政拨款支出决算表（公开09表）';
COMMENT ON VIEW rule IS '勾稽关系：B 基本平衡公式，V 核实性公式';
COMMENT ON TABLE explanation IS '核实性公式的说明';
COMMENT ON COLUMN document.unit IS '单位';
COMMENT ON COLUMN document.year IS '年度';
COMMENT ON COLUMN document.stage IS '阶段：budget 年初预算，adjusted 调整预算，final 决算';
COMMENT ON COLUMN document.name IS '单位名称';
COMMENT ON COLUMN document.is_adjustment IS '调整表（差额表）';
COMMENT ON COLUMN form.unit IS '单位';
COMMENT ON COLUMN form.year IS '年度';
COMMENT ON COLUMN form.stage IS '阶段：budget 年初预算，adjusted 调整预算，final 决算';
COMMENT ON COLUMN form.form IS '表号';
COMMENT ON COLUMN form.measure IS '计量单位：wanyuan 万元，yuan 元';
COMMENT ON COLUMN form.quantum IS '最小计量（元）：万元两位小数为100';
COMMENT ON COLUMN line.form IS '表号';
COMMENT ON COLUMN line.role IS '行的含义';
COMMENT ON COLUMN line.side IS '收入或支出';
COMMENT ON COLUMN line.ord IS '行次';
COMMENT ON COLUMN line.label IS '项目';
COMMENT ON COLUMN form01.unit IS '单位';
COMMENT ON COLUMN form01.year IS '年度';
COMMENT ON COLUMN form01.stage IS '阶段：budget 年初预算，adjusted 调整预算，final 决算';
COMMENT ON COLUMN form01.form IS '表号';
COMMENT ON COLUMN form01.role IS '行的含义';
COMMENT ON COLUMN form01.code IS '科目代码';
COMMENT ON COLUMN form01.line_no IS '行次（印刷用）';
COMMENT ON COLUMN form01.item IS '项目（印刷用）';
COMMENT ON COLUMN form01.quantum IS '最小计量（元）：万元两位小数为100';
COMMENT ON COLUMN form01.amount IS '金额（栏1、栏2）';
COMMENT ON COLUMN form01.next_year IS '下一年度';
COMMENT ON COLUMN form04.unit IS '单位';
COMMENT ON COLUMN form04.year IS '年度';
COMMENT ON COLUMN form04.stage IS '阶段：budget 年初预算，adjusted 调整预算，final 决算';
COMMENT ON COLUMN form04.form IS '表号';
COMMENT ON COLUMN form04.role IS '行的含义';
COMMENT ON COLUMN form04.code IS '科目代码';
COMMENT ON COLUMN form04.line_no IS '行次（印刷用）';
COMMENT ON COLUMN form04.item IS '项目（印刷用）';
COMMENT ON COLUMN form04.quantum IS '最小计量（元）：万元两位小数为100';
COMMENT ON COLUMN form04.amount IS '金额（栏1）；合计（栏2）';
COMMENT ON COLUMN form04.general IS '一般公共预算财政拨款（栏3）';
COMMENT ON COLUMN form04.fund IS '政府性基金预算财政拨款（栏4）';
COMMENT ON COLUMN form04.capital IS '国有资本经营预算财政拨款（栏5）';
COMMENT ON COLUMN form02.unit IS '单位';
COMMENT ON COLUMN form02.year IS '年度';
COMMENT ON COLUMN form02.stage IS '阶段：budget 年初预算，adjusted 调整预算，final 决算';
COMMENT ON COLUMN form02.form IS '表号';
COMMENT ON COLUMN form02.code IS '科目代码';
COMMENT ON COLUMN form02.name IS '科目名称';
COMMENT ON COLUMN form02.quantum IS '最小计量（元）：万元两位小数为100';
COMMENT ON COLUMN form02.total IS '本年收入合计（栏1）';
COMMENT ON COLUMN form02.fiscal IS '财政拨款收入（栏2）';
COMMENT ON COLUMN form02.superior IS '上级补助收入（栏3）';
COMMENT ON COLUMN form02.business IS '事业收入（栏4）';
COMMENT ON COLUMN form02.operating IS '经营收入（栏5）';
COMMENT ON COLUMN form02.affiliated IS '附属单位上缴收入（栏6）';
COMMENT ON COLUMN form02.other IS '其他收入（栏7）';
COMMENT ON COLUMN form03.unit IS '单位';
COMMENT ON COLUMN form03.year IS '年度';
COMMENT ON COLUMN form03.stage IS '阶段：budget 年初预算，adjusted 调整预算，final 决算';
COMMENT ON COLUMN form03.form IS '表号';
COMMENT ON COLUMN form03.code IS '科目代码';
COMMENT ON COLUMN form03.name IS '科目名称';
COMMENT ON COLUMN form03.quantum IS '最小计量（元）：万元两位小数为100';
COMMENT ON COLUMN form03.total IS '本年支出合计（栏1）';
COMMENT ON COLUMN form03.basic IS '基本支出（栏2）';
COMMENT ON COLUMN form03.project IS '项目支出（栏3）';
COMMENT ON COLUMN form03.superior IS '上缴上级支出（栏4）';
COMMENT ON COLUMN form03.operating IS '经营支出（栏5）';
COMMENT ON COLUMN form03.affiliated IS '对附属单位补助支出（栏6）';
COMMENT ON COLUMN form03.level IS '科目级次';
COMMENT ON COLUMN form06.unit IS '单位';
COMMENT ON COLUMN form06.year IS '年度';
COMMENT ON COLUMN form06.stage IS '阶段：budget 年初预算，adjusted 调整预算，final 决算';
COMMENT ON COLUMN form06.form IS '表号';
COMMENT ON COLUMN form06.code IS '科目代码';
COMMENT ON COLUMN form06.name IS '科目名称';
COMMENT ON COLUMN form06.quantum IS '最小计量（元）：万元两位小数为100';
COMMENT ON COLUMN form06.role IS 'subject 科目，personnel 人员经费合计，public 公用经费合计，total 合计';
COMMENT ON COLUMN form06.amount IS '金额';
COMMENT ON COLUMN form06.line IS '行';
COMMENT ON COLUMN form06.class_line IS '所属类';
COMMENT ON COLUMN form06.foot_line IS '所属合计行';
COMMENT ON COLUMN form07.unit IS '单位';
COMMENT ON COLUMN form07.year IS '年度';
COMMENT ON COLUMN form07.stage IS '阶段：budget 年初预算，adjusted 调整预算，final 决算';
COMMENT ON COLUMN form07.form IS '表号';
COMMENT ON COLUMN form07.role IS '行的含义';
COMMENT ON COLUMN form07.quantum IS '最小计量（元）：万元两位小数为100';
COMMENT ON COLUMN form07.budget IS '预算数';
COMMENT ON COLUMN form07.final IS '决算数';
COMMENT ON COLUMN explanation.set IS '公式集';
COMMENT ON COLUMN explanation.id IS '公式编号';
COMMENT ON COLUMN explanation.unit IS '单位';
COMMENT ON COLUMN explanation.year IS '年度';
COMMENT ON COLUMN explanation.stage IS '阶段：budget 年初预算，adjusted 调整预算，final 决算';
COMMENT ON COLUMN explanation.reason IS '说明';
COMMENT ON COLUMN explanation.explained_by IS '说明人';
COMMENT ON COLUMN explanation.explained_at IS '说明时间';
COMMENT ON COLUMN explanation.valid_until IS '有效期';
COMMENT ON COLUMN rule.set IS '公式集';
COMMENT ON COLUMN rule.id IS '公式编号';
COMMENT ON COLUMN rule.title IS '公式名称';
COMMENT ON COLUMN rule.severity IS '性质';
COMMENT ON COLUMN rule.flags IS '标志：exact 零误差，noticed 舍入差额须提示，verify 须核实';
COMMENT ON COLUMN rule.scope IS '适用范围';
COMMENT ON COLUMN rule.formula IS '公式';
COMMENT ON COLUMN fund_form.unit IS '单位';
COMMENT ON COLUMN fund_form.year IS '年度';
COMMENT ON COLUMN fund_form.stage IS '阶段：budget 年初预算，adjusted 调整预算，final 决算';
COMMENT ON COLUMN fund_form.form IS '表号';
COMMENT ON COLUMN fund_form.code IS '科目代码';
COMMENT ON COLUMN fund_form.name IS '科目名称';
COMMENT ON COLUMN fund_form.quantum IS '最小计量（元）：万元两位小数为100';
COMMENT ON COLUMN fund_form.opening IS '年初结转和结余：合计';
COMMENT ON COLUMN fund_form.opening_basic IS '年初结转和结余：基本支出结转';
COMMENT ON COLUMN fund_form.opening_project IS '年初结转和结余：项目支出结转和结余';
COMMENT ON COLUMN fund_form.revenue IS '本年收入：合计';
COMMENT ON COLUMN fund_form.revenue_basic IS '本年收入：基本支出';
COMMENT ON COLUMN fund_form.revenue_project IS '本年收入：项目支出';
COMMENT ON COLUMN fund_form.total IS '本年支出：合计';
COMMENT ON COLUMN fund_form.basic IS '本年支出：基本支出';
COMMENT ON COLUMN fund_form.project IS '本年支出：项目支出';
COMMENT ON COLUMN fund_form.closing IS '年末结转和结余：合计';
COMMENT ON COLUMN fund_form.closing_basic IS '年末结转和结余：基本支出结转';
COMMENT ON COLUMN fund_form.closing_carried IS '年末结转和结余：项目支出结转';
COMMENT ON COLUMN fund_form.closing_surplus IS '年末结转和结余：项目支出结余';
COMMENT ON COLUMN fund_form.level IS '科目级次';
COMMENT ON COLUMN form05.unit IS '单位';
COMMENT ON COLUMN form05.year IS '年度';
COMMENT ON COLUMN form05.stage IS '阶段：budget 年初预算，adjusted 调整预算，final 决算';
COMMENT ON COLUMN form05.form IS '表号';
COMMENT ON COLUMN form05.code IS '科目代码';
COMMENT ON COLUMN form05.name IS '科目名称';
COMMENT ON COLUMN form05.quantum IS '最小计量（元）：万元两位小数为100';
COMMENT ON COLUMN form05.opening IS '年初结转和结余：合计（十三栏：栏1）';
COMMENT ON COLUMN form05.opening_basic IS '年初结转和结余：基本支出结转（十三栏：栏2）';
COMMENT ON COLUMN form05.opening_project IS '年初结转和结余：项目支出结转和结余（十三栏：栏3）';
COMMENT ON COLUMN form05.revenue IS '本年收入：合计（十三栏：栏4）';
COMMENT ON COLUMN form05.revenue_basic IS '本年收入：基本支出（十三栏：栏5）';
COMMENT ON COLUMN form05.revenue_project IS '本年收入：项目支出（十三栏：栏6）';
COMMENT ON COLUMN form05.total IS '本年支出：合计（十三栏：栏7）';
COMMENT ON COLUMN form05.basic IS '本年支出：基本支出（十三栏：栏8）';
COMMENT ON COLUMN form05.project IS '本年支出：项目支出（十三栏：栏9）';
COMMENT ON COLUMN form05.closing IS '年末结转和结余：合计（十三栏：栏10）';
COMMENT ON COLUMN form05.closing_basic IS '年末结转和结余：基本支出结转（十三栏：栏11）';
COMMENT ON COLUMN form05.closing_carried IS '年末结转和结余：项目支出结转（十三栏：栏12）';
COMMENT ON COLUMN form05.closing_surplus IS '年末结转和结余：项目支出结余（十三栏：栏13）';
COMMENT ON COLUMN form05.level IS '科目级次';
COMMENT ON COLUMN form08.unit IS '单位';
COMMENT ON COLUMN form08.year IS '年度';
COMMENT ON COLUMN form08.stage IS '阶段：budget 年初预算，adjusted 调整预算，final 决算';
COMMENT ON COLUMN form08.form IS '表号';
COMMENT ON COLUMN form08.code IS '科目代码';
COMMENT ON COLUMN form08.name IS '科目名称';
COMMENT ON COLUMN form08.quantum IS '最小计量（元）：万元两位小数为100';
COMMENT ON COLUMN form08.opening IS '年初结转和结余：合计';
COMMENT ON COLUMN form08.opening_basic IS '年初结转和结余：基本支出结转';
COMMENT ON COLUMN form08.opening_project IS '年初结转和结余：项目支出结转和结余';
COMMENT ON COLUMN form08.revenue IS '本年收入：合计';
COMMENT ON COLUMN form08.revenue_basic IS '本年收入：基本支出';
COMMENT ON COLUMN form08.revenue_project IS '本年收入：项目支出';
COMMENT ON COLUMN form08.total IS '本年支出：合计';
COMMENT ON COLUMN form08.basic IS '本年支出：基本支出';
COMMENT ON COLUMN form08.project IS '本年支出：项目支出';
COMMENT ON COLUMN form08.closing IS '年末结转和结余：合计';
COMMENT ON COLUMN form08.closing_basic IS '年末结转和结余：基本支出结转';
COMMENT ON COLUMN form08.closing_carried IS '年末结转和结余：项目支出结转';
COMMENT ON COLUMN form08.closing_surplus IS '年末结转和结余：项目支出结余';
COMMENT ON COLUMN form08.level IS '科目级次';
COMMENT ON COLUMN form09.unit IS '单位';
COMMENT ON COLUMN form09.year IS '年度';
COMMENT ON COLUMN form09.stage IS '阶段：budget 年初预算，adjusted 调整预算，final 决算';
COMMENT ON COLUMN form09.form IS '表号';
COMMENT ON COLUMN form09.code IS '科目代码';
COMMENT ON COLUMN form09.name IS '科目名称';
COMMENT ON COLUMN form09.quantum IS '最小计量（元）：万元两位小数为100';
COMMENT ON COLUMN form09.opening IS '年初结转和结余：合计';
COMMENT ON COLUMN form09.opening_basic IS '年初结转和结余：基本支出结转';
COMMENT ON COLUMN form09.opening_project IS '年初结转和结余：项目支出结转和结余';
COMMENT ON COLUMN form09.revenue IS '本年收入：合计';
COMMENT ON COLUMN form09.revenue_basic IS '本年收入：基本支出';
COMMENT ON COLUMN form09.revenue_project IS '本年收入：项目支出';
COMMENT ON COLUMN form09.total IS '本年支出：合计';
COMMENT ON COLUMN form09.basic IS '本年支出：基本支出';
COMMENT ON COLUMN form09.project IS '本年支出：项目支出';
COMMENT ON COLUMN form09.closing IS '年末结转和结余：合计';
COMMENT ON COLUMN form09.closing_basic IS '年末结转和结余：基本支出结转';
COMMENT ON COLUMN form09.closing_carried IS '年末结转和结余：项目支出结转';
COMMENT ON COLUMN form09.closing_surplus IS '年末结转和结余：项目支出结余';
COMMENT ON COLUMN form09.level IS '科目级次';

UPDATE line l SET label = v.label FROM (VALUES
	('01', 'revenue_fiscal', '财政拨款收入'),
	('01', 'of_which_fund', '其中：政府性基金预算财政拨款'),
	('01', 'revenue_general', '一般公共预算财政拨款收入'),
	('01', 'revenue_fund', '政府性基金预算财政拨款收入'),
	('01', 'revenue_capital', '国有资本经营预算财政拨款收入'),
	('01', 'superior', '上级补助收入'),
	('01', 'business', '事业收入'),
	('01', 'operating', '经营收入'),
	('01', 'affiliated', '附属单位上缴收入'),
	('01', 'other', '其他收入'),
	('01', 'revenue', '本年收入合计'),
	('01', 'reserve_used', '使用非财政拨款结余（含专用结余）'),
	('01', 'opening', '年初结转和结余'),
	('01', 'opening_fiscal', '其中：年初财政拨款结转和结余'),
	('01', 'revenue_total', '总计'),
	('01', 'class', '类级科目支出'),
	('01', 'expenditure', '本年支出合计'),
	('01', 'distribution', '结余分配'),
	('01', 'closing', '年末结转和结余'),
	('01', 'closing_fiscal', '其中：年末财政拨款结转和结余'),
	('01', 'expenditure_total', '总计'),
	('04', 'revenue_general', '一般公共预算财政拨款'),
	('04', 'revenue_fund', '政府性基金预算财政拨款'),
	('04', 'revenue_capital', '国有资本经营预算财政拨款'),
	('04', 'revenue', '本年收入合计'),
	('04', 'opening', '年初财政拨款结转和结余'),
	('04', 'opening_general', '一般公共预算财政拨款'),
	('04', 'opening_fund', '政府性基金预算财政拨款'),
	('04', 'opening_capital', '国有资本经营预算财政拨款'),
	('04', 'revenue_total', '总计'),
	('04', 'class', '类级科目支出'),
	('04', 'expenditure', '本年支出合计'),
	('04', 'closing', '年末财政拨款结转和结余'),
	('04', 'expenditure_total', '总计'),
	('06', 'subject', '科目'),
	('06', 'personnel', '人员经费合计'),
	('06', 'public', '公用经费合计'),
	('06', 'total', '合计'),
	('07', 'total', '合计'),
	('07', 'abroad', '因公出国（境）费'),
	('07', 'vehicles', '公务用车购置及运行维护费小计'),
	('07', 'vehicle_purchase', '公务用车购置费'),
	('07', 'vehicle_running', '公务用车运行维护费'),
	('07', 'reception', '公务接待费'),
	('07', 'meetings', '会议费'),
	('07', 'training', '培训费')) v (form, role, label)
WHERE l.form = v.form AND l.role = v.role;
COMMENT ON VIEW cell IS '各表各格的金额';
COMMENT ON VIEW consolidation IS '汇总：部门 = Σ单位 - 抵销';
COMMENT ON TABLE member IS '汇总部门所含单位（含调整表）';
COMMENT ON TABLE claim IS '文字说明中的数字';
COMMENT ON TABLE staging IS '暂存：按印刷格录入的表';
COMMENT ON TABLE label IS '行的名称与含义；各地不同的叫法可在此添加';
COMMENT ON TABLE quarantine IS '隔离：未通过审核的文件及其报告';
COMMENT ON TABLE document_quarantine IS '隔离：部门决算文件：单位、年度、阶段';
COMMENT ON TABLE form_quarantine IS '隔离：文件中的报表：计量单位与最小计量；没有数据的表（本表无数据）计量单位为空';
COMMENT ON TABLE form01_quarantine IS '隔离：收入支出决算总表（公开01表）';
COMMENT ON TABLE form02_quarantine IS '隔离：收入决算表（公开02表）';
COMMENT ON TABLE form03_quarantine IS '隔离：支出决算表（公开03表）';
COMMENT ON TABLE form04_quarantine IS '隔离：财政拨款收入支出决算总表（公开04表）';
COMMENT ON TABLE fund_form_quarantine IS '隔离：公开05、08、09表';
COMMENT ON TABLE form06_quarantine IS '隔离：一般公共预算财政拨款基本支出决算表（公开06表）';
COMMENT ON TABLE form07_quarantine IS '隔离：财政拨款“三公”经费支出决算表（公开07表）';
COMMENT ON TABLE layout IS '各表的存放位置与版式';
COMMENT ON TABLE head IS '栏目的名称与含义；各地不同的叫法可在此添加';
COMMENT ON TABLE column_number IS '栏次';
