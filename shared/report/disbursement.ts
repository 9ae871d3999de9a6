import { AppError } from '../errors.ts'
import { periodEnd } from '../workdays.ts'
import { allocatedSum, grantedItems, type NoticeContent, type PaperInput, publicPaper } from './publicPaper.ts'
import { plainRow } from './publicTable.ts'

/**
 * The words of a 下达通知: the same granted applications as the 公示, with the total in capitals, signed after the 公示
 * has ended. Bank details are not on it. Errors: BAD_INPUT when nothing is granted.
 */
export function disbursementContent(input: PaperInput): NoticeContent {
  const granted = grantedItems(input.list)
  if (granted.length === 0) throw new AppError('BAD_INPUT', '名单中没有拟资助项目，无需下达，请核对批次和拟定意见')
  const { startOn, publicityDays, workingDays, countFirstDay } = input.settings
  const rule = { workingDays, countFirstDay }
  const after =
    startOn === null || publicityDays === null
      ? null
      : { on: periodEnd({ ...rule, startOn, days: publicityDays }, input.calendars), what: '公示期结束' }
  return publicPaper(input, {
    kind: 'disbursement',
    rows: granted.map(plainRow),
    fields: {},
    period: false,
    facts: { column: 'allocatedFen', columnFen: allocatedSum(granted), otherDays: [], after },
  })
}
