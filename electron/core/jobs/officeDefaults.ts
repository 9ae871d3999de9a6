import { saveSetting } from '../../../db/settings.ts'
import { roundingText } from '../../../shared/cohort/rounding.ts'
import type { Input } from '../../../shared/contract.ts'
import { AppError } from '../../../shared/errors.ts'
import { type CalendarFile, readCalendar } from '../../../shared/holidayCalendar.ts'
import { COLUMN_SET_NAMES, readColumnSet } from '../../../shared/report/columns.ts'
import { OPTIONAL_STAGES } from '../../../shared/settings/views.ts'
import { ARTICLE_STAGES } from '../articleStages.ts'
import { CALENDARS, enteredCalendars } from '../calendars.ts'
import { COLUMN_SETS, ownColumnSets, shippedColumnSets } from '../columnSets.ts'
import { IDLE, idleMinutes } from '../idleTime.ts'
import { articlesNow, DEFAULT_RULES, type DefaultRules, switchedOff } from '../officeDefaults.ts'
import { type Actor, record, type Workspace } from '../workspace.ts'

/** Enters the holidays of a year, over what was entered or ships. Errors: BAD_INPUT naming the day. */
export function saveCalendar(ws: Workspace, actor: Actor, file: CalendarFile): void {
  const { daysOff, daysWorked } = readCalendar(file)
  record(ws, actor, (tx) => {
    saveSetting(tx, CALENDARS, { ...enteredCalendars(ws), [file.year]: file })
    tx.log('录入节假日', `${file.year}年`, {
      basis: file.source,
      daysOff: daysOff.size,
      daysWorked: daysWorked.size,
    })
  })
}

/** Takes an entered year out again. Errors: NOT_FOUND when it was not entered here. */
export function removeCalendar(ws: Workspace, actor: Actor, year: number): void {
  record(ws, actor, (tx) => {
    const { [String(year)]: removed, ...others } = enteredCalendars(ws)
    if (removed === undefined) throw new AppError('NOT_FOUND', `${year}年的节假日不是本局录入的，不能撤销`)
    saveSetting(tx, CALENDARS, others)
    tx.log('撤销节假日录入', `${year}年`, { basis: removed.source })
  })
}

/** Sets the money rules a new round starts with; rounds there are keep theirs. */
export function saveDefaultRules(ws: Workspace, actor: Actor, rules: DefaultRules): void {
  record(ws, actor, (tx) => {
    saveSetting(tx, DEFAULT_RULES, rules)
    tx.log('新批次的计算规则', '', {
      rounding: roundingText(rules.rounding),
      capAtRequested: rules.capAtRequested,
      largestRemainder: rules.largestRemainder,
    })
  })
}

/** Sets after how many minutes without work a session ends; it holds at once. */
export function saveIdleMinutes(ws: Workspace, actor: Actor, minutes: number): void {
  record(ws, actor, (tx) => {
    const before = idleMinutes(ws)
    saveSetting(tx, IDLE, minutes)
    tx.log('闲置锁定时间', '', { minutes: `${before}分钟改为${minutes}分钟` })
  })
}

/** Sets the columns of one table of the Excel papers; null: as shipped again. Errors: BAD_INPUT. */
export function saveColumnSet(ws: Workspace, actor: Actor, { name, columns }: Input<'settings.saveColumns'>): void {
  if (columns !== null) readColumnSet(name, columns, shippedColumnSets(ws)[name])
  record(ws, actor, (tx) => {
    const { [name]: _, ...others } = ownColumnSets(ws)
    saveSetting(tx, COLUMN_SETS, columns === null ? others : { ...others, [name]: columns })
    tx.log(columns === null ? '恢复出厂列设置' : '列设置', COLUMN_SET_NAMES[name], {
      columns: columns?.map(({ header }) => header) ?? [],
    })
  })
}

/** Switches stages of an article off, or on again, from now on. Errors: BAD_INPUT without a basis or for a fixed stage. */
export function saveArticleStages(ws: Workspace, actor: Actor, input: Input<'settings.saveStages'>): void {
  const basis = input.basis.trim()
  const article = articlesNow(ws).get(input.article)
  if (article === undefined) throw new AppError('NOT_FOUND', '这一条现在没有施行，不能设定环节')
  const off = OPTIONAL_STAGES.filter((stage) => input.off.includes(stage))
  const fixed = input.off.find((stage) => !OPTIONAL_STAGES.includes(stage))
  if (fixed !== undefined) throw new AppError('BAD_INPUT', `“${fixed}”是每件申报必经的环节，不能省去`)
  const foreign = off.find((stage) => !article.version.stages.includes(stage))
  if (foreign !== undefined) throw new AppError('BAD_INPUT', `${article.version.no}本来没有“${foreign}”环节，不必省去`)
  if (off.length > 0 && basis === '') throw new AppError('BAD_INPUT', '请写明省去环节的依据（文号或会议纪要）')
  record(ws, actor, (tx) => {
    const { [input.article]: _, ...others } = switchedOff(ws)
    saveSetting(tx, ARTICLE_STAGES, off.length === 0 ? others : { ...others, [input.article]: { off, basis } })
    tx.log('各条款环节', `${article.version.no} ${article.title}`, {
      stagesOff: off.length === 0 ? '无' : off.join('、'),
      basis,
    })
  })
}
