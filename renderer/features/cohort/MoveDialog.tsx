import { App, Modal, Table, type TableColumnsType } from 'antd'
import { useCallback, useState } from 'react'
import type { BulkRow } from '../../../shared/stages/bulk.ts'
import { REASONED_ACTS, STAGE_ACT_NAMES, type StageAct } from '../../../shared/stages/moves.ts'
import { call } from '../../client.ts'
import { Failure, Working } from '../../ui/Notices.tsx'
import { ReasonField } from '../../ui/ReasonField.tsx'
import { useLoaded } from '../../ui/useLoaded.ts'
import { useSubmit } from '../../ui/useSubmit.ts'
import { noteSaved } from '../../workspace.ts'

interface Props {
  roundId: string
  act: StageAct
  caseIds: string[]
  onDone(): void
  onClose(): void
}

const COLUMNS: TableColumnsType<BulkRow> = [
  { title: '申报编号', dataIndex: 'applicationNo', width: 112, className: 'digits' },
  {
    title: '单位',
    dataIndex: 'applicant',
    width: 190,
    ellipsis: true,
    render: (name: string) => <span className="personal">{name}</span>,
  },
  {
    title: '结果',
    key: 'result',
    width: 130,
    render: (_, { ok, from, to }) => (ok ? `${from} → ${to}` : <span className="mark ask">不能办理</span>),
  },
  { title: '说明', dataIndex: 'note' },
]

/** One act on several cases: what it would do to each, then all of those that can move, or none. */
export function MoveDialog({ roundId, act, caseIds, onDone, onClose }: Props) {
  const { message } = App.useApp()
  const { loaded } = useLoaded(
    useCallback(() => call('stage.plan', { roundId, act, caseIds, reason: '' }), [roundId, act, caseIds]),
  )
  const [reason, setReason] = useState('')
  const { busy, problem, submit } = useSubmit()
  const name = STAGE_ACT_NAMES[act]
  const reasoned = REASONED_ACTS.includes(act)
  const plan = loaded.state === 'ready' ? loaded.value : null
  const open = (plan?.rows ?? []).filter(({ ok }) => ok)

  async function take(): Promise<void> {
    await submit(async () => {
      const input = { roundId, act, caseIds: open.map(({ caseId }) => caseId), reason: reason.trim() }
      const { okCount } = await call('stage.act', input)
      noteSaved()
      void message.success(`${name} ${okCount}/${caseIds.length} 件`)
      onDone()
    })
  }

  return (
    <Modal
      open
      width={760}
      title={`${name}：${caseIds.length} 件`}
      okText={`${name} ${open.length} 件`}
      okButtonProps={{ disabled: open.length === 0 || (reasoned && reason.trim() === ''), loading: busy }}
      cancelText="取消"
      onOk={() => void take()}
      onCancel={onClose}
    >
      {loaded.state === 'failed' && <Failure message={loaded.message} />}
      {loaded.state === 'working' && <Working words="正在核对每一件…" />}
      {plan !== null && (
        <>
          <p>
            可以办理 {plan.okCount} 件，不能办理 {plan.refusedCount} 件{plan.refusedCount > 0 && '（不会改动）'}
            。办理的要么全部完成，要么一件也不改。
          </p>
          <Table<BulkRow>
            size="small"
            rowKey="caseId"
            columns={COLUMNS}
            dataSource={plan.rows}
            pagination={plan.rows.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
            scroll={{ y: 260 }}
          />
          {reasoned && <ReasonField label={`${name}的理由（必填，经办会看到）`} value={reason} onChange={setReason} />}
        </>
      )}
      {problem !== '' && <Failure message={problem} />}
    </Modal>
  )
}
