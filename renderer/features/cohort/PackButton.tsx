import { App, Modal } from 'antd'
import { useCallback, useState } from 'react'
import { PACK_NAME } from '../../../shared/report/decisionPack.ts'
import type { RoundView } from '../../../shared/views.ts'
import { call } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { Failure, Working } from '../../ui/Notices.tsx'
import { PdfPages } from '../../ui/PdfPages.tsx'
import { PrintButton } from '../../ui/preview/PrintButton.tsx'
import { SentenceList } from '../../ui/SentenceList.tsx'
import { useLoaded } from '../../ui/useLoaded.ts'
import { useSubmit } from '../../ui/useSubmit.ts'
import { noteSaved } from '../../workspace.ts'

/** 审定要点: one page to read before the meeting, seen first and then saved. */
export function PackButton({ round }: { round: RoundView }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Act command channel="desk.previewPack" onClick={() => setOpen(true)}>
        {`${PACK_NAME}…`}
      </Act>
      {open && <PackDialog round={round} onClose={() => setOpen(false)} />}
    </>
  )
}

function PackDialog({ round, onClose }: { round: RoundView; onClose(): void }) {
  const { message } = App.useApp()
  const { loaded } = useLoaded(useCallback(() => previewOf(round), [round]))
  const { busy, problem, submit } = useSubmit()

  async function save(listId: string | null): Promise<void> {
    await submit(async () => {
      const suggestedName = `${round.name}${PACK_NAME}${listId === null ? '（试算）' : ''}.pdf`
      const file = await call('dialog.savePaper', { suggestedName, kind: 'pdf' })
      if (file === null) return
      await call('desk.exportPack', { roundId: round.id, listId, saveToken: file.token })
      noteSaved()
      void message.success(`已导出“${file.name}”`)
      onClose()
    })
  }

  return (
    <Modal
      open
      width={820}
      className="tall-dialog"
      title={PACK_NAME}
      okText="导出 PDF…"
      okButtonProps={{ disabled: loaded.state !== 'ready', loading: busy }}
      cancelText="关闭"
      footer={(_, { OkBtn, CancelBtn }) => (
        <>
          <CancelBtn />
          <PrintButton
            title={PACK_NAME}
            closed={loaded.state === 'ready' ? '' : `${PACK_NAME}还没有生成`}
            order={() => ({
              of: 'pack',
              roundId: round.id,
              listId: loaded.state === 'ready' ? loaded.value.listId : null,
            })}
          />
          <OkBtn />
        </>
      )}
      onOk={() => {
        if (loaded.state === 'ready') void save(loaded.value.listId)
      }}
      onCancel={onClose}
    >
      {loaded.state === 'failed' && <Failure message={loaded.message} />}
      {loaded.state === 'working' && <Working words={`正在生成${PACK_NAME}…`} />}
      {loaded.state === 'ready' && (
        <>
          <div className="pack-page">
            <PdfPages bytes={loaded.value.pdf} list={false} />
          </div>
          {loaded.value.warnings.length > 0 && <SentenceList sentences={loaded.value.warnings} />}
        </>
      )}
      {problem !== '' && <Failure message={problem} />}
    </Modal>
  )
}

/** Of the valid frozen list where there is one, else of the round as it stands. */
async function previewOf({ id: roundId, frozenListNo }: RoundView) {
  const lists = frozenListNo === null ? [] : await call('list.all', { roundId })
  const listId =
    lists.find(({ listNo, invalidReason }) => listNo === frozenListNo && invalidReason === null)?.id ?? null
  const { pdf, warnings } = await call('desk.previewPack', { roundId, listId })
  return { listId, pdf, warnings }
}
