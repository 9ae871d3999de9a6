import { spawn } from 'node:child_process'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { tempFiles } from '../excel/tempFile.ts'
import { decoratedBook, hostileFiles } from './hostileFiles.ts'
import type { Hostile } from './hostileParts.ts'

interface Outcome {
  path: string
  ms: number
  megabytes: number
  sheets: number
  message: string
  code: string
}

const MAX_MS = 3_000
const MAX_MEGABYTES = 512
const files = tempFiles()
const hostile: Hostile[] = hostileFiles()
const paths = hostile.map(({ bytes }, at) => files.write(`${at}.xlsx`, bytes))

/** One process reads them all: its highest memory is that of the worst file. */
async function readAll(list: string[]): Promise<Outcome[]> {
  const script = fileURLToPath(new URL('./readHostile.ts', import.meta.url))
  const child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end(list.join('\n'))
  let output = ''
  for await (const chunk of child.stdout) output += String(chunk)
  return output
    .trim()
    .split('\n')
    .map((line): Outcome => JSON.parse(line))
}

describe('hostile workbooks (quality S4)', () => {
  const outcomes = new Map<string, Outcome>()
  beforeAll(async () => {
    for (const outcome of await readAll(paths)) outcomes.set(outcome.path, outcome)
  }, 600_000)

  test('there are at least forty kinds', () => {
    expect(new Set(hostile.map(({ name }) => name)).size).toBeGreaterThanOrEqual(40)
  })

  test.for(hostile.map(({ name, refused }, at) => ({ name, refused, path: paths[at] ?? '' })))(
    '$name',
    ({ refused, path }, { task }) => {
      const outcome = outcomes.get(path)
      expect(outcome).toBeDefined()
      expect(outcome?.ms).toBeLessThanOrEqual(MAX_MS)
      expect(outcome?.megabytes).toBeLessThanOrEqual(MAX_MEGABYTES)
      task.meta.figure = guardOf(outcome?.message ?? '', basename(path))
      if (refused === null) {
        expect(outcome?.message).toBe('')
        expect(outcome?.sheets).toBeGreaterThan(0)
      } else {
        expect(outcome?.code).toBe('BAD_WORKBOOK')
        expect(outcome?.message).toMatch(refused)
        expect(outcome?.message).toMatch(/请/)
        expect(outcome?.message).toContain(basename(path))
        expect(outcome?.message.replaceAll(basename(path), '')).not.toMatch(/\/|Error:.*Error|undefined/)
      }
    },
  )

  test('links, notes, tables and formats do not get in the way', async () => {
    const [outcome] = await readAll([files.write('decorated.xlsx', await decoratedBook())])
    expect(outcome).toMatchObject({ sheets: 1, message: '' })
  })
})

/** What stopped it, in the words of the refusal. */
function guardOf(message: string, name: string): string {
  return message === ''
    ? '读得出，时间和内存在限内'
    : message.replace('AppError: ', '').replaceAll(name, '…').slice(0, 60)
}
