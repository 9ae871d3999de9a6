import { Button } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import type { ReplayView } from '../../../shared/replay/view.ts'
import { replayMarks } from '../../../shared/replay/words.ts'
import type { RoundView } from '../../../shared/views.ts'
import { call } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { wan } from '../../ui/amounts.ts'
import { Choices } from '../../ui/Choices.tsx'
import { DayField } from '../../ui/DayField.tsx'
import { Failure, Nothing, Working } from '../../ui/Notices.tsx'
import { useExport } from '../../ui/useExport.ts'
import { openPage } from '../../workspace.ts'
import { ReplayRows } from './ReplayRows.tsx'
import { ReplaySums } from './ReplaySums.tsx'
import { ReplayValues } from './ReplayValues.tsx'
import { loadReplay, startDay, useReplay } from './replayStore.ts'
import './compare.css'

/** 新旧测算: the round's applications under its own version of the articles and under another day's. */
export function ReplayPane({ round }: { round: RoundView }) {
  const replay = useReplay()
  const [start] = useState(() => startDay(round))
  const [day, setDay] = useState<string | null>(start)
  useEffect(() => {
    void loadReplay(round.id, start)
  }, [round.id, start])

  const ready = replay.state === 'ready' && replay.roundId === round.id ? replay.view : null
  return (
    <div className="one-pane">
      <div className="compare-days">
        <span>本批次适用 {round.policyOn} 的条款，对照日期</span>
        <DayField label="对照日期" initial={start} onChange={(next, ok) => setDay(ok ? next : null)} />
        <Button disabled={day === null} onClick={() => day !== null && void loadReplay(round.id, day)}>
          测算
        </Button>
        <span className="space" />
        <ExportReplay round={round} view={ready} />
      </div>
      {ready !== null ? (
        <Replayed key={`${ready.roundId}${ready.against}`} view={ready} />
      ) : replay.state === 'failed' ? (
        <Failure message={replay.message} retry={() => void loadReplay(round.id, replay.against)} />
      ) : (
        <Working words="正在按新旧两版测算…" />
      )}
    </div>
  )
}

type Part = 'values' | 'sums' | 'rows'

const CONTENT: Record<Part, (props: { view: ReplayView }) => ReactNode> = {
  values: ReplayValues,
  sums: ReplaySums,
  rows: ReplayRows,
}

function Replayed({ view }: { view: ReplayView }) {
  const missing = view.needed.length
  const [open, setOpen] = useState<Part>(missing > 0 ? 'values' : 'rows')
  if (view.rows.length === 0) {
    return (
      <Nothing words="本批次还没有申报，请先导入申报汇总表。">
        <Button onClick={() => openPage('intake')}>去“导入”</Button>
      </Nothing>
    )
  }
  const parts: { key: Part; label: string }[] = [
    { key: 'values', label: missing > 0 ? `测算值（还缺 ${missing} 个）` : '测算值' },
    { key: 'sums', label: '按条款汇总' },
    { key: 'rows', label: '逐件' },
  ]
  const Content = CONTENT[open]
  return (
    <div className="replay">
      <div className="replay-marks">
        {replayMarks(view).map((mark) => (
          <span key={mark} className="mark ask">
            {mark}
          </span>
        ))}
        <Totals view={view} />
      </div>
      <Choices
        label="新旧测算的内容"
        items={parts}
        open={open}
        onOpen={(key) => setOpen(parts.find((part) => part.key === key)?.key ?? open)}
      />
      <Content view={view} />
    </div>
  )
}

function Totals({ view }: { view: ReplayView }) {
  const { total } = view
  return (
    <span aria-live="polite">
      旧版 {view.oldOn} 合计 <b className="digits">{wan(total.oldFen)}</b>，新版 {view.newOn} 合计{' '}
      <b className="digits">{wan(total.newFen)}</b>，差额 <b className="digits">{wan(total.differenceFen)}</b> 万元
      {total.undeterminedCount > 0 && `（${total.undeterminedCount} 件无法比较，未计入）`}
    </span>
  )
}

function ExportReplay({ round, view }: { round: RoundView; view: ReplayView | null }) {
  const { busy, save } = useExport()

  const write = (against: string) =>
    save({ suggestedName: `${round.name}新旧测算表（对照${against}）.xlsx`, kind: 'xlsx' }, async (saveToken) => {
      await call('policy.exportReplay', { roundId: round.id, against, saveToken })
      return ''
    })

  return (
    <Act
      command
      channel="policy.exportReplay"
      loading={busy}
      closed={view === null ? '测算出来后才能导出' : ''}
      onClick={() => view !== null && void write(view.against)}
    >
      导出新旧测算表…
    </Act>
  )
}
