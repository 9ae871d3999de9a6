import type { Fen } from '../../../shared/money.ts'
import type { ReplaySum } from '../../../shared/replay/replay.ts'
import type { ReplayView, SideAllocation } from '../../../shared/replay/view.ts'
import { numberWords } from '../../../shared/replay/words.ts'
import { wan, wanColumn } from '../../ui/amounts.ts'

type CountKey = 'applications' | 'gainCount' | 'lossCount' | 'sameCount' | 'undeterminedCount'
type AmountKey = 'gainFen' | 'lossFen' | 'oldFen' | 'newFen' | 'differenceFen'
type Figure = { head: string; count: CountKey } | { head: string; amount: AmountKey }

const FIGURES: readonly Figure[] = [
  { head: '件数', count: 'applications' },
  { head: '受益件', count: 'gainCount' },
  { head: '增加', amount: 'gainFen' },
  { head: '减少件', count: 'lossCount' },
  { head: '减少', amount: 'lossFen' },
  { head: '无变化', count: 'sameCount' },
  { head: '无法比较', count: 'undeterminedCount' },
  { head: '旧版合计', amount: 'oldFen' },
  { head: '新版合计', amount: 'newFen' },
  { head: '差额', amount: 'differenceFen' },
]

interface FigureText {
  head: string
  of(sum: ReplaySum): string
}

/** How each figure is written under the others of its column. */
function figureTexts(sums: readonly ReplaySum[]): FigureText[] {
  return FIGURES.map((figure) => {
    if ('count' in figure) return { head: figure.head, of: (sum) => String(sum[figure.count]) }
    const text = wanColumn(sums.map((sum) => sum[figure.amount]))
    return { head: figure.head, of: (sum) => text(sum[figure.amount]) }
  })
}

/** Who gains and who loses by article and in total, and what the budget would do on both sides. */
export function ReplaySums({ view }: { view: ReplayView }) {
  const { byArticle, total, allocation } = view
  const figures = figureTexts([...byArticle, total])
  const sides = [allocation.old, allocation.new]
  const texts = {
    entitled: wanColumn(sides.map(({ entitledFen }) => entitledFen)),
    allocated: wanColumn(sides.map(({ allocatedFen }) => allocatedFen)),
    remainder: wanColumn(sides.map(({ remainderFen }) => remainderFen)),
  }
  return (
    <div className="replay-part">
      <table className="plain-table">
        <thead>
          <tr>
            <th>条款（金额单位：万元）</th>
            {figures.map(({ head }) => (
              <th key={head} className="right">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {byArticle.map((sum) => (
            <SumLine
              key={sum.article ?? ''}
              name={`${numberWords(sum.oldNo, sum.newNo)} ${sum.article === null ? '' : sum.title}`}
              sum={sum}
              figures={figures}
            />
          ))}
          <SumLine name="合计" sum={total} figures={figures} strong />
        </tbody>
      </table>
      <h4>按本批次预算 {wan(view.budgetFen)} 万元统筹（两版各只计符合的件）</h4>
      <table className="plain-table">
        <thead>
          <tr>
            <th>版本</th>
            {['符合件数', '应资助', '拟资助', '剩余'].map((head) => (
              <th key={head} className="right">
                {head}
              </th>
            ))}
            <th>尚未确定</th>
          </tr>
        </thead>
        <tbody>
          <AllocationLine name={`旧版 ${view.oldOn}`} side={allocation.old} texts={texts} />
          <AllocationLine name={`新版 ${view.newOn}`} side={allocation.new} texts={texts} />
        </tbody>
      </table>
      <h4>口径</h4>
      <ul>
        {view.notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
      <h4>用到的数值</h4>
      <table className="plain-table">
        <thead>
          <tr>
            <th>版本</th>
            <th>条款</th>
            <th>参数</th>
            <th>值</th>
            <th>来源</th>
            <th>依据</th>
          </tr>
        </thead>
        <tbody>
          {view.values.map((value) => (
            <tr key={value.side + value.key}>
              <td>{value.side}</td>
              <td className="nowrap">{value.articleNo}</td>
              <td>{value.label}</td>
              <td className="value">
                {value.text}
                {value.unit}
              </td>
              <td>{value.origin}</td>
              <td className="basis">{value.basis}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function SumLine({
  name,
  sum,
  figures,
  strong = false,
}: {
  name: string
  sum: ReplaySum
  figures: readonly FigureText[]
  strong?: boolean
}) {
  return (
    <tr className={strong ? 'strong' : ''}>
      <td>{name}</td>
      {figures.map(({ head, of }) => (
        <td key={head} className="right">
          {of(sum)}
        </td>
      ))}
    </tr>
  )
}

type AmountTexts = Record<'entitled' | 'allocated' | 'remainder', (fen: Fen | null) => string>

function AllocationLine({ name, side, texts }: { name: string; side: SideAllocation; texts: AmountTexts }) {
  return (
    <tr>
      <td className="nowrap">{name}</td>
      <td className="right">{side.counted}</td>
      <td className="right">{texts.entitled(side.entitledFen)}</td>
      <td className="right">{texts.allocated(side.allocatedFen)}</td>
      <td className="right">{texts.remainder(side.remainderFen)}</td>
      <td>{side.blocked.length === 0 ? '—' : side.blocked.join('；')}</td>
    </tr>
  )
}
