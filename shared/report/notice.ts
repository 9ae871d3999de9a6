import { AppError } from '../errors.ts'
import type { Calendars } from '../workdays.ts'
import type { FrozenList, NoticeSettings } from './frozenList.ts'
import type { NoticeTemplate } from './noticeTemplate.ts'
import { allocatedSum, grantedItems, type NoticeContent, publicPaper } from './publicPaper.ts'
import { plainRow } from './publicTable.ts'

/**
 * The words of a 公示: granted applications only, natural persons masked, number and total in the text, start and end
 * date counted by the calendar. A setting that is not filled in stands as 〔待填写：…〕 and gives a warning.
 * Errors: BAD_INPUT when nothing is granted or the period runs into a year without calendar.
 */
export function noticeContent(
  list: FrozenList,
  settings: NoticeSettings,
  template: NoticeTemplate,
  calendars: Calendars,
): NoticeContent {
  const granted = grantedItems(list)
  if (granted.length === 0) throw new AppError('BAD_INPUT', '名单中没有拟资助项目，无需公示，请核对批次和拟定意见')
  return publicPaper(
    { list, settings, template, calendars },
    {
      kind: 'notice',
      rows: granted.map(plainRow),
      fields: {},
      period: true,
      facts: { column: 'allocatedFen', columnFen: allocatedSum(granted), otherDays: [], after: null },
    },
  )
}
