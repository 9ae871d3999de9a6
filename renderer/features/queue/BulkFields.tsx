import { Input, InputNumber, Select } from 'antd'
import { useEffect, useId, useState } from 'react'
import type { PersonView } from '../../../shared/stages/bulk.ts'
import { REASONED_ACTS, STAGE_ACT_NAMES, STAGE_ACT_ROLES, STAGE_ACTS } from '../../../shared/stages/moves.ts'
import { call } from '../../client.ts'
import { DayField } from '../../ui/DayField.tsx'
import { ReasonField } from '../../ui/ReasonField.tsx'
import { useUser } from '../../workspace.ts'
import type { BulkForm, BulkKind } from './bulkActs.ts'

interface Props {
  roundId: string
  kind: BulkKind
  form: BulkForm
  onChange: (form: BulkForm) => void
}

/** What an act on many cases asks for before its dry run. */
export function BulkFields(props: Props) {
  switch (props.kind) {
    case 'assign':
      return <PersonField {...props} />
    case 'stage':
      return <StageFields {...props} />
    case 'supplement':
      return <ListFields {...props} />
    case 'propose':
      return <p className="quiet">机审符合的拟同意，金额取机审；不符合或条款已删除的不予支持，理由取机审结论。</p>
  }
}

const NOBODY = '(nobody)'

function PersonField({ roundId, form, onChange }: Props) {
  const [people, setPeople] = useState<PersonView[]>([])
  useEffect(() => {
    void call('people.list', { roundId }).then(setPeople, () => setPeople([]))
  }, [roundId])
  const options = people
    .filter(({ active }) => active)
    .map(({ id, name, open }) => ({ value: id, label: `${name}（在办 ${open} 件）` }))
  return (
    <Select
      autoFocus
      className="bulk-field"
      aria-label="派给"
      placeholder="派给…"
      value={form.accountId === '' ? null : (form.accountId ?? NOBODY)}
      options={[...options, { value: NOBODY, label: '收回，不派给任何人' }]}
      onChange={(value) => onChange({ ...form, accountId: value === NOBODY ? null : value })}
    />
  )
}

function StageFields({ form, onChange }: Props) {
  const user = useUser()
  const acts = STAGE_ACTS.filter((act) => STAGE_ACT_ROLES[act].some((role) => user?.roles.includes(role) === true))
  return (
    <>
      <Select
        autoFocus
        className="bulk-field"
        aria-label="环节"
        placeholder="选择要办理的环节…"
        value={form.act}
        options={acts.map((value) => ({ value, label: STAGE_ACT_NAMES[value] }))}
        onChange={(act) => onChange({ ...form, act })}
      />
      {form.act !== null && (
        <ReasonField
          label={REASONED_ACTS.includes(form.act) ? '理由' : '说明（可不填）'}
          value={form.reason}
          onChange={(reason) => onChange({ ...form, reason })}
        />
      )}
    </>
  )
}

function ListFields({ form, onChange }: Props) {
  const box = useId()
  return (
    <>
      <div className="stack">
        <label htmlFor={box}>补正事项（每行一项，所选各件相同）</label>
        <Input.TextArea
          id={box}
          autoFocus
          rows={3}
          value={form.items}
          onChange={(event) => onChange({ ...form, items: event.target.value })}
        />
      </div>
      <div className="row">
        <span>告知日期</span>
        <DayField label="告知日期" initial={form.toldOn} onChange={(toldOn) => onChange({ ...form, toldOn })} />
        <span>期限</span>
        <InputNumber
          aria-label="补正期限（工作日）"
          min={1}
          max={250}
          precision={0}
          value={form.dueDays}
          onChange={(dueDays) => onChange({ ...form, dueDays })}
        />
        <span>个工作日</span>
      </div>
      <ReasonField
        label="再次告知的理由（首次告知不填）"
        value={form.reason}
        onChange={(reason) => onChange({ ...form, reason })}
      />
    </>
  )
}
