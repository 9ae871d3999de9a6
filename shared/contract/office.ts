import { z } from 'zod'
import { calendarFile } from '../holidayCalendar.ts'
import { COLUMN_SET_KEYS, columnEntry } from '../report/columns.ts'
import { MOST_CHARACTERS, TEXT_KINDS } from '../report/paperText.ts'
import { ROLES } from '../roles.ts'
import { IDLE_MINUTES } from '../settings/idle.ts'
import type { ArticleStagesView, CalendarView, ColumnSetView, PaperTextView } from '../settings/views.ts'
import { STAGES } from '../stages/stages.ts'
import type { AccountLine, OfficeSettings, PaperPreview } from '../views.ts'
import {
  type Access,
  ADMIN,
  articleKey,
  type Call,
  core,
  id,
  isoDay,
  nothing,
  OFFICE,
  text,
  token,
  typed,
} from './call.ts'
import { roundRules } from './rounds.ts'

const officeSettings = z.strictObject({
  issuer: text,
  publicityDays: z.number().int().min(1).max(60).nullable(),
  workingDays: z.boolean(),
  countFirstDay: z.boolean(),
  startOn: isoDay.nullable(),
  dayOffStart: isoDay.nullable(),
  signedOn: isoDay.nullable(),
  consultContact: text,
  consultPhone: text,
  objectionContact: text,
  objectionPhone: text,
  address: text,
  postcode: text,
  supervisionPhone: text,
  basisDocuments: z
    .array(z.strictObject({ title: text.min(1, '请填写依据文件的名称'), no: text }))
    .max(8, '依据文件至多8份'),
  stepsDone: z.array(text.min(1, '审核程序不能为空')).max(12, '审核程序至多12项'),
  redHead: z.boolean(),
  headMark: text,
  documentNos: z.strictObject({ notice: text, correction: text, disbursement: text }),
})

/** What holds for every round: the chief answers for it, the administrator may enter it. */
const KEEPERS: Access = ['chief', 'admin']
const year = z.number().int().min(2000).max(2199)
const defaultRules = roundRules.pick({ rounding: true, capAtRequested: true, largestRemainder: true })

const idleRange = `锁定时间应为${IDLE_MINUTES.least}至${IDLE_MINUTES.most}分钟的整数`
const idle = z.strictObject({
  minutes: z.number().int(idleRange).min(IDLE_MINUTES.least, idleRange).max(IDLE_MINUTES.most, idleRange),
})

const textKind = z.enum(TEXT_KINDS)
/** A paper's words as YAML. */
const paperText = typed(MOST_CHARACTERS, `文字超过${MOST_CHARACTERS}字，请删短`)

/** Office settings, record keeping, backup. */
export const officeCalls = {
  'settings.get': core<OfficeSettings>()(OFFICE, nothing),
  'settings.save': core<OfficeSettings>()(['chief', 'clerk', 'admin'], officeSettings),
  'account.setRoles': core<AccountLine>()(
    ADMIN,
    z.strictObject({ accountId: id, roles: z.array(z.enum(ROLES)).min(1, '请至少选一个角色') }),
  ),

  'calendar.list': core<CalendarView[]>()(OFFICE, nothing),
  /** Reads a chosen file for the form; nothing is kept. */
  'calendar.read': core<z.infer<typeof calendarFile>>()(KEEPERS, z.strictObject({ fileToken: token })),
  /** Enters a year, over the one entered or shipped before. */
  'calendar.save': core<CalendarView[]>()(KEEPERS, calendarFile),
  /** Takes an entered year out again; a shipped one counts then. */
  'calendar.remove': core<CalendarView[]>()(KEEPERS, z.strictObject({ year })),

  /** Money rules a new round starts with. */
  'settings.roundRules': core<z.infer<typeof defaultRules>>()(OFFICE, nothing),
  'settings.saveRoundRules': core<z.infer<typeof defaultRules>>()(KEEPERS, defaultRules),

  'settings.columns': core<ColumnSetView[]>()(OFFICE, nothing),
  /** `columns` null: as shipped again. */
  'settings.saveColumns': core<ColumnSetView[]>()(
    ['chief', 'clerk', 'admin'],
    z.strictObject({ name: z.enum(COLUMN_SET_KEYS), columns: z.array(columnEntry).max(40).nullable() }),
  ),

  /** The words of the notices and letters. */
  'settings.texts': core<PaperTextView[]>()(OFFICE, nothing),
  /** `text` null: as shipped again. */
  'settings.saveText': core<PaperTextView[]>()(
    ['chief', 'clerk', 'admin'],
    z.strictObject({ kind: textKind, text: paperText.nullable() }),
  ),
  /** The pages with an unsaved text; they show applicants, so no administrator sees them. Nothing is kept. */
  'settings.previewText': core<PaperPreview>()(
    ['chief', 'clerk'],
    z.strictObject({ kind: textKind, roundId: id, text: paperText }),
  ),

  'settings.stages': core<ArticleStagesView[]>()(OFFICE, nothing),
  'settings.saveStages': core<ArticleStagesView[]>()(
    KEEPERS,
    z.strictObject({ article: articleKey, off: z.array(z.enum(STAGES)), basis: text }),
  ),

  'settings.idle': core<z.infer<typeof idle>>()(ADMIN, nothing),
  'settings.saveIdle': core<z.infer<typeof idle>>()(ADMIN, idle),

  'backup.create': core<{ bytes: number; sha256: string; attachments: number }>()(
    ADMIN,
    z.strictObject({ saveToken: token }),
  ),
} satisfies Record<string, Call<z.ZodType, unknown>>
