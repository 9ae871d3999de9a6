import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createFontStore } from '../../electron/core/fonts.ts'
import { layNotice, makeNotice, type NoticeDeps } from '../../electron/core/pdf/makeNotice.ts'
import type { FrozenList, NoticeSettings } from '../../shared/report/frozenList.ts'
import { longList, SETTINGS, sampleList } from '../fixtures/frozenList.ts'
import { type ExpectedPaper, paperFaults } from './checkPaper.ts'

const deps: NoticeDeps = {
  templatesRoot: join(import.meta.dirname, '../../templates'),
  fonts: createFontStore({ fontDirs: [] }),
}
const list = sampleList()

/** The words a public paper has to show, as they are before any page is laid out. */
function expectedOf(of: FrozenList, settings: NoticeSettings, given: NoticeDeps): ExpectedPaper {
  const { title, issuer, date, attachment, table } = layNotice(of, settings, given).content
  return {
    letter: { title, issuer, date, attachment, sealed: true },
    table: {
      header: table.columns.map(({ header }) => header),
      rows: table.rows.map(({ cells }) => cells),
      total: table.total.some((text) => text !== '') ? table.total : [],
    },
  }
}

describe('公示 on finished pages', () => {
  it.each([
    ['2 names', longList(2)],
    ['50 names', longList(50)],
    ['all articles', list],
    ['marked as a trial', sampleList({ trial: true, demo: true })],
    ['5,000 names', longList(5000)],
  ])('has no fault: %s', async (_, of) => {
    const { bytes } = await makeNotice(of, SETTINGS, deps)
    expect(await paperFaults(bytes, expectedOf(of, SETTINGS, deps))).toEqual([])
  })
})
