import { describe, expect, it } from 'vitest'
import { makeCasePapers } from '../../electron/core/pdf/makeCasePapers.ts'
import { makeNotice, type NoticeDeps } from '../../electron/core/pdf/makeNotice.ts'
import { makePack } from '../../electron/core/pdf/makePack.ts'
import { readLetterTemplate } from '../../electron/core/pdf/noticeFiles.ts'
import { figuresOf } from '../../shared/desk/figures.ts'
import { yearOverYear } from '../../shared/desk/yearOverYear.ts'
import { reviewForm, scoringForm } from '../../shared/report/caseForms.ts'
import { letterContent } from '../../shared/report/caseLetters.ts'
import { type PackFacts, packForm } from '../../shared/report/decisionPack.ts'
import type { Form } from '../../shared/report/formPages.ts'
import type { FrozenList } from '../../shared/report/frozenList.ts'
import { paperBlanks } from '../../shared/report/paperBlanks.ts'
import { longList, SETTINGS, sampleList } from '../fixtures/frozenList.ts'
import { ASSESSMENT, condition, paperCase } from '../fixtures/paperCase.ts'
import { formFaults, formLayoutFaults, layoutFaults, paperFaults } from './checkPaper.ts'
import { DEPS, expectedOf, extremeList, letterOf } from './expected.ts'
import { textLines } from './grid.ts'
import { readPages } from './readPages.ts'

const list = sampleList()
const later = { ...SETTINGS, startOn: '2026-03-16' }
const { fonts, templatesRoot } = DEPS

describe('a public paper on finished pages', () => {
  /** Half the sample's amounts corrected, so that the table runs over a page. */
  const corrected: FrozenList = {
    ...list,
    listNo: '定稿2026-1-02',
    items: list.items.map((item) => ({ ...item, allocatedFen: Math.max(0, item.allocatedFen - 10_000) })),
  }
  const correction: NoticeDeps = {
    ...DEPS,
    paper: { kind: 'correction', published: { list, publishedOn: '2026-03-03' } },
  }
  const disbursement: NoticeDeps = { ...DEPS, paper: { kind: 'disbursement' } }
  const longIssuer = '深圳市龙岗区工业和信息化局、深圳市龙岗区财政局、深圳市龙岗区商务局'

  it.each([
    ['公示 of 2 names', longList(2), SETTINGS, DEPS],
    ['公示 of 50 names', longList(50), SETTINGS, DEPS],
    ['公示 of all articles', list, SETTINGS, DEPS],
    ['公示 marked as a trial', sampleList({ trial: true, demo: true }), SETTINGS, DEPS],
    ['公示 of three issuers', longList(20), { ...SETTINGS, issuer: longIssuer }, DEPS],
    ['更正公示', corrected, later, correction],
    ['下达通知', list, { ...later, signedOn: '2026-03-23' }, disbursement],
    ['下达通知 not yet dated', list, later, disbursement],
  ] as const)('has no fault: %s', async (_, of, settings, deps) => {
    const { bytes } = await makeNotice(of, settings, deps)
    expect(await paperFaults(bytes, expectedOf(of, settings, deps))).toEqual([])
  })

  it('has no fault with 5,000 names, some of them extremely long', { timeout: 300_000 }, async () => {
    const many = extremeList(5000)
    const { bytes, pages } = await makeNotice(many, SETTINGS, DEPS)
    expect(pages).toBeGreaterThan(400)
    expect(await paperFaults(bytes, expectedOf(many, SETTINGS, DEPS))).toEqual([])
  })

  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])('never leaves the total alone: %i rows more than a page', async (more) => {
    const of = longList(8 + more)
    const { bytes } = await makeNotice(of, SETTINGS, DEPS)
    expect(layoutFaults(await readPages(bytes), expectedOf(of, SETTINGS, DEPS))).toEqual([])
  })

  it('fills a page with 22 lines and a line with 28 characters', async () => {
    const { bytes } = await makeNotice(list, SETTINGS, DEPS)
    const [first] = await readPages(bytes)
    const lines = first === undefined ? [] : textLines(first)
    // One of the 22 is the blank one below the title.
    expect(lines).toHaveLength(21)
    expect(Math.max(...lines.map(({ text }) => [...text].length))).toBeGreaterThanOrEqual(28)
    const full = lines.filter(({ text, points }) => points === 16 && /^[^0-9A-Za-z]{27,}$/u.test(text))
    expect(full.length).toBeGreaterThan(2)
    for (const { text } of full) expect([...text].length).toBeLessThanOrEqual(28)
  })
})

describe('papers of one case on finished pages', () => {
  const asked = paperCase({
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
  const long = paperCase({
    assessment: {
      ...ASSESSMENT,
      conditions: Array.from({ length: 90 }, (_, index) =>
        condition({ id: String(index), text: `核对：第${index + 1}项材料与申报表一致，详见附件第${index + 1}页` }),
      ),
    },
  })
  const deps = { fonts, templatesRoot, settings: SETTINGS, dueOn: null, createdAt: '2026-03-06T01:00:00.000Z' } as const
  const again = [['一、条件核对（续）', '序号', '条件', '依据条款', '结论', '说明']]
  const cellsOf = ({ rows }: Form): string[] => rows.flatMap(({ cells }) => cells.map(({ text }) => text))

  it.each([
    ['个案审核表', 'review', asked, reviewForm(asked)],
    ['个案审核表 of many pages', 'review', long, reviewForm(long)],
    ['评审打分表', 'scoring', asked, scoringForm(asked)],
  ] as const)('has no fault: %s', async (_, kind, one, form) => {
    const { bytes } = await makeCasePapers([one], kind, deps)
    expect(await formFaults(bytes, cellsOf(form), one === long ? again : [])).toEqual([])
  })

  it.each(['supplement', 'refusal'] as const)('has no fault: %s', async (kind) => {
    const { bytes } = await makeCasePapers([asked], kind, deps)
    const content = letterContent(asked, kind, SETTINGS, readLetterTemplate(templatesRoot, kind), null, paperBlanks(''))
    expect(await paperFaults(bytes, { letter: letterOf(content, null), table: null })).toEqual([])
  })

  it('has no fault: 审定要点', async () => {
    const facts: PackFacts = {
      list,
      figures: figuresOf(list.items.map((item) => ({ ...item, sharing: item.status === 'granted' }))),
      years: yearOverYear({ year: 2026, batch: 1 }, [], [], 0),
      matches: ['“示例甲”与“示例乙”项目名称相近'],
      objections: [],
      issued: '文书编号 审定要点2026-1-01',
      madeOn: '2026-03-05',
      hide: (text) => text,
    }
    const { bytes } = await makePack(facts, SETTINGS.issuer, fonts)
    const pages = await readPages(bytes)
    expect(pages).toHaveLength(1)
    const limits = [8, 6, 5, 4, 3, 2, 1].map((limit) => cellsOf(packForm(facts, limit)))
    const cells = limits.find((one) => formLayoutFaults(pages, one).length === 0)
    expect(await formFaults(bytes, cells ?? [])).toEqual([])
  })
})
