import { Alert, App, Button, Modal } from 'antd'
import { useState } from 'react'
import type { BulkResult } from '../../../shared/stages/bulk.ts'
import { loadBoard } from '../../board.ts'
import { useSubmit } from '../../ui/useSubmit.ts'
import { loadRounds, noteSaved } from '../../workspace.ts'
import { BulkFields } from './BulkFields.tsx'
import { type BulkForm, type BulkKind, carryOut, EMPTY_FORM, missing, plan } from './bulkActs.ts'
import { DryRun } from './DryRun.tsx'
import { clearSelection } from './selection.ts'

export type { BulkKind } from './bulkActs.ts'

const TITLES: Record<BulkKind, string> = { assign: '派件', stage: '环节', propose: '批量拟定', supplement: '补正' }

/** One act on many cases: what is to be done, then the dry run row by row, then all or nothing. */
export function BulkDialog({
  roundId,
  kind,
  caseIds,
  onClose,
}: {
  roundId: string
  kind: BulkKind
  caseIds: string[]
  onClose: () => void
}) {
  const [form, setForm] = useState<BulkForm>(EMPTY_FORM)
  const [ids, setIds] = useState(caseIds)
  const [planned, setPlanned] = useState<BulkResult | null>(null)
  const { busy, problem, submit } = useSubmit()
  const { message } = App.useApp()
  const lacks = missing(kind, form)

  function change(next: BulkForm): void {
    setForm(next)
    setPlanned(null)
  }

  const look = (wanted: string[]) =>
    submit(async () => {
      setPlanned(await plan(kind, form, roundId, wanted))
      setIds(wanted)
    })

  const act = () =>
    submit(async () => {
      const done = await carryOut(kind, form, roundId, ids)
      noteSaved()
      void message.success(`${TITLES[kind]}完成：${done} / ${ids.length} 件`)
      clearSelection()
      onClose()
      await Promise.all([loadBoard(roundId), loadRounds()])
    })

  const fit = planned?.rows.filter(({ ok }) => ok).map(({ caseId }) => caseId) ?? []
  const ready = planned !== null && planned.refusedCount === 0 && planned.okCount > 0
  return (
    <Modal
      open
      width={860}
      title={`${TITLES[kind]}（所选 ${caseIds.length} 件）`}
      onCancel={onClose}
      footer={[
        <Button key="cancel" onClick={onClose}>
          取消
        </Button>,
        planned !== null && planned.refusedCount > 0 && (
          <Button key="drop" disabled={fit.length === 0} loading={busy} onClick={() => void look(fit)}>
            去掉不能办理的 {planned.refusedCount} 件
          </Button>
        ),
        planned === null ? (
          <Button
            key="plan"
            type="primary"
            loading={busy}
            disabled={lacks !== ''}
            title={lacks}
            onClick={() => void look(ids)}
          >
            预演
          </Button>
        ) : (
          <Button key="act" type="primary" loading={busy} disabled={!ready} onClick={() => void act()}>
            办理 {planned.okCount} 件
          </Button>
        ),
      ]}
    >
      <BulkFields roundId={roundId} kind={kind} form={form} onChange={change} />
      {problem !== '' && <Alert type="error" showIcon title={`${problem} 没有任何一件被改动。`} />}
      {planned === null ? (
        <p className="quiet">{lacks || '先预演：逐件列出会怎样变化，确认后一并办理，有一件不成则全部不变。'}</p>
      ) : (
        <DryRun planned={planned} />
      )}
    </Modal>
  )
}
