/** R9: every two-decimal amount from 0.00 to 100,000.00 元 through text and back, and a sample through the other carriers. */
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import ExcelJS from 'exceljs'
import { listApplications } from '../../db/applications.ts'
import { readWorkbook } from '../../electron/core/excel/readWorkbook.ts'
import { decimalFromNumber } from '../../shared/decimal.ts'
import { type Fen, parseMoney, wanText, yuanText } from '../../shared/money.ts'
import { ms, note, tell, timed } from './figure.ts'
import { makeApplications } from './generate.ts'
import { fillRound, newRound, newWorkspace, scratchFolder } from './world.ts'

const LAST: Fen = 10_000_000
/** Coprime with the cents of a yuan, so the sample takes every ending. */
const STEP = 997

const folder = scratchFolder()
const { ms: took, value: lost } = await timed(throughText)
const sample: Fen[] = []
for (let fen = 0; fen <= LAST; fen += STEP) sample.push(fen)
const lostInExcel = await throughExcel()
const lostInSqlite = throughSqlite()
tell({
  name: `R9 ${LAST + 1} 个两位小数金额经元、万元文字和表格数值往返`,
  measured: `${lost} 个有变（${ms(took)}）`,
  target: '0 个',
  beside: `trunc(x×100) 有 ${truncated()} 个错`,
  reached: lost === 0,
})
tell({
  name: `R9 抽样 ${sample.length} 个经 Excel 文件、SQLite 往返`,
  measured: `${lostInExcel}、${lostInSqlite} 个有变`,
  target: '0 个',
  beside: '',
  reached: lostInExcel + lostInSqlite === 0,
})
note('R9 经 PDF 文字往返的全量检查在 test/pdf 和 test/money 的测试中')

/** 元 text, 万元 text, and the binary number a spreadsheet holds for the 元 text. */
function throughText(): number {
  let wrong = 0
  for (let fen = 0; fen <= LAST; fen += 1) {
    const yuan = yuanText(fen)
    const same =
      parseMoney(yuan, '元') === fen &&
      parseMoney(wanText(fen), '万元') === fen &&
      parseMoney(decimalFromNumber(Number(yuan)), '元') === fen
    if (!same) wrong += 1
  }
  return wrong
}

function truncated(): number {
  let wrong = 0
  for (let fen = 0; fen <= LAST; fen += 1) if (Math.trunc(Number(yuanText(fen)) * 100) !== fen) wrong += 1
  return wrong
}

async function throughExcel(): Promise<number> {
  const path = join(folder, 'amounts.xlsx')
  const file = createWriteStream(path)
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: file })
  const sheet = book.addWorksheet('金额')
  for (const fen of sample) sheet.addRow([Number(yuanText(fen))]).commit()
  sheet.commit()
  await book.commit()
  await finished(file)
  const { sheets } = await readWorkbook(path)
  const rows = sheets[0]?.rows ?? []
  return sample.filter((fen, at) => {
    const cell = rows[at]?.cells.get(1)
    return cell?.kind !== 'number' || parseMoney(decimalFromNumber(cell.value), '元') !== fen
  }).length
}

function throughSqlite(): number {
  const ws = newWorkspace(join(folder, 'amounts.db'))
  const roundId = newRound(ws)
  const applications = makeApplications(sample.length).map((one, at) => {
    return { ...one, facts: { ...one.facts, requestedFen: sample[at] ?? 0 } }
  })
  fillRound(ws, roundId, applications)
  const wanted = new Map(applications.map(({ applicationNo, facts }) => [applicationNo, facts.requestedFen]))
  const stored = listApplications(ws.db, roundId)
  const wrong = stored.filter(
    ({ application }) => application.facts.requestedFen !== wanted.get(application.applicationNo),
  )
  return wrong.length + Math.abs(stored.length - sample.length)
}
