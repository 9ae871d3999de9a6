import { App } from 'antd'
import { useState } from 'react'
import { call, sentence } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { noteSaved } from '../../workspace.ts'

/** 报备登记表 of the chosen year, or of all, as a workbook without contacts. */
export function ExportFilings({ year, empty }: { year: number | null; empty: boolean }) {
  const [busy, setBusy] = useState(false)
  const { message, modal } = App.useApp()

  async function write(): Promise<void> {
    setBusy(true)
    try {
      const suggestedName = `${year === null ? '' : `${year}年`}重大活动报备登记表.xlsx`
      const file = await call('dialog.savePaper', { suggestedName, kind: 'xlsx' })
      if (file === null) return
      const { filings } = await call('filing.export', { year, saveToken: file.token })
      noteSaved()
      void message.success(`已导出“${file.name}”，共 ${filings} 条（不含联系人）`)
    } catch (error) {
      modal.error({ title: '没有导出', content: sentence(error), okText: '知道了' })
    } finally {
      setBusy(false)
    }
  }

  return (
    <Act
      channel="filing.export"
      loading={busy}
      closed={empty ? '还没有登记，没有可导出的内容' : ''}
      onClick={() => void write()}
    >
      导出{year === null ? '' : `${year}年`}登记表…
    </Act>
  )
}
