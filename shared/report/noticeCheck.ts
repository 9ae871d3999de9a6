import { chinaDay, chineseDate, daysBetween, type IsoDate, isoDate } from '../date.ts'
import { parseMoney, wanGrouped } from '../money.ts'
import { type Calendars, countWorkdays } from '../workdays.ts'
import { shortHash } from './marks.ts'
import type { NoticeContent, PaperFacts } from './publicPaper.ts'

/** A paper signed longer than this before its period begins was signed with a wrong date. */
const MOST_DAYS_BEFORE = 31

/**
 * What contradicts itself in the finished words of a public paper of any kind, as sentences: dates and years, the
 * period counted anew, number and sums, list id and check code. Reads the words that will be printed, so that a slip
 * in a template is found too; a notice signed with the wrong year (facts.md §4.1 #5) is one of them. Errors: BAD_INPUT
 * for a period that runs into a year without calendar.
 */
export function checkNotice(content: NoticeContent, calendars: Calendars): string[] {
  return [...dateFaults(content), ...periodFaults(content, calendars), ...sumFaults(content), ...listFaults(content)]
}

function dateFaults({ date, body, title, table, attachment, head, facts }: NoticeContent): string[] {
  const faults: string[] = []
  const { list, period, after, otherDays } = facts
  const signed = datesIn(date)[0] ?? null
  if (signed === null) {
    if (!date.startsWith('〔待填写')) faults.push(`成文日期“${date}”不是有效日期`)
  } else {
    const frozen = chinaDay(list.frozenAt)
    if (signed < frozen) faults.push(`成文日期${date}早于名单定稿日期${chineseDate(frozen)}，请核对年份`)
    if (period !== null && period.startOn < signed) {
      faults.push(`公示期自${chineseDate(period.startOn)}开始，早于成文日期${date}`)
    }
    if (period !== null && daysBetween(signed, period.startOn) > MOST_DAYS_BEFORE) {
      faults.push(`成文日期${date}比公示开始日期${chineseDate(period.startOn)}早一个月以上，请核对年份`)
    }
    if (after !== null && signed <= after.on)
      faults.push(`成文日期${date}不晚于${after.what}日期${chineseDate(after.on)}`)
  }
  const meant = new Set([signed, period?.startOn, period?.endOn, ...otherDays].filter((day) => day !== undefined))
  for (const { text } of body) {
    for (const { words, day } of datesWithWords(text)) {
      if (day === null) faults.push(`正文中的“${words}”不是有效日期`)
      else if (!meant.has(day)) faults.push(`正文中的“${words}”既不是成文日期，也不是公示起止日期`)
    }
  }
  const numbered = head === null ? null : (/〔(\d{4})〕/.exec(head.documentNo)?.[1] ?? null)
  if (numbered !== null && signed !== null && !signed.startsWith(numbered)) {
    faults.push(`发文字号“${head?.documentNo ?? ''}”的年份与成文日期${date}不符`)
  }
  const earliest = list.round.year
  for (const [what, day] of [
    ['成文日期', signed],
    ['公示开始日期', period?.startOn ?? null],
  ] as const) {
    if (day !== null && Number(day.slice(0, 4)) < earliest) {
      faults.push(`${what}${chineseDate(day)}早于批次年度${earliest}年，请核对年份`)
    }
  }
  const year = `${list.round.year}`
  for (const [place, words] of [
    ['标题', title.join('')],
    ['附件名', attachment],
    ['附表标题', table.title.join('')],
  ] as const) {
    const stray = [...words.matchAll(/(20\d{2})年/g)].find((match) => match[1] !== year)
    if (stray !== undefined) faults.push(`${place}中的“${stray[0]}”与批次年度${year}年不符`)
  }
  return faults
}

function periodFaults({ body, facts: { period } }: NoticeContent, calendars: Calendars): string[] {
  if (period === null) return []
  const faults: string[] = []
  const { startOn, endOn, days, workingDays, countFirstDay, dayOffStart } = period
  if (endOn < startOn) faults.push(`公示结束日期${chineseDate(endOn)}早于开始日期${chineseDate(startOn)}`)
  if (dayOffStart === 'open') {
    const ask = '请在“公示信息”中勾选确认当天发布并保存，或把起始日改为工作日'
    faults.push(`公示开始日期${chineseDate(startOn)}是休息日：${ask}`)
  }
  if (countWorkdays(endOn, endOn, calendars) === 0) {
    faults.push(`公示结束日期${chineseDate(endOn)}是休息日，应顺延至其后第一个工作日（民法典第二百零三条）`)
  }
  if (workingDays) {
    const counted =
      countWorkdays(startOn, endOn, calendars) - (countFirstDay ? 0 : countWorkdays(startOn, startOn, calendars))
    if (counted !== days) faults.push(`公示期实有${counted}个工作日，与所写的${days}个工作日不符`)
  }
  const words = body.map(({ text }) => text).join('')
  const stray = [...words.matchAll(/(?<![0-9])([0-9]+)个工作日/g)].find((match) => Number(match[1]) !== days)
  if (workingDays && stray !== undefined) faults.push(`正文中的“${stray[0]}”与公示期${days}个工作日不符`)
  return faults
}

function sumFaults({ body, table, facts }: NoticeContent): string[] {
  const faults: string[] = []
  if (table.rows.length !== facts.rows) faults.push(`附表有${table.rows.length}行，应为${facts.rows}行`)
  const words = body.map(({ text }) => text).join('')
  const total = wanGrouped(facts.totalFen)
  if (!words.includes(`${total}万元`)) faults.push(`正文没有写明合计${total}万元，与名单不符`)
  if (!new RegExp(`(?<![0-9])${facts.count}\\s*(?:项|个|家)`).test(words)) {
    faults.push(`正文没有写明共${facts.count}项，与名单不符`)
  }
  faults.push(...applicantFaults(words, facts))
  const at = table.columns.findIndex(({ field }) => field === facts.column)
  if (at < 0) return faults
  const sum = table.rows.reduce((fen, { cells }) => fen + wanCell(cells[at] ?? ''), 0)
  const header = table.columns[at]?.header ?? ''
  if (sum !== facts.columnFen) {
    faults.push(`附表“${header}”各行合计${wanGrouped(sum)}万元，与名单的${wanGrouped(facts.columnFen)}万元不符`)
  }
  const printed = table.total[at] ?? ''
  if (printed !== '' && wanCell(printed) !== sum) faults.push(`附表“${header}”合计行${printed}万元与各行之和不符`)
  return faults
}

function applicantFaults(words: string, facts: PaperFacts): string[] {
  const stray = [...words.matchAll(/申报单位[^\d，。]*(\d+)\s*(?:家|个|名)/g)].find(
    (match) => Number(match[1]) !== facts.applicants,
  )
  return stray === undefined ? [] : [`正文中的“${stray[0]}”与名单的${facts.applicants}家（名）申报单位不符`]
}

function listFaults({ reference, facts: { list } }: NoticeContent): string[] {
  const faults: string[] = []
  if (!reference.includes(`定稿号 ${list.listNo}　`)) faults.push(`页脚的定稿号与名单“${list.listNo}”不符`)
  if (!reference.includes(shortHash(list.hash))) faults.push(`页脚的校验码与名单“${list.listNo}”不符`)
  return faults
}

function wanCell(text: string): number {
  return text === '' || text === '—' ? 0 : parseMoney(text.replaceAll(',', ''), '万元')
}

function datesIn(text: string): IsoDate[] {
  return datesWithWords(text).flatMap(({ day }) => day ?? [])
}

function datesWithWords(text: string): { words: string; day: IsoDate | null }[] {
  return [...text.matchAll(/(\d{4})年(\d{1,2})月(\d{1,2})日/g)].map(([words, year, month, day]) => ({
    words,
    day: isoDate(Number(year), Number(month), Number(day)),
  }))
}

/** Of a paper nobody may post anyhow (试算, 演示参数) faults are reminders; of a real one they stop the export. */
export function stopsExport({ list }: Pick<PaperFacts, 'list'>): boolean {
  return !list.trial && !list.demo
}
