import { App } from 'antd'
import { useState } from 'react'
import { shortHash } from '../../../shared/report/marks.ts'
import type { CohortView, RoundView } from '../../../shared/views.ts'
import { call, sentence } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { wan } from '../../ui/amounts.ts'
import { loadRounds, noteSaved } from '../../workspace.ts'

/** 定稿: the chief's approval of the whole list, asked once more in words. */
export function FreezeButton({ round, view, onFrozen }: { round: RoundView; view: CohortView; onFrozen(): void }) {
  const { modal } = App.useApp()
  const [busy, setBusy] = useState(false)
  const { allocation } = view
  const granted = view.rows.filter((row) => row.allocatedFen > 0).length

  async function freeze(): Promise<void> {
    setBusy(true)
    try {
      const list = await call('list.freeze', { roundId: round.id })
      noteSaved(list.frozenAt)
      await loadRounds()
      onFrozen()
      modal.success({
        title: `已定稿：${list.listNo}`,
        content: `拟资助 ${list.grantedCount} 件，合计 ${wan(list.allocatedFen)} 万元。校验码 ${shortHash(list.hash)}，印在汇总表、审批表和公示上。`,
        okText: '知道了',
      })
    } catch (error) {
      modal.error({ title: '没有定稿', content: sentence(error), okText: '知道了' })
    } finally {
      setBusy(false)
    }
  }

  function ask(): void {
    modal.confirm({
      title: '定稿',
      content: `拟资助 ${granted} 件，合计 ${wan(allocation.allocatedFen)} 万元，结余 ${wan(allocation.remainderFen)} 万元。定稿后名单固定并编号；之后再改动意见或材料，本定稿即失效，须重新定稿。`,
      okText: '定稿',
      cancelText: '取消',
      onOk: freeze,
    })
  }

  const closed = view.trial
    ? '正在试算预算，请先恢复本批次预算'
    : allocation.blocked.length > 0
      ? '尚有未决事项，见“审定”'
      : ''
  return (
    <Act command channel="list.freeze" type="primary" loading={busy} closed={closed} onClick={ask}>
      定稿…
    </Act>
  )
}
