import { Alert, Modal } from 'antd'
import { useCallback } from 'react'
import type { CaseView } from '../../../shared/views.ts'
import { call } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { Failure, Working } from '../../ui/Notices.tsx'
import { PdfPages } from '../../ui/PdfPages.tsx'
import { PrintButton } from '../../ui/preview/PrintButton.tsx'
import { SentenceList } from '../../ui/SentenceList.tsx'
import { useExport } from '../../ui/useExport.ts'
import { useLoaded } from '../../ui/useLoaded.ts'

/** 补正告知书 of the open case as it will be printed, from the list that was told. */
export function LetterDialog({ view, onClose }: { view: CaseView; onClose(): void }) {
  const { id, applicationNo } = view.row
  const ask = useCallback(() => call('paper.previewCase', { kind: 'supplement', caseIds: [id], dueOn: null }), [id])
  const { loaded, reload } = useLoaded(ask)
  const { busy, save } = useExport()
  const closed = loaded.state === 'ready' ? '' : '告知书还没有生成'

  const write = () =>
    save({ suggestedName: `补正告知书（${applicationNo}）.pdf`, kind: 'pdf' }, async (saveToken) => {
      await call('paper.exportCase', { kind: 'supplement', caseIds: [id], dueOn: null, saveToken })
      return ''
    })

  return (
    <Modal
      open
      width={760}
      style={{ top: 24 }}
      title={`补正告知书 ${applicationNo}`}
      onCancel={onClose}
      footer={
        <>
          <PrintButton
            title={`补正告知书（${applicationNo}）`}
            closed={closed}
            order={() => ({ of: 'cases', kind: 'supplement', caseIds: [id], dueOn: null })}
          />
          <Act channel="paper.exportCase" type="primary" loading={busy} closed={closed} onClick={() => void write()}>
            导出…
          </Act>
        </>
      }
    >
      {loaded.state === 'working' && <Working words="正在生成补正告知书…" />}
      {loaded.state === 'failed' && <Failure message={loaded.message} retry={reload} />}
      {loaded.state === 'ready' && (
        <>
          {loaded.value.warnings.length > 0 && (
            <Alert className="tight" type="warning" title={<SentenceList sentences={loaded.value.warnings} />} />
          )}
          <div className="letter">
            <PdfPages bytes={loaded.value.pdf} />
          </div>
        </>
      )}
    </Modal>
  )
}
