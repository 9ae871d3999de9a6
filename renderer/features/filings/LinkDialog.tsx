import { Select } from 'antd'
import { useEffect, useState } from 'react'
import type { FilingView } from '../../../shared/contract/filings.ts'
import { filingNo } from '../../../shared/filings/filing.ts'
import { call, sentence } from '../../client.ts'
import { CASE_CHOICE } from '../../ui/caseChoice.tsx'
import { RecordDialog } from '../../ui/RecordDialog.tsx'
import { useRound } from '../../workspace.ts'
import { keep } from './filingStore.ts'

interface Choice {
  value: string
  label: string
}

/** Which application of the open round an entry belongs to; those that look like it come first. */
export function LinkDialog({ filing, onClose }: { filing: FilingView; onClose: () => void }) {
  const roundId = useRound()?.id ?? null
  const [others, setOthers] = useState<Choice[]>([])
  const [trouble, setTrouble] = useState('')
  const suggested = filing.suggested.map(({ applicationId, applicationNo, applicant, eventName }) => ({
    value: applicationId,
    label: `${applicationNo} ${applicant} ${eventName}`,
  }))
  const [applicationId, setApplicationId] = useState<string | null>(suggested[0]?.value ?? null)

  useEffect(() => {
    if (roundId === null) return
    call('case.list', { roundId })
      .then((rows) => {
        const events = rows.filter(({ article }) => article === 'event')
        setOthers(
          events.map(({ id, applicationNo, applicant }) => ({ value: id, label: `${applicationNo} ${applicant}` })),
        )
      })
      .catch((error: unknown) => setTrouble(sentence(error)))
  }, [roundId])

  const known = new Set(suggested.map(({ value }) => value))
  const options = [
    { label: '可能是', options: suggested },
    { label: '其他重大活动申报', options: others.filter(({ value }) => !known.has(value)) },
  ].filter((group) => group.options.length > 0)

  async function save(): Promise<void> {
    if (applicationId === null) return
    await keep(() => call('filing.link', { filingId: filing.id, applicationId, words: '' }))
  }

  const none = options.length === 0 ? '本批次还没有重大活动的申报' : '请选择申报'
  return (
    <RecordDialog
      title={`关联申报 ${filingNo(filing)}`}
      okText="关联"
      closed={trouble !== '' ? trouble : applicationId === null ? none : ''}
      save={save}
      onClose={onClose}
    >
      <p className="quiet">
        {filing.organiser}“{filing.eventName}
        ”。关联后，审核页的“报备登记”并列显示登记与申报的不同；申报资料不会自动改动。
      </p>
      <Select<string>
        {...CASE_CHOICE}
        aria-label="申报"
        className="filings-case"
        showSearch={{ optionFilterProp: 'label' }}
        placeholder="输入编号或单位查找"
        value={applicationId}
        options={options}
        onChange={setApplicationId}
      />
    </RecordDialog>
  )
}
