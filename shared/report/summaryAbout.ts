import { chineseDate } from '../date.ts'
import { rateText, yuanGrouped } from '../money.ts'
import { countedStatuses, type FrozenList, itemShares, LIST_STATUS_NAMES, type ListItem } from './frozenList.ts'
import { DEMO_MARK, listTime, roundTitle, TRIAL_MARK } from './marks.ts'
import { type PaperColumn, type PaperSheet, rowsOf, WITH_WAITING } from './sheet.ts'

const COLUMNS: PaperColumn[] = [
  { field: 'group', header: '类别', width: 10, kind: 'text', total: false },
  { field: 'name', header: '项目', width: 34, kind: 'text', total: false },
  { field: 'value', header: '内容', width: 72, kind: 'text', total: false },
  { field: 'basis', header: '来源与依据', width: 48, kind: 'text', total: false },
]

const PARAMETER_ORIGINS: Record<string, string> = {
  policy: '修订说明',
  bureau: '本局设定',
  demo: DEMO_MARK,
  unset: '未设定',
}

/**
 * 说明: everything a reader needs to know which list this is and by which rules it was made. `wording`: new and old
 * wording of every article that was claimed, asked for when the sheet is walked.
 */
export function aboutSheet(
  list: FrozenList,
  shown: readonly ListItem[],
  filterText: string,
  name: string,
  wording: () => readonly string[][],
): Pick<PaperSheet, 'name' | 'columns' | 'rows' | 'unit' | 'pageTitle'> {
  const rows = rowsOf(function* () {
    for (const cells of aboutLines(list, shown, filterText)) yield { kind: 'data', cells, overridden: false }
    for (const cells of wording()) yield { kind: 'data', cells: [...cells], overridden: false }
  })
  return { name, columns: COLUMNS, rows, unit: '', pageTitle: `${roundTitle(list)}资助汇总表（说明）` }
}

function aboutLines(list: FrozenList, shown: readonly ListItem[], filterText: string): string[][] {
  const { round, allocation } = list
  const marks = [
    ...(list.trial ? [['标记', TRIAL_MARK, '试算结果，未经审定，不得作为资助或公示依据', '']] : []),
    ...(list.demo ? [['标记', '演示参数', DEMO_MARK, '']] : []),
  ]
  return [
    ...marks,
    ['批次', '资助批次', round.name, ''],
    ['批次', '年度与批号', `${round.year}年第${round.batch}批`, ''],
    ['批次', '适用条款的日期', chineseDate(round.policyOn), ''],
    ['名单', '定稿号', list.listNo, ''],
    ['名单', '校验值（SHA-256）', list.hash, ''],
    ['名单', '定稿时间', listTime(list), ''],
    ['名单', '定稿人', list.frozenBy, ''],
    ['名单', '审计链末端', list.auditHead, ''],
    ['范围', '筛选条件', filterText, `本表共${shown.length}件，名单共${list.items.length}件`],
    ...countedStatuses(shown).map(({ status, count }) => ['范围', LIST_STATUS_NAMES[status], `${count}件`, '']),
    ['预算', '本批预算', `${yuanGrouped(round.budgetFen)}元`, ''],
    ['预算', '应资助合计', `${yuanGrouped(allocation.entitledFen)}元`, '占用预算的申报，不含候补和并列待定'],
    ...waitingLine(list.items),
    ['预算', '拟资助合计', `${yuanGrouped(allocation.allocatedFen)}元`, ''],
    ['预算', '未分配余额', `${yuanGrouped(allocation.remainderFen)}元`, ''],
    [
      '预算',
      '按比例核减',
      allocation.cut === null
        ? '未核减'
        : `系数 ${yuanGrouped(allocation.cut.num)}÷${yuanGrouped(allocation.cut.den)}（约${cutPercent(list)}）`,
      allocation.cut === null ? '' : '专项资金管理办法第三条',
    ],
    ...ruleLines(list),
    ...list.articles.map((article) => [
      '规则版本',
      `${article.no} ${article.title}`,
      article.hash,
      `条款版本校验值（SHA-256）${article.noInferred ? '；条号为推断，待局确认' : ''}`,
    ]),
    ...list.parameters.map((parameter) => [
      '参数',
      parameter.label,
      parameter.text,
      [PARAMETER_ORIGINS[parameter.origin] ?? parameter.origin, parameter.basis]
        .filter((text) => text !== '')
        .join('：'),
    ]),
  ]
}

/** What the 应资助 column holds beyond 应资助合计, so that the two can be reconciled. */
function waitingLine(items: readonly ListItem[]): string[][] {
  const fen = items.reduce((sum, item) => sum + (itemShares(item) ? 0 : item.entitledFen), 0)
  if (fen === 0) return []
  return [
    [
      '预算',
      '候补、并列待定的应资助',
      `${yuanGrouped(fen)}元`,
      `不占用预算；各表“应资助金额”列的合计行标“${WITH_WAITING}”时已计入`,
    ],
  ]
}

function ruleLines(list: FrozenList): string[][] {
  const { rules } = list.round
  const unit = { 100: '元', 10000: '百元', 1000000: '万元' }[rules.rounding.unitFen]
  const titleOf = (key: string) => list.articles.find((article) => article.key === key)?.no ?? key
  return [
    ['规则', '取整', `到${unit}，${rules.rounding.mode}`, ''],
    ['规则', '不超过申报金额', rules.capAtRequested ? '是' : '否', ''],
    ['规则', '核减范围', rules.cutScope === 'round' ? '全批次' : '逐条款', ''],
    ['规则', '不核减的条款', rules.protectedArticles.map(titleOf).join('、') || '无', ''],
    ['规则', '余额分配', rules.largestRemainder ? '最大余数法' : '不分配', ''],
    ['规则', '评审得分', '名次按精确的分数排列，显示时四舍五入到2位小数', ''],
  ]
}

function cutPercent(list: FrozenList): string {
  const { cut } = list.allocation
  if (cut === null || cut.den === 0) return ''
  return rateText({ num: Number((BigInt(cut.num) * 10_000n) / BigInt(cut.den)), den: 10_000 })
}
