import { EditOutlined } from '@ant-design/icons'
import { Tooltip } from 'antd'
import type { ReactNode } from 'react'
import { FACTS, type FactName } from '../../../shared/application.ts'
import type { CaseView } from '../../../shared/views.ts'
import { Act } from '../../ui/Act.tsx'
import { factsAskedBy, factText } from '../../ui/facts.ts'
import { Masked } from '../../ui/Masked.tsx'
import { FactEditor } from './FactEditor.tsx'
import { correctable, type Field } from './FieldInput.tsx'
import { editFact, useFactEdit } from './factEditStore.ts'
import './review-desk.css'

/** Names and places of people, beside the numbers that are masked anyway. */
const PERSONAL: readonly FactName[] = ['legalRepresentative', 'contact', 'address', 'personName']

/** What the applicant stated, each line with its own correction. */
export function StatedFacts({ view }: { view: CaseView }) {
  const open = useFactEdit((state) => (state.caseId === view.row.id ? state.fact : null))
  const asked = view.article === null ? null : factsAskedBy(view.article.current, view.application.facts)
  const fields = correctable(view).filter(({ fact }) => !fact.startsWith('material:'))
  return (
    <dl className="fact-list">
      {fields.map((field) =>
        field.fact === open ? (
          <FactEditor key={field.fact} view={view} field={field} />
        ) : (
          <FactLine
            key={field.fact}
            view={view}
            field={field}
            missing={isFact(field.fact) && asked?.has(field.fact) === true}
          />
        ),
      )}
    </dl>
  )
}

function FactLine({ view, field, missing }: { view: CaseView; field: Field; missing: boolean }) {
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
        <Tooltip title={`更正${label}（E）`}>
          <Act
            channel="case.correct"
            size="small"
            type="text"
            className="fact-edit"
            aria-label={`更正${label}`}
            icon={<EditOutlined />}
            onClick={() => editFact(view.row.id, fact)}
          />
        </Tooltip>
      </dd>
    </div>
  )
}

function Value({ view, field: { fact, label, before } }: { view: CaseView; field: Field }): ReactNode {
  const { application, article } = view
  if (fact === 'article') return <ArticleName article={article} written={application.articleText} />
  if (!isFact(fact)) return before
  const value = application.facts[fact]
  if (value === undefined) return null
  if (FACTS[fact].kind === 'id') return <Masked value={String(value)} label={label} />
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
