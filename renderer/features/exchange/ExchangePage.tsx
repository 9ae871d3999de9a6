import { useState } from 'react'
import { usePackages } from '../../packages.ts'
import { Choices } from '../../ui/Choices.tsx'
import { Nothing } from '../../ui/Notices.tsx'
import { useRound } from '../../workspace.ts'
import { ContestedPart } from './ContestedPart.tsx'
import { DispatchPart } from './DispatchPart.tsx'
import { MergePart } from './MergePart.tsx'
import { TaskPart } from './TaskPart.tsx'
import './exchange.css'

const PARTS = [
  { key: 'dispatch', label: '派发' },
  { key: 'merge', label: '合并' },
  { key: 'contested', label: '待裁定' },
]

/** 交换: packages out to other computers and back; in a package's workspace, what is to be done and handed back. */
export function ExchangePage() {
  const inPackage = usePackages(({ current }) => current !== null)
  const round = useRound()
  const [part, setPart] = useState('dispatch')
  return (
    <div className="page exchange">
      <header className="page-head">
        <h1>交换</h1>
        {!inPackage && <Choices page="交换" label="交换的内容" items={PARTS} open={part} onOpen={setPart} />}
      </header>
      {inPackage ? (
        <TaskPart />
      ) : round === null ? (
        <Nothing words="还没有批次。先在“批次”新建或打开示例批次，导入申报后即可派发。" />
      ) : part === 'dispatch' ? (
        <DispatchPart key={round.id} roundId={round.id} />
      ) : part === 'merge' ? (
        <MergePart key={round.id} roundId={round.id} onContested={() => setPart('contested')} />
      ) : (
        <ContestedPart key={round.id} roundId={round.id} />
      )}
    </div>
  )
}
