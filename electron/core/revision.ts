import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { IsoDate } from '../../shared/date.ts'
import { comparePolicy, type PolicyComparison } from '../../shared/policy/compare.ts'
import { parseWordings } from '../../shared/policy/wording.ts'
import type { PolicyStore } from './policyStore.ts'

const WORDINGS = 'wording.yaml'

/** 修订对照 between two days, from the files under `<templates>/policy`. Errors: POLICY_FILE, and those of comparePolicy. */
export function compareOn(
  store: PolicyStore,
  templatesRoot: string,
  span: { from: IsoDate; to: IsoDate },
): PolicyComparison {
  const text = readFileSync(join(templatesRoot, 'policy', WORDINGS), 'utf8')
  const wordings = parseWordings({ name: WORDINGS, text }, store.sourceText)
  return comparePolicy(store.policy, wordings, store.sourceText, span)
}
