import type { ReplaySum } from '../../../shared/replay/replay.ts'
import type { ReplayView, SideAllocation } from '../../../shared/replay/view.ts'
import { numberWords } from '../../../shared/replay/words.ts'
import { wan } from '../../ui/amounts.ts'

const FIGURES: readonly { head: string; of(sum: ReplaySum): string }[] = [
  { head: '件数', of: (sum) => String(sum.applications) },
  { head: '受益件', of: (sum) => String(sum.gainCount) },
  { head: '增加', of: (sum) => wan(sum.gainFen) },
  { head: '减少件', of: (sum) => String(sum.lossCount) },
  { head: '减少', of: (sum) => wan(sum.lossFen) },
  { head: '无变化', of: (sum) => String(sum.sameCount) },
  { head: '无法比较', of: (sum) => String(sum.undeterminedCount) },
  { head: '旧版合计', of: (sum) => wan(sum.oldFen) },
  { head: '新版合计', of: (sum) => wan(sum.newFen) },
  { head: '差额', of: (sum) => wan(sum.differenceFen) },
]

/** Who gains and who loses by article and in total, and what the budget would do on both sides. */
export function ReplaySums({ view }: { view: ReplayView }) {
  const { byArticle, total, allocation } = view
  return (
    <div className="replay-part">
      <table className="plain-table">
        <thead>
          <tr>
            <th>条款（金额单位：万元）</th>
            {FIGURES.map(({ head }) => (
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
            />
          ))}
          <SumLine name="合计" sum={total} strong />
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
          <AllocationLine name={`旧版 ${view.oldOn}`} side={allocation.old} />
          <AllocationLine name={`新版 ${view.newOn}`} side={allocation.new} />
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

function SumLine({ name, sum, strong = false }: { name: string; sum: ReplaySum; strong?: boolean }) {
  return (
    <tr className={strong ? 'strong' : ''}>
      <td>{name}</td>
      {FIGURES.map(({ head, of }) => (
        <td key={head} className="right">
          {of(sum)}
        </td>
      ))}
    </tr>
  )
}

function AllocationLine({ name, side }: { name: string; side: SideAllocation }) {
  return (
    <tr>
      <td className="nowrap">{name}</td>
      <td className="right">{side.counted}</td>
      <td className="right">{wan(side.entitledFen)}</td>
      <td className="right">{wan(side.allocatedFen)}</td>
      <td className="right">{wan(side.remainderFen)}</td>
      <td>{side.blocked.length === 0 ? '—' : side.blocked.join('；')}</td>
    </tr>
  )
}
