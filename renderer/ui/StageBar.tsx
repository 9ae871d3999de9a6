import { CheckOutlined, ExclamationCircleFilled, RightCircleFilled } from '@ant-design/icons'
import { chinaMinute } from '../../shared/date.ts'
import type { CaseView } from '../../shared/views.ts'
import { type PathStep, stagePath } from './stagePath.ts'
import './stages.css'

const WORDS = { done: '已办', now: '现处', ahead: '待办' } as const

/** The stages of a case in order: done, present and to come, each by word and mark; the side exit it stands in, if any. */
export function StageBar({ view }: { view: CaseView }) {
  const { steps, side } = stagePath(view)
  const last = view.moves.at(-1)
  return (
    <ol className="stage-bar" aria-label="环节">
      {steps.map((step) => (
        <Step key={step.stage} step={step} />
      ))}
      {side !== '' && (
        <li className="side" aria-current="step">
          <span title={last === undefined ? '' : `${last.who} ${chinaMinute(last.at)}`}>
            <ExclamationCircleFilled /> 现处 {side}
          </span>
        </li>
      )}
    </ol>
  )
}

function Step({ step: { stage, state, move } }: { step: PathStep }) {
  const words =
    move === null || state === 'ahead' ? WORDS[state] : `${WORDS[state]}：${move.who} ${chinaMinute(move.at)}`
  return (
    <li className={state} {...(state === 'now' ? { 'aria-current': 'step' as const } : {})}>
      <span title={`${stage} ${words}`}>
        {state === 'done' && <CheckOutlined aria-hidden={false} aria-label="已办" />}
        {state === 'now' && (
          <>
            <RightCircleFilled /> 现处{' '}
          </>
        )}
        {stage}
      </span>
    </li>
  )
}
