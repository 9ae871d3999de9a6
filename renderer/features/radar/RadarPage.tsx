import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import type { RoundView } from '../../../shared/views.ts'
import { Choices } from '../../ui/Choices.tsx'
import { Nothing } from '../../ui/Notices.tsx'
import { openPage, useRound } from '../../workspace.ts'
import { PairsPart } from './PairsPart.tsx'
import { ReferenceLists } from './ReferenceLists.tsx'
import { RelatedPart } from './RelatedPart.tsx'

interface Part {
  key: string
  label: string
  Content: (props: { round: RoundView; onOpen: (part: string) => void }) => ReactNode
}

/** The parts of the page. A part of its own file takes the open round and shows its own empty state. */
const PARTS: readonly Part[] = [
  { key: 'pairs', label: '疑似重复', Content: PairsPart },
  { key: 'related', label: '关联单位', Content: RelatedPart },
  { key: 'lists', label: '外来名单', Content: ReferenceLists },
]

/** 查重: what may be paid twice, who belongs together, and the lists from outside that are compared with. */
export function RadarPage() {
  const round = useRound()
  const [open, setOpen] = useState('pairs')
  if (round === null) {
    return (
      <Nothing words="查重随批次进行，请先新建批次或打开示例批次。">
        <Button onClick={() => openPage('rounds')}>去“批次”</Button>
      </Nothing>
    )
  }
  const part = PARTS.find(({ key }) => key === open)
  return (
    <div className="one-pane">
      <Choices page="查重" label="查重页的内容" items={PARTS} open={open} onOpen={setOpen} />
      {part !== undefined && <part.Content key={round.id} round={round} onOpen={setOpen} />}
    </div>
  )
}
