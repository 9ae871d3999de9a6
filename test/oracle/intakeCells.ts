/** A truth's values as a bureau's clerks write them into cells. */
import type ExcelJS from 'exceljs'
import type { Column } from './intakeColumns.ts'
import type { Dice } from './intakeDice.ts'
import type { Day, Truth } from './intakeTruth.ts'

const WIDE = '０１２３４５６７８９'
const wide = (text: string): string => text.replace(/\d/g, (digit) => WIDE[Number(digit)] ?? '').replace('.', '．')

/** 分 as decimal text of a unit, exact. */
function amountText(fen: bigint, unit: string): string {
  const places = unit === '万元' ? 6 : 2
  const digits = fen.toString().padStart(places + 1, '0')
  const fraction = digits.slice(-places).replace(/0+$/, '')
  return fraction === '' ? digits.slice(0, -places) : `${digits.slice(0, -places)}.${fraction}`
}

function grouped(text: string, comma: string): string {
  const [whole = '', fraction] = text.split('.')
  const head = whole.replace(/\B(?=(\d{3})+$)/g, comma)
  return fraction === undefined ? head : `${head}.${fraction}`
}

/** One cell in one of the many ways to write its value; blank values have many ways too. */
export function writeCell(
  dice: Dice,
  kind: Column['kind'],
  key: string,
  truth: Truth,
  unit: string,
): ExcelJS.CellValue {
  const blank = (): ExcelJS.CellValue => dice.pick([null, '', '/', '空', '—'])
  switch (kind) {
    case 'fen': {
      const fen = truth.fen[key]
      return fen === undefined ? blank() : writeAmount(dice, fen, unit)
    }
    case 'date': {
      const day = truth.days[key]
      return day === undefined ? blank() : writeDay(dice, day)
    }
    case 'flag':
    case 'material': {
      const flag = kind === 'flag' ? truth.flags[key] : truth.materials[key]
      if (flag === undefined) return dice.pick([null, '', '空'])
      return flag ? dice.pick(['是', '有', '√', 'Y', 'y', '✓', ' 是 ']) : dice.pick(['否', '无', '×', 'N', '✗'])
    }
    case 'year': {
      const year = truth.years[key]
      return year === undefined ? blank() : dice.pick([year, `${year}`, `${year}年`, wide(`${year}`), `${year}年度`])
    }
    case 'integer': {
      const value = truth.integers[key]
      return value === undefined ? blank() : dice.pick([value, `${value}`, `${value}家`, wide(`${value}`)])
    }
    case 'decimal': {
      const value = truth.decimals[key]
      return value === undefined ? blank() : dice.pick([Number(value), value, grouped(value, ','), wide(value)])
    }
    case 'id':
    case 'text':
      return writeText(dice, key, truth) ?? blank()
    default:
      return null
  }
}

function writeText(dice: Dice, key: string, truth: Truth): ExcelJS.CellValue | undefined {
  if (key === 'no')
    return dice.pick([
      truth.no,
      ` ${truth.no}`,
      { richText: [{ text: truth.no.slice(0, 4) }, { text: truth.no.slice(4) }] },
    ])
  if (key === 'applicant') return dice.pick([truth.applicant, `${truth.applicant} `, `\n${truth.applicant}`])
  if (key === 'industry') return truth.industry
  if (key === 'project') return truth.project
  if (key === 'creditCode') {
    if (truth.creditCode === '') return undefined
    return dice.pick([truth.creditCode, truth.creditCode.toLowerCase(), wide(truth.creditCode)])
  }
  const text = truth.texts[key]
  if (text === undefined) return undefined
  if (key === 'phone') return dice.pick([text, Number(text), wide(text)])
  return text
}

function writeAmount(dice: Dice, fen: bigint, unit: string): ExcelJS.CellValue {
  const text = amountText(fen, unit)
  const other = unit === '元' ? '万元' : '元'
  return dice.pick<ExcelJS.CellValue>([
    Number(text),
    Number(text),
    text,
    ` ${text} `,
    wide(text),
    grouped(text, ','),
    grouped(text, '，'),
    `${text}${unit}`,
    `${amountText(fen, other)}${other}`,
    `¥${grouped(text, ',')}`,
    { formula: `ROUND(${text},6)`, result: Number(text) },
  ])
}

function writeDay(dice: Dice, { year, month, day }: Day): ExcelJS.CellValue {
  const two = (part: number): string => String(part).padStart(2, '0')
  const at = Date.UTC(year, month - 1, day)
  return dice.pick<ExcelJS.CellValue>([
    new Date(at),
    new Date(at + 43_200_000),
    `${year}年${month}月${day}日`,
    `${year}.${month}.${day}`,
    `${year}/${month}/${day}`,
    `${year}-${two(month)}-${two(day)}`,
    `${year}${two(month)}${two(day)}`,
    Number(`${year}${two(month)}${two(day)}`),
    wide(`${year}-${two(month)}-${two(day)}`),
    `${year}-${two(month)}-${two(day)} 00:00:00`,
    Math.round(at / 86_400_000) + 25_569,
  ])
}
