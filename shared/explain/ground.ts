import type { Passage } from '../policy/article.ts'
import { OUTCOME_NAMES } from '../review/assessment.ts'
import type { ArticleWording, ChainNode, ExplainedParameter, ExplainInput } from './chain.ts'

const BARE = { clause: '', quotation: '', outcome: null, beforeFen: null, afterFen: null, lever: null } as const

const ORIGINS: Record<string, string> = {
  policy: '政策原文',
  bureau: '本局录入',
  demo: '演示参数，非政策规定',
  unset: '未设定',
}

/** What the figures rest on: conditions, new and old wording, parameters, the row of the workbook. They carry no money. */
export function groundNodes(input: ExplainInput): ChainNode[] {
  const { wording } = input
  return [
    ...input.conditions.map((condition): ChainNode => {
      const { id, label, clause, text, outcome } = condition
      const quotation = wording?.quotations[id] ?? ''
      return {
        ...BARE,
        level: 'condition',
        label,
        clause,
        text: text.startsWith(OUTCOME_NAMES[outcome]) ? text : `${OUTCOME_NAMES[outcome]}：${text}`,
        outcome,
        quotation,
      }
    }),
    ...(wording === null ? [] : clauseNodes(wording)),
    ...input.parameters.map((parameter) => parameterNode(parameter, input.articleNo)),
    ...sourceNodes(input),
  ]
}

function clauseNodes(wording: ArticleWording): ChainNode[] {
  const { no, title, change, old, repeal } = wording
  const inferred = wording.noInferred ? '；条号为推断，待局确认' : ''
  const now: ChainNode = {
    ...BARE,
    level: 'clause',
    label: `${no} ${title}`,
    clause: no,
    text: repeal === '' ? `现行条文（${change}）${inferred}` : `本条已删除。理由：${repeal}`,
    quotation: quoted(wording.passages),
  }
  const before: ChainNode = {
    ...BARE,
    level: 'oldClause',
    label: old === null ? '修订前' : `修订前${old.no}`,
    clause: old?.no ?? '',
    text: oldText(old),
    quotation: old === null ? '' : quoted(old.passages),
  }
  return [now, before]
}

function oldText(old: ArticleWording['old']): string {
  if (old === null) return '修订前没有本条（新增条款）'
  return old.passages.length === 0 ? '公开的修订说明未载明原文' : '修订说明所载的原条文内容'
}

function quoted(passages: readonly Passage[]): string {
  return passages.map(({ heading, quotation }) => `${heading}：“${quotation}”`).join('；')
}

function parameterNode({ label, text, origin, basis, entered }: ExplainedParameter, clause: string): ChainNode {
  if (origin === 'unset') {
    return { ...BARE, level: 'parameter', label, clause, text: `未设定${basis === '' ? '' : `（${basis}）`}` }
  }
  const value = text.replaceAll('\n', '；')
  const how = [ORIGINS[origin] ?? origin, entered].filter((part) => part !== '').join('，')
  const said = origin === 'policy' || basis === '' || basis === ORIGINS[origin] ? '' : `；依据：${basis}`
  const quotation = origin === 'policy' ? basis : ''
  return { ...BARE, level: 'parameter', label, clause, text: `${value}（${how}）${said}`, quotation }
}

function sourceNodes({ source }: ExplainInput): ChainNode[] {
  const { fileName, sheet, row, facts } = source
  const file = fileName === '' ? '' : `“${fileName}”`
  const place = `${file}工作表“${sheet}”第 ${row} 行`
  return [
    { ...BARE, level: 'source', label: '申报汇总表', text: place },
    ...facts.map(({ label, text, corrections }): ChainNode => {
      const value = text === '' ? '没有填写' : text
      return { ...BARE, level: 'source', label, text: [`列“${label}”：${value}`, ...corrections].join('；') }
    }),
  ]
}
