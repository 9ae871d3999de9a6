import { Segmented } from 'antd'
import { useState } from 'react'
import { PAPER_NAMES } from '../../../shared/contract/papers.ts'
import { shortHash } from '../../../shared/report/marks.ts'
import type { FrozenListView } from '../../../shared/views.ts'
import { Choices } from '../../ui/Choices.tsx'
import { NoticeSettings } from '../../ui/NoticeSettings.tsx'
import { Failure, Working } from '../../ui/Notices.tsx'
import { PdfPages } from '../../ui/PdfPages.tsx'
import type { PDFPageProxy } from '../../ui/pdf.ts'
import { Findings } from '../../ui/preview/Findings.tsx'
import { AgreedMasks } from './AgreedMasks.tsx'
import { LeakList } from './LeakList.tsx'
import { ListTable } from './ListTable.tsx'
import { fileKind, loadPreview, useNotice } from './noticeStore.ts'

interface Props {
  list: FrozenListView | null
  lists: FrozenListView[]
}

/** The pages of a paper of the list, and beside them what must be known before it leaves the house. */
export function PaperDesk({ list, lists }: Props) {
  const { preview, kind } = useNotice()
  const [at, setAt] = useState({ page: 1 })
  const [pages, setPages] = useState<readonly PDFPageProxy[] | null>(null)
  return (
    <div className="paper-desk">
      <div className="paper">
        {preview.state === 'loading' && <Working words={`正在生成${PAPER_NAMES[kind]}…`} />}
        {preview.state === 'failed' && (
          <div className="paper-stopped">
            <Failure message={preview.message} retry={() => void loadPreview()} />
            {preview.leaks.length > 0 && <LeakList leaks={preview.leaks} />}
          </div>
        )}
        {preview.state === 'ready' && <Pages key={kind} at={at} go={setAt} onOpen={setPages} />}
      </div>
      <Beside
        list={list}
        lists={lists}
        pages={preview.state === 'ready' ? pages : null}
        onJump={(page) => setAt({ page })}
      />
    </div>
  )
}

interface PagesProps {
  at: { page: number }
  go(to: { page: number }): void
  onOpen(pages: readonly PDFPageProxy[]): void
}

/** The pages; under those of a workbook its sheets, of which the one being read is open. */
function Pages({ at, go, onOpen }: PagesProps) {
  const { preview } = useNotice()
  const [page, setPage] = useState(1)
  if (preview.state !== 'ready') return null
  const { pdf, sections } = preview.paper
  const open = sections.findLast((section) => section.page <= page) ?? sections[0]
  return (
    <div className="sheets">
      <div className="sheet-pages">
        <PdfPages bytes={pdf} at={at} onPage={setPage} onOpen={onOpen} />
      </div>
      {sections.length > 0 && (
        <Choices
          label="工作表"
          items={sections.map(({ name }) => ({ key: name, label: name }))}
          open={open?.name ?? ''}
          onOpen={(name) => go({ page: sections.find((section) => section.name === name)?.page ?? 1 })}
        />
      )}
    </div>
  )
}

interface BesideProps extends Props {
  pages: readonly PDFPageProxy[] | null
  onJump(page: number): void
}

const NONE: string[] = []

function Beside({ list, lists, pages, onJump }: BesideProps) {
  const { preview, kind, roundId } = useNotice()
  const [tab, setTab] = useState<'about' | 'settings'>('about')
  const { problems, warnings } = preview.state === 'ready' ? preview.paper : { problems: NONE, warnings: NONE }
  const count = problems.length + warnings.length
  return (
    <aside className="beside" aria-label="核对">
      <Segmented
        block
        aria-label="侧栏"
        value={tab}
        options={[
          { value: 'about', label: count === 0 ? '核对' : `核对（${count} 项提醒）` },
          { value: 'settings', label: '公示信息' },
        ]}
        onChange={setTab}
      />
      {tab === 'settings' ? (
        <NoticeSettings onSaved={() => void loadPreview()} />
      ) : (
        <>
          {preview.state === 'ready' && (
            <Findings
              problems={problems}
              warnings={warnings}
              pages={pages}
              onJump={onJump}
              onSettings={() => setTab('settings')}
            />
          )}
          {list === null ? (
            <p className="quiet">
              当前为试算，每页都标明“试算”。
              {fileKind(kind) === 'pdf' ? `正式${PAPER_NAMES[kind]}须先由科长在“统筹”定稿。` : '正式文件须先定稿。'}
            </p>
          ) : (
            <p className="quiet">
              定稿号 {list.listNo}　校验码 <span className="digits">{shortHash(list.hash)}</span>
            </p>
          )}
          {fileKind(kind) === 'xlsx' && (
            <p className="quiet small">
              左侧为打印页：列宽、打印标题、缩放和页脚与导出的 Excel 相同；在别的电脑上用 Excel、WPS
              打印时，因字体和打印机不同，分页可能略有出入。
            </p>
          )}
          {/* Asked for again with every preview: the words are agreed on the other side of the page. */}
          {preview.state !== 'loading' && fileKind(kind) === 'pdf' && <AgreedMasks roundId={roundId} />}
          <h3>定稿记录</h3>
          <ListTable lists={lists} />
        </>
      )}
    </aside>
  )
}
