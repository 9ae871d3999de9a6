import { App } from 'antd'
import { useState } from 'react'
import type { ScoringTable } from '../../../shared/scoring/views.ts'
import { call, sentence } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { noteSaved } from '../../workspace.ts'

/** Every case's 打分表 of the article in one PDF: a set for each expert on paper with the name on it, else one blank set. */
export function PrintSheets({ table, name }: { table: ScoringTable; name: string }) {
  const [busy, setBusy] = useState(false)
  const { message, modal } = App.useApp()
  const named = table.panel.filter(({ onPaper }) => onPaper).length
  const caseIds = table.rows.map(({ id }) => id)

  async function write(): Promise<void> {
    setBusy(true)
    try {
      const file = await call('dialog.savePaper', { suggestedName: `${name}评审打分表.pdf`, kind: 'pdf' })
      if (file === null) return
      await call('paper.exportCase', { kind: 'scoring', caseIds, dueOn: null, saveToken: file.token })
      noteSaved()
      void message.success(
        `已导出“${file.name}”，共 ${caseIds.length} 件，${named === 0 ? '空白一套，每位专家印一份' : `${named} 位纸质评审专家各一套`}`,
      )
    } catch (error) {
      modal.error({ title: '没有导出', content: sentence(error), okText: '知道了' })
    } finally {
      setBusy(false)
    }
  }

  return (
    <Act
      channel="paper.exportCase"
      size="small"
      loading={busy}
      closed={caseIds.length === 0 ? '本条还没有申报' : ''}
      onClick={() => void write()}
    >
      全部打分表…
    </Act>
  )
}
