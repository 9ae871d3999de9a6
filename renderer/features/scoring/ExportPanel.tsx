import { Modal } from 'antd'
import { useCallback, useState } from 'react'
import { ROUND_PAPER_NAMES } from '../../../shared/contract/papers.ts'
import type { RoundView } from '../../../shared/views.ts'
import { call } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { Choices } from '../../ui/Choices.tsx'
import { Failure, Working } from '../../ui/Notices.tsx'
import { PdfPages } from '../../ui/PdfPages.tsx'
import { PrintButton } from '../../ui/preview/PrintButton.tsx'
import { SentenceList } from '../../ui/SentenceList.tsx'
import { useExport } from '../../ui/useExport.ts'
import { useLoaded } from '../../ui/useLoaded.ts'
import { useRound } from '../../workspace.ts'

const NAME = ROUND_PAPER_NAMES.panel

/** 评审汇总表 of every article the round's experts score, in one workbook: its pages seen first, then printed or saved. */
export function ExportPanel() {
  const round = useRound()
  const [open, setOpen] = useState(false)
  if (round === null) return null
  return (
    <>
      <Act command channel="scoring.previewPanel" size="small" onClick={() => setOpen(true)}>
        {`${NAME}…`}
      </Act>
      {open && <PanelPreview round={round} onClose={() => setOpen(false)} />}
    </>
  )
}

function PanelPreview({ round, onClose }: { round: RoundView; onClose(): void }) {
  const { loaded } = useLoaded(useCallback(() => call('scoring.previewPanel', { roundId: round.id }), [round]))
  const [at, setAt] = useState({ page: 1 })
  const [page, setPage] = useState(1)
  const { busy, save } = useExport()

  const write = () =>
    save({ suggestedName: `${round.name}${NAME}（内部）.xlsx`, kind: 'xlsx' }, async (saveToken) => {
      const { articles, cases } = await call('scoring.exportPanel', { roundId: round.id, saveToken })
      onClose()
      return `，${articles} 个条款、${cases} 件；内部资料`
    })

  const sections = loaded.state === 'ready' ? loaded.value.sections : []
  const shown = sections.findLast((section) => section.page <= page) ?? sections[0]
  const notes = loaded.state === 'ready' ? [...loaded.value.problems, ...loaded.value.warnings] : []
  return (
    <Modal
      open
      width={1100}
      className="tall-dialog"
      title={NAME}
      cancelText="关闭"
      footer={(_, { CancelBtn }) => (
        <>
          <CancelBtn />
          <PrintButton
            title={NAME}
            closed={loaded.state === 'ready' ? '' : `${NAME}还没有生成`}
            order={() => ({ of: 'panel', roundId: round.id })}
          />
          <Act
            type="primary"
            channel="scoring.exportPanel"
            loading={busy}
            closed={loaded.state === 'ready' ? '' : `${NAME}还没有生成`}
            onClick={() => void write()}
          >
            {`导出${NAME}…`}
          </Act>
        </>
      )}
      onCancel={onClose}
    >
      {loaded.state === 'failed' && <Failure message={loaded.message} />}
      {loaded.state === 'working' && <Working words={`正在生成${NAME}…`} />}
      {loaded.state === 'ready' && (
        <>
          {sections.length > 0 && (
            <Choices
              label="工作表"
              items={sections.map(({ name }) => ({ key: name, label: name }))}
              open={shown?.name ?? ''}
              onOpen={(name) => setAt({ page: sections.find((section) => section.name === name)?.page ?? 1 })}
            />
          )}
          <div className="pack-page">
            <PdfPages bytes={loaded.value.pdf} list={false} at={at} onPage={setPage} />
          </div>
          {notes.length > 0 && <SentenceList sentences={notes} />}
        </>
      )}
    </Modal>
  )
}
