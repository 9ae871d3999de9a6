import { App } from 'antd'
import { useState } from 'react'
import { useBoard } from '../../board.ts'
import { call, sentence } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { noteSaved, useRound } from '../../workspace.ts'
import { copiedColumns } from './queueKeys.ts'
import { viewWords } from './viewWords.ts'

/** The list exactly as shown: these rows, this order, these columns. */
export function ExportQueue() {
  const round = useRound()
  const empty = useBoard((state) => state.visible.length === 0)
  const partial = useBoard((state) => state.partial)
  const [busy, setBusy] = useState(false)
  const { message, modal } = App.useApp()

  async function write(): Promise<void> {
    if (round === null) return
    setBusy(true)
    try {
      const file = await call('dialog.savePaper', { suggestedName: `${round.name}申报列表.xlsx`, kind: 'xlsx' })
      if (file === null) return
      const { visible, view } = useBoard.getState()
      const { rows } = await call('queue.export', {
        roundId: round.id,
        caseIds: visible.map(({ id }) => id),
        columns: copiedColumns(),
        words: viewWords(view).slice(0, 1000),
        saveToken: file.token,
      })
      noteSaved()
      void message.success(`已导出“${file.name}”，${rows} 件`)
    } catch (error) {
      modal.error({ title: '没有导出', content: sentence(error), okText: '知道了' })
    } finally {
      setBusy(false)
    }
  }

  return (
    <Act
      size="small"
      channel="queue.export"
      loading={busy}
      closed={partial ? '正在读取全部申报，请稍候' : empty ? '列表中没有申报' : ''}
      onClick={() => void write()}
    >
      导出列表
    </Act>
  )
}
