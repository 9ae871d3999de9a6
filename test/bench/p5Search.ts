/** P5: the window's search over 100,000 cases, by characters and initials, against reading every row anew. */
import { buildIndex, fold, type Searchable, searchIndex, searchKeys, spellAhead } from '../../renderer/search.ts'
import { ms, note, percentile, tell, timed } from './figure.ts'
import { Dice, makeApplications } from './generate.ts'

const CASES = 100_000
const LIMIT = 60
const QUERIES = 60
/** Names spelt at once while nobody waits, as the window does. */
const PIECE = 50

const rows = makeApplications(CASES).map(
  ({ applicationNo, applicant, projectName, industry, creditCode }): Searchable => ({
    id: applicationNo,
    applicationNo,
    applicant,
    projectName,
    industry,
    creditCode,
    requestedFen: null,
    computedFen: null,
    proposedFen: null,
  }),
)
const pieces: number[] = []
for (let from = 0; from < CASES; from += PIECE) pieces.push((await timed(() => spellAhead(rows, from, PIECE))).ms)
const { ms: building, value: index } = await timed(() => buildIndex(rows))
const dice = new Dice(5)
const queries = Array.from({ length: QUERIES }, (_, at) => someQuery(1 + (at % 4), at % 8 >= 4))
const durations: number[] = []
const computing: number[] = []
let wrong = 0
let hits = 0
for (const query of queries) {
  const { ms: took, cpu, value: found } = await timed(() => searchIndex(index, query))
  durations.push(took)
  computing.push(cpu)
  hits += found.size
  // Only some are compared: the plain answer spells 100,000 names for each of them.
  if (durations.length % 10 === 0 && !sameAnswer(found, plainAnswer(query))) wrong += 1
}
const slowest = percentile(durations, 0.95)
tell({
  name: `P5 检索 ${CASES} 件（1–4 个字或首字母，${QUERIES} 个检索词，共命中 ${hits} 件）第 95 百分位`,
  measured: `${ms(slowest)}，与逐件比对的结果${wrong === 0 ? '一致' : `有 ${wrong} 处不同`}`,
  target: `≤ ${LIMIT} ms 且一致`,
  beside: `本线程计算 ${ms(percentile(computing, 0.95))}，中位数 ${ms(percentile(durations, 0.5))}，最长 ${ms(Math.max(...durations))}`,
  reached: slowest <= LIMIT && wrong === 0,
})
const spelling = pieces.reduce((sum, piece) => sum + piece, 0)
note(
  `P5 建立检索表一次 ${ms(building)}；此前空闲时分 ${pieces.length} 段拼音，共 ${ms(spelling)}，最长一段 ${ms(Math.max(...pieces))}`,
)

function someQuery(length: number, initials: boolean): string {
  const row = rows[dice.integer(0, rows.length - 1)]
  if (row === undefined) throw new Error('no rows')
  const text = initials ? (searchKeys(row).find((key) => /^[a-z]+\d*[a-z]+$/.test(key)) ?? 'lg') : row.applicant
  const from = dice.integer(0, Math.max(0, text.length - length))
  return text.slice(from, from + length)
}

function plainAnswer(query: string): Set<string> {
  const wanted = fold(query)
  return new Set(
    rows
      .filter((row) => searchKeys(row).some((key) => key.includes(wanted)) || codeHolds(row, wanted))
      .map(({ id }) => id),
  )
}

function codeHolds({ creditCode }: Searchable, wanted: string): boolean {
  return /\d/.test(wanted) && fold(creditCode).includes(wanted)
}

function sameAnswer(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((id) => b.has(id))
}
