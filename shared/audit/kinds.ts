/** What kind of act an audit entry tells of: the filter of 操作日志. */
export const AUDIT_KIND_NAMES = {
  failed: '登录失败',
  session: '登录与退出',
  account: '账号与密码',
  exported: '导出',
  printed: '打印',
  personal: '查看个人信息',
  intake: '导入与资料',
  review: '审核与复核',
  scoring: '评审',
  cohort: '名额与名单',
  rules: '批次与参数',
  radar: '查重与外来名单',
  filing: '报备',
  objection: '异议',
  exchange: '派发与回收',
  settings: '设置',
  backup: '建库与备份',
  other: '其他',
} as const

export type AuditKind = keyof typeof AUDIT_KIND_NAMES

export const AUDIT_KINDS = Object.keys(AUDIT_KIND_NAMES) as AuditKind[]

/** Wrong passwords: written in the name of the account that was tried, or of nobody with the name as subject. */
export const SIGN_IN_FAILED = '登录失败'

/** Every action the program writes, by its kind; an action that is in none (an earlier program's) is 其他. */
const ACTIONS: Record<Exclude<AuditKind, 'other'>, readonly string[]> = {
  failed: [SIGN_IN_FAILED],
  session: ['登录', '退出'],
  account: ['新增账号', '启用账号', '停用账号', '更改角色', '修改密码', '重设密码', '凭恢复码重设密码', '更换恢复码'],
  exported: ['导出', '导出参数'],
  printed: ['打印'],
  personal: ['查看报备联系人', '查看完整号码'],
  intake: ['导入', '更正资料', '添加附件', '补回附件文件', '撤下附件', '标注页码', '取消页码标注'],
  review: [
    ...['派件', '机审', '拟定意见', '批量拟定', '回避', '解除回避', '补正告知', '补正办结', '解除限制', '撤销', '重做'],
    ...['提交复核', '撤回提交', '复核通过', '退回经办', '转入下一环节', '退回申报单位', '申报单位撤回', '恢复办理'],
    ...['下达', '归档'],
  ],
  scoring: ['设定评审办法', '停用评审办法', '设定评审专家组', '专家评分', '更正评分', '专家回避'],
  cohort: ['裁定并列', '定稿', '名单失效', '采用遮盖文字', '收回遮盖文字'],
  rules: [
    ...['新建批次', '按往年批次新建', '批次设置', '结束批次', '弃用示例批次', '录入参数', '导入参数'],
    ...['载入演示参数', '移除演示参数', '填写测算值'],
  ],
  radar: ['认定同一事项', '导入外来名单', '撤回外来名单'],
  filing: [
    ...['登记报备', '安排事中跟踪', '登记事中跟踪', '登记事后审核', '登记更正', '登记关联申报', '登记撤销'],
    ...['更正报备', '撤销报备', '报备关联申报', '报备解除关联'],
  ],
  objection: ['登记异议', '办理异议', '办结异议', '异议办理期限'],
  exchange: ['派发', '打开派发包', '生成回收包', '合并回收包', '撤销合并', '裁定争议'],
  settings: [
    ...['公示设置', '录入节假日', '撤销节假日录入', '新批次的计算规则', '列设置', '恢复出厂列设置', '各条款环节'],
    ...['文书文字', '恢复随程序的文字', '闲置锁定时间'],
  ],
  backup: [
    '建立数据库',
    '备份',
    '从备份恢复',
    '备份核验',
    '备份演练',
    '备份的第二处',
    '从另一台电脑迁入',
    '整机迁出',
    '加密本库',
  ],
}

const KIND_OF = new Map(
  Object.entries(ACTIONS).flatMap(([kind, actions]) => actions.map((action) => [action, kind as AuditKind] as const)),
)

/** Every action that has a kind. */
export const KNOWN_ACTIONS: readonly string[] = [...KIND_OF.keys()]

export function auditKind(action: string): AuditKind {
  return KIND_OF.get(action) ?? 'other'
}

/** The actions of a kind; of `other` none, for those are all that are not known. */
export function actionsOf(kind: AuditKind): readonly string[] {
  return kind === 'other' ? [] : ACTIONS[kind]
}
