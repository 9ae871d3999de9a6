import { chinaMinute, chineseDate, type IsoInstant } from '../date.ts'
import { yuanGrouped } from '../money.ts'
import type { ArticleComparison, PolicyComparison } from '../policy/compare.ts'
import type { WordRun } from '../policy/wordDiff.ts'
import { REPLAY_KIND_NAMES } from '../replay/replay.ts'
import type { ReplayView, SideAllocation } from '../replay/view.ts'
import { replayMarks, sideOutcomeName } from '../replay/words.ts'
import { type DataRow, type PaperCell, type PaperColumn, type PaperRows, type PaperSheet, withTotal } from './sheet.ts'

const text = (header: string, width: number): PaperColumn => column(header, width, 'text', false)
const count = (header: string): PaperColumn => column(header, 10, 'integer', false)
const money = (header: string, total: boolean): PaperColumn => column(header, 18, 'money', total)

const COMPARISON: PaperColumn[] = [
  ...[text('旧条号', 10), text('新条号', 10), text('条款', 28), text('变化', 10), text('类别', 8)],
  ...[text('事项', 16), text('旧文字', 36), text('新文字', 36), text('内容', 56), text('引文', 44)],
]
const SUMMARY: PaperColumn[] = [
  ...[text('旧条号', 10), text('新条号', 10), text('条款', 34), count('申报件数'), count('受益件数')],
  ...[money('增加（元）', true), count('减少件数'), money('减少（元）', true), count('无变化件数')],
  ...[count('无法比较件数'), money('旧版合计（元）', true), money('新版合计（元）', true), money('差额（元）', true)],
  text('标记', 24),
]
const ROWS: PaperColumn[] = [
  ...[text('申报编号', 16), text('申报单位', 28), text('旧条号', 12), text('新条号', 12), text('条款', 28)],
  ...[text('旧版结论', 12), money('旧版金额（元）', false), text('新版结论', 12), money('新版金额（元）', false)],
  ...[money('差额（元）', true), text('变化', 10), text('原因', 70), text('标记', 24)],
]
const ABOUT: PaperColumn[] = [text('类别', 12), text('项目', 36), text('内容', 70), text('来源与依据', 52)]

/**
 * 新旧测算表: 对照, 测算汇总, 逐件, 说明. Plain sheets; money cells are 分. Sums of 旧版 and 新版 take in only the
 * applications both versions settle, so that they differ by 差额.
 */
export function replaySheets(view: ReplayView, comparison: PolicyComparison, at: IsoInstant): PaperSheet[] {
  const mark = replayMarks(view).join('　')
  const head = `${view.roundName}新旧测算`
  const sheet = (name: string, columns: PaperColumn[], rows: PaperRows): PaperSheet => ({
    ...{ name, columns, rows, before: [], after: [], plain: true, mark },
    unit: columns.some(({ kind }) => kind === 'money') ? '金额单位：元' : '',
    pageTitle: `${head}（${name}）`,
    reference: `${view.oldOn} 与 ${view.newOn}　${chinaMinute(at)}`,
  })
  return [
    sheet('对照', COMPARISON, comparison.articles.flatMap(comparisonRows)),
    sheet(
      '测算汇总',
      SUMMARY,
      withTotal(SUMMARY, () => summaryRows(view, mark), 2),
    ),
    sheet(
      '逐件',
      ROWS,
      withTotal(ROWS, () => applicationRows(view, mark), 1),
    ),
    sheet('说明', ABOUT, aboutLines(view, at).map(data)),
  ]
}

function comparisonRows(article: ArticleComparison): DataRow[] {
  const { oldNo, newNo, newNoInferred, title, change } = article
  const head = [oldNo ?? '无', `${newNo ?? '无'}${newNoInferred ? '（推定）' : ''}`, title, change]
  return [
    ...(article.effects.length === 0 ? [data([...head, '', '', '', '', '两个日期之间没有变化', ''])] : []),
    ...article.wording.map((row) =>
      data([...head, '文字', row.subject, words(row.old, row.oldNote), words(row.new, row.newNote), '', '']),
    ),
    ...(article.reason === '' ? [] : [data([...head, '理由', '修订理由', '', '', '', article.reason])]),
    ...article.effects.map((effect) =>
      data([...head, '核对', effect.topic, '', '', effect.sentence, effect.quotation]),
    ),
  ]
}

function words(runs: readonly WordRun[], note: string): string {
  return runs.length === 0 ? note : runs.map((run) => run.text).join('')
}

function summaryRows({ byArticle }: ReplayView, mark: string): DataRow[] {
  return byArticle.map((sum) =>
    data([
      ...[sum.oldNo ?? '无', sum.newNo ?? '无', sum.title, sum.applications, sum.gainCount, sum.gainFen],
      ...[sum.lossCount, sum.lossFen, sum.sameCount, sum.undeterminedCount],
      ...[sum.oldFen, sum.newFen, sum.differenceFen, mark],
    ]),
  )
}

function applicationRows({ rows, byArticle }: ReplayView, mark: string): DataRow[] {
  const titles = new Map(byArticle.map(({ article, title }) => [article, title]))
  return rows.map((row) =>
    data([
      ...[row.applicationNo, row.applicant, row.old.articleNo ?? '无', row.new.articleNo ?? '无'],
      ...[titles.get(row.article) ?? '', sideOutcomeName(row.old.outcome), row.old.amountFen],
      ...[sideOutcomeName(row.new.outcome), row.new.amountFen, row.differenceFen],
      ...[REPLAY_KIND_NAMES[row.kind], row.why, mark],
    ]),
  )
}

function aboutLines(view: ReplayView, at: IsoInstant): string[][] {
  const { total, allocation } = view
  return [
    ...replayMarks(view).map((mark) => ['标记', mark, '只供比较条款，不改动批次的结论、金额和名单', '']),
    ['批次', '资助批次', view.roundName, `${view.year}年第${view.batch}批`],
    ['批次', '本批次适用条款的日期', chineseDate(view.policyOn), ''],
    ['批次', '对照日期', chineseDate(view.against), ''],
    ['时间', '测算时间', chinaMinute(at), ''],
    ...view.notes.map((note) => ['口径', '说明', note, '']),
    ['合计', '申报件数', `${total.applications}件`, ''],
    ['合计', '受益', `${total.gainCount}件，增加 ${yuanGrouped(total.gainFen)} 元`, ''],
    ['合计', '减少', `${total.lossCount}件，减少 ${yuanGrouped(-total.lossFen)} 元`, ''],
    ['合计', '无变化', `${total.sameCount}件`, ''],
    ['合计', '无法比较', `${total.undeterminedCount}件`, '未计入合计，原因见“逐件”'],
    ['合计', '差额', `${yuanGrouped(total.differenceFen)} 元`, '新版合计减旧版合计'],
    ...allocationLines('旧版', view.budgetFen, allocation.old),
    ...allocationLines('新版', view.budgetFen, allocation.new),
    ...view.articles.flatMap(({ title, oldNo, oldHash, newNo, newHash }) => [
      ['条款版本', `旧版 ${oldNo ?? '没有本条'} ${title}`, oldHash, oldHash === '' ? '' : '条款版本校验值（SHA-256）'],
      ['条款版本', `新版 ${newNo ?? '没有本条'} ${title}`, newHash, newHash === '' ? '' : '条款版本校验值（SHA-256）'],
    ]),
    ...view.values.map((value) => {
      const name = `${value.side}${value.articleNo} ${value.label}`
      const text = `${value.text.replaceAll('\n', '；')}${value.unit}`
      return ['数值', name, text, [value.origin, value.basis].filter((part) => part !== '').join('：')]
    }),
    ...view.needed.map((value) => {
      return ['待填', `${value.articleNo} ${value.label}`, `影响 ${value.applications} 件`, value.note]
    }),
    ...view.ownUnset.map((value) => {
      return ['本批未设定', `${value.articleNo} ${value.label}`, `影响 ${value.applications} 件`, value.note]
    }),
  ]
}

function allocationLines(name: string, budgetFen: number, side: SideAllocation): string[][] {
  const result = `应资助 ${yuanGrouped(side.entitledFen)} 元，拟资助 ${yuanGrouped(side.allocatedFen)} 元，剩余 ${yuanGrouped(side.remainderFen)} 元`
  const basis = `预算 ${yuanGrouped(budgetFen)} 元；只计${name}符合的 ${side.counted} 件`
  return [
    ['预算', `${name}按本批预算`, result, basis],
    ...side.blocked.map((sentence) => ['预算', `${name}未定`, sentence, '']),
  ]
}

function data(cells: PaperCell[]): DataRow {
  return { kind: 'data', cells, overridden: false }
}

function column(header: string, width: number, kind: PaperColumn['kind'], total: boolean): PaperColumn {
  return { field: header, header, width, kind, total }
}
