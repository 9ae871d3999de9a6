import { Input, Radio, Select } from 'antd'
import { useState } from 'react'
import type { Input as CallInput } from '../../../shared/contract.ts'
import { chinaDay } from '../../../shared/date.ts'
import {
  type HandlingDays,
  OBJECTION_KIND_NAMES,
  OBJECTION_KINDS,
  type ObjectionKind,
  SIGNED,
  SIGNED_NAMES,
} from '../../../shared/objections/objection.ts'
import type { CaseRow } from '../../../shared/views.ts'
import { CASE_CHOICE } from '../../ui/caseChoice.tsx'
import { DayField } from '../../ui/DayField.tsx'
import { ReasonField } from '../../ui/ReasonField.tsx'
import { RecordDialog } from '../../ui/RecordDialog.tsx'
import { addObjection } from './recordStore.ts'

const KIND_WORDS: Record<ObjectionKind, string> = {
  objection: '申报单位对本单位申报项目的公示内容有不同意见。',
  complaint: '对本局或受托机构工作人员的投诉。',
  report: '对申报单位的举报。',
}

type Form = Omit<CallInput<'objection.add'>, 'receivedOn'> & { receivedOn: string | null }

interface Props {
  roundId: string
  cases: CaseRow[]
  days: HandlingDays
  onClose: () => void
}

/** 登记: what came, from whom, and about which application. */
export function AddDialog({ roundId, cases, days, onClose }: Props) {
  const [form, setForm] = useState<Form>(() => ({
    roundId,
    applicationId: null,
    kind: 'objection',
    signed: 'named',
    person: '',
    receivedOn: chinaDay(new Date().toISOString()),
    receivedHow: '',
    subject: '',
  }))
  const change = (part: Partial<Form>) => setForm({ ...form, ...part })
  const { receivedOn } = form

  async function save(): Promise<void> {
    if (receivedOn !== null) await addObjection({ ...form, receivedOn })
  }

  return (
    <RecordDialog title="登记异议、投诉或举报" okText="登记" closed={missing(form)} save={save} onClose={onClose}>
      <div className="form-grid">
        <span>类别</span>
        <Radio.Group
          aria-label="类别"
          value={form.kind}
          options={OBJECTION_KINDS.map((value) => ({ value, label: OBJECTION_KIND_NAMES[value] }))}
          onChange={(event) =>
            change({ kind: OBJECTION_KINDS.find((each) => each === event.target.value) ?? form.kind })
          }
        />
        <span />
        <span className="quiet small">{KIND_WORDS[form.kind]}</span>
        <label htmlFor="objection-case">申报</label>
        <Select<string>
          {...CASE_CHOICE}
          id="objection-case"
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder="不针对某一件；输入编号或单位查找"
          value={form.applicationId}
          options={cases.map(({ id, applicationNo, applicant }) => ({
            value: id,
            label: `${applicationNo} ${applicant}`,
          }))}
          onChange={(value: string | undefined) => change({ applicationId: value ?? null })}
        />
        <span>署名</span>
        <Radio.Group
          aria-label="署名"
          value={form.signed}
          options={SIGNED.map((value) => ({ value, label: SIGNED_NAMES[value] }))}
          onChange={(event) => {
            const signed = SIGNED.find((each) => each === event.target.value) ?? form.signed
            change({ signed, person: signed === 'anonymous' ? '' : form.person })
          }}
        />
        <label htmlFor="objection-person">提出人</label>
        <Input
          id="objection-person"
          maxLength={100}
          disabled={form.signed === 'anonymous'}
          placeholder="只有科长和公示经办能看到"
          value={form.person}
          onChange={(event) => change({ person: event.target.value })}
        />
        <label htmlFor="objection-day">收到日期</label>
        <DayField
          id="objection-day"
          label="收到日期"
          initial={receivedOn}
          onChange={(day, ok) => change({ receivedOn: ok ? day : null })}
        />
        <label htmlFor="objection-how">收到方式</label>
        <Input
          id="objection-how"
          maxLength={100}
          placeholder="如 书面、来访、电话、邮件"
          value={form.receivedHow}
          onChange={(event) => change({ receivedHow: event.target.value })}
        />
      </div>
      <ReasonField label="事由（不写提出人姓名）" value={form.subject} onChange={(subject) => change({ subject })} />
      {days.days === null && (
        <p className="quiet small">办理期限未设定，本件不计算期限；可先关闭，按“设定期限”填写。</p>
      )}
    </RecordDialog>
  )
}

function missing({ signed, person, receivedOn, receivedHow, subject }: Form): string {
  if (signed === 'named' && person.trim() === '') return '请填写提出人；没有署名的请选“匿名”'
  if (receivedOn === null) return '请填写收到日期'
  if (receivedHow.trim() === '') return '请填写收到方式'
  return subject.trim() === '' ? '请填写事由' : ''
}
