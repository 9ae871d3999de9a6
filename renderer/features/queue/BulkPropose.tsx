import { App } from 'antd'
import { useState } from 'react'
import { loadBoard, useBoard } from '../../board.ts'
import { call, sentence } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { wan } from '../../ui/amounts.ts'
import { loadRounds, noteSaved } from '../../workspace.ts'

/** 批量拟定: a dry run in words first, then all or nothing. */
export function BulkPropose({ roundId }: { roundId: string }) {
  const rows = useBoard((state) => state.rows)
  const [busy, setBusy] = useState(false)
  const { modal, message } = App.useApp()
  const pending = rows.filter((row) => row.status === 'pending')
  const met = pending.filter((row) => row.outcome === 'met')
  const refused = pending.filter((row) => row.outcome === 'unmet' || row.outcome === 'repealed')
  const left = pending.length - met.length - refused.length

  async function propose(): Promise<void> {
    setBusy(true)
    try {
      const done = await call('case.proposeMet', { roundId })
      noteSaved()
      void message.success(`已拟定：同意 ${done.agreed} 件，不予支持 ${done.refused} 件`)
      await Promise.all([loadBoard(roundId), loadRounds()])
    } catch (error) {
      modal.error({ title: '批量拟定未完成', content: `${sentence(error)} 没有任何一件被改动。`, okText: '知道了' })
    } finally {
      setBusy(false)
    }
  }

  function ask(): void {
    const metFen = met.reduce((sum, row) => sum + (row.computedFen ?? 0), 0)
    modal.confirm({
      title: '批量拟定',
      width: 520,
      content: (
        <ul className="dry-run">
          <li>
            机审符合的待审件 <b>{met.length}</b> 件 → 拟同意，合计 <b className="digits">{wan(metFen)}</b> 万元
          </li>
          <li>
            机审不符合或条款已删除的待审件 <b>{refused.length}</b> 件 → 不予支持，理由取机审结论
          </li>
          <li>
            其余待审件 <b>{left}</b> 件（待核、参数未设定）不动，已拟定的不动
          </li>
        </ul>
      ),
      okText: `拟定 ${met.length + refused.length} 件`,
      cancelText: '取消',
      onOk: propose,
    })
  }

  return (
    <Act
      command
      size="small"
      channel="case.proposeMet"
      loading={busy}
      closed={met.length + refused.length === 0 ? '没有可批量拟定的待审件' : ''}
      onClick={ask}
    >
      批量拟定…
    </Act>
  )
}
