import { z } from 'zod'
import { ARTICLE_KEYS, FACTS, type FactName } from './application.ts'
import { isIsoDate } from './date.ts'
import type { ErrorCode } from './errors.ts'
import { CHOSEN_UNITS, type SheetChoice } from './intake/choices.ts'
import { fieldChoices } from './intake/fields.ts'
import { ROLES, type Role } from './roles.ts'
import {
  type AccountView,
  type ArticleView,
  type AuditEntryView,
  type CaseRow,
  type CaseView,
  type CohortView,
  DECISION_KINDS,
  type FrozenListView,
  type ImportPlanView,
  type OfficeSettings,
  type PaperPreview,
  type RoundView,
  type SessionView,
} from './views.ts'

/** Who may make a call: anyone, anyone signed in, or one of these roles. */
export type Access = 'anyone' | 'signed-in' | readonly Role[]

export interface Call<I extends z.ZodType, O> {
  input: I
  access: Access
  /** The process that answers: dialogs and the like live in main, the rest in the core. */
  where: 'core' | 'main'
  /** Carries a type only. */
  output?: O
}

const core =
  <O>() =>
  <I extends z.ZodType>(access: Access, input: I): Call<I, O> => ({ input, access, where: 'core' })
const main =
  <O>() =>
  <I extends z.ZodType>(input: I): Call<I, O> => ({ input, access: 'anyone', where: 'main' })

const nothing = z.strictObject({})
const id = z.string().min(1).max(64)
const text = z.string().max(2000)
const isoDay = z.string().refine(isIsoDate, '日期应写成 2026-03-05')
const fen = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER)
const token = z.string().min(8).max(64)
const articleKey = z.enum(ARTICLE_KEYS)
const roles = z.array(z.enum(ROLES)).min(1)
const accountName = z.string().trim().min(1, '请填写姓名').max(40, '姓名过长')
const password = z.string().min(10, '密码至少 10 位').max(200, '密码过长')
const factNames = Object.keys(FACTS) as FactName[]

export const roundRules = z.strictObject({
  rounding: z.strictObject({
    unitFen: z.union([z.literal(100), z.literal(10_000), z.literal(1_000_000)]),
    mode: z.enum(['舍尾', '四舍五入']),
  }),
  capAtRequested: z.boolean(),
  cutScope: z.enum(['round', 'article']),
  articleBudgets: z.partialRecord(articleKey, fen),
  protectedArticles: z.array(articleKey),
  largestRemainder: z.boolean(),
})

const officeSettings = z.strictObject({
  issuer: text,
  publicityDays: z.number().int().min(1).max(60).nullable(),
  workingDays: z.boolean(),
  countFirstDay: z.boolean(),
  startOn: isoDay.nullable(),
  consultContact: text,
  consultPhone: text,
  objectionContact: text,
  objectionPhone: text,
  address: text,
  postcode: text,
  supervisionPhone: text,
})

/** What a person corrected of the guess; limits are those of an .xlsx sheet. */
const sheetChoice = z.strictObject({
  sheet: z.string().min(1).max(255),
  leftOut: z.boolean(),
  headerRow: z.number().int().min(1, '表头行号从 1 起').max(1_048_576, '表头行号过大').nullable(),
  columns: z
    .array(
      z.strictObject({
        column: z.number().int().min(1).max(16_384),
        field: z.enum([...fieldChoices().map(({ field }) => field), '']),
        unit: z.enum(CHOSEN_UNITS),
      }),
    )
    .max(1000, '一张工作表最多更改 1000 列'),
}) satisfies z.ZodType<SheetChoice>

const paperKind = z.enum(['summary', 'approval', 'notice'])
export type PaperKind = z.infer<typeof paperKind>

const REVIEW: Access = ['reviewer', 'chief']
const CHIEF: Access = ['chief']
const ADMIN: Access = ['admin']
const EXPORT: Access = ['reviewer', 'chief', 'clerk']

/** Every request the window can make. Names, shapes and rights exist here and nowhere else. */
export const contract = {
  'session.status': core<SessionView>()('anyone', nothing),
  /** Only while there is no account. Gets the roles admin, chief and reviewer. */
  'session.firstAccount': core<SessionView>()('anyone', z.strictObject({ name: accountName, password })),
  'session.signIn': core<SessionView>()('anyone', z.strictObject({ name: accountName, password: z.string().max(200) })),
  'session.signOut': core<SessionView>()('signed-in', nothing),

  'account.list': core<AccountView[]>()(ADMIN, nothing),
  'account.create': core<AccountView>()(ADMIN, z.strictObject({ name: accountName, password, roles })),
  'account.setActive': core<AccountView>()(ADMIN, z.strictObject({ accountId: id, active: z.boolean() })),

  'round.list': core<RoundView[]>()('signed-in', nothing),
  'round.create': core<RoundView>()(
    CHIEF,
    z.strictObject({
      year: z.number().int().min(2024).max(2099),
      batch: z.number().int().min(1).max(99),
      budgetFen: fen,
      demoParameters: z.boolean(),
      windowFrom: isoDay.nullable(),
      windowTo: isoDay.nullable(),
    }),
  ),
  /** The shipped sample workbook in a round with 演示参数, imported and assessed; refused when 2026-1 exists. */
  'round.createSample': core<RoundView>()(CHIEF, nothing),
  'round.get': core<RoundView>()('signed-in', z.strictObject({ roundId: id })),
  'round.setRules': core<RoundView>()(CHIEF, z.strictObject({ roundId: id, budgetFen: fen, rules: roundRules })),
  /** Assesses every application again. Answers how many and how many outcomes or amounts changed. */
  'round.assess': core<{ assessed: number; changed: number }>()(REVIEW, z.strictObject({ roundId: id })),

  /**
   * Reads the chosen workbook and plans; nothing is written. `overrides` correct what is guessed, by sheet. A file that can
   * be read but not imported answers with its `refusal` and the sheets and columns to choose from.
   */
  'import.preview': core<ImportPlanView>()(
    REVIEW,
    z.strictObject({ roundId: id, fileToken: token, overrides: z.array(sheetChoice).max(1000).optional() }),
  ),
  /** Applies exactly the plan that was shown, in one transaction, then assesses the round. */
  'import.commit': core<{ created: number; changed: number; unchanged: number; rejected: number }>()(
    REVIEW,
    z.strictObject({ planId: id }),
  ),

  'case.list': core<CaseRow[]>()('signed-in', z.strictObject({ roundId: id })),
  'case.get': core<CaseView>()('signed-in', z.strictObject({ caseId: id })),
  /** Appends a decision. `amountFen` null takes the computed amount; any other amount, or agreeing against the machine, needs an opinion. */
  'case.decide': core<CaseView>()(
    REVIEW,
    z.strictObject({
      caseId: id,
      assessmentId: id,
      kind: z.enum(DECISION_KINDS),
      amountFen: fen.nullable(),
      opinion: text,
    }),
  ),
  'case.saveDraft': core<{ savedAt: string }>()(REVIEW, z.strictObject({ caseId: id, opinion: text })),
  /** Corrects what was imported; old → new and the reason are kept; the case is assessed again. */
  'case.correct': core<CaseView>()(
    REVIEW,
    z.strictObject({
      caseId: id,
      edits: z
        .array(
          z.strictObject({
            fact: z.enum([...factNames, 'article', 'industry', 'projectName', 'creditCode']),
            text: z.string().max(500),
          }),
        )
        .min(1),
      reason: text.min(1, '请写明更正理由'),
    }),
  ),
  /** 批量拟定: proposes agree for every 待审 case the machine found met, refuse for unmet and repealed. */
  'case.proposeMet': core<{ agreed: number; refused: number }>()(REVIEW, z.strictObject({ roundId: id })),

  /** `budgetFen` null uses the round's own budget; another amount is a trial and is not saved. */
  'cohort.view': core<CohortView>()('signed-in', z.strictObject({ roundId: id, budgetFen: fen.nullable() })),
  'cohort.ruleTie': core<CohortView>()(
    CHIEF,
    z.strictObject({
      roundId: id,
      article: articleKey,
      industry: z.string().max(40),
      applicationNos: z.array(z.string().max(64)),
      reason: text.min(1, '请写明裁定理由'),
    }),
  ),

  'list.freeze': core<FrozenListView>()(CHIEF, z.strictObject({ roundId: id })),
  'list.all': core<FrozenListView[]>()('signed-in', z.strictObject({ roundId: id })),

  /** `listId` null previews the round as it stands, marked 试算. */
  'paper.preview': core<PaperPreview>()(
    EXPORT,
    z.strictObject({ roundId: id, listId: id.nullable(), kind: paperKind }),
  ),
  'paper.export': core<{ warnings: string[] }>()(
    EXPORT,
    z.strictObject({ roundId: id, listId: id.nullable(), kind: paperKind, saveToken: token }),
  ),

  'policy.articles': core<ArticleView[]>()('signed-in', z.strictObject({ roundId: id })),
  /** Enters a bureau value for a parameter (text as typed, parsed by its type) with its basis; the round uses it from now on. */
  'policy.setParameter': core<ArticleView[]>()(
    CHIEF,
    z.strictObject({
      roundId: id,
      key: z.string().max(80),
      text: z.string().max(4000),
      basis: text.min(1, '请写明依据（文号/条款）'),
      effectiveFrom: isoDay,
    }),
  ),

  'settings.get': core<OfficeSettings>()('signed-in', nothing),
  'settings.save': core<OfficeSettings>()(['chief', 'clerk', 'admin'], officeSettings),

  'audit.list': core<AuditEntryView[]>()(
    ['admin', 'auditor', 'chief'],
    z.strictObject({ limit: z.number().int().min(1).max(1000) }),
  ),
  'audit.verify': core<{ ok: boolean; message: string }>()('signed-in', nothing),
  'backup.create': core<{ bytes: number; sha256: string }>()(ADMIN, z.strictObject({ saveToken: token })),

  'dialog.openWorkbook': main<{ token: string; name: string } | null>()(nothing),
  'dialog.savePaper': main<{ token: string; name: string } | null>()(
    z.strictObject({ suggestedName: z.string().min(1).max(120), kind: z.enum(['xlsx', 'pdf', 'db']) }),
  ),
  'app.status': main<{ runtime: string; core: 'running' | 'restarting' | 'lost' }>()(nothing),
} satisfies Record<string, Call<z.ZodType, unknown>>

export type Contract = typeof contract
export type Channel = keyof Contract
/** Channels main answers itself. */
export type MainChannel = Extract<Channel, `dialog.${string}` | `app.${string}`>
export type CoreChannel = Exclude<Channel, MainChannel>
export type Input<C extends Channel> = z.infer<Contract[C]['input']>
export type Output<C extends Channel> = Exclude<Contract[C]['output'], undefined>
export type Reply<T> = { ok: true; value: T } | { ok: false; code: ErrorCode; message: string }
export const channels = Object.keys(contract) as Channel[]
