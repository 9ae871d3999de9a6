import { sha256 } from '../../../db/digest.ts'
import { parametersOfRound } from '../../../db/parameters.ts'
import { canonicalJson } from '../../../shared/canonical.ts'
import { requireRound, roundContext } from '../roundState.ts'
import type { Workspace } from '../workspace.ts'

/** Hash over what the cases of a round are judged by: day, settings, parameter versions and the articles' own texts. */
export function rulesHash(ws: Workspace, roundId: string): string {
  const round = requireRound(ws, roundId)
  const { policyOn, windowFrom, windowTo, rules, demo } = round
  const parameters = [...parametersOfRound(ws.db, roundId).values()].map(({ id, key }) => ({ id, key }))
  const articles = [...roundContext(ws, round).context.articles.values()].map(({ key, hash }) => ({ key, hash }))
  const texts = { articles, instrument: ws.policy.instrument.hash }
  return sha256(canonicalJson({ policyOn, windowFrom, windowTo, rules, demo, parameters, ...texts }))
}
