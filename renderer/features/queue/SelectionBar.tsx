import { Button } from 'antd'
import { useState } from 'react'
import { amountOf } from '../../board.ts'
import { Act } from '../../ui/Act.tsx'
import { wan } from '../../ui/amounts.ts'
import { PrintCases } from '../../ui/preview/PrintCases.tsx'
import { BulkDialog, type BulkKind } from './BulkDialog.tsx'
import { clearSelection, selectVisible, useChosen } from './selection.ts'

const ACTS = [
  { kind: 'assign', channel: 'assign.act', name: '派件…' },
  { kind: 'stage', channel: 'stage.act', name: '环节…' },
  { kind: 'propose', channel: 'case.proposeMet', name: '批量拟定…' },
  { kind: 'supplement', channel: 'supplement.requestMany', name: '补正…' },
] as const

/** How many rows are chosen, what they come to, and what can be done with all of them. */
export function SelectionBar({ roundId }: { roundId: string }) {
  const chosen = useChosen()
  const [open, setOpen] = useState<BulkKind | null>(null)
  if (chosen.length === 0) return null
  const fen = chosen.reduce((sum, row) => sum + amountOf(row), 0)
  return (
    <div className="selection-bar" role="toolbar" aria-label="对所选申报">
      <span aria-live="polite">
        已选 <b className="digits">{chosen.length}</b> 件 · 合计 <b className="digits">{wan(fen)}</b> 万元
      </span>
      {ACTS.map(({ kind, channel, name }) => (
        <Act
          command={`对所选 ${chosen.length} 件：${name}`}
          key={kind}
          size="small"
          channel={channel}
          onClick={() => setOpen(kind)}
        >
          {name}
        </Act>
      ))}
      <PrintCases caseIds={chosen.map(({ id }) => id)} />
      <span className="space" />
      <Button size="small" type="link" onClick={selectVisible}>
        <kbd>Ctrl+A</kbd>全选
      </Button>
      <Button size="small" type="link" onClick={clearSelection}>
        <kbd>Esc</kbd>取消选择
      </Button>
      {open !== null && (
        <BulkDialog roundId={roundId} kind={open} caseIds={chosen.map(({ id }) => id)} onClose={() => setOpen(null)} />
      )}
    </div>
  )
}
