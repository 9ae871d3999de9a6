import { App } from 'antd'
import { useState } from 'react'
import type { RoundView } from '../../../shared/views.ts'
import { call, sentence } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { noteSaved } from '../../workspace.ts'
import { DemoDialog } from './DemoDialog.tsx'
import { ImportDialog } from './ImportDialog.tsx'

/** What can be done with all parameters of a round at once. */
export function SetActs({ round }: { round: RoundView }) {
  const [demoOpen, setDemoOpen] = useState(false)
  const [file, setFile] = useState<{ token: string; name: string } | null>(null)
  const { message, modal } = App.useApp()
  const fail = (title: string, error: unknown) => modal.error({ title, content: sentence(error), okText: '知道了' })

  async function choose(): Promise<void> {
    try {
      setFile(await call('dialog.openParameters', {}))
    } catch (error) {
      fail('没有打开', error)
    }
  }

  async function write(): Promise<void> {
    try {
      const suggestedName = `条款参数 ${round.name}.yaml`
      const chosen = await call('dialog.savePaper', { suggestedName, kind: 'yaml' })
      if (chosen === null) return
      const { count } = await call('policy.exportParameters', { roundId: round.id, saveToken: chosen.token })
      noteSaved()
      void message.success(`已导出 ${count} 项参数到“${chosen.name}”`)
    } catch (error) {
      fail('没有导出', error)
    }
  }

  return (
    <div className="set-acts" role="toolbar" aria-label="整套参数">
      <span className="quiet">{round.name}的整套参数：</span>
      <Act
        command
        channel="policy.importParameters"
        size="small"
        closed={round.demo ? '本批次使用演示参数，请先移除演示参数再导入正式参数' : ''}
        onClick={() => void choose()}
      >
        导入参数…
      </Act>
      <Act command channel="policy.exportParameters" size="small" onClick={() => void write()}>
        导出参数…
      </Act>
      <Act command channel="policy.setDemo" size="small" onClick={() => setDemoOpen(true)}>
        {round.demo ? '移除演示参数…' : '载入演示参数…'}
      </Act>
      {demoOpen && <DemoDialog round={round} onClose={() => setDemoOpen(false)} />}
      {file !== null && <ImportDialog key={file.token} round={round} file={file} onClose={() => setFile(null)} />}
    </div>
  )
}
