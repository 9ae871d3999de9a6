import { type KeptAssessment, keptAssessments, keptText } from '../../../db/assessments.ts'
import type { ReadableDb } from '../../../db/handle.ts'
import type { ArticleKey } from '../../../shared/application.ts'
import { canonicalJson } from '../../../shared/canonical.ts'
import { chinaMinute, type IsoInstant } from '../../../shared/date.ts'
import type { ArticleVersion } from '../../../shared/policy/article.ts'
import { articlesInForce } from '../../../shared/policy/inForce.ts'
import { wanUnit } from '../../../shared/policy/values.ts'
import { assess } from '../../../shared/review/assess.ts'
import { type Assessment, OUTCOME_NAMES } from '../../../shared/review/assessment.ts'
import type { ReplayReport } from '../../../shared/review/replayReport.ts'
import type { InstrumentText, PolicyStore } from '../policyStore.ts'
import { readInputs } from '../storedInputs.ts'

/** So many differences are told one by one; the counts tell of all. */
const MOST_TOLD = 20

/** Where a replay reads: the database, and the shipped instrument for rows older than its keeping. */
interface Source {
  db: ReadableDb
  policy: Pick<PolicyStore, 'instrument'>
}

interface KeptArticle {
  key: ArticleKey
  title: string
  version: ArticleVersion
}

/** One stored assessment beside what it gives now; `damage` says why it cannot be worked out again. */
export interface Replayed {
  applicationNo: string
  assessedAt: IsoInstant
  stored: Assessment | null
  replayed: Assessment | null
  damage: string
  /** True when the instrument's text was not kept with it and the shipped one stood in. */
  shippedInstrument: boolean
}

/**
 * Works every stored assessment of a round, or of all, out again from nothing but what was kept with it: the article
 * text and the instrument's under their hashes, the parameter versions, the day and the facts. Reads only.
 */
export function replayStored(source: Source, roundId: string | null): ReplayReport {
  const report: ReplayReport = { checked: 0, same: 0, reworded: 0, different: 0, shippedInstrument: 0, told: [] }
  for (const one of replayEach(source, roundId)) {
    report.checked += 1
    if (one.shippedInstrument) report.shippedInstrument += 1
    const verdict = compare(one)
    report[verdict.kind] += 1
    if (verdict.kind !== 'same' && report.told.length < MOST_TOLD) {
      report.told.push(`${one.applicationNo}（${chinaMinute(one.assessedAt)}机审）：${verdict.text}`)
    }
  }
  return report
}

/** The same one by one, oldest first. */
export function* replayEach(source: Source, roundId: string | null): Generator<Replayed> {
  const texts = new Map<string, { text: unknown; intact: boolean } | null>()
  const textOf = <T>(hash: string): T => {
    if (!texts.has(hash)) texts.set(hash, keptText<T>(source.db, hash))
    const kept = texts.get(hash)
    if (!kept?.intact) throw new Damage(kept === null ? '没有保存当时的条款文本' : '保存的条款文本与校验码不符')
    return kept.text as T
  }
  for (const row of keptAssessments(source.db, roundId)) yield replayRow(row, source, textOf)
}

/** Carries the reason why a row cannot be worked out again. */
class Damage extends Error {}

function replayRow(row: KeptAssessment, source: Source, textOf: <T>(hash: string) => T): Replayed {
  const head = { applicationNo: row.applicationNo, assessedAt: row.assessedAt }
  try {
    if (!row.intact) throw new Damage('这条机审记录被改动或损坏')
    const stored = JSON.parse(row.resultJson) as Assessment
    const { application, applicant, round, parameters, instrumentHash } = readInputs(JSON.parse(row.inputsJson))
    const instrument = instrumentHash === null ? source.policy.instrument.text : textOf<InstrumentText>(instrumentHash)
    const kept = row.articleHash === '' ? null : textOf<KeptArticle>(row.articleHash)
    const articles = kept === null ? [] : [{ ...kept, change: '修改' as const, versions: [kept.version] }]
    const replayed = assess({
      application,
      applicant,
      round: {
        ...round,
        articles: articlesInForce({ ...instrument, articles }, round.policyOn, parameters, () => row.articleHash),
        commonConditions: instrument.commonConditions,
        industries: instrument.industries,
      },
    })
    return { ...head, stored, replayed, damage: '', shippedInstrument: instrumentHash === null }
  } catch (error) {
    if (!(error instanceof Damage)) throw error
    return { ...head, stored: null, replayed: null, damage: error.message, shippedInstrument: false }
  }
}

type Verdict = { kind: 'same' } | { kind: 'reworded' | 'different'; text: string }

/**
 * Bit for bit, or where they part. A sentence this program words otherwise than the one that wrote the row, with the
 * same figures in it, is told apart from another finding: the row's own digest answers for the stored words.
 */
function compare({ stored, replayed, damage }: Replayed): Verdict {
  if (stored === null || replayed === null) return { kind: 'different', text: damage }
  if (canonicalJson(stored) === canonicalJson(replayed)) return { kind: 'same' }
  const part = firstPart(stored, replayed)
  if (part !== '') return { kind: 'different', text: part }
  const [before = '', after = ''] = firstWords(stored, replayed)
  return { kind: 'reworded', text: `结论、金额和每一步都相同，只有说明的措辞不同：当时“${before}”，现在“${after}”` }
}

function firstPart(stored: Assessment, replayed: Assessment): string {
  if (stored.outcome !== replayed.outcome) {
    return `机审结论当时为“${OUTCOME_NAMES[stored.outcome]}”，重算为“${OUTCOME_NAMES[replayed.outcome]}”`
  }
  if (stored.amountFen !== replayed.amountFen) {
    return `金额当时为 ${amount(stored.amountFen)}，重算为 ${amount(replayed.amountFen)}`
  }
  const [before, after] = [bare(stored), bare(replayed)]
  if (canonicalJson(before) === canonicalJson(after)) return ''
  const parts = <T>(a: T[], b: T[]) => a.find((one, at) => canonicalJson(one) !== canonicalJson(b[at] ?? null))
  const step = parts(before.steps, after.steps)
  if (step !== undefined) return `计算依据“${step.label}”与重算不同`
  const condition = parts(before.conditions, after.conditions)
  return condition === undefined ? '机审结论的内容与重算不同' : `条件“${condition.label}”与重算不同`
}

/** The finding with every sentence reduced to the figures in it. */
function bare(one: Assessment): Assessment {
  return {
    ...one,
    conditions: one.conditions.map((each) => {
      return { ...each, text: figures(each.text), supplement: figures(each.supplement) }
    }),
    steps: one.steps.map((each) => ({ ...each, text: figures(each.text) })),
    warnings: one.warnings.map(figures),
  }
}

function figures(text: string): string {
  return (text.match(/\d+(\.\d+)?/g) ?? []).join(' ')
}

function firstWords(stored: Assessment, replayed: Assessment): [string, string] | [] {
  const sentences = (one: Assessment) => [...[...one.conditions, ...one.steps].map(({ text }) => text), ...one.warnings]
  const now = sentences(replayed)
  const at = sentences(stored).findIndex((text, index) => text !== now[index])
  const before = sentences(stored)[at]
  return before === undefined ? [] : [before, now[at] ?? '']
}

function amount(fen: number | null): string {
  return fen === null ? '无' : wanUnit(fen)
}
