import { Alert, Checkbox, InputNumber, Modal } from 'antd'
import { useState } from 'react'
import type { IsoDate } from '../../../shared/date.ts'
import type { Fen } from '../../../shared/money.ts'
import { DEMO_MARK } from '../../../shared/report/marks.ts'
import type { RoundView } from '../../../shared/views.ts'
import { call, sentence } from '../../client.ts'
import { DayField } from '../../ui/DayField.tsx'
import { MoneyField } from '../../ui/MoneyField.tsx'
import { Failure } from '../../ui/Notices.tsx'
import { nextBatch } from './nextBatch.ts'

interface Props {
  rounds: RoundView[]
  onClose(): void
  onCreated(round: RoundView): void
}

/** 新建批次: year, batch, budget with its reading, the demo parameters only on request. */
export function NewRound({ rounds, onClose, onCreated }: Props) {
  const [year, setYear] = useState(() => Math.max(new Date().getFullYear(), ...rounds.map((round) => round.year)))
  const [batch, setBatch] = useState(() => nextBatch(rounds, year))
  const [budgetFen, setBudgetFen] = useState<Fen | null>(null)
  const [demoParameters, setDemo] = useState(false)
  const [from, setFrom] = useState<{ day: IsoDate | null; ok: boolean }>({ day: null, ok: true })
  const [to, setTo] = useState<{ day: IsoDate | null; ok: boolean }>({ day: null, ok: true })
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  const order = from.day !== null && to.day !== null && from.day > to.day ? '受理期的截止日早于开始日，请核对' : ''

  async function create(): Promise<void> {
    if (budgetFen === null) {
      setProblem('请填写预算')
      return
    }
    setBusy(true)
    setProblem('')
    try {
      onCreated(
        await call('round.create', { year, batch, budgetFen, demoParameters, windowFrom: from.day, windowTo: to.day }),
      )
    } catch (error) {
      setProblem(sentence(error))
      setBusy(false)
    }
  }

  return (
    <Modal
      open
      width={560}
      title="新建批次"
      okText="建立批次"
      okButtonProps={{ loading: busy, disabled: !from.ok || !to.ok || order !== '' }}
      cancelText="取消"
      onOk={() => void create()}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <div className="form-grid">
        <label htmlFor="round-year">年度</label>
        <InputNumber
          id="round-year"
          min={2024}
          max={2099}
          value={year}
          onChange={(next) => {
            if (next === null) return
            setYear(next)
            setBatch(nextBatch(rounds, next))
          }}
        />
        <label htmlFor="round-batch">批次</label>
        <InputNumber id="round-batch" min={1} max={99} value={batch} onChange={(next) => setBatch(next ?? batch)} />
        <label htmlFor="round-budget">预算</label>
        <MoneyField
          id="round-budget"
          label="预算"
          initial={null}
          onChange={(fen, ok) => setBudgetFen(ok ? fen : null)}
        />
        <span>受理期（可不填）</span>
        <div className="pair">
          <DayField label="受理开始日" initial={null} onChange={(day, ok) => setFrom({ day, ok })} />
          <span>至</span>
          <DayField label="受理截止日" initial={null} onChange={(day, ok) => setTo({ day, ok })} />
        </div>
        <span>参数</span>
        <Checkbox checked={demoParameters} onChange={(event) => setDemo(event.target.checked)}>
          用演示参数补齐未设定的参数
        </Checkbox>
      </div>
      {order !== '' && <p className="problem">{order}</p>}
      {demoParameters && (
        <Alert
          type="warning"
          showIcon
          className="tight"
          title={`${DEMO_MARK}：这些数值是为试用编造的，本批次的每个画面和每份文件都会标明，不能用于正式评审。`}
        />
      )}
      {problem !== '' && <Failure message={problem} />}
    </Modal>
  )
}
