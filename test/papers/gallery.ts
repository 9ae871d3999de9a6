/** `npm run papers`: draws docs/papers/*.png from the sample, the pages of a paper side by side. Needs pdftoppm. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import { closeDatabase } from '../../db/open.ts'
import { panelPaper } from '../../electron/core/panelPaper.ts'
import { paperSheets } from '../../electron/core/papers.ts'
import { makeCasePapers } from '../../electron/core/pdf/makeCasePapers.ts'
import { makeNotice } from '../../electron/core/pdf/makeNotice.ts'
import { makeSheets } from '../../electron/core/pdf/makeSheets.ts'
import type { FrozenList } from '../../shared/report/frozenList.ts'
import type { PaperSheet } from '../../shared/report/sheet.ts'
import { SETTINGS, sampleList } from '../fixtures/frozenList.ts'
import { frozenRound } from '../fixtures/frozenRound.ts'
import { ASSESSMENT, condition, paperCase } from '../fixtures/paperCase.ts'
import { DEPS } from './expected.ts'
import { allPictures, type Picture } from './pictures.ts'
import { readPages } from './readPages.ts'

const FOLDER = join(import.meta.dirname, '../../docs/papers')
const DPI = 80
const GAP = 12

const list = sampleList()
const corrected: FrozenList = {
  ...list,
  listNo: '定稿2026-1-02',
  items: list.items.map((item, at) =>
    at % 6 === 1 ? { ...item, allocatedFen: Math.max(0, item.allocatedFen - 10_000) } : item,
  ),
}
const refused = paperCase({
  scheme: {
    criteria: ['示范带动', '创新水平', '实施条件', '预期成效'].map((name) => ({ name, max: '25', weight: null })),
    basis: '示例会议纪要',
  },
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
    opinion: '现场核实的展览面积与申报一致，低于下限',
    reviewer: '甲',
    decidedAt: '2026-03-05T06:00:00.000Z',
  },
})
const later = { ...SETTINGS, startOn: '2026-03-16', signedOn: '2026-03-16' }
const caseDeps = { ...DEPS, settings: SETTINGS, dueOn: '2026-03-13', createdAt: '2026-03-06T01:00:00.000Z' }
const onePaper = async (kind: 'review' | 'scoring' | 'supplement' | 'refusal') =>
  (await makeCasePapers([kind === 'review' ? paperCase() : refused], kind, caseDeps)).bytes

const published = { list, publishedOn: '2026-03-03' }
/** Papers that are workbooks, as the program prints them, of the shipped sample. */
async function bookPapers(): Promise<Record<string, Uint8Array[]>> {
  const folder = mkdtempSync(join(tmpdir(), 'papers-'))
  const round = await frozenRound(join(folder, '评审.db'), join(import.meta.dirname, '../..'))
  const { ws, roundId } = round
  const pdf = async (sheets: readonly PaperSheet[]) => {
    const info = { title: '', author: '', createdAt: round.list.frozenAt }
    return [(await makeSheets(sheets, info, DEPS.fonts)).bytes]
  }
  const summary = paperSheets(ws, round.list, 'summary')
  const named = (name: string) => summary.filter((sheet) => sheet.name === name)
  const made = {
    approval: await pdf(paperSheets(ws, round.list, 'approval').slice(0, 1)),
    summary: await pdf(named('汇总')),
    steps: await pdf(named('计算依据').map((sheet) => ({ ...sheet, rows: [...sheet.rows].slice(0, 19) }))),
    waiting: await pdf(named('候补')),
    refusal: await pdf(named('不予支持及原因')),
    payment: await pdf(paperSheets(ws, round.list, 'payment').slice(0, 1)),
    panel: await pdf(panelPaper(ws, roundId).sheets.slice(0, 1)),
  }
  closeDatabase(ws.db)
  rmSync(folder, { recursive: true })
  return made
}

const PAPERS: Record<string, Uint8Array[]> = {
  ...(await bookPapers()),
  notice: [(await makeNotice(list, SETTINGS, DEPS)).bytes],
  correction: [(await makeNotice(corrected, later, { ...DEPS, paper: { kind: 'correction', published } })).bytes],
  disbursement: [(await makeNotice(list, later, { ...DEPS, paper: { kind: 'disbursement' } })).bytes],
  letters: [await onePaper('supplement'), await onePaper('refusal')],
  review: [await onePaper('review')],
  scoring: [await onePaper('scoring')],
}

for (const [name, pdfs] of Object.entries(PAPERS)) {
  const pictures: Picture[] = []
  for (const pdf of pdfs) pictures.push(...(await allPictures(pdf, (await readPages(pdf)).length, DPI)))
  writeFileSync(join(FOLDER, `${name}.png`), sideBySide(pictures.slice(0, 4)))
}

function sideBySide(pictures: readonly Picture[]): Uint8Array {
  const width = pictures.reduce((sum, picture) => sum + picture.width + GAP, GAP)
  const canvas = createCanvas(width, Math.max(...pictures.map(({ height }) => height)) + 2 * GAP)
  const context = canvas.getContext('2d')
  context.fillStyle = '#c8c8c8'
  context.fillRect(0, 0, canvas.width, canvas.height)
  let x = GAP
  for (const { width: wide, height, pixels } of pictures) {
    const image = context.createImageData(wide, height)
    pixels.forEach((grey, at) => {
      image.data.set([grey, grey, grey, 255], 4 * at)
    })
    context.putImageData(image, x, GAP)
    x += wide + GAP
  }
  return canvas.toBuffer('image/png')
}
