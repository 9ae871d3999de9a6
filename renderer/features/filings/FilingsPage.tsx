import { Input, InputNumber, Select } from 'antd'
import { useEffect, useState } from 'react'
import type { FilingView } from '../../../shared/contract/filings.ts'
import { chinaDay, type IsoDate } from '../../../shared/date.ts'
import { filingNo } from '../../../shared/filings/filing.ts'
import {
  type ApplyWindow,
  FILING_STATE_NAMES,
  FILING_STATES,
  type FilingState,
  filingState,
} from '../../../shared/filings/progress.ts'
import { Act } from '../../ui/Act.tsx'
import { Failure, Nothing, Working } from '../../ui/Notices.tsx'
import { useRound } from '../../workspace.ts'
import { ExportFilings } from './ExportFilings.tsx'
import { FilingDialog } from './FilingDialog.tsx'
import { FilingSheet } from './FilingSheet.tsx'
import { FilingTable } from './FilingTable.tsx'
import './filings.css'
import { loadFilings, useFilings } from './filingStore.ts'
import { ReminderList } from './ReminderList.tsx'

interface Filter {
  year: number | null
  state: FilingState | null
  words: string
}

/** How far ahead the reminders look when the page is opened. */
const FIRST_WITHIN = 30

/** 报备: events told of beforehand, what was seen of them, and what is still to do. */
export function FilingsPage() {
  const roundId = useRound()?.id ?? null
  const loaded = useFilings((store) => store.loaded)
  useEffect(() => void loadFilings(roundId), [roundId])
  if (loaded.state === 'loading') return <Working words="正在读取报备登记…" />
  if (loaded.state === 'failed') return <Failure message={loaded.message} retry={() => void loadFilings(roundId)} />
  return <Register filings={loaded.book.filings} window={loaded.book.window} />
}

function Register({ filings, window }: { filings: FilingView[]; window: ApplyWindow | null }) {
  const [filter, setFilter] = useState<Filter>({ year: null, state: null, words: '' })
  const [within, setWithin] = useState(FIRST_WITHIN)
  const [adding, setAdding] = useState(false)
  const openId = useFilings((store) => store.openId)
  const today = chinaDay(new Date().toISOString())
  const shown = filings.filter((one) => fits(one, filter, today))
  const open = filings.find(({ id }) => id === openId) ?? shown[0]
  return (
    <div className="filings">
      <header className="filings-head">
        <FilterFields filings={filings} filter={filter} onChange={setFilter} />
        <span className="quiet">
          {shown.length} 条{shown.length === filings.length ? '' : `（共 ${filings.length} 条）`}
        </span>
        <span className="space" />
        <span>提醒今后</span>
        <InputNumber
          aria-label="提醒今后多少天"
          size="small"
          min={1}
          max={365}
          precision={0}
          value={within}
          onChange={(days) => setWithin(days ?? FIRST_WITHIN)}
        />
        <span>天</span>
        <ExportFilings year={filter.year} empty={filings.length === 0} />
        <Act command channel="filing.add" type="primary" onClick={() => setAdding(true)}>
          登记报备…
        </Act>
      </header>
      {filings.length === 0 ? (
        <Nothing words="还没有报备登记。主办单位在活动举办前报备时，按“登记报备”录入；之后在这里记事中跟踪和事后审核。" />
      ) : (
        <>
          <ReminderList filings={filings} today={today} within={within} window={window} />
          <div className="filings-body">
            <FilingTable filings={shown} openId={open?.id ?? null} today={today} />
            {open !== undefined && <FilingSheet key={open.id} filing={open} today={today} />}
          </div>
        </>
      )}
      {adding && <FilingDialog filing={null} onClose={() => setAdding(false)} />}
    </div>
  )
}

interface FieldsProps {
  filings: FilingView[]
  filter: Filter
  onChange: (filter: Filter) => void
}

function FilterFields({ filings, filter, onChange }: FieldsProps) {
  const years = [...new Set(filings.map(({ year }) => year))]
  return (
    <>
      <Select<number>
        aria-label="年度"
        allowClear
        placeholder="全部年度"
        className="filings-pick"
        value={filter.year}
        options={years.map((year) => ({ value: year, label: `${year}年` }))}
        onChange={(year: number | undefined) => onChange({ ...filter, year: year ?? null })}
      />
      <Select<FilingState>
        aria-label="进度"
        allowClear
        placeholder="全部进度"
        className="filings-pick"
        popupMatchSelectWidth={false}
        value={filter.state}
        options={FILING_STATES.map((value) => ({ value, label: FILING_STATE_NAMES[value] }))}
        onChange={(state: FilingState | undefined) => onChange({ ...filter, state: state ?? null })}
      />
      <Input
        aria-label="查找报备"
        className="filings-find"
        allowClear
        placeholder="编号、单位、活动"
        value={filter.words}
        onChange={(event) => onChange({ ...filter, words: event.target.value })}
      />
    </>
  )
}

function fits(filing: FilingView, { year, state, words }: Filter, today: IsoDate): boolean {
  const { organiser, eventName, creditCode } = filing
  const wanted = words.trim()
  return (
    (year === null || filing.year === year) &&
    (state === null || filingState(filing, today) === state) &&
    [filingNo(filing), organiser, eventName, creditCode].some((text) => text.includes(wanted))
  )
}
