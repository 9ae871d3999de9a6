import { InputNumber, Modal, Select } from 'antd'
import { useCallback, useState } from 'react'
import type { CopyPlan } from '../../../shared/rounds/copyRound.ts'
import type { RoundView } from '../../../shared/views.ts'
import { call } from '../../client.ts'
import { Failure, Working } from '../../ui/Notices.tsx'
import { useLoaded } from '../../ui/useLoaded.ts'
import { useSubmit } from '../../ui/useSubmit.ts'
import { openPage } from '../../workspace.ts'
import { CopyLines } from './CopyLines.tsx'
import { CopyParameters, CopySchemes } from './CopyParts.tsx'
import { START, takable, whatIsMissing } from './copyChoice.ts'
import { nextBatch } from './nextBatch.ts'

interface Props {
  rounds: RoundView[]
  onClose(): void
  onCreated(round: RoundView): void
}

/** 照往年新建: an earlier round, what usually changes with a choice for each, and the new round in one step. */
export function CopyRound({ rounds, onClose, onCreated }: Props) {
  const [fromRoundId, setFrom] = useState(() => (rounds.find(({ sample }) => !sample) ?? rounds[0])?.id ?? '')
  const [year, setYear] = useState(() => 1 + Math.max(...rounds.map((round) => round.year)))
  const [batch, setBatch] = useState(() => nextBatch(rounds, year))
  const [choice, setChoice] = useState(START)
  const { busy, problem, submit } = useSubmit()
  const ask = useCallback(() => call('round.copyPlan', { fromRoundId, year, batch }), [fromRoundId, year, batch])
  const { loaded, reload } = useLoaded(ask)
  const plan = loaded.state === 'ready' ? loaded.value : null
  const missing = whatIsMissing(choice)

  async function create(shown: CopyPlan): Promise<void> {
    const { budgetFen, noWindow, windowFrom, windowTo, rules, clearNoticeDates, schemes, panels } = choice
    if (budgetFen === null) return
    await submit(async () => {
      const round = await call('round.copy', {
        fromRoundId,
        year,
        batch,
        budgetFen,
        windowFrom: noWindow ? null : windowFrom,
        windowTo: noWindow ? null : windowTo,
        rules,
        parameters: [...(choice.parameters ?? takable(shown))],
        schemes: [...schemes],
        panels: [...panels],
        clearNoticeDates,
      })
      onCreated(round)
    })
  }

  return (
    <Modal
      open
      className="copy-dialog"
      width={1040}
      title="照往年新建批次"
      okText="建立批次"
      okButtonProps={{ loading: busy, disabled: plan === null || missing !== '' }}
      cancelText="取消"
      onOk={() => plan !== null && void create(plan)}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={(buttons) => (
        <div className="copy-foot">
          <span className="quiet">{missing}</span>
          {buttons}
        </div>
      )}
    >
      <div className="copy-head">
        <label htmlFor="copy-from">照着</label>
        <Select
          id="copy-from"
          value={fromRoundId}
          style={{ width: 200 }}
          options={rounds.map((round) => ({
            value: round.id,
            label: `${round.name}${round.sample ? '（示例）' : ''}`,
          }))}
          onChange={(next) => {
            setFrom(next)
            setChoice({ ...choice, parameters: null, schemes: [], panels: [] })
          }}
        />
        <label htmlFor="copy-year">新建</label>
        <InputNumber
          id="copy-year"
          min={2024}
          max={2099}
          suffix="年"
          value={year}
          onChange={(next) => {
            if (next === null) return
            setYear(next)
            setBatch(nextBatch(rounds, next))
          }}
        />
        <label htmlFor="copy-batch">第</label>
        <InputNumber
          id="copy-batch"
          min={1}
          max={99}
          suffix="批"
          value={batch}
          onChange={(next) => next !== null && setBatch(next)}
        />
      </div>
      {problem !== '' && <Failure message={problem} />}
      {loaded.state === 'working' && <Working words="正在比对往年批次…" />}
      {loaded.state === 'failed' && <Failure message={loaded.message} retry={reload} />}
      {plan !== null && (
        <>
          <h3>通常要改的</h3>
          <CopyLines
            lines={plan.lines}
            choice={choice}
            onChange={(part) => setChoice({ ...choice, ...part })}
            onSettings={() => {
              onClose()
              openPage('settings')
            }}
          />
          <h3>参数</h3>
          <CopyParameters
            plan={plan}
            taken={choice.parameters ?? takable(plan)}
            onChange={(parameters) => setChoice({ ...choice, parameters })}
          />
          {plan.schemes.length > 0 && (
            <>
              <h3>评审办法和专家组</h3>
              <CopySchemes
                schemes={plan.schemes}
                choice={choice}
                onChange={(part) => setChoice({ ...choice, ...part })}
              />
            </>
          )}
          <p className="quiet small">申报、意见、名单和评分不带过去。</p>
        </>
      )}
    </Modal>
  )
}
