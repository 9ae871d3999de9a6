import { CheckOutlined, CloseOutlined, PaperClipOutlined, QuestionOutlined } from '@ant-design/icons'
import { Alert, Button, Segmented } from 'antd'
import { memo, useState } from 'react'
import type { CaseView } from '../../../shared/views.ts'
import { Act } from '../../ui/Act.tsx'
import { FilingBlock } from '../../ui/FilingBlock.tsx'
import { Failure, Nothing, Working } from '../../ui/Notices.tsx'
import { nameMark } from '../../ui/shield.ts'
import { CorrectDialog } from './CorrectDialog.tsx'
import { EvidencePane } from './EvidencePane.tsx'
import { MIDDLE_PARTS, type MiddlePart, openAttachment, openMaterial, showPart, useEvidence } from './evidenceStore.ts'
import { HistoryList } from './HistoryList.tsx'
import { showCase, takeView, useReview } from './reviewStore.ts'
import { StatedFacts } from './StatedFacts.tsx'
import { useFromTop } from './useFromTop.ts'

/** 依据: the files handed in, what the applicant stated and where it came from, and what has happened to the case. */
export function FactsPane() {
  const review = useReview()
  if (review.state === 'idle') return <Nothing words="在左侧选一件申报开始审核。" />
  if (review.state === 'loading') return <Working words="正在读取申报…" />
  if (review.state === 'failed') return <Failure message={review.message} retry={() => void showCase(review.caseId)} />
  return <FactsSheet view={review.view} />
}

/** Not drawn anew while an opinion is typed. Stays through the cases; what was begun on one of them ends with it. */
const FactsSheet = memo(function FactsSheet({ view }: { view: CaseView }) {
  const [correcting, setCorrecting] = useState('')
  const part = useEvidence((state) => state.part)
  const { application, row } = view
  const body = useFromTop(row.id)
  const correct = () => setCorrecting(row.id)
  return (
    <section className="pane facts middle" aria-label="依据">
      <header className="pane-head">
        <h2 className={nameMark(application.article)} title={application.applicant}>
          {application.applicant}
        </h2>
        <span className="digits quiet">{application.applicationNo}</span>
        <span className="space" />
        <Act command channel="case.correct" size="small" onClick={correct}>
          更正…
        </Act>
      </header>
      {row.stale && (
        <Alert
          type="warning"
          showIcon
          className="tight"
          title={
            row.reopened
              ? '经异议办理退回复审，请复看后重新拟定；拟定之前不能定稿。'
              : '拟定之后材料有变动，结论已重新测算，请复看后重新拟定。'
          }
        />
      )}
      <Segmented
        aria-label="依据"
        className="middle-parts"
        value={part}
        options={MIDDLE_PARTS.map((value) => ({ value, label: partLabel(value, view) }))}
        onChange={showPart}
      />
      <div {...body} className={part === 'files' ? 'middle-body whole' : 'middle-body'}>
        {part === 'files' && <EvidencePane key={row.id} view={view} onCorrect={correct} />}
        {part === 'facts' && <Stated view={view} />}
        {part === 'history' && <HistoryList key={row.id} entries={view.history} />}
      </div>
      {correcting === row.id && <CorrectDialog view={view} onClose={() => setCorrecting('')} />}
    </section>
  )
})

function partLabel(part: MiddlePart, { attachments }: CaseView): string {
  if (part === 'files') return attachments.length === 0 ? '附件' : `附件 ${attachments.length}`
  return part === 'facts' ? '事实' : '办理记录'
}

function Stated({ view }: { view: CaseView }) {
  const { source } = view
  return (
    <>
      <StatedFacts view={view} />
      <FilingBlock key={view.row.id} view={view} onCorrected={takeView} />
      <h3>材料</h3>
      <MaterialList view={view} />
      <h3>来源</h3>
      <p className="quiet">
        {source.fileName}　工作表“{source.sheet}”第 <span className="digits">{source.row}</span> 行
      </p>
    </>
  )
}

/** What the workbook says of each material, and whether a file is here; a click opens it. */
function MaterialList({ view }: { view: CaseView }) {
  const caseId = view.row.id
  const entries = Object.entries(view.application.materials)
  function open(name: string): void {
    const file = view.attachments.find(({ material }) => material === name)
    if (file === undefined) openMaterial(caseId, name)
    else openAttachment(caseId, file)
    showPart('files')
  }
  if (entries.length === 0) {
    return (
      <p className="quiet">
        <QuestionOutlined /> 汇总表没有材料列。
      </p>
    )
  }
  return (
    <ul className="materials">
      {entries.map(([name, present]) => {
        const count = view.attachments.filter(({ material }) => material === name).length
        return (
          <li key={name} className={present ? 'mark good' : 'mark bad'}>
            {present ? <CheckOutlined /> : <CloseOutlined aria-hidden />}
            {name} {present ? '有' : '无'}
            <Button type="link" size="small" className="flush" icon={<PaperClipOutlined />} onClick={() => open(name)}>
              {count === 0 ? '没有附件' : `附件 ${count}`}
            </Button>
          </li>
        )
      })}
    </ul>
  )
}
