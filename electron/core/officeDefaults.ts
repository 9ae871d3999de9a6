import { readSetting } from '../../db/settings.ts'
import type { ArticleKey } from '../../shared/application.ts'
import { DEFAULT_ROUND_RULES, type RoundRules } from '../../shared/cohort/allocation.ts'
import { chinaDay } from '../../shared/date.ts'
import type { ArticleInForce } from '../../shared/policy/inForce.ts'
import type { ArticleStagesView } from '../../shared/settings/views.ts'
import { stageNamed } from '../../shared/stages/stages.ts'
import { ARTICLE_STAGES, type SwitchedOff } from './articleStages.ts'
import type { Workspace } from './workspace.ts'

/** The setting's key. */
export const DEFAULT_RULES = 'roundRules'
export type DefaultRules = Pick<RoundRules, 'rounding' | 'capAtRequested' | 'largestRemainder'>

/** What a new round starts with: what the office set, else what ships. */
export function defaultRules(ws: Workspace): RoundRules {
  return { ...DEFAULT_ROUND_RULES, ...readSetting<DefaultRules>(ws.db, DEFAULT_RULES) }
}

export function defaultRulesView(ws: Workspace): DefaultRules {
  const { rounding, capAtRequested, largestRemainder } = defaultRules(ws)
  return { rounding, capAtRequested, largestRemainder }
}

/** The articles of today, as far as they can be applied for. */
export function articlesNow(ws: Workspace): Map<ArticleKey, ArticleInForce> {
  return ws.policy.articlesOn(chinaDay(ws.now()), [])
}

export function switchedOff(ws: Workspace): SwitchedOff {
  return readSetting<SwitchedOff>(ws.db, ARTICLE_STAGES) ?? {}
}

/** The stages of every article of today. */
export function articleStagesViews(ws: Workspace): ArticleStagesView[] {
  const set = switchedOff(ws)
  return [...articlesNow(ws).values()].map(({ key, title, version }) => ({
    article: key,
    articleNo: version.no,
    title,
    stages: version.stages.flatMap((text) => stageNamed(text) ?? []),
    off: set[key]?.off ?? [],
    basis: set[key]?.basis ?? '',
  }))
}
