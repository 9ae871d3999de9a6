import { Button, Drawer } from 'antd'
import { useCallback, useState } from 'react'
import { chineseDate } from '../../shared/date.ts'
import type { SupplementLine } from '../../shared/stages/bulk.ts'
import { showCase } from '../board.ts'
import { call } from '../client.ts'
import { openPage } from '../workspace.ts'
import { useCommands } from './commands.ts'
import { Failure, Nothing, Working } from './Notices.tsx'
import { useLoaded } from './useLoaded.ts'
import './stages.css'

/** 补正台账: a button that opens the list of what was told and has not ended. */
export function SupplementLedger({ roundId }: { roundId: string }) {
  const [open, setOpen] = useState(false)
  useCommands([{ id: 'supplement.ledger', label: '补正台账…', channel: 'supplement.list', run: () => setOpen(true) }])
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        补正台账…
      </Button>
      <Drawer open={open} title="补正台账：未办结" size={720} destroyOnHidden onClose={() => setOpen(false)}>
        <Lines roundId={roundId} onLeave={() => setOpen(false)} />
      </Drawer>
    </>
  )
}

function Lines({ roundId, onLeave }: { roundId: string; onLeave(): void }) {
  const ask = useCallback(() => call('supplement.list', { roundId }), [roundId])
  const { loaded, reload } = useLoaded(ask)
  if (loaded.state === 'working') return <Working words="正在读取补正…" />
  if (loaded.state === 'failed') return <Failure message={loaded.message} retry={reload} />
  if (loaded.value.length === 0)
    return <Nothing words="没有未办结的补正。要一次性告知，请在“审核”打开申报，点“补正告知…”。" />
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th>申报</th>
          <th>补正事项</th>
          <th>告知</th>
          <th>期限</th>
          <th>剩余</th>
          <th>操作</th>
        </tr>
      </thead>
      <tbody>
        {loaded.value.map((line) => (
          <tr key={line.id}>
            <td>
              <span className="digits">{line.applicationNo}</span>
              <div className="quiet small personal">{line.applicant}</div>
            </td>
            <td className="personal">{line.items.join('；')}</td>
            <td className="digits day">{line.toldOn}</td>
            <td className="digits day" title={`${chineseDate(line.dueOn)}，${line.dueDays} 个工作日`}>
              {line.dueOn}
            </td>
            <td>
              <DaysLeft line={line} />
            </td>
            <td>
              <Button
                size="small"
                onClick={() => {
                  onLeave()
                  openPage('review')
                  showCase(line.caseId)
                }}
              >
                打开
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function DaysLeft({ line: { daysLeft } }: { line: SupplementLine }) {
  if (daysLeft === null) return <span className="mark ask">缺放假安排</span>
  if (daysLeft < 0) return <span className="mark bad">逾期 {-daysLeft} 个工作日</span>
  if (daysLeft === 0) return <span className="mark ask">今天到期</span>
  return <span className="digits">{daysLeft} 个工作日</span>
}
