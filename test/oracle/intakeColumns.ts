/** The columns a bureau's workbooks have and the words it writes, from domain.md §8; nothing of the program is used. */
/** One column: our key for it, the headers it may have, and what its cells hold. */
export interface Column {
  key: string
  headers: string[]
  kind: 'text' | 'id' | 'fen' | 'date' | 'flag' | 'year' | 'decimal' | 'integer' | 'material' | 'serial' | 'article'
}

const column = (key: string, kind: Column['kind'], ...headers: string[]): Column => ({ key, kind, headers })

export const COMMON: Column[] = [
  column('serial', 'serial', '序号'),
  column('no', 'id', '申报编号', '项目编号', '申请编号'),
  column('article', 'article', '申报条款', '条款', '申报类别', '扶持条款'),
  column('applicant', 'text', '申报单位', '企业名称', '单位名称', '申请单位', '申报单位（盖章）'),
  column('creditCode', 'id', '统一社会信用代码', '信用代码', '社会信用代码'),
  column('industry', 'text', '所属产业', '产业', '行业', '所属行业'),
  column('project', 'text', '项目名称', '申报项目'),
  column('requestedFen', 'fen', '申报金额', '申请金额', '申请资助金额', '拟申请资助金额'),
  column('phone', 'id', '联系电话', '手机', '联系方式'),
  column('bankAccount', 'id', '银行账号', '开户账号'),
  column('contact', 'text', '联系人'),
  column('address', 'text', '注册地址', '单位地址'),
  column('submittedOn', 'date', '申报日期', '申请日期'),
  column('营业执照', 'material', '营业执照', '营业执照（复印件）', '是否提供营业执照'),
  column('纳税证明', 'material', '纳税证明', '完税证明'),
  column('绿色工厂证书', 'material', '绿色工厂证书'),
]
export const OWN: Record<string, Column[]> = {
  platform: [
    column('platformName', 'text', '平台名称'),
    column('investmentYear', 'year', '投入年度', '投入年份'),
    column('priorYearInvestmentFen', 'fen', '上年度实际投入', '上年度投入金额'),
    column('orgStructure', 'flag', '组织架构'),
    column('duties', 'flag', '职责'),
    column('results', 'flag', '工作成效'),
    column('实施报告', 'material', '实施报告', '项目实施报告'),
  ],
  event: [
    column('eventName', 'text', '活动名称', '展会名称'),
    column('startDate', 'date', '开始日期', '活动开始时间'),
    column('endDate', 'date', '结束日期'),
    column('filingDate', 'date', '报备日期', '备案日期'),
    column('aiGroup', 'flag', 'AI+组别', 'ＡＩ＋组别'),
    column('aiZone', 'flag', '人工智能展区', '是否设置人工智能展区'),
    column('areaSqm', 'decimal', '展览面积（㎡）', '展览面积(平方米)'),
    column('exhibitors', 'integer', '参展企业数（家）', '参展企业数量'),
    column('actualInvestmentFen', 'fen', '实际投入', '实际投入金额'),
    column('专项审计报告', 'material', '专项审计报告', '审计报告'),
  ],
  growth: [
    column('outputFen', 'fen', '上年度产值', '上年产值'),
    column('priorOutputFen', 'fen', '前一年度产值', '前年度产值'),
    column('dataSource', 'text', '数据来源'),
  ],
  'gold-exchange': [column('membershipClass', 'text', '会员类别'), column('membershipDate', 'date', '取得日期')],
  'smart-glasses': [
    column('purpose', 'text', '用途'),
    column('purchaseDate', 'date', '采购日期'),
    column('quantity', 'decimal', '数量（副）', '采购数量'),
    column('purchaseFen', 'fen', '采购额', '采购金额'),
  ],
  talent: [
    column('idNumber', 'id', '证件号码', '身份证号'),
    column('employer', 'text', '工作单位'),
    column('honour', 'text', '称号'),
    column('honourYear', 'year', '认定年度'),
  ],
  exhibition: [],
}
export const WRITTEN: Record<string, string[]> = {
  platform: ['第九条', 'platform', '完善时尚行业支撑体系', '9', '公共服务平台', '原第九条'],
  event: ['原第十二条', '第十一条 重大活动', 'event', '支持培育时尚产业重大活动', '修订后第十一条', '旧第十二条'],
  growth: ['支持培育时尚产业高质量发展', 'growth', '第十二条 高质量发展', '新第十二条', '修订后第12条'],
  'gold-exchange': ['第十三条', '13', 'gold-exchange', '十三', '黄金交易所会员'],
  'smart-glasses': ['第十四条', 'smart-glasses', '支持智能眼镜应用推广', '第14条'],
  talent: ['第十条', 'talent', '促进时尚产业高技能人才成长', '10'],
  exhibition: ['原第十一条', '支持时尚企业参加展会', '第十一条（修订前）', 'exhibition'],
}
export const SHEET_NAMES: Record<string, string> = {
  platform: '第九条 公共服务平台',
  event: '第十一条 重大活动',
  growth: '第十二条 高质量发展',
  'gold-exchange': '第十三条 黄金交易所会员',
  'smart-glasses': '第十四条 智能眼镜',
  talent: '第十条 高技能人才',
  exhibition: '原第十一条 参加展会',
}
export const ARTICLES = Object.keys(OWN)
export const INDUSTRIES = ['黄金珠宝', '家具', '眼镜', '服装', '钟表', '内衣', '皮革', '化妆品', '工艺美术']
