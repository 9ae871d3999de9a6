import { CheckOutlined, CloseOutlined } from '@ant-design/icons'
import { App, Button, Input } from 'antd'
import { useId, useState } from 'react'
import type { BallotView, MyArticle, MyCase } from '../../../shared/scoring/views.ts'
import { useShortcuts } from '../../ui/keys.ts'
import { Failure } from '../../ui/Notices.tsx'
import { ReasonField } from '../../ui/ReasonField.tsx'
import { BallotTable } from './BallotTable.tsx'
import { typedTotal } from './ballotFields.ts'
import { handIn, NOTHING_TYPED, openNextUnscored, setTyped, typedKey, useTyped } from './myStore.ts'
import { PointFields } from './PointFields.tsx'
import { RecuseDialog } from './RecuseDialog.tsx'

interface Props {
  article: MyArticle
  one: MyCase
  expertId: string
  frozenListNo: string
  saving: boolean
  problem: string
}

/** One case as its expert sees it: what it is about, the own sheet, and after 提交评分 what the others gave. */
export function MyCaseSheet(props: Props) {
  const { article, one, frozenListNo } = props
  const [correcting, setCorrecting] = useState(false)
  const { own, others } = one
  return (
    <section className="pane my-sheet" aria-label="评分">
      <header className="pane-head">
        <h2 title={one.applicant}>{one.applicant}</h2>
        <span className="digits quiet">{one.applicationNo}</span>
        <span className="quiet">{article.articleNo}</span>
      </header>
      <div className="my-columns">
        <CaseFacts one={one} />
        <div>
          {own === null || correcting ? (
            <SheetForm {...props} onDone={() => setCorrecting(false)} />
          ) : (
            <HandedIn own={own} frozenListNo={frozenListNo} onCorrect={() => setCorrecting(true)} />
          )}
          {own === null && <p className="quiet">其他专家的评分和平均分在您提交评分之后才显示。</p>}
        </div>
      </div>
      {own !== null && (
        <>
          <h3>我的评分</h3>
          <BallotTable scheme={article.scheme} ballots={[own]} />
        </>
      )}
      {others !== null && <Others article={article} others={others} />}
    </section>
  )
}

function SheetForm({ article, one, expertId, saving, problem, onDone }: Props & { onDone(): void }) {
  const { modal } = App.useApp()
  const id = useId()
  const [recusing, setRecusing] = useState(false)
  const key = typedKey(expertId, one.id, article.scheme)
  const saved = useTyped((all) => all[key])
  const { own } = one
  const typed = saved ?? (own === null ? NOTHING_TYPED : { points: own.points ?? {}, comment: own.comment, reason: '' })
  const total = typedTotal(article.scheme, typed.points)
  const closed = total === null || saving || (own !== null && typed.reason.trim() === '')
  const ballot = { caseId: one.id, schemeId: article.schemeId, comment: typed.comment, reason: typed.reason }
  const change = (next: Partial<typeof typed>) => setTyped(key, { ...typed, ...next })

  async function submit(): Promise<void> {
    if (!(await handIn({ ...ballot, points: typed.points }, key))) return
    onDone()
    if (own === null) openNextUnscored()
  }

  function ask(): void {
    if (closed) return
    modal.confirm({
      title: `提交评分：${one.applicant}`,
      content: `总分 ${total} 分。提交后可看到其他专家的评分；再要更正须写明理由，原评分仍留记录。`,
      okText: '提交评分',
      cancelText: '再看看',
      onOk: submit,
      // The dialog gives the focus back to where it was, which by then is the sheet before.
      afterClose: () => document.querySelector<HTMLInputElement>('.my-form .point-field input')?.focus(),
    })
  }
  useShortcuts({ 'ctrl+enter': ask })

  return (
    <section className="my-form" aria-label="打分表">
      <h3>{own === null ? '打分表' : '更正评分'}</h3>
      <PointFields
        scheme={article.scheme}
        points={typed.points}
        onChange={(points) => change({ points })}
        focus={own === null}
      />
      <div className="stack">
        <label htmlFor={id}>评语</label>
        <Input.TextArea
          id={id}
          rows={2}
          maxLength={1500}
          value={typed.comment}
          onChange={(event) => change({ comment: event.target.value })}
        />
      </div>
      {own !== null && (
        <ReasonField label="更正理由（必填）" value={typed.reason} onChange={(reason) => change({ reason })} />
      )}
      {problem !== '' && <Failure message={problem} />}
      <div className="acts">
        <Button type="primary" disabled={closed} loading={saving} onClick={ask}>
          <kbd>Ctrl+Enter</kbd>提交评分
        </Button>
        <Button onClick={() => setRecusing(true)}>回避…</Button>
        {own !== null && <Button onClick={onDone}>不更正</Button>}
        {total === null && <span className="quiet">各项都打分后才能提交。</span>}
      </div>
      {recusing && (
        <RecuseDialog
          one={one}
          onClose={() => setRecusing(false)}
          onRecuse={async (reason) => {
            const away = { ...ballot, points: null, comment: reason, reason: own === null ? '' : reason }
            const done = await handIn(away, key)
            setRecusing(false)
            if (!done) return
            onDone()
            openNextUnscored()
          }}
        />
      )}
    </section>
  )
}

function CaseFacts({ one }: { one: MyCase }) {
  return (
    <div>
      <dl className="fact-list">
        <Fact label="项目名称" value={one.projectName} />
        <Fact label="所属产业" value={one.industry} />
        {one.facts.map(({ label, text }) => (
          <Fact key={label} label={label} value={text} />
        ))}
      </dl>
      <ul className="materials">
        {one.materials.map(({ name, provided }) => (
          <li key={name} className={provided ? 'mark good' : 'mark bad'}>
            {provided ? <CheckOutlined /> : <CloseOutlined aria-hidden />}
            {name} {provided ? '有' : '无'}
          </li>
        ))}
      </ul>
    </div>
  )
}

interface HandedInProps {
  own: BallotView
  frozenListNo: string
  onCorrect(): void
}

/** What can still be done with a ballot that was handed in. */
function HandedIn({ own, frozenListNo, onCorrect }: HandedInProps) {
  if (own.points === null) return <p>您已声明回避，这件不再评分。</p>
  if (frozenListNo !== '') return <p className="quiet">本批次已定稿（{frozenListNo}），评分不能再更正。</p>
  return (
    <>
      <p>已提交，总分 {own.total} 分。</p>
      <Button onClick={onCorrect}>更正评分…</Button>
    </>
  )
}

function Others({ article, others }: { article: MyArticle; others: NonNullable<MyCase['others']> }) {
  return (
    <>
      <h3>其他专家</h3>
      {others.ballots.length === 0 ? (
        <p className="quiet">还没有其他专家提交。</p>
      ) : (
        <BallotTable scheme={article.scheme} ballots={others.ballots} />
      )}
      <p>
        {others.text}
        {others.result === null ? '' : `，得 ${others.result} 分`}。
      </p>
    </>
  )
}

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <div className="fact">
      <dt>{label}</dt>
      <dd>{value === '' ? <span className="quiet">未填写</span> : value}</dd>
    </div>
  )
}
