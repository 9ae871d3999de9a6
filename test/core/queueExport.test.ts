import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { expect, test } from 'vitest'
import { inOrder, narrow, type QueueView, WHOLE_QUEUE } from '../../renderer/queueView.ts'
import { COLUMN_KEYS, type ColumnKey, fenOf, QUEUE_COLUMNS, wordsOf } from '../../shared/queue/columns.ts'
import type { CaseRow } from '../../shared/views.ts'
import { sampleDesk, tempFolder } from './coreHarness.ts'

const HELP = {
  accountId: null,
  overdue: new Set<string>(),
  holds: (text: string, words: string) => text.includes(words),
}

/** Views as people set them, each with the columns left on screen. */
const VIEWS: [string, Partial<QueueView>, readonly ColumnKey[]][] = [
  ['everything', {}, COLUMN_KEYS],
  [
    'one industry, by amount from the top',
    { filters: { industry: { kind: 'choice', values: ['钟表'] } }, sort: { key: 'requested', down: true } },
    ['applicant', 'requested', 'applicationNo'],
  ],
  [
    'words in the name, amounts and score hidden',
    { filters: { applicant: { kind: 'text', words: '眼镜' } } },
    ['applicationNo', 'applicant', 'industry', 'stage'],
  ],
  ['nothing but amounts, by score', { sort: { key: 'score', down: false } }, ['requested', 'computed', 'proposed']],
]

/** What an independent reader finds in 申报列表. */
async function readBack(path: string): Promise<{ head: unknown[]; body: unknown[][]; sums: unknown[] }> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.readFile(path)
  const sheet = book.getWorksheet('申报列表')
  const width = sheet?.columnCount ?? 0
  const lines = Array.from({ length: sheet?.rowCount ?? 0 }, (_, row) =>
    Array.from({ length: width }, (__, column) => sheet?.getRow(row + 1).getCell(column + 1).value ?? null),
  )
  const [head = [], ...rest] = lines
  const summed = rest.at(-1)?.some((cell) => typeof cell === 'object' && cell !== null) ?? false
  return { head, body: summed ? rest.slice(0, -1) : rest, sums: summed ? (rest.at(-1) ?? []) : [] }
}

const shown = (row: CaseRow, key: ColumnKey) => {
  const { kind } = QUEUE_COLUMNS[key]
  if (kind === 'money') {
    const fen = fenOf(row, key)
    return fen === null ? null : fen / 1_000_000
  }
  if (kind === 'score') return row.score === null ? null : Number(row.score)
  return wordsOf(row, key) || null
}

test.each(VIEWS)('the file holds the rows, order, columns and sums on screen: %s', async (_, change, columns) => {
  const { desk, round } = await sampleDesk()
  const view = { ...WHOLE_QUEUE, ...change }
  const all = await desk.ask('case.list', { roundId: round.id })
  const rows = inOrder(narrow(all, view, HELP), view.sort)
  expect(rows.length).toBeGreaterThan(2)
  if (change.filters !== undefined) expect(rows.length).toBeLessThan(all.length)
  const path = join(tempFolder(), '列表.xlsx')
  const order = { roundId: round.id, caseIds: rows.map(({ id }) => id), columns: [...columns], words: '试' }
  await desk.ask('queue.export', { ...order, saveToken: desk.writeToken(path) })

  const { head, body, sums } = await readBack(path)
  const names = columns.map(
    (key) => `${QUEUE_COLUMNS[key].name}${QUEUE_COLUMNS[key].kind === 'money' ? '（万元）' : ''}`,
  )
  expect(head).toEqual(names)
  expect(body).toEqual(rows.map((row) => columns.map((key) => shown(row, key))))
  // A column without a single amount has no sum, as on screen.
  const money = columns.filter(
    (key) => QUEUE_COLUMNS[key].kind === 'money' && rows.some((row) => fenOf(row, key) !== null),
  )
  expect(sums.filter((cell) => typeof cell === 'object' && cell !== null)).toHaveLength(money.length)
  for (const key of money) {
    const at = columns.indexOf(key)
    const fen = rows.reduce((sum, row) => sum + (fenOf(row, key) ?? 0), 0)
    expect(sums[at]).toMatchObject({ result: fen / 1_000_000 })
  }
})
