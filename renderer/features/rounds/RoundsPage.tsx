import { Button, Card } from 'antd'
import { useEffect, useState } from 'react'
import { CASE_STATUS_NAMES, CASE_STATUSES, type RoundView } from '../../../shared/views.ts'
import { call, sentence } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { wanColumn } from '../../ui/amounts.ts'
import { Choices } from '../../ui/Choices.tsx'
import { useCommands } from '../../ui/commands.ts'
import { Failure } from '../../ui/Notices.tsx'
import { loadRounds, noteSaved, openPage, openRound, useRound, useWorkspace } from '../../workspace.ts'
import { CloseDialog } from './CloseDialog.tsx'
import { CopyRound } from './CopyRound.tsx'
import { Dashboard } from './Dashboard.tsx'
import { DiscardDialog } from './DiscardDialog.tsx'
import { NewRound } from './NewRound.tsx'
import { RoundRulesForm } from './RoundRulesForm.tsx'
import './rounds.css'

type Dialog = { kind: 'none' | 'new' | 'copy' } | { kind: 'discard' | 'close'; round: RoundView }

const PARTS = [
  { key: 'progress', label: '进度与期限' },
  { key: 'rules', label: '计算规则' },
]

/** 批次: the rounds with their counts and sums; on the first start, the three ways to begin. */
export function RoundsPage() {
  const rounds = useWorkspace((state) => state.rounds)
  const open = useRound()
  const [dialog, setDialog] = useState<Dialog>({ kind: 'none' })
  const [part, setPart] = useState('progress')
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)

  useCommands([
    ...(open === null
      ? []
      : [
          {
            id: 'round.import',
            label: '导入申报',
            channel: 'import.commit',
            run: () => openRound(open.id, 'intake'),
          } as const,
        ]),
  ])

  // Counts and sums may have moved while another screen was open.
  useEffect(() => void loadRounds(), [])

  async function openSample(): Promise<void> {
    setBusy(true)
    setProblem('')
    try {
      const round = await call('round.createSample', {})
      await loadRounds()
      openRound(round.id)
    } catch (error) {
      setProblem(sentence(error))
    } finally {
      setBusy(false)
    }
  }

  const close = () => setDialog({ kind: 'none' })
  const created = (round: RoundView) => {
    close()
    noteSaved()
    void loadRounds().then(() => openRound(round.id))
  }
  const hasSample = rounds.some((round) => round.sample)
  return (
    <div className="page">
      <header className="page-head">
        <h1>批次</h1>
        <span className="space" />
        {rounds.length > 0 && !hasSample && (
          <Act command channel="round.createSample" loading={busy} onClick={() => void openSample()}>
            打开示例批次
          </Act>
        )}
        {rounds.length > 0 && (
          <>
            <Act command channel="round.copy" onClick={() => setDialog({ kind: 'copy' })}>
              照往年新建…
            </Act>
            <Act command channel="round.create" type="primary" onClick={() => setDialog({ kind: 'new' })}>
              新建批次…
            </Act>
          </>
        )}
      </header>
      {problem !== '' && <Failure message={problem} />}
      {rounds.length === 0 ? (
        <Beginnings busy={busy} onSample={() => void openSample()} onCreate={() => setDialog({ kind: 'new' })} />
      ) : (
        <RoundTable
          rounds={rounds}
          openId={open?.id ?? ''}
          onDiscard={(round) => setDialog({ kind: 'discard', round })}
          onGiveUp={(round) => setDialog({ kind: 'close', round })}
        />
      )}
      {open !== null && (
        <>
          <div className="open-round">
            <h2>{open.name}</h2>
            <Choices page="批次" label="这一批次的内容" items={PARTS} open={part} onOpen={setPart} />
          </div>
          {part === 'progress' ? (
            <Dashboard key={open.id} round={open} />
          ) : (
            <RoundRulesForm key={open.id} round={open} />
          )}
        </>
      )}
      {dialog.kind === 'new' && <NewRound rounds={rounds} onClose={close} onCreated={created} />}
      {dialog.kind === 'copy' && <CopyRound rounds={rounds} onClose={close} onCreated={created} />}
      {dialog.kind === 'close' && <CloseDialog round={dialog.round} onClose={close} />}
      {dialog.kind === 'discard' && (
        <DiscardDialog
          round={dialog.round}
          onClose={close}
          onDone={() => {
            close()
            noteSaved()
            void loadRounds()
          }}
        />
      )}
    </div>
  )
}

function Beginnings({ busy, onSample, onCreate }: { busy: boolean; onSample: () => void; onCreate: () => void }) {
  return (
    <div className="beginnings">
      <Card title="打开示例批次">
        <p>用虚构的申报和演示参数试用全部功能，不影响正式数据。</p>
        <Act channel="round.createSample" type="primary" loading={busy} onClick={onSample}>
          打开示例批次
        </Act>
      </Card>
      <Card title="新建批次">
        <p>填写年度、批次和预算，建立正式的资助批次。</p>
        <Act channel="round.create" onClick={onCreate}>
          新建批次…
        </Act>
      </Card>
      <Card title="导入">
        <p>批次建好后，导入申报汇总表（Excel 工作簿）。</p>
        <Button onClick={() => openPage('intake')}>去“导入”</Button>
      </Card>
    </div>
  )
}

function RoundTable({
  rounds,
  openId,
  onDiscard,
  onGiveUp,
}: {
  rounds: RoundView[]
  openId: string
  onDiscard: (round: RoundView) => void
  onGiveUp: (round: RoundView) => void
}) {
  const requested = wanColumn(rounds.map(({ requestedFen }) => requestedFen))
  const proposed = wanColumn(rounds.map(({ proposedFen }) => proposedFen))
  const budget = wanColumn(rounds.map(({ budgetFen }) => budgetFen))
  return (
    <table className="plain-table rounds">
      <thead>
        <tr>
          <th>批次</th>
          <th className="right">申报</th>
          {CASE_STATUSES.map((status) => (
            <th key={status} className="right">
              {CASE_STATUS_NAMES[status]}
            </th>
          ))}
          <th className="right">
            申报金额（万元）
            <div className="quiet small">不含退回、撤回</div>
          </th>
          <th className="right">拟同意（万元）</th>
          <th className="right">预算（万元）</th>
          <th>定稿</th>
          <th>操作</th>
        </tr>
      </thead>
      <tbody>
        {rounds.map((round) => (
          <tr key={round.id} className={round.id === openId ? 'on' : ''}>
            <td>
              <b>{round.name}</b>
              {round.sample && <span className="mark plain">示例</span>}
              {round.demo && <span className="mark ask">演示参数</span>}
              {round.windowFrom !== null && (
                <div className="quiet small digits">
                  受理期 {round.windowFrom} 至 {round.windowTo ?? '未定'}
                </div>
              )}
            </td>
            <td className="digits right">{round.applications}</td>
            {CASE_STATUSES.map((status) => (
              <td key={status} className="digits right">
                {round.statusCounts[status]}
              </td>
            ))}
            <td className="digits right">{requested(round.requestedFen)}</td>
            <td className="digits right">{proposed(round.proposedFen)}</td>
            <td className="digits right">{budget(round.budgetFen)}</td>
            <td className="list-state">
              <ListState round={round} />
            </td>
            <td className="row-acts">
              {round.applications === 0 ? (
                <Button size="small" onClick={() => openRound(round.id, 'intake')}>
                  导入申报
                </Button>
              ) : (
                <Button size="small" onClick={() => openRound(round.id, 'review')}>
                  审核
                </Button>
              )}
              {round.id !== openId && (
                <Button size="small" onClick={() => openRound(round.id)}>
                  选为当前
                </Button>
              )}
              {round.fallen && !round.sample && round.closing === null && (
                <Act channel="round.close" size="small" onClick={() => onGiveUp(round)}>
                  不再定稿…
                </Act>
              )}
              {round.sample && (
                <Act channel="round.discardSample" size="small" onClick={() => onDiscard(round)}>
                  弃用示例…
                </Act>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** 定稿号, or where the batch stands without a valid list. */
function ListState({ round }: { round: RoundView }) {
  if (round.frozenListNo !== null) return round.frozenListNo
  if (round.closing !== null) {
    return (
      <>
        <span className="mark plain">已结束，不再定稿</span>
        <div className="quiet small">
          {round.closing.closerName}：{round.closing.reason}
        </div>
      </>
    )
  }
  return <span className="quiet">{round.fallen ? '名单已失效' : '未定稿'}</span>
}
