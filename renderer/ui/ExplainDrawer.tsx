import { Alert, Button, Drawer } from 'antd'
import { type SyntheticEvent, useState } from 'react'
import { type ChainNode, type Explanation, LEVEL_NAMES, type Level } from '../../shared/explain/chain.ts'
import type { CaseExplanation, WhyNot } from '../../shared/explain/whyNot.ts'
import type { Fen } from '../../shared/money.ts'
import { bothUnits, yuan } from './amounts.ts'
import './explain.css'
import { askWhyNot, closeExplanation, openExplanation, returnFocus, useExplanation } from './explainStore.ts'
import { MoneyField } from './MoneyField.tsx'
import { Failure, Working } from './Notices.tsx'
import { SentenceList } from './SentenceList.tsx'
import { OutcomeMark } from './status.tsx'

const GROUNDS: readonly { title: string; levels: readonly Level[] }[] = [
  { title: '条件', levels: ['condition'] },
  { title: '条文', levels: ['clause', 'oldClause'] },
  { title: '参数', levels: ['parameter'] },
  { title: '申报表中的原始内容', levels: ['source'] },
]
const GROUND_LEVELS = GROUNDS.flatMap(({ levels }) => levels)

/** 金额依据: the way of one amount from the paper down to the row of the workbook, and 「为什么不是…？」. One for all screens. */
export function ExplainDrawer() {
  const open = useExplanation()
  const isOpen = open.state !== 'closed'
  const ready = open.state === 'ready' ? open : null

  return (
    <Drawer
      open={isOpen}
      onClose={closeExplanation}
      afterOpenChange={(opened) => {
        if (!opened) returnFocus()
      }}
      size={760}
      destroyOnHidden
      title={ready === null ? '金额依据' : `金额依据　${ready.answer.explanation.applicationNo}`}
    >
      {open.state === 'loading' && <Working words="正在查这个金额的来历…" />}
      {open.state === 'failed' && <Failure message={open.message} retry={() => void openExplanation(open.target)} />}
      {ready !== null && <Way answer={ready.answer} asking={ready.asking} problem={ready.problem} />}
    </Drawer>
  )
}

function Way({ answer, asking, problem }: { answer: CaseExplanation; asking: boolean; problem: string }) {
  const { explanation, whyNot } = answer
  const { applicant, articleNo, outcome, amountFen, marks, chain } = explanation
  const money = chain.filter(({ level }) => !GROUND_LEVELS.includes(level))
  return (
    <div className="explain">
      <p>
        <span className="personal">{applicant}</span>　{articleNo}　<OutcomeMark outcome={outcome} /> <span>金额</span>{' '}
        {amountFen === null ? <span className="quiet">未算出</span> : <b className="digits">{bothUnits(amountFen)}</b>}
        {marks.map((mark) => (
          <span key={mark} className="mark ask">
            {mark}
          </span>
        ))}
      </p>
      <WhyNotForm key={amountFen} asking={asking} whyNot={whyNot} problem={problem} />
      <h3>金额怎样得来（自纸面往下，单位：元）</h3>
      <MoneyTable nodes={money} parted={whyNot} />
      {GROUNDS.map(({ title, levels }) => (
        <Grounds key={title} title={title} explanation={explanation} levels={levels} />
      ))}
    </div>
  )
}

function MoneyTable({ nodes, parted }: { nodes: ChainNode[]; parted: WhyNot | null }) {
  return (
    <table className="plain-table steps">
      <thead>
        <tr>
          <th>步骤</th>
          <th>依据</th>
          <th className="right">之前</th>
          <th className="right">之后</th>
        </tr>
      </thead>
      <tbody>
        {nodes.map((node) => {
          const here = parted !== null && parted.level === node.level && parted.label === node.label
          return (
            <tr key={`${node.level} ${node.label}`} className={here ? 'parted' : ''}>
              <td>
                <b>{nameOf(node)}</b>
                {here && <span className="mark ask">在此分开</span>}
                <div className="quiet">{node.text}</div>
              </td>
              <td>{node.clause}</td>
              <td className="digits right">{yuan(node.beforeFen)}</td>
              <td className="digits right">{yuan(node.afterFen)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function nameOf({ level, label }: ChainNode): string {
  const name = LEVEL_NAMES[level]
  return label.includes(name) ? label : `${name}：${label}`
}

function Grounds({
  title,
  explanation,
  levels,
}: {
  title: string
  explanation: Explanation
  levels: readonly Level[]
}) {
  const nodes = explanation.chain.filter(({ level }) => levels.includes(level))
  if (nodes.length === 0) return null
  return (
    <section>
      <h3>{title}</h3>
      <ul className="grounds">
        {nodes.map(({ level, label, text, quotation, outcome, clause }) => (
          <li key={`${level} ${label} ${text}`}>
            {outcome !== null && <OutcomeMark outcome={outcome} />}
            <div>
              <b>{label}</b>
              {level === 'condition' && clause !== '' && <span className="quiet">　{clause}</span>}　{text}
              {quotation !== '' && <blockquote>{quotation}</blockquote>}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

function WhyNotForm({ asking, whyNot, problem }: { asking: boolean; whyNot: WhyNot | null; problem: string }) {
  const [other, setOther] = useState<Fen | null>(null)
  const [readable, setReadable] = useState(true)
  const closed = other === null || !readable

  function submit(event: SyntheticEvent): void {
    event.preventDefault()
    if (other !== null && readable) void askWhyNot(other)
  }

  return (
    <form className="why-not" onSubmit={submit}>
      <b>为什么不是</b>
      <MoneyField
        label="另一个金额"
        initial={null}
        compact
        onChange={(fen, ok) => {
          setOther(fen)
          setReadable(ok)
        }}
      />
      <Button htmlType="submit" loading={asking} disabled={closed}>
        比较
      </Button>
      <div className="why-not-answer" aria-live="polite">
        {problem !== '' && <Failure message={problem} />}
        {whyNot !== null && (
          <Alert
            className="tight"
            type={whyNot.side === 'same' ? 'success' : 'info'}
            title={whyNot.text}
            description={whyNot.needs.length > 0 && <SentenceList sentences={whyNot.needs} />}
          />
        )}
      </div>
    </form>
  )
}
