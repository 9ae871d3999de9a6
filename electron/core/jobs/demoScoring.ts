import { addScheme } from '../../../db/scoring.ts'
import type { Tx } from '../../../db/write.ts'
import { ARTICLE_KEYS } from '../../../shared/application.ts'
import { readScheme } from '../../../shared/scoring/scheme.ts'
import { articleScorings } from '../scoring.ts'
import type { Workspace } from '../workspace.ts'

/**
 * Gives a round the 评审指标 of the 演示参数, without a pass line, where an article has no scheme of its own. Runs inside
 * the caller's transaction, which logs and assesses.
 */
export function loadDemoSchemes(ws: Workspace, tx: Tx, roundId: string): void {
  const existing = articleScorings(tx.db, roundId)
  for (const article of ARTICLE_KEYS) {
    const criteria = ws.policy.demoScoring[article]
    if (criteria === undefined || existing.has(article)) continue
    const scheme = readScheme(
      {
        criteria: criteria.map(({ name, max }) => ({ name, max, weight: null })),
        method: 'mean',
        trimFrom: null,
        required: null,
        passLine: null,
        disagreementAbove: null,
        normalisedFrom: null,
      },
      true,
    )
    addScheme(tx, roundId, { article, scheme, basis: ws.policy.demoNotice })
  }
}

/**
 * Ends the round's 演示 schemes; scores given under them stay on record and no longer count. Runs inside the caller's
 * transaction, which logs and assesses.
 */
export function endDemoSchemes(tx: Tx, roundId: string, basis: string): void {
  for (const { article, scheme } of articleScorings(tx.db, roundId).values()) {
    if (scheme.demo) addScheme(tx, roundId, { article, scheme: null, basis })
  }
}
