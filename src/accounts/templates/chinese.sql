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
COMMENT ON TABLE rule IS '勾稽关系：B 基本平衡公式，V 核实性公式，N 应为零误差的提示';
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
COMMENT ON COLUMN explanation.rule IS '规则';
COMMENT ON COLUMN explanation.severity IS '仅限核实性公式';
COMMENT ON COLUMN explanation.unit IS '单位';
COMMENT ON COLUMN explanation.year IS '年度';
COMMENT ON COLUMN explanation.stage IS '阶段：budget 年初预算，adjusted 调整预算，final 决算';
COMMENT ON COLUMN explanation.reason IS '说明';
COMMENT ON COLUMN explanation.explained_by IS '说明人';
COMMENT ON COLUMN explanation.explained_at IS '说明时间';
COMMENT ON COLUMN explanation.valid_until IS '有效期';
COMMENT ON COLUMN rule.name IS '规则名（约束名）';
COMMENT ON COLUMN rule.id IS '规则编号';
COMMENT ON COLUMN rule.severity IS '性质';
COMMENT ON COLUMN rule.formula IS '公式';
COMMENT ON COLUMN rule.formula_zh IS '公式（中文）';
COMMENT ON COLUMN rule.forms IS '所涉报表';
COMMENT ON COLUMN rule.components IS '应有数字的个数';
COMMENT ON COLUMN rule.optional IS '有的格式没有此行';
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

UPDATE rule r SET formula_zh = v.formula FROM (VALUES
	('f01_r1_revenue', '01表：本年收入合计 27行 = (1+2+3+4+5+6+7+8)行'),
	('f01_r2_expenditure', '01表：本年支出合计 58行 = (32+…+57)行'),
	('f01_r3_revenue_total', '01表：总计 31行 = (27+28+29)行'),
	('f01_r3_exact', '01表：总计 31行 = (27+28+29)行，应无误差'),
	('f01_r4_expenditure_total', '01表：总计 62行 = (58+59+60)行'),
	('f01_r4_exact', '01表：总计 62行 = (58+59+60)行，应无误差'),
	('f01_r5_balance', '01表：收入总计 31行 = 支出总计 62行'),
	('f01_r6_closing', '01表：年末结转和结余 60行 = (29+27+28-58-59)行'),
	('f01_r6_exact', '01表：年末结转和结余 60行 = (29+27+28-58-59)行，应无误差'),
	('f01_of_which_fund', '01表：其中数不大于财政拨款收入'),
	('f01_r14_fiscal', '01表财政拨款收入 = 04表(1+2+3)行'),
	('f01_of_which_opening', '01表：其中数不大于年初结转和结余'),
	('f01_of_which_closing', '01表：其中数不大于年末结转和结余'),
	('f02_r7_columns', '02表：栏1 = 栏(2+3+4+5+6+7)'),
	('f02_r8_tree', '02表：合计 = Σ类，类 = Σ款，款 = Σ项'),
	('f02_r9_total', '02表合计栏1 = 01表27行'),
	('f02_r10_fiscal', '02表合计栏2 = 01表(1+2+3)行'),
	('f02_r10_superior', '02表合计栏3 = 01表4行'),
	('f02_r10_business', '02表合计栏4 = 01表5行'),
	('f02_r10_operating', '02表合计栏5 = 01表6行'),
	('f02_r10_affiliated', '02表合计栏6 = 01表7行'),
	('f02_r10_other', '02表合计栏7 = 01表8行'),
	('f03_r7_columns', '03表：栏1 = 栏(2+3+4+5+6)'),
	('f03_r8_tree', '03表：合计 = Σ类，类 = Σ款，款 = Σ项'),
	('f03_r9_total', '03表合计栏1 = 01表58行'),
	('f03_r11_classes', '03表类级栏1 = 01表该类支出行'),
	('f04_r12_revenue', '04表：本年收入合计 27行 = (1+2+3)行'),
	('f04_r12_opening', '04表：年初 28行 = (29+30+31)行'),
	('f04_r12_revenue_total', '04表：总计 32行 = (27+28)行'),
	('f04_r12_revenue_total_exact', '04表：总计 32行 = (27+28)行，应无误差'),
	('f04_r12_balance', '04表：收入总计 32行 = 支出总计 64行栏2'),
	('f04_r13_columns', '04表：栏2 = 栏(3+4+5)'),
	('f04_r12_general', '04表：(1+29)行 = 64行栏3'),
	('f04_r12_fund', '04表：(2+30)行 = 64行栏4'),
	('f04_r12_capital', '04表：(3+31)行 = 64行栏5'),
	('f04_r14_fiscal', '04表(1、2、3)行 = 01表(1、2、3)行'),
	('fund_r7_columns', '05、08、09表：本年支出合计 = 基本支出 + 项目支出'),
	('fund_r7_opening_columns', '05、08、09表：年初合计 = 基本 + 项目'),
	('fund_r7_revenue_columns', '05、08、09表：本年收入合计 = 基本 + 项目'),
	('fund_r7_closing_columns', '05、08、09表：年末合计 = 基本结转 + 项目结转 + 项目结余'),
	('fund_r21_closing', '05、08、09表：年末 = 年初 + 本年收入 - 本年支出'),
	('fund_r21_closing_basic', '05、08、09表：基本支出年末 = 年初 + 收入 - 支出'),
	('fund_r21_closing_project', '05、08、09表：项目支出年末结转 + 结余 = 年初 + 收入 - 支出'),
	('fund_r8_tree', '05、08、09表：合计 = Σ类，类 = Σ款，款 = Σ项'),
	('f03_r16_funds', '03表 ≥ 05表 + 08表 + 09表（分科目）'),
	('f06_r17_classes', '06表：类 = Σ款'),
	('f06_r17_foot', '06表：人员经费 = 301+303，公用经费 = 其余各类，合计 = 人员 + 公用'),
	('f06_r18_basic', '06表(人员经费 + 公用经费) = 05表合计基本支出'),
	('f07_r20_budget', '07表：决算数 ≤ 预算数'),
	('f07_r20_reception', '07表公务接待费 ≥ 06表30217'),
	('f07_r20_running', '07表公务用车运行维护费 ≥ 06表30231'),
	('f07_r20_abroad', '07表因公出国（境）费 ≥ 06表30212'),
	('f01_r22_opening', '01表：年初 29行 = 上年年末 60行'),
	('f01_r23_sign', '01表：除结转结余外各行 ≥ 0'),
	('f02_r23_sign', '02表：各栏 ≥ 0'),
	('f03_r23_sign', '03表：各栏 ≥ 0'),
	('f04_r23_sign', '04表：除结转结余外各行 ≥ 0'),
	('fund_r23_sign', '05、08、09表：除结转结余外各栏 ≥ 0'),
	('f06_r23_sign', '06表：金额 ≥ 0'),
	('f07_r23_sign', '07表：各栏 ≥ 0'),
	('f04_r13_classes', '04表：本年支出合计 59行 = (33+…+58)行，栏2'),
	('f04_r12_expenditure_total', '04表：总计 64行 = (59+60)行，栏2'),
	('f04_r12_expenditure_total_exact', '04表：总计 64行 = (59+60)行，栏2，应无误差'),
	('f04_r13_classes_general', '04表：本年支出合计 59行 = (33+…+58)行，栏3'),
	('f04_r12_expenditure_total_general', '04表：总计 64行 = (59+60)行，栏3'),
	('f04_r12_expenditure_total_general_exact', '04表：总计 64行 = (59+60)行，栏3，应无误差'),
	('f04_r13_classes_fund', '04表：本年支出合计 59行 = (33+…+58)行，栏4'),
	('f04_r12_expenditure_total_fund', '04表：总计 64行 = (59+60)行，栏4'),
	('f04_r12_expenditure_total_fund_exact', '04表：总计 64行 = (59+60)行，栏4，应无误差'),
	('f04_r13_classes_capital', '04表：本年支出合计 59行 = (33+…+58)行，栏5'),
	('f04_r12_expenditure_total_capital', '04表：总计 64行 = (59+60)行，栏5'),
	('f04_r12_expenditure_total_capital_exact', '04表：总计 64行 = (59+60)行，栏5，应无误差'),
	('f05_r15_total', '05表合计本年支出 = 04表59行栏3'),
	('f05_r15_classes', '05表类级本年支出 = 04表该类支出行栏3'),
	('f05_r15_opening', '05表合计年初 = 04表29行'),
	('f05_r15_revenue', '05表合计本年收入 = 04表1行'),
	('f05_r15_closing', '05表合计年末 = 04表60行栏3'),
	('f08_r15_total', '08表合计本年支出 = 04表59行栏4'),
	('f08_r15_classes', '08表类级本年支出 = 04表该类支出行栏4'),
	('f08_r15_opening', '08表合计年初 = 04表30行'),
	('f08_r15_revenue', '08表合计本年收入 = 04表2行'),
	('f08_r15_closing', '08表合计年末 = 04表60行栏4'),
	('f09_r15_total', '09表合计本年支出 = 04表59行栏5'),
	('f09_r15_classes', '09表类级本年支出 = 04表该类支出行栏5'),
	('f09_r15_opening', '09表合计年初 = 04表31行'),
	('f09_r15_revenue', '09表合计本年收入 = 04表3行'),
	('f09_r15_closing', '09表合计年末 = 04表60行栏5'),
	('f07_r19_total_budget', '07表：合计 = 因公出国（境） + 公务用车小计 + 公务接待，预算数'),
	('f07_r19_total_final', '07表：合计 = 因公出国（境） + 公务用车小计 + 公务接待，决算数'),
	('f07_r19_vehicles_budget', '07表：公务用车小计 = 购置 + 运行维护，预算数'),
	('f07_r19_vehicles_final', '07表：公务用车小计 = 购置 + 运行维护，决算数')) v (name, formula)
WHERE r.name = v.name;

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
