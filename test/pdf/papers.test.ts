import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createFontStore } from '../../electron/core/fonts.ts'
import { layCasePapers, makeCasePapers } from '../../electron/core/pdf/makeCasePapers.ts'
import { layNotice, makeNotice, type PublicPaper } from '../../electron/core/pdf/makeNotice.ts'
import { CASE_PAPER_KINDS } from '../../shared/contract/papers.ts'
import type { PaperCase } from '../../shared/report/casePaper.ts'
import type { FrozenList, ListItem } from '../../shared/report/frozenList.ts'
import { factFinder } from '../../shared/report/personalFacts.ts'
import { SETTINGS, sampleList } from '../fixtures/frozenList.ts'
import { ASSESSMENT, condition, paperCase } from '../fixtures/paperCase.ts'
import { pdfText } from './pdfText.ts'
import { blankCharacters, inkInMargins, withoutCode } from './picture.ts'
import { renderPages } from './renderPages.ts'

const templatesRoot = join(import.meta.dirname, '../../templates')
const fonts = createFontStore({ fontDirs: [] })
const list = sampleList()
const squeezed = (pages: string[]): string => pages.join('').replace(/\s/g, '')

/** Half the sample's amounts corrected, so that the table runs over a page. */
const corrected: FrozenList = {
  ...list,
  listNo: '定稿2026-1-02',
  items: list.items.map((item) => ({ ...item, allocatedFen: item.allocatedFen > 0 ? item.allocatedFen - 10_000 : 0 })),
}
const PAPERS: [name: string, paper: PublicPaper, of: FrozenList][] = [
  ['更正公示', { kind: 'correction', published: { list, publishedOn: '2026-03-03' } }, corrected],
  ['下达通知', { kind: 'disbursement' }, list],
]
const settings = { ...SETTINGS, startOn: '2026-03-16', signedOn: null }

describe.each(PAPERS)('%s as a PDF', (name, paper, of) => {
  const deps = { templatesRoot, fonts, paper }

  it('shows every character where it was placed, with repeated header and page numbers', async () => {
    const { bytes, pages } = await makeNotice(of, settings, deps)
    const laid = layNotice(of, settings, deps)
    const pictures = await renderPages(bytes)
    expect(pictures).toHaveLength(pages)
    expect(blankCharacters(laid.pages, pictures, laid.typesetter.measure).blank).toEqual([])
    expect(pictures.map(inkInMargins)).toEqual(pictures.map(() => 0))
    const text = await pdfText(bytes)
    expect(text.map((page) => /—\s*(\d+)\s*—/.exec(page)?.[1])).toEqual(text.map((_, index) => String(index + 1)))
    const tables = text.slice(text.findIndex((page) => page.includes('附件') && page.includes('金额单位')))
    expect(tables.length).toBeGreaterThan(1)
    for (const page of tables) expect(page.replace(/\s/g, '')).toContain('项目名称')
  })

  it('never breaks an amount over two lines', () => {
    const { pages, content } = layNotice(of, settings, deps)
    const printed = pages.flatMap(({ texts }) => texts.map(({ text }) => text))
    const amounts = content.table.rows.flatMap(({ cells }) => cells.filter((cell) => /^[\d,]+\.\d{2,}$/.test(cell)))
    expect(amounts.length).toBeGreaterThan(25)
    for (const amount of amounts) expect(printed).toContain(amount)
  })

  it('stops at personal data, naming page, row and column, and at a character no font has', async () => {
    const change = (patch: Partial<ListItem>): FrozenList => ({
      ...of,
      items: of.items.map((item) => (item.applicationNo === 'LG2026-0030' ? { ...item, ...patch } : item)),
    })
    const personal = factFinder([{ kind: '联系电话', value: '0755-28940001', applicationNo: null }])
    await expect(
      makeNotice(change({ projectName: '应用（０７５５）２８９４—０００１' }), settings, { ...deps, personal }),
    ).rejects.toThrow(
      new RegExp(`^第[3-9]页${name}表第\\d+行LG2026-0030的“项目名称”含(?:座机|联系电话)（075\\*{4}0001）`),
    )
    await expect(makeNotice(change({ applicant: '深圳市ก示例公司' }), settings, deps)).rejects.toThrow(
      /LG2026-0030的“.*单位（个人）”中的“ก”（U\+0E01）/,
    )
  })
})

describe('papers of single cases as a PDF', () => {
  const asked: PaperCase = paperCase({
    marks: ['演示参数，非政策规定'],
    scheme: { criteria: [{ name: '示范带动', max: '100', weight: null }], basis: '示例会议纪要' },
    assessment: {
      ...ASSESSMENT,
      conditions: [
        condition({ outcome: 'unmet', text: '展览面积 5000㎡，未达到', supplement: '请补交：面积证明' }),
        ...ASSESSMENT.conditions,
      ],
    },
    decision: {
      kind: 'refuse',
      amountFen: null,
      opinion: '核实无误',
      reviewer: '甲',
      decidedAt: '2026-03-05T06:00:00.000Z',
    },
  })
  const other: PaperCase = { ...asked, application: { ...asked.application, applicationNo: 'LG2026-0013' } }
  const deps = { templatesRoot, fonts, settings: SETTINGS, dueOn: null, createdAt: '2026-03-06T01:00:00.000Z' }

  it.each(CASE_PAPER_KINDS)('%s shows every character, one page a case, marked on each page', async (kind) => {
    const { bytes, pages } = await makeCasePapers([asked, other], kind, deps)
    const laid = layCasePapers([asked, other], kind, deps)
    const pictures = await renderPages(bytes)
    expect(pages).toBe(2)
    // At the small sizes of a form the one stroke of 一 is a hair, too light for the measure.
    const blank = blankCharacters(laid.pages, pictures, laid.typesetter.measure).blank
    expect(blank.filter((place) => !place.includes(': 一 in'))).toEqual([])
    expect(pictures.map(withoutCode).map(inkInMargins)).toEqual([0, 0])
    const text = await pdfText(bytes)
    expect(text[1]).toContain('LG2026-0013')
    for (const page of text) expect(page).toContain('演示参数，非政策规定')
    for (const secret of ['13800138000', '6222020200001234567', '示例路12号'])
      expect(squeezed(text)).not.toContain(secret)
  })

  it.each(CASE_PAPER_KINDS)('%s stops at a character no font has, naming the case', async (kind) => {
    const application = { ...other.application, applicant: '深圳市ก示例公司' }
    await expect(makeCasePapers([asked, { ...other, application }], kind, deps)).rejects.toThrow(
      /LG2026-0013的.*中的“ก”（U\+0E01）/,
    )
  })

  it('is the same bytes for the same cases and moment', async () => {
    const [one, two] = [await makeCasePapers([asked], 'review', deps), await makeCasePapers([asked], 'review', deps)]
    expect(Buffer.compare(one.bytes, two.bytes)).toBe(0)
  })
})
