import { Select, Table } from 'antd'
import { useEffect, useState } from 'react'
import { CASE_PAPER_KINDS, CASE_PAPER_NAMES, type CasePaperKind } from '../../../shared/contract/papers.ts'
import type { CaseRow, RoundView } from '../../../shared/views.ts'
import { call } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { DayField } from '../../ui/DayField.tsx'
import { Failure, Nothing, Working } from '../../ui/Notices.tsx'
import { PdfPages } from '../../ui/PdfPages.tsx'
import type { PDFPageProxy } from '../../ui/pdf.ts'
import { Findings } from '../../ui/preview/Findings.tsx'
import { PrintButton } from '../../ui/preview/PrintButton.tsx'
import { StatusMark } from '../../ui/status.tsx'
import { useExport } from '../../ui/useExport.ts'
import { useSize } from '../../ui/useSize.ts'
import { openPage } from '../../workspace.ts'
import {
  caseFileName,
  caseOrder,
  chooseCaseKind,
  chooseCases,
  loadCases,
  previewCases,
  setDue,
  suited,
  useCasePapers,
} from './caseStore.ts'

const NONE: Record<CasePaperKind, string> = {
  review: '本批次还没有申报。请先在“导入”导入申报汇总表。',
  scoring: '本批次还没有申报。请先在“导入”导入申报汇总表。',
  supplement: '没有待补正或机审待核的申报，不需要补正告知书。',
  refusal: '没有拟定“不予支持”的申报。请先在“审核”拟定意见。',
}

/** 个案文书: choose the paper and the cases, look at the pages, write them as one PDF. */
export function CasePapers({ round }: { round: RoundView }) {
  const rows = useCasePapers((state) => state.rows)
  useEffect(() => void loadCases(round.id), [round.id])
  const [at, setAt] = useState({ page: 1 })
  const [pages, setPages] = useState<readonly PDFPageProxy[] | null>(null)
  return (
    <div className="paper-desk">
      <div className="paper">
        <Pages at={at} onOpen={setPages} />
      </div>
      <aside className="beside case-papers" aria-label="选择申报">
        {rows.state === 'loading' && <Working words="正在读取申报…" />}
        {rows.state === 'failed' && <Failure message={rows.message} retry={() => void loadCases(round.id)} />}
        {rows.state === 'ready' && (
          <Chooser round={round} rows={rows.rows} pages={pages} onJump={(page) => setAt({ page })} />
        )}
      </aside>
    </div>
  )
}

interface PagesProps {
  at: { page: number }
  onOpen(pages: readonly PDFPageProxy[]): void
}

function Pages({ at, onOpen }: PagesProps) {
  const { preview, kind } = useCasePapers()
  switch (preview.state) {
    case 'none':
      return <Nothing words={`在右侧选择申报，再按“预览”查看${CASE_PAPER_NAMES[kind]}。`} />
    case 'loading':
      return <Working words={`正在生成${CASE_PAPER_NAMES[kind]}…`} />
    case 'failed':
      return <Failure message={preview.message} retry={() => void previewCases()} />
    case 'ready':
      return <PdfPages bytes={preview.paper.pdf} at={at} onOpen={onOpen} />
  }
}

interface ChooserProps {
  round: RoundView
  rows: readonly CaseRow[]
  pages: readonly PDFPageProxy[] | null
  onJump(page: number): void
}

function Chooser({ round, rows, pages, onJump }: ChooserProps) {
  const { kind, chosen, dueOk, preview } = useCasePapers()
  const shown = suited(rows, kind)
  const closed = chosen.length === 0 ? '请先选择申报' : dueOk ? '' : '补正期限不是有效日期'
  return (
    <>
      <Select<CasePaperKind>
        aria-label="文书"
        value={kind}
        options={CASE_PAPER_KINDS.map((value) => ({ value, label: CASE_PAPER_NAMES[value] }))}
        onChange={chooseCaseKind}
      />
      {kind === 'supplement' && (
        <div className="labelled">
          <span>补正期限</span>
          <DayField label="补正期限" initial={useCasePapers.getState().dueOn} onChange={setDue} />
        </div>
      )}
      <CaseTable rows={shown} chosen={chosen} empty={NONE[kind]} />
      <div className="case-papers-acts">
        <span className="quiet">
          已选 <span className="digits">{chosen.length}</span> 件
        </span>
        <span className="space" />
        <Act
          channel="paper.previewCase"
          loading={preview.state === 'loading'}
          closed={closed}
          onClick={() => void previewCases()}
        >
          预览
        </Act>
        <PrintButton
          title={`${CASE_PAPER_NAMES[kind]}（${chosen.length} 件）`}
          closed={closed}
          order={() => ({ of: 'cases', ...caseOrder() })}
        />
        <ExportCases round={round} closed={closed} />
      </div>
      {preview.state === 'ready' && (
        <Findings
          problems={preview.paper.problems}
          warnings={preview.paper.warnings}
          pages={pages}
          onJump={onJump}
          onSettings={() => openPage('settings')}
        />
      )}
    </>
  )
}

function CaseTable({ rows, chosen, empty }: { rows: CaseRow[]; chosen: readonly string[]; empty: string }) {
  const [frame, size] = useSize<HTMLDivElement>()
  return (
    <div ref={frame} className="table-frame case-papers-list">
      {size.height > 0 && (
        <Table<CaseRow>
          virtual
          size="small"
          rowKey="id"
          pagination={false}
          dataSource={rows}
          scroll={{ x: size.width, y: Math.max(80, size.height - 40) }}
          locale={{ emptyText: empty }}
          rowSelection={{
            columnWidth: 36,
            selectedRowKeys: [...chosen],
            onChange: (keys) => chooseCases(keys.map(String)),
            getCheckboxProps: ({ applicationNo }) => ({ 'aria-label': `选择 ${applicationNo}` }),
            getTitleCheckboxProps: () => ({ 'aria-label': '选择列出的全部申报' }),
          }}
          columns={[
            {
              title: '申报',
              key: 'case',
              render: (_, { applicationNo, applicant }) => (
                <>
                  <span className="digits">{applicationNo}</span>
                  <div className="quiet small clip personal" title={applicant}>
                    {applicant}
                  </div>
                </>
              ),
            },
            { title: '状态', key: 'status', width: 96, render: (_, { status }) => <StatusMark status={status} /> },
          ]}
        />
      )}
    </div>
  )
}

function ExportCases({ round, closed }: { round: RoundView; closed: string }) {
  const { busy, save } = useExport()

  async function write(): Promise<void> {
    const order = caseOrder()
    await save({ suggestedName: caseFileName(round), kind: 'pdf' }, async (saveToken) => {
      await call('paper.exportCase', { ...order, saveToken })
      return ''
    })
  }

  return (
    <Act channel="paper.exportCase" type="primary" loading={busy} closed={closed} onClick={() => void write()}>
      导出…
    </Act>
  )
}
