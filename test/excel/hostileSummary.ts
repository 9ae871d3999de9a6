import type { FrozenList } from '../../shared/report/frozenList.ts'
import { sampleList } from '../fixtures/frozenList.ts'

/** Texts that a spreadsheet would take for formulas, escapes or markup. */
export const HOSTILE_TEXTS = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1+1',
  '=HYPERLINK("http://x.invalid")',
  '_x0041_',
  '甲&乙<丙>\u0007',
]

/** The sample with the hostile texts as opinions of its first applications. */
export function hostileSummary(): FrozenList {
  const list = sampleList({ trial: true, demo: true })
  HOSTILE_TEXTS.forEach((text, index) => {
    const item = list.items[index]
    if (item !== undefined) item.opinion = text
  })
  return list
}
