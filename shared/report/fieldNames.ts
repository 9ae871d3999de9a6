/** What people call the fields of the papers' texts; no two alike. */
const FIELD_NAMES: Readonly<Record<string, string>> = {
  year: '年度',
  batch: '批号',
  roundName: '批次名称',
  count: '项目数',
  applicants: '申报单位数',
  total: '金额合计',
  totalWords: '金额大写',
  date: '成文日期',
  basis: '依据文件',
  steps: '审核程序',
  start: '公示起日',
  end: '公示止日',
  days: '公示期限',
  originalDate: '原公示日期',
  changes: '更正项数',
  changeList: '各类更正项数',
  totalChange: '合计的变动',
  consultContact: '咨询联系人',
  consultPhone: '咨询电话',
  objectionContact: '异议受理人',
  objectionPhone: '异议受理电话',
  address: '地址',
  postcode: '邮政编码',
  supervisionPhone: '监督电话',
  attachment: '附件名称',
  issuer: '发文单位',
  applicant: '申报单位',
  you: '称呼',
  applicationNo: '申报编号',
  articleNo: '条款',
  articleTitle: '条款名称',
  projectName: '项目名称',
  items: '事项',
  itemCount: '事项数',
  due: '补正期限',
}

/** A field of a text in the office's words; a blank of the template's own is called by its key. */
export function fieldName(field: string): string {
  return FIELD_NAMES[field] ?? field
}

const NAME = /\{([^{}]*)\}/g

/** The text with its fields in the office's words: {公示起日} for {start}. `own`: the names of blanks by key. */
export function inWords(text: string, own: ReadonlyMap<string, string> = new Map()): string {
  return text.replace(NAME, (_, key: string) => `{${own.get(key) ?? fieldName(key)}}`)
}

/** The other way; what is no name stays as it is. */
export function inFields(text: string, own: ReadonlyMap<string, string> = new Map()): string {
  const keys = new Map([...Object.entries(FIELD_NAMES), ...own].map(([key, name]) => [name, key]))
  return text.replace(NAME, (_, name: string) => `{${keys.get(name) ?? name}}`)
}
