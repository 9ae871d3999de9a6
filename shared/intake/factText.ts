import { FACTS, type FactKind, type FactName, type FactValue } from '../application.ts'
import { decimalFromNumber } from '../decimal.ts'
import { readNumber, toMoney, toPlain } from './amounts.ts'
import { readDay, readDayNumber } from './dates.ts'
import type { RawCell } from './sheet.ts'
import { compact, tidy } from './text.ts'

/**
 * One fact as read. `value` null: nothing was stated, the fact stays unknown. `warnings` say what was assumed.
 * Not ok: `reason` is the sentence for the person who must correct it.
 */
export type ReadFact = { ok: true; value: FactValue | null; warnings: string[] } | { ok: false; reason: string }

/** The column's unit and the workbook's way of counting days. */
export interface ReadContext {
  unit: string
  date1904: boolean
}

const NOTHING = new Set(['', '空', '/', '\\', '-', '--', '—', '——', '–', '－', 'N/A', 'NA', '//'])
const NOT_YET = new Set([
  '无',
  '暂无',
  '待定',
  '待补',
  '待补充',
  '待审计',
  '未填',
  '未审计',
  '暂缺',
  '不涉及',
  '不适用',
])
/** Words that answer no yes-or-no question and are no content of a text either. */
const UNANSWERED = new Set(['待补', '待补充', '不涉及', '不适用'])
const YES = new Set(
  '是 有 √ ✓ ✔ ☑ ✅ Y YES TRUE T 1 对 已 已有 已提供 已提交 已设置 已设立 已设 已具备 具备 已附 已上传 已完成 已开展'.split(
    ' ',
  ),
)
const NO = new Set(
  '否 无 × ✖ ✗ ✘ ✕ ╳ ❌ X N NO FALSE F 0 不 未 没有 未有 未提供 未提交 未设置 未设立 未设 未具备 不具备 未附 未上传 未完成 未开展 不是'.split(
    ' ',
  ),
)

/**
 * Reads what a person typed for one fact, exactly as the import reads a text cell.
 * `unit` is the unit the text is understood in when it names none (元, 万元, ㎡ …); empty means the base unit.
 */
export function parseFactText(fact: FactName, text: string, unit: string): ReadFact {
  return readText(fact, FACTS[fact].kind, text, { unit, date1904: false })
}

/** Reads a cell of a known kind. Formulas' cached results are used; the caller says that they were formulas. */
export function readCell(field: string, kind: FactKind, cell: RawCell, context: ReadContext): ReadFact {
  switch (cell.kind) {
    case 'text':
      return readText(field, kind, cell.text, context)
    case 'number':
      return readNumberCell(field, kind, cell.value, context)
    case 'date':
      return readDateCell(kind, cell.date)
    case 'flag':
      if (kind === 'flag') return known(cell.value)
      return kind === 'text' ? known(cell.value ? '是' : '否') : no('是逻辑值（TRUE/FALSE），不是所要的内容')
    case 'error':
      return no(`单元格是错误值 ${cell.text}，请改正公式后重新保存`)
    case 'uncalculated':
      return no('公式没有计算结果，请在 Excel 或 WPS 中打开、保存后再导入')
  }
}

/** 是/有/√/Y … → true, 否/无/×/N … → false, blank → null, anything else undefined. */
export function readFlag(text: string): boolean | null | undefined {
  const bare = compact(text).toUpperCase()
  if (NOTHING.has(bare) || UNANSWERED.has(bare)) return null
  if (YES.has(bare)) return true
  return NO.has(bare) ? false : undefined
}

/** True when a stated text says nothing: blank, /, —, 空. */
export function saysNothing(text: string): boolean {
  return NOTHING.has(compact(text).toUpperCase())
}

function readText(field: string, kind: FactKind, text: string, context: ReadContext): ReadFact {
  if (saysNothing(text)) return known(null)
  const bare = compact(text)
  if ((kind === 'text' || kind === 'flag') && UNANSWERED.has(bare)) return known(null, `“${bare}”按未填处理`)
  if (kind === 'text') return known(settled(field, tidy(text)))
  if (kind === 'flag') {
    const flag = readFlag(text)
    return flag === undefined ? no('看不出是“是”还是“否”，请填 是/否') : known(flag)
  }
  if (NOT_YET.has(bare)) return known(null, `“${bare}”按未填处理`)
  switch (kind) {
    case 'id':
      return readIdText(field, bare)
    case 'fen':
      return readMoneyText(text, context.unit)
    case 'date': {
      const day = readDay(text)
      if (day === null) return no('不是有效日期，请写成 2026-03-05 的样子')
      return readSerialDay(day, context)
    }
    case 'year': {
      const match = /^(\d{4})(年度?)?$/.exec(bare)
      return readYear(match === null ? Number.NaN : Number(match[1]))
    }
    case 'decimal':
    case 'integer':
      return readPlainText(kind, text, context.unit)
  }
}

function readNumberCell(field: string, kind: FactKind, value: number, context: ReadContext): ReadFact {
  const digits = decimalFromNumber(value)
  switch (kind) {
    case 'text':
      return known(settled(field, digits))
    case 'id':
      return /^\d+$/.test(digits) ? known(digits) : no('应是号码，请把单元格设为文本后重新填写')
    case 'flag':
      return digits === '1' ? known(true) : digits === '0' ? known(false) : no('看不出是“是”还是“否”，请填 是/否')
    case 'fen': {
      const money = toMoney(digits, context.unit)
      return 'fen' in money ? known(money.fen) : no(money.reason)
    }
    case 'date': {
      const day = readDayNumber(value)
      return day === null ? no('不是有效日期，请写成 2026-03-05 的样子') : readSerialDay(day, context)
    }
    case 'year':
      return readYear(value)
    case 'decimal':
    case 'integer':
      return readPlain(kind, digits, context.unit)
  }
}

function readDateCell(kind: FactKind, date: string): ReadFact {
  if (kind === 'date') return known(date)
  if (kind === 'text') return known(date)
  if (kind === 'year') return known(Number(date.slice(0, 4)), `单元格是日期 ${date}，取其年份`)
  return no(`单元格是日期格式（显示为 ${date}），请改为数值或文本后重新填写`)
}

function readMoneyText(text: string, columnUnit: string): ReadFact {
  const number = readNumber(text)
  if ('reason' in number) return no(number.reason)
  const unit = number.unit === '' ? columnUnit : number.unit
  const money = toMoney(number.digits, unit)
  if ('reason' in money) return no(money.reason)
  return number.unit === '' ? known(money.fen) : known(money.fen, `单元格自带单位，按“${number.unit}”读`)
}

function readPlainText(kind: 'decimal' | 'integer', text: string, columnUnit: string): ReadFact {
  const number = readNumber(text)
  if ('reason' in number) return no(number.reason)
  if (/元$/.test(number.unit)) return no(`单位“${number.unit}”与本列不符`)
  return readPlain(kind, number.digits, number.unit === '' ? columnUnit : number.unit)
}

function readPlain(kind: 'decimal' | 'integer', digits: string, unit: string): ReadFact {
  const plain = toPlain(digits, unit)
  if ('reason' in plain) return no(plain.reason)
  if (kind === 'decimal') return known(plain.decimal)
  const whole = Number(plain.decimal)
  return Number.isSafeInteger(whole) ? known(whole) : no('应是整数')
}

function readIdText(field: string, bare: string): ReadFact {
  if (/^\d(\.\d+)?[eE]\+?\d+$/.test(bare)) return no('号码变成了科学记数法，后几位已丢失，请把单元格设为文本后重新填写')
  const upper = bare.toUpperCase()
  if (field === 'bankAccount') return known(bare.replace(/-/g, ''))
  if (field === 'creditCode') return known(upper.replace(/-/g, ''))
  return known(field === 'idNumber' ? upper : bare)
}

function readSerialDay(day: { date: string; serial: boolean }, context: ReadContext): ReadFact {
  if (!day.serial) return known(day.date)
  if (context.date1904)
    return no('是不带日期格式的数字，而本文件按 1904 年起算日期，看不准是哪一天，请写成 2026-03-05 的样子')
  return known(day.date, `单元格是不带日期格式的数字，按日期序号读作 ${day.date}`)
}

function readYear(year: number): ReadFact {
  const real = Number.isInteger(year) && year >= 1990 && year <= 2100
  return real ? known(year) : no('不是年份，请写成 2025 的样子')
}

/** The words of the policy for a few closed lists; anything else stays as written. */
function settled(field: string, text: string): string {
  const bare = compact(text)
  if (field === 'phase') {
    if (/^(首次|首次申报|首次申请)$/.test(bare)) return '首次'
    if (/^(后续|后续申报|后续申请|非首次)$/.test(bare)) return '后续'
  }
  if (field === 'eventKind') {
    const contest = /(大赛|赛事|比赛)$/.test(bare)
    const fair = /(展会|展览会|博览会|展览)$/.test(bare)
    if (contest !== fair && !/[和及、/]/.test(bare)) return contest ? '大赛' : '展会'
  }
  return text
}

function known(value: FactValue | null, ...warnings: string[]): ReadFact {
  return { ok: true, value, warnings }
}

function no(reason: string): ReadFact {
  return { ok: false, reason }
}
