import { describe, expect, it } from 'vitest'
import { drawPages, type Embedding } from '../../electron/core/pdf/drawPages.ts'
import { layCasePapers } from '../../electron/core/pdf/makeCasePapers.ts'
import { layNotice } from '../../electron/core/pdf/makeNotice.ts'
import { reviewForm } from '../../shared/report/caseForms.ts'
import type { PlacedText } from '../../shared/report/pages.ts'
import { SETTINGS, sampleList } from '../fixtures/frozenList.ts'
import { paperCase } from '../fixtures/paperCase.ts'
import {
  type Change,
  eachText,
  emptied,
  leftOut,
  moved,
  signatureAlone,
  splitRow,
  totalAlone,
  withoutHeader,
} from './breakPaper.ts'
import { formFaults, layoutFaults, paperFaults } from './checkPaper.ts'
import { DEPS, expectedOf } from './expected.ts'
import { readPages } from './readPages.ts'

const list = sampleList()
const laid = layNotice(list, SETTINGS, DEPS)
const expected = expectedOf(list, SETTINGS, DEPS)
const info = { title: '', author: '', createdAt: list.frozenAt }
const draw = (change: Change, embedding?: Embedding) => drawPages(change(laid.pages), laid.typesetter, info, embedding)

const only = (matches: (text: PlacedText, page: number) => boolean, change: (text: PlacedText) => PlacedText | null) =>
  eachText((text, page) => (matches(text, page) ? change(text) : text))
const says = (words: string) => (text: PlacedText) => text.text.includes(words)
const isNumber = ({ size, face }: PlacedText) => size === 14 && face === 'song'
const isTitle = ({ size }: PlacedText, page: number) => size === 22 && page === 1
const right = (by: number) => (text: PlacedText) => ({ ...text, x: text.x + by })
const same: Change = (pages) => [...pages]

/** What only the print shows. */
const PRINT: [name: string, change: Change, embedding: Embedding | undefined, found: RegExp][] = [
  ['an empty glyph in a name', same, emptied('曜'), /page 3: “曜” left no ink/],
  ['an empty glyph in the title', same, emptied('公'), /page 1: “公” left no ink/],
  ['the sign for a missing glyph', same, leftOut('曜'), /page 3: “曜” is in no font/],
  ['ink beside the 版心', moved(2, -10, 0), undefined, /page 2: ink in the 订口/],
  [
    'a page number on the wrong side',
    only((t, p) => isNumber(t) && p === 2, right(380)),
    undefined,
    /page 2: page number .* from the left/,
  ],
  ['a page number too near', only(isNumber, (t) => ({ ...t, y: t.y + 8 })), undefined, /page 1: 一字线 4\.\d mm/],
  [
    'a wrong page number',
    only(
      (t, p) => isNumber(t) && p === 4,
      (t) => ({ ...t, text: '— 1 —' }),
    ),
    undefined,
    /page 4 is numbered/,
  ],
  [
    'no page number',
    only(
      (t, p) => isNumber(t) && p === 5,
      () => null,
    ),
    undefined,
    /page 5 has no page number/,
  ],
]

/** What the places of characters and rules show. */
const LAYOUT: [name: string, change: Change, found: RegExp][] = [
  ['a shifted margin', moved(1, 6, 0), /page 1: 订口 at 30\.\d+ mm/],
  ['a page set too low', moved(2, 0, -6), /page 2: 天头 at 39\.\d+ mm/],
  ['a line off the grid', only(says('公示时间'), (t) => ({ ...t, y: t.y - 3 })), /line “一、公示时间” at/],
  [
    'a line not filled',
    only(says('法》（深龙工信规'), (t) => ({ ...t, spacing: -1.2 })),
    /ends \d+\.\d mm before the edge/,
  ],
  [
    'a line too long',
    only(says('公示期内，任何单位'), (t) => ({ ...t, text: `${t.text}又及` })),
    /runs out of the 版心/,
  ],
  [
    'a mark at the start of a line',
    only(says('面形式向我局'), (t) => ({ ...t, text: t.text.replace('面', '，') })),
    /starts with ，/,
  ],
  [
    'a bracket at the end of a line',
    only(says('请以书'), (t) => ({ ...t, text: t.text.replace(/书$/, '（') })),
    /ends with （/,
  ],
  ['a title out of the middle', only(isTitle, right(4)), /is not centred/],
  ['another title', only(isTitle, (t) => ({ ...t, text: t.text.replace('公示', '公告') })), /the title reads/],
  ['a missing header', withoutHeader(4), /page 4 does not repeat the header/],
  ['a split row', splitRow(3), /row \d+ reads .*not whole/],
  ['a row left out', only(says('李*'), () => null), /row 7 reads/],
  ['the total alone', totalAlone, /the total stands alone/],
  ['a name over the border', only(says('深圳市金曜'), right(30)), /crosses the border/],
  [
    'a table out of the 版心',
    (pages) =>
      pages.map((p) => ({
        ...p,
        lines: p.lines
          .map((l) => ({ ...l, x2: l.x2 + (l.x1 === l.x2 ? 0 : 9), x1: l.x1 === l.x2 && l.x1 > 500 ? l.x1 + 9 : l.x1 }))
          .map((l) => (l.x1 > 525 ? { ...l, x2: l.x1 } : l)),
      })),
    /the table leaves the 版心/,
  ],
  ['an amount on two lines', only(says('100.0000'), (t) => ({ ...t, text: '100.00' })), /row 1 reads/],
  ['署名 out of place', only((t, p) => p === 2 && t.text === SETTINGS.issuer, right(-12)), /署名 is not centred/],
  ['成文日期 out of place', only((t, p) => p === 2 && t.text === '2026年3月3日', right(12)), /成文日期 右空 18/],
  ['署名 alone', signatureAlone, /stand on a page without text/],
  ['附件说明 out of place', only(says('附件：'), right(-16)), /附件说明 is not 左空二字/],
  ['附件说明 with a mark', only(says('附件：'), (t) => ({ ...t, text: `${t.text}。` })), /ends with a mark/],
  [
    '“附件” on the wrong line',
    only(
      (t) => t.text === '附件',
      (t) => ({ ...t, y: t.y - 20 }),
    ),
    /“附件” is not on the first line/,
  ],
]

describe('the checker finds in a broken 公示', () => {
  it('nothing while it is whole', async () => {
    expect(await paperFaults(await draw(same), expected)).toEqual([])
  })

  it.each(PRINT)('%s', async (_, change, embedding, found) => {
    expect(await paperFaults(await draw(change, embedding), expected)).toContainEqual(expect.stringMatching(found))
  })

  it.each(LAYOUT)('%s', async (_, change, found) => {
    const pages = await readPages(await draw(change))
    expect(layoutFaults(pages, expected)).toContainEqual(expect.stringMatching(found))
  })

  it.each([
    [['深圳市龙岗区工业和信息', '化局关于2026年时尚产业发展扶持', '（第1批）拟资助项目的公示'], /breaks inside a word/],
    [['深圳市龙岗区工业和信息化局关于2026年', '时尚产业发展扶持', '（第1批）拟资助项目的公示'], /沙漏形/],
    [['深圳市龙岗区工业和信息化局', '关于2026年时尚产业发展扶持', '（第1批）拟资助项目的公示表'], /长方形/],
    [['深圳市龙岗区工业和信息化局关于2026年时尚产业', '发展扶持（第1批）拟资助项目的', '公示'], /too short/],
  ])('a title broken as %j', async (lines, found) => {
    let next = 0
    const pages = await readPages(await draw(only(isTitle, (text) => ({ ...text, text: lines[next++] ?? '' }))))
    expect(layoutFaults(pages, expected)).toContainEqual(expect.stringMatching(found))
  })
})

describe('the checker finds in a broken 个案审核表', () => {
  const one = paperCase()
  const cells = reviewForm(one).rows.flatMap((row) => row.cells.map(({ text }) => text))
  const deps = { ...DEPS, settings: SETTINGS, dueOn: null, createdAt: list.frozenAt }
  const form = layCasePapers([one], 'review', deps)
  const broken = (change: Change, embedding?: Embedding) =>
    drawPages(change(form.pages), form.typesetter, info, embedding)

  it.each([
    ['nothing while it is whole', same, undefined, null],
    ['an empty glyph', same, emptied('舍'), /“舍” left no ink/],
    ['a word in another cell', only((t) => t.text === '服装', right(130)), undefined, /the cells read/],
    ['a word over the border', only((t) => t.text === '取整', right(-8)), undefined, /“取” crosses the border/],
    [
      'a code on two lines',
      only(says('91440300'), (t) => ({ ...t, text: '91440300MA5' })),
      undefined,
      /the cells read/,
    ],
  ] as const)('%s', async (_, change, embedding, found) => {
    const faults = await formFaults(await broken(change, embedding), cells)
    if (found === null) expect(faults).toEqual([])
    else expect(faults).toContainEqual(expect.stringMatching(found))
  })
})
