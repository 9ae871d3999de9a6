import { EditOutlined } from '@ant-design/icons'
import type { ReactNode } from 'react'
import { FACTS, type FactName } from '../../../shared/application.ts'
import type { CaseView } from '../../../shared/views.ts'
import { may, whoMay } from '../../client.ts'
import { factsAskedBy, factText } from '../../ui/facts.ts'
import { Masked } from '../../ui/Masked.tsx'
import { useUser } from '../../workspace.ts'
import { FactEditor } from './FactEditor.tsx'
import { correctable, type Field } from './FieldInput.tsx'
import { editFact, useFactEdit } from './factEditStore.ts'
import './review-desk.css'

/** Names and places of people, beside the numbers that are masked anyway. */
const PERSONAL: readonly FactName[] = ['legalRepresentative', 'contact', 'address', 'personName']

const PENCIL = <EditOutlined />

/** What the applicant stated, each line with its own correction. */
export function StatedFacts({ view }: { view: CaseView }) {
  const open = useFactEdit((state) => (state.caseId === view.row.id ? state.fact : null))
  const closed = may(useUser(), 'case.correct') ? '' : whoMay('case.correct')
  const asked = view.article === null ? null : factsAskedBy(view.article.current, view.application.facts)
  const fields = correctable(view).filter(({ fact }) => !fact.startsWith('material:'))
  return (
    <dl className="fact-list">
      {fields.map((field) =>
        field.fact === open ? (
          <FactEditor key={`${view.row.id} ${field.fact}`} view={view} field={field} />
        ) : (
          <FactLine
            key={field.fact}
            view={view}
            field={field}
            closed={closed}
            missing={isFact(field.fact) && asked?.has(field.fact) === true}
          />
        ),
      )}
    </dl>
  )
}

interface LineProps {
  view: CaseView
  field: Field
  missing: boolean
  /** Why this person may not correct it; empty when they may. */
  closed: string
}

/** A plain button on each line: twenty of the component library's would be felt at every next case. */
function FactLine({ view, field, missing, closed }: LineProps) {
  const { fact, label, before } = field
  // Without a known article the line still shows what the workbook wrote.
  const empty = before === '' && fact !== 'article'
  return (
    <div className={empty && missing ? 'fact missing' : 'fact'} data-fact={fact}>
      <dt>{label}</dt>
      <dd>
        {empty ? (
          <span className="quiet">{missing ? '未填写，本条需要' : '未填写'}</span>
        ) : (
          <Value view={view} field={field} />
        )}
        <button
          type="button"
          className="fact-edit"
          aria-label={`更正${label}`}
          aria-disabled={closed !== ''}
          title={closed === '' ? `更正${label}（E）` : closed}
          onClick={() => {
            if (closed === '') editFact(view.row.id, fact)
          }}
        >
          {PENCIL}
        </button>
      </dd>
    </div>
  )
}

function Value({ view, field: { fact, before } }: { view: CaseView; field: Field }): ReactNode {
  const { application, article, row } = view
  if (fact === 'article') return <ArticleName article={article} written={application.articleText} />
  if (!isFact(fact)) return before
  const value = application.facts[fact]
  if (value === undefined) return null
  if (FACTS[fact].kind === 'id') return <Masked key={row.id} value={String(value)} fact={fact} of={row.applicationNo} />
  return PERSONAL.includes(fact) ? <span className="personal">{factText(fact, value)}</span> : factText(fact, value)
}

/** The article by its number and name, and what the workbook wrote where that reads otherwise. */
function ArticleName({ article, written }: { article: CaseView['article']; written: string }) {
  const name = article === null ? '条款待核' : `${article.current.no} ${article.title}`
  const same = written === '' || name.includes(written)
  return (
    <>
      {name}
      {!same && <span className="quiet">（汇总表写“{written}”）</span>}
    </>
  )
}

function isFact(fact: Field['fact']): fact is FactName {
  return fact in FACTS
}
