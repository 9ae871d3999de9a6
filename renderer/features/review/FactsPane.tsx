import { CheckOutlined, CloseOutlined, QuestionOutlined } from '@ant-design/icons'
import { Alert } from 'antd'
import { useState } from 'react'
import { FACTS, type FactName } from '../../../shared/application.ts'
import { chinaMinute } from '../../../shared/date.ts'
import type { CaseView } from '../../../shared/views.ts'
import { Act } from '../../ui/Act.tsx'
import { FACT_NAMES, factsAskedBy, factText } from '../../ui/facts.ts'
import { Masked } from '../../ui/Masked.tsx'
import { Failure, Nothing, Working } from '../../ui/Notices.tsx'
import { CorrectDialog } from './CorrectDialog.tsx'
import { showCase, useReview } from './reviewStore.ts'

/** 依据: what the applicant stated, where it came from, and what has happened to the case. */
export function FactsPane() {
  const review = useReview()
  if (review.state === 'idle') return <Nothing words="在左侧选一件申报开始审核。" />
  if (review.state === 'loading') return <Working words="正在读取申报…" />
  if (review.state === 'failed') return <Failure message={review.message} retry={() => void showCase(review.caseId)} />
  return <FactsSheet key={review.caseId} view={review.view} />
}

function FactsSheet({ view }: { view: CaseView }) {
  const [correcting, setCorrecting] = useState(false)
  const { application, row, source } = view
  return (
    <section className="pane facts" aria-label="依据">
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
      <dl className="fact-list">
        <Fact label="申报条款" value={application.articleText} />
        <Fact label="统一社会信用代码" value={application.creditCode} />
        <Fact label="所属产业" value={application.industry} />
        <Fact label="项目名称" value={application.projectName} />
        <FactRows view={view} />
      </dl>
      <h3>材料</h3>
      <MaterialList materials={application.materials} />
      <h3>来源</h3>
      <p className="quiet">
        {source.fileName}　工作表“{source.sheet}”第 <span className="digits">{source.row}</span> 行
      </p>
      <h3>办理记录</h3>
      <History entries={view.history} />
      {correcting && <CorrectDialog view={view} onClose={() => setCorrecting(false)} />}
    </section>
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

function MaterialList({ materials }: { materials: Record<string, boolean> }) {
  const entries = Object.entries(materials)
  if (entries.length === 0) {
    return (
      <p className="quiet">
        <QuestionOutlined /> 汇总表没有材料列。
      </p>
    )
  }
  return (
    <ul className="materials">
      {entries.map(([name, present]) => (
        <li key={name} className={present ? 'mark good' : 'mark bad'}>
          {present ? <CheckOutlined /> : <CloseOutlined />}
          {name} {present ? '有' : '无'}
        </li>
      ))}
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
