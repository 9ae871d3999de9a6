import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { unpackBook } from '../../electron/core/excel/packedSheets.ts'
import { readPackedBook } from '../../electron/core/excel/readPackedBook.ts'
import type { Application } from '../../shared/application.ts'
import { parseHeaderTable } from '../../shared/intake/headers.ts'
import { planImport } from '../../shared/intake/plan.ts'
import { tempFiles } from '../excel/tempFile.ts'
import { makeBook, type Truth } from './intakeTruth.ts'

const BOOKS = 160
const files = tempFiles()
const headers = parseHeaderTable(readFileSync(new URL('../../templates/excel/headers.yaml', import.meta.url), 'utf8'))

/** A truth in the shape of an application; built from the truth alone. */
function expected(truth: Truth): Omit<Application, 'articleText'> {
  const two = (part: number): string => String(part).padStart(2, '0')
  const days = Object.entries(truth.days).map(([key, { year, month, day }]) => [
    key,
    `${year}-${two(month)}-${two(day)}`,
  ])
  const fen = Object.entries(truth.fen).map(([key, value]) => [key, Number(value)])
  return {
    applicationNo: truth.no,
    article: truth.article as Application['article'],
    applicant: truth.applicant,
    creditCode: truth.creditCode,
    industry: truth.industry,
    projectName: truth.project,
    facts: {
      ...truth.texts,
      ...Object.fromEntries(fen),
      ...Object.fromEntries(days),
      ...truth.flags,
      ...truth.years,
      ...truth.decimals,
      ...truth.integers,
    },
    materials: truth.materials,
  }
}

test(`${BOOKS} workbooks in the habits of a bureau are read exactly, to the last row and 分`, {
  timeout: 120_000,
}, async () => {
  let applications = 0
  let total = 0n
  for (let seed = 1; seed <= BOOKS; seed += 1) {
    const truth = await makeBook(seed)
    const path = files.write(`book${seed}.xlsx`, truth.bytes)
    const plan = planImport(unpackBook(await readPackedBook(path)), headers, new Map())
    expect(plan.problems, `seed ${seed}`).toEqual([])

    const read = new Map<string, Application>()
    for (const row of plan.rows) if (row.kind === 'new') read.set(`${row.sheet} ${row.row}`, row.application)
    expect([...read.keys()].sort(), `seed ${seed}`).toEqual(
      truth.truths.map(({ sheet, row }) => `${sheet} ${row}`).sort(),
    )
    for (const { sheet, row, truth: each } of truth.truths) {
      const { articleText: _, ...application } =
        read.get(`${sheet} ${row}`) ?? expect.fail(`seed ${seed} ${sheet} ${row}`)
      expect(application, `seed ${seed} ${sheet} ${row}`).toEqual(expected(each))
      for (const fen of Object.values(each.fen)) total -= fen
    }
    for (const { facts } of read.values()) {
      for (const [name, value] of Object.entries(facts)) if (name.endsWith('Fen')) total += BigInt(value)
    }
    expect(total, `seed ${seed}: sum of all amounts in 分`).toBe(0n)

    const skipped = plan.rows.filter((row) => row.kind === 'skipped').map(({ sheet, row }) => `${sheet} ${row}`)
    expect(skipped.sort(), `seed ${seed}`).toEqual(truth.skipped.map(({ sheet, row }) => `${sheet} ${row}`).sort())
    for (const sheet of truth.sheets) {
      const summary = plan.sheets.find(({ name }) => name === sheet.name)
      expect(summary, `seed ${seed}`).toMatchObject({ article: sheet.article, rows: sheet.rows, rejected: 0 })
      expect(summary?.rows).toBe((summary?.accepted ?? 0) + (summary?.rejected ?? 0) + (summary?.skipped ?? 0))
    }
    const again = planImport(
      unpackBook(await readPackedBook(path)),
      headers,
      new Map([...read.values()].map((app) => [app.applicationNo, app])),
    )
    expect([again.unchanged, again.changed], `seed ${seed}`).toEqual([read.size, 0])
    applications += read.size
  }
  expect(applications).toBeGreaterThan(800)
})
