/** What people call the fields of the papers' texts. */
const FIELD_NAMES: Readonly<Record<string, string>> = {
  year: '年度',
  batch: '批号',
  roundName: '批次名称',
  count: '项目数',
  applicants: '单位（个人）数',
  total: '金额合计（万元）',
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
  applicant: '申报单位（个人）',
  you: '称呼（你单位、你）',
  applicationNo: '申报编号',
  articleNo: '条款',
  articleTitle: '条款名称',
  projectName: '项目名称',
  items: '事项（单独成段）',
  itemCount: '事项数',
  due: '补正期限',
}

/** A field of a text in the office's words; a blank of the template's own is called by its key. */
export function fieldName(field: string): string {
  return FIELD_NAMES[field] ?? field
}
