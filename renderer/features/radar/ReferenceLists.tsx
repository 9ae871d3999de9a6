import { Modal } from 'antd'
import { useEffect, useState } from 'react'
import { chinaMinute } from '../../../shared/date.ts'
import { REFERENCE_KIND_NAMES, type ReferenceList } from '../../../shared/reference/reference.ts'
import type { RoundView } from '../../../shared/views.ts'
import { Act } from '../../ui/Act.tsx'
import { Failure, Nothing, Working } from '../../ui/Notices.tsx'
import { ReasonField } from '../../ui/ReasonField.tsx'
import { useSubmit } from '../../ui/useSubmit.ts'
import { useUser } from '../../workspace.ts'
import { ListWizard } from './ListWizard.tsx'
import { chiefOnly } from './listWords.ts'
import { loadLists, openWizard, useReferences, withdrawList } from './referenceStore.ts'

/** 外来名单: lists of past rounds, of other bureaus, and 失信/限制 lists; imported, looked at, withdrawn. */
export function ReferenceLists({ round }: { round: RoundView }) {
  const { lists, problem, wizard } = useReferences()
  const [withdrawing, setWithdrawing] = useState<ReferenceList | null>(null)
  useEffect(() => void loadLists(), [])
  if (wizard.state !== 'closed') return <ListWizard round={round} wizard={wizard} />
  if (lists === null) {
    return problem === '' ? (
      <Working words="正在读取外来名单…" />
    ) : (
      <Failure message={problem} retry={() => void loadLists()} />
    )
  }
  const importing = (
    <Act command channel="reference.preview" type="primary" onClick={openWizard}>
      导入名单…
    </Act>
  )
  if (lists.length === 0) {
    return (
      <Nothing words="还没有外来名单。可导入以往批次、其他部门的资助名单（用于年度上限、名额和查重）和失信/限制名单。">
        {importing}
      </Nothing>
    )
  }
  return (
    <div className="page">
      {problem !== '' && <Failure message={problem} retry={() => void loadLists()} />}
      <section className="card">
        <ListTable lists={lists} onWithdraw={setWithdrawing} />
        <div className="acts">{importing}</div>
      </section>
      {withdrawing !== null && (
        <WithdrawDialog roundId={round.id} list={withdrawing} onClose={() => setWithdrawing(null)} />
      )}
    </div>
  )
}

function ListTable({ lists, onWithdraw }: { lists: ReferenceList[]; onWithdraw: (list: ReferenceList) => void }) {
  const user = useUser()
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th>类别</th>
          <th>来源</th>
          <th>名单日期</th>
          <th className="right">条数</th>
          <th>文件</th>
          <th>导入</th>
          <th>状态</th>
          <th>操作</th>
        </tr>
      </thead>
      <tbody>
        {lists.map((list) => (
          <tr key={list.id}>
            <td>{REFERENCE_KIND_NAMES[list.kind]}</td>
            <td>{list.source}</td>
            <td className="digits">{list.asOf ?? '未填写'}</td>
            <td className="digits right">{list.entries}</td>
            <td>{list.fileName}</td>
            <td>
              {list.importedBy} <span className="digits">{chinaMinute(list.importedAt)}</span>
            </td>
            <td>
              {list.withdrawnReason === null ? (
                <span className="mark good">有效</span>
              ) : (
                <>
                  <span className="mark plain">已撤回</span> {list.withdrawnReason}
                </>
              )}
            </td>
            <td>
              {list.withdrawnReason === null && (
                <Act
                  channel="reference.withdraw"
                  size="small"
                  closed={chiefOnly(list.kind, user)}
                  onClick={() => onWithdraw(list)}
                >
                  撤回…
                </Act>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Nothing is deleted: the list no longer counts, and says why. */
function WithdrawDialog({ roundId, list, onClose }: { roundId: string; list: ReferenceList; onClose: () => void }) {
  const [reason, setReason] = useState('')
  const { busy, problem, submit } = useSubmit()

  async function withdraw(): Promise<void> {
    await submit(async () => {
      await withdrawList(roundId, list.id, reason.trim())
      onClose()
    })
  }

  return (
    <Modal
      open
      title={`撤回“${list.source}”`}
      okText="撤回"
      okButtonProps={{ disabled: reason.trim() === '', loading: busy }}
      cancelText="取消"
      onOk={() => void withdraw()}
      onCancel={onClose}
    >
      <p>撤回后这份名单（{list.entries} 条）不再计入，记录仍保留；本批次随即重新测算，受影响的定稿名单会失效。</p>
      <ReasonField label="撤回理由（必填）" value={reason} onChange={setReason} />
      {problem !== '' && <Failure message={problem} />}
    </Modal>
  )
}
