import { Button } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import type { Tie } from '../../../shared/cohort/allocation.ts'
import type { AttentionKind } from '../../../shared/desk/attention.ts'
import type { CohortView, RoundView } from '../../../shared/views.ts'
import { call } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { Choices } from '../../ui/Choices.tsx'
import { Failure, Nothing, Working } from '../../ui/Notices.tsx'
import { useLoaded } from '../../ui/useLoaded.ts'
import { loadRounds, openPage, useRound } from '../../workspace.ts'
import { ApprovalPart } from './ApprovalPart.tsx'
import { AttentionPart } from './AttentionPart.tsx'
import { BudgetBar } from './BudgetBar.tsx'
import { loadCohort, useCohort } from './cohortStore.ts'
import './cohort.css'
import { FiguresPart } from './FiguresPart.tsx'
import { FreezeButton } from './FreezeButton.tsx'
import { PackButton } from './PackButton.tsx'
import { TieDialog } from './TieDialog.tsx'
import { Waterfall } from './Waterfall.tsx'

/** 统筹: the chief's desk. What needs a look, the waterfall, figures, and the approval, under one budget bar. */
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
  return <Desk key={round.id} round={round} view={cohort.view} trying={cohort.trying} problem={cohort.problem} />
}

interface Props {
  round: RoundView
  view: CohortView
  trying: boolean
  problem: string
}

function Desk({ round, view, trying, problem }: Props) {
  const [part, setPart] = useState('attention')
  const [kind, setKind] = useState<AttentionKind | null>(null)
  const [tie, setTie] = useState<Tie | null>(null)
  const attention = useLoaded(useCallback(() => call('desk.attention', { roundId: round.id }), [round.id]))
  const count = attention.loaded.state === 'ready' ? `（${attention.loaded.value.length}）` : ''

  function changed(): void {
    attention.reload()
    void loadCohort(round.id)
    void loadRounds()
  }

  return (
    <div className="page cohort">
      <header className="page-head">
        <h1>统筹</h1>
        <Choices
          page="统筹"
          label="统筹页的内容"
          items={[
            { key: 'attention', label: `待办${count}` },
            { key: 'allocation', label: '分配' },
            { key: 'figures', label: '概况' },
            { key: 'approval', label: '审定' },
          ]}
          open={part}
          onOpen={setPart}
        />
        {round.frozenListNo !== null && <span className="mark good">已定稿：{round.frozenListNo}</span>}
        <span className="space" />
        <PackButton round={round} />
        <FreezeButton round={round} view={view} onFrozen={attention.reload} />
      </header>
      <BudgetBar round={round} view={view} trying={trying} />
      {problem !== '' && <Failure message={problem} />}
      {part === 'attention' && (
        <AttentionPart
          round={round}
          loaded={attention.loaded}
          retry={attention.reload}
          ties={view.allocation.ties}
          kind={kind}
          onKind={setKind}
          onTie={setTie}
          onChanged={changed}
        />
      )}
      {part === 'allocation' && <Allocated view={view} onTie={setTie} />}
      {part === 'figures' && <FiguresPart round={round} />}
      {part === 'approval' && (
        <ApprovalPart
          round={round}
          onKind={(next) => {
            setKind(next)
            setPart('attention')
          }}
        />
      )}
      {tie !== null && (
        <TieDialog
          roundId={round.id}
          tie={tie}
          rows={view.rows}
          onRuled={attention.reload}
          onClose={() => setTie(null)}
        />
      )}
    </div>
  )
}

function Allocated({ view, onTie }: { view: CohortView; onTie(tie: Tie): void }) {
  const { allocation, rows } = view
  if (rows.length === 0) {
    return (
      <Nothing words="还没有拟同意的申报。先到“审核”拟定意见，这里就会列出整批测算。">
        <Button type="primary" onClick={() => openPage('review')}>
          去“审核”
        </Button>
      </Nothing>
    )
  }
  return (
    <>
      {allocation.ties.length > 0 && (
        <div className="ties">
          <b>并列待定 {allocation.ties.length} 项</b>
          {allocation.ties.map((tie) => (
            <Act key={tie.article + tie.industry} size="small" channel="cohort.ruleTie" onClick={() => onTie(tie)}>
              {tie.industry}：{tie.applicationNos.length} 件争 {tie.openPlaces} 个名额，裁定…
            </Act>
          ))}
        </div>
      )}
      <Waterfall view={view} />
    </>
  )
}
