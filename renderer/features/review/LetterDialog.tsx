import { Alert, App, Modal } from 'antd'
import { useCallback, useState } from 'react'
import type { CaseView } from '../../../shared/views.ts'
import { call, sentence } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { Failure, Working } from '../../ui/Notices.tsx'
import { PdfPages } from '../../ui/PdfPages.tsx'
import { SentenceList } from '../../ui/SentenceList.tsx'
import { useLoaded } from '../../ui/useLoaded.ts'
import { noteSaved } from '../../workspace.ts'

/** 补正告知书 of the open case as it will be printed, from the list that was told. */
export function LetterDialog({ view, onClose }: { view: CaseView; onClose(): void }) {
  const { id, applicationNo } = view.row
  const ask = useCallback(() => call('paper.previewCase', { kind: 'supplement', caseIds: [id], dueOn: null }), [id])
  const { loaded, reload } = useLoaded(ask)
  const [busy, setBusy] = useState(false)
  const { message, modal } = App.useApp()

  async function write(): Promise<void> {
    setBusy(true)
    try {
      const file = await call('dialog.savePaper', { suggestedName: `补正告知书（${applicationNo}）.pdf`, kind: 'pdf' })
      if (file === null) return
      await call('paper.exportCase', { kind: 'supplement', caseIds: [id], dueOn: null, saveToken: file.token })
      noteSaved()
      void message.success(`已导出“${file.name}”`)
    } catch (error) {
      modal.error({ title: '没有导出', content: sentence(error), okText: '知道了' })
    } finally {
      setBusy(false)
    }
  }

  return (
    <Modal
      open
      width={760}
      style={{ top: 24 }}
      title={`补正告知书 ${applicationNo}`}
      onCancel={onClose}
      footer={
        <Act
          channel="paper.exportCase"
          type="primary"
          loading={busy}
          closed={loaded.state === 'ready' ? '' : '告知书还没有生成'}
          onClick={() => void write()}
        >
          导出…
        </Act>
      }
    >
      {loaded.state === 'working' && <Working words="正在生成补正告知书…" />}
      {loaded.state === 'failed' && <Failure message={loaded.message} retry={reload} />}
      {loaded.state === 'ready' && (
        <>
          {loaded.value.warnings.length > 0 && (
            <Alert className="tight" type="warning" title={<SentenceList sentences={loaded.value.warnings} />} />
          )}
          <div className="letter">{loaded.value.pdf !== null && <PdfPages bytes={loaded.value.pdf} />}</div>
        </>
      )}
    </Modal>
  )
}
