import { chinaMinute } from '../../../shared/date.ts'
import { changedAfterOthers } from '../../../shared/scoring/disagreement.ts'
import type { ScoringScheme } from '../../../shared/scoring/scheme.ts'
import type { BallotView } from '../../../shared/scoring/views.ts'

/** Ballots on one case: points per criterion, total, comment, why it corrects an earlier one, and who typed it in. `replaced` ones are shown struck out. */
export function BallotTable({
  scheme,
  ballots,
  replaced = [],
}: {
  scheme: ScoringScheme
  ballots: readonly BallotView[]
  replaced?: readonly BallotView[]
}) {
  const all = [...ballots, ...replaced]
  return (
    <table className="plain-table ballots">
      <thead>
        <tr>
          <th>专家</th>
          {scheme.criteria.map(({ id, name, max }) => (
            <th key={id} className="right">
              {name}（{max}）
            </th>
          ))}
          <th className="right">总分</th>
          <th>评语</th>
          <th>提交</th>
        </tr>
      </thead>
      <tbody>
        {ballots.map((ballot) => (
          <BallotRow key={ballot.expertId} scheme={scheme} ballot={ballot} ofCase={all} replaced={false} />
        ))}
        {replaced.map((ballot) => (
          <BallotRow key={ballot.expertId + ballot.enteredAt} scheme={scheme} ballot={ballot} ofCase={all} replaced />
        ))}
      </tbody>
    </table>
  )
}

interface RowProps {
  scheme: ScoringScheme
  ballot: BallotView
  /** Every ballot on the case, replaced ones among them. */
  ofCase: readonly BallotView[]
  replaced: boolean
}

function BallotRow({ scheme, ballot, ofCase, replaced }: RowProps) {
  const { points } = ballot
  return (
    <tr className={replaced ? 'replaced' : ''}>
      <td>
        {ballot.expertName}
        {replaced && <span className="mark plain gap">已更正</span>}
      </td>
      {points === null ? (
        <td colSpan={scheme.criteria.length + 1}>
          <span className="mark ask">回避</span>
        </td>
      ) : (
        <>
          {scheme.criteria.map(({ id }) => (
            <td key={id} className="digits right">
              {points[id]}
            </td>
          ))}
          <td className="digits right strong">{ballot.total}</td>
        </>
      )}
      <td className="as-written">
        {ballot.comment}
        {changedAfterOthers(ballot, ofCase) && <span className="mark ask">见他人评分后更改</span>}
        {ballot.reason !== '' && <div className="quiet">更正理由：{ballot.reason}</div>}
      </td>
      <td className="quiet small">
        {chinaMinute(ballot.enteredAt)}
        {ballot.enteredBy !== '' && <div>由 {ballot.enteredBy} 代录</div>}
      </td>
    </tr>
  )
}
