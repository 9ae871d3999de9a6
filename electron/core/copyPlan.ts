import { listAccounts } from '../../db/accounts.ts'
import { type ParameterVersion, parametersOfRound } from '../../db/parameters.ts'
import type { Round } from '../../db/rounds.ts'
import type { ArticleKey } from '../../shared/application.ts'
import { rulesText } from '../../shared/cohort/rulesText.ts'
import { chineseDate, type IsoDate } from '../../shared/date.ts'
import { wanGrouped } from '../../shared/money.ts'
import { type ArticleInForce, parameterDefinition } from '../../shared/policy/inForce.ts'
import { parameterText } from '../../shared/policy/values.ts'
import {
  type CopyLine,
  type CopyNeed,
  type CopyParameter,
  type CopyPlan,
  type CopyScheme,
  otherYearNote,
} from '../../shared/rounds/copyRound.ts'
import type { PanelExpert } from '../../shared/scoring/panel.ts'
import { bureauValues } from './bureauValues.ts'
import { calendarsOf } from './calendars.ts'
import { officeSettings } from './jobs/settings.ts'
import { requireRound } from './roundState.ts'
import { type ArticleScoring, articleScorings } from './scoring.ts'
import type { Workspace } from './workspace.ts'

/** From which round, to which year and batch. */
export interface CopyTarget {
  fromRoundId: string
  year: number
  batch: number
}

/** What the new round would take, with what stands behind each line. */
export interface Copying {
  from: Round
  policyOn: IsoDate
  plan: CopyPlan
  /** By key: what the new round can take. */
  versions: ReadonlyMap<string, ParameterVersion>
  scorings: ReadonlyMap<ArticleKey, { scoring: ArticleScoring; panel: PanelExpert[] }>
}

/** Errors: NOT_FOUND for the earlier round. */
export function copying(ws: Workspace, { fromRoundId, year, batch }: CopyTarget): Copying {
  const from = requireRound(ws, fromRoundId)
  const policyOn = `${year}-01-01`
  const articles = { old: ws.policy.articlesOn(from.policyOn, []), new: ws.policy.articlesOn(policyOn, []) }
  const versions = new Map(bureauValues(ws, policyOn, ws.now()).map((version) => [version.key, version]))
  const used = parametersOfRound(ws.db, from.id)
  const scorings = scoringsToTake(ws, from, articles.new)
  return {
    from,
    policyOn,
    versions,
    scorings,
    plan: {
      from: nameOf(from),
      name: nameOf({ year, batch }),
      lines: lines(ws, from, { year, batch, policyOn }, articles),
      parameters: parameters(ws, from, { year, policyOn }, { used, versions }),
      demoParameters: [...used.values()].filter(({ origin }) => origin === 'demo').length,
      schemes: [...scorings.values()].map(({ scoring, panel }) => schemeLine(scoring, panel, articles.new, year)),
    },
  }
}

type Articles = ReadonlyMap<ArticleKey, ArticleInForce>
type NewRound = { year: number; batch: number; policyOn: IsoDate }

function lines(ws: Workspace, from: Round, to: NewRound, articles: { old: Articles; new: Articles }): CopyLine[] {
  const office = officeSettings(ws)
  const calendar = calendarsOf(ws).get(to.year)
  const ownBudgets = Object.keys(from.rules.articleBudgets).length > 0
  const line = (
    id: CopyLine['id'],
    label: string,
    need: CopyNeed,
    texts: Partial<Pick<CopyLine, 'before' | 'after' | 'note'>>,
  ): CopyLine => ({ id, label, need, before: '', after: '', note: '', ...texts })
  const dates = [
    office.startOn === null ? '' : `起始日 ${office.startOn}`,
    office.signedOn === null ? '' : `成文日期 ${office.signedOn}`,
  ].filter((text) => text !== '')
  const contacts = [office.consultContact, office.consultPhone, office.objectionContact, office.objectionPhone]
  return [
    line('name', '年度和批次', 'check', { before: nameOf(from), after: nameOf(to) }),
    line('budget', '预算', 'enter', { before: `${wanGrouped(from.budgetFen)} 万元` }),
    line('window', '受理期', 'enter', { before: windowText(from) }),
    line('articles', '适用条款', 'check', {
      before: `${chineseDate(from.policyOn)}施行的条款`,
      after: `${chineseDate(to.policyOn)}施行的条款`,
      note: articlesNote(articles.old, articles.new),
    }),
    line('rules', '计算规则', 'keep', {
      before: rulesText(from.rules),
      after: rulesText(from.rules),
      note: ownBudgets ? '各条款预算不带过去，建好后在“本批次规则”重新填写' : '',
    }),
    line('publicity', '公示日期', dates.length === 0 ? 'keep' : 'check', {
      before: dates.length === 0 ? '未填写' : dates.join('，'),
      note: dates.length === 0 ? '公示前填写' : '是上一次公示的日期，清空后公示前重新填写',
    }),
    line('contacts', '发文机关与联系人', 'keep', {
      before: office.issuer,
      after: [office.issuer, ...contacts].filter((text) => text !== '').join('，'),
      note: contacts.some((text) => text === '') ? '还有没填的，请在“设置”补齐' : '人员有变动时在“设置”更改',
    }),
    line('calendar', '节假日', calendar === undefined ? 'missing' : 'keep', {
      before: `${from.year}年`,
      after: calendar === undefined ? '' : `${to.year}年`,
      note:
        calendar === undefined
          ? `没有${to.year}年的节假日安排，公示期和各种期限算不出来，请在“设置 → 节假日”录入或导入`
          : `出处：${calendar.source}`,
    }),
  ]
}

function windowText({ windowFrom, windowTo }: Round): string {
  return windowFrom === null && windowTo === null ? '未设' : `${windowFrom ?? '未定'} 至 ${windowTo ?? '未定'}`
}

function articlesNote(old: Articles, next: Articles): string {
  const named = [...next.values()].flatMap((article) => {
    const before = old.get(article.key)
    if (before === undefined) return [`新增${article.version.no}`]
    return before.hash === article.hash ? [] : [`${article.version.no}换版`]
  })
  const gone = [...old.values()].filter(({ key }) => !next.has(key)).map(({ version }) => `${version.no}不再施行`)
  const changed = [...named, ...gone]
  return changed.length === 0 ? '各条款与上一批相同' : changed.join('，')
}

/** The bureau's newest values for the new round's articles beside what the earlier round used. */
function parameters(
  ws: Workspace,
  from: Round,
  to: { year: number; policyOn: IsoDate },
  { used, versions }: { used: ReadonlyMap<string, ParameterVersion>; versions: ReadonlyMap<string, ParameterVersion> },
): CopyParameter[] {
  const { policy } = ws.policy
  const own = [...used.values()].filter(({ origin }) => origin === 'bureau')
  const keys = [...new Set([...own.map(({ key }) => key), ...versions.keys()])].sort()
  const numbers = new Map(
    [...ws.policy.articlesOn(from.policyOn, []), ...ws.policy.articlesOn(to.policyOn, [])].map(([key, { version }]) => [
      key as string,
      version.no,
    ]),
  )
  return keys.map((key): CopyParameter => {
    const before = used.get(key)
    const after = versions.get(key)
    const definition = parameterDefinition(policy, to.policyOn, key) ?? parameterDefinition(policy, from.policyOn, key)
    const head = {
      key,
      articleNo: numbers.get(key.slice(0, key.indexOf('.'))) ?? '',
      label: definition?.label ?? '',
      before: before === undefined || before.origin === 'demo' ? '' : parameterText(before.value),
    }
    if (after === undefined) {
      const note = '这一条已换版，原来的数值不能沿用，请在“条款”中重新录入'
      return { ...head, after: '', basis: before?.basis ?? '', effectiveFrom: null, note }
    }
    const notes = [
      otherYearNote(after.basis, to.year),
      before !== undefined && before.origin === 'bureau' && before.id !== after.id
        ? '上一批之后另有录入，取最新的'
        : '',
    ]
    const { basis, effectiveFrom } = after
    const note = notes.filter((text) => text !== '').join('；')
    return { ...head, after: parameterText(after.value), basis, effectiveFrom, note }
  })
}

/** The bureau's own 评审办法 of articles that still exist, with the experts who may still sit; 演示 ones stay behind. */
function scoringsToTake(ws: Workspace, from: Round, articles: Articles): Copying['scorings'] {
  const sole = listAccounts(ws.db).filter(({ active, roles }) => active && roles.length === 1 && roles[0] === 'expert')
  const seats = new Set(sole.map(({ id }) => id))
  return new Map(
    [...articleScorings(ws.db, from.id)].flatMap(([article, scoring]) => {
      if (scoring.scheme.demo || !articles.has(article)) return []
      const panel = scoring.panel.filter(({ id, onPaper }) => onPaper || seats.has(id))
      return [[article, { scoring, panel }] as const]
    }),
  )
}

function schemeLine(
  { article, scheme, newest, panel: before }: ArticleScoring,
  panel: readonly PanelExpert[],
  articles: Articles,
  year: number,
): CopyScheme {
  const left = before.filter(({ id }) => !panel.some((expert) => expert.id === id)).map(({ name }) => name)
  const inForce = articles.get(article)
  return {
    article,
    articleNo: inForce?.version.no ?? '',
    title: inForce?.title ?? '',
    criteria: scheme.criteria.map(({ name, max }) => `${name} ${max} 分`).join('、'),
    basis: newest.basis,
    experts: panel.map(({ name }) => name),
    notes: [
      otherYearNote(newest.basis, year),
      left.length === 0 ? '' : `${left.join('、')}的账号已停用或改了角色，不带过去`,
    ].filter((text) => text !== ''),
  }
}

function nameOf({ year, batch }: { year: number; batch: number }): string {
  return `${year}年第${batch}批`
}
