import { Alert, Checkbox, Input, Modal, Select, Table } from 'antd'
import { useCallback, useMemo, useState } from 'react'
import type { ArticleKey } from '../../../shared/application.ts'
import { chinaDay } from '../../../shared/date.ts'
import type { DispatchMade, DispatchPlan } from '../../../shared/exchange/views.ts'
import { useBoard } from '../../board.ts'
import { call } from '../../client.ts'
import { DayField } from '../../ui/DayField.tsx'
import { Failure, Working } from '../../ui/Notices.tsx'
import { SentenceList } from '../../ui/SentenceList.tsx'
import { useLoaded } from '../../ui/useLoaded.ts'
import { useSubmit } from '../../ui/useSubmit.ts'

interface Props {
  roundId: string
  onMade: (made: DispatchMade) => void
  onClose: () => void
}

const LEAST_PASSPHRASE = 10

/** 派发: which cases, for whom, until when, under which passphrase. */
export function DispatchDialog({ roundId, onMade, onClose }: Props) {
  const ask = useCallback(
    () =>
      call('exchange.dispatchPlan', {
        roundId,
        articles: [],
        industries: [],
        assigneeId: null,
        applicationIds: null,
      }),
    [roundId],
  )
  const { loaded, reload } = useLoaded(ask)
  if (loaded.state === 'ready') {
    return <Choosing plan={loaded.value} roundId={roundId} onMade={onMade} onClose={onClose} />
  }
  return (
    <Modal open title="派发" footer={null} onCancel={onClose}>
      {loaded.state === 'working' ? (
        <Working words="正在读取申报…" />
      ) : (
        <Failure message={loaded.message} retry={reload} />
      )}
    </Modal>
  )
}

type PlannedCase = DispatchPlan['cases'][number]

function Choosing({ plan, roundId, onMade, onClose }: Props & { plan: DispatchPlan }) {
  const [articles, setArticles] = useState<ArticleKey[]>([])
  const [industries, setIndustries] = useState<string[]>([])
  const [assignees, setAssignees] = useState<string[]>([])
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set())
  const [people, setPeople] = useState<string[]>([])
  const [due, setDue] = useState<{ day: string | null; ok: boolean }>({ day: null, ok: true })
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const { busy, problem, submit } = useSubmit()
  const articleNames = useArticleNames()
  const shown = useMemo(
    () => plan.cases.filter((each) => passes(each, { articles, industries, assignees })),
    [plan, articles, industries, assignees],
  )
  const closed = missing({ cases: taken.size, people: people.length, due, passphrase, again })

  const make = () =>
    submit(async () => {
      const suggestedName = `派发包${chinaDay(new Date().toISOString())}.lgpkg`
      const file = await call('dialog.savePaper', { suggestedName, kind: 'lgpkg' })
      if (file === null) return
      const order = { roundId, applicationIds: [...taken], accountIds: people, dueOn: due.day, passphrase }
      onMade(await call('exchange.dispatch', { ...order, file: file.token }))
    })

  return (
    <Modal
      open
      width={1060}
      className="tall-dialog"
      title="派发"
      okText={busy ? '正在制作并核对…' : `制作派发包（${taken.size} 件）…`}
      okButtonProps={{ disabled: closed !== '', loading: busy }}
      cancelText="取消"
      onOk={() => void make()}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <div className="dispatch-choice">
        <Filter
          label="条款"
          values={plan.cases.flatMap(({ article }) => article ?? [])}
          names={articleNames}
          chosen={articles}
          onChange={setArticles}
        />
        <Filter
          label="产业"
          values={plan.cases.map(({ industry }) => industry)}
          chosen={industries}
          onChange={setIndustries}
        />
        <Filter
          label="承办人"
          values={plan.cases.map(({ assignee }) => assignee ?? '未派')}
          chosen={assignees}
          onChange={setAssignees}
        />
        <span className="quiet">
          筛出 {shown.length} 件，已选 {taken.size} 件
        </span>
      </div>
      <div className="dispatch-desk">
        <Table<PlannedCase>
          virtual
          size="small"
          rowKey="applicationId"
          pagination={false}
          dataSource={shown}
          scroll={{ x: 700, y: 330 }}
          rowSelection={{
            columnWidth: 40,
            selectedRowKeys: [...taken],
            preserveSelectedRowKeys: true,
            onChange: (keys) => setTaken(new Set(keys.map(String))),
            getCheckboxProps: ({ applicationNo }) => ({ 'aria-label': `选择 ${applicationNo}` }),
            getTitleCheckboxProps: () => ({ 'aria-label': '选择筛出的全部申报' }),
          }}
          columns={[
            { title: '申报编号', dataIndex: 'applicationNo', width: 130, className: 'digits' },
            {
              title: '单位',
              dataIndex: 'applicant',
              width: 210,
              ellipsis: true,
              render: (name: string) => <span className="personal">{name}</span>,
            },
            { title: '产业', dataIndex: 'industry', width: 90 },
            { title: '承办人', dataIndex: 'assignee', width: 90, render: (name: string | null) => name ?? '未派' },
            {
              title: '已在外',
              dataIndex: 'alreadyIn',
              width: 110,
              render: (numbers: number[]) => (numbers.length === 0 ? '—' : numbers.map((no) => `${no} 号`).join('、')),
            },
          ]}
        />
        <div className="stack">
          <b>交给（可多人，各用本局的姓名和密码打开）</b>
          <Checkbox.Group
            aria-label="交给"
            className="dispatch-people"
            value={people}
            options={plan.people.map(({ accountId, name }) => ({ value: accountId, label: name }))}
            onChange={(ids) => setPeople(ids.map(String))}
          />
          <label htmlFor="dispatch-due">交回期限（可不填）</label>
          <DayField id="dispatch-due" label="交回期限" initial={null} onChange={(day, ok) => setDue({ day, ok })} />
          <label htmlFor="dispatch-passphrase">口令（至少 {LEAST_PASSPHRASE} 位，当面或电话告知）</label>
          <Input.Password
            id="dispatch-passphrase"
            maxLength={200}
            autoComplete="off"
            value={passphrase}
            onChange={(event) => setPassphrase(event.target.value)}
          />
          <label htmlFor="dispatch-again">再输一次口令</label>
          <Input.Password
            id="dispatch-again"
            maxLength={200}
            autoComplete="off"
            value={again}
            onChange={(event) => setAgain(event.target.value)}
          />
        </div>
      </div>
      {plan.remarks.length > 0 && (
        <Alert className="tight" type="warning" showIcon title={<SentenceList sentences={plan.remarks} />} />
      )}
      {closed !== '' && <p className="quiet small">{closed}</p>}
      {problem !== '' && <Failure message={problem} />}
    </Modal>
  )
}

interface FilterProps<T extends string> {
  label: string
  values: readonly T[]
  names?: ReadonlyMap<string, string>
  chosen: T[]
  onChange: (chosen: T[]) => void
}

function Filter<T extends string>({ label, values, names, chosen, onChange }: FilterProps<T>) {
  return (
    <Select<T[]>
      mode="multiple"
      size="small"
      aria-label={label}
      placeholder={`全部${label}`}
      value={chosen}
      options={[...new Set(values)].map((value) => ({ value, label: names?.get(value) ?? value }))}
      onChange={onChange}
    />
  )
}

/** The printed number of each article of the round, as the queue shows it. */
function useArticleNames(): ReadonlyMap<string, string> {
  const rows = useBoard((state) => state.rows)
  return useMemo(
    () => new Map(rows.flatMap(({ article, articleNo }) => (article === null ? [] : [[article, articleNo]]))),
    [rows],
  )
}

function passes(
  { article, industry, assignee }: PlannedCase,
  chosen: { articles: ArticleKey[]; industries: string[]; assignees: string[] },
): boolean {
  const among = <T,>(value: T, values: readonly T[]) => values.length === 0 || values.includes(value)
  return (
    (chosen.articles.length === 0 || (article !== null && chosen.articles.includes(article))) &&
    among(industry, chosen.industries) &&
    among(assignee ?? '未派', chosen.assignees)
  )
}

function missing(form: {
  cases: number
  people: number
  due: { ok: boolean }
  passphrase: string
  again: string
}): string {
  if (form.cases === 0) return '请勾选要派发的申报'
  if (form.people === 0) return '请勾选交给谁'
  if (!form.due.ok) return '交回期限请写成 2026-03-05 这样的日期'
  if (form.passphrase.length < LEAST_PASSPHRASE) return `口令至少 ${LEAST_PASSPHRASE} 位`
  return form.passphrase === form.again ? '' : '两次输入的口令不一致'
}
