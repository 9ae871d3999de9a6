import { PAPER_NAMES } from '../contract/papers.ts'
import type { PublicField } from './noticeTemplate.ts'
import type { NoticeContent } from './publicPaper.ts'
import { tableTexts } from './publicTable.ts'

/** The words somebody agreed to print in the place of a cell as it stands; null: the cell stays. */
export type MaskOf = (applicationNo: string, field: PublicField, text: string) => string | null

/** One cell may have been masked place by place. */
const MOST_MASKS = 8

/**
 * The paper with the agreed words in its 附表, and a reminder for every cell they stand in. Only the printed words change:
 * list, sums and applications stay as they are.
 */
export function withMasks(content: NoticeContent, maskOf: MaskOf): NoticeContent {
  const { kind, table, publicTexts, warnings } = content
  const reminders: string[] = []
  const rows = table.rows.map(({ applicationNo, cells }) => ({
    applicationNo,
    cells: cells.map((text, at) => {
      const column = table.columns[at]
      if (column === undefined) return text
      const words = agreedWords(text, (now) => maskOf(applicationNo, column.field, now))
      if (words !== text) {
        reminders.push(`${applicationNo} 的“${column.header}”印的是已采用的遮盖文字“${words}”，申报信息没有改动`)
      }
      return words
    }),
  }))
  if (reminders.length === 0) return content
  const masked = { ...table, rows }
  return {
    ...content,
    table: masked,
    publicTexts: [
      ...publicTexts.filter(({ applicationNo }) => applicationNo === undefined),
      ...tableTexts(masked, PAPER_NAMES[kind]),
    ],
    warnings: [...warnings, ...reminders],
  }
}

function agreedWords(text: string, maskOf: (text: string) => string | null): string {
  let words = text
  for (let time = 0; time < MOST_MASKS; time += 1) {
    const next = maskOf(words)
    if (next === null) break
    words = next
  }
  return words
}
