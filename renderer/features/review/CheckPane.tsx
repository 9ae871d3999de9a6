import { Alert, Button } from 'antd'
import { memo, useState } from 'react'
import type { CaseView } from '../../../shared/views.ts'
import { ArticleDrawer } from '../../ui/ArticleText.tsx'
import { OutcomeMark } from '../../ui/status.tsx'
import { AmountSteps } from './AmountSteps.tsx'
import { ConditionList } from './ConditionList.tsx'
import { DecisionForm } from './DecisionForm.tsx'
import { RecheckForm } from './RecheckForm.tsx'
import { useReview } from './reviewStore.ts'
import { StageStrip } from './StageStrip.tsx'
import { useFromTop } from './useFromTop.ts'

// Typing an opinion changes neither.
const Stages = memo(StageStrip)
const Findings = memo(FindingsOf)

/** 核对与金额: the clause checklist, how the amount came about, and the reviewer's answer. */
export function CheckPane() {
  const review = useReview()
  if (review.state !== 'ready') return null
  return (
    <section className="pane check" aria-label="核对与金额">
      <Stages view={review.view} />
      <Findings view={review.view} />
      {review.view.acts.includes('pass') ? <RecheckForm review={review} /> : <DecisionForm review={review} />}
    </section>
  )
}

function FindingsOf({ view }: { view: CaseView }) {
  const caseId = view.row.id
  const body = useFromTop(caseId)
  const [open, setOpen] = useState('')
  const { assessment, article } = view
  const show = article === null ? null : () => setOpen(caseId)
  return (
    <div {...body} className="check-body">
      <header className="pane-head">
        <h2>
          {assessment?.articleNo ?? view.row.articleNo} {article?.title ?? ''}
        </h2>
        {article !== null && <span className="quiet">{article.change}</span>}
        <span className="space" />
        {show !== null && (
          <Button size="small" onClick={show}>
            新旧对照
          </Button>
        )}
      </header>
      {article?.current.noInferred === true && <p className="note">{article.current.no} 为推定编号，待局确认</p>}
      {assessment === null ? (
        <Alert type="info" showIcon className="tight" title="本件还没有机审结论。请到“批次”点“重新测算”。" />
      ) : (
        <>
          {assessment.warnings.map((warning) => (
            <Alert key={warning} type="warning" showIcon className="tight" title={warning} />
          ))}
          <h3>
            条件核对　机审结论 <OutcomeMark outcome={assessment.outcome} />
          </h3>
          <ConditionList caseId={caseId} conditions={assessment.conditions} onClause={show} />
          <h3>计算依据</h3>
          <AmountSteps caseId={caseId} assessment={assessment} onClause={show} />
        </>
      )}
      {open === caseId && <ArticleDrawer article={article} onClose={() => setOpen('')} />}
    </div>
  )
}
