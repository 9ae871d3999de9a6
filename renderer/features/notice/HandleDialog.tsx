import { Alert, Radio, Select } from 'antd'
import { useState } from 'react'
import { chinaDay, type IsoDate } from '../../../shared/date.ts'
import {
  EFFECT_NAMES,
  EFFECTS,
  type Effect,
  OBJECTION_OUTCOMES,
  type Objection,
  type ObjectionOutcome,
  OUTCOME_WORDS,
  objectionNo,
} from '../../../shared/objections/objection.ts'
import type { RoundView } from '../../../shared/views.ts'
import { may, whoMay } from '../../client.ts'
import { DayField } from '../../ui/DayField.tsx'
import { ReasonField } from '../../ui/ReasonField.tsx'
import { RecordDialog } from '../../ui/RecordDialog.tsx'
import { useUser } from '../../workspace.ts'
import { handleObjection } from './recordStore.ts'

const CONSEQUENCES: Record<Effect, string> = {
  none: '',
  reopened: '本件退回“审核”重新拟定意见，有效的定稿名单和据此出过的文书随即失效；重新拟定之前不能定稿。',
  withdrawn: '有效的定稿名单和据此出过的文书随即失效，须重新定稿和公示。',
}

interface Props {
  round: RoundView
  objection: Objection
  onClose: () => void
}

/** 办理: a step of the handling, or, for the chief, the conclusion and what it does to the list. */
export function HandleDialog({ round, objection, onClose }: Props) {
  const mayClose = may(useUser(), 'objection.close')
  const [happenedOn, setHappenedOn] = useState<IsoDate | null>(() => chinaDay(new Date().toISOString()))
  const [words, setWords] = useState('')
  const [outcome, setOutcome] = useState<ObjectionOutcome | null>(null)
  const [effect, setEffect] = useState<Effect>('none')
  const closed = happenedOn === null ? '请填写办理日期' : words.trim() === '' ? '请写明办理情况' : ''

  async function save(): Promise<void> {
    if (happenedOn === null) return
    const step = { objectionId: objection.id, happenedOn, words }
    await handleObjection(outcome === null ? step : { ...step, outcome, effect })
  }

  return (
    <RecordDialog
      title={`办理 ${objectionNo(objection, round)}`}
      okText={outcome === null ? '记录' : '办结'}
      closed={closed}
      save={save}
      onClose={onClose}
    >
      <p>{objection.subject}</p>
      <div className="form-grid">
        <label htmlFor="step-day">办理日期</label>
        <DayField
          id="step-day"
          label="办理日期"
          initial={happenedOn}
          onChange={(day, ok) => setHappenedOn(ok ? day : null)}
        />
        <label htmlFor="step-outcome">结论</label>
        <Select<ObjectionOutcome>
          id="step-outcome"
          allowClear
          disabled={!mayClose}
          placeholder={mayClose ? '尚未办结' : whoMay('objection.close')}
          value={outcome}
          options={OBJECTION_OUTCOMES.map((value) => ({ value, label: OUTCOME_WORDS[value] }))}
          onChange={(value: ObjectionOutcome | undefined) => setOutcome(value ?? null)}
        />
        {outcome !== null && (
          <>
            <span>名单</span>
            <Radio.Group
              aria-label="对名单的影响"
              value={effect}
              options={EFFECTS.filter((value) => value !== 'reopened' || objection.applicationId !== null).map(
                (value) => ({
                  value,
                  label: EFFECT_NAMES[value],
                }),
              )}
              onChange={(event) => setEffect(EFFECTS.find((each) => each === event.target.value) ?? effect)}
            />
          </>
        )}
      </div>
      {outcome !== null && effect !== 'none' && (
        <Alert className="tight" type="warning" showIcon title={CONSEQUENCES[effect]} />
      )}
      <ReasonField label="办理情况（必填，不写提出人姓名）" value={words} onChange={setWords} />
    </RecordDialog>
  )
}
