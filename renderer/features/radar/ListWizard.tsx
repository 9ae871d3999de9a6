import { Button, Input, Radio, Result, Steps } from 'antd'
import { useMemo, useState } from 'react'
import { REFERENCE_KIND_NAMES, REFERENCE_KINDS } from '../../../shared/reference/reference.ts'
import type { RoundView } from '../../../shared/views.ts'
import { Act } from '../../ui/Act.tsx'
import { DayField } from '../../ui/DayField.tsx'
import { Failure, Nothing, Working } from '../../ui/Notices.tsx'
import { ColumnTable } from '../../ui/workbook/ColumnTable.tsx'
import { PlanTable } from '../../ui/workbook/PlanTable.tsx'
import { SheetTable } from '../../ui/workbook/SheetTable.tsx'
import { useUser } from '../../workspace.ts'
import { chiefOnly, KIND_WORDS, listLines } from './listWords.ts'
import {
  changeListChoices,
  chooseAgain,
  chooseListBook,
  closeWizard,
  confirmList,
  goToListStep,
  type ListImport,
  type ListRequest,
  openWizard,
  type PlannedList,
} from './referenceStore.ts'

const STEPS = ['名单与文件', '工作表与表头', '列对应', '核对', '完成']

/** The import of one list: what is confirmed at the end is the very plan that was shown. */
export function ListWizard({ round, wizard }: { round: RoundView; wizard: ListImport }) {
  const steady = wizard.state === 'plan' && wizard.step === 3
  return (
    <div className={steady ? 'page wizard steady' : 'page wizard'}>
      <header className="page-head">
        <h1>导入名单</h1>
        <Steps size="small" current={stepOf(wizard)} items={STEPS.map((title) => ({ title }))} />
      </header>
      <Stage round={round} wizard={wizard} />
    </div>
  )
}

function Stage({ round, wizard }: { round: RoundView; wizard: ListImport }) {
  switch (wizard.state) {
    case 'closed':
      return null
    case 'choose':
      return <Choose round={round} initial={wizard.request} message={wizard.message} />
    case 'reading':
      return <Working words={`正在读取“${wizard.fileName}”并逐行核对，尚未写入任何数据…`} />
    case 'plan':
      if (wizard.roundId !== round.id) {
        return (
          <Nothing words="这份核对结果属于另一个批次。请切换回原批次，或重新选择文件。">
            <Button onClick={() => chooseAgain(wizard.request)}>重新选择文件</Button>
          </Nothing>
        )
      }
      return <Planned wizard={wizard} />
    case 'done':
      return <Done wizard={wizard} />
  }
}

function Choose({ round, initial, message }: { round: RoundView; initial: ListRequest; message: string }) {
  const user = useUser()
  const [request, setRequest] = useState(initial)
  const [dayOk, setDayOk] = useState(true)
  const { kind, source } = request
  return (
    <section className="card choose">
      <div className="stack">
        <Radio.Group
          aria-label="名单类别"
          value={kind}
          options={REFERENCE_KINDS.map((value) => ({ value, label: REFERENCE_KIND_NAMES[value] }))}
          onChange={(event) => {
            const next = REFERENCE_KINDS.find((each) => each === event.target.value)
            if (next !== undefined) setRequest({ ...request, kind: next })
          }}
        />
        <p className="quiet">{KIND_WORDS[kind].use}</p>
      </div>
      <div className="form-grid">
        <label htmlFor="list-source">来源（必填）</label>
        <Input
          id="list-source"
          maxLength={100}
          placeholder={KIND_WORDS[kind].source}
          value={source}
          onChange={(event) => setRequest({ ...request, source: event.target.value })}
        />
        <label htmlFor="list-day">名单日期</label>
        <DayField
          id="list-day"
          label="名单日期"
          initial={initial.asOf}
          onChange={(asOf, ok) => {
            setDayOk(ok)
            setRequest({ ...request, asOf })
          }}
        />
      </div>
      {message !== '' && <Failure message={message} />}
      <div className="acts">
        <Button onClick={closeWizard}>回到名单</Button>
        <Act
          channel="reference.preview"
          type="primary"
          closed={closedWords(request, dayOk, chiefOnly(kind, user))}
          onClick={() => void chooseListBook(round.id, { ...request, source: source.trim() })}
        >
          选择工作簿…
        </Act>
        <span className="quiet">选择后先显示核对结果，确认之前不写入任何数据。</span>
      </div>
    </section>
  )
}

function closedWords({ source }: ListRequest, dayOk: boolean, byRole: string): string {
  if (byRole !== '') return byRole
  if (source.trim() === '') return '请先填写名单来源'
  return dayOk ? '' : '名单日期不是有效日期，请改正或清空'
}

function Planned({ wizard }: { wizard: PlannedList }) {
  const { plan, step, choices, rereading, request } = wizard
  if (step === 3) return <Check wizard={wizard} />
  const closed = step === 1 ? !plan.sheets.some(({ headerRow }) => headerRow > 0) : plan.refusal !== ''
  return (
    <section className="card">
      <h2>{step === 1 ? plan.fileName : '列对应'}</h2>
      <Counts wizard={wizard} />
      {step === 1 ? (
        <SheetTable
          sheets={plan.sheets}
          tops={plan.tops}
          choices={choices}
          rereading={rereading}
          change={changeListChoices}
          reading={{ title: '读作', of: () => `${REFERENCE_KIND_NAMES[plan.kind]}“${plan.source}”` }}
        />
      ) : (
        <ColumnTable mapping={plan.mapping} fields={plan.columns} choices={choices} change={changeListChoices} />
      )}
      <div className="acts stick">
        <Button onClick={() => (step === 1 ? chooseAgain(request) : goToListStep(1))}>
          {step === 1 ? '换一个文件' : '上一步'}
        </Button>
        <Button type="primary" disabled={closed} onClick={() => goToListStep(step === 1 ? 2 : 3)}>
          {step === 1 ? '下一步：列对应' : '下一步：核对'}
        </Button>
      </div>
    </section>
  )
}

function Counts({ wizard: { plan, rereading, message } }: { wizard: PlannedList }) {
  return (
    <>
      {message !== '' && <Failure message={`没有采用这项更改：${message}`} />}
      {plan.refusal !== '' && <Failure message={plan.refusal} />}
      <p className="plan-counts" role="status">
        {plan.refusal !== '' ? (
          '目前没有可导入的内容。可以改表头行、不导入某张表或改列对应，也可以换一个文件。'
        ) : plan.repeats !== '' ? (
          `${plan.repeats}。`
        ) : (
          <>
            可导入 <b className="digits">{plan.accepted}</b> 行 · 有问题{' '}
            <b className={plan.rejected > 0 ? 'digits problem' : 'digits'}>{plan.rejected}</b> 行 · 跳过{' '}
            <b className="digits">{plan.skipped}</b> 行
          </>
        )}
        {rereading && <span className="quiet"> 正在按新的选择重新核对…</span>}
      </p>
    </>
  )
}

function Check({ wizard }: { wizard: PlannedList }) {
  const { plan, applying, rereading, message } = wizard
  const lines = useMemo(() => listLines(plan), [plan])
  const counts = [
    ['新增', plan.accepted],
    ['有问题', plan.rejected],
    ['提醒', plan.warnings.length],
    ['跳过', plan.skipped],
  ] as const
  const closed = rereading
    ? '正在按新的选择重新核对'
    : plan.refusal || plan.repeats || (plan.accepted === 0 ? '没有一行可以导入' : '')
  return (
    <section className="card grow">
      {message !== '' && <Failure message={message} />}
      {plan.repeats !== '' && <p className="plan-counts">{plan.repeats}。</p>}
      <PlanTable lines={lines} counts={counts} choices={plan.choices} />
      <div className="acts">
        <Button onClick={() => goToListStep(2)} disabled={applying}>
          上一步
        </Button>
        <Act
          channel="reference.commit"
          type="primary"
          loading={applying}
          closed={closed}
          onClick={() => void confirmList()}
        >
          {applying ? '正在导入并测算…' : `确认导入 ${plan.accepted} 行`}
        </Act>
        {plan.rejected > 0 && (
          <span className="quiet">有问题的 {plan.rejected} 行不导入；改好后先撤回本名单，再导入改好的文件。</span>
        )}
      </div>
    </section>
  )
}

function Done({ wizard: { plan, result } }: { wizard: Extract<ListImport, { state: 'done' }> }) {
  return (
    <Result
      status="success"
      title={`已导入${REFERENCE_KIND_NAMES[plan.kind]}“${plan.source}”，本批次已重新测算`}
      subTitle={`${result.entries} 行，有问题未导入 ${result.rejected} 行`}
      extra={[
        <Button key="lists" type="primary" onClick={closeWizard}>
          回到名单
        </Button>,
        <Button key="again" onClick={openWizard}>
          再导入一份
        </Button>,
      ]}
    />
  )
}

function stepOf(wizard: ListImport): number {
  if (wizard.state === 'plan') return wizard.step
  return wizard.state === 'done' ? 4 : 0
}
