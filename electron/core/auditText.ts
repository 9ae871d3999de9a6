import type { RoundRules } from '../../shared/cohort/allocation.ts'
import { rulesText } from '../../shared/cohort/rulesText.ts'
import { PAPER_NAMES } from '../../shared/contract/papers.ts'
import { type Fen, wanGrouped } from '../../shared/money.ts'
import { hidePersonalData } from '../../shared/report/privacy.ts'
import { DECISION_KIND_NAMES } from '../../shared/review/decisionKinds.ts'
import { ROLE_NAMES } from '../../shared/roles.ts'

/** What the fields of an audit entry are called on screen. A field without a name here is not shown. */
const LABELS: Record<string, string> = {
  act: '操作',
  address: '地址',
  added: '加入记录',
  against: '对照日期',
  agreed: '拟同意',
  allocatedFen: '拟资助合计',
  amountFen: '金额',
  applicationNo: '申报',
  applicationNos: '入选',
  asOf: '名单日期',
  assignee: '派给',
  assessed: '机审件数',
  basis: '依据',
  basisDocuments: '依据文件',
  budgetFen: '预算',
  bytes: '字节',
  capAtRequested: '不超过申报金额',
  cases: '件数',
  changed: '变化',
  check: '核对项目',
  chosen: '采用',
  choices: '导入选择',
  cliOperated: '命令行建库',
  code: '校验短码',
  comment: '评语或理由',
  computedFen: '机审金额',
  consultContact: '咨询联系人',
  consultPhone: '咨询电话',
  countFirstDay: '首日计入',
  columns: '列',
  copied: '沿用',
  created: '新增',
  criteria: '评审指标',
  dayOffStart: '确认休息日开始',
  daysOff: '放假天数',
  daysWorked: '调休上班天数',
  demoParameters: '使用演示参数',
  dispatchNumber: '派发包',
  documentNos: '发文字号',
  dueOn: '办理期限',
  effect: '对名单的影响',
  effectiveFrom: '生效日期',
  ended: '停用',
  enteredAt: '原录入时间',
  enteredBy: '原录入人',
  expert: '专家',
  experts: '专家组',
  eventName: '活动名称',
  exportedAt: '导出时间',
  exportedBy: '导出人',
  endOn: '公示结束',
  entries: '限制条目',
  fields: '更正项目',
  file: '文件',
  filedOn: '报备日期',
  files: '文件数',
  filled: '补入',
  filter: '筛选',
  fromRound: '出自批次',
  handlingDays: '办理工作日',
  happenedOn: '办理日期',
  hash: '校验码',
  headMark: '发文机关标志',
  held: '争议件数',
  industry: '产业',
  items: '名单件数',
  kind: '类别',
  largestRemainder: '最大余数法',
  lists: '定稿名单',
  locked: '已锁定',
  manifestSha256: '校验清单',
  material: '材料',
  media: '格式',
  method: '得分办法',
  minutes: '闲置多久锁定',
  moved: '件数',
  newSha256: '新文字校验码',
  oldSha256: '原文字校验码',
  records: '记录数',
  people: '人员',
  objectionContact: '异议受理人',
  objectionPhone: '异议电话',
  objectionKind: '类别',
  onBehalf: '代为录入',
  opinion: '意见',
  otherClaim: '对方',
  organiser: '主办单位',
  outcome: '结论',
  overridden: '人工调整',
  page: '附件页',
  pages: '页数',
  paper: '文书',
  person: '人员',
  place: '位置',
  printedAs: '印作',
  paperNo: '文书编号',
  personalData: '个人信息',
  passLine: '合格线',
  postcode: '邮编',
  publicityDays: '公示天数',
  reason: '理由',
  result: '办结情况',
  receivedDayCounts: '收到当日计入',
  receivedOn: '收到日期',
  redHead: '红头',
  refused: '不予支持',
  rejected: '退回',
  remembered: '记住的列',
  roles: '角色',
  rolesBefore: '原角色',
  rounding: '取整',
  rules: '规则',
  setAside: '搁置评分',
  sha256: '文件校验码',
  shown: '号码',
  signed: '署名',
  signedOn: '成文日期',
  stagesOff: '省去环节',
  startOn: '公示开始',
  stepsDone: '审核程序',
  startsOn: '活动开始',
  supervisionPhone: '监督电话',
  text: '数值',
  total: '总分',
  trialValues: '测算值',
  tries: '连续失败次数',
  unchanged: '未变',
  verdict: '认定',
  withdrawnValues: '撤回的测算值',
  workingDays: '按工作日',
}

const KINDS: Record<string, string> = {
  ...DECISION_KIND_NAMES,
  ...PAPER_NAMES,
  radar: '查重表',
  replay: '新旧测算表',
  objections: '异议台账',
  filings: '报备登记表',
  disagreement: '评审分歧清单',
  queue: '申报列表',
  audit: '操作日志',
}

/**
 * An audit entry's detail as Chinese words, in the order it was written; empty values are left out. `typed` says what is
 * shown of a text that people typed.
 */
export function auditText(detail: Readonly<Record<string, unknown>>, typed: (text: string) => string = hidden): string {
  return auditFields(detail, typed)
    .map(({ label, text }) => `${label} ${text}`)
    .join('，')
}

/** The same field by field. */
export function auditFields(
  detail: Readonly<Record<string, unknown>>,
  typed: (text: string) => string = hidden,
): { label: string; text: string }[] {
  return Object.entries(detail).flatMap(([field, value]) => {
    const label = LABELS[field]
    const text = valueText(field, value, typed)
    return label === undefined || text === '' ? [] : [{ label, text }]
  })
}

/** Fields people type into; what they quote of an applicant is no business of whoever reads the log. */
const TYPED: readonly string[] = ['comment', 'opinion', 'reason', 'result']

function valueText(field: string, value: unknown, typed: (text: string) => string): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value === 'number')
    return field.endsWith('Fen') ? `${wanGrouped(value satisfies Fen)} 万元` : String(value)
  if ((field === 'roles' || field === 'rolesBefore') && Array.isArray(value))
    return value.map((role) => roleName(role)).join('、')
  if (Array.isArray(value)) return value.join('、')
  if (field === 'rules' && isRules(value)) return rulesText(value)
  if (field === 'kind') return KINDS[String(value)] ?? ''
  if (field === 'hash' || field === 'sha256') return String(value).slice(0, 16)
  if (typeof value !== 'string') return ''
  return TYPED.includes(field) ? typed(value) : value
}

function hidden(text: string): string {
  return hidePersonalData(text)
}

function roleName(role: unknown): string {
  return Object.entries(ROLE_NAMES).find(([key]) => key === role)?.[1] ?? ''
}

function isRules(value: object): value is RoundRules {
  return 'rounding' in value && 'cutScope' in value
}
