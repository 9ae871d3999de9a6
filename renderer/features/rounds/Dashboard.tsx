import { Button } from 'antd'
import { useCallback } from 'react'
import type { ArticleProgress, Deadline, RoundBudget, RoundDashboard } from '../../../shared/rounds/dashboard.ts'
import { CASE_STATUS_NAMES, CASE_STATUSES, type RoundView } from '../../../shared/views.ts'
import { call } from '../../client.ts'
import { wan, wanColumn } from '../../ui/amounts.ts'
import { Failure, Working } from '../../ui/Notices.tsx'
import { SupplementLedger } from '../../ui/SupplementLedger.tsx'
import { useLoaded } from '../../ui/useLoaded.ts'
import { openPage } from '../../workspace.ts'

/** How far the open round has come, what is due, what is left, and what to do next. */
export function Dashboard({ round }: { round: RoundView }) {
  const ask = useCallback(() => call('round.dashboard', { roundId: round.id }), [round.id])
  const { loaded, reload } = useLoaded(ask)
  if (loaded.state === 'working') return <Working words="正在统计…" />
  if (loaded.state === 'failed') return <Failure message={loaded.message} retry={reload} />
  const { next, stages, articles, deadlines, budget } = loaded.value
  return (
    <div className="dashboard">
      <section className="card next-step" aria-label="下一步">
        <b>下一步</b>
        <span>{next.sentence}</span>
        {next.act !== null && (
          <Button type="primary" onClick={() => next.act !== null && openPage(next.act.page)}>
            {next.act.label}
          </Button>
        )}
      </section>
      <section className="card" aria-label="进度">
        <h2>进度</h2>
        <Stages stages={stages} total={round.applications} />
        <p className="counts">
          {CASE_STATUSES.map((status) => (
            <span key={status}>
              {CASE_STATUS_NAMES[status]} <b className="digits">{round.statusCounts[status]}</b>
            </span>
          ))}
        </p>
      </section>
      <div className="dashboard-pair">
        <section className="card" aria-label="期限">
          <h2>期限</h2>
          <Deadlines deadlines={deadlines} />
          <SupplementLedger roundId={round.id} />
        </section>
        <section className="card" aria-label="预算使用">
          <h2>预算（万元）</h2>
          <Budget budget={budget} />
        </section>
      </div>
      {articles.length > 0 && (
        <section className="card" aria-label="各条款">
          <h2>各条款</h2>
          <Articles articles={articles} />
        </section>
      )}
    </div>
  )
}

/** One step per stage in order; the bar under each is its share, the words and the number say the same. */
function Stages({ stages, total }: { stages: RoundDashboard['stages']; total: number }) {
  return (
    <ol className="stages">
      {stages.map(({ stage, count }) => (
        <li key={stage} className={count > 0 ? 'some' : ''}>
          <span>{stage}</span>
          <b className="digits">{count}</b>
          <div className="share" aria-hidden="true">
            <div style={{ width: `${total === 0 ? 0 : (count / total) * 100}%` }} />
          </div>
        </li>
      ))}
    </ol>
  )
}

function Deadlines({ deadlines }: { deadlines: readonly Deadline[] }) {
  return (
    <table className="plain-table deadlines">
      <tbody>
        {deadlines.map((deadline) => (
          <tr key={deadline.id}>
            <th>{deadline.label}</th>
            <td className="digits">{deadline.on ?? <span className="quiet">—</span>}</td>
            <td>
              {deadline.on !== null && (
                <span className={isPast(deadline) ? 'mark bad' : 'mark plain'}>{daysText(deadline)}</span>
              )}
              {deadline.note !== '' && <span className="quiet gap">{deadline.note}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Only what somebody has to act on is late; a window or a period simply ends. */
function isPast({ overdue }: Deadline): boolean {
  return overdue > 0
}

function daysText({ on, daysLeft, overdue }: Deadline): string {
  if (overdue > 0) return `逾期 ${overdue} 件`
  if (daysLeft === null) return `没有${on?.slice(0, 4) ?? ''}年节假日安排，工作日算不出`
  if (daysLeft < 0) return '已过'
  return daysLeft === 0 ? '今天到期' : `还有 ${daysLeft} 个工作日`
}

function Budget({ budget }: { budget: RoundBudget }) {
  const { totalFen, fixedFen, proposedFen, remainingFen } = budget
  const share = (fen: number) => (totalFen === 0 ? 0 : Math.min(100, Math.max(0, (fen / totalFen) * 100)))
  const inWan = wanColumn([totalFen, fixedFen, proposedFen, remainingFen])
  const rest = `${remainingFen < 0 ? '超出预算' : '剩余'} ${wan(Math.abs(remainingFen))}`
  const words = `总额 ${wan(totalFen)}，已定 ${wan(fixedFen)}，拟定 ${wan(proposedFen)}，${rest} 万元`
  return (
    <>
      <div className="bar two" role="img" aria-label={words}>
        <div className="fill" style={{ width: `${share(fixedFen)}%` }} />
        <div className="fill trial" style={{ width: `${share(Math.min(proposedFen, totalFen - fixedFen))}%` }} />
      </div>
      <dl className="sums">
        {(
          [
            ['总额', totalFen],
            ['已定（定稿名单）', fixedFen],
            ['拟定（未定稿，核减前）', proposedFen],
            [remainingFen < 0 ? '超出预算' : '剩余', Math.abs(remainingFen)],
          ] as const
        ).map(([label, fen]) => (
          <div key={label} className="sum">
            <dt>{label}</dt>
            <dd className="digits">{inWan(fen)}</dd>
          </div>
        ))}
      </dl>
      {remainingFen < 0 && <p className="problem">拟定金额超过预算，定稿时按比例核减。</p>}
    </>
  )
}

function Articles({ articles }: { articles: readonly ArticleProgress[] }) {
  const requested = wanColumn(articles.map(({ requestedFen }) => requestedFen))
  const proposed = wanColumn(articles.map(({ proposedFen }) => proposedFen))
  return (
    <table className="plain-table article-rows">
      <thead>
        <tr>
          <th>条款</th>
          <th className="right">申报</th>
          <th className="right">未定</th>
          <th className="right">拟同意</th>
          <th className="right">不予支持</th>
          <th className="right">
            申报金额（万元）
            <div className="quiet small">不含退回、撤回</div>
          </th>
          <th className="right">拟同意（万元）</th>
        </tr>
      </thead>
      <tbody>
        {articles.map((one) => (
          <tr key={one.article ?? 'none'}>
            <td>
              {one.articleNo} {one.title}
            </td>
            <td className="digits right">{one.count}</td>
            <td className="digits right">{one.open}</td>
            <td className="digits right">{one.agreed}</td>
            <td className="digits right">{one.refused}</td>
            <td className="digits right">{requested(one.requestedFen)}</td>
            <td className="digits right">{proposed(one.proposedFen)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
