import { Input, Radio } from 'antd'
import { useState } from 'react'
import type { FilingView } from '../../../shared/contract/filings.ts'
import { chinaDay, type IsoDate } from '../../../shared/date.ts'
import {
  FILED_KINDS,
  FILING_FIELDS,
  type FilingFacts,
  filingChanges,
  filingNo,
  isLate,
} from '../../../shared/filings/filing.ts'
import { checkCreditCode } from '../../../shared/uscc.ts'
import { call } from '../../client.ts'
import { DayField } from '../../ui/DayField.tsx'
import { ReasonField } from '../../ui/ReasonField.tsx'
import { RecordDialog } from '../../ui/RecordDialog.tsx'
import { keep } from './filingStore.ts'

type TextField = 'organiser' | 'creditCode' | 'eventName' | 'industry' | 'place' | 'contact' | 'note'
type DayName = 'startsOn' | 'endsOn' | 'filedOn'
type Form = Omit<FilingFacts, DayName> & Record<DayName, IsoDate | null>

const HINTS: Partial<Record<TextField, string>> = {
  creditCode: '18 位',
  industry: '如 黄金珠宝、家具、眼镜、服装、钟表',
  contact: '姓名和电话；默认遮盖显示',
}

/** 登记报备, or 更正 with old → new and the reason. */
export function FilingDialog({ filing, onClose }: { filing: FilingView | null; onClose: () => void }) {
  const [form, setForm] = useState<Form>(() => (filing === null ? emptyForm() : formOf(filing)))
  const [reason, setReason] = useState('')
  const change = (part: Partial<Form>) => setForm({ ...form, ...part })
  const facts = complete(form)
  // The contact shown is masked: only one typed anew is a change.
  const changes = filing === null || facts === null ? [] : filingChanges({ ...formOf(filing), contact: '' }, facts)

  async function save(): Promise<void> {
    if (facts === null) return
    if (filing === null) return keep(() => call('filing.add', facts))
    const wanted = Object.fromEntries(changes.map(({ field, after }) => [field, after]))
    await keep(() => call('filing.correct', { filingId: filing.id, changes: wanted, reason }))
  }

  const closed =
    missing(form) ||
    (filing === null ? '' : changes.length === 0 ? '还没有改动' : reason.trim() === '' ? '请写明更正理由' : '')
  const field = (name: TextField) => <TextRow name={name} form={form} hint={hintOf(name, filing)} onChange={change} />
  return (
    <RecordDialog
      title={filing === null ? '登记事前报备' : `更正 ${filingNo(filing)}`}
      okText={filing === null ? '登记' : '保存更正'}
      closed={closed}
      save={save}
      onClose={onClose}
    >
      <div className="form-grid filings-form">
        {field('organiser')}
        {field('creditCode')}
        {field('eventName')}
        <span>{FILING_FIELDS.eventKind}</span>
        <Radio.Group
          aria-label={FILING_FIELDS.eventKind}
          value={form.eventKind}
          options={FILED_KINDS.map((value) => ({ value, label: value }))}
          onChange={(event) =>
            change({ eventKind: FILED_KINDS.find((kind) => kind === event.target.value) ?? form.eventKind })
          }
        />
        {field('industry')}
        {field('place')}
        <DayRow name="startsOn" form={form} onChange={change} />
        <DayRow name="endsOn" form={form} onChange={change} />
        <DayRow name="filedOn" form={form} onChange={change} />
        {field('contact')}
        {field('note')}
      </div>
      <Warnings form={form} facts={facts} />
      {filing !== null && (
        <>
          <ul className="changes">
            {changes.map(({ field: name, before, after }) => (
              <li key={name}>
                {FILING_FIELDS[name === 'application' ? 'note' : name]}：
                <del>{name === 'contact' ? filing.contact : before === '' ? '未填写' : before}</del> →{' '}
                <ins>{after === '' ? '清空' : after}</ins>
              </li>
            ))}
          </ul>
          <ReasonField label="更正理由（必填）" value={reason} onChange={setReason} />
        </>
      )}
    </RecordDialog>
  )
}

interface RowProps {
  form: Form
  onChange: (part: Partial<Form>) => void
}

function TextRow({ name, form, hint, onChange }: RowProps & { name: TextField; hint: string }) {
  return (
    <>
      <label htmlFor={`filing-${name}`}>{FILING_FIELDS[name]}</label>
      <Input
        id={`filing-${name}`}
        maxLength={200}
        placeholder={hint}
        value={form[name]}
        onChange={(event) => onChange({ [name]: event.target.value })}
      />
    </>
  )
}

function DayRow({ name, form, onChange }: RowProps & { name: DayName }) {
  return (
    <>
      <label htmlFor={`filing-${name}`}>{FILING_FIELDS[name]}</label>
      <DayField
        id={`filing-${name}`}
        label={FILING_FIELDS[name]}
        initial={form[name]}
        onChange={(day, ok) => onChange({ [name]: ok ? day : null })}
      />
    </>
  )
}

/** Said, and taken nevertheless: the register keeps what happened. */
function Warnings({ form, facts }: { form: Form; facts: FilingFacts | null }) {
  const code = form.creditCode.normalize('NFKC').trim().toUpperCase()
  const warnings = [
    ...(code === '' || checkCreditCode(code) === 'valid' ? [] : ['信用代码校验不通过，请与营业执照核对；仍可登记。']),
    ...(facts !== null && isLate(facts) ? ['报备不早于开始日期：照实登记，但“举办前报备”的条件不成立。'] : []),
  ]
  return warnings.map((words) => (
    <p key={words} className="hint problem">
      {words}
    </p>
  ))
}

function emptyForm(): Form {
  return {
    ...{ organiser: '', creditCode: '', eventName: '', eventKind: '大赛', industry: '', place: '' },
    ...{ startsOn: null, endsOn: null, filedOn: chinaDay(new Date().toISOString()), contact: '', note: '' },
  }
}

function formOf(filing: FilingView): FilingFacts {
  const { organiser, creditCode, eventName, eventKind, industry, place, startsOn, endsOn, filedOn, note } = filing
  return { organiser, creditCode, eventName, eventKind, industry, place, startsOn, endsOn, filedOn, contact: '', note }
}

function hintOf(name: TextField, filing: FilingView | null): string {
  if (name === 'contact' && filing !== null && filing.contact !== '') return `${filing.contact}，不改则留空`
  return HINTS[name] ?? ''
}

/** The form as facts, once its days are there. */
function complete(form: Form): FilingFacts | null {
  const { startsOn, endsOn, filedOn } = form
  if (startsOn === null || endsOn === null || filedOn === null) return null
  return { ...form, startsOn, endsOn, filedOn }
}

function missing({ organiser, eventName, startsOn, endsOn, filedOn }: Form): string {
  if (organiser.trim() === '') return '请填写主办单位'
  if (eventName.trim() === '') return '请填写活动名称'
  if (startsOn === null || endsOn === null) return '请填写开始日期和结束日期'
  if (filedOn === null) return '请填写报备日期'
  return endsOn < startsOn ? '结束日期早于开始日期，请核对' : ''
}
