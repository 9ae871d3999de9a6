import { App } from 'antd'
import { useState } from 'react'
import { PAPER_NAMES } from '../../../shared/contract/papers.ts'
import type { RoundView } from '../../../shared/views.ts'
import { call, sentence } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { noteSaved } from '../../workspace.ts'
import { fileKind, suggestedName, useNotice } from './noticeStore.ts'

/** 导出: the place is chosen in the system's dialog; the file is the one previewed. */
export function ExportButton({ round }: { round: RoundView }) {
  const { preview, kind, listId, lists } = useNotice()
  const [busy, setBusy] = useState(false)
  const { message, modal } = App.useApp()
  const listNo = lists.find((list) => list.id === listId)?.listNo ?? '试算'

  async function write(): Promise<void> {
    setBusy(true)
    try {
      const file = await call('dialog.savePaper', {
        suggestedName: suggestedName(round, kind, listNo),
        kind: fileKind(kind),
      })
      if (file === null) return
      const { warnings } = await call('paper.export', { roundId: round.id, listId, kind, saveToken: file.token })
      noteSaved()
      if (warnings.length === 0) void message.success(`已导出“${file.name}”`)
      else void message.warning(`已导出“${file.name}”，有 ${warnings.length} 项提醒，见右侧“核对”`)
    } catch (error) {
      modal.error({ title: '没有导出', content: sentence(error), okText: '知道了' })
    } finally {
      setBusy(false)
    }
  }

  return (
    <Act
      channel="paper.export"
      type="primary"
      loading={busy}
      closed={preview.state === 'ready' ? '' : preview.state === 'failed' ? preview.message : '正在生成预览'}
      onClick={() => void write()}
    >
      导出{PAPER_NAMES[kind]}…
    </Act>
  )
}
