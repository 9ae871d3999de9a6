import { Alert, App, Button } from 'antd'
import { useEffect, useState } from 'react'
import type { Tie } from '../../../shared/cohort/allocation.ts'
import { shortHash } from '../../../shared/report/marks.ts'
import type { CohortView, RoundView } from '../../../shared/views.ts'
import { call, sentence } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { wan } from '../../ui/amounts.ts'
import { Failure, Nothing, Working } from '../../ui/Notices.tsx'
import { loadRounds, noteSaved, openPage, useRound } from '../../workspace.ts'
import { BudgetBar } from './BudgetBar.tsx'
import { loadCohort, useCohort } from './cohortStore.ts'
import { TieDialog } from './TieDialog.tsx'
import { Waterfall } from './Waterfall.tsx'

/** 统筹: quota, budget and cut of the whole round, step by step, and the freeze. */
export function CohortPage() {
  const round = useRound()
  const cohort = useCohort()
  const roundId = round?.id ?? null
  useEffect(() => {
    if (roundId !== null) void loadCohort(roundId)
  }, [roundId])

  if (round === null) {
    return (
      <Nothing words="还没有批次。">
        <Button onClick={() => openPage('rounds')}>去“批次”</Button>
      </Nothing>
    )
  }
  if (cohort.state === 'failed') return <Failure message={cohort.message} retry={() => void loadCohort(round.id)} />
  if (cohort.state !== 'ready' || cohort.roundId !== round.id) return <Working words="正在测算整批…" />
  return <CohortSheet round={round} view={cohort.view} trying={cohort.trying} problem={cohort.problem} />
}

interface SheetProps {
  round: RoundView
  view: CohortView
  trying: boolean
  problem: string
}

function CohortSheet({ round, view, trying, problem }: SheetProps) {
  const [tie, setTie] = useState<Tie | null>(null)
  const { allocation, rows } = view
  return (
    <div className="page cohort">
      <header className="page-head">
        <h1>统筹</h1>
        {round.frozenListNo !== null && <span className="mark good">已定稿：{round.frozenListNo}</span>}
        <span className="space" />
        <FreezeButton round={round} view={view} />
      </header>
      <BudgetBar round={round} view={view} trying={trying} />
      {problem !== '' && <Failure message={problem} />}
      {allocation.blocked.length > 0 && (
        <Alert
          className="tight"
          type="warning"
          showIcon
          title={`还不能定稿（${allocation.blocked.length} 项）`}
          description={
            <ul className="blocked">
              {allocation.blocked.map((words) => (
                <li key={words}>{words}</li>
              ))}
            </ul>
          }
        />
      )}
      {allocation.ties.length > 0 && (
        <div className="ties">
          <b>并列待定 {allocation.ties.length} 项</b>
          {allocation.ties.map((each) => (
            <Act key={each.article + each.industry} size="small" channel="cohort.ruleTie" onClick={() => setTie(each)}>
              {each.industry}：{each.applicationNos.length} 件争 {each.openPlaces} 个名额，裁定…
            </Act>
          ))}
        </div>
      )}
      {rows.length === 0 ? (
        <Nothing words="还没有拟同意的申报。先到“审核”拟定意见，这里就会列出整批测算。">
          <Button type="primary" onClick={() => openPage('review')}>
            去“审核”
          </Button>
        </Nothing>
      ) : (
        <Waterfall view={view} />
      )}
      {tie !== null && <TieDialog roundId={round.id} tie={tie} rows={rows} onClose={() => setTie(null)} />}
    </div>
  )
}

function FreezeButton({ round, view }: { round: RoundView; view: CohortView }) {
  const { modal } = App.useApp()
  const [busy, setBusy] = useState(false)
  const { allocation } = view
  const granted = view.rows.filter((row) => row.allocatedFen > 0).length

  async function freeze(): Promise<void> {
    setBusy(true)
    try {
      const list = await call('list.freeze', { roundId: round.id })
      noteSaved(list.frozenAt)
      await loadRounds()
      modal.success({
        title: `已定稿：${list.listNo}`,
        content: `拟资助 ${list.grantedCount} 件，合计 ${wan(list.allocatedFen)} 万元。校验码 ${shortHash(list.hash)}，印在汇总表、审批表和公示上。`,
        okText: '知道了',
      })
    } catch (error) {
      modal.error({ title: '没有定稿', content: sentence(error), okText: '知道了' })
    } finally {
      setBusy(false)
    }
  }

  function ask(): void {
    modal.confirm({
      title: '定稿',
      content: `拟资助 ${granted} 件，合计 ${wan(allocation.allocatedFen)} 万元，结余 ${wan(allocation.remainderFen)} 万元。定稿后名单固定并编号；之后再改动意见或材料，本定稿即失效，须重新定稿。`,
      okText: '定稿',
      cancelText: '取消',
      onOk: freeze,
    })
  }

  const closed = view.trial
    ? '正在试算预算，请先恢复本批次预算'
    : allocation.blocked.length > 0
      ? '尚有未决事项，见下方列出的各项'
      : ''
  return (
    <Act channel="list.freeze" type="primary" loading={busy} closed={closed} onClick={ask}>
      定稿…
    </Act>
  )
}
