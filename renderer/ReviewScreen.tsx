import { Button } from 'antd'
import { useEffect } from 'react'
import { loadBoard, openBoard, useBoard } from './board.ts'
import { WorkDrawer } from './features/people/WorkDrawer.tsx'
import { BulkPropose } from './features/queue/BulkPropose.tsx'
import { ColumnsMenu } from './features/queue/ColumnsMenu.tsx'
import { ExportQueue } from './features/queue/ExportQueue.tsx'
import { FilterBar } from './features/queue/FilterBar.tsx'
import { useGrid } from './features/queue/gridStore.ts'
import { QueueGrid } from './features/queue/QueueGrid.tsx'
import { QueueList } from './features/queue/QueueList.tsx'
import { useQueueKeys } from './features/queue/queueKeys.ts'
import { SelectionBar } from './features/queue/SelectionBar.tsx'
import './features/queue/queue.css'
import { CheckPane } from './features/review/CheckPane.tsx'
import { FactsPane } from './features/review/FactsPane.tsx'
import { KeyHelp } from './features/review/KeyHelp.tsx'
import { Failure, Nothing, Working } from './ui/Notices.tsx'
import { SplitPanes } from './ui/SplitPanes.tsx'
import { SupplementLedger } from './ui/SupplementLedger.tsx'
import { openPage, useRound } from './workspace.ts'

/** 审核: the queue on the left, the open case in the middle and right. */
export function ReviewScreen() {
  const round = useRound()
  const board = useBoard((state) => state.state)
  const message = useBoard((state) => state.message)
  const empty = useBoard((state) => state.rows.length === 0)
  const roundId = round?.id ?? null

  useEffect(() => {
    if (roundId !== null) void openBoard(roundId)
  }, [roundId])

  if (roundId === null) {
    return (
      <Nothing words="还没有批次。请先新建批次或打开示例批次。">
        <Button onClick={() => openPage('rounds')}>去“批次”</Button>
      </Nothing>
    )
  }
  if (board === 'failed') return <Failure message={message} retry={() => void loadBoard(roundId)} />
  if (board !== 'ready') return <Working words="正在读取申报…" />
  if (empty) {
    return (
      <Nothing words="本批次还没有申报。下一步：导入申报汇总表。">
        <Button type="primary" onClick={() => openPage('intake')}>
          去“导入”
        </Button>
      </Nothing>
    )
  }
  return <Desk roundId={roundId} />
}

function Desk({ roundId }: { roundId: string }) {
  useQueueKeys()
  const table = useGrid((state) => state.table)
  return (
    <div className="desk">
      <FilterBar
        actions={<BulkPropose roundId={roundId} />}
        more={
          <>
            <SupplementLedger roundId={roundId} />
            <WorkDrawer roundId={roundId} />
            <ColumnsMenu />
            <ExportQueue />
          </>
        }
      />
      <SelectionBar roundId={roundId} />
      {table ? (
        <QueueGrid />
      ) : (
        <SplitPanes
          name="review"
          panes={[
            { key: 'queue', label: '列表', content: <QueueList />, size: 300, min: 220 },
            { key: 'facts', label: '依据', content: <FactsPane />, size: 470, min: 260 },
            { key: 'check', label: '核对与金额', content: <CheckPane />, size: 500, min: 380 },
          ]}
        />
      )}
      <KeyHelp />
    </div>
  )
}
