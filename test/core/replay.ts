import { articleText } from '../../db/assessments.ts'
import type { ReadableDb } from '../../db/handle.ts'
import { all } from '../../db/query.ts'
import type { AssessmentInputs } from '../../electron/core/jobs/assessCases.ts'
import { openPolicyStore } from '../../electron/core/policyStore.ts'
import type { ArticleKey } from '../../shared/application.ts'
import type { ArticleVersion } from '../../shared/policy/article.ts'
import { articlesInForce } from '../../shared/policy/inForce.ts'
import { assess } from '../../shared/review/assess.ts'
import { RESOURCES } from './coreHarness.ts'

type KeptText = { key: ArticleKey; title: string; version: ArticleVersion }

/** Works every stored assessment out again from its own inputs and the kept article text, and from nothing newer. */
export function replay(db: ReadableDb): { no: string; stored: unknown; replayed: unknown }[] {
  const { policy } = openPolicyStore(`${RESOURCES}/templates`)
  const rows = all<{ article_hash: string; result_json: string; inputs_json: string }>(
    db,
    'SELECT article_hash, result_json, inputs_json FROM assessment ORDER BY seq',
  )
  return rows.map(({ article_hash, result_json, inputs_json }) => {
    const { application, applicant, round, parameters } = JSON.parse(inputs_json) as AssessmentInputs
    const kept = article_hash === '' ? null : articleText<KeptText>(db, article_hash)
    const articles =
      kept === null ? [] : [{ key: kept.key, title: kept.title, change: '修改' as const, versions: [kept.version] }]
    const replayed = assess({
      application,
      applicant,
      round: {
        ...round,
        articles: articlesInForce({ ...policy, articles }, round.policyOn, parameters, () => article_hash),
        commonConditions: policy.commonConditions,
        industries: policy.industries,
      },
    })
    return {
      no: application.applicationNo,
      stored: JSON.parse(result_json),
      replayed: JSON.parse(JSON.stringify(replayed)),
    }
  })
}
