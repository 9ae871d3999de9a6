import { Checkbox, InputNumber } from 'antd'
import { useState } from 'react'
import type { HandlingDays } from '../../../shared/objections/objection.ts'
import { RecordDialog } from '../../ui/RecordDialog.tsx'
import { saveDays } from './recordStore.ts'

/** 办理期限: unset until the office enters it. */
export function DaysDialog({ initial, onClose }: { initial: HandlingDays; onClose: () => void }) {
  const [days, setDays] = useState(initial)
  return (
    <RecordDialog title="异议办理期限" okText="保存" closed="" save={() => saveDays(days)} onClose={onClose}>
      <p>按本局规定填写；空着即未设定，登记时不计算期限。只用于此后登记的异议、投诉和举报。</p>
      <div className="form-grid">
        <label htmlFor="handling-days">办理天数</label>
        <InputNumber
          id="handling-days"
          min={1}
          max={120}
          precision={0}
          suffix="个工作日"
          placeholder="未设定"
          value={days.days}
          onChange={(value) => setDays({ ...days, days: value })}
        />
        <span>起算</span>
        <Checkbox
          checked={days.countFirstDay}
          onChange={(event) => setDays({ ...days, countFirstDay: event.target.checked })}
        >
          收到当日计入（不选即次日起算）
        </Checkbox>
      </div>
    </RecordDialog>
  )
}
