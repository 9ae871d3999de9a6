const USAGE = `用法：npm run -s cli -- <命令> …
  demo --out 目录                                  用自带样例走完整个流程，产出汇总表、审批表和公示
  init --db 文件                                   新建空数据库
  round create --db 文件 --round 2026-1 --budget 12000000.00 [--params demo | --copy-from 2025-1]
                                                   新建批次（预算单位：元）；--copy-from 沿用往年的计算规则和本局参数
  round close --db 文件 --round 批次 --reason 理由      名单失效、不再定稿的批次由科长结束，以后的批次不再等它
  import --db 文件 --round 批次 工作簿.xlsx [--dry-run] [--json]
  assess --db 文件 --round 批次 [--json]
  allocate --db 文件 --round 批次 [--assume-machine] [--budget 元] [--json]
  export summary|approval|notice|correction|disbursement|payment --db 文件 --round 批次 --out 文件 [--assume-machine]
                                                   汇总表、审批表、公示、更正公示、下达通知、拨付明细表（含银行账号）
  export pack --db 文件 --round 批次 --out 文件 [--assume-machine]   一页审定要点；没有定稿时按现状并标明试算
  export panel --db 文件 --round 批次 --out 文件         评审汇总表：各专家总分、得分、名次、名额和裁定，附签名栏（内部）
  export case --application 编号[,编号…] --kind review|scoring|supplement|refusal [--due 2026-03-20]
              --db 文件 --round 批次 --out 文件         个案审核表、评审打分表、补正告知书、不予支持告知书
  params list --db 文件 --round 批次 [--json]          列出每个参数的值、来源和依据
  params set --db 文件 --round 批次 --key 参数 --value 值 | --value-file 文件 --basis 依据 --from 日期
              [--dry-run] [--confirm]                   已在办理的批次会列出牵动的件，加 --confirm 才写入
  params load|unload --db 文件 --round 批次 [--dry-run] [--confirm]   整套载入或移除演示参数
  params export --db 文件 --round 批次 --out 参数.yaml
  params import --db 文件 --round 批次 参数.yaml [--dry-run] [--confirm]
  list import --db 文件 --round 批次 --kind own-round|other-bureau|restricted --source 来源 [--as-of 日期]
              名单.xlsx [--dry-run] [--json]           导入以往批次、其他部门或失信/限制名单
  list show --db 文件 [--json]
  list withdraw --db 文件 --id 编号 | --source 来源 --reason 理由
  radar --db 文件 --round 批次 [--min 分数] [--out 查重表.xlsx] [--json]   疑似重复和关联单位
  radar rule --db 文件 --round 批次 --application 编号 --other 对方 --as same|different --reason 理由
                                                   认定同一事项或不同事项；对方取自 radar --json 的 key，或本批次的申报编号
  attachment add --db 文件 --round 批次 --case 编号 [--material 材料] 文件.pdf|png|jpg|xlsx   给一件申报添加附件
  attachment list --db 文件 --round 批次 [--case 编号] [--json]
  attachment withdraw --db 文件 --round 批次 --case 编号 --id 附件编号 --reason 理由   撤下附件，记录和文件都保留
  decide --db 文件 --round 批次 --case 编号 --as agree|refuse|hold|supplement [--amount 元] [--reason 意见]   拟定意见
  stage --db 文件 --round 批次 --case 编号[,编号…] --act 动作 [--reason 理由] [--dry-run]   流转环节，全部办成或都不办
              动作：submit 提交复核、takeBack 撤回提交、pass 复核通过、return 退回经办、advance 转入下一环节、
              sendBack 退回申报单位、withdraw 申报单位撤回、resume 恢复办理、disburse 下达、archive 归档
  assign --db 文件 --round 批次 --case 编号[,编号…] --to 姓名|none|姓名,姓名… [--dry-run]
                                                   派件；几个姓名即把其中未派的平均分派
  assign list --db 文件 --round 批次 [--json]          每人的派件、待办、已拟定和回避
  recuse --db 文件 --round 批次 --case 编号 --reason 事由 [--person 姓名]   回避；科长可替他人登记
  recuse lift --db 文件 --round 批次 --case 编号 --person 姓名 --reason 理由   科长解除他人的回避
  supplement request --db 文件 --round 批次 --case 编号 --item 事项… --days 工作日数 [--date 告知日期] [--reason 再次告知的理由]
  supplement close --db 文件 --round 批次 --case 编号 --as complete|partial|overdue|cancelled [--date 收到日期] [--reason 情况]
  supplement list --db 文件 --round 批次 [--json]      未办结的补正和剩余工作日
  package create --db 文件 --round 批次 --person 姓名,姓名 --out 派发包.lgpkg [--article 条款] [--industry 产业]
              [--application 编号,编号…] [--due 期限]      派发包；口令取自环境变量 LG_PASSPHRASE
  package open --from 派发包.lgpkg --out 文件夹 --user 姓名   在另一台电脑打开成独立的工作区，用本人原来的密码
  package return --db 工作区库 --out 回收包.lgpkg --user 姓名   只含打开以后新增的记录，由工作区签名
  package inspect --db 文件 --from 回收包.lgpkg [--json]   是谁的、新增几条、有无争议；不写入
  package merge --db 文件 --from 回收包.lgpkg [--json]     先备份再合并；同一包再合并不改动任何内容
  package contested --db 文件 --round 批次 [--json]      争议件和各方的办理
  package rule --db 文件 --round 批次 --case 编号 --as current|一方 --reason 理由   裁定采用哪一方，各方记录都保留
  papers list --db 文件 --round 批次 [--json]          已出文书：编号、校验码、有效或已失效
  texts list --db 文件 [--json]                        公示、通知、告知书的文字是随程序的还是本局设定的
  texts show --db 文件 --kind notice|correction|disbursement|supplement|refusal   现用的文字，可存成文件修改
  texts set --db 文件 --kind 文书 --file 文字.yaml         设定本局文字；有错的不收，说明第几行
  texts reset --db 文件 --kind 文书                        恢复随程序的文字
  archive create --db 文件 --round 批次 --out 归档包.zip   归档包：规则、申报、意见、评分、名单、文书、异议、留痕，离线可读
  archive verify --from 归档包.zip [--json]          逐个文件核对归档包和其中的审计链，不用数据库
  objections list --db 文件 --round 批次 [--out 台账.xlsx] [--json]   异议台账，及下达之前还缺什么
  objections add --db 文件 --round 批次 --kind objection|complaint|report --date 收到日期 --how 收到方式
              --reason 事由 [--person 提出人] [--application 编号]   登记异议、投诉或举报；没有提出人即匿名
  objections step --db 文件 --round 批次 --id 异议2026-1-01 --date 日期 --reason 办理情况
              [--as upheld|partly|rejected|referred [--effect none|reopened|withdrawn]]   记一步；有结论即办结
  objections days --db 文件 --value 工作日数|none [--as next-day|first-day]   办理期限，出厂未设定
  filing list --db 文件 [--round 批次] [--out 登记表.xlsx] [--json]   重大活动报备登记、还缺什么和提醒
  filing add --db 文件 --organiser 主办单位 --event 活动名称 --kind 大赛|展会 --starts 开始 --ends 结束 --date 报备日期
             [--code 信用代码] [--industry 产业] [--place 地点] [--person 联系人] [--reason 备注]   登记事前报备
  filing step --db 文件 --id 报备2026-01 --kind follow-up|audit --date 日期 --reason 情况   记事中跟踪或事后审核
  filing link --db 文件 --round 批次 --id 报备2026-01 --application 编号   把报备与申报关联
  explain --db 文件 --round 批次 --application 编号 [--amount 元] [--assume-machine] [--json]
                                                   一个金额的全部依据；--amount 问“为什么不是这个数”
  verify --db 文件 [--head 留痕首码] [--replay [--round 批次]] [--json]
                                                   核验文件；--head 看纸面上的首码在不在现在的留痕里；--replay 另把每份机审结论重算一遍
  compare [--article 条款] [--from 旧日期 --to 新日期] [--json]   修订对照，不用数据库；缺省 2025-12-31 与 2026-01-01
  replay --db 文件 --round 批次 --against 日期 [--value 参数=数值]… [--values 数值.yaml] [--out 表.xlsx] [--json]
                                                   同一批申报按新旧两版测算；缺的数值会列出，不猜
  backup --db 文件 --out 文件
  encrypt --db 文件 --user 管理员                        把未加密的库加密：先备份，核验后替换，给出恢复码
  move export --db 文件 --out 文件夹                  整机迁出：案卷库、钥匙文件、附件和备份，逐个读回核对
  move import --from 文件夹 --db 新文件 [--dry-run]    在另一台电脑迁入并核验；--dry-run 只看含有什么，从不覆盖
  restore --from 文件 --db 文件 [--user 姓名]
数据库有账号时，另加 --user 姓名，密码取自环境变量 LG_PASSWORD 或标准输入。`

const LINES = USAGE.split('\n')
/** A command begins after two spaces; what belongs to it stands further in. */
const BEGINS = /^ {2}(\S+)/

/** How one command is called, or all of them when there is no such command. */
export function usageOf(command: string): string {
  let current = ''
  const own = LINES.slice(1, -1).filter((line) => {
    current = BEGINS.exec(line)?.[1] ?? current
    return current === command
  })
  return own.length === 0 ? USAGE : [LINES[0], ...own, LINES.at(-1)].join('\n')
}

/** The command line itself is wrong: exit 2 with the usage. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UsageError'
  }
}
