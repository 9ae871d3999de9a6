import type { NoticeSettings } from './frozenList.ts'
import type { NoticeKind } from './noticeTemplate.ts'
import type { Blanks } from './paperBlanks.ts'

/** 公示, 更正公示 and 下达通知 each have a 发文字号 of their own. */
export type DocumentNumbers = Record<NoticeKind, string>

/** A document a paper rests on. */
export interface BasisDocument {
  /** Without 《》. */
  title: string
  /** 文号; empty until the office knows it. */
  no: string
}

/**
 * What papers say before the office has entered anything. The issuing body and the two documents are the instrument's own;
 * the revised 细则 has no known 文号. Whatever was saved by an older program is completed from here.
 */
export const UNSET_SETTINGS: NoticeSettings = {
  issuer: '深圳市龙岗区工业和信息化局',
  publicityDays: null,
  workingDays: true,
  countFirstDay: true,
  startOn: null,
  dayOffStart: null,
  signedOn: null,
  consultContact: '',
  consultPhone: '',
  objectionContact: '',
  objectionPhone: '',
  address: '',
  postcode: '',
  supervisionPhone: '',
  basisDocuments: [
    { title: '深圳市龙岗区工业和信息化产业发展专项资金管理办法', no: '深龙工信规〔2026〕1号' },
    { title: '龙岗区工业和信息化产业发展专项资金关于支持时尚产业发展实施细则', no: '' },
  ],
  stepsDone: [],
  redHead: false,
  headMark: '',
  documentNos: { notice: '', correction: '', disbursement: '' },
}

/** Steps the examples name (facts.md §4.2 item 4); the office says which of them were done. */
export const STEP_OFFERS = ['初审', '专家评审', '专项审计', '现场考察', '查重'] as const

/** 「《甲办法》（某〔2026〕1号）和《乙细则》（…）」. */
export function basisText(documents: readonly BasisDocument[], { orBlank }: Blanks): string {
  const named = documents.map(({ title, no }) => {
    const plain = title.trim().replace(/^《|》$/g, '')
    return `《${plain}》（${orBlank(documents.length === 1 ? '依据文件文号' : `${shortTitle(plain)}文号`, no)}）`
  })
  const last = named.pop()
  if (last === undefined) return orBlank('依据文件', '')
  return named.length === 0 ? last : `${named.join('、')}和${last}`
}

/** A long title by what it ends in: 「管理办法」, 「实施细则」. */
function shortTitle(title: string): string {
  return title.slice(-4)
}

export function stepsText(steps: readonly string[], { orBlank }: Blanks): string {
  return orBlank(
    '已完成的审核程序',
    steps
      .map((step) => step.trim())
      .filter((step) => step !== '')
      .join('、'),
  )
}

/** 红头 of one paper; null when the bureau has not switched it on. */
export function redHead(
  { redHead: on, headMark, documentNos }: NoticeSettings,
  kind: NoticeKind,
  { orBlank }: Blanks,
): { mark: string; documentNo: string } | null {
  if (!on) return null
  return { mark: orBlank('发文机关标志', headMark), documentNo: orBlank('发文字号', documentNos[kind]) }
}
