import { CheckOutlined, CloseOutlined, PaperClipOutlined, QuestionOutlined } from '@ant-design/icons'
import { Alert, Button, Segmented } from 'antd'
import { useState } from 'react'
import { FACTS, type FactName } from '../../../shared/application.ts'
import { chinaMinute } from '../../../shared/date.ts'
import type { CaseView } from '../../../shared/views.ts'
import { Act } from '../../ui/Act.tsx'
import { FACT_NAMES, factsAskedBy, factText } from '../../ui/facts.ts'
import { Masked } from '../../ui/Masked.tsx'
import { Failure, Nothing, Working } from '../../ui/Notices.tsx'
import { CorrectDialog } from './CorrectDialog.tsx'
import { EvidencePane } from './EvidencePane.tsx'
import { MIDDLE_PARTS, type MiddlePart, openAttachment, openMaterial, showPart, useEvidence } from './evidenceStore.ts'
import { showCase, useReview } from './reviewStore.ts'

/** 依据: the files handed in, what the applicant stated and where it came from, and what has happened to the case. */
export function FactsPane() {
  const review = useReview()
  if (review.state === 'idle') return <Nothing words="在左侧选一件申报开始审核。" />
  if (review.state === 'loading') return <Working words="正在读取申报…" />
  if (review.state === 'failed') return <Failure message={review.message} retry={() => void showCase(review.caseId)} />
  return <FactsSheet key={review.caseId} view={review.view} />
}

function FactsSheet({ view }: { view: CaseView }) {
  const [correcting, setCorrecting] = useState(false)
  const part = useEvidence((state) => state.part)
  const { application, row } = view
  return (
    <section className="pane facts middle" aria-label="依据">
      <header className="pane-head">
        <h2 title={application.applicant}>{application.applicant}</h2>
        <span className="digits quiet">{application.applicationNo}</span>
        <span className="space" />
        <Act channel="case.correct" size="small" onClick={() => setCorrecting(true)}>
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
      <div className={part === 'files' ? 'middle-body whole' : 'middle-body'}>
        {part === 'files' && <EvidencePane view={view} onCorrect={() => setCorrecting(true)} />}
        {part === 'facts' && <Stated view={view} />}
        {part === 'history' && <History entries={view.history} />}
      </div>
      {correcting && <CorrectDialog view={view} onClose={() => setCorrecting(false)} />}
    </section>
  )
}

function partLabel(part: MiddlePart, { attachments }: CaseView): string {
  if (part === 'files') return attachments.length === 0 ? '附件' : `附件 ${attachments.length}`
  return part === 'facts' ? '事实' : '办理记录'
}

function Stated({ view }: { view: CaseView }) {
  const { application, source } = view
  return (
    <>
      <dl className="fact-list">
        <Fact label="申报条款" value={application.articleText} />
        <Fact label="统一社会信用代码" value={application.creditCode} />
        <Fact label="所属产业" value={application.industry} />
        <Fact label="项目名称" value={application.projectName} />
        <FactRows view={view} />
      </dl>
      <h3>材料</h3>
      <MaterialList view={view} />
      <h3>来源</h3>
      <p className="quiet">
        {source.fileName}　工作表“{source.sheet}”第 <span className="digits">{source.row}</span> 行
      </p>
    </>
  )
}

function FactRows({ view }: { view: CaseView }) {
  const { facts } = view.application
  const asked = view.article === null ? new Set<FactName>() : factsAskedBy(view.article.current, facts)
  return FACT_NAMES.filter((name) => facts[name] !== undefined || asked.has(name)).map((name) => {
    const value = facts[name]
    const { label, kind } = FACTS[name]
    if (value !== undefined && kind === 'id') {
      return (
        <div key={name} className="fact">
          <dt>{label}</dt>
          <dd>
            <Masked value={String(value)} label={label} />
          </dd>
        </div>
      )
    }
    return (
      <Fact
        key={name}
        label={label}
        value={value === undefined ? '' : factText(name, value)}
        missing={asked.has(name)}
      />
    )
  })
}

function Fact({ label, value, missing = false }: { label: string; value: string; missing?: boolean }) {
  return (
    <div className={value === '' && missing ? 'fact missing' : 'fact'}>
      <dt>{label}</dt>
      <dd>{value === '' ? <span className="quiet">{missing ? '未填写，本条需要' : '未填写'}</span> : value}</dd>
    </div>
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
            {present ? <CheckOutlined /> : <CloseOutlined />}
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

function History({ entries }: { entries: CaseView['history'] }) {
  if (entries.length === 0) return <p className="quiet">还没有办理记录。</p>
  return (
    <ol className="history">
      {entries.map((entry) => (
        <li key={entry.at + entry.who + entry.text}>
          <span className="digits quiet">{chinaMinute(entry.at)}</span> {entry.who}：{entry.text}
        </li>
      ))}
    </ol>
  )
}
