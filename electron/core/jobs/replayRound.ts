import { saveSetting } from '../../../db/settings.ts'
import { allocate } from '../../../shared/cohort/allocate.ts'
import { machineEntries } from '../../../shared/cohort/waterfall.ts'
import { chineseDate, type IsoDate } from '../../../shared/date.ts'
import { AppError } from '../../../shared/errors.ts'
import type { ArticleInForce } from '../../../shared/policy/inForce.ts'
import { neededValues } from '../../../shared/replay/needed.ts'
import { articleSums, printedNo, replayRows, sumRows, type VersionSide } from '../../../shared/replay/replay.ts'
import {
  type ReplayView,
  type SideAllocation,
  type UsedArticle,
  usedValues,
  valueLines,
} from '../../../shared/replay/view.ts'
import { ONE_FIGURE } from '../../../shared/replay/words.ts'
import type { RoundContext } from '../../../shared/review/context.ts'
import {
  articleOf,
  knownArticles,
  storedValues,
  type TypedValue,
  typedParameters,
  typedValuesKey,
} from '../replayValues.ts'
import { loadRound, type RoundState } from '../roundState.ts'
import { effectiveScores, scoredCase } from '../scoring.ts'
import { type Actor, record, type Workspace } from '../workspace.ts'
import { quotaGroups } from './allocateRound.ts'
import { assessInMemory } from './assessCases.ts'

/** One version's side of a replay with the context it was worked out in. */
interface Worked {
  side: VersionSide
  context: RoundContext
}

/**
 * The round's applications under its own version and under the one of `against`; nothing is written. Decisions of
 * people are left aside on both sides. `given` values are laid over the stored ones for this answer only.
 * Errors: NOT_FOUND without the round, BAD_INPUT for the round's own day, NOT_IN_FORCE when no article existed on the
 * day, and those of trialParameter.
 */
export function replayRound(
  ws: Workspace,
  roundId: string,
  against: IsoDate,
  given: Readonly<Record<string, string>> = {},
): ReplayView {
  const loaded = loadRound(ws, roundId)
  const state: RoundState = { ...loaded, cases: loaded.cases.map((one) => ({ ...one, decision: null })) }
  const { round } = state
  if (against === round.policyOn) {
    throw new AppError('BAD_INPUT', `${chineseDate(against)}就是本批次适用条款的日期，请另选一个对照日期`)
  }
  const known = knownOn(ws, state, against)
  const { parameters, typed } = typedParameters(known.askable, storedValues(ws, roundId), given)
  const typedKeys = new Set(parameters.map(({ key }) => key))
  const entered = [...known.entered.filter(({ key }) => !typedKeys.has(key)), ...parameters]
  const ownIsOld = round.policyOn <= against
  const own = workOut(ws, state, { on: round.policyOn, isOld: ownIsOld, entered: state.entered, own: null })
  const other = workOut(ws, state, { on: against, isOld: !ownIsOld, entered, own: own.context })
  const [old, now] = ownIsOld ? [own, other] : [other, own]
  const applications = state.cases.map(({ stored }) => stored.application)
  const rows = replayRows(applications, old.side, now.side)
  const keys = new Set(rows.map(({ article }) => article))
  const { articles } = ws.policy.policy
  return {
    roundId,
    roundName: `${round.year}年第${round.batch}批`,
    year: round.year,
    batch: round.batch,
    policyOn: round.policyOn,
    against,
    oldOn: old.side.on,
    newOn: now.side.on,
    demo: round.demo,
    needed: neededValues(applications, other.side).filter(({ key }) => !isOwnVersion(own, other, articleOf(key))),
    ownUnset: neededValues(applications, own.side),
    typed,
    order: [...other.side.articles.values()].flatMap(({ parameters }) =>
      Object.values(parameters).map(({ key }) => key),
    ),
    values: [
      ...usedValues(old.side, keys, keysOf(old, other, typed)),
      ...usedValues(now.side, keys, keysOf(now, other, typed)),
    ],
    articles: articles
      .filter(({ key }) => keys.has(key))
      .map(({ key, title }): UsedArticle => {
        return {
          ...{ key, title, oldNo: printedNo(old.side, key), newNo: printedNo(now.side, key) },
          ...{ oldHash: hashOn(old, key), newHash: hashOn(now, key) },
        }
      }),
    rows,
    byArticle: articleSums(rows, articles, old.side, now.side),
    total: sumRows(rows),
    budgetFen: round.budgetFen,
    allocation: { old: allocationOf(ws, state, old), new: allocationOf(ws, state, now) },
    notes: notesOf(own, other, keys),
  }
}

/**
 * Keeps what was typed for the version of `against` with the round, for replays only. A value without text is taken
 * back. Errors: as replayRound; nothing is saved then.
 */
export function saveReplayValues(
  ws: Workspace,
  actor: Actor,
  roundId: string,
  against: IsoDate,
  given: Readonly<Record<string, string>>,
): ReplayView {
  return record(ws, actor, (tx) => {
    const state = loadRound(ws, roundId)
    const { askable } = knownOn(ws, state, against)
    const { typed } = typedParameters(askable, [], given)
    const versions: ReadonlyMap<string, { version: { from: IsoDate } }> = askable
    const versionFrom = (key: string): IsoDate | undefined => versions.get(articleOf(key))?.version.from
    const stored = storedValues(ws, roundId)
    const kept = stored.filter((one) => !Object.hasOwn(given, one.key) || versionFrom(one.key) !== one.versionFrom)
    const now = typed.flatMap(({ key, text }): TypedValue[] => {
      const from = versionFrom(key)
      return from === undefined ? [] : [{ key, versionFrom: from, text }]
    })
    saveSetting(tx, typedValuesKey(roundId), [...kept, ...now])
    const gone = stored.filter((one) => !kept.includes(one) && !now.some(({ key }) => key === one.key))
    tx.log('填写测算值', `${state.round.year}-${state.round.batch}`, {
      against,
      trialValues: valueLines(typed),
      withdrawnValues: valueLines(typedParameters(askable, gone, {}).typed),
    })
    return replayRound(ws, roundId, against)
  })
}

function knownOn(ws: Workspace, state: RoundState, on: IsoDate) {
  const known = knownArticles(ws, state, on)
  if (known.articles.size > 0) return known
  const first = ws.policy.policy.articles.flatMap(({ versions }) => versions.map(({ from }) => from)).sort()[0] ?? on
  throw new AppError('NOT_IN_FORCE', `${chineseDate(on)}没有施行中的条款数据，请选 ${first} 或以后的日期`)
}

function workOut(
  ws: Workspace,
  state: RoundState,
  version: { on: IsoDate; isOld: boolean; entered: RoundState['entered']; own: RoundContext | null },
): Worked {
  const { on, isOld, entered, own } = version
  const context = { ...state.context, articles: ws.policy.articlesOn(on, entered) }
  const assessments = assessInMemory(ws, { ...state, context, entered })
  const isOwn = (article: { key: string; version: object }): boolean =>
    own === null || [...own.articles.values()].some((one) => one.version === article.version)
  const side: VersionSide = {
    name: isOld ? '旧版' : '新版',
    on,
    articles: context.articles,
    assessments,
    enterAt: (article) => (isOwn(article) ? '条款与参数' : '新旧测算'),
  }
  return { side, context }
}

function isOwnVersion(own: Worked, other: Worked, key: string): boolean {
  const [a, b]: ReadonlyMap<string, { version: object }>[] = [own.side.articles, other.side.articles]
  return a?.get(key)?.version === b?.get(key)?.version
}

/** The keys typed for this replay, as far as `worked` is the side they were typed for. */
function keysOf(worked: Worked, other: Worked, typed: ReplayView['typed']): Set<string> {
  return new Set(worked === other ? typed.map(({ key }) => key) : [])
}

function hashOn({ side }: Worked, key: UsedArticle['key']): string {
  return side.articles.get(key)?.hash ?? ''
}

function allocationOf(ws: Workspace, state: RoundState, { side, context }: Worked): SideAllocation {
  const scores = effectiveScores(
    ws.db,
    state.round.id,
    state.cases.map(({ stored }) => scoredCase(stored)),
  )
  const cases = state.cases.flatMap(({ stored }) => {
    const assessment = side.assessments.get(stored.application.applicationNo)
    if (assessment === undefined) return []
    const { score } = scores(scoredCase(stored))
    return [{ id: stored.id, application: stored.application, assessment, decision: null, score }]
  })
  const entries = machineEntries(cases)
  const groups = quotaGroups(ws, { ...state, context }, entries)
  const { entitledFen, allocatedFen, remainderFen, blocked } = allocate(
    entries,
    groups,
    state.round.budgetFen,
    state.round.rules,
  )
  return { entitledFen, allocatedFen, remainderFen, counted: entries.length, blocked }
}

function notesOf(own: Worked, other: Worked, keys: ReadonlySet<string | null>): string[] {
  const [old, now] = own.side.name === '旧版' ? [own, other] : [other, own]
  const hasNewQuota = ({ key, version }: ArticleInForce): boolean =>
    version.quota === null && (now.side.articles.get(key)?.version.quota ?? null) !== null
  const changed = [...own.side.articles.keys(), ...other.side.articles.keys()].filter(
    (key) => !isOwnVersion(own, other, key),
  )
  return [
    '两版都按机审结论测算，不计人工决定；合计只含两版都能算出金额的件。',
    ...(changed.length === 0 ? [`${other.side.on} 与本批次（${own.side.on}）适用同一版条文，没有新旧之别。`] : []),
    ...[...old.side.articles.values()].flatMap((article) => {
      if (!keys.has(article.key) || isOwnVersion(own, other, article.key)) return []
      const known = article.version.passages.map(({ quotation }) => `“${quotation}”`).join('、')
      const quota = hasNewQuota(article) ? '；旧版的名额说明未载，旧版合计没有按名额限制' : ''
      return [
        `旧版${article.version.no}：全文未公开，修订说明只引述了${known}；${ONE_FIGURE}，与当年实际办理的结果可能不同${quota}。`,
      ]
    }),
  ]
}
