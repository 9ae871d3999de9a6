import { Input, Select } from 'antd'
import type { KeyboardEvent } from 'react'
import { ARTICLE_KEYS, FACTS } from '../../../shared/application.ts'
import { maskNumber } from '../../../shared/maskNumber.ts'
import type { CaseView, FactEdit } from '../../../shared/views.ts'
import { ARTICLE_TITLES, FACT_NAMES, factInput, factsAskedBy } from '../../ui/facts.ts'

/** A field of the application that can be corrected. */
export interface Field {
  fact: FactEdit['fact']
  label: string
  /** As it would be typed; empty when not stated. */
  before: string
  hint: string
  /** A number that identifies a person or account: shown masked, changed by typing a new one. */
  personal: boolean
}

const HINTS = { fen: '写明单位，如 48万元', date: '如 2026-03-05', flag: '是 或 否', year: '如 2025' } as const

/** What can be corrected on a case: what it says, what its article asks for, and its materials. */
export function correctable({ application, article }: CaseView): Field[] {
  const asked = article === null ? null : factsAskedBy(article.current, application.facts)
  const names = FACT_NAMES.filter((name) => asked === null || asked.has(name) || application.facts[name] !== undefined)
  return [
    whole('article', '申报条款', application.article ?? '', ''),
    whole('creditCode', '统一社会信用代码', application.creditCode, '18 位'),
    whole('industry', '所属产业', application.industry, '如 黄金珠宝'),
    whole('projectName', '项目名称', application.projectName, ''),
    ...names.map((name): Field => {
      const { kind, label } = FACTS[name]
      const before = factInput(application.facts, name)
      const personal = kind === 'id' && before !== ''
      const hint = Object.entries(HINTS).find(([each]) => each === kind)?.[1] ?? ''
      return { fact: name, label, before, personal, hint: personal ? `${maskNumber(before)}，不改则留空` : hint }
    }),
    ...Object.entries(application.materials).map(([name, provided]): Field => {
      return whole(`material:${name}`, `材料：${name}`, provided ? '有' : '无', '有 或 无')
    }),
  ]
}

function whole(fact: FactEdit['fact'], label: string, before: string, hint: string): Field {
  return { fact, label, before, hint, personal: false }
}

const ARTICLES = [
  { value: '', label: '条款待核' },
  ...ARTICLE_KEYS.map((value) => ({ value: String(value), label: ARTICLE_TITLES[value] })),
]

interface Props {
  id: string
  fact: FactEdit['fact']
  value: string
  hint: string
  autoFocus?: boolean
  onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void
  onChange: (text: string) => void
}

/** Where the new value is typed, or chosen from the articles there are. */
export function FieldInput({ id, fact, value, hint, autoFocus = false, onKeyDown, onChange }: Props) {
  const keys = onKeyDown === undefined ? {} : { onKeyDown }
  if (fact === 'article') {
    return <Select id={id} value={value} options={ARTICLES} autoFocus={autoFocus} {...keys} onChange={onChange} />
  }
  return (
    <Input
      id={id}
      value={value}
      placeholder={hint}
      maxLength={500}
      autoFocus={autoFocus}
      {...keys}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
