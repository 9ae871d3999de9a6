import { Button } from 'antd'
import type { ConditionResult } from '../../../shared/review/assessment.ts'
import { OutcomeMark } from '../../ui/status.tsx'
import { openPage } from '../../workspace.ts'
import { LiftRestriction } from './LiftRestriction.tsx'
import { PinMark } from './PinMark.tsx'

/** The condition of the instrument that 失信/限制 lists are held against. */
const NOT_RESTRICTED = 'not-restricted'

interface Props {
  caseId: string
  conditions: ConditionResult[]
  /** Opens the old and new wording; null when the article is not known. */
  onClause: (() => void) | null
}

/** Each condition with its outcome, its sentence and its clause: what needs a person first, then what passed. */
export function ConditionList({ caseId, conditions, onClause }: Props) {
  if (conditions.length === 0) return <p className="quiet">没有可核对的条件。</p>
  const open = conditions.filter(({ outcome }) => outcome !== 'met')
  const met = conditions.filter(({ outcome }) => outcome === 'met')
  return (
    <ol className="conditions">
      {[...open, ...met].map((condition) => (
        <li key={condition.id}>
          <OutcomeMark outcome={condition.outcome} />
          <div>
            <p>
              <b>{condition.label}</b>　{condition.text} <PinMark condition={condition.id} />
            </p>
            {condition.supplement !== '' && <p className="supplement">补正：{condition.supplement}</p>}
            {condition.id === NOT_RESTRICTED && condition.outcome === 'unmet' && (
              <LiftRestriction key={caseId} found={condition.text} />
            )}
            {condition.outcome === 'unset' && (
              <Button type="link" size="small" className="flush" onClick={() => openPage('policy')}>
                去“条款”录入参数
              </Button>
            )}
          </div>
          {condition.clause !== '' && <Clause clause={condition.clause} onClause={onClause} />}
        </li>
      ))}
    </ol>
  )
}

export function Clause({ clause, onClause }: { clause: string; onClause: (() => void) | null }) {
  if (onClause === null) return <span className="quiet">{clause}</span>
  return (
    <button type="button" className="clause" title="看新旧条文" onClick={onClause}>
      {clause}
    </button>
  )
}
