import { shortHash } from './marks.ts'

/** What a paper that leaves the house bears beside its list: its own number and the head of the audit chain (留痕首码). */
export interface IssueMark {
  /** 「公示2026-1-03」. */
  paperNo: string
  auditHead: string
}

/** On the preview of a paper that gets its number when it is exported. */
export const NUMBERED_LATER = '文书编号 导出时编定'

/** 「文书编号 公示2026-1-03　留痕首码 …」. */
export function issueLine({ paperNo, auditHead }: IssueMark): string {
  return `文书编号 ${paperNo}　留痕首码 ${shortHash(auditHead)}`
}

/** The small print at the foot of a page: its list above, its own number below; a trial has no number (empty line). */
export function footLines(reference: string, issued: string): string {
  return issued === '' ? reference : `${reference}\n${issued}`
}
