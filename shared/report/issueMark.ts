import { shortHash } from './marks.ts'

/** What a paper that leaves the house bears beside its list: its own number and the head of the audit chain (留痕首码). */
export interface IssueMark {
  /** 「公示2026-1-03」. */
  paperNo: string
  auditHead: string
}

/** A paper's number, null on a preview (it comes with the export), `none` on a print that is no copy of an exported paper. */
export type PaperNumber = IssueMark | 'none' | null

const NUMBERED_LATER = '文书编号 导出时编定'

/** What a paper that is no trial says of its number; empty when it has none. */
export function numberLine(number: PaperNumber): string {
  if (number === 'none') return ''
  return number === null ? NUMBERED_LATER : issueLine(number)
}

/** 「文书编号 公示2026-1-03　留痕首码 …」. */
export function issueLine({ paperNo, auditHead }: IssueMark): string {
  return `文书编号 ${paperNo}　留痕首码 ${shortHash(auditHead)}`
}

/** The small print at the foot of a page: its list above, its own number below; a trial has no number (empty line). */
export function footLines(reference: string, issued: string): string {
  return issued === '' ? reference : `${reference}\n${issued}`
}
