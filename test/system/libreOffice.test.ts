import { execFileSync } from 'node:child_process'
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { writeWorkbook } from '../../electron/core/excel/writeWorkbook.ts'
import { parseColumnSets } from '../../shared/report/columns.ts'
import type { FrozenList } from '../../shared/report/frozenList.ts'
import { summarySheets } from '../../shared/report/summary.ts'
import { hostileSummary } from '../excel/hostileSummary.ts'

const dir = mkdtempSync(join(tmpdir(), 'office-'))
afterAll(() => rmSync(dir, { recursive: true }))

const columns = join(import.meta.dirname, '../../templates/excel/columns.yaml')
const sets = parseColumnSets(readFileSync(columns, 'utf8'), 'columns.yaml')

async function written(path: string, list: FrozenList): Promise<void> {
  const file = createWriteStream(path)
  const about = { title: '表', createdAt: list.frozenAt }
  await Promise.all([finished(file), writeWorkbook(file, summarySheets(list, sets), about)])
}

/** CSV in UTF-8, every text quoted, cells as shown. */
const AS_CSV = 'csv:Text - txt - csv (StarCalc):44,34,76,1'

function asCsv(path: string): string[] {
  return converted(path, AS_CSV).trimEnd().split('\n')
}

function converted(path: string, format: string): string {
  // A profile of its own, so that it neither waits for nor disturbs an office that is open.
  const profile = pathToFileURL(join(dir, 'profile')).href
  execFileSync(
    'soffice',
    ['--headless', `-env:UserInstallation=${profile}`, '--convert-to', format, '--outdir', dir, path],
    { stdio: 'ignore' },
  )
  return readFileSync(path.replace(/\.xlsx$/, `.${format.split(':')[0]}`), 'utf8')
}

describe('资助汇总表 opened by LibreOffice', () => {
  it('means the same: nothing computed from data, totals recalculated to the same figures', async () => {
    const list = hostileSummary()
    const path = join(dir, 'summary.xlsx')
    await written(path, list)
    const lines = asCsv(path)
    for (const text of ['=1+1', '+1', '-1', '@SUM(A1)'])
      expect(lines.some((line) => line.includes(`,"${text}"`))).toBe(true)
    const allocated = list.items.reduce((sum, item) => sum + item.allocatedFen, 0)
    expect(allocated).toBe(2_011_595_900)
    expect(lines.at(-1)).toContain('"20,115,959.00"')
  })

  it('follows the links to 计算依据 inside the workbook', async () => {
    const list = hostileSummary()
    const path = join(dir, 'links.xlsx')
    await written(path, list)
    const links = [...converted(path, 'fods').matchAll(/xlink:href="([^"]*)"/g)].map(([, place]) => place)
    expect(links.length).toBeGreaterThan(20)
    expect(links.filter((place) => !/^#&apos;计算依据&apos;\.A\d+$/.test(place ?? ''))).toEqual([])
  })
})
