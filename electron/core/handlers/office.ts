import { basename } from 'node:path'
import { parseCalendarFile } from '../../../shared/holidayCalendar.ts'
import { accountLine } from '../accountLines.ts'
import { calendarViews } from '../calendars.ts'
import type { Handlers } from '../callContext.ts'
import { columnSetViews } from '../columnSets.ts'
import { idleMinutes } from '../idleTime.ts'
import { setAccountRoles } from '../jobs/accountRoles.ts'
import {
  removeCalendar,
  saveArticleStages,
  saveCalendar,
  saveColumnSet,
  saveDefaultRules,
  saveIdleMinutes,
} from '../jobs/officeDefaults.ts'
import { savePaperText } from '../jobs/savePaperText.ts'
import { articleStagesViews, defaultRulesView } from '../officeDefaults.ts'
import { paperTextViews } from '../paperTexts.ts'
import { readSmallText } from '../smallText.ts'
import { previewPaperText } from '../textPreview.ts'

/** What the office sets for every round. */
export const officeHandlers = {
  'account.setRoles': (context, { accountId, roles }) => {
    setAccountRoles(context.ws, context.session.actor(), accountId, roles)
    return accountLine(context, accountId)
  },
  'calendar.list': ({ ws }) => calendarViews(ws),
  'calendar.read': async ({ files }, { fileToken }) => {
    const path = files.path(fileToken, 'read')
    return parseCalendarFile(await readSmallText(path, '节假日文件'), basename(path))
  },
  'calendar.save': ({ ws, session }, file) => {
    saveCalendar(ws, session.actor(), file)
    return calendarViews(ws)
  },
  'calendar.remove': ({ ws, session }, { year }) => {
    removeCalendar(ws, session.actor(), year)
    return calendarViews(ws)
  },
  'settings.roundRules': ({ ws }) => defaultRulesView(ws),
  'settings.saveRoundRules': ({ ws, session }, rules) => {
    saveDefaultRules(ws, session.actor(), rules)
    return defaultRulesView(ws)
  },
  'settings.columns': ({ ws }) => columnSetViews(ws),
  'settings.saveColumns': ({ ws, session }, input) => {
    saveColumnSet(ws, session.actor(), input)
    return columnSetViews(ws)
  },
  'settings.texts': ({ ws }) => paperTextViews(ws),
  'settings.saveText': ({ ws, session }, { kind, text }) => {
    savePaperText(ws, session.actor(), kind, text)
    return paperTextViews(ws)
  },
  'settings.previewText': ({ ws, session }, input) => previewPaperText(ws, session.actor(), input),
  'settings.stages': ({ ws }) => articleStagesViews(ws),
  'settings.saveStages': ({ ws, session }, input) => {
    saveArticleStages(ws, session.actor(), input)
    return articleStagesViews(ws)
  },
  'settings.idle': ({ ws }) => ({ minutes: idleMinutes(ws) }),
  'settings.saveIdle': ({ ws, session }, { minutes }) => {
    saveIdleMinutes(ws, session.actor(), minutes)
    return { minutes: idleMinutes(ws) }
  },
} satisfies Partial<Handlers>
